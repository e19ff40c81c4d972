// What the difference between a scenario and its baseline is due to, and what makes up the gap to a target: by lever (Shapley
// values), by channel, by input of the formula and by region (one pass over the model, METHODS 3.1). Each list adds up to
// the difference.

import { type Issue, type YearRange, yearsOf } from '../../base/index.ts';
import { indicatorOf, type Model, regionOf } from '../../model/index.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { ProbeScenario, ScenarioProbe } from '../probe.ts';
import type { TargetRow } from '../targets.ts';
import { type ChannelPart, type ChannelSplit, channelSplitter, type InputPart } from './channels.ts';
import { type GapSplit, gapSplits } from './gap.ts';
import { indexAgainstLevel, noValue } from './messages.ts';
import { logMean } from './own-parts.ts';
import { type Player, playersOf } from './players.ts';
import { type ShapleyPart, shapley } from './shapley.ts';

/** What is asked: a value in one year, or the sum of a flow over several. */
export interface AttributionRequest {
  readonly indicator: string;
  readonly region: string;
  readonly years: YearRange;
  readonly scenario: Scenario;
  readonly baseline: Scenario;
  readonly asOf?: number;
  /** The scenario's rows of the target board; those about this very value get their gap split. */
  readonly targets?: readonly TargetRow[];
  /** Orders drawn where more than 12 levers bear on the value. */
  readonly orders?: number;
  readonly seed?: number;
}

/** A lever or assumption with what it adds, in the indicator's unit; `alone` and `last` show how far it depends on the others. */
export interface LeverPart extends Player, ShapleyPart {}

/** A region with what starts there. */
export interface RegionPart {
  readonly region: string;
  readonly amount: number;
}

/** The attribution, or why there is none. */
export type AttributionResult =
  | { readonly attribution: Attribution; readonly issue?: never }
  | { readonly attribution?: never; readonly issue: Issue };

/** A difference split four ways; every list is sorted by size, the largest first, and adds up to `difference`. */
export interface Attribution {
  readonly indicator: string;
  readonly region: string;
  readonly years: YearRange;
  /** `index` where the region has no level. */
  readonly unit: string;
  readonly scenario: string;
  /** The view, where it is not today's. */
  readonly asOf?: number;
  readonly value: number;
  readonly baseline: number;
  readonly difference: number;
  /** ln(value / baseline); missing where one of them is not positive. */
  readonly log?: number;
  readonly method: 'exact' | 'sampled';
  readonly runs: number;
  readonly levers: readonly LeverPart[];
  /** What levers do together beyond the sum of what each does alone. */
  readonly interaction: number;
  /** Interaction index of pairs of levers; where exact, and not zero. */
  readonly pairs: readonly { readonly first: string; readonly second: string; readonly amount: number }[];
  /** `log` missing as above. */
  readonly channels: readonly (ChannelPart & { readonly log?: number })[];
  /** Inputs of the indicator's formula; empty where it is not computed. */
  readonly inputs: readonly InputPart[];
  /** The region itself and the regions directly below it; one entry where nothing comes from below. */
  readonly regions: readonly RegionPart[];
  readonly gaps: readonly GapSplit[];
  /** Why there is no difference, where there is none. */
  readonly reason?: string;
}

/** Attributes one value; an issue where there is no value to attribute, or none that can be compared. */
export function attribute(model: Model, probe: ProbeScenario, request: AttributionRequest): AttributionResult {
  const { indicator, region, years, scenario, baseline } = request;
  const { players, variantOf } = playersOf(model, scenario, baseline, { indicator, region, until: years.last });
  const active = players.filter((player) => player.idle === undefined);
  const [before, after] = [probe(variantOf(() => false)), probe(scenario)];
  const issue = notComparable(before, after, request);
  if (issue) return { issue };
  const sumOf = (opened: ScenarioProbe) =>
    yearsOf(years).reduce((sum, year) => sum + (opened.value(region, indicator, year) ?? Number.NaN), 0);
  const [then, now] = [sumOf(before), sumOf(after)];

  // 1. By lever: every set of them is run, those that cannot move the value left out.
  const game = (on: readonly boolean[]) => sumOf(probe(variantOf((player) => on[active.indexOf(player)] ?? false)));
  const { orders, seed } = request;
  const shared = shapley(active.length, game, {
    names: active.map(({ text }) => text),
    ...(orders === undefined ? {} : { orders }),
    ...(seed === undefined ? {} : { seed }),
  });
  const levers = players.map(
    (player): LeverPart => ({ ...player, ...(shared.parts[active.indexOf(player)] ?? NOTHING) }),
  );

  // 2. By channel, from the final states.
  const splitCell = channelSplitter(model, before, after);
  const { channels, inputs } = added(yearsOf(years).flatMap((year) => splitCell(region, indicator, year) ?? []));
  const perLog = then > 0 && now > 0 ? logMean(then, now) : undefined;
  const difference = now - then;
  const attribution: Attribution = {
    indicator,
    region,
    years,
    unit: isIndex(after, request, years.last) ? 'index' : indicatorOf(model, indicator).unit.id,
    scenario: scenario.id,
    ...(request.asOf === undefined ? {} : { asOf: request.asOf }),
    value: now,
    baseline: then,
    difference,
    ...(perLog === undefined ? {} : { log: Math.log(now / then) }),
    method: shared.method,
    runs: shared.coalitions,
    levers: sortBySize(levers, (part) => part.value),
    interaction: difference - shared.parts.reduce((sum, part) => sum + part.alone, 0),
    pairs: sortBySize(
      shared.pairs.map(({ first, second, value }) => ({
        first: active[first]?.text ?? '',
        second: active[second]?.text ?? '',
        amount: value,
      })),
      (pair) => pair.amount,
    ).filter((pair) => Math.abs(pair.amount) > ROUNDING * Math.max(Math.abs(now), Math.abs(then))),
    channels: sortBySize(channels, (part) => part.amount).map((part) => ({
      ...part,
      ...(perLog === undefined ? {} : { log: part.amount / perLog }),
    })),
    inputs: sortBySize(inputs, (part) => part.amount),
    regions: sortBySize(byRegion(model, region, channels), (part) => part.amount),
    gaps: gapSplits(
      model,
      after,
      { indicator, region, years, baseline: then, value: now, levers },
      request.targets ?? [],
    ),
    ...(difference === 0 ? { reason: reasonFor(after, request, players) } : {}),
  };
  return { attribution };
}

