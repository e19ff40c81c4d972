import { describe, expect, it } from 'vitest';
import { exp, ln, power } from '../../src/base/index.ts';
import golden from '../golden/elementary.json' with { type: 'json' };

const ulp = (value: number) => 2 ** (Math.floor(Math.log2(Math.abs(value))) - 52);

describe('exp and ln of base/elementary', () => {
  it.each(golden.exp as [number, string][])(
    'exp(%d) is within a unit in the last place of 40-digit arithmetic',
    (x, text) => {
      expect(Math.abs(exp(x) - Number(text))).toBeLessThanOrEqual(1.01 * ulp(Number(text)));
    },
  );

  it.each(golden.ln as [number, string][])(
    'ln(%d) is within a unit in the last place of 40-digit arithmetic',
    (x, text) => {
      expect(Math.abs(ln(x) - Number(text))).toBeLessThanOrEqual(1.01 * ulp(Number(text)));
    },
  );

  it('gives exact values where they are exact', () => {
    expect([exp(0), ln(1), power(2, 10), power(3, -2), power(7, 0), power(0, 0), power(-2, 3)]).toEqual([
      1,
      0,
      1024,
      1 / 9,
      1,
      1,
      -8,
    ]);
  });

  it('says Infinity, 0 and NaN at the ends of their ranges', () => {
    expect([
      exp(710),
      exp(-710),
      exp(Number.NaN),
      exp(Number.POSITIVE_INFINITY),
      exp(Number.NEGATIVE_INFINITY),
    ]).toEqual([Number.POSITIVE_INFINITY, 0, Number.NaN, Number.POSITIVE_INFINITY, 0]);
    expect([ln(0), ln(-1), ln(Number.NaN), ln(Number.POSITIVE_INFINITY), ln(1e-310)]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Math.log(1e-310),
    ]);
    expect([power(0, 0.5), power(0, -0.5), power(-1, 0.5), power(Number.NaN, 0)]).toEqual([
      0,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('are each other’s inverse to a few units in the last place', () => {
    for (let k = -600; k <= 600; k += 7)
      expect(Math.abs(ln(exp(k + 0.3)) - (k + 0.3))).toBeLessThan(1e-15 * Math.max(1, Math.abs(k)));
  });
});
