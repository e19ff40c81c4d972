// The results table: a small one by hand, read by id and as rows.

import { describe, expect, test } from 'vitest';
import {
  BASES,
  basisCode,
  cellIndex,
  type DrawReader,
  RESULT_COLUMNS,
  type Results,
  readerOf,
  resultColumns,
  resultRows,
  scenarioResults,
  seriesIndex,
} from '../../src/results/index.ts';

/** Two regions × three years × two indicators; `x` of `b` has no data. */
const results: Results = {
  model: 'small',
  regions: ['a', 'b'],
  indicators: ['x', 'y'],
  firstYear: 2015,
  years: 3,
  draws: 1,
  scenarios: [
    {
      scenario: 'baseline',
      baseline: 'baseline',
      values: Float64Array.of(1, 2, 3, 4, 5, 6, Number.NaN, Number.NaN, Number.NaN, 10, 11, 12),
      bases: Uint8Array.of(1, 2, 5, 1, 1, 5, 0, 0, 0, 7, 7, 7),
      lastKnown: Int32Array.of(2016, 2016, 0, 0),
    },
  ],
};

test('cells lie [region][indicator][year]', () => {
  expect(seriesIndex(results, 1, 0)).toBe(2);
  expect(cellIndex(results, 1, 1, 2)).toBe(11);
  expect(BASES.map(basisCode)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

describe('readerOf(results)', () => {
  const reader = readerOf(results);

  test('reads values with their basis by id', () => {
    expect(reader.cell('baseline', 'a', 'x', 2016)).toEqual({ value: 2, basis: 'derived' });
    expect(reader.value('baseline', 'b', 'y', 2017)).toBe(12);
    expect(reader.lastKnown('baseline', 'a', 'y')).toBe(2016);
  });

  test('gives undefined for what has no data and for what does not exist', () => {
    expect(reader.cell('baseline', 'b', 'x', 2016)).toBeUndefined();
    expect(reader.lastKnown('baseline', 'b', 'x')).toBeUndefined();
    for (const [scenario, region, indicator, year] of [
      ['other', 'a', 'x', 2016],
      ['baseline', 'c', 'x', 2016],
      ['baseline', 'a', 'z', 2016],
      ['baseline', 'a', 'x', 2014],
      ['baseline', 'a', 'x', 2018],
    ] as const)
      expect(reader.value(scenario, region, indicator, year)).toBeUndefined();
    expect(reader.lastKnown('other', 'a', 'x')).toBeUndefined();
    expect(reader.lastKnown('baseline', 'c', 'x')).toBeUndefined();
    expect(scenarioResults(results, 'other')).toBeUndefined();
    expect(scenarioResults(results, 'baseline')).toBe(results.scenarios[0]);
  });
});

test('resultRows(results) gives a row a cell that has data, in the columns of results.csv', () => {
  const rows = [...resultRows(results, (indicator) => ({ x: '家', y: '%' })[indicator] ?? '')];
  expect(RESULT_COLUMNS.join()).toBe('model,scenario,region,variable,unit,year,value,basis');
  expect(rows.map((row) => row.join())).toEqual([
    'small,baseline,a,x,家,2015,1,observed',
    'small,baseline,a,x,家,2016,2,derived',
    'small,baseline,a,x,家,2017,3,projected',
    'small,baseline,a,y,%,2015,4,observed',
    'small,baseline,a,y,%,2016,5,observed',
    'small,baseline,a,y,%,2017,6,projected',
    'small,baseline,b,y,%,2015,10,index',
    'small,baseline,b,y,%,2016,11,index',
    'small,baseline,b,y,%,2017,12,index',
  ]);
  expect([
    ...resultRows(
      results,
      () => '',
      (region, indicator) => region === 'a' && indicator === 'y',
    ),
  ]).toHaveLength(3);
});

describe('resultRows(results, …, draws)', () => {
  /** Draws of `x` in `a` alone, from 2017 on. */
  const draws: DrawReader = {
    design: { draws: 8, seed: 1, method: 'sobol' },
    distribution: (_scenario, region, indicator, year) =>
      region === 'a' && indicator === 'x' && year === 2017 ? { mean: 3.5, quantiles: [1, 2, 3, 4, 5.25] } : undefined,
    sample: () => undefined,
  };

  test('has mean and quantiles behind the basis when, and only when, there are draws', () => {
    expect(resultColumns(undefined).join()).toBe('model,scenario,region,variable,unit,year,value,basis');
    // DESIGN section 7.
    expect(resultColumns(draws).join()).toBe(
      'model,scenario,region,variable,unit,year,value,basis,mean,q05,q25,q50,q75,q95',
    );
    expect([...resultRows(results, () => '')].every((row) => row.length === 8)).toBe(true);
  });

  test('leaves them empty where the draws say nothing of a cell', () => {
    const rows = [...resultRows(results, () => '家', undefined, draws)];
    expect(rows.every((row) => row.length === 14)).toBe(true);
    expect(rows.slice(1, 3).map((row) => row.join())).toEqual([
      'small,baseline,a,x,家,2016,2,derived,,,,,,',
      'small,baseline,a,x,家,2017,3,projected,3.5,1,2,3,4,5.25',
    ]);
  });
});
