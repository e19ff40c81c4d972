// What a fan is drawn from: central lines, quantiles by year, published values and targets with their probabilities.

import type { TargetRow } from '../analysis/index.ts';
import { type Indicator, indicatorOf, type Region, regionOf } from '../model/index.ts';
import { type BandPoint, isOpen, MEDIAN, readBands } from './bands.ts';
import { type ChartContext, type ChartRequest, type ChartScenario, isBaseline, scenariosOfView } from './chart.ts';
import { type Ink, scenarioInks } from './colours.ts';
import {
  baselineOf,
  type KnownValue,
  knownValues,
  lastTargetYear,
  openTargets,
  readSeries,
  type SeriesPoint,
  type TargetMark,
} from './series.ts';
import { decisiveMark } from './titles.ts';

/** Scenarios beside the baseline that are shown unless a request names them. */
const MOST_SCENARIOS = 5;

/** One scenario's fan. */
export interface Fan {
  readonly scenario: ChartScenario;
  readonly ink: Ink;
  /** The run at central inputs. */
  readonly points: readonly SeriesPoint[];
  readonly bands: readonly BandPoint[];
}

export interface FanData {
  readonly region: Region;
  readonly indicator: Indicator;
  readonly asOf?: number;
  /** The baseline first. */
  readonly fans: readonly Fan[];
  readonly known: readonly KnownValue[];
  readonly marks: readonly TargetMark[];
  /** The target that titles speak of. */
  readonly mark?: TargetMark;
  readonly focusYear: number;
  readonly first: number;
  readonly last: number;
  /** Scenarios that differ from the baseline and are not shown. */
  readonly leftOut: number;
}

/** Gathers what fans of an indicator in a region show; undefined without draws or without values of its own. */
export function fanData(
  context: ChartContext,
  { indicator: indicatorId, region: regionId, asOf, scenarios: wanted }: ChartRequest,
): FanData | undefined {
  const { model, reader, draws } = context;
  const baseline = baselineOf(context, asOf);
  if (!draws || !baseline || indicatorId === undefined || regionId === undefined) return undefined;
  const [indicator, region] = [indicatorOf(model, indicatorId), regionOf(model, regionId)];
  const horizon =
    asOf === undefined ? model.years.last : Math.min(lastTargetYear(context, baseline.id, asOf) + 1, model.years.last);
  const inks = scenarioInks(context);
  const all = scenariosOfView(context, asOf).map((scenario): Fan => {
    const at = [scenario.id, regionId, indicatorId, model.years.first, horizon] as const;
    const ink = inks.get(scenario.id) as Ink;
    return { scenario, ink, points: readSeries(reader, ...at), bands: readBands(context, ...at) };
  });
  const own = all.find(({ scenario }) => isBaseline(scenario));
  if (!own || own.points.length < 2 || own.points.some((point) => point.basis === 'index')) return undefined;
  const { marks, open, year: focusYear } = openTargets(context, baseline, region, indicator);
  const chosen = wanted
    ? all.filter(({ scenario }) => wanted.includes(scenario.id))
    : [own, ...differing(all, own, focusYear).slice(0, MOST_SCENARIOS)];
  const drawn = chosen.filter(({ points, bands }) => points.length > 1 && bands.length > 0);
  if (drawn.length === 0) return undefined;
  const mark = decisiveMark({ marks: open, region }, focusYear);
  return {
    region,
    indicator,
    ...(asOf === undefined ? {} : { asOf }),
    fans: drawn,
    known: knownValues(context, regionId, indicatorId, asOf).filter(({ year }) => year <= horizon),
    marks,
    ...(mark ? { mark } : {}),
    focusYear,
    first: Math.min(own.points[0]?.year ?? model.years.first, ...marks.map(({ year }) => year)),
    last: horizon,
    leftOut: wanted ? 0 : differing(all, own, focusYear).length + 1 - drawn.length,
  };
}

/** The row of a mark's target under a scenario. */
export function rowOfMark(context: ChartContext, mark: TargetMark, scenario: string): TargetRow | undefined {
  return context.targets.find(
    (row) => row.scenario === scenario && row.of === mark.row.of && row.year === mark.row.year,
  );
}

/** The same with some years alone. */
export function shownYears(data: FanData, first: number, last: number): FanData {
  const inside = ({ year }: { readonly year: number }) => year >= first && year <= last;
  return {
    ...data,
    fans: data.fans.map((fan) => ({ ...fan, points: fan.points.filter(inside), bands: fan.bands.filter(inside) })),
    known: data.known.filter(inside),
    marks: data.marks.filter(inside),
    first,
    last,
  };
}

/** The quantiles of a year. */
export function bandAt({ bands }: Fan, year: number): BandPoint | undefined {
  return bands.find((point) => point.year === year);
}

/** Whether any year of any fan is open. */
export function isAnyOpen({ fans }: FanData): boolean {
  return fans.some(({ bands }) => bands.some(isOpen));
}

/** Fans whose median leaves the baseline's in a year, those that leave it most first. */
function differing(all: readonly Fan[], baseline: Fan, year: number): readonly Fan[] {
  const medianOf = (fan: Fan) => bandAt(fan, year)?.quantiles[MEDIAN];
  const standard = medianOf(baseline) ?? Number.NaN;
  return all
    .map((fan) => ({ fan, distance: Math.abs((medianOf(fan) ?? Number.NaN) - standard) }))
    .filter(({ fan, distance }) => fan !== baseline && distance > 1e-9 * Math.abs(standard))
    .sort((a, b) => b.distance - a.distance)
    .map(({ fan }) => fan);
}
