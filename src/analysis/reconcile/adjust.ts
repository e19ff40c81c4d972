// Numbers made to add up: METHODS section 7. Plain arrays, no names.
// MinT: Wickramasuriya, Athanasopoulos & Hyndman (2019), JASA 114, in its projection form.

import { solveSymmetric } from './solve.ts';

/** A node of a summing hierarchy: its value, how much it may move, and the positions of the parts that it is the sum of. */
export interface SumNode {
  readonly value: number;
  /** Variance of the value; 0 for a number that stands. */
  readonly variance: number;
  readonly parts: readonly number[];
}

/**
 * Values nearest to the given ones (each move weighed by its variance) that add up: ŷ − W Cᵀ (C W Cᵀ)⁻¹ C ŷ.
 * Undefined where numbers that stand contradict one another.
 *
 * @example projectOntoSums([{value: 100, variance: 3, parts: [1, 2, 3]}, …45, 30, 20]) // [97.5, 45.83, 30.83, 20.83]
 */
export function projectOntoSums(nodes: readonly SumNode[]): readonly number[] | undefined {
  const rows = nodes.flatMap((node, k) => (node.parts.length === 0 ? [] : [constraint(nodes.length, k, node.parts)]));
  const covariance = nodes.map((node, k) => nodes.map((_, j) => (j === k ? node.variance : 0)));
  return projectOntoConstraints(
    nodes.map((node) => node.value),
    covariance,
    rows,
  );
}

/** The projection for any covariance W and constraints C ŷ = 0. */
export function projectOntoConstraints(
  values: readonly number[],
  covariance: readonly (readonly number[])[],
  rows: readonly (readonly number[])[],
): readonly number[] | undefined {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0);
  const spread = rows.map((row) => covariance.map((line) => dot(line, row)));
  const residuals = rows.map((row) => dot(row, values));
  const multipliers = solveSymmetric(
    rows.map((row) => spread.map((moved) => dot(row, moved))),
    residuals,
  );
  return (
    multipliers &&
    values.map((value, k) => value - spread.reduce((sum, moved, c) => sum + (moved[k] ?? 0) * (multipliers[c] ?? 0), 0))
  );
}

function constraint(size: number, node: number, parts: readonly number[]): readonly number[] {
  return Array.from({ length: size }, (_, k) => (k === node ? 1 : parts.includes(k) ? -1 : 0));
}

/**
 * Scales parts to a total; parts that stand keep their value and the others share the rest in proportion to `weights`
 * (default: their values). Undefined where nothing can move, or the weights to share by add up to 0.
 */
export function scaleTo(
  total: number,
  parts: readonly { readonly value: number; readonly stands: boolean; readonly weight?: number }[],
): readonly number[] | undefined {
  const free = parts.filter((part) => !part.stands);
  const rest = parts.reduce((left, part) => (part.stands ? left - part.value : left), total);
  const weights = free.reduce((sum, part) => sum + (part.weight ?? part.value), 0);
  if (free.length === 0 || weights <= 0) return undefined;
  return parts.map((part) => (part.stands ? part.value : (rest * (part.weight ?? part.value)) / weights));
}

/** How shares can be moved so that their weighted mean reaches a parent's share. */
export type ShareMethod = 'additive' | 'proportional' | 'least-squares';

/**
 * Shares s̃ with Σ a·s̃ = parent: equal points, equal factors, or least squares by standard deviations
 * s̃ = s + σ²·a·gap / Σ a²σ². Weights a are shares of the denominators and add up to 1.
 */
export function adjustShares(
  parent: number,
  shares: readonly { readonly value: number; readonly weight: number; readonly sd?: number }[],
  method: ShareMethod,
): readonly number[] {
  const weighted = shares.reduce((sum, { value, weight }) => sum + value * weight, 0);
  const gap = parent - weighted;
  if (method === 'proportional') return shares.map(({ value }) => (value * parent) / weighted);
  if (method === 'additive') return shares.map(({ value }) => value + gap);
  const variance = (sd: number | undefined) => (sd ?? 1) ** 2;
  const scale = shares.reduce((sum, { weight, sd }) => sum + weight ** 2 * variance(sd), 0);
  return shares.map(({ value, weight, sd }) => value + (variance(sd) * weight * gap) / scale);
}
