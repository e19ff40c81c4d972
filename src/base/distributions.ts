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
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
];
const MIDDLE: Ratio = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
];
const TAIL: Ratio = [
  [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
];

function ratioOf([top, bottom]: Ratio, x: number): number {
  const horner = (coefficients: readonly number[]) =>
    coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
  return horner(top) / horner(bottom);
}
