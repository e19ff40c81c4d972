// CSV text → a table. Strict: one header row, unique names, as many cells in every row. Cells stay text and are not
// trimmed.

import { type Issue, nearest, type Place } from '../base/index.ts';
import { type CsvCell, type CsvRecord, cellsOf, readRecords } from './csv-records.ts';
import * as say from './messages.ts';
import type { SourceText } from './source.ts';

/** One row below the header. */
export interface CsvRow {
  readonly cells: readonly CsvCell[];
  /** From the first cell to the last. */
  readonly place: Place;
  /** The cell of a column; throws where the table has no such column (look at `header`, or `requireColumns`). */
  cell(name: string): CsvCell;
}

/** A table in which every row has a cell for every name in `header`. Blank rows are left out. */
export interface CsvTable {
  readonly source: SourceText;
  readonly header: readonly string[];
  /** The names with their places. */
  readonly headerCells: readonly CsvCell[];
  readonly rows: readonly CsvRow[];
}

/**
 * Reads a CSV file; with any error there is no table.
 *
 * @example readCsv({file: 'a.csv', text: 'year,value\n2020,3.2\n'}).table?.rows[0]?.cell('value').text // '3.2'
 */
export function readCsv(source: SourceText): { readonly table?: CsvTable; readonly issues: readonly Issue[] } {
  const { records, issue } = readRecords(source);
  if (issue) return { issues: [issue] };
  const [first, ...others] = records.filter(({ texts }) => texts.some((text) => text.trim() !== ''));
  if (!first) return { issues: [say.noHeader(source.file)] };
  const headerCells = cellsOf(source, first);
  const ragged = others.filter(({ texts }) => texts.length !== headerCells.length);
  const issues = [...headerIssues(headerCells), ...ragged.map((row) => raggedIssue(source, row, headerCells.length))];
  if (issues.length > 0) return { issues };
  const columns = new Map(first.texts.map((name, index) => [name, index]));
  const rows = others.map((record) => new Row(source, columns, record));
  return { table: { source, header: first.texts, headerCells, rows }, issues };
}

/** Issues where a table lacks a required column, or has one that is neither required nor optional. */
export function requireColumns(table: CsvTable, names: readonly string[], optional: readonly string[] = []): Issue[] {
  const { source, header, headerCells } = table;
  const known = [...names, ...optional];
  const absent = known.filter((name) => !header.includes(name));
  const unknown = headerCells.filter(({ text }) => !known.includes(text));
  const suggested = unknown.map(({ text }) => nearest(text, absent));
  const whole = { file: source.file, start: headerCells[0]?.place.start ?? 0, end: headerCells.at(-1)?.place.end ?? 0 };
  // A column that was only misspelt is not missing as well.
  const missing = names.filter((name) => absent.includes(name) && !suggested.includes(name));
  return [
    ...unknown.map(({ text, place }, index) => say.unknownColumn(place, text, suggested[index], known)),
    ...missing.map((name) => say.missingColumn(whole, name)),
  ];
}

function headerIssues(header: readonly CsvCell[]): Issue[] {
  const first = new Map<string, number>();
  return header.flatMap(({ text, place }, index) => {
    const before = first.get(text);
    if (text.trim() === '') return [say.blankHeader(place, index + 1)];
    if (before !== undefined) return [say.duplicateHeader(place, text, before + 1)];
    first.set(text, index);
    return [];
  });
}

function raggedIssue({ file, text }: SourceText, { texts, start, end }: CsvRecord, columns: number): Issue {
  const hint = raggedHint(text.slice(start, end), texts.length > columns);
  return say.raggedRow({ file, start, end }, texts.length, columns, hint);
}

/** Why a row may have too many cells, or too few. */
function raggedHint(row: string, tooMany: boolean): string | undefined {
  if (tooMany) return /\d,\d{3}/.test(row) ? say.THOUSANDS_HINT : say.EXTRA_CELLS_HINT;
  const sign = ['，', '、', ';', '；', '\t'].find((separator) => row.includes(separator));
  return sign === undefined ? undefined : say.separatorHint(sign);
}

class Row implements CsvRow {
  readonly #source: SourceText;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #record: CsvRecord;

  constructor(source: SourceText, columns: ReadonlyMap<string, number>, record: CsvRecord) {
    this.#source = source;
    this.#columns = columns;
    this.#record = record;
  }

  get cells(): readonly CsvCell[] {
    return cellsOf(this.#source, this.#record);
  }

  get place(): Place {
    return { file: this.#source.file, start: this.#record.start, end: this.#record.end };
  }

  cell(name: string): CsvCell {
    const cell = this.cells[this.#columns.get(name) ?? -1];
    if (!cell) throw new Error(`no column "${name}" in ${this.#source.file}`);
    return cell;
  }
}
