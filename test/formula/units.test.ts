// Units on the tree, with the units of the Zhejiang package.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkDeclared,
  isSameDimension,
  type NamedUnit,
  parseDimension,
  printDimension,
  unitOf,
} from '../../src/formula/index.ts';
import { read } from './support.ts';

const unit = (id: string, dimension: string, scale: number): NamedUnit => ({
  id,
  dimension: parseDimension(dimension),
  scale,
});
const YI = unit('亿元', 'money', 1e8);
const WAN = unit('万元', 'money', 1e4);
const PERCENT = unit('%', '1', 0.01);
const UNITS: Readonly<Record<string, NamedUnit>> = {
  gdp: YI,
  rd: YI,
  sales: WAN,
  hightech_enterprises: unit('家', 'enterprise', 1),
  population: unit('万人', 'person', 1e4),
  patents: unit('件', 'patent', 1),
  share: PERCENT,
  elasticity: { dimension: {}, scale: 1 },
};
const lookup = (name: string) => UNITS[name];
const codes = (text: string, declared: NamedUnit) =>
  checkDeclared(read(text), declared, lookup).map(({ code }) => code);

describe('dimensions', () => {
  test.each([
    ['1', {}],
    ['money', { money: 1 }],
    ['money/person', { money: 1, person: -1 }],
    ['1/area', { area: -1 }],
    ['money/person/area', { money: 1, person: -1, area: -1 }],
    ['money * area^2 / person^0.5', { money: 1, area: 2, person: -0.5 }],
    ['person_year/person', { person_year: 1, person: -1 }],
    ['money/money', {}],
    ['__proto__', Object.fromEntries([['__proto__', 1]])],
  ])('parseDimension(%j)', (text, dimension) => {
    expect(parseDimension(text)).toEqual(dimension);
  });

  test.each(['', 'money/', '/money', 'money person', 'money^', '2', 'money//person'])(
    'parseDimension(%j) throws',
    (text) => {
      expect(() => parseDimension(text)).toThrow(`"${text}" is not a dimension`);
    },
  );

  test('parseDimension(printDimension(dimension)) is the dimension', () => {
    const dimension = fc.dictionary(
      fc.constantFrom('money', 'person', '面积'),
      fc.constantFrom(-2, -1, -0.5, 0.5, 1, 3),
    );
    fc.assert(
      fc.property(dimension, (d) => isSameDimension(parseDimension(printDimension(d)), d)),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe('unitOf', () => {
  test.each([
    ['gdp + sales', { money: 1 }],
    ['gdp / population', { money: 1, person: -1 }],
    ['gdp / lag(gdp, 3) - 1', {}],
    ['rd / gdp - share', {}],
    ['-gdp * population / gdp', { person: 1 }],
    ['gdp ^ 2 / rd', { money: 1 }],
    ['gdp ^ (1 / 2) - sqrt(rd)', { money: 0.5 }],
    ['gdp ^ (1/3) * gdp ^ (1/3) * gdp ^ (1/3) + gdp', { money: 1 }],
    ['(gdp / rd) ^ elasticity', {}],
    ['exp(ln(gdp / rd) * 2)', {}],
    ['max(abs(gdp - rd), sales)', { money: 1 }],
    ['meangrowth(gdp) + share', {}],
    ['2', {}],
  ])('unitOf(%j)', (text, dimension) => {
    expect(unitOf(read(text), lookup)).toEqual({ unit: { dimension, scale: 1 }, issues: [] });
  });

  test.each([
    ['gdp + hightech_enterprises', 'cannot add gdp (亿元) and hightech_enterprises (家)'],
    ['gdp - lag(patents)', 'cannot subtract lag(patents) (件) from gdp (亿元)'],
    ['gdp + 1', 'cannot add gdp (亿元) and 1 (pure number)'],
    ['gdp / population + share', 'cannot add gdp / population (money/person) and share (%)'],
    ['min(gdp, rd, patents)', 'cannot compare gdp (亿元) and patents (件)'],
    ['exp(gdp)', '"exp" takes a pure number, found gdp (亿元)'],
    ['ln(gdp * rd)', '"ln" takes a pure number, found gdp * rd (money^2)'],
    ['2 ^ patents', 'the exponent must be a pure number, found patents (件)'],
    ['gdp ^ elasticity', 'cannot raise gdp (亿元) to the power elasticity, which is not a constant'],
    ['gdp ^ (1 / 0)', 'cannot raise gdp (亿元) to the power 1 / 0, which is not a constant'],
  ])('unitOf(%j) has an issue', (text, message) => {
    expect(unitOf(read(text), lookup).issues.map((issue) => issue.message)).toEqual([message]);
  });

  test('unitOf points at the operation, and goes on after an issue', () => {
    const text = '1 + (gdp + patents) * ln(rd)';
    expect(unitOf(read(text), lookup).issues.map(({ start, end }) => text.slice(start, end))).toEqual([
      'gdp + patents',
      'rd',
    ]);
  });

  test.each(['unknown + gdp', 'lag(unknown)', 'max(gdp, unknown)', 'unknown ^ 2', '-unknown', 'ln(unknown)'])(
    'unitOf(%j) leaves unknown names to the caller',
    (text) => {
      expect(unitOf(read(text), lookup)).toEqual({ issues: [] });
    },
  );
});

describe('checkDeclared', () => {
  test.each([
    ['rd / gdp', PERCENT],
    ['rd + sales', YI],
    ['gdp / population', unit('万元/人', 'money/person', 1e4)],
    ['100', unit('指数', '1', 1)],
    ['10 ^ 2 * 5', PERCENT],
    ['2 * rd / gdp', PERCENT],
    ['10 * rd / gdp', PERCENT],
    ['rd / gdp - 100 * share', PERCENT],
    ['0 * rd', YI],
    ['(1 - 0.15) * lag(rd) + rd', YI],
  ])('checkDeclared(%j) has no issue', (text, declared) => {
    expect(codes(text, declared)).toEqual([]);
  });

  test('checkDeclared compares dimensions', () => {
    expect(checkDeclared(read('gdp / population'), unit('万人', 'person', 1e4), lookup)).toMatchObject([
      {
        code: 'unit-declared',
        message: 'the formula gives money/person, declared is "万人" (10000 × person)',
        start: 0,
        end: 16,
      },
    ]);
    expect(checkDeclared(read('rd / gdp'), unit('家', 'enterprise', 1), lookup)).toMatchObject([
      { message: 'the formula gives a pure number, declared is "家" (enterprise)' },
    ]);
    expect(checkDeclared(read('rd / gdp'), { dimension: { money: 1 }, scale: 1 }, lookup)).toMatchObject([
      { message: 'the formula gives a pure number, declared is money' },
    ]);
  });

  test('checkDeclared gives issues inside the formula before all others', () => {
    expect(codes('100 * (gdp + patents)', PERCENT)).toEqual(['unit-mismatch']);
  });

  test.each([
    ['100 * rd / gdp', '100', 'rd / gdp'],
    ['rd / gdp * 100', '100', 'rd / gdp'],
    ['rd / (gdp / 100)', '100', 'rd / gdp'],
    ['(rd / gdp) / 0.01', '0.01', 'rd / gdp'],
    ['0.01 * rd / gdp', '0.01', 'rd / gdp'],
    ['-(1e8 * rd) / gdp', '1e8', '-rd / gdp'],
    ['1000 / (gdp / rd)', '1000', '1 / (gdp / rd)'],
    ['rd * 10 ^ 4 / gdp', '10 ^ 4', 'rd / gdp'],
    ['(1 / 100) * rd / gdp', '(1 / 100)', 'rd / gdp'],
    ['10000 * exp(share)', '10000', 'exp(share)'],
  ])('checkDeclared(%j) refuses the factor', (text, factor, without) => {
    const issues = checkDeclared(read(text), PERCENT, lookup);
    expect(issues.map(({ code }) => code)).toEqual(['scale-factor']);
    expect(text.slice(issues[0]?.start, issues[0]?.end)).toBe(factor.replace(/^\((.*)\)$/, '$1'));
    expect(issues[0]?.hint).toBe(`write the formula without the factor: ${without}`);
    expect(issues[0]?.message).toContain('values are converted to "%" (0.01 × pure number) automatically');
  });

  test('checkDeclared refuses the opposite too: a factor in a formula of the declared dimension', () => {
    expect(codes('rd / 10000', WAN)).toEqual(['scale-factor']);
    expect(codes('10000 * patents / population', unit('件/万人', 'patent/person', 1e-4))).toEqual(['scale-factor']);
  });
});
