// Numbers inside (0, 1) for one uncertain input, keyed by seed and name: scrambled Sobol points, a Latin hypercube, or plain
// Monte Carlo. Any stretch of draws can be had by itself.

import { fillPhilox, keyOf, unitOf, type Words } from './philox.ts';
import { directionsOf, scramble, scrambleReversed, sobolBits } from './sobol.ts';

export type SamplingMethod = 'sobol' | 'lhs' | 'random';

/** What numbers a sequence gives. */
export interface SequenceOptions {
  readonly seed: number;
  readonly name: string;
  /** How many draws there will be; a Latin hypercube has one in each of so many strata. */
  readonly draws: number;
  /**
   * A Sobol dimension that belongs to this name for good. Without one the input has a one-dimensional sequence whose order
   * is shuffled by its name: as even by itself, and independent of the others.
   */
  readonly dimension?: number;
}

/** Writes draws `from`, `from` + 1, … into all of `out`. */
export type Sequence = (out: Float64Array, from: number) => void;

const UNIT = 2 ** -32;

/** Opens the sequence of a name. */
export function openSequence(method: SamplingMethod, { seed, name, draws, dimension }: SequenceOptions): Sequence {
  const key = keyOf(seed, name);
  if (method === 'random') return plain(key[0], key[1]);
  if (method === 'lhs') return latin(key, draws);
  const [digits, order] = key;
  if (dimension === undefined) {
    // Dimension 0 in an order of the name's own: its points are the digits of the number in reverse.
    return (out, from) => {
      for (let k = 0; k < out.length; k++) {
        const point = scramble(from + k, order);
        out[k] = ((scrambleReversed(point ^ (point >>> 1), digits) >>> 0) + 0.5) * UNIT;
      }
    };
  }
  const directions = directionsOf(dimension);
  return (out, from) => {
    let bits = sobolBits(directions, from);
    for (let k = 0; k < out.length; k++) {
      out[k] = ((scramble(bits, digits) >>> 0) + 0.5) * UNIT;
      // One digit of the Gray code changes from a number to the next: the lowest zero of this one.
      bits ^= directions[31 - Math.clz32(~(from + k) & (from + k + 1))] as number;
    }
  };
}

/** Two draws from each block of four words. */
function plain(k0: number, k1: number): Sequence {
  const words = new Uint32Array(4);
  return (out, from) => {
    for (let k = 0; k < out.length; k++) {
      const draw = from + k;
      if (k === 0 || draw % 2 === 0) fillPhilox(words, Math.floor(draw / 2), Math.floor(draw / 2 ** 33), 0, 0, k0, k1);
      out[k] =
        draw % 2 === 0
          ? unitOf(words[0] as number, words[1] as number)
          : unitOf(words[2] as number, words[3] as number);
    }
  };
}

/** Draw k lies at a random place in stratum π(k) of as many strata as there are draws (McKay, Beckman & Conover 1979). */
function latin(key: Words, draws: number): Sequence {
  const jitter = plain(key[2], key[3]);
  const stratum = permutation(draws, key);
  return (out, from) => {
    jitter(out, from);
    for (let k = 0; k < out.length; k++) out[k] = (stratum(from + k) + (out[k] as number)) / draws;
  };
}

/** A keyed permutation of 0…size−1: a Feistel network over the next even number of bits, walked until it is inside. */
function permutation(size: number, key: Words): (k: number) => number {
  const half = Math.max(1, Math.ceil(Math.log2(Math.max(2, size)) / 2));
  const mask = 2 ** half - 1;
  const shuffle = (k: number): number => {
    let [left, right] = [Math.floor(k / (mask + 1)), k & mask];
    for (let round = 0; round < 6; round++) {
      let x = Math.imul(right ^ (key[round % 4] as number), 0x85ebca6b) + round;
      x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
      [left, right] = [right, left ^ ((x ^ (x >>> 16)) & mask)];
    }
    return left * (mask + 1) + right;
  };
  return (k) => {
    let found = shuffle(k);
    while (found >= size) found = shuffle(found);
    return found;
  };
}
