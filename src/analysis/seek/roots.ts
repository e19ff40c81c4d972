// All amounts of one lever at which an outcome takes a value: a scan, then a closed form through two points where that is
// exact, else Brent's method (METHODS 6).

import { findRoot } from '../../base/index.ts';

/** How a root was found: `linear` and `power` are closed forms, checked by a run; `scan` is a point of the scan itself. */
export type SeekMethod = 'linear' | 'power' | 'brent' | 'scan';

export interface FoundRoot {
  readonly amount: number;
  readonly outcome: number;
  readonly method: SeekMethod;
}

export interface Scan {
  readonly roots: readonly FoundRoot[];
  /** Whether the outcome rises or falls all the way. */
  readonly monotone: boolean;
  /** Whether it moves at all. */
  readonly moves: boolean;
  /** The amount that comes nearest. */
  readonly best: { readonly amount: number; readonly outcome: number };
  /** What was tried, smallest amount first. */
  readonly points: readonly { readonly amount: number; readonly outcome: number }[];
}

/** Points of the scan on which monotony is tested. */
export const SCAN_POINTS = 33;
/** An outcome this close to the aim, relative to its size, is there. */
const THERE = 1e-11;

/**
 * Every root of outcome(x) = aim in [low, high] that a scan of 33 points separates. A closed form is used where the
 * outcome is linear in x (points of a share, amounts added), or its logarithm linear in ln x or ln(1 + x/100) (factors, a
 * rate of growth that is set): the candidate is run and must hit the aim. `power` tells which logarithm.
 */
export function findAmounts(
  outcome: (amount: number) => number,
  low: number,
  high: number,
  aim: number,
  power?: 'factor' | 'percent',
  scanPoints: number = SCAN_POINTS,
): Scan {
  const points = Array.from({ length: scanPoints }, (_, k) => {
    const amount = low + ((high - low) * k) / (scanPoints - 1);
    return { amount, outcome: outcome(amount) };
  });
  const scale = Math.max(Math.abs(aim), ...points.map((point) => Math.abs(point.outcome)).filter(Number.isFinite));
  const small = THERE * (Math.abs(aim) || scale);
  const miss = (x: number) => outcome(x) - aim;
  const isThere = (value: number) => Math.abs(value - aim) <= small;
  const roots: FoundRoot[] = [];
  const isAlone = (k: number) =>
    isThere(points[k]?.outcome ?? Number.NaN) &&
    !isThere(points[k - 1]?.outcome ?? Number.NaN) &&
    !isThere(points[k + 1]?.outcome ?? Number.NaN);
  const crosses = (from: Scan['best'], to: Scan['best']) =>
    !isThere(from.outcome) && Math.sign(from.outcome - aim) * Math.sign(to.outcome - aim) === -1;
  points.forEach((point, k) => {
    const next = points[k + 1];
    if (isAlone(k)) roots.push({ ...point, method: 'scan' });
    if (!next || isAlone(k) || isAlone(k + 1)) return;
    const root =
      isThere(point.outcome) !== isThere(next.outcome)
        ? edge(point, next)
        : crosses(point, next)
          ? inside(point, next)
          : undefined;
    // What is left beside the aim at a jump is no root.
    if (root && Math.abs(root.outcome - aim) <= 1e-9 * (Math.abs(aim) || scale)) roots.push(root);
  });
  const steps = points.slice(1).map((point, k) => point.outcome - (points[k]?.outcome ?? 0));
  const flat = 1e-13 * scale;
  return {
    roots,
    monotone: steps.every((step) => step >= -flat) || steps.every((step) => step <= flat),
    moves: steps.some((step) => Math.abs(step) > flat),
    best: nearest(),
    points,
  };

  function inside(from: Scan['best'], to: Scan['best']): FoundRoot | undefined {
    for (const method of ['linear', 'power'] as const) {
      const amount = candidate(method, from, to);
      if (amount === undefined || !(amount >= from.amount && amount <= to.amount)) continue;
      const found = outcome(amount);
      if (Math.abs(found - aim) <= 1e-12 * (Math.abs(aim) || scale)) return { amount, outcome: found, method };
    }
    const amount = findRoot(miss, from.amount, to.amount, 0);
    return amount === undefined ? undefined : { amount, outcome: outcome(amount), method: 'brent' };
  }

  /** Where a stretch on the aim begins or ends: the amount that just reaches it. */
  function edge(from: Scan['best'], to: Scan['best']): FoundRoot | undefined {
    const off = isThere(from.outcome) ? to : from;
    const side = Math.sign(off.outcome - aim) * small;
    const amount = findRoot((x) => miss(x) - side, from.amount, to.amount, 0);
    return amount === undefined ? undefined : { amount, outcome: outcome(amount), method: 'brent' };
  }

  function candidate(method: 'linear' | 'power', from: Scan['best'], to: Scan['best']): number | undefined {
    if (method === 'linear')
      return from.amount + ((aim - from.outcome) / (to.outcome - from.outcome)) * (to.amount - from.amount);
    if (power === undefined || !(aim > 0 && from.outcome > 0 && to.outcome > 0)) return undefined;
    const log = (x: number) => (power === 'factor' ? Math.log(x) : Math.log1p(x / 100));
    const share = Math.log(aim / from.outcome) / Math.log(to.outcome / from.outcome);
    const at = log(from.amount) + share * (log(to.amount) - log(from.amount));
    return power === 'factor' ? Math.exp(at) : 100 * Math.expm1(at);
  }

  /** The nearest point of the scan, moved to the turning point beside it where it lies inside. */
  function nearest(): Scan['best'] {
    const distance = (point: Scan['best']) => Math.abs(point.outcome - aim);
    const k = points.reduce(
      (best, point, position) => (distance(point) < distance(points[best] ?? point) ? position : best),
      0,
    );
    const found = points[k] ?? { amount: low, outcome: outcome(low) };
    const [before, after] = [points[k - 1], points[k + 1]];
    if (!before || !after || roots.length > 0) return found;
    let [a, b] = [before.amount, after.amount];
    const golden = (Math.sqrt(5) - 1) / 2;
    let [c, d] = [b - golden * (b - a), a + golden * (b - a)];
    let [fc, fd] = [Math.abs(miss(c)), Math.abs(miss(d))];
    while (b - a > 1e-6 * (high - low)) {
      if (fc < fd) {
        [b, d, fd] = [d, c, fc];
        c = b - golden * (b - a);
        fc = Math.abs(miss(c));
      } else {
        [a, c, fc] = [c, d, fd];
        d = a + golden * (b - a);
        fd = Math.abs(miss(d));
      }
    }
    const turned = { amount: (a + b) / 2, outcome: outcome((a + b) / 2) };
    return distance(turned) < distance(found) ? turned : found;
  }
}
