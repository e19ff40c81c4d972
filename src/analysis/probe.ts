// How analyses look into a scenario beyond its values, and ask what a part of it would have given. The engine stands
// behind both; analyses are handed them (`scenarioProbes` in the pipeline).

import type { Bilingual } from '../base/index.ts';
import type { Indicator } from '../model/index.ts';
import type { Cell, CellParts } from '../results/index.ts';
import type { Scenario } from '../scenario/index.ts';

/** The growth assumption behind a series. */
export interface SeriesAssumption {
  readonly variant: string;
  readonly note: Bilingual;
}

/** One scenario as it ran, by ids; values in the indicator's unit, undefined where there is no data. */
export interface ScenarioProbe {
  cell(region: string, indicator: string, year: number): Cell | undefined;
  value(region: string, indicator: string, year: number): number | undefined;
  /** On the scenario's own assumptions and parameters, before any lever. */
  reference(region: string, indicator: string, year: number): number | undefined;
  /** Last year that is published, or computed from published figures. */
  lastKnown(region: string, indicator: string): number | undefined;
  parts(region: string, indicator: string, year: number): CellParts;
  parameter(id: string): number | undefined;
  /** Missing where a series is computed or has no data. */
  assumption(region: string, indicator: string): SeriesAssumption | undefined;
  /** The ratio from which the series is computed in the reference of this region; missing where none leads. */
  closingRatio(region: string, indicator: string): Indicator | undefined;
}

/** Runs a variant of a scenario: the same view, with some of its levers and assumptions. */
export type ProbeScenario = (variant: Pick<Scenario, 'growth' | 'overrides' | 'levers'>) => ScenarioProbe;
