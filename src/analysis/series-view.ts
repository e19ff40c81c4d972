// One series of one scenario as analyses need it: values, what is known, and base years.

import { type Model, type Observation, observationsAsOf, type Plan } from '../model/index.ts';
import type { Cell, ResultsReader } from '../results/index.ts';
import type { Point } from './pace.ts';

/** A scenario as analyses see it. */
export interface ScenarioView {
  readonly scenario: string;
  readonly asOf?: number;
}

/** Reads series of results in one scenario's view. */
export interface SeriesView {
  /** The model's years. */
  readonly years: readonly number[];
  /** The year a reader stands in: `as_of`, else the year of the latest publication. */
  readonly now: number;
  cell(year: number): Cell | undefined;
  /** Published or computed from published figures. */
  isKnown(year: number): boolean;
  /** The latest known value, not after `until`. */
  latestKnown(until: number): Point | undefined;
  /** Known values up to a year, oldest first. */
  known(until: number): readonly Point[];
  /** The first year of a break after `from`, up to `to`. */
  breakAfter(from: number, to: number): number | undefined;
  /** The last final observation before a plan's period; a preliminary one where there is no other. */
  baseBefore(plan: Plan): (Point & { readonly preliminary: boolean }) | undefined;
}

/** Opens series of one scenario; observations are selected once. */
export function seriesViews(model: Model, reader: ResultsReader, { scenario, asOf }: ScenarioView) {
  const observed = new Map<string, Observation[]>();
  for (const observation of observationsAsOf(model.observations, asOf).values()) {
    const key = `${observation.region}/${observation.indicator}`;
    observed.set(key, [...(observed.get(key) ?? []), observation]);
  }
  const now = asOf ?? Math.max(...model.observations.map((one) => one.published), model.years.first);
  return (region: string, indicator: string): SeriesView => {
    const published = (observed.get(`${region}/${indicator}`) ?? []).sort((a, b) => a.year - b.year);
    const last = reader.lastKnown(scenario, region, indicator) ?? Number.NEGATIVE_INFINITY;
    const cell = (year: number) => reader.cell(scenario, region, indicator, year);
    const isKnown = (year: number) => {
      const basis = year <= last ? cell(year)?.basis : undefined;
      return basis === 'observed' || basis === 'derived';
    };
    const years = Array.from({ length: model.years.last - model.years.first + 1 }, (_, k) => model.years.first + k);
    const known = (until: number) =>
      years
        .filter((year) => year <= until && isKnown(year))
        .flatMap((year) => {
          const found = cell(year);
          return found ? [{ year, value: found.value }] : [];
        });
    return {
      years,
      now,
      cell,
      isKnown,
      known,
      latestKnown: (until) => known(until).at(-1),
      breakAfter: (from, to) =>
        published.find(({ year, flags }) => year > from && year <= to && flags.includes('break'))?.year,
      baseBefore: (plan) => {
        const before = published.filter(({ year }) => year < plan.period.first);
        const chosen = before.findLast(({ status }) => status !== 'preliminary') ?? before.at(-1);
        if (chosen) return { year: chosen.year, value: chosen.value, preliminary: chosen.status === 'preliminary' };
        const computed = known(plan.period.first - 1).at(-1);
        return computed && { ...computed, preliminary: false };
      },
    };
  };
}
