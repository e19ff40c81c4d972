// Shapley values: what each player adds to a total, averaged over all orders in which the players can be switched on
// (Shapley 1953). Exact over all coalitions up to 12 players; beyond, over sampled orders, each with its reverse, with the
// standard error of the mean (Castro, Gómez & Tejada 2009; Mitchell et al. 2022 for the reversed orders). Either way the
// parts add up to the total, because every order does.

/** Up to this many players all coalitions are run. */
export const MOST_EXACT_PLAYERS = 12;

/** What a set of players gives; `on[k]` says whether player k takes part. */
export type Game = (on: readonly boolean[]) => number;

export interface ShapleyOptions {
  /** Orders drawn beyond 12 players; half of them are the reverse of the other half. */
  readonly orders?: number;
  readonly seed?: number;
  /** Names of the players: the orders drawn depend on them, not on the order in which players are listed. */
  readonly names?: readonly string[];
}

/** What one player adds. */
export interface ShapleyPart {
  readonly value: number;
  /** On its own, without the others. */
  readonly alone: number;
  /** On top of all others. */
  readonly last: number;
  /** Standard error; missing where exact. */
  readonly standardError?: number;
}

export interface ShapleyResult {
  readonly method: 'exact' | 'sampled';
  /** Without any player. */
  readonly none: number;
  /** With all players. */
  readonly all: number;
  readonly parts: readonly ShapleyPart[];
  /** Interaction index of each pair (Owen 1972; Grabisch & Roubens 1999): what two do together beyond the sum; exact only. */
  readonly pairs: readonly { readonly first: number; readonly second: number; readonly value: number }[];
  /** Distinct coalitions that were run. */
  readonly coalitions: number;
}

/**
 * Shapley values of a game of `players` players.
 *
 * @example shapley(2, ([a, b]) => (a ? 3 : 0) * (b ? 2 : 1)).parts.map((part) => part.value) // [4.5, 1.5]
 */
export function shapley(players: number, game: Game, options: ShapleyOptions = {}): ShapleyResult {
  const known = new Map<string, number>();
  const value = (on: readonly boolean[]): number => {
    const key = on.map(Number).join('');
    const found = known.get(key) ?? game(on);
    known.set(key, found);
    return found;
  };
  const everyone = Array.from({ length: players }, () => true);
  const nobody = everyone.map(() => false);
  const [none, all] = [value(nobody), value(everyone)];
  const alone = everyone.map((_, k) => value(nobody.with(k, true)) - none);
  const last = everyone.map((_, k) => all - value(everyone.with(k, false)));
  const exact = players <= MOST_EXACT_PLAYERS;
  const values = exact ? exactValues(players, value) : sampledValues(players, value, options);
  const parts = values.map((part, k): ShapleyPart => ({ alone: alone[k] ?? 0, last: last[k] ?? 0, ...part }));
  const pairs = exact ? pairValues(players, value) : [];
  return { method: exact ? 'exact' : 'sampled', none, all, parts, pairs, coalitions: known.size };
}

type Value = { readonly value: number; readonly standardError?: number };

/** Coalitions of the other players, with their share of all orders in which exactly they come before. */
function* coalitions(
  players: number,
  without: readonly number[],
): Generator<{ readonly on: readonly boolean[]; readonly weight: number }> {
  const others = Array.from({ length: players }, (_, k) => k).filter((k) => !without.includes(k));
  const slots = others.length + 1;
  for (let bits = 0; bits < 2 ** others.length; bits++) {
    const on = Array.from({ length: players }, () => false);
    let size = 0;
    for (const [b, k] of others.entries())
      if (bits & (1 << b)) {
        on[k] = true;
        size += 1;
      }
    yield { on, weight: 1 / (slots * binomial(others.length, size)) };
  }
}

function exactValues(players: number, value: Game): readonly Value[] {
  return Array.from({ length: players }, (_, k) => {
    let sum = 0;
    for (const { on, weight } of coalitions(players, [k])) sum += weight * (value(on.with(k, true)) - value(on));
    return { value: sum };
  });
}

function pairValues(players: number, value: Game): ShapleyResult['pairs'] {
  return Array.from({ length: players }, (_, first) =>
    Array.from({ length: players - first - 1 }, (_, k) => {
      const second = first + 1 + k;
      let sum = 0;
      for (const { on, weight } of coalitions(players, [first, second])) {
        const [one, other] = [on.with(first, true), on.with(second, true)];
        sum += weight * (value(one.with(second, true)) - value(one) - value(other) + value(on));
      }
      return { first, second, value: sum };
    }),
  ).flat();
}

/** Means over pairs of orders (an order and its reverse), with the standard error over the pairs. */
function sampledValues(
  players: number,
  value: Game,
  { orders = 64, seed = 20270101, names = [] }: ShapleyOptions,
): readonly Value[] {
  const pairs = Math.max(2, Math.ceil(orders / 2));
  const means = Array.from({ length: pairs }, (_, n) => {
    const order = drawOrder(players, names, seed, n);
    const [forth, back] = [marginals(order, value), marginals([...order].reverse(), value)];
    return forth.map((one, k) => (one + (back[k] ?? 0)) / 2);
  });
  return Array.from({ length: players }, (_, k) => {
    const sample = means.map((mean) => mean[k] ?? 0);
    const mean = sample.reduce((a, b) => a + b, 0) / pairs;
    const variance = sample.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (pairs - 1);
    return { value: mean, standardError: Math.sqrt(variance / pairs) };
  });
}

/** What each player adds when they are switched on in this order; the sum is the total. */
function marginals(order: readonly number[], value: Game): readonly number[] {
  const on = order.map(() => false);
  const added = order.map(() => 0);
  let before = value(on);
  for (const player of order) {
    on[player] = true;
    const now = value(on);
    added[player] = now - before;
    before = now;
  }
  return added;
}

/** The n-th order: players sorted by a hash of seed, n and name, so that listing them otherwise draws the same orders. */
function drawOrder(players: number, names: readonly string[], seed: number, n: number): readonly number[] {
  const keys = Array.from({ length: players }, (_, k) => hash(`${seed} ${n} ${names[k] ?? k}`));
  return keys.map((_, k) => k).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}

/** 32 bits of a text: FNV-1a, then the finalizer of MurmurHash3, so that one changed digit changes every bit. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) bits = Math.imul(bits ^ text.charCodeAt(k), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function binomial(n: number, k: number): number {
  let product = 1;
  for (let j = 1; j <= k; j++) product = (product * (n - k + j)) / j;
  return product;
}
