// Draws of uncertain inputs, a block at a time: numbers of each name, correlated where they are, and the values they stand for.

import {
  cholesky,
  EXTREME_PROBABILITIES,
  imanConover,
  normalProbability,
  normalQuantile,
  openQuantiles,
  openSequence,
  type Sequence,
} from '../../base/index.ts';
import type { DrawJob, DrawnInput, ScoreAt, ScoreSet, TiedScores } from './job.ts';

/** Writes the draws from `from` on into one row for each input asked for. */
export type Sampler = (rows: readonly Float64Array[], from: number) => void;

/** A sampler for some inputs of a job, by id. */
export function openSampler(job: DrawJob, ids: readonly string[]): Sampler {
  const probabilities = openProbabilities(job, ids);
  const quantiles = inputsOf(job, ids).map((input) => openQuantiles(input.distribution));
  return (rows, from) => {
    probabilities(rows, from);
    rows.forEach((row, k) => {
      keepInside(row);
      quantiles[k]?.(row);
    });
  };
}

// Loops over rows are functions of their own: engines compile them once, not for every input again.

function keepInside(row: Float64Array): void {
  const [least, most] = EXTREME_PROBABILITIES;
  for (let k = 0; k < row.length; k++) row[k] = Math.min(most, Math.max(least, row[k] as number));
}

/** The same, but the probabilities that the values are taken at. */
function openProbabilities(job: DrawJob, ids: readonly string[]): Sampler {
  const { design } = job;
  const sequenceOf = (name: string, dimension?: number): Sequence =>
    openSequence(design.method, {
      seed: design.seed,
      name,
      draws: design.draws,
      ...(dimension === undefined ? {} : { dimension }),
    });
  const scores = job.sets.map((set) => openScores(set, sequenceOf, design.draws));
  const shared = new Map<string, RowReader>();
  const fills = inputsOf(job, ids).map(({ name, dimension, scores: tied }): Sequence => {
    if (!tied) return sequenceOf(name, dimension);
    // The same series in several scenarios.
    const key = JSON.stringify(tied);
    const read = shared.get(key) ?? rememberingLast(tiedProbabilities(tied, scores));
    shared.set(key, read);
    return (out, from) => out.set(read(from, out.length));
  });
  return (rows, from) => rows.forEach((row, k) => (fills[k] as Sequence)(row, from));
}

/** Probabilities of a normal score that is put together from a region's own part and the one that regions have in common. */
function tiedProbabilities({ share, own, common }: TiedScores, scores: readonly ScoreReader[]): Sequence {
  const [ofOwn, ofCommon] = [Math.sqrt(1 - share), Math.sqrt(share)];
  const read = ({ set, at }: ScoreAt, from: number, length: number) => (scores[set] as ScoreReader)(at, from, length);
  return (out, from) => {
    out.fill(0);
    if (own) addTimes(out, ofOwn, read(own, from, out.length));
    if (common) addTimes(out, ofCommon, read(common, from, out.length));
    probabilitiesOf(out);
  };
}

function addTimes(row: Float64Array, weight: number, other: Float64Array): void {
  for (let k = 0; k < row.length; k++) row[k] = (row[k] as number) + weight * (other[k] as number);
}

function probabilitiesOf(scores: Float64Array): void {
  for (let k = 0; k < scores.length; k++) scores[k] = normalProbability(scores[k] as number);
}

function scoresOf(probabilities: Float64Array): void {
  for (let k = 0; k < probabilities.length; k++) probabilities[k] = normalQuantile(probabilities[k] as number);
}

/** A row by the first draw of a stretch and its length; what is handed out stays until another stretch is asked for. */
type RowReader = (from: number, length: number) => Float64Array;

/** A stretch is computed when the first one asks for it. */
function rememberingLast(fill: Sequence): RowReader {
  let known = -1;
  let row = new Float64Array(0);
  return (from, length) => {
    if (known !== from || row.length !== length) {
      if (row.length !== length) row = new Float64Array(length);
      known = from;
      fill(row, from);
    }
    return row;
  };
}

function inputsOf({ inputs }: DrawJob, ids: readonly string[]): readonly DrawnInput[] {
  const byId = new Map(inputs.map((input) => [input.id, input]));
  return ids.map((id) => {
    const input = byId.get(id);
    if (!input) throw new Error(`no uncertain input "${id}"`);
    return input;
  });
}

/** Scores of one name of a set for a stretch of draws. */
type ScoreReader = (at: number, from: number, length: number) => Float64Array;

/** Scores of a set; only of names that are asked for, and of those that they are correlated with. */
function openScores(set: ScoreSet, sequenceOf: (name: string) => Sequence, draws: number): ScoreReader {
  if (set.method === 'iman-conover') {
    let columns: readonly Float64Array[] | undefined;
    return (at, from, length) => {
      columns ??= reordered(set, sequenceOf, draws);
      return (columns[at] as Float64Array).subarray(from, from + length);
    };
  }
  const factor = cholesky(set.matrix);
  if (!factor) throw new RangeError('the matrix is not positive definite: repair it first');
  const independent = openedLate(set.names.length, (k) => {
    const sequence = sequenceOf(set.names[k] as string);
    return rememberingLast((row, from) => {
      sequence(row, from);
      scoresOf(row);
    });
  });
  const correlated = openedLate(set.names.length, (k) => {
    const weights = factor[k] as Float64Array;
    const others = Array.from({ length: k }, (_, j) => j).filter((j) => weights[j] !== 0);
    if (others.length === 0 && weights[k] === 1) return independent(k);
    return rememberingLast((row, from) => {
      row.fill(0);
      for (const j of [...others, k]) addTimes(row, weights[j] as number, independent(j)(from, row.length));
    });
  });
  return (at, from, length) => correlated(at)(from, length);
}

/** Readers that are opened when they are first asked for. */
function openedLate(count: number, open: (k: number) => RowReader): (k: number) => RowReader {
  const known: (RowReader | undefined)[] = Array.from({ length: count });
  return (k) => {
    const reader = known[k] ?? open(k);
    known[k] = reader;
    return reader;
  };
}

/** Scores that keep their values and change places (Iman & Conover 1982): all draws are needed at once. */
function reordered(
  { names, matrix }: ScoreSet,
  sequenceOf: (name: string) => Sequence,
  draws: number,
): readonly Float64Array[] {
  const columns = names.map((name) => {
    const column = new Float64Array(draws);
    sequenceOf(name)(column, 0);
    return column.map(normalQuantile);
  });
  return imanConover(columns, columns, matrix);
}
