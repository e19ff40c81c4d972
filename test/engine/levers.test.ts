// Levers on one series: DESIGN section 9 by hand. The world: 100 in 2015, known until 2015, then 10 % (levels) or 1 point
// (shares) a year until 2022.

import { describe, expect, test } from 'vitest';
import { expectClose } from '../golden/golden.ts';
import { steadyGrowth, twoByThree } from '../worlds/named.ts';
import { packageFiles, seriesOf, world } from '../worlds/world.ts';

const files = packageFiles({
  years: '2015-2022',
  indicators: ['rd 亿元 flow', 'share % share'],
  observed: ['town rd 2015 100', 'town share 2015 40'],
  growth: steadyGrowth({ rd: '10%', share: '1pp' }),
});

const lever = (text: string, indicator = 'rd') => `  - {indicator: ${indicator}, regions: town, ${text}}`;
const scenario = (...levers: readonly string[]) => `levers:\n${levers.join('\n')}`;

/** The series of each body as a scenario of one world, 2015 first. */
async function runAll(
  bodies: Readonly<Record<string, string>>,
  indicator = 'rd',
): Promise<(scenario: string) => readonly number[]> {
  const done = (await world({ files, scenarios: bodies })).run();
  return (scenario) => Object.values(seriesOf(done, scenario, 'town', indicator));
}

/** What some yearly steps make of a first value, the first value included. */
function after(
  first: number,
  steps: readonly number[],
  step: (value: number, by: number) => number,
): readonly number[] {
  const values = [first];
  for (const by of steps) values.push(step(values.at(-1) ?? first, by));
  return values;
}

/** Levels from yearly growth rates in %, from 100 on. */
const levels = (...rates: readonly number[]) => after(100, rates, (value, rate) => value * (1 + rate / 100));
/** Shares from points a year, from 40 on. */
const shares = (...points: readonly number[]) => after(40, points, (value, point) => value + point);

test('two regions × three years: a lever in one leaves the other alone', async () => {
  const done = (
    await world({
      ...twoByThree,
      scenarios: { east: 'levers:\n  - {indicator: gdp, regions: east, years: 2016-2017, growth: +10pp}' },
    })
  ).run();
  expectClose(Object.values(seriesOf(done, 'baseline', 'east', 'gdp')), [100, 110, 121]);
  expectClose(Object.values(seriesOf(done, 'east', 'east', 'gdp')), [100, 120, 144]);
  expect(seriesOf(done, 'east', 'west', 'gdp')).toEqual(seriesOf(done, 'baseline', 'west', 'gdp'));
  expectClose(Object.values(seriesOf(done, 'east', 'west', 'gdp')), [200, 210, 220.5]);
});

describe('growth', () => {
  test('+2pp adds to the rate, -1pp takes away, x1.5 scales it, =12% sets it; afterwards the baseline rate returns and the level gained stays', async () => {
    const found = await runAll({
      plus: scenario(lever('years: 2017-2018, growth: +2pp')),
      minus: scenario(lever('years: 2017-2018, growth: -1pp')),
      times: scenario(lever('years: 2017-2018, growth: x1.5')),
      set: scenario(lever('years: 2017-2018, growth: =12%')),
      stop: scenario(lever('years: 2017-2018, growth: =0%')),
    });
    expectClose(found('baseline'), levels(10, 10, 10, 10, 10, 10, 10));
    expectClose(found('plus'), levels(10, 12, 12, 10, 10, 10, 10));
    expectClose(found('minus'), levels(10, 9, 9, 10, 10, 10, 10));
    expectClose(found('times'), levels(10, 15, 15, 10, 10, 10, 10));
    expectClose(found('set'), levels(10, 12, 12, 10, 10, 10, 10));
    expectClose(found('stop'), levels(10, 0, 0, 10, 10, 10, 10));
  });

  test('of a share is in points a year', async () => {
    const found = await runAll(
      {
        plus: scenario(lever('years: 2017-2018, growth: +0.5pp', 'share')),
        times: scenario(lever('years: 2017-2018, growth: x1.5', 'share')),
        set: scenario(lever('years: 2017-2018, growth: =0.2pp', 'share')),
      },
      'share',
    );
    expectClose(found('baseline'), shares(1, 1, 1, 1, 1, 1, 1));
    expectClose(found('plus'), shares(1, 1.5, 1.5, 1, 1, 1, 1));
    expectClose(found('times'), shares(1, 1.5, 1.5, 1, 1, 1, 1));
    expectClose(found('set'), shares(1, 0.2, 0.2, 1, 1, 1, 1));
  });

  test('+ and x compose in the order of the file, = forgets what came before it', async () => {
    const found = await runAll({
      first: scenario(lever('years: 2017, growth: +2pp'), lever('years: 2017, growth: x1.5')),
      second: scenario(lever('years: 2017, growth: x1.5'), lever('years: 2017, growth: +2pp')),
      third: scenario(
        lever('years: 2017, growth: +2pp'),
        lever('years: 2017, growth: =5%'),
        lever('years: 2017, growth: +1pp'),
      ),
    });
    expectClose(found('first'), levels(10, 18, 10, 10, 10, 10, 10));
    expectClose(found('second'), levels(10, 17, 10, 10, 10, 10, 10));
    expectClose(found('third'), levels(10, 6, 10, 10, 10, 10, 10));
  });

  test('ramp: 3 years brings a third, two thirds, all of a change; of its logarithm for x', async () => {
    const found = await runAll({
      plus: scenario(lever('years: 2016-2020, growth: +3pp, ramp: 3 years')),
      set: scenario(lever('years: 2016-2020, growth: =16%, ramp: 3 years')),
      times: scenario(lever('years: 2016-2020, growth: x8, ramp: 3 years')),
      level: scenario(lever('years: 2016-2020, level: +30, ramp: 3')),
      factor: scenario(lever('years: 2016-2020, level: x8, ramp: 3 years')),
    });
    expectClose(found('plus'), levels(11, 12, 13, 13, 13, 10, 10));
    expectClose(found('set'), levels(12, 14, 16, 16, 16, 10, 10));
    expectClose(found('times'), levels(20, 40, 80, 80, 80, 10, 10));
    const base = levels(10, 10, 10, 10, 10, 10, 10);
    expectClose(
      found('level'),
      base.map((value, k) => value + ([0, 10, 20, 30, 30, 30, 0, 0][k] ?? 0)),
    );
    expectClose(
      found('factor'),
      base.map((value, k) => value * ([1, 2, 4, 8, 8, 8, 1, 1][k] ?? 0)),
    );
  });
});

