// Difference from the baseline, draw by draw: scenarios share their draws, so what is left is the scenario's own effect.

import { roundAsPrinted } from '../analysis/index.ts';
import { quantilesOf } from '../base/index.ts';
import { indicatorOf, regionOf } from '../model/index.ts';
import { QUANTILE_PROBABILITIES } from '../results/index.ts';
import { MEDIAN } from './bands.ts';
import { layNamedRows, type NamedRow } from './bar-rows.ts';
import { chanceText, drawNotes } from './chance-text.ts';
import { CHANCE_WORDS } from './chance-words.ts';
import { type Chart, type ChartContext, type ChartRequest, type ChartScenario, isBaseline } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, type Ink, scenarioInks } from './colours.ts';
import { formatNumber, unitText } from './format.ts';
import { type Dot, dotLayers, type Rule, ruleLayers, textLayers } from './layers.ts';
import { indicatorTitle, regionName, titleOf, warningNotes } from './notes.ts';
import { baselineOf, openTargets } from './series.ts';
import { makeSheet } from './sheet.ts';
import { valueAxis } from './ticks.ts';
import { WORDS } from './words.ts';

const [WIDE, NARROW] = [3, 8];
const [LOW, HIGH] = [0, QUANTILE_PROBABILITIES.length - 1];
/** Share of the draws from which on a direction counts as clear. */
const CLEAR = 0.95;

/** One scenario's differences from its baseline. */
interface Difference {
  readonly scenario: ChartScenario;
  readonly ink: Ink;
  /** At `QUANTILE_PROBABILITIES`, in the indicator's unit. */
  readonly quantiles: readonly number[];
  readonly central?: number;
  /** Share of the draws in which the scenario lies on the good side, and in which both are equal. */
  readonly better: number;
  readonly equal: number;
}

