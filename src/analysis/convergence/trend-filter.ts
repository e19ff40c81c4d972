// The smooth trend of a yearly series (Hodrick & Prescott): least squares plus λ times the squared second differences.

/** λ of Phillips & Sul (2009) for yearly data. */
export const TREND_SMOOTHNESS = 400;

/**
 * The trend, of the length of the series; the series itself with fewer than three values. Solves (I + λD'D)τ = y, whose
 * matrix has five diagonals, by Cholesky's decomposition. A straight line is its own trend.
 *
 * @example smoothTrend([1, 2, 3, 4]) // [1, 2, 3, 4]
 */
export function smoothTrend(values: readonly number[], smoothness: number = TREND_SMOOTHNESS): readonly number[] {
  const n = values.length;
  if (n < 3) return values;
  // Diagonals of I + λD'D: [main, first, second] by row.
  const rows = values.map((): [number, number, number] => [1, 0, 0]);
  const add = (row: number, diagonal: 0 | 1 | 2, amount: number) => {
    const found = rows[row];
    if (found) found[diagonal] += smoothness * amount;
  };
  for (let k = 0; k + 2 < n; k++) {
    add(k, 0, 1);
    add(k, 1, -2);
    add(k, 2, 1);
    add(k + 1, 0, 4);
    add(k + 1, 1, -2);
    add(k + 2, 0, 1);
  }
  return solveBanded(rows, values);
}

/** Solves a symmetric positive definite system of five diagonals by LDL'. */
function solveBanded(
  rows: readonly (readonly [number, number, number])[],
  right: readonly number[],
): readonly number[] {
  const n = rows.length;
  const d = new Float64Array(n + 2);
  const l1 = new Float64Array(n + 2);
  const l2 = new Float64Array(n + 2);
  const z = new Float64Array(n + 2);
  // Storage is shifted by two, so that the first rows find zeros before them.
  for (let k = 0; k < n; k++) {
    const [main = 0, first = 0, second = 0] = rows[k] ?? [];
    const i = k + 2;
    const [d1, d2] = [d[i - 1] ?? 0, d[i - 2] ?? 0];
    const [a, b] = [l1[i - 1] ?? 0, l2[i - 2] ?? 0];
    d[i] = main - d1 * a * a - d2 * b * b;
    l1[i] = (first - d1 * a * (l2[i - 1] ?? 0)) / (d[i] ?? 1);
    l2[i] = second / (d[i] ?? 1);
    z[i] = (right[k] ?? 0) - a * (z[i - 1] ?? 0) - b * (z[i - 2] ?? 0);
  }
  const solution = new Float64Array(n + 2);
  for (let k = n - 1; k >= 0; k--) {
    const i = k + 2;
    solution[k] =
      (z[i] ?? 0) / (d[i] ?? 1) - (l1[i] ?? 0) * (solution[k + 1] ?? 0) - (l2[i] ?? 0) * (solution[k + 2] ?? 0);
  }
  return [...solution.subarray(0, n)];
}
