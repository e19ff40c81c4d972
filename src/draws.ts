// From a run at central inputs to what many draws say of it: traced once, computed in groups by whoever runs them (inline, or
// on threads), read back as distributions, probabilities and kept draws.

import { type TargetRow, type TargetValues, targetValues } from './analysis/index.ts';
import { type Bilingual, type Issue, inSentence, quantileOf } from './base/index.ts';
import { writeTape } from './compile/index.ts';
import {
  type Cells,
  type DrawJob,
  type DrawSummary,
  droppedDraws,
  joinUnits,
  openSampler,
  planDraws,
  runUnit,
  type Trace,
  type TraceRequest,
  tieScores,
  traceScenarios,
  type UncertainInput,
  type Unit,
  type UnitResult,
  UnitResults,
  undefinedDraw,
  unitsOf,
  unusedInputs,
} from './engine/index.ts';
import { centralOf, type Node, type Value } from './formula/index.ts';
import { indicatorOf, type Model, observationsAsOf, regionOf } from './model/index.ts';
import type { Run } from './pipeline.ts';
import { cellIndex, type Distribution, type DrawDesign, type DrawReader, type InputRange } from './results/index.ts';

/** Draws of a run where nothing is said: scrambled Sobol points, and a seed that stays. */
export const USUAL_DRAWS: DrawDesign = { draws: 1024, seed: 20270101, method: 'sobol' };

/** Runs units of a job, anywhere and in any order; `onProgress` is told the share done. */
export type RunUnits = (
  job: DrawJob,
  units: readonly Unit[],
  skip: Uint8Array | undefined,
  onProgress: (share: number) => void,
) => Promise<readonly UnitResult[]>;

export interface DrawOptions {
  readonly design: DrawDesign;
  /** Cells of interest; all where nothing is said. */
  readonly wants?: (region: string, indicator: string) => boolean;
  /** Cells whose draws are kept, besides being summed up. */
  readonly keeps?: (region: string, indicator: string, year: number) => boolean;
  /** Draws in which a formula has no value are left out; only plain Monte Carlo allows it. */
  readonly drop?: boolean;
  readonly runUnits?: RunUnits;
  /** Units at least, so that as many threads or machines have work. */
  readonly parts?: number;
  readonly onProgress?: (share: number) => void;
  /** The run as traced before; traced here where it was not. */
  readonly traced?: TracedRun;
}

/** A run with what its draws say; issues are those of the run and of its draws. */
export type DrawnRun = Run & { readonly draws: DrawReader; readonly inputs: readonly InputRange[] };

/** Everything of a run that depends on uncertain inputs, as values of one graph. */
export interface TracedRun {
  readonly trace: Trace;
  /** The value of a cell; undefined where there is no data. */
  readonly cellOf: (scenario: string, region: string, indicator: string, year: number) => Value | undefined;
  /** Targets as values, by row; rows that are not assessable are absent. */
  readonly targets: ReadonlyMap<TargetRow, TargetValues>;
}

/** Traces a run: its scenarios again, with uncertain inputs in place of central numbers. */
export function traceRun(run: Run): TracedRun {
  const { model } = run;
  const trace = traceScenarios(run.program, traceRequests(run));
  const cells = new Map(trace.scenarios.map((one) => [one.id, one.values]));
  const cellOf = readerOfCells(run, cells);
  const targets = new Map(
    run.targets.flatMap((row) => {
      const values = targetValues(model, row, (...cell) => cellOf(row.scenario, ...cell));
      return values ? [[row, values] as const] : [];
    }),
  );
  return { trace, cellOf, targets };
}

/**
 * What a run of draws would tell of the uncertainty that scenarios state: inputs that nothing uses, correlations that cannot
 * hold together. Empty, and quick, where no scenario states any.
 */
export function checkUncertainty(run: Run): readonly Issue[] {
  const stated = run.scenarios.filter(
    ({ scenario }) => scenario.uncertainty.length > 0 || scenario.correlations.length > 0,
  );
  if (stated.length === 0) return [];
  const { trace } = traceRun({ ...run, scenarios: stated, targets: [] });
  return [...trace.issues, ...unusedOf(run, trace), ...tieScores(trace.inputs).issues];
}

