// Do the children add up to the parent? For plans, for published values and for what a scenario gives. Differences that
// print rounding allows are told apart from real ones, and "at least" targets are read as inequalities (METHODS 7).

import { inYears, type YearRange } from '../../base/index.ts';
import type { Bound, Indicator, Model, Region } from '../../model/index.ts';
import type { ResultsReader } from '../../results/index.ts';
import { type Figure, levelFigures, publishedFigures } from '../figures.ts';

/** Where the numbers come from: the id of a plan, `published`, or the id of a scenario in the results. */
export interface SumSource {
  readonly kind: 'plan' | 'published' | 'scenario';
  readonly name: string;
}

/**
 * `equal`; `rounding` (print rounding explains it); `consistent` (an "at least" that is exceeded); `differs`;
 * `incomplete` (children have no value, so nothing can be said).
 */
export type SumStatus = 'equal' | 'rounding' | 'consistent' | 'differs' | 'incomplete';

/** One number that enters a sum. */
export interface SumPart {
  readonly region: string;
  readonly value: number;
  /** How far the printed figure may be from the truth; 0 for computed values. */
  readonly slack: number;
  /** An "at least" counts as an inequality. */
  readonly bound?: Bound;
  /** Published: it stands. */
  readonly observed: boolean;
}

/** Σ children − parent of one indicator and year. */
export interface SumRow {
  readonly source: SumSource;
  readonly indicator: string;
  readonly parent: string;
  readonly year: number;
  readonly unit: string;
  readonly parentPart: SumPart;
  readonly children: readonly SumPart[];
  /** Children without a value, or with an index only. */
  readonly missing: readonly string[];
  /** Missing where children are missing. */
  readonly sum?: number;
  readonly difference?: number;
  /** 100 · difference / |parent|; missing where the parent is 0. */
  readonly percent?: number;
  /** What rounding allows: the half units of all printed figures together. */
  readonly allowance: number;
  readonly status: SumStatus;
}

/** What to look at; everything when empty. */
export interface SumChoice {
  readonly indicators?: ReadonlySet<string>;
  readonly parents?: ReadonlySet<string>;
  readonly years?: YearRange;
}

/**
 * Sums of the yearly figures that each plan asks for, where it speaks of a parent and at least one of its children.
 * A cell that a plan prints twice counts as its table has it.
 *
 * @example planSums(model).filter((row) => row.status === 'differs')
 */
export function planSums(model: Model, choice: SumChoice = {}): readonly SumRow[] {
  const figures = levelFigures(model).filter((figure) => figure.role === 'target');
  return model.plans.flatMap((plan) =>
    rowsOf(
      model,
      { kind: 'plan', name: plan.id },
      figureAt(figures.filter((figure) => figure.plan === plan.id)),
      choice,
    ),
  );
}

/** Sums of published values, each cell at its latest vintage. */
export function publishedSums(model: Model, choice: SumChoice = {}): readonly SumRow[] {
  return rowsOf(model, { kind: 'published', name: 'published' }, figureAt(publishedFigures(model)), choice);
}

/**
 * Sums of what a scenario gives. Rounding of the last year in which parent and children are all published is carried on
 * in proportion, because what is projected from rounded figures is no more exact than they are.
 */
export function scenarioSums(
  model: Model,
  reader: ResultsReader,
  scenario: string,
  choice: SumChoice = {},
): readonly SumRow[] {
  const published = figureAt(publishedFigures(model));
  const at = (indicator: string, region: string, year: number): SumPart | undefined => {
    const cell = reader.cell(scenario, region, indicator, year);
    if (!cell || cell.basis === 'index') return undefined;
    const observed = cell.basis === 'observed';
    return { region, value: cell.value, slack: (observed && published(indicator, region, year)?.slack) || 0, observed };
  };
  const complete = publishedSums(model, { ...choice, years: model.years }).filter((row) => row.status !== 'incomplete');
  return rowsOf(model, { kind: 'scenario', name: scenario }, at, choice).map((row) => {
    const base = complete.findLast(
      (one) => one.indicator === row.indicator && one.parent === row.parent && one.year < row.year,
    );
    if (row.difference === undefined || !base || base.parentPart.value === 0) return row;
    const allowance = Math.max(row.allowance, base.allowance * Math.abs(row.parentPart.value / base.parentPart.value));
    return { ...row, allowance, status: statusOf(row.difference, allowance, undefined) };
  });
}

type PartAt = (indicator: string, region: string, year: number) => SumPart | undefined;

function figureAt(figures: readonly Figure[]): PartAt {
  const parts = new Map(
    figures.map(({ indicator, region, year, value, slack, bound, role }) => {
      const part: SumPart = {
        region,
        value,
        slack,
        observed: role === 'observation',
        ...(bound === undefined ? {} : { bound }),
      };
      return [`${indicator}/${region}/${year}`, part] as const;
    }),
  );
  return (indicator, region, year) => parts.get(`${indicator}/${region}/${year}`);
}

function rowsOf(
  model: Model,
  source: SumSource,
  at: PartAt,
  { indicators, parents, years }: SumChoice,
): readonly SumRow[] {
  const span = years ?? model.years;
  const allYears = Array.from(
    { length: model.years.last - model.years.first + 1 },
    (_, k) => model.years.first + k,
  ).filter((year) => inYears(span, year));
  return model.indicators
    .filter((indicator) => indicator.additive && (indicators === undefined || indicators.has(indicator.id)))
    .flatMap((indicator) =>
      model.regions
        .filter((region) => region.children.length > 0 && (parents === undefined || parents.has(region.id)))
        .flatMap((parent) => allYears.flatMap((year) => sumRow(source, indicator, parent, year, at))),
    );
}

/** No row where the parent or every child has no value. */
function sumRow(source: SumSource, indicator: Indicator, parent: Region, year: number, at: PartAt): readonly SumRow[] {
  const parentPart = at(indicator.id, parent.id, year);
  if (!parentPart) return [];
  const children = parent.children.flatMap((child) => at(indicator.id, child, year) ?? []);
  if (children.length === 0) return [];
  const missing = parent.children.filter((child) => !children.some((part) => part.region === child));
  const allowance = children.reduce((slack, part) => slack + part.slack, parentPart.slack);
  const common = {
    source,
    indicator: indicator.id,
    parent: parent.id,
    year,
    unit: indicator.unit.id,
    parentPart,
    children,
    missing,
    allowance,
  };
  if (missing.length > 0) return [{ ...common, status: 'incomplete' }];
  const sum = children.reduce((total, part) => total + part.value, 0);
  const difference = settle(sum - parentPart.value, sum);
  const percent = parentPart.value === 0 ? {} : { percent: (100 * difference) / Math.abs(parentPart.value) };
  return [{ ...common, sum, difference, ...percent, status: statusOf(difference, allowance, parentPart.bound) }];
}

/** Floating-point noise of a sum is no difference. */
export function settle(difference: number, size: number): number {
  return Math.abs(difference) <= 1e-12 * Math.max(1, Math.abs(size)) * 16 ? 0 : difference;
}

/** What a difference means. The parent's bound decides: an "at least" may be exceeded, an "at most" undershot. */
export function statusOf(difference: number, allowance: number, bound: Bound | undefined): SumStatus {
  if (difference === 0) return 'equal';
  if (Math.abs(difference) <= allowance * (1 + 1e-9)) return 'rounding';
  const atLeast = bound === 'gte' || bound === 'gt';
  const atMost = bound === 'lte' || bound === 'lt';
  return (atLeast && difference > 0) || (atMost && difference < 0) ? 'consistent' : 'differs';
}
