// Regional sensitivity analysis, or Monte Carlo filtering (Hornberger & Spear 1981; Saltelli et al. 2008, chapter 5): which
// uncertainty decides whether a target is met. Draws are split by met and not met; an input decides as far as its values
// differ between the two.

import type { Bilingual } from '../../base/index.ts';
import { meets } from '../bounds.ts';
import { type CountedCell, correlated, drawPoints } from './design.ts';
import { type InputUnit, type SensitivityTarget, unitsOf } from './input.ts';
import { categoryDistance, criticalDistance, ksDistance } from './kolmogorov.ts';
import { Refusal, tooFewDraws } from './messages.ts';

const FEWEST_DRAWS = 100;
/** Below this many met, or not met, there is nothing to tell apart. */
const FEWEST_OF_A_SIDE = 20;
/** Level of the tests together: each of k inputs is held to a k-th of it (Bonferroni). */
const LEVEL = 0.05;
/** "In nine of ten draws", and at least half of the exceptions among all draws gone: else nearly all draws would be sure. */
const sureShare = (usual: number) => Math.max(0.9, (1 + usual) / 2);
/** Such a region holds at least this share of the draws. */
const LEAST_SHARE = 0.05;
const CURVE_POINTS = 60;
const CURVES = 2;

/** A part of the draws, on one side of a value of the input, where the target is nearly always met (or missed). */
export interface SureRegion {
  readonly side: 'above' | 'below';
  readonly at: number;
  /** Share of its draws that meet (or miss) the target. */
  readonly share: number;
  readonly draws: number;
}

/** Shares met where the input is above and below a value, or has each of its named values. */
export type Split =
  | { readonly kind: 'value'; readonly at: number; readonly above: number; readonly below: number }
  | {
      readonly kind: 'names';
      readonly parts: readonly { readonly name: Bilingual; readonly met: number; readonly draws: number }[];
    };

/** How far an input decides; of a series, its mean. */
export interface DecidingInput {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: string;
  /** More than one for a series. */
  readonly members: number;
  /** Kolmogorov–Smirnov distance of its values in draws that meet the target and draws that do not: 0 to 1. */
  readonly distance: number;
  /** Probability of a larger distance by chance. */
  readonly p: number;
  /** Whether that is below 5 % for all inputs tested together. */
  readonly decides: boolean;
  /** Whether met draws have larger values; absent where values have names and no order. */
  readonly larger?: boolean;
  readonly split: Split;
  /** The largest part of the draws where nine of ten or more meet the target; absent where there is none. */
  readonly met?: SureRegion;
  /** The largest part where nine of ten or more miss it. */
  readonly missed?: SureRegion;
  /** Cumulative shares of the values in met and in other draws; only for the inputs that decide most. */
  readonly curves?: {
    readonly values: readonly number[];
    readonly met: readonly number[];
    readonly missed: readonly number[];
  };
}

/** For one target. With `status` other than `split` there is nothing to tell apart and `inputs` is empty. */
export interface RegionalSensitivity {
  readonly target: SensitivityTarget;
  readonly draws: number;
  readonly met: number;
  readonly probability: number;
  /** Standard error of the probability as of independent draws. */
  readonly standardError: number;
  readonly status: 'split' | 'nearly_all' | 'nearly_none';
  /** Largest distance first. */
  readonly inputs: readonly DecidingInput[];
  /** Distance that one input exceeds by chance in 5 % of cases, all tested together. */
  readonly critical?: number;
}

/** Splits the same draws by each target; n evaluations whatever the number of targets. `direction` says which way is good. */
export function regionalSensitivity(
  cell: CountedCell,
  targets: readonly SensitivityTarget[],
  directionOf: (target: SensitivityTarget) => 1 | -1,
  draws: number,
  seed: number,
): readonly RegionalSensitivity[] {
  if (draws < FEWEST_DRAWS) throw new Refusal(tooFewDraws('regional sensitivity', draws, FEWEST_DRAWS));
  const points = correlated(cell, drawPoints(cell, draws, seed, 'regional'));
  const units = unitsOf(cell.inputs);
  const outcomes = cell.outcomesAt(points);
  const values = units.map(({ members, valueAt }) => {
    const rows = members.map((member) => points[member] as Float64Array);
    return Float64Array.from({ length: draws }, (_, k) => valueAt(rows.map((row) => row[k] as number)));
  });
  return targets.map((target) => {
    const direction = directionOf(target);
    const met = Array.from(outcomes, (outcome) => meets(target.bound, target.value, outcome, direction));
    return splitBy(units, values, met, target);
  });
}