describe('level', () => {
  test('+10% and x1.1 scale, +50 and -50 add, =300 sets, and all of it ends with the years', async () => {
    const found = await runAll({
      percent: scenario(lever('years: 2017-2018, level: +10%')),
      less: scenario(lever('years: 2017-2018, level: -10%')),
      times: scenario(lever('years: 2017-2018, level: x1.1')),
      plus: scenario(lever('years: 2017-2018, level: +50')),
      minus: scenario(lever('years: 2017-2018, level: -50')),
      set: scenario(lever('years: 2017-2018, level: =300')),
    });
    const base = levels(10, 10, 10, 10, 10, 10, 10);
    const changed = (change: (value: number) => number) =>
      base.map((value, k) => (k === 2 || k === 3 ? change(value) : value));
    expectClose(
      found('percent'),
      changed((value) => value * 1.1),
    );
    expectClose(
      found('less'),
      changed((value) => value * 0.9),
    );
    expectClose(
      found('times'),
      changed((value) => value * 1.1),
    );
    expectClose(
      found('plus'),
      changed((value) => value + 50),
    );
    expectClose(
      found('minus'),
      changed((value) => value - 50),
    );
    expectClose(
      found('set'),
      changed(() => 300),
    );
  });

  test('comes last, whatever the order of the file', async () => {
    const growth = lever('years: 2017, growth: =20%');
    const level = lever('years: 2017, level: +50');
    const found = await runAll({ one: scenario(growth, level), other: scenario(level, growth) });
    expectClose(
      found('one'),
      levels(10, 20, 10, 10, 10, 10, 10).map((value, k) => (k === 2 ? value + 50 : value)),
    );
    expect(found('other')).toEqual(found('one'));
  });
});

describe('path', () => {
  test('holds its points, a constant rate between them; before the first the baseline, after the last its growth from there', async () => {
    const found = await runAll({ path: scenario(lever('path: {2017: 200, 2020: 1600}')) });
    expectClose(found('path'), [100, 110, 200, 400, 800, 1600, 1760, 1936]);
  });

  test('is straight for shares', async () => {
    const found = await runAll({ path: scenario(lever('path: {2017: 50, 2020: 56}', 'share')) }, 'share');
    expectClose(found('path'), [40, 41, 50, 52, 54, 56, 57, 58]);
  });

  test('replaces growth levers of the same years and gives way to level levers', async () => {
    const found = await runAll({
      both: scenario(
        lever('path: {2017: 200, 2020: 1600}'),
        lever('years: 2016-2021, growth: =50%'),
        lever('years: 2018, level: x2'),
      ),
    });
    expectClose(found('both'), [100, 150, 200, 800, 800, 1600, 2400, 2640]);
  });

  test('given later in the file replaces the one before it', async () => {
    const found = await runAll({
      two: scenario(lever('path: {2017: 200, 2020: 1600}'), lever('path: {2018: 300, 2019: 330}')),
    });
    expectClose(found('two'), [100, 110, 200, 300, 330, 1600, 1760, 1936]);
  });
});

