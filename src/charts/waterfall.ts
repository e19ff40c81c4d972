// Waterfall: how a value gets from the baseline to the scenario, lever by lever and channel by channel.

import type { Attribution } from '../analysis/index.ts';
import { inSentence, printYears } from '../base/index.ts';
import { type Indicator, indicatorOf, planOf } from '../model/index.ts';
import { amountDecimals, leverName } from './attribution-names.ts';
import { ATTRIBUTION_WORDS } from './attribution-words.ts';
import { layNamedRows } from './bar-rows.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { cleanText, fileStem } from './clean-text.ts';
import { GREY, inkAt, TARGET_COLOUR } from './colours.ts';
import { formatNumber, formatTarget, proseValue, unitText } from './format.ts';
import { type Dot, dotLayers, type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { indicatorTitle, regionName, sourceNotes, titleOf, warningNotes } from './notes.ts';
import { type KeyEntry, makeSheet } from './sheet.ts';
import { valueAxis } from './ticks.ts';
import { type Step, stepsOf } from './waterfall-steps.ts';
import { WORDS } from './words.ts';

const BAR = 13;
const INDEX = { zh: '指数点', en: 'index points' };
/** Blue and orange differ for all kinds of colour vision. */
const [UP, DOWN] = [inkAt(0).line, inkAt(5).line];

/** The waterfall of one attribution: by lever and channel, or the parts asked for; undefined without one, or without such parts. */
export function waterfall(context: ChartContext, { attribution, attributionBy }: ChartRequest): Chart | undefined {
  if (attribution === undefined) return undefined;
  const { model, language } = context;
  const [words, common] = [ATTRIBUTION_WORDS[language], WORDS[language]];
  const own = indicatorOf(model, attribution.indicator);
  // An index has no unit of its own.
  const indicator = attribution.unit === 'index' ? { ...own, unit: { ...own.unit, id: '1', title: INDEX } } : own;
  const scenario = context.scenarios.find(
    (one) => one.scenario?.id === attribution.scenario && one.asOf === attribution.asOf,
  );
  const name = scenario ? titleOf(scenario, context) : cleanText(attribution.scenario);
  const gap = attribution.gaps[0];
  const rows = stepsOf(context, attribution, indicator, name, attributionBy);
  if (rows.length === 0) return undefined;
  const values = rows.flatMap((row) => ('at' in row ? [row.at] : [row.from, row.to]));
  const near = gap !== undefined && isNear(gap.target, values);
  const axis = valueAxis([...values, ...(near ? [gap.target] : [])], { fromZero: 'never', count: 5 });
  const laid = layNamedRows(
    context,
    rows,
    words.column(indicator.unit.id === '%' ? words.points.trim() : unitText(indicator, language)),
    axis,
    (tick) => formatNumber(tick, axis.decimals, language),
    undefined,
  );
  const marks = drawSteps(rows, laid.x, laid.middles);
  const years = yearText(attribution, common.years);
  const title = titleText(context, attribution, indicator, name, years);
  const target = near && {
    x: laid.x(gap.target),
    y: 18,
    x2: laid.x(gap.target),
    y2: laid.plot.height,
    colour: TARGET_COLOUR,
    width: 1.6,
  };
  const key: KeyEntry[] = [
    ...(marks.rects.some((rect) => rect.fill === UP)
      ? [{ text: words.raises, sample: { kind: 'box', fill: UP } } as const]
      : []),
    ...(marks.rects.some((rect) => rect.fill === DOWN)
      ? [{ text: words.lowers, sample: { kind: 'box', fill: DOWN } } as const]
      : []),
    ...(near
      ? [
          {
            text: `${words.target} ${formatTarget(gap.target, gap.bound, indicator, language)}`,
            sample: { kind: 'tick', colour: TARGET_COLOUR },
          } as const,
        ]
      : []),
  ];
  const shared = attribution.levers.filter((part) => part.idle === undefined).length > 1;
  return makeSheet({
    width: context.width,
    chart: {
      kind: 'waterfall',
      id: fileStem(
        'waterfall',
        attribution.scenario,
        attribution.indicator,
        attribution.region,
        printYears(attribution.years),
      ),
      title,
    },
    subtitle: words.subtitle(unitText(indicator, language)),
    description: `${title}${common.stop}${words.subtitle(unitText(indicator, language))}`,
    plot: laid.plot,
    layers: [
      ...ruleLayers([...laid.rules, ...(target ? [target] : []), ...marks.rules]),
      ...rectLayers(marks.rects),
      ...dotLayers(marks.dots),
      ...textLayers(laid.labels),
    ],
    axisSpace: 18,
    key,
    footer: [
      ...(gap && !near ? [words.farTarget(formatTarget(gap.target, gap.bound, indicator, language))] : []),
      ...(shared ? [words.shapley] : []),
      ...(scenario ? warningNotes(context, [scenario]) : []),
      ...sourceNotes(context, gap ? [planOf(model, gap.plan)] : [], []),
    ],
  });
}

/** Whether a target can stand beside the steps without flattening them. */
function isNear(target: number, values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Math.max(high, target) - Math.min(low, target) <= 3 * (high - low);
}

function drawSteps(rows: readonly Step[], x: (value: number) => number, middles: readonly number[]) {
  const out = { rects: [] as Rect[], rules: [] as Rule[], dots: [] as Dot[] };
  rows.forEach((row, k) => {
    const y = middles[k] ?? 0;
    const reached = x('at' in row ? row.at : row.to);
    const next = rows[k + 1];
    // A thin line carries each value on to the next row.
    if (next && !('at' in row && 'at' in next))
      out.rules.push({ x: reached, y, x2: reached, y2: middles[k + 1] ?? y, colour: GREY.axis, dash: [2, 2] });
    if ('at' in row) {
      out.dots.push({
        x: reached,
        y,
        colour: GREY.text,
        shape: 'diamond',
        size: 90,
        tooltip: `${row.name} · ${row.value}`,
      });
      return;
    }
    const [low, high] = [Math.min(x(row.from), reached), Math.max(x(row.from), reached)];
    // A step too small to see still shows where it stands.
    out.rects.push({
      x: low,
      y: y - BAR / 2,
      x2: Math.max(high, low + 1.5),
      y2: y + BAR / 2,
      fill: row.to >= row.from ? UP : DOWN,
      tooltip: `${row.name} · ${row.value}`,
    });
  });
  return out;
}

function titleText(
  context: ChartContext,
  attribution: Attribution,
  indicator: Indicator,
  scenario: string,
  years: string,
): string {
  const { model, language } = context;
  const words = ATTRIBUTION_WORDS[language];
  const heading = [regionName(model, attribution.region, context), indicatorTitle(indicator, context)] as const;
  if (attribution.difference === 0) return words.noDifference(...heading, years, scenario);
  const distance = Math.abs(attribution.difference);
  const decimals = amountDecimals(distance, indicator);
  const size =
    indicator.unit.id === '%'
      ? `${formatNumber(distance, decimals, language)}${words.points}`
      : proseValue(distance, decimals, indicator, language);
  const [largest] = attribution.levers.filter((part) => part.value !== 0);
  const named = largest && leverName(context, largest, attribution.region).name;
  return words.title(
    ...heading,
    years,
    scenario,
    size,
    attribution.difference > 0,
    named && (language === 'en' ? inSentence(named) : named),
  );
}

function yearText({ years }: Attribution, print: (first: number, last: number) => string): string {
  return print(years.first, years.last);
}
