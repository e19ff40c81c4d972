// Text in, results out.
//
//   package files ──► model ──► program ─┐
//   scenario files ──► scenarios ────────┴─► reference ──► scenario runs ──► results ──► targets
//                                            (assumptions)  (levers)                     (the board)

import {
  type AttributionRequest,
  type AttributionResult,
  attribute,
  checkLevers,
  compareOutcomes,
  compareSettings,
  compareTargets,
  judgeTargets,
  lastTargetYear,
  type ProbeScenario,
  type RunAssumption,
  type ScenarioDiff,
  type ScenarioProbe,
  type TargetRow,
} from './analysis/index.ts';
import { type Issue, Issues } from './base/index.ts';
import { compile, type Program } from './compile/index.ts';
import {
  centralCells,
  type GrowthChoice,
  type Reference,
  runReference,
  runScenario,
  type ScenarioRun,
  type View,
} from './engine/index.ts';
import { loadParser } from './formula/index.ts';
import { type Model, observationsAsOf, type PackageFiles, readModel } from './model/index.ts';
import {
  type DrawReader,
  type InputRange,
  type Results,
  type ResultsReader,
  readerOf,
  type ScenarioResults,
  seriesIndex,
} from './results/index.ts';
import { BASELINE, baselineId, type Lever, readScenarios, type Scenario, unknownScenario } from './scenario/index.ts';
import type { SourceText } from './text/index.ts';

/** A workspace as bytes: the package's files by path below its folder, scenario files by the name shown in messages. */
export interface Workspace {
  readonly packageRoot: string;
  readonly packageFiles: PackageFiles;
  readonly scenarioFiles: ReadonlyMap<string, Uint8Array>;
}

/** What could be read; `program` and `scenarios` are absent where the model has errors. */
export interface Loaded {
  readonly model?: Model;
  readonly program?: Program;
  readonly scenarios: readonly Scenario[];
  readonly issues: readonly Issue[];
  readonly sources: readonly SourceText[];
}

/** Reads, checks and compiles everything; issues of all files together. Asynchronous only because the formula parser loads late. */
export async function load(workspace: Workspace): Promise<Loaded> {
  return withScenarios(await loadModel(workspace), workspace.scenarioFiles);
}

/** The model package alone: what scenarios are read against. */
export async function loadModel(workspace: Workspace): Promise<Loaded> {
  await loadParser();
  const read = readModel(workspace.packageFiles, workspace.packageRoot);
  if (!read.model) return { scenarios: [], issues: read.issues, sources: read.sources };
  const compiled = compile(read.model);
  return {
    model: read.model,
    ...(compiled.program ? { program: compiled.program } : {}),
    scenarios: [],
    issues: [...read.issues, ...compiled.issues],
    sources: read.sources,
  };
}

/** A loaded model with the scenarios of these files; the same model serves again when only scenarios change. */
export function withScenarios(loaded: Loaded, scenarioFiles: Workspace['scenarioFiles']): Loaded {
  if (!loaded.model) return loaded;
  const { scenarios, issues, sources } = readScenarios(scenarioFiles, loaded.model);
  return { ...loaded, scenarios, issues: [...loaded.issues, ...issues], sources: [...loaded.sources, ...sources] };
}

/** One scenario as it was run. */
export interface RanScenario {
  /** Id in the results: the scenario's, or `baseline@2016`. */
  readonly id: string;
  readonly scenario: Scenario;
  readonly asOf?: number;
  readonly reference: Reference;
  readonly parameters: ReadonlyMap<string, number>;
  /** Warnings that belong on this scenario's charts. */
  readonly warnings: readonly Issue[];
}

/** A run: the table, its reader, the judged targets, and what each scenario stands on. */
export interface Run {
  readonly model: Model;
  readonly program: Program;
  readonly results: Results;
  readonly reader: ResultsReader;
  readonly targets: readonly TargetRow[];
  readonly scenarios: readonly RanScenario[];
  /** What the draws say, and what was drawn; missing where the run was made at central inputs alone. */
  readonly draws?: DrawReader;
  readonly inputs?: readonly InputRange[];
  readonly issues: readonly Issue[];
}

