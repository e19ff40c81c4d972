// Inequality of one year's values across regions, for display (METHODS 2.3).

/** Measures of inequality; all 0 when every region has the same. */
export interface Inequality {
  readonly gini: number;
  /** Gini · n/(n − 1), which reaches 1 when one region has everything. */
  readonly giniNormalised: number;
  /** Mean logarithmic deviation; missing where a value is 0. */
  readonly theilL?: number;
  readonly theilT: number;
  /** Share that would have to move for all to be equal. */
  readonly hoover: number;
  /** Sum of squared shares: 1/n when equal, 1 when one has everything. */
  readonly herfindahl: number;
}

/**
 * Inequality of values that are not negative; undefined with fewer than two, with a negative one, or when all are 0.
 *
 * @example inequalityOf([1, 1, 1])?.gini // 0
 */
export function inequalityOf(values: readonly number[]): Inequality | undefined {
  const n = values.length;
  const sum = values.reduce((total, value) => total + value, 0);
  if (n < 2 || !(sum > 0) || !values.every((value) => value >= 0)) return undefined;
  const mean = sum / n;
  const average = (f: (value: number) => number) => values.reduce((total, value) => total + f(value), 0) / n;
  const sorted = [...values].sort((a, b) => a - b);
  const ranked = sorted.reduce((total, value, k) => total + (k + 1) * value, 0);
  // Equal values leave a difference of rounding size, which may be negative.
  const gini = Math.max(0, (2 * ranked) / (n * sum) - (n + 1) / n);
  return {
    gini,
    giniNormalised: (gini * n) / (n - 1),
    ...(sorted[0] === 0 ? {} : { theilL: average((value) => Math.log(mean / value)) }),
    theilT: average((value) => (value === 0 ? 0 : (value / mean) * Math.log(value / mean))),
    hoover: average((value) => Math.abs(value / mean - 1)) / 2,
    herfindahl: values.reduce((total, value) => total + (value / sum) ** 2, 0),
  };
}
