// Small systems of linear equations.

/**
 * Solves A x = b for a symmetric A that is positive semidefinite, by elimination with pivots from the diagonal. Where A
 * is singular the equations that say nothing more are dropped; undefined where they contradict the others.
 */
export function solveSymmetric(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] | undefined {
  const rows = matrix.map((row, k) => [...row, right[k] ?? 0]);
  const size = rows.length;
  const scale = Math.max(...matrix.flat().map(Math.abs), 0);
  const unused = new Set(rows.keys());
  const pivots: number[] = [];
  while (unused.size > 0) {
    const pivot = [...unused].reduce((best, k) =>
      Math.abs(rows[k]?.[k] ?? 0) > Math.abs(rows[best]?.[best] ?? 0) ? k : best,
    );
    const line = rows[pivot] ?? [];
    const diagonal = line[pivot] ?? 0;
    if (Math.abs(diagonal) <= 1e-12 * scale) break;
    unused.delete(pivot);
    pivots.push(pivot);
    for (const k of rows.keys()) {
      const factor = (rows[k]?.[pivot] ?? 0) / diagonal;
      if (k === pivot || factor === 0) continue;
      rows[k] = (rows[k] ?? []).map((value, c) => value - factor * (line[c] ?? 0));
    }
  }
  const largest = Math.max(...right.map(Math.abs), 0);
  if ([...unused].some((k) => Math.abs(rows[k]?.[size] ?? 0) > 1e-9 * largest)) return undefined;
  return rows.map((row, k) => (pivots.includes(k) ? (row[size] ?? 0) / (row[k] ?? 1) : 0));
}
