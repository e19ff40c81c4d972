// Runs repeated for analyses that ask what would be otherwise: with other levers, other assumptions, from an earlier year.

import {
  type AttributionRequest,
  type AttributionResult,
  attribute,
  compareOutcomes,
  compareSettings,
  compareTargets,
  lastTargetYear,
  type ProbeScenario,
  type RunAssumption,
  type ScenarioDiff,
  type ScenarioProbe,
} from './analysis/index.ts';
import type { Program } from './compile/index.ts';
import {
  centralCells,
  type GrowthChoice,
  type Reference,
  runReference,
  runScenario,
  type ScenarioRun,
  type View,
} from './engine/index.ts';
import { type Model, observationsAsOf } from './model/index.ts';
import { parametersOf, type RanScenario, type Run } from './pipeline.ts';
import { type ResultsReader, readerOf, seriesIndex } from './results/index.ts';
import { baselineId, type Lever } from './scenario/index.ts';

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
