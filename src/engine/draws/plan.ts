// From a trace to a job: which outputs are computed together, what moves together, and what memory it takes.

import { type Issue, type Matrix, pearsonFromSpearman, repairCorrelation, SPAN } from '../../base/index.ts';
import { writeTape } from '../../compile/index.ts';
import type { Graph, Node } from '../../formula/index.ts';
import type { Correlation } from '../../model/index.ts';
import type { DrawDesign } from '../../results/index.ts';
import { repairedCorrelation } from '../messages.ts';
import type { Ties, UncertainInput } from '../uncertain.ts';
import type { CorrelatedInputs, DrawJob, OutputGroup, Unit } from './job.ts';
import { MOST_EXACT_DRAWS } from './unit.ts';

/** Bytes that the draws of one group may take. */
const GROUP_BYTES = 2 ** 28;
/** Bytes of a histogram: a few exponents of 2 048 counts. */
const HISTOGRAM_BYTES = 4 * 8192;

/** What is asked of a run of draws. */
export interface DrawRequest {
  readonly graph: Graph;
  readonly inputs: readonly UncertainInput[];
  readonly outputs: readonly Node[];
  /** Outputs all draws of which are kept; too many draws are never kept. */
  readonly keep: ReadonlySet<Node>;
  readonly design: DrawDesign;
  /** At least so many groups, so that as many threads have work. */
  readonly parts: number;
}

/** The job of a request; outputs keep their order over the groups. */
export function planDraws(request: DrawRequest): { readonly job: DrawJob; readonly issues: readonly Issue[] } {
  const { graph, inputs, outputs, keep, design, parts } = request;
  const exact = design.draws <= MOST_EXACT_DRAWS;
  const most = Math.max(1, Math.floor(GROUP_BYTES / (exact ? 8 * design.draws : HISTOGRAM_BYTES)));
  // Draws above the exact limit are split by spans, so that groups need not be.
  const size = Math.max(1, Math.min(most, Math.ceil(outputs.length / (exact ? parts : 1))));
  const groups: OutputGroup[] = [];
  for (let from = 0; from < outputs.length; from += size) {
    const some = outputs.slice(from, from + size);
    groups.push({
      tape: writeTape(graph, some),
      kept: Uint8Array.from(some, (node) => (exact && keep.has(node) ? 1 : 0)),
    });
  }
  const { correlated, issues } = correlate(inputs);
  const drawn = inputs.map(({ id, name, distribution, dimension }) => ({
    id,
    name,
    distribution,
    ...(dimension === undefined ? {} : { dimension }),
  }));
  return { job: { design, inputs: drawn, correlated, groups }, issues };
}

/** The units of a job, in order. */
export function unitsOf({ design: { draws }, groups }: DrawJob): readonly Unit[] {
  const spans = draws <= MOST_EXACT_DRAWS ? 1 : Math.ceil(draws / SPAN);
  return groups.flatMap((_, group) =>
    Array.from({ length: spans }, (__, span) => ({
      group,
      from: spans === 1 ? 0 : span * SPAN,
      to: spans === 1 ? draws : Math.min(draws, (span + 1) * SPAN),
    })),
  );
}

/** Bytes that a run takes at most on so many threads, results and kept draws included. */
export function bytesOf(outputs: number, kept: number, draws: number, jobs: number): number {
  const exact = draws <= MOST_EXACT_DRAWS;
  const group = Math.min(GROUP_BYTES, outputs * (exact ? 8 * draws : HISTOGRAM_BYTES));
  return group * jobs + (exact ? kept * draws * 8 : outputs * HISTOGRAM_BYTES) + outputs * 64;
}

/** Inputs that move together, a matrix for each set of them. */
function correlate(inputs: readonly UncertainInput[]): {
  readonly correlated: readonly CorrelatedInputs[];
  readonly issues: readonly Issue[];
} {
  const correlated: CorrelatedInputs[] = [];
  const issues: Issue[] = [];
  const tied = inputs.filter((input) => input.ties !== undefined);
  for (const ties of new Map(tied.map((input) => [input.ties?.id, input.ties])).values()) {
    const { correlations } = ties as Ties;
    const all = tied.filter((input) => input.ties?.id === ties?.id);
    const left = new Set([...all].sort((a, b) => (a.id < b.id ? -1 : 1)));
    for (const first of left) {
      const members = [first];
      left.delete(first);
      for (const member of members)
        for (const other of left)
          if (rankBetween(member, other, correlations) !== 0) {
            members.push(other);
            left.delete(other);
          }
      const byName = [...new Map(members.map((member) => [member.name, member])).values()];
      if (byName.length === 1) continue;
      byName.sort((a, b) => (a.name < b.name ? -1 : 1));
      const wanted: Matrix = byName.map((a) =>
        byName.map((b) => (a === b ? 1 : pearsonFromSpearman(rankBetween(a, b, correlations)))),
      );
      const { matrix, change } = repairCorrelation(wanted);
      const entries = correlations.filter((one) => members.some((member) => one.between.includes(member.key)));
      const names = byName.map((member) => member.name);
      if (change > 0) issues.push(repairedCorrelation(names, change, entries[0]?.at));
      const method = entries.some((one) => one.method === 'iman-conover') ? 'iman-conover' : 'copula';
      correlated.push({ names, ids: members.map((member) => member.id), matrix, method });
    }
  }
  return { correlated, issues };
}

/** Spearman's correlation that is asked for between two inputs. */
function rankBetween(a: UncertainInput, b: UncertainInput, correlations: readonly Correlation[]): number {
  if (a.year !== undefined && b.year !== undefined && a.year !== b.year) return 0;
  const keys =
    a.key === b.key
      ? 1
      : (correlations.findLast(({ between }) => between.includes(a.key) && between.includes(b.key))?.rank ?? 0);
  const [across, other] = [a.acrossRegions ?? 0, b.acrossRegions ?? 0];
  const regions =
    a.region === b.region || a.region === undefined || b.region === undefined
      ? 1
      : a.key === b.key
        ? across
        : Math.sqrt(Math.max(0, across * other));
  return keys * regions;
}
