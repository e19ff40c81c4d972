// Two threads against one: wall-clock time, because that is what a person waits for.

import { availableParallelism } from 'node:os';
import { draws as drawing, readReferenceModel, readShippedModel, runWorkspace, threads } from './built.ts';
import { interleaved, isMeasured, milliseconds, printRatio, printTable, ratioOf, short, spreadOf } from './harness.ts';

export async function benchThreads(): Promise<void> {
  if (availableParallelism() < 2) {
    console.log('\n## Two threads against one\n\nnot measured: one core');
    return;
  }
  const reference = await runWorkspace(await readReferenceModel());
  const shipped = await runWorkspace(await readShippedModel());
  const jobs = [
    ['reference model, 1 000 000 draws', reference, 1_000_000],
    ['shipped model, 16 384 draws', shipped, 16_384],
  ] as const;
  const rows: string[][] = [];
  for (const [title, run, count] of jobs) {
    const traced = drawing.traceRun(run);
    const measure = (jobs: number) => () =>
      milliseconds(() =>
        drawing.drawRun(run, {
          design: { draws: count, seed: 1, method: 'sobol' },
          traced,
          parts: jobs,
          ...(jobs > 1 ? { runUnits: threads.onThreads(jobs) } : {}),
        }),
      );
    const samples = await interleaved(
      new Map([
        ['1', measure(1)],
        ['2', measure(2)],
      ]),
      5,
    );
    const [one, two] = [samples.get('1'), samples.get('2')];
    if (!isMeasured(one) || !isMeasured(two)) continue;
    rows.push([title, short(spreadOf(one).middle), short(spreadOf(two).middle), printRatio(ratioOf(one, two))]);
  }
  printTable(
    'Two threads against one, wall clock',
    ['job', 'one: ms', 'two: ms', 'two are so many times as fast'],
    rows,
  );
}
