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
  switch (d.kind) {
    case 'normal':
      return (p) => d.mean + d.sd * normalQuantile(p);
    case 'truncated_normal':
      return truncatedQuantile(d);
    case 'lognormal': {
      const { mean, sd } = logMoments(d);
      return (p) => exp(mean + sd * normalQuantile(p));
    }
    case 'triangular': {
      const { low, mode, high } = d;
      const [below, width] = [mode - low, high - low];
      const turn = below / width;
      const [left, right] = [width * below, width * (high - mode)];
      return (p) => (p < turn ? low + Math.sqrt(p * left) : high - Math.sqrt((1 - p) * right));
    }
    case 'pert': {
      const weight = d.weight ?? 4;
      const width = d.high - d.low;
      const alpha = 1 + (weight * (d.mode - d.low)) / width;
      const beta = 1 + (weight * (d.high - d.mode)) / width;
      return betaQuantile(alpha, beta, d.low, d.high);
    }
    case 'uniform':
      return (p) => d.low + p * (d.high - d.low);
    case 'beta':
      return betaQuantile(d.alpha, d.beta, d.low, d.high);
    case 'empirical': {
      const sorted = Float64Array.from(d.values).sort();
      return (p) => {
        const at = p * (sorted.length - 1);
        const k = Math.min(Math.floor(at), sorted.length - 2);
        const [a, b] = [sorted[k] as number, sorted[k + 1] as number];
        return a + (at - k) * (b - a);
      };
    }
    case 'discrete':
      return discreteQuantile(d);
  }
}

type Of<K extends InputDistribution['kind']> = Extract<InputDistribution, { kind: K }>;

/** From the probability below where that is the smaller, else from the one above, so that both tails keep their digits. */
function truncatedQuantile({ mean, sd, low, high }: Of<'truncated_normal'>): (p: number) => number {
  const [a, b] = [(low - mean) / sd, (high - mean) / sd];
  const [belowLow, belowHigh] = [normalProbability(a), normalProbability(b)];
  const [aboveLow, aboveHigh] = [normalProbability(-a), normalProbability(-b)];
  return (p) => {
    const below = belowLow * (1 - p) + belowHigh * p;
    const score = below <= 0.5 ? normalQuantile(below) : -normalQuantile(aboveLow * (1 - p) + aboveHigh * p);
    return Math.min(high, Math.max(low, mean + sd * score));
  };
}

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
