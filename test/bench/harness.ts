// Measuring side by side: interleaved rounds, medians with their spread, ratios taken round by round, because seconds differ
// by machine and hour. Nothing timed is a test.

import { spawnSync } from 'node:child_process';
import { median } from 'simple-statistics';

/** Rounds of every measurement. */
export const ROUNDS = 7;

/** One figure a round, in one unit; or why there is none. */
export type Samples = readonly number[] | { readonly missing: string };

/** Measures each task once a round, one after another; a task that cannot be measured is asked once. The first round warms up. */
export async function interleaved(
  tasks: ReadonlyMap<string, () => Promise<number | string> | number | string>,
  rounds = ROUNDS,
): Promise<ReadonlyMap<string, Samples>> {
  const figures = new Map([...tasks.keys()].map((name) => [name, [] as number[]]));
  const missing = new Map<string, string>();
  for (let round = 0; round <= rounds; round++)
    for (const [name, task] of tasks) {
      if (missing.has(name)) continue;
      const figure = await task();
      if (typeof figure === 'string') missing.set(name, figure);
      else if (round > 0) figures.get(name)?.push(figure);
    }
  return new Map(
    [...tasks.keys()].map((name) => {
      const why = missing.get(name);
      return [name, why === undefined ? (figures.get(name) ?? []) : { missing: why }];
    }),
  );
}

/** Milliseconds that a task takes. */
export async function milliseconds(task: () => unknown): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

/** CPU milliseconds of this process that a task takes. */
export async function cpuMilliseconds(task: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

export function isMeasured(samples: Samples | undefined): samples is readonly number[] {
  return Array.isArray(samples) && samples.length > 0;
}

/** Middle, least and most of a list. */
export interface Spread {
  readonly middle: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(samples: readonly number[]): Spread {
  return { middle: median([...samples]), least: Math.min(...samples), most: Math.max(...samples) };
}

/** How many times `a` is of `b`, taken round by round. */
export function ratioOf(a: Samples | undefined, b: Samples | undefined): Spread | undefined {
  if (!isMeasured(a) || !isMeasured(b)) return undefined;
  return spreadOf(a.map((value, round) => value / (b[round] ?? Number.NaN)));
}

export function printRatio(ratio: Spread | undefined): string {
  if (!ratio) return 'not measured';
  return `${short(ratio.middle)} (${short(ratio.least)}–${short(ratio.most)})`;
}

/** Three significant digits. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toFixed(Math.min(digits, 4));
}

/** Prints a Markdown table, so that what is printed can stand in the README as it is. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows];
  const widths = head.map((_, k) => Math.max(...all.map((row) => (row[k] ?? '').length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join(' | ')} |`;
  console.log(`\n## ${title}\n`);
  console.log(line(head));
  console.log(`| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  for (const row of rows) console.log(line(row));
}

/** Standard output of a command; a text that says why there is none. */
export function output(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly text: string } | { readonly missing: string } {
  const done = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 2 ** 26 });
  if (done.error) return { missing: `no ${command}` };
  if (done.status !== 0) {
    const lines = done.stderr.trim().split('\n');
    return { missing: lines.find((line) => line.includes('Error')) ?? lines.at(-1) ?? `${command} failed` };
  }
  return { text: done.stdout };
}

/** Milliseconds of a Node process from start to end; a text where it fails. */
export function timedProcess(...args: readonly string[]): () => Promise<number | string> {
  return async () => {
    let missing: string | undefined;
    const ms = await milliseconds(() => {
      const done = output(process.execPath, args);
      missing = 'missing' in done ? done.missing : undefined;
    });
    return missing ?? ms;
  };
}

/** A table of processes: milliseconds, and multiples of the first one. */
export function printProcesses(title: string, found: ReadonlyMap<string, Samples>): void {
  const [bare = ''] = found.keys();
  printTable(
    title,
    ['process', 'ms (least–most)', `× ${bare}`],
    [...found].map(([name, samples]) => {
      if (!isMeasured(samples)) return [name, 'not measured', samples.missing];
      const { middle, least, most } = spreadOf(samples);
      return [name, `${short(middle)} (${short(least)}–${short(most)})`, printRatio(ratioOf(samples, found.get(bare)))];
    }),
  );
}
