// Distributions of uncertain inputs: what makes sense, and the value at a probability. The same bits on every machine.

import { exp, ln, power } from '../elementary.ts';
import { betaLower, logGamma } from '../special-functions.ts';
import { normalProbability, normalQuantile } from './normal.ts';

/** A distribution. All numbers are in the input's unit unless said. */
export type InputDistribution =
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  /** A normal distribution of that mean and SD, cut off at both ends. */
  | {
      readonly kind: 'truncated_normal';
      readonly mean: number;
      readonly sd: number;
      readonly low: number;
      readonly high: number;
    }
  /** Of values above 0, by the SD of the natural logarithm or by two quantiles (probability, value). */
  | { readonly kind: 'lognormal'; readonly median: number; readonly sd_log: number }
  | { readonly kind: 'lognormal'; readonly quantiles: readonly [readonly [number, number], readonly [number, number]] }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  /** A beta distribution on [low, high] whose mean is (low + weight·mode + high) / (weight + 2); weight 4 where not given. */
  | {
      readonly kind: 'pert';
      readonly low: number;
      readonly mode: number;
      readonly high: number;
      readonly weight?: number;
    }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | {
      readonly kind: 'beta';
      readonly alpha: number;
      readonly beta: number;
      readonly low: number;
      readonly high: number;
    }
  /** Equally likely values with straight lines between them in order: quantiles of type 7. */
  | { readonly kind: 'empirical'; readonly values: readonly number[] }
  /** Some values, each with a weight; weights need not add up to 1. */
  | { readonly kind: 'discrete'; readonly values: readonly number[]; readonly weights: readonly number[] };

/** What makes no sense about a distribution, in words; empty where it is fine. */
export function checkDistribution(distribution: InputDistribution): readonly string[] {
  const d = distribution;
  const problems: string[] = [];
  const refuse = (wrong: boolean, message: string) => {
    if (wrong) problems.push(message);
  };
  const numbers = Object.values(d)
    .flat(3)
    .filter((value) => typeof value === 'number');
  refuse(
    numbers.some((value) => !Number.isFinite(value)),
    'every number must be finite',
  );
  if ('sd' in d) refuse(!(d.sd > 0), `the standard deviation must be above 0, not ${d.sd}`);
  if ('low' in d) refuse(!(d.low < d.high), `low ${d.low} must be below high ${d.high}`);
  if ('mode' in d)
    refuse(d.mode < d.low || d.mode > d.high, `the mode ${d.mode} must lie between ${d.low} and ${d.high}`);
  if (d.kind === 'pert')
    refuse(d.weight !== undefined && !(d.weight > 0), `the weight must be above 0, not ${d.weight}`);
  if (d.kind === 'beta')
    refuse(!(d.alpha > 0 && d.beta > 0), `alpha and beta must be above 0, not ${d.alpha} and ${d.beta}`);
  if (d.kind === 'truncated_normal' && problems.length === 0) {
    const inside = Math.max(...cutAt(d).map(Math.abs)) - Math.min(...cutAt(d).map(Math.abs));
    const beyond = d.mean < d.low ? (d.low - d.mean) / d.sd : (d.mean - d.high) / d.sd;
    refuse(
      beyond > 8 || Number.isNaN(inside),
      `nothing is left between ${d.low} and ${d.high}: they lie more than 8 SD from the mean`,
    );
  }
  if (d.kind === 'lognormal' && 'median' in d) {
    refuse(!(d.median > 0), `the median must be above 0, not ${d.median}`);
    refuse(!(d.sd_log > 0), `the SD of the logarithm must be above 0, not ${d.sd_log}`);
  }
  if (d.kind === 'lognormal' && 'quantiles' in d) {
    const [[p, x], [q, y]] = [...d.quantiles].sort((a, b) => a[0] - b[0]) as [[number, number], [number, number]];
    refuse(!(p > 0 && q < 1 && p < q), `the probabilities must be two between 0 and 1, not ${p} and ${q}`);
    refuse(!(x > 0 && x < y), `the value at ${p} must be above 0 and below the one at ${q}, not ${x} and ${y}`);
  }
  if (d.kind === 'empirical') refuse(new Set(d.values).size < 2, 'it needs at least two different values');
  if (d.kind === 'discrete') {
    refuse(
      d.values.length < 2 || new Set(d.values).size < d.values.length,
      'it needs at least two different values, each once',
    );
    refuse(
      d.weights.some((weight) => weight < 0) || !d.weights.some((weight) => weight > 0),
      'weights must not be negative, and one must be above 0',
    );
  }
  return problems;
}

