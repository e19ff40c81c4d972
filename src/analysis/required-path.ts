// What a target asks of every year (METHODS 1.2): the straight path from a base, in points for shares and at a constant
// rate for levels, and how fast one part of a ratio must grow for the ratio to get there.

import type { Point } from './pace.ts';

/**
 * The value of every year from `base` to `target`, both included. Undefined where no time passes, or where a constant
 * rate cannot lead from one to the other (a value that is zero or of another sign).
 *
 * @example requiredPath({year: 2015, value: 2.73}, {year: 2020, value: 3.2}, 'points') // 2.73, 2.824, … 3.2
 */
export function requiredPath(base: Point, target: Point, grows: 'rate' | 'points'): readonly Point[] | undefined {
  const years = target.year - base.year;
  if (years <= 0 || (grows === 'rate' && !(target.value * base.value > 0))) return undefined;
  const at = (k: number) =>
    grows === 'points'
      ? base.value + ((target.value - base.value) * k) / years
      : base.value * (target.value / base.value) ** (k / years);
  return Array.from({ length: years + 1 }, (_, k) => ({
    year: base.year + k,
    value: k === years ? target.value : at(k),
  }));
}

/**
 * Yearly growth of a ratio's numerator that takes the ratio from `base` to `target` while its denominator grows by
 * `denominator` a year (fractions; both nominal or both real): (1 + γ)(y_T / y₀)^(1/n) − 1.
 *
 * @example growthOfNumerator({year: 2020, value: 3.2}, {year: 2027, value: 3.65}, 0.07) // 0.0903
 */
export function growthOfNumerator(base: Point, target: Point, denominator: number): number | undefined {
  const years = target.year - base.year;
  if (years <= 0 || !(target.value * base.value > 0)) return undefined;
  return (1 + denominator) * (target.value / base.value) ** (1 / years) - 1;
}
