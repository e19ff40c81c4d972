// Results as rows in IAMC words: model, scenario, region, variable, unit, year, value, basis; with draws also what they say.

import { type DrawReader, QUANTILE_PROBABILITIES } from './draws.ts';
import { BASES, cellIndex, type Results } from './table.ts';

/** Columns of `results.csv`, in order; with draws `DRAW_COLUMNS` follow. */
export const RESULT_COLUMNS = ['model', 'scenario', 'region', 'variable', 'unit', 'year', 'value', 'basis'] as const;

/** Mean over the draws and quantiles (type 7), in the indicator's unit: `q05` is the quantile of probability 0.05. */
export const DRAW_COLUMNS: readonly string[] = [
  'mean',
  ...QUANTILE_PROBABILITIES.map((probability) => `q${String(Math.round(100 * probability)).padStart(2, '0')}`),
];

export type ResultRow = readonly [
  model: string,
  scenario: string,
  region: string,
  variable: string,
  unit: string,
  year: number,
  value: number,
  basis: string,
  ...draws: readonly (number | undefined)[],
];

/** The columns of `results.csv`: those of draws only where the run has draws. */
export function resultColumns(draws: DrawReader | undefined): readonly string[] {
  return draws ? [...RESULT_COLUMNS, ...DRAW_COLUMNS] : RESULT_COLUMNS;
}

/**
 * Rows by scenario, region, indicator, year; cells without data have none. `keep` leaves out series. With `draws` each row
 * ends with `DRAW_COLUMNS`, empty where the draws say nothing of the cell.
 */
export function* resultRows(
  results: Results,
  unitOf: (indicator: string) => string,
  keep: (region: string, indicator: string) => boolean = () => true,
  draws?: DrawReader,
): Generator<ResultRow> {
  for (const block of results.scenarios) {
    for (const [r, region] of results.regions.entries()) {
      for (const [i, indicator] of results.indicators.entries()) {
        if (!keep(region, indicator)) continue;
        const unit = unitOf(indicator);
        for (let y = 0; y < results.years; y++) {
          const cell = cellIndex(results, r, i, y);
          const basis = BASES[(block.bases[cell] ?? 0) - 1];
          const value = block.values[cell * results.draws];
          if (basis === undefined || value === undefined) continue;
          const year = results.firstYear + y;
          const central = [results.model, block.scenario, region, indicator, unit, year, value, basis] as const;
          if (draws) yield [...central, ...drawCells(draws, block.scenario, region, indicator, year)];
          else yield central;
        }
      }
    }
  }
}

function drawCells(
  draws: DrawReader,
  ...at: readonly [string, string, string, number]
): readonly (number | undefined)[] {
  const found = draws.distribution(...at);
  return found ? [found.mean, ...found.quantiles] : DRAW_COLUMNS.map(() => undefined);
}
