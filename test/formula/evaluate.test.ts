// Values of formulas: ours against one over the text and against mathjs, as numbers and written down, and what has no value.

import fc from 'fast-check';
import { evaluate as mathjsEvaluate } from 'mathjs/number';
import { describe, expect, test } from 'vitest';
import { centralOf, explainFailure, Graph, interpret, printFormula, references } from '../../src/formula/index.ts';
import { runsOf } from '../thorough.ts';
import { anyExpr, evaluateText, growthOf, NAMES, read, sampleOf } from './support.ts';

/** Equal, or both without a value; powers, exp and ln are our own and may differ from Math in the last places. */
function expectClose(found: number, wanted: number) {
  if (Math.abs(wanted) > 8e307) return; // ours ends at e^709
  if (Number.isNaN(wanted)) expect(found).toBeNaN();
  else expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-12 * Math.abs(wanted));
}

describe('evaluators agree', () => {
  test('interpret equals an evaluator that reads the text itself', () => {
    fc.assert(
      fc.property(anyExpr, (expr) => {
        expectClose(interpret(expr, sampleOf, growthOf), evaluateText(printFormula(expr), sampleOf, growthOf));
      }),
      { numRuns: runsOf(2000, 20_000), seed: 3 },
    );
  });

  test('the graph of a formula has, at its central inputs, the value of interpret', () => {
    fc.assert(
      fc.property(anyExpr, (expr) => {
        const graph = new Graph();
        const nodes = (name: string, lag: number) => {
          const value = sampleOf(name, lag);
          return graph.input(`${name}-${lag}`, value, value - 0.01, value + 0.01);
        };
        const plain = interpret(expr, sampleOf, growthOf);
        const written = centralOf(interpret(expr, nodes, growthOf));
        if (!Number.isFinite(plain)) expect(written).toBeNaN();
        else expect(Math.abs(written - plain)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(plain)));
      }),
      { numRuns: runsOf(1500, 10_000), seed: 4 },
    );
  });

  test.each([
    'a / (b + 2) * c',
    '-a ^ 2 + b ^ -c',
    'a - b - c / a / b',
    '2 ^ 3 ^ 0.5',
    'max(a, b, c) - min(a, b) * abs(-c)',
    'exp(-a) + sqrt(b) ^ 3',
    '--a - -b',
  ])('interpret(%j) equals mathjs evaluate', (text) => {
    const scope = { a: 1.7, b: 0.4, c: 3.1 };
    expectClose(
      interpret(read(text), (name) => scope[name as 'a']),
      mathjsEvaluate(text, { ...scope }),
    );
  });
});

