// All variants of a scenario as one job: variants that differ in amounts alone are traced once, with their amounts as inputs,
// and computed a block at a time; with draws each variant is repeated over the same draws.

import type { TargetRow } from '../analysis/index.ts';
import { type Issue, sumOfSpan } from '../base/index.ts';
import { BLOCK, writeTape } from '../compile/index.ts';
import { undefinedDraw, undefinedVariant } from '../engine/index.ts';
import type { Value } from '../formula/index.ts';
import type { RanScenario, Run } from '../pipeline.ts';
import type { Distribution, DrawDesign } from '../results/index.ts';
import type { SweepVariant } from '../scenario/index.ts';
import {
  centralsOf,
  distributionOf,
  drawInputs,
  drawVariant,
  type InputDraws,
  undefinedIn,
  without,
} from './sweep-draws.ts';
import { shapeOf, type TracedVariants, traceVariants } from './sweep-trace.ts';
import { UndefinedDraws } from './undefined-draws.ts';

/** One value of one variant, or one target of it. */
export interface SweepValue extends Partial<Distribution> {
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
  /** At central inputs. */
  readonly value: number;
  /**
   * Where a plan asks something of the cell in that year: which, whether it is met, and in which share of the draws; no share
   * where nothing drawn moves the cell.
   */
  readonly targets: readonly { readonly row: TargetRow; readonly met: boolean; readonly pMet?: number }[];
}

/** A variant with its values, in order. */
export interface SweptVariant {
  /** From 1, in the order of the sweep. */
  readonly number: number;
  readonly variant: SweepVariant;
  /** Draws that were left out because a formula had no value in them; shares and quantiles are of the others. */
  readonly dropped: number;
  readonly values: readonly SweepValue[];
}

export interface SweepOptions {
  readonly wants: (region: string, indicator: string, year: number) => boolean;
  /** Only variants from the first to before the last of these, counted from 0. */
  readonly from?: number;
  readonly to?: number;
  readonly design?: DrawDesign;
  /** Draws in which a formula has no value are left out, variant by variant. */
  readonly drop?: boolean;
  readonly onProgress?: (share: number) => void;
}

/**
 * The variants of a scenario one after another; nothing where it has no sweep. `done` holds the scenario itself. Throws
 * `UndefinedDraws` where a variant, or a draw of it, leaves a formula without a value, and draws may not be dropped.
 */
export function* sweepScenario(done: Run, ran: RanScenario, options: SweepOptions): Iterable<SweptVariant> {
  const variants = ran.scenario.sweep?.variants ?? [];
  const [from, to] = [options.from ?? 0, Math.min(options.to ?? variants.length, variants.length)];
  // Blocks are those of the whole sweep, so that a stretch has the same bits as all of it.
  for (let at = 0; at < to; ) {
    const until = endOfBlock(variants, at);
    if (until > from) {
      yield* sweepBlock(done, ran, variants.slice(at, until), { ...options, from, to, offset: at });
      options.onProgress?.(Math.min(1, (until - from) / (to - from)));
    }
    at = until;
  }
}

/** Where the variants end that can be computed together with the one at `start`. */
function endOfBlock(variants: readonly SweepVariant[], start: number): number {
  const shape = shapeOf((variants[start] as SweepVariant).levers);
  let end = start + 1;
  while (end < variants.length && end - start < BLOCK && shapeOf((variants[end] as SweepVariant).levers) === shape)
    end += 1;
  return end;
}

/** A stretch of a sweep, of which the first variant is number `offset`. */
type BlockOptions = SweepOptions & { readonly from: number; readonly to: number; readonly offset: number };

/** Variants of one shape, as far as they are asked for. */
function* sweepBlock(
  done: Run,
  ran: RanScenario,
  variants: readonly SweepVariant[],
  options: BlockOptions,
): Iterable<SweptVariant> {
  const { design, offset } = options;
  const name = (k: number) => nameOf(ran, offset + k + 1, variants[k] as SweepVariant);
  const traced = traceVariants(done, ran, variants, options.wants, { certain: !design, nameOfFirst: name(0) });
  const central = centralsOf(traced);
  const draws = design && drawInputs(traced, design);
  for (const [k, variant] of variants.entries()) {
    if (offset + k < options.from || offset + k >= options.to) continue;
    if (central.some((row) => !Number.isFinite(row[k]))) {
      // What the first variant is made of does not serve this one: by itself it says why, or has values after all.
      if (variants.length > 1) yield* sweepBlock(done, ran, [variant], { ...options, offset: offset + k });
      else throw new UndefinedDraws([undefinedVariant(name(k))]);
      continue;
    }
    const drawn = design && draws && drawVariant(traced, variant, draws, design);
    const broken = drawn ? undefinedIn(drawn) : [];
    if (drawn && draws && broken.length > 0 && !(options.drop && broken.length < design.draws))
      throw new UndefinedDraws([undefinedIssue(traced, variant, name(k), draws, drawn, broken)]);
    yield {
      number: offset + k + 1,
      variant,
      dropped: broken.length,
      values: valuesOf(traced, central, k, drawn && without(drawn, broken)),
    };
  }
}

/** What a variant gives in the cells that are asked for. */
function valuesOf(
  { asked, outputOf }: TracedVariants,
  central: readonly Float64Array[],
  k: number,
  drawn: readonly Float64Array[] | undefined,
): readonly SweepValue[] {
  const centralOf = (value: Value) =>
    typeof value === 'number' ? value : (central[outputOf(value) ?? -1]?.[k] as number);
  const sampleOf = (value: Value) => drawn?.[outputOf(value) ?? -1];
  return asked.map(({ value, targets, ...cell }): SweepValue => {
    const found = drawn && distributionOf(sampleOf(value), centralOf(value));
    return {
      ...cell,
      value: centralOf(value),
      ...found,
      targets: targets.map(({ row, met }) => {
        const holds = sampleOf(met);
        const now = centralOf(met) !== 0;
        const pMet = holds ? sumOfSpan(holds) / holds.length : Number(now);
        const open = found && ((pMet > 0 && pMet < 1) || found.quantiles[0] !== found.quantiles.at(-1));
        return { row, met: now, ...(open ? { pMet } : {}) };
      }),
    };
  });
}

/** A variant in words. */
function nameOf({ id }: RanScenario, number: number, { labels }: SweepVariant): string {
  return `variant ${number} of "${id}" (${labels.join(', ')})`;
}

/** Which cell of a variant has no value first, in which draw, with which inputs. */
function undefinedIssue(
  { asked, outputs, trace, amountAt }: TracedVariants,
  variant: SweepVariant,
  name: string,
  draws: InputDraws,
  rows: readonly Float64Array[],
  broken: readonly number[],
): Issue {
  const all = rows.flatMap((row, output) => (row.every(Number.isFinite) ? [] : [output]));
  const [first = -1] = all;
  const node = outputs[first];
  const mine = broken.filter((draw) => !Number.isFinite(rows[first]?.[draw]));
  const [draw = 0] = mine;
  const cell = asked.find(({ value }) => value === node);
  const place = cell ? `"${cell.indicator}" of "${cell.region}" in ${cell.year}` : 'a target';
  const inputs = (node ? writeTape(trace.graph, [node]).inputs : []).map((id): readonly [string, number] => [
    id,
    amountAt(variant, id) ?? draws.get(id)?.[draw] ?? Number.NaN,
  ]);
  return undefinedDraw(`${place} under ${name}`, draw, mine.length, all.length - 1, inputs);
}
