// What stands in a chart of one indicator in one region: lines of scenarios, published values, targets.

import type { TargetRow } from '../analysis/index.ts';
import {
  type Indicator,
  type Model,
  type Observation,
  observationsAsOf,
  type Plan,
  planKnown,
  planOf,
  type Region,
} from '../model/index.ts';
import type { Basis, ResultsReader } from '../results/index.ts';
import { type ChartContext, type ChartScenario, isBaseline, scenariosOfView } from './chart.ts';
import { cleanText } from './clean-text.ts';
import { type Ink, scenarioInks } from './colours.ts';
import { formatTarget } from './format.ts';
import type { LineStyle } from './style.ts';

export interface SeriesPoint {
  readonly year: number;
  readonly value: number;
  readonly basis: Basis;
}

/** A series of one scenario over some years; years without data are left out. */
export function readSeries(
  reader: ResultsReader,
  scenario: string,
  region: string,
  indicator: string,
  first: number,
  last: number,
): readonly SeriesPoint[] {
  const points: SeriesPoint[] = [];
  for (let year = first; year <= last; year++) {
    const cell = reader.cell(scenario, region, indicator, year);
    if (cell) points.push({ year, ...cell });
  }
  return points;
}

/** How a value of a basis is drawn. */
export function lineStyle(basis: Basis): LineStyle {
  switch (basis) {
    case 'observed':
    case 'derived':
      return 'known';
    case 'interpolated':
    case 'planned':
      return basis;
    default:
      return 'projected';
  }
}

/** Whether a region has values of its own, not an index alone. */
export function hasValues(
  reader: ResultsReader,
  scenario: string,
  region: string,
  indicator: string,
  model: Model,
): boolean {
  const points = readSeries(reader, scenario, region, indicator, model.years.first, model.years.last);
  return points.length > 1 && points.every((point) => point.basis !== 'index');
}

/** A scenario's line. Scenarios other than the baseline begin where they leave it. */
export interface ScenarioLine {
  readonly scenario: ChartScenario;
  readonly ink: Ink;
  readonly points: readonly SeriesPoint[];
}

/** Lines of a view, the baseline first, and the scenarios that are the baseline in all these years. */
export function scenarioLines(
  context: ChartContext,
  at: { readonly region: string; readonly indicator: string; readonly asOf?: number | undefined },
  first: number,
  last: number,
): { readonly lines: readonly ScenarioLine[]; readonly same: readonly ChartScenario[] } {
  const inks = scenarioInks(context);
  const all = scenariosOfView(context, at.asOf).map((scenario) => ({
    scenario,
    ink: inks.get(scenario.id) as Ink,
    points: readSeries(context.reader, scenario.id, at.region, at.indicator, first, last),
  }));
  const baseline = all.find(({ scenario }) => isBaseline(scenario));
  const standard = new Map(baseline?.points.map((point) => [point.year, point.value]));
  const lines: ScenarioLine[] = [];
  const same: ChartScenario[] = [];
  for (const line of all) {
    const leaves =
      line === baseline ? 0 : line.points.findIndex((point) => differs(point.value, standard.get(point.year)));
    if (leaves < 0) same.push(line.scenario);
    else if (line.points.length > 0) lines.push({ ...line, points: line.points.slice(Math.max(0, leaves - 1)) });
  }
  return { lines, same };
}

/** Values that a reader could not tell apart count as equal. */
function differs(value: number, other: number | undefined): boolean {
  return other === undefined || Math.abs(value - other) > 1e-9 * Math.max(Math.abs(value), Math.abs(other));
}

/** Everything published for a series, whatever a view may know, oldest first. */
export function publishedValues(model: Model, region: string, indicator: string): readonly Observation[] {
  const own = model.observations.filter(
    (observation) => observation.region === region && observation.indicator === indicator,
  );
  return [...observationsAsOf(own, undefined).values()].sort((a, b) => a.year - b.year);
}

/** What is known today of a series in a year. */
export interface KnownValue {
  readonly year: number;
  readonly value: number;
  /** Published after the view's `as_of`. */
  readonly later: boolean;
  /** Missing where the value is computed from published ones: an amount from a published ratio, say. */
  readonly observation?: Observation;
}

/** Published values and those that follow from published ones, whatever the view may know, oldest first. */
export function knownValues(
  context: ChartContext,
  region: string,
  indicator: string,
  asOf: number | undefined,
): readonly KnownValue[] {
  const { model, reader } = context;
  const published = publishedValues(model, region, indicator).map((observation): KnownValue => {
    const { year, value } = observation;
    return { year, value, later: asOf !== undefined && observation.published > asOf, observation };
  });
  const today = (baselineOf(context, undefined) ?? baselineOf(context, asOf))?.id ?? '';
  const until = reader.lastKnown(today, region, indicator) ?? Number.NEGATIVE_INFINITY;
  const computed = readSeries(reader, today, region, indicator, model.years.first, until)
    .filter((point) => point.basis === 'derived' && !published.some(({ year }) => year === point.year))
    .map(({ year, value }): KnownValue => ({ year, value, later: asOf !== undefined && year >= asOf }));
  return [...published, ...computed].sort((a, b) => a.year - b.year);
}

