// The two-sample Kolmogorov–Smirnov test (Smirnov 1948), and its counterpart for inputs that take a few named values.

import { chiSquareUpper, exp } from '../../base/index.ts';

/** A distance between two samples and how likely a larger one is by chance, if both came from one distribution. */
export interface Distance {
  readonly distance: number;
  readonly p: number;
}

/** Where the distance is found: the value up to which the shares of the two samples differ most. */
export interface KsDistance extends Distance {
  readonly at: number;
  /** Whether the first sample tends to larger values. */
  readonly larger: boolean;
}

/** The largest difference of the two distribution functions; both samples must hold a value. `p` is asymptotic. */
export function ksDistance(first: Float64Array, second: Float64Array): KsDistance {
  const [a, b] = [first.toSorted(), second.toSorted()];
  const [n, m] = [a.length, b.length];
  let found = { distance: 0, at: Math.min(a[0] as number, b[0] as number), larger: false };
  for (let i = 0, j = 0; i < n && j < m; ) {
    const at = Math.min(a[i] as number, b[j] as number);
    while (i < n && a[i] === at) i++;
    while (j < m && b[j] === at) j++;
    const difference = j / m - i / n;
    if (Math.abs(difference) > found.distance) found = { distance: Math.abs(difference), at, larger: difference > 0 };
  }
  return { ...found, p: kolmogorovUpper(Math.sqrt((n * m) / (n + m)) * found.distance) };
}

/** The distance that would be exceeded by chance with probability `p`, for samples of n and m. */
export function criticalDistance(n: number, m: number, p: number): number {
  let [low, high] = [0, 4];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (kolmogorovUpper(middle) > p) low = middle;
    else high = middle;
  }
  return high / Math.sqrt((n * m) / (n + m));
}

/**
 * Probability that Kolmogorov's statistic exceeds x: 2 Σ (−1)^(j−1) e^(−2j²x²); for small x by the series of its complement.
 *
 * @example kolmogorovUpper(1.3581) // 0.05
 */
export function kolmogorovUpper(x: number): number {
  if (x <= 0) return 1;
  if (x < 1) {
    const unit = (Math.PI * Math.PI) / (8 * x * x);
    let sum = 0;
    for (let j = 1; j <= 5; j += 2) sum += exp(-j * j * unit);
    return Math.min(1, Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / x) * sum));
  }
  let sum = 0;
  for (let j = 1; j <= 6; j++) sum += (j % 2 === 1 ? 2 : -2) * exp(-2 * j * j * x * x);
  return Math.min(1, Math.max(0, sum));
}

/** Half the sum of differences of the shares of each value, and the χ² test of equal shares. For values without an order. */
export function categoryDistance(first: Float64Array, second: Float64Array): Distance {
  const [n, m] = [first.length, second.length];
  const values = [...new Set([...first, ...second])];
  const count = (of: Float64Array, value: number) => of.reduce((total, one) => total + (one === value ? 1 : 0), 0);
  let [distance, statistic] = [0, 0];
  for (const value of values) {
    const [i, j] = [count(first, value), count(second, value)];
    distance += Math.abs(i / n - j / m) / 2;
    const [expectedFirst, expectedSecond] = [((i + j) * n) / (n + m), ((i + j) * m) / (n + m)];
    statistic += (i - expectedFirst) ** 2 / expectedFirst + (j - expectedSecond) ** 2 / expectedSecond;
  }
  return { distance, p: values.length < 2 ? 1 : chiSquareUpper(statistic, values.length - 1) };
}
