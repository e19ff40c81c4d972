// The target board: every target of every plan judged for a scenario (METHODS section 1; DESIGN sections 7 and 9).
// A target becomes one or more questions ("what is the value in 2027, and what should it be"); each question is judged.

import { median } from 'simple-statistics';
import { type Bound, type Indicator, indicatorOf, type Model, type Target, type TargetKind } from '../model/index.ts';
import type { Basis, MetBy, ResultsReader } from '../results/index.ts';
import { gapTo, goodDirection, meets, roundAsPrinted } from './bounds.ts';
import { classOf, judgedPace, neededGrowth, type PaceClass, type Point, paceOf } from './pace.ts';
import { type ScenarioView, type SeriesView, seriesViews } from './series-view.ts';
import { peerValues, type Question, questionsOf, type TargetFlag } from './target-questions.ts';

/** `met` and `missed` where the target year is known; the others say how the scenario comes along. */
export type TargetStatus = 'met' | 'missed' | 'achieved' | PaceClass | 'not_assessable';

/** One row of `targets.csv`. Values in `unit`; missing = not known or not asked for. */
export interface TargetRow {
  readonly scenario: string;
  readonly region: string;
  readonly variable: string;
  readonly unit: string;
  readonly plan: string;
  readonly kind: TargetKind;
  readonly bound: Bound;
  readonly year: number;
  readonly target?: number;
  readonly base_year?: number;
  readonly base_value?: number;
  readonly outcome?: number;
  readonly outcome_basis?: Basis;
  /** Positive when good. */
  readonly gap?: number;
  /** 100 · gap / |target|. */
  readonly gap_pct?: number;
  /** Missing = not assessable. */
  readonly met?: boolean;
  readonly status: TargetStatus;
  /** Base to latest known value, over what is required: in points for shares, in compound rates for levels. */
  readonly pace_ratio?: number;
  readonly pace_ratio_other?: number;
  /** Yearly growth from the latest known value to the target. */
  readonly needed?: number;
  readonly needed_unit?: string;
  readonly year_met?: number;
  /** Share of the draws in which the target is met; missing without draws, or where it is not assessable. */
  readonly p_met?: number;
  /** Standard error of `p_met` as an estimate from so many draws: √(p(1 − p)/N). */
  readonly p_met_se?: number;
  /** How likely the bound holds by the end of each year after the base, in order of years; not a column. */
  readonly met_by?: readonly MetBy[];
  readonly flags: readonly TargetFlag[];
  /** Why a target is not assessable. */
  readonly reason?: string;
  /** The target behind the row; not a column. */
  readonly of: Target;
}

/** Judges all targets of the model for one scenario, in the order of plans and of their statements. */
export function judgeTargets(model: Model, reader: ResultsReader, view: ScenarioView): readonly TargetRow[] {
  const open = seriesViews(model, reader, view);
  return model.targets.flatMap((target): TargetRow[] => {
    const indicator = indicatorOf(model, target.indicator);
    const series = open(target.region, target.indicator);
    const peers = () => peerValues(model, target, open);
    return questionsOf(model, target, indicator, series, peers).map((question) =>
      judge(view.scenario, target, indicator, series, question),
    );
  });
}

/** Judges one question. */
function judge(
  scenario: string,
  target: Target,
  indicator: Indicator,
  series: SeriesView,
  question: Question,
): TargetRow {
  const direction = goodDirection(question.bound, indicator);
  const { outcome, target: value } = question;
  const assessable = outcome !== undefined && value !== undefined && question.reason === undefined;
  const met = assessable ? meets(question.bound, value, outcome, direction) : undefined;
  const gap = assessable ? gapTo(value, outcome, direction) : undefined;
  const status = statusOf(question, direction, indicator, series, met);
  const soFar = paceSoFar(question, direction, indicator, series);
  const needed = neededOf(question, indicator, series);
  const yearMet =
    value === undefined || question.paces || question.unit !== indicator.unit.id
      ? undefined
      : firstYearMet(series, question, direction, value);
  const flags = flagsOf(question, direction, indicator, series, met, soFar);
  return {
    scenario,
    region: target.region,
    variable: target.indicator,
    unit: question.unit,
    plan: target.plan,
    kind: target.kind,
    bound: target.bound,
    year: question.year,
    ...(value === undefined ? {} : { target: value }),
    ...(question.base ? { base_year: question.base.year, base_value: question.base.value } : {}),
    ...(outcome === undefined || question.basis === undefined ? {} : { outcome, outcome_basis: question.basis }),
    ...(gap === undefined || value === undefined
      ? {}
      : { gap, ...(value === 0 ? {} : { gap_pct: (100 * gap) / Math.abs(value) }) }),
    ...(met === undefined ? {} : { met }),
    status: status.status,
    ...(soFar.judged === undefined ? {} : { pace_ratio: soFar.judged }),
    ...(soFar.other === undefined ? {} : { pace_ratio_other: soFar.other }),
    ...(needed ? { needed: needed.value, needed_unit: needed.unit } : {}),
    ...(yearMet === undefined ? {} : { year_met: yearMet }),
    flags,
    ...(status.reason === undefined ? {} : { reason: status.reason }),
    of: target,
  };
}

