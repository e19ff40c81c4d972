// A thread that computes units of draws.

import { parentPort, workerData } from 'node:worker_threads';
import { type DrawJob, runUnit } from '../engine/index.ts';
import type { ThreadAnswer, ThreadTask } from './draw-threads.ts';

/** Blocks between two messages of progress. */
const EVERY = 64;

parentPort?.on('message', ({ unit, skip }: ThreadTask) => {
  let blocks = 0;
  const result = runUnit(workerData as DrawJob, unit, skip, (done) => {
    blocks += 1;
    if (blocks % EVERY === 0) parentPort?.postMessage({ done } satisfies ThreadAnswer);
  });
  parentPort?.postMessage({ result } satisfies ThreadAnswer);
});
