// Formulas as text.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printFormula } from '../../src/formula/index.ts';
import { runsOf } from '../thorough.ts';
import { anyExpr, read, shape } from './support.ts';

test('parseFormula(printFormula(tree)) is the tree', () => {
  fc.assert(
    fc.property(anyExpr, (expr) => {
      expect(shape(read(printFormula(expr)))).toEqual(shape(expr));
    }),
    { numRuns: runsOf(1500, 10_000), seed: 1 },
  );
});

test('printFormula writes no bracket that could be left out', () => {
  fc.assert(
    fc.property(anyExpr, (expr) => {
      const text = printFormula(expr);
      for (const [open, close] of groupingBrackets(text)) {
        const without = `${text.slice(0, open)} ${text.slice(open + 1, close)} ${text.slice(close + 1)}`;
        expect(shape(read(without))).not.toEqual(shape(expr));
      }
    }),
    { numRuns: 1000, seed: 2 },
  );
});

/** Pairs of brackets that do not belong to a call. */
function groupingBrackets(text: string): [number, number][] {
  const open: number[] = [];
  const pairs: [number, number][] = [];
  [...text.matchAll(/[()]/g)].forEach(({ 0: bracket, index }) => {
    if (bracket === '(') open.push(index);
    else pairs.push([open.pop() ?? 0, index]);
  });
  return pairs.filter(([start]) => !/[a-z]/.test(text[start - 1] ?? ''));
}

test.each([
  ['((h)/(h+(o)))', 'h / (h + o)'],
  ['a-(b-c)-(d*f)', 'a - (b - c) - d * f'],
  ['(a^b)^c^(d^f)', '(a ^ b) ^ c ^ d ^ f'],
  ['-(a*b)^-(2)', '-(a * b) ^ -2'],
  ['lag( gdp,2 )*1E21', 'lag(gdp, 2) * 1e+21'],
])('printFormula(%j)', (text, printed) => {
  expect(printFormula(read(text))).toBe(printed);
});
