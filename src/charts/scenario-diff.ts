// Scenario difference: what another scenario changes, series by series, largest first.

import type { OutcomeChange } from '../analysis/index.ts';
import { inSentence } from '../base/index.ts';
import { indicatorOf } from '../model/index.ts';
import { ATTRIBUTION_WORDS } from './attribution-words.ts';
import { clippedRange, layNamedRows, type NamedRow } from './bar-rows.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { cleanText, fileStem } from './clean-text.ts';
import { GREY, inkAt } from './colours.ts';
import { formatGap, formatNumber, formatValue, unitText } from './format.ts';
import { type Dot, dotLayers, type Label, type Rect, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { indicatorTitle, regionName, titleOf, warningNotes } from './notes.ts';
import { makeSheet } from './sheet.ts';
import { textWidth } from './text-metrics.ts';
import { valueAxis } from './ticks.ts';
import { WORDS } from './words.ts';

const BAR = 13;
const SMALL = 10;
const MOST_ROWS = 14;
const [UP, DOWN] = [inkAt(0).line, inkAt(5).line];

/** Relative changes of the outcomes that differ in the last year compared; undefined where none does. */
export function scenarioDiff(context: ChartContext, { diff }: ChartRequest): Chart | undefined {
  const year = diff?.years.at(-1);
  if (diff === undefined || year === undefined) return undefined;
  const { model, language } = context;
  const [words, common] = [ATTRIBUTION_WORDS[language], WORDS[language]];
  const all = diff.outcomes.filter(
    (row) =>
      row.year === year &&
      row.relative !== undefined &&
      row.basisB !== 'index' &&
      indicatorOf(model, row.variable).type !== 'rate' &&
      context.keep(row.region, row.variable),
  );
  const shown = all.slice(0, MOST_ROWS);
  const [largest] = shown;
  if (largest === undefined) return undefined;
  const several = new Set(shown.map((row) => row.region)).size > 1;
  const named = (row: OutcomeChange) => indicatorTitle(indicatorOf(model, row.variable), context);
  const rows = shown.map((row): NamedRow => {
    const indicator = indicatorOf(model, row.variable);
    const print = (value: number | undefined) => formatValue(value ?? Number.NaN, indicator, language);
    const below = [
      ...(several ? [regionName(model, row.region, context)] : []),
      ...(language === 'en' && indicator.unit.id !== '%' ? [unitText(indicator, language)] : []),
    ];
    return {
      name: named(row),
      value: `${print(row.a)} → ${print(row.b)}`,
      ...(below.length > 0 ? { below: below.join(' · ') } : {}),
    };
  });
  const percents = shown.map((row) => 100 * (row.relative ?? 0));
  const [low, high] = clippedRange(percents, 40);
  const axis = valueAxis([low, high], { fromZero: 'always', count: 6 });
  const laid = layNamedRows(
    context,
    rows,
    words.diffColumn,
    axis,
    (tick) => `${tick > 0 ? '+' : ''}${formatNumber(tick, axis.decimals, language)}%`,
    0,
  );
  const marks = drawBars(context, percents, laid.x, laid.middles, axis);
  const sides = [diff.a, diff.b].map((id) => context.scenarios.find((one) => one.id === id));
  const twoViews = sides[0]?.asOf !== sides[1]?.asOf;
  const titles = [diff.a, diff.b].map((id, k) => {
    const scenario = sides[k];
    if (!scenario) return cleanText(id);
    const view = scenario.asOf === undefined || !twoViews ? '' : common.view(scenario.asOf);
    return view === ''
      ? titleOf(scenario, context)
      : `${titleOf(scenario, context)}${common.open}${view}${common.close}`;
  });
  const [a = '', b = ''] = titles;
  const where = regionName(model, largest.region, context);
  const title = words.diffTitle(
    a,
    b,
    common.inYear(year),
    where,
    language === 'en' ? inSentence(named(largest)) : named(largest),
    formatGap(percents[0] ?? 0, language),
  );
  return makeSheet({
    width: context.width,
    chart: { kind: 'scenario-diff', id: fileStem('scenario-diff', diff.a, diff.b, String(year)), title },
    subtitle: words.diffSubtitle(a, b),
    description: `${title}${common.stop}${words.diffSubtitle(a, b)}`,
    plot: laid.plot,
    layers: [
      ...ruleLayers(laid.rules),
      ...rectLayers(marks.rects),
      ...dotLayers(marks.dots),
      ...textLayers([...laid.labels, ...marks.labels]),
    ],
    axisSpace: 18,
    key: [
      ...(percents.some((percent) => percent > 0)
        ? [{ text: words.raises, sample: { kind: 'box', fill: UP } } as const]
        : []),
      ...(percents.some((percent) => percent < 0)
        ? [{ text: words.lowers, sample: { kind: 'box', fill: DOWN } } as const]
        : []),
    ],
    footer: [
      ...(marks.dots.length > 0 ? [common.clipped + common.stop] : []),
      ...(all.length > shown.length ? [words.more(all.length - shown.length)] : []),
      ...warningNotes(
        context,
        sides.flatMap((side) => side ?? []),
      ),
    ],
  });
}

function drawBars(
  { language }: ChartContext,
  percents: readonly number[],
  x: (value: number) => number,
  middles: readonly number[],
  axis: { readonly low: number; readonly high: number },
) {
  const out = { rects: [] as Rect[], dots: [] as Dot[], labels: [] as Label[] };
  percents.forEach((percent, k) => {
    const y = middles[k] ?? 0;
    const [zero, end] = [x(0), x(Math.min(Math.max(percent, axis.low), axis.high))];
    const fill = percent > 0 ? UP : DOWN;
    const text = formatGap(percent, language);
    out.rects.push({
      x: Math.min(zero, end),
      y: y - BAR / 2,
      x2: Math.max(zero, end),
      y2: y + BAR / 2,
      fill,
      tooltip: text,
    });
    if (percent > axis.high || percent < axis.low)
      out.dots.push({ x: end, y, colour: fill, shape: percent > 0 ? 'triangle-right' : 'triangle-left', size: 110 });
    // Beside the zero line, on the side without a bar: there it never meets one.
    const side = percent > 0 ? -1 : 1;
    const room = Math.abs(x(side > 0 ? axis.high : axis.low) - zero) > textWidth(text, SMALL) + 6;
    out.labels.push(
      room
        ? { x: zero + side * 4, y, text, size: SMALL, align: side > 0 ? 'left' : 'right' }
        : { x: zero - side * 4, y, text, size: SMALL, align: side > 0 ? 'right' : 'left', colour: '#ffffff' },
    );
  });
  return {
    ...out,
    labels: out.labels.map((label) => (label.colour === undefined ? { ...label, colour: GREY.text } : label)),
  };
}
