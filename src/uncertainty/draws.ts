// From a run at central inputs to what many draws say of it: traced once, computed in units by whoever runs them (inline, or
// on threads), read back as distributions, probabilities and kept draws.

import type { Issue } from '../base/index.ts';
import {
  type DrawJob,
  droppedDraws,
  joinUnits,
  runUnit,
  type Unit,
  type UnitResult,
  UnitResults,
  unitsOf,
} from '../engine/index.ts';
import type { Run } from '../pipeline.ts';
import type { DrawDesign } from '../results/index.ts';
import { type DrawnCells, planRun } from './plan-run.ts';
import { type DrawnRun, withSummary } from './summary.ts';
import { type TracedRun, traceRun, unusedOf } from './trace-run.ts';
import { UndefinedDraws, undefinedIssues } from './undefined-draws.ts';

/** Draws of a run where nothing is said: scrambled Sobol points, and a seed that stays. */
export const USUAL_DRAWS: DrawDesign = { draws: 1024, seed: 20270101, method: 'sobol' };

/** Runs units of a job, anywhere and in any order; `onProgress` is told the share done. */
export type RunUnits = (
  job: DrawJob,
  units: readonly Unit[],
  skip: Uint8Array | undefined,
  onProgress: (share: number) => void,
) => Promise<readonly UnitResult[]>;

export interface DrawOptions extends DrawnCells {
  readonly design: DrawDesign;
  /** Draws in which a formula has no value are left out; only plain Monte Carlo allows it. */
  readonly drop?: boolean;
  readonly runUnits?: RunUnits;
  /** Units at least, so that as many threads or machines have work. */
  readonly parts?: number;
  readonly onProgress?: (share: number) => void;
  /** The run as traced before; traced here where it was not. */
  readonly traced?: TracedRun;
}

/**
 * Adds draws to a run. Throws `UndefinedDraws` where a draw leaves a formula without a value and it may not be dropped.
 *
 * @example (await drawRun(run, { design: USUAL_DRAWS })).targets[0]?.p_met
 */
export async function drawRun(run: Run, options: DrawOptions): Promise<DrawnRun> {
  const traced = options.traced ?? traceRun(run);
  const planned = planRun(run, traced, options);
  const { runUnits = inlineUnits, onProgress = () => undefined } = options;
  const units = unitsOf(planned.job);
  const issues = [...traced.trace.issues, ...unusedOf(run, traced.trace), ...planned.issues];
  let results = await runUnits(planned.job, units, undefined, onProgress);
  const broken = new Set(results.flatMap(({ undefinedDraws }) => undefinedDraws.map(({ draw }) => draw)));
  if (broken.size > 0) {
    const told = undefinedIssues(run, traced, planned, results);
    if (!options.drop) throw new UndefinedDraws(told);
    const skip = new Uint8Array(options.design.draws);
    for (const draw of broken) skip[draw] = 1;
    results = await runUnits(planned.job, units, skip, onProgress);
    issues.push(
      ...told.map((issue): Issue => ({ ...issue, severity: 'warning' })),
      droppedDraws(broken.size, options.design.draws),
    );
  }
  return withSummary(run, traced, planned, joinUnits(planned.job, results, broken.size), issues);
}

/** All units one after another, in this thread. */
export const inlineUnits: RunUnits = async (job, units, skip, onProgress) => {
  const total = units.reduce((sum, unit) => sum + unit.to - unit.from, 0);
  const results = new UnitResults();
  let before = 0;
  for (const unit of units) {
    results.add(runUnit(job, unit, skip, (done) => onProgress((before + done) / total)));
    before += unit.to - unit.from;
  }
  return results.list;
};
