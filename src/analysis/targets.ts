// The target board: every target of every plan judged for a scenario (METHODS section 1; DESIGN sections 7 and 9).
// A target becomes one or more questions ("what is the value in 2027, and what should it be"); each question is judged.

import { median } from 'simple-statistics';
import { yearsOf } from '../base/index.ts';
import { type Bound, type Indicator, indicatorOf, type Model, planOf, type Region, type Target, type TargetKind } from '../model/index.ts';
import type { Basis, ResultsReader } from '../results/index.ts';
import { gapTo, goodDirection, meets, roundAsPrinted } from './bounds.ts';
import { classOf, growthForSum, judgedPace, neededGrowth, paceOf, type PaceClass, type Point } from './pace.ts';
import { type ScenarioView, type SeriesView, seriesViews } from './series-view.ts';

export type TargetStatus = 'met' | 'missed' | 'achieved' | PaceClass | 'not_assessable';

export type TargetFlag =
  | 'depends_on_path'
  | 'unstable'
  | 'previously_achieved'
  | 'met_after_rounding'
  | 'met_about'
  | 'base_assumed'
  | 'base_moved'
  | 'base_preliminary'
  | 'on_index'
  | 'whole_period';

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
  readonly flags: readonly TargetFlag[];
  /** Why a target is not assessable. */
  readonly reason?: string;
  /** The target behind the row; not a column. */
  readonly of: Target;
}

/** A question: what is the outcome in a year, and what should it be. */
interface Question {
  readonly year: number;
  readonly bound: Bound;
  readonly unit: string;
  readonly target?: number;
  readonly outcome?: number;
  readonly basis?: Basis;
  /** Whether the outcome is published, or computed from published figures. */
  readonly known: boolean;
  readonly base?: Point;
  readonly latest?: Point;
  readonly needed?: { readonly value: number; readonly unit: string };
  /** Pace so far and pace of the whole scenario, where the usual ratios do not apply. */
  readonly paces?: { readonly soFar?: number; readonly whole?: number };
  readonly flags?: readonly TargetFlag[];
  readonly reason?: string;
}

/** Judges all targets of the model for one scenario, in the order of plans and of their statements. */
export function judgeTargets(model: Model, reader: ResultsReader, view: ScenarioView): readonly TargetRow[] {
  const open = seriesViews(model, reader, view);
  return model.targets.flatMap((target): TargetRow[] => {
    const indicator = indicatorOf(model, target.indicator);
    const series = open(target.region, target.indicator);
    const peers = () => peerValues(model, target, open);
    return questionsOf(model, target, indicator, series, peers).map((question) => judge(view.scenario, target, indicator, series, question));
  });
}

/** The questions a target asks. */
function questionsOf(model: Model, target: Target, indicator: Indicator, series: SeriesView, peers: () => readonly (number | undefined)[]): readonly Question[] {
  const plan = planOf(model, target.plan);
  const at = (year: number): Pick<Question, 'outcome' | 'basis' | 'known'> => {
    const cell = series.cell(year);
    return { known: series.isKnown(year), ...(cell ? { outcome: cell.value, basis: cell.basis } : {}) };
  };
  const levelQuestion = (year: number, value: number | undefined, more: Partial<Question> = {}): Question => {
    const base = series.baseBefore(plan);
    const question: Question = { year, bound: target.bound, unit: indicator.unit.id, ...(value === undefined ? {} : { target: value }), ...at(year), ...(base ? { base } : {}), ...more };
    const flags = [...(question.flags ?? []), ...(base?.preliminary && more.base === undefined ? (['base_preliminary'] as const) : [])];
    return withLatest({ ...question, flags });
  };
  const withLatest = (question: Question): Question => {
    const latest = series.latestKnown(question.year);
    return latest ? { ...question, latest } : question;
  };

  switch (target.kind) {
    case 'level': {
      const base = target.base === undefined ? undefined : printedBase(series, target.base, target.year);
      const moved = base !== undefined && base.year !== target.base;
      const more = base ? { base, ...(moved ? { flags: ['base_moved'] as const } : {}) } : {};
      return [onIndex(levelQuestion(target.year, target.value, more))];
    }
    case 'path':
      return [...target.values].map(([year, value]) => onIndex(levelQuestion(year, value)));
    case 'multiple':
    case 'improve': {
      const cell = series.cell(target.base);
      const flags = target.baseAssumed ? (['base_assumed'] as const) : [];
      if (!cell) return [levelQuestion(target.year, undefined, { flags, reason: `no value in the base year ${target.base}` })];
      const factor = target.kind === 'multiple' ? target.factor : 1;
      return [levelQuestion(target.year, cell.value * factor, { base: { year: target.base, value: cell.value }, flags })];
    }
    case 'rank':
      return [rankQuestion(target, indicator, series, peers)];
    case 'growth':
      return [growthQuestion(target, indicator, series)];
    case 'cumulative':
      return [cumulativeQuestion(target, indicator, series)];
    case 'every_year': {
      const rows = yearsOf(target.years).map((year) => levelQuestion(year, target.value));
      return [...rows, wholePeriod(target, indicator, series)];
    }
  }
}

