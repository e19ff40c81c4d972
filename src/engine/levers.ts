// What levers do to one series: growth, level and path, in their years, on top of the reference.

import { add, centralOf, multiply, power, subtract, type Value } from '../formula/index.ts';
import type { Change, Lever } from '../scenario/index.ts';
import { between, grow, growthBetween } from './trend.ts';

type IndicatorLever = Exclude<Lever, { kind: 'parameter' }>;

/** The amount of a growth or level lever: its own, or a value that stands for many amounts. */
export type AmountOf = (lever: Exclude<IndicatorLever, { kind: 'path' }>) => Value;

/** The series as levers alone would have it, year by year; `fixed` where a lever states the value itself. */
export interface LeveredSeries {
  /** NaN where the reference has no data. */
  readonly path: readonly Value[];
  /** With `level` levers applied, which end with their years. */
  readonly values: readonly Value[];
  readonly fixed: Uint8Array;
}

/**
 * Applies levers to a series: growth in file order (set replaces, add and times compose), then paths, levels last.
 * A lever acts from the first year after `lastKnown`. Years count from `firstYear`; NaN is missing.
 */
export function applyLevers(
  reference: ArrayLike<Value>,
  levers: readonly IndicatorLever[],
  grows: 'rate' | 'points',
  firstYear: number,
  lastKnown: number,
  amountOf: AmountOf = ({ change }) => change.amount,
): LeveredSeries {
  const path = Array.from(reference);
  const values = Array.from(reference);
  const fixed = new Uint8Array(reference.length);
  for (let y = 1; y < reference.length; y++) {
    const year = firstYear + y;
    const [before, now] = [reference[y - 1] ?? Number.NaN, reference[y] ?? Number.NaN];
    if (year <= lastKnown || Number.isNaN(now)) continue;
    const previous = path[y - 1] ?? Number.NaN;
    const active = levers.filter(
      (lever) => lever.kind !== 'path' && year >= lever.years.first && year <= lever.years.last,
    );
    const growthLevers = active.filter((lever) => lever.kind === 'growth');
    if (!Number.isNaN(previous) && !Number.isNaN(before) && (growthLevers.length > 0 || previous !== before)) {
      const usual = growthBetween(before, now, grows);
      const growth = growthLevers.reduce(
        (rate, lever) => changed(rate, lever.change.op, amountOf(lever), phase(lever, year)),
        usual,
      );
      // From 0 there is no rate of growth, so nothing that a lever could change: what the reference adds is added.
      path[y] = Number.isFinite(centralOf(usual))
        ? grow(previous, growth, grows)
        : add(previous, subtract(now, before));
    }
    for (const lever of levers) {
      if (lever.kind !== 'path') continue;
      const value = onPath(lever.points, year, grows);
      if (value === undefined) continue;
      path[y] = value;
      fixed[y] = 1;
    }
    values[y] = path[y] ?? now;
    for (const lever of active) {
      if (lever.kind !== 'level') continue;
      values[y] = changed(values[y] ?? now, lever.change.op, amountOf(lever), phase(lever, year));
      if (lever.change.op === 'set') fixed[y] = 1;
    }
  }
  return { path, values, fixed };
}

/** Share of a change that is in force: 1/n in the first year of a ramp of n years. */
function phase(
  lever: { readonly years: { readonly first: number }; readonly rampYears: number },
  year: number,
): number {
  return Math.min(1, (year - lever.years.first + 1) / lever.rampYears);
}

/** A rate or level after part of a change; factors are phased in by their logarithm. */
function changed(value: Value, op: Change['op'], amount: Value, phase: number): Value {
  switch (op) {
    case 'add':
      return add(value, multiply(amount, phase));
    case 'times':
      return multiply(value, phase === 1 ? amount : power(amount, phase));
    case 'set':
      return phase === 1 ? amount : add(value, multiply(subtract(amount, value), phase));
  }
}

/** The value of a path lever in a year; undefined outside its points. */
function onPath(points: ReadonlyMap<number, number>, year: number, grows: 'rate' | 'points'): number | undefined {
  const years = [...points.keys()];
  const to = years.find((point) => point >= year);
  const from = years.findLast((point) => point <= year);
  if (to === undefined || from === undefined) return undefined;
  const [low, high] = [points.get(from) ?? Number.NaN, points.get(to) ?? Number.NaN];
  return from === to ? high : between(low, high, year - from, to - from, grows);
}
