// Pace towards a target by the Eurostat method (METHODS section 1): growth achieved over growth required, as compound
// rates for levels and as points a year for shares.

import type { Indicator } from '../model/index.ts';

/** A value in a year. */
export interface Point {
  readonly year: number;
  readonly value: number;
}

export type PaceClass = 'on_track' | 'moderate' | 'insufficient' | 'away';

/** Achieved over required pace: by points and, where signs allow, by compound rates. */
export interface Pace {
  readonly points?: number;
  readonly rate?: number;
}

/**
 * Pace from `base` to `now` over what is required from `base` to `target`. A ratio is missing where it is undefined: no
 * time passed, nothing required, or (rate) a value that is zero or of another sign. Decreasing targets need no care: both
 * numbers are negative and the ratio stays positive when on track.
 *
 * @example paceOf({year: 2015, value: 2.73}, {year: 2018, value: 2.95}, {year: 2020, value: 3.2}).rate // 0.811
 */
export function paceOf(base: Point, now: Point, target: Point): Pace {
  const elapsed = now.year - base.year;
  const total = target.year - base.year;
  if (elapsed <= 0 || total <= 0 || target.value === base.value) return {};
  const points = (now.value - base.value) / elapsed / ((target.value - base.value) / total);
  const sameSign =
    Math.sign(now.value) === Math.sign(base.value) &&
    Math.sign(target.value) === Math.sign(base.value) &&
    base.value !== 0;
  if (!sameSign) return { points };
  const achieved = (now.value / base.value) ** (1 / elapsed) - 1;
  const required = (target.value / base.value) ** (1 / total) - 1;
  return { points, rate: achieved / required };
}

/** Eurostat's classes: at least 95 % of the required pace is on track, at least 60 % moderate, below 0 away. */
export function classOf(ratio: number): PaceClass {
  return ratio >= 0.95 ? 'on_track' : ratio >= 0.6 ? 'moderate' : ratio >= 0 ? 'insufficient' : 'away';
}

/** The ratio by which an indicator is judged, and the other one: points for shares, compound rates for levels. */
export function judgedPace(
  pace: Pace,
  indicator: Pick<Indicator, 'grows'>,
): { readonly judged?: number; readonly other?: number } {
  const [judged, other] = indicator.grows === 'points' ? [pace.points, pace.rate] : [pace.rate, pace.points];
  return { ...(judged === undefined ? {} : { judged }), ...(other === undefined ? {} : { other }) };
}

/** Yearly growth from one point to another: points a year for shares, a compound rate (fraction) for levels. */
export function neededGrowth(from: Point, to: Point, grows: 'rate' | 'points'): number | undefined {
  const years = to.year - from.year;
  if (years <= 0) return undefined;
  if (grows === 'points') return (to.value - from.value) / years;
  return from.value > 0 && to.value > 0 ? (to.value / from.value) ** (1 / years) - 1 : undefined;
}

/**
 * Growth g with Σ_{j=from..from+years-1} last·(1+g)^j = remaining, by bisection to the last bit; undefined where no g > -1
 * gives it. `from` counts the years from the last flow to the first one of the sum.
 *
 * @example growthForSum(150, 530, 2) // 0.4450792614526876
 */
export function growthForSum(last: number, remaining: number, years: number, from: number = 1): number | undefined {
  if (years <= 0 || last <= 0 || remaining <= 0) return undefined;
  const sum = (g: number) =>
    Array.from({ length: years }, (_, j) => last * (1 + g) ** (j + from)).reduce((a, b) => a + b, 0);
  let [low, high] = [-1, 1];
  while (sum(high) < remaining && high < 1e6) high *= 2;
  if (sum(high) < remaining) return undefined;
  for (let middle = (low + high) / 2; middle !== low && middle !== high; middle = (low + high) / 2) {
    if (sum(middle) < remaining) low = middle;
    else high = middle;
  }
  return high;
}
