// Plan against outcome: for each target of a plan with a published value in its year, base, target and outcome.

import { isWhole } from '../analysis/index.ts';
import { inSentence } from '../base/index.ts';
import { indicatorOf, planOf } from '../model/index.ts';
import { layBarRows } from './bar-rows.ts';
import { outcomeText, rowName, targetText } from './board-rows.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { cleanText, fileStem } from './clean-text.ts';
import { GREY, statusColours, TARGET_COLOUR } from './colours.ts';
import { formatNumber } from './format.ts';
import { type Dot, dotLayers, type Label, type Rule, ruleLayers, textLayers } from './layers.ts';
import { observationNotes, regionName, sourceNotes } from './notes.ts';
import { baselineOf, publishedValues } from './series.ts';
import { makeSheet } from './sheet.ts';
import { textWidth } from './text-metrics.ts';
import { valueAxis } from './ticks.ts';
import { WORDS } from './words.ts';

const SMALL = 10;
/** Per cent of the target at which the axis ends at most. */
const MOST = 260;
const MET = statusColours('met').fill;
const MISSED = statusColours('missed').fill;

/** What came of a plan's targets for a region; undefined where no outcome is published. */
export function planVsOutcome(
  context: ChartContext,
  { plan: planId, region: wanted }: ChartRequest,
): Chart | undefined {
  const { model, language } = context;
  const baseline = baselineOf(context, undefined);
  if (planId === undefined || !baseline) return undefined;
  const plan = planOf(model, planId);
  const region = wanted ?? plan.region;
  const words = WORDS[language];
  const ofPlan = context.targets.filter(
    (row) =>
      row.scenario === baseline.id &&
      row.plan === planId &&
      row.region === region &&
      context.keep(region, row.variable) &&
      isWhole(row),
  );
  const known = ofPlan.filter(
    (row) =>
      row.met !== undefined &&
      row.target !== undefined &&
      row.target !== 0 &&
      row.outcome !== undefined &&
      (row.status === 'met' || row.status === 'missed'),
  );
  const seen = new Set<string>();
  const rows = known
    .filter((row) => row.unit === indicatorOf(model, row.variable).unit.id && row.kind !== 'rank')
    .filter((row) => {
      const key = JSON.stringify([row.variable, row.year, row.target]);
      return seen.has(key) ? false : seen.add(key);
    })
    .sort((a, b) => share(b) - share(a));
  if (rows.length === 0) return undefined;

  const high = Math.min(MOST, Math.max(110, ...rows.map(share)));
  const bases = rows.flatMap((row) =>
    row.base_value === undefined ? [] : [(100 * row.base_value) / (row.target ?? 1)],
  );
  const axis = valueAxis([Math.min(100, ...bases, ...rows.map(share)), high], { fromZero: 'cheap', count: 6 });
  const values = rows.map((row) => {
    const base =
      row.base_value === undefined || row.base_year === undefined
        ? ''
        : `${outcomeText(context, row, row.base_value)} → `;
    return `${base}${outcomeText(context, row)}${words.open}${targetText(context, row)}${words.close}`;
  });
  const laid = layBarRows(
    context,
    rows.map((row) => ({ baseline: row })),
    values,
    words.planColumns,
    axis,
    (tick) => `${formatNumber(tick, axis.decimals, language)}%`,
    100,
    true,
  );
  const [dots, rules, labels]: [Dot[], Rule[], Label[]] = [[], [], []];
  rows.forEach((row, k) => {
    const y = laid.middles[k] ?? 0;
    const colour = row.met ? MET : MISSED;
    const at = laid.x(Math.min(share(row), axis.high));
    const base =
      row.base_value === undefined ? undefined : laid.x(Math.max(axis.low, (100 * row.base_value) / (row.target ?? 1)));
    rules.push({ x: base ?? laid.x(100), y, x2: at, y2: y, colour, width: 4 });
    if (base !== undefined) dots.push({ x: base, y, colour, hollow: true, size: 60 });
    dots.push({
      x: at,
      y,
      colour,
      size: 100,
      shape: share(row) > axis.high ? 'triangle-right' : 'circle',
      tooltip: `${rowName(context, row)} · ${values[k]}`,
    });
    const text = `${formatNumber(share(row), 1, language)}%`;
    const width = textWidth(text, SMALL, true);
    const leftward = at + 9 + width > laid.width;
    labels.push(
      leftward
        ? { x: at, y: y - 13, text, size: SMALL, bold: true, align: 'right', colour }
        : { x: at + 9, y, text, size: SMALL, bold: true, colour },
    );
  });
  const met = rows.filter((row) => row.met).length;
  const best = rows[0];
  const named = best && {
    name: inSentence(rowName(context, best)),
    percent: `${formatNumber(share(best), 1, language)}%`,
  };
  const short = cleanText(plan.short[language]);
  const title = words.planTitle(
    region === plan.region ? short : `${short}${words.open}${regionName(model, region, context)}${words.close}`,
    met,
    rows.length,
    named,
  );
  const years = new Set(rows.map((row) => row.year));
  const observations = rows.flatMap((row) =>
    publishedValues(model, region, row.variable).filter(({ year }) => years.has(year)),
  );
  return makeSheet({
    width: context.width,
    chart: { kind: 'plan-vs-outcome', id: fileStem('plan-vs-outcome', planId, region), title },
    subtitle: words.planSubtitle,
    description: `${title}${words.stop}${words.planSubtitle}`,
    plot: laid.plot,
    layers: [
      ...ruleLayers(laid.rules),
      ...ruleLayers([
        { x: laid.x(100), y: 16, x2: laid.x(100), y2: laid.plot.height, colour: TARGET_COLOUR, width: 1.6 },
      ]),
      ...ruleLayers(rules),
      ...dotLayers(dots),
      ...textLayers([...laid.labels, ...labels]),
    ],
    axisSpace: 18,
    key: [
      { text: words.baseMark, sample: { kind: 'dot', colour: GREY.text, hollow: true, size: 60 } },
      { text: `${words.outcomeMark}${words.colon}${words.met}`, sample: { kind: 'dot', colour: MET, size: 80 } },
      ...(met < rows.length
        ? [
            {
              text: `${words.outcomeMark}${words.colon}${words.unmet}`,
              sample: { kind: 'dot', colour: MISSED, size: 80 },
            } as const,
          ]
        : []),
      { text: words.targetLine, sample: { kind: 'tick', colour: TARGET_COLOUR } },
    ],
    footer: [
      words.planMissing(known.length, ofPlan.length),
      ...observationNotes(
        context,
        observations.filter(({ flags }) => !flags.includes('break')),
      ),
      ...sourceNotes(context, [plan], observations),
    ],
  });
}

/** Outcome in per cent of the target. */
function share(row: { readonly outcome?: number; readonly target?: number }): number {
  return (100 * (row.outcome ?? 0)) / (row.target ?? 1);
}
