// Notebooks: a cold build, a build after one scenario changed, one after nothing changed, and from save to page.
//
//   npx tsx test/bench/notebooks.ts        needs `npm run build`

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageRoot } from '../../src/io/paths.ts';

const bin = path.join(packageRoot, 'dist', 'cli', 'main.js');
const folder = mkdtempSync(path.join(tmpdir(), 'tujing-bench-'));
const file = (name: string) => path.join(folder, name);
for (const name of ['notebooks', 'scenarios']) cpSync(path.join(packageRoot, name), file(name), { recursive: true });
cpSync(path.join(packageRoot, 'test', 'notebook', 'fixtures', 'small.md'), file('notebooks/bench-small.md'));

/** A whole command, as a person has it: with the start of the process. */
function build(): { readonly seconds: number; readonly computed: number; readonly cached: number } {
  const started = performance.now();
  const { stdout } = spawnSync(process.execPath, [bin, 'notebook', 'build', '--lang', 'zh,en', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const seconds = (performance.now() - started) / 1000;
  const { documents } = JSON.parse(stdout) as { documents: { computed: number; cached: number }[] };
  const sum = (what: 'computed' | 'cached') => documents.reduce((total, one) => total + one[what], 0);
  return { seconds, computed: sum('computed'), cached: sum('cached') };
}

const started = performance.now();
spawnSync(process.execPath, [bin, '--version']);
const start = (performance.now() - started) / 1000;
const cold = build();
const same = build();
const scenario = file('scenarios/late-start.yaml');
writeFileSync(scenario, `${readFileSync(scenario, 'utf8')}\n# changed\n`);
const warm = build();
const used = file('scenarios/rd-surge.yaml');
writeFileSync(used, readFileSync(used, 'utf8').replace('growth: +2pp', 'growth: +2.5pp'));
const inUse = build();
const line = (what: string, { seconds, computed, cached }: typeof cold) =>
  `${what.padEnd(28)}${seconds.toFixed(2).padStart(7)} s   ${computed} computed, ${cached} as before`;
console.log(line('cold', cold));
console.log(`${line('one scenario changed', warm)}   ${(warm.seconds / cold.seconds).toFixed(2)} of cold`);
console.log(`${line('one of three notebooks', inUse)}   ${(inUse.seconds / cold.seconds).toFixed(2)} of cold`);
console.log(`${line('nothing changed', same)}   ${(same.seconds / cold.seconds).toFixed(2)} of cold`);
console.log(`${'start of the process'.padEnd(28)}${start.toFixed(2).padStart(7)} s`);

await watchTimes();
rmSync(folder, { recursive: true });

/** From writing the file to the event that makes an open page reload. */
async function watchTimes(): Promise<void> {
  const child = spawn(process.execPath, [bin, 'notebook', 'build', 'bench-small', '--watch', '--port', '44180'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const until = async (done: () => boolean) => {
    for (let k = 0; k < 6000 && !done(); k++) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await until(() => said.includes('http://'));
  await new Promise((resolve) => setTimeout(resolve, 3000)); // the watcher and the model
  const address = /http:\/\/\S+/.exec(said)?.[0] ?? '';
  const events = await fetch(`${address}events`);
  const reader = events.body?.getReader();
  let heard = 0;
  void (async () => {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) return;
      if (new TextDecoder().decode(value).includes('data:')) heard += 1;
    }
  })().catch(() => undefined); // the stream breaks off when the preview ends
  const notebook = file('notebooks/bench-small.md');
  const text = readFileSync(notebook, 'utf8');
  const measure = async (what: string, changed: (k: number) => string) => {
    const times: number[] = [];
    for (let k = 0; k < 5; k++) {
      const before = heard;
      const from = performance.now();
      writeFileSync(notebook, changed(k));
      await until(() => heard > before);
      times.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    times.sort((a, b) => a - b);
    console.log(
      `${what.padEnd(28)}${((times[2] ?? 0) / 1000).toFixed(2).padStart(7)} s   from save to reload, median of 5`,
    );
  };
  await measure('watch: a sentence changed', (k) => text.replace('现状', `现状${k}`));
  await measure('watch: a lever changed', (k) => text.replace('+3pp', `+${k + 4}pp`));
  child.kill();
}
