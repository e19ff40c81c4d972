import { describe, expect, it, test } from 'vitest';
import { chiSquareUpper, fUpper, studentQuantile, studentTwoSided } from '../../src/base/distributions.ts';
import { normalProbability, normalQuantile } from '../../src/base/index.ts';
import { betaLower, gammaUpper, logGamma } from '../../src/base/special-functions.ts';
import { expectClose } from '../golden/golden.ts';
import golden from '../golden/statistics.json' with { type: 'json' };

const { inputs, expected } = golden.vectors['special.functions'];
const pairs = (rows: readonly (readonly number[])[], f: (a: number, b: number) => number) =>
  rows.map(([a = 0, b = 0]) => f(a, b));

describe('probabilities against R', () => {
  test('normalQuantile equals qnorm', () => expectClose(inputs.qnorm_p.map(normalQuantile), expected.qnorm, 1e-9));
  test('normalProbability equals pnorm, in the tails too', () => {
    for (const [k, x] of inputs.pnorm_x.entries())
      expect(normalProbability(x) / (expected.pnorm[k] ?? 0)).toBeCloseTo(1, 12);
  });
  test('studentTwoSided equals 2 pt', () => expectClose(pairs(inputs.t, studentTwoSided), expected.t_two_sided, 1e-11));
  test('fUpper equals pf', () =>
    expectClose(
      inputs.f.map(([f = 0, a = 0, b = 0]) => fUpper(f, a, b)),
      expected.f_upper,
      1e-9,
    ));
  test('chiSquareUpper equals pchisq', () =>
    expectClose(pairs(inputs.chi2, chiSquareUpper), expected.chi2_upper, 1e-11));
  test('logGamma equals lgamma', () => expectClose(inputs.lgamma_x.map(logGamma), expected.lgamma, 1e-12));
});

describe('closed forms and laws', () => {
  it('studentTwoSided with 1 and 2 degrees of freedom has closed forms', () => {
    for (const t of [0.01, 0.3, 1, 7, 400]) {
      expect(studentTwoSided(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 13);
      expect(studentTwoSided(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 13);
    }
  });
  it('chiSquareUpper with 2 degrees of freedom is exp(-x/2)', () => {
    for (const x of [0.1, 1, 3, 10, 60]) expect(chiSquareUpper(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 12);
  });
  it('quantiles undo probabilities', () => {
    for (const p of [1e-12, 1e-4, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999]) {
      expect(normalProbability(normalQuantile(p))).toBeCloseTo(p, 14);
      for (const df of [1, 5, 40]) {
        const t = studentQuantile(p, df);
        expect((p < 0.5 ? studentTwoSided(t, df) : 2 - studentTwoSided(t, df)) / 2).toBeCloseTo(p, 13);
      }
    }
  });
  it('gammaUpper and betaLower are shares: Γ(a) sums, mirror images add up to one', () => {
    for (const x of [0.5, 2, 9]) expect(gammaUpper(3, x)).toBeCloseTo(Math.exp(-x) * (1 + x + (x * x) / 2), 13);
    for (const [x, a, b] of [
      [0.2, 2, 3],
      [0.7, 0.5, 8],
      [0.5, 30, 30],
    ] as const)
      expect(betaLower(x, a, b) + betaLower(1 - x, b, a)).toBeCloseTo(1, 13);
    expect(betaLower(0.3, 2, 1)).toBeCloseTo(0.09, 13);
  });
});
