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
  const shared = new Map<string, Sequence>();
  const fills = inputsOf(job, ids).map(({ name, dimension, scores: tied }): Sequence => {
    if (!tied) return sequenceOf(name, dimension);
    const key = JSON.stringify(tied);
    const known = shared.get(key) ?? rememberingLast(tiedProbabilities(tied, scores));
    shared.set(key, known);
    return known;
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

/** The same sequence for several inputs (a series in several scenarios): a stretch is computed when the first one asks. */
function rememberingLast(sequence: Sequence): Sequence {
  let [known, row] = [-1, new Float64Array(0)];
  return (out, from) => {
    if (known !== from || row.length !== out.length) {
      if (row.length !== out.length) row = new Float64Array(out.length);
      known = from;
      sequence(row, from);
    }
    out.set(row);
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

/** Scores of a set: a stretch is computed for all names when the first one is asked for it. */
function openScores(set: ScoreSet, sequenceOf: (name: string) => Sequence, draws: number): ScoreReader {
  if (set.method === 'iman-conover') {
    let columns: readonly Float64Array[] | undefined;
    return (at, from, length) => {
      columns ??= reordered(set, sequenceOf, draws);
      return (columns[at] as Float64Array).subarray(from, from + length);
    };
  }
  const sequences = set.names.map((name) => sequenceOf(name));
  const factor = cholesky(set.matrix);
  if (!factor) throw new RangeError('the matrix is not positive definite: repair it first');
  let known = -1;
  let rows: readonly Float64Array[] = [];
  return (at, from, length) => {
    if (rows[0]?.length !== length) {
      rows = sequences.map(() => new Float64Array(length));
      known = -1;
    }
    if (known !== from) {
      known = from;
      rows.forEach((row, k) => {
        sequences[k]?.(row, from);
        scoresOf(row);
      });
      correlate(rows, factor);
    }
    return rows[at] as Float64Array;
  };
}

/** Gives rows of independent scores the correlation whose factor is given, in place, from the last row up. */
function correlate(rows: readonly Float64Array[], factor: readonly Float64Array[]): void {
  for (let i = rows.length - 1; i >= 0; i--) {
    const [row, weights] = [rows[i] as Float64Array, factor[i] as Float64Array];
    if (weights[i] !== 1) scale(row, weights[i] as number);
    for (let j = 0; j < i; j++) if (weights[j] !== 0) addTimes(row, weights[j] as number, rows[j] as Float64Array);
  }
}

function scale(row: Float64Array, factor: number): void {
  for (let k = 0; k < row.length; k++) row[k] = factor * (row[k] as number);
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
