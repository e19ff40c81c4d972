// Sobol indices: which share of the outcome's variance an input causes by itself (first order) and with all its interactions
// (total). First order by Saltelli et al. 2010, total by Jansen 1999, on scrambled Sobol points (METHODS 4.4). Correlated
// inputs have indices as a group; each of them also by itself, as Kucherenko, Tarantola & Annoni (2012) define them.

import { type Bilingual, inSentence } from '../../base/index.ts';
import { dot, type Estimate, resampleCounts, withInterval } from './bootstrap.ts';
import { type CountedCell, correlated, drawPoints } from './design.ts';
import { groupsOf, type InputUnit, unitsOf } from './input.ts';
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

/** The indices of one input or series. */
export interface SobolPart {
  readonly id: string;
  readonly title: Bilingual;
  readonly first: SobolIndex;
  readonly total: SobolIndex;
}

/** The indices of an input or series, or of a group of correlated ones. */
export interface SobolShare extends SobolPart {
  /**
   * Of a group: its members by themselves. `first` holds what a member explains, with what it shares with the others; `total`
   * only what is left to it when the others are known. They do not add up to the group's.
   */
  readonly parts: readonly SobolPart[];
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

/** Outcomes behind the two indices of one subset of inputs, about the pooled mean. */
interface Rows {
  /** `b` times the change from `a` to `ab`; and the change. */
  readonly product: Float64Array;
  readonly change: Float64Array;
  /** The squared change of the total index. */
  readonly square: Float64Array;
}

/**
 * The indices; n(k + 2) evaluations for k inputs, series and groups, n(2k + 2) with pairs, and 5n for each member of a group.
 * Undefined where the outcome is constant.
 */
export function sobolIndices(cell: CountedCell, draws: number, seed: number, pairs: boolean): SobolIndices | undefined {
  if (draws < FEWEST_DRAWS) throw new Refusal(tooFewDraws('Sobol indices', draws, FEWEST_DRAWS));
  const groups = groupsOf(unitsOf(cell.inputs));
  if (pairs && groups.length > MOST_PAIRED) throw new Refusal(tooManyPairs(groups.length, MOST_PAIRED));
  const points = {
    a: drawPoints(cell, draws, seed, 'a', 0),
    b: drawPoints(cell, draws, seed, 'b', cell.inputs.length),
  };
  /** Outcomes with the inputs of `members` from the other matrix; `first` as in `correlate`. */
  const outcomes = (from: 'a' | 'b', members: readonly number[], first: readonly number[] = []) => {
    const other = points[from === 'a' ? 'b' : 'a'];
    const mixed = points[from].map((row, i) => (members.includes(i) ? (other[i] as Float64Array) : row));
    return cell.outcomesAt(correlated(cell, mixed, first));
  };
  const [rawA, rawB] = [outcomes('a', []), outcomes('b', [])];
  const mean = (sum(rawA) + sum(rawB)) / (2 * draws);
  const centred = (row: Float64Array) => row.map((value) => value - mean);
  const [a, b] = [centred(rawA), centred(rawB)];
  const variance = (dot(a, a) + dot(b, b)) / (2 * draws);
  if (!(variance > 1e-12 * mean * mean)) return undefined;

  const inputsOf = (units: readonly InputUnit[]) => units.flatMap(({ members }) => members);
  const ab = groups.map((units) => centred(outcomes('a', inputsOf(units))));
  const ba = pairs ? groups.map((units) => centred(outcomes('b', inputsOf(units)))) : [];
  const rows = ab.map((own) => rowsOf({ a, b, ab: own }, { a, ab: own }));
  const partRows = groups.map((units) =>
    units.length === 1
      ? []
      : units.map(({ members }): Rows => {
          const others = inputsOf(units).filter((input) => !members.includes(input));
          const at = (first: readonly number[]) => ({
            a: centred(outcomes('a', [], first)),
            ab: centred(outcomes('a', members, first)),
          });
          return rowsOf({ ...at(members), b: centred(outcomes('b', [], members)) }, at(others));
        }),
  );
  const couples = pairs
    ? groups.flatMap((_, i) => groups.slice(i + 1).map((__, k): readonly [number, number] => [i, i + 1 + k]))
    : [];
  const estimates = estimateAll({ a, b, rows: [...rows, ...partRows.flat()], ab, ba, couples, seed });

  const k = groups.length;
  let nextPart = k;
  const shares = groups.map((units, i): SobolShare => {
    const parts = (partRows[i] ?? []).map((_, m): SobolPart => {
      const { id, title } = units[m] as InputUnit;
      return { id, title, ...estimates.indices(nextPart++) };
    });
    const indices = estimates.indices(i);
    return { ...nameOf(units), ...indices, parts, negligible: indices.total.high < NEGLIGIBLE };
  });
  const [sumFirst, sumTotal] = [estimates.sumOf('first', k), estimates.sumOf('total', k)];
  const second = couples.map(
    ([i, j], position): SobolPair => ({
      ids: [shares[i]?.id ?? '', shares[j]?.id ?? ''],
      second: estimates.pair(position),
    }),
  );
  return {
    draws,
    mean,
    sd: Math.sqrt(variance),
    shares: shares.toSorted((x, y) => y.total.value - x.total.value),
    sumFirst,
    sumTotal,
    interacts: sumFirst.high < 1 || sumTotal.low > 1,
    ...(pairs ? { pairs: second.sort((x, y) => y.second.value - x.second.value) } : {}),
    precision: Math.max(...shares.map(({ total }) => (total.high - total.low) / 2)),
  };
}

/** A group is named after its members. */
function nameOf(units: readonly InputUnit[]): { readonly id: string; readonly title: Bilingual } {
  const titles = units.map(({ title }) => title);
  return {
    id: units.map(({ id }) => id).join('+'),
    title: {
      zh: titles.map(({ zh }) => zh).join('、'),
      en: titles.map(({ en }, k) => (k === 0 ? en : inSentence(en))).join('; '),
    },
  };
}

function rowsOf(
  first: { readonly a: Float64Array; readonly b: Float64Array; readonly ab: Float64Array },
  total: { readonly a: Float64Array; readonly ab: Float64Array },
): Rows {
  const change = difference(first.ab, first.a);
  const moved = total.ab === first.ab ? change : difference(total.ab, total.a);
  return { product: product(first.b, change), change, square: product(moved, moved) };
}

interface Outcomes {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly rows: readonly Rows[];
  readonly ab: readonly Float64Array[];
  readonly ba: readonly Float64Array[];
  readonly couples: readonly (readonly [number, number])[];
  readonly seed: number;
}

/** All indices with their intervals from resampled rows. */
function estimateAll({ a, b, rows, ab, ba, couples, seed }: Outcomes) {
  const n = a.length;
  const both = a.map((value, row) => value + (b[row] as number));
  const squares = a.map((value, row) => value * value + (b[row] as number) ** 2);
  const across = product(a, b);
  const pairRows = couples.map(([i, j]) => {
    const [bi, aj] = [ba[i] as Float64Array, ab[j] as Float64Array];
    return { product: product(bi, aj), sum: bi.map((value, row) => value + (aj[row] as number)) };
  });
  /** First orders, totals, pairs, for rows that stand there so often. */
  const indicesAt = (counts: Float64Array): Float64Array => {
    const sumBoth = dot(counts, both);
    const mean = sumBoth / (2 * n);
    const scale = n * (dot(counts, squares) / (2 * n) - mean * mean);
    const first = rows.map((own) => (dot(counts, own.product) - mean * dot(counts, own.change)) / scale);
    const total = rows.map((own) => dot(counts, own.square) / (2 * scale));
    const apart = couples.length > 0 ? dot(counts, across) - mean * sumBoth : 0;
    const second = couples.map(([i, j], position) => {
      const own = pairRows[position] as (typeof pairRows)[number];
      const closed = dot(counts, own.product) - mean * dot(counts, own.sum) - apart;
      return closed / scale - (first[i] as number) - (first[j] as number);
    });
    return Float64Array.of(...first, ...total, ...second);
  };
  const whole = indicesAt(new Float64Array(n).fill(1));
  const resampled = Array.from(whole, () => new Float64Array(RESAMPLES));
  let at = 0;
  for (const counts of resampleCounts(n, RESAMPLES, seed, 'sobol')) {
    indicesAt(counts).forEach((value, index) => {
      (resampled[index] as Float64Array)[at] = value;
    });
    at += 1;
  }
  const index = (position: number): SobolIndex => {
    const found = withInterval(whole[position] as number, resampled[position] as Float64Array);
    return { ...found, zero: found.low <= 0 && found.high >= 0 };
  };
  return {
    indices: (position: number) => ({ first: index(position), total: index(rows.length + position) }),
    pair: (position: number) => index(2 * rows.length + position),
    /** The sum over the first `count` subsets. */
    sumOf: (which: 'first' | 'total', count: number): Estimate => {
      const from = which === 'first' ? 0 : rows.length;
      const own = resampled.slice(from, from + count);
      return withInterval(
        sum(whole.slice(from, from + count)),
        new Float64Array(RESAMPLES).map((_, r) => own.reduce((total, row) => total + (row[r] as number), 0)),
      );
    },
  };
}

function product(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((value, row) => value * (y[row] as number));
}

function difference(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((value, row) => value - (y[row] as number));
}

function sum(row: Float64Array): number {
  return row.reduce((total, value) => total + value, 0);
}
