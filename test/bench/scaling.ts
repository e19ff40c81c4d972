// What ten times as many indicators, regions, scenarios or draws cost: ten times as much, or the engine does something twice.

import { compile, draws as drawing, engine, pipeline, readReferenceModel, runWorkspace } from './built.ts';
import {
  cpuMilliseconds,
  interleaved,
  isMeasured,
  printRatio,
  printTable,
  ratioOf,
  short,
  spreadOf,
} from './harness.ts';
import { makeModel, type Size } from './made-model.ts';

const BASE: Size = { copies: 10, regions: 10, scenarios: 4 };
const DRAWS = 1024;
const STAGES = ['load', 'run', 'trace and plan', 'compute'] as const;
type Stage = (typeof STAGES)[number];

export async function benchScaling(): Promise<void> {
  const rows: string[][] = [];
  for (const [name, small, large] of [
    ['indicators', { ...BASE, copies: 2 }, { ...BASE, copies: 20 }],
    ['regions', { ...BASE, regions: 3 }, { ...BASE, regions: 30 }],
    ['scenarios', { ...BASE, copies: 5, regions: 5 }, { ...BASE, copies: 5, regions: 5, scenarios: 40 }],
  ] as const) {
    const [one, ten] = [await stagesOf(small), await stagesOf(large)];
    const samples = await interleaved(
      new Map(
        STAGES.flatMap((stage): [string, () => Promise<number>][] => [
          [`${stage} 1`, () => one(stage)],
          [`${stage} 10`, () => ten(stage)],
        ]),
      ),
      5,
    );
    for (const stage of STAGES) rows.push(rowOf(name, stage, samples.get(`${stage} 1`), samples.get(`${stage} 10`)));
  }
  const reference = await runWorkspace(await readReferenceModel());
  for (const [from, to] of [
    [6_400, 64_000],
    [100_000, 1_000_000],
  ] as const) {
    const measure = (draws: number) => () =>
      cpuMilliseconds(() => drawing.drawRun(reference, { design: { draws, seed: 1, method: 'random' } }));
    const samples = await interleaved(
      new Map([
        ['1', measure(from)],
        ['10', measure(to)],
      ]),
      5,
    );
    rows.push(rowOf('draws', `${from} to ${to}`, samples.get('1'), samples.get('10')));
  }
  printTable(
    'Ten times as much: cost over ten times the cost (1 is linear)',
    ['ten times as many', 'stage', 'ms', 'ms at ten times', 'over linear (least–most)'],
    rows,
  );
  await benchWidth();
}

function rowOf(
  name: string,
  stage: string,
  one: Parameters<typeof ratioOf>[0],
  ten: Parameters<typeof ratioOf>[0],
): string[] {
  const ratio = ratioOf(ten, one);
  if (!ratio || !isMeasured(one) || !isMeasured(ten)) return [name, stage, 'not measured', '', ''];
  const { middle, least, most } = ratio;
  return [
    name,
    stage,
    short(spreadOf(one).middle),
    short(spreadOf(ten).middle),
    printRatio({ middle: middle / 10, least: least / 10, most: most / 10 }),
  ];
}

/** The stages of one size, each measured by itself on what the one before gave. */
async function stagesOf(size: Size): Promise<(stage: Stage) => Promise<number>> {
  const workspace = await makeModel(size);
  const run = await runWorkspace(workspace);
  const { program, scenarios } = await pipeline.load(workspace);
  if (!program) throw new Error('the made model has errors');
  const design = { draws: DRAWS, seed: 1, method: 'sobol' } as const;
  const plan = () => drawing.planRun(run, drawing.traceRun(run), { design });
  const { job } = plan();
  const tasks: Readonly<Record<Stage, () => unknown>> = {
    load: () => pipeline.load(workspace),
    run: () => pipeline.run(program, scenarios),
    'trace and plan': plan,
    compute: () => engine.unitsOf(job).map((unit) => engine.runUnit(job, unit)),
  };
  return (stage) => cpuMilliseconds(tasks[stage]);
}

/** ns a cell as the model gets wider: one block of draws after another, the kernel alone. */
async function benchWidth(): Promise<void> {
  const widths = [1, 8, 33];
  const kernels = await Promise.all(
    widths.map(async (copies) => {
      const run = await runWorkspace(await makeModel({ copies, regions: 1, scenarios: 1 }));
      const design = { draws: 256, seed: 1, method: 'random' } as const;
      const { job, outputs } = drawing.planRun(run, drawing.traceRun(run), { design });
      const tapes = job.groups.map(({ tape }) => {
        const kernel = compile.openKernel(tape);
        engine.openSampler(job, tape.inputs)(kernel.inputs, 0);
        return kernel;
      });
      const blocks = Math.ceil(4_000_000 / (outputs.length * compile.BLOCK));
      return async () => {
        const ms = await cpuMilliseconds(() => {
          for (let k = 0; k < blocks; k++) for (const kernel of tapes) kernel.run();
        });
        return (ms * 1e6) / (blocks * compile.BLOCK * outputs.length);
      };
    }),
  );
  const samples = await interleaved(
    new Map(widths.map((width, k): [string, () => Promise<number>] => [String(width), kernels[k] ?? (async () => 0)])),
  );
  printTable(
    'ns a drawn cell as the model gets wider (kernel alone)',
    ['variables', 'ns (least–most)', 'over 12 variables'],
    [...samples].map(([width, found]) => {
      if (!isMeasured(found)) return [width, 'not measured', ''];
      const { middle, least, most } = spreadOf(found);
      return [
        String(12 * Number(width)),
        `${short(middle)} (${short(least)}–${short(most)})`,
        printRatio(ratioOf(found, samples.get('1'))),
      ];
    }),
  );
}
