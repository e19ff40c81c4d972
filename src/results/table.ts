// The table a run fills and everything else reads: [scenario][region][indicator][year][draw].
// It knows ids only, so that saved results serve as well as fresh ones.

/** How a cell's value is known, most certain first; identity cells take the least certain of their parts. */
export const BASES = ['observed', 'derived', 'interpolated', 'planned', 'projected', 'borrowed', 'index'] as const;
export type Basis = (typeof BASES)[number];

/** One scenario's block. Rows of `values`: [region][indicator][year][draw]; NaN stands for "no data" inside the block. */
export interface ScenarioResults {
  /** Id; a baseline of an earlier view is called `baseline@2016`. */
  readonly scenario: string;
  readonly asOf?: number;
  /** Id of the scenario that this one is compared with: the baseline of the same `as_of`. */
  readonly baseline: string;
  readonly values: Float64Array;
  /** [region][indicator][year]: 0 = no data, else 1 + position in `BASES`. */
  readonly bases: Uint8Array;
  /** Last year that is published or computed from published figures, [region][indicator]; 0 = none. */
  readonly lastKnown: Int32Array;
}

/** Results of a run. */
export interface Results {
  readonly model: string;
  readonly regions: readonly string[];
  readonly indicators: readonly string[];
  readonly firstYear: number;
  readonly years: number;
  readonly draws: number;
  readonly scenarios: readonly ScenarioResults[];
}

/** One value with its basis. */
export interface Cell {
  readonly value: number;
  readonly basis: Basis;
}

/** Shape of one scenario's block, without the values. */
export type Shape = Pick<Results, 'regions' | 'indicators' | 'firstYear' | 'years' | 'draws'>;

/** Position of [region][indicator] in `lastKnown`. */
export function seriesIndex(shape: Pick<Shape, 'indicators'>, region: number, indicator: number): number {
  return region * shape.indicators.length + indicator;
}

/** Position of [region][indicator][year] in `bases`; times `draws` it is the first draw in `values`. */
export function cellIndex(
  shape: Pick<Shape, 'indicators' | 'years'>,
  region: number,
  indicator: number,
  year: number,
): number {
  return seriesIndex(shape, region, indicator) * shape.years + year;
}

/** Encodes a basis for `bases`. */
export function basisCode(basis: Basis): number {
  return BASES.indexOf(basis) + 1;
}

/** The scenario's block; undefined when the run does not hold it. */
export function scenarioResults(results: Results, scenario: string): ScenarioResults | undefined {
  return results.scenarios.find((candidate) => candidate.scenario === scenario);
}

/** Reads cells by id; every reader is undefined where there is no data. */
export interface ResultsReader {
  /** The value at central inputs (draw 0), in the indicator's unit. */
  cell(scenario: string, region: string, indicator: string, year: number): Cell | undefined;
  value(scenario: string, region: string, indicator: string, year: number): number | undefined;
  /** Last published year of a series in the scenario's view; undefined when nothing is published. */
  lastKnown(scenario: string, region: string, indicator: string): number | undefined;
}

/** A reader over a results table. */
export function readerOf(results: Results): ResultsReader {
  const regionIndex = new Map(results.regions.map((id, k) => [id, k]));
  const indicatorIndex = new Map(results.indicators.map((id, k) => [id, k]));
  const blocks = new Map(results.scenarios.map((block) => [block.scenario, block]));

  const cell = (scenario: string, region: string, indicator: string, year: number): Cell | undefined => {
    const block = blocks.get(scenario);
    const r = regionIndex.get(region);
    const i = indicatorIndex.get(indicator);
    const y = year - results.firstYear;
    if (!block || r === undefined || i === undefined || y < 0 || y >= results.years) return undefined;
    const index = cellIndex(results, r, i, y);
    const basis = BASES[(block.bases[index] ?? 0) - 1];
    const value = block.values[index * results.draws];
    return basis === undefined || value === undefined ? undefined : { value, basis };
  };
  return {
    cell,
    value: (...at) => cell(...at)?.value,
    lastKnown: (scenario, region, indicator) => {
      const r = regionIndex.get(region);
      const i = indicatorIndex.get(indicator);
      if (r === undefined || i === undefined) return undefined;
      return blocks.get(scenario)?.lastKnown[seriesIndex(results, r, i)] || undefined;
    },
  };
}
