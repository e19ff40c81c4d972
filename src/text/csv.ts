// CSV text → rows of cells with places, on csv-parse (its pure build: the same in Node and in the browser). Strict:
// one header row, unique names, as many cells in every row. Cells stay text and are not trimmed.

import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { type Issue, nearest, type Place } from '../base/index.ts';
import { LIMITS } from './limits.ts';
import * as say from './messages.ts';
import type { SourceText } from './source.ts';

/** One cell; the place includes its quotes. */
export interface CsvCell {
  readonly text: string;
  readonly place: Place;
}

/** One row below the header. */
export interface CsvRow {
  readonly cells: readonly CsvCell[];
  /** From the first cell to the last. */
  readonly place: Place;
  /** The cell of a column; throws where the table has no such column (ask `requireColumns` first). */
  cell(name: string): CsvCell;
}

/** A table in which every row has a cell for every name in `header`. Blank rows are left out. */
export interface CsvTable {
  readonly source: SourceText;
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

/**
 * Reads a CSV file; with any error there is no table.
 *
 * @example readCsv({file: 'a.csv', text: 'year,value\n2020,3.2\n'}).table?.rows[0]?.cell('value').text // '3.2'
 */
export function readCsv(source: SourceText): { readonly table?: CsvTable; readonly issues: readonly Issue[] } {
  const { records, issue } = parseRecords(source);
  if (issue) return { issues: [issue] };
  const [header, ...rows] = locate(source, records);
  if (!header) return { issues: [say.noHeader(source.file)] };
  const full = rows.filter((cells) => cells.some((cell) => cell.text.trim() !== ''));
  const issues = [...headerIssues(header), ...raggedIssues(source, header, full)];
  if (issues.length > 0) return { issues };
  const columns = new Map(header.map((cell, index) => [cell.text, index]));
  return { table: { source, header: [...columns.keys()], rows: full.map((cells) => rowOf(source, columns, cells)) }, issues };
}

/**
 * Issues where a table lacks a required column, or has one that is neither required nor optional.
 *
 * @example requireColumns(table, ['region', 'year'], ['note'])
 */
export function requireColumns(table: CsvTable, names: readonly string[], optional: readonly string[] = []): Issue[] {
  const known = [...names, ...optional];
  const header = headerCells(table);
  const unknown = header.filter((cell) => !known.includes(cell.text));
  const absent = known.filter((name) => !table.header.includes(name));
  const whole = { file: table.source.file, start: header[0]?.place.start ?? 0, end: header.at(-1)?.place.end ?? 0 };
  return [
    ...unknown.map((cell) => say.unknownColumn(cell.place, cell.text, nearest(cell.text, absent), known)),
    ...names.filter((name) => absent.includes(name)).map((name) => say.missingColumn(whole, name)),
  ];
}

function headerCells(table: CsvTable): readonly CsvCell[] {
  return locate(table.source, [table.header])[0] ?? [];
}

type Records = readonly (readonly string[])[];

function parseRecords(source: SourceText): { readonly records: Records; readonly issue?: Issue } {
  const { file, text } = source;
  const tooLarge = (what: string, limit: number) => ({ records: [], issue: say.tooLarge({ file, start: 0, end: 1 }, what, limit) });
  if (text.length > LIMITS.csvCharacters) return tooLarge('characters', LIMITS.csvCharacters);
  let cells = 0;
  try {
    const records = parse(text, {
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: string[]) => {
        cells += record.length;
        if (cells > LIMITS.csvCells) throw new TooManyCells();
        return record;
      },
    }) as string[][];
    return { records };
  } catch (error) {
    if (error instanceof TooManyCells) return tooLarge('cells', LIMITS.csvCells);
    if (error instanceof CsvError) return { records: [], issue: quoteIssue(source, error) };
    throw error;
  }
}

class TooManyCells extends Error {}

/** The parser stops at the first misplaced quotation mark, since no cell after it is certain. */
function quoteIssue(source: SourceText, error: CsvError): Issue {
  const start = cellStart(source.text, error);
  const lineEnd = source.text.indexOf('\n', start);
  const line = source.text.slice(start, lineEnd < 0 ? undefined : lineEnd).trimEnd();
  const within = (at: number, length: number) => ({ file: source.file, start: start + at, end: start + at + length });
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return say.csvQuoteNotClosed(within(0, 1));
    case 'INVALID_OPENING_QUOTE':
      return say.csvStrayQuote(within(line.indexOf('"'), 1));
    case 'CSV_INVALID_CLOSING_QUOTE':
      return say.csvTextAfterQuote(within(0, line.length));
    default:
      throw error;
  }
}

/** The parser counts bytes, up to the last delimiter that it passed. */
function cellStart(text: string, error: CsvError): number {
  const bytes = new TextEncoder().encode(text).subarray(0, Number(error['bytes']));
  const passed = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).length;
  return error['column'] === 0 ? skipLineEnds(text, passed) : passed + 1;
}

function skipLineEnds(text: string, offset: number): number {
  let at = offset;
  while (text[at] === '\n' || text[at] === '\r') at++;
  return at;
}

/** Finds each cell again in the text: a quoted one is longer by its quotes and by every doubled quote inside. */
function locate(source: SourceText, records: Records): (readonly CsvCell[])[] {
  const { file, text } = source;
  let at = 0;
  return records.map((record) => {
    at = skipLineEnds(text, at);
    return record.map((cell) => {
      const start = at;
      const end = start + (text[start] === '"' ? cell.length + cell.split('"').length + 1 : cell.length);
      at = end + (text[end] === ',' ? 1 : 0);
      return { text: cell, place: { file, start, end } };
    });
  });
}

function headerIssues(header: readonly CsvCell[]): Issue[] {
  const first = new Map<string, number>();
  return header.flatMap((cell, index) => {
    if (cell.text.trim() === '') return [say.blankHeader(cell.place, index + 1)];
    const before = first.get(cell.text);
    if (before !== undefined) return [say.duplicateHeader(cell.place, cell.text, before + 1)];
    first.set(cell.text, index);
    return [];
  });
}

function raggedIssues(source: SourceText, header: readonly CsvCell[], rows: readonly (readonly CsvCell[])[]): Issue[] {
  return rows
    .filter((cells) => cells.length !== header.length)
    .map((cells) => {
      const place = spanOf(source, cells);
      const row = source.text.slice(place.start, place.end);
      return say.raggedRow(place, cells.length, header.length, separatorHint(row, cells.length > header.length));
    });
}

/** Why a row may have too many cells, or too few. */
function separatorHint(row: string, tooMany: boolean): string | undefined {
  if (tooMany) return /\d,\d{3}/.test(row) ? say.THOUSANDS_HINT : say.EXTRA_CELLS_HINT;
  const sign = ['，', '、', ';', '；', '\t'].find((separator) => row.includes(separator));
  return sign === undefined ? undefined : say.separatorHint(sign);
}

function spanOf(source: SourceText, cells: readonly CsvCell[]): Place {
  return { file: source.file, start: cells[0]?.place.start ?? 0, end: cells.at(-1)?.place.end ?? 0 };
}

function rowOf(source: SourceText, columns: ReadonlyMap<string, number>, cells: readonly CsvCell[]): CsvRow {
  return {
    cells,
    place: spanOf(source, cells),
    cell(name) {
      const cell = cells[columns.get(name) ?? -1];
      if (!cell) throw new Error(`no column "${name}" in ${source.file}`);
      return cell;
    },
  };
}
