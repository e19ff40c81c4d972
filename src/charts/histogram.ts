// Histograms of draws: bins that several samples share, cut at a value that matters.

import { quantilesOf } from '../base/index.ts';

/** Equal bins from `low` to `high`. */
export interface Bins {
  readonly low: number;
  readonly high: number;
  readonly width: number;
  readonly count: number;
}

const BINS = 44;
/** Share of the draws at each end that may lie outside: one far draw must not flatten all others. */
const TAIL = 0.003;

/**
 * Bins over some samples and over values that must be seen. Where `edge` is given one bin ends exactly there, so
 * that no bin holds draws of both sides.
 */
export function binsFor(samples: readonly Float64Array[], seen: readonly number[], edge?: number): Bins {
  const ends = samples.flatMap((sample) => quantilesOf(sample, [TAIL, 1 - TAIL]));
  const all = [...ends, ...seen, ...(edge === undefined ? [] : [edge])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const width = (most - least || 1) / BINS;
  const origin = edge ?? least;
  const below = Math.ceil((origin - least) / width + 0.5);
  const above = Math.ceil((most - origin) / width + 0.5);
  return { low: origin - below * width, high: origin + above * width, width, count: below + above };
}

/** The bin of a value; undefined outside. The lower edge belongs to a bin. */
export function binOf(value: number, { low, width, count }: Bins): number | undefined {
  const bin = Math.floor((value - low) / width + 1e-9);
  return bin >= 0 && bin < count ? bin : undefined;
}

/** Draws in each bin; those outside stand in the first or the last. */
export function countsIn(sample: Float64Array, bins: Bins): readonly number[] {
  const counts = Array.from({ length: bins.count }, () => 0);
  for (const value of sample) {
    const bin = binOf(value, bins) ?? (value < bins.low ? 0 : bins.count - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
