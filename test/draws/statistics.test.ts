// What is asked of uncertain inputs arrives in the results: moments, persistence, correlations and frequencies, measured on
// the draws of a small world by plain formulas.

import { describe, expect, it } from 'vitest';
import { normalProbability, normalQuantile, type SamplingMethod } from '../../src/base/index.ts';
import { type DrawnRun, drawRun } from '../../src/uncertainty/index.ts';
import { packageFiles, responsesText, world } from '../worlds/world.ts';

const N = 4096;
const METHODS: readonly SamplingMethod[] = ['sobol', 'lhs', 'random'];
/** Four standard errors of what is estimated from N independent draws. */
const FOUR = 4 / Math.sqrt(N);

/** GDP and R&D of 100 in three regions stand still but for their deviations, so that growth shows them. */
async function drawn(uncertainty: string, method: SamplingMethod = 'sobol', scenarios = {}): Promise<DrawnRun> {
  const steady = ['gdp', 'rd', 'patents'].map(
    (id) =>
      `  - {name: steady, indicator: ${id}, regions: "*", curve: growth, rate: 0%, default: true, source: test}\n`,
  );
  const done = (
    await world({
      files: packageFiles({
        years: '2015-2020',
        regions: ['a', 'b', 'c'],
        indicators: ['gdp 亿元 flow', 'rd 亿元 flow', 'patents 件 flow'],
        observed: ['a', 'b', 'c'].flatMap((region) => [
          `${region} gdp 2015 100`,
          `${region} rd 2015 100`,
          `${region} patents 2015 100`,
        ]),
        growth: `window: 5\nphi: 0.9\nassumptions:\n${steady.join('')}${uncertainty}`,
        responses: responsesText(['patents<-rd elasticity 0.5']),
      }),
      scenarios,
    })
  ).run();
  return drawRun(done, { design: { draws: N, seed: 20270101, method }, keeps: () => true });
}

/** Deviations of a year's growth, draw by draw. */
function deviations(run: DrawnRun, region: string, year: number, indicator = 'gdp'): Float64Array {
  const now = run.draws.sample('baseline', region, indicator, year);
  const before = run.draws.sample('baseline', region, indicator, year - 1);
  if (!now || !before) throw new Error(`no draws of ${indicator} of ${region} in ${year}`);
  return now.map((value, k) => value / (before[k] as number) - 1);
}

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: ArrayLike<number>, mx: number, y: ArrayLike<number>, my: number) =>
    Array.from(x).reduce((sum, value, k) => sum + (value - mx) * ((y[k] as number) - my), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}

function sd(values: ArrayLike<number>): number {
  const m = mean(values);
  return Math.sqrt(mean(Array.from(values, (value) => (value - m) ** 2)));
}

function ranks(values: ArrayLike<number>): Float64Array {
  const rank = new Float64Array(values.length);
  const order = Array.from(values, (_, k) => k).sort((i, j) => (values[i] as number) - (values[j] as number));
  order.forEach((k, place) => {
    rank[k] = place;
  });
  return rank;
}

const spearman = (a: ArrayLike<number>, b: ArrayLike<number>) => correlation(ranks(a), ranks(b));

/** Largest distance of the draws' distribution from a normal one (Kolmogorov). */
function distance(values: ArrayLike<number>, sdOf: number): number {
  const sorted = Array.from(values).sort((a, b) => a - b);
  return Math.max(...sorted.map((value, k) => Math.abs(normalProbability(value / sdOf) - (k + 0.5) / sorted.length)));
}

