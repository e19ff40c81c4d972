// How regions close in on a leader under one scenario: the gap of every year, when it closes, how fast the region would
// have to grow, when the gap is widest, and who leads (METHODS 2.1).

import { fitLine, yearsOf } from '../../base/index.ts';
import { type Indicator, indicatorOf, type Model } from '../../model/index.ts';
import type { ResultsReader } from '../../results/index.ts';
import { goodDirection } from '../bounds.ts';
import { neededGrowth } from '../pace.ts';
import type { TargetRow } from '../targets.ts';
import { comparable, type GapPoint, marginsOf, pointOf, type RankOf, rankings } from './gap-path.ts';
import { type LeaderChoice, type LeaderPath, leaderName, leaderPaths } from './leader.ts';
import { type Parity, parityOf } from './parity.ts';

/** What is compared. `scenario` is the block's id in the results, `targets` its target board (for the leader `target`). */
export interface CatchUpRequest {
  readonly scenario: string;
  readonly indicator: string;
  readonly regions: readonly string[];
  readonly leader: LeaderChoice;
  /** Year for which the growth needed is asked; default: the leader's target year, else the model's last. */
  readonly by?: number;
  /** Year from which parity is looked for; default: the latest year that is published for both. */
  readonly from?: number;
  readonly targets?: readonly TargetRow[];
}

/** Remarks on a comparison. */
export type CatchUpFlag =
  | 'borrowed'
  | 'lost_again'
  | 'previously_ahead'
  | 'leader_changes'
  | 'never_published'
  | 'by_too_early';

/** One follower. */
export interface CatchUpRow {
  readonly region: string;
  readonly leader: string;
  readonly from: number;
  readonly parity: Parity;
  /** Yearly growth from the latest published value that reaches the leader in the year `by`. */
  readonly needed?: {
    readonly value: number;
    readonly unit: '%/yr' | 'pp/yr';
    readonly since: number;
    readonly by: number;
  };
  /** The year of the largest gap from `from` on; missing where the region is never behind. */
  readonly widest?: { readonly year: number; readonly gap: number };
  /** Years in which the gap halves, by the trend of its logarithm; missing where it does not shrink or closes. */
  readonly gapHalfLife?: number;
  readonly flags: readonly CatchUpFlag[];
  readonly path: readonly GapPoint[];
}

/** A comparison of regions with a leader under one scenario. */
export interface CatchUp {
  readonly scenario: string;
  readonly indicator: string;
  readonly unit: string;
  readonly leader: string;
  readonly rows: readonly CatchUpRow[];
  /** Who is first among the regions compared, at the start and at every change. */
  readonly first: readonly { readonly year: number; readonly region: string }[];
  readonly leftOut: readonly { readonly region: string; readonly reason: string }[];
}

/**
 * Compares regions with a leader. Years in which one of both has no value (or only an index) are absent from its path;
 * a region without any common year stands in `leftOut` with the reason.
 *
 * @example catchUp(model, reader, {scenario: 'baseline', indicator: 'gdp', regions: ['b', 'c'], leader: {kind: 'best'}})
 */
export function catchUp(model: Model, reader: ResultsReader, request: CatchUpRequest): CatchUp {
  const { scenario, indicator: id, leader } = request;
  const indicator = indicatorOf(model, id);
  const years = yearsOf(model.years);
  const open = (region: string): LeaderPath => ({
    label: region,
    region,
    at: (year) => comparable(reader, scenario, region, id, year),
  });
  const compared = regionsCompared(model, reader, request);
  const rankOf = rankings(compared, indicator, open);
  const rows: CatchUpRow[] = [];
  const leftOut: { region: string; reason: string }[] = [];
  for (const region of request.regions) {
    if (leader.kind === 'region' && leader.region === region) continue;
    const row = compared.includes(region) ? compareOne(region) : noData(model, reader, scenario, region, id);
    if (typeof row === 'string') leftOut.push({ region, reason: row });
    else rows.push(row);
  }
  return {
    scenario,
    indicator: id,
    unit: indicator.unit.id,
    leader: leaderName(leader),
    rows,
    first: changesOfFirst(years, compared, rankOf),
    leftOut,
  };

  function compareOne(region: string): CatchUpRow | string {
    const leaders = leaderPaths(model, leader, region, compared, id, open, request.targets ?? []);
    if (typeof leaders === 'string') return leaders;
    if (leaders.length === 0) return 'there is no other region to compare with';
    const direction = goodDirection('eq', indicator);
    const path = years.flatMap((year) => pointOf(open(region), leaders, year, direction, rankOf));
    if (path.length === 0) return `no year with a value for it and for ${leaders.map((one) => one.label).join(', ')}`;
    const common = path.map((point) => point.year);
    const known = [region, ...leaders.flatMap((one) => one.region ?? [])].map((one) =>
      reader.lastKnown(scenario, one, id),
    );
    const latest = known.includes(undefined) ? undefined : Math.min(...known.map((year) => year ?? 0));
    const from = clampYear(request.from ?? latest ?? common[0] ?? 0, common);
    const margins = leaders.map((one) => marginsOf(path, one, direction, indicator.grows));
    const start = common.indexOf(from);
    const parity = parityOf(common, margins, start);
    const by = request.by ?? leaders[0]?.year ?? model.years.last;
    const needed = neededFor(reader, scenario, region, indicator, path, by);
    const widest = widestGap(path.slice(start));
    const halfLife = halfLifeOf(path.slice(start));
    return {
      region,
      leader: leader.kind === 'best' ? 'best' : (leaders[0]?.label ?? leaderName(leader)),
      from,
      parity,
      ...(needed ? { needed } : {}),
      ...(widest ? { widest } : {}),
      ...(halfLife === undefined ? {} : { gapHalfLife: halfLife }),
      flags: [
        ...flagsOf(path, start, parity, margins, known[0] === undefined),
        ...(by <= (sinceOf(reader, scenario, region, id, path)?.year ?? by) ? (['by_too_early'] as const) : []),
      ],
      path,
    };
  }
}

