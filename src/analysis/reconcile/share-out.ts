// A parent's target shared out to its children, and who can reach theirs.

import type { Issue } from '../../base/index.ts';
import { type Indicator, indicatorOf, type Model, regionOf } from '../../model/index.ts';
import type { Basis, Cell, ResultsReader } from '../../results/index.ts';
import { goodDirection } from '../bounds.ts';
import { neededGrowth, type Point } from '../pace.ts';
import { adjustShares } from './adjust.ts';
import { doesNotAddUp, noAnchor, noChildren, noLeader, nothingToShareBy } from './messages.ts';
import { ratioParts } from './ratios.ts';

/**
 * What each child is asked for. `share`: in proportion to its base (all grow alike). `growth`: the increase in
 * proportion to what the scenario lets each gain. `distance`: the increase in proportion to what each lacks to the
 * leader, measured in the ratio the amount belongs to (R&D/GDP times GDP) where there is one. `points` (ratios): equal
 * points for all.
 */
export const SHARE_BASES = ['share', 'growth', 'distance', 'points'] as const;
export type ShareBasis = (typeof SHARE_BASES)[number];

/** The target to be shared out, and in which scenario's light. */
export interface ShareRequest {
  readonly scenario: string;
  readonly indicator: string;
  readonly parent: string;
  readonly year: number;
  readonly target: number;
  readonly by: ShareBasis;
  /** For `distance`: a region, `best` (the highest of the children) or `parent`; default: the package's leader. */
  readonly leader?: string;
  /** Scenarios in which it is looked up who reaches theirs; default: the one above. */
  readonly scenarios?: readonly string[];
}

/** `reached`: the scenario gives it; `in_reach`: the growth needed was seen before, in some child or the parent; `out_of_reach`: it never was. */
export type Reach = 'reached' | 'in_reach' | 'out_of_reach' | 'unknown';

/** One child's part. */
export interface Allotment {
  readonly region: string;
  readonly base: Point & { readonly basis: Basis };
  readonly allotted: number;
  /** What the scenario gives in the year, and how far that is from the part, positive when good. */
  readonly expected?: number;
  readonly gap?: number;
  /** Yearly growth from the base to the part, and the child's own published growth: fractions, or points for ratios. */
  readonly needed?: number;
  readonly past?: number;
  readonly reach: Reach;
  /** Of the scenarios asked about, those that reach the part. */
  readonly reachedIn: readonly string[];
}

/** A target shared out; no allotments where `issues` hold an error. */
export interface ShareOut {
  readonly request: ShareRequest;
  readonly unit: string;
  readonly growthUnit: '%/yr' | 'pp/yr';
  readonly baseYear?: number;
  readonly allotments: readonly Allotment[];
  /** What the parts come to: their sum, or their weighted mean. */
  readonly total?: number;
  /** The same of what the scenario gives. */
  readonly expected?: number;
  /** The fastest published growth of any child or of the parent itself: the yardstick of `in_reach`. */
  readonly fastest?: { readonly region: string; readonly growth: number };
  readonly issues: readonly Issue[];
}

/** A child before anything is shared: 1 is the weight of an amount, a share of the denominators that of a ratio. */
interface Child {
  readonly region: string;
  readonly base: Cell;
  readonly expected?: number;
  readonly weight: number;
}

/**
 * Shares a target of an amount (parts add up) or of a ratio (parts have it as their weighted mean) out to the children
 * of a region. The base is the first year from the parent's last published one in which every child has a level.
 *
 * @example shareOut(model, reader, { scenario: 'baseline', indicator: 'gdp', parent, year: 2027, target: 110000, by: 'share' })
 */
