// Text in, results out.
//
//   package files ──► model ──► program ─┐
//   scenario files ──► scenarios ────────┴─► reference ──► scenario runs ──► results ──► targets
//                                            (assumptions)  (levers)                     (the board)

// Not through the door of the room: every command loads this file, and most need nothing else of analysis.
import { checkLevers } from './analysis/check-levers.ts';
import { judgeTargets, type TargetRow } from './analysis/targets.ts';
import { type Issue, Issues } from './base/index.ts';
import { compile, type Program } from './compile/index.ts';
import { centralCells, type Reference, runReference, runScenario, type View } from './engine/index.ts';
import { loadParser } from './formula/index.ts';
import { type Model, observationsAsOf, type PackageFiles, readModel } from './model/index.ts';
import {
  type DrawReader,
  type InputRange,
  type Results,
  type ResultsReader,
  readerOf,
  type ScenarioResults,
} from './results/index.ts';
import { BASELINE, baselineId, readScenarios, type Scenario, unknownScenario } from './scenario/index.ts';
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
export type RunScenarios = (all: readonly Scenario[], chosen?: readonly string[], asOf?: number) => Run;

/** One run; see `RunScenarios`. */
export function run(program: Program, ...asked: Parameters<RunScenarios>): Run {
  return openRuns(program)(...asked);
}

/** Many runs of one program: a scenario that stands in several of them is computed once in each view. */
export function openRuns(program: Program): RunScenarios {
  const { model } = program;
  const referenceFor = openReferences(program);
  const known = new WeakMap<Scenario, Map<number | undefined, Outcome>>();
  const outcomeOf = (view: ScenarioView): Outcome => {
    const views = known.get(view.scenario) ?? new Map<number | undefined, Outcome>();
    known.set(view.scenario, views);
    const outcome = views.get(view.asOf) ?? computeScenario(program, view, referenceFor);
    views.set(view.asOf, outcome);
    return outcome;
  };
  return (all, chosen = [], asOf) => {
    const issues = new Issues();
    const wanted = chosen.length === 0 ? all : chosen.flatMap((id) => pick(id, all, issues));
    const outcomes = withBaselines(wanted, all, asOf).map(outcomeOf);
    for (const outcome of outcomes) issues.addAll(outcome.issues);
    const { shape } = outcomes[0]?.ran.reference ?? { shape: { ...NOTHING, firstYear: model.years.first } };
    const results: Results = { model: model.id, ...shape, scenarios: outcomes.map(({ block }) => block) };
    let targets: readonly TargetRow[] | undefined;
    return {
      model,
      program,
      results,
      reader: readerOf(results),
      get targets() {
        targets ??= outcomes.flatMap((outcome) => outcome.judged());
        return targets;
      },
      scenarios: outcomes.map(({ ran }) => ran),
      issues: unrepeated(issues.list),
    };
  };
}

/** The shape of a table without scenarios. */
const NOTHING = { regions: [], indicators: [], years: 0, draws: 1 };

/** A scenario as it is to be run: the id that it has in the results, and what is known in its view. */
interface ScenarioView {
  readonly id: string;
  readonly scenario: Scenario;
  readonly asOf?: number;
}

/** What one scenario gives by itself. */
interface Outcome {
  readonly ran: RanScenario;
  readonly block: ScenarioResults;
  /** The targets, judged when they are first asked for: many questions never do. */
  readonly judged: () => readonly TargetRow[];
  readonly issues: readonly Issue[];
}

function computeScenario(program: Program, view: ScenarioView, referenceFor: ReferenceFor): Outcome {
  const { model } = program;
  const { id, scenario, asOf } = view;
  const parameters = parametersOf(model, scenario);
  const reference = referenceFor(scenario, asOf, parameters);
  const done = runScenario(program, reference, id, scenario.levers, parameters);
  const { shape, bases, lastKnown } = reference;
  const inView = asOf === undefined ? {} : { asOf };
  const common = { scenario: id, ...inView, baseline: baselineId(asOf), bases, lastKnown };
  const block: ScenarioResults = { ...common, values: centralCells(done.values) };
  const readerFor = (one: ScenarioResults) => readerOf({ model: model.id, ...shape, scenarios: [one] });
  const reader = readerFor(block);
  const withoutLevers = readerFor({ ...common, values: centralCells(reference.values) });
  const issues = [
    ...reference.issues,
    ...done.issues,
    ...checkLevers(model, { reader, withoutLevers, block: id }, scenario),
  ];
  const warnings = issues.filter((issue) => issue.severity === 'warning');
  let targets: readonly TargetRow[] | undefined;
  return {
    ran: { id, scenario, ...inView, parameters, reference, warnings },
    block,
    judged: () => {
      targets ??= judgeTargets(model, reader, { scenario: id, ...inView });
      return targets;
    },
    issues,
  };
}

type ReferenceFor = (
  scenario: Scenario,
  asOf: number | undefined,
  parameters: ReadonlyMap<string, number>,
) => Reference;

/** Scenarios that make the same assumptions share one reference. */
function openReferences(program: Program): ReferenceFor {
  const { observations } = program.model;
  const views = new Map<number | undefined, View>();
  const references = new Map<string, Reference>();
  return (scenario, asOf, parameters) => {
    const key = JSON.stringify([
      asOf,
      scenario.growth,
      scenario.overrides.map(({ indicator, regions, growth }) => [indicator, regions, growth]),
      [...parameters],
    ]);
    const known = references.get(key);
    if (known) return known;
    const view = views.get(asOf) ?? {
      ...(asOf === undefined ? {} : { asOf }),
      observed: observationsAsOf(observations, asOf),
    };
    views.set(asOf, view);
    const reference = runReference(program, view, scenario, parameters);
    references.set(key, reference);
    return reference;
  };
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

/** Every scenario once, after the baseline of its own view, which is run only where something is compared with it. */
function withBaselines(
  wanted: readonly Scenario[],
  all: readonly Scenario[],
  asOf: number | undefined,
): readonly ScenarioView[] {
  const viewOf = (scenario: Scenario, year: number | undefined): ScenarioView => ({
    id: scenario.id === BASELINE ? baselineId(year) : scenario.id,
    scenario,
    ...(year === undefined ? {} : { asOf: year }),
  });
  const baselines = all.filter((scenario) => scenario.id === BASELINE).slice(0, 1);
  const runs = wanted.map((scenario) => viewOf(scenario, asOf ?? scenario.asOf));
  const years = [...new Set(runs.map((one) => one.asOf))]
    .sort((a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY))
    .reverse();
  const ordered = years.flatMap((year) => [
    ...baselines.map((scenario) => viewOf(scenario, year)),
    ...runs.filter((one) => one.asOf === year),
  ]);
  return ordered.filter(({ id }, k) => ordered.findIndex((one) => one.id === id) === k);
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
