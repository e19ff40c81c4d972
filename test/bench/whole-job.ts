// The whole job against NumPy: draws made, the model evaluated, means and five quantiles of 156 cells. Quantiles of tujing
// are exact up to 65 536 draws; above that they come from a histogram. And selection against sorting.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { base, engine } from './built.ts';
import {
  cpuMilliseconds,
  interleaved,
  isMeasured,
  output,
  printRatio,
  printTable,
  ratioOf,
  short,
  spreadOf,
} from './harness.ts';

const peers = path.join(path.dirname(fileURLToPath(import.meta.url)), 'peers');
const OURS = 'tujing';
const NO_512 = {
  NPY_DISABLE_CPU_FEATURES: 'X86_V4 AVX512_ICL AVX512_SPR AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL',
};

interface Answer {
  readonly ms: number;
  readonly means: readonly number[];
  readonly quantiles: readonly (readonly number[])[];
}

export async function benchWholeJob(): Promise<void> {
  for (const draws of [10_000, engine.MOST_EXACT_DRAWS, 100_000]) await benchJob(draws);
  await benchQuantiles();
}

async function benchJob(draws: number): Promise<void> {
  const repeats = String(Math.max(1, Math.round(100_000 / draws)));
  const node = [process.execPath, '--import', 'tsx', path.join(peers, 'whole-job.ts'), String(draws), repeats];
  const python = (how: string) => ['python3', path.join(peers, 'whole_job.py'), String(draws), repeats, how];
  let expected: Answer | undefined;
  const measure = ([command = '', ...args]: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const done = output(command, args, env);
    if ('missing' in done) return done.missing;
    const answer = JSON.parse(done.text) as Answer;
    expected ??= answer;
    const away = differs(answer, expected, draws);
    return away ?? answer.ms;
  };
  const samples = await interleaved(
    new Map<string, () => number | string>([
      [OURS, () => measure(node)],
      ['NumPy, best', () => measure(python('best'))],
      ['NumPy, best, without AVX-512', () => measure(python('best'), NO_512)],
      ['NumPy with SciPy, as usually written', () => measure(python('usual'))],
    ]),
  );
  printTable(
    `Whole job, ${draws} draws, one thread, CPU time`,
    ['implementation', 'ms (least–most)', 'tujing is so many times as fast'],
    [...samples].map(([name, found]) => {
      if (!isMeasured(found)) return [name, 'not measured', found.missing];
      const { middle, least, most } = spreadOf(found);
      return [name, `${short(middle)} (${short(least)}–${short(most)})`, printRatio(ratioOf(found, samples.get(OURS)))];
    }),
  );
}

/** Draws differ, so that answers agree only as far as chance lets them: eight standard errors, as the quantiles tell them. */
function differs(answer: Answer, expected: Answer, draws: number): string | undefined {
  for (const [cell, mean] of answer.means.entries()) {
    const [low, , middle, , high] = expected.quantiles[cell] as [number, number, number, number, number];
    const allowed = (8 * (high - low)) / 3.29 / Math.sqrt(draws) + 1e-9 * Math.abs(mean);
    const away = Math.abs(mean - (expected.means[cell] ?? Number.NaN));
    const apart = Math.abs((answer.quantiles[cell]?.[2] ?? Number.NaN) - middle);
    if (!(away <= allowed && apart <= 1.3 * allowed + 1e-3 * Math.abs(middle)))
      return `cell ${cell} has another mean or median`;
  }
  return undefined;
}

async function benchQuantiles(): Promise<void> {
  const row = new Float64Array(10_000);
  base.openSequence('random', { seed: 1, name: 'bench', draws: row.length })(row, 0);
  const copy = new Float64Array(row.length);
  const probabilities = [0.05, 0.25, 0.5, 0.75, 0.95];
  const times = 156;
  const samples = await interleaved(
    new Map<string, () => Promise<number>>([
      [
        'quantilesOf (selection)',
        () =>
          cpuMilliseconds(() => {
            for (let k = 0; k < times; k++) base.quantilesOf(row, probabilities);
          }),
      ],
      [
        'Float64Array.sort',
        () =>
          cpuMilliseconds(() => {
            for (let k = 0; k < times; k++) {
              copy.set(row);
              copy.sort();
            }
          }),
      ],
    ]),
  );
  const ours = samples.get('quantilesOf (selection)');
  printTable(
    'Five exact quantiles of 156 rows of 10 000 draws',
    ['method', 'ms (least–most)', 'selection is so many times as fast'],
    [...samples].map(([name, found]) => {
      if (!isMeasured(found)) return [name, 'not measured', ''];
      const { middle, least, most } = spreadOf(found);
      return [name, `${short(middle)} (${short(least)}–${short(most)})`, printRatio(ratioOf(found, ours))];
    }),
  );
}
