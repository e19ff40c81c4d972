// Goals under uncertainty: the lever's amount as one more input of the graph, so that a goal is judged in all draws at any
// amount by one pass of a kernel.

import {
  type ChanceAnswer,
  goalText,
  goalValue,
  goalYears,
  type LeverDraws,
  type SeekAnswer,
  type SeekRequest,
  seekChance,
} from '../analysis/index.ts';
import type { Issue } from '../base/index.ts';
import { BLOCK, openKernel, writeTape } from '../compile/index.ts';
import { droppedDraws, openSampler, planDraws, traceScenarios } from '../engine/index.ts';
import { Node, type Value } from '../formula/index.ts';
import { parametersOf, type RanScenario, type Run } from '../pipeline.ts';
import { cellIndex, type DrawDesign } from '../results/index.ts';
import { type Lever, leverWith, type OpenLever } from '../scenario/index.ts';
import { traceRequests } from './trace-run.ts';

/** How a chance is sought. */
export interface ChanceOptions {
  readonly design: DrawDesign;
  /** Above 0 and below 1. */
  readonly probability: number;
  /** Draws without a value are left out; only plain Monte Carlo allows it. */
  readonly drop?: boolean;
}

/**
 * Seeks the amount of a request's one lever with which its goal is reached with a probability; `central` is the answer at
 * central inputs. An issue that is an error makes the question unanswerable: nothing uncertain leads to the goal, or it has
 * no value in some draw.
 *
 * @example seekWithDraws(run, ran, request, answer, { design: USUAL_DRAWS, probability: 0.8 }).answer?.solutions
 */
export function seekWithDraws(
  run: Run,
  ran: RanScenario,
  request: SeekRequest,
  central: SeekAnswer,
  { design, probability, drop = false }: ChanceOptions,
): { readonly answer?: ChanceAnswer; readonly issues: readonly Issue[] } {
  const { goal } = request;
  const [lever] = request.levers;
  if (!lever || request.levers.length > 1) throw new Error('a probability is sought for one lever');
  const opened = openLeverDraws(run, ran, request, lever, central, design);
  const what = `"${goal.indicator}" of "${goal.region}" in ${Math.max(...goalYears(goal))}`;
  if (!opened.draws)
    return {
      issues: [
        {
          code: 'no-range',
          severity: 'error',
          message: `nothing that moves ${what} has a stated range: any probability would be 0 or 1`,
          hint: `state one under uncertainty: ${goal.indicator}.growth: {normal: {sd: 1.5pp}}, or seek without --draws`,
        },
      ],
    };
  const answer = seekChance(run.model, { goal, lever, central, probability }, opened.draws);
  const { undefinedDraws } = answer;
  if (undefinedDraws === 0) return { answer, issues: opened.issues };
  if (drop && answer.draws > 0)
    return { answer, issues: [...opened.issues, droppedDraws(undefinedDraws, design.draws)] };
  return {
    issues: [
      {
        code: 'undefined-draw',
        severity: 'error',
        message: `${what} (${goalText(run.model, goal).en}) has no value in ${undefinedDraws} of ${design.draws} draws at some amount of "${lever.phrase}"`,
        hint: 'give the lever narrower limits, or leave such draws out with --method random --drop-undefined',
      },
    ],
  };
}

/** The goal in every draw, at any amount; without `draws` where no uncertain input leads to it. */
function openLeverDraws(
  run: Run,
  ran: RanScenario,
  { goal, given = [] }: SeekRequest,
  lever: OpenLever,
  central: SeekAnswer,
  design: DrawDesign,
): { readonly draws?: LeverDraws; readonly issues: readonly Issue[] } {
  const { model, results } = run;
  const turned = (amount: number) => leverWith(lever, model, amount);
  const inside = (amount: number) => amountInside(turned(amount));
  const [{ low, high } = { low: 0, high: 0 }] = central.limits;
  const [start] = (central.solutions[0] ?? central.best)?.levers ?? [];
  const middle = start?.amount ?? (low + high) / 2;
  const open = turned(middle);
  const amount = { id: AMOUNT, central: inside(middle), low: inside(low), high: inside(high) };
  const standing = [...ran.scenario.levers, ...given];
  const [request] = traceRequests({ ...run, scenarios: [ran] });
  if (!request) throw new Error('nothing to trace');
  const trace = traceScenarios(run.program, [
    { ...request, id: 'without', levers: standing, parameters: parametersOf(model, { levers: standing }) },
    {
      ...request,
      id: 'with',
      levers: [...standing, open],
      parameters: parametersOf(model, { levers: [...standing, open] }),
      amounts: new Map([[open, amount]]),
    },
  ]);
  const { graph } = trace;
  const [r, i] = [model.regionIndex.get(goal.region) ?? -1, model.indicatorIndex.get(goal.indicator) ?? -1];
  const [before, after] = trace.scenarios.map(({ values }) =>
    goalValue(
      model,
      goal,
      new Map(
        goalYears(goal).map((year) => [year, values[cellIndex(results, r, i, year - results.firstYear)] ?? Number.NaN]),
      ),
    ),
  ) as [Value, Value];
  const nodes = [before, after].filter((value) => value instanceof Node);
  const tape = writeTape(graph, nodes);
  const drawn = tape.inputs.filter((id) => id !== AMOUNT);
  const { job, issues } = planDraws({
    graph,
    inputs: trace.inputs,
    outputs: nodes,
    keep: new Set(),
    binary: new Set(),
    design,
    parts: 1,
  });
  const told = [...trace.issues, ...issues];
  if (drawn.length === 0) return { issues: told };

  const rows = drawn.map(() => new Float64Array(Math.ceil(design.draws / BLOCK) * BLOCK));
  const sample = openSampler(job, drawn);
  for (let from = 0; from < design.draws; from += BLOCK)
    sample(
      rows.map((row) => row.subarray(from, Math.min(from + BLOCK, design.draws))),
      from,
    );
  const kernel = openKernel(tape);
  const at = tape.inputs.indexOf(AMOUNT);
  return {
    draws: { without: outcomesOf(before, inside(middle)), outcomesAt: (written) => outcomesOf(after, inside(written)) },
    issues: told,
  };

  function outcomesOf(value: Value, set: number): Float64Array {
    const outcomes = new Float64Array(design.draws);
    if (typeof value === 'number') return outcomes.fill(value);
    const output = kernel.outputs[nodes.indexOf(value)] as Float64Array;
    kernel.inputs[at]?.fill(set);
    for (let from = 0; from < design.draws; from += BLOCK) {
      const count = Math.min(BLOCK, design.draws - from);
      drawn.forEach((id, k) => {
        kernel.inputs[tape.inputs.indexOf(id)]?.set((rows[k] as Float64Array).subarray(from, from + BLOCK));
      });
      kernel.run();
      outcomes.set(output.subarray(0, count), from);
    }
    return outcomes;
  }
}

/** The graph's name of the amount; no uncertain input is called so. */
const AMOUNT = 'amount of the lever';

/** The amount of a lever in the unit it has inside: growth as a fraction. */
function amountInside(lever: Lever): number {
  if (lever.kind === 'path') throw new Error('a path has no amount');
  return lever.kind === 'parameter' ? lever.value : lever.change.amount;
}
