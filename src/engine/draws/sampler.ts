// Draws of uncertain inputs, a block at a time: numbers of each name, correlated where they are, and the values they stand for.

import {
  EXTREME_PROBABILITIES,
  gaussianCopula,
  imanConover,
  normalQuantile,
  openSequence,
  quantileOf,
  type Sequence,
} from '../../base/index.ts';
import type { CorrelatedInputs, DrawJob } from './job.ts';

/** Writes the draws from `from` on into one row for each input asked for. */
export type Sampler = (rows: readonly Float64Array[], from: number) => void;

/** A sampler for some inputs of a job, by id. */
export function openSampler({ design, inputs, correlated }: DrawJob, ids: readonly string[]): Sampler {
  const byId = new Map(inputs.map((input) => [input.id, input]));
  const wanted = ids.map((id) => {
    const input = byId.get(id);
    if (!input) throw new Error(`no uncertain input "${id}"`);
    return { input, quantile: quantileOf(input.distribution) };
  });
  const dimensions = new Map(inputs.map((input) => [input.name, input.dimension]));
  const sequenceOf = (name: string): Sequence => {
    const dimension = dimensions.get(name);
    return openSequence(design.method, {
      seed: design.seed,
      name,
      draws: design.draws,
      ...(dimension === undefined ? {} : { dimension }),
    });
  };
  const joint = new Map<string, Sequence>();
  for (const one of correlated.filter((each) => each.ids.some((id) => ids.includes(id)))) {
    const sequences = one.method === 'copula' ? copulaOf(one, sequenceOf) : reordered(one, sequenceOf, design.draws);
    for (const id of one.ids) joint.set(id, sequences[one.names.indexOf(byId.get(id)?.name ?? '')] as Sequence);
  }
  const sequences = wanted.map(({ input }) => joint.get(input.id) ?? sequenceOf(input.name));
  const [least, most] = EXTREME_PROBABILITIES;
  return (rows, from) => {
    rows.forEach((row, k) => {
      (sequences[k] as Sequence)(row, from);
      const { quantile } = wanted[k] as (typeof wanted)[number];
      for (let j = 0; j < row.length; j++) row[j] = quantile(Math.min(most, Math.max(least, row[j] as number)));
    });
  };
}

/** Sequences of correlated names: a block is drawn for all of them when the first one asks for it. */
function copulaOf({ names, matrix }: CorrelatedInputs, sequenceOf: (name: string) => Sequence): readonly Sequence[] {
  const sequences = names.map(sequenceOf);
  const correlate = gaussianCopula(matrix);
  let block: { readonly from: number; readonly rows: readonly Float64Array[] } | undefined;
  return names.map((_, k) => (out, from) => {
    if (block?.from !== from || block.rows[0]?.length !== out.length) {
      const rows = sequences.map((sequence) => {
        const row = new Float64Array(out.length);
        sequence(row, from);
        return row;
      });
      correlate(rows);
      block = { from, rows };
    }
    out.set(block.rows[k] as Float64Array);
  });
}

/** Sequences whose draws keep their values and change places (Iman & Conover 1982): all draws are needed at once. */
function reordered(
  { names, matrix }: CorrelatedInputs,
  sequenceOf: (name: string) => Sequence,
  draws: number,
): readonly Sequence[] {
  const columns = names.map((name) => {
    const column = new Float64Array(draws);
    sequenceOf(name)(column, 0);
    return column;
  });
  const placed = imanConover(
    columns,
    columns.map((column) => column.map(normalQuantile)),
    matrix,
  );
  return placed.map((column) => (out, from) => out.set(column.subarray(from, from + out.length)));
}
