// Histograms of draws: bins that several samples share, cut at a value that matters.

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
 * Bins over some sorted samples and over values that must be seen. Where `edge` is given one bin ends exactly there, so
 * that no bin holds draws of both sides.
 */
export function binsFor(samples: readonly Float64Array[], seen: readonly number[], edge?: number): Bins {
  const ends = samples.flatMap((sorted) => [quantileOf(sorted, TAIL), quantileOf(sorted, 1 - TAIL)]);
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
export function countsIn(sorted: Float64Array, bins: Bins): readonly number[] {
  const counts = Array.from({ length: bins.count }, () => 0);
  for (const value of sorted) {
    const bin = binOf(value, bins) ?? (value < bins.low ? 0 : bins.count - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Quantile of sorted values, type 7 (Hyndman & Fan 1996). */
export function quantileOf(sorted: Float64Array, probability: number): number {
  const at = (sorted.length - 1) * probability;
  const below = Math.floor(at);
  const [a, b] = [sorted[below] ?? Number.NaN, sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN];
  return a + (at - below) * (b - a);
}