/** Differences in a year (default: of the last open target); undefined without draws of the year, or where no scenario differs. */
export function differenceChart(
  context: ChartContext,
  { indicator: indicatorId, region: regionId, year: asked, asOf, scenarios: wanted }: ChartRequest,
): Chart | undefined {
  const { model, draws, reader, language } = context;
  const baseline = baselineOf(context, asOf);
  if (!draws || !baseline || indicatorId === undefined || regionId === undefined) return undefined;
  const [indicator, region] = [indicatorOf(model, indicatorId), regionOf(model, regionId)];
  const year = asked ?? openTargets(context, baseline, region, indicator).year;
  const standard = draws.sample(baseline.id, regionId, indicatorId, year);
  const centralStandard = reader.value(baseline.id, regionId, indicatorId, year);
  if (!standard) return undefined;
  const inks = scenarioInks(context);
  const differences = context.scenarios
    .filter((scenario) => scenario.asOf === asOf && !isBaseline(scenario))
    .filter((scenario) => wanted === undefined || wanted.includes(scenario.id))
    .flatMap((scenario): Difference[] => {
      const own = draws.sample(scenario.id, regionId, indicatorId, year);
      const central = reader.value(scenario.id, regionId, indicatorId, year);
      if (!own || own.length !== standard.length) return [];
      const apart = own.map((value, k) => differenceOf(value, standard[k] as number));
      const share = (test: (difference: number) => boolean) => apart.filter(test).length / apart.length;
      return [
        {
          scenario,
          ink: inks.get(scenario.id) ?? { line: GREY.text, text: GREY.text },
          quantiles: quantilesOf(apart, QUANTILE_PROBABILITIES),
          ...(central === undefined || centralStandard === undefined ? {} : { central: central - centralStandard }),
          better: share((difference) => difference * indicator.direction > 0),
          equal: share((difference) => difference === 0),
        },
      ];
    })
    .filter(({ equal }) => equal < 1)
    .sort((a, b) => (b.quantiles[MEDIAN] ?? 0) - (a.quantiles[MEDIAN] ?? 0));
  if (differences.length === 0) return undefined;

  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const ends = differences.flatMap(({ quantiles }) => quantiles);
  const axis = valueAxis([0, ...ends], { fromZero: 'always', count: 5 });
  const signed = (value: number, decimals: number) =>
    `${roundAsPrinted(value, decimals) > 0 ? '+' : ''}${formatNumber(value, decimals, language)}`;
  const decimals = Math.max(axis.decimals, indicator.decimals);
  const count = draws.design.draws;
  const named = differences.map(
    ({ scenario, quantiles, better }): NamedRow => ({
      name: titleOf(scenario, context),
      value: chanceText(better, count, language),
      below: words.range(...([MEDIAN, LOW, HIGH].map((k) => signed(quantiles[k] ?? 0, decimals)) as Range)),
    }),
  );
  const laid = layNamedRows(context, named, words.pBetter, axis, (tick) => signed(tick, axis.decimals), 0);
  const [rules, dots]: [Rule[], Dot[]] = [[], []];
  differences.forEach(({ scenario, ink, quantiles, central }, k) => {
    const y = laid.middles[k] ?? 0;
    const own = { scenario: scenario.id };
    const at = (q: number) => laid.x(quantiles[q] ?? 0);
    rules.push({ x: at(LOW), y, x2: at(HIGH), y2: y, colour: ink.line, width: WIDE, ...own });
    rules.push({ x: at(LOW + 1), y, x2: at(HIGH - 1), y2: y, colour: ink.line, width: NARROW, ...own });
    rules.push({ x: at(MEDIAN), y: y - 7, x2: at(MEDIAN), y2: y + 7, colour: ink.text, width: 2.2, ...own });
    if (central !== undefined)
      dots.push({
        x: laid.x(Math.min(Math.max(central, axis.low), axis.high)),
        y,
        colour: ink.text,
        hollow: true,
        size: 30,
        tooltip: words.valued(words.central, signed(central, decimals)),
        ...own,
      });
  });
  const clear = differences.filter(({ better, equal }) => better >= CLEAR || 1 - better - equal >= CLEAR).length;
  const heading = common.heading(regionName(model, regionId, context), indicatorTitle(indicator, context));
  const title = words.differenceTitle(heading, year, clear, differences.length);
  const subtitle = [
    words.differenceSubtitle(
      indicator.grows === 'points' && indicator.unit.id === '%' ? words.points : unitText(indicator, language),
      year,
    ),
    ...(asOf === undefined ? [] : [common.view(asOf)]),
  ].join(' · ');
  const kind = asOf === undefined ? 'difference' : `difference${asOf}`;
  return makeSheet({
    width: context.width,
    chart: { kind, id: fileStem(kind, indicatorId, regionId), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: laid.plot,
    layers: [...ruleLayers([...laid.rules, ...rules]), ...dotLayers(dots), ...textLayers(laid.labels)],
    axisSpace: 20,
    key: [
      { text: words.band90, sample: { kind: 'line', colour: GREY.axis, width: WIDE } },
      { text: words.band50, sample: { kind: 'line', colour: GREY.axis, width: NARROW } },
      { text: words.median, sample: { kind: 'line', colour: GREY.text, width: 2.2 } },
      { text: words.central, sample: { kind: 'dot', colour: GREY.text, hollow: true, size: 30 } },
    ],
    footer: [
      ...drawNotes(context, { probabilities: differences.map(({ better }) => better), errors: true }),
      words.pairedNote,
      ...warningNotes(
        context,
        differences.map(({ scenario }) => scenario),
      ),
    ],
  });
}

type Range = [median: string, low: string, high: string];

/** Differences that a reader could not tell from none are none. */
function differenceOf(value: number, other: number): number {
  const difference = value - other;
  return Math.abs(difference) > 1e-9 * Math.max(Math.abs(value), Math.abs(other)) ? difference : 0;
}