describe('what has no value', () => {
  const values: Record<string, number> = { a: 2, zero: 0, minus: -0.2, big: 1e308, gdp: 0 };
  const value = (name: string) => values[name] ?? Number.NaN;

  test.each([
    ['1 + a / gdp', 'a / gdp', 'division by zero: gdp is 0', { a: 2, gdp: 0 }],
    ['zero / zero', 'zero / zero', 'division by zero: zero is 0', { zero: 0 }],
    ['a / (zero * 3)', 'a / (zero * 3)', 'division by zero: zero * 3 is 0', { a: 2, zero: 0 }],
    ['1 / 0', '1 / 0', 'division by zero', {}],
    ['minus ^ 0.5 + a', 'minus ^ 0.5', 'negative base -0.2 under the fractional power 0.5', { minus: -0.2 }],
    ['zero ^ -1', 'zero ^ -1', 'zero under the negative power -1', { zero: 0 }],
    ['ln(zero) * 2', 'ln(zero)', 'logarithm of 0, which is not positive', { zero: 0 }],
    ['exp(ln(minus))', 'ln(minus)', 'logarithm of -0.2, which is not positive', { minus: -0.2 }],
    ['sqrt(a * minus)', 'sqrt(a * minus)', 'square root of the negative number -0.4', { a: 2, minus: -0.2 }],
    ['exp(big)', 'exp(big)', 'overflow: exp(1e+308) is beyond 1.79e308', { big: 1e308 }],
    ['big * 10 - big', 'big * 10', 'overflow: 1e+308 * 10 is beyond 1.79e308', { big: 1e308 }],
    ['big + big', 'big + big', 'overflow: 1e+308 + 1e+308 is beyond 1.79e308', { big: 1e308 }],
    ['-big - big', '-big - big', 'overflow: -1e+308 - 1e+308 is beyond 1.79e308', { big: 1e308 }],
    ['big ^ 2', 'big ^ 2', 'overflow: 1e+308 ^ 2 is beyond 1.79e308', { big: 1e308 }],
    // The result would be finite again, and wrong.
    ['1 / (a / zero)', 'a / zero', 'division by zero: zero is 0', { a: 2, zero: 0 }],
    ['exp(-(a / zero))', 'a / zero', 'division by zero: zero is 0', { a: 2, zero: 0 }],
    ['exp(ln(zero))', 'ln(zero)', 'logarithm of 0, which is not positive', { zero: 0 }],
    ['min(a, a / zero)', 'a / zero', 'division by zero: zero is 0', { a: 2, zero: 0 }],
    ['max(a, -a / zero)', '-a / zero', 'division by zero: zero is 0', { a: 2, zero: 0 }],
    ['(a / zero) ^ 0', 'a / zero', 'division by zero: zero is 0', { a: 2, zero: 0 }],
    ['a / (big * 10)', 'big * 10', 'overflow: 1e+308 * 10 is beyond 1.79e308', { big: 1e308 }],
  ])('interpret(%j) is not finite, and explainFailure says why', (text, culprit, reason, inputs) => {
    const expr = read(text);
    expect(interpret(expr, value)).toBeNaN();
    const failure = explainFailure(expr, value);
    expect(
      failure && { ...failure, inputs: Object.fromEntries(failure.inputs.map((input) => [input.name, input.value])) },
    ).toEqual({ text: culprit, reason, inputs });
  });

  test('explainFailure tells the inputs with their lags', () => {
    const failure = explainFailure(read('lag(gdp, 2) / lag(gdp) + meangrowth(gdp)'), (_name, lag) => lag - 1, growthOf);
    expect(failure).toEqual({
      text: 'lag(gdp, 2) / lag(gdp)',
      reason: 'division by zero: lag(gdp) is 0',
      inputs: [
        { name: 'gdp', lag: 2, value: 1 },
        { name: 'gdp', lag: 1, value: 0 },
      ],
    });
  });

  test.each([
    'missing + 1',
    'missing ^ 0',
    '1 ^ missing',
    'min(missing, 1)',
    '0 * missing',
    'lag(missing)',
    'meangrowth(a)',
    'a / zero + missing',
  ])('interpret(%j) is missing and no failure', (text) => {
    expect(interpret(read(text), value)).toBeNaN();
    expect(explainFailure(read(text), value)).toBeUndefined();
  });

  test('explainFailure has nothing to say of a value', () => {
    expect(explainFailure(read('a / 3'), value)).toBeUndefined();
    expect(explainFailure(read('exp(-1000)'), value)).toBeUndefined();
  });

  test('explainFailure names an operation whose own inputs are finite, whenever interpret has no value', () => {
    const wild = (name: string, lag: number) => [0, -1, 1e200, 0.5, -2.5, 3][(NAMES.indexOf(name) + lag) % 6] ?? 0;
    fc.assert(
      fc.property(anyExpr, (expr) => {
        const failure = explainFailure(expr, wild, growthOf);
        expect(failure === undefined).toBe(Number.isFinite(interpret(expr, wild, growthOf)));
        if (!failure) return;
        const culprit = read(failure.text);
        const parts =
          culprit.kind === 'binary' ? [culprit.left, culprit.right] : culprit.kind === 'call' ? culprit.args : [];
        expect(parts.length).toBeGreaterThan(0);
        for (const part of parts) expect(Number.isFinite(interpret(part, wild, growthOf))).toBe(true);
        expect(interpret(culprit, wild, growthOf)).toBeNaN();
        expect(failure.inputs.map(({ name, lag }) => [name, lag])).toEqual(
          references(culprit).map(({ name, lag }) => [name, lag]),
        );
      }),
      { numRuns: runsOf(1500, 10_000), seed: 7 },
    );
  });
});