/** Runs scenarios by id (all when none are named), each with the baseline of its own `as_of`; `asOf` overrides theirs. */
export function run(program: Program, all: readonly Scenario[], chosen: readonly string[] = [], asOf?: number): Run {
  const { model } = program;
  const issues = new Issues();
  const wanted = chosen.length === 0 ? all : chosen.flatMap((id) => pick(id, all, issues));
  const views = new Map<number | undefined, View>();
  const references = new Map<string, Reference>();

  const seen = new Set<string>();
  const scenarios = withBaselines(wanted, all, asOf).flatMap(({ id, scenario, asOf: year }): RanScenario[] => {
    if (seen.has(id)) return [];
    seen.add(id);
    const parameters = parametersOf(model, scenario);
    return [
      {
        id,
        scenario,
        ...(year === undefined ? {} : { asOf: year }),
        parameters,
        reference: referenceFor(scenario, year, parameters),
        warnings: [],
      },
    ];
  });
  const blocks = scenarios.map(
    ({ id, scenario, asOf: year, reference, parameters }): ScenarioResults & { found: readonly Issue[] } => {
      const done = runScenario(program, reference, id, scenario.levers, parameters);
      const { bases, lastKnown } = reference;
      return {
        scenario: id,
        ...(year === undefined ? {} : { asOf: year }),
        baseline: baselineId(year),
        values: centralCells(done.values),
        bases,
        lastKnown,
        found: done.issues,
      };
    },
  );
  const shape = scenarios[0]?.reference.shape ?? {
    regions: [],
    indicators: [],
    firstYear: model.years.first,
    years: 0,
    draws: 1,
  };
  const results: Results = { model: model.id, ...shape, scenarios: blocks };
  const reader = readerOf(results);
  const withoutLevers = readerOf({
    ...results,
    scenarios: blocks.map((block, k) => ({
      ...block,
      values: centralCells(scenarios[k]?.reference.values ?? block.values),
    })),
  });

  const ran = scenarios.map((one, k): RanScenario => {
    const found = [
      ...one.reference.issues,
      ...(blocks[k]?.found ?? []),
      ...checkLevers(model, { reader, withoutLevers, block: one.id }, one.scenario),
    ];
    issues.addAll(found);
    return { ...one, warnings: found.filter((issue) => issue.severity === 'warning') };
  });
  const targets = ran.flatMap(({ id, asOf: year }) =>
    judgeTargets(model, reader, { scenario: id, ...(year === undefined ? {} : { asOf: year }) }),
  );
  return { model, program, results, reader, targets, scenarios: ran, issues: unrepeated(issues.list) };

  /** Scenarios that make the same assumptions share one reference. */
  function referenceFor(
    scenario: Scenario,
    year: number | undefined,
    parameters: ReadonlyMap<string, number>,
  ): Reference {
    const key = JSON.stringify([
      year,
      scenario.growth,
      scenario.overrides.map(({ indicator, regions, growth }) => [indicator, regions, growth]),
      [...parameters],
    ]);
    const known = references.get(key);
    if (known) return known;
    const view = views.get(year) ?? {
      ...(year === undefined ? {} : { asOf: year }),
      observed: observationsAsOf(model.observations, year),
    };
    views.set(year, view);
    const reference = runReference(program, view, scenario, parameters);
    references.set(key, reference);
    return reference;
  }
}

function pick(id: string, all: readonly Scenario[], issues: Issues): readonly Scenario[] {
  const found = all.find((scenario) => scenario.id === id);
  if (!found)
    issues.add(
      unknownScenario(
        id,
        all.map((scenario) => scenario.id),
      ),
    );
  return found ? [found] : [];
}

