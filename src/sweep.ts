// All variants of a scenario as one job: variants that differ in amounts alone are traced once, with their amounts as inputs,
// and computed a block at a time; with draws each variant is repeated over the same draws.

import { type TargetRow, targetValues } from './analysis/index.ts';
import { type Issue, quantilesOf, sumOfSpan } from './base/index.ts';
import { BLOCK, type Kernel, openKernel, writeTape } from './compile/index.ts';
import { traceRequests, UndefinedDraws } from './draws.ts';
import {
  type AmountInput,
  openSampler,
  planDraws,
  traceScenarios,
  undefinedDraw,
  undefinedVariant,
} from './engine/index.ts';
import { centralOf, type Node, type Value } from './formula/index.ts';
import { type RanScenario, type Run, run as runScenarios } from './pipeline.ts';
import { cellIndex, type DrawDesign, QUANTILE_PROBABILITIES } from './results/index.ts';
import type { Lever, Scenario, SweepVariant } from './scenario/index.ts';

/** One value of one variant, or one target of it. */
export interface SweepValue {
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
  /** At central inputs. */
  readonly value: number;
  readonly mean?: number;
  readonly quantiles?: readonly number[];
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
    const shape = shapeOf((variants[at] as SweepVariant).levers);
    let until = at + 1;
    while (until < variants.length && until - at < BLOCK && shapeOf((variants[until] as SweepVariant).levers) === shape)
      until += 1;
    if (until > from) yield* sweepBlock(done, ran, variants.slice(at, until), { ...options, from, to, offset: at });
    at = until;
    if (until > from) options.onProgress?.(Math.min(1, (at - from) / (to - from)));
  }
}

/** What two variants must have in common to be computed together: everything but the amounts. */
function shapeOf(levers: readonly Lever[]): string {
  return JSON.stringify(
    levers.map((lever) => {
      if (lever.kind === 'parameter') return [lever.kind, lever.parameter];
      if (lever.kind === 'path') return [lever.kind, lever.indicator, lever.regions, [...lever.points]];
      return [lever.kind, lever.indicator, lever.regions, lever.years, lever.rampYears, lever.change.op];
    }),
  );
}

function amountOf(lever: Lever): number | undefined {
  return lever.kind === 'parameter' ? lever.value : lever.kind === 'path' ? undefined : lever.change.amount;
}

