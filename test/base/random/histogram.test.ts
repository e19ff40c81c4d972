// Histograms against exact quantiles, and that nothing depends on what was counted where.

import { describe, expect, it } from 'vitest';
import { Histogram, normalQuantile, openSequence, quantilesOf } from '../../../src/base/index.ts';

const PROBABILITIES = [0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1];
const DRAWS = 2 ** 15;
const z = new Float64Array(DRAWS);
openSequence('random', { seed: 3, name: 'histogram', draws: DRAWS })(z, 0);
for (let k = 0; k < DRAWS; k++) z[k] = normalQuantile(z[k] as number);

const SHAPES: readonly (readonly [string, (x: number) => number])[] = [
  ['about 0', (x) => x],
  ['3 SD from 0', (x) => x + 3],
  ['of 0.1 %', (x) => 85_620 * (1 + 0.001 * x)],
  ['below 0', (x) => -Math.exp(0.3 * x)],
  ['with a long tail', (x) => Math.exp(3 * x)],
  ['in whole numbers', (x) => Math.round(x)],
  ['of every size', (x) => (x < 0 ? -1 : 1) * Math.exp(150 * x)],
  ['all alike', () => 3.31],
];

describe.each(SHAPES)('a histogram of values %s', (_, shape) => {
  const values = z.map(shape);
  const whole = new Histogram();
  whole.add(values);
  const exact = quantilesOf(values, PROBABILITIES);

  it('gives quantiles within the width of a bin', () => {
    whole.quantiles(PROBABILITIES).forEach((value, k) => {
      const size = Math.max(Math.abs(value), Math.abs(exact[k] as number));
      expect(Math.abs(value - (exact[k] as number))).toBeLessThanOrEqual(2 ** -whole.bits * size);
    });
    expect(whole.count).toBe(DRAWS);
  });

  it('keeps no more than 512 pages', () => expect(whole.state.pages.length).toBeLessThanOrEqual(512));

  it('is the same whatever was counted where and merged in which order', () => {
    const parts = [0, 1, 2, 3].map(() => new Histogram());
    for (let from = 0, k = 0; from < DRAWS; from += 1000, k++)
      parts[(k * k) % 4]?.add(values.subarray(from, Math.min(DRAWS, from + 1000)));
    parts[2]?.add(values.subarray(0, 0));
    for (const order of [
      [0, 1, 2, 3],
      [3, 1, 0, 2],
    ]) {
      const joined = new Histogram();
      for (const k of order) joined.merge((parts[k] as Histogram).state);
      expect(joined.state).toEqual(whole.state);
    }
  });
});

it('a histogram of a smooth distribution is far nearer than a bin: a few thousandths of the SD at most', () => {
  for (const mean of [0, 1, 5, 100, -1000]) {
    const values = z.map((x) => mean + x);
    const histogram = new Histogram();
    histogram.add(values);
    const inner = [0.05, 0.25, 0.5, 0.75, 0.95];
    const exact = quantilesOf(values, inner);
    histogram.quantiles(inner).forEach((value, k) => expect(Math.abs(value - (exact[k] as number))).toBeLessThan(3e-3));
  }
});

it('0 stays 0, −0 too, and the largest numbers stay numbers', () => {
  const histogram = new Histogram();
  histogram.add(Float64Array.of(0, -0, 0, Number.MAX_VALUE, -Number.MAX_VALUE));
  const [least, half, most] = histogram.quantiles([0, 0.5, 1]) as [number, number, number];
  expect(half).toBeCloseTo(0, 300);
  expect(least / -Number.MAX_VALUE).toBeCloseTo(1, 5);
  expect(most / Number.MAX_VALUE).toBeCloseTo(1, 5);
  expect(new Histogram().quantiles([0.5])).toEqual([Number.NaN]);
});