function unusedOf({ scenarios }: Run, trace: Trace): readonly Issue[] {
  return unusedInputs(trace, new Map(scenarios.map(({ id, scenario }) => [id, scenario.uncertainty])));
}

/** What is traced of each scenario. */
export function traceRequests({ model, scenarios }: Run): readonly TraceRequest[] {
  const observed = new Map(
    [...new Set(scenarios.map((one) => one.asOf))].map((asOf) => [asOf, observationsAsOf(model.observations, asOf)]),
  );
  return scenarios.map(({ id, scenario, asOf, parameters }) => ({
    id,
    view: { ...(asOf === undefined ? {} : { asOf }), observed: observed.get(asOf) ?? new Map() },
    growth: scenario,
    levers: scenario.levers,
    parameters,
    uncertainty: [...model.uncertainty, ...scenario.uncertainty],
    correlations: [...model.correlations, ...scenario.correlations],
  }));
}

function readerOfCells({ results, model }: Run, cells: ReadonlyMap<string, Cells>): TracedRun['cellOf'] {
  return (scenario, region, indicator, year) => {
    const y = year - results.firstYear;
    const [r, i] = [model.regionIndex.get(region), model.indicatorIndex.get(indicator)];
    if (r === undefined || i === undefined || y < 0 || y >= results.years) return undefined;
    const value = cells.get(scenario)?.[cellIndex(results, r, i, y)];
    return value === undefined || Number.isNaN(centralOf(value)) ? undefined : value;
  };
}

/** Outputs of a run of draws: the cells wanted, and everything that targets ask. */
export function planRun(run: Run, traced: TracedRun, options: DrawOptions) {
  const { results, model } = run;
  const { wants = () => true, keeps = () => false } = options;
  const outputs = new Set<Node>();
  const keep = new Set<Node>();
  const binary = new Set<Node>();
  const add = (value: Value | undefined) => {
    if (value !== undefined && typeof value !== 'number') outputs.add(value);
  };
  for (const { values } of traced.trace.scenarios)
    results.regions.forEach((region, r) =>
      results.indicators.forEach((indicator, i) => {
        if (!wants(region, indicator)) return;
        for (let y = 0; y < results.years; y++) {
          const value = values[cellIndex(results, r, i, y)];
          add(value);
          if (value !== undefined && typeof value !== 'number' && keeps(region, indicator, results.firstYear + y))
            keep.add(value);
        }
      }),
    );
  for (const [row, { met, metBy }] of traced.targets) {
    if (!wants(row.region, row.variable)) continue;
    for (const one of [met, ...metBy.map((each) => each.met)]) {
      add(one);
      if (typeof one !== 'number') binary.add(one);
    }
  }
  const ordered = [...outputs].sort((a, b) => a.id - b.id);
  const planned = planDraws({
    graph: traced.trace.graph,
    inputs: traced.trace.inputs,
    outputs: ordered,
    keep,
    binary,
    design: options.design,
    parts: options.parts ?? 1,
  });
  return { ...planned, outputs: ordered, keep, model };
}

/** Draws in which some formula has no value: what a caller tells, and who may go on without them. */
export class UndefinedDraws extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues[0]?.message ?? 'draws without a value');
    this.issues = issues;
  }
}

/**
 * Adds draws to a run. Throws `UndefinedDraws` where a draw leaves a formula without a value and it may not be dropped.
 *
 * @example (await drawRun(run, { design: USUAL_DRAWS })).targets[0]?.p_met
 */
