// Sobol indices: which share of the outcome's variance an input causes by itself (first order) and with all its interactions
// (total). First order by Saltelli et al. 2010, total by Jansen 1999, on scrambled Sobol points (METHODS 4.4).

import type { Bilingual } from '../../base/index.ts';
import { dot, type Estimate, resampleCounts, withInterval } from './bootstrap.ts';
import { type CountedCell, drawPoints } from './design.ts';
import { type InputUnit, unitsOf } from './input.ts';
import { Refusal, tooFewDraws, tooManyPairs } from './messages.ts';

const FEWEST_DRAWS = 64;
const MOST_PAIRED = 16;
const RESAMPLES = 500;
/** A total below this is no part of the outcome's spread worth naming. */
const NEGLIGIBLE = 0.01;

/** An index with its interval of 95 %; a small negative value is noise. */
export interface SobolIndex extends Estimate {
  /** The interval holds 0: an effect is not told from none. */
  readonly zero: boolean;
}

/** The indices of an input, or of inputs that move together. */
export interface SobolShare {
  readonly id: string;
  readonly title: Bilingual;
  /** Ids of the inputs; more than one for a group. */
  readonly members: readonly string[];
  readonly first: SobolIndex;
  readonly total: SobolIndex;
  /** Even the upper end of its total is below 1 %. */
  readonly negligible: boolean;
}

/** What two inputs do beyond what each does by itself. */
export interface SobolPair {
  readonly ids: readonly [string, string];
  readonly second: SobolIndex;
}

export interface SobolIndices {
  readonly draws: number;
  readonly mean: number;
  /** Standard deviation of the outcome, in its unit. */
  readonly sd: number;
  /** Largest total first. */
  readonly shares: readonly SobolShare[];
  /** Sum of first-order indices: 1 where nothing interacts, less where something does. */
  readonly sumFirst: Estimate;
  /** Sum of total indices: 1 where nothing interacts, more where something does. */
  readonly sumTotal: Estimate;
  /** Whether interactions are told from noise: one of the sums has 1 outside its interval, on the side that they move it to. */
  readonly interacts: boolean;
  /** Only where asked for; largest first. */
  readonly pairs?: readonly SobolPair[];
  /** Widest half interval of a total index. */
  readonly precision: number;
}

/** Differences from the pooled mean at the rows of the design. */
interface Columns {
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** A with the columns of a unit from B, and the other way round (only for pairs). */
  readonly ab: readonly Float64Array[];
  readonly ba: readonly Float64Array[];
}

/** The indices; n(k + 2) evaluations for k units, n(2k + 2) with pairs. Undefined where the outcome is constant. */
export function sobolIndices(cell: CountedCell, draws: number, seed: number, pairs: boolean): SobolIndices | undefined {
  if (draws < FEWEST_DRAWS) throw new Refusal(tooFewDraws('Sobol indices', draws, FEWEST_DRAWS));
  const { inputs, outcomesAt } = cell;
  const units = unitsOf(inputs);
  if (pairs && units.length > MOST_PAIRED) throw new Refusal(tooManyPairs(units.length, MOST_PAIRED));
  const pointsA = drawPoints(cell, draws, seed, 'a', 0);
  const pointsB = drawPoints(cell, draws, seed, 'b', inputs.length);
  const swapped = (from: readonly Float64Array[], to: readonly Float64Array[], { members }: InputUnit) =>
    outcomesAt(from.map((row, i) => (members.includes(i) ? (to[i] as Float64Array) : row)));
  const [a, b] = [outcomesAt(pointsA), outcomesAt(pointsB)];
  const mean = (sum(a) + sum(b)) / (2 * draws);
  const centred = (row: Float64Array) => row.map((value) => value - mean);
  const columns: Columns = {
    a: centred(a),
    b: centred(b),
    ab: units.map((unit) => centred(swapped(pointsA, pointsB, unit))),
    ba: pairs ? units.map((unit) => centred(swapped(pointsB, pointsA, unit))) : [],
  };
  const variance = (dot(columns.a, columns.a) + dot(columns.b, columns.b)) / (2 * draws);
  if (!(variance > 1e-12 * mean * mean)) return undefined;
  return {
    draws,
    mean,
    sd: Math.sqrt(variance),
    ...estimate(
      inputs.map(({ id }) => id),
      units,
      columns,
      seed,
      pairs,
    ),
  };
}

