// regions.yaml → Region[], parents before children whatever the order in the file.

import type { Issues } from '../base/index.ts';
import { duplicateId, unknownName, wrongKind } from './messages.ts';
import type { Region } from './model.ts';
import type { Located } from './names.ts';
import type { RegionsSpec } from './spec.ts';

/** Regions, top-down: a region stands before those below it, siblings in file order. */
export function resolveRegions(spec: Located<RegionsSpec>, issues: Issues): readonly Region[] {
  const entries = spec.value.regions;
  const ids = new Set(entries.map((entry) => entry.id));
  const seen = new Set<string>();
  const codes = new Set<string>();
  entries.forEach((entry, k) => {
    const place = (key: string) => spec.document.place(['regions', k, key]);
    if (seen.has(entry.id)) issues.add(duplicateId('region', entry.id, place('id')));
    seen.add(entry.id);
    if (entry.code !== undefined && codes.has(entry.code))
      issues.add(duplicateId('region code', entry.code, place('code')));
    if (entry.code !== undefined) codes.add(entry.code);
    if (entry.parent !== undefined && !ids.has(entry.parent))
      issues.add(unknownName('region', entry.parent, ids, place('parent')));
    if (entry.level !== 'zone' && entry.code === undefined)
      issues.add(wrongKind(`region "${entry.id}" needs its GB/T 2260 code`, place('id'), 'only zones have none'));
  });
  const ordered: Region[] = [];
  const add = (parent: string | undefined): void => {
    for (const entry of entries.filter((candidate) => candidate.parent === parent)) {
      const children = entries
        .filter((child) => child.parent === entry.id && child.code !== undefined)
        .map((child) => child.id);
      ordered.push({
        id: entry.id,
        ...(entry.code === undefined ? {} : { code: entry.code }),
        level: entry.level,
        ...(entry.parent === undefined ? {} : { parent: entry.parent }),
        children,
        name: entry.name,
      });
      add(entry.id);
    }
  };
  if (!issues.hasErrors) add(undefined);
  if (!issues.hasErrors && ordered.length < entries.length) {
    const reached = new Set(ordered.map((region) => region.id));
    const k = entries.findIndex((entry) => !reached.has(entry.id));
    issues.add(
      wrongKind(`region "${entries[k]?.id}" is its own ancestor`, spec.document.place(['regions', k, 'parent'])),
    );
  }
  return ordered;
}
