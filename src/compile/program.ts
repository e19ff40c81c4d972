// What the engine runs: the model's indicators in an order in which every value has what it needs.

import type { Expr } from '../formula/index.ts';
import type { Indicator, Model } from '../model/index.ts';

/** A formula ready to run: the positions of the indicators and the parameters that it reads. */
export interface CompiledFormula {
  readonly expr: Expr;
  /** Position of the indicator behind a name, or -1 for a parameter. */
  readonly indicatorAt: ReadonlyMap<string, number>;
  /** Cells that are read, with their lags, parameters left out, in order of first occurrence. */
  readonly inputs: readonly { readonly indicator: number; readonly lag: number }[];
  /** Indicators of which the whole series is needed: those of `inputs` and of mean growths. */
  readonly needs: readonly number[];
}

/** One step of the reference pass, over all regions and years. */
export type ReferenceStep =
  | { readonly kind: 'series'; readonly indicator: number }
  | { readonly kind: 'identity'; readonly indicator: number }
  /** A ratio and the part it may be solved for: whichever is known gives the other. */
  | { readonly kind: 'pair'; readonly ratio: number; readonly part: number; readonly closing: CompiledFormula };

/** A response with positions in place of names. */
export interface CompiledResponse {
  readonly id: string;
  readonly to: number;
  readonly form: 'elasticity' | 'share';
  readonly parameter: string;
  readonly lags: readonly number[];
  /** For a share: units of `of` in one unit of `to`. */
  readonly scale: number;
}

export interface Program {
  readonly model: Model;
  /** Reference pass: groups in order; a group with several steps is a loop through lags and runs year by year. */
  readonly reference: readonly (readonly ReferenceStep[])[];
  /** Scenario pass: indicator positions in the order of one year. */
  readonly yearOrder: readonly number[];
  /** By indicator position; undefined where it is not computed. */
  readonly identities: readonly (CompiledFormula | undefined)[];
  readonly initials: readonly (CompiledFormula | undefined)[];
  /** By indicator position: the responses that move it. */
  readonly responses: readonly (readonly CompiledResponse[])[];
  /** By indicator position: positions that it may move, this year or later. */
  readonly moves: readonly ReadonlySet<number>[];
}

/** The indicator at a position. */
export function indicatorAt(model: Model, position: number): Indicator {
  const indicator = model.indicators[position];
  if (!indicator) throw new Error(`no indicator at ${position}`);
  return indicator;
}
