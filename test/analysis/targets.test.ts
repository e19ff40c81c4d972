// The target board: every kind, bound, status and flag with a case whose answer is worked out beside it.

import { describe, expect, test } from 'vitest';
import { TARGET_COLUMNS, type TargetRow, targetRecord } from '../../src/analysis/index.ts';
import { expectClose, vectors } from '../golden/golden.ts';
import { realWorld } from '../worlds/real.ts';
import { packageFiles, planText, world } from '../worlds/world.ts';

interface Asked {
  /** One indicator `x`: `家 stock` and the like. */
  readonly indicator?: string;
  readonly observed: readonly string[];
  /** Statements of the plan: a target without its indicator and place. */
  readonly target: string;
  /** Growth after the last observation; without it nothing goes on. */
  readonly growth?: string;
  readonly period?: string;
  readonly regions?: readonly string[];
  readonly asOf?: number;
}

/** The rows that a target of `x` in `town` gives, 2015-2020. */
async function judge({
  indicator = '亿元 flow',
  observed,
  target,
  growth,
  period = '2016-2020',
  regions = ['town'],
  asOf,
}: Asked): Promise<readonly TargetRow[]> {
  const files = packageFiles({
    years: '2010-2020',
    regions,
    indicators: [`x ${indicator}`],
    observed: observed.map((row) => (/^\d/.test(row) ? `town x ${row}` : row)),
    growth: `window: 5\nphi: 0.9\n${growth === undefined ? '' : `assumptions:\n  - {name: steady, indicator: x, regions: "*", curve: growth, rate: ${growth}, default: true, source: test}\n`}`,
    plans: { plan: planText('plan', 'town', period, `targets:\n  - {indicator: x, place: "1", ${target}}\n`) },
  });
  return (await world({ files })).run(['baseline'], asOf).targets;
}

/** The one row of a target. */
async function row(asked: Asked): Promise<TargetRow> {
  const rows = await judge(asked);
  expect(rows).toHaveLength(1);
  return rows[0] as TargetRow;
}

const level = (value: number, bound = 'gte', more = '') =>
  `kind: level, bound: ${bound}, year: 2020, value: ${value}${more}`;

describe('met and missed, where the target year is known', () => {
  test.each([
    ['gte', 100, 100, true, 0],
    ['gte', 100, 99, false, -1],
    ['gt', 100, 100, false, 0],
    ['gt', 100, 101, true, 1],
    ['lte', 100, 100, true, 0],
    ['lte', 100, 101, false, -1],
    ['lt', 100, 100, false, 0],
    ['lt', 100, 99, true, 1],
    ['eq', 100, 103, true, 3],
    ['eq', 100, 99, false, -1],
    ['approx', 100, 98, true, -2],
    ['approx', 100, 97.9, false, -2.1],
  ])('%s %d with an outcome of %d', async (bound, target, outcome, met, gap) => {
    const found = await row({ observed: ['2015 50', `2020 ${outcome}`], target: level(target, bound) });
    expect(found).toMatchObject({ met, status: met ? 'met' : 'missed', outcome, outcome_basis: 'observed', target });
    expectClose([found.gap, found.gap_pct], [gap, gap]);
    expect(found.needed).toBeUndefined();
  });

  test('eq, approx and range count in the good direction: down where less is better', async () => {
    const less = { indicator: '家 stock direction: down', observed: ['2015 200', '2020 95'] };
    expect(await row({ ...less, target: level(100, 'eq') })).toMatchObject({ met: true, gap: 5 });
    expect(await row({ ...less, target: level(94, 'approx') })).toMatchObject({
      met: true,
      gap: -1,
      flags: ['met_about'],
    });
    expect(await row({ ...less, target: level(93, 'approx') })).toMatchObject({ met: false });
  });

  test('a range is met from its nearer end on', async () => {
    const range = { target: 'kind: level, bound: range, year: 2020, value: [5, 10]' };
    expect(await row({ ...range, observed: ['2015 1', '2020 5'] })).toMatchObject({ met: true, target: 5 });
    expect(await row({ ...range, observed: ['2015 1', '2020 4'] })).toMatchObject({ met: false, gap: -1 });
    expect(
      await row({ ...range, indicator: '家 stock direction: down', observed: ['2015 20', '2020 9'] }),
    ).toMatchObject({ met: true, target: 10, gap: 1 });
  });

  test('the gap in per cent is of the target’s size, and missing for a target of 0', async () => {
    const negative = { indicator: '% rate', observed: ['2015 -8', '2020 -3'] };
    expect(await row({ ...negative, target: level(-4) })).toMatchObject({ gap: 1, gap_pct: 25, met: true });
    const zero = await row({ ...negative, target: level(0) });
    expect(zero).toMatchObject({ gap: -3, met: false });
    expect(zero.gap_pct).toBeUndefined();
  });
});

