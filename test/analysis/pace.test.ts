// Pace and bounds as plain arithmetic (METHODS 1.2, 1.3, 1.5).

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  classOf,
  gapTo,
  goodDirection,
  growthForSum,
  judgedPace,
  meets,
  neededGrowth,
  paceOf,
  roundAsPrinted,
} from '../../src/analysis/index.ts';
import { expectClose, vectors } from '../golden/golden.ts';

describe('neededGrowth(from, to, grows)', () => {
  test.each(['required.jiaxing.2015_2020', 'required.jiaxing.2020_2027'] as const)('%s', (id) => {
    const { inputs, expected } = vectors[id];
    const [from, to] = [
      { year: inputs.baseYear, value: inputs.base },
      { year: inputs.targetYear, value: inputs.target },
    ];
    expectClose(
      [neededGrowth(from, to, 'points'), neededGrowth(from, to, 'rate')],
      [expected.ppPerYear, expected.cagr],
    );
  });

  test('does not exist over no years, or from or to nothing at a rate', () => {
    expect(neededGrowth({ year: 2020, value: 1 }, { year: 2020, value: 2 }, 'rate')).toBeUndefined();
    expect(neededGrowth({ year: 2021, value: 1 }, { year: 2020, value: 2 }, 'points')).toBeUndefined();
    expect(neededGrowth({ year: 2015, value: 0 }, { year: 2020, value: 2 }, 'rate')).toBeUndefined();
    expect(neededGrowth({ year: 2015, value: 2 }, { year: 2020, value: -1 }, 'rate')).toBeUndefined();
    expect(neededGrowth({ year: 2015, value: 0 }, { year: 2020, value: 2 }, 'points')).toBeCloseTo(0.4, 15);
  });
});

describe('paceOf(base, now, target)', () => {
  const at = (year: number, value: number) => ({ year, value });

  // METHODS 1.3.
  test.each([
    ['2.73, 2.95, 3.2', at(2015, 2.73), at(2018, 2.95), at(2020, 3.2), '0.811', '0.780'],
    ['a tripling in ten years at +30 % after three', at(2010, 100), at(2013, 130), at(2020, 300), '0.787', '0.500'],
    ['a halving at -10 % after three', at(2010, 100), at(2013, 90), at(2020, 50), '0.515', '0.667'],
  ])('%s', (_, base, now, target, rate, points) => {
    const pace = paceOf(base, now, target);
    expect([pace.rate?.toFixed(3), pace.points?.toFixed(3)]).toEqual([rate, points]);
  });

  test('is 1 on the straight path by points and on the exponential path by rates', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.double({ min: 1.01, max: 5, noNaN: true }),
        fc.integer({ min: 1, max: 9 }),
        (base, factor, k) => {
          const target = at(2020, base * factor);
          expect(
            paceOf(at(2010, base), at(2010 + k, base + (base * factor - base) * (k / 10)), target).points,
          ).toBeCloseTo(1, 8);
          expect(paceOf(at(2010, base), at(2010 + k, base * factor ** (k / 10)), target).rate).toBeCloseTo(1, 8);
        },
      ),
      { seed: 1 },
    );
  });

  test('is missing where there is no time, nothing to do, or (as a rate) no growth', () => {
    expect(paceOf(at(2015, 1), at(2015, 2), at(2020, 3))).toEqual({});
    expect(paceOf(at(2015, 1), at(2016, 2), at(2015, 3))).toEqual({});
    expect(paceOf(at(2015, 1), at(2016, 2), at(2020, 1))).toEqual({});
    expect(Object.keys(paceOf(at(2015, 0), at(2016, 2), at(2020, 10)))).toEqual(['points']);
    expect(Object.keys(paceOf(at(2015, -1), at(2016, 2), at(2020, 10)))).toEqual(['points']);
  });

  test('both negative: the direction turns, and the ratio stays positive on the way', () => {
    const pace = paceOf(at(2015, -10), at(2016, -9), at(2020, -5));
    expect(pace.points).toBeCloseTo(1, 12);
    expect(pace.rate).toBeCloseTo((0.9 - 1) / (0.5 ** 0.2 - 1), 12);
  });

  test('judgedPace takes points for shares and rates for levels', () => {
    expect(judgedPace({ points: 1, rate: 2 }, { grows: 'points' })).toEqual({ judged: 1, other: 2 });
    expect(judgedPace({ points: 1, rate: 2 }, { grows: 'rate' })).toEqual({ judged: 2, other: 1 });
    expect(judgedPace({ points: 1 }, { grows: 'rate' })).toEqual({ other: 1 });
  });
});

