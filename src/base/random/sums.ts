// Sums that do not depend on how draws were split among threads and machines: always over the same blocks, in their order.

/** Draws added up one after another. */
export const SUM_BLOCK = 256;

/** Blocks of a span. Spans may be summed anywhere; their sums are added in order. */
export const SPAN = 256 * SUM_BLOCK;

/**
 * The sum of up to `SPAN` draws that begin a span: block by block, in each block every eighth draw by itself, which is how
 * kernels sum a block.
 */
export function sumOfSpan(values: Float64Array): number {
  let total = 0;
  for (let from = 0; from < values.length; from += SUM_BLOCK) {
    const until = Math.min(values.length, from + SUM_BLOCK);
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    let f = 0;
    let g = 0;
    let h = 0;
    let k = from;
    for (; k + 7 < until; k += 8) {
      a += values[k] as number;
      b += values[k + 1] as number;
      c += values[k + 2] as number;
      d += values[k + 3] as number;
      e += values[k + 4] as number;
      f += values[k + 5] as number;
      g += values[k + 6] as number;
      h += values[k + 7] as number;
    }
    for (; k < until; k++) a += values[k] as number;
    total += a + c + (e + g) + (b + d + (f + h));
  }
  return total;
}

/** The same sum of draws that come in stretches of any length. */
export class RunningSum {
  readonly #block = new Float64Array(SUM_BLOCK);
  #filled = 0;
  #total = 0;

  add(values: Float64Array): void {
    for (let from = 0; from < values.length; ) {
      const some = values.subarray(from, from + SUM_BLOCK - this.#filled);
      this.#block.set(some, this.#filled);
      this.#filled += some.length;
      from += some.length;
      if (this.#filled < SUM_BLOCK) break;
      this.#total += sumOfSpan(this.#block);
      this.#filled = 0;
    }
  }

  get total(): number {
    return this.#total + sumOfSpan(this.#block.subarray(0, this.#filled));
  }
}
