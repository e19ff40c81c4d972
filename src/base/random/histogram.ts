// Quantiles of more draws than fit in memory: an integer histogram that merges exactly, whatever was counted where.

/** Bits of the mantissa that a bin keeps: bins are 2^−11 of a value wide (0.05 %). */
const KEPT_BITS = 11;
const PAGE = 2 ** KEPT_BITS;
const SHIFT = 20 - KEPT_BITS;

const EMPTY = new Uint32Array(0);
const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
const HIGH = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;

/**
 * Counts of values by their sign, exponent and first 11 bits of the mantissa. A quantile read from it is off by at most the
 * width of its bin, 2^−11 of its size.
 */
export class Histogram {
  /** Counts by sign and exponent, a page for each that occurs. */
  readonly #pages = new Map<number, Uint32Array>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Counts every value; they must be finite. */
  add(values: Float64Array): void {
    const halves = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
    let known = -1;
    let page: Uint32Array = EMPTY;
    let before = -1;
    let other: Uint32Array = EMPTY;
    for (let k = HIGH; k < halves.length; k += 2) {
      const high = halves[k] as number;
      const key = high >>> 20;
      if (key !== known) {
        // Values around a power of two change between two pages: both stay at hand.
        const found = key === before ? other : this.#page(key);
        [before, other, known, page] = [known, page, key, found];
      }
      const bin = (high >>> SHIFT) & (PAGE - 1);
      page[bin] = (page[bin] as number) + 1;
    }
    this.#count += values.length;
  }

  /** Adds what another one counted. */
  merge(other: HistogramState): void {
    for (const [key, counts] of other.pages) {
      const page = this.#page(key);
      counts.forEach((count, bin) => {
        page[bin] = (page[bin] as number) + count;
      });
      this.#count += counts.reduce((sum, count) => sum + count, 0);
    }
  }

  /** As plain data, for another thread or a file; pages in order. */
  get state(): HistogramState {
    return { pages: [...this.#pages].sort((a, b) => a[0] - b[0]) };
  }

  /** Quantiles of type 7 at `probabilities`, values taken to be spread evenly over their bins. */
  quantiles(probabilities: readonly number[]): readonly number[] {
    // Negative numbers run backwards: the largest key first.
    const keys = [...this.#pages.keys()].sort((a, b) => (a >= 2048 || b >= 2048 ? b - a : a - b));
    const bins = keys.flatMap((key): Bin[] => {
      const page = this.#pages.get(key) as Uint32Array;
      const order = Array.from(page.keys());
      return (key >= 2048 ? order.reverse() : order).flatMap((bin) => {
        const count = page[bin] as number;
        return count === 0 ? [] : [{ count, ...edges(key, bin) }];
      });
    });
    const valueAt = (rank: number): number => {
      let before = 0;
      for (const { count, low, high } of bins) {
        if (rank < before + count) return low + ((high - low) * (rank - before + 0.5)) / count;
        before += count;
      }
      return Number.NaN;
    };
    return probabilities.map((p) => {
      const at = (this.#count - 1) * p;
      const rank = Math.floor(at);
      const [low, high] = [valueAt(rank), valueAt(Math.min(this.#count - 1, rank + 1))];
      return low + (at - rank) * (high - low);
    });
  }

  #page(key: number): Uint32Array {
    const page = this.#pages.get(key) ?? new Uint32Array(PAGE);
    this.#pages.set(key, page);
    return page;
  }
}

/** What a histogram holds: sign and exponent, and the counts of its bins. */
export interface HistogramState {
  readonly pages: readonly (readonly [number, Uint32Array])[];
}

interface Bin {
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/** The values between which a bin lies, in rising order. */
function edges(key: number, bin: number): { readonly low: number; readonly high: number } {
  const at = (position: number) => {
    words[1 - HIGH] = 0;
    words[HIGH] = ((key << 20) | 0) + (position << SHIFT);
    return number[0] as number;
  };
  const [near, far] = [at(bin), at(bin + 1)];
  return near < far ? { low: near, high: far } : { low: far, high: near };
}
