// The footer: where figures come from, and what a reader must know about them.

import type { TargetRow } from '../analysis/index.ts';
import {
  type Indicator,
  type Model,
  type Observation,
  type Plan,
  planOf,
  type Region,
  regionOf,
} from '../model/index.ts';
import type { ChartContext, ChartScenario } from './chart.ts';
import { cleanText } from './clean-text.ts';
import { formatShortest, proseValue } from './format.ts';
import type { SeriesPoint } from './series.ts';
import { FONT } from './style.ts';
import { shortenText } from './text-metrics.ts';
import { WORDS } from './words.ts';

const MAX_SOURCES = 3;
const MOST_NAMES = 8;
const SOURCE_WIDTH = 600;

/** Plans that set the targets and publications that gave the values. */
export function sourceNotes(
  context: ChartContext,
  plans: readonly Plan[],
  observations: readonly Observation[],
): readonly string[] {
  const words = WORDS[context.language];
  const named = [...new Set(plans.map((plan) => cleanText(plan.short[context.language])))];
  const sources = [...new Set([...observations].reverse().map((observation) => sourceName(context, observation)))];
  return [
    ...(named.length > 0 ? [words.targetsFrom(named)] : []),
    ...(sources.length > 0 ? [words.valuesFrom(sources.slice(0, MAX_SOURCES), sources.length > MAX_SOURCES)] : []),
  ];
}

/** Breaks and inferred years among the published values. */
export function observationNotes(context: ChartContext, observations: readonly Observation[]): readonly string[] {
  const words = WORDS[context.language];
  const breaks = observations.filter(
    (observation) => observation.flags.includes('break') && observation !== observations[0],
  );
  const inferred = observations.filter((observation) => observation.flags.includes('year_uncertain'));
  return [
    ...breaks.map(({ year }) => words.breakIn(year)),
    ...(inferred.length > 0 ? [words.uncertainYear(inferred.map(({ year }) => year))] : []),
  ];
}

/** Growth borrowed from the region above. */
export function basisNotes(context: ChartContext, region: Region, points: readonly SeriesPoint[]): readonly string[] {
  const words = WORDS[context.language];
  if (!points.some((point) => point.basis === 'borrowed') || region.parent === undefined) return [];
  return [words.borrowed(regionName(context.model, region.parent, context))];
}

/** Regions asked for that a comparison leaves out, for whoever would look for them; none where nothing is left out. */
export function leftOutNotes(context: ChartContext, regions: readonly string[]): readonly string[] {
  const names = [...new Set(regions)].map((region) => regionName(context.model, region, context));
  const more = Math.max(0, names.length - MOST_NAMES);
  return names.length === 0 ? [] : [WORDS[context.language].notCompared(names.slice(0, MOST_NAMES), more)];
}

/** Warnings of the scenarios that are drawn. */
export function warningNotes(context: ChartContext, scenarios: readonly ChartScenario[]): readonly string[] {
  const words = WORDS[context.language];
  return scenarios.flatMap((scenario) =>
    scenario.warnings.map((warning) => words.scenarioWarning(titleOf(scenario, context), cleanText(warning))),
  );
}

/** Targets of the series that no mark on a yearly axis can show: sums over years, average growth. */
export function otherTargetNotes(
  context: ChartContext,
  rows: readonly TargetRow[],
  indicator: Indicator,
): readonly string[] {
  const { language } = context;
  const words = WORDS[language];
  const texts = rows.flatMap((row): readonly string[] => {
    if (row.target === undefined) return [];
    const number = formatShortest(row.target, 2, language);
    const short = cleanText(planOf(context.model, row.plan).short[language]);
    const { of } = row;
    const amount = proseValue(row.target, 'printed', indicator, language);
    if (of.kind === 'cumulative') {
      const years = words.years(of.years.first, of.years.last);
      return [
        language === 'zh'
          ? `${years}累计${sign(row)}${amount}（${short}）`
          : `${sign(row)}${amount} in total over ${years} (${short})`,
      ];
    }
    if (of.kind === 'growth') {
      const years = words.years(of.years.first, of.years.last);
      const rate = `${sign(row)}${number}${row.unit === 'pp/yr' ? (language === 'zh' ? '个百分点' : ' pp') : '%'}`;
      return [
        language === 'zh'
          ? `${years}年均增长${rate}（${short}）`
          : `average growth of ${rate} a year over ${years} (${short})`,
      ];
    }
    return [];
  });
  return texts.length > 0 ? [words.otherTargets(texts)] : [];
}

/** The scenario's title in the chart's language. */
export function titleOf(scenario: ChartScenario, { language }: Pick<ChartContext, 'language'>): string {
  return cleanText(scenario.title[language]);
}

/** A region's name in the chart's language. */
export function regionName(model: Model, region: string, { language }: Pick<ChartContext, 'language'>): string {
  return cleanText(regionOf(model, region).name[language]);
}

/** An indicator's title in the chart's language. */
export function indicatorTitle(indicator: Indicator, { language }: Pick<ChartContext, 'language'>): string {
  return cleanText(indicator.title[language]);
}

function sourceName(context: ChartContext, { source }: Observation): string {
  const plan =
    source.plan === undefined ? undefined : context.model.plans[context.model.planIndex.get(source.plan) ?? -1];
  return shortenText(cleanText((plan?.short ?? source.title)[context.language]), FONT.footer, SOURCE_WIDTH);
}

function sign(row: TargetRow): string {
  return { gte: '≥', gt: '>', lte: '≤', lt: '<', approx: '≈', eq: '', range: '' }[row.bound];
}
