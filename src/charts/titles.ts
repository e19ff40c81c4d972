// Titles that say what to see, from the numbers of the chart.

import { roundAsPrinted } from '../analysis/index.ts';
import type { Indicator } from '../model/index.ts';
import { type ChartContext, isBaseline } from './chart.ts';
import { formatTarget, formatValue } from './format.ts';
import { indicatorTitle, regionName } from './notes.ts';
import { isPast, type TargetMark } from './series.ts';
import type { TrajectoryData } from './trajectory.ts';
import { type Relation, WORDS } from './words.ts';

/** Where an outcome stands to a target, as both are printed. */
function relationOf(outcome: number, target: number, decimals: number): Relation {
  const difference = roundAsPrinted(outcome, decimals) - target;
  return Math.abs(difference) < 1e-9 ? 'equal' : difference > 0 ? 'above' : 'below';
}

/** "嘉兴市R&D经费支出占GDP比重：基准情景2027年为3.82%，高于目标（>3.65%）". */
export function trajectoryTitle(context: ChartContext, data: TrajectoryData): string {
  const words = WORDS[context.language];
  const heading = words.heading(
    regionName(context.model, data.region.id, context),
    indicatorTitle(data.indicator, context),
  );
  return heading + (data.asOf === undefined ? todayClause(context, data) : replayClause(context, data, data.asOf));
}

function todayClause(context: ChartContext, data: TrajectoryData): string {
  const { language } = context;
  const words = WORDS[language];
  const { indicator, focusYear, known: values } = data;
  const print = (value: number) => formatValue(value, indicator, language);
  const mark = decisiveMark(data, focusYear);
  const row = mark?.row;
  const later = baselineValue(data, focusYear);
  if (mark && row?.outcome !== undefined) {
    const relation = relationOf(row.outcome, mark.value, indicator.decimals);
    const target = targetText(mark, indicator, context);
    const known = row.status === 'met' || row.status === 'missed';
    if (!known)
      return isPast(context, row.year)
        ? words.unknownAtTarget(print(row.outcome), row.year, relation, target)
        : words.atTarget(print(row.outcome), row.year, relation, target);
    const outcome = row.outcome_basis === 'derived' ? words.about(print(row.outcome)) : print(row.outcome);
    const clause = words.knownAtTarget(outcome, row.year, relation, target);
    return later === undefined || focusYear <= row.year
      ? clause
      : `${clause}${language === 'zh' ? '；' : '; '}${words.underBaseline(print(later), focusYear)}`;
  }
  const latest = values.at(-1);
  if (latest && later !== undefined && latest.year < focusYear)
    return words.latestThenBaseline(print(latest.value), latest.year, print(later), focusYear);
  if (latest) return words.latestOnly(print(latest.value), latest.year);
  return later === undefined ? '' : words.underBaseline(print(later), focusYear);
}

function replayClause(context: ChartContext, data: TrajectoryData, asOf: number): string {
  const { language } = context;
  const words = WORDS[language];
  const { indicator } = data;
  const mark = decisiveMark(data, data.focusYear);
  const year = mark?.year ?? data.focusYear;
  const value = baselineValue(data, year);
  const actual = data.known.find((own) => own.year === year);
  const printed =
    actual &&
    (actual.observation
      ? formatValue(actual.value, indicator, language)
      : words.about(formatValue(actual.value, indicator, language)));
  if (value === undefined) return printed === undefined ? '' : words.latestOnly(printed, year);
  const clause = words.seenFrom(
    asOf,
    formatValue(value, indicator, language),
    year,
    mark && targetText(mark, indicator, context),
  );
  return printed !== undefined && year > asOf ? clause + words.reallyWas(printed) : clause;
}

/** The mark the title speaks of: of the latest year, the region's own plan first. */
export function decisiveMark(data: Pick<TrajectoryData, 'marks' | 'region'>, until: number): TargetMark | undefined {
  const usable = data.marks.filter((mark) => mark.year <= until && mark.row.outcome !== undefined);
  const latest = Math.max(...usable.map((mark) => mark.year));
  const candidates = usable.filter((mark) => mark.year === latest);
  return candidates.find((mark) => mark.plans.some((plan) => plan.region === data.region.id)) ?? candidates[0];
}

function baselineValue(data: TrajectoryData, year: number): number | undefined {
  return data.lines.find(({ scenario }) => isBaseline(scenario))?.points.find((point) => point.year === year)?.value;
}

/** In a sentence the target stands without its sign: "above the target of 3.65%". */
export function targetText(mark: TargetMark, indicator: Indicator, { language }: ChartContext): string {
  return formatTarget(mark.value, mark.upper === undefined ? 'eq' : 'range', indicator, language, mark.upper);
}