test.each([
  [1.2, 'on_track'],
  [0.95, 'on_track'],
  [0.9499, 'moderate'],
  [0.6, 'moderate'],
  [0.5999, 'insufficient'],
  [0, 'insufficient'],
  [-0.0001, 'away'],
])('classOf(%d) is %s (Eurostat)', (ratio, name) => {
  expect(classOf(ratio)).toBe(name);
});

describe('growthForSum(last, remaining, years, from)', () => {
  test('solves the cumulative target of METHODS 1.2: target.cumulative', () => {
    const { inputs, expected } = vectors['target.cumulative'];
    expectClose([growthForSum(150, expected.remaining, inputs.yearsLeft)], [expected.growth], 1e-12);
  });

  test('gives back the growth that made a sum', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1000, noNaN: true }),
        fc.double({ min: -0.5, max: 2, noNaN: true }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        (last, growth, years, from) => {
          const sum = Array.from({ length: years }, (_, j) => last * (1 + growth) ** (j + from)).reduce(
            (a, b) => a + b,
          );
          expect(growthForSum(last, sum, years, from)).toBeCloseTo(growth, 7);
        },
      ),
      { seed: 1 },
    );
  });

  test('is missing where nothing is left to do, no year is left, or nothing grows', () => {
    expect([
      growthForSum(150, 0, 2),
      growthForSum(150, 530, 0),
      growthForSum(0, 530, 2),
      growthForSum(1e-300, 1e300, 1),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('bounds', () => {
  const up = { direction: 1, type: 'flow' } as const;
  const down = { direction: -1, type: 'flow' } as const;

  test('goodDirection(bound, indicator): the bound decides, else the indicator; a rank is better when smaller', () => {
    expect([
      goodDirection('gte', down),
      goodDirection('gt', down),
      goodDirection('lte', up),
      goodDirection('lt', up),
    ]).toEqual([1, 1, -1, -1]);
    expect([
      goodDirection('eq', up),
      goodDirection('approx', down),
      goodDirection('eq', { direction: 0, type: 'flow' }),
      goodDirection('eq', { direction: 1, type: 'rank' }),
    ]).toEqual([1, -1, 1, -1]);
  });

  test('meets agrees with the gap but at equality and within 2 % of about', () => {
    expect([
      meets('gte', 3.2, 3.2, 1),
      meets('gt', 3.2, 3.2, 1),
      meets('lt', 3.2, 3.2, -1),
      meets('eq', 3.2, 3.3, 1),
    ]).toEqual([true, false, false, true]);
    expect([
      meets('approx', 100, 98, 1),
      meets('approx', 100, 97.99, 1),
      meets('approx', 100, 102, -1),
      meets('approx', -100, -102, 1),
    ]).toEqual([true, false, true, true]);
    expect(Object.is(gapTo(5, 5, -1), 0)).toBe(true);
  });

  test('roundAsPrinted rounds half away from zero in decimal, not in binary', () => {
    expect([
      roundAsPrinted(1.005, 2),
      roundAsPrinted(-1.005, 2),
      roundAsPrinted(2.5, 0),
      roundAsPrinted(3.196, 1),
      roundAsPrinted(1e300, 2),
    ]).toEqual([1.01, -1.01, 3, 3.2, 1e300]);
  });
});
