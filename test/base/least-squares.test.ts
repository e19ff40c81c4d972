import { describe, expect, it } from 'vitest';
import { fitLine } from '../../src/base/least-squares.ts';

describe('fitLine', () => {
  it('fitLine reproduces the textbook numbers of Anscombe’s first set', () => {
    // Anscombe (1973): y = 3.00 + 0.500 x, R² = 0.667, standard error of the slope 0.118.
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const line = fitLine(x, y);
    expect(line?.intercept).toBeCloseTo(3.0001, 4);
    expect(line?.slope).toBeCloseTo(0.50009, 5);
    expect(line?.slopeError).toBeCloseTo(0.11791, 5);
    expect(line?.interceptError).toBeCloseTo(1.1247, 4);
    expect(line?.r2).toBeCloseTo(0.66654, 5);
    expect(line?.p).toBeCloseTo(0.00217, 5);
  });
  it('fitLine with whole-number weights has the slope of repeated points, whatever the weights’ sum', () => {
    const repeated = fitLine([1, 2, 2, 4, 4, 4], [1, 3, 3, 2, 2, 2]);
    expect(fitLine([1, 2, 4], [1, 3, 2], [1, 2, 3])?.slope).toBeCloseTo(repeated?.slope ?? Number.NaN, 12);
    expect(fitLine([1, 2, 4], [1, 3, 2], [10, 20, 30])?.slopeError).toBeCloseTo(
      fitLine([1, 2, 4], [1, 3, 2], [1, 2, 3])?.slopeError ?? Number.NaN,
      12,
    );
  });
  it('fitLine of points on a line has no t, and of too few or equal points is undefined', () => {
    const exact = fitLine([1, 2, 3, 4], [0.1, 0.2, 0.3, 0.4]);
    expect(exact?.slope).toBeCloseTo(0.1, 15);
    expect(exact?.t).toBeUndefined();
    expect(fitLine([1, 2], [1, 2])).toBeUndefined();
    expect(fitLine([2, 2, 2], [1, 2, 3])).toBeUndefined();
    expect(fitLine([1, 2, 3], [1, 2, 4], [1, 0, 1])).toBeUndefined();
  });
});
