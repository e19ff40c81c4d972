// Hindcast: what each growth assumption would have said in a year, beside what was published later.

import { HINDCAST_ASSUMPTIONS, type HindcastAssumption, type ScoredForecast } from '../analysis/index.ts';
import { indicatorOf, observationsAsOf } from '../model/index.ts';
import { AUDIT_WORDS } from './audit-words.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, inkAt } from './colours.ts';
import { formatGap, formatNumber, formatValue, unitText } from './format.ts';
import { dotLayers, ruleLayers, textLayers } from './layers.ts';
import { drawNames, measureNames } from './line-labels.ts';
import { indicatorTitle, regionName, sourceNotes } from './notes.ts';
import type { SeriesPoint } from './series.ts';
import {
  axisLabelWidth,
  basisWord,
  type Frame,
  hoverLayer,
  isGrouped,
  knownLayers,
  type Line,
  lineLayers,
  scalesOf,
  stylesIn,
} from './series-layers.ts';
import { type KeyEntry, makeSheet } from './sheet.ts';
import { DASH, SHEET_MARGIN } from './style.ts';
import { valueAxis, yearTicks } from './ticks.ts';
import { WORDS } from './words.ts';

const HEIGHT = 300;
/** Forecasts this far beyond the published values are cut off: they would flatten everything else. */
const MOST = 1.8;

/** Forecasts of one series from one year; undefined where the hindcast holds none. Default: the year with most assumptions, the latest of them. */
export function hindcastChart(
  context: ChartContext,
  { hindcast, indicator: indicatorId, region, asOf: wanted }: ChartRequest,
): Chart | undefined {
  const { model, language } = context;
  if (hindcast === undefined || indicatorId === undefined || region === undefined) return undefined;
  const own = hindcast.forecasts.filter((one) => one.indicator === indicatorId && one.region === region);
  const asOf = wanted ?? richestYear(own);
  const forecasts = own.filter((one) => one.asOf === asOf);
  if (asOf === undefined || forecasts.length === 0) return undefined;
  const [words, common] = [AUDIT_WORDS[language], WORDS[language]];
  const indicator = indicatorOf(model, indicatorId);
  const observed = [...observationsAsOf(model.observations, undefined).values()]
    .filter((one) => one.indicator === indicatorId && one.region === region)
    .sort((a, b) => a.year - b.year);
  const then = new Map(
    [...observationsAsOf(model.observations, asOf).values()]
      .filter((one) => one.indicator === indicatorId && one.region === region)
      .map((one) => [one.year, one.value]),
  );
  const start = forecasts[0]?.from ?? asOf;
  const last = Math.max(...forecasts.map((one) => one.year));
  const shown = observed.filter((one) => one.year <= last);
  const first = Math.max(shown[0]?.year ?? start, start - 8);
  const known = shown
    .filter((one) => one.year >= first)
    .map((one) => ({ year: one.year, value: one.value, later: one.published > asOf, observation: one }));
  const top = Math.max(...known.map((one) => one.value));
  const lines = HINDCAST_ASSUMPTIONS.flatMap((assumption, k) => {
    const points = forecasts.filter((one) => one.assumption === assumption).sort((a, b) => a.year - b.year);
    return points.length === 0 ? [] : [{ assumption, ink: inkAt(k), points, error: meanError(points) }];
  });
  const drawn = lines.map((line): Line => {
    const points = line.points.map(
      (one): SeriesPoint => ({
        year: one.year,
        value: one.forecast,
        basis: isPlanned(line.assumption) ? 'planned' : 'projected',
      }),
    );
    return {
      id: line.assumption,
      title: words.assumption[line.assumption],
      colour: line.ink.line,
      width: 1.8,
      points: cutAbove([{ year: start, value: then.get(start) ?? 0, basis: 'observed' }, ...points], top * MOST),
    };
  });
  const actual: Line = {
    id: '',
    title: common.published,
    colour: GREY.text,
    width: 2.4,
    points: known.map(({ year, value }) => ({ year, value, basis: 'observed' })),
  };
  const axis = valueAxis(
    [...drawn, actual].flatMap(({ points }) => points.filter(({ year }) => year >= first).map(({ value }) => value)),
    { fromZero: indicator.grows === 'points' ? 'never' : 'cheap' },
  );
  const grouped = isGrouped(axis, language);
  const end = known.find((one) => one.year === last)?.value ?? 0;
  const names = [
    { text: words.actualLabel(formatValue(end, indicator, language)), bold: true, colour: GREY.text, value: end },
    ...lines.map((line, k) => {
      const ending = line.points.at(-1);
      const cut = drawn[k]?.points.at(-1);
      const error =
        ending === undefined || ending.actual === 0
          ? ''
          : formatGap(100 * (ending.forecast / ending.actual - 1), language);
      return {
        text: words.endLabel(words.assumption[line.assumption], error),
        colour: line.ink.text,
        value: cut?.value ?? 0,
      };
    }),
  ];
  const measured = measureNames(names);
  const left = Math.ceil(SHEET_MARGIN + axisLabelWidth(axis, grouped) + 8);
  const width = context.width - left - measured.margin;
  const height = Math.max(HEIGHT, measured.height);
  const frame: Frame = {
    width,
    height,
    years: [first - 0.3, last + 0.1],
    yearTicks: yearTicks(first, last, width, last),
    axis,
    grouped,
  };
  const { x, y } = scalesOf(frame);
  const placed = drawNames(
    names.map((name, k) => ({ ...name, lines: measured.lines[k] ?? [], y: y(name.value) })),
    words.meanError(last),
    x(last),
    width,
    height,
  );
  const best = lines.reduce<(typeof lines)[number] | undefined>(
    (a, b) =>
      a && (a.points.length > b.points.length || (a.points.length === b.points.length && a.error <= b.error)) ? a : b,
    undefined,
  );
  const arrows = drawn.flatMap(({ points, colour }) =>
    points.flatMap((point) =>
      Number.isInteger(point.year)
        ? []
        : [{ x: x(point.year), y: y(point.value), colour, shape: 'triangle-right' as const, size: 90 }],
    ),
  );
  const styles = stylesIn(drawn).map(
    (style): KeyEntry => ({
      text: basisWord(style, language),
      sample: { kind: 'line', colour: GREY.text, dash: DASH[style] },
    }),
  );
  const error =
    best === undefined
      ? ''
      : best.points.every((one) => one.actual !== 0)
        ? `${formatNumber(meanPercent(best.points), 1, language)}%`
        : formatValue(best.error, indicator, language);
  const title = words.hindcastTitle(
    regionName(model, region, context),
    indicatorTitle(indicator, context),
    asOf,
    best === undefined ? '' : words.assumption[best.assumption],
    error,
  );
  const subtitle = words.hindcastSubtitle(unitText(indicator, language), asOf);
  return makeSheet({
    width: context.width,
    chart: { kind: 'hindcast', id: fileStem('hindcast', indicatorId, `${region}-${asOf}`), title },
    subtitle,
    description: `${title}. ${subtitle}`,
    plot: { left, right: measured.margin, height },
    layers: [
      ...lineLayers([...drawn, actual], frame),
      ...knownLayers(known, frame, indicator, language),
      ...dotLayers(arrows),
      ...hoverLayer(
        drawn.map((line) => ({ ...line, points: line.points.filter(({ year }) => Number.isInteger(year)) })),
        frame,
        indicator,
        language,
      ),
      ...(placed ? [...ruleLayers(placed.rules), ...textLayers(placed.labels)] : []),
    ],
    axisSpace: 22,
    key: [
      { text: words.knownThen, sample: { kind: 'line', colour: GREY.text, dot: 'filled' } },
      { text: words.publishedLater, sample: { kind: 'line', colour: GREY.text, dot: 'hollow' } },
      ...styles,
    ],
    footer: [
      ...(arrows.length > 0 ? [common.clipped + common.stop] : []),
      ...sourceNotes(
        context,
        [],
        shown.filter((one) => one.year > start),
      ),
    ],
  });
}

