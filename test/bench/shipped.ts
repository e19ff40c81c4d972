// The whole shipped model with draws: all scenarios, quantiles of every cell; then from command to files on disk.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { draws as drawing, engine, main, readShippedModel, runWorkspace } from './built.ts';
import {
  cpuMilliseconds,
  interleaved,
  isMeasured,
  milliseconds,
  output,
  printTable,
  short,
  spreadOf,
} from './harness.ts';

const DRAWS = 1000;

export async function benchShipped(): Promise<void> {
  const run = await runWorkspace(await readShippedModel());
  const design = { draws: DRAWS, seed: 1, method: 'sobol' } as const;
  const traced = drawing.traceRun(run);
  const planned = drawing.planRun(run, traced, { design });
  const units = engine.unitsOf(planned.job);
  const folder = await mkdtemp(path.join(tmpdir(), 'tujing-bench-'));
  const command = async (): Promise<number | string> => {
    let missing: string | undefined;
    const ms = await milliseconds(() => {
      const done = output(process.execPath, [main, 'run', '--draws', String(DRAWS), '--out', path.join(folder, 'out')]);
      missing = 'missing' in done ? done.missing : undefined;
    });
    return missing ?? ms;
  };
  const instructions = planned.job.groups.reduce((sum, { tape }) => sum + tape.code.length / 5, 0);
  const compute = `compute: ${planned.outputs.length} values a draw, quantiles of each (CPU)`;
  const samples = await interleaved(
    new Map<string, () => Promise<number | string>>([
      ['trace the run (CPU)', () => cpuMilliseconds(() => drawing.traceRun(run))],
      [
        `plan ${instructions} instructions (CPU)`,
        () => cpuMilliseconds(() => drawing.planRun(run, traced, { design })),
      ],
      [
        compute,
        () =>
          cpuMilliseconds(() => {
            for (const unit of units) engine.runUnit(planned.job, unit);
          }),
      ],
      [`tujing run --draws ${DRAWS}, to files (wall clock)`, command],
    ]),
    5,
  );
  await rm(folder, { recursive: true });
  printTable(
    `The shipped model, ${run.scenarios.length} scenarios, ${DRAWS} draws`,
    ['stage', 'ms (least–most)', 'draws/s'],
    [...samples].map(([name, found]) => {
      if (!isMeasured(found)) return [name, 'not measured', found.missing];
      const { middle, least, most } = spreadOf(found);
      return [
        name,
        `${short(middle)} (${short(least)}–${short(most)})`,
        name === compute ? short((1000 * DRAWS) / middle) : '',
      ];
    }),
  );
}
