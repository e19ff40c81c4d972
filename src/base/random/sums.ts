// Sums that do not depend on how draws were split among threads and machines: always over the same blocks, in their order.

/** Draws added up one after another. */
export const SUM_BLOCK = 256;

/** Blocks of a span. Spans may be summed anywhere; their sums are added in order. */
export const SPAN = 256 * SUM_BLOCK;

/** The sum of up to `SPAN` draws that begin a span: block by block. */
export function sumOfSpan(values: Float64Array): number {
  let total = 0;
  for (let from = 0; from < values.length; from += SUM_BLOCK) {
    const until = Math.min(values.length, from + SUM_BLOCK);
    let sum = 0;
    for (let k = from; k < until; k++) sum += values[k] as number;
    total += sum;
  }
  return total;
}