describe('status of a scenario on its way', () => {
  // Levels: base 100 in 2015, target 200 in 2020, that is 14.87 % a year. Pace = growth / 14.87 %.
  const doubling = (growth: string, observed = ['2015 100']) => row({ observed, target: level(200), growth });

  test.each([
    ['20%', 'on_track', true],
    ['14.5%', 'on_track', false], // 0.975 of the pace: short of the target, yet on track by Eurostat's 95 %
    ['10%', 'moderate', false], // 0.672
    ['9%', 'moderate', false], // 0.605
    ['8.9%', 'insufficient', false], // 0.599
    ['0%', 'insufficient', false],
    ['-1%', 'away', false],
  ])('growth of %s is %s', async (growth, status, met) => {
    expect(await doubling(growth)).toMatchObject({ status, met });
  });

  test('achieved while the target is reached already and stays so; lost again, the way counts and a flag says so', async () => {
    expect(await doubling('1%', ['2015 100', '2018 210'])).toMatchObject({ status: 'achieved', met: true, flags: [] });
    // 210 shrinking by 10 % a year is 170.1 in 2020: +70 % where +100 % was wanted, 11.2 % a year of 14.87 %.
    expect(await doubling('-10%', ['2015 100', '2018 210'])).toMatchObject({
      status: 'moderate',
      met: false,
      flags: ['previously_achieved'],
    });
  });

  test('shares are judged by points, levels by rates; where the two fall into different classes, a flag', async () => {
    // METHODS 1.3: +30 % after three years of a tripling in ten: 0.787 by rates, 0.500 by points.
    const tripling = {
      observed: ['2010 100', '2013 130'],
      target: 'kind: level, bound: gte, year: 2020, value: 300',
      period: '2011-2020',
      growth: '0%',
    };
    const asLevel = await row(tripling);
    expectClose([asLevel.pace_ratio, asLevel.pace_ratio_other], [(1.3 ** (1 / 3) - 1) / (3 ** 0.1 - 1), 0.5]);
    expect(asLevel.pace_ratio?.toFixed(3)).toBe('0.787');
    expect(asLevel.flags).toEqual(['depends_on_path']);
    // Jiaxing: 2.73 (2015), 2.95 in 2018, 3.2 in 2020: 0.780 by points, 0.811 by rates; both moderate.
    const asShare = await row({
      indicator: '% share',
      observed: ['2015 2.73', '2018 2.95'],
      target: level(3.2),
      growth: '0pp',
    });
    expect([asShare.pace_ratio?.toFixed(3), asShare.pace_ratio_other?.toFixed(3)]).toEqual(['0.780', '0.811']);
    expect(asShare.flags).toEqual([]);
    // Halving, 15 % down after three years of ten? METHODS 1.3 prints 0.515 by rates and 0.667 by points for 70.
    const halving = await row({
      indicator: '家 stock direction: down',
      observed: ['2010 100', '2013 90'],
      target: 'kind: level, bound: lte, year: 2020, value: 50',
      period: '2011-2020',
      growth: '0%',
    });
    expectClose([halving.pace_ratio, halving.pace_ratio_other], [(0.9 ** (1 / 3) - 1) / (0.5 ** 0.1 - 1), 10 / 3 / 5]);
    expect([halving.pace_ratio?.toFixed(3), halving.pace_ratio_other?.toFixed(3)]).toEqual(['0.515', '0.667']);
    expect(halving.flags).toEqual(['depends_on_path']);
  });

  test('decreasing is better: the same classes with the sign turned', async () => {
    const asked = { indicator: '家 stock direction: down', observed: ['2015 100'], target: level(50, 'lte') };
    expect(await row({ ...asked, growth: '-13%' })).toMatchObject({ status: 'on_track', met: true });
    expect(await row({ ...asked, growth: '-10%' })).toMatchObject({ status: 'moderate', met: false });
    expect(await row({ ...asked, growth: '1%' })).toMatchObject({ status: 'away', met: false });
  });
});