function splitBy(
  inputs: readonly InputUnit[],
  values: readonly Float64Array[],
  met: readonly boolean[],
  target: SensitivityTarget,
): RegionalSensitivity {
  const draws = met.length;
  const count = met.filter(Boolean).length;
  const probability = count / draws;
  const common = {
    target,
    draws,
    met: count,
    probability,
    standardError: Math.sqrt((probability * (1 - probability)) / draws),
  };
  if (draws - count < FEWEST_OF_A_SIDE) return { ...common, status: 'nearly_all', inputs: [] };
  if (count < FEWEST_OF_A_SIDE) return { ...common, status: 'nearly_none', inputs: [] };
  const found = inputs
    .map((input, i) => decidingInput(input, values[i] as Float64Array, met, LEVEL / inputs.length))
    .sort((a, b) => b.distance - a.distance);
  return {
    ...common,
    status: 'split',
    inputs: found.map((one, k) => {
      const row = values[inputs.findIndex(({ id }) => id === one.id)] as Float64Array;
      return k < CURVES && one.split.kind === 'value' ? { ...one, curves: curvesOf(row, met) } : one;
    }),
    critical: criticalDistance(count, draws - count, LEVEL / inputs.length),
  };
}

function decidingInput(
  { id, title, unit, names, members }: InputUnit,
  row: Float64Array,
  met: readonly boolean[],
  level: number,
): DecidingInput {
  const [yes, no] = [row.filter((_, k) => met[k]), row.filter((_, k) => !met[k])];
  const common = { id, title, unit, members: members.length };
  if (names) {
    const { distance, p } = categoryDistance(yes, no);
    const parts = [...new Set(row)].map((value) => {
      const own = met.filter((_, k) => row[k] === value);
      return { name: names(value), met: own.filter(Boolean).length / own.length, draws: own.length };
    });
    parts.sort((a, b) => b.met - a.met);
    return { ...common, distance, p, decides: p < level, split: { kind: 'names', parts } };
  }
  const { distance, p, at, larger } = ksDistance(yes, no);
  const order = Array.from(row.keys()).sort((a, b) => (row[a] as number) - (row[b] as number));
  const [sureMet, sureMissed] = [
    sureRegion(row, order, (k) => met[k] === true, larger),
    sureRegion(row, order, (k) => met[k] === false, !larger),
  ];
  return {
    ...common,
    distance,
    p,
    decides: p < level,
    larger,
    split: { kind: 'value', at, ...sharesAround(row, met, at) },
    ...(sureMet ? { met: sureMet } : {}),
    ...(sureMissed ? { missed: sureMissed } : {}),
  };
}

function sharesAround(row: Float64Array, met: readonly boolean[], at: number) {
  const share = (inside: (value: number) => boolean) => {
    const own = met.filter((_, k) => inside(row[k] as number));
    return own.length === 0 ? 0 : own.filter(Boolean).length / own.length;
  };
  return { above: share((value) => value > at), below: share((value) => value <= at) };
}

/** The largest stretch from the end where `holds` is frequent, in which it nearly always holds. */
function sureRegion(
  row: Float64Array,
  order: readonly number[],
  holds: (draw: number) => boolean,
  fromTop: boolean,
): SureRegion | undefined {
  const walk = fromTop ? order.toReversed() : order;
  const least = Math.max(FEWEST_OF_A_SIDE, LEAST_SHARE * row.length);
  const enough = sureShare(order.filter(holds).length / order.length);
  let [holding, found]: [number, SureRegion | undefined] = [0, undefined];
  walk.forEach((draw, k) => {
    if (holds(draw)) holding += 1;
    const [value, next] = [row[draw] as number, row[walk[k + 1] ?? -1]];
    const [draws, share] = [k + 1, holding / (k + 1)];
    // Draws of one value stay together.
    if (next === undefined || next === value || draws < least || share < enough) return;
    found = { side: fromTop ? 'above' : 'below', at: (value + next) / 2, share, draws };
  });
  return found;
}

function curvesOf(row: Float64Array, met: readonly boolean[]): NonNullable<DecidingInput['curves']> {
  const sides = [true, false].map((side) => row.filter((_, k) => met[k] === side).sort());
  const sorted = row.toSorted();
  const [low, high] = [sorted[0] as number, sorted.at(-1) as number];
  const values = Array.from({ length: CURVE_POINTS + 1 }, (_, k) => low + ((high - low) * k) / CURVE_POINTS);
  const [yes, no] = sides.map((side) => values.map((value) => shareUpTo(side, value))) as [number[], number[]];
  return { values, met: yes, missed: no };
}

/** Share of sorted values that are at most `limit`. */
function shareUpTo(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}
