// Formulas solved for a part: the algebra as printed, and the part given back.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expr, interpret, printFormula, references, solveFor } from '../../src/formula/index.ts';
import { runsOf } from '../thorough.ts';
import { read } from './support.ts';

describe('solveFor prints the algebra', () => {
  test.each([
    ['rd / gdp', 'rd', 'result * gdp'],
    ['rd / gdp', 'gdp', 'rd / result'],
    ['h / (h + o)', 'o', 'h / result - h'],
    ['gdp / lag(gdp) / (1 + d) - 1', 'd', 'gdp / lag(gdp) / (result + 1) - 1'],
    ['gdp / lag(gdp) / (1 + d) - 1', 'gdp', '(result + 1) * (1 + d) * lag(gdp)'],
    ['lag(p) * (1 + d)', 'd', 'result / lag(p) - 1'],
    ['a - b', 'a', 'result + b'],
    ['a - b', 'b', 'a - result'],
    ['a * b', 'b', 'result / a'],
    ['-a', 'a', '-result'],
    ['exp(a)', 'a', 'ln(result)'],
    ['ln(a)', 'a', 'exp(result)'],
    ['sqrt(a)', 'a', 'result ^ 2'],
    ['a ^ 3', 'a', 'result ^ (1 / 3)'],
    ['k * (a / b) ^ elasticity', 'a', '(result / k) ^ (1 / elasticity) * b'],
    ['2 ^ a', 'a', 'ln(result) / ln(2)'],
    ['a', 'a', 'result'],
    ['abs(b) + a', 'a', 'result - abs(b)'],
  ])('solveFor(%j, %j)', (text, name, solved) => {
    const found = solveFor(read(text), name, 'result');
    expect(found && printFormula(found)).toBe(solved);
  });
});

test.each([
  ['rd / gdp', 'population'],
  ['h / (h + o)', 'h'],
  ['lag(a) + b', 'a'],
  ['max(a, b)', 'a'],
  ['min(a, 1) * b', 'a'],
  ['abs(a)', 'a'],
  ['meangrowth(a) + 1', 'a'],
  ['a + meangrowth(a)', 'a'],
  ['a * abs(a)', 'a'],
  ['2', 'a'],
  ['b', 'a'],
])('solveFor(%j, %j) is undefined', (text, name) => {
  expect(solveFor(read(text), name, 'result')).toBeUndefined();
});

describe('solveFor gives the part back', () => {
  const NOWHERE = { start: 0, end: 0 };
  const number = (value: number): Expr => ({ kind: 'number', value, ...NOWHERE });
  const other: fc.Arbitrary<Expr> = fc.oneof(
    fc.double({ min: 0.5, max: 2, noNaN: true }).map(number),
    fc.constantFrom('b', 'c').map((name): Expr => ({ kind: 'name', name, ...NOWHERE })),
    fc.constant(read('lag(x)')),
  );
  const binary = (op: '+' | '-' | '*' | '/' | '^', left: Expr, right: Expr): Expr => ({
    kind: 'binary',
    op,
    left,
    right,
    ...NOWHERE,
  });
  const call = (fn: 'exp' | 'ln' | 'sqrt', arg: Expr): Expr => ({ kind: 'call', fn, args: [arg], ...NOWHERE });
  const wrap: fc.Arbitrary<(inner: Expr) => Expr> = fc.oneof(
    fc.tuple(fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const), other, fc.boolean()).map(
      ([op, side, first]) =>
        (inner: Expr) =>
          first ? binary(op, inner, side) : binary(op, side, inner),
    ),
    fc.constantFrom(0.5, 2, 3, 1.5).map((power) => (inner: Expr) => binary('^', inner, number(power))),
    fc.constantFrom(2, 1.5).map((base) => (inner: Expr) => binary('^', number(base), inner)),
    fc.constantFrom('exp' as const, 'ln' as const, 'sqrt' as const).map((fn) => (inner: Expr) => call(fn, inner)),
    fc.constant((inner: Expr): Expr => ({ kind: 'negate', operand: inner, ...NOWHERE })),
  );
  const values: Readonly<Record<string, number>> = { b: 0.7, c: 1.9 };
  const valueAt = (x: number) => (name: string, lag: number) =>
    lag > 0 ? 1.3 : name === 'x' ? x : (values[name] ?? Number.NaN);

  test('interpret(solveFor(formula, part), …) is the part to 1e-12', () => {
    let checked = 0;
    const runs = runsOf(1000, 10_000);
    fc.assert(
      fc.property(
        fc.array(wrap, { minLength: 1, maxLength: 5 }),
        fc.double({ min: 0.6, max: 1.8, noNaN: true }),
        (wraps, x) => {
          let expr: Expr = { kind: 'name', name: 'x', ...NOWHERE };
          const stages = wraps.map((make) => (expr = make(expr)));
          fc.pre(isWellPosed(stages, x));
          const solved = solveFor(expr, 'x', 'result') as Expr;
          expect(references(solved).some(({ name, lag }) => name === 'x' && lag === 0)).toBe(false);
          const result = interpret(expr, valueAt(x));
          const given = interpret(solved, (name, lag) => (name === 'result' ? result : valueAt(x)(name, lag)));
          expect(Math.abs(given / x - 1)).toBeLessThan(1e-12);
          checked++;
        },
      ),
      { numRuns: runs, seed: 8, maxSkipsPerRun: 1000 },
    );
    expect(checked).toBe(runs);
  });

  /** Every stage has a value of ordinary size that answers to x, and no power hides the sign of its base. */
  function isWellPosed(stages: readonly Expr[], x: number): boolean {
    const at = (expr: Expr, where: number) => interpret(expr, valueAt(where));
    return stages.every((stage) => {
      const value = at(stage, x);
      const answers = (Math.abs(at(stage, x * (1 + 1e-6)) - value) / Math.abs(value)) * 1e6;
      const base = stage.kind === 'binary' && stage.op === '^' ? at(stage.left, x) : 1;
      return Math.abs(value) > 0.01 && Math.abs(value) < 100 && answers > 0.02 && answers < 50 && base > 0;
    });
  }
});