describe('edge cases of the pace', () => {
  test('a base of 0 has no rate: judged by points, nothing put in its place', async () => {
    const found = await row({ observed: ['2015 0', '2018 30'], target: level(100), growth: '0%' });
    expect(found.pace_ratio).toBeUndefined();
    expectClose([found.pace_ratio_other], [0.5]);
    expect(found.status).toBe('insufficient');
  });

  test('a change of sign has no rate either; all negative values turn the direction', async () => {
    const sign = await row({
      indicator: '亿元 flow limits: {min: -100}',
      observed: ['2015 -10', '2018 5'],
      target: level(15),
      growth: '0%',
    });
    expect(sign.pace_ratio).toBeUndefined();
    expectClose([sign.pace_ratio_other], [1]);
    const negative = await row({
      indicator: '亿元 flow limits: {min: -100}',
      observed: ['2015 -16', '2017 -8'],
      target: level(-1),
      growth: '0%',
    });
    expectClose([negative.pace_ratio], [(0.5 ** 0.5 - 1) / ((1 / 16) ** 0.2 - 1)]);
  });

  test('a rate is compared in points, never by its growth', async () => {
    const found = await row({ indicator: '% rate', observed: ['2015 2', '2018 5'], target: level(7), growth: '0pp' });
    expectClose([found.pace_ratio], [1]);
  });

  test('a base on the good side of the target: achieved while it holds, away when lost, and no ratio', async () => {
    const holds = await row({ observed: ['2015 55', '2018 54'], target: level(50), growth: '-1%' });
    expect(holds).toMatchObject({ status: 'achieved', met: true, base_value: 55 });
    expect(holds.pace_ratio).toBeUndefined();
    const lost = await row({ observed: ['2015 55', '2018 52'], target: level(50), growth: '-5%' });
    expect(lost).toMatchObject({ status: 'away', met: false });
    expect(lost.pace_ratio).toBeUndefined();
  });

  test('a base year without a value: the next published one, with a flag; none: not assessable, and no other base', async () => {
    const moved = await row({
      observed: ['2014 90', '2017 130'],
      target: level(200, 'gte', ', base: 2015'),
      growth: '10%',
    });
    expect(moved).toMatchObject({ base_year: 2017, base_value: 130, flags: ['base_moved'] });
    const none = await row({ observed: ['2014 90'], target: level(200, 'gte', ', base: 2015'), growth: '10%' });
    expect(none).toMatchObject({
      status: 'not_assessable',
      met: false,
      reason: 'no base value before the plan’s period',
    });
    expect(none.base_year).toBeUndefined();
  });

  test('without a printed base year: the last final value before the period, else a preliminary one with a flag', async () => {
    const final = await row({
      observed: ['2013 80', '2014 90 final', '2015 99 preliminary'],
      target: level(200),
      growth: '0%',
    });
    expect(final).toMatchObject({ base_year: 2014, base_value: 90 });
    expect(final.flags).not.toContain('base_preliminary');
    expect(await row({ observed: ['2015 99 preliminary'], target: level(200), growth: '0%' })).toMatchObject({
      base_year: 2015,
      flags: ['base_preliminary'],
    });
  });

  test('no pace across a break', async () => {
    const found = await row({
      observed: ['2015 100', '2017 300 final 2018 break', '2018 310'],
      target: level(2000),
      growth: '0%',
    });
    expect(found).toMatchObject({
      status: 'not_assessable',
      reason: 'the definition changes in 2017: pace from 2015 is not comparable',
      met: false,
    });
    expect(found.pace_ratio).toBeUndefined();
  });

  test('unstable: the Theil–Sen slope and the change between the ends disagree', async () => {
    // Slopes of neighbours are mostly up, but the last value is below the first.
    const found = await row({
      indicator: '% share',
      observed: ['2012 40', '2013 42', '2014 44', '2015 46', '2016 39'],
      target: 'kind: level, bound: gte, year: 2020, value: 60, base: 2012',
      growth: '0pp',
    });
    expect(found.flags).toContain('unstable');
    const { inputs, expected } = vectors['trend.theil_sen'];
    const steady = await judge({
      indicator: '% share',
      observed: inputs.x.slice(0, 5).map((year, k) => `${year - 5} ${inputs.y[k]}`),
      target: 'kind: level, bound: gte, year: 2020, value: 4, base: 2010',
      growth: '0pp',
    });
    expect(expected.slope).toBeGreaterThan(0);
    expect(steady[0]?.flags).not.toContain('unstable');
  });

  test('3.196 against 3.2 is not met, but would be as printed', async () => {
    expect(
      await row({ indicator: '% share', observed: ['2015 2.73', '2020 3.196'], target: level(3.2) }),
    ).toMatchObject({ met: false, status: 'missed', flags: ['met_after_rounding'] });
    expect(
      await row({ indicator: '% share', observed: ['2015 2.73', '2020 3.194'], target: level(3.2) }),
    ).toMatchObject({ met: false, flags: [] });
  });
});

