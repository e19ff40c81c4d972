// SHA-256 (FIPS 180-4, https://doi.org/10.6028/NIST.FIPS.180-4) without the platform's, which pages opened from disk and
// pure rooms lack; and what a fingerprint of an embedded figure, table or number is taken over.

import type { Provenance } from './document.ts';

/** Goes into every fingerprint: a new value makes all documents out of date. */
const FORMAT = 'tujing-document/1';

/** First 32 bits of the fractional parts of the roots of the first primes: square roots for the state, cube roots for rounds. */
const [STATE, ROUNDS] = constants();

/** SHA-256 of bytes, or of a text in UTF-8, in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = Uint32Array.from(STATE);
  const words = new Uint32Array(64);
  for (let at = 0; at < padded.length; at += 64) digestBlock(state, view, at, words);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** The fingerprint of what was made from a source and inputs; the order of the inputs does not count. */
export function fingerprintOf(source: string, inputs: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify([FORMAT, source, sorted]));
}

/** Where something embedded comes from, with its fingerprint. */
export function provenanceOf(id: string, source: string, inputs: Readonly<Record<string, string>>): Provenance {
  return { id, source, inputs, fingerprint: fingerprintOf(source, inputs) };
}

function digestBlock(state: Uint32Array, view: DataView, at: number, words: Uint32Array): void {
  for (let t = 0; t < 16; t++) words[t] = view.getUint32(at + 4 * t);
  for (let t = 16; t < 64; t++) {
    const [early, late] = [words[t - 15] as number, words[t - 2] as number];
    const small0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const small1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[t] = (words[t - 16] as number) + small0 + (words[t - 7] as number) + small1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const big1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + big1 + ((e & f) ^ (~e & g)) + (ROUNDS[t] as number) + (words[t] as number)) | 0;
    const big0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, k) => {
    state[k] = (state[k] as number) + word;
  });
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The fractional bits are found in whole numbers: the integer root of p · 2^64 (square) and p · 2^96 (cube). */
function constants(): readonly [Uint32Array, Uint32Array] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
  const fraction = (prime: bigint, power: bigint) => Number(integerRoot(prime << (32n * power), power) & 0xffffffffn);
  return [
    Uint32Array.from(primes.slice(0, 8), (prime) => fraction(prime, 2n)),
    Uint32Array.from(primes, (prime) => fraction(prime, 3n)),
  ];
}

function integerRoot(value: bigint, power: bigint): bigint {
  let [low, high] = [0n, 1n << 40n];
  while (low + 1n < high) {
    const middle = (low + high) >> 1n;
    if (middle ** power <= value) low = middle;
    else high = middle;
  }
  return low;
}
