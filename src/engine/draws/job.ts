// What a run of draws is made of, as plain data that any thread or machine can be handed: how inputs are drawn, and tapes that
// compute groups of outputs from them.

import type { InputDistribution, Matrix } from '../../base/index.ts';
import type { Tape } from '../../compile/index.ts';
import type { DrawDesign } from '../../results/index.ts';

/** How one uncertain input is drawn. */
export interface DrawnInput {
  /** As the tapes name it. */
  readonly id: string;
  /** Keys its numbers. */
  readonly name: string;
  readonly distribution: InputDistribution;
  readonly dimension?: number;
}

/** Inputs whose draws move together, and the correlations of their normal scores. */
export interface CorrelatedInputs {
  /** Names in the order of the matrix. */
  readonly names: readonly string[];
  /** Inputs that take their numbers from here. */
  readonly ids: readonly string[];
  readonly matrix: Matrix;
  readonly method: 'copula' | 'iman-conover';
}

/** Some of the outputs, small enough that their draws fit in memory together. */
export interface OutputGroup {
  readonly tape: Tape;
  /** By output of the tape: whether all its draws are kept. */
  readonly kept: Uint8Array;
}

/** A run of draws. */
export interface DrawJob {
  readonly design: DrawDesign;
  readonly inputs: readonly DrawnInput[];
  readonly correlated: readonly CorrelatedInputs[];
  readonly groups: readonly OutputGroup[];
}

/** A piece of work: one group over one stretch of draws. Results do not depend on who does which. */
export interface Unit {
  readonly group: number;
  readonly from: number;
  readonly to: number;
}