describe('what is needed from now', () => {
  test('counts from the latest observation: a rate for levels, points for shares', async () => {
    const levels = await row({ observed: ['2015 100', '2018 130'], target: level(200), growth: '0%' });
    expectClose([levels.needed], [100 * ((200 / 130) ** 0.5 - 1)]);
    expect(levels.needed_unit).toBe('%/yr');
    const shares = await row({
      indicator: '% share',
      observed: ['2015 2.73', '2018 2.95'],
      target: level(3.2),
      growth: '0pp',
    });
    expectClose([shares.needed], [0.125]);
    expect(shares.needed_unit).toBe('pp/yr');
  });

  test('the first year in which the target holds', async () => {
    expect((await row({ observed: ['2015 100'], target: level(140), growth: '10%' })).year_met).toBe(2019);
    expect((await row({ observed: ['2015 100'], target: level(400), growth: '10%' })).year_met).toBeUndefined();
  });

  test('of Jiaxing by 2027: R&D/GDP from 3.56 in 2023, high-tech enterprises from 2416 in 2020', async () => {
    const { targets } = (await realWorld()).run(['baseline']);
    const of = (variable: string) =>
      targets.find(
        (one) =>
          one.scenario === 'baseline' &&
          one.plan === 'jiaxing-315' &&
          one.variable === variable &&
          one.region === 'jiaxing' &&
          one.year === 2027,
      );
    expectClose([of('rd_intensity')?.needed], [(3.65 - 3.56) / 4]);
    expectClose([of('hightech_enterprises')?.needed], [100 * ((6000 / 2416) ** (1 / 7) - 1)]);
    expect(of('hightech_enterprises')).toMatchObject({ target: 6000, bound: 'gt', base_year: 2020, base_value: 2416 });
  });
});

describe('multiple and improve', () => {
  test('the target is the base times the factor, or the base itself', async () => {
    expect(
      await row({
        observed: ['2015 100', '2020 199'],
        target: 'kind: multiple, bound: gte, year: 2020, base: 2015, factor: 2',
      }),
    ).toMatchObject({ target: 200, base_year: 2015, met: false, gap: -1, kind: 'multiple' });
    expect(
      await row({ observed: ['2015 100', '2020 100'], target: 'kind: improve, year: 2020, base: 2015' }),
    ).toMatchObject({ target: 100, bound: 'gt', met: false, status: 'missed' });
    expect(
      await row({
        observed: ['2015 100'],
        target: 'kind: improve, year: 2020, base: 2015, base_assumed: true',
        growth: '1%',
      }),
    ).toMatchObject({ met: true, status: 'on_track', flags: ['base_assumed'] });
  });

  test('no better is insufficient, worse is away', async () => {
    const improve = { observed: ['2015 100'], target: 'kind: improve, year: 2020, base: 2015' };
    expect(await row({ ...improve, growth: '0%' })).toMatchObject({ met: false, status: 'insufficient' });
    expect(await row({ ...improve, growth: '-1%' })).toMatchObject({ met: false, status: 'away' });
  });

  test('without a value in the base year, or with one that only fills a gap, there is no target', async () => {
    const doubling = 'kind: multiple, bound: gte, year: 2020, base: 2015, factor: 2';
    expect(await row({ observed: ['2016 100'], target: doubling, growth: '5%' })).toMatchObject({
      status: 'not_assessable',
      reason: 'no value in the base year 2015',
    });
    const gap = await row({ observed: ['2014 100', '2016 121'], target: doubling, growth: '5%' });
    expect(gap).toMatchObject({
      status: 'not_assessable',
      reason: 'the value of the base year 2015 only fills a gap between published ones',
    });
    expect([gap.target, gap.met, gap.base_year]).toEqual([undefined, undefined, undefined]);
  });
});