export function shareOut(model: Model, reader: ResultsReader, request: ShareRequest): ShareOut {
  const indicator = indicatorOf(model, request.indicator);
  const { children } = regionOf(model, request.parent);
  const common = {
    request,
    unit: indicator.unit.id,
    growthUnit: indicator.grows === 'rate' ? ('%/yr' as const) : ('pp/yr' as const),
  };
  const refuse = (issue: Issue): ShareOut => ({ ...common, allotments: [], issues: [issue] });
  const at: LevelAt = (region, id, year) => {
    const cell = reader.cell(request.scenario, region, id, year);
    return cell && cell.basis !== 'index' ? cell : undefined;
  };
  const denominator = indicator.additive ? undefined : ratioParts(indicator)?.denominator;
  if (children.length === 0) return refuse(noChildren(request.parent));
  if (!indicator.additive && !(denominator !== undefined && indicatorOf(model, denominator).additive))
    return refuse(
      doesNotAddUp(indicator.id, 'a target can be shared out for amounts, counts and plain ratios of amounts'),
    );

  const known = reader.lastKnown(request.scenario, request.parent, indicator.id) ?? model.years.first;
  const complete = (year: number, id: string) => children.every((child) => at(child, id, year) !== undefined);
  const baseYear = Array.from({ length: Math.max(0, request.year - known) }, (_, k) => known + k).find((year) =>
    complete(year, indicator.id),
  );
  if (baseYear === undefined || (denominator !== undefined && !complete(request.year, denominator)))
    return refuse(
      noAnchor(
        indicator.id,
        request.parent,
        request.year,
        children.filter((child) => !at(child, indicator.id, request.year - 1)),
      ),
    );

  const list = childrenOf(request, children, baseYear, denominator, at);
  const drives = drivesOf(model, request, indicator, list, baseYear, at);
  if ('issue' in drives) return refuse(drives.issue);
  const allotted = allot(request, indicator, list, drives.of);
  const growth = [...children, request.parent].map((region) => ({
    region,
    growth: pastGrowth(model, reader, request.scenario, region, indicator),
  }));
  const fastest = growth.reduce<{ region: string; growth: number } | undefined>(
    (best, one) =>
      one.growth === undefined || (best && best.growth >= one.growth)
        ? best
        : { region: one.region, growth: one.growth },
    undefined,
  );
  const sum = (values: readonly number[]) =>
    list.reduce((total, child, k) => total + child.weight * (values[k] ?? Number.NaN), 0);
  const expected = list.map((child) => child.expected ?? Number.NaN);
  return {
    ...common,
    baseYear,
    allotments: list.map((child, k) =>
      judge(reader, request, indicator, child, baseYear, allotted[k] ?? Number.NaN, growth[k]?.growth, fastest?.growth),
    ),
    total: sum(allotted),
    ...(expected.every(Number.isFinite) ? { expected: sum(expected) } : {}),
    ...(fastest ? { fastest } : {}),
    issues: [],
  };
}

type LevelAt = (region: string, indicator: string, year: number) => Cell | undefined;

function childrenOf(
  request: ShareRequest,
  children: readonly string[],
  baseYear: number,
  denominator: string | undefined,
  at: LevelAt,
): readonly Child[] {
  const amount = (region: string) =>
    denominator === undefined ? 1 : (at(region, denominator, request.year)?.value ?? 0);
  const all = denominator === undefined ? 1 : children.reduce((total, child) => total + amount(child), 0);
  return children.flatMap((region): Child[] => {
    const base = at(region, request.indicator, baseYear);
    const expected = at(region, request.indicator, request.year)?.value;
    return base
      ? [{ region, base, ...(expected === undefined ? {} : { expected }), weight: amount(region) / all }]
      : [];
  });
}

/** The increase goes by the drives; a ratio shared by `share` is scaled, because its weights of the target year count. */
function allot(
  { target, by }: ShareRequest,
  indicator: Indicator,
  list: readonly Child[],
  drives: readonly number[],
): readonly number[] {
  if (!indicator.additive && by === 'share')
    return adjustShares(
      target,
      list.map(({ base, weight }) => ({ value: base.value, weight })),
      'proportional',
    );
  const gap = target - list.reduce((sum, child) => sum + child.weight * child.base.value, 0);
  const spread = list.reduce((sum, child, k) => sum + child.weight * (drives[k] ?? 0), 0);
  return list.map((child, k) => child.base.value + (gap * (drives[k] ?? 0)) / spread);
}

