// Draws that cannot be made, told so that somebody can act on it.

import type { Issue } from '../base/index.ts';
import { writeTape } from '../compile/index.ts';
import { openSampler, type Trace, type UnitResult, undefinedDraw } from '../engine/index.ts';
import type { Node } from '../formula/index.ts';
import type { Run } from '../pipeline.ts';
import type { PlannedRun } from './plan-run.ts';
import type { TracedRun } from './trace-run.ts';

/** Draws that were asked for and cannot be had, with what to tell of it. */
export class DrawsFailed extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues[0]?.message ?? 'no draws');
    this.issues = issues;
  }
}

/** Draws in which some formula has no value: who may go on without them, can. */
export class UndefinedDraws extends DrawsFailed {}

/** More draws than the memory of the machine holds. */
export class BeyondMemory extends DrawsFailed {}

/** Where draws have no value: which cell first, in how many draws, and with which inputs. */
export function undefinedIssues(
  run: Run,
  { trace }: TracedRun,
  { job, outputs }: PlannedRun,
  results: readonly UnitResult[],
): readonly Issue[] {
  const byOutput = new Map<number, number[]>();
  for (const { unit, undefinedDraws } of results) {
    const before = job.groups.slice(0, unit.group).reduce((sum, group) => sum + group.tape.outputs.length, 0);
    for (const { draw, output } of undefinedDraws)
      byOutput.set(before + output, [...(byOutput.get(before + output) ?? []), draw]);
  }
  const [first] = [...byOutput.keys()].sort((a, b) => a - b);
  if (first === undefined) return [];
  const node = outputs[first] as Node;
  const draws = [...(byOutput.get(first) ?? [])].sort((a, b) => a - b);
  const draw = draws[0] ?? 0;
  const { inputs } = writeTape(trace.graph, [node]);
  const rows = inputs.map(() => new Float64Array(1));
  openSampler(job, inputs)(rows, draw);
  const drawn = inputs.map((id, k): readonly [string, number] => [id, rows[k]?.[0] ?? Number.NaN]);
  return [undefinedDraw(placeOf(run, trace, node), draw, draws.length, byOutput.size - 1, drawn)];
}

/** The first cell that is a node, in words. */
function placeOf({ results }: Run, trace: Trace, node: Node): string {
  for (const { id, values } of trace.scenarios) {
    const cell = Array.prototype.indexOf.call(values, node);
    if (cell < 0) continue;
    const series = Math.floor(cell / results.years);
    const indicator = results.indicators[series % results.indicators.length];
    const region = results.regions[Math.floor(series / results.indicators.length)];
    return `"${indicator}" of "${region}" in ${results.firstYear + (cell % results.years)} under "${id}"`;
  }
  return 'a target';
}
