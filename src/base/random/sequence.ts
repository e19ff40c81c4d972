// Numbers inside (0, 1) for one uncertain input, keyed by seed and name: scrambled Sobol points, a Latin hypercube, or plain
// Monte Carlo. Any stretch of draws can be had by itself.

import { FEW, fillOrder, permutationOf } from './permutation.ts';
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
/** The largest number below 1. */
const LARGEST = 1 - 2 ** -53;

/** Opens the sequence of a name. Numbers of a Latin hypercube and of Sobol points have 32 random bits, those of Monte Carlo 52. */
export function openSequence(method: SamplingMethod, { seed, name, draws, dimension }: SequenceOptions): Sequence {
  const key = keyOf(seed, name);
  if (method === 'random') return plain(key);
  if (method === 'lhs') return latin(key, draws);
  return dimension === undefined ? shuffled(key) : sobol(key[0], dimension);
}

/** A dimension of the Sobol points, scrambled. */
function sobol(digits: number, dimension: number): Sequence {
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

/**
 * Dimension 0 (the digits of a number in reverse), scrambled, in an order of the name's own. Each 16 draws from a multiple of
 * 16 on lie in 16 equal stretches, in any order; these blocks are scrambled like digits, so that each 2^m draws (m ≥ 4) from
 * a multiple of 2^m on lie in 2^m equal stretches. (Scrambling single draws in this way would leave pairs of inputs a
 * correlation one quarter larger than chance has it.)
 */
function shuffled([digits, order, k0, k1]: Words): Sequence {
  const words = new Uint32Array(4);
  const places = new Uint8Array(FEW);
  return (out, from) => {
    let block = 0;
    for (let k = 0; k < out.length; k++) {
      const draw = from + k;
      if (k === 0 || draw % FEW === 0) {
        fillPhilox(words, Math.floor(draw / FEW), 0, 0, 0, k0, k1);
        fillOrder(places, words);
        block = scramble(draw - (draw % FEW), order) & -FEW;
      }
      out[k] = ((scrambleReversed(block | (places[draw % FEW] as number), digits) >>> 0) + 0.5) * UNIT;
    }
  };
}

/** Two draws from each block of four words. */
function plain([k0, k1]: Words): Sequence {
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
  const stratum = permutationOf(draws, key);
  const words = new Uint32Array(4);
  return (out, from) => {
    for (let k = 0; k < out.length; k++) {
      const draw = from + k;
      if (k === 0 || draw % 4 === 0) fillPhilox(words, Math.floor(draw / 4), 0, 0, 0, key[2], key[3]);
      const place = ((words[draw % 4] as number) + 0.5) * UNIT;
      out[k] = Math.min(LARGEST, (stratum(draw) + place) / draws);
    }
  };
}
