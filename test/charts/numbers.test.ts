// Numbers, units and axes as charts print them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, fileStem } from '../../src/charts/clean-text.ts';
import { formatShortest } from '../../src/charts/format.ts';
import { formatGap, formatNumber, formatTarget, formatValue, proseTarget, proseValue } from '../../src/charts/index.ts';
import { linear, valueAxis, yearTicks } from '../../src/charts/ticks.ts';
import type { Indicator } from '../../src/model/index.ts';

const indicator = (unit: string, title: string, decimals: number, type: Indicator['type'] = 'flow') =>
  ({ id: 'x', type, decimals, unit: { id: unit, title: { zh: unit, en: title } } }) as unknown as Indicator;
const share = indicator('%', '%', 2, 'share');
const firms = indicator('家', 'units', 0, 'stock');
const money = indicator('亿元', 'CNY 100 million', 2);

describe('formatNumber(value, decimals, language)', () => {
  it('groups from 10,000 in Chinese and from 1,000 in English', () => {
    expect([2416, 9999.4, 10000, 1154146.4].map((value) => formatNumber(value, 0, 'zh'))).toEqual([
      '2416',
      '9999',
      '10,000',
      '1,154,146',
    ]);
    expect([999, 2416, 1154146.4].map((value) => formatNumber(value, 0, 'en'))).toEqual(['999', '2,416', '1,154,146']);
  });

  it('rounds half away from zero, as printed figures are, and keeps the sign off zero', () => {
    expect([1.005, 2.675, -1.005, -0.004].map((value) => formatNumber(value, 2, 'en'))).toEqual([
      '1.01',
      '2.68',
      '−1.01',
      '0.00',
    ]);
  });

  it('says the same as Intl.NumberFormat for a thousand numbers', () => {
    const printer = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (hundredths) => {
        expect(formatNumber(hundredths / 100, 2, 'en')).toBe(printer.format(hundredths / 100).replace('-', '−'));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

describe('proseValue(value, decimals, indicator, language)', () => {
  const withProse = (times: number, form: string) =>
    ({ ...money, unit: { ...money.unit, prose: { en: { times, form } } } }) as Indicator;

  it('says amounts in the powers of ten of the language, with as many digits', () => {
    const billions = withProse(0.1, 'CNY # billion');
    expect(proseValue(1008.7, 1, billions, 'zh')).toBe('1008.7亿元');
    expect(proseValue(1008.7, 1, billions, 'en')).toBe('CNY 100.87 billion');
    expect(proseValue(-3.456, 2, billions, 'en')).toBe('CNY −0.346 billion');
    expect(proseValue(68.35, 2, withProse(10, '# thousand persons'), 'en')).toBe('683.5 thousand persons');
    expect(proseValue(1234.5, 0, withProse(1000, '$& # $1'), 'en')).toBe('$& 1,234,500 $1');
  });

  it('a target has its sign before it, whatever the form', () => {
    const billions = withProse(0.1, 'CNY # billion');
    expect(proseTarget(1000, 'gt', billions, 'en')).toBe('>CNY 100 billion');
    expect(proseTarget(1000, 'gt', billions, 'zh')).toBe('>1000亿元');
    expect(proseTarget(3.2, 'gte', share, 'en')).toBe('≥3.2%');
    expect(proseTarget(1000, 'eq', firms, 'en')).toBe('1,000 units');
  });

  it('printed targets have no zeros that are not printed', () => {
    expect(proseValue(1000, 'printed', withProse(0.1, 'CNY # billion'), 'en')).toBe('CNY 100 billion');
    expect(proseValue(28.5, 'printed', withProse(0.1, 'CNY # billion'), 'en')).toBe('CNY 2.85 billion');
  });

  it('puts the unit behind the number where nothing else is said', () => {
    expect(proseValue(2416, 0, firms, 'en')).toBe('2,416 units');
    expect(proseValue(3.31, 2, share, 'en')).toBe('3.31%');
    expect(proseValue(2416, 0, firms, 'zh')).toBe('2416家');
  });
});

describe('formatValue, formatTarget, formatGap', () => {
  it('puts the unit behind in Chinese, only "%" in English', () => {
    expect([formatValue(3.31, share, 'zh'), formatValue(2416, firms, 'zh'), formatValue(96.02, money, 'zh')]).toEqual([
      '3.31%',
      '2416家',
      '96.02亿元',
    ]);
    expect([formatValue(3.31, share, 'en'), formatValue(2416, firms, 'en'), formatValue(96.02, money, 'en')]).toEqual([
      '3.31%',
      '2,416',
      '96.02',
    ]);
  });

  it('prints each bound with its sign, targets as short as they are', () => {
    const bounds = ['gte', 'gt', 'lte', 'lt', 'approx', 'eq'] as const;
    expect(bounds.map((bound) => formatTarget(3.2, bound, share, 'zh'))).toEqual([
      '≥3.2%',
      '>3.2%',
      '≤3.2%',
      '<3.2%',
      '≈3.2%',
      '3.2%',
    ]);
    expect(formatTarget(5, 'range', indicator('项', 'items', 0), 'zh', 10)).toBe('5–10项');
    expect(formatTarget(40, 'lte', indicator('位', 'rank', 0, 'rank'), 'zh')).toBe('≤第40位');
  });

  it('formatShortest drops zeros that say nothing', () => {
    expect([3.65, 3.6, 3, 33.333].map((value) => formatShortest(value, 2, 'en'))).toEqual([
      '3.65',
      '3.6',
      '3',
      '33.33',
    ]);
  });

  it('signs gaps and shortens large ones', () => {
    expect([3.44, -0.02, 141.6, -16.2].map((gap) => formatGap(gap, 'en'))).toEqual(['+3.4%', '0.0%', '+142%', '−16%']);
  });
});

describe('valueAxis(values)', () => {
  const values = fc
    .tuple(fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 8 }), fc.constantFrom(0.01, 1, 1000))
    .map(([all, scale]) => all.map((value) => value * scale));

  it('covers the values with 2 to 12 round steps, printed exactly with its decimals', () => {
    fc.assert(
      fc.property(values, fc.constantFrom('never', 'cheap', 'always'), (data, fromZero) => {
        const axis = valueAxis(data, { fromZero });
        expect(axis.low).toBeLessThanOrEqual(Math.min(...data));
        expect(axis.high).toBeGreaterThanOrEqual(Math.max(...data));
        expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
        expect(axis.ticks.length).toBeLessThanOrEqual(12);
        for (const tick of axis.ticks) expect(Number(tick.toFixed(axis.decimals))).toBe(tick);
        if (fromZero === 'always') expect(axis.low).toBe(0);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('starts at zero only where that wastes less than half of the axis', () => {
    expect(valueAxis([49, 100], { fromZero: 'cheap' }).low).toBe(0);
    expect(valueAxis([60, 100], { fromZero: 'cheap' }).low).toBeGreaterThan(40);
    expect(valueAxis([2.73, 3.9], { fromZero: 'never' }).low).toBeGreaterThan(2);
  });
});

describe('yearTicks, linear, cleanText, fileStem', () => {
  it('labels every year where there is room, else every second, fifth or tenth through the year that matters', () => {
    expect(yearTicks(2015, 2021, 300, 2020)).toEqual([2015, 2016, 2017, 2018, 2019, 2020, 2021]);
    expect(yearTicks(2010, 2028, 480, 2027)).toEqual([2011, 2013, 2015, 2017, 2019, 2021, 2023, 2025, 2027]);
    expect(yearTicks(2010, 2028, 120, 2027)).toEqual([2012, 2017, 2022, 2027]);
  });

  it('linear(low, high, from, to) maps ends to ends', () => {
    const y = linear(2.5, 4.5, 300, 0);
    expect([y(2.5), y(3.5), y(4.5)]).toEqual([300, 150, 0]);
  });

  it('cleanText leaves one printable line', () => {
    expect(cleanText('R&D\r\n强度\u0000\u202E\uE000\uD800 x\u2028y\uFEFF')).toBe('R&D 强度 x y');
  });

  it('fileStem keeps file names plain', () => {
    expect(fileStem('trajectory', '../../etc', 'a b/嘉兴')).toBe('trajectory-_etc-a_b_');
  });
});
