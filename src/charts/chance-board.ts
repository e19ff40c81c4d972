// Probability heat map: how likely each target is met under each scenario, by plan and in the plan's order.

import type { TargetRow } from '../analysis/index.ts';
import { planOf } from '../model/index.ts';
import { CELL_FONT, CELL_HEIGHT, type Columns, gridColumns, gridHeads, ROW_PADDING, rowNames } from './board-grid.ts';
import { type Board, type BoardRow, boardOf, rowName } from './board-rows.ts';
import { chanceText, drawNotes, settledAs, shortChance } from './chance-text.ts';
import { CHANCE_WORDS } from './chance-words.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { cleanText, fileStem } from './clean-text.ts';
import { CHANCE_CLASSES, chanceClass, GREY } from './colours.ts';
import { formatNumber } from './format.ts';
import { type Label, type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { regionName, sourceNotes, warningNotes } from './notes.ts';
import { hatch, type KeyEntry, makeSheet, plotWidth } from './sheet.ts';
import { FONT, SHEET_MARGIN } from './style.ts';
import { textWidth } from './text-metrics.ts';
import { WORDS } from './words.ts';

const PLAN_HEIGHT = 24;
const SMALL_FONT = 9;

interface Drawn {
  readonly labels: Label[];
  readonly rects: Rect[];
  readonly rules: Rule[];
}

/** How likely the targets of a region's board are met; undefined without draws, or with fewer than two probabilities. */
export function chanceBoard(context: ChartContext, { region, asOf }: ChartRequest): Chart | undefined {
  const { draws, model, language } = context;
  const board = region === undefined || !draws ? undefined : boardOf(context, region, asOf);
  if (region === undefined || !draws || !board) return undefined;
  const rows = inPlanOrder(
    context,
    board.rows.filter(({ cells }) => cells.some((cell) => cell?.p_met !== undefined)),
  );
  if (rows.length < 2) return undefined;
  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const plot = { left: SHEET_MARGIN, right: SHEET_MARGIN };
  const width = plotWidth(plot);
  const columns = gridColumns(board.scenarios.length, false, width);
  const heads = gridHeads(context, board.scenarios, columns);
  const out: Drawn = { labels: [...heads.labels], rects: [], rules: [] };
  let top = heads.height;
  let plan = '';
  for (const row of rows) {
    const { baseline } = row;
    if (baseline.plan !== plan) {
      plan = baseline.plan;
      const name = cleanText(planOf(model, plan).short[language]);
      out.labels.push({ x: 0, y: top + PLAN_HEIGHT / 2, text: name, bold: true, size: FONT.label });
      const line = top + PLAN_HEIGHT - 4;
      out.rules.push({ x: 0, y: line, x2: width, y2: line, colour: GREY.axis, width: 0.75 });
      top += PLAN_HEIGHT;
    }
    const name = rowNames(context, baseline, false);
    const height = Math.max(CELL_HEIGHT, name.height);
    out.labels.push(...name.labels.map((label) => ({ ...label, y: top + (height - name.height) / 2 + label.y })));
    row.cells.forEach((cell, k) => {
      drawCell(context, cell, columns, k, top, height, out);
    });
    top += height + ROW_PADDING;
  }
  const judged = rows.filter(({ baseline }) => baseline.p_met !== undefined);
  const likely = judged.filter(({ baseline }) => (baseline.p_met ?? 0) > 0.5).length;
  const title = words.boardTitle(regionName(model, region, context), likely, judged.length);
  const subtitle = [
    words.boardSubtitle(formatNumber(draws.design.draws, 0, language)),
    ...(asOf === undefined ? [] : [common.view(asOf)]),
  ].join(' · ');
  const cells = rows.flatMap((row) => row.cells);
  const open = cells.filter((cell) => cell !== undefined && settledAs(cell, draws) === undefined);
  const left = board.rows.length - rows.length + board.unknown;
  return makeSheet({
    chart: {
      kind: 'chance-board',
      id: fileStem(asOf === undefined ? 'chance-board' : `chance-board${asOf}`, 'all', region),
      title,
    },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: { ...plot, height: Math.ceil(top) },
    layers: [...rectLayers(out.rects), ...ruleLayers(out.rules), ...textLayers(out.labels)],
    axisSpace: 0,
    key: keyFor(context, cells),
    footer: [
      ...drawNotes(context, { probabilities: open.flatMap((cell) => cell?.p_met ?? []) }),
      ...(open.length < cells.filter((cell) => cell?.met !== undefined).length ? [words.settledNote] : []),
      ...(left > 0 ? [words.boardNotJudged(left)] : []),
      ...warningNotes(context, board.scenarios),
      ...sourceNotes(
        context,
        [...new Set(rows.map(({ baseline }) => baseline.plan))].map((id) => planOf(model, id)),
        [],
      ),
    ],
  });
}

/** Rows in the order of the plans and of their statements. */
function inPlanOrder({ model }: ChartContext, rows: Board['rows']): readonly BoardRow[] {
  const order = new Map(model.targets.map((target, k) => [target, k]));
  const place = ({ baseline }: BoardRow) =>
    (model.planIndex.get(baseline.plan) ?? 0) * model.targets.length + (order.get(baseline.of) ?? 0);
  return [...rows].sort((a, b) => place(a) - place(b));
}

function drawCell(
  context: ChartContext,
  cell: TargetRow | undefined,
  columns: Columns,
  column: number,
  top: number,
  height: number,
  { labels, rects, rules }: Drawn,
): void {
  const { language, draws } = context;
  if (!draws) return;
  const left = columns.lefts[column] ?? 0;
  const box = { left: left + 1, top, right: left + columns.width - 1, bottom: top + height };
  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const settled = cell && settledAs(cell, draws);
  const probability = settled === undefined ? cell?.p_met : Number(settled);
  const { fill, text: colour } = probability === undefined ? NO_CHANCE : chanceClass(probability);
  const text =
    settled !== undefined
      ? settled
        ? words.settledMet
        : words.settledMissed
      : probability === undefined
        ? '–'
        : shortChance(probability, draws.design.draws, language);
  const own = cell === undefined ? {} : { scenario: cell.scenario };
  const told =
    settled !== undefined || probability === undefined
      ? text
      : chanceText(probability, draws.design.draws, language, cell?.p_met_se);
  const tooltip =
    cell === undefined || probability === undefined ? common.missing : `${rowName(context, cell)} · ${told}`;
  rects.push({ x: box.left, y: box.top, x2: box.right, y2: box.bottom, fill, tooltip, ...own });
  if (probability === undefined) rules.push(...hatch(box));
  labels.push({
    x: (box.left + box.right) / 2,
    y: (box.top + box.bottom) / 2,
    text,
    size: textWidth(text, CELL_FONT) > columns.width - 6 ? SMALL_FONT : CELL_FONT,
    align: 'center',
    colour,
    ...own,
  });
}

const NO_CHANCE = { fill: '#ededed', text: '#595959' };

/** Classes that occur, from likely to unlikely. */
function keyFor({ language, draws }: ChartContext, cells: readonly (TargetRow | undefined)[]): readonly KeyEntry[] {
  const words = CHANCE_WORDS[language];
  const found = new Set(cells.flatMap((cell) => (cell?.p_met === undefined ? [] : chanceClass(cell.p_met).id)));
  const missing = draws !== undefined && cells.some((cell) => cell?.p_met === undefined);
  return [
    ...CHANCE_CLASSES.filter(({ id }) => found.has(id)).map(
      ({ id, fill }): KeyEntry => ({ text: words.classes[id], sample: { kind: 'box', fill } }),
    ),
    ...(missing
      ? [{ text: WORDS[language].missing, sample: { kind: 'box', fill: NO_CHANCE.fill, hatched: true } } as const]
      : []),
  ];
}
