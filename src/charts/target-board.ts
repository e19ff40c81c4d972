// Target board: a heat map of targets by scenarios, coloured by status, with outcome and gap in each cell.

import type { TargetRow } from '../analysis/index.ts';
import type { Language } from '../base/index.ts';
import { indicatorOf, planOf } from '../model/index.ts';
import { CELL_FONT, CELL_HEIGHT, type Columns, gridColumns, gridHeads, ROW_PADDING, rowNames } from './board-grid.ts';
import { type Board, type BoardRow, boardOf, outcomeText, rowName } from './board-rows.ts';
import { type Chart, type ChartContext, type ChartRequest, isBaseline } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { STATUS_ORDER, statusColours } from './colours.ts';
import { decimalsFor, formatGap, formatNumber } from './format.ts';
import { type Label, type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { regionName, sourceNotes, warningNotes } from './notes.ts';
import { knownValues } from './series.ts';
import { hatch, type KeyEntry, makeSheet, plotWidth } from './sheet.ts';
import { SHEET_MARGIN } from './style.ts';
import { textWidth } from './text-metrics.ts';
import { WORDS } from './words.ts';

const GAP_FONT = 9;

/** The board of a region in a view; undefined where fewer than two targets can be judged. */
export function targetBoard(context: ChartContext, { region, asOf }: ChartRequest): Chart | undefined {
  const board = region === undefined ? undefined : boardOf(context, region, asOf);
  if (region === undefined || !board || board.rows.filter(({ baseline }) => baseline.met !== undefined).length < 2)
    return undefined;
  return drawBoard(context, board, region, asOf);
}

/** The status of a target in words. */
export function statusText(status: TargetRow['status'], language: Language): string {
  return WORDS[language].status[status];
}

function drawBoard(context: ChartContext, board: Board, region: string, asOf: number | undefined): Chart {
  const words = WORDS[context.language];
  const plot = { left: SHEET_MARGIN, right: SHEET_MARGIN };
  const width = plotWidth(plot, context.width);
  const columns = gridColumns(board.scenarios.length, asOf !== undefined, width);
  const heads = gridHeads(context, board.scenarios, columns);
  const [labels, rects, rules]: [Label[], Rect[], Rule[]] = [[...heads.labels], [], []];
  let top = heads.height;
  for (const row of board.rows) {
    const name = rowNames(context, row.baseline);
    const height = Math.max(CELL_HEIGHT, name.height) + ROW_PADDING;
    labels.push(
      ...name.labels.map((label) => ({ ...label, y: top + (height - ROW_PADDING - name.height) / 2 + label.y })),
    );
    drawCells(context, row, columns, top, height - ROW_PADDING, { labels, rects, rules });
    top += height;
  }
  const judged = board.rows.filter(({ baseline }) => baseline.met !== undefined);
  const met = judged.filter(({ baseline }) => baseline.met).length;
  const name = regionName(context.model, region, context);
  const title =
    asOf === undefined
      ? words.boardTitle(name, met, judged.length)
      : words.replayBoardTitle(name, asOf, met, judged.length);
  const plans = [...new Set(board.rows.map(({ baseline }) => baseline.plan))].map((id) => planOf(context.model, id));
  return makeSheet({
    width: context.width,
    chart: {
      kind: 'target-board',
      id: fileStem(asOf === undefined ? 'target-board' : `target-board${asOf}`, 'all', region),
      title,
    },
    subtitle: words.boardCell,
    description: `${title}${words.stop}${words.boardCell}`,
    plot: { ...plot, height: Math.ceil(top) },
    layers: [...rectLayers(rects), ...ruleLayers(rules), ...textLayers(labels)],
    axisSpace: 0,
    key: keyFor(board, context.language),
    footer: [
      ...(board.unknown > 0 ? [words.notShown(board.unknown)] : []),
      ...warningNotes(context, board.scenarios),
      ...sourceNotes(context, plans, []),
    ],
  });
}

function drawCells(
  context: ChartContext,
  row: BoardRow,
  columns: Columns,
  top: number,
  height: number,
  out: { readonly labels: Label[]; readonly rects: Rect[]; readonly rules: Rule[] },
): void {
  row.cells.forEach((cell, k) => {
    drawCell(context, cell, columns.lefts[k] ?? 0, columns.width, top, height, out);
  });
  if (columns.actual === undefined) return;
  const { baseline } = row;
  const known = knownValues(context, baseline.region, baseline.variable, undefined).find(
    ({ year }) => year === baseline.year,
  );
  const judged =
    known && baseline.unit === indicatorOf(context.model, baseline.variable).unit.id
      ? actualRow(context, baseline)
      : undefined;
  drawCell(context, judged, columns.actual, columns.width, top, height, out);
}

/** The same target as judged with everything published: what really came of it. */
function actualRow(context: ChartContext, row: TargetRow): TargetRow | undefined {
  const today = context.scenarios.find((scenario) => scenario.asOf === undefined && isBaseline(scenario));
  const found = context.targets.find(
    (other) => other.scenario === today?.id && other.of === row.of && other.year === row.year,
  );
  return found && (found.status === 'met' || found.status === 'missed') ? { ...found, scenario: '' } : undefined;
}

function drawCell(
  context: ChartContext,
  cell: TargetRow | undefined,
  left: number,
  width: number,
  top: number,
  height: number,
  out: { readonly labels: Label[]; readonly rects: Rect[]; readonly rules: Rule[] },
): void {
  const box = { left: left + 1, top, right: left + width - 1, bottom: top + height };
  const status = cell?.status ?? 'not_assessable';
  const { fill, text: colour } = statusColours(status);
  const words = WORDS[context.language];
  const own = cell === undefined || cell.scenario === '' ? {} : { scenario: cell.scenario };
  const tooltip =
    cell === undefined
      ? words.missing
      : [rowName(context, cell), outcomeText(context, cell), words.status[status]]
          .filter((part) => part !== '')
          .join(' · ');
  out.rects.push({ x: box.left, y: box.top, x2: box.right, y2: box.bottom, fill, tooltip, ...own });
  const value = cell?.outcome === undefined ? '' : shortValue(context, cell, width - 3);
  if (status === 'not_assessable') out.rules.push(...hatch(box));
  const middle = (box.left + box.right) / 2;
  const gap = cell?.gap_pct === undefined ? '' : formatGap(cell.gap_pct, context.language);
  const texts = [
    { text: value === '' ? '–' : value, size: CELL_FONT },
    ...(gap === '' || status === 'not_assessable' ? [] : [{ text: gap, size: GAP_FONT }]),
  ];
  texts.forEach(({ text, size }, k) => {
    out.labels.push({
      x: middle,
      y: (box.top + box.bottom) / 2 + (k - (texts.length - 1) / 2) * 13,
      text,
      size,
      align: 'center',
      colour,
      ...own,
    });
  });
}

/** An outcome without unit, in thousands or 万 where the cell is too narrow for its digits. */
function shortValue({ model, language }: ChartContext, cell: TargetRow, width: number): string {
  const indicator = indicatorOf(model, cell.variable);
  const value = cell.outcome ?? 0;
  const decimals = cell.unit === indicator.unit.id ? decimalsFor(value, indicator.decimals) : 1;
  const full = formatNumber(value, decimals, language);
  if (textWidth(full, CELL_FONT) <= width) return full;
  const [scale, unit] = language === 'zh' ? [1e4, '万'] : Math.abs(value) >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
  const scaled = [1, 0].map((digits) => `${formatNumber(value / scale, digits, language)}${unit}`);
  return scaled.find((text) => textWidth(text, CELL_FONT) <= width) ?? scaled[1] ?? full;
}

/** Statuses that occur; those with one colour share an entry. */
function keyFor(board: Board, language: Language): readonly KeyEntry[] {
  const words = WORDS[language];
  const found = new Set(board.rows.flatMap(({ cells }) => cells.map((cell) => cell?.status ?? 'not_assessable')));
  if (board.scenarios.some((scenario) => scenario.asOf !== undefined))
    for (const status of ['met', 'missed'] as const) found.add(status);
  const byFill = new Map<string, string[]>();
  for (const status of STATUS_ORDER) {
    if (!found.has(status)) continue;
    const { fill } = statusColours(status);
    byFill.set(fill, [...(byFill.get(fill) ?? []), words.status[status]]);
  }
  return [...byFill].map(
    ([fill, names]): KeyEntry => ({
      text: names.join(' / '),
      sample: { kind: 'box', fill, hatched: fill === statusColours('not_assessable').fill },
    }),
  );
}