describe('growth that deviates', () => {
  it.each(METHODS)(
    '%s: a normal deviation has its mean, its SD and its shape, and is the same in all years',
    async (method) => {
      const run = await drawn('uncertainty:\n  gdp.growth@a: {normal: {mean: 1pp, sd: 2pp}}\n', method);
      const found = deviations(run, 'a', 2016);
      const even = method !== 'random';
      // Sobol points and Latin hypercubes have one draw in each of N equal steps; the ends of the normal distribution remain.
      expect(Math.abs(mean(found) - 0.01)).toBeLessThan(even ? 2e-5 : 0.02 * FOUR);
      expect(Math.abs(sd(found) / 0.02 - 1)).toBeLessThan(even ? 2e-3 : FOUR / Math.SQRT2);
      expect(
        distance(
          found.map((value) => value - 0.01),
          0.02,
        ),
      ).toBeLessThan(even ? 1 / N : 1.95 / Math.sqrt(N));
      const later = deviations(run, 'a', 2020).map((value, k) => Math.abs(value - (found[k] as number)));
      expect(Math.max(...later)).toBeLessThan(1e-13);
      // Regions and indicators that nothing is said of stay certain.
      expect(new Set(deviations(run, 'b', 2020))).toEqual(new Set([0]));
      expect(new Set(deviations(run, 'a', 2020, 'rd'))).toEqual(new Set([0]));
    },
  );

  it.each(METHODS)(
    '%s: yearly deviations with persistence 0.6 are stationary, with correlations 0.6 and 0.36',
    async (method) => {
      const run = await drawn('uncertainty:\n  gdp.growth: {normal: {sd: 2pp}, yearly: 0.6}\n', method);
      const years = [2016, 2017, 2018, 2019, 2020].map((year) => deviations(run, 'a', year));
      for (const year of years) {
        expect(Math.abs(mean(year))).toBeLessThan(0.02 * FOUR);
        expect(Math.abs(sd(year) / 0.02 - 1)).toBeLessThan(FOUR / Math.SQRT2);
        expect(distance(year, 0.02)).toBeLessThan(1.95 / Math.sqrt(N));
      }
      years.slice(1).forEach((year, k) => {
        const before = years[k] as Float64Array;
        expect(Math.abs(correlation(before, year) - 0.6)).toBeLessThan(FOUR * (1 - 0.36));
        // What is new in a year has nothing to do with the year before.
        const fresh = year.map((value, j) => value - 0.6 * (before[j] as number));
        expect(Math.abs(correlation(before, fresh))).toBeLessThan(FOUR);
      });
      years.slice(2).forEach((year, k) => {
        expect(Math.abs(correlation(years[k] as Float64Array, year) - 0.36)).toBeLessThan(FOUR);
      });
      // Other regions have deviations of their own.
      expect(Math.abs(correlation(deviations(run, 'b', 2018), years[2] as Float64Array))).toBeLessThan(FOUR);
    },
  );

  it('common: one deviation for all regions; across_regions: every pair of regions with that rank correlation', async () => {
    const run = await drawn(
      'uncertainty:\n  gdp.growth: {normal: {sd: 2pp}, yearly: 0, across_regions: 0.5}\n  rd.growth: {normal: {sd: 2pp}, common: true}\n',
    );
    for (const [first, second] of [
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ] as const) {
      expect(deviations(run, first, 2018, 'rd')).toEqual(deviations(run, second, 2018, 'rd'));
      for (const year of [2016, 2020])
        expect(Math.abs(spearman(deviations(run, first, year), deviations(run, second, year)) - 0.5)).toBeLessThan(
          FOUR,
        );
      expect(Math.abs(spearman(deviations(run, first, 2016), deviations(run, second, 2017)))).toBeLessThan(FOUR);
    }
    expect(Math.abs(sd(deviations(run, 'b', 2019)) / 0.02 - 1)).toBeLessThan(FOUR / Math.SQRT2);
    expect(distance(deviations(run, 'b', 2019), 0.02)).toBeLessThan(1.95 / Math.sqrt(N));
  });
});

