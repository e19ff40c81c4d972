// Boxes and line segments in px, and where labels find room between them.

import { lineHeight } from './style.ts';
import { textWidth } from './text-metrics.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** What a label must keep clear of. */
export interface Obstacles {
  /** Labels lie inside this. */
  readonly area: Box;
  /** Never covered: other labels. */
  readonly boxes: readonly Box[];
  /** Covered only where there is no other place. */
  readonly marks: readonly Box[];
  readonly segments: readonly Segment[];
}

/** A label to place near an anchor. */
export interface Wish {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
  readonly fontSize: number;
  readonly bold?: boolean;
}

/** Where a label went: its box, and a line to its anchor where it is not beside it. */
export interface Placed {
  readonly box: Box;
  readonly leader?: Segment;
}

const PADDING = 2;
const DISTANCES = [5, 9, 14, 20, 28, 38, 50, 64, 80, 100, 125];
const DIRECTIONS = 16;
const LEADER_FROM = 20;

/** Size of lines of text. */
export function sizeOf(
  lines: readonly string[],
  fontSize: number,
  bold = false,
): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(0, ...lines.map((line) => textWidth(line, fontSize, bold))),
    height: lines.length * lineHeight(fontSize),
  };
}

/**
 * Finds a place for each label in turn, near its anchor and clear of lines, marks and the labels before it; undefined
 * where all places within reach are taken.
 */
export function placeLabels(wishes: readonly Wish[], obstacles: Obstacles): readonly (Placed | undefined)[] {
  const taken = [...obstacles.boxes];
  const leaders: Segment[] = [];
  return wishes.map((wish) => {
    const placed = placeLabel(wish, { ...obstacles, boxes: taken }, leaders);
    if (placed) taken.push(placed.box);
    if (placed?.leader) leaders.push(placed.leader);
    return placed;
  });
}

/** A box around a point. */
export function around(x: number, y: number, dx: number, dy: number): Box {
  return { left: x - dx, top: y - dy, right: x + dx, bottom: y + dy };
}

/** Whether two boxes share more than an edge. */
export function overlaps(a: Box, b: Box, slack = 0): boolean {
  return a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack;
}

function placeLabel(wish: Wish, obstacles: Obstacles, leaders: readonly Segment[]): Placed | undefined {
  const { width, height } = sizeOf(wish.lines, wish.fontSize, wish.bold);
  let best: { readonly cost: number; readonly placed: Placed } | undefined;
  for (const distance of DISTANCES) {
    if (best && best.cost < distance) break; // farther away is never cheaper
    for (let k = 0; k < DIRECTIONS; k++) {
      const angle = (k * 2 * Math.PI) / DIRECTIONS;
      const box = boxAt(wish, width, height, Math.cos(angle), Math.sin(angle), distance);
      const struck = leaders.some((leader) => crosses(grow(box, PADDING), leader));
      const cost = struck ? undefined : costOf(wish, box, distance, obstacles);
      if (cost !== undefined && (!best || cost < best.cost)) best = { cost, placed: withLeader(wish, box, distance) };
    }
  }
  return best?.placed;
}

/** The box whose nearest edge is `distance` from the anchor in a direction. */
function boxAt({ x, y }: Wish, width: number, height: number, dx: number, dy: number, distance: number): Box {
  const [snapX, snapY] = [Math.abs(dx) < 0.01 ? 0 : dx, Math.abs(dy) < 0.01 ? 0 : dy];
  const cx = x + snapX * (distance + width / 2);
  const cy = y + snapY * (distance + height / 2);
  return { left: cx - width / 2, top: cy - height / 2, right: cx + width / 2, bottom: cy + height / 2 };
}

function costOf(
  { x, y }: Wish,
  box: Box,
  distance: number,
  { area, boxes, marks, segments }: Obstacles,
): number | undefined {
  const wide = grow(box, PADDING);
  if (box.left < area.left || box.right > area.right || box.top < area.top || box.bottom > area.bottom)
    return undefined;
  if (boxes.some((other) => overlaps(wide, other))) return undefined;
  if (contains(wide, x, y)) return undefined;
  const covered = marks.filter((mark) => overlaps(wide, mark)).length;
  const crossed = segments.filter((segment) => crosses(wide, segment)).length;
  const leader = distance >= LEADER_FROM ? leaderTo({ x, y }, box) : undefined;
  const overLabels = leader ? boxes.filter((other) => crosses(other, leader)).length : 0;
  const overLines = leader ? segments.filter((segment) => meet(segment, leader)).length : 0;
  const overMarks = leader ? marks.filter((mark) => !contains(grow(mark, 1), x, y) && crosses(mark, leader)).length : 0;
  return (
    distance +
    covered * 40 +
    Math.min(crossed, 6) * 45 +
    overLabels * 60 +
    overLines * 14 +
    overMarks * 90 +
    (box.left > x ? 0 : 2) +
    (box.bottom < y ? 0 : 1)
  );
}

