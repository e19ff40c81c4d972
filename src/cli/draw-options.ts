// --draws and its companions: read, checked against the machine's memory, and carried out with a progress bar.

import { availableParallelism, freemem } from 'node:os';
import type { Command } from 'commander';
import { nearest, type SamplingMethod } from '../base/index.ts';
import type { UnitResult } from '../engine/index.ts';
import type { Run } from '../pipeline.ts';
import type { DrawDesign } from '../results/index.ts';
import type { SourceText } from '../text/index.ts';
import type { DrawnCells, DrawnRun, DrawOptions } from '../uncertainty/index.ts';
import { note, type Session, tellIssues } from './session.ts';
import type { Shard } from './shard.ts';
import { Ended, STATUS, UsageError } from './status.ts';
import { shareBar } from './terminal.ts';

export interface DrawFlags {
  readonly draws?: string;
  readonly seed?: string;
  readonly method?: string;
  readonly jobs?: string;
  readonly dropUndefined?: boolean;
}

const METHODS: readonly SamplingMethod[] = ['sobol', 'lhs', 'random'];
/** A number of a draw fits 32 bits. */
const MOST_DRAWS = 2 ** 32;
/** Operations on one draw that take so long that a second thread pays. */
const WORTH_A_THREAD = 4e8;
/** Share of the free memory that a run may take. */
const SHARE_OF_MEMORY = 0.8;

/** Adds the options of draws to a command. */
export function addDrawOptions(
  command: Command,
  gives = 'repeat with so many draws of the uncertain inputs: quantiles, P(met), fan charts',
): Command {
  return command
    .option('--draws <n>', gives)
    .option('--seed <n>', 'another seed gives other draws', '20270101')
    .option('--method <name>', 'sobol (scrambled Sobol points), lhs (Latin hypercube) or random', 'sobol')
    .option('--jobs <n>', 'threads (default: as many as there are cores and work for)')
    .option('--drop-undefined', 'leave out draws in which a formula has no value (with --method random)');
}

/** The design that options ask for; undefined without --draws. */
export function designOf(flags: DrawFlags): DrawDesign | undefined {
  if (flags.draws === undefined) {
    if (flags.dropUndefined) throw new UsageError('--drop-undefined is for runs with --draws');
    return undefined;
  }
  const draws = wholeNumber(flags.draws, '--draws', 1, MOST_DRAWS);
  const seed = wholeNumber(flags.seed ?? '20270101', '--seed', 0, Number.MAX_SAFE_INTEGER);
  const method = METHODS.find((one) => one === (flags.method ?? 'sobol'));
  if (!method) {
    const close = nearest(flags.method ?? '', METHODS);
    throw new UsageError(
      `--method knows ${METHODS.join(', ')}, not "${flags.method}"`,
      close === undefined ? undefined : `did you mean "${close}"?`,
    );
  }
  if (flags.dropUndefined && method !== 'random')
    throw new UsageError(
      `draws cannot be left out of ${method === 'lhs' ? 'a Latin hypercube' : 'Sobol points'}: what is left would no longer be even`,
      'add --method random',
    );
  return { draws, seed, method };
}

/** Ends where something that looks at every draw is asked for more than are ever kept. */
export async function refuseBeyondExact(draws: number, what = 'this command'): Promise<void> {
  const { MOST_EXACT_DRAWS } = await import('../engine/index.ts');
  if (draws > MOST_EXACT_DRAWS)
    throw new UsageError(
      `${what} looks at every draw: at most ${MOST_EXACT_DRAWS}, not ${draws}`,
      '4096 draws leave an error below one point',
    );
}

/** How many threads may be used. */
export function jobsOf(flags: DrawFlags): number | undefined {
  return flags.jobs === undefined ? undefined : wholeNumber(flags.jobs, '--jobs', 1, 256);
}

function wholeNumber(text: string, option: string, least: number, most: number): number {
  const value = /^\d+(e\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(
    `${option} is a whole number from ${least} to ${most}, not "${text}"`,
    option === '--draws' ? '1024 is a good number; 4096 for tails' : undefined,
  );
}

/** Which cells draws are made for, and whose draws are kept. */
export interface DrawCells extends DrawnCells {
  /** The command cannot do without the kept draws. */
  readonly keptWhole?: boolean;
}

/** Units that were computed elsewhere, in so many parts. */
export interface StoredUnits {
  readonly parts: number;
  readonly results: readonly UnitResult[];
}

/** Adds draws to a run where --draws asks for them; what cannot be computed ends the command. */
export async function withDraws(
  session: Session,
  run: Run,
  flags: DrawFlags & { readonly json?: boolean },
  cells: DrawCells,
  stored?: StoredUnits,
): Promise<Run | DrawnRun> {
  const design = designOf(flags);
  if (!design) return run;
  if (cells.keptWhole) await refuseBeyondExact(design.draws);
  notePowers(design);
  const { sources } = session.loaded;
  const options = { design, ...cells, drop: flags.dropUndefined ?? false };
  const drawn = await orEnd(drawHere(run, options, jobsOf(flags), stored), sources, flags.json ?? false);
  await tellIssues(drawn.issues.slice(run.issues.length), sources, false);
  return drawn;
}

/** Tells of draws that cannot be had, and ends the command. */
async function orEnd<T>(work: Promise<T>, sources: readonly SourceText[], json: boolean): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { BeyondMemory, DrawsFailed } = await import('../uncertainty/index.ts');
    if (!(error instanceof DrawsFailed)) throw error;
    await tellIssues(error.issues, sources, json);
    throw new Ended(error instanceof BeyondMemory ? STATUS.refused : STATUS.wrongInput);
  }
}