/** Every scenario after the baseline of its own view, which is run only where something is compared with it. */
function withBaselines(wanted: readonly Scenario[], all: readonly Scenario[], asOf: number | undefined) {
  const baseline = all.find((scenario) => scenario.id === BASELINE);
  const runs = wanted.map((scenario) => {
    const year = asOf ?? scenario.asOf;
    return {
      id: scenario.id === BASELINE ? baselineId(year) : scenario.id,
      scenario,
      ...(year === undefined ? {} : { asOf: year }),
    };
  });
  const years = [...new Set(runs.map((one) => one.asOf))]
    .sort((a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY))
    .reverse();
  return years.flatMap((year) => {
    const own = runs.filter((one) => one.asOf === year);
    const base = baseline
      ? [{ id: baselineId(year), scenario: baseline, ...(year === undefined ? {} : { asOf: year }) }]
      : [];
    return [...base, ...own];
  });
}

/** Parameters of a scenario at central inputs: the package's, and those that a lever sets. */
export function parametersOf(model: Model, scenario: Pick<Scenario, 'levers'>): ReadonlyMap<string, number> {
  const values = new Map(model.parameters.map((parameter) => [parameter.id, parameter.value]));
  for (const lever of scenario.levers) if (lever.kind === 'parameter') values.set(lever.parameter, lever.value);
  return values;
}

