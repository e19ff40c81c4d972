// --shard i/n: one part of a run that is split over machines.

import { UsageError } from './status.ts';

/** Part `part` of `parts`, counted from 1. */
export interface Shard {
  readonly part: number;
  readonly parts: number;
  /** The stretch of `count` things that is this part's. */
  readonly rangeOf: (count: number) => { readonly from: number; readonly to: number };
}

/** Reads `2/3`; undefined where nothing is given. */
export function shardOption(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const [, i, n] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const [part, parts] = [Number(i), Number(n)];
  if (!(part >= 1 && part <= parts && parts <= 10_000))
    throw new UsageError(
      `--shard is a part and the number of parts, not "${text}"`,
      'write --shard 1/4 to --shard 4/4',
    );
  return {
    part,
    parts,
    rangeOf: (count) => ({
      from: Math.floor(((part - 1) * count) / parts),
      to: Math.floor((part * count) / parts),
    }),
  };
}

/** The name of a file that holds a part. */
export function partName(stem: string, { part, parts }: Shard, ending: string): string {
  return `${stem}.part-${part}-of-${parts}.${ending}`;
}
