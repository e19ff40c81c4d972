// Uncertain inputs that somebody stated and that no value of their scenarios depends on.

import type { Issue } from '../base/index.ts';
import type { Graph } from '../formula/index.ts';
import type { Uncertainty } from '../model/index.ts';
import type { Cells } from './block.ts';
import { unusedUncertainty } from './messages.ts';
import type { Trace } from './trace.ts';

/** Entries of scenarios, by the scenario's id. Those that a scenario inherits are told of only where none of the traced ones uses them. */
export function unusedInputs(trace: Trace, entriesOf: ReadonlyMap<string, readonly Uncertainty[]>): readonly Issue[] {
  const carriers = new Map<Uncertainty, string[]>();
  for (const [id, entries] of entriesOf)
    for (const entry of entries)
      if (entry.distribution !== 'fixed' && !isToldOf(entry)) carriers.set(entry, [...(carriers.get(entry) ?? []), id]);
  if (carriers.size === 0) return [];
  const reaching = new Map(
    trace.scenarios
      .filter(({ id }) => (entriesOf.get(id)?.length ?? 0) > 0)
      .map(({ id, values }) => [id, inputsBehind(trace.graph, values)] as const),
  );
  return [...carriers].flatMap(([entry, scenarios]) => {
    const ids = trace.inputs.filter((input) => input.of === entry.of).map((input) => input.id);
    const used = scenarios.some((scenario) => ids.some((id) => reaching.get(scenario)?.has(id)));
    return used ? [] : [unusedUncertainty(entry, scenarios, replacedBy(entry))];
  });

  /** Past growth that is hardly published anywhere has its own warning. */
  function isToldOf(entry: Uncertainty): boolean {
    return entry.distribution === 'past' && trace.issues.some(({ place }) => place !== undefined && place === entry.at);
  }

  /** A later entry of the same scenarios that says otherwise of the same thing. */
  function replacedBy(entry: Uncertainty): Uncertainty | undefined {
    for (const entries of entriesOf.values()) {
      const at = entries.indexOf(entry);
      const later = at < 0 ? undefined : entries.slice(at + 1).find((other) => other.key === entry.key);
      if (later) return later;
    }
    return undefined;
  }
}

/** Names of the inputs that some cell depends on. */
function inputsBehind(graph: Graph, values: Cells): ReadonlySet<string> {
  const marked = new Uint8Array(graph.size);
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell];
    if (value !== undefined && typeof value !== 'number') marked[value.id] = 1;
  }
  for (let id = graph.size - 1; id >= 0; id--)
    if (marked[id] === 1) for (const operand of graph.operandsAt(id)) marked[operand] = 1;
  return new Set([...graph.inputs].flatMap(([name, node]) => (marked[node.id] === 1 ? [name] : [])));
}
