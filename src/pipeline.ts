// Text in, results out.
//
//   package files ──► model ──► program ─┐
//   scenario files ──► scenarios ────────┴─► reference ──► scenario runs ──► results ──► targets
//                                            (assumptions)  (levers)                     (the board)

import { checkLevers, judgeTargets, type TargetRow } from './analysis/index.ts';
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
