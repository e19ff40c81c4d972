// Scores of assumptions: mean errors, coverage, and who was best on the cells that all of them forecast.

import type { HindcastAssumption, ScoredForecast } from './hindcast.ts';

/** How one assumption did on one series. */
export interface HindcastScore {
  readonly indicator: string;
  readonly region: string;
  readonly assumption: HindcastAssumption;
  /** Forecasts scored, and the years in which one stood. */
  readonly n: number;
  readonly origins: number;
  /** Mean absolute error in the indicator's unit, and in % of the actual values (missing where one is 0). */
  readonly mae: number;
  readonly mape?: number;
  /** Mean absolute error over the mean yearly change known at the time: below 1 is better than "no change" was year by year. */
  readonly mase?: number;
  /** Mean error: positive where the forecasts were too high. */
  readonly bias: number;
  /** Share of actual values inside the random-walk interval around the forecast. */
  readonly coverage80?: number;
  readonly coverage95?: number;
  /** On the cells that every assumption of the series forecasts: their number, and the mean absolute error there. */
  readonly common: { readonly n: number; readonly mae?: number };
  /** Smallest error on the common cells. */
  readonly best: boolean;
}

/** Scores by series, in the order of the forecasts; assumptions from the smallest error on common cells to the largest. */
export function hindcastScores(forecasts: readonly ScoredForecast[]): readonly HindcastScore[] {
  return grouped(forecasts, (one) => `${one.indicator}/${one.region}`).flatMap((series) => {
    const byAssumption = grouped(series, (one) => one.assumption);
    const common = commonCells(byAssumption);
    const scores = byAssumption.map((list) => scoreOf(list, common));
    scores.sort((a, b) => (a.common.mae ?? a.mae) - (b.common.mae ?? b.mae) || b.n - a.n);
    const least = scores[0]?.common.mae;
    return scores.map((score) => ({ ...score, best: least !== undefined && score.common.mae === least }));
  });
}

function scoreOf(list: readonly ScoredForecast[], common: ReadonlySet<string>): Omit<HindcastScore, 'best'> {
  const [first] = list as [ScoredForecast];
  const error = (one: ScoredForecast) => Math.abs(one.forecast - one.actual);
  const shared = list.filter((one) => common.has(cellOf(one)));
  const scaled = list.flatMap((one) => one.scaled ?? []);
  const share = (hits: readonly (boolean | undefined)[]) => {
    const known = hits.filter((hit) => hit !== undefined);
    return known.length === 0 ? undefined : known.filter(Boolean).length / known.length;
  };
  const [coverage80, coverage95] = [share(list.map((one) => one.in80)), share(list.map((one) => one.in95))];
  return {
    indicator: first.indicator,
    region: first.region,
    assumption: first.assumption,
    n: list.length,
    origins: new Set(list.map((one) => one.asOf)).size,
    mae: mean(list.map(error)),
    ...(list.every((one) => one.actual !== 0)
      ? { mape: 100 * mean(list.map((one) => error(one) / Math.abs(one.actual))) }
      : {}),
    ...(scaled.length === list.length ? { mase: mean(scaled) } : {}),
    bias: mean(list.map((one) => one.forecast - one.actual)),
    ...(coverage80 === undefined ? {} : { coverage80 }),
    ...(coverage95 === undefined ? {} : { coverage95 }),
    common: { n: shared.length, ...(shared.length === 0 ? {} : { mae: mean(shared.map(error)) }) },
  };
}

/** Cells (year stood in, year forecast) that every assumption has. */
function commonCells(byAssumption: readonly (readonly ScoredForecast[])[]): ReadonlySet<string> {
  const sets = byAssumption.map((list) => new Set(list.map(cellOf)));
  return new Set([...(sets[0] ?? [])].filter((cell) => sets.every((set) => set.has(cell))));
}

function cellOf({ asOf, year }: ScoredForecast): string {
  return `${asOf}/${year}`;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
}

function grouped<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}
