// Two levers swept over a grid: the probability that a target is met at each pair, and the lines of equal probability.

import type { OpenLever } from '../../scenario/index.ts';
import type { SensitivityTarget } from './input.ts';

/** One of the two levers with the values it takes, in rising order, as written (pp, %, factor, unit). */
export interface SweptLever {
  readonly lever: OpenLever;
  readonly values: readonly number[];
}

/** P(target met) over the grid of two levers. */
export interface LeverSweep {
  readonly scenario: string;
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
  readonly target: SensitivityTarget;
  readonly first: SweptLever;
  readonly second: SweptLever;
  /** [second][first], 0 to 1; NaN where it could not be had. */
  readonly probability: readonly (readonly number[])[];
  /** Draws behind each probability. */
  readonly draws: number;
}

/** A grid of values: `values[second][first]` at `first[a]`, `second[b]`. */
export interface Grid {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly values: readonly (readonly number[])[];
}

/** A point in values of the two levers. */
export type GridPoint = readonly [first: number, second: number];

/**
 * Sweeps two levers: `probabilityAt` is asked once for each pair.
 *
 * @example sweepLevers([0, 1], [0, 1], (a, b) => (a + b) / 2) // [[0, 0.5], [0.5, 1]]
 */
export function sweepLevers(
  first: readonly number[],
  second: readonly number[],
  probabilityAt: (first: number, second: number) => number,
): readonly (readonly number[])[] {
  return second.map((b) => first.map((a) => probabilityAt(a, b)));
}

/**
 * Lines along which the grid has a value, by marching squares with linear interpolation (Lorensen & Cline 1987, in the
 * plane); a saddle is decided by the mean of its corners. Squares with a missing corner have none.
 */
export function contourLines(grid: Grid, level: number): readonly (readonly GridPoint[])[] {
  const segments: (readonly [GridPoint, GridPoint])[] = [];
  for (let b = 0; b + 1 < grid.second.length; b++)
    for (let a = 0; a + 1 < grid.first.length; a++) segments.push(...squareSegments(grid, a, b, level));
  return joined(segments).map((line) =>
    line.map(([a, b]): GridPoint => [between(grid.first, a), between(grid.second, b)]),
  );
}

/** The value at a position between two of the grid. */
function between(values: readonly number[], position: number): number {
  const below = Math.min(Math.floor(position), values.length - 2);
  const [low, high] = [values[below] as number, values[below + 1] as number];
  return position === below + 1 ? high : low + (position - below) * (high - low);
}

/** Segments inside one square, in positions of the grid. */
function squareSegments({ values }: Grid, a: number, b: number, level: number) {
  // Corners counter-clockwise from the lower left; edge k leads from corner k to the next.
  const corners = (
    [
      [a, b],
      [a + 1, b],
      [a + 1, b + 1],
      [a, b + 1],
    ] as const
  ).map(([x, y]) => ({ x, y, value: values[y]?.[x] ?? Number.NaN }));
  if (corners.some(({ value }) => !Number.isFinite(value))) return [];
  const crossings = corners.flatMap((corner, k): { readonly point: GridPoint; readonly rising: boolean }[] => {
    const next = corners[(k + 1) % 4] as (typeof corners)[number];
    if (corner.value >= level === next.value >= level) return [];
    // From the same end whichever square asks, so that neighbours find the same point to the last bit.
    const [from, to] = k < 2 ? [corner, next] : [next, corner];
    const share = (level - from.value) / (to.value - from.value);
    const point = [from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)] as const;
    return [{ point, rising: next.value >= level }];
  });
  const pair = (i: number, j: number) => {
    const [from, to] = [crossings[i], crossings[j]];
    return from && to ? [[from.point, to.point] as const] : [];
  };
  if (crossings.length < 4) return pair(0, 1);
  const centre = corners.reduce((total, { value }) => total + value, 0) / 4 >= level;
  // A high centre joins the high corners: the lines cut off the low ones.
  return centre === crossings[0]?.rising ? [...pair(0, 3), ...pair(1, 2)] : [...pair(0, 1), ...pair(2, 3)];
}

/** Segments that meet become one line. */
function joined(segments: readonly (readonly [GridPoint, GridPoint])[]): readonly (readonly GridPoint[])[] {
  // Beside a corner that has the very level, edges find points that differ in the last bits.
  const keyOf = ([x, y]: GridPoint) => `${Math.round(x * 1e9)}/${Math.round(y * 1e9)}`;
  const rest = new Set(segments.filter(([from, to]) => keyOf(from) !== keyOf(to)));
  const lines: GridPoint[][] = [];
  for (const segment of segments) {
    if (!rest.delete(segment)) continue;
    const line: GridPoint[] = [...segment];
    const grow = (tip: () => GridPoint, add: (point: GridPoint) => void) => {
      for (;;) {
        const key = keyOf(tip());
        const next = [...rest].find((one) => one.some((point) => keyOf(point) === key));
        if (!next) return;
        rest.delete(next);
        add(keyOf(next[0]) === key ? next[1] : next[0]);
      }
    };
    grow(
      () => line.at(-1) as GridPoint,
      (point) => line.push(point),
    );
    grow(
      () => line[0] as GridPoint,
      (point) => line.unshift(point),
    );
    lines.push(line);
  }
  return lines;
}
