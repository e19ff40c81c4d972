// The reference pass: what is known, what is filled, and how each growth assumption goes on from there.

import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/pipeline.ts';
import { expectClose } from '../golden/golden.ts';
import { doubling, lagLoop, ratioThatCloses } from '../worlds/named.ts';
import { packageFiles, planText, responsesText, seriesOf, world } from '../worlds/world.ts';

/** A run of a world whose scenarios only choose assumptions; `observed` are rows of `town`. */
async function runOf(
  short: Parameters<typeof packageFiles>[0],
  scenarios: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return (await world({ files: packageFiles(short), scenarios })).run();
}

/** `year: value basis` of a series, so that a test shows both. */
function cells(done: Run, region: string, indicator: string, scenario = 'baseline'): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(seriesOf(done, scenario, region, indicator)).map((year) => {
      const cell = done.reader.cell(scenario, region, indicator, Number(year));
      return [year, `${Number(cell?.value.toPrecision(10))} ${cell?.basis}`];
    }),
  );
}

const values = (done: Run, indicator: string, scenario = 'baseline', region = 'town') =>
  Object.values(seriesOf(done, scenario, region, indicator));
const target = (text: string) => `targets:\n  - {${text}, place: "1"}\n`;

describe('gaps between published values', () => {
  test('are filled at a constant rate for levels and straight for shares, and are no base for a trend', async () => {
    const done = await runOf({
      years: '2014-2020',
      indicators: ['rd 亿元 flow', 'share % share'],
      observed: [
        'town rd 2015 100',
        'town rd 2018 800',
        'town rd 2019 800',
        'town share 2015 40',
        'town share 2018 46',
      ],
    });
    // The trend over 2015-2019 is 8^(1/4): what was filled in does not count as growth of a single year.
    const growth = 0.9 * (8 ** 0.25 - 1);
    expect(cells(done, 'town', 'rd')).toEqual({
      2015: '100 observed',
      2016: '200 interpolated',
      2017: '400 interpolated',
      2018: '800 observed',
      2019: '800 observed',
      2020: `${Number((800 * (1 + growth)).toPrecision(10))} projected`,
    });
    expect(cells(done, 'town', 'share')).toEqual({
      2015: '40 observed',
      2016: '42 interpolated',
      2017: '44 interpolated',
      2018: '46 observed',
      2019: '47.8 projected',
      2020: '49.42 projected',
    });
  });

  test('are not filled across a break, and no growth is taken across one', async () => {
    const done = await runOf({
      years: '2015-2021',
      indicators: ['rd 亿元 flow'],
      observed: ['town rd 2015 100', 'town rd 2016 110', 'town rd 2019 500 final 2020 break', 'town rd 2020 500'],
    });
    // The steps 2015-2016 (+10 %) and 2019-2020 (0 %) count, 2016-2019 does not.
    const growth = 0.9 * (1.1 ** 0.5 - 1);
    expect(cells(done, 'town', 'rd')).toEqual({
      2015: '100 observed',
      2016: '110 observed',
      2019: '500 observed',
      2020: '500 observed',
      2021: `${Number((500 * (1 + growth)).toPrecision(10))} projected`,
    });
  });

  test('a formula with lag() has no value across a break either', async () => {
    const done = await runOf({
      years: '2015-2018',
      indicators: ['rd 亿元 flow', 'change % rate formula: rd / lag(rd) - 1'],
      observed: ['town rd 2015 100', 'town rd 2016 110', 'town rd 2017 200 final 2018 break', 'town rd 2018 220'],
    });
    expect(cells(done, 'town', 'change')).toEqual({ 2016: '10 derived', 2018: '10 derived' });
  });
});

