// Two-way tables fitted to their margins: iterative proportional fitting, also called RAS (Deming & Stephan 1940, Stone 1961).

/** A fitted table, or why there is none and how far the margins still are. */
export type FittedTable =
  | { readonly kind: 'fitted'; readonly table: readonly (readonly number[])[]; readonly sweeps: number }
  | {
      readonly kind: 'infeasible';
      readonly reason: string;
      readonly rowResiduals: readonly number[];
      readonly columnResiduals: readonly number[];
    };

/** Sweeps after which a table counts as not to be fitted. */
export const MOST_SWEEPS = 1000;

/**
 * Scales the rows and columns of a table of numbers ≥ 0 in turn until both margins hold within `tolerance` (relative to
 * the total). Zeros stay zeros. Infeasible where the margins differ in total, a margin asks for something of a row or
 * column of zeros, or the zeros do not allow both margins (no convergence in 1000 sweeps).
 */
export function fitMargins(
  seed: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
  tolerance = 1e-12,
): FittedTable {
  const add = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0);
  let table = seed.map((row) => [...row]);
  const columnSums = () => columns.map((_, c) => add(table.map((row) => row[c] ?? 0)));
  const fail = (reason: string): FittedTable => ({
    kind: 'infeasible',
    reason,
    rowResiduals: rows.map((wanted, r) => wanted - add(table[r] ?? [])),
    columnResiduals: columnSums().map((sum, c) => (columns[c] ?? 0) - sum),
  });
  const total = add(rows);
  if (seed.length !== rows.length || seed.some((row) => row.length !== columns.length))
    return fail('the margins do not have the shape of the table');
  if ([...seed.flat(), ...rows, ...columns].some((x) => !(x >= 0)))
    return fail('a negative or missing number: use GRAS');
  if (Math.abs(total - add(columns)) > 1e-9 * Math.max(1, total))
    return fail(`the margins differ in total: ${total} and ${add(columns)}; scale one`);
  if (
    rows.some((wanted, r) => wanted > 0 && add(table[r] ?? []) === 0) ||
    columnSums().some((sum, c) => sum === 0 && (columns[c] ?? 0) > 0)
  )
    return fail('a row or column of zeros has a positive margin');

  for (let sweep = 1; sweep <= MOST_SWEEPS; sweep++) {
    table = table.map((row, r) => scaled(row, rows[r] ?? 0, add(row)));
    const sums = columnSums();
    table = table.map((row) => row.map((x, c) => (sums[c] ? (x * (columns[c] ?? 0)) / (sums[c] ?? 1) : 0)));
    const worst = Math.max(...table.map((row, r) => Math.abs(add(row) - (rows[r] ?? 0))));
    if (worst <= tolerance * Math.max(1, total)) return { kind: 'fitted', table, sweeps: sweep };
  }
  return fail(`not fitted after ${MOST_SWEEPS} sweeps: the zeros do not allow both margins`);
}

function scaled(row: readonly number[], wanted: number, sum: number): number[] {
  return row.map((x) => (sum === 0 ? 0 : (x * wanted) / sum));
}