describe('levers and the past', () => {
  test('a lever acts from the first year without a published value', async () => {
    const done = (
      await world({
        files: packageFiles({
          years: '2015-2020',
          indicators: ['rd 亿元 flow'],
          observed: ['town rd 2015 100', 'town rd 2017 121'],
        }),
        scenarios: {
          early: scenario(lever('years: 2015-2020, growth: =50%')),
          level: scenario(lever('years: 2015-2020, level: =7')),
        },
      })
    ).run();
    expectClose(Object.values(seriesOf(done, 'early', 'town', 'rd')), [100, 110, 121, 181.5, 272.25, 408.375]);
    expectClose(Object.values(seriesOf(done, 'level', 'town', 'rd')), [100, 110, 121, 7, 7, 7]);
    expect(done.issues.map(({ code, severity }) => [code, severity])).toContainEqual([
      'lever-partly-effective',
      'warning',
    ]);
  });

  test('with as_of the past can be changed, and is compared with the baseline of the same view', async () => {
    const done = (
      await world({
        files: packageFiles({
          years: '2015-2020',
          indicators: ['rd 亿元 flow'],
          observed: ['town rd 2015 100', 'town rd 2016 110', 'town rd 2018 200'],
        }),
        scenarios: { replay: `as_of: 2017\n${scenario(lever('years: 2017, growth: =0%'))}` },
      })
    ).run();
    expectClose(Object.values(seriesOf(done, 'replay', 'town', 'rd')).slice(0, 3), [100, 110, 110]);
    expect(done.scenarios.map((one) => one.id)).toEqual(['baseline', 'baseline@2017', 'replay']);
    expect(done.reader.cell('baseline@2017', 'town', 'rd', 2018)?.basis).toBe('projected');
    expect(done.reader.cell('baseline', 'town', 'rd', 2018)).toEqual({ value: 200, basis: 'observed' });
  });
});

describe('extends', () => {
  test('the levers of the base come first, then those of the file', async () => {
    const found = await runAll({
      base: scenario(lever('years: 2017, growth: x2')),
      over: `extends: base\n${scenario(lever('years: 2017, growth: +1pp'))}`,
      under: `extends: base\n${scenario(lever('years: 2018, growth: +1pp'))}`,
    });
    expectClose(found('over'), levels(10, 21, 10, 10, 10, 10, 10));
    expectClose(found('under'), levels(10, 20, 11, 10, 10, 10, 10));
  });
});

describe('limits', () => {
  test('a share is kept at 100 and a level at 0, with a warning that stands on the scenario', async () => {
    const small = await world({
      files,
      scenarios: { far: scenario(lever('years: 2016, growth: =90pp', 'share'), lever('years: 2017, level: -500')) },
    });
    const done = small.run();
    expect(Object.values(seriesOf(done, 'far', 'town', 'share'))).toEqual([40, 100, 100, 100, 100, 100, 100, 100]);
    expect(done.reader.value('far', 'town', 'rd', 2017)).toBe(0);
    expect(done.scenarios.find((one) => one.id === 'far')?.warnings.map((issue) => issue.code)).toEqual([
      'beyond-limit',
      'beyond-limit',
      'large-shock',
      'large-shock',
    ]);
  });

  test('a level of 0 has no growth to change: it stays 0 and no lever makes it NaN', async () => {
    const zero = packageFiles({
      years: '2015-2018',
      indicators: ['centres 家 stock'],
      observed: ['town centres 2015 0'],
      growth: steadyGrowth({ centres: '5%' }),
    });
    const text = (change: string) => `levers:\n  - {indicator: centres, regions: town, years: 2016-2017, ${change}}`;
    const done = (
      await world({
        files: zero,
        scenarios: {
          faster: text('growth: +5pp'),
          set: text('growth: =5%'),
          start: 'levers:\n  - {indicator: centres, regions: town, path: {2016: 3, 2017: 4}}',
        },
      })
    ).run();
    expect(Object.values(seriesOf(done, 'faster', 'town', 'centres'))).toEqual([0, 0, 0, 0]);
    expect(Object.values(seriesOf(done, 'set', 'town', 'centres'))).toEqual([0, 0, 0, 0]);
    // After a path away from 0 there is no baseline growth to go on with: the level gained stays.
    expect(Object.values(seriesOf(done, 'start', 'town', 'centres'))).toEqual([0, 3, 4, 4]);
  });
});
