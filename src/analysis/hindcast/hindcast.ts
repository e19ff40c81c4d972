// Growth assumptions run from an earlier year and scored on what was published later: which would have been right.

import type { Issue } from '../../base/index.ts';
import {
  type Indicator,
  indicatorOf,
  type Model,
  type Observation,
  observationsAsOf,
  planKnown,
  statementsOf,
  type Target,
} from '../../model/index.ts';
import type { Basis, Cell } from '../../results/index.ts';
import { carriedOn, type History, historyOf, intervalAround } from './forecast.ts';

/**
 * `path`, `stated`, `implied`: the plans' own. `damped`: the default trend. `drift`: random walk with drift. `last`: the
 * growth of the last step goes on. `unchanged`: the last value stays.
 */
export const HINDCAST_ASSUMPTIONS = ['path', 'stated', 'implied', 'damped', 'drift', 'last', 'unchanged'] as const;
export type HindcastAssumption = (typeof HINDCAST_ASSUMPTIONS)[number];
const PLANNED: readonly HindcastAssumption[] = ['path', 'stated', 'implied'];

/** Runs a growth assumption with what was published by the end of a year, and opens the result. */
export type RunAssumption = (
  growth: string,
  asOf: number,
) => (region: string, indicator: string, year: number) => Cell | undefined;

/** What is to be scored. */
export interface HindcastRequest {
  readonly indicators: readonly string[];
  readonly regions: readonly string[];
  /** The years in which one stands. */
  readonly asOfs: readonly number[];
  /** Years ahead of the last known value at most. */
  readonly horizon: number;
}

/** One forecast and what was published later. */
export interface ScoredForecast {
  readonly indicator: string;
  readonly region: string;
  readonly assumption: HindcastAssumption;
  readonly asOf: number;
  /** The last year known then. */
  readonly from: number;
  readonly year: number;
  readonly forecast: number;
  /** Published later, at its latest vintage. */
  readonly actual: number;
  /** Year of that publication. */
  readonly published: number;
  /** |error| over the mean absolute yearly change known then; missing where that is 0 or unknown. */
  readonly scaled?: number;
  /** Whether the interval of a random walk around the forecast holds the actual value; missing without a spread. */
  readonly in80?: boolean;
  readonly in95?: boolean;
}

/** Why values could not be scored, and what the vintages have to do with it. */
export interface HindcastNotes {
  /** Series and years in which fewer than three values were known. */
  readonly tooShort: readonly {
    readonly indicator: string;
    readonly region: string;
    readonly asOf: number;
    readonly known: number;
  }[];
  /** Values left out: estimates, and values beyond a break in the series. */
  readonly estimates: number;
  readonly beyondBreak: number;
  /** Starting values that were revised later: the value then and now. */
  readonly revised: readonly {
    readonly indicator: string;
    readonly region: string;
    readonly year: number;
    readonly stood: number;
    readonly now: number;
    readonly asOf: number;
  }[];
  /** Values scored whose year of publication is assumed. */
  readonly publicationAssumed: number;
}

/** Every forecast that could be scored. */
export interface Hindcast {
  readonly request: HindcastRequest;
  readonly forecasts: readonly ScoredForecast[];
  readonly notes: HindcastNotes;
  readonly issues: readonly Issue[];
}

/** 80 % and 95 % of a normal distribution. */
const Z80 = 1.2815515655446004;
const Z95 = 1.959963984540054;

/**
 * Scores assumptions. An assumption is scored only where it is the one that gave the value, not a fallback.
 *
 * @example hindcastScores(hindcast(model, assumptionRunner(program), { indicators, regions, asOfs: [2016], horizon: 5 }).forecasts)
 */
