// Orders that a key gives, without a list of them: where number k goes can be asked of any k by itself.

import { fillPhilox, type Words } from './philox.ts';

const ROUNDS = 5;

/** A permutation of 0 … size − 1: multiplications and shifts inside the next power of two, walked until the result is below size. */
export function permutationOf(size: number, key: Words): (k: number) => number {
  const bits = Math.max(1, 32 - Math.clz32(size - 1));
  const mask = 2 ** bits - 1;
  const shift = Math.max(1, bits >> 1);
  // Each round: an odd factor and a summand, which keep the map one to one, then upper bits onto lower ones.
  const rounds = Array.from({ length: ROUNDS }, (_, round) => wordsOf(key, round));
  const [[f0, s0], [f1, s1], [f2, s2], [f3, s3], [f4, s4]] = rounds as [Round, Round, Round, Round, Round];
  const shuffle = (k: number): number => {
    let x = (Math.imul(k, f0) + s0) & mask;
    x = (Math.imul(x ^ (x >>> shift), f1) + s1) & mask;
    x = (Math.imul(x ^ (x >>> shift), f2) + s2) & mask;
    x = (Math.imul(x ^ (x >>> shift), f3) + s3) & mask;
    x = (Math.imul(x ^ (x >>> shift), f4) + s4) & mask;
    return x ^ (x >>> shift);
  };
  return (k) => {
    let found = shuffle(k);
    while (found >= size) found = shuffle(found);
    return found;
  };
}

type Round = readonly [number, number];

function wordsOf(key: Words, round: number): Round {
  const words = new Uint32Array(4);
  fillPhilox(words, round, key[2], key[3], 0x6f72_6472, key[0], key[1]);
  return [(words[0] as number) | 1, words[1] as number];
}

/** Numbers that an order of 16 takes up. */
export const FEW = 16;

/** Writes an order of 0 … 15 that three random words give, each as likely as any other to 1 in 8 000 (Fisher & Yates 1938). */
export function fillOrder(out: Uint8Array, words: Uint32Array): void {
  for (let k = 0; k < FEW; k++) out[k] = k;
  let [left, used] = [words[0] as number, 0];
  for (let last = FEW - 1; last > 0; last--) {
    // A word is a fraction: its product with a count is a choice, and what is left of it another fraction.
    if (last === 10 || last === 5) left = words[++used] as number;
    const product = left * (last + 1);
    const chosen = Math.floor(product * 2 ** -32);
    left = product - chosen * 2 ** 32;
    const value = out[chosen] as number;
    out[chosen] = out[last] as number;
    out[last] = value;
  }
}
