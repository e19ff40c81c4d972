// Names, years and rates: the small readings that all rooms share.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bilingual,
  compareText,
  editDistance,
  Issues,
  inYears,
  nearest,
  parseGrowthRate,
  parseYears,
  printYears,
  yearsOf,
} from '../../src/base/index.ts';

describe('editDistance', () => {
  // Damerau 1964: the four slips of a typist cost one each.
  test.each([
    ['jiaxing', 'jiaxing', 0],
    ['jiaxin', 'jiaxing', 1],
    ['jiaxxing', 'jiaxing', 1],
    ['jiaxang', 'jiaxing', 1],
    ['jaixing', 'jiaxing', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('editDistance(%j, %j) is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('nearest', () => {
  test('finds the closest name, whatever its case, and none that is too far', () => {
    expect(nearest('rd_intensty', ['gdp', 'rd_intensity', 'rd'])).toBe('rd_intensity');
    expect(nearest('JIAXING', ['jiaxing'])).toBe('jiaxing');
    expect(nearest('turnover', ['gdp', 'rd', 'patents'])).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
  });

  test('does not depend on the order given', () => {
    const names = ['coverage', 'average', 'leverage', 'beverage'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(names, { minLength: 4 }),
        (shuffled) => nearest('overage', shuffled) === nearest('overage', names),
      ),
    );
  });

  test('compareText orders by code unit', () => {
    expect(['b', 'a', 'Z', '嘉', 'a'].sort(compareText)).toEqual(['Z', 'a', 'a', 'b', '嘉']);
  });
});

describe('years', () => {
  test('parseYears reads a year or a range, and nothing else', () => {
    expect(parseYears('2021-2027')).toEqual({ first: 2021, last: 2027 });
    expect(parseYears(2021)).toEqual({ first: 2021, last: 2021 });
    expect(parseYears('2027-2021')).toEqual({ first: 2027, last: 2021 });
    for (const text of ['21-27', '2021–2027', '2021-', '2021年', '', '2021-2027-2030'])
      expect(parseYears(text)).toBeUndefined();
  });

  test('printYears gives back what was read, yearsOf lists it, inYears knows its ends', () => {
    const year = fc.integer({ min: 1900, max: 2200 });
    fc.assert(
      fc.property(year, fc.nat(60), (first, length) => {
        const range = { first, last: first + length };
        expect(parseYears(printYears(range))).toEqual(range);
        const years = yearsOf(range);
        expect(years).toHaveLength(length + 1);
        expect(years.every((one) => inYears(range, one))).toBe(true);
        expect(inYears(range, first - 1) || inYears(range, range.last + 1)).toBe(false);
      }),
    );
    expect(yearsOf({ first: 2027, last: 2021 })).toEqual([]);
  });
});

test('parseGrowthRate reads rates as plans print them', () => {
  expect(parseGrowthRate('12.02%')).toEqual({ kind: 'percent', fraction: 0.1202 });
  expect(parseGrowthRate('-0.5pp')).toEqual({ kind: 'points', points: -0.5 });
  expect(parseGrowthRate('+3%')).toEqual({ kind: 'percent', fraction: 0.03 });
  for (const text of ['12', '12 %', '12％', 'pp', '1e3%', '.5%']) expect(parseGrowthRate(text)).toBeUndefined();
});

test('bilingual gives one text to both languages', () => {
  expect(bilingual('R&D')).toEqual({ zh: 'R&D', en: 'R&D' });
  expect(bilingual({ zh: '研发', en: 'R&D' })).toEqual({ zh: '研发', en: 'R&D' });
});

test('Issues collects all, and knows whether one is an error', () => {
  const issues = new Issues();
  issues.add({ code: 'a', severity: 'warning', message: 'first' });
  expect(issues.hasErrors).toBe(false);
  issues.addAll([
    { code: 'b', severity: 'note', message: 'second' },
    { code: 'c', severity: 'error', message: 'third' },
  ]);
  expect(issues.list.map((issue) => issue.message)).toEqual(['first', 'second', 'third']);
  expect(issues.hasErrors).toBe(true);
});
