// The value of a distribution at a probability: how a number inside (0, 1) becomes a draw. The same bits on every machine.

import { exp, ln } from '../elementary.ts';
import { betaQuantile } from './beta-quantile.ts';
import type { InputDistribution } from './distribution.ts';
import { normalProbability, normalQuantile } from './normal.ts';

/** The smallest and largest probability that is ever drawn. */
export const EXTREME_PROBABILITIES = [2 ** -54, 1 - 2 ** -53] as const;

/**
 * The inverse of the distribution function, prepared once, for probabilities inside (0, 1). Errors are a few units in the last
 * place of the value or, where the distribution has ends, of the larger end; see `betaQuantile` for PERT and beta.
 *
 * @example quantileOf({ kind: 'triangular', low: 0, mode: 1, high: 2 })(0.125) // 0.5
 */
export function quantileOf(d: InputDistribution): (p: number) => number {
  const fill = openQuantiles(d);
  const one = new Float64Array(1);
  return (p) => {
    one[0] = p;
    fill(one);
    return one[0] as number;
  };
}

/** The same for a row of probabilities, each of which the value at it takes the place of. */
export function openQuantiles(d: InputDistribution): (row: Float64Array) => void {
  switch (d.kind) {
    case 'normal':
      return (row) => fillNormal(row, d.mean, d.sd);
    case 'truncated_normal': {
      const ends = endsOf(d);
      return (row) => fillTruncated(row, d, ends);
    }
    case 'lognormal': {
      const { mean, sd } = logMoments(d);
      return (row) => fillLognormal(row, mean, sd);
    }
    case 'triangular':
      return (row) => fillTriangular(row, d);
    case 'pert': {
      const weight = d.weight ?? 4;
      const width = d.high - d.low;
      const alpha = 1 + (weight * (d.mode - d.low)) / width;
      const beta = 1 + (weight * (d.high - d.mode)) / width;
      const at = betaQuantile(alpha, beta, d.low, d.high);
      return (row) => fillEach(row, at);
    }
    case 'uniform':
      return (row) => fillEach(row, (p) => d.low + p * (d.high - d.low));
    case 'beta': {
      const at = betaQuantile(d.alpha, d.beta, d.low, d.high);
      return (row) => fillEach(row, at);
    }
    case 'empirical': {
      const sorted = Float64Array.from(d.values).sort();
      return (row) => fillEmpirical(row, sorted);
    }
    case 'discrete': {
      const at = discreteQuantile(d);
      return (row) => fillEach(row, at);
    }
  }
}

// A loop for each shape, as a function of its own: engines compile it once, not for every input again.

function fillEach(row: Float64Array, at: (p: number) => number): void {
  for (let k = 0; k < row.length; k++) row[k] = at(row[k] as number);
}

function fillNormal(row: Float64Array, mean: number, sd: number): void {
  for (let k = 0; k < row.length; k++) row[k] = mean + sd * normalQuantile(row[k] as number);
}

function fillLognormal(row: Float64Array, mean: number, sd: number): void {
  for (let k = 0; k < row.length; k++) row[k] = exp(mean + sd * normalQuantile(row[k] as number));
}

function fillTriangular(row: Float64Array, { low, mode, high }: Of<'triangular'>): void {
  const [below, width] = [mode - low, high - low];
  const turn = below / width;
  const [left, right] = [width * below, width * (high - mode)];
  for (let k = 0; k < row.length; k++) {
    const p = row[k] as number;
    row[k] = p < turn ? low + Math.sqrt(p * left) : high - Math.sqrt((1 - p) * right);
  }
}

function fillEmpirical(row: Float64Array, sorted: Float64Array): void {
  const last = sorted.length - 1;
  for (let k = 0; k < row.length; k++) {
    const at = (row[k] as number) * last;
    const below = Math.min(Math.floor(at), last - 1);
    const a = sorted[below] as number;
    row[k] = a + (at - below) * ((sorted[below + 1] as number) - a);
  }
}

/** Probabilities below and above both ends of a truncated normal distribution. */
interface Ends {
  readonly belowLow: number;
  readonly belowHigh: number;
  readonly aboveLow: number;
  readonly aboveHigh: number;
}

/** From the probability below where that is the smaller, else from the one above, so that both tails keep their digits. */
function fillTruncated(row: Float64Array, { mean, sd, low, high }: Of<'truncated_normal'>, ends: Ends): void {
  const { belowLow, belowHigh, aboveLow, aboveHigh } = ends;
  for (let k = 0; k < row.length; k++) {
    const p = row[k] as number;
    const below = belowLow * (1 - p) + belowHigh * p;
    const score = below <= 0.5 ? normalQuantile(below) : -normalQuantile(aboveLow * (1 - p) + aboveHigh * p);
    row[k] = Math.min(high, Math.max(low, mean + sd * score));
  }
}

function endsOf({ mean, sd, low, high }: Of<'truncated_normal'>): Ends {
  const [a, b] = [(low - mean) / sd, (high - mean) / sd];
  return {
    belowLow: normalProbability(a),
    belowHigh: normalProbability(b),
    aboveLow: normalProbability(-a),
    aboveHigh: normalProbability(-b),
  };
}

type Of<K extends InputDistribution['kind']> = Extract<InputDistribution, { kind: K }>;

function logMoments(d: Of<'lognormal'>): { readonly mean: number; readonly sd: number } {
  if ('median' in d) return { mean: ln(d.median), sd: d.sd_log };
  const [[p, x], [q, y]] = d.quantiles;
  const [zp, zq] = [normalQuantile(p), normalQuantile(q)];
  const sd = (ln(y) - ln(x)) / (zq - zp);
  return { mean: ln(x) - sd * zp, sd };
}

/** The first value whose summed weights exceed the probability. */
function discreteQuantile({ values, weights }: Of<'discrete'>): (p: number) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const last = weights.findLastIndex((weight) => weight > 0);
  const bounds = new Float64Array(last);
  for (let k = 0, sum = 0; k < last; k++) {
    sum += weights[k] as number;
    bounds[k] = sum / total;
  }
  return (p) => {
    let k = 0;
    while (k < last && p >= (bounds[k] as number)) k++;
    return values[k] as number;
  };
}