/** Variants of one shape, of which the first is number `offset`, as far as they are asked for: one trace, amounts as inputs. */
function* sweepBlock(
  done: Run,
  ran: RanScenario,
  variants: readonly SweepVariant[],
  options: SweepOptions & { readonly from: number; readonly to: number; readonly offset: number },
): Iterable<SweptVariant> {
  const { program, model, results } = done;
  const { offset } = options;
  const [first] = variants as [SweepVariant, ...SweepVariant[]];
  const scenario: Scenario = { ...ran.scenario, levers: [...ran.scenario.levers, ...first.levers] };
  const amounts = new Map<Lever, AmountInput>();
  first.levers.forEach((lever, k) => {
    const all = variants.flatMap((variant) => amountOf(variant.levers[k] as Lever) ?? []);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const central = amountOf(lever);
    if (central !== undefined && low < high) amounts.set(lever, { id: `amount ${k}`, central, low, high });
  });
  // The first variant as an ordinary run says which cells there are, and judges its targets.
  const plain = runScenarios(program, [scenario], [scenario.id], ran.asOf);
  const own = plain.scenarios.find((one) => one.scenario === scenario);
  if (!own) throw new Error(`no run of "${scenario.id}"`);
  const undefinedValues = plain.issues.filter((issue) => issue.code === 'undefined-value');
  if (undefinedValues.length > 0)
    throw new UndefinedDraws(
      undefinedValues.map((issue) => ({
        ...issue,
        message: `${nameOf(ran, offset + 1, first)}: ${issue.message}`,
      })),
    );
  const [request] = traceRequests({ ...plain, scenarios: [own] });
  if (!request) return;
  const uncertain = options.design ? {} : { uncertainty: [], correlations: [] };
  const trace = traceScenarios(program, [{ ...request, ...uncertain, amounts }]);
  const cells = trace.scenarios[0]?.values ?? [];
  const read = (region: string, indicator: string, year: number): Value | undefined => {
    const y = year - results.firstYear;
    if (y < 0 || y >= results.years) return undefined;
    const value =
      cells[cellIndex(results, model.regionIndex.get(region) ?? -1, model.indicatorIndex.get(indicator) ?? -1, y)];
    return value === undefined || Number.isNaN(centralOf(value)) ? undefined : value;
  };
  const asked = model.regions.flatMap(({ id: region }) =>
    model.indicators.flatMap(({ id: indicator }) =>
      Array.from({ length: results.years }, (_, y) => results.firstYear + y).flatMap((year) => {
        const value = options.wants(region, indicator, year) ? read(region, indicator, year) : undefined;
        if (value === undefined) return [];
        const targets = plain.targets.flatMap((row) => {
          const mine =
            row.scenario === own.id && row.region === region && row.variable === indicator && row.year === year;
          const values = mine ? targetValues(model, row, read) : undefined;
          return values ? [{ row, met: values.met }] : [];
        });
        return [{ region, indicator, year, value, targets }];
      }),
    ),
  );
  const outputs = nodesOf(asked.flatMap(({ value, targets }) => [value, ...targets.map((one) => one.met)]));
  const tape = writeTape(trace.graph, outputs);
  const kernel = openKernel(tape);
  const position = new Map(outputs.map((node, k) => [node.id, k]));
  const levers = first.levers.map((lever) => amounts.get(lever)?.id);
  const amountAt = (variant: SweepVariant, id: string): number =>
    amountOf(variant.levers[levers.indexOf(id)] as Lever) ?? Number.NaN;
  const centrals = new Map(trace.inputs.map((input) => [input.id, input.central]));
  const rowOf = (value: Value, k: number) =>
    typeof value === 'number' ? value : (central[position.get(value.id) ?? -1]?.[k] as number);

  // 1. All variants at central inputs, a draw each.
  kernel.inputs.forEach((row, i) => {
    const id = tape.inputs[i] as string;
    variants.forEach((variant, k) => {
      row[k] = levers.includes(id) ? amountAt(variant, id) : (centrals.get(id) as number);
    });
  });
  kernel.run();
  const central = kernel.outputs.map((row) => row.slice(0, variants.length));
  // 2. Each variant over the draws.
  const draws =
    options.design &&
    drawBlocks(
      options.design,
      trace,
      outputs,
      tape.inputs.filter((id) => !levers.includes(id)),
    );
  for (const [k, variant] of variants.entries()) {
    if (offset + k < options.from || offset + k >= options.to) continue;
    const number = offset + k + 1;
    if (central.some((row) => !Number.isFinite(row[k]))) {
      // What the first variant is made of does not serve this one: by itself it says why, or has values after all.
      if (variants.length > 1) yield* sweepBlock(done, ran, [variant], { ...options, offset: offset + k });
      else throw new UndefinedDraws([undefinedVariant(nameOf(ran, number, variant))]);
      continue;
    }
    const drawn =
      draws &&
      options.design &&
      overDraws(kernel, tape.inputs, draws, options.design, (id) =>
        levers.includes(id) ? amountAt(variant, id) : undefined,
      );
    const broken = drawn ? undefinedIn(drawn) : [];
    if (broken.length > 0 && !options.drop)
      throw new UndefinedDraws([tellUndefined(drawn ?? [], broken, number, variant)]);
    const left = drawn && broken.length > 0 ? without(drawn, broken) : drawn;
    if (left && left[0]?.length === 0) throw new UndefinedDraws([tellUndefined(drawn ?? [], broken, number, variant)]);
    const sampleOf = (value: Value) => (typeof value === 'number' ? undefined : left?.[position.get(value.id) ?? -1]);
    yield {
      number,
      variant,
      dropped: broken.length,
      values: asked.map(({ value, targets, ...cell }): SweepValue => {
        const found = options.design && distributionOf(sampleOf(value), rowOf(value, k));
        return {
          ...cell,
          value: rowOf(value, k),
          ...found,
          targets: targets.map(({ row, met }) => {
            const holds = sampleOf(met);
            const now = rowOf(met, k) !== 0;
            const pMet = holds ? sumOfSpan(holds) / holds.length : Number(now);
            const open = found && ((pMet > 0 && pMet < 1) || found.quantiles[0] !== found.quantiles.at(-1));
            return { row, met: now, ...(open ? { pMet } : {}) };
          }),
        };
      }),
    };
  }

  /** Which cell has no value first, in which draw, with which inputs. */
  function tellUndefined(
    rows: readonly Float64Array[],
    broken: readonly number[],
    number: number,
    variant: SweepVariant,
  ): Issue {
    const all = rows.flatMap((row, output) => (row.every(Number.isFinite) ? [] : [output]));
    const node = outputs[all[0] ?? -1];
    const mine = broken.filter((draw) => !Number.isFinite(rows[all[0] ?? -1]?.[draw]));
    const draw = mine[0] ?? 0;
    const cell = asked.find(({ value }) => value === node);
    const place = cell ? `"${cell.indicator}" of "${cell.region}" in ${cell.year}` : 'a target';
    const ids = node ? writeTape(trace.graph, [node]).inputs : [];
    const inputs = ids.map((id): readonly [string, number] => [
      id,
      levers.includes(id) ? amountAt(variant, id) : (draws?.get(id)?.[draw] ?? Number.NaN),
    ]);
    return undefinedDraw(`${place} under ${nameOf(ran, number, variant)}`, draw, mine.length, all.length - 1, inputs);
  }
}

