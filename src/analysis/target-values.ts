// Target rows as values that depend on uncertain inputs: outcome, target and whether the bound holds. The rows say what is
// asked; at central inputs the values are those of the rows.

import { yearsOf } from '../base/index.ts';
import {
  above,
  add,
  atLeast,
  centralOf,
  divide,
  exp,
  ln,
  max,
  min,
  multiply,
  subtract,
  type Value,
} from '../formula/index.ts';
import { type Bound, type Indicator, indicatorOf, type Model, regionOf } from '../model/index.ts';
import { APPROX_TOLERANCE, EQUAL_WITHIN, goodDirection } from './bounds.ts';
import type { TargetRow } from './targets.ts';

/** Values of one scenario's cells; undefined where there is no data. */
export type ReadValue = (region: string, indicator: string, year: number) => Value | undefined;

/** What a row comes to in every draw. */
export interface TargetValues {
  readonly outcome: Value;
  readonly target: Value;
  /** 1 where the target is met, else 0. */
  readonly met: Value;
  /** By year after the base: 1 where the bound has held in that year or an earlier one. Only where a year can be named. */
  readonly metBy: readonly { readonly year: number; readonly met: Value }[];
}

/** The values behind a row; undefined where the row is not assessable. */
export function targetValues(model: Model, row: TargetRow, read: ReadValue): TargetValues | undefined {
  if (row.met === undefined || row.target === undefined) return undefined;
  const indicator = indicatorOf(model, row.variable);
  const direction = goodDirection(row.bound, indicator);
  const own = (year: number): Value => read(row.region, row.variable, year) ?? Number.NaN;
  const { of } = row;
  const target =
    of.kind === 'multiple' || of.kind === 'improve'
      ? multiply(own(of.base), of.kind === 'multiple' ? of.factor : 1)
      : row.target;
  const outcome = outcomeOf();
  const met = holds(row.bound, target, outcome, direction);
  return { outcome, target, met, metBy: metBy() };

  function outcomeOf(): Value {
    switch (of.kind) {
      case 'growth':
        return averageGrowth(own(of.years.first), own(of.years.last), of.years.last - of.years.first, indicator);
      case 'cumulative':
        return yearsOf(of.years).map(own).reduce(add);
      case 'every_year':
        return row.flags.includes('whole_period')
          ? yearsOf(of.years)
              .map(own)
              .reduce(direction > 0 ? min : max)
          : own(row.year);
      case 'rank':
        return indicator.type === 'rank' ? own(row.year) : rankOf();
      default:
        return own(row.year);
    }
  }

  /** One more than the regions that do better. */
  function rankOf(): Value {
    const { id, parent, level } = regionOf(model, row.region);
    return model.regions
      .filter((region) => region.id !== id && region.parent === parent && region.level === level)
      .map((region) => read(region.id, row.variable, row.year) ?? Number.NaN)
      .map((other) => (indicator.direction > 0 ? above(other, own(row.year)) : above(own(row.year), other)))
      .reduce<Value>(add, 1);
  }

  /** Targets for a level are met from a year on; sums, rates and whole periods only at their end. */
  function metBy(): TargetValues['metBy'] {
    if (of.kind === 'growth' || of.kind === 'cumulative' || of.kind === 'rank' || row.flags.includes('whole_period'))
      return [];
    const from = row.base_year ?? Number.NEGATIVE_INFINITY;
    let soFar: Value = 0;
    return yearsOf(model.years).flatMap((year) => {
      const value = year > from ? read(row.region, row.variable, year) : undefined;
      if (value === undefined) return [];
      soFar = max(soFar, holds(row.bound, target, value, direction));
      return [{ year, met: soFar }];
    });
  }
}

/** `meets` of bounds.ts for values: equal within 1e-9 counts as reached. */
function holds(bound: Bound, target: Value, outcome: Value, direction: 1 | -1): Value {
  const share = bound === 'approx' ? APPROX_TOLERANCE : EQUAL_WITHIN;
  const tolerance = multiply(share, Math.abs(centralOf(target)));
  const gap = direction > 0 ? subtract(outcome, target) : subtract(target, outcome);
  return bound === 'gt' || bound === 'lt' ? above(gap, tolerance) : atLeast(gap, multiply(-1, tolerance));
}

/** Average growth as rows print it: per cent a year for levels, points a year for shares. */
export function averageGrowth(from: Value, to: Value, years: number, indicator: Indicator): Value {
  if (indicator.grows === 'points') return divide(subtract(to, from), years);
  return multiply(100, subtract(exp(divide(ln(divide(to, from)), years)), 1));
}