/** The printed base year, or the next known year after it. */
function printedBase(series: SeriesView, year: number, until: number): Point | undefined {
  const cell = series.cell(year);
  if (cell && series.isKnown(year)) return { year, value: cell.value };
  return series.known(until - 1).find((point) => point.year > year);
}

/** A level cannot be compared with an index. */
function onIndex(question: Question): Question {
  if (question.basis !== 'index') return question;
  const { outcome: _outcome, basis: _basis, ...rest } = question;
  return { ...rest, flags: ['on_index'], reason: 'the region has no published value, only an index' };
}

function rankQuestion(target: Extract<Target, { kind: 'rank' }>, indicator: Indicator, series: SeriesView, peers: () => readonly (number | undefined)[]): Question {
  const common = { year: target.year, bound: target.bound, unit: '位', target: target.value, known: series.isKnown(target.year) };
  const cell = series.cell(target.year);
  if (indicator.type === 'rank') {
    const latest = series.latestKnown(target.year);
    return cell ? { ...common, outcome: cell.value, basis: cell.basis } : { ...common, ...(latest ? { latest } : {}), reason: `no rank is published for ${target.year}` };
  }
  const others = peers();
  if (!cell || others.some((value) => value === undefined)) return { ...common, reason: 'a rank needs the values of all peers' };
  const better = others.filter((value) => indicator.direction * ((value ?? 0) - cell.value) > 0).length;
  return { ...common, outcome: better + 1, basis: cell.basis };
}

/** Values of the other regions of the same level below the same parent, in a rank's year. */
function peerValues(model: Model, target: Target, open: (region: string, indicator: string) => SeriesView): readonly (number | undefined)[] {
  const own = model.regions.find((region) => region.id === target.region) as Region;
  const year = target.kind === 'rank' ? target.year : model.years.last;
  return model.regions
    .filter((region) => region.id !== own.id && region.parent === own.parent && region.level === own.level)
    .map((region) => open(region.id, target.indicator).cell(year)?.value);
}