/** The regions asked for and a leading one, as far as they have a value in some year. */
export function regionsCompared(model: Model, reader: ResultsReader, request: CatchUpRequest): readonly string[] {
  const { scenario, indicator, leader, regions } = request;
  const candidates =
    leader.kind === 'region' && !regions.includes(leader.region) ? [...regions, leader.region] : regions;
  return candidates.filter((region) =>
    yearsOf(model.years).some((year) => comparable(reader, scenario, region, indicator, year)),
  );
}

function noData(model: Model, reader: ResultsReader, scenario: string, region: string, indicator: string): string {
  const index = yearsOf(model.years).some((year) => reader.cell(scenario, region, indicator, year)?.basis === 'index');
  return index ? 'no published value, only an index' : 'no data';
}

/** The first of the ranking in years that all regions compared have, where it changes. */
function changesOfFirst(years: readonly number[], compared: readonly string[], rankOf: RankOf): CatchUp['first'] {
  const changes: { year: number; region: string }[] = [];
  for (const year of years) {
    const places = compared.map((region) => rankOf(region, year)?.rank);
    const before = changes.at(-1)?.region;
    if (places.includes(undefined) || (before !== undefined && places[compared.indexOf(before)] === 1)) continue;
    const region = compared[places.indexOf(1)];
    if (region !== undefined) changes.push({ year, region });
  }
  return changes;
}

function clampYear(year: number, years: readonly number[]): number {
  return years.findLast((one) => one <= year) ?? years[0] ?? year;
}

function neededFor(
  reader: ResultsReader,
  scenario: string,
  region: string,
  indicator: Indicator,
  path: readonly GapPoint[],
  by: number,
): CatchUpRow['needed'] {
  const leader = path.find((point) => point.year === by)?.leader;
  const since = sinceOf(reader, scenario, region, indicator.id, path);
  const growth =
    since && leader !== undefined ? neededGrowth(since, { year: by, value: leader }, indicator.grows) : undefined;
  if (growth === undefined || !since) return undefined;
  return indicator.grows === 'rate'
    ? { value: growth * 100, unit: '%/yr', since: since.year, by }
    : { value: growth, unit: 'pp/yr', since: since.year, by };
}

/** The point that growth is counted from: the latest published one, else the first. */
function sinceOf(
  reader: ResultsReader,
  scenario: string,
  region: string,
  indicator: string,
  path: readonly GapPoint[],
): GapPoint | undefined {
  return path.find((point) => point.year === reader.lastKnown(scenario, region, indicator)) ?? path[0];
}

function widestGap(path: readonly GapPoint[]): CatchUpRow['widest'] {
  const widest = path.reduce<GapPoint | undefined>(
    (found, point) => (point.gap > (found?.gap ?? 0) ? point : found),
    undefined,
  );
  return widest && { year: widest.year, gap: widest.gap };
}

/** ln 2 over the speed at which the logarithm of the gap falls; asks for three years behind. */
function halfLifeOf(path: readonly GapPoint[]): number | undefined {
  if (!path.every((point) => point.gap > 0)) return undefined;
  const line = fitLine(
    path.map((point) => point.year),
    path.map((point) => Math.log(point.gap)),
  );
  return line && line.slope < -1e-9 ? Math.LN2 / -line.slope : undefined;
}

function flagsOf(
  path: readonly GapPoint[],
  start: number,
  parity: Parity,
  margins: readonly (readonly number[])[],
  unpublished: boolean,
): readonly CatchUpFlag[] {
  const there = (k: number) => margins.every((margin) => (margin[k] ?? Number.NaN) >= 0);
  const reached = parity.status === 'ahead' ? start : path.findIndex((point) => point.year === parity.year);
  const leaders = path.slice(start).map((point) => point.leaderRegion);
  const flags: readonly (readonly [CatchUpFlag, boolean])[] = [
    ['never_published', unpublished],
    ['borrowed', path.slice(start).some((point) => point.basis === 'borrowed' || point.leaderBasis === 'borrowed')],
    ['leader_changes', new Set(leaders).size > 1],
    ['lost_again', reached >= 0 && path.some((_, k) => k > reached && !there(k))],
    ['previously_ahead', parity.status !== 'ahead' && path.some((_, k) => k < start && there(k))],
  ];
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []));
}
