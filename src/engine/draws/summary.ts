// What the units of a job give together: mean and quantiles of every output, and the draws that were kept.

import { Histogram } from '../../base/index.ts';
import { type Distribution, QUANTILE_PROBABILITIES } from '../../results/index.ts';
import type { DrawJob } from './job.ts';
import type { UnitResult } from './unit.ts';

/** By output, in the order of the request. */
export interface DrawSummary {
  readonly distributions: readonly Distribution[];
  readonly kept: ReadonlyMap<number, Float64Array>;
  /** Draws summed up: those asked for, without the ones that were skipped. */
  readonly draws: number;
}

/** Joins the results of all units, given in any order; `skipped` draws were left out. */
export function joinUnits(job: DrawJob, results: readonly UnitResult[], skipped: number): DrawSummary {
  const draws = job.design.draws - skipped;
  const distributions: Distribution[] = [];
  const kept = new Map<number, Float64Array>();
  const ordered = [...results].sort((a, b) => a.unit.group - b.unit.group || a.unit.from - b.unit.from);
  job.groups.forEach((group, g) => {
    const units = ordered.filter(({ unit }) => unit.group === g);
    const first = distributions.length;
    group.tape.outputs.forEach((_, k) => {
      const mean = units.reduce((sum, { sums }) => sum + (sums[k] as number), 0) / draws;
      distributions.push({ mean, quantiles: [...(units[0]?.quantiles?.[k] ?? quantilesFrom(units, k))] });
      const row = units[0]?.kept.get(k);
      if (row) kept.set(first + k, row);
    });
  });
  return { distributions, kept, draws };
}

function quantilesFrom(units: readonly UnitResult[], output: number): readonly number[] {
  const histogram = new Histogram();
  for (const { histograms } of units) {
    const state = histograms?.[output];
    if (state) histogram.merge(state);
  }
  return histogram.quantiles(QUANTILE_PROBABILITIES);
}
