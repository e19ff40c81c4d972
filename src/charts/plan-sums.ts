// Sums: do the children add up to the parent? One row an indicator, one dot a year, the grey band is what rounding allows.

import { planSums, publishedSums, type SumRow } from '../analysis/index.ts';
import { indicatorOf, type Plan, planOf } from '../model/index.ts';
import { AUDIT_WORDS } from './audit-words.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { cleanText, fileStem } from './clean-text.ts';
import { GREY, statusColours } from './colours.ts';
import { formatNumber } from './format.ts';
import { type Dot, dotLayers, groupBy, type Label, type Rect, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { indicatorTitle, regionName, sourceNotes } from './notes.ts';
import { makeSheet, plotWidth } from './sheet.ts';
import { spacedTicks } from './spaced-ticks.ts';
import { FONT, lineHeight, SHEET_MARGIN } from './style.ts';
import { wrapText } from './text-metrics.ts';
import { linear, valueAxis } from './ticks.ts';

const ROW = 40;
const HEAD = 18;
const NAME_WIDTH = 240;
const VALUE_WIDTH = 120;
const GAP = 14;
const SMALL = 10;
const DIFFERS = statusColours('insufficient').fill;
const HOLDS = statusColours('on_track').fill;

/** Sums below a region, of plans and of published values; undefined where there is none. */
export function sumsChart(context: ChartContext, { region, plan }: ChartRequest): Chart | undefined {
  const { model, language } = context;
  if (region === undefined) return undefined;
  const words = AUDIT_WORDS[language];
  const parents = new Set([region]);
  const sums = [
    ...planSums(model, { parents }),
    ...(plan === undefined ? publishedSums(model, { parents }) : []),
  ].filter(
    (row) =>
      row.percent !== undefined &&
      context.keep(region, row.indicator) &&
      (plan === undefined || row.source.name === plan),
  );
  const rows = groupBy(sums, (row) => `${row.source.name}/${row.indicator}`).map((own) => ({
    own,
    worst: own.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a)),
  }));
  if (rows.length === 0) return undefined;
  const percent = (value: number) => `${value > 0 ? '+' : ''}${formatNumber(value, 2, language)}%`;
  const bandOf = (row: SumRow) => (100 * row.allowance) / Math.abs(row.parentPart.value);
  const axis = valueAxis(
    sums.flatMap((row) => [row.percent ?? 0, bandOf(row), -bandOf(row)]),
    { fromZero: 'always', count: 6 },
  );
  const print = (tick: number) => `${tick > 0 ? '+' : ''}${formatNumber(tick, axis.decimals, language)}%`;
  const nameWidth = Math.min(NAME_WIDTH, Math.floor(0.36 * context.width));
  const [left, right] = [SHEET_MARGIN + nameWidth + GAP, SHEET_MARGIN + VALUE_WIDTH + GAP];
  const width = plotWidth({ left, right }, context.width);
  const x = linear(axis.low, axis.high, 0, width);
  const height = HEAD + rows.length * ROW + 2;
  const [labels, rects, dots]: [Label[], Rect[], Dot[]] = [
    [{ x: width + GAP, y: HEAD / 2 - 2, text: words.sumsColumn, size: SMALL, colour: GREY.soft }],
    [],
    [],
  ];
  rows.forEach(({ own, worst }, k) => {
    const middle = HEAD + (k + 0.5) * ROW;
    const band = Math.max(...own.map(bandOf));
    rects.push({ x: x(-band), y: middle - 11, x2: Math.max(x(band), x(-band) + 1), y2: middle + 11, fill: GREY.grid });
    drawNames(context, worst, labels, nameWidth, left, middle);
    dots.push(...dotsOf(own, x, middle, (row) => `${row.year} · ${percent(row.percent ?? 0)}`));
    const bad = own.some((row) => row.status === 'differs');
    labels.push({
      x: width + GAP,
      y: middle,
      text: bad ? words.yearsOf([worst.year], percent(worst.percent ?? 0)) : words.allWithin,
      ...(bad ? {} : { colour: GREY.soft }),
    });
  });
  labels.push(
    ...spacedTicks(axis, print, width, SMALL, 0).map(
      (tick): Label => ({
        x: x(tick),
        y: height + 10,
        text: print(tick),
        size: SMALL,
        align: 'center',
        colour: GREY.soft,
      }),
    ),
  );
  const differing = sums.filter((row) => row.status === 'differs');
  const furthest = differing.reduce<SumRow | undefined>((a, b) => (a && sizeOf(a) >= sizeOf(b) ? a : b), undefined);
  const worst = furthest && {
    name: indicatorTitle(indicatorOf(model, furthest.indicator), context),
    year: furthest.year,
    percent: percent(furthest.percent ?? 0),
  };
  const title = words.sumsTitle(regionName(model, region, context), differing.length, sums.length, worst);
  const grid = axis.ticks.map((tick) => ({
    x: x(tick),
    y: HEAD,
    x2: x(tick),
    y2: height,
    colour: tick === 0 ? GREY.text : GREY.grid,
    width: tick === 0 ? 1.4 : 1,
  }));
  return makeSheet({
    width: context.width,
    chart: { kind: 'sums', id: fileStem('sums', plan ?? 'all', region), title },
    subtitle: words.sumsSubtitle,
    description: `${title}. ${words.sumsSubtitle}`,
    plot: { left, right, height },
    layers: [...rectLayers(rects), ...ruleLayers(grid), ...dotLayers(dots), ...textLayers(labels)],
    axisSpace: 18,
    key: [
      { text: words.differs, sample: { kind: 'dot', colour: DIFFERS, size: 70 } },
      { text: words.withinRounding, sample: { kind: 'dot', colour: HOLDS, size: 70 } },
      { text: words.roundingBand, sample: { kind: 'box', fill: GREY.grid } },
    ],
    footer: [words.auditRule, ...sourceNotes(context, plansOf(context, sums), publishedOf(context, sums))],
  });
}

