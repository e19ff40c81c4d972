// σ-convergence: does the spread of regions shrink? Measures of dispersion, and tests that know that the same regions stand
// in both years (METHODS 2.3); an F test of two variances would treat them as independent and miss almost everything.

import { chiSquareUpper, fitLine, studentTwoSided } from '../../base/index.ts';

/** Standard deviation of logarithms, missing where a value is not positive; coefficient of variation of the values. Both divide by n. */
export interface Dispersion {
  readonly sdLog?: number;
  readonly cv?: number;
}

/** Spread of one year. */
export function dispersionOf(values: readonly number[]): Dispersion {
  const logs = values.map(Math.log);
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = (of: readonly number[]) => Math.sqrt((variance(of) * (n - 1)) / n);
  return {
    ...(n > 1 && logs.every(Number.isFinite) ? { sdLog: deviation(logs) } : {}),
    ...(n > 1 && mean > 0 ? { cv: deviation(values) / mean } : {}),
  };
}

/** Tests of equal spread in two years with the same regions. */
export interface SpreadTest {
  /** Correlation of sums and differences; positive where the spread has shrunk. */
  readonly r: number;
  /** Pitman–Morgan, n − 2 degrees of freedom; missing where r is ±1. */
  readonly t?: number;
  readonly p: number;
  /** Carree & Klomp's T₂, χ² with one degree of freedom: the likelihood-ratio version of the same. */
  readonly carreeKlomp?: number;
  readonly carreeKlompP: number;
}

/**
 * Pitman–Morgan test (1939) and T₂ of Carree & Klomp (1997) of σ₀ = σ_T, on logarithms or, for shares, on the values.
 * Undefined with fewer than three regions, or where nothing moved relative to the others.
 *
 * @example spreadTest(logsOf2015, logsOf2020)?.p
 */
export function spreadTest(first: readonly number[], last: readonly number[]): SpreadTest | undefined {
  const n = first.length;
  const sums = first.map((value, k) => value + (last[k] ?? 0));
  const differences = first.map((value, k) => value - (last[k] ?? 0));
  const [v0, vT, cov] = [variance(first), variance(last), covariance(first, last)];
  const scale = variance(sums) * variance(differences);
  if (n < 3 || !(variance(differences) > 1e-24 * variance(sums)) || !(variance(sums) > 0)) return undefined;
  const r = covariance(sums, differences) / Math.sqrt(scale);
  // 1 − r² without cancellation: 4(σ₀²σ_T² − σ₀T²) over the product of the variances of sum and difference.
  const rest = (4 * (v0 * vT - cov * cov)) / scale;
  if (!(rest > 1e-15)) return { r: Math.sign(r), p: 0, carreeKlompP: 0 };
  const t = (r * Math.sqrt(n - 2)) / Math.sqrt(rest);
  const carreeKlomp = (n - 2.5) * Math.log(1 + (0.25 * (v0 - vT) ** 2) / (v0 * vT - cov * cov));
  return { r, t, p: studentTwoSided(t, n - 2), carreeKlomp, carreeKlompP: chiSquareUpper(carreeKlomp, 1) };
}

/** The spread regressed on the year. */
export interface SpreadTrend {
  readonly intercept: number;
  /** Change of the spread a year; negative where it shrinks. */
  readonly slope: number;
  readonly slopeError: number;
  readonly t?: number;
  readonly p?: number;
  /** With fewer than eight years: Kendall's τ of spread and year, with its exact two-sided probability. */
  readonly kendall?: { readonly tau: number; readonly p: number };
}

/** Trend of a spread over years; undefined with fewer than three. */
export function spreadTrend(years: readonly number[], spreads: readonly number[]): SpreadTrend | undefined {
  const line = fitLine(years, spreads);
  if (!line) return undefined;
  const { intercept, slope, slopeError, t, p } = line;
  return {
    intercept,
    slope,
    slopeError,
    ...(t === undefined || p === undefined ? {} : { t, p }),
    ...(years.length < 8 ? { kendall: kendallTest(spreads) } : {}),
  };
}

/** Kendall's τ of a series with its order, and how often a random order would be as far from none (exact, without ties). */
export function kendallTest(values: readonly number[]): { readonly tau: number; readonly p: number } {
  const n = values.length;
  const pairs = (n * (n - 1)) / 2;
  const score = values.reduce(
    (sum, value, k) => values.slice(k + 1).reduce((inner, later) => inner + Math.sign(later - value), sum),
    0,
  );
  // Orders of n values by number of inversions (Mahonian numbers), built up one value at a time.
  let orders = [1];
  for (let size = 2; size <= n; size++) {
    const next = Array.from({ length: (size * (size - 1)) / 2 + 1 }, () => 0);
    orders.forEach((count, inversions) => {
      for (let k = 0; k < size; k++) next[inversions + k] = (next[inversions + k] ?? 0) + count;
    });
    orders = next;
  }
  const total = orders.reduce((sum, count) => sum + count, 0);
  const asFar = orders.reduce(
    (sum, count, inversions) => (Math.abs(pairs - 2 * inversions) >= Math.abs(score) ? sum + count : sum),
    0,
  );
  return { tau: pairs === 0 ? 0 : score / pairs, p: asFar / total };
}

function variance(values: readonly number[]): number {
  return covariance(values, values);
}

function covariance(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  return x.reduce((sum, value, k) => sum + (value - mx) * ((y[k] ?? 0) - my), 0) / (x.length - 1);
}