describe('inputs that move together', () => {
  const entries = (method: string, rank: number) =>
    `uncertainty:\n  gdp.growth: {normal: {sd: 2pp}, yearly: 0}\n  rd.growth: {uniform: {low: -3pp, high: 5pp}, yearly: 0}\ncorrelation:\n  - {between: [gdp.growth, rd.growth], rank: ${rank}, method: ${method}}\n`;

  it.each([
    ['copula', 0.7],
    ['copula', -0.4],
    ['iman-conover', 0.7],
    ['iman-conover', -0.4],
  ])(
    '%s: rank correlation %d in every region and year, none between years, and the shapes stay',
    async (method, rank) => {
      const run = await drawn(entries(method, rank));
      for (const [region, year] of [
        ['a', 2016],
        ['c', 2019],
      ] as const) {
        const [gdp, rd] = [deviations(run, region, year), deviations(run, region, year, 'rd')];
        expect(Math.abs(spearman(gdp, rd) - rank)).toBeLessThan(method === 'copula' ? FOUR : 0.01);
        expect(distance(gdp, 0.02)).toBeLessThan(1.95 / Math.sqrt(N));
        expect(Math.abs(mean(rd) - 0.01)).toBeLessThan((0.08 / Math.sqrt(12)) * FOUR);
        expect(Math.min(...rd)).toBeGreaterThanOrEqual(-0.03 - 1e-12);
        expect(Math.max(...rd)).toBeLessThanOrEqual(0.05 + 1e-12);
        expect(Math.abs(spearman(gdp, deviations(run, region, year + 1, 'rd')))).toBeLessThan(FOUR);
      }
      expect(Math.abs(spearman(deviations(run, 'a', 2016), deviations(run, 'b', 2016, 'rd')))).toBeLessThan(FOUR);
    },
  );

  it('between regions and between inputs at once', async () => {
    const both = entries('copula', 0.6).replaceAll('yearly: 0', 'yearly: 0, across_regions: 0.5');
    const run = await drawn(both);
    const at = (region: string, indicator: string) => deviations(run, region, 2017, indicator);
    expect(Math.abs(spearman(at('a', 'gdp'), at('a', 'rd')) - 0.6)).toBeLessThan(FOUR);
    expect(Math.abs(spearman(at('a', 'gdp'), at('b', 'gdp')) - 0.5)).toBeLessThan(FOUR);
    expect(Math.abs(spearman(at('b', 'rd'), at('c', 'rd')) - 0.5)).toBeLessThan(FOUR);
  });
});

describe('parameters and assumptions', () => {
  it('an elasticity by two quantiles has them, in what answers to a lever', async () => {
    const run = await drawn('', 'sobol', {
      push: 'levers:\n  - {indicator: rd, regions: a, years: 2016-2020, level: x1.5}\nuncertainty:\n  patents_to_rd.elasticity: {lognormal: {quantiles: {0.05: 0.2, 0.95: 0.8}}}',
    });
    const patents = run.draws.sample('push', 'a', 'patents', 2018) ?? new Float64Array();
    const drawnOnes = Array.from(patents, (value) => Math.log(value / 100) / Math.log(1.5)).sort((x, y) => x - y);
    const share = (value: number) => drawnOnes.filter((one) => one < value).length / N;
    expect(Math.abs(share(0.2) - 0.05)).toBeLessThanOrEqual(1 / N);
    expect(Math.abs(share(0.8) - 0.95)).toBeLessThanOrEqual(1 / N);
    // The logarithm is normal: median √(0.2 · 0.8), SD ln(0.8/0.2) / (2 · 1.6449).
    expect(drawnOnes[N / 2]).toBeCloseTo(0.4, 3);
    expect(Math.abs(sd(drawnOnes.map(Math.log)) / (Math.log(4) / (2 * normalQuantile(0.95))) - 1)).toBeLessThan(2e-3);
    expect(new Set(run.draws.sample('baseline', 'a', 'patents', 2018))).toEqual(new Set([100]));
  });

  it('a choice between growth assumptions takes each as often as its weight says', async () => {
    const done = (
      await world({
        files: packageFiles({
          years: '2015-2019',
          indicators: ['gdp 亿元 flow'],
          observed: ['town gdp 2015 100', 'town gdp 2016 110'],
          growth: 'window: 5\nphi: 0.9\nuncertainty:\n  gdp.assumption: {choice: {damped: 5, observed: 3}}\n',
        }),
      })
    ).run();
    for (const method of METHODS) {
      const run = await drawRun(done, { design: { draws: N, seed: 3, method }, keeps: () => true });
      const found = run.draws.sample('baseline', 'town', 'gdp', 2017) ?? new Float64Array();
      // 10 % a year goes on, or fades to 9 %.
      const damped = found.filter((value) => Math.abs(value - 110 * 1.09) < 1e-9).length;
      const observed = found.filter((value) => Math.abs(value - 121) < 1e-9).length;
      expect(damped + observed).toBe(N);
      expect(Math.abs(damped / N - 5 / 8)).toBeLessThanOrEqual(method === 'random' ? FOUR / 2 : 1 / N);
    }
  });
});
