// Blocks from charts and rows, with the captions that a cell gives them.

import type { Bilingual } from '../../base/index.ts';
import type { Chart } from '../../charts/index.ts';
import type { Block, TableColumn } from '../blocks.ts';
import { CellFailure, notebookError } from '../messages.ts';
import type { CellContext } from './cell-kind.ts';

/** Why there is nothing to show, where a cell knows. */
export interface NothingShown {
  readonly message: string;
  readonly hint?: string;
}

interface Captions {
  readonly caption?: string | Bilingual | undefined;
  readonly note?: string | Bilingual | undefined;
}

/** A chart as a figure; its title is the caption where the cell gives none. */
export function figure(context: CellContext, chart: Chart, { caption, note }: Captions): Block {
  return {
    kind: 'figure',
    caption: caption === undefined ? chart.title : context.text(caption),
    alt: chart.spec.description,
    ...(note === undefined ? {} : { note: context.text(note) }),
    spec: chart.spec,
  };
}

/** Rows as a table; without rows the cell ends with an issue. */
export function table(
  context: CellContext,
  { caption, note }: Captions,
  content: {
    readonly title: string;
    readonly note?: string | undefined;
    readonly columns: readonly TableColumn[];
    readonly rows: readonly (readonly string[])[];
    readonly nothing?: NothingShown | undefined;
  },
): Block {
  if (content.rows.length === 0)
    failEmpty(context, content.nothing, {
      message: 'the table has no rows',
      hint: 'ask for regions, indicators or years that have values',
    });
  const remarks = [
    ...(note === undefined ? [] : [context.text(note)]),
    ...(content.note === undefined ? [] : [content.note]),
  ];
  return {
    kind: 'table',
    caption: caption === undefined ? content.title : context.text(caption),
    ...(remarks.length === 0 ? {} : { note: joinSentences(context, remarks) }),
    columns: content.columns,
    rows: content.rows,
  };
}

/** Columns that say the same in every row are left out, unless nothing else would be left. */
export function withoutSame(
  columns: readonly (TableColumn & { readonly drop?: boolean })[],
  rows: readonly (readonly string[])[],
): { readonly columns: readonly TableColumn[]; readonly rows: readonly (readonly string[])[] } {
  const kept = columns.map(({ drop }, c) => !drop || new Set(rows.map((row) => row[c])).size > 1);
  return {
    columns: columns.filter((_, c) => kept[c]).map(({ title, align }) => ({ title, align })),
    rows: rows.map((row) => row.filter((_, c) => kept[c])),
  };
}

/** The chart, the table, or both, as the cell asks; a chart that cannot be drawn is an issue where it was asked for. */
export function both(
  context: CellContext,
  options: Captions & { readonly show?: 'chart' | 'table' | 'both' | undefined },
  draw: () => Chart | undefined,
  tabulate: (captions: Captions) => Block,
  nothing?: NothingShown,
): readonly Block[] {
  const show = options.show ?? 'both';
  const chart = show === 'table' ? undefined : draw();
  if (show !== 'table' && !chart)
    failEmpty(context, nothing, {
      message: 'there is nothing to draw',
      hint: 'write show: table, or ask for regions and years that have values',
    });
  // A caption of the cell belongs to its first block; the other keeps its own title.
  return [
    ...(chart ? [figure(context, chart, options)] : []),
    ...(show === 'chart' ? [] : [tabulate(chart ? {} : options)]),
  ];
}

/** Sentences one after the other; Chinese ones need no space between them. */
export function joinSentences({ language }: Pick<CellContext, 'language'>, sentences: readonly string[]): string {
  return sentences.join(language === 'zh' ? '' : ' ');
}

function failEmpty(context: CellContext, why: NothingShown | undefined, usual: NothingShown): never {
  const { message, hint } = why ?? usual;
  throw new CellFailure([notebookError('nothing-to-show', message, context.place([]), hint)]);
}