describe('the published value of a cell', () => {
  const one = async (rows: readonly string[], asOf?: number) => {
    const small = await world({
      files: packageFiles({
        years: '2015-2018',
        indicators: ['rd 亿元 flow'],
        observed: rows.map((row) => `town rd 2015 ${row}`),
      }),
    });
    const done = small.run(['baseline'], asOf);
    return done.reader.value(asOf === undefined ? 'baseline' : `baseline@${asOf}`, 'town', 'rd', 2015);
  };

  test.each([
    ['the latest vintage, whatever its status', ['1 revised 2016', '2 preliminary 2017'], 2],
    ['a revised one before a final one of the same year', ['1 final 2016', '2 revised 2016'], 2],
    ['a final one before a preliminary one', ['1 final 2016', '2 preliminary 2016'], 1],
    ['an official one before a reposted one', ['1 final 2016  official-text-reposted', '2 final 2016  official'], 2],
    ['a reposted one before a compiled one', ['1 final 2016  official-text-reposted', '2 final 2016  compiled'], 1],
    ['a compiled one before one of the media', ['1 final 2016  media', '2 final 2016  compiled'], 2],
    ['the one flagged preferred', ['1 final 2016 preferred', '2 final 2016'], 1],
    ['without a publication year: taken as published the year after', ['1 final 2015', '2 final'], 2],
  ])('is %s', async (_, rows, expected) => {
    expect(await one(rows)).toBe(expected);
    expect(await one([...rows].reverse())).toBe(expected);
  });

  test('as_of hides what was published later', async () => {
    const rows = ['1 preliminary 2016', '2 final 2017', '3 revised 2018'];
    expect(await one(rows, 2016)).toBe(1);
    expect(await one(rows, 2017)).toBe(2);
    expect(await one(rows, 2018)).toBe(3);
    expect(await one(rows)).toBe(3);
  });
});

describe('what plans may say under as_of', () => {
  test('a plan issued later gives no growth, path or base, but its targets are judged', async () => {
    const done = await runOf(
      {
        years: '2015-2020',
        indicators: ['rd 亿元 flow'],
        observed: ['town rd 2015 100 final 2015'],
        plans: {
          early: planText(
            'early',
            'town',
            '2016-2020',
            `growth:\n  - {indicator: rd, years: 2015-2020, rate: 10%, place: "1"}\n`,
            2015,
          ),
          late: planText(
            'late',
            'town',
            '2016-2020',
            `growth:\n  - {indicator: rd, years: 2015-2020, rate: 50%, place: "1"}\nobservations:\n  - {indicator: rd, year: 2016, value: 500, place: "1"}\n${target('kind: level, indicator: rd, bound: gte, year: 2020, value: 700')}`,
            2017,
          ),
        },
      },
      { replay: 'as_of: 2016\nassume: {growth: stated}', implied: 'as_of: 2016\nassume: {growth: implied}' },
    );
    expectClose(values(done, 'rd', 'replay'), [100, 110, 121, 133.1, 146.41, 161.051]);
    // Nothing to imply a rate: the default, which is the stated growth of the early plan.
    expectClose(values(done, 'rd', 'implied'), [100, 110, 121, 133.1, 146.41, 161.051]);
    expectClose(values(done, 'rd').slice(0, 3), [100, 500, 500 * (1 + 0.9 * 4)]);
    expect(
      done.targets.filter((row) => row.scenario === 'replay').map((row) => [row.plan, row.target, row.met]),
    ).toEqual([['late', 700, false]]);
  });
});

