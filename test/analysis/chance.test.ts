// Probabilities in figures: with their error, and as bounds where it happened in none or in all of the draws.

import { describe, expect, it, test } from 'vitest';
import { chanceOf, standardError, targetRecord } from '../../src/analysis/index.ts';
import { packageFiles, planText, world } from '../worlds/world.ts';

test('standardError(p, n) is √(p(1 − p)/n)', () => {
  expect(standardError(0.5, 400)).toBe(0.025);
  expect(standardError(0.2, 1600)).toBeCloseTo(0.01, 15);
  expect(standardError(0, 1000)).toBe(0);
});

describe('chanceOf(probability, draws)', () => {
  it.each([
    [0.718, 400, '72', '2'],
    [0.718, 1024, '72', '1'],
    [0.005, 1000, '0.5', '0.2'],
    [0.995, 200, '99.5', '0.5'],
    [0.5, 1_000_000, '50.0', '0.1'],
    [0.98, 1000, '98.0', '0.4'],
    [1 / 1024, 1024, '0.1', '0.1'],
  ])('chanceOf(%d, %d) is %s ± %s', (p, n, percent, error) => {
    expect(chanceOf(p, n)).toEqual({ kind: 'share', percent, error });
  });

  it.each([
    [1024, '0.1', '99.9'],
    [1000, '0.1', '99.9'],
    [500, '0.2', '99.8'],
    [300, '0.4', '99.6'],
    [64, '2', '98'],
    [10_000, '0.01', '99.99'],
    [1, '100', '0'],
  ])('of %d draws none is less than 1/N, all more than 1 − 1/N, rounded so that it stays true', (n, below, above) => {
    expect(chanceOf(0, n)).toEqual({ kind: 'none', below });
    expect(chanceOf(1, n)).toEqual({ kind: 'all', above });
    expect(Number(below) / 100).toBeGreaterThanOrEqual(1 / n - 1e-12);
  });

  it('never prints 0 or 100 for a share strictly between, whatever the number of draws', () => {
    for (const n of [3, 10, 100, 777, 1024, 65_536, 1_000_000])
      for (const k of [1, 2, Math.ceil(n / 2), n - 1]) {
        const { percent } = chanceOf(k / n, n) as { percent: string };
        expect(Number(percent)).toBeGreaterThan(0);
        expect(Number(percent)).toBeLessThan(100);
      }
  });
});

test('targetRecord(row) gives p_met and p_met_se as they are, and nothing without draws', async () => {
  const done = (
    await world({
      files: packageFiles({
        indicators: ['gdp 亿元 flow'],
        observed: ['town gdp 2015 100', 'town gdp 2016 110'],
        plans: {
          plan: planText(
            'plan',
            'town',
            '2016-2020',
            'targets:\n  - {indicator: gdp, kind: level, year: 2020, bound: gte, value: 150, place: t}\n',
          ),
        },
      }),
    })
  ).run();
  const [row] = done.targets;
  if (!row) throw new Error('no target');
  expect(targetRecord(row)).toMatchObject({ p_met: undefined, p_met_se: undefined });
  expect(targetRecord({ ...row, p_met: 0.25, p_met_se: 0.01 })).toMatchObject({ p_met: 0.25, p_met_se: 0.01 });
});
