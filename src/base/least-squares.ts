// A straight line through points by (weighted) least squares, with the usual tests.

import { studentQuantile, studentTwoSided } from './distributions.ts';

/** A fitted line; tests with n − 2 degrees of freedom. */
export interface Line {
  readonly n: number;
  readonly intercept: number;
  readonly interceptError: number;
  readonly slope: number;
  readonly slopeError: number;
  /** Slope over its error; missing where the points lie exactly on the line. */
  readonly t?: number;
  /** Two-sided, of slope = 0. */
  readonly p?: number;
  readonly r2: number;
  /** 95 % interval of the slope. */
  readonly slopeInterval: readonly [number, number];
  readonly residuals: readonly number[];
}

/**
 * Fits y = intercept + slope · x. Weights count as relative precisions, whatever their sum. Equal y have slope 0. Undefined with fewer than
 * three points, with all x equal, or with a weight that is not positive.
 *
 * @example fitLine([1, 2, 3], [2, 4, 6])?.slope // 2
 */
export function fitLine(x: readonly number[], y: readonly number[], weights?: readonly number[]): Line | undefined {
  const n = x.length;
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? n;
  const w = x.map((_, k) => ((weights?.[k] ?? 1) * n) / total);
  if (n < 3 || y.length !== n || !w.every((weight) => weight > 0)) return undefined;
  const mean = (values: readonly number[]) => values.reduce((sum, value, k) => sum + (w[k] ?? 0) * value, 0) / n;
  const [meanX, meanY] = [mean(x), mean(y)];
  const product = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, k) => sum + (w[k] ?? 0) * value * (q[k] ?? 0), 0);
  const [dx, dy] = [x.map((value) => value - meanX), y.map((value) => value - meanY)];
  const sxx = product(dx, dx);
  if (!(sxx > 0)) return undefined;
  const rounding = 1e-26 * product(y, y);
  const syy = product(dy, dy);
  const slope = syy <= rounding ? 0 : product(dx, dy) / sxx;
  const intercept = meanY - slope * meanX;
  const residuals = y.map((value, k) => value - intercept - slope * (x[k] ?? 0));
  const left = product(residuals, residuals);
  const variance = left / (n - 2);
  const slopeError = Math.sqrt(variance / sxx);
  const reach = studentQuantile(0.975, n - 2) * slopeError;
  // Residuals of rounding size are none: a t built on them would be noise.
  const exact = left <= rounding;
  const t = slope / slopeError;
  return {
    n,
    intercept,
    interceptError: Math.sqrt(variance * (1 / n + (meanX * meanX) / sxx)),
    slope,
    slopeError,
    ...(exact ? {} : { t, p: studentTwoSided(t, n - 2) }),
    r2: syy <= rounding ? 1 : 1 - left / syy,
    slopeInterval: [slope - reach, slope + reach],
    residuals,
  };
}
