// Outcomes and targets of two scenarios side by side, largest difference first.

import { type Model, planKnown } from '../../model/index.ts';
import type { Basis, ResultsReader } from '../../results/index.ts';
import type { TargetRow, TargetStatus } from '../targets.ts';

/** One cell under two scenarios; a side without data is missing. */
export interface OutcomeChange {
  readonly region: string;
  readonly variable: string;
  /** `index` where both sides are one. */
  readonly unit: string;
  readonly year: number;
  readonly a?: number;
  readonly b?: number;
  readonly basisA?: Basis;
  readonly basisB?: Basis;
  /** b - a; missing without data on one side, or where one side is an index. */
  readonly difference?: number;
  /** b / a - 1; missing where a is 0. */
  readonly relative?: number;
}

/** One row of the target board under two scenarios. */
export interface TargetChange {
  readonly region: string;
  readonly variable: string;
  readonly unit: string;
  readonly plan: string;
  readonly kind: TargetRow['kind'];
  readonly bound: TargetRow['bound'];
  readonly year: number;
  readonly target?: number;
  readonly a: TargetSide;
  readonly b: TargetSide;
  /** Whether it is met on one side and not on the other. */
  readonly turned: boolean;
}

export interface TargetSide {
  readonly outcome?: number;
  readonly gap?: number;
  readonly met?: boolean;
  readonly status: TargetStatus;
}

/** A scenario's values: the reader that holds them and its id there. */
export interface ScenarioValues {
  readonly reader: ResultsReader;
  readonly block: string;
}

/** Cells that differ in some years, largest first: by relative difference, rates by their points. */
export function compareOutcomes(
  model: Model,
  a: ScenarioValues,
  b: ScenarioValues,
  years: readonly number[],
): readonly OutcomeChange[] {
  const changes = model.regions.flatMap(({ id: region }) =>
    model.indicators.flatMap(({ id: variable, unit }) =>
      years.flatMap((year): OutcomeChange[] => {
        const [was, is] = [
          a.reader.cell(a.block, region, variable, year),
          b.reader.cell(b.block, region, variable, year),
        ];
        if (was?.value === is?.value) return [];
        const onIndex = was?.basis === 'index' || is?.basis === 'index';
        const cell = { region, variable, unit: onIndex && was?.basis === is?.basis ? 'index' : unit.id, year };
        return [
          {
            ...cell,
            ...(was ? { a: was.value, basisA: was.basis } : {}),
            ...(is ? { b: is.value, basisB: is.basis } : {}),
            ...differenceOf(was, is),
          },
        ];
      }),
    ),
  );
  return sortBySize(changes, (change) => sizeOf(model, change));
}

/** b - a and b / a - 1, where they exist: an index and a level cannot be compared. */
export function differenceOf(
  a: StoredCell | undefined,
  b: StoredCell | undefined,
): { readonly difference?: number; readonly relative?: number } {
  if (!a || !b || (a.basis === 'index') !== (b.basis === 'index')) return {};
  return { difference: b.value - a.value, ...(a.value === 0 ? {} : { relative: b.value / a.value - 1 }) };
}

type StoredCell = { readonly value: number; readonly basis: string };

/** Size for sorting: against the larger of the two values; a rate, which may be near 0, by its points; without a difference last. */
export function sizeOf(
  model: Model,
  { variable, a = 0, b = 0, difference }: Pick<OutcomeChange, 'variable' | 'a' | 'b' | 'difference'>,
): number {
  if (difference === undefined) return -1;
  const indicator = model.indicators[model.indicatorIndex.get(variable) ?? -1];
  if (indicator?.type === 'rate') return Math.abs(b - a) * indicator.unit.scale;
  return Math.abs(b - a) / Math.max(Math.abs(a), Math.abs(b));
}

/** A row of the target board, as judged or as stored. */
export type BoardRow = Pick<
  TargetRow,
  'region' | 'variable' | 'unit' | 'plan' | 'kind' | 'bound' | 'year' | 'target' | 'outcome' | 'gap' | 'met' | 'status'
>;

/** Rows of two boards whose outcome, gap or status differs: those that turn first, then by the change in parts of the target. */
export function compareTargets(a: readonly BoardRow[], b: readonly BoardRow[]): readonly TargetChange[] {
  const after = byKey(b);
  const changes = [...byKey(a)].flatMap(([key, was]): TargetChange[] => {
    const is = after.get(key);
    if (!is || (was.outcome === is.outcome && was.gap === is.gap && was.status === is.status)) return [];
    const { region, variable, unit, plan, kind, bound, year } = was;
    const target = is.target ?? was.target;
    return [
      {
        region,
        variable,
        unit,
        plan,
        kind,
        bound,
        year,
        ...(target === undefined ? {} : { target }),
        a: sideOf(was),
        b: sideOf(is),
        turned: was.met !== undefined && is.met !== undefined && was.met !== is.met,
      },
    ];
  });
  const shift = ({ a: was, b: is, target }: TargetChange) =>
    was.gap === undefined || is.gap === undefined
      ? -1
      : Math.abs(is.gap - was.gap) / Math.max(Math.abs(target ?? 0), Number.MIN_VALUE);
  return [
    ...sortBySize(
      changes.filter((one) => one.turned),
      shift,
    ),
    ...sortBySize(
      changes.filter((one) => !one.turned),
      shift,
    ),
  ];
}

/** Rows by what they ask; where a plan asks the same thing twice, by their number. */
function byKey(rows: readonly BoardRow[]): ReadonlyMap<string, BoardRow> {
  const counts = new Map<string, number>();
  return new Map(
    rows.map((row) => {
      const key = [row.region, row.variable, row.plan, row.kind, row.bound, row.year].join('/');
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return [`${key}/${count}`, row];
    }),
  );
}

function sideOf({ outcome, gap, met, status }: BoardRow): TargetSide {
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...(gap === undefined ? {} : { gap }),
    ...(met === undefined ? {} : { met }),
    status,
  };
}

/** The year in which scenarios are compared where none is asked for: the last target year within the model's years that the view knows of. */
export function lastTargetYear(model: Model, asOf: number | undefined): number {
  const years = model.targets.flatMap((target) =>
    target.kind === 'level' && planKnown(model, target.plan, asOf) && target.year <= model.years.last
      ? [target.year]
      : [],
  );
  return Math.max(model.years.first, ...years);
}

/** Largest first; equal ones keep their order. */
export function sortBySize<T>(rows: readonly T[], size: (row: T) => number): readonly T[] {
  return rows
    .map((row) => ({ row, at: size(row) }))
    .sort((x, y) => y.at - x.at)
    .map(({ row }) => row);
}