function growthQuestion(target: Extract<Target, { kind: 'growth' }>, indicator: Indicator, series: SeriesView): Question {
  const { first, last } = target.years;
  const percent = indicator.grows === 'rate';
  const scale = percent ? 100 : 1;
  const unit = percent ? '%/yr' : 'pp/yr';
  const wanted = target.rate.kind === 'percent' ? target.rate.fraction : target.rate.points;
  const question = { year: last, bound: target.bound, unit, target: wanted * scale, known: series.isKnown(first) && series.isKnown(last) };
  const [base, end] = [series.cell(first), series.cell(last)];
  const growth = base && end && neededGrowth({ year: first, value: base.value }, { year: last, value: end.value }, indicator.grows);
  if (!base) return { ...question, reason: `no value in the base year ${first}` };
  if (growth === undefined || !end) return { ...question, reason: `no value in ${last}` };
  const latest = series.latestKnown(last);
  const soFar = latest && latest.year > first ? neededGrowth({ year: first, value: base.value }, latest, indicator.grows) : undefined;
  const level = percent ? base.value * (1 + wanted) ** (last - first) : base.value + wanted * (last - first);
  const rest = latest && neededGrowth(latest, { year: last, value: level }, indicator.grows);
  return {
    ...question,
    outcome: growth * scale,
    basis: end.basis,
    paces: { ...(soFar === undefined ? {} : { soFar: soFar / wanted }), whole: growth / wanted },
    ...(rest === undefined ? {} : { needed: { value: rest * scale, unit } }),
    base: { year: first, value: base.value },
    ...(latest ? { latest } : {}),
  };
}

/** The sum of a flow over the plan's period; a missing flow makes it not assessable, never 0 (METHODS 1.2). */
function cumulativeQuestion(target: Extract<Target, { kind: 'cumulative' }>, indicator: Indicator, series: SeriesView): Question {
  const years = yearsOf(target.years);
  const cells = years.map((year) => series.cell(year));
  const missing = years.filter((_, k) => cells[k] === undefined || cells[k]?.basis === 'index');
  const known = years.filter((year) => series.isKnown(year));
  const question = { year: target.years.last, bound: target.bound, unit: indicator.unit.id, target: target.value, known: known.length === years.length };
  if (missing.length > 0) return { ...question, reason: `no flow for ${missing.join(', ')}` };
  const flows = cells.map((cell) => cell?.value ?? Number.NaN);
  const outcome = flows.reduce((sum, flow) => sum + flow, 0);
  const done = years.reduce((sum, year, k) => (series.isKnown(year) ? sum + (flows[k] ?? 0) : sum), 0);
  const left = years.length - known.length;
  const latest = series.latestKnown(target.years.last);
  const growth = latest && growthForSum(latest.value, target.value - done, left);
  const bases = cells.map((cell) => cell?.basis ?? 'projected');
  return {
    ...question,
    outcome,
    basis: bases[bases.length - 1] ?? 'projected',
    paces: { ...(known.length > 0 ? { soFar: done / ((target.value * known.length) / years.length) } : {}), whole: outcome / target.value },
    ...(growth === undefined ? {} : { needed: { value: growth * 100, unit: '%/yr' } }),
    ...(latest ? { latest } : {}),
  };
}

/** One row for all years of an every-year target: the worst year decides. */
function wholePeriod(target: Extract<Target, { kind: 'every_year' }>, indicator: Indicator, series: SeriesView): Question {
  const years = yearsOf(target.years);
  const cells = years.map((year) => series.cell(year));
  const question = { year: target.years.last, bound: target.bound, unit: indicator.unit.id, target: target.value, flags: ['whole_period'] as const };
  const missing = years.filter((_, k) => cells[k] === undefined || cells[k]?.basis === 'index');
  const known = years.every((year) => series.isKnown(year));
  if (missing.length > 0) return { ...question, known: false, reason: `no value for ${missing.join(', ')}` };
  const direction = goodDirection(target.bound, indicator);
  const worst = cells.reduce((a, b) => (direction * ((b?.value ?? 0) - (a?.value ?? 0)) < 0 ? b : a));
  return { ...question, known, outcome: worst?.value ?? Number.NaN, basis: worst?.basis ?? 'projected' };
}

