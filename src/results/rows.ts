// Results as rows in IAMC words: model, scenario, region, variable, unit, year, value, basis.

import { BASES, cellIndex, type Results } from './table.ts';

/** Columns of `results.csv`, in order. */
export const RESULT_COLUMNS = ['model', 'scenario', 'region', 'variable', 'unit', 'year', 'value', 'basis'] as const;

export type ResultRow = readonly [
  model: string,
  scenario: string,
  region: string,
  variable: string,
  unit: string,
  year: number,
  value: number,
  basis: string,
];

/** Rows by scenario, region, indicator, year; cells without data have none. `keep` leaves out series. */
export function* resultRows(
  results: Results,
  unitOf: (indicator: string) => string,
  keep: (region: string, indicator: string) => boolean = () => true,
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
          yield [results.model, block.scenario, region, indicator, unit, results.firstYear + y, value, basis];
        }
      }
    }
  }
}
