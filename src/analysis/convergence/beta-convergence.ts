// β-convergence (Barro & Sala-i-Martin 1992): do those that start lower grow faster? Annual growth is regressed on the
// first value; speed and half-life follow from the slope (METHODS 2.2).

import { fitLine } from '../../base/index.ts';

/** `log`: growth of logarithms on the logarithm of the first value. `level`: points a year on the first value, for shares. */
export type ConvergenceForm = 'log' | 'level';

/** A β regression. Growth is per year; errors and intervals with n − 2 degrees of freedom. */
export interface BetaConvergence {
  readonly form: ConvergenceForm;
  readonly weighted: boolean;
  /** Regions. */
  readonly n: number;
  /** Years between first and last value. */
  readonly years: number;
  readonly intercept: number;
  readonly interceptError: number;
  /** b: negative where those that start lower grow faster. */
  readonly slope: number;
  readonly slopeError: number;
  /** 95 %. */
  readonly slopeInterval: readonly [number, number];
  readonly t?: number;
  readonly p?: number;
  readonly r2: number;
  /** λ a year; missing where 1 + bT ≤ 0 (those behind overtake). */
  readonly speed?: number;
  readonly speedError?: number;
  /** 95 %; an end is missing where the slope's end has no speed. */
  readonly speedInterval?: { readonly low?: number; readonly high?: number };
  /** Years in which half the distance to the own steady state is gone; missing without convergence. */
  readonly halfLife?: number;
  /** `alike`: all grow by the same. */
  readonly verdict: 'convergence' | 'divergence' | 'overshooting' | 'alike';
}

/** Whether the slope is told from zero: where its interval includes zero, nobody can say who grows faster. */
export function hasDirection({ verdict, slopeInterval: [low, high] }: BetaConvergence): boolean {
  return verdict === 'alike' || low > 0 || high < 0;
}

/**
 * Speed λ = −ln(1 + bT)/T behind a slope b of annual growth on the first value, and its half-life ln 2/λ. No speed where
 * 1 + bT ≤ 0, no half-life where λ ≤ 0. For a slope B of total growth use b = B/T.
 *
 * @example convergenceSpeed(-0.016484, 20).halfLife // 34.7: the "2 % rule"
 */
export function convergenceSpeed(
  slope: number,
  years: number,
): { readonly speed?: number; readonly halfLife?: number } {
  const kept = 1 + slope * years;
  if (!(kept > 0)) return {};
  const speed = -Math.log(kept) / years;
  return speed > 0 ? { speed, halfLife: Math.LN2 / speed } : { speed };
}

/**
 * Fits β-convergence between two years. Undefined with fewer than three regions, where all start alike, where no time
 * passes, or in `log` form with a value ≤ 0. With weights (population, …) each region counts by its size.
 *
 * @example betaConvergence([1, 2, 4], [2, 3, 5], 10, 'log')?.halfLife
 */
export function betaConvergence(
  first: readonly number[],
  last: readonly number[],
  years: number,
  form: ConvergenceForm,
  weights?: readonly number[],
): BetaConvergence | undefined {
  const transform = form === 'log' ? Math.log : (value: number) => value;
  const [start, end] = [first.map(transform), last.map(transform)];
  if (years <= 0 || ![...start, ...end].every(Number.isFinite)) return undefined;
  const growth = end.map((value, k) => (value - (start[k] ?? 0)) / years);
  // Growth that differs by less than the rounding of its own values does not differ.
  const rounding = (1e-14 * Math.max(...start.map(Math.abs), ...end.map(Math.abs))) / years;
  const alike = Math.max(...growth) - Math.min(...growth) <= rounding;
  const line = fitLine(start, alike ? growth.map(() => growth[0] ?? 0) : growth, weights);
  if (!line) return undefined;
  const { speed, halfLife } = convergenceSpeed(line.slope, years);
  const [low, high] = line.slopeInterval;
  const boundOf = (name: 'low' | 'high', slope: number) => {
    const { speed: found } = convergenceSpeed(slope, years);
    return found === undefined ? {} : { [name]: found };
  };
  return {
    form,
    weighted: weights !== undefined,
    n: line.n,
    years,
    intercept: line.intercept,
    interceptError: line.interceptError,
    slope: line.slope,
    slopeError: line.slopeError,
    slopeInterval: line.slopeInterval,
    ...(line.t === undefined || line.p === undefined ? {} : { t: line.t, p: line.p }),
    r2: line.r2,
    ...(speed === undefined
      ? {}
      : {
          speed,
          speedError: line.slopeError / (1 + line.slope * years),
          speedInterval: { ...boundOf('low', high), ...boundOf('high', low) },
        }),
    ...(halfLife === undefined ? {} : { halfLife }),
    verdict:
      line.slope === 0 ? 'alike' : line.slope > 0 ? 'divergence' : speed === undefined ? 'overshooting' : 'convergence',
  };
}
