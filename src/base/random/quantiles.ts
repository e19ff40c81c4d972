// Exact quantiles of a row of draws by selection: far less work than sorting it.

/** Up to so many values are sorted by insertion: that is no more work. */
const MOST_SORTED = 48;
/** Values from which the range of the buckets is guessed, and how many of them are left out at each end. */
const GUESSED_FROM = 32;
const LEFT_OUT = 1;
const MOST_BUCKETS = 1024;
/** Values that a bucket holds on average. */
const PER_BUCKET = 8;
/** Times that one crowded bucket is looked into before it is sorted. */
const DEEPEST = 6;

// Room for one call at a time; nothing is kept in it between two calls.
const counts = new Int32Array(MOST_BUCKETS);
const sample = new Float64Array(GUESSED_FROM);
let bucketOf = new Uint16Array(4096);
let rankRoom = new Int32Array(16);
let foundRoom = new Float64Array(16);
/** Gathered values, by depth. */
const gatherRooms: Float64Array[] = [];

/**
 * Quantiles of type 7 (Hyndman & Fan 1996: linear between order statistics, as in R, NumPy and spreadsheets) at
 * `probabilities` in rising order. `values` stay as they are; they must be finite, and at least one.
 *
 * @example quantilesOf(Float64Array.of(1, 2, 3, 4), [0.25, 0.5]) // [1.75, 2.5]
 */
export function quantilesOf(values: Float64Array, probabilities: readonly number[]): readonly number[] {
  const last = values.length - 1;
  const size = 2 * probabilities.length;
  if (rankRoom.length < size) [rankRoom, foundRoom] = [new Int32Array(size), new Float64Array(size)];
  const ranks = rankRoom.subarray(0, size);
  const found = foundRoom.subarray(0, size);
  probabilities.forEach((p, k) => {
    ranks[2 * k] = last * p;
    ranks[2 * k + 1] = Math.min(last, Math.floor(last * p) + 1);
  });
  select(values, ranks, 0, found, 0);
  return probabilities.map((p, k) => {
    const [low, high] = [found[2 * k] as number, found[2 * k + 1] as number];
    return low + (last * p - Math.floor(last * p)) * (high - low);
  });
}

/** Writes the values of ranks (0 = smallest, `before` of them elsewhere; in rising order, repeats allowed) into `found`. */
function select(values: Float64Array, ranks: Int32Array, before: number, found: Float64Array, depth: number): void {
  const n = values.length;
  const [low, high] = (depth === 0 && n > MOST_SORTED && likelyRange(values)) || wholeRange(values);
  const buckets = Math.min(MOST_BUCKETS, n / PER_BUCKET) | 0;
  const scale = buckets / (high - low);
  if (n <= MOST_SORTED || depth > DEEPEST || !(scale < Number.POSITIVE_INFINITY && scale > 0)) {
    if (low === high) found.fill(low);
    else read(values.slice(), ranks, before, found);
    return;
  }
  // 1. How many values fall into each of some equal stretches of the range; what lies outside belongs to the first or last.
  const top = buckets - 1;
  counts.fill(0, 0, buckets);
  if (bucketOf.length < n) bucketOf = new Uint16Array(n);
  countBuckets(values, bucketOf, low, scale, top);
  // 2. Stretches in which a rank lies get room to be gathered in; for the others the count turns into −1.
  const stretches: Stretch[] = [];
  let room = 0;
  let next = 0;
  for (let bucket = 0, below = before; bucket < buckets; bucket++) {
    const count = counts[bucket] as number;
    if (next < ranks.length && (ranks[next] as number) < below + count) {
      const first = next;
      while (next < ranks.length && (ranks[next] as number) < below + count) next++;
      stretches.push({ from: room, count, below, first, end: next });
      counts[bucket] = room;
      room += count;
    } else counts[bucket] = -1;
    below += count;
  }
  // 3. One more look at the values gathers them all.
  const gathered = gatherRoom(room, depth);
  gather(values, bucketOf, gathered);
  // 4. Each stretch by itself: sorted where it is short, else in the same way.
  for (const { from, count, below, first, end } of stretches) {
    if (count <= MOST_SORTED) {
      insertionSort(gathered, from, from + count);
      for (let k = first; k < end; k++) found[k] = gathered[from + (ranks[k] as number) - below] as number;
    } else {
      const [wanted, into] = [ranks.subarray(first, end), found.subarray(first, end)];
      select(gathered.subarray(from, from + count), wanted, below, into, depth + 1);
    }
  }
}

function gatherRoom(size: number, depth: number): Float64Array {
  const known = gatherRooms[depth];
  if (known && known.length >= size) return known;
  const made = new Float64Array(Math.max(256, 2 * size));
  gatherRooms[depth] = made;
  return made;
}

function countBuckets(values: Float64Array, places: Uint16Array, low: number, scale: number, top: number): void {
  for (let k = 0; k < values.length; k++) {
    const place = ((values[k] as number) - low) * scale;
    const bucket = place > 0 ? (place < top ? place | 0 : top) : 0;
    places[k] = bucket;
    counts[bucket] = (counts[bucket] as number) + 1;
  }
}

function gather(values: Float64Array, places: Uint16Array, gathered: Float64Array): void {
  for (let k = 0; k < values.length; k++) {
    const bucket = places[k] as number;
    const at = counts[bucket] as number;
    if (at >= 0) {
      gathered[at] = values[k] as number;
      counts[bucket] = at + 1;
    }
  }
}

/** Values of one bucket: where they are gathered, how many are smaller, and which of the ranks lie among them. */
interface Stretch {
  readonly from: number;
  readonly count: number;
  readonly below: number;
  readonly first: number;
  readonly end: number;
}

/** The same by sorting, which `values` suffer. */
function read(values: Float64Array, ranks: Int32Array, before: number, found: Float64Array): void {
  if (values.length <= MOST_SORTED) insertionSort(values, 0, values.length);
  else values.sort();
  for (let k = 0; k < ranks.length; k++) found[k] = values[(ranks[k] as number) - before] as number;
}

/**
 * Where nearly all values lie, judged by some of them: the range without its extremes, widened by half at each end; undefined
 * where those are all alike.
 */
function likelyRange(values: Float64Array): readonly [number, number] | undefined {
  const step = values.length / GUESSED_FROM;
  for (let k = 0; k < GUESSED_FROM; k++) sample[k] = values[(k * step) | 0] as number;
  insertionSort(sample, 0, GUESSED_FROM);
  const [low, high] = [sample[LEFT_OUT] as number, sample[GUESSED_FROM - 1 - LEFT_OUT] as number];
  const margin = 0.5 * (high - low);
  return margin === 0 ? undefined : [low - margin, high + margin];
}

function wholeRange(values: Float64Array): readonly [number, number] {
  let low = values[0] as number;
  let high = low;
  for (let k = 1; k < values.length; k++) {
    const value = values[k] as number;
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  return [low, high];
}

/** Sorts values from one place to before another; quickest for few of them. */
function insertionSort(values: Float64Array, from: number, to: number): void {
  for (let k = from + 1; k < to; k++) {
    const value = values[k] as number;
    let j = k - 1;
    for (; j >= from && (values[j] as number) > value; j--) values[j + 1] = values[j] as number;
    values[j + 1] = value;
  }
}
