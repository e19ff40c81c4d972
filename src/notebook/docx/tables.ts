// Tables: those of the prose and those of results, with columns as wide as their texts ask for.

import type { Table } from 'mdast';
import { textWidth } from '../../charts/index.ts';
import type { ResultTableNode } from '../document.ts';
import { plainText } from '../plain-text.ts';
import type { Draft } from './draft.ts';
import { runsOf, textRun } from './runs.ts';
import { el, val } from './xml.ts';

/** Width of the text on an A4 page, in twentieths of a point. */
export const TEXT_WIDTH = 9071;
/** Left and right margin of a cell. */
const CELL_MARGIN = 170;
const LONGEST_WORD = 1400;
/** Texts are measured in one font and may be set in another, up to a fifth wider. */
const SPARE = 1.2;

type Align = 'left' | 'right' | 'center';

interface Cell {
  readonly text: string;
  readonly runs: string;
}

/** A table of the prose. */
export function proseTable(draft: Draft, node: Table): string {
  const aligns = (node.align ?? []).map((align): Align => align ?? 'left');
  const rows = node.children.map((row) =>
    row.children.map((cell) => ({ text: plainText(cell), runs: runsOf(draft, cell.children) })),
  );
  const [head = [], ...body] = rows;
  return tableXml(head, body, aligns);
}

/** A table of results; its caption and note are written by the caller. */
export function resultTable({ columns, rows }: ResultTableNode): string {
  const cell = (text: string): Cell => ({ text, runs: textRun(text) });
  return tableXml(
    columns.map(({ title }) => cell(title)),
    rows.map((row) => row.map(cell)),
    columns.map(({ align }) => align),
  );
}

function tableXml(head: readonly Cell[], body: readonly (readonly Cell[])[], aligns: readonly Align[]): string {
  const columns = Math.max(head.length, ...body.map((row) => row.length));
  const size = columns > 9 ? 15 : columns > 6 ? 17 : 18;
  const widths = columnWidths([head, ...body], columns, size);
  const row = (cells: readonly Cell[], isHead: boolean) =>
    el(
      'w:tr',
      {},
      el('w:trPr', {}, el('w:cantSplit'), isHead ? el('w:tblHeader') : ''),
      ...widths.map((width, k) =>
        el(
          'w:tc',
          {},
          el(
            'w:tcPr',
            {},
            el('w:tcW', { 'w:w': width, 'w:type': 'dxa' }),
            val('w:vAlign', isHead ? 'bottom' : 'center'),
          ),
          el(
            'w:p',
            {},
            el(
              'w:pPr',
              {},
              val('w:pStyle', 'TableText'),
              isHead ? el('w:keepNext') : '',
              val('w:jc', aligns[k] ?? 'left'),
            ),
            sized(cells[k]?.runs ?? '', size),
          ),
        ),
      ),
    );
  return el(
    'w:tbl',
    {},
    el(
      'w:tblPr',
      {},
      val('w:tblStyle', 'ReportTable'),
      el('w:tblW', { 'w:w': sum(widths), 'w:type': 'dxa' }),
      val('w:jc', 'center'),
      val('w:tblLayout', 'fixed').replace('w:val', 'w:type'),
      el('w:tblLook', {
        'w:val': '0420',
        'w:firstRow': 1,
        'w:lastRow': 0,
        'w:firstColumn': 0,
        'w:lastColumn': 0,
        'w:noHBand': 0,
        'w:noVBand': 1,
      }),
    ),
    el('w:tblGrid', {}, ...widths.map((width) => el('w:gridCol', { 'w:w': width }))),
    row(head, true),
    ...body.map((cells) => row(cells, false)),
  );
}

/** Runs of wide tables are set smaller than their style says. */
function sized(runs: string, size: number): string {
  if (size === 18) return runs;
  const small = val('w:sz', size) + val('w:szCs', size);
  return runs.replaceAll(
    /<w:r>(<w:rPr>(.*?)<\/w:rPr>)?/g,
    (_, _whole, inner: string | undefined) => `<w:r><w:rPr>${inner ?? ''}${small}</w:rPr>`,
  );
}

/**
 * Each column gets what its longest text needs where all fit. Else narrow columns get that, and wide ones share what is
 * left evenly, but have at least their longest word.
 */
function columnWidths(rows: readonly (readonly Cell[])[], columns: number, halfPoints: number): readonly number[] {
  const measure = (text: string) => Math.ceil(textWidth(text, halfPoints / 2, true) * 20 * SPARE) + CELL_MARGIN;
  const widest = (k: number, width: (text: string) => number) =>
    Math.max(400, ...rows.map((row) => width(row[k]?.text ?? '')));
  const wanted = Array.from({ length: columns }, (_, k) => widest(k, measure));
  const total = sum(wanted);
  if (total <= TEXT_WIDTH) return total > 0.75 * TEXT_WIDTH ? spread(wanted, TEXT_WIDTH) : wanted;
  const needed = wanted.map((width, k) =>
    Math.min(
      LONGEST_WORD,
      width,
      widest(k, (text) => longestWord(text, measure)),
    ),
  );
  if (sum(needed) >= TEXT_WIDTH) return spread(needed, TEXT_WIDTH);
  const filled = (level: number) => wanted.map((width, k) => Math.max(needed[k] ?? 0, Math.min(width, level)));
  let [low, high] = [0, TEXT_WIDTH];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (sum(filled(middle)) <= TEXT_WIDTH) low = middle;
    else high = middle;
  }
  return spread(filled(low), TEXT_WIDTH);
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

function longestWord(text: string, measure: (text: string) => number): number {
  return Math.max(
    ...text.split(/[\s\p{Script=Han}]+/u).map(measure),
    /\p{Script=Han}/u.test(text) ? measure('四个汉字') : 0,
  );
}

function spread(widths: readonly number[], to: number): readonly number[] {
  const total = sum(widths);
  return widths.map((width) => Math.floor((width * to) / total));
}