/** A line up to where it leaves the frame: a point between two years, which gets an arrow. */
function cutAbove(points: readonly SeriesPoint[], limit: number): readonly SeriesPoint[] {
  const k = points.findIndex((point) => point.value > limit);
  const [before, beyond] = [points[k - 1], points[k]];
  if (!before || !beyond) return points;
  const year = before.year + ((limit - before.value) / (beyond.value - before.value)) * (beyond.year - before.year);
  return [...points.slice(0, k), { year, value: limit, basis: beyond.basis }];
}

/** The year with most assumptions; of several the latest. */
function richestYear(forecasts: readonly ScoredForecast[]): number | undefined {
  const counts = new Map<number, { assumptions: Set<HindcastAssumption>; cells: number }>();
  for (const one of forecasts) {
    const found = counts.get(one.asOf) ?? { assumptions: new Set<HindcastAssumption>(), cells: 0 };
    found.assumptions.add(one.assumption);
    counts.set(one.asOf, { ...found, cells: found.cells + 1 });
  }
  return [...counts].sort(
    ([a, x], [b, y]) => y.assumptions.size - x.assumptions.size || y.cells - x.cells || b - a,
  )[0]?.[0];
}

function isPlanned(assumption: HindcastAssumption): boolean {
  return assumption === 'path' || assumption === 'stated' || assumption === 'implied';
}

function meanError(points: readonly ScoredForecast[]): number {
  return points.reduce((sum, one) => sum + Math.abs(one.forecast - one.actual), 0) / points.length;
}

function meanPercent(points: readonly ScoredForecast[]): number {
  return (100 * points.reduce((sum, one) => sum + Math.abs(one.forecast / one.actual - 1), 0)) / points.length;
}
