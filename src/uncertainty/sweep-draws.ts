// The draws of one variant of a sweep: the same uncertain inputs for every variant, with the variant's own amounts.

import { quantilesOf, sumOfSpan } from '../base/index.ts';
import { BLOCK } from '../compile/index.ts';
import { openSampler, planDraws } from '../engine/index.ts';
import { type Distribution, type DrawDesign, QUANTILE_PROBABILITIES } from '../results/index.ts';
import type { SweepVariant } from '../scenario/index.ts';
import type { TracedVariants } from './sweep-trace.ts';

/** All draws of every uncertain input, by id. */
export type InputDraws = ReadonlyMap<string, Float64Array>;

/** Draws that all variants share. */
export function drawInputs(
  { trace, outputs, inputs, variants, amountAt }: TracedVariants,
  design: DrawDesign,
): InputDraws {
  const [first] = variants;
  const ids = inputs.filter((id) => !first || amountAt(first, id) === undefined);
  const { job } = planDraws({
    graph: trace.graph,
    inputs: trace.inputs,
    outputs: outputs.slice(0, 1),
    keep: new Set(),
    binary: new Set(),
    design,
    parts: 1,
  });
  const rows = ids.map(() => new Float64Array(design.draws));
  openSampler(job, ids)(rows, 0);
  return new Map(ids.map((id, k) => [id, rows[k] as Float64Array]));
}

/** Every output of a variant in every draw. */
export function drawVariant(
  { kernel, inputs, amountAt }: TracedVariants,
  variant: SweepVariant,
  draws: InputDraws,
  { draws: count }: DrawDesign,
): readonly Float64Array[] {
  const found = kernel.outputs.map(() => new Float64Array(count));
  for (let from = 0; from < count; from += BLOCK) {
    const length = Math.min(BLOCK, count - from);
    kernel.inputs.forEach((row, i) => {
      const id = inputs[i] as string;
      const amount = amountAt(variant, id);
      if (amount !== undefined) row.fill(amount);
      else row.set((draws.get(id) as Float64Array).subarray(from, from + length));
    });
    kernel.run();
    kernel.outputs.forEach((row, k) => found[k]?.set(row.subarray(0, length), from));
  }
  return found;
}

/** Every output of every variant at central inputs, by output and variant. */
export function centralsOf({ kernel, inputs, variants, trace, amountAt }: TracedVariants): readonly Float64Array[] {
  const centrals = new Map(trace.inputs.map((input) => [input.id, input.central]));
  kernel.inputs.forEach((row, i) => {
    const id = inputs[i] as string;
    variants.forEach((variant, k) => {
      row[k] = amountAt(variant, id) ?? (centrals.get(id) as number);
    });
  });
  kernel.run();
  return kernel.outputs.map((row) => row.slice(0, variants.length));
}

/** Draws in which some output has no value, in order. */
export function undefinedIn(rows: readonly Float64Array[]): readonly number[] {
  const found = new Set<number>();
  for (const row of rows)
    for (let draw = 0; draw < row.length; draw++) if (!Number.isFinite(row[draw])) found.add(draw);
  return [...found].sort((a, b) => a - b);
}

/** The other draws. */
export function without(rows: readonly Float64Array[], broken: readonly number[]): readonly Float64Array[] {
  const out = new Set(broken);
  return broken.length === 0 ? rows : rows.map((row) => row.filter((_, draw) => !out.has(draw)));
}

/** Mean and quantiles of a value's draws, or of the one value that it has in all of them. */
export function distributionOf(sample: Float64Array | undefined, value: number): Distribution {
  return sample
    ? { mean: sumOfSpan(sample) / sample.length, quantiles: quantilesOf(sample, QUANTILE_PROBABILITIES) }
    : { mean: value, quantiles: QUANTILE_PROBABILITIES.map(() => value) };
}
