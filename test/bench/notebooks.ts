// All shipped notebooks in both languages: a cold build, builds after something changed, and from save to page.

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from 'simple-statistics';
import { main, root } from './built.ts';
import { printTable } from './harness.ts';

/** Saves that are timed, after one that warms up. */
const SAVES = 5;

interface Build {
  readonly seconds: number;
  readonly computed: number;
  readonly cached: number;
}

export async function benchNotebooks(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tujing-bench-'));
  const file = (name: string) => path.join(folder, name);
  for (const name of ['notebooks', 'scenarios']) cpSync(path.join(root, name), file(name), { recursive: true });
  const change = (name: string, how: (text: string) => string) =>
    writeFileSync(file(name), how(readFileSync(file(name), 'utf8')));
  const cold = build(folder);
  const same = build(folder);
  change('scenarios/late-start.yaml', (text) => `${text}\n# changed\n`);
  const unused = build(folder);
  change('scenarios/rd-surge.yaml', (text) => text.replace('growth: +2pp', 'growth: +2.5pp'));
  const used = build(folder);
  const row = (name: string, { seconds, computed, cached }: Build) => [
    name,
    seconds.toFixed(2),
    (seconds / cold.seconds).toFixed(2),
    `${computed}`,
    `${cached}`,
  ];
  printTable(
    'Notebooks: `tujing notebook build --lang zh,en`, whole processes',
    ['build', 's', 'of the cold one', 'computed', 'as before'],
    [
      row('cold', cold),
      row('nothing changed', same),
      row('a scenario changed that no notebook uses', unused),
      row('a scenario changed that three notebooks use', used),
    ],
  );
  cpSync(path.join(root, 'test', 'notebook', 'fixtures', 'small.md'), file('notebooks/bench-small.md'));
  const saves = await watchTimes(folder, file('notebooks/bench-small.md'));
  printTable(
    'Notebooks: `--watch`, from save to the page that reloads',
    ['changed', 's (median)'],
    [...saves].map(([what, times]) => [what, median(times).toFixed(2)]),
  );
  rmSync(folder, { recursive: true });
}

function build(folder: string): Build {
  const started = performance.now();
  const { stdout } = spawnSync(process.execPath, [main, 'notebook', 'build', '--lang', 'zh,en', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const seconds = (performance.now() - started) / 1000;
  const { documents } = JSON.parse(stdout) as { documents: { computed: number; cached: number }[] };
  const sum = (what: 'computed' | 'cached') => documents.reduce((total, one) => total + one[what], 0);
  return { seconds, computed: sum('computed'), cached: sum('cached') };
}

/** Seconds from writing the file to the event that makes an open page reload. */
async function watchTimes(folder: string, notebook: string): Promise<ReadonlyMap<string, number[]>> {
  const child = spawn(process.execPath, [main, 'notebook', 'build', 'bench-small', '--watch', '--port', '44180'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const address = await addressOf(child.stderr);
    const heard = await countEvents(`${address}events`);
    const text = readFileSync(notebook, 'utf8');
    const timed = async (changed: (k: number) => string) => {
      const times: number[] = [];
      for (let k = 0; k <= SAVES; k++) {
        const before = heard();
        const from = performance.now();
        writeFileSync(notebook, changed(k));
        await until(() => heard() > before, 'the page');
        if (k > 0) times.push((performance.now() - from) / 1000);
        await pause(200);
      }
      return times;
    };
    return new Map([
      ['a sentence', await timed((k) => text.replace('现状', `现状${k}`))],
      ['a lever', await timed((k) => text.replace('+3pp', `+${k + 4}pp`))],
    ]);
  } finally {
    child.kill();
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The address that the preview says it listens at, once it watches. */
async function addressOf(said: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  said.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await until(() => /http:\/\/\S+/.test(text), 'the preview');
  await pause(3000); // the watcher and the model
  return /http:\/\/\S+/.exec(text)?.[0] ?? '';
}

/** Waits for something, a minute at most. */
async function until(done: () => boolean, what: string): Promise<void> {
  const started = performance.now();
  while (!done()) {
    if (performance.now() - started > 60_000) throw new Error(`waited in vain for ${what}`);
    await pause(5);
  }
}

/** Counts events of a stream as they come. */
async function countEvents(address: string): Promise<() => number> {
  const reader = (await fetch(address)).body?.getReader();
  let count = 0;
  const listen = async () => {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) return;
      if (new TextDecoder().decode(value).includes('data:')) count += 1;
    }
  };
  listen().catch(() => undefined); // the stream breaks off when the preview ends
  return () => count;
}
