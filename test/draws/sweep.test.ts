// Variants of a scenario: each is what a run of it by itself gives, with and without draws, and none without a value.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Run, run as runScenarios } from '../../src/pipeline.ts';
import type { Scenario } from '../../src/scenario/index.ts';
import {
  drawRun,
  type SweepOptions,
  type SweptVariant,
  sweepScenario,
  UndefinedDraws,
  USUAL_DRAWS,
} from '../../src/uncertainty/index.ts';
import { packageFiles, planText, responsesText, type World, world } from '../worlds/world.ts';

const DESIGN = { ...USUAL_DRAWS, draws: 600 };
const everything = () => true;

const UNCERTAIN =
  'uncertainty:\n  rd.growth: {normal: {sd: 2pp}, yearly: 0.3}\n  patents_to_rd.elasticity: {uniform: {low: 0.2, high: 0.8}}\n';
const steady = (ids: readonly string[], rate: string) =>
  ids
    .map(
      (id) =>
        `  - {name: steady, indicator: ${id}, regions: "*", curve: growth, rate: ${rate}, default: true, source: test}\n`,
    )
    .join('');

/** Two regions whose R&D is to reach a target; patents answer to it, coverage has a ceiling. */
const small = (sweep: string, more = '') =>
  world({
    files: packageFiles({
      years: '2015-2020',
      regions: ['town', 'port'],
      indicators: ['rd 亿元 flow', 'patents 件 flow', 'gdp 亿元 flow', 'share % share formula: rd / gdp, closes: rd'],
      observed: ['town', 'port'].flatMap((region) => [
        `${region} rd 2015 100`,
        `${region} patents 2015 50`,
        `${region} gdp 2015 4000`,
      ]),
      growth: `window: 5\nphi: 0.9\nassumptions:\n${steady(['rd', 'patents', 'gdp'], '3%')}${UNCERTAIN}`,
      responses: responsesText(['patents<-rd elasticity 0.5 0.6 0.4']),
      plans: {
        plan: planText(
          'plan',
          'town',
          '2016-2020',
          'targets:\n  - {kind: level, indicator: rd, bound: gte, year: 2020, value: 125, place: "1"}\n  - {kind: level, indicator: patents, bound: gte, year: 2020, value: 60, place: "2"}\n',
        ),
      },
    }),
    scenarios: {
      base: `levers:\n  - {indicator: gdp, regions: town, years: 2018-2019, growth: +1pp}\n${more}sweep:\n${sweep}`,
    },
  });

const GRID = `  grid:
    - {lever: "rd@{region} growth 2016-2019", amounts: [+1pp, -2pp, +40pp]}
    - regions: [town, port]
    - {lever: "patents_to_rd.elasticity", from: 0.2, to: 1, steps: 3}
    - {lever: "gdp@town level 2017-2020", amounts: [x1.1, x0.9]}
`;
const LIST = `  list:
    - ["rd@town growth 2016-2019 +2pp", "patents_to_rd.elasticity 0.7"]
    - ["rd@town level 2018-2020 +30"]
    - ["rd@town growth 2016-2019 +3pp", "patents_to_rd.elasticity 0.1"]
`;

function swept(
  at: World,
  options: Partial<SweepOptions> = {},
): { readonly run: Run; readonly variants: readonly SweptVariant[] } {
  const run = at.run();
  const ran = run.scenarios.find(({ id }) => id === 'base');
  if (!ran) throw new Error('no scenario "base"');
  return { run, variants: [...sweepScenario(run, ran, { wants: everything, ...options })] };
}

/** The variant as a scenario of its own. */
function alone(run: Run, { variant }: SweptVariant): Run {
  const base = run.scenarios.find(({ id }) => id === 'base')?.scenario as Scenario;
  const { sweep: _, ...scenario } = base;
  return runScenarios(run.program, [{ ...scenario, levers: [...base.levers, ...variant.levers] }]);
}

const near = (found: number | undefined, expected: number | undefined) =>
  Math.abs((found ?? Number.NaN) - (expected ?? Number.NaN)) <= 1e-12 * Math.abs(expected ?? Number.NaN);

