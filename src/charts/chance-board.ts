// Probability heat map: how likely each target is met under each scenario, by plan and in the plan's order.

import { type Openness, opennessOf, type TargetRow } from '../analysis/index.ts';
import type { Language } from '../base/index.ts';
import { planOf } from '../model/index.ts';
import type { DrawReader } from '../results/index.ts';
import { CELL_FONT, CELL_HEIGHT, type Columns, gridColumns, gridHeads, ROW_PADDING, rowNames } from './board-grid.ts';
import { type Board, type BoardRow, boardOf, rowName } from './board-rows.ts';
import { chanceText, drawNotes, openChance, shortChance } from './chance-text.ts';
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
    board.rows.filter(({ cells }) => cells.some((cell) => openChance(cell, draws) !== undefined)),
  );
  if (rows.length < 2) return undefined;
  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const plot = { left: SHEET_MARGIN, right: SHEET_MARGIN };
  const width = plotWidth(plot, context.width);
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
  const judged = rows.flatMap(({ baseline }) => openChance(baseline, draws) ?? []);
  const likely = judged.filter((probability) => probability > 0.5).length;
  const title = words.boardTitle(regionName(model, region, context), likely, judged.length);
  const subtitle = [
    words.boardSubtitle(formatNumber(draws.design.draws, 0, language)),
    ...(asOf === undefined ? [] : [common.view(asOf)]),
  ].join(' · ');
  const cells = rows.flatMap((row) => row.cells);
  const open = cells.flatMap((cell) => openChance(cell, draws) ?? []);
  const states = new Set(cells.map((cell) => cell && opennessOf(cell, draws)));
  const left = board.rows.length - rows.length + board.unknown;
  return makeSheet({
    width: context.width,
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
      ...drawNotes(context, { probabilities: open }),
      ...(states.has('published') ? [words.publishedNote] : []),
      ...(states.has('no_range') ? [words.noRangeNote] : []),
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
  const state = cell && opennessOf(cell, draws);
  const { lines, fill, colour, told } = cellLook(cell, state, draws, language);
  const own = cell === undefined ? {} : { scenario: cell.scenario };
  const tooltip = cell === undefined ? told : `${rowName(context, cell)} · ${told}`;
  rects.push({ x: box.left, y: box.top, x2: box.right, y2: box.bottom, fill, tooltip, ...own });
  if (state === undefined || state === 'no_range') rules.push(...hatch(box));
  lines.forEach((text, k) => {
    labels.push({
      x: (box.left + box.right) / 2,
      y: (box.top + box.bottom) / 2 + (k - (lines.length - 1) / 2) * 12,
      text,
      size: textWidth(text, CELL_FONT) > columns.width - 6 ? SMALL_FONT : CELL_FONT,
      align: 'center',
      colour,
      ...own,
    });
  });
}

/** Text and colours of a cell, and what its tooltip says. */
function cellLook(
  cell: TargetRow | undefined,
  state: Openness | undefined,
  { design }: DrawReader,
  language: Language,
): { readonly lines: readonly string[]; readonly fill: string; readonly colour: string; readonly told: string } {
  const words = CHANCE_WORDS[language];
  const nothing = { fill: NO_CHANCE.fill, colour: NO_CHANCE.text };
  if (state === undefined || cell === undefined) return { ...nothing, lines: ['–'], told: WORDS[language].missing };
  if (state === 'no_range') return { ...nothing, lines: words.noRangeLines, told: words.noRange };
  if (state === 'published') {
    const { fill, text: colour } = chanceClass(Number(cell.met));
    const text = words.published(cell.met === true);
    return { lines: [text], fill, colour, told: text };
  }
  const probability = cell.p_met ?? 0;
  const { fill, text: colour } = chanceClass(probability);
  return {
    lines: [shortChance(probability, design.draws, language)],
    fill,
    colour,
    told: chanceText(probability, design.draws, language, cell.p_met_se),
  };
}

const NO_CHANCE = { fill: '#ededed', text: '#595959' };

/** Classes that occur, from likely to unlikely. */
function keyFor({ language, draws }: ChartContext, cells: readonly (TargetRow | undefined)[]): readonly KeyEntry[] {
  const words = CHANCE_WORDS[language];
  const found = new Set(
    cells.flatMap((cell) => {
      const probability = openChance(cell, draws);
      return probability === undefined ? [] : chanceClass(probability).id;
    }),
  );
  const missing =
    draws !== undefined && cells.some((cell) => cell === undefined || opennessOf(cell, draws) === undefined);
  return [
    ...CHANCE_CLASSES.filter(({ id }) => found.has(id)).map(
      ({ id, fill }): KeyEntry => ({ text: words.classes[id], sample: { kind: 'box', fill } }),
    ),
    ...(missing
      ? [{ text: WORDS[language].missing, sample: { kind: 'box', fill: NO_CHANCE.fill, hatched: true } } as const]
      : []),
  ];
}
