// Values of formulas: two evaluators of ours against a third one over the text, and what has no value.

import fc from 'fast-check';
import { evaluate as mathjsEvaluate } from 'mathjs/number';
import { describe, expect, test } from 'vitest';
import {
  compileClosure,
  explainFailure,
  interpret,
  printFormula,
  references,
  type Slot,
} from '../../src/formula/index.ts';
import { anyExpr, evaluateText, growthOf, NAMES, read, sampleOf } from './support.ts';

/** A block of values: a row a year, a column a name, then the mean growths, which do not depend on the year. */
function block(values: (name: string, lag: number) => number, growth: (name: string) => number) {
  const rows = 21;
  const cells = new Float64Array(rows * NAMES.length + NAMES.length);
  NAMES.forEach((name, column) => {
    for (let lag = 0; lag < rows; lag++) cells[(rows - 1 - lag) * NAMES.length + column] = values(name, lag);
    cells[rows * NAMES.length + column] = growth(name);
  });
  const slotOf = (name: string, lag: number, call?: 'meangrowth'): Slot =>
    call ? { fixed: rows * NAMES.length + NAMES.indexOf(name) } : NAMES.indexOf(name) - lag * NAMES.length;
  return { cells, slotOf, base: (rows - 1) * NAMES.length };
}

const bits = (value: number) => new BigUint64Array(Float64Array.of(value).buffer)[0];

describe('three evaluators agree', () => {
  const { cells, slotOf, base } = block(sampleOf, growthOf);

  test('interpret equals an evaluator that reads the text itself', () => {
    fc.assert(
      fc.property(anyExpr, (expr) => {
        expect(interpret(expr, sampleOf, growthOf)).toBe(evaluateText(printFormula(expr), sampleOf, growthOf));
      }),
      { numRuns: 10_000, seed: 3 },
    );
  });

  test('compileClosure equals interpret to the last bit', () => {
    fc.assert(
      fc.property(anyExpr, (expr) => {
        expect(bits(compileClosure(expr, slotOf)(cells, base))).toBe(bits(interpret(expr, sampleOf, growthOf)));
      }),
      { numRuns: 10_000, seed: 4 },
    );
  });

  test('compileClosure equals interpret where inputs are missing, infinite or zero', () => {
    const odd = [Number.NaN, 0, -0, Number.POSITIVE_INFINITY, -1, 1e300];
    const oddOf = (name: string, lag: number) => odd[(NAMES.indexOf(name) + lag) % odd.length] ?? 0;
    const oddBlock = block(oddOf, () => Number.NaN);
    fc.assert(
      fc.property(anyExpr, (expr) => {
        expect(compileClosure(expr, oddBlock.slotOf)(oddBlock.cells, oddBlock.base)).toBe(interpret(expr, oddOf));
      }),
      { numRuns: 5000, seed: 6 },
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
    expect(interpret(read(text), (name) => scope[name as 'a'])).toBe(mathjsEvaluate(text, { ...scope }));
  });
});

test('compileClosure runs one formula over many cells by their base', () => {
  const years = Float64Array.of(100, 5, 110, 6, 121, 7); // [year][gdp, rd]
  const growth = compileClosure(
    read('gdp / lag(gdp) - 1 + 0 * rd'),
    (name, lag) => ['gdp', 'rd'].indexOf(name) - 2 * lag,
  );
  expect(growth(years, 0)).toBeNaN();
  expect(growth(years, 2)).toBe(110 / 100 - 1);
  expect(growth(years, 4)).toBe(121 / 110 - 1);
});

test('compileClosure asks for the slot of a reading once, not once a cell', () => {
  let asked = 0;
  const formula = compileClosure(read('a + 2 * lag(a)'), (_name, lag) => {
    asked++;
    return -lag;
  });
  const cells = Float64Array.of(1, 2, 3);
  expect([formula(cells, 1), formula(cells, 2)]).toEqual([4, 7]);
  expect(asked).toBe(2);
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
    expect(
      compileClosure(expr, (name) => ({ fixed: Object.keys(values).indexOf(name) }))(
        Float64Array.from(Object.values(values)),
        0,
      ),
    ).toBeNaN();
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
      { numRuns: 5000, seed: 7 },
    );
  });
});