describe('growth assumptions', () => {
  const plan = (growth: string, more = '') => ({
    plan: planText('plan', 'town', '2016-2018', `growth:\n  - {indicator: rd, years: ${growth}, place: "1"}\n${more}`),
  });

  test('stated: the printed average in the plan’s years, fading after them', async () => {
    const done = await runOf({
      years: '2015-2020',
      indicators: ['rd 亿元 flow'],
      observed: ['town rd 2015 100'],
      plans: plan('2015-2018, rate: 10%'),
    });
    expectClose(values(done, 'rd'), [100, 110, 121, 133.1, 133.1 * 1.09, 133.1 * 1.09 * 1.081]);
    expect(cells(done, 'town', 'rd')[2018]).toMatch(/planned$/);
    expect(cells(done, 'town', 'rd')[2019]).toMatch(/projected$/);
  });

  test('stated: single years go before averages', async () => {
    const done = await runOf({
      years: '2015-2018',
      indicators: ['rd 亿元 flow'],
      observed: ['town rd 2015 100'],
      plans: plan('2015-2018, rate: 10%', '  - {indicator: rd, years: 2017, rate: 20%, place: "1"}\n'),
    });
    expectClose(values(done, 'rd'), [100, 110, 132, 145.2]);
  });

  test('stated: the plan of the region’s own government before that of the province, a later plan before an earlier one', async () => {
    const text = (id: string, region: string, rate: number, issued: number) =>
      planText(
        id,
        region,
        '2016-2018',
        `growth:\n  - {indicator: rd, region: town, years: 2015-2018, rate: ${rate}%, place: "1"}\n`,
        issued,
      );
    const short = {
      years: '2015-2016',
      regions: ['land', 'town<<land'],
      indicators: ['rd 亿元 flow'],
      observed: ['town rd 2015 100'],
    };
    const done = await runOf({ ...short, plans: { a: text('a', 'town', 10, 2014), b: text('b', 'land', 20, 2015) } });
    expectClose(values(done, 'rd'), [100, 110]);
    const later = await runOf({ ...short, plans: { a: text('a', 'town', 10, 2015), b: text('b', 'town', 20, 2014) } });
    expectClose(values(later, 'rd'), [100, 110]);
    const named = await runOf(
      { ...short, plans: { a: text('a', 'town', 10, 2014), b: text('b', 'land', 20, 2015) } },
      { province: 'assume: {growth: "stated:b"}' },
    );
    expectClose(values(named, 'rd', 'province'), [100, 120]);
  });

  test('stated: a growth target counts as printed growth', async () => {
    const done = await runOf({
      years: '2015-2017',
      indicators: ['rd 亿元 flow'],
      observed: ['town rd 2015 100'],
      plans: {
        plan: planText(
          'plan',
          'town',
          '2016-2018',
          target('kind: growth, indicator: rd, bound: gte, years: 2015-2018, rate: 18%'),
        ),
      },
    });
    expectClose(values(done, 'rd'), [100, 118, 139.24]);
  });

  test('damped is the default once there are two published values, stated before that', async () => {
    const done = await runOf(
      {
        years: '2014-2016',
        indicators: ['rd 亿元 flow'],
        observed: ['town rd 2014 100', 'town rd 2015 110'],
        plans: plan('2015-2018, rate: 50%'),
      },
      { stated: 'assume: {growth: stated}' },
    );
    expectClose(values(done, 'rd'), [100, 110, 110 * 1.09]);
    expectClose(values(done, 'rd', 'stated'), [100, 110, 165]);
  });

  test('the trend is the mean of the last five years', async () => {
    const done = await runOf({
      years: '2010-2019',
      indicators: ['rd 亿元 flow'],
      observed: ['town rd 2010 1', 'town rd 2012 100', 'town rd 2013 100', 'town rd 2018 161.051'],
    });
    // From 2013 on: 10 % a year.
    expectClose(values(done, 'rd').slice(-1), [161.051 * 1.09]);
  });

  test('path: the plan’s yearly values, a constant rate between them, and that growth fading after the last', async () => {
    const done = await runOf(
      {
        years: '2015-2020',
        indicators: ['rd 亿元 flow'],
        observed: ['town rd 2015 100'],
        plans: {
          plan: planText(
            'plan',
            'town',
            '2016-2019',
            target('kind: path, indicator: rd, bound: eq, values: {2016: 120, 2018: 480, 2019: 960}'),
          ),
        },
      },
      { path: 'assume: {growth: path}' },
    );
    expectClose(values(done, 'rd', 'path'), [100, 120, 240, 480, 960, 960 * 1.9]);
  });

  test('path: published values stand and the rest of the plan follows them', async () => {
    const done = await runOf(
      {
        years: '2015-2018',
        indicators: ['rd 亿元 flow'],
        observed: ['town rd 2015 100', 'town rd 2016 500'],
        plans: {
          plan: planText(
            'plan',
            'town',
            '2016-2018',
            target('kind: path, indicator: rd, bound: eq, values: {2016: 120, 2017: 240, 2018: 480}'),
          ),
        },
      },
      { path: 'assume: {growth: path}' },
    );
    expectClose(values(done, 'rd', 'path'), [100, 500, 240, 480]);
  });

  test('implied: from target to target, of several plans or of the one named', async () => {
    const plans = {
      first: planText(
        'first',
        'town',
        '2016-2017',
        target('kind: level, indicator: rd, bound: gte, year: 2017, value: 144'),
      ),
      second: planText(
        'second',
        'town',
        '2018-2019',
        target('kind: multiple, indicator: rd, bound: gte, year: 2019, base: 2015, factor: 4'),
      ),
    };
    const done = await runOf(
      { years: '2015-2020', indicators: ['rd 亿元 flow'], observed: ['town rd 2015 100'], plans },
      { all: 'assume: {growth: implied}', one: 'assume: {growth: "implied:first"}' },
    );
    expectClose(values(done, 'rd', 'all'), [100, 120, 144, 240, 400, 400 * (1 + 0.9 * (400 / 240 - 1))]);
    expectClose(values(done, 'rd', 'one'), [
      100,
      120,
      144,
      144 * 1.18,
      144 * 1.18 * 1.162,
      144 * 1.18 * 1.162 * 1.1458,
    ]);
  });

  test('observed: past growth that does not fade', async () => {
    const done = await runOf(
      { years: '2014-2017', indicators: ['rd 亿元 flow'], observed: ['town rd 2014 100', 'town rd 2015 110'] },
      { kept: 'assume: {growth: observed}' },
    );
    expectClose(values(done, 'rd', 'kept'), [100, 110, 121, 133.1]);
  });

  test('an override wins over the scenario’s choice, a later one over an earlier one; what is not available falls back', async () => {
    const done = await runOf(
      {
        years: '2014-2016',
        indicators: ['rd 亿元 flow', 'gdp 亿元 flow'],
        observed: ['town rd 2014 100', 'town rd 2015 110', 'town gdp 2014 100', 'town gdp 2015 110'],
        plans: plan('2015-2018, rate: 50%'),
      },
      {
        over: 'assume: {growth: observed, overrides: [{indicator: rd, regions: town, growth: damped}, {indicator: rd, regions: town, growth: stated}]}',
        none: 'assume: {growth: path}',
      },
    );
    expectClose(values(done, 'rd', 'over'), [100, 110, 165]);
    expectClose(values(done, 'gdp', 'over'), [100, 110, 121]);
    expectClose(values(done, 'rd', 'none'), [100, 110, 110 * 1.09]);
  });

  test('a logistic path needs values below its ceiling, and a trend needs positive levels', async () => {
    const done = await runOf(
      {
        years: '2015-2017',
        indicators: ['share % share', 'profit 亿元 flow limits: {min: -100}'],
        observed: ['town share 2015 90', 'town share 2016 80', 'town profit 2015 -10', 'town profit 2016 10'],
        growth:
          'window: 5\nphi: 0.9\nassumptions:\n  - {name: ceiling, indicator: share, regions: town, curve: logistic, ceiling: 70, source: test}\n',
      },
      { ceiling: 'assume: {growth: ceiling}' },
    );
    expectClose(values(done, 'share', 'ceiling'), [90, 80, 71]);
    expect(done.reader.value('baseline', 'town', 'profit', 2017)).toBeUndefined();
  });

  test('borrowed: a region with one value follows the growth of the one above it', async () => {
    const done = await runOf({
      years: '2015-2018',
      regions: ['land', 'town<<land'],
      indicators: ['rd 亿元 flow', 'share % share'],
      observed: [
        'land rd 2015 1000',
        'land rd 2016 1200',
        'town rd 2015 100',
        'land share 2015 40',
        'land share 2016 41',
        'town share 2015 30',
      ],
    });
    expectClose(values(done, 'rd'), [100, 120, 120 * 1.18, 120 * 1.18 * 1.162]);
    expectClose(values(done, 'share'), [30, 31, 31.9, 32.71]);
    expect(cells(done, 'town', 'rd')[2016]).toMatch(/borrowed$/);
  });

  test('borrowed: over a break above it keeps the growth from before the break', async () => {
    const done = await runOf({
      years: '2015-2018',
      regions: ['land', 'town<<land'],
      indicators: ['rd 亿元 flow'],
      observed: [
        'land rd 2015 1000',
        'land rd 2016 1200',
        'land rd 2017 5000 final 2018 break',
        'land rd 2018 5500',
        'town rd 2015 100',
      ],
    });
    expectClose(values(done, 'rd'), [100, 120, 144, 158.4]);
  });

  test('index: a region of which plans only say that it doubles runs on 100 in the base year', async () => {
    const done = (await world(doubling)).run();
    expect(cells(done, 'town', 'firms')).toEqual({});
    expectClose(values(done, 'firms', 'implied'), [100, 100 * 2 ** 0.25, 100 * 2 ** 0.5, 100 * 2 ** 0.75, 200]);
    expect(done.reader.cell('implied', 'town', 'firms', 2020)?.basis).toBe('index');
    const row = done.targets.find((one) => one.scenario === 'implied');
    expect(row).toMatchObject({ target: 200, base_value: 100, met: true, outcome_basis: 'index' });
  });

  test('one value, no plan, nothing above: no number is made up', async () => {
    const done = await runOf({ years: '2015-2018', indicators: ['rd 亿元 flow'], observed: ['town rd 2016 100'] });
    expect(cells(done, 'town', 'rd')).toEqual({ 2016: '100 observed' });
  });
});

