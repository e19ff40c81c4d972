// A parent's target shared out to its children, and who can reach theirs.

import type { Issue } from '../../base/index.ts';
import { type Indicator, indicatorOf, type Model, regionOf } from '../../model/index.ts';
import type { Basis, ResultsReader } from '../../results/index.ts';
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

/** Shares a target of an amount (parts add up) or of a ratio (parts' weighted mean) out to the children of a region. */
export function shareOut(model: Model, reader: ResultsReader, request: ShareRequest): ShareOut {
  const indicator = indicatorOf(model, request.indicator);
  const { children } = regionOf(model, request.parent);
  const empty = (issue: Issue): ShareOut => ({ request, unit: indicator.unit.id, growthUnit: growthUnitOf(indicator), allotments: [], issues: [issue] });
  const at = (region: string, id: string, year: number) => {
    const cell = reader.cell(request.scenario, region, id, year);
    return cell && cell.basis !== 'index' ? cell : undefined;
  };
  if (children.length === 0) return empty(noChildren(request.parent));
  const ratio = ratioParts(indicator);
  if (!indicator.additive && !(ratio && indicatorOf(model, ratio.denominator).additive)) return empty(doesNotAddUp(indicator.id, 'a target can be shared out for amounts, counts and plain ratios of amounts'));

  const known = reader.lastKnown(request.scenario, request.parent, indicator.id) ?? model.years.first;
  const complete = (year: number, id: string) => children.every((child) => at(child, id, year) !== undefined);
  const baseYear = Array.from({ length: Math.max(0, request.year - known) }, (_, k) => known + k).find((year) => complete(year, indicator.id));
  if (baseYear === undefined || (!indicator.additive && ratio && !complete(request.year, ratio.denominator)))
    return empty(noAnchor(indicator.id, request.parent, request.year, children.filter((child) => !at(child, indicator.id, request.year - 1))));

  const weightOf = weights(indicator, children, (region, id) => at(region, id, request.year)?.value ?? 0);
  const parts = children.map((region) => {
    const cell = at(region, indicator.id, baseYear);
    const expected = at(region, indicator.id, request.year)?.value;
    return { region, base: cell?.value ?? 0, basis: cell?.basis ?? 'projected', expected, weight: weightOf(region) };
  });
  const drives = drivesOf();
  if (!Array.isArray(drives)) return empty(drives as Issue);
  const sum = (value: (k: number) => number) => parts.reduce((total, part, k) => total + part.weight * value(k), 0);
  const gap = request.target - sum((k) => parts[k]?.base ?? 0);
  const spread = sum((k) => drives[k] ?? 0);
  const allotted = indicator.additive || request.by !== 'share' ? parts.map((part, k) => part.base + (gap * (drives[k] ?? 0)) / spread) : adjustShares(request.target, parts.map(({ base, weight }) => ({ value: base, weight })), 'proportional');

  const pasts = [...children, request.parent].map((region) => pastGrowth(reader, request.scenario, region, indicator));
  const fastest = [...children, request.parent].reduce<{ region: string; growth: number } | undefined>((found, region, k) => {
    const growth = pasts[k];
    return growth === undefined || (found && found.growth >= growth) ? found : { region, growth };
  }, undefined);
  const direction = goodDirection('eq', indicator);
  const allotments = parts.map(({ region, base, basis, expected }, k): Allotment => {
    const wanted = allotted[k] ?? Number.NaN;
    const needed = neededGrowth({ year: baseYear, value: base }, { year: request.year, value: wanted }, indicator.grows);
    const past = pasts[k];
    const reachedIn = (request.scenarios ?? [request.scenario]).filter((scenario) => {
      const cell = reader.cell(scenario, region, indicator.id, request.year);
      return cell !== undefined && cell.basis !== 'index' && reaches(cell.value, wanted);
    });
    const reach: Reach = expected !== undefined && reaches(expected, wanted) ? 'reached' : needed === undefined || !fastest ? 'unknown' : needed <= fastest.growth ? 'in_reach' : 'out_of_reach';
    return {
      region,
      base: { year: baseYear, value: base, basis },
      allotted: wanted,
      ...(expected === undefined ? {} : { expected, gap: direction * (expected - wanted) }),
      ...(needed === undefined ? {} : { needed }),
      ...(past === undefined ? {} : { past }),
      reach,
      reachedIn,
    };
  });
  const expected = parts.every((part) => part.expected !== undefined) ? sum((k) => parts[k]?.expected ?? 0) : undefined;
  return {
    request,
    unit: indicator.unit.id,
    growthUnit: growthUnitOf(indicator),
    baseYear,
    allotments,
    total: sum((k) => allotted[k] ?? 0),
    ...(expected === undefined ? {} : { expected }),
    ...(fastest ? { fastest } : {}),
    issues: [],
  };

  function reaches(value: number, wanted: number): boolean {
    return direction * (value - wanted) >= -1e-9 * Math.abs(wanted);
  }

  /** By what the increase is shared: one number ≥ 0 a child, or what is missing. */
  function drivesOf(): readonly number[] | Issue {
    const found = request.by === 'share' ? parts.map((part) => part.base) : request.by === 'points' ? parts.map(() => 1) : request.by === 'growth' ? parts.map((part) => Math.max(0, (part.expected ?? part.base) - part.base)) : lacks();
    if (!Array.isArray(found)) return found as Issue;
    return found.some((drive) => drive > 0) ? found : nothingToShareBy(indicator.id, request.by, request.parent);
  }

  /** What each child lacks to the leader in the base year, in the indicator's unit. */
  function lacks(): readonly number[] | Issue {
    const leader = request.leader === 'parent' ? request.parent : (request.leader ?? model.leader);
    const holder = indicator.additive ? model.indicators.find((one) => ratioParts(one)?.numerator === indicator.id && [...(leader === 'best' ? [] : [leader]), ...children].every((region) => at(region, one.id, baseYear ?? 0) && at(region, ratioParts(one)?.denominator ?? '', baseYear ?? 0))) : undefined;
    const measure = holder ?? indicator;
    const top = leader === 'best' ? Math.max(...children.map((region) => at(region, measure.id, baseYear ?? 0)?.value ?? Number.NEGATIVE_INFINITY)) : at(leader, measure.id, baseYear ?? 0)?.value;
    if (top === undefined) return noLeader(indicator.id, leader);
    const denominator = holder && ratioParts(holder)?.denominator;
    const amount = (region: string) => (denominator === undefined ? 1 : ((at(region, denominator, baseYear ?? 0)?.value ?? 0) * indicatorOf(model, denominator).unit.scale * measure.unit.scale) / indicator.unit.scale);
    return children.map((region) => Math.max(0, top - (at(region, measure.id, baseYear ?? 0)?.value ?? top)) * amount(region));
  }
}

