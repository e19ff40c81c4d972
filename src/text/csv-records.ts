// CSV text → records with offsets, on csv-parse (its pure build: the same in Node and in the browser). The parser
// gives texts; each is found again in the source, so that every cell has its place.

import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { Issue, Place } from '../base/index.ts';
import { LIMITS } from './limits.ts';
import * as say from './messages.ts';
import type { SourceText } from './source.ts';

/** One cell; the place includes its quotes. */
export interface CsvCell {
  readonly text: string;
  readonly place: Place;
}

/** The texts of one row and the stretch from the first cell to the last. */
export interface CsvRecord {
  readonly texts: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** All rows but blank lines, of whatever length; or why there are none. */
export function readRecords(source: SourceText): { readonly records: readonly CsvRecord[]; readonly issue?: Issue } {
  const tooLarge = sizeIssue(source);
  if (tooLarge) return { records: [], issue: tooLarge };
  const options = { record_delimiter: ['\r\n', '\n'], relax_column_count: true, skip_empty_lines: true };
  try {
    return { records: locate(source.text, parse(source.text, options)) };
  } catch (error) {
    if (error instanceof CsvError) return { records: [], issue: quoteIssue(source, error) };
    throw error;
  }
}

/** The cells of a record with their places. Made when asked for: a big table keeps texts and row offsets only. */
export function cellsOf({ file, text: whole }: SourceText, record: CsvRecord): readonly CsvCell[] {
  let next = record.start;
  return record.texts.map((text) => {
    const start = next;
    const end = cellEnd(whole, start, text);
    next = end + 1;
    return { text, place: { file, start, end } };
  });
}

/** Checked before parsing, which takes memory for every cell, also of a line without end. */
function sizeIssue({ file, text }: SourceText): Issue | undefined {
  const beyond = (at: number, what: string, limit: number) =>
    say.tooLarge({ file, start: at, end: at + 1 }, what, limit);
  if (text.length > LIMITS.csvCharacters) return beyond(0, 'characters', LIMITS.csvCharacters);
  let separators = 0;
  for (const { index } of text.matchAll(/[,\n]/g)) {
    if (++separators > LIMITS.csvSeparators) return beyond(index, 'commas and line ends', LIMITS.csvSeparators);
  }
  return undefined;
}

function locate(text: string, rows: readonly (readonly string[])[]): CsvRecord[] {
  let end = 0;
  return rows.map((texts) => {
    const start = skipLineEnds(text, end);
    end = texts.reduce((next, cell) => cellEnd(text, next, cell) + 1, start) - 1;
    return { texts, start, end };
  });
}

/** A quoted cell is longer than its text by its quotes and by every doubled quote inside. */
function cellEnd(text: string, start: number, cell: string): number {
  return start + cell.length + (text[start] === '"' ? cell.split('"').length + 1 : 0);
}

function skipLineEnds(text: string, offset: number): number {
  let at = offset;
  while (text[at] === '\n' || text[at] === '\r') at++;
  return at;
}

/** The parser stops at the first misplaced quotation mark, since no cell after it is certain. */
function quoteIssue({ file, text }: SourceText, error: CsvError): Issue {
  const start = faultyCell(text, error);
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start, lineEnd < 0 ? undefined : lineEnd).trimEnd();
  const within = (at: number, length: number): Place => ({ file, start: start + at, end: start + at + length });
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

/** Where the cell begins that the parser stopped in. It counts bytes, up to the last delimiter that it passed. */
function faultyCell(text: string, error: CsvError): number {
  const bytes = new TextEncoder().encode(text).subarray(0, Number(error.bytes));
  const passed = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).length;
  return error.column === 0 ? skipLineEnds(text, passed) : passed + 1;
}
