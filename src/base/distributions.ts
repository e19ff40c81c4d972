// Probabilities and quantiles of the distributions that tests and intervals need.

import { findRoot } from './find-root.ts';
import { betaLower, gammaUpper } from './special-functions.ts';

/**
 * Φ(x), the share of the standard normal distribution below x; accurate in both tails.
 *
 * @example normalProbability(-1.96) // 0.0249978951482204
 */
export function normalProbability(x: number): number {
  const tail = 0.5 * gammaUpper(0.5, (x * x) / 2);
  return x < 0 ? tail : 1 - tail;
}

/** Φ⁻¹(p) by Wichura's algorithm AS 241 (1988), to 16 digits; ±Infinity at 0 and 1, NaN outside. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratioOf(CENTRE, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const size = r === Number.POSITIVE_INFINITY ? r : r <= 5 ? ratioOf(MIDDLE, r - 1.6) : ratioOf(TAIL, r - 5);
  return q < 0 ? -size : size;
}

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

/** Numerator and denominator of AS 241, highest power first. */
type Ratio = readonly [readonly number[], readonly number[]];

const CENTRE: Ratio = [
  [2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608],
  [5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1],
];
const MIDDLE: Ratio = [
  [7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734],
  [1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1],
];
const TAIL: Ratio = [
  [2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772],
  [2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1],
];

function ratioOf([top, bottom]: Ratio, x: number): number {
  const horner = (coefficients: readonly number[]) => coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
  return horner(top) / horner(bottom);
}