/** A variant in words. */
function nameOf({ id }: RanScenario, number: number, { labels }: SweepVariant): string {
  return `variant ${number} of "${id}" (${labels.join(', ')})`;
}

/** Draws in which some output has no value. */
function undefinedIn(rows: readonly Float64Array[]): readonly number[] {
  const found = new Set<number>();
  for (const row of rows)
    for (let draw = 0; draw < row.length; draw++) if (!Number.isFinite(row[draw])) found.add(draw);
  return [...found].sort((a, b) => a - b);
}

function without(rows: readonly Float64Array[], broken: readonly number[]): readonly Float64Array[] {
  const out = new Set(broken);
  return rows.map((row) => row.filter((_, draw) => !out.has(draw)));
}

function distributionOf(sample: Float64Array | undefined, value: number) {
  return sample
    ? { mean: sumOfSpan(sample) / sample.length, quantiles: quantilesOf(sample, QUANTILE_PROBABILITIES) }
    : { mean: value, quantiles: QUANTILE_PROBABILITIES.map(() => value) };
}

function nodesOf(values: readonly Value[]): readonly Node[] {
  const nodes = new Map<number, Node>();
  for (const value of values) if (typeof value !== 'number') nodes.set(value.id, value);
  return [...nodes.values()].sort((a, b) => a.id - b.id);
}

/** Draws of the uncertain inputs, the same for every variant: by input, all draws. */
function drawBlocks(
  design: DrawDesign,
  { graph, inputs }: ReturnType<typeof traceScenarios>,
  outputs: readonly Node[],
  ids: readonly string[],
): ReadonlyMap<string, Float64Array> {
  const { job } = planDraws({
    graph,
    inputs,
    outputs: outputs.slice(0, 1),
    keep: new Set(),
    binary: new Set(),
    design,
    parts: 1,
  });
  const rows = ids.map(() => new Float64Array(design.draws));
  openSampler(job, ids)(rows, 0);
  return new Map(ids.map((id, k) => [id, rows[k] as Float64Array]));
}

/** All draws of every output with the amounts of one variant. */
function overDraws(
  kernel: Kernel,
  ids: readonly string[],
  draws: ReadonlyMap<string, Float64Array>,
  { draws: count }: DrawDesign,
  amount: (id: string) => number | undefined,
): readonly Float64Array[] {
  const found = kernel.outputs.map(() => new Float64Array(count));
  for (let from = 0; from < count; from += BLOCK) {
    const length = Math.min(BLOCK, count - from);
    kernel.inputs.forEach((row, i) => {
      const id = ids[i] as string;
      const fixed = amount(id);
      if (fixed !== undefined) row.fill(fixed);
      else row.set((draws.get(id) as Float64Array).subarray(from, from + length));
    });
    kernel.run();
    kernel.outputs.forEach((row, k) => found[k]?.set(row.subarray(0, length), from));
  }
  return found;
}
