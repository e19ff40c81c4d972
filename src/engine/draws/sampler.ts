// Draws of uncertain inputs, a block at a time: numbers of each name, correlated where they are, and the values they stand for.

import {
  cholesky,
  EXTREME_PROBABILITIES,
  imanConover,
  normalProbability,
  normalQuantile,
  openSequence,
  quantileOf,
  type Sequence,
} from '../../base/index.ts';
import type { DrawJob, DrawnInput, ScoreAt, ScoreSet } from './job.ts';

/** Writes the draws from `from` on into one row for each input asked for. */
export type Sampler = (rows: readonly Float64Array[], from: number) => void;

/** A sampler for some inputs of a job, by id. */
export function openSampler(job: DrawJob, ids: readonly string[]): Sampler {
  const probabilities = openProbabilities(job, ids);
  const quantiles = inputsOf(job, ids).map((input) => quantileOf(input.distribution));
  const [least, most] = EXTREME_PROBABILITIES;
  return (rows, from) => {
    probabilities(rows, from);
    rows.forEach((row, k) => {
      const quantile = quantiles[k] as (p: number) => number;
      for (let j = 0; j < row.length; j++) row[j] = quantile(Math.min(most, Math.max(least, row[j] as number)));
    });
  };
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
  const scratch = new Float64Array(0);
  const fills = inputsOf(job, ids).map(({ name, dimension, scores: tied }): Sequence => {
    if (!tied) return sequenceOf(name, dimension);
    const [ofOwn, ofCommon] = [Math.sqrt(1 - tied.share), Math.sqrt(tied.share)];
    const read = (at: ScoreAt | undefined, from: number, length: number) =>
      at ? (scores[at.set] as ScoreReader)(at.at, from, length) : scratch;
    return (out, from) => {
      const own = read(tied.own, from, out.length);
      const common = read(tied.common, from, out.length);
      for (let k = 0; k < out.length; k++)
        out[k] = normalProbability(ofOwn * (own[k] ?? 0) + ofCommon * (common[k] ?? 0));
    };
  });
  return (rows, from) => rows.forEach((row, k) => (fills[k] as Sequence)(row, from));
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
  let [known, rows] = [-1, [] as readonly Float64Array[]];
  return (at, from, length) => {
    if (known !== from || rows[0]?.length !== length) {
      known = from;
      rows = sequences.map((sequence) => {
        const row = new Float64Array(length);
        sequence(row, from);
        for (let k = 0; k < length; k++) row[k] = normalQuantile(row[k] as number);
        return row;
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
    for (let k = 0; k < row.length; k++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += (weights[j] as number) * (rows[j]?.[k] as number);
      row[k] = sum;
    }
  }
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