describe('a ratio and the part it closes', () => {
  test('the part is computed where the ratio is published', async () => {
    const done = (
      await world(
        ratioThatCloses(['town gdp 2015 1000', 'town gdp 2016 1100', 'town intensity 2015 2', 'town intensity 2016 3']),
      )
    ).run();
    expect(cells(done, 'town', 'rd')).toMatchObject({
      2015: '20 derived',
      2016: '33 derived',
      2017: `${Number((1100 * 1.09 * 0.039).toPrecision(10))} projected`,
    });
    expect(cells(done, 'town', 'intensity')[2017]).toBe('3.9 projected');
  });

  test('the ratio is computed where the part is published, and both published stand though they disagree', async () => {
    const done = (
      await world(
        ratioThatCloses([
          'town gdp 2015 1000',
          'town gdp 2016 1000',
          'town rd 2015 20',
          'town rd 2016 25',
          'town intensity 2016 2.6',
        ]),
      )
    ).run();
    expect(cells(done, 'town', 'intensity')).toMatchObject({
      2015: '2 derived',
      2016: '2.6 observed',
      2017: `${Number((2.5 * (1 + 0.9 * 0.25)).toPrecision(10))} projected`,
    });
    expect(done.reader.value('baseline', 'town', 'rd', 2016)).toBe(25);
  });

  test('the one that a plan speaks of leads', async () => {
    const plans = {
      plan: planText(
        'plan',
        'town',
        '2016-2018',
        target('kind: level, indicator: intensity, bound: gte, year: 2018, value: 5'),
      ),
    };
    const done = (
      await world(
        ratioThatCloses(['town gdp 2015 1000', 'town gdp 2016 1000', 'town rd 2015 20', 'town rd 2016 30'], plans, {
          implied: 'assume: {growth: implied}',
        }),
      )
    ).run();
    expectClose(values(done, 'intensity', 'implied'), [2, 3, 4, 5]);
    expectClose(values(done, 'rd', 'implied'), [20, 30, 40, 50]);
    expectClose(values(done, 'rd').slice(0, 3), [20, 30, 30 * 1.45]);
  });

  test('without the other part both go on by themselves', async () => {
    const done = (
      await world(
        ratioThatCloses(['town rd 2015 20', 'town rd 2016 22', 'town intensity 2015 2', 'town intensity 2016 2.1']),
      )
    ).run();
    expectClose(values(done, 'rd').slice(2), [22 * 1.09, 22 * 1.09 * 1.081]);
    expectClose(values(done, 'intensity').slice(2), [2.19, 2.271]);
  });

  test('a ratio of published and projected parts takes the least certain basis', async () => {
    const done = (
      await world(
        ratioThatCloses([
          'town gdp 2015 1000',
          'town gdp 2016 1100',
          'town gdp 2018 1200',
          'town rd 2015 20',
          'town rd 2018 30',
        ]),
      )
    ).run();
    expect(Object.values(cells(done, 'town', 'intensity')).map((text) => text.split(' ')[1])).toEqual([
      'derived',
      'interpolated',
      'interpolated',
      'derived',
    ]);
  });
});

