// How analyses look into a scenario beyond its values, and ask what a part of it would have given. The engine stands
// behind both; analyses are handed them (`scenarioProbes` in the pipeline).

import type { Bilingual } from '../base/index.ts';
import type { Cell, CellParts } from '../results/index.ts';
import type { Scenario } from '../scenario/index.ts';

/** The growth assumption behind a series. */
export interface SeriesAssumption {
  readonly variant: string;
  readonly note: Bilingual;
}

/** Reads a cell by ids. */
export type ReadCell<T> = (region: string, indicator: string, year: number) => T;

/** One scenario as it ran; values in the indicator's unit, undefined where there is no data. */
export interface ScenarioProbe {
  readonly cell: ReadCell<Cell | undefined>;
  readonly value: ReadCell<number | undefined>;
  /** On the scenario's own assumptions and parameters, before any lever. */
  readonly reference: ReadCell<number | undefined>;
  readonly parts: ReadCell<CellParts>;
  readonly parameter: (id: string) => number | undefined;
  /** Last year that is published, or computed from published figures. */
  readonly lastKnown: (region: string, indicator: string) => number | undefined;
  /** Missing where a series is computed or has no data. */
  readonly assumption: (region: string, indicator: string) => SeriesAssumption | undefined;
}

/** Runs a variant of a scenario: the same view, with some of its levers and assumptions. */
export type ProbeScenario = (variant: Pick<Scenario, 'growth' | 'overrides' | 'levers'>) => ScenarioProbe;
