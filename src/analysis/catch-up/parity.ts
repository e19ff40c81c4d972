// When a follower reaches a leader, how fast it must grow for that, and when the gap is widest, for two series that grow
// steadily (METHODS 2.1). `catch-up.ts` applies the same to the paths of a scenario.

/** A value now and its yearly growth: a fraction for levels, points for shares. */
export interface Growing {
  readonly value: number;
  readonly growth: number;
}

/**
 * Years until the follower reaches `share` of the leader: 0 where it is there, undefined for never (it grows no faster).
 * Levels: n = ln(θL/F) / ln((1+g_F)/(1+g_L)). Shares: n = (θL − F) / (p_F − θp_L).
 *
 * @example yearsToParity({value: 60, growth: 0.08}, {value: 100, growth: 0.05}, 'rate') // 18.13
 */
export function yearsToParity(
  follower: Growing,
  leader: Growing,
  grows: 'rate' | 'points',
  share = 1,
): number | undefined {
  const goal = share * leader.value;
  if (follower.value >= goal) return 0;
  if (grows === 'points') {
    const closing = follower.growth - share * leader.growth;
    return closing > 0 ? (goal - follower.value) / closing : undefined;
  }
  if (follower.value <= 0 || leader.value <= 0) return undefined;
  const closing = Math.log((1 + follower.growth) / (1 + leader.growth));
  return closing > 0 ? Math.log(goal / follower.value) / closing : undefined;
}

/**
 * Yearly growth with which the follower reaches the leader in `years`: (L/F)^(1/n)(1+g_L) − 1, or (L − F)/n + p_L for
 * shares. Undefined where no time is left or a level is not positive.
 *
 * @example growthForParity(60, {value: 100, growth: 0.05}, 10, 'rate') // 0.105
 */
export function growthForParity(
  follower: number,
  leader: Growing,
  years: number,
  grows: 'rate' | 'points',
): number | undefined {
  if (years <= 0) return undefined;
  if (grows === 'points') return (leader.value - follower) / years + leader.growth;
  return follower > 0 && leader.value > 0
    ? (leader.value / follower) ** (1 / years) * (1 + leader.growth) - 1
    : undefined;
}

/**
 * Years until the absolute gap between two steadily growing levels is widest: a follower that closes in by its rate still
 * falls behind by amounts while g_L·L > g_F·F. 0 where the gap narrows from the start, undefined where it never stops widening.
 *
 * @example yearsToWidestGap({value: 20, growth: 0.1}, {value: 100, growth: 0.05}) // 23.2
 */
export function yearsToWidestGap(follower: Growing, leader: Growing): number | undefined {
  const [own, other] = [Math.log(1 + follower.growth), Math.log(1 + leader.growth)];
  if (own * follower.value >= other * leader.value && own >= other) return 0;
  return own > other && own > 0 ? Math.log((leader.value * other) / (follower.value * own)) / (own - other) : undefined;
}

/**
 * Years in which a gap shrinks from one size to another at a constant rate of decay λ a year.
 *
 * @example yearsToGap(1, 0.25, 0.02) // 69.3
 */
export function yearsToGap(from: number, to: number, decay: number): number | undefined {
  if (to >= from) return 0;
  return decay > 0 && to > 0 ? Math.log(from / to) / decay : undefined;
}

/** When a follower reaches all its leaders. */
export interface Parity {
  /** `ahead`: from the start; `inside`: within the years given; `beyond`: later, if both keep the growth of the last year; `never`. */
  readonly status: 'ahead' | 'inside' | 'beyond' | 'never';
  /** First whole year in which it is there. */
  readonly year?: number;
  /** The moment within the year before, where both cross. */
  readonly exact?: number;
}

/**
 * Parity from yearly margins, [leader][year]: how far the follower is ahead of each leader (negative: behind), in
 * logarithms for levels and points for shares, so that steady growth is a straight line. All leaders count: the
 * best of several is reached when each of them is. `start` is a position in `years`.
 *
 * @example parityOf([2020, 2021, 2022], [[-2, -1, 1]], 0) // {status: 'inside', year: 2022, exact: 2021.5}
 */
export function parityOf(years: readonly number[], margins: readonly (readonly number[])[], start: number): Parity {
  const there = (k: number) => margins.every((margin) => (margin[k] ?? Number.NaN) >= 0);
  if (there(start)) return { status: 'ahead' };
  const k = years.findIndex((_, position) => position > start && there(position));
  if (k > 0) {
    const crossings = margins.map((margin) => crossing(margin[k - 1] ?? 0, margin[k] ?? 0));
    return {
      status: 'inside',
      year: years[k] ?? Number.NaN,
      exact: (years[k - 1] ?? Number.NaN) + Math.max(...crossings),
    };
  }
  const after = yearsBeyond(margins);
  const exact = (years.at(-1) ?? Number.NaN) + (after ?? 0);
  return after === undefined ? { status: 'never' } : { status: 'beyond', year: Math.ceil(exact - 1e-9), exact };
}

/** The share of a year after which a straight line from a negative margin reaches 0; 0 where there is nothing to make up. */
function crossing(before: number, after: number): number {
  return before >= 0 ? 0 : before / (before - after);
}

/** Years after the last one until every margin is made up, each going on as in its last year; undefined for never. */
function yearsBeyond(margins: readonly (readonly number[])[]): number | undefined {
  const lines = margins.map((margin) => ({
    now: margin.at(-1) ?? Number.NaN,
    step: (margin.at(-1) ?? Number.NaN) - (margin.at(-2) ?? Number.NaN),
  }));
  if (lines.some(({ now, step }) => now < 0 && !(step > 0))) return undefined;
  const reached = Math.max(...lines.map(({ now, step }) => (now < 0 ? -now / step : 0)));
  // A lead over one leader may be lost before the others are reached.
  return lines.every(({ now, step }) => now + step * reached >= -1e-9 * Math.abs(now)) ? reached : undefined;
}
