import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRoot } from '../../src/base/find-root.ts';
import golden from '../golden/statistics.json' with { type: 'json' };

const { expected } = golden.vectors['goalseek.roots'];

describe('findRoot', () => {
  it('findRoot finds the root of Wallis and the Dottie number', () => {
    expect(findRoot((x) => x ** 3 - 2 * x - 5, 2, 3)).toBeCloseTo(expected.wallis, 12);
    expect(findRoot((x) => Math.cos(x) - x, 0, 1)).toBeCloseTo(expected.cosx, 12);
  });
  it('findRoot of the flat x^9 comes close and ends', () => {
    let calls = 0;
    const root = findRoot(
      (x) => {
        calls += 1;
        return x ** 9;
      },
      -1,
      1.1,
    );
    expect(Math.abs(root ?? 1) ** 9).toBeLessThan(1e-60);
    expect(calls).toBeLessThan(300);
  });
  it('findRoot gives nothing without a change of sign, and an end that is a root itself', () => {
    expect(findRoot((x) => x * x + 1, -1, 1)).toBeUndefined();
    expect(findRoot(() => Number.NaN, 0, 1)).toBeUndefined();
    expect(findRoot((x) => x, 0, 1)).toBe(0);
    expect(findRoot((x) => x - 1, 0, 1)).toBe(1);
  });
  it('findRoot to the last bits undoes any increasing function, steps and jumps included', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 0, max: 2 }), (x0, kind) => {
        const f =
          [(x: number) => Math.exp(x), (x: number) => x ** 3 + x, (x: number) => Math.atan(40 * x)][kind] ?? Math.exp;
        const root = findRoot((x) => f(x) - f(x0), -6, 6, 0) ?? Number.NaN;
        expect(Math.abs(root - x0)).toBeLessThan(kind === 2 ? 1e-8 : 1e-10);
      }),
      { seed: 4, numRuns: 300 },
    );
    expect(findRoot((x) => (x < Math.SQRT2 ? -1 : 1), 0, 3, 0)).toBeCloseTo(Math.SQRT2, 14);
  });
});
