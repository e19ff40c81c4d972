// Several levers: the least effort Σ (x/s)² that reaches the aim within limits. Each step solves the problem for the
// straight approximation at hand (a weighted minimum norm with limits); the last one is made exact along its own ray.

import { findRoot } from '../../base/index.ts';
import type { Knob } from './knob.ts';

export interface Effort {
  readonly amounts: readonly number[];
  readonly outcome: number;
  readonly reached: boolean;
}

const STEP = 1e-4;
const MOST_STEPS = 60;

/**
 * Amounts of least effort with outcome = aim. For outcomes of constant elasticity the answer is x_i = s_i² a_i b / Σ a_j² s_j²
 * (METHODS 6), because outcome and aim are compared by their logarithms where both are positive.
 */
export function leastEffort(
  knobs: readonly Knob[],
  outcomeAt: (amounts: readonly number[]) => number,
  aim: number,
): Effort {
  const ends = knobs.map((knob): readonly [number, number] => {
    const [a, b] = [knob.effort(knob.low), knob.effort(knob.high)];
    return [Math.max(a, -1e6), Math.min(b, 1e6)];
  });
  const clip = (efforts: readonly number[]) =>
    efforts.map((effort, k) => Math.min(ends[k]?.[1] ?? 0, Math.max(ends[k]?.[0] ?? 0, effort)));
  // At a limit the amount is the limit itself, not its effort turned back.
  const amountsOf = (efforts: readonly number[]) =>
    efforts.map(
      (effort, k) =>
        (effort === ends[k]?.[0]
          ? knobs[k]?.low
          : effort === ends[k]?.[1]
            ? knobs[k]?.high
            : knobs[k]?.amount(effort)) ?? 0,
    );
  const raw = (efforts: readonly number[]) => outcomeAt(amountsOf(efforts));
  let efforts: readonly number[] = clip(knobs.map(() => 0));
  const logs = aim > 0 && raw(efforts) > 0;
  const measure = (value: number) => (logs ? Math.log(Math.max(value, Number.MIN_VALUE)) : value);
  const goal = measure(aim);
  const value = (at: readonly number[]) => measure(raw(at));

  let slopes = slopesAt(efforts);
  for (let step = 0; step < MOST_STEPS; step++) {
    const wanted = goal - value(efforts) + slopes.reduce((sum, slope, k) => sum + slope * (efforts[k] ?? 0), 0);
    const next = minimumNorm(slopes, wanted, ends) ?? corner(slopes, goal > value(efforts) ? 1 : -1);
    const moved = Math.max(...next.map((effort, k) => Math.abs(effort - (efforts[k] ?? 0))));
    efforts = damped(efforts, next);
    if (moved < 1e-9) break;
    slopes = slopesAt(efforts);
  }
  const exact = alongRay(slopes);
  const chosen = exact ?? corner(slopes, goal > value(efforts) ? 1 : -1);
  const outcome = raw(chosen);
  return { amounts: amountsOf(chosen), outcome, reached: Math.abs(outcome - aim) <= 1e-9 * (Math.abs(aim) || 1) };

  /** Change of the outcome with each effort, by central differences inside the limits. */
  function slopesAt(at: readonly number[]): readonly number[] {
    return at.map((effort, k) => {
      const [low, high] = ends[k] ?? [0, 0];
      const [a, b] = [Math.max(low, effort - STEP), Math.min(high, effort + STEP)];
      const replaced = (by: number) => at.map((other, position) => (position === k ? by : other));
      return (value(replaced(b)) - value(replaced(a))) / (b - a);
    });
  }

  /** Half the way, or less, where the whole would lead further from the aim. */
  function damped(from: readonly number[], to: readonly number[]): readonly number[] {
    const miss = (at: readonly number[]) => Math.abs(value(at) - goal);
    const before = miss(from);
    for (let share = 1; share > 0.01; share /= 2) {
      const at = from.map((effort, k) => effort + share * ((to[k] ?? 0) - effort));
      if (share === 1 && miss(at) <= Math.max(before, 1e-6)) return at;
      if (miss(at) < before) return at;
    }
    return to;
  }

  /** The exact crossing on the ray of minimum norms that these slopes give; undefined where it does not reach the aim. */
  function alongRay(at: readonly number[]): readonly number[] | undefined {
    const onRay = (push: number) => clip(at.map((slope) => slope * push));
    const most =
      1.001 *
      Math.max(
        0,
        ...at.flatMap((slope, k) => (slope === 0 ? [] : (ends[k] ?? []).map((end) => Math.abs(end / slope)))),
      );
    const miss = (push: number) => raw(onRay(push)) - aim;
    const push = findRoot(miss, 0, most, 0) ?? findRoot(miss, -most, 0, 0);
    return push === undefined ? undefined : onRay(push);
  }

  /** All levers pushed one way. */
  function corner(at: readonly number[], way: 1 | -1): readonly number[] {
    return at.map((slope, k) => (slope * way > 0 ? (ends[k]?.[1] ?? 0) : slope * way < 0 ? (ends[k]?.[0] ?? 0) : 0));
  }
}

/** The efforts of least norm with Σ slope·effort = wanted inside limits; undefined where the limits do not allow it. */
export function minimumNorm(
  slopes: readonly number[],
  wanted: number,
  ends: readonly (readonly [number, number])[],
): readonly number[] | undefined {
  const at = (push: number) =>
    slopes.map((slope, k) => Math.min(ends[k]?.[1] ?? 0, Math.max(ends[k]?.[0] ?? 0, slope * push)));
  const sum = (push: number) => at(push).reduce((total, effort, k) => total + (slopes[k] ?? 0) * effort, 0);
  const norm = slopes.reduce((total, slope) => total + slope * slope, 0);
  if (!(norm > 0)) return undefined;
  const free = wanted / norm;
  const inside = slopes.every((slope, k) => slope * free >= (ends[k]?.[0] ?? 0) && slope * free <= (ends[k]?.[1] ?? 0));
  if (inside) return at(free);
  const most =
    2 *
    Math.max(...slopes.flatMap((slope, k) => (slope === 0 ? [] : (ends[k] ?? []).map((end) => Math.abs(end / slope)))));
  const push = findRoot((p) => sum(p) - wanted, -most, most, 0);
  return push === undefined ? undefined : at(push);
}