/** The indicator, and below it the plan or publication. */
function drawNames(
  context: ChartContext,
  row: SumRow,
  labels: Label[],
  nameWidth: number,
  left: number,
  middle: number,
): void {
  const words = AUDIT_WORDS[context.language];
  const from = -left + SHEET_MARGIN;
  const source =
    row.source.kind === 'plan'
      ? cleanText(planOf(context.model, row.source.name).short[context.language])
      : words.publishedSource;
  const name =
    wrapText(indicatorTitle(indicatorOf(context.model, row.indicator), context), FONT.label, nameWidth, false, 1)[0] ??
    '';
  labels.push({ x: from, y: middle - lineHeight(FONT.label) / 2, text: name });
  labels.push({
    x: from,
    y: middle + lineHeight(SMALL) / 2,
    text: wrapText(source, SMALL, nameWidth, false, 1)[0] ?? '',
    size: SMALL,
    colour: GREY.soft,
  });
}

/** Dots of a row; those that would cover one another go up and down by turns. */
function dotsOf(
  own: readonly SumRow[],
  x: (value: number) => number,
  middle: number,
  tooltip: (row: SumRow) => string,
): readonly Dot[] {
  const lanes = [0, -7, 7, -13, 13];
  const taken: number[][] = lanes.map(() => []);
  return [...own]
    .sort((a, b) => (a.percent ?? 0) - (b.percent ?? 0))
    .map((row): Dot => {
      const at = x(row.percent ?? 0);
      const lane = Math.max(
        0,
        taken.findIndex((others) => others.every((other) => Math.abs(other - at) >= 9)),
      );
      taken[lane]?.push(at);
      return {
        x: at,
        y: middle + (lanes[lane] ?? 0),
        colour: row.status === 'differs' ? DIFFERS : HOLDS,
        size: 70,
        tooltip: tooltip(row),
      };
    });
}

function sizeOf(row: SumRow): number {
  return Math.abs(row.percent ?? 0);
}

function plansOf({ model }: ChartContext, sums: readonly SumRow[]): readonly Plan[] {
  return [...new Set(sums.filter((row) => row.source.kind === 'plan').map((row) => row.source.name))].map((id) =>
    planOf(model, id),
  );
}

function publishedOf({ model }: ChartContext, sums: readonly SumRow[]) {
  const cells = new Set(
    sums.filter((row) => row.source.kind === 'published').map((row) => `${row.indicator}/${row.parent}/${row.year}`),
  );
  return model.observations.filter((one) => cells.has(`${one.indicator}/${one.region}/${one.year}`));
}
