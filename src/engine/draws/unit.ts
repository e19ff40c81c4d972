// One piece of a run of draws: inputs drawn, the tape run block by block, outputs summed up.

import {
  Histogram,
  type HistogramState,
  quantilesOf,
  RunningSum,
  SPAN,
  SUM_BLOCK,
  sumOfSpan,
} from '../../base/index.ts';
import { BLOCK, type Kernel, openKernel } from '../../compile/index.ts';
import { QUANTILE_PROBABILITIES } from '../../results/index.ts';
import type { DrawJob, Unit } from './job.ts';
import { openSampler } from './sampler.ts';

/** What a unit gives. Lists are by output of the group's tape. */
export interface UnitResult {
  readonly unit: Unit;
  /** Draws in which some output has no finite value, with that output; none are summed up before they are dealt with. */
  readonly undefinedDraws: readonly { readonly draw: number; readonly output: number }[];
  /** Sums over the draws. */
  readonly sums: Float64Array;
  /** Exact quantiles at `QUANTILE_PROBABILITIES`, where the unit holds all draws; else histograms. */
  readonly quantiles?: readonly Float64Array[];
  readonly histograms?: readonly HistogramState[];
  /** All draws of the outputs that are kept, in their order. */
  readonly kept: ReadonlyMap<number, Float64Array>;
}

/** Draws of an output that are counted together: each histogram then stays in the cache for a while. */
export const COUNTED_AT_ONCE = 16 * BLOCK;

const NO_QUANTILES = new Float64Array(0);

/** Draws up to which quantiles are exact; above that they come from histograms. */
export const MOST_EXACT_DRAWS = SPAN;

/** How a unit is computed, which changes no bit of what it gives. */
export interface UnitSettings {
  /** Draws computed together; `BLOCK` where nothing is said. */
  readonly block?: number;
  readonly kind?: Kernel['kind'];
}

/** Runs a unit; `skip` holds 1 for draws to be left out. `onBlock` is told how many draws are done. */
export function runUnit(
  job: DrawJob,
  unit: Unit,
  skip?: Uint8Array,
  onBlock?: (done: number) => void,
  { block = BLOCK, kind }: UnitSettings = {},
): UnitResult {
  const group = job.groups[unit.group];
  if (!group) throw new Error(`no group ${unit.group}`);
  const { tape } = group;
  const kernel = openKernel(tape, kind, block);
  const sample = openSampler(job, tape.inputs);
  const exact = job.design.draws <= MOST_EXACT_DRAWS;
  const size = unit.to - unit.from;
  const room = exact ? size : Math.min(size, Math.max(block, COUNTED_AT_ONCE));
  const rows = kernel.outputs.map(() => new Float64Array(room));
  const histograms = exact ? [] : kernel.outputs.map(() => new Histogram());
  const sums = new Float64Array(kernel.outputs.length);
  // Kernels sum whole blocks; where others are summed up, or draws are left out, sums are taken by themselves.
  const running = skip || block !== SUM_BLOCK ? kernel.outputs.map(() => new RunningSum()) : undefined;
  const undefinedDraws: { draw: number; output: number }[] = [];
  let length = 0;

  for (let from = unit.from; from < unit.to; from += block) {
    const count = Math.min(block, unit.to - from);
    sample(count === block ? kernel.inputs : kernel.inputs.map((row) => row.subarray(0, count)), from);
    kernel.run();
    const left = skip ? leave(from, count) : undefined;
    kernel.outputs.forEach((output, k) => {
      const values = left ? left(output) : count === block ? output : output.subarray(0, count);
      const sum = values === output ? (kernel.sums[k] as number) : sumOfSpan(values);
      if (sum - sum !== 0 && !skip) noteUndefined(output, from, count, k);
      rows[k]?.set(values, length);
      running?.[k]?.add(values);
      if (!running && sum - sum === 0) sums[k] = (sums[k] as number) + sum;
    });
    length += left ? left.count : count;
    if (!exact && (length > room - block || from + block >= unit.to)) countRows();
    onBlock?.(from + count - unit.from);
  }
  running?.forEach((one, k) => {
    sums[k] = one.total;
  });
  if (undefinedDraws.length > 0) return { unit, undefinedDraws, sums, kept: new Map() };
  if (!exact) return { unit, undefinedDraws, sums, histograms: histograms.map((one) => one.state), kept: new Map() };
  const used = rows.map((row) => (length === size ? row : row.subarray(0, length)));
  return {
    unit,
    undefinedDraws,
    sums,
    quantiles: used.map((row, k) =>
      group.binary[k] ? NO_QUANTILES : Float64Array.from(quantilesOf(row, QUANTILE_PROBABILITIES)),
    ),
    kept: new Map(used.flatMap((row, k) => (group.kept[k] ? [[k, row] as const] : []))),
  };

  /** Counts what the rows hold and empties them. */
  function countRows(): void {
    if (undefinedDraws.length === 0)
      rows.forEach((row, k) => {
        if (group?.binary[k] === 0) histograms[k]?.add(row.subarray(0, length));
      });
    length = 0;
  }

  function noteUndefined(output: Float64Array, from: number, count: number, k: number): void {
    for (let j = 0; j < count; j++) if (!Number.isFinite(output[j])) undefinedDraws.push({ draw: from + j, output: k });
  }

  /** Takes the draws of a block that are not skipped. */
  function leave(from: number, count: number) {
    const places = Array.from({ length: count }, (_, k) => k).filter((k) => skip?.[from + k] !== 1);
    return Object.assign((output: Float64Array) => Float64Array.from(places, (k) => output[k] as number), {
      count: places.length,
    });
  }
}
