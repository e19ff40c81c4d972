// Growth seen in past values, and how the default assumption lets it fade. Plain numbers, no names.

/** A known value of a series; `breaks` says that it must not be compared with the one before. */
export interface Knot {
  readonly year: number;
  readonly value: number;
  readonly breaks: boolean;
}

/**
 * Mean yearly growth over the last `window` years of known values: a fraction a year (compound) for levels, points a
 * year for shares. Steps across a break are left out; where the window holds no step, the last one before it serves.
 * Undefined with fewer than two comparable values, or with a value ≤ 0 in a level.
 */
export function trendOf(knots: readonly Knot[], window: number, grows: 'rate' | 'points'): number | undefined {
  const steps = knots
    .slice(1)
    .map((to, k) => ({ from: knots[k] as Knot, to }))
    .filter(({ from, to }) => !to.breaks && (grows === 'points' || (from.value > 0 && to.value > 0)));
  const last = knots[knots.length - 1];
  if (!last || steps.length === 0) return undefined;
  const recent = steps.filter(({ from }) => from.year >= last.year - window);
  const used = recent.length > 0 ? recent : steps.slice(-1);
  const years = used.reduce((sum, { from, to }) => sum + to.year - from.year, 0);
  if (grows === 'points') return used.reduce((sum, { from, to }) => sum + to.value - from.value, 0) / years;
  return Math.exp(used.reduce((sum, { from, to }) => sum + Math.log(to.value / from.value), 0) / years) - 1;
}

/** One year on: `growth` as a fraction (levels) or in points (shares). */
export function grow(value: number, growth: number, grows: 'rate' | 'points'): number {
  return grows === 'rate' ? value * (1 + growth) : value + growth;
}

/** Growth from one value to the next: the inverse of `grow`. */
export function growthBetween(from: number, to: number, grows: 'rate' | 'points'): number {
  return grows === 'rate' ? to / from - 1 : to - from;
}

/** The value `k` years after `from`, on the way to `to` after `years`: constant rate for levels, straight for shares. */
export function between(from: number, to: number, k: number, years: number, grows: 'rate' | 'points'): number {
  if (k === years) return to;
  if (grows === 'points' || from <= 0 || to <= 0) return from + ((to - from) * k) / years;
  return from * Math.exp((Math.log(to / from) * k) / years);
}

/** Logistic path towards a ceiling, `k` years after `from`, with the yearly change of the logit (METHODS 5). */
export function logistic(from: number, ceiling: number, logitPerYear: number, k: number): number {
  const start = Math.log(from / (ceiling - from));
  return ceiling / (1 + Math.exp(-(start + logitPerYear * k)));
}