/**
 * Makes draws on this machine: on threads where that pays, with progress, and only where memory suffices. Throws what
 * `drawRun` throws, and `BeyondMemory`.
 */
export async function drawHere(
  run: Run,
  options: DrawOptions,
  jobs: number | undefined,
  stored?: StoredUnits,
): Promise<DrawnRun> {
  const { drawRun } = await import('../uncertainty/index.ts');
  const { runUnits, ...prepared } = await prepare(run, options, jobs, stored?.parts);
  const bar = shareBar(`${options.design.draws} draws`);
  try {
    return await drawRun(run, {
      ...prepared,
      onProgress: (share) => bar.show(share),
      // Draws that were left out by nobody else must be computed again without them.
      runUnits: async (job, units, skip, tell) => (stored && !skip ? stored.results : runUnits(job, units, skip, tell)),
    });
  } finally {
    bar.end();
  }
}

/** The units of one part of a run, for `tujing merge`. */
export async function drawPart(
  run: Run,
  flags: DrawFlags,
  cells: DrawCells,
  shard: Shard,
): Promise<readonly UnitResult[]> {
  const design = designOf(flags);
  if (!design) return [];
  notePowers(design);
  const { planRun } = await import('../uncertainty/index.ts');
  const { unitsOf } = await import('../engine/index.ts');
  const preparing = prepare(run, { design, ...cells }, jobsOf(flags), shard.parts);
  const { runUnits, traced, ...prepared } = await orEnd(preparing, [], false);
  const { job } = planRun(run, traced, prepared);
  const units = unitsOf(job);
  const { from, to } = shard.rangeOf(units.length);
  if (from === to)
    note(`part ${shard.part} of ${shard.parts} has no draws to compute: there are only ${units.length} pieces of work`);
  const bar = shareBar(`${design.draws} draws, part ${shard.part} of ${shard.parts}`);
  const results = await runUnits(job, units.slice(from, to), undefined, (share) => bar.show(share));
  bar.end();
  return results;
}

/** Traces a run where it is not, checks that its draws fit, and chooses who computes them. */
async function prepare(run: Run, options: DrawOptions, asked: number | undefined, parts: number | undefined) {
  const jobs = asked ?? availableParallelism();
  const { inlineUnits, planRun, traceRun } = await import('../uncertainty/index.ts');
  const { bytesOf } = await import('../engine/index.ts');
  const traced = options.traced ?? traceRun(run);
  const { outputs, keep, job } = planRun(run, traced, options);
  const { draws } = options.design;
  const operations = job.groups.reduce((sum, { tape }) => sum + tape.code.length, 0) * draws;
  const threads = asked !== undefined || operations > WORTH_A_THREAD ? jobs : 1;
  await refuseTooMany(outputs.length, keep.size, draws, threads, bytesOf);
  const { onThreads } = await import('../io/draw-threads.ts');
  return {
    ...options,
    traced,
    parts: parts ?? threads,
    runUnits: threads > 1 ? onThreads(threads) : inlineUnits,
  };
}

/** Sobol points are most even in powers of two. */
export function notePowers({ method, draws }: DrawDesign): void {
  if (method === 'sobol' && !Number.isInteger(Math.log2(draws)))
    note(
      `Sobol points are most even in powers of two: ${2 ** Math.round(Math.log2(draws))} would be better than ${draws}`,
    );
}

/** Refuses before memory runs out, with the number of draws that would fit. */
async function refuseTooMany(...[outputs, kept, draws, threads, bytesOf]: Needs): Promise<void> {
  const message = beyondMemory(SHARE_OF_MEMORY * freemem(), outputs, kept, draws, threads, bytesOf);
  if (message === undefined) return;
  const { BeyondMemory } = await import('../uncertainty/index.ts');
  throw new BeyondMemory([
    {
      code: 'draws-memory',
      severity: 'error',
      message,
      hint: 'name fewer regions or indicators, or take fewer draws or --jobs',
    },
  ]);
}

type Needs = [
  outputs: number,
  kept: number,
  draws: number,
  threads: number,
  bytesOf: (outputs: number, kept: number, draws: number, jobs: number) => number,
];

/** What is said of a run that needs more than so many bytes, with the number of draws that would fit; undefined where it fits. */
export function beyondMemory(free: number, ...[outputs, kept, draws, threads, bytesOf]: Needs): string | undefined {
  if (bytesOf(outputs, kept, draws, threads) <= free) return undefined;
  let fitting = 1;
  while (bytesOf(outputs, kept, fitting * 2, threads) <= free && fitting * 2 < draws) fitting *= 2;
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`;
  return `${draws} draws of ${outputs} values need ${megabytes(bytesOf(outputs, kept, draws, threads))}, ${megabytes(free)} are free; ${fitting} draws would fit`;
}
