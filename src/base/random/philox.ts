// Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"): a generator without a
// state. Four words follow from a counter and a key, so that draw k of an input is the same whoever asks for it, when and
// where, and another input changes nothing.

const [MULTIPLIER_0, MULTIPLIER_1] = [0xd2511f53, 0xcd9e8d57];
const [WEYL_0, WEYL_1] = [0x9e3779b9, 0xbb67ae85];
const ROUNDS = 10;

/** Four words of 32 bits, or a counter. */
export type Words = readonly [number, number, number, number];

/**
 * The four words (unsigned) of a counter and a key.
 *
 * @example philox([0, 0, 0, 0], [0, 0]) // [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]
 */
export function philox(counter: Words, key: readonly [number, number]): Words {
  const words = new Uint32Array(4);
  fillPhilox(words, counter[0], counter[1], counter[2], counter[3], key[0], key[1]);
  return [...words] as unknown as Words;
}

/** The same into an array of four unsigned words. */
export function fillPhilox(out: Uint32Array, a: number, b: number, c: number, d: number, k: number, l: number): void {
  let c0 = a;
  let c1 = b;
  let c2 = c;
  let c3 = d;
  let k0 = k;
  let k1 = l;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ k0;
    c2 = high0 ^ c3 ^ k1;
    c1 = low1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** The upper 32 bits of an unsigned product. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16);
  const other = Math.imul(aLow, bHigh) + (middle & 0xffff);
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (other >>> 16)) | 0;
}

/** Words that a seed and a name give: keys of everything that is drawn under that name. */
export function keyOf(seed: number, name: string): Words {
  // FNV-1a over UTF-8, twice with different starts; Philox mixes what it leaves.
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (const byte of new TextEncoder().encode(name)) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x85ebca6b) + 0x27d4eb2f;
  }
  return philox([a >>> 0, b >>> 0, seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0], [0x7475_6a69, 0x6e67_0001]);
}

/** A number inside (0, 1) from two words, with 52 bits. */
export function unitOf(high: number, low: number): number {
  return ((high >>> 0) * 2 ** 20 + (low >>> 12) + 0.5) * 2 ** -52;
}
