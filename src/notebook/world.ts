// What cells and numbers ask: the model, scenarios of files and of cells, and runs of them. Opened only where something must
// be computed; what was computed before is taken from the cache without it.

import type { RunAssumption } from '../analysis/index.ts';
import { type Bilingual, bilingual, type Issue, type Language, nearest, type Place } from '../base/index.ts';
import { chartContext } from '../charts/index.ts';
import type { Program } from '../compile/index.ts';
import { type Located, type Model, planOf, regionOf, selectRegions, unknownName } from '../model/index.ts';
import { type Loaded, openRuns, type RanScenario, type Run, type RunScenarios, type Workspace } from '../pipeline.ts';
import { assumptionRunner } from '../repeat.ts';
import type { DrawDesign } from '../results/index.ts';
import { BASELINE, readScenarios, type Scenario, type ScenarioSpec, unknownScenario } from '../scenario/index.ts';
import { DrawsFailed, drawRun, type TracedRun, traceRun } from '../uncertainty/index.ts';
import type { CellContext, DrawnPart } from './cells/cell-kind.ts';
import { listOf } from './cells/cell-kind.ts';
import { CellFailure, fail, notebookError, unknownWord } from './messages.ts';
import { type Parameters, showParameters } from './parameters.ts';

/** A scenario that a cell defines. */
export type InlineScenario = Located<ScenarioSpec>;

const runs = new WeakMap<Program, RunScenarios>();

/** All notebooks of a process share what they run of one program: each stands in several languages and asks for the same. */
function runsOf(program: Program): RunScenarios {
  const known = runs.get(program) ?? openRuns(program);
  runs.set(program, known);
  return known;
}

/** An opened workspace with the scenarios that cells have defined so far. */
export class NotebookWorld {
  readonly model: Model;
  readonly #program: Program;
  readonly #workspace: Workspace;
  readonly #drawRun: typeof drawRun;
  readonly #inline = new Map<string, InlineScenario>();
  readonly #runs = new Map<string, Run>();
  readonly #traces = new Map<Run, TracedRun>();
  #scenarios: readonly Scenario[];

  constructor(workspace: Workspace, loaded: Loaded, draw = drawRun) {
    if (!loaded.model || !loaded.program) throw new Error('a workspace with errors cannot be opened');
    this.model = loaded.model;
    this.#program = loaded.program;
    this.#workspace = workspace;
    this.#drawRun = draw;
    this.#scenarios = loaded.scenarios;
  }

  get scenarios(): readonly Scenario[] {
    return this.#scenarios;
  }