/** 1 for amounts; for ratios the child's share of all denominators. */
function weights(indicator: Indicator, children: readonly string[], value: (region: string, id: string) => number): (region: string) => number {
  const ratio = indicator.additive ? undefined : ratioParts(indicator);
  if (!ratio) return () => 1;
  const total = children.reduce((sum, child) => sum + value(child, ratio.denominator), 0);
  return (region) => value(region, ratio.denominator) / total;
}

/** Growth between the first and last known values of the last ten years. */
function pastGrowth(reader: ResultsReader, scenario: string, region: string, indicator: Indicator): number | undefined {
  const last = reader.lastKnown(scenario, region, indicator.id);
  if (last === undefined) return undefined;
  const points = Array.from({ length: 11 }, (_, k) => last - 10 + k).flatMap((year) => {
    const cell = reader.cell(scenario, region, indicator.id, year);
    return cell && (cell.basis === 'observed' || cell.basis === 'derived') ? [{ year, value: cell.value }] : [];
  });
  const [first, end] = [points[0], points.at(-1)];
  return first && end ? neededGrowth(first, end, indicator.grows) : undefined;
}

function growthUnitOf(indicator: Indicator): '%/yr' | 'pp/yr' {
  return indicator.grows === 'rate' ? '%/yr' : 'pp/yr';
}