describe('growth', () => {
  test('the average from the base, what is needed for the rest, and the pace so far: target.averageGrowth', async () => {
    const { inputs, expected } = vectors['target.averageGrowth'];
    const found = await row({
      observed: [`2015 ${inputs.base}`, ...inputs.actual.map((value, k) => `${2016 + k} ${value}`)],
      target: `kind: growth, bound: gte, years: 2015-2020, rate: ${inputs.rate * 100}%`.replace(
        '7.000000000000001',
        '7',
      ),
      growth: '7%',
    });
    expectClose(
      [found.needed, found.pace_ratio, found.target],
      [100 * expected.requiredForRest, expected.avgSoFar / inputs.rate, 7],
    );
    expectClose([found.outcome], [100 * (((121 * 1.07 ** 2) / 100) ** 0.2 - 1)]);
    expect(found).toMatchObject({ unit: '%/yr', needed_unit: '%/yr', status: 'on_track', met: false, base_value: 100 });
  });

  test('of a share in points a year', async () => {
    const found = await row({
      indicator: '% share',
      observed: ['2015 40', '2020 43'],
      target: 'kind: growth, bound: gte, years: 2015-2020, rate: 0.5pp',
    });
    expect(found).toMatchObject({ unit: 'pp/yr', target: 0.5, met: true, status: 'met' });
    expectClose([found.outcome], [0.6]);
  });

  test('that is to stay below a bound has no pace', async () => {
    const bound = { observed: ['2015 100'], target: 'kind: growth, bound: lte, years: 2015-2020, rate: 3%' };
    expect(await row({ ...bound, growth: '2%' })).toMatchObject({ met: true, status: 'on_track' });
    const over = await row({ ...bound, growth: '5%' });
    expect(over).toMatchObject({ met: false, status: 'away' });
    expect(over.pace_ratio).toBeUndefined();
    expect(
      (
        await row({
          observed: ['2015 100'],
          target: 'kind: growth, bound: gte, years: 2015-2020, rate: 0%',
          growth: '-1%',
        })
      ).status,
    ).toBe('away');
  });

  test('needs a value in the base year and one in the last', async () => {
    const growth = { target: 'kind: growth, bound: gte, years: 2015-2020, rate: 7%' };
    expect(await row({ ...growth, observed: ['2016 100'] })).toMatchObject({
      status: 'not_assessable',
      reason: 'no value in the base year 2015',
    });
    expect(await row({ ...growth, observed: ['2014 100', '2016 120'] })).toMatchObject({
      status: 'not_assessable',
      reason: 'the value of the base year 2015 only fills a gap between published ones',
    });
    expect(await row({ ...growth, observed: ['2015 0'] })).toMatchObject({
      status: 'not_assessable',
      reason: 'no rate of growth leads from 0 to 0',
    });
    const [unknown] = (
      await judge({ ...growth, observed: ['2014 100 final 2015', '2015 100 final 2015 break'], asOf: 2015 })
    ).filter((one) => one.scenario === 'baseline@2015');
    expect(unknown).toMatchObject({ status: 'not_assessable', reason: 'no value in 2020' });
  });
});

