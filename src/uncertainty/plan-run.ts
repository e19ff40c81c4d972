// What a run of draws computes: the cells that somebody wants and what targets ask, as outputs of one job.

import { planDraws } from '../engine/index.ts';
import type { Node, Value } from '../formula/index.ts';
import type { Run } from '../pipeline.ts';
import { cellIndex, type DrawDesign } from '../results/index.ts';
import type { TracedRun } from './trace-run.ts';

/** Of which cells draws are made. */
export interface DrawnCells {
  /** Cells of interest; all where nothing is said. */
  readonly wants?: (region: string, indicator: string) => boolean;
  /** Cells whose draws are kept, besides being summed up. */
  readonly keeps?: (region: string, indicator: string, year: number) => boolean;
}

export type PlannedRun = ReturnType<typeof planRun>;

/** Outputs of a run of draws; `parts` is how many units of work there are at least. */
export function planRun(
  run: Run,
  traced: TracedRun,
  {
    design,
    wants = () => true,
    keeps = () => false,
    parts = 1,
  }: DrawnCells & { readonly design: DrawDesign; readonly parts?: number },
) {
  const { results } = run;
  const outputs = new Set<Node>();
  const keep = new Set<Node>();
  const binary = new Set<Node>();
  const add = (value: Value | undefined) => {
    if (value !== undefined && typeof value !== 'number') outputs.add(value);
  };
  for (const { values } of traced.trace.scenarios)
    results.regions.forEach((region, r) =>
      results.indicators.forEach((indicator, i) => {
        if (!wants(region, indicator)) return;
        for (let y = 0; y < results.years; y++) {
          const value = values[cellIndex(results, r, i, y)];
          add(value);
          if (value !== undefined && typeof value !== 'number' && keeps(region, indicator, results.firstYear + y))
            keep.add(value);
        }
      }),
    );
  for (const [row, { met, metBy }] of traced.targets) {
    if (!wants(row.region, row.variable)) continue;
    for (const one of [met, ...metBy.map((each) => each.met)]) {
      add(one);
      if (typeof one !== 'number') binary.add(one);
    }
  }
  const ordered = [...outputs].sort((a, b) => a.id - b.id);
  const planned = planDraws({
    graph: traced.trace.graph,
    inputs: traced.trace.inputs,
    outputs: ordered,
    keep,
    binary,
    design,
    parts,
  });
  return { ...planned, outputs: ordered, keep };
}
