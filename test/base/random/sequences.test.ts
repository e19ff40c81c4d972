// What sequences promise beyond one input: even stretches at every size, pairs no more alike than by chance, orders all alike.

import { describe, expect, it } from 'vitest';
import { keyOf, openSequence, philox, type SamplingMethod } from '../../../src/base/index.ts';
import { fillOrder, permutationOf } from '../../../src/base/random/permutation.ts';

const SEED = 20270101;

function drawn(method: SamplingMethod, name: string, draws: number, dimension?: number, from = 0, length = draws) {
  const out = new Float64Array(length);
  openSequence(method, { seed: SEED, name, draws, ...(dimension === undefined ? {} : { dimension }) })(out, from);
  return out;
}

const stretches = (u: Float64Array, count: number) => new Set(u.map((x) => Math.floor(x * count))).size;

describe('philox', () => {
  it('gives the third known answer of Random123: digits of π', () => {
    expect(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
      0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1,
    ]);
  });

  it('keyOf tells names apart that share letters, and seeds beyond 32 bits', () => {
    const keys = ['', 'a', 'b', 'ab', 'ba', '研发', '研发 ', 'a\u0000'].map((name) => keyOf(1, name).join());
    keys.push(keyOf(1 + 2 ** 32, 'a').join(), keyOf(2, 'a').join());
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('Sobol draws', () => {
  it.each([undefined, 0, 1, 7, 40, 63])(
    'dimension %s: every 2^m draws from a multiple of 2^m have one in each of 2^m stretches',
    (dimension) => {
      for (const m of [4, 5, 8, 10, 13])
        for (const block of [0, 1, 5])
          expect(stretches(drawn('sobol', 'x', 0, dimension, block * 2 ** m, 2 ** m), 2 ** m)).toBe(2 ** m);
    },
  );

  it('of two dimensions have one in each elementary interval of the first 2^8', () => {
    const [a, b] = [drawn('sobol', 'a', 256, 0), drawn('sobol', 'b', 256, 1)];
    for (let m = 0; m <= 8; m++) {
      const cells = a.map(
        (x, k) => Math.floor(x * 2 ** m) * 2 ** (8 - m) + Math.floor((b[k] as number) * 2 ** (8 - m)),
      );
      expect(new Set(cells).size).toBe(256);
    }
  });

  it('have the error of one random draw in each stretch, 1/(12 n³), over many seeds, and no bias', () => {
    const [n, seeds] = [64, 600];
    const misses = Array.from({ length: seeds }, (_, seed) => {
      const u = new Float64Array(n);
      openSequence('sobol', { seed, name: 'x', draws: n })(u, 0);
      return u.reduce((sum, x) => sum + x, 0) / n - 0.5;
    });
    const variance = misses.reduce((sum, miss) => sum + miss * miss, 0) / seeds;
    expect(variance * 12 * n ** 3).toBeGreaterThan(0.75);
    expect(variance * 12 * n ** 3).toBeLessThan(1.25);
    expect(Math.abs(misses.reduce((sum, miss) => sum + miss, 0) / seeds)).toBeLessThan(4 * Math.sqrt(variance / seeds));
  });
});

it.each(['sobol', 'lhs', 'random'] as const)('%s: pairs of 60 names are as alike as chance has it', (method) => {
  const n = 512;
  const columns = Array.from({ length: 60 }, (_, k) => {
    const u = drawn(method, `growth@${k}`, n).map((x) => x - 0.5);
    const size = Math.sqrt(u.reduce((sum, x) => sum + x * x, 0));
    return u.map((x) => x / size);
  });
  let sum = 0;
  let most = 0;
  for (const [i, a] of columns.entries())
    for (const b of columns.slice(0, i)) {
      const r = a.reduce((total, x, k) => total + x * (b[k] as number), 0);
      sum += r * r;
      most = Math.max(most, Math.abs(r));
    }
  // 1 770 pairs: r·√n is about standard normal, so its mean square is 1 ± 0.034.
  expect(Math.abs((sum * n) / 1770 - 1)).toBeLessThan(0.17);
  expect(most * Math.sqrt(n)).toBeLessThan(4.8);
});

it('a Latin hypercube has one draw in each stratum, whichever draws are asked for first', () => {
  for (const draws of [1, 3, 5, 64, 1000, 4097]) {
    const backwards = new Float64Array(draws);
    for (let k = draws - 1; k >= 0; k--) backwards.set(drawn('lhs', 'a', draws, undefined, k, 1), k);
    expect(stretches(backwards, draws)).toBe(draws);
    expect(backwards).toEqual(drawn('lhs', 'a', draws));
  }
});

describe('orders', () => {
  it.each([3, 4, 5])('permutationOf(%d) gives all of them about equally often', (size) => {
    const tries = 6000;
    const counts = new Map<string, number>();
    for (let seed = 0; seed < tries; seed++) {
      const order = permutationOf(size, keyOf(seed, 'order'));
      const key = Array.from({ length: size }, (_, k) => order(k)).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const kinds = [1, 1, 2, 6, 24, 120][size] as number;
    expect(counts.size).toBe(kinds);
    for (const count of counts.values()) {
      expect(count / (tries / kinds)).toBeGreaterThan(0.35);
      expect(count / (tries / kinds)).toBeLessThan(1.9);
    }
  });

  it('fillOrder puts each of 16 numbers in each place equally often, and each after each other', () => {
    const tries = 16_000;
    const [places, pairs] = [new Int32Array(256), new Int32Array(256)];
    const order = new Uint8Array(16);
    for (let k = 0; k < tries; k++) {
      fillOrder(order, Uint32Array.from(philox([k, 0, 0, 0], [1, 2])));
      expect(new Set(order).size).toBe(16);
      order.forEach((value, place) => {
        places[16 * place + value] = (places[16 * place + value] as number) + 1;
        if (place > 0) {
          const pair = 16 * (order[place - 1] as number) + value;
          pairs[pair] = (pairs[pair] as number) + 1;
        }
      });
    }
    const chiSquare = (counts: Int32Array, mean: number) =>
      counts.reduce((sum, count) => sum + (count === 0 ? 0 : (count - mean) ** 2 / mean), 0);
    // 225 degrees of freedom for places, 239 for neighbours: five SD.
    expect(chiSquare(places, tries / 16)).toBeLessThan(225 + 5 * Math.sqrt(450));
    expect(chiSquare(pairs, (tries * 15) / 240)).toBeLessThan(239 + 5 * Math.sqrt(478));
  });
});
