// Variants of a sweep that differ in amounts alone, traced as one graph in which their amounts are inputs like any other.

import { type TargetRow, targetValues } from '../analysis/index.ts';
import { type Kernel, openKernel, writeTape } from '../compile/index.ts';
import { type AmountInput, type Cells, type Trace, traceScenarios } from '../engine/index.ts';
import { centralOf, type Node, type Value } from '../formula/index.ts';
import { type RanScenario, type Run, run as runScenarios } from '../pipeline.ts';
import { cellIndex } from '../results/index.ts';
import type { Lever, Scenario, SweepVariant } from '../scenario/index.ts';
import { traceRequests } from './trace-run.ts';
import { UndefinedDraws } from './undefined-draws.ts';

/** A cell that somebody wants, with what plans ask of it. */
export interface AskedCell {
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
  readonly value: Value;
  readonly targets: readonly { readonly row: TargetRow; readonly met: Value }[];
}

/** Variants of one shape, ready to be computed. */
export interface TracedVariants {
  readonly variants: readonly SweepVariant[];
  readonly trace: Trace;
  readonly asked: readonly AskedCell[];
  readonly outputs: readonly Node[];
  readonly kernel: Kernel;
  /** Ids of the kernel's inputs: amounts of levers, and uncertain inputs. */
  readonly inputs: readonly string[];
  /** The amount of a variant that an input stands for; undefined for an uncertain input. */
  readonly amountAt: (variant: SweepVariant, input: string) => number | undefined;
  /** Where a value stands among the outputs; undefined for a number. */
  readonly outputOf: (value: Value) => number | undefined;
}

/** What two variants must have in common to be traced together: everything but the amounts. */
export function shapeOf(levers: readonly Lever[]): string {
  return JSON.stringify(
    levers.map((lever) => {
      if (lever.kind === 'parameter') return [lever.kind, lever.parameter];
      if (lever.kind === 'path') return [lever.kind, lever.indicator, lever.regions, [...lever.points]];
      return [lever.kind, lever.indicator, lever.regions, lever.years, lever.rampYears, lever.change.op];
    }),
  );
}

/**
 * Traces variants of one shape, `certain` without uncertain inputs. The first of them is run as an ordinary scenario, which
 * says what cells there are; throws `UndefinedDraws` where it has a cell without a value, which `nameOfFirst` is blamed for.
 */
export function traceVariants(
  done: Run,
  ran: RanScenario,
  variants: readonly SweepVariant[],
  wants: (region: string, indicator: string, year: number) => boolean,
  { certain, nameOfFirst }: { readonly certain: boolean; readonly nameOfFirst: string },
): TracedVariants {
  const [first] = variants as [SweepVariant, ...SweepVariant[]];
  const scenario: Scenario = { ...ran.scenario, levers: [...ran.scenario.levers, ...first.levers] };
  const plain = runScenarios(done.program, [scenario], [scenario.id], ran.asOf);
  const own = plain.scenarios.find((one) => one.scenario === scenario);
  if (!own) throw new Error(`no run of "${scenario.id}"`);
  const undefinedValues = plain.issues.filter((issue) => issue.code === 'undefined-value');
  if (undefinedValues.length > 0)
    throw new UndefinedDraws(
      undefinedValues.map((issue) => ({ ...issue, message: `${nameOfFirst}: ${issue.message}` })),
    );
  const amounts = amountInputs(variants);
  const trace = traceScenarios(
    done.program,
    traceRequests({ ...plain, scenarios: [own] }).map((request) => ({
      ...request,
      ...(certain ? { uncertainty: [], correlations: [] } : {}),
      amounts,
    })),
  );
  const asked = askedCells(plain, own, trace.scenarios[0]?.values ?? [], wants);
  const outputs = nodesOf(asked.flatMap(({ value, targets }) => [value, ...targets.map((one) => one.met)]));
  const tape = writeTape(trace.graph, outputs);
  const position = new Map(outputs.map((node, k) => [node.id, k]));
  const leverOf = new Map(first.levers.map((lever, k) => [amounts.get(lever)?.id, k]));
  return {
    variants,
    trace,
    asked,
    outputs,
    kernel: openKernel(tape),
    inputs: tape.inputs,
    amountAt: (variant, input) => {
      const lever = variant.levers[leverOf.get(input) ?? -1];
      return lever && amountOf(lever);
    },
    outputOf: (value) => (typeof value === 'number' ? undefined : position.get(value.id)),
  };
}

/** The amounts that differ between variants, by the first one's levers. */
function amountInputs(variants: readonly SweepVariant[]): ReadonlyMap<Lever, AmountInput> {
  const inputs = new Map<Lever, AmountInput>();
  variants[0]?.levers.forEach((lever, k) => {
    const all = variants.flatMap((variant) => amountOf(variant.levers[k] as Lever) ?? []);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const central = amountOf(lever);
    if (central !== undefined && low < high) inputs.set(lever, { id: `amount ${k}`, central, low, high });
  });
  return inputs;
}

function amountOf(lever: Lever): number | undefined {
  return lever.kind === 'parameter' ? lever.value : lever.kind === 'path' ? undefined : lever.change.amount;
}

/** Cells that are wanted and have data, in the order of results. */
function askedCells(
  { model, results, targets }: Run,
  { id }: RanScenario,
  cells: Cells,
  wants: (region: string, indicator: string, year: number) => boolean,
): readonly AskedCell[] {
  const read = (region: string, indicator: string, year: number): Value | undefined => {
    const y = year - results.firstYear;
    if (y < 0 || y >= results.years) return undefined;
    const [r, i] = [model.regionIndex.get(region) ?? -1, model.indicatorIndex.get(indicator) ?? -1];
    const value = cells[cellIndex(results, r, i, y)];
    return value === undefined || Number.isNaN(centralOf(value)) ? undefined : value;
  };
  const years = Array.from({ length: results.years }, (_, y) => results.firstYear + y);
  return model.regions.flatMap(({ id: region }) =>
    model.indicators.flatMap(({ id: indicator }) => {
      const rows = targets.filter((row) => row.scenario === id && row.region === region && row.variable === indicator);
      return years.flatMap((year): AskedCell[] => {
        const value = wants(region, indicator, year) ? read(region, indicator, year) : undefined;
        if (value === undefined) return [];
        const judged = rows.flatMap((row) => {
          const values = row.year === year ? targetValues(model, row, read) : undefined;
          return values ? [{ row, met: values.met }] : [];
        });
        return [{ region, indicator, year, value, targets: judged }];
      });
    }),
  );
}

function nodesOf(values: readonly Value[]): readonly Node[] {
  const nodes = new Map<number, Node>();
  for (const value of values) if (typeof value !== 'number') nodes.set(value.id, value);
  return [...nodes.values()].sort((a, b) => a.id - b.id);
}
