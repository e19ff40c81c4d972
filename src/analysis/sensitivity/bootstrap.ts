// Percentile intervals from resampled rows (Efron 1979), seeded.

import { keyOf, philox, quantilesOf } from '../../base/index.ts';

/** An estimate with its interval of 95 %. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const INTERVAL = [0.025, 0.975] as const;

/**
 * How often each of `rows` rows stands in a resample, for `resamples` of them, keyed by seed and name. The array is written
 * anew each time: copy what is kept.
 */
export function* resampleCounts(rows: number, resamples: number, seed: number, name: string): Generator<Float64Array> {
  const counts = new Float64Array(rows);
  const [k0, k1] = keyOf(seed, `sensitivity/bootstrap/${name}`);
  for (let resample = 0; resample < resamples; resample++) {
    counts.fill(0);
    for (let drawn = 0; drawn < rows; ) {
      for (const word of philox([drawn, resample, 0, 0], [k0, k1])) {
        if (drawn++ >= rows) break;
        const row = Math.floor(word * 2 ** -32 * rows);
        counts[row] = (counts[row] as number) + 1;
      }
    }
    yield counts;
  }
}

/** An estimate with the interval of its resamples. */
export function withInterval(value: number, resampled: Float64Array): Estimate {
  const [low, high] = quantilesOf(resampled, INTERVAL) as [number, number];
  return { value, low, high };
}

/** The sum of products of two rows. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