/** Judges one question. */
function judge(scenario: string, target: Target, indicator: Indicator, series: SeriesView, question: Question): TargetRow {
  const direction = goodDirection(question.bound, indicator);
  const { outcome, target: value } = question;
  const assessable = outcome !== undefined && value !== undefined && question.reason === undefined;
  const met = assessable ? meets(question.bound, value, outcome, direction) : undefined;
  const gap = assessable ? gapTo(value, outcome, direction) : undefined;
  const status = statusOf(question, direction, indicator, series, met);
  const soFar = paceSoFar(question, indicator, series);
  const needed = neededOf(question, indicator, series);
  const yearMet = value === undefined || question.paces || question.unit !== indicator.unit.id ? undefined : firstYearMet(series, question, direction, value);
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
    ...(gap === undefined || value === undefined ? {} : { gap, ...(value === 0 ? {} : { gap_pct: (100 * gap) / Math.abs(value) }) }),
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
function statusOf(question: Question, direction: 1 | -1, indicator: Indicator, series: SeriesView, met: boolean | undefined): { status: TargetStatus; reason?: string } {
  const { outcome, target, base, latest } = question;
  if (question.reason !== undefined) return { status: 'not_assessable', reason: question.reason };
  if (outcome === undefined || target === undefined || met === undefined) {
    const last = series.latestKnown(question.year);
    const reason = last ? `no value in ${question.year}: nothing says how it moves after ${last.year}` : 'no value is published for this region';
    return { status: 'not_assessable', reason };
  }
  if (question.known) return { status: met ? 'met' : 'missed' };
  const reached = latest !== undefined && question.paces === undefined && meets(question.bound, target, latest.value, direction);
  if (reached) return { status: 'achieved' };
  if (met) return { status: 'on_track' };
  if (question.paces?.whole !== undefined) return { status: classOf(question.paces.whole) };
  if (!base) return { status: 'not_assessable', reason: 'no base value before the plan’s period' };
  const broken = series.breakAfter(base.year, latest?.year ?? base.year);
  if (broken !== undefined) return { status: 'not_assessable', reason: `the definition changes in ${broken}: pace from ${base.year} is not comparable` };
  const { judged, other } = judgedPace(paceOf(base, { year: question.year, value: outcome }, { year: question.year, value: target }), indicator);
  const ratio = judged ?? other;
  return ratio === undefined ? { status: 'not_assessable', reason: 'no pace can be taken from the base value' } : { status: classOf(ratio) };
}

/** The pace looked back on: base to latest known value. */
function paceSoFar(question: Question, indicator: Indicator, series: SeriesView): { readonly judged?: number; readonly other?: number } {
  if (question.paces) return question.paces.soFar === undefined ? {} : { judged: question.paces.soFar };
  const { base, latest, target } = question;
  if (!base || !latest || target === undefined || question.reason !== undefined) return {};
  if (series.breakAfter(base.year, latest.year) !== undefined) return {};
  return judgedPace(paceOf(base, latest, { year: question.year, value: target }), indicator);
}

/** Growth needed from the latest known value; nothing for a year that has passed. */
function neededOf(question: Question, indicator: Indicator, series: SeriesView): { readonly value: number; readonly unit: string } | undefined {
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
  if (met && question.bound === 'approx' && gapTo(target, outcome, direction) < 0) flags.push('met_about');
  if (!met && meets(question.bound, target, roundAsPrinted(outcome, indicator.decimals), direction)) flags.push('met_after_rounding');
  const earlier = series.known(question.year - 1).filter((point) => point.year > (question.base?.year ?? 0));
  if (!met && question.paces === undefined && earlier.some((point) => meets(question.bound, target, point.value, direction))) flags.push('previously_achieved');
  if (pace.judged !== undefined && pace.other !== undefined && classOf(pace.judged) !== classOf(pace.other)) flags.push('depends_on_path');
  if (question.base && question.latest && isUnstable(series.known(question.latest.year).filter((point) => point.year >= (question.base?.year ?? 0)))) flags.push('unstable');
  return flags;
}

/** Whether the Theil–Sen slope and the change between the end points point in different directions. */
function isUnstable(points: readonly Point[]): boolean {
  const slopes = points.flatMap((a, k) => points.slice(k + 1).map((b) => (b.value - a.value) / (b.year - a.year)));
  const [first, last] = [points[0], points.at(-1)];
  return first !== undefined && last !== undefined && slopes.length > 2 && Math.sign(median(slopes)) * Math.sign(last.value - first.value) < 0;
}