  /** Adds a scenario; throws `CellFailure` where it has errors, or where its id is taken. */
  define(inline: InlineScenario): Scenario {
    const id = inline.value.scenario;
    const place = inline.document.place(['scenario']);
    if (id === BASELINE || this.#scenarios.some((one) => one.id === id))
      fail(notebookError('cell-id', `there is a scenario "${id}" already`, place, 'choose another id'));
    const all = [...this.#inline.values(), inline];
    const read = readScenarios(this.#workspace.scenarioFiles, this.model, all);
    const found = read.scenarios.find((one) => one.id === id);
    const whole = inline.document.place([]);
    const own = read.issues.filter(
      ({ place: at, severity }) =>
        severity === 'error' && at?.file === place.file && at.start >= whole.start && at.start <= whole.end,
    );
    if (!found || own.length > 0) throw new CellFailure(own.length > 0 ? own : read.issues);
    this.#inline.set(id, inline);
    this.#scenarios = [...this.#scenarios, found];
    return found;
  }

  /** These scenarios with the baseline of each view; throws `CellFailure` where a value cannot be computed. */
  run(ids: readonly string[], asOf: number | undefined): Run {
    const key = JSON.stringify([ids, asOf]);
    const known = this.#runs.get(key);
    if (known) return known;
    const done = runsOf(this.#program)(this.#scenarios, ids, asOf);
    const errors = done.issues.filter((issue) => issue.severity === 'error');
    if (errors.length > 0) throw new CellFailure(errors);
    this.#runs.set(key, done);
    return done;
  }

  /** Growth assumptions run from earlier years. */
  assumptions(): RunAssumption {
    return assumptionRunner(this.#program);
  }

  /**
   * The same run with draws of a part of it; throws `CellFailure` where a value is undefined in some draw, or memory does not suffice.
   */
  async drawn(ids: readonly string[], asOf: number | undefined, design: DrawDesign, of: DrawnPart): Promise<Run> {
    const key = JSON.stringify([ids, asOf, design, of.region, of.indicator, of.keep]);
    const known = this.#runs.get(key);
    if (known) return known;
    const central = this.run(ids, asOf);
    const traced = this.#traces.get(central) ?? traceRun(central);
    this.#traces.set(central, traced);
    const wants = (region: string, indicator: string) =>
      (of.region === undefined || of.region === region) && (of.indicator === undefined || of.indicator === indicator);
    const keep = of.keep ?? (of.region !== undefined && of.indicator !== undefined);
    try {
      const done = await this.#drawRun(central, { design, traced, wants, ...(keep ? { keeps: wants } : {}) });
      this.#runs.set(key, done);
      return done;
    } catch (error) {
      if (error instanceof DrawsFailed) throw new CellFailure(error.issues);
      throw error;
    }
  }
}

/** What differs from cell to cell. */
export interface Asker {
  readonly world: NotebookWorld;
  readonly language: Language;
  readonly parameters: Parameters;
  readonly scenarios: readonly string[];
  readonly asOf: number | undefined;
  readonly regions: string | readonly string[] | undefined;
  /** See `scenarioOrder` of plan.ts. */
  readonly scenarioOrder: readonly string[];
  readonly draws: DrawDesign | undefined;
  readonly data: (cell: string) => { readonly value: unknown } | undefined;
  readonly place: (path: readonly PropertyKey[], of?: 'key' | 'value') => Place;
}

/** The questions of one cell or number. */
export function openContext(asker: Asker): CellContext {
  const { world, language, parameters, place } = asker;
  const { model } = world;
  const known = (what: string, id: string, index: ReadonlyMap<string, unknown>, path: readonly PropertyKey[]) =>
    index.has(id) ? id : fail(unknownName(what, id, index.keys(), place(path)));
  const text = (written: string | Bilingual) =>
    showParameters(
      bilingual(written)[language],
      parameters,
      (value) => nameOf(world, String(value), language) ?? String(value),
    );
  const regions = (selector: string | readonly string[], path: readonly PropertyKey[]) => {
    const found = selectRegions(typeof selector === 'string' ? listOf(selector) : selector, model.regions, () =>
      place(path),
    );
    if (found.issues.length > 0) throw new CellFailure(found.issues);
    return found.regions;
  };
  const only = asker.regions === undefined ? undefined : new Set(regions(asker.regions, ['regions']));
  const checkScenario = (id: string): string => {
    const stem = id.split('@')[0] ?? '';
    const scenarios = [BASELINE, ...world.scenarios.map((one) => one.id)];
    if (scenarios.includes(stem)) return id;
    const issue: Issue = unknownScenario(stem, scenarios, place(['scenarios']));
    return fail(issue);
  };
  const context: CellContext = {
    model,
    language,
    place,
    indicator: (id, path) => known('indicator', id, model.indicatorIndex, path),
    indicators: (ids, path) => listOf(ids).map((id) => known('indicator', id, model.indicatorIndex, path)),
    region(id, path) {
      const [found, ...more] = regions(id, path);
      if (found === undefined || more.length > 0)
        return fail(
          notebookError('cell-option', `"${id}" is not one region`, place(path), 'name one region by its id'),
        );
      return found;
    },
    regions,
    plan: (id, path) => known('plan', id, model.planIndex, path),
    year(year, path) {
      const { first, last } = model.years;
      if (Number.isInteger(year) && year >= first && year <= last) return year;
      return fail(
        notebookError(
          'cell-option',
          `${year} is not a year of the model`,
          place(path),
          `years run from ${first} to ${last}`,
        ),
      );
    },
    scenarios: asker.scenarios,
    run(scenarios = asker.scenarios, asOf = asker.asOf) {
      return world.run(scenarios.map(checkScenario), asOf);
    },
    hasDraws: asker.draws !== undefined,
    drawn: async (scenarios, path, of = {}) =>
      asker.draws === undefined
        ? fail(
            notebookError('notebook-draws', 'the notebook has no draws', place(path), 'add "draws: 1024" to its head'),
          )
        : world.drawn(scenarios.map(checkScenario), asker.asOf, asker.draws, of),
    assumptions: () => world.assumptions(),
    charts: (done) => ({
      ...chartContext(done, language, (region) => only === undefined || only.has(region)),
      scenarioOrder: asker.scenarioOrder,
    }),
    ran(done, scenario): RanScenario {
      const found =
        done.scenarios.find((one) => one.id === scenario) ??
        done.scenarios.findLast((one) => one.scenario.id === scenario);
      if (!found) throw new Error(`"${scenario}" was not run`);
      return found;
    },
    text,
    parameter(name, path) {
      const value = parameters.get(name);
      return value === undefined
        ? fail(unknownWord('notebook-parameter', 'parameter', name, parameters.keys(), place(path)))
        : String(value);
    },
    name(id, path) {
      const found = nameOf(world, id, language);
      if (found !== undefined) return found;
      const all = [
        ...model.regionIndex.keys(),
        ...model.indicatorIndex.keys(),
        ...model.planIndex.keys(),
        ...world.scenarios.map((one) => one.id),
      ];
      const close = nearest(id, all);
      return fail(
        notebookError(
          'inline-number',
          `"${id}" is no region, indicator, scenario or plan`,
          place(path),
          close === undefined ? undefined : `did you mean "${close}"?`,
        ),
      );
    },
    data(cell, path) {
      const found = asker.data(cell);
      return found ? found.value : fail(unknownWord('cell-dependency', 'cell', cell, [], place(path)));
    },
    only,
  };
  return context;
}

/** What an id is called: a region, an indicator, a scenario or a plan; undefined where it is none. */
export function nameOf({ model, scenarios }: NotebookWorld, id: string, language: Language): string | undefined {
  if (model.regionIndex.has(id)) return regionOf(model, id).name[language];
  const indicator = model.indicators[model.indicatorIndex.get(id) ?? -1];
  if (indicator) return indicator.title[language];
  const scenario = scenarios.find((one) => one.id === id);
  if (scenario) return scenario.title[language];
  return model.planIndex.has(id) ? planOf(model, id).short[language] : undefined;
}
