// Probabilities and quantiles of the distributions that tests and intervals need.

import { findRoot } from './find-root.ts';
import { betaLower, gammaUpper } from './special-functions.ts';

/**
 * Probability that |T| exceeds |t| with `df` degrees of freedom.
 *
 * @example studentTwoSided(2.228138852, 10) // 0.05
 */
export function studentTwoSided(t: number, df: number): number {
  return betaLower(df / (df + t * t), df / 2, 0.5);
}

/** The t with probability `p` below it; for intervals p = 0.975. */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  const tail = 2 * Math.min(p, 1 - p);
  let high = 1;
  while (studentTwoSided(high, df) > tail && high < 1e300) high *= 2;
  const size = findRoot((t) => studentTwoSided(t, df) - tail, 0, high, 0) ?? Number.NaN;
  return p < 0.5 ? -size : size;
}

/** Probability that F with (df1, df2) degrees of freedom exceeds f. */
export function fUpper(f: number, df1: number, df2: number): number {
  return f <= 0 ? 1 : betaLower(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);
}

/** Probability that χ² with `df` degrees of freedom exceeds x. */
export function chiSquareUpper(x: number, df: number): number {
  return gammaUpper(df / 2, x / 2);
}