function unrepeated(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const key = JSON.stringify([issue.code, issue.message, issue.place]);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** What analyses are given where runs must be repeated: the same scenario with other levers, as a reader of one block. */
export type RunLevers = (levers: readonly Lever[]) => ResultsReader;

/** Repeats one scenario of a run on its own reference; the block keeps the scenario's id. Issues of such trial runs are dropped. */
export function leverRunner(run: Run, ran: RanScenario): RunLevers {
  const { bases, lastKnown } = ran.reference;
  return (levers) => {
    const values = centralCells(runScenario(run.program, ran.reference, ran.id, levers, ran.parameters).values);
    return readerOf({
      ...run.results,
      scenarios: [{ scenario: ran.id, baseline: baselineId(ran.asOf), values, bases, lastKnown }],
    });
  };
}

/**
 * What attribution is given: runs any part of a scenario (some levers, some assumptions) in the same view, and opens the
 * result. References are kept, because most parts share one: only parameters that stand in formulas change it.
 */
export function scenarioProbes(run: Run, ran: RanScenario): ProbeScenario {
  const { model, program } = run;
  const inFormulas = formulaParameters(program);
  const keyOf = ({ growth, overrides }: GrowthChoice, parameters: ReadonlyMap<string, number>) =>
    JSON.stringify([
      growth,
      overrides.map((one) => [one.indicator, one.regions, one.growth]),
      inFormulas.map((id) => parameters.get(id)),
    ]);
  const references = new Map(
    run.scenarios
      .filter((one) => one.asOf === ran.asOf)
      .map((one) => [keyOf(one.scenario, one.parameters), one.reference]),
  );
  const view: View = {
    ...(ran.asOf === undefined ? {} : { asOf: ran.asOf }),
    observed: observationsAsOf(model.observations, ran.asOf),
  };
  return (variant) => {
    const parameters = parametersOf(model, variant);
    const key = keyOf(variant, parameters);
    const reference = references.get(key) ?? runReference(program, view, variant, parameters);
    references.set(key, reference);
    return openProbe(model, reference, runScenario(program, reference, ran.id, variant.levers, parameters), parameters);
  };
}

/**
 * What a scenario's difference from its baseline is due to, in one region; see `attribute`.
 *
 * @example attributeIn(run, ran, { indicator: 'rd_intensity', region: 'jiaxing', years: { first: 2027, last: 2027 } })
 */
export function attributeIn(
  run: Run,
  ran: RanScenario,
  asked: Omit<AttributionRequest, 'scenario' | 'baseline' | 'asOf' | 'targets'>,
): AttributionResult {
  const targets = run.targets.filter((row) => row.scenario === ran.id);
  return attribute(run.model, scenarioProbes(run, ran), {
    ...asked,
    ...(ran.asOf === undefined ? {} : { asOf: ran.asOf }),
    scenario: ran.scenario,
    baseline: baselineOf(run, ran).scenario,
    targets,
  });
}

/**
 * Compares two scenarios, of one run or of two (another `as_of`); lists are empty where they do the same. Without `years`
 * outcomes are compared in the last target year that the first one's view knows of.
 *
 * @example compareScenarios({ run, ran: a }, { run, ran: b }).targets.filter((one) => one.turned)
 */
export function compareScenarios(
  a: { readonly run: Run; readonly ran: RanScenario },
  b: { readonly run: Run; readonly ran: RanScenario },
  {
    years,
    keep = () => true,
  }: { readonly years?: readonly number[]; readonly keep?: (region: string, indicator: string) => boolean } = {},
): ScenarioDiff {
  const { model } = a.run;
  const compared = years ?? [lastTargetYear(model, a.ran.asOf)];
  const valuesOf = ({ run: { reader }, ran: { id } }: typeof a) => ({ reader, block: id });
  const rowsOf = ({ run: { targets }, ran: { id } }: typeof a) =>
    targets.filter((row) => row.scenario === id && keep(row.region, row.variable));
  return {
    a: a.ran.id,
    b: b.ran.id,
    settings: compareSettings(model, a.ran, b.ran),
    years: compared,
    outcomes: compareOutcomes(model, valuesOf(a), valuesOf(b), compared).filter(({ region, variable }) =>
      keep(region, variable),
    ),
    targets: compareTargets(rowsOf(a), rowsOf(b)),
  };
}

/** The baseline of the same view; every run holds it. */
export function baselineOf(run: Run, ran: RanScenario): RanScenario {
  const found = run.scenarios.find((one) => one.id === baselineId(ran.asOf));
  if (!found) throw new Error(`no baseline for "${ran.id}"`);
  return found;
}

/** Looks into one scenario of a run. */
export function scenarioProbe(run: Run, ran: RanScenario): ScenarioProbe {
  return scenarioProbes(run, ran)(ran.scenario);
}

function openProbe(
  model: Model,
  reference: Reference,
  done: ScenarioRun,
  parameters: ReadonlyMap<string, number>,
): ScenarioProbe {
  const { shape, bases, lastKnown } = reference;
  const read = (values: Float64Array) =>
    readerOf({ model: model.id, ...shape, scenarios: [{ scenario: '', baseline: '', values, bases, lastKnown }] });
  const [scenario, before] = [read(centralCells(done.values)), read(centralCells(reference.values))];
  const at = (region: string, indicator: string) =>
    [model.regionIndex.get(region) ?? -1, model.indicatorIndex.get(indicator) ?? -1] as const;
  const seriesAt = (region: string, indicator: string) => seriesIndex(shape, ...at(region, indicator));
  return {
    cell: (...cell) => scenario.cell('', ...cell),
    value: (...cell) => scenario.value('', ...cell),
    reference: (...cell) => before.value('', ...cell),
    lastKnown: (...series) => scenario.lastKnown('', ...series),
    parts: (region, indicator, year) => done.partsOf(...at(region, indicator), year - shape.firstYear),
    parameter: (id) => parameters.get(id),
    assumption: (...series) => reference.projections.get(seriesAt(...series)),
  };
}

/** Parameters that stand in formulas; those of responses act on deviations alone. */
function formulaParameters({ model, identities, initials }: Program): readonly string[] {
  const names = new Set(
    [...identities, ...initials].flatMap((formula) => (formula ? [...formula.indicatorAt.keys()] : [])),
  );
  return model.parameters.map((parameter) => parameter.id).filter((id) => names.has(id));
}

/** What hindcasts are given: a growth assumption for every series, without levers, with what was published by the end of a year. */
export function assumptionRunner(program: Program): RunAssumption {
  const { model } = program;
  const parameters = parametersOf(model, { levers: [] });
  return (growth, asOf) => {
    const view: View = { asOf, observed: observationsAsOf(model.observations, asOf) };
    const { shape, values, bases, lastKnown } = runReference(program, view, { growth, overrides: [] }, parameters);
    const reader = readerOf({
      model: model.id,
      ...shape,
      scenarios: [{ scenario: '', baseline: '', values: centralCells(values), bases, lastKnown }],
    });
    return (...cell) => reader.cell('', ...cell);
  };
}
