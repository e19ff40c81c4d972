// What a cell of a scenario is made of, as the engine tells it and analyses read it.

/** One year of one response: Δln (Δlogit in a bounded share) for elasticities, an amount in the indicator's unit for shares. */
export interface Answer {
  /** Id of the response. */
  readonly response: string;
  /** Years back from the cell to the driver. */
  readonly lag: number;
  /** The driver as the cell sees it, and the same in the reference. */
  readonly driver: number;
  readonly driverReference: number;
  readonly log: number;
  readonly amount: number;
}

/**
 * A cell stands (published, or before the last published year), is computed by its formula, or is a series of its own:
 * levers on the reference, then answers to other indicators, then natural limits. What children add comes on top of `own`.
 */
export type CellParts =
  | { readonly kind: 'stands' }
  | { readonly kind: 'computed' }
  | {
      readonly kind: 'own';
      /** The reference as levers alone would have it. */
      readonly levered: number;
      readonly answers: readonly Answer[];
      /** With the answers, before natural limits. */
      readonly unlimited: number;
      readonly own: number;
    };
