// Where a number comes from: the published figures and their sources, the formula with its inputs, the growth
// assumption, the levers and responses, and what the plans ask of the same cell.

import { type Bilingual, inYears } from '../base/index.ts';
import { printFormula, references } from '../formula/index.ts';
import {
  type Indicator,
  indicatorOf,
  type Model,
  type Observation,
  type Parameter,
  type Source,
  type StatedGrowth,
  type Target,
} from '../model/index.ts';
import type { Basis, Cell, ResultsReader } from '../results/index.ts';
import type { Lever, Scenario } from '../scenario/index.ts';

/** What is asked. `block` is the scenario's id in the results, `assumption` the engine's note on the series. */
export interface ExplainRequest {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  readonly block: string;
  readonly baseline: string;
  readonly scenario: Scenario;
  readonly asOf?: number;
  readonly parameters: ReadonlyMap<string, number>;
  readonly assumption?: { readonly variant: string; readonly note: Bilingual };
  /** The ratio from which the series is computed in this region, where one leads. */
  readonly closingRatio?: Indicator;
}

/** One input of a formula: an indicator in a year, or a parameter. */
export interface ExplainedInput {
  readonly name: string;
  readonly year?: number;
  readonly value?: number;
  readonly unit?: string;
  readonly basis?: Basis;
  readonly parameter?: Parameter;
}

/** A figure of a plan about the cell. */
export interface PlannedFigure {
  readonly plan: string;
  readonly kind: Target['kind'] | 'stated growth';
  readonly bound?: Target['bound'];
  readonly value?: number;
  readonly rate?: string;
  readonly source: Source;
  readonly also: readonly { readonly place: string; readonly printed?: string }[];
}

export interface Explanation {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  readonly scenario: string;
  readonly unit: string;
  readonly cell?: Cell;
  /** Why there is no cell. */
  readonly absent?: string;
  /** The same cell under the baseline of the same view, where that differs. */
  readonly baseline?: number;
  /** Every published value of the cell, the one used first. */
  readonly observations: readonly Observation[];
  readonly formula?: string;
  readonly inputs: readonly ExplainedInput[];
  /** What the formula gives where the published figure stands instead. */
  readonly computed?: number;
  readonly assumption?: { readonly variant: string; readonly note: Bilingual };
  readonly planned: readonly PlannedFigure[];
  readonly levers: readonly Lever[];
  readonly responses: readonly ExplainedResponse[];
}

/** A response that moves the indicator, and the driver's deviation from the baseline in the same region. */
export interface ExplainedResponse {
  readonly id: string;
  readonly driver: string;
  readonly parameter: Parameter;
  readonly value: number;
  readonly lags: readonly number[];
  /** Relative deviation of the driver this year, as a fraction; missing without data. */
  readonly driverDeviation?: number;
}

/** Explains one cell. */
export function explainCell(model: Model, reader: ResultsReader, request: ExplainRequest): Explanation {
  const { indicator: id, region, year, block } = request;
  const indicator = indicatorOf(model, id);
  const cell = reader.cell(block, region, id, year);
  const base = reader.value(request.baseline, region, id, year);
  const inputs = inputsOf(model, reader, request);
  const computed = cell?.basis === 'observed' ? computedValue(model, reader, request) : undefined;
  return {
    indicator: id,
    region,
    year,
    scenario: block,
    unit: indicator.unit.id,
    ...(cell ? { cell } : { absent: whyAbsent(model, request) }),
    ...(base === undefined || base === cell?.value ? {} : { baseline: base }),
    observations: publishedValues(model, request, cell),
    ...formulaText(indicator, request),
    inputs,
    ...(computed === undefined ? {} : { computed }),
    ...(request.assumption && cell && !['observed', 'interpolated'].includes(cell.basis)
      ? { assumption: request.assumption }
      : {}),
    planned: plannedFigures(model, id, region, year),
    levers: request.scenario.levers.filter((lever) => concerns(lever, id, region, year)),
    responses: responsesOf(model, reader, request),
  };
}

/** Why a cell has no value: a break around it, a start after it, parts that lack values, or nothing to start from. */
function whyAbsent(model: Model, { indicator, region, year }: ExplainRequest): string {
  const { identity } = indicatorOf(model, indicator);
  const known = model.observations.filter((one) => one.indicator === indicator && one.region === region);
  const years = [...new Set(known.map((one) => one.year))].sort((a, b) => a - b);
  const [before, after] = [years.findLast((one) => one < year), years.find((one) => one > year)];
  const broken = known.some((one) => one.year === after && one.flags.includes('break'));
  if (before !== undefined && after !== undefined && broken)
    return `the values of ${before} and ${after} do not measure the same (break in ${after}): nothing is filled in between`;
  if (before === undefined && after !== undefined) return `the first published value is that of ${after}`;
  if (identity) return 'what it is computed from has no value';
  return 'nothing is published for this region, so there is no level to start from';
}

/** The formula, or how the part is solved from the ratio that leads. */
function formulaText(indicator: Indicator, { closingRatio }: ExplainRequest): { formula?: string } {
  if (indicator.identity) return { formula: indicator.identity.text };
  const closes = closingRatio?.identity?.closes;
  return closes ? { formula: printFormula(closes.expr) } : {};
}

function publishedValues(
  model: Model,
  { indicator, region, year }: ExplainRequest,
  cell: Cell | undefined,
): readonly Observation[] {
  const found = model.observations.filter(
    (one) => one.indicator === indicator && one.region === region && one.year === year,
  );
  const used = (one: Observation) => Number(cell?.basis === 'observed' && one.value === cell.value);
  return found.sort((a, b) => used(b) - used(a) || b.published - a.published);
}

