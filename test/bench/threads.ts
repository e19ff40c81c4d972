// Two threads against one: wall-clock time, because that is what a person waits for. In a process of plain Node: threads
// started under tsx would load it again.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './built.ts';
import { output, printRatio, printTable, ratioOf, short, spreadOf } from './harness.ts';

const ROUNDS = 5;

/** Prints `[[ms of one thread, ms of two], …]`, a pair a round, the first one being a warm-up. */
function script(model: string | undefined, draws: number): string {
  const at = (file: string) => JSON.stringify(path.join(root, 'dist', file));
  return `
    const [{ load, run }, { readWorkspace }, { drawRun, traceRun }, { onThreads }] = await Promise.all(
      [${['pipeline.js', 'io/workspace.js', 'uncertainty/index.js', 'io/draw-threads.js'].map((file) => `import(${at(file)})`).join(', ')}]);
    const workspace = await readWorkspace(${JSON.stringify(root)}${model === undefined ? '' : `, ${JSON.stringify(model)}`});
    const { program, scenarios } = await load(${model === undefined ? 'workspace' : '{ ...workspace, scenarioFiles: new Map() }'});
    const done = run(program, scenarios);
    const traced = traceRun(done);
    const timed = async (jobs) => {
      const start = performance.now();
      const more = jobs > 1 ? { runUnits: onThreads(jobs) } : {};
      await drawRun(done, { design: { draws: ${draws}, seed: 1, method: 'sobol' }, traced, parts: jobs, ...more });
      return performance.now() - start;
    };
    const rounds = [];
    for (let k = 0; k <= ${ROUNDS}; k++) rounds.push([await timed(1), await timed(2)]);
    console.log(JSON.stringify(rounds));`;
}

export async function benchThreads(): Promise<void> {
  const title = 'Two threads against one, wall clock';
  if (availableParallelism() < 2) {
    console.log(`\n## ${title}\n\nnot measured: one core`);
    return;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'tujing-bench-'));
  const file = path.join(folder, 'threads.mjs');
  const rows: string[][] = [];
  for (const [name, model, draws] of [
    ['reference model', path.join(root, 'test', 'bench', 'reference-model'), 1_000_000],
    ['shipped model', undefined, 4_096],
  ] as const) {
    // A file, not `-e`: threads inherit the options of the process, and may not be told that they are text.
    await writeFile(file, script(model, draws));
    const done = output(process.execPath, [file]);
    const job = `${name}, ${draws} draws`;
    if ('missing' in done) {
      rows.push([job, 'not measured', done.missing, '']);
      continue;
    }
    const rounds = (JSON.parse(done.text) as [number, number][]).slice(1);
    const [one, two] = [rounds.map(([ms]) => ms), rounds.map(([, ms]) => ms)];
    rows.push([job, short(spreadOf(one).middle), short(spreadOf(two).middle), printRatio(ratioOf(one, two))]);
  }
  await rm(folder, { recursive: true });
  printTable(title, ['job', 'one: ms', 'two: ms', 'two are so many times as fast'], rows);
}
