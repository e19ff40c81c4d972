// Units of a job on several threads. Each thread is handed the whole job once; results come back in any order and are the
// same whatever the number of threads.

import { Worker } from 'node:worker_threads';
import { type DrawJob, type Unit, type UnitResult, UnitResults } from '../engine/index.ts';
import type { RunUnits } from '../uncertainty/index.ts';

/** What a thread is asked to do, and what it answers. */
export interface ThreadTask {
  readonly unit: Unit;
  readonly skip: Uint8Array | undefined;
}
export type ThreadAnswer = { readonly done: number } | { readonly result: UnitResult };

/** Starts threads of this module's neighbour: compiled code as it is, sources through tsx. */
function startThread(job: DrawJob): Worker {
  const file = import.meta.url.endsWith('.ts') ? './draw-thread.mjs' : './draw-thread.js';
  return new Worker(new URL(file, import.meta.url), { workerData: job });
}

/** Runs units on `threads` threads. */
export function onThreads(threads: number): RunUnits {
  return async (job, units, skip, onProgress) => {
    const total = units.reduce((sum, unit) => sum + unit.to - unit.from, 0);
    const left = [...units];
    const results = new UnitResults();
    const doing = new Map<Worker, number>();
    let finished = 0;
    const tell = () => onProgress((finished + [...doing.values()].reduce((sum, part) => sum + part, 0)) / total);
    const work = (worker: Worker) =>
      new Promise<void>((resolve, reject) => {
        const next = () => {
          const unit = left.shift();
          if (!unit) return resolve();
          doing.set(worker, 0);
          worker.postMessage({ unit, skip } satisfies ThreadTask);
        };
        worker.on('error', reject);
        worker.on('message', (answer: ThreadAnswer) => {
          if ('done' in answer) doing.set(worker, answer.done);
          else {
            results.add(answer.result);
            finished += answer.result.unit.to - answer.result.unit.from;
            doing.set(worker, 0);
            next();
          }
          tell();
        });
        next();
      });
    const workers = Array.from({ length: Math.min(threads, units.length) }, () => startThread(job));
    try {
      await Promise.all(workers.map(work));
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
    return results.list;
  };
}
