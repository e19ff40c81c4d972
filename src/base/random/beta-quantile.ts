// Quantiles of the beta distribution, fast: the logit of the value as a function of the normal score of the probability is
// smooth everywhere, so that Taylor polynomials of a few cells give it. They follow from its differential equation (the idea of
// Steinbrecher & Shaw 2008, "Quantile mechanics"); one equation a cell is solved by Newton's method.

import { exp, ln } from '../elementary.ts';
import { betaFraction, logBeta } from '../special-functions.ts';
import { normalProbability, normalQuantile } from './normal.ts';

/** Normal scores that cells cover; they hold every probability that is drawn (from 2^−54 on). */
const FARTHEST = 8.5;
const DEGREE = 12;
/** Size, relative to 1 + |logit|, that the last terms of a polynomial may have at the ends of its cell. */
const NEGLIGIBLE = 2e-16;
/** Widths of cells that are tried; shapes below about 0.02 need narrower ones, and are solved for each probability. */
const [WIDEST, NARROWEST] = [0.5, 2 ** -7];
const LOG_ROOT_2PI = 0.9189385332046727;

/**
 * The inverse of the distribution function of a beta distribution on [low, high]. Both tails keep their digits; the error is
 * below 1e-12 of the distance from the nearer end for shapes from 0.1 to 1 000.
 */
export function betaQuantile(alpha: number, beta: number, low: number, high: number): (p: number) => number {
  const logit = betaLogit(alpha, beta);
  const width = high - low;
  return (p) => {
    const y = logit(normalQuantile(p));
    return y < 0 ? low + width / (1 + exp(-y)) : high - width / (1 + exp(y));
  };
}

/** ln(x / (1 − x)) of the value x below which Φ(z) of the beta distribution lies, as a function of z. */
function betaLogit(alpha: number, beta: number): (z: number) => number {
  const logB = logBeta(alpha, beta);
  const logitOf = (z: number, start: number) =>
    z <= 0 ? solve(z, alpha, beta, logB, start) : -solve(-z, beta, alpha, logB, -start);
  const median = logitOf(0, ln(alpha / beta));

  for (let width = WIDEST; width >= NARROWEST; width /= 2) {
    const cells = cellsOf(width);
    if (!cells) continue;
    const middle = Math.round(FARTHEST / width);
    return (z) => {
      if (!(z > -FARTHEST && z < FARTHEST)) return logitOf(z, median);
      const at = Math.floor(z / width + 0.5);
      const t = z - at * width;
      const first = (at + middle) * (DEGREE + 1);
      let sum = cells[first + DEGREE] as number;
      for (let k = DEGREE - 1; k >= 0; k--) sum = sum * t + (cells[first + k] as number);
      return sum;
    };
  }
  return (z) => logitOf(z, median);

  /** Polynomials around 0, ±width, ±2·width, …; undefined where cells of this width are too wide. */
  function cellsOf(width: number): Float64Array | undefined {
    const middle = Math.round(FARTHEST / width);
    const cells = new Float64Array((2 * middle + 1) * (DEGREE + 1));
    for (const side of [1, -1]) {
      let start = median;
      for (let at = side === 1 ? 0 : -1; Math.abs(at) <= middle; at += side) {
        const z = at * width;
        const series = taylor(z, logitOf(z, start), alpha, beta, logB);
        const size = (k: number) => Math.abs(series[k] as number) * (width / 2) ** k;
        if (size(DEGREE) + size(DEGREE - 1) > NEGLIGIBLE * (1 + Math.abs(series[0] as number)) * 4) return undefined;
        cells.set(series, (at + middle) * (DEGREE + 1));
        start = series.reduceRight((sum, coefficient) => sum * side * width + coefficient, 0);
      }
    }
    return cells;
  }
}

/** The Taylor series of the logit y around z: y' = v, v' = v·(−z − (α·c − β·x)·v), x' = x·c·v, where c = 1 − x. */
function taylor(z: number, logit: number, alpha: number, beta: number, logB: number): Float64Array {
  const [y, v, x, c] = [0, 0, 0, 0].map(() => new Float64Array(DEGREE + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [lnX, lnC] = [-softplus(-logit), -softplus(logit)];
  y[0] = logit;
  x[0] = exp(lnX);
  c[0] = exp(lnC);
  v[0] = exp(logB - LOG_ROOT_2PI - 0.5 * z * z - alpha * lnX - beta * lnC);
  const [slope, xv] = [new Float64Array(DEGREE), new Float64Array(DEGREE)];
  for (let n = 0; n < DEGREE; n++) {
    // Term n of: slope = −z − (α·c − β·x)·v, v' = v·slope, xv = x·v, x' = c·xv.
    slope[n] = n === 0 ? -z : n === 1 ? -1 : 0;
    let [grown, changed] = [0, 0];
    for (let k = 0; k <= n; k++) {
      const [xk, ck, left] = [x[k] as number, c[k] as number, v[n - k] as number];
      slope[n] = (slope[n] as number) - (alpha * ck - beta * xk) * left;
      xv[n] = (xv[n] as number) + xk * left;
    }
    for (let k = 0; k <= n; k++) {
      grown += (slope[k] as number) * (v[n - k] as number);
      changed += (c[k] as number) * (xv[n - k] as number);
    }
    y[n + 1] = (v[n] as number) / (n + 1);
    v[n + 1] = grown / (n + 1);
    x[n + 1] = changed / (n + 1);
    c[n + 1] = -changed / (n + 1);
  }
  return y;
}

/** ln(1 + e^x). */
function softplus(x: number): number {
  return x > 40 ? x : ln(1 + exp(x));
}

/** The logit with Φ(z) below it, for z ≤ 0: Newton's method on the logarithm of the probability, kept between bounds. */
function solve(z: number, alpha: number, beta: number, logB: number, start: number): number {
  const wanted = normalProbability(z);
  if (wanted === 0) return Number.NEGATIVE_INFINITY;
  const goal = ln(wanted);
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let y = start;
  for (let step = 0; step < 200; step++) {
    const [below, density] = lowerTail(y, alpha, beta, logB);
    const miss = (below <= 0 ? -1e4 : ln(below)) - goal;
    if (miss > 0) high = y;
    else low = y;
    let next = y - (miss * below) / density;
    if (!(next > low && next < high))
      next =
        low === Number.NEGATIVE_INFINITY
          ? y - 1 - Math.abs(y)
          : high === Number.POSITIVE_INFINITY
            ? y + 1 + Math.abs(y)
            : (low + high) / 2;
    if (Math.abs(next - y) <= 4e-16 * (1 + Math.abs(y)) || next === low || next === high) return next;
    y = next;
  }
  return y;
}

/** The probability below a logit, and its derivative with respect to the logit. */
function lowerTail(y: number, alpha: number, beta: number, logB: number): readonly [number, number] {
  const [lnX, lnC] = [-softplus(-y), -softplus(y)];
  const density = exp(alpha * lnX + beta * lnC - logB);
  const x = exp(lnX);
  if (x <= (alpha + 1) / (alpha + beta + 2)) return [density * betaFraction(x, alpha, beta), density];
  return [1 - density * betaFraction(exp(lnC), beta, alpha), density];
}
