// Quantiles of more draws than fit in memory: an integer histogram of bounded size that merges exactly.
//
// Bins are stretches of numbers that share sign, exponent and the first bits of the mantissa, so that they lie everywhere
// without anybody knowing the range beforehand. Only pages of 16 bins that hold something are kept, and bins are the finest
// for which there are no more than 512 pages. Which bins those are follows from the set of values alone: finer bins are parts
// of coarser ones, and some of the values never need coarser ones than all of them. So the order of counting and merging, and
// what was counted where, change nothing.

const FINEST = 20;
const MOST_PAGES = 512;
const PAGE_BITS = 4;
const PAGE = 2 ** PAGE_BITS;
/** Places of the table in which pages are looked up: four for each page. */
const TABLE_BITS = 11;

/** Bytes of one histogram, whatever it counts. */
export const HISTOGRAM_BYTES = MOST_PAGES * (PAGE + 1) * 4 + 2 ** TABLE_BITS * 2;

/** Numbers nearer to 0 are taken for 0. */
const SMALLEST = 2 ** -1000;

const number = new Float64Array(1);
const words = new Int32Array(number.buffer);
const HIGH = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;

/**
 * Counts values for quantiles. A quantile is off by at most the width of the bin that it lies in, 2^−`bits` of its size: for a
 * million draws of a normal distribution 2 % of its SD at most, wherever its mean. Where values lie evenly inside bins, as those
 * of smooth distributions do, it is off by less than a thousandth of the SD.
 */
export class Histogram {
  /** Bits of the mantissa that bins keep. */
  #bits = FINEST;
  #count = 0;
  #used = 0;
  /** By place: the page, and the counts of its bins. */
  #pages = new Int32Array(MOST_PAGES);
  #counts = new Uint32Array(MOST_PAGES * PAGE);
  /** An open hash table from page to its place; −1 where it is free. */
  readonly #places = new Int16Array(2 ** TABLE_BITS).fill(-1);

  get count(): number {
    return this.#count;
  }

  get bits(): number {
    return this.#bits;
  }

  /** Counts every value; they must be finite. */
  add(values: Float64Array): void {
    const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
    for (let k = HIGH; k < halves.length; k += 2) {
      const bin = ordered(halves[k] as number);
      const place = this.#roomFor(bin >> PAGE_BITS, FINEST);
      const index = place * PAGE + ((bin >> (FINEST - this.#bits)) & (PAGE - 1));
      this.#counts[index] = (this.#counts[index] as number) + 1;
    }
    this.#count += values.length;
  }

  /** Adds what another one counted. */
  merge({ bits, pages, counts }: HistogramState): void {
    while (this.#bits > bits) this.#coarsen();
    pages.forEach((page, k) => {
      const place = this.#roomFor(page, bits);
      for (let bin = 0; bin < PAGE; bin++) {
        const count = counts[k * PAGE + bin] as number;
        const index = place * PAGE + (((page * PAGE + bin) >> (bits - this.#bits)) & (PAGE - 1));
        this.#counts[index] = (this.#counts[index] as number) + count;
        this.#count += count;
      }
    });
  }

  /** As plain data, for another thread or a file; pages in order. */
  get state(): HistogramState {
    const pages = this.#pages.slice(0, this.#used).sort();
    const counts = new Uint32Array(pages.length * PAGE);
    pages.forEach((page, k) => {
      const from = this.#placeOf(page) * PAGE;
      counts.set(this.#counts.subarray(from, from + PAGE), k * PAGE);
    });
    return { bits: this.#bits, pages, counts };
  }

  /** Quantiles of type 7 at `probabilities`, values taken to be spread evenly over their bins; NaN where nothing was counted. */
  quantiles(probabilities: readonly number[]): readonly number[] {
    const { bits, pages, counts } = this.state;
    const upTo = new Float64Array(counts.length);
    for (let k = 0, sum = 0; k < counts.length; k++) upTo[k] = sum += counts[k] as number;
    const valueAt = (rank: number): number => {
      const k = firstIndex(upTo.length, (at) => (upTo[at] as number) > rank);
      if (k === upTo.length) return Number.NaN;
      const bin = (pages[k >> PAGE_BITS] as number) * PAGE + (k & (PAGE - 1));
      const [low, high] = [edge(bin << (FINEST - bits)), edge((bin + 1) << (FINEST - bits))];
      const count = counts[k] as number;
      return low + (high - low) * ((rank - ((upTo[k] as number) - count) + 0.5) / count);
    };
    return probabilities.map((p) => {
      const at = (this.#count - 1) * p;
      const rank = Math.floor(at);
      const [low, high] = [valueAt(rank), valueAt(Math.min(this.#count - 1, rank + 1))];
      return low + (at - rank) * (high - low);
    });
  }

  /** Where the counts of a page of bins of so many bits belong; bins are made coarser until there is room. */
  #roomFor(page: number, bits: number): number {
    let place = this.#placeOf(page >> (bits - this.#bits));
    while (place < 0) {
      this.#coarsen();
      place = this.#placeOf(page >> (bits - this.#bits));
    }
    return place;
  }

  /** Where the counts of a page are, which is added if it is new; −1 where there is no room for it. */
  #placeOf(page: number): number {
    let at = Math.imul(page, 0x9e3779b1) >>> (32 - TABLE_BITS);
    for (; (this.#places[at] as number) >= 0; at = (at + 1) & (2 ** TABLE_BITS - 1))
      if (this.#pages[this.#places[at] as number] === page) return this.#places[at] as number;
    if (this.#used === MOST_PAGES) return -1;
    this.#pages[this.#used] = page;
    this.#places[at] = this.#used;
    return this.#used++;
  }

  /** Joins each two neighbouring bins: those of a page become one half of the page that holds it. */
  #coarsen(): void {
    const [pages, counts, used] = [this.#pages, this.#counts, this.#used];
    this.#bits--;
    this.#used = 0;
    this.#pages = new Int32Array(MOST_PAGES);
    this.#counts = new Uint32Array(MOST_PAGES * PAGE);
    this.#places.fill(-1);
    for (let place = 0; place < used; place++) {
      const page = pages[place] as number;
      const to = this.#placeOf(page >> 1) * PAGE + (page & 1) * (PAGE / 2);
      const from = place * PAGE;
      for (let bin = 0; bin < PAGE; bin += 2)
        this.#counts[to + bin / 2] = (counts[from + bin] as number) + (counts[from + bin + 1] as number);
    }
  }
}

/** What a histogram holds: bits of the mantissa, pages in order (16 bins each), and the counts of their bins. */
export interface HistogramState {
  readonly bits: number;
  readonly pages: Int32Array;
  readonly counts: Uint32Array;
}

/** The upper half of a number's bits as an integer that rises with the number. */
function ordered(high: number): number {
  return high ^ ((high >> 31) & 0x7fffffff);
}

/** The lower end of the numbers whose ordered upper half this is. */
function edge(place: number): number {
  words[1 - HIGH] = 0;
  // Below 0 the lower end is the larger size: the one of the next upper half.
  words[HIGH] = place >= 0 ? place : (place ^ 0x7fffffff) + 1;
  const value = number[0] as number;
  // What counts as 0 is 0: the numbers beside it are no values of anything.
  if (Math.abs(value) < SMALLEST) return 0;
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}

/** The first of 0 … length − 1 for which a condition holds that goes on to hold; `length` where there is none. */
function firstIndex(length: number, holds: (k: number) => boolean): number {
  let [low, high] = [-1, length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