/** A target that can be marked on a yearly axis. */
export interface TargetMark {
  readonly year: number;
  readonly value: number;
  readonly upper?: number;
  readonly plans: readonly Plan[];
  /** "≥3.2%（嘉兴十三五）"; missing for the earlier years of a path. */
  readonly label?: string;
  /** How the baseline fares. */
  readonly row: TargetRow;
}

/** Targets of a series up to a year as its view's baseline is judged, by year and value; equal ones of two plans are one mark. */
export function targetMarks(
  context: ChartContext,
  baseline: string,
  region: Region,
  indicator: Indicator,
  last: number,
): readonly TargetMark[] {
  const rows = context.targets.filter(
    (row) =>
      row.scenario === baseline &&
      row.region === region.id &&
      row.variable === indicator.id &&
      onAxis(row, indicator) &&
      row.year <= last,
  );
  const marks = new Map<string, TargetMark>();
  for (const row of rows) {
    const upper = row.of.kind === 'level' ? row.of.upper : undefined;
    const key = JSON.stringify([row.year, row.target, row.bound, upper]);
    const known = marks.get(key);
    const plans = [...new Set([...(known?.plans ?? []), planOf(context.model, row.plan)])];
    const lastOfSeries = !rows.some((other) => other.of === row.of && other.year > row.year);
    const text = formatTarget(row.target as number, row.bound, indicator, context.language, upper);
    const named = plans
      .map((plan) => cleanText(plan.short[context.language]))
      .join(context.language === 'zh' ? '、' : ', ');
    const label = context.language === 'zh' ? `${text}（${named}）` : `${text} (${named})`;
    const labelled = lastOfSeries || known?.label !== undefined;
    marks.set(key, {
      year: row.year,
      value: row.target as number,
      ...(upper === undefined ? {} : { upper }),
      plans,
      ...(labelled ? { label } : {}),
      row: known?.row ?? row,
    });
  }
  return [...marks.values()].sort((a, b) => a.year - b.year || a.value - b.value);
}

/** Targets of a series, those among them that a probability is about, and the year to look at. */
export interface OpenTargets {
  readonly marks: readonly TargetMark[];
  /** Those whose year is neither over nor known in the view. */
  readonly open: readonly TargetMark[];
  /** The last of the open targets, else of the plans. */
  readonly year: number;
}

/** The targets of a series under a baseline, up to the last year of its view. */
export function openTargets(
  context: ChartContext,
  baseline: ChartScenario,
  region: Region,
  indicator: Indicator,
): OpenTargets {
  const { asOf } = baseline;
  const planYear = lastTargetYear(context, baseline.id, asOf);
  const last = asOf === undefined ? context.model.years.last : planYear;
  const marks = targetMarks(context, baseline.id, region, indicator, last);
  const known = context.reader.lastKnown(baseline.id, region.id, indicator.id) ?? 0;
  const open = marks.filter(({ year }) => year > known && (asOf !== undefined || !isPast(context, year)));
  return { marks, open, year: open.length > 0 ? Math.max(...open.map(({ year }) => year)) : planYear };
}

/** Targets in the indicator's own unit for a single year. */
function onAxis(row: TargetRow, indicator: Indicator): boolean {
  const yearly =
    row.kind === 'level' ||
    row.kind === 'path' ||
    row.kind === 'multiple' ||
    row.kind === 'improve' ||
    row.kind === 'every_year';
  const ofUnit = row.unit === indicator.unit.id && !row.flags.includes('whole_period');
  return row.target !== undefined && ofUnit && (yearly || (row.kind === 'rank' && indicator.type === 'rank'));
}

/** Last year that plans known in a view ask for something: 2027 today, 2020 as seen from 2016. */
export function lastTargetYear(context: ChartContext, baseline: string, asOf: number | undefined): number {
  const { model } = context;
  const years = context.targets
    .filter((row) => row.scenario === baseline && planKnown(model, row.plan, asOf))
    .map((row) => row.year);
  return years.length === 0 ? model.years.last : Math.min(Math.max(...years), model.years.last);
}

/** Whether a year is over as far as the model's data go: something is published for it or for a later one. */
export function isPast({ model }: Pick<ChartContext, 'model'>, year: number): boolean {
  return model.observations.some((observation) => observation.year >= year);
}

/** The baseline of a view; undefined where the run holds none. */
export function baselineOf(context: ChartContext, asOf: number | undefined): ChartScenario | undefined {
  return scenariosOfView(context, asOf).find(isBaseline);
}