export function hindcast(model: Model, run: RunAssumption, request: HindcastRequest): Hindcast {
  const later = seriesOf(observationsAsOf(model.observations, undefined).values());
  const forecasts: ScoredForecast[] = [];
  const notes: Writable<HindcastNotes> = {
    tooShort: [],
    estimates: 0,
    beyondBreak: 0,
    revised: [],
    publicationAssumed: 0,
  };
  for (const asOf of request.asOfs) {
    const known = seriesOf(observationsAsOf(model.observations, asOf).values());
    const opened = once((growth: string) => run(growth, asOf));
    for (const id of request.indicators) {
      const indicator = indicatorOf(model, id);
      for (const region of request.regions) {
        const now = later.get(`${id}/${region}`) ?? [];
        const values = sinceBreak(known.get(`${id}/${region}`) ?? []);
        if (values.length === 0 || !now.some((one) => one.published > asOf)) continue;
        const history = historyOf(values, indicator.grows);
        if (!history) {
          notes.tooShort.push({ indicator: id, region, asOf, known: values.length });
          continue;
        }
        const stands = now.find((one) => one.year === history.last.year)?.value;
        if (stands !== undefined && stands !== history.last.value)
          notes.revised.push({
            indicator: id,
            region,
            year: history.last.year,
            stood: history.last.value,
            now: stands,
            asOf,
          });
        for (const actual of scorable(now, history, asOf, request.horizon, notes))
          for (const assumption of HINDCAST_ASSUMPTIONS) {
            if (PLANNED.includes(assumption) && !planSpeaks(model, id, region, asOf, actual.year)) continue;
            const forecast = forecastOf(assumption, indicator, region, actual.year, history, opened);
            if (forecast !== undefined) forecasts.push(score(actual, assumption, asOf, history, forecast));
          }
      }
    }
  }
  return {
    request,
    forecasts,
    notes,
    issues: forecasts.length > 0 ? [] : [nothingScored(request, notes.tooShort.length)],
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** What was published later, within the horizon: no estimates, nothing beyond a break; the notes count what is left out. */
function scorable(
  now: readonly Observation[],
  { last }: History,
  asOf: number,
  horizon: number,
  notes: Writable<HindcastNotes>,
): readonly Observation[] {
  return now.filter((actual) => {
    if (actual.published <= asOf || actual.year <= last.year || actual.year > last.year + horizon) return false;
    const estimate = actual.flags.includes('estimate');
    const beyond = !estimate && isBeyondBreak(now, last.year, actual.year);
    if (estimate) notes.estimates += 1;
    else if (beyond) notes.beyondBreak += 1;
    else notes.publicationAssumed += Number(actual.publishedAssumed);
    return !estimate && !beyond;
  });
}

/** Runs a growth assumption at its first use only. */
function once(run: (growth: string) => ReturnType<RunAssumption>): (growth: string) => ReturnType<RunAssumption> {
  const runs = new Map<string, ReturnType<RunAssumption>>();
  return (growth) => {
    const found = runs.get(growth) ?? run(growth);
    runs.set(growth, found);
    return found;
  };
}

/** Whether a plan issued by then says anything of a series from that year on: a run for nothing is saved. */
function planSpeaks(model: Model, indicator: string, region: string, asOf: number, year: number): boolean {
  const { targets, stated } = statementsOf(model, indicator, region);
  const lastOf = (target: Target) =>
    'years' in target ? target.years.last : target.kind === 'path' ? Math.max(...target.values.keys()) : target.year;
  return (
    targets.some((target) => planKnown(model, target.plan, asOf) && lastOf(target) >= year) ||
    stated.some((one) => planKnown(model, one.plan, asOf) && one.years.last >= year)
  );
}

/** The forecast of one assumption; undefined where the assumption is not available for the series. */
function forecastOf(
  assumption: HindcastAssumption,
  indicator: Indicator,
  region: string,
  year: number,
  history: History,
  opened: (growth: string) => ReturnType<RunAssumption>,
): number | undefined {
  if (assumption === 'drift') return carriedOn(history, history.drift, year);
  if (assumption === 'last') return carriedOn(history, history.lastStep, year);
  if (assumption === 'unchanged') return history.last.value;
  const wanted: Basis = assumption === 'damped' ? 'projected' : 'planned';
  const cell = opened(assumption)(region, indicator.id, year);
  return cell?.basis === wanted ? cell.value : undefined;
}

function score(
  actual: Observation,
  assumption: HindcastAssumption,
  asOf: number,
  history: History,
  forecast: number,
): ScoredForecast {
  const { indicator, region, year, published } = actual;
  const inside = (z: number) => {
    const interval = intervalAround(history, forecast, year, z);
    return interval && actual.value >= interval.low && actual.value <= interval.high;
  };
  const [in80, in95] = [inside(Z80), inside(Z95)];
  return {
    indicator,
    region,
    assumption,
    asOf,
    from: history.last.year,
    year,
    forecast,
    actual: actual.value,
    published,
    ...(history.scale ? { scaled: Math.abs(forecast - actual.value) / history.scale } : {}),
    ...(in80 === undefined ? {} : { in80 }),
    ...(in95 === undefined ? {} : { in95 }),
  };
}

function seriesOf(observations: Iterable<Observation>): ReadonlyMap<string, readonly Observation[]> {
  const series = new Map<string, Observation[]>();
  for (const one of observations) {
    const key = `${one.indicator}/${one.region}`;
    series.set(key, [...(series.get(key) ?? []), one]);
  }
  for (const list of series.values()) list.sort((a, b) => a.year - b.year);
  return series;
}

/** The values from the last break on: growth does not cross it. Estimates are no start. */
function sinceBreak(series: readonly Observation[]): readonly Observation[] {
  const firm = series.filter((one) => !one.flags.includes('estimate'));
  const from = firm.findLastIndex((one) => one.flags.includes('break'));
  return from < 0 ? firm : firm.slice(from);
}

function isBeyondBreak(series: readonly Observation[], from: number, year: number): boolean {
  return series.some((one) => one.year > from && one.year <= year && one.flags.includes('break'));
}

function nothingScored({ indicators, regions, asOfs, horizon }: HindcastRequest, tooShort: number): Issue {
  const when = asOfs.length === 1 ? `as of ${asOfs[0]}` : `as of ${asOfs[0]}-${asOfs.at(-1)}`;
  const why =
    tooShort > 0 ? 'fewer than three values were known then' : `nothing was published later within ${horizon} years`;
  return {
    code: 'nothing-scored',
    severity: 'error',
    message: `no forecast of ${counted(indicators, 'indicator')} in ${counted(regions, 'region')} ${when} can be scored: ${why}`,
    hint: 'choose a series with yearly observations, or a later year',
  };
}

/** One by its name, several by their number. */
function counted(ids: readonly string[], word: string): string {
  return ids.length === 1 ? `"${ids[0]}"` : `${ids.length} ${word}s`;
}
