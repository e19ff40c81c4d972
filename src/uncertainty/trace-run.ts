// A run traced: its scenarios once more, with uncertain inputs in place of central numbers.

import { type TargetRow, type TargetValues, targetValues } from '../analysis/index.ts';
import type { Issue } from '../base/index.ts';
import { type Cells, type Trace, type TraceRequest, tieScores, traceScenarios, unusedInputs } from '../engine/index.ts';
import { centralOf, type Value } from '../formula/index.ts';
import { observationsAsOf } from '../model/index.ts';
import type { Run } from '../pipeline.ts';
import { cellIndex } from '../results/index.ts';

/** Everything of a run that depends on uncertain inputs, as values of one graph. */
export interface TracedRun {
  readonly trace: Trace;
  /** The value of a cell; undefined where there is no data. */
  readonly cellOf: (scenario: string, region: string, indicator: string, year: number) => Value | undefined;
  /** Targets as values, by row; rows that are not assessable are absent. */
  readonly targets: ReadonlyMap<TargetRow, TargetValues>;
}

/** Traces a run: its scenarios again, with uncertain inputs in place of central numbers. */
export function traceRun(run: Run): TracedRun {
  const { model } = run;
  const trace = traceScenarios(run.program, traceRequests(run));
  const cells = new Map(trace.scenarios.map((one) => [one.id, one.values]));
  const cellOf = readerOfCells(run, cells);
  const targets = new Map(
    run.targets.flatMap((row) => {
      const values = targetValues(model, row, (...cell) => cellOf(row.scenario, ...cell));
      return values ? [[row, values] as const] : [];
    }),
  );
  return { trace, cellOf, targets };
}

/**
 * What a run of draws would tell of the uncertainty that scenarios state: inputs that nothing uses, correlations that cannot
 * hold together. Empty, and quick, where no scenario states any.
 */
export function checkUncertainty(run: Run): readonly Issue[] {
  const stated = run.scenarios.filter(
    ({ scenario }) => scenario.uncertainty.length > 0 || scenario.correlations.length > 0,
  );
  if (stated.length === 0) return [];
  const { trace } = traceRun({ ...run, scenarios: stated, targets: [] });
  return [...trace.issues, ...unusedOf(run, trace), ...tieScores(trace.inputs).issues];
}

/** Warnings of inputs that scenarios state and nothing uses. */
export function unusedOf({ scenarios }: Run, trace: Trace): readonly Issue[] {
  return unusedInputs(trace, new Map(scenarios.map(({ id, scenario }) => [id, scenario.uncertainty])));
}

/** What is traced of each scenario. */
export function traceRequests({ model, scenarios }: Run): readonly TraceRequest[] {
  const observed = new Map(
    [...new Set(scenarios.map((one) => one.asOf))].map((asOf) => [asOf, observationsAsOf(model.observations, asOf)]),
  );
  return scenarios.map(({ id, scenario, asOf, parameters }) => ({
    id,
    view: { ...(asOf === undefined ? {} : { asOf }), observed: observed.get(asOf) ?? new Map() },
    growth: scenario,
    levers: scenario.levers,
    parameters,
    uncertainty: [...model.uncertainty, ...scenario.uncertainty],
    correlations: [...model.correlations, ...scenario.correlations],
  }));
}

function readerOfCells({ results, model }: Run, cells: ReadonlyMap<string, Cells>): TracedRun['cellOf'] {
  return (scenario, region, indicator, year) => {
    const y = year - results.firstYear;
    const [r, i] = [model.regionIndex.get(region), model.indicatorIndex.get(indicator)];
    if (r === undefined || i === undefined || y < 0 || y >= results.years) return undefined;
    const value = cells.get(scenario)?.[cellIndex(results, r, i, y)];
    return value === undefined || Number.isNaN(centralOf(value)) ? undefined : value;
  };
}
