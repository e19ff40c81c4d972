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
  /** Normal scores that it is drawn from where it moves with others; absent: its own sequence alone. */
  readonly scores?: TiedScores;
}

/** A score √share · common + √(1 − share) · own: what all regions have in common, and what is a region's own. */
export interface TiedScores {
  readonly own?: ScoreAt;
  readonly common?: ScoreAt;
  readonly share: number;
}

/** Position of a score: which set, and which of its names. */
export interface ScoreAt {
  readonly set: number;
  readonly at: number;
}

/** Normal scores with a correlation. */
export interface ScoreSet {
  readonly names: readonly string[];
  readonly matrix: Matrix;
  readonly method: 'copula' | 'iman-conover';
}

/** Some of the outputs, small enough that their draws fit in memory together. */
export interface OutputGroup {
  readonly tape: Tape;
  /** By output of the tape: whether all its draws are kept. */
  readonly kept: Uint8Array;
  /** By output: whether it is 0 or 1 in every draw, so that its mean says everything. */
  readonly binary: Uint8Array;
}

/** A run of draws. */
export interface DrawJob {
  readonly design: DrawDesign;
  readonly inputs: readonly DrawnInput[];
  readonly sets: readonly ScoreSet[];
  readonly groups: readonly OutputGroup[];
}

/** A piece of work: one group over one stretch of draws. Results do not depend on who does which. */
export interface Unit {
  readonly group: number;
  readonly from: number;
  readonly to: number;
}