function withLeader(anchor: Wish, box: Box, distance: number): Placed {
  return distance < LEADER_FROM ? { box } : { box, leader: leaderTo(anchor, box) };
}

/** From the nearest point of the box to just before the anchor. */
function leaderTo({ x, y }: { readonly x: number; readonly y: number }, box: Box): Segment {
  const toX = Math.min(Math.max(x, box.left), box.right);
  const toY = Math.min(Math.max(y, box.top), box.bottom);
  const length = Math.hypot(toX - x, toY - y) || 1;
  const start = Math.min(5, length) / length;
  return { x1: x + (toX - x) * start, y1: y + (toY - y) * start, x2: toX, y2: toY };
}

function grow(box: Box, by: number): Box {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by };
}

function contains(box: Box, x: number, y: number): boolean {
  return x > box.left && x < box.right && y > box.top && y < box.bottom;
}

/** Whether two segments cross. */
function meet(a: Segment, b: Segment): boolean {
  const side = (s: Segment, x: number, y: number) => Math.sign((s.x2 - s.x1) * (y - s.y1) - (s.y2 - s.y1) * (x - s.x1));
  return side(a, b.x1, b.y1) * side(a, b.x2, b.y2) < 0 && side(b, a.x1, a.y1) * side(b, a.x2, a.y2) < 0;
}

/** Whether a segment enters a box (Liang & Barsky 1984). */
export function crosses(box: Box, { x1, y1, x2, y2 }: Segment): boolean {
  let [from, to] = [0, 1];
  const sides = [
    [x1 - x2, x1 - box.left],
    [x2 - x1, box.right - x1],
    [y1 - y2, y1 - box.top],
    [y2 - y1, box.bottom - y1],
  ] as const;
  for (const [p, q] of sides) {
    if (p === 0) {
      if (q < 0) return false;
      continue;
    }
    const t = q / p;
    if (p < 0) from = Math.max(from, t);
    else to = Math.min(to, t);
    if (from > to) return false;
  }
  return true;
}

/**
 * Moves stacked items as little as needed so that none overlap: middles of items of given heights between `top` and
 * `bottom`, each as near as can be to where it wants to be. Undefined where they do not fit.
 * Pool adjacent violators: items that touch move together, to the mean of what they want.
 *
 * @example spread([{want: 10, height: 10}, {want: 12, height: 10}], 0, 100) // [6, 16]
 */
export function spread(
  items: readonly { readonly want: number; readonly height: number }[],
  top: number,
  bottom: number,
): readonly number[] | undefined {
  const total = items.reduce((sum, item) => sum + item.height, 0);
  if (total > bottom - top + 1e-9) return undefined;
  const order = items.map((_, k) => k).sort((a, b) => (items[a]?.want ?? 0) - (items[b]?.want ?? 0) || a - b);
  const pools: { members: number[]; height: number; start: number; wish: number }[] = [];
  for (const k of order) {
    const { want, height } = items[k] as { want: number; height: number };
    let pool = { members: [k], height, wish: want - height / 2, start: 0 };
    pool.start = clamp(pool.wish, top, bottom - pool.height);
    for (let last = pools.at(-1); last && last.start + last.height > pool.start; last = pools.at(-1)) {
      pools.pop();
      const members = [...last.members, ...pool.members];
      const wish = (last.wish * last.members.length + (pool.wish - last.height) * pool.members.length) / members.length;
      pool = { members, height: last.height + pool.height, wish, start: 0 };
      pool.start = clamp(wish, top, bottom - pool.height);
    }
    pools.push(pool);
  }
  const middles: number[] = items.map(() => 0);
  for (const pool of pools) {
    let at = pool.start;
    for (const k of pool.members) {
      const height = items[k]?.height ?? 0;
      middles[k] = at + height / 2;
      at += height;
    }
  }
  return middles;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}