export async function drawRun(run: Run, options: DrawOptions): Promise<DrawnRun> {
  const traced = options.traced ?? traceRun(run);
  const planned = planRun(run, traced, options);
  const { runUnits = inlineUnits, onProgress = () => undefined } = options;
  const units = unitsOf(planned.job);
  const issues = [...traced.trace.issues, ...unusedOf(run, traced.trace), ...planned.issues];
  let results = await runUnits(planned.job, units, undefined, onProgress);
  const broken = new Set(results.flatMap(({ undefinedDraws }) => undefinedDraws.map(({ draw }) => draw)));
  if (broken.size > 0) {
    const told = undefinedIssues(run, traced, planned, results);
    if (!options.drop) throw new UndefinedDraws(told);
    const skip = new Uint8Array(options.design.draws);
    for (const draw of broken) skip[draw] = 1;
    results = await runUnits(planned.job, units, skip, onProgress);
    issues.push(
      ...told.map((issue): Issue => ({ ...issue, severity: 'warning' })),
      droppedDraws(broken.size, options.design.draws),
    );
  }
  return withSummary(run, traced, planned, joinUnits(planned.job, results, broken.size), issues);
}

/** A run with the summary of its draws, however that was had. */
export function withSummary(
  run: Run,
  traced: TracedRun,
  { job, outputs }: ReturnType<typeof planRun>,
  summary: DrawSummary,
  issues: readonly Issue[] = [],
): DrawnRun {
  const position = new Map(outputs.map((node, k) => [node.id, k]));
  const distributionOf = (value: Value | undefined): Distribution | undefined => {
    if (value === undefined) return undefined;
    if (typeof value === 'number') return { mean: value, quantiles: QUANTILES_OF_ONE.map(() => value) };
    return summary.distributions[position.get(value.id) ?? -1];
  };
  const probability = (value: Value) => distributionOf(value)?.mean;
  const targets = run.targets.map((row): TargetRow => {
    const values = traced.targets.get(row);
    const p = values && probability(values.met);
    if (!values || p === undefined) return row;
    return {
      ...row,
      p_met: p,
      p_met_se: Math.sqrt((p * (1 - p)) / summary.draws),
      met_by: values.metBy.map(({ year, met }) => ({ year, probability: probability(met) ?? 0 })),
    };
  });
  const draws: DrawReader = {
    design: { ...job.design, draws: summary.draws },
    distribution: (...cell) => distributionOf(traced.cellOf(...cell)),
    sample: (...cell) => {
      const value = traced.cellOf(...cell);
      if (value === undefined) return undefined;
      return typeof value === 'number'
        ? new Float64Array(summary.draws).fill(value)
        : summary.kept.get(position.get(value.id) ?? -1);
    },
  };
  const firstYears = new Map<string, number>();
  for (const input of traced.trace.inputs)
    if (input.year !== undefined)
      firstYears.set(seriesOf(input), Math.min(input.year, firstYears.get(seriesOf(input)) ?? input.year));
  return {
    ...run,
    targets,
    draws,
    inputs: traced.trace.inputs.flatMap((input) => rangeOf(run.model, input, firstYears)),
    issues: [...run.issues, ...issues],
  };
}

const QUANTILES_OF_ONE = [0, 0, 0, 0, 0];

/** All units one after another, in this thread. */
export const inlineUnits: RunUnits = async (job, units, skip, onProgress) => {
  const total = units.reduce((sum, unit) => sum + unit.to - unit.from, 0);
  const results = new UnitResults();
  let before = 0;
  for (const unit of units) {
    results.add(runUnit(job, unit, skip, (done) => onProgress((before + done) / total)));
    before += unit.to - unit.from;
  }
  return results.list;
};

/** What readers are told of an input; one entry for all years of a yearly one. */
function rangeOf(model: Model, input: UncertainInput, firstYears: ReadonlyMap<string, number>): readonly InputRange[] {
  if (input.year !== undefined && firstYears.get(seriesOf(input)) !== input.year) return [];
  const at = quantileOf(input.distribution);
  const { title, unit, scale } = describeInput(model, input);
  return [
    {
      id: seriesOf(input),
      title,
      unit,
      central: input.central * scale,
      low: at(0.05) * scale,
      high: at(0.95) * scale,
      shape: input.distribution.kind,
      ...(input.source ? { source: input.source } : {}),
    },
  ];
}