/** `met` or `missed` where the target year is known; else by the scenario's pace from base to outcome. */
function statusOf(
  question: Question,
  direction: 1 | -1,
  indicator: Indicator,
  series: SeriesView,
  met: boolean | undefined,
): { status: TargetStatus; reason?: string } {
  const { outcome, target, base, latest } = question;
  if (question.reason !== undefined) return { status: 'not_assessable', reason: question.reason };
  if (outcome === undefined || target === undefined || met === undefined) {
    const last = series.latestKnown(question.year);
    const reason = last
      ? `no value in ${question.year}: nothing says how it moves after ${last.year}`
      : 'no value is published for this region';
    return { status: 'not_assessable', reason };
  }
  if (question.known) return { status: met ? 'met' : 'missed' };
  const reached =
    question.reached ??
    (latest !== undefined && question.paces === undefined && meets(question.bound, target, latest.value, direction));
  if (met) return { status: reached ? 'achieved' : 'on_track' };
  if (question.paces?.whole !== undefined) return { status: classOf(question.paces.whole) };
  if (question.paces) return { status: 'away' };
  if (!base) return { status: 'not_assessable', reason: 'no base value before the plan’s period' };
  const broken = series.breakAfter(base.year, latest?.year ?? base.year);
  if (broken !== undefined)
    return {
      status: 'not_assessable',
      reason: `the definition changes in ${broken}: pace from ${base.year} is not comparable`,
    };
  if (isBeyond(question, direction)) return { status: outcome === base.value ? 'insufficient' : 'away' };
  const { judged, other } = judgedPace(
    paceOf(base, { year: question.year, value: outcome }, { year: question.year, value: target }),
    indicator,
  );
  const ratio = judged ?? other;
  return ratio === undefined
    ? { status: 'not_assessable', reason: 'no pace can be taken from the base value' }
    : { status: classOf(ratio) };
}

/** Whether the base is at the target already or on its good side: then there is no way to go, and no pace. */
function isBeyond({ base, target, bound }: Question, direction: 1 | -1): boolean {
  return (
    base !== undefined && target !== undefined && (base.value === target || meets(bound, target, base.value, direction))
  );
}

/** The pace looked back on: base to latest known value. */
function paceSoFar(
  question: Question,
  direction: 1 | -1,
  indicator: Indicator,
  series: SeriesView,
): { readonly judged?: number; readonly other?: number } {
  if (question.paces) return question.paces.soFar === undefined ? {} : { judged: question.paces.soFar };
  const { base, latest, target } = question;
  if (!base || !latest || target === undefined || question.reason !== undefined || isBeyond(question, direction))
    return {};
  if (series.breakAfter(base.year, latest.year) !== undefined) return {};
  return judgedPace(paceOf(base, latest, { year: question.year, value: target }), indicator);
}

/** Growth needed from the latest known value; nothing for a year that has passed. */
function neededOf(
  question: Question,
  indicator: Indicator,
  series: SeriesView,
): { readonly value: number; readonly unit: string } | undefined {
  const { target } = question;
  const latest = series.latestKnown(Number.POSITIVE_INFINITY);
  if (question.known || target === undefined || question.reason !== undefined || !latest) return undefined;
  if (latest.year >= question.year || question.year < series.now) return undefined;
  if (question.paces) return question.needed;
  const growth = neededGrowth(latest, { year: question.year, value: target }, indicator.grows);
  if (growth === undefined) return undefined;
  return indicator.grows === 'rate' ? { value: growth * 100, unit: '%/yr' } : { value: growth, unit: 'pp/yr' };
}

/** First year, after the base where there is one, in which the target's bound holds. */
function firstYearMet(series: SeriesView, question: Question, direction: 1 | -1, target: number): number | undefined {
  const from = question.base?.year ?? Number.NEGATIVE_INFINITY;
  return series.years.find((year) => {
    const cell = year > from ? series.cell(year) : undefined;
    return cell !== undefined && meets(question.bound, target, cell.value, direction);
  });
}

function flagsOf(
  question: Question,
  direction: 1 | -1,
  indicator: Indicator,
  series: SeriesView,
  met: boolean | undefined,
  pace: { readonly judged?: number; readonly other?: number },
): readonly TargetFlag[] {
  const flags: TargetFlag[] = [...(question.flags ?? [])];
  const { outcome, target } = question;
  if (outcome === undefined || target === undefined || met === undefined) return flags;
  if (!question.known && question.year < series.now) flags.push('not_published');
  if (met && question.bound === 'approx' && gapTo(target, outcome, direction) < 0) flags.push('met_about');
  if (!met && meets(question.bound, target, roundAsPrinted(outcome, indicator.decimals), direction))
    flags.push('met_after_rounding');
  const earlier = series.known(question.year - 1).filter((point) => point.year > (question.base?.year ?? 0));
  if (
    !met &&
    question.paces === undefined &&
    earlier.some((point) => meets(question.bound, target, point.value, direction))
  )
    flags.push('previously_achieved');
  if (pace.judged !== undefined && pace.other !== undefined && classOf(pace.judged) !== classOf(pace.other))
    flags.push('depends_on_path');
  if (
    question.base &&
    question.latest &&
    isUnstable(series.known(question.latest.year).filter((point) => point.year >= (question.base?.year ?? 0)))
  )
    flags.push('unstable');
  return flags;
}

/** Whether the Theil–Sen slope and the change between the end points point in different directions. */
function isUnstable(points: readonly Point[]): boolean {
  const slopes = points.flatMap((a, k) => points.slice(k + 1).map((b) => (b.value - a.value) / (b.year - a.year)));
  const [first, last] = [points[0], points.at(-1)];
  return (
    first !== undefined &&
    last !== undefined &&
    slopes.length > 2 &&
    Math.sign(median(slopes)) * Math.sign(last.value - first.value) < 0
  );
}

/** Whether a row stands for its target as a whole: the last year of a path, the whole period of an every-year target. */
export function isWhole(row: TargetRow): boolean {
  if (row.kind === 'every_year') return row.flags.includes('whole_period');
  return row.of.kind !== 'path' || row.year === Math.max(...row.of.values.keys());
}
