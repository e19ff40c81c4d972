// What the draws of a run say, set beside the run: distributions, probabilities of targets, kept draws.

import type { TargetRow } from '../analysis/index.ts';
import type { Issue } from '../base/index.ts';
import type { DrawSummary } from '../engine/index.ts';
import type { Value } from '../formula/index.ts';
import type { Run } from '../pipeline.ts';
import { type Distribution, type DrawReader, type InputRange, QUANTILE_PROBABILITIES } from '../results/index.ts';
import { rangesOf } from './describe-input.ts';
import type { PlannedRun } from './plan-run.ts';
import type { TracedRun } from './trace-run.ts';

/** A run with what its draws say; issues are those of the run and of its draws. */
export type DrawnRun = Run & { readonly draws: DrawReader; readonly inputs: readonly InputRange[] };

/** A run with the summary of its draws, however that was had. */
export function withSummary(
  run: Run,
  traced: TracedRun,
  { job, outputs }: PlannedRun,
  summary: DrawSummary,
  issues: readonly Issue[] = [],
): DrawnRun {
  const position = new Map(outputs.map((node, k) => [node.id, k]));
  const distributionOf = (value: Value | undefined): Distribution | undefined => {
    if (value === undefined) return undefined;
    if (typeof value === 'number') return { mean: value, quantiles: QUANTILE_PROBABILITIES.map(() => value) };
    return summary.distributions[position.get(value.id) ?? -1];
  };
  const probability = (value: Value) => distributionOf(value)?.mean;
  const targets = run.targets.map((row): TargetRow => {
    const values = traced.targets.get(row);
    const p = values && probability(values.met);
    if (!values || p === undefined) return row;
    return {
      ...row,
      p_met: p,
      p_met_se: Math.sqrt((p * (1 - p)) / summary.draws),
      met_by: values.metBy.map(({ year, met }) => ({ year, probability: probability(met) ?? 0 })),
    };
  });
  const draws: DrawReader = {
    design: { ...job.design, draws: summary.draws },
    distribution: (...cell) => distributionOf(traced.cellOf(...cell)),
    sample: (...cell) => {
      const value = traced.cellOf(...cell);
      if (value === undefined) return undefined;
      return typeof value === 'number'
        ? new Float64Array(summary.draws).fill(value)
        : summary.kept.get(position.get(value.id) ?? -1);
    },
  };
  return {
    ...run,
    targets,
    draws,
    inputs: rangesOf(run.model, traced.trace.inputs),
    issues: [...run.issues, ...issues],
  };
}