function estimate(
  ids: readonly string[],
  units: readonly InputUnit[],
  columns: Columns,
  seed: number,
  withPairs: boolean,
): Omit<SobolIndices, 'draws' | 'mean' | 'sd'> {
  const k = units.length;
  const couples = withPairs ? units.flatMap((_, i) => units.slice(i + 1).map((__, j) => [i, i + 1 + j] as const)) : [];
  const indicesOf = openIndices(columns, couples);
  const n = columns.a.length;
  const whole = indicesOf(new Float64Array(n).fill(1));
  // Every index by resample: [index][resample].
  const resampled = Array.from(whole, () => new Float64Array(RESAMPLES));
  let at = 0;
  for (const counts of resampleCounts(n, RESAMPLES, seed, 'sobol')) {
    indicesOf(counts).forEach((value, index) => {
      (resampled[index] as Float64Array)[at] = value;
    });
    at += 1;
  }
  const index = (position: number): SobolIndex => {
    const found = withInterval(whole[position] as number, resampled[position] as Float64Array);
    return { ...found, zero: found.low <= 0 && found.high >= 0 };
  };
  const summed = (from: number) => {
    const rows = resampled.slice(from, from + k);
    return withInterval(
      whole.slice(from, from + k).reduce((total, value) => total + value, 0),
      new Float64Array(RESAMPLES).map((_, r) => rows.reduce((total, row) => total + (row[r] as number), 0)),
    );
  };
  const shares = units.map(({ id, title, members }, i): SobolShare => {
    const total = index(k + i);
    return {
      id,
      title,
      members: members.map((member) => ids[member] as string),
      first: index(i),
      total,
      negligible: total.high < NEGLIGIBLE,
    };
  });
  const pairs = couples.map(
    ([i, j], position): SobolPair => ({
      ids: [units[i]?.id ?? '', units[j]?.id ?? ''],
      second: index(2 * k + position),
    }),
  );
  const [sumFirst, sumTotal] = [summed(0), summed(k)];
  return {
    shares: shares.sort((x, y) => y.total.value - x.total.value),
    sumFirst,
    sumTotal,
    interacts: sumFirst.high < 1 || sumTotal.low > 1,
    ...(withPairs ? { pairs: pairs.sort((x, y) => y.second.value - x.second.value) } : {}),
    precision: Math.max(...shares.map(({ total }) => (total.high - total.low) / 2)),
  };
}

/** All indices for rows counted so often: first order, total, pairs. Products of rows are formed once. */
function openIndices(
  { a, b, ab, ba }: Columns,
  couples: readonly (readonly [number, number])[],
): (counts: Float64Array) => Float64Array {
  const product = (x: Float64Array, y: Float64Array) => x.map((value, row) => value * (y[row] as number));
  const both = a.map((value, row) => value + (b[row] as number));
  const squares = a.map((value, row) => value * value + (b[row] as number) ** 2);
  const across = product(a, b);
  const changes = ab.map((row) => row.map((value, k) => value - (a[k] as number)));
  const firstProducts = changes.map((change) => product(b, change));
  const totalProducts = changes.map((change) => product(change, change));
  const pairRows = couples.map(([i, j]) => {
    const [bi, aj] = [ba[i] as Float64Array, ab[j] as Float64Array];
    return { product: product(bi, aj), sum: bi.map((value, k) => value + (aj[k] as number)) };
  });
  const n = a.length;
  return (counts) => {
    const mean = dot(counts, both) / (2 * n);
    const variance = dot(counts, squares) / (2 * n) - mean * mean;
    const first = changes.map(
      (change, i) => (dot(counts, firstProducts[i] as Float64Array) - mean * dot(counts, change)) / (n * variance),
    );
    const total = totalProducts.map((squared) => dot(counts, squared) / (2 * n * variance));
    const ownSum = dot(counts, both);
    const ownProduct = dot(counts, across);
    const second = couples.map(([i, j], position) => {
      const { product: products, sum: sums } = pairRows[position] as (typeof pairRows)[number];
      const closed = dot(counts, products) - mean * dot(counts, sums) - (ownProduct - mean * ownSum);
      return closed / (n * variance) - (first[i] as number) - (first[j] as number);
    });
    return Float64Array.of(...first, ...total, ...second);
  };
}

function sum(row: Float64Array): number {
  return row.reduce((total, value) => total + value, 0);
}
