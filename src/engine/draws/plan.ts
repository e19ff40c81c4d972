// From a trace to a job: which outputs are computed together, what moves together, and what memory it takes.

import { HISTOGRAM_BYTES, type Issue, SPAN } from '../../base/index.ts';
import { writeTape } from '../../compile/index.ts';
import type { Graph, Node } from '../../formula/index.ts';
import type { DrawDesign } from '../../results/index.ts';
import type { UncertainInput } from '../uncertain.ts';
import type { DrawJob, DrawnInput, OutputGroup, Unit } from './job.ts';
import { tieScores } from './ties.ts';
import { COUNTED_AT_ONCE, MOST_EXACT_DRAWS } from './unit.ts';

/** Bytes that the draws of one group may take. */
const GROUP_BYTES = 2 ** 28;

/** Bytes of an output above the exact limit: its histogram, and the draws that wait to be counted. */
const COUNTING_BYTES = HISTOGRAM_BYTES + 8 * COUNTED_AT_ONCE;

/** What is asked of a run of draws. */
export interface DrawRequest {
  readonly graph: Graph;
  readonly inputs: readonly UncertainInput[];
  readonly outputs: readonly Node[];
  /** Outputs all draws of which are kept; too many draws are never kept. */
  readonly keep: ReadonlySet<Node>;
  /** Outputs that are 0 or 1 in every draw. */
  readonly binary: ReadonlySet<Node>;
  readonly design: DrawDesign;
  /** At least so many units where there are as many outputs, so that as many threads or machines have work. */
  readonly parts: number;
}

/** The job of a request; outputs keep their order over the groups. */
export function planDraws(request: DrawRequest): { readonly job: DrawJob; readonly issues: readonly Issue[] } {
  const { graph, inputs, outputs, keep, binary, design, parts } = request;
  const exact = design.draws <= MOST_EXACT_DRAWS;
  const most = Math.max(1, Math.floor(GROUP_BYTES / (exact ? 8 * design.draws : COUNTING_BYTES)));
  const needed = Math.max(Math.ceil(outputs.length / most), Math.ceil(parts / spansOf(design.draws)));
  const count = Math.min(outputs.length, needed);
  const groups = Array.from({ length: count }, (_, group): OutputGroup => {
    const [from, to] = [group, group + 1].map((at) => Math.floor((at * outputs.length) / count));
    const some = outputs.slice(from, to);
    return {
      tape: writeTape(graph, some),
      binary: Uint8Array.from(some, (node) => (binary.has(node) ? 1 : 0)),
      kept: Uint8Array.from(some, (node) => (exact && keep.has(node) ? 1 : 0)),
    };
  });
  const { sets, scoresOf, issues } = tieScores(inputs);
  const drawn = inputs.map((input): DrawnInput => {
    const { id, name, distribution, dimension } = input;
    const scores = scoresOf(input);
    return { id, name, distribution, ...(dimension === undefined ? {} : { dimension }), ...(scores ? { scores } : {}) };
  });
  return { job: { design, inputs: drawn, sets, groups }, issues };
}

/** The units of a job, in order. */
export function unitsOf({ design: { draws }, groups }: DrawJob): readonly Unit[] {
  const spans = spansOf(draws);
  return groups.flatMap((_, group) =>
    Array.from({ length: spans }, (__, span) => ({
      group,
      from: spans === 1 ? 0 : span * SPAN,
      to: spans === 1 ? draws : Math.min(draws, (span + 1) * SPAN),
    })),
  );
}

/** Stretches that draws are split into. */
function spansOf(draws: number): number {
  return draws <= MOST_EXACT_DRAWS ? 1 : Math.ceil(draws / SPAN);
}

/** Bytes that a run takes at most on so many threads, results and kept draws included. */
export function bytesOf(outputs: number, kept: number, draws: number, jobs: number): number {
  const exact = draws <= MOST_EXACT_DRAWS;
  const group = Math.min(GROUP_BYTES, outputs * (exact ? 8 * draws : COUNTING_BYTES));
  return group * jobs + (exact ? kept * draws * 8 : outputs * HISTOGRAM_BYTES) + outputs * 64;
}
