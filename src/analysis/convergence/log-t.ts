// The log t test of Phillips & Sul (2007, Econometrica 75): do regions approach one common path, whatever its shape? The
// cross-section variance H of relative transition paths is regressed on ln t, with a standard error that allows for
// autocorrelated residuals (METHODS 2.4).

import { fitLine } from '../../base/index.ts';

/** Fewest years and regions for which the test says anything. */
export const LOG_T_YEARS = 15;
export const LOG_T_REGIONS = 6;
/** Convergence is rejected below this t (one-sided, 5 %). */
export const LOG_T_CRITICAL = -1.65;

/** The regression of ln(H₁/H_t) − 2 ln ln t on ln t. */
export interface LogT {
  /** b: 2 or more means convergence in levels, 0 to 2 in growth rates. */
  readonly slope: number;
  readonly slopeError: number;
  readonly t: number;
  /** t at or above −1.65. */
  readonly converges: boolean;
  /** First year of the regression, counted from 1: the third part of the years before it is left out. */
  readonly from: number;
}

/** Each value relative to the mean of its year, [region][year]: 1 is the average path. */
export function relativePaths(panel: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const means = (panel[0] ?? []).map(
    (_, t) => panel.reduce((sum, path) => sum + (path[t] ?? Number.NaN), 0) / panel.length,
  );
  return panel.map((path) => path.map((value, t) => value / (means[t] ?? Number.NaN)));
}

/**
 * Tests smoothed logarithms, [region][year], for convergence. Undefined where the regions are equal in some year, where
 * a year's mean is not positive, or where the residuals vanish. Does not ask for a number of years: `LOG_T_YEARS`.
 */
export function logT(panel: readonly (readonly number[])[], leftOut = 1 / 3): LogT | undefined {
  const years = panel[0]?.length ?? 0;
  const relative = relativePaths(panel);
  const spread = Array.from(
    { length: years },
    (_, t) => relative.reduce((sum, path) => sum + ((path[t] ?? Number.NaN) - 1) ** 2, 0) / panel.length,
  );
  const from = Math.floor(leftOut * years + 1e-9) + 1;
  const numbers = Array.from({ length: years - from + 1 }, (_, k) => from + k);
  const x = numbers.map(Math.log);
  const y = numbers.map(
    (t) => Math.log((spread[0] ?? Number.NaN) / (spread[t - 1] ?? Number.NaN)) - 2 * Math.log(Math.log(t)),
  );
  const line = y.every(Number.isFinite) ? fitLine(x, y) : undefined;
  if (!line) return undefined;
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const sxx = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const slopeError = Math.sqrt(longRunVariance(line.residuals) / sxx);
  if (line.t === undefined || !(slopeError > 0)) return undefined;
  const t = line.slope / slopeError;
  return { slope: line.slope, slopeError, t, converges: t >= LOG_T_CRITICAL, from };
}

/**
 * Long-run variance of residuals: quadratic spectral kernel, bandwidth by Andrews (1991) from a first-order
 * autoregression; each autocovariance over n − 1, as in the published programs.
 */
function longRunVariance(residuals: readonly number[]): number {
  const n = residuals.length;
  const autocovariance = (lag: number) =>
    residuals.slice(lag).reduce((sum, value, k) => sum + value * (residuals[k] ?? 0), 0) / (n - 1);
  const own = autocovariance(0);
  const rho = autocovariance(1) / own;
  const bandwidth = 1.3221 * (((4 * rho * rho) / (1 - rho) ** 4) * n) ** 0.2;
  let sum = own;
  for (let lag = 1; lag <= n - 2; lag++) {
    const z = (1.2 * Math.PI * lag) / bandwidth;
    if (Number.isFinite(z)) sum += 2 * (3 / (z * z)) * (Math.sin(z) / z - Math.cos(z)) * autocovariance(lag);
  }
  return sum;
}