/** By what the increase is shared: one number ≥ 0 a child, or what is missing. */
function drivesOf(
  model: Model,
  request: ShareRequest,
  indicator: Indicator,
  list: readonly Child[],
  year: number,
  at: LevelAt,
): { readonly of: readonly number[] } | { readonly issue: Issue } {
  const found =
    request.by === 'distance'
      ? lacks(model, request, indicator, list, year, at)
      : list.map(({ base, expected }) =>
          request.by === 'share'
            ? base.value
            : request.by === 'points'
              ? 1
              : Math.max(0, (expected ?? base.value) - base.value),
        );
  if (found === undefined) return { issue: noLeader(indicator.id, request.leader ?? model.leader) };
  return found.some((drive) => drive > 0)
    ? { of: found }
    : { issue: nothingToShareBy(indicator.id, request.by, request.parent) };
}

/** What each child lacks to the leader in a year, in the indicator's unit; undefined where the leader has no level. */
function lacks(
  model: Model,
  request: ShareRequest,
  indicator: Indicator,
  list: readonly Child[],
  year: number,
  at: LevelAt,
): readonly number[] | undefined {
  const leader = request.leader === 'parent' ? request.parent : (request.leader ?? model.leader);
  const regions = list.map((child) => child.region);
  const involved = leader === 'best' ? regions : [leader, ...regions];
  const ratio = model.indicators.find((one) => {
    const parts = ratioParts(one);
    return (
      indicator.additive &&
      parts?.numerator === indicator.id &&
      involved.every((region) => at(region, one.id, year) && at(region, parts.denominator, year))
    );
  });
  const measure = ratio ?? indicator;
  const level = (region: string) => at(region, measure.id, year)?.value;
  const top =
    leader === 'best' ? Math.max(...regions.map((region) => level(region) ?? Number.NEGATIVE_INFINITY)) : level(leader);
  if (top === undefined) return undefined;
  const denominator = ratio && indicatorOf(model, ratioParts(ratio)?.denominator ?? '');
  const amount = (region: string) =>
    denominator
      ? ((at(region, denominator.id, year)?.value ?? 0) * denominator.unit.scale * measure.unit.scale) /
        indicator.unit.scale
      : 1;
  return regions.map((region) => Math.max(0, top - (level(region) ?? top)) * amount(region));
}

function judge(
  reader: ResultsReader,
  request: ShareRequest,
  indicator: Indicator,
  { region, base, expected }: Child,
  baseYear: number,
  allotted: number,
  past: number | undefined,
  fastest: number | undefined,
): Allotment {
  const direction = goodDirection('eq', indicator);
  const reaches = (value: number) => direction * (value - allotted) >= -1e-9 * Math.abs(allotted);
  const needed = neededGrowth(
    { year: baseYear, value: base.value },
    { year: request.year, value: allotted },
    indicator.grows,
  );
  const reachedIn = (request.scenarios ?? [request.scenario]).filter((scenario) => {
    const cell = reader.cell(scenario, region, indicator.id, request.year);
    return cell !== undefined && cell.basis !== 'index' && reaches(cell.value);
  });
  const far =
    needed === undefined || fastest === undefined ? 'unknown' : needed <= fastest ? 'in_reach' : 'out_of_reach';
  return {
    region,
    base: { year: baseYear, ...base },
    allotted,
    ...(expected === undefined ? {} : { expected, gap: direction * (expected - allotted) }),
    ...(needed === undefined ? {} : { needed }),
    ...(past === undefined ? {} : { past }),
    reach: expected !== undefined && reaches(expected) ? 'reached' : far,
    reachedIn,
  };
}

/** Growth between the first and last known values of the last ten years, from the last break in the series on. */
function pastGrowth(
  model: Model,
  reader: ResultsReader,
  scenario: string,
  region: string,
  indicator: Indicator,
): number | undefined {
  const last = reader.lastKnown(scenario, region, indicator.id);
  if (last === undefined) return undefined;
  const broken = Math.max(
    ...model.observations
      .filter(
        (one) =>
          one.indicator === indicator.id && one.region === region && one.year <= last && one.flags.includes('break'),
      )
      .map((one) => one.year),
  );
  const points = Array.from({ length: 11 }, (_, k) => last - 10 + k).flatMap((year) => {
    if (year < broken) return [];
    const cell = reader.cell(scenario, region, indicator.id, year);
    return cell && (cell.basis === 'observed' || cell.basis === 'derived') ? [{ year, value: cell.value }] : [];
  });
  const [first, end] = [points[0], points.at(-1)];
  return first && end ? neededGrowth(first, end, indicator.grows) : undefined;
}
