// Formulas from strangers: refused, quickly, without leaving anything behind.

import fc from 'fast-check';
import { all, create, parse as sharedParse } from 'mathjs';

import { beforeAll, describe, expect, test } from 'vitest';
import { FUNCTIONS, interpret, parseFormula, printFormula, references } from '../../src/formula/index.ts';
import { runsOf } from '../thorough.ts';
import { HOSTILE } from './hostile.ts';
import { anyExpr, growthOf, read, sampleOf } from './support.ts';

const OURS = new Set<string>(FUNCTIONS.map(({ name }) => name));
const good = fc.sample(anyExpr, { numRuns: 1000, seed: 9 }).map(printFormula);
const valuesOf = (formulas: readonly string[]) =>
  Float64Array.from(formulas, (text) => interpret(read(text), sampleOf, growthOf));

let before: Float64Array;
beforeAll(() => {
  before = valuesOf(good);
});

describe('parseFormula refuses', () => {
  test.each(HOSTILE)('%j', (text, code) => {
    const start = performance.now();
    const { expr, issues } = parseFormula(text);
    expect(performance.now() - start).toBeLessThan(1000); // a step that grows with the square would take minutes
    expect(expr).toBeUndefined();
    expect(issues[0]?.code).toBe(code);
    for (const issue of issues) {
      expect(issue.start).toBeGreaterThanOrEqual(0);
      expect(issue.end).toBeGreaterThanOrEqual(issue.start);
      expect(issue.end).toBeLessThanOrEqual(text.length);
    }
  });
});

describe('names of mathjs', () => {
  const names = Object.keys(create(all ?? {})).filter((name) => !OURS.has(name));

  test('there are about 400 of them', () => {
    expect(names.length).toBeGreaterThan(390);
  });

  test('parseFormula refuses a call of every one that is not on our list', () => {
    const accepted = names
      .flatMap((name) => [
        `${name}()`,
        `${name}(a)`,
        `1 + ${name}(a, 2)`,
        `${name} (1)`,
        `${name}.constructor`,
        `a ${name} b`,
      ])
      .filter((text) => parseFormula(text).expr);
    expect(accepted).toEqual([]);
  });

  test('parseFormula reserves every one or takes it for a name of the model; it never has the value of mathjs', () => {
    for (const name of names) {
      const { expr, issues } = parseFormula(name);
      if (!expr) expect(issues.map(({ code }) => code)).toEqual(['reserved-name']);
      else {
        expect(references(expr)).toEqual([{ name, lag: 0 }]);
        expect(interpret(expr, () => 42)).toBe(42);
        expect(interpret(expr, () => Number.NaN)).toBeNaN();
      }
    }
  });

  test.each([
    'e',
    'pi',
    'i',
    'tau',
    'phi',
    'Infinity',
    'NaN',
    'true',
    'false',
    'null',
    'undefined',
    'mod',
    'to',
    'in',
    'and',
    'or',
    'xor',
    'not',
  ])('parseFormula(%j) is refused: mathjs would read a meaning into it', (name) => {
    expect(parseFormula(`${name} + 1`).expr).toBeUndefined();
  });
});

describe('random texts', () => {
  const fragments = fc.constantFrom(
    'a',
    'gdp',
    '研发',
    '1',
    '0.5',
    '1e9',
    '+',
    '-',
    '*',
    '/',
    '^',
    '(',
    ')',
    ',',
    ' ',
    'lag',
    'max',
    'lag(',
    'max(a,',
    'exp(',
    '%',
    '.',
    '!',
    "'",
    '"',
    '[',
    ']',
    '{',
    '}',
    ':',
    ';',
    '=',
    '<',
    '?',
    '#',
    '×',
    '（',
    '\n',
    '\\',
    'constructor',
    'in',
    'e',
    '\ud842',
  );

  test('parseFormula gives a tree or issues, never both, never an exception, and prints what it reads', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join('')),
          fc.string({ unit: 'binary', maxLength: 60 }),
        ),
        (text) => {
          const { expr, issues } = parseFormula(text);
          expect(expr === undefined).toBe(issues.length > 0);
          if (expr) expect(parseFormula(printFormula(expr)).issues).toEqual([]);
        },
      ),
      { numRuns: runsOf(4000, 40_000), seed: 5 },
    );
  });
});

test('1000 good formulas have the same values, to the last bit, after all hostile ones', () => {
  for (const [text] of HOSTILE) parseFormula(text);
  expect(new Uint8Array(valuesOf(good).buffer)).toEqual(new Uint8Array(before.buffer));
});

test('no hostile formula leaves anything on Object.prototype, and our letters are no other instance’s', () => {
  const keys = Reflect.ownKeys(Object.prototype);
  for (const [text] of HOSTILE) parseFormula(text);
  expect(Reflect.ownKeys(Object.prototype)).toEqual(keys);
  expect(printFormula(read('税率 + 1'))).toBe('税率 + 1');
  expect(() => sharedParse('税率 + 1')).toThrow('Syntax error');
});