/** An input's id without its year. */
function seriesOf({ id }: UncertainInput): string {
  return id.replace(/#\d+/, '');
}

/** An input in words, and the factor from its value to the unit that is printed. */
export function describeInput(model: Model, input: UncertainInput) {
  const { of } = input;
  const indicator = of.kind === 'parameter' ? undefined : indicatorOf(model, of.indicator);
  const percent = indicator?.grows === 'rate' && (of.kind === 'growth' || (of.kind === 'assumed' && isRate(model, of)));
  const unit =
    of.kind === 'growth' ? 'pp' : of.kind === 'assumed' ? (percent ? '%/yr' : (indicator?.unit.id ?? '')) : '';
  const names =
    of.kind === 'choice'
      ? (value: number): Bilingual => {
          const variant = of.variants[value];
          return variant === undefined ? { zh: '默认', en: 'the usual' } : { zh: variant, en: variant };
        }
      : undefined;
  return { title: titleOf(model, input), unit, scale: percent ? 100 : 1, ...(names ? { names } : {}) };
}

function isRate(model: Model, of: { readonly name: string; readonly indicator: string }): boolean {
  return model.assumptions.some(
    (one) => one.indicator === of.indicator && one.name === of.name && one.curve.kind === 'growth',
  );
}

function titleOf(model: Model, { of, region }: UncertainInput): Bilingual {
  if (of.kind === 'parameter')
    return model.parameters.find((one) => one.id === of.parameter)?.title ?? { zh: of.parameter, en: of.parameter };
  const { title } = indicatorOf(model, of.indicator);
  const place = region === undefined ? undefined : regionOf(model, region).name;
  if (of.kind === 'growth')
    return {
      zh: `${place ? `${place.zh}` : ''}${title.zh}年增长的偏离`,
      en: `Deviation of yearly growth of ${inSentence(title.en)}${place ? `, ${place.en}` : ''}`,
    };
  return of.kind === 'assumed'
    ? { zh: `${title.zh}（${of.name}）`, en: `${title.en} (${of.name})` }
    : { zh: `${title.zh}的增长假设`, en: `Growth assumption of ${inSentence(title.en)}` };
}

/** Where draws have no value: which cell first, in how many draws, and with which inputs. */
function undefinedIssues(
  run: Run,
  { trace }: TracedRun,
  { job, outputs }: ReturnType<typeof planRun>,
  results: readonly UnitResult[],
): readonly Issue[] {
  const byOutput = new Map<number, number[]>();
  for (const { unit, undefinedDraws } of results) {
    const before = job.groups.slice(0, unit.group).reduce((sum, group) => sum + group.tape.outputs.length, 0);
    for (const { draw, output } of undefinedDraws)
      byOutput.set(before + output, [...(byOutput.get(before + output) ?? []), draw]);
  }
  const [first] = [...byOutput.keys()].sort((a, b) => a - b);
  if (first === undefined) return [];
  const node = outputs[first] as Node;
  const draws = [...(byOutput.get(first) ?? [])].sort((a, b) => a - b);
  const draw = draws[0] ?? 0;
  const { inputs } = writeTape(trace.graph, [node]);
  const rows = inputs.map(() => new Float64Array(1));
  openSampler(job, inputs)(rows, draw);
  const drawn = inputs.map((id, k): readonly [string, number] => [id, rows[k]?.[0] ?? Number.NaN]);
  return [undefinedDraw(placeOf(run, trace, node), draw, draws.length, byOutput.size - 1, drawn)];
}

/** The first cell that is a node, in words. */
function placeOf({ results }: Run, trace: Trace, node: Node): string {
  for (const { id, values } of trace.scenarios) {
    const cell = Array.prototype.indexOf.call(values, node);
    if (cell < 0) continue;
    const series = Math.floor(cell / results.years);
    const indicator = results.indicators[series % results.indicators.length];
    const region = results.regions[Math.floor(series / results.indicators.length)];
    return `"${indicator}" of "${region}" in ${results.firstYear + (cell % results.years)} under "${id}"`;
  }
  return 'a target';
}
