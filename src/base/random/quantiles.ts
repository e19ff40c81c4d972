// Exact quantiles of a row of draws by selection: far less work than sorting it.

const BUCKETS = 512;
/** Below this many values sorting them is no more work. */
const FEW = 48;

/**
 * Quantiles of type 7 (Hyndman & Fan 1996: linear between order statistics, as in R, NumPy and spreadsheets) at
 * `probabilities` in rising order. `values` stay as they are; they must be finite, and at least one.
 *
 * @example quantilesOf(Float64Array.of(1, 2, 3, 4), [0.25, 0.5]) // [1.75, 2.5]
 */
export function quantilesOf(values: Float64Array, probabilities: readonly number[]): readonly number[] {
  const n = values.length;
  const places = probabilities.map((p) => (n - 1) * p);
  const ranks = places.flatMap((at) => [Math.floor(at), Math.min(n - 1, Math.floor(at) + 1)]);
  const found = orderStatistics(values, ranks);
  return places.map((at, k) => {
    const [low, high] = [found[2 * k] as number, found[2 * k + 1] as number];
    return low + (at - Math.floor(at)) * (high - low);
  });
}

/** The values of ranks (0 = smallest) in rising order, repeats allowed. */
function orderStatistics(values: Float64Array, ranks: readonly number[]): readonly number[] {
  const n = values.length;
  let [least, most] = [values[0] as number, values[0] as number];
  for (let k = 1; k < n; k++) {
    const value = values[k] as number;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  if (least === most) return ranks.map(() => least);
  const buckets = n < BUCKETS ? 64 : BUCKETS;
  const scale = buckets / (most - least);
  if (n <= FEW || !(scale > 0 && scale < Number.POSITIVE_INFINITY)) {
    const order = sorted(values.slice());
    return ranks.map((rank) => order[rank] as number);
  }
  // 1. How many values fall into each of some equal stretches.
  const counts = new Int32Array(buckets + 1);
  for (let k = 0; k < n; k++) {
    const bucket = (((values[k] as number) - least) * scale) | 0;
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  // 2. Stretches in which a rank lies get a place to be gathered in; the others none.
  const places = new Int32Array(buckets + 1).fill(-1);
  const wanted: { readonly at: number; readonly count: number; readonly ranks: number[] }[] = [];
  let [room, next] = [0, 0];
  for (let bucket = 0, before = 0; next < ranks.length; bucket++) {
    const count = counts[bucket] as number;
    if ((ranks[next] as number) < before + count) {
      const inside: number[] = [];
      for (; next < ranks.length && (ranks[next] as number) < before + count; next++)
        inside.push((ranks[next] as number) - before);
      wanted.push({ at: room, count, ranks: inside });
      places[bucket] = room;
      room += count;
    }
    before += count;
  }
  // 3. One more look at the values gathers them all.
  const gathered = new Float64Array(room);
  for (let k = 0; k < n; k++) {
    const value = values[k] as number;
    const bucket = ((value - least) * scale) | 0;
    const place = places[bucket] as number;
    if (place < 0) continue;
    gathered[place] = value;
    places[bucket] = place + 1;
  }
  return wanted.flatMap(({ at, count, ranks: inside }) => {
    const stretch = gathered.subarray(at, at + count);
    // One value far away leaves nearly all others in one stretch: look into that one in the same way.
    if (count > n / 4) return orderStatistics(stretch, inside);
    const order = sorted(stretch);
    return inside.map((rank) => order[rank] as number);
  });
}

/** Sorts in place; insertion is quickest for the few values of a stretch. */
function sorted(values: Float64Array): Float64Array {
  if (values.length > FEW) return values.sort();
  for (let k = 1; k < values.length; k++) {
    const value = values[k] as number;
    let j = k - 1;
    for (; j >= 0 && (values[j] as number) > value; j--) values[j + 1] = values[j] as number;
    values[j + 1] = value;
  }
  return values;
}
