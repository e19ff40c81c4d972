// What starting costs, as a multiple of `node -e 0`: whole processes, from start to end.

import path from 'node:path';
import { main, root } from './built.ts';
import {
  interleaved,
  isMeasured,
  milliseconds,
  output,
  printRatio,
  printTable,
  ratioOf,
  short,
  spreadOf,
} from './harness.ts';

/** Loads and runs the reference model from what is built, with so many draws; nothing else is loaded. */
function script(draws: number): string {
  const at = (file: string) => JSON.stringify(path.join(root, 'dist', file));
  const model = JSON.stringify(path.join(root, 'test', 'bench', 'reference-model'));
  return `
    const [{ load, run }, { readWorkspace }] = await Promise.all([import(${at('pipeline.js')}), import(${at('io/workspace.js')})]);
    const { program, scenarios } = await load({ ...(await readWorkspace(${JSON.stringify(root)}, ${model})), scenarioFiles: new Map() });
    const done = run(program, scenarios);
    if (${draws} > 0) {
      const { drawRun } = await import(${at('draws.js')});
      await drawRun(done, { design: { draws: ${draws}, seed: 1, method: 'sobol' } });
    }`;
}

export async function benchStart(): Promise<void> {
  const timed =
    (...args: readonly string[]) =>
    async (): Promise<number | string> => {
      let missing: string | undefined;
      const ms = await milliseconds(() => {
        const done = output(process.execPath, args);
        missing = 'missing' in done ? done.missing : undefined;
      });
      return missing ?? ms;
    };
  const bare = 'node -e 0';
  const starts = await interleaved(
    new Map([
      [bare, timed('-e', '0')],
      ['tujing --help', timed(main, '--help')],
      ['tujing list regions', timed(main, 'list', 'regions')],
      ['tujing targets --region jiaxing', timed(main, 'targets', '--region', 'jiaxing')],
      ['reference model: load and run', timed('--input-type=module', '-e', script(0))],
      ['reference model: load, run, 10 000 draws', timed('--input-type=module', '-e', script(10_000))],
    ]),
  );
  printTable(
    'Starting (whole processes)',
    ['process', 'ms (least–most)', '× node -e 0'],
    [...starts].map(([name, found]) => {
      if (!isMeasured(found)) return [name, 'not measured', found.missing];
      const { middle, least, most } = spreadOf(found);
      return [name, `${short(middle)} (${short(least)}–${short(most)})`, printRatio(ratioOf(found, starts.get(bare)))];
    }),
  );
}
