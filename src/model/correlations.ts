// Correlations as resolved: which uncertain inputs move together.

import type { Issues } from '../base/index.ts';
import { uncertaintyError, unknownName } from './messages.ts';
import type { Located } from './names.ts';
import { baseKey } from './uncertain-thing.ts';
import type { Correlation, Uncertainty } from './uncertainty.ts';
import type { CorrelationSpec } from './uncertainty-spec.ts';

/** Correlations of one file; `known` are the keys that are uncertain. */
export function resolveCorrelations(
  { value: spec, document }: Located<CorrelationSpec>,
  path: readonly PropertyKey[],
  uncertain: readonly Uncertainty[],
  issues: Issues,
): readonly Correlation[] {
  const known = new Set(uncertain.map((entry) => baseKey(entry.key)));
  return spec.flatMap((entry, k): Correlation[] => {
    const place = (j: number) => document.place([...path, k, 'between', j]);
    const unknown = entry.between.filter((name, j) => {
      if (known.has(name)) return false;
      if (known.has(baseKey(name))) {
        const hint = `write ${baseKey(name)}`;
        issues.add(
          uncertaintyError(`a correlation holds in all regions: "${name}" cannot be narrowed`, place(j), hint),
        );
        return true;
      }
      issues.add(unknownName('uncertain input', name, known, place(j)));
      return true;
    });
    const repeated = entry.between.find((name, j) => entry.between.indexOf(name) !== j);
    if (repeated !== undefined)
      issues.add(
        uncertaintyError(`"${repeated}" cannot be correlated with itself`, document.place([...path, k, 'between'])),
      );
    return unknown.length > 0 || repeated !== undefined
      ? []
      : [
          {
            between: entry.between,
            rank: entry.rank,
            method: entry.method ?? 'copula',
            at: document.place([...path, k]),
          },
        ];
  });
}
