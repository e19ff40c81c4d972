// A scenario as resolved: names checked, selectors expanded, inherited levers in front.

import type { Bilingual, Place, YearRange } from '../base/index.ts';
import type { Correlation, Uncertainty } from '../model/index.ts';
import type { OpenLever } from './lever-phrase.ts';

/** What a lever does to a growth rate or a level: add, multiply, or set. */
export interface Change {
  readonly op: 'add' | 'times' | 'set';
  /** Growth: a fraction a year (levels) or points a year (shares). Level: the unit, or for `times` a factor. */
  readonly amount: number;
}

interface LeverCommon {
  /** As written, for explanations: `growth: +2pp`. */
  readonly text: string;
  /** The scenario whose file holds the lever. */
  readonly scenario: string;
  readonly at: Place;
  readonly reason?: Bilingual;
  readonly source?: string;
}

interface IndicatorLever extends LeverCommon {
  readonly indicator: string;
  /** Ids, in the model's order; where a selector held a parent and its children, the children only. */
  readonly regions: readonly string[];
}

export type Lever =
  | (IndicatorLever & {
      readonly kind: 'growth';
      readonly years: YearRange;
      readonly change: Change;
      readonly rampYears: number;
    })
  | (IndicatorLever & {
      readonly kind: 'level';
      readonly years: YearRange;
      readonly change: Change;
      readonly rampYears: number;
    })
  | (IndicatorLever & { readonly kind: 'path'; readonly points: ReadonlyMap<number, number> })
  | (LeverCommon & { readonly kind: 'parameter'; readonly parameter: string; readonly value: number });

/** Which growth assumption an indicator follows in some regions. */
export interface Override {
  readonly indicator: string;
  readonly regions: readonly string[];
  readonly growth: string;
  readonly at: Place;
}

/** A goal and what may be turned for it, as a scenario file asks. */
export interface SeekEntry {
  readonly indicator: string;
  readonly region: string;
  readonly target: SeekTarget;
  readonly levers: readonly OpenLever[];
  /** Id of the scenario for the solution. */
  readonly as: string;
  readonly at: Place;
}

/** A value in a year or over years, a value for each year, or what a plan asks. */
export type SeekTarget =
  | { readonly kind: 'level'; readonly year: number; readonly value: number }
  | { readonly kind: 'cumulative'; readonly years: YearRange; readonly value: number }
  | { readonly kind: 'path'; readonly values: ReadonlyMap<number, number> }
  | { readonly kind: 'plan'; readonly plan: string; readonly year?: number };

/** One variant: its labels, and the levers that it adds to the scenario's own. */
export interface SweepVariant {
  readonly labels: readonly string[];
  readonly levers: readonly Lever[];
}

/** All variants of a scenario, in order: of a grid the last entry changes fastest. */
export interface Sweep {
  /** What the labels are called, in the order of the entries. */
  readonly columns: readonly string[];
  readonly variants: readonly SweepVariant[];
}

export interface Scenario {
  readonly id: string;
  readonly title: Bilingual;
  readonly reason?: Bilingual;
  /** Ids from the base outwards, without this one and without `baseline`. */
  readonly ancestors: readonly string[];
  readonly asOf?: number;
  /** Assumption followed wherever it is available; absent: the package's default. */
  readonly growth?: string;
  /** Later entries win. */
  readonly overrides: readonly Override[];
  readonly levers: readonly Lever[];
  /** Beside what the package says; later entries win. */
  readonly uncertainty: readonly Uncertainty[];
  readonly correlations: readonly Correlation[];
  /** Goals to be sought from here; they change nothing when the scenario runs. */
  readonly seek?: readonly SeekEntry[];
  /** Variants of this scenario, in a table of their own. */
  readonly sweep?: Sweep;
  /** Where the scenario is defined; absent for a built-in baseline. */
  readonly at?: Place;
}

export const BASELINE = 'baseline';

/** The built-in baseline: the package's default assumptions, no levers. */
export const builtInBaseline: Scenario = {
  id: BASELINE,
  title: { zh: '基准情景', en: 'Baseline' },
  ancestors: [],
  overrides: [],
  levers: [],
  uncertainty: [],
  correlations: [],
};

/** `baseline@2016` for a replay, else `baseline`. */
export function baselineId(asOf: number | undefined): string {
  return asOf === undefined ? BASELINE : `${BASELINE}@${asOf}`;
}