describe('sweepScenario', () => {
  let grid: World;
  beforeAll(async () => {
    grid = await small(GRID);
  });

  it('a grid has every combination, the last entry changing first, and columns named after its entries', () => {
    const { run, variants } = swept(grid);
    const sweep = run.scenarios.find(({ id }) => id === 'base')?.scenario.sweep;
    expect(sweep?.columns).toEqual([
      'rd@{region} growth 2016-2019',
      'region',
      'patents_to_rd.elasticity',
      'gdp@town level 2017-2020',
    ]);
    expect(variants.map(({ number }) => number)).toEqual(Array.from({ length: 36 }, (_, k) => k + 1));
    expect(variants.slice(0, 3).map(({ variant }) => variant.labels)).toEqual([
      ['+1pp', 'town', '0.2', 'x1.1'],
      ['+1pp', 'town', '0.2', 'x0.9'],
      ['+1pp', 'town', '0.6', 'x1.1'],
    ]);
    expect(variants.at(-1)?.variant.labels).toEqual(['+40pp', 'port', '1', 'x0.9']);
    // 100 · 1.03^5 of the region that the lever leaves alone, and 100 · 1.04⁴ · 1.03 of the one it moves.
    const rd = variants[0]?.values.filter(({ indicator, year }) => indicator === 'rd' && year === 2020);
    expect(rd?.map(({ value }) => value.toFixed(9))).toEqual([
      (100 * 1.04 ** 4 * 1.03).toFixed(9),
      (100 * 1.03 ** 5).toFixed(9),
    ]);
  });

  it.each([
    ['a grid', GRID],
    ['a list', LIST],
  ])('%s: every variant is what a run of it by itself gives, its targets too', async (_, text) => {
    const { run, variants } = swept(await small(text));
    let met = 0;
    for (const one of variants) {
      const plain = alone(run, one);
      expect(one.values.length).toBeGreaterThan(30);
      for (const { region, indicator, year, value, targets } of one.values) {
        const expected = plain.reader.value('base', region, indicator, year);
        if (!near(value, expected))
          expect(value, `variant ${one.number}: ${indicator} ${region} ${year}`).toBe(expected);
        for (const target of targets) {
          const row = plain.targets.find(
            (other) => other.scenario === 'base' && other.variable === target.row.variable,
          );
          expect(target.met).toBe(row?.met);
          met += target.met ? 1 : 0;
        }
      }
    }
    expect(met).toBeGreaterThan(0);
    expect(met).toBeLessThan(2 * variants.length);
  });

  it.each([
    ['a grid', GRID],
    ['a list', LIST],
  ])('%s under draws: mean, quantiles and P(met) are those of a run of draws of that variant', async (_, text) => {
    const { run, variants } = swept(await small(text), { design: DESIGN });
    const open = new Set<number>();
    for (const one of variants.filter(({ number }) => number % 5 === 1 || variants.length < 5)) {
      const drawn = await drawRun(alone(run, one), { design: DESIGN });
      expect(one.dropped).toBe(0);
      for (const { region, indicator, year, mean, quantiles, targets } of one.values) {
        const expected = drawn.draws.distribution('base', region, indicator, year);
        const place = `variant ${one.number}: ${indicator} ${region} ${year}`;
        expect(near(mean, expected?.mean), place).toBe(true);
        expected?.quantiles.forEach((value, k) => expect(near(quantiles?.[k], value), place).toBe(true));
        for (const target of targets) {
          const row = drawn.targets.find(
            (other) => other.scenario === 'base' && other.variable === target.row.variable,
          );
          // What is set by a lever in all its years is no matter of chance.
          const varies = quantiles?.[0] !== quantiles?.[4];
          expect(target.pMet, place).toBe(varies ? row?.p_met : undefined);
          if (target.pMet !== 0 && target.pMet !== 1) open.add(target.pMet ?? 0);
        }
      }
    }
    expect(open.size).toBeGreaterThan(0);
  });

  it('any stretch of the variants gives the same values as all of them', () => {
    const all = swept(grid, { design: DESIGN }).variants;
    for (const [from, to] of [
      [0, 1],
      [7, 20],
      [35, 36],
    ] as const)
      expect(
        swept(grid, { design: DESIGN, from, to }).variants.map(({ number, values }) => [number, values.map(drawnOf)]),
      ).toEqual(all.slice(from, to).map(({ number, values }) => [number, values.map(drawnOf)]));
  });
});

