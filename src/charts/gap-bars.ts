// Gap bars: how far each target of a region is met or missed in a year, under the baseline and every scenario.

import type { TargetRow } from '../analysis/index.ts';
import { inSentence } from '../base/index.ts';
import { planOf } from '../model/index.ts';
import { clippedRange, layBarRows } from './bar-rows.ts';
import { type BoardRow, boardOf, outcomeText, rowName, targetText } from './board-rows.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, scenarioInks, statusColours } from './colours.ts';
import { formatGap, formatNumber } from './format.ts';
import { type Dot, dotLayers, type Label, type Rect, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { regionName, sourceNotes, titleOf, warningNotes } from './notes.ts';
import { type KeyEntry, makeSheet } from './sheet.ts';
import { textWidth } from './text-metrics.ts';
import { valueAxis } from './ticks.ts';
import { WORDS } from './words.ts';

const BAR = 12;
const SMALL = 10;
/** Percentage points by which a scenario must differ from the baseline to get a dot. */
const VISIBLE = 0.3;

/** Gaps of a region's targets for a year; undefined with fewer than two that can be judged. */
export function gapBars(context: ChartContext, { region, year, asOf }: ChartRequest): Chart | undefined {
  const board = region === undefined ? undefined : boardOf(context, region, asOf);
  if (region === undefined || year === undefined || !board) return undefined;
  const rows = board.rows
    .filter(({ baseline }) => baseline.year === year && baseline.gap_pct !== undefined)
    .sort((a, b) => (b.baseline.gap_pct ?? 0) - (a.baseline.gap_pct ?? 0));
  if (rows.length < 2) return undefined;
  const words = WORDS[context.language];
  const dots = rows.map((row) => dotsOf(row));
  const all = rows.flatMap((row, k) => [row.baseline.gap_pct ?? 0, ...(dots[k] ?? []).map((dot) => dot.gap)]);
  const [low, high] = clippedRange(all, 30);
  const axis = valueAxis([low, high], { fromZero: 'always', count: 6 });
  const values = rows.map(({ baseline }) => `${outcomeText(context, baseline)} / ${targetText(context, baseline)}`);
  const laid = layBarRows(
    context,
    rows,
    values,
    words.outcomeAndTarget,
    axis,
    (tick) => `${tick > 0 ? '+' : ''}${formatNumber(tick, axis.decimals, context.language)}%`,
    0,
    true,
  );
  const marks = drawMarks(context, rows, dots, laid.x, laid.middles, axis.low, axis.high);
  const met = rows.filter(({ baseline }) => baseline.met).length;
  const worst = rows.at(-1)?.baseline;
  const named =
    worst?.met === false
      ? { name: inSentence(rowName(context, worst)), gap: formatGap(worst.gap_pct ?? 0, context.language) }
      : undefined;
  const name = regionName(context.model, region, context);
  const title = words.gapTitle(name, year, met, rows.length, named);
  const drawn = new Set(dots.flatMap((own) => own.map(({ row }) => row.scenario)));
  const scenarios = board.scenarios.filter((scenario) => drawn.has(scenario.id));
  const inks = scenarioInks(context);
  const key: KeyEntry[] = [
    { text: `${words.baselineBar}${words.colon}${words.met}`, sample: { kind: 'box', fill: MET } },
    { text: `${words.baselineBar}${words.colon}${words.unmet}`, sample: { kind: 'box', fill: UNMET } },
    ...scenarios.map(
      (scenario): KeyEntry => ({
        text: titleOf(scenario, context),
        sample: { kind: 'dot', colour: inks.get(scenario.id)?.line ?? GREY.text },
        scenario: scenario.id,
      }),
    ),
  ];
  const plans = [...new Set(rows.map(({ baseline }) => baseline.plan))].map((id) => planOf(context.model, id));
  return makeSheet({
    width: context.width,
    chart: {
      kind: 'gap-bars',
      id: fileStem(asOf === undefined ? 'gap-bars' : `gap-bars${asOf}`, String(year), region),
      title,
    },
    subtitle: [words.gapSubtitle, ...(asOf === undefined ? [] : [words.view(asOf)])].join(' · '),
    description: `${title}${words.stop}${words.gapSubtitle}`,
    plot: laid.plot,
    layers: [
      ...ruleLayers(laid.rules),
      ...rectLayers(marks.rects),
      ...ruleLayers([{ x: laid.x(0), y: 18, x2: laid.x(0), y2: laid.plot.height, colour: GREY.text, width: 1.4 }]),
      ...dotLayers(marks.dots),
      ...textLayers([...laid.labels, ...marks.labels]),
    ],
    axisSpace: 18,
    key,
    footer: [
      ...(marks.clipped ? [words.clipped + words.stop] : []),
      ...(board.unknown > 0 ? [words.notShown(board.unknown)] : []),
      ...warningNotes(context, scenarios),
      ...sourceNotes(context, plans, []),
    ],
  });
}

const MET = statusColours('on_track').fill;
const UNMET = statusColours('insufficient').fill;

interface GapDot {
  readonly row: TargetRow;
  readonly gap: number;
}

/** Scenarios that a reader can tell from the baseline. */
function dotsOf({ baseline, cells }: BoardRow): readonly GapDot[] {
  return cells.flatMap((row) => {
    const gap = row?.gap_pct;
    return row === undefined ||
      gap === undefined ||
      row.scenario === baseline.scenario ||
      Math.abs(gap - (baseline.gap_pct ?? 0)) < VISIBLE
      ? []
      : [{ row, gap }];
  });
}

function drawMarks(
  context: ChartContext,
  rows: readonly BoardRow[],
  dots: readonly (readonly GapDot[])[],
  x: (value: number) => number,
  middles: readonly number[],
  low: number,
  high: number,
) {
  const inks = scenarioInks(context);
  const out = { rects: [] as Rect[], dots: [] as Dot[], labels: [] as Label[], clipped: false };
  rows.forEach(({ baseline }, k) => {
    const y = middles[k] ?? 0;
    const gap = baseline.gap_pct ?? 0;
    const end = x(Math.min(Math.max(gap, low), high));
    const fill = baseline.met ? MET : UNMET;
    const tooltip = `${rowName(context, baseline)} · ${formatGap(gap, context.language)}`;
    out.rects.push({ x: Math.min(x(0), end), y: y - BAR / 2, x2: Math.max(x(0), end), y2: y + BAR / 2, fill, tooltip });
    const beyond = gap > high || gap < low;
    if (beyond) {
      out.clipped = true;
      out.dots.push({ x: end, y, colour: fill, shape: gap > high ? 'triangle-right' : 'triangle-left', size: 110 });
    }
    for (const { row, gap: own } of placeDots(dots[k] ?? [], x, y)) {
      const at = x(Math.min(Math.max(own.gap, low), high));
      out.dots.push({
        x: at,
        y: row,
        colour: inks.get(own.row.scenario)?.line ?? GREY.text,
        size: 40,
        scenario: own.row.scenario,
        tooltip: `${titleOfId(context, own.row.scenario)} · ${formatGap(own.gap, context.language)}`,
      });
      if (own.gap > high || own.gap < low) out.clipped = true;
    }
    const text = formatGap(gap, context.language);
    const width = textWidth(text, SMALL);
    const inside = Math.abs(end - x(0)) > width + 8;
    const side = gap < 0 ? -1 : 1;
    const outside = { x: x(0) - side * 4, align: side > 0 ? 'right' : 'left' } as const;
    out.labels.push(
      inside
        ? { x: x(0) + side * 4, y, text, size: SMALL, align: side > 0 ? 'left' : 'right', colour: '#10201f' }
        : { ...outside, y, text, size: SMALL },
    );
  });
  return out;
}

/** Dots that would lie on one another go to lanes above and below the bar. */
function placeDots(
  dots: readonly GapDot[],
  x: (value: number) => number,
  middle: number,
): readonly { readonly row: number; readonly gap: GapDot }[] {
  const lanes = [BAR / 2 + 4, -(BAR / 2 + 4), BAR / 2 + 11, -(BAR / 2 + 11)];
  const taken: number[][] = lanes.map(() => []);
  return [...dots]
    .sort((a, b) => a.gap - b.gap)
    .map((gap) => {
      const at = x(gap.gap);
      const free = taken.findIndex((own) => own.every((other) => Math.abs(other - at) >= 7));
      const lane = free < 0 ? 0 : free;
      taken[lane]?.push(at);
      return { row: middle + (lanes[lane] ?? 0), gap };
    });
}

function titleOfId(context: ChartContext, id: string): string {
  const scenario = context.scenarios.find((one) => one.id === id);
  return scenario ? titleOf(scenario, context) : id;
}
