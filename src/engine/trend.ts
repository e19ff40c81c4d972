// Growth seen in past values, and how the default assumption lets it fade. Plain values, no names. What decides between two
// ways of computing is always the value at central inputs, so that every draw goes the same way.

import { add, centralOf, divide, exp, ln, multiply, subtract, type Value } from '../formula/index.ts';

/** A known value of a series; `breaks` says that it must not be compared with the one before. */
export interface Knot {
  readonly year: number;
  readonly value: Value;
  readonly breaks: boolean;
}

/**
 * Mean yearly growth over the last `window` years of known values: a fraction a year (compound) for levels, points a
 * year for shares. Steps across a break are left out; where the window holds no step, the last one before it serves.
 * Undefined with fewer than two comparable values, or with a value ≤ 0 in a level.
 */
export function trendOf(knots: readonly Knot[], window: number, grows: 'rate' | 'points'): Value | undefined {
  const steps = knots
    .slice(1)
    .map((to, k) => ({ from: knots[k] as Knot, to }))
    .filter(
      ({ from, to }) => !to.breaks && (grows === 'points' || (centralOf(from.value) > 0 && centralOf(to.value) > 0)),
    );
  const last = knots[knots.length - 1];
  if (!last || steps.length === 0) return undefined;
  const recent = steps.filter(({ from }) => from.year >= last.year - window);
  const used = recent.length > 0 ? recent : steps.slice(-1);
  const years = used.reduce((sum, { from, to }) => sum + to.year - from.year, 0);
  const change = ({ from, to }: (typeof used)[number]) =>
    grows === 'points' ? subtract(to.value, from.value) : ln(divide(to.value, from.value));
  const mean = divide(used.map(change).reduce(add), years);
  return grows === 'points' ? mean : subtract(exp(mean), 1);
}

/** One year on: `growth` as a fraction (levels) or in points (shares). */
export function grow(value: number, growth: number, grows: 'rate' | 'points'): number;
export function grow(value: Value, growth: Value, grows: 'rate' | 'points'): Value;
export function grow(value: Value, growth: Value, grows: 'rate' | 'points'): Value {
  return grows === 'rate' ? multiply(value, add(1, growth)) : add(value, growth);
}

/** Growth from one value to the next: the inverse of `grow`. */
export function growthBetween(from: number, to: number, grows: 'rate' | 'points'): number;
export function growthBetween(from: Value, to: Value, grows: 'rate' | 'points'): Value;
export function growthBetween(from: Value, to: Value, grows: 'rate' | 'points'): Value {
  return grows === 'rate' ? subtract(divide(to, from), 1) : subtract(to, from);
}

/** The value `k` years after `from`, on the way to `to` after `years`: constant rate for levels, straight for shares. */
export function between(from: number, to: number, k: number, years: number, grows: 'rate' | 'points'): number;
export function between(from: Value, to: Value, k: number, years: number, grows: 'rate' | 'points'): Value;
export function between(from: Value, to: Value, k: number, years: number, grows: 'rate' | 'points'): Value {
  if (k === years) return to;
  if (grows === 'points' || centralOf(from) <= 0 || centralOf(to) <= 0)
    return add(from, divide(multiply(subtract(to, from), k), years));
  return multiply(from, exp(divide(multiply(ln(divide(to, from)), k), years)));
}

/** Logistic path towards a ceiling, `k` years after `from`, with the yearly change of the logit (METHODS 5). */
export function logistic(from: Value, ceiling: Value, logitPerYear: Value, k: number): Value {
  const start = ln(divide(from, subtract(ceiling, from)));
  return divide(ceiling, add(1, exp(multiply(-1, add(start, multiply(logitPerYear, k))))));
}
