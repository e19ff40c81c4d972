// Bounds of targets: which way is good, how far from the target, met or not (METHODS 1.1).

import type { Bound, Indicator } from '../model/index.ts';

/** `approx` is met within this share of the target, in the good direction. */
export const APPROX_TOLERANCE = 0.02;

/** Values closer than this share of the target are equal: a target reached by its own growth must count as reached. */
export const EQUAL_WITHIN = 1e-9;

/** 1 where more is better, -1 where less is: the bound decides, else the indicator's direction. */
export function goodDirection(bound: Bound, indicator: Pick<Indicator, 'direction' | 'type'>): 1 | -1 {
  if (bound === 'gte' || bound === 'gt') return 1;
  if (bound === 'lte' || bound === 'lt') return -1;
  return indicator.type === 'rank' || indicator.direction === -1 ? -1 : 1;
}

/** Distance to the target, positive when good. */
export function gapTo(target: number, outcome: number, direction: 1 | -1): number {
  const gap = direction * (outcome - target);
  return Math.abs(gap) <= EQUAL_WITHIN * Math.abs(target) ? 0 : gap;
}

/** Whether an outcome meets a target; `eq` and `range` count as "at least" in the good direction. */
export function meets(bound: Bound, target: number, outcome: number, direction: 1 | -1): boolean {
  const gap = gapTo(target, outcome, direction);
  switch (bound) {
    case 'gt':
    case 'lt':
      return gap > 0;
    case 'approx':
      return gap >= -APPROX_TOLERANCE * Math.abs(target);
    default:
      return gap >= 0;
  }
}

/** Rounds half away from zero at a number of decimals, for comparisons as printed; never used inside a computation. */
export function roundAsPrinted(value: number, decimals: number): number {
  const shifted = Number(`${Math.abs(value)}e${decimals}`);
  return Number.isFinite(shifted) ? Math.sign(value) * Number(`${Math.round(shifted)}e-${decimals}`) : value;
}
