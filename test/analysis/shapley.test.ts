import { describe, expect, it } from 'vitest';
import { type Game, shapley } from '../../src/analysis/index.ts';

const values = (players: number, game: Game, options = {}) =>
  shapley(players, game, options).parts.map((part) => part.value);

/** Averages over all orders: the definition, without a shortcut. */
function byAllOrders(players: number, game: Game): readonly number[] {
  const orders = (left: readonly number[]): readonly (readonly number[])[] =>
    left.length === 0
      ? [[]]
      : left.flatMap((k) => orders(left.filter((other) => other !== k)).map((rest) => [k, ...rest]));
  const all = orders(Array.from({ length: players }, (_, k) => k));
  const sums = Array.from({ length: players }, () => 0);
  for (const order of all) {
    const on = Array.from({ length: players }, () => false);
    for (const player of order) {
      const before = game(on);
      on[player] = true;
      sums[player] = (sums[player] ?? 0) + game(on) - before;
    }
  }
  return sums.map((sum) => sum / all.length);
}

/** A game without any structure: a fixed number for each coalition. */
const ragged: Game = (on) => on.reduce((sum, is, k) => (is ? sum * 1.7 + (k + 1) ** 2 : sum * 0.9 - k), 3);

describe('shapley()', () => {
  it('shapley(3, glove game) gives 4/6, 1/6, 1/6', () => {
    const gloves: Game = ([left, right, other]) => (left && (right || other) ? 1 : 0);
    expect(values(3, gloves)).toEqual([
      expect.closeTo(4 / 6, 14),
      expect.closeTo(1 / 6, 14),
      expect.closeTo(1 / 6, 14),
    ]);
  });

  it('shapley(3, airport game of costs 1, 2, 3) shares each stretch among those who need it (Littlechild & Owen 1973)', () => {
    const costs = [1, 2, 3];
    const airport: Game = (on) => Math.max(0, ...costs.filter((_, k) => on[k]));
    expect(values(3, airport)).toEqual([
      expect.closeTo(1 / 3, 14),
      expect.closeTo(1 / 3 + 1 / 2, 14),
      expect.closeTo(1 / 3 + 1 / 2 + 1, 14),
    ]);
  });

  it('shapley(5, …) is the average over all 120 orders', () => {
    const expected = byAllOrders(5, ragged);
    for (const [k, value] of values(5, ragged).entries()) expect(value).toBeCloseTo(expected[k] ?? Number.NaN, 10);
  });

  it('shapley() adds up to the total, alone and last are the ends of it, and 2^n coalitions are run once each', () => {
    let calls = 0;
    const found = shapley(6, (on) => {
      calls += 1;
      return ragged(on);
    });
    expect(found.parts.reduce((sum, part) => sum + part.value, 0)).toBeCloseTo(found.all - found.none, 9);
    expect([calls, found.coalitions]).toEqual([64, 64]);
    const all = Array.from({ length: 6 }, () => true);
    expect(found.parts[2]?.alone).toBe(ragged(all.map((_, k) => k === 2)) - found.none);
    expect(found.parts[2]?.last).toBe(found.all - ragged(all.with(2, false)));
  });

  it('shapley() of relabelled players gives each the same', () => {
    const order = [3, 0, 4, 1, 2];
    const relabelled: Game = (on) => ragged(order.map((_, k) => on[order.indexOf(k)] ?? false));
    const [first, second] = [values(5, ragged), values(5, relabelled)];
    order.forEach((player, k) => {
      expect(second[k]).toBeCloseTo(first[player] ?? Number.NaN, 10);
    });
  });

  it('shapley().pairs of a product of two factors is what they do together, and 0 for one who adds', () => {
    const { pairs } = shapley(3, ([a, b, c]) => (a ? 1.1 : 1) * (b ? 1.2 : 1) + (c ? 5 : 0));
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(pairs.map(({ value }) => value)).toEqual([
      expect.closeTo(1.32 - 1.1 - 1.2 + 1, 14),
      expect.closeTo(0, 14),
      expect.closeTo(0, 14),
    ]);
  });

  it('shapley(0) and shapley(1) are the total', () => {
    expect(shapley(0, () => 7)).toMatchObject({ none: 7, all: 7, parts: [] });
    expect(values(1, ([on]) => (on ? 9 : 4))).toEqual([5]);
  });
});

describe('shapley() of more than 12 players', () => {
  /** The UN Security Council: five with a veto, ten without, nine votes needed (Shapley & Shubik 1954). */
  const council: Game = (on) => (on.slice(0, 5).every(Boolean) && on.filter(Boolean).length >= 9 ? 1 : 0);

  it('shapley(15, Security Council) estimates 421/2145 and 4/2145 within its standard error and adds up to 1', () => {
    const found = shapley(15, council, { orders: 4000 });
    expect(found.method).toBe('sampled');
    expect(found.parts.reduce((sum, part) => sum + part.value, 0)).toBeCloseTo(1, 12);
    for (const [k, { value, standardError = 0 }] of found.parts.entries()) {
      const exact = k < 5 ? 421 / 2145 : 4 / 2145;
      expect(Math.abs(value - exact)).toBeLessThan(4 * Math.max(standardError, 0.001));
    }
    expect(found.parts[0]?.standardError).toBeGreaterThan(0);
  });

  it('shapley(14, sum of effects) is exact with standard error 0', () => {
    const found = shapley(14, (on) => on.reduce((sum, is, k) => sum + (is ? k : 0), 0), { orders: 8 });
    expect(found.parts.map((part) => [part.value, part.standardError])).toEqual(
      Array.from({ length: 14 }, (_, k) => [k, 0]),
    );
  });

  it('shapley() draws orders by the names of players, not by the order in which they are listed, and others by another seed', () => {
    const names = Array.from({ length: 13 }, (_, k) => `lever ${k}`);
    const reversed = [...names].reverse();
    const back: Game = (on) => ragged([...on].reverse());
    const [first, second] = [
      values(13, ragged, { names, orders: 16 }),
      values(13, back, { names: reversed, orders: 16 }),
    ];
    for (const [k, value] of first.entries()) expect(second[12 - k]).toBeCloseTo(value, 6);
    expect(values(13, ragged, { names, orders: 16, seed: 1 })).not.toEqual(first);
  });
});
