// A follower and its leaders year by year: gap, ratio, place, and how far it is ahead.

import type { Indicator } from '../../model/index.ts';
import type { Basis, ResultsReader } from '../../results/index.ts';
import { goodDirection } from '../bounds.ts';
import type { LeaderPath } from './leader.ts';

/** Follower and leader in one year. */
export interface GapPoint {
  readonly year: number;
  readonly value: number;
  readonly basis: Basis;
  readonly leader: number;
  /** Missing for targets. */
  readonly leaderBasis?: Basis;
  /** Who leads that year; missing for averages and targets. */
  readonly leaderRegion?: string;
  /** Positive when behind, in the indicator's unit. */
  readonly gap: number;
  /** The gap in percent of the leader; missing where that is 0. */
  readonly gapPct?: number;
  /** Follower over leader. */
  readonly ratio?: number;
  /** ln of the ratio turned so that behind is positive; missing where a value is not positive. */
  readonly logGap?: number;
  /** Place among the regions compared that have a value; 1 is best, ties share the better place. */
  readonly rank: number;
  readonly ranked: number;
}

/** A cell that can be compared: an index has a value but no size. */
export function comparable(reader: ResultsReader, scenario: string, region: string, indicator: string, year: number) {
  const cell = reader.cell(scenario, region, indicator, year);
  return cell?.basis === 'index' ? undefined : cell;
}

/** One year of a follower against the best of its leaders; nothing where a value is missing. */
export function pointOf(
  follower: LeaderPath,
  leaders: readonly LeaderPath[],
  year: number,
  direction: 1 | -1,
  rankOf: RankOf,
): readonly GapPoint[] {
  const own = follower.at(year);
  const cells = leaders.flatMap((one) => {
    const cell = one.at(year);
    return cell ? [{ ...cell, region: one.region }] : [];
  });
  const rank = follower.region === undefined ? undefined : rankOf(follower.region, year);
  if (!own?.basis || !rank || cells.length < leaders.length) return [];
  const best = cells.reduce((a, b) => (direction * (b.value - a.value) > 0 ? b : a));
  const ratio = best.value === 0 ? undefined : own.value / best.value;
  return [
    {
      year,
      value: own.value,
      basis: own.basis,
      leader: best.value,
      ...(best.basis ? { leaderBasis: best.basis } : {}),
      ...(best.region === undefined ? {} : { leaderRegion: best.region }),
      gap: direction * (best.value - own.value),
      ...(ratio === undefined ? {} : { gapPct: 100 * direction * (1 - ratio), ratio }),
      ...(own.value > 0 && best.value > 0 ? { logGap: direction * Math.log(best.value / own.value) } : {}),
      ...rank,
    },
  ];
}

/** A region's place in a year; undefined without a value. */
export type RankOf = (region: string, year: number) => { readonly rank: number; readonly ranked: number } | undefined;

/** Places by year; ties share the better one. */
export function rankings(
  compared: readonly string[],
  indicator: Indicator,
  open: (region: string) => LeaderPath,
): RankOf {
  const direction = goodDirection('eq', indicator);
  return (region, year) => {
    const own = open(region).at(year)?.value;
    const values = compared.flatMap((one) => open(one).at(year)?.value ?? []);
    return own === undefined
      ? undefined
      : { rank: 1 + values.filter((value) => direction * (value - own) > 0).length, ranked: values.length };
  };
}

/** How far the follower is ahead of one leader in each year of its path: logarithms for positive levels, else points. */
export function marginsOf(
  path: readonly { readonly year: number; readonly value: number }[],
  leader: LeaderPath,
  direction: 1 | -1,
  grows: 'rate' | 'points',
): readonly number[] {
  const pairs = path.map(({ year, value }) => ({ own: value, other: leader.at(year)?.value ?? Number.NaN }));
  const logs = grows === 'rate' && pairs.every(({ own, other }) => own > 0 && other > 0);
  // What differs by rounding alone is equal.
  return pairs.map(({ own, other }) =>
    Math.abs(own - other) <= 1e-12 * Math.abs(other) ? 0 : direction * (logs ? Math.log(own / other) : own - other),
  );
}
