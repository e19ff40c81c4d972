// What every peer written in TypeScript does around its model: reads the draws, warms up, is timed, and tells the means.

import { readFileSync } from 'node:fs';
import { INPUTS } from './model.ts';

/** A peer: given rows of inputs, evaluates all cells of the first `draws` draws and returns their means, [variable][year]. */
export type Peer = (inputs: readonly Float64Array[], draws: number) => ArrayLike<number>;

/** Rows of inputs from a file of draws, [input][draw]. */
export function readDraws(file: string): readonly Float64Array[] {
  const bytes = readFileSync(file);
  const all = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const count = Object.keys(INPUTS).length;
  const draws = all.length / count;
  return Array.from({ length: count }, (_, k) => all.slice(k * draws, (k + 1) * draws));
}

/** Runs a peer as `node peer.ts FILE DRAWS REPEATS`; prints `{nsPerDraw, means}`, in CPU time of the process. */
export function runPeer(peer: Peer): void {
  const [file = '', draws = '0', repeats = '1'] = process.argv.slice(2);
  const inputs = readDraws(file);
  const [n, times] = [Number(draws), Number(repeats)];
  let means = peer(inputs, n);
  const warm = performance.now() + 150;
  while (performance.now() < warm) means = peer(inputs, n);
  const start = process.cpuUsage();
  for (let k = 0; k < times; k++) means = peer(inputs, n);
  const { user, system } = process.cpuUsage(start);
  console.log(JSON.stringify({ nsPerDraw: ((user + system) * 1000) / (n * times), means: Array.from(means) }));
}
