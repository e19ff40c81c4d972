// What a TypeScript cell returned, as blocks: text, a table, a chart, or data for later cells only.

import type { Issue, Language } from '../base/index.ts';
import { formatNumber } from '../charts/index.ts';
import type { SourceText } from '../text/index.ts';
import { type Block, type CellOutput, left, right } from './blocks.ts';
import { CellFailure, notebookError } from './messages.ts';
import { type FencedCell, placeOf } from './parse.ts';

/** How code ended; `line` and `column` (from 1) count in the notebook's file. */
export type CodeAnswer =
  | { readonly value: unknown; readonly printed: string }
  | { readonly error: string; readonly line?: number; readonly column?: number };

/** The cell's output; throws `CellFailure` where the code failed or returned what cannot be shown. */
export function outputOfCode(answer: CodeAnswer, cell: FencedCell, language: Language): CellOutput {
  if ('error' in answer) throw new CellFailure([failure(answer, cell)]);
  const { value, printed } = answer;
  const text: Block[] = printed.trim() === '' ? [] : [{ kind: 'text', text: printed.trimEnd() }];
  if (value === undefined || value === null) return { blocks: text };
  if (typeof value === 'string') return { blocks: [...text, { kind: 'text', text: value }], data: value };
  const { caption, note, content } = unwrap(value);
  const shared = {
    caption: caption ?? cell.name ?? '',
    ...(note === undefined ? {} : { note }),
  };
  if (isSpec(content))
    return {
      blocks: [...text, { kind: 'figure', ...shared, alt: altOf(content, shared.caption), spec: content }],
    };
  if (isRecords(content)) return { blocks: [...text, tableOf(content, shared, language)], data: content };
  return { blocks: text, data: content };
}

/** `{ caption, note, spec }` and `{ caption, note, table }` say more than the chart or the list alone. */
function unwrap(value: unknown): { readonly caption?: string; readonly note?: string; readonly content: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { content: value };
  const content = 'spec' in value ? value.spec : 'table' in value ? value.table : undefined;
  if (content === undefined) return { content: value };
  const text = (key: string) => {
    const found: unknown = Reflect.get(value, key);
    return typeof found === 'string' ? { [key]: found } : {};
  };
  return { ...text('caption'), ...text('note'), content };
}

function isSpec(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && '$schema' in value && String(value.$schema).includes('/vega-lite/')
  );
}

function altOf(spec: object, caption: string): string {
  return 'description' in spec && typeof spec.description === 'string' ? spec.description : caption;
}

type Flat = Readonly<Record<string, string | number | boolean | null>>;

function isRecords(value: unknown): value is readonly Flat[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (row) =>
        typeof row === 'object' &&
        row !== null &&
        !Array.isArray(row) &&
        Object.values(row as object).every((cell) => cell === null || typeof cell !== 'object'),
    )
  );
}

/** Records as a table: columns in the order of first appearance, numbers with the decimals that they have, up to four. */
export function tableOf(
  records: readonly Flat[],
  shared: { readonly caption: string; readonly note?: string },
  language: Language,
  digits?: number,
): Extract<Block, { kind: 'table' }> {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const numeric = (key: string) => records.every((record) => typeof (record[key] ?? 0) === 'number');
  const text = (cell: Flat[string] | undefined) =>
    cell === null || cell === undefined
      ? '–'
      : typeof cell === 'number'
        ? formatNumber(cell, digits ?? Math.min(4, (String(cell).split('.')[1] ?? '').length), language)
        : String(cell);
  return {
    kind: 'table',
    ...shared,
    columns: keys.map((key) => (numeric(key) ? right(key) : left(key))),
    rows: records.map((record) => keys.map((key) => text(record[key]))),
  };
}

function failure({ error, line, column }: Extract<CodeAnswer, { error: string }>, cell: FencedCell): Issue {
  const { source } = cell.body;
  const start = line === undefined ? undefined : offsetAt(source, line, column ?? 1);
  const inside = start !== undefined && start >= cell.body.start && start <= cell.body.end;
  return notebookError(
    'cell-code',
    error,
    inside ? { file: source.file, start, end: wordEnd(source, start) } : placeOf(cell.fence),
  );
}

function offsetAt({ text }: SourceText, line: number, column: number): number {
  let at = 0;
  for (let k = 1; k < line; k++) at = text.indexOf('\n', at) + 1;
  return at + column - 1;
}

function wordEnd({ text }: SourceText, start: number): number {
  return start + Math.max(1, /^[\w$]*/.exec(text.slice(start))?.[0].length ?? 1);
}