describe('cumulative', () => {
  const { inputs, expected } = vectors['target.cumulative'];
  const flows = inputs.flows.map((flow, k) => `${2016 + k} ${flow}`);
  const sum = `kind: cumulative, bound: gte, years: 2016-2020, value: ${inputs.cumulativeTarget}`;

  test('the sum over the period, observed and projected, with its pace and the growth it needs: target.cumulative', async () => {
    const found = await row({ observed: flows, target: sum, growth: '0%' });
    expectClose(
      [found.outcome, found.pace_ratio, found.needed],
      [expected.done + 300, expected.paceRatio, 100 * expected.growth],
      1e-9,
    );
    // 670 of 900 is 0.744 of the way.
    expect(found).toMatchObject({ met: false, status: 'moderate', outcome_basis: 'projected', unit: '亿元' });
  });

  test('growth at the rate needed just meets it', async () => {
    expect(
      await row({ observed: flows, target: sum, growth: `${(100 * expected.growth + 1e-9).toFixed(12)}%` }),
    ).toMatchObject({ met: true, status: 'on_track' });
  });

  test('counts years between the latest value and the period, which add nothing', async () => {
    // Latest value 100 in 2014, period 2016-2017: 100(1+g)² + 100(1+g)³ = 144 + 172.8 at 20 %.
    const found = await row({
      observed: ['2013 100', '2014 100'],
      target: 'kind: cumulative, bound: gte, years: 2016-2017, value: 316.8',
      period: '2016-2017',
    });
    expectClose([found.needed], [20]);
  });

  test('known in all years it is met or missed; reached before the end it is achieved', async () => {
    const all = { observed: [...flows, '2019 200', '2020 300'], target: sum };
    expect(await row(all)).toMatchObject({ outcome: 870, met: false, status: 'missed', outcome_basis: 'observed' });
    expect(
      await row({
        observed: flows,
        target: 'kind: cumulative, bound: gte, years: 2016-2020, value: 300',
        growth: '0%',
      }),
    ).toMatchObject({ met: true, status: 'achieved' });
  });

  test('a missing flow is not 0', async () => {
    expect(await row({ observed: ['2017 100', '2018 100'], target: sum, growth: '0%' })).toMatchObject({
      status: 'not_assessable',
      reason: 'no flow for 2016',
    });
  });

  test('of a filled gap is no more certain than the gap', async () => {
    expect(
      await row({ observed: ['2015 100', '2017 100', '2018 100', '2019 100', '2020 100'], target: sum }),
    ).toMatchObject({ outcome: 500, outcome_basis: 'interpolated', met: false });
  });
});

describe('every year', () => {
  test('a row a year and one for the whole period, decided by its worst year', async () => {
    const rows = await judge({
      observed: ['2015 90', '2016 70', '2017 69', '2018 80'],
      target: 'kind: every_year, bound: gte, years: 2016-2018, value: 70',
    });
    expect(rows.map(({ year, outcome, met, status, flags }) => ({ year, outcome, met, status, flags }))).toEqual([
      { year: 2016, outcome: 70, met: true, status: 'met', flags: [] },
      { year: 2017, outcome: 69, met: false, status: 'missed', flags: ['previously_achieved'] },
      { year: 2018, outcome: 80, met: true, status: 'met', flags: [] },
      { year: 2018, outcome: 69, met: false, status: 'missed', flags: ['whole_period'] },
    ]);
  });

  test('a whole period that is not over yet: on its way by the part of the target that the worst year reaches', async () => {
    const asked = { observed: ['2015 100'], target: 'kind: every_year, bound: gte, years: 2016-2017, value: 100' };
    expect((await judge({ ...asked, growth: '1%' })).at(-1)).toMatchObject({
      outcome: 101,
      met: true,
      status: 'on_track',
      flags: ['whole_period'],
    });
    expect((await judge({ ...asked, growth: '-20%' })).at(-1)).toMatchObject({ met: false, status: 'moderate' }); // 64 of 100
    expect((await judge({ ...asked, growth: '-30%' })).at(-1)).toMatchObject({ met: false, status: 'insufficient' }); // 49 of 100
  });

  test('needs every year', async () => {
    const rows = await judge({
      observed: ['2017 70'],
      target: 'kind: every_year, bound: gte, years: 2016-2017, value: 70',
    });
    expect(rows.at(-1)).toMatchObject({ status: 'not_assessable', reason: 'no value for 2016' });
  });
});

describe('path', () => {
  test('a row a year', async () => {
    const rows = await judge({
      observed: ['2015 100', '2016 115'],
      target: 'kind: path, bound: eq, values: {2016: 110, 2017: 130}',
      growth: '10%',
    });
    expect(rows.map(({ year, target, met, status }) => ({ year, target, met, status }))).toEqual([
      { year: 2016, target: 110, met: true, status: 'met' },
      { year: 2017, target: 130, met: false, status: 'moderate' }, // 126.5: 12.5 % a year where 14.0 % are asked for
    ]);
  });
});

