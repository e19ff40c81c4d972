// Writing CSV: RFC 4180, LF, full precision; text cells cannot start a formula in a spreadsheet.

/** A cell: numbers in full precision, missing as empty, text quoted where needed. */
export type CsvCell = string | number | boolean | undefined;

/** Rows below a header, as one text. */
export function formatCsv(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [header.join(',')];
  for (const row of rows) lines.push(row.map(formatCell).join(','));
  return `${lines.join('\n')}\n`;
}

function formatCell(cell: CsvCell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const guarded = /^[\s ]*[=+\-@＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
