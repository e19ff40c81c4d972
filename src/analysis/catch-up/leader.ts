// Whom a region is compared with: a fixed region, the best of those compared in each year, the average of its parent's
// parts, or what a plan asks of it.

import { type Issue, nearest } from '../../base/index.ts';
import { indicatorOf, type Model, regionOf } from '../../model/index.ts';
import type { Basis } from '../../results/index.ts';
import type { TargetRow } from '../targets.ts';

/** A leader as asked for. `target` may name the plan. */
export type LeaderChoice =
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'best' }
  | { readonly kind: 'parent' }
  | { readonly kind: 'target'; readonly plan?: string };

/** A yearly value that a follower is compared with. */
export interface LeaderPath {
  /** For people: a region id, `average of jiaxing`, `target of jiaxing-315 for 2027`. */
  readonly label: string;
  /** The region whose path it is; missing for averages and targets. */
  readonly region?: string;
  /** The year a target is set for. */
  readonly year?: number;
  at(year: number): { readonly value: number; readonly basis?: Basis } | undefined;
}

/**
 * Reads `best`, `parent`, `target`, `target:PLAN` or a region's id or code.
 *
 * @example readLeader('best', model) // {leader: {kind: 'best'}}
 */
export function readLeader(text: string, model: Model): { readonly leader: LeaderChoice } | { readonly issue: Issue } {
  if (text === 'best' || text === 'parent' || text === 'target') return { leader: { kind: text } };
  if (text.startsWith('target:')) {
    const plan = text.slice('target:'.length);
    return model.planIndex.has(plan)
      ? { leader: { kind: 'target', plan } }
      : { issue: unknown('plan', plan, model.planIndex.keys(), '`tujing list plans` prints all') };
  }
  const region = model.regions.find((one) => one.id === text || one.code === text);
  if (region) return { leader: { kind: 'region', region: region.id } };
  return {
    issue: unknown(
      'leader',
      text,
      [...model.regionIndex.keys(), 'best', 'parent', 'target'],
      'a region, best, parent, or target',
    ),
  };
}

/** How a leader is called in tables: the region, `best`, `parent`, `target`. */
export function leaderName(leader: LeaderChoice): string {
  return leader.kind === 'region'
    ? leader.region
    : leader.kind === 'target' && leader.plan !== undefined
      ? `target:${leader.plan}`
      : leader.kind;
}

/** Reads one series by year; index values do not count, they cannot be compared. */
export type OpenSeries = (region: string) => LeaderPath;

/** The paths a follower must reach, all of them: one, or for `best` those of all others. A text says why there is none. */
export function leaderPaths(
  model: Model,
  choice: LeaderChoice,
  follower: string,
  compared: readonly string[],
  indicator: string,
  open: OpenSeries,
  targets: readonly TargetRow[],
): readonly LeaderPath[] | string {
  switch (choice.kind) {
    case 'region':
      return [open(choice.region)];
    case 'best':
      return compared.filter((id) => id !== follower).map(open);
    case 'parent':
      return parentAverage(model, follower, indicator, open);
    case 'target':
      return targetPath(model, choice.plan, follower, indicator, targets);
  }
}

/** The parent's own value for ratios; for amounts that add up, the parent's amount over the number of its parts. */
function parentAverage(
  model: Model,
  follower: string,
  indicator: string,
  open: OpenSeries,
): readonly LeaderPath[] | string {
  const { parent } = regionOf(model, follower);
  if (parent === undefined) return 'it has no parent';
  const parts = indicatorOf(model, indicator).additive ? regionOf(model, parent).children.length : 1;
  const whole = open(parent);
  const at = (year: number) => {
    const cell = whole.at(year);
    return cell && { ...cell, value: cell.value / parts };
  };
  return [{ label: parts === 1 ? parent : `average of ${parent}`, at }];
}

/** The latest level that a plan sets for the region itself; for ratios also for the nearest region above it. */
function targetPath(
  model: Model,
  plan: string | undefined,
  follower: string,
  indicator: string,
  targets: readonly TargetRow[],
): readonly LeaderPath[] | string {
  const { unit, additive } = indicatorOf(model, indicator);
  for (
    let region: string | undefined = follower;
    region !== undefined;
    region = additive ? undefined : regionOf(model, region).parent
  ) {
    const [found] = targets
      .filter(
        (row) =>
          row.variable === indicator &&
          row.region === region &&
          row.unit === unit.id &&
          row.kind !== 'rank' &&
          (plan === undefined || row.plan === plan),
      )
      .filter((row) => row.kind === 'level' || row.kind === 'path' || row.kind === 'multiple')
      .sort((a, b) => b.year - a.year);
    const value = found?.target;
    if (found && value !== undefined)
      return [{ label: `target of ${found.plan} for ${found.year}`, year: found.year, at: () => ({ value }) }];
  }
  return plan === undefined ? 'no plan sets a level for it' : `"${plan}" sets no level for it`;
}

function unknown(what: string, name: string, known: Iterable<string>, otherwise: string): Issue {
  const close = nearest(name, known);
  return {
    code: `unknown-${what}`,
    severity: 'error',
    message: `unknown ${what} "${name}"`,
    found: name,
    hint: close === undefined ? otherwise : `did you mean "${close}"?`,
  };
}
