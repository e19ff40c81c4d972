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

/**
 * Takes results of units as they come, in any order. Histograms of one group are merged at once, so that memory does not grow
 * with the number of draws; the merged ones stand with the group's first unit.
 */
export class UnitResults {
  readonly #results: UnitResult[] = [];
  readonly #histograms = new Map<number, readonly Histogram[]>();

  add({ histograms, ...rest }: UnitResult): void {
    this.#results.push(rest);
    if (!histograms) return;
    const merged = this.#histograms.get(rest.unit.group) ?? histograms.map(() => new Histogram());
    histograms.forEach((state, k) => merged[k]?.merge(state));
    this.#histograms.set(rest.unit.group, merged);
  }

  /** By group and stretch of draws. */
  get list(): readonly UnitResult[] {
    const told = new Set<number>();
    return inOrder(this.#results).map((result) => {
      const { group } = result.unit;
      const histograms = told.has(group) ? undefined : this.#histograms.get(group);
      told.add(group);
      return histograms ? { ...result, histograms: histograms.map(({ state }) => state) } : result;
    });
  }
}

function inOrder(results: readonly UnitResult[]): readonly UnitResult[] {
  return [...results].sort((a, b) => a.unit.group - b.unit.group || a.unit.from - b.unit.from);
}

/** Joins the results of all units, given in any order; `skipped` draws were left out. */
export function joinUnits(job: DrawJob, results: readonly UnitResult[], skipped: number): DrawSummary {
  const draws = job.design.draws - skipped;
  const distributions: Distribution[] = [];
  const kept = new Map<number, Float64Array>();
  const ordered = inOrder(results);
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