const drawnOf = ({ value, mean, quantiles, targets }: SweptVariant['values'][number]) => [
  value,
  mean,
  quantiles,
  targets.map(({ met, pMet }) => [met, pMet]),
];

/** ln(income / costs − 1) of 200 / 100; income moves by a lever and by a deviation between −60 and 0 points. */
const balance = (sweep: string, uncertainty = '') =>
  world({
    files: packageFiles({
      years: '2015-2016',
      indicators: ['income 亿元 flow', 'costs 亿元 flow', 'return 1 ratio formula: ln(income / costs - 1)'],
      observed: ['town income 2015 200', 'town costs 2015 100'],
      growth: `window: 5\nphi: 0.9\nassumptions:\n${steady(['income', 'costs'], '0%')}${uncertainty}`,
    }),
    scenarios: { base: `sweep:\n  grid:\n    - {lever: income@town growth 2016, amounts: [${sweep}]}` },
  });

const RANGE = 'uncertainty:\n  income.growth: {uniform: {low: -60pp, high: 0pp}}\n';
const RANDOM = { draws: 1000, seed: 7, method: 'random' } as const;

function refusal(work: () => unknown): UndefinedDraws {
  try {
    work();
  } catch (error) {
    if (error instanceof UndefinedDraws) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('sweepScenario where a formula has no value', () => {
  it.each([
    ['first', '-50pp, +1pp', 1],
    ['later', '+1pp, -50pp', 2],
  ])('at central inputs in the %s variant: says which variant, cell and inputs', async (_, amounts, number) => {
    const at = await balance(amounts);
    const [issue] = refusal(() => swept(at)).issues;
    expect(issue).toMatchObject({ code: 'undefined-value', severity: 'error' });
    expect(issue?.message).toMatch(
      new RegExp(`^variant ${number} of "base" \\(-50pp\\): "return" of "town" has no value in 2016: `),
    );
    expect(issue?.hint).toBe('inputs: income = 100 亿元, costs = 100 亿元');
  });

  it('in some draws: refused with variant, draw and inputs', async () => {
    // Income of 220 (1 + d)… stays above costs where d > −0.6 + 0.1; with −10 points it falls to them in a third.
    const at = await balance('+20pp, -10pp', RANGE);
    const [issue] = refusal(() => swept(at, { design: RANDOM })).issues;
    const [, draw, others] =
      /^"return" of "town" in 2016 under variant 2 of "base" \(-10pp\) has no value in draw (\d+) and (\d+) other draws$/.exec(
        issue?.message ?? '',
      ) ?? [];
    expect(Number(draw)).toBeLessThan(30);
    // 2 (1 − 0.1 + d) ≤ 1 where d ≤ −0.4: one in three.
    expect(Math.abs((Number(others) + 1) / 1000 - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 1000));
    const [, value] = /income\.growth@town = (-0\.\d+)/.exec(issue?.found ?? '') ?? [];
    expect(Number(value)).toBeLessThanOrEqual(-0.4);
    expect(issue?.found).toContain('amount 0 = -0.1');
  });

  it('drop: leaves them out of that variant alone, and counts them', async () => {
    const { variants } = swept(await balance('+20pp, -10pp', RANGE), { design: RANDOM, drop: true });
    expect(variants[0]?.dropped).toBe(0);
    expect(Math.abs((variants[1]?.dropped ?? 0) / 1000 - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 1000));
    for (const { values } of variants)
      for (const { mean, quantiles = [] } of values)
        expect([mean, ...quantiles].every((number) => Number.isFinite(number))).toBe(true);
    // What is left of income lies evenly between 100 and 180.
    const income = variants[1]?.values.find(({ indicator, year }) => indicator === 'income' && year === 2016);
    expect(income?.quantiles?.[0]).toBeGreaterThan(100);
    expect(Math.abs((income?.mean ?? 0) - 140)).toBeLessThan((4 * 80) / Math.sqrt(12 * 600));
  });

  it('drop does not help where no draw is left', async () => {
    const at = await balance('+0pp, +1pp', 'uncertainty:\n  income.growth: {uniform: {low: -70pp, high: -60pp}}\n');
    expect(refusal(() => swept(at, { design: RANDOM, drop: true })).issues[0]?.message).toContain(
      'variant 1 of "base"',
    );
  });
});
