// What a target asks: one question for most kinds, one a year for paths and every-year targets. Each says what the
// outcome is and what it should be; `targets.ts` judges it.

import { yearsOf } from '../base/index.ts';
import { type Bound, type Indicator, type Model, planOf, regionOf, type Target } from '../model/index.ts';
import { BASES, type Basis, type Cell } from '../results/index.ts';
import { goodDirection, meets } from './bounds.ts';
import { growthForSum, neededGrowth, type Point } from './pace.ts';
import type { SeriesView } from './series-view.ts';

/** Remarks on a row of the target board. */
export type TargetFlag =
  | 'depends_on_path'
  | 'unstable'
  | 'previously_achieved'
  | 'met_after_rounding'
  | 'met_about'
  | 'base_assumed'
  | 'base_moved'
  | 'base_preliminary'
  | 'not_published'
  | 'on_index'
  | 'whole_period';

/** A question: what is the outcome in a year, and what should it be. */
export interface Question {
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
  /** Known already, whatever comes: what is known of a sum reaches its target. */
  readonly reached?: boolean;
  readonly flags?: readonly TargetFlag[];
  readonly reason?: string;
}

/** The questions a target asks. */
export function questionsOf(
  model: Model,
  target: Target,
  indicator: Indicator,
  series: SeriesView,
  peers: () => readonly (number | undefined)[],
): readonly Question[] {
  const plan = planOf(model, target.plan);
  const at = (year: number): Pick<Question, 'outcome' | 'basis' | 'known'> => {
    const cell = series.cell(year);
    return { known: series.isKnown(year), ...(cell ? { outcome: cell.value, basis: cell.basis } : {}) };
  };
  const levelQuestion = (year: number, value: number | undefined, more: Partial<Question> = {}): Question => {
    const base = series.baseBefore(plan);
    const question: Question = {
      year,
      bound: target.bound,
      unit: indicator.unit.id,
      ...(value === undefined ? {} : { target: value }),
      ...at(year),
      ...(base ? { base } : {}),
      ...more,
    };
    const flags = [
      ...(question.flags ?? []),
      ...(base?.preliminary && more.base === undefined ? (['base_preliminary'] as const) : []),
    ];
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
      const question = levelQuestion(target.year, levelAsked(target, indicator), more);
      return [onIndex(target.base === undefined || base ? question : withoutBase(question))];
    }
    case 'path':
      return [...target.values].map(([year, value]) => onIndex(levelQuestion(year, value)));
    case 'multiple':
    case 'improve': {
      const cell = baseCell(series, target.base);
      const flags = target.baseAssumed ? (['base_assumed'] as const) : [];
      if (!cell)
        return [withoutBase(levelQuestion(target.year, undefined, { flags, reason: noBase(series, target.base) }))];
      const factor = target.kind === 'multiple' ? target.factor : 1;
      return [
        levelQuestion(target.year, cell.value * factor, { base: { year: target.base, value: cell.value }, flags }),
      ];
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

/** The value of a base year; one that only fills a gap is never a base. */
function baseCell(series: SeriesView, year: number): Cell | undefined {
  const cell = series.cell(year);
  return cell?.basis === 'interpolated' ? undefined : cell;
}

function noBase(series: SeriesView, year: number): string {
  return series.cell(year)
    ? `the value of the base year ${year} only fills a gap between published ones`
    : `no value in the base year ${year}`;
}

/** A question whose own base is not known does not take another one. */
function withoutBase({ base: _base, ...question }: Question): Question {
  return question;
}

/** The level that must be reached: of a range the end that is reached first. */
function levelAsked(target: Extract<Target, { kind: 'level' }>, indicator: Indicator): number {
  return target.upper !== undefined && goodDirection(target.bound, indicator) < 0 ? target.upper : target.value;
}

/** A level cannot be compared with an index. */
function onIndex(question: Question): Question {
  if (question.basis !== 'index') return question;
  const { outcome: _outcome, basis: _basis, ...rest } = question;
  return { ...rest, flags: ['on_index'], reason: 'the region has no published value, only an index' };
}

function rankQuestion(
  target: Extract<Target, { kind: 'rank' }>,
  indicator: Indicator,
  series: SeriesView,
  peers: () => readonly (number | undefined)[],
): Question {
  const common = {
    year: target.year,
    bound: target.bound,
    unit: indicator.type === 'rank' ? indicator.unit.id : '1',
    target: target.value,
    known: series.isKnown(target.year),
  };
  const cell = series.cell(target.year);
  if (indicator.type === 'rank') {
    const latest = series.latestKnown(target.year);
    return cell
      ? { ...common, outcome: cell.value, basis: cell.basis }
      : { ...common, ...(latest ? { latest } : {}), reason: `no rank is published for ${target.year}` };
  }
  const others = peers();
  if (!cell || cell.basis === 'index' || others.some((value) => value === undefined))
    return { ...common, reason: 'a rank needs the values of all peers' };
  const better = others.filter((value) => indicator.direction * ((value ?? 0) - cell.value) > 0).length;
  return { ...common, outcome: better + 1, basis: cell.basis };
}

/** Values of the other regions of the same level below the same parent, in a rank's year. */
export function peerValues(
  model: Model,
  target: Target,
  open: (region: string, indicator: string) => SeriesView,
): readonly (number | undefined)[] {
  const own = regionOf(model, target.region);
  const year = target.kind === 'rank' ? target.year : model.years.last;
  return model.regions
    .filter((region) => region.id !== own.id && region.parent === own.parent && region.level === own.level)
    .map((region) => open(region.id, target.indicator).cell(year))
    .map((cell) => (cell?.basis === 'index' ? undefined : cell?.value));
}

function growthQuestion(
  target: Extract<Target, { kind: 'growth' }>,
  indicator: Indicator,
  series: SeriesView,
): Question {
  const { first, last } = target.years;
  const percent = indicator.grows === 'rate';
  const scale = percent ? 100 : 1;
  const unit = percent ? '%/yr' : 'pp/yr';
  const wanted = target.rate.kind === 'percent' ? target.rate.fraction : target.rate.points;
  const question = {
    year: last,
    bound: target.bound,
    unit,
    target: wanted * scale,
    known: series.isKnown(first) && series.isKnown(last),
  };
  const [base, end] = [baseCell(series, first), series.cell(last)];
  const growth =
    base && end && neededGrowth({ year: first, value: base.value }, { year: last, value: end.value }, indicator.grows);
  if (!base) return { ...question, reason: noBase(series, first) };
  if (!end) return { ...question, reason: `no value in ${last}` };
  if (growth === undefined)
    return { ...question, reason: `no rate of growth leads from ${base.value} to ${end.value}` };
  const latest = series.latestKnown(last);
  const soFar =
    latest && latest.year > first
      ? neededGrowth({ year: first, value: base.value }, latest, indicator.grows)
      : undefined;
  const level = percent ? base.value * (1 + wanted) ** (last - first) : base.value + wanted * (last - first);
  const rest = latest && neededGrowth(latest, { year: last, value: level }, indicator.grows);
  return {
    ...question,
    outcome: growth * scale,
    basis: end.basis,
    // A ratio of paces says something only where growing, or falling, is what is asked for.
    paces:
      goodDirection(target.bound, indicator) * wanted > 0
        ? { ...(soFar === undefined ? {} : { soFar: soFar / wanted }), whole: growth / wanted }
        : {},
    ...(rest === undefined ? {} : { needed: { value: rest * scale, unit } }),
    base: { year: first, value: base.value },
    ...(latest ? { latest } : {}),
  };
}

/** The sum of a flow over the plan's period; a missing flow makes it not assessable, never 0 (METHODS 1.2). */
function cumulativeQuestion(
  target: Extract<Target, { kind: 'cumulative' }>,
  indicator: Indicator,
  series: SeriesView,
): Question {
  const years = yearsOf(target.years);
  const cells = years.map((year) => series.cell(year));
  const missing = years.filter((_, k) => cells[k] === undefined || cells[k]?.basis === 'index');
  const known = years.filter((year) => series.isKnown(year));
  const question = {
    year: target.years.last,
    bound: target.bound,
    unit: indicator.unit.id,
    target: target.value,
    known: known.length === years.length,
  };
  if (missing.length > 0) return { ...question, reason: `no flow for ${missing.join(', ')}` };
  const flows = cells.map((cell) => cell?.value ?? Number.NaN);
  const outcome = flows.reduce((sum, flow) => sum + flow, 0);
  const done = years.reduce((sum, year, k) => (series.isKnown(year) ? sum + (flows[k] ?? 0) : sum), 0);
  const latest = series.latestKnown(target.years.last);
  const ahead = latest && years.filter((year) => year > latest.year);
  const behind = years.reduce((sum, year, k) => (latest && year <= latest.year ? sum + (flows[k] ?? 0) : sum), 0);
  const growth =
    latest && ahead?.[0] !== undefined
      ? growthForSum(latest.value, target.value - behind, ahead.length, ahead[0] - latest.year)
      : undefined;
  return {
    ...question,
    outcome,
    basis: leastCertain(cells.flatMap((cell) => cell?.basis ?? [])),
    reached: goodDirection(target.bound, indicator) > 0 && meets(target.bound, target.value, done, 1),
    paces: {
      ...(known.length > 0 ? { soFar: done / ((target.value * known.length) / years.length) } : {}),
      whole: outcome / target.value,
    },
    ...(growth === undefined ? {} : { needed: { value: growth * 100, unit: '%/yr' } }),
    ...(latest ? { latest } : {}),
  };
}

/** The least certain of some bases; a sum is no more certain than any of its parts. */
function leastCertain(bases: readonly Basis[]): Basis {
  return bases.reduce((a, b) => (BASES.indexOf(b) > BASES.indexOf(a) ? b : a), 'observed');
}

/** One row for all years of an every-year target: the worst year decides. */
function wholePeriod(
  target: Extract<Target, { kind: 'every_year' }>,
  indicator: Indicator,
  series: SeriesView,
): Question {
  const years = yearsOf(target.years);
  const cells = years.map((year) => series.cell(year));
  const question = {
    year: target.years.last,
    bound: target.bound,
    unit: indicator.unit.id,
    target: target.value,
    flags: ['whole_period'] as const,
  };
  const missing = years.filter((_, k) => cells[k] === undefined || cells[k]?.basis === 'index');
  const known = years.every((year) => series.isKnown(year));
  if (missing.length > 0) return { ...question, known: false, reason: `no value for ${missing.join(', ')}` };
  const direction = goodDirection(target.bound, indicator);
  const worst = cells.reduce((a, b) => (direction * ((b?.value ?? 0) - (a?.value ?? 0)) < 0 ? b : a));
  const outcome = worst?.value ?? Number.NaN;
  // The part of the target that the worst year reaches stands for the pace of the whole.
  const paces = direction > 0 && target.value > 0 ? { whole: outcome / target.value } : {};
  return { ...question, known, outcome, basis: worst?.basis ?? 'projected', paces };
}