/** No value in some year, or an index on one side and a level on the other. */
function notComparable(before: ScenarioProbe, after: ScenarioProbe, request: AttributionRequest): Issue | undefined {
  const { indicator, region, years, scenario } = request;
  for (const year of yearsOf(years)) {
    const cells = [before, after].map((opened) => opened.cell(region, indicator, year));
    if (cells.some((cell) => cell === undefined)) return noValue(indicator, region, year);
    if (isIndex(before, request, year) !== isIndex(after, request, year))
      return indexAgainstLevel(indicator, region, year, scenario.id);
  }
  return undefined;
}

function isIndex(opened: ScenarioProbe, { indicator, region }: AttributionRequest, year: number): boolean {
  return opened.cell(region, indicator, year)?.basis === 'index';
}

const NOTHING: ShapleyPart = { value: 0, alone: 0, last: 0 };

/** Relative size below which a difference is rounding. */
const ROUNDING = 1e-12;

/** Splits of several years as one: equal channels, and equal inputs of whatever year, added. */
function added(splits: readonly ChannelSplit[]): Pick<ChannelSplit, 'channels' | 'inputs'> {
  const add = <T extends { readonly amount: number }>(
    parts: readonly T[],
    keyOf: (part: T) => string,
  ): readonly T[] => {
    const sums = new Map<string, T>();
    for (const part of parts)
      sums.set(keyOf(part), { ...part, amount: (sums.get(keyOf(part))?.amount ?? 0) + part.amount });
    return [...sums.values()];
  };
  return {
    channels: add(
      splits.flatMap((split) => split.channels),
      (part) => `${part.region}/${part.indicator}/${part.kind}/${part.id}`,
    ),
    inputs: add(
      splits.flatMap((split) => split.inputs),
      (part) => (splits.length === 1 ? `${part.name}/${part.year}` : part.name),
    ),
  };
}

/** Channels gathered under the region itself and the regions directly below it. */
function byRegion(model: Model, region: string, channels: readonly ChannelPart[]): readonly RegionPart[] {
  const sums = new Map<string, number>();
  for (const { region: start, amount } of channels) {
    let at = start;
    while (at !== region && regionOf(model, at).parent !== region) at = regionOf(model, at).parent ?? region;
    sums.set(at, (sums.get(at) ?? 0) + amount);
  }
  return [...sums].map(([id, amount]) => ({ region: id, amount }));
}

function sortBySize<T>(parts: readonly T[], size: (part: T) => number): readonly T[] {
  return [...parts].sort((a, b) => Math.abs(size(b)) - Math.abs(size(a)));
}

/** Why a scenario leaves a value as it is. */
function reasonFor(
  after: ScenarioProbe,
  { indicator, region, years, scenario }: AttributionRequest,
  players: readonly Player[],
): string {
  const known = after.lastKnown(region, indicator) ?? Number.NEGATIVE_INFINITY;
  if (years.last <= known) return `"${indicator}" of "${region}" is known until ${known}: no scenario moves it`;
  if (players.length === 0) return `"${scenario.id}" changes nothing against its baseline`;
  const idle = [...new Set(players.flatMap((player) => player.idle ?? []))];
  return idle.length === 0 ? 'its levers leave this value as it is' : `no lever moves it: ${idle.join('; ')}`;
}
