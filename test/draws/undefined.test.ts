// Draws in which a formula has no value: told of with their inputs, and left out only where that is asked for.

import { describe, expect, it } from 'vitest';
import { drawRun, UndefinedDraws } from '../../src/uncertainty/index.ts';
import { packageFiles, world } from '../worlds/world.ts';

/** A balance around 1 that may fall to 0 or below; the logarithm of it has no value then. */
async function balance() {
  return (
    await world({
      files: packageFiles({
        years: '2015-2016',
        regions: ['town', 'port'],
        indicators: ['income 亿元 flow', 'costs 亿元 flow', 'return 1 ratio formula: ln(income / costs - 1)'],
        observed: ['town income 2015 200', 'town costs 2015 100', 'port income 2015 400', 'port costs 2015 100'],
        growth: `window: 5\nphi: 0.9\nassumptions:\n${['income', 'costs']
          .map(
            (id) =>
              `  - {name: steady, indicator: ${id}, regions: "*", curve: growth, rate: 0%, default: true, source: test}\n`,
          )
          .join('')}uncertainty:\n  income.growth@town: {uniform: {low: -60pp, high: 0pp}}\n`,
      }),
    })
  ).run();
}
const design = { draws: 1000, seed: 7, method: 'random' } as const;
/** income 200 (1 + d) with d uniform on (−0.6, 0): at most costs of 100 where d ≤ −0.5, in a sixth of the draws. */
const SHARE = 1 / 6;

describe('drawRun where draws leave a formula without a value', () => {
  it('throws, naming indicator, region, year, scenario, draw and inputs', async () => {
    const error = await drawRun(await balance(), { design }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof UndefinedDraws)) throw new Error('nothing was thrown');
    const [issue] = error.issues;
    const [, draw, others] =
      /^"return" of "town" in 2016 under "baseline" has no value in draw (\d+) and (\d+) other draws$/.exec(
        issue?.message ?? '',
      ) ?? [];
    expect(issue).toMatchObject({ code: 'undefined-draw', severity: 'error' });
    expect(Number(draw)).toBeLessThan(30);
    expect(Math.abs((Number(others) + 1) / design.draws - SHARE)).toBeLessThan(
      4 * Math.sqrt((SHARE * (1 - SHARE)) / design.draws),
    );
    // The input as drawn: a deviation of −0.5 or less.
    const [, value] = /^income\.growth@town = (-0\.\d+)$/.exec(issue?.found ?? '') ?? [];
    expect(Number(value)).toBeGreaterThan(-0.6);
    expect(Number(value)).toBeLessThanOrEqual(-0.5);
    expect(issue?.hint).toContain('--method random --drop-undefined');
  });

  it('goes on without them where told so, and says how many: what is left is the distribution given a value', async () => {
    const drawn = await drawRun(await balance(), { design, drop: true, keeps: () => true });
    const [told, dropped] = drawn.issues.slice(-2);
    expect([told?.code, told?.severity]).toEqual(['undefined-draw', 'warning']);
    const [, left, all] =
      /^(\d+) of (\d+) draws left a formula without a value and were left out/.exec(dropped?.message ?? '') ?? [];
    expect(Number(all)).toBe(design.draws);
    expect(drawn.draws.design.draws).toBe(design.draws - Number(left));
    const kept = drawn.draws.sample('baseline', 'town', 'income', 2016) ?? new Float64Array();
    expect(kept).toHaveLength(design.draws - Number(left));
    // Uniform between 100 and 200 now.
    expect(Math.min(...kept)).toBeGreaterThan(100);
    const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
    expect(Math.abs(mean - 150)).toBeLessThan((4 * 100) / Math.sqrt(12 * kept.length));
    expect([...(drawn.draws.sample('baseline', 'town', 'return', 2016) ?? [])].every(Number.isFinite)).toBe(true);
    // The other region is certain: ln(4 − 1).
    expect(drawn.draws.distribution('baseline', 'port', 'return', 2016)?.mean).toBeCloseTo(Math.log(3), 12);
  });
});
