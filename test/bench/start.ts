// What starting costs, as a multiple of `node -e 0`: whole processes, from start to end.

import path from 'node:path';
import { main, root } from './built.ts';
import { interleaved, printProcesses, timedProcess } from './harness.ts';

/** Loads and runs the reference model from what is built, with so many draws; nothing else is loaded. */
function script(draws: number): string {
  const at = (file: string) => JSON.stringify(path.join(root, 'dist', file));
  const model = JSON.stringify(path.join(root, 'test', 'bench', 'reference-model'));
  return `
    const [{ load, run }, { readWorkspace }] = await Promise.all([import(${at('pipeline.js')}), import(${at('io/workspace.js')})]);
    const { program, scenarios } = await load({ ...(await readWorkspace(${JSON.stringify(root)}, ${model})), scenarioFiles: new Map() });
    const done = run(program, scenarios);
    if (${draws} > 0) {
      const { drawRun } = await import(${at('uncertainty/index.js')});
      await drawRun(done, { design: { draws: ${draws}, seed: 1, method: 'sobol' } });
    }`;
}

export async function benchStart(): Promise<void> {
  const starts = await interleaved(
    new Map([
      ['node -e 0', timedProcess('-e', '0')],
      ['tujing --help', timedProcess(main, '--help')],
      ['tujing list regions', timedProcess(main, 'list', 'regions')],
      ['tujing targets --region jiaxing', timedProcess(main, 'targets', '--region', 'jiaxing')],
      ['reference model: load and run', timedProcess('--input-type=module', '-e', script(0))],
      ['reference model: load, run, 10 000 draws', timedProcess('--input-type=module', '-e', script(10_000))],
    ]),
  );
  printProcesses('Starting (whole processes)', starts);
}
