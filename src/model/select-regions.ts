// Region selectors: an id, a code, a list, "*", cities:zhejiang, counties:jiaxing, descendants:jiaxing.

import { type Issue, nearest, type Place } from '../base/index.ts';
import { emptySelector, unknownName } from './messages.ts';
import type { Region } from './model.ts';

const GROUPS = ['cities', 'counties', 'zones', 'children', 'descendants'] as const;

/**
 * The ids a selector stands for, in the model's order, each once. `place` maps a position in a list to its place.
 *
 * @example selectRegions('counties:jiaxing', regions, place).regions // ['nanhu', 'xiuzhou', …]
 */
export function selectRegions(
  selector: string | readonly string[],
  regions: readonly Region[],
  place: (path: readonly PropertyKey[]) => Place,
): { readonly regions: readonly string[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const chosen = new Set<string>();
  const items = typeof selector === 'string' ? [selector] : selector;
  items.forEach((item, k) => {
    const found = selectOne(item, regions);
    if (typeof found === 'string') {
      issues.push(complaint(found, item, regions, place(typeof selector === 'string' ? [] : [k])));
      return;
    }
    if (found.length === 0) issues.push(emptySelector(item, place(typeof selector === 'string' ? [] : [k])));
    for (const id of found) chosen.add(id);
  });
  return { regions: regions.filter((region) => chosen.has(region.id)).map((region) => region.id), issues };
}

/** Ids, or what is wrong: the name that is unknown. */
function selectOne(item: string, regions: readonly Region[]): readonly string[] | string {
  if (item === '*') return regions.map((region) => region.id);
  const byName = (name: string) => regions.find((region) => region.id === name || region.code === name);
  const colon = item.indexOf(':');
  if (colon < 0) {
    const region = byName(item);
    return region ? [region.id] : item;
  }
  const group = item.slice(0, colon);
  const root = byName(item.slice(colon + 1));
  if (!GROUPS.some((known) => known === group)) return group;
  if (!root) return item.slice(colon + 1);
  const below = (id: string): Region[] =>
    regions.filter((region) => region.parent === id).flatMap((region) => [region, ...below(region.id)]);
  if (group === 'children') return root.children;
  const all = below(root.id);
  if (group === 'descendants') return all.map((region) => region.id);
  const level = { cities: 'city', counties: 'county', zones: 'zone' }[group as 'cities' | 'counties' | 'zones'];
  return all.filter((region) => region.level === level).map((region) => region.id);
}

function complaint(name: string, item: string, regions: readonly Region[], place: Place): Issue {
  if (item.includes(':') && item.startsWith(`${name}:`)) {
    const close = nearest(name, GROUPS);
    return {
      code: 'unknown-selector',
      severity: 'error',
      message: `unknown region selector "${name}:"`,
      place,
      found: item,
      expected: GROUPS.map((group) => `${group}:`).join(', '),
      hint:
        close === undefined ? `one of ${GROUPS.map((group) => `${group}:ID`).join(', ')}` : `did you mean "${close}:"?`,
    };
  }
  return unknownName(
    'region',
    name,
    regions.flatMap((region) => (region.code === undefined ? [region.id] : [region.id, region.code])),
    place,
  );
}