describe('rank', () => {
  const land = ['land', 'town<<land', 'east<<land', 'west<<land'];
  const rank = 'kind: rank, year: 2020, bound: lte, value: 2';

  test('1 is best, ties share the better rank', async () => {
    const of = (town: number, east: number, west: number) =>
      row({
        regions: land,
        observed: [`town x 2020 ${town}`, `east x 2020 ${east}`, `west x 2020 ${west}`],
        target: `${rank}, region: town`,
      });
    expect(await of(5, 9, 9)).toMatchObject({ outcome: 3, met: false, gap: -1, status: 'missed' });
    expect(await of(9, 9, 5)).toMatchObject({ outcome: 1, met: true, status: 'met' });
    expect(await of(5, 9, 5)).toMatchObject({ outcome: 2, met: true });
  });

  test('less is better where the indicator says so', async () => {
    const found = await row({
      indicator: '家 stock direction: down',
      regions: land,
      observed: ['town x 2020 5', 'east x 2020 9', 'west x 2020 9'],
      target: `${rank}, region: town`,
    });
    expect(found).toMatchObject({ outcome: 1, met: true });
  });

  test('all peers are needed', async () => {
    expect(
      await row({ regions: land, observed: ['town x 2020 5', 'east x 2020 9'], target: `${rank}, region: town` }),
    ).toMatchObject({ status: 'not_assessable', reason: 'a rank needs the values of all peers' });
  });

  test('a published rank is judged as it is', async () => {
    const published = { indicator: '位 rank direction: down', target: rank };
    expect(await row({ ...published, observed: ['2015 4', '2020 2'] })).toMatchObject({
      outcome: 2,
      met: true,
      status: 'met',
      unit: '位',
    });
    expect(await row({ ...published, observed: ['2015 4'] })).toMatchObject({
      status: 'not_assessable',
      reason: 'no rank is published for 2020',
    });
  });
});

describe('not assessable', () => {
  test('nothing published, nothing that goes on, or only an index: each with its reason, met left empty', async () => {
    const nothing = await row({ observed: [], target: level(100) });
    expect(nothing).toMatchObject({
      status: 'not_assessable',
      reason: 'no value is published for this region',
      target: 100,
    });
    expect(nothing.met).toBeUndefined();
    expect(await row({ observed: ['2015 50'], target: level(100) })).toMatchObject({
      status: 'not_assessable',
      reason: 'no value in 2020: nothing says how it moves after 2015',
    });
    const files = packageFiles({
      years: '2015-2020',
      indicators: ['x 亿元 flow'],
      plans: {
        plan: planText(
          'plan',
          'town',
          '2016-2020',
          'targets:\n  - {indicator: x, place: "1", kind: level, bound: gte, year: 2020, value: 100}\ngrowth:\n  - {indicator: x, years: 2015-2020, rate: 10%, place: "1"}\n',
        ),
      },
    });
    const [onIndex] = (await world({ files })).run().targets;
    expect(onIndex).toMatchObject({
      status: 'not_assessable',
      reason: 'the region has no published value, only an index',
      flags: ['on_index'],
    });
    expect(onIndex?.outcome).toBeUndefined();
  });

  test('every target of the shipped package has a row, under every scenario', async () => {
    const small = await realWorld();
    const done = small.run();
    for (const { id } of done.scenarios) {
      const judged = new Set(done.targets.filter((one) => one.scenario === id).map((one) => one.of.id));
      expect(judged.size).toBe(small.model.targets.length);
    }
    for (const one of done.targets) {
      expect(
        one.met === undefined ? one.status === 'not_assessable' : one.target !== undefined && one.outcome !== undefined,
      ).toBe(true);
      expect(one.status === 'not_assessable').toBe(one.reason !== undefined);
      if (
        one.met !== undefined &&
        one.gap !== undefined &&
        one.bound !== 'approx' &&
        one.bound !== 'gt' &&
        one.bound !== 'lt'
      )
        expect(one.met).toBe(one.gap >= 0);
      expect(
        Object.values(targetRecord(one)).every((value) => typeof value !== 'number' || Number.isFinite(value)),
      ).toBe(true);
    }
  });
});

test('targetRecord(row) has the columns of targets.csv, in order', async () => {
  const found = targetRecord(await row({ observed: ['2015 100', '2018 130'], target: level(200), growth: '0%' }));
  expect(Object.keys(found)).toEqual([...TARGET_COLUMNS]);
  // DESIGN section 7.
  expect(TARGET_COLUMNS.join(',')).toBe(
    'scenario,region,variable,unit,plan,kind,bound,year,target,base_year,base_value,outcome,outcome_basis,gap,gap_pct,met,status,pace_ratio,pace_ratio_other,needed,needed_unit,year_met,p_met,p_met_se,flags,reason',
  );
});
