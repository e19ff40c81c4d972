// What many draws say of a cell. Saved beside the values at central inputs; charts, tables and notebooks read it.

import type { Bilingual, SamplingMethod } from '../base/index.ts';

/** Probabilities whose quantiles (type 7) are kept for every cell, in order. */
export const QUANTILE_PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** Mean and quantiles over the draws, in the indicator's unit. */
export interface Distribution {
  readonly mean: number;
  /** At `QUANTILE_PROBABILITIES`. */
  readonly quantiles: readonly number[];
}

/** How draws were made; the same for every scenario, which share them. */
export interface DrawDesign {
  readonly draws: number;
  readonly seed: number;
  readonly method: SamplingMethod;
}

/** Reads what draws say; undefined where there is no data, or the run had no draws. */
export interface DrawReader {
  readonly design: DrawDesign;
  /** A cell that no uncertain input touches has its value as mean and quantiles. */
  distribution(scenario: string, region: string, indicator: string, year: number): Distribution | undefined;
  /**
   * Values of every draw, in order of draws, of cells that were kept (those of target years in headline indicators, and those
   * asked for); undefined where they were not kept. Draw k of one scenario and draw k of another share their inputs.
   */
  sample(scenario: string, region: string, indicator: string, year: number): Float64Array | undefined;
}

/** How likely a target is met by the end of a year, for one row of the target board. */
export interface MetBy {
  readonly year: number;
  /** Share of draws in which the bound holds in this year or an earlier one after the base. */
  readonly probability: number;
}

/** One uncertain input, as readers are told of it. */
export interface InputRange {
  readonly id: string;
  readonly title: Bilingual;
  /** Unit of the numbers below, as printed: `%/yr`; empty for pure numbers. */
  readonly unit: string;
  /** Value of the run at central inputs. */
  readonly central: number;
  /** Quantiles 0.05 and 0.95 of what is drawn: nine draws in ten lie between them. */
  readonly low: number;
  readonly high: number;
  /** Name of the distribution, as in the model package: `normal`, `pert`, … */
  readonly shape: string;
  /** The scenario that has this range, where it is not that of the model package. */
  readonly scenario?: string;
  readonly source?: Bilingual;
}
