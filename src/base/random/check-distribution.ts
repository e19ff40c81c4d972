// What makes no sense about a distribution that somebody wrote.

import type { InputDistribution } from './distribution.ts';
import { EXTREME_PROBABILITIES, quantileOf } from './quantile.ts';

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
    const beyond = Math.max(d.low - d.mean, d.mean - d.high) / d.sd;
    refuse(beyond > 8, `nothing is left between ${d.low} and ${d.high}: they lie more than 8 SD from the mean`);
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
      d.weights.length !== d.values.length,
      `it needs a weight for each value: ${d.values.length}, not ${d.weights.length}`,
    );
    refuse(
      d.weights.some((weight) => weight < 0) || !d.weights.some((weight) => weight > 0),
      'weights must not be negative, and one must be above 0',
    );
  }
  if (problems.length === 0 && d.kind !== 'pert' && d.kind !== 'beta')
    refuse(
      !EXTREME_PROBABILITIES.map(quantileOf(d)).every(Number.isFinite),
      'its largest values are too large for a number',
    );
  return problems;
}