/** The value at a probability inside (0, 1), prepared once: the inverse of the distribution function. */
export function quantileOf(d: InputDistribution): (p: number) => number {
  switch (d.kind) {
    case 'normal':
      return (p) => d.mean + d.sd * normalQuantile(p);
    case 'truncated_normal': {
      // Counted from the side on which the distribution lies, so that tails keep their digits.
      const [a, b] = cutAt(d);
      const sign = a > 0 ? -1 : 1;
      const [from, to] = [normalProbability(sign * a), normalProbability(sign * b)];
      return (p) => within(d.mean + sign * d.sd * normalQuantile(from + p * (to - from)), d.low, d.high);
    }
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
    case 'discrete': {
      const total = d.weights.reduce((sum, weight) => sum + weight, 0);
      const upTo = d.weights.map((_, k) => d.weights.slice(0, k + 1).reduce((sum, weight) => sum + weight, 0) / total);
      const last = d.weights.findLastIndex((weight) => weight > 0);
      return (p) => {
        const k = upTo.findIndex((bound) => p < bound);
        return d.values[k < 0 ? last : k] as number;
      };
    }
  }
}

/** Where a truncated normal is cut, in SD from its mean. */
function cutAt(d: Extract<InputDistribution, { kind: 'truncated_normal' }>): readonly [number, number] {
  return [(d.low - d.mean) / d.sd, (d.high - d.mean) / d.sd];
}

function logMoments(d: Extract<InputDistribution, { kind: 'lognormal' }>): { mean: number; sd: number } {
  if ('median' in d) return { mean: ln(d.median), sd: d.sd_log };
  const [[p, x], [q, y]] = d.quantiles;
  const [zp, zq] = [normalQuantile(p), normalQuantile(q)];
  const sd = (ln(y) - ln(x)) / (zq - zp);
  return { mean: ln(x) - sd * zp, sd };
}

/** Knots of the distribution function from which the search for a beta quantile starts. */
const KNOTS = 256;

/** The inverse of the beta distribution function: safeguarded Newton steps from a table, to the last digits. */
function betaQuantile(alpha: number, beta: number, low: number, high: number): (p: number) => number {
  const front = logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta);
  const density = (x: number) => exp(front + (alpha - 1) * ln(x) + (beta - 1) * ln(1 - x));
  // Denser towards both ends, where a density may rise without bound.
  const knots = Float64Array.from({ length: KNOTS + 1 }, (_, k) => smooth(k / KNOTS));
  const heights = knots.map((x) => betaLower(x, alpha, beta));
  return (p) => low + (high - low) * search(p);

  function search(p: number): number {
    let [from, to] = [0, KNOTS];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if ((heights[middle] as number) <= p) from = middle;
      else to = middle;
    }
    let [left, right] = [knots[from] as number, knots[to] as number];
    const [bottom, top] = [heights[from] as number, heights[to] as number];
    let x = left + ((right - left) * (p - bottom)) / (top - bottom);
    for (let step = 0; step < 100; step++) {
      const miss = betaLower(x, alpha, beta) - p;
      if (miss === 0) return x;
      if (miss > 0) right = x;
      else left = x;
      const newton = x - miss / density(x);
      const next = newton > left && newton < right ? newton : (left + right) / 2;
      if (Math.abs(next - x) <= 1e-15 * x || next === left || next === right) return next;
      x = next;
    }
    return x;
  }
}

/** From 0 to 1 with zero slope at both ends. */
function smooth(t: number): number {
  return power(t, 3) * (10 - 15 * t + 6 * t * t);
}

function within(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