function inputsOf(model: Model, reader: ResultsReader, request: ExplainRequest): readonly ExplainedInput[] {
  const { indicator, region, year, block, baseline, parameters, closingRatio } = request;
  const identity = indicatorOf(model, indicator).identity;
  return identity ? describe(references(identity.expr), block) : closingInputs();

  function describe(
    used: readonly { readonly name: string; readonly lag: number }[],
    scenario: string,
  ): readonly ExplainedInput[] {
    return used.map(({ name, lag }): ExplainedInput => {
      const parameter = model.parameters.find((one) => one.id === name);
      if (parameter) return { name, value: parameters.get(name) ?? parameter.value, parameter };
      const cell = reader.cell(scenario, region, name, year - lag);
      return {
        name,
        year: year - lag,
        unit: indicatorOf(model, name).unit.id,
        ...(cell ? { value: cell.value, basis: cell.basis } : {}),
      };
    });
  }

  /** A part that is computed from the ratio it closes: in the reference, before any lever. */
  function closingInputs(): readonly ExplainedInput[] {
    const cell = reader.cell(block, region, indicator, year);
    const closes = closingRatio?.identity?.closes;
    return closes && cell && cell.basis !== 'observed' ? describe(references(closes.expr), baseline) : [];
  }
}

/** The formula's value where a published figure stands: only for a plain ratio of two indicators of the same year. */
function computedValue(
  model: Model,
  reader: ResultsReader,
  { indicator: id, region, year, block }: ExplainRequest,
): number | undefined {
  const indicator = indicatorOf(model, id);
  const expr = indicator.identity?.expr;
  if (expr?.kind !== 'binary' || expr.op !== '/' || expr.left.kind !== 'name' || expr.right.kind !== 'name')
    return undefined;
  const base = (name: string) => {
    const value = reader.value(block, region, name, year);
    return value === undefined ? undefined : value * indicatorOf(model, name).unit.scale;
  };
  const [top, bottom] = [base(expr.left.name), base(expr.right.name)];
  return top === undefined || !bottom ? undefined : top / bottom / indicator.unit.scale;
}

function plannedFigures(model: Model, indicator: string, region: string, year: number): readonly PlannedFigure[] {
  const mine = (one: { readonly indicator: string; readonly region: string }) =>
    one.indicator === indicator && one.region === region;
  const targets = model.targets.filter(mine).flatMap((target): PlannedFigure[] => {
    const figure = {
      plan: target.plan,
      kind: target.kind,
      bound: target.bound,
      source: target.source,
      also: target.also,
    };
    switch (target.kind) {
      case 'level':
      case 'rank':
        return target.year === year ? [{ ...figure, value: target.value }] : [];
      case 'multiple':
      case 'improve':
        return target.year === year
          ? [
              {
                ...figure,
                ...(target.kind === 'multiple'
                  ? { rate: `×${target.factor} of ${target.base}` }
                  : { rate: `better than ${target.base}` }),
              },
            ]
          : [];
      case 'path': {
        const value = target.values.get(year);
        return value === undefined ? [] : [{ ...figure, value }];
      }
      case 'growth':
        return inYears(target.years, year) ? [{ ...figure, rate: printRate(target.rate) }] : [];
      case 'cumulative':
      case 'every_year':
        return inYears(target.years, year) ? [{ ...figure, value: target.value }] : [];
    }
  });
  const stated = model.statedGrowth
    .filter((one) => mine(one) && inYears(one.years, year))
    .map(
      (one): PlannedFigure => ({
        plan: one.plan,
        kind: 'stated growth',
        rate: statedText(one),
        source: one.source,
        also: [],
      }),
    );
  return [...targets, ...stated];
}

function statedText(growth: StatedGrowth): string {
  return growth.rate
    ? `${printRate(growth.rate)} a year`
    : growth.total
      ? `${printRate(growth.total)} over ${growth.years.first}-${growth.years.last}`
      : '';
}

function printRate(rate: NonNullable<StatedGrowth['rate']>): string {
  return rate.kind === 'percent' ? `${Number((rate.fraction * 100).toPrecision(10))}%` : `${rate.points}pp`;
}

function concerns(lever: Lever, indicator: string, region: string, year: number): boolean {
  if (lever.kind === 'parameter') return true;
  if (lever.indicator !== indicator || !lever.regions.includes(region)) return false;
  const first = lever.kind === 'path' ? Math.min(...lever.points.keys()) : lever.years.first;
  return year >= first && (lever.kind !== 'level' || inYears(lever.years, year));
}

function responsesOf(
  model: Model,
  reader: ResultsReader,
  { indicator, region, year, block, baseline, parameters }: ExplainRequest,
): readonly ExplainedResponse[] {
  return model.responses
    .filter((response) => response.of === indicator)
    .flatMap((response) => {
      const parameter = model.parameters.find((one) => one.id === response.parameter);
      const [value, base] = [block, baseline].map((id) => reader.value(id, region, response.to, year));
      const deviation = value === undefined || !base ? undefined : value / base - 1;
      if (!parameter) return [];
      const current = parameters.get(parameter.id) ?? parameter.value;
      return [
        {
          id: response.id,
          driver: response.to,
          parameter,
          value: current,
          lags: response.lags,
          ...(deviation === undefined ? {} : { driverDeviation: deviation }),
        },
      ];
    });
}
