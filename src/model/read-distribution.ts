// A distribution as written, in the unit it is written in.

import type { InputDistribution } from '../base/index.ts';
import type { DistributionSpec } from './uncertainty-spec.ts';

export type Shape =
  | 'normal'
  | 'truncated_normal'
  | 'lognormal'
  | 'triangular'
  | 'pert'
  | 'uniform'
  | 'beta'
  | 'empirical'
  | 'discrete'
  | 'choice';

type Written = number | string;

/** What a reader knows of the input, and how it tells what is wrong. */
interface Reading {
  /** The input is a deviation of growth, whose amounts are points (`1.5pp`); others are numbers. */
  readonly growth: boolean;
  /** The number behind an amount, 0 where none is written; one of the wrong unit is told. */
  readonly amount: (written: Written | undefined, ...below: PropertyKey[]) => number;
  readonly refuse: (message: string, hint: string, ...below: PropertyKey[]) => undefined;
}

type Reader<T> = (written: T, reading: Reading) => InputDistribution | 'past' | undefined;

/** What may be written, one reader each; the order is that of messages. */
const READERS: { readonly [S in Shape]: Reader<NonNullable<DistributionSpec[S]>> } = {
  normal: ({ mean, sd }, { amount }) => ({ kind: 'normal', mean: amount(mean, 'mean'), sd: amount(sd, 'sd') }),
  truncated_normal: ({ mean, sd, low, high }, { amount }) => ({
    kind: 'truncated_normal',
    mean: amount(mean, 'mean'),
    sd: amount(sd, 'sd'),
    low: amount(low, 'low'),
    high: amount(high, 'high'),
  }),
  lognormal: (written, { growth, refuse }) => {
    if (growth)
      return refuse('a deviation of growth may be negative, a lognormal value may not', 'write normal or triangular');
    if ('median' in written) return { kind: 'lognormal', median: written.median, sd_log: written.sd_log };
    const [first, second, ...more] = Object.entries(written.quantiles).map(([p, x]) => [Number(p), x] as const);
    if (!first || !second || more.length > 0)
      return refuse(
        'a lognormal distribution follows from two quantiles',
        'write {quantiles: {0.05: 0.2, 0.95: 0.8}}',
        'quantiles',
      );
    return { kind: 'lognormal', quantiles: [first, second] };
  },
  triangular: (written, { amount }) => ({ kind: 'triangular', ...threePoints(written, amount) }),
  pert: (written, { amount }) => ({
    kind: 'pert',
    ...threePoints(written, amount),
    ...(written.weight === undefined ? {} : { weight: written.weight }),
  }),
  uniform: ({ low, high }, { amount }) => ({ kind: 'uniform', low: amount(low, 'low'), high: amount(high, 'high') }),
  beta: ({ alpha, beta, low, high }, { growth, amount, refuse }) => {
    if (growth && (low === undefined || high === undefined))
      return refuse('a deviation of growth has no range of its own', 'give the beta distribution low and high');
    return {
      kind: 'beta',
      alpha,
      beta,
      low: amount(low, 'low'),
      high: high === undefined ? 1 : amount(high, 'high'),
    };
  },
  empirical: (written, { growth, amount, refuse }) => {
    if (written !== 'past') return { kind: 'empirical', values: written.map((value, k) => amount(value, k)) };
    if (growth) return 'past';
    return refuse('past growth says nothing of what is no growth', 'write the values: {empirical: [0.2, 0.5, 0.9]}');
  },
  discrete: (written, { amount }) => ({
    kind: 'discrete',
    values: written.map(({ value }, k) => amount(value, k, 'value')),
    weights: written.map(({ weight }) => weight),
  }),
  choice: (_, { refuse }) => refuse('a choice is between growth assumptions', 'write it for X.assumption'),
};

export const SHAPES = Object.keys(READERS) as readonly Shape[];

/** Reads one shape of an entry; nothing where something of it was told to `refuse`, at a path below the shape. */
export function readDistribution(
  shape: Shape,
  entry: DistributionSpec,
  { name, growth }: { readonly name: string; readonly growth: boolean },
  refuse: (message: string, hint: string, ...below: PropertyKey[]) => void,
): InputDistribution | 'past' | undefined {
  let refused = false;
  const tell: Reading['refuse'] = (...told) => {
    refused = true;
    refuse(...told);
  };
  const amount: Reading['amount'] = (written, ...below) => {
    if (written === undefined) return 0;
    const points = typeof written === 'string';
    if (points && !growth)
      tell(`"${written}" is a change of growth, "${name}" takes a number`, 'leave out pp', ...below);
    if (!points && growth)
      tell(`"${written}" has no unit: growth deviates by points a year`, `write ${written}pp`, ...below);
    return points ? Number(written.slice(0, -2)) : written;
  };
  const read = READERS[shape] as Reader<unknown>;
  const distribution = read(entry[shape], { growth, amount, refuse: tell });
  return refused ? undefined : distribution;
}

function threePoints(
  { low, mode, high }: { readonly low: Written; readonly mode: Written; readonly high: Written },
  amount: Reading['amount'],
) {
  return { low: amount(low, 'low'), mode: amount(mode, 'mode'), high: amount(high, 'high') };
}
