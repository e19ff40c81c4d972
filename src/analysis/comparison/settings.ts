// What two scenarios are told to do differently: view, growth assumptions, levers, parameters.

import type { Model } from '../../model/index.ts';
import type { Lever, Scenario } from '../../scenario/index.ts';
import { leverText } from '../attribution/index.ts';

/** A scenario with the view and the parameters it ran with. */
export interface ScenarioSettings {
  readonly scenario: Scenario;
  readonly asOf?: number;
  readonly parameters: ReadonlyMap<string, number>;
}

/** One thing that differs; a side that has nothing of the kind is missing. */
export interface SettingChange {
  readonly kind: 'as_of' | 'growth' | 'override' | 'lever' | 'parameter';
  /** What is set: the series of an override or a lever, the parameter; missing for a whole scenario. */
  readonly of?: string;
  readonly a?: string;
  readonly b?: string;
}

/**
 * The settings in which `b` differs from `a`; empty where they do the same. Levers are compared by what they do, not by the
 * file they stand in; two that move the same series in different ways are one change.
 */
export function compareSettings(model: Model, a: ScenarioSettings, b: ScenarioSettings): readonly SettingChange[] {
  return [
    ...changed('as_of', undefined, a.asOf?.toString(), b.asOf?.toString()),
    ...changed('growth', undefined, a.scenario.growth, b.scenario.growth),
    ...overrideChanges(a.scenario, b.scenario),
    ...leverChanges(a.scenario, b.scenario),
    ...model.parameters.flatMap(({ id }) =>
      changed('parameter', id, a.parameters.get(id)?.toString(), b.parameters.get(id)?.toString()),
    ),
  ];
}

function changed(
  kind: SettingChange['kind'],
  of: string | undefined,
  a: string | undefined,
  b: string | undefined,
): SettingChange[] {
  if (a === b) return [];
  return [
    { kind, ...(of === undefined ? {} : { of }), ...(a === undefined ? {} : { a }), ...(b === undefined ? {} : { b }) },
  ];
}

/** Series whose override differs, those of one indicator and one change together. */
function overrideChanges(a: Scenario, b: Scenario): readonly SettingChange[] {
  const [before, after] = [variantsBySeries(a), variantsBySeries(b)];
  const groups = new Map<
    string,
    { indicator: string; regions: string[]; a: string | undefined; b: string | undefined }
  >();
  for (const [key, { indicator, region }] of new Map([...before, ...after])) {
    const [was, is] = [before.get(key)?.growth, after.get(key)?.growth];
    if (was === is) continue;
    const group = groups.get(`${indicator}/${was}/${is}`) ?? { indicator, regions: [], a: was, b: is };
    group.regions.push(region);
    groups.set(`${indicator}/${was}/${is}`, group);
  }
  return [...groups.values()].flatMap((group) =>
    changed('override', `${group.indicator} ${group.regions.join(', ')}`, group.a, group.b),
  );
}

/** The override in force for each series: later entries win. */
function variantsBySeries({ overrides }: Scenario) {
  const found = new Map<string, { readonly indicator: string; readonly region: string; readonly growth: string }>();
  for (const { indicator, regions, growth } of overrides)
    for (const region of regions) found.set(`${indicator}/${region}`, { indicator, region, growth });
  return found;
}

/** Levers without a twin on the other side; those left that move the same series are paired. Parameters are compared as such. */
function leverChanges(a: Scenario, b: Scenario): readonly SettingChange[] {
  const [onlyA, onlyB] = [withoutTwins(a.levers, b.levers), withoutTwins(b.levers, a.levers)];
  const rest = [...onlyB];
  const fromA = onlyA.flatMap((lever): SettingChange[] => {
    const k = rest.findIndex((other) => seriesOf(other) === seriesOf(lever));
    const [partner] = k < 0 ? [] : rest.splice(k, 1);
    return changed('lever', seriesOf(lever), shortText(lever), partner && shortText(partner));
  });
  return [...fromA, ...rest.flatMap((lever) => changed('lever', seriesOf(lever), undefined, shortText(lever)))];
}

function withoutTwins(levers: readonly Lever[], others: readonly Lever[]): readonly Lever[] {
  const twins = others.map(leverText);
  return levers.filter((lever) => {
    if (lever.kind === 'parameter') return false;
    const k = twins.indexOf(leverText(lever));
    if (k >= 0) twins.splice(k, 1);
    return k < 0;
  });
}

function seriesOf(lever: Lever): string {
  return lever.kind === 'parameter' ? lever.parameter : `${lever.indicator} ${lever.regions.join(', ')}`;
}

/** The lever without its series: `2025-2027 growth: +2pp`. */
function shortText(lever: Lever): string {
  return leverText(lever).slice(seriesOf(lever).length).trim();
}