describe('loops through lags', () => {
  test('a stock and the income it earns, solved year by year in one pass', async () => {
    const done = (
      await world(lagLoop({ more: 'levers:\n  - {indicator: rd, regions: town, years: 2016, level: +10}' }))
    ).run();
    // stock' = 0.5 stock + 0.2 stock + 10 = 0.7 stock + 10
    const stock = [100, 80, 66, 56.2, 49.34];
    expectClose(values(done, 'stock'), stock);
    expectClose(
      values(done, 'income'),
      stock.map((value) => 0.2 * value + 10),
    );
    // 10 more in 2016 are 10 more stock in 2017, of which 0.7 remain each year.
    expectClose(values(done, 'stock', 'more'), [100, 80, 76, 63.2, 54.24]);
  });
});

describe('formulas without a value', () => {
  test('leave the cell empty and say which region, indicator, year and inputs', async () => {
    const done = await runOf({
      years: '2015-2016',
      indicators: ['gdp 亿元 flow', 'rd 亿元 flow', 'intensity % ratio formula: rd / gdp'],
      observed: ['town gdp 2015 0', 'town gdp 2016 5', 'town rd 2015 1', 'town rd 2016 1'],
    });
    expect(cells(done, 'town', 'intensity')).toEqual({ 2016: '20 derived' });
    expect(done.issues.map(({ code, severity, message, hint }) => ({ code, severity, message, hint }))).toEqual([
      {
        code: 'undefined-value',
        severity: 'error',
        message: '"intensity" of "town" has no value in 2015: division by zero: gdp is 0',
        hint: 'inputs: rd = 1 亿元, gdp = 0 亿元',
      },
    ]);
  });

  test('under a lever keep the reference and are an issue as well', async () => {
    const files = packageFiles({
      years: '2015-2017',
      indicators: ['gdp 亿元 flow', 'rd 亿元 flow', 'intensity % ratio formula: rd / gdp'],
      observed: ['town gdp 2015 10', 'town gdp 2016 10', 'town rd 2015 1', 'town rd 2016 1'],
    });
    const done = (
      await world({
        files,
        scenarios: { none: 'levers:\n  - {indicator: gdp, regions: town, years: 2017, level: =0}' },
      })
    ).run();
    expect(done.reader.value('none', 'town', 'intensity', 2017)).toBe(
      done.reader.value('baseline', 'town', 'intensity', 2017),
    );
    expect(done.issues.filter((issue) => issue.severity === 'error').map((issue) => issue.code)).toEqual([
      'undefined-value',
    ]);
  });

  test('a driver that reaches 0 has no elasticity: a warning says so', async () => {
    const files = packageFiles({
      years: '2015-2017',
      indicators: ['rd 亿元 flow', 'patents 件 flow'],
      observed: ['town rd 2015 10', 'town rd 2016 10', 'town patents 2015 5', 'town patents 2016 5'],
      responses: responsesText(['patents<-rd elasticity 1']),
    });
    const done = (
      await world({ files, scenarios: { none: 'levers:\n  - {indicator: rd, regions: town, years: 2017, level: =0}' } })
    ).run();
    expect(done.reader.value('none', 'town', 'patents', 2017)).toBe(5);
    expect(done.issues.map((issue) => issue.message)).toContain(
      '"none" drives "rd" of "town" to 0 亿元 in 2017: "patents" cannot answer by an elasticity and stays as it is',
    );
  });
});
