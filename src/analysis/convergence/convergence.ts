// Convergence of a set of regions under one scenario: β, σ, log t and clubs, inequality, each where the data suffice, else
// with the reason why not (METHODS 2.2-2.4).

import { type Bilingual, yearsOf } from '../../base/index.ts';
import { indicatorOf, type Model, regionOf } from '../../model/index.ts';
import type { ResultsReader } from '../../results/index.ts';
import { type BetaConvergence, betaConvergence, type ConvergenceForm } from './beta-convergence.ts';
import { type Clubs, findClubs } from './clubs.ts';
import { type Inequality, inequalityOf } from './inequality.ts';
import { LOG_T_REGIONS, LOG_T_YEARS, type LogT, logT, relativePaths } from './log-t.ts';
import { reasonsOf } from './messages.ts';
import {
  type Dispersion,
  dispersionOf,
  type SpreadTest,
  type SpreadTrend,
  spreadTest,
  spreadTrend,
} from './sigma-convergence.ts';
import { smoothTrend } from './trend-filter.ts';

/** What is asked; `scenario` is the block's id in the results. */
export interface ConvergenceRequest {
  readonly scenario: string;
  readonly indicator: string;
  readonly regions: readonly string[];
  /** First and last year; default: all years in which every region has a value. */
  readonly from?: number;
  readonly to?: number;
  /** Default: logarithms for levels, values for shares. */
  readonly form?: ConvergenceForm;
  /** Indicator by whose value in the first year regions are weighted; default: the denominator of a ratio, else none. */
  readonly weights?: string;
}

/** Spread and inequality of one year, with the number of regions whose value is published. */
export type SpreadYear = { readonly year: number; readonly published: number } & Dispersion & Partial<Inequality>;

/** The log t test on published years, with clubs. `regions` gives the order of club members. */
export interface LogTResult extends LogT {
  readonly years: readonly [number, number];
  readonly regions: readonly string[];
  readonly clubs: Clubs;
}

/** What cannot be told, and why. */
export interface Refusal {
  readonly what: 'convergence' | 'beta' | 'weighted beta' | 'sigma' | 'sigma test' | 'log t';
  readonly reason: Bilingual;
}

export interface Convergence {
  readonly scenario: string;
  readonly indicator: string;
  readonly form: ConvergenceForm;
  readonly regions: readonly string[];
  readonly years?: readonly [number, number];
  /** Values of first and last year that are published, or computed from published ones, of all. */
  readonly published?: { readonly first: number; readonly last: number; readonly of: number };
  /** First and last value of each region, in the order of `regions`. */
  readonly ends?: readonly (readonly [number, number])[];
  readonly beta?: BetaConvergence;
  readonly weightedBeta?: BetaConvergence & { readonly weights: string };
  readonly spread: readonly SpreadYear[];
  /** Tests of equal spread in the first and last year, on logarithms or (form `level`) values, and the spread's trend. */
  readonly sigma?: {
    readonly measure: 'sdLog' | 'cv';
    readonly first: number;
    readonly last: number;
    readonly test?: SpreadTest;
    readonly trend?: SpreadTrend;
  };
  readonly logT?: LogTResult;
  /** Where log t is refused: each region's value relative to the mean of all, by year. */
  readonly relative: readonly { readonly region: string; readonly values: readonly number[] }[];
  readonly refused: readonly Refusal[];
  readonly leftOut: readonly LeftOut[];
}

/** A region that is not compared: it has no data, or holds others of the set. */
export interface LeftOut {
  readonly region: string;
  readonly reason: string;
}

const HOLDS_OTHERS = 'holds others of the regions compared';

/**
 * Regions that are left out for want of data, not because they hold others.
 *
 * @example withoutData(convergenceOf(model, reader, request)) // ['nanhu', 'tongxiang']
 */
export function withoutData({ leftOut }: Pick<Convergence, 'leftOut'>): readonly string[] {
  return leftOut.filter(({ reason }) => reason !== HOLDS_OTHERS).map(({ region }) => region);
}

/**
 * Convergence of regions over years that all of them have. A region above others of the set is left out, because it holds
 * them. What the data do not allow stands in `refused` with its reason; nothing is NaN.
 *
 * @example convergenceOf(model, reader, {scenario: 'baseline', indicator: 'gdp', regions: cities}).beta?.halfLife
 */
export function convergenceOf(model: Model, reader: ResultsReader, request: ConvergenceRequest): Convergence {
  const { scenario, indicator: id } = request;
  const form = request.form ?? (indicatorOf(model, id).grows === 'rate' ? 'log' : 'level');
  const cellOf = (region: string, year: number) => {
    const cell = reader.cell(scenario, region, id, year);
    return cell?.basis === 'index' ? undefined : cell;
  };
  const reasons = reasonsOf(model, id);
  const { regions, leftOut } = comparable();
  const years = yearsOf(model.years).filter(
    (year) => regions.length > 0 && regions.every((region) => cellOf(region, year)),
  );
  const span = years.filter((year) => year >= (request.from ?? 0) && year <= (request.to ?? Number.POSITIVE_INFINITY));
  const common = { scenario, indicator: id, form, regions, leftOut };
  const [first, last] = [span[0], span.at(-1)];
  const reason = setProblem();
  if (reason || first === undefined || last === undefined)
    return { ...common, spread: [], relative: [], refused: reason ? [{ what: 'convergence', reason }] : [] };

  const valuesIn = (year: number) => regions.map((region) => cellOf(region, year)?.value ?? Number.NaN);
  const refused: Refusal[] = [];
  const refuse = (what: Refusal['what'], why: Bilingual) => void refused.push({ what, reason: why });
  const isPublished = (year: number) =>
    regions.filter((region) => ['observed', 'derived'].includes(cellOf(region, year)?.basis ?? '')).length;
  const spread = span.map(
    (year): SpreadYear => ({
      year,
      published: isPublished(year),
      ...dispersionOf(valuesIn(year)),
      ...inequalityOf(valuesIn(year)),
    }),
  );
  const beta = betaOf();
  const weightedBeta = weightedBetaOf();
  const sigma = sigmaOf();
  const logTest = logTOf();
  return {
    ...common,
    years: [first, last],
    published: { first: isPublished(first), last: isPublished(last), of: regions.length },
    ends: valuesIn(first).map((value, k) => [value, valuesIn(last)[k] ?? Number.NaN] as const),
    ...(beta ? { beta } : {}),
    ...(weightedBeta ? { weightedBeta } : {}),
    spread,
    ...(sigma ? { sigma } : {}),
    ...(logTest ? { logT: logTest } : {}),
    relative: logTest
      ? []
      : relativePaths(regions.map((region) => span.map((year) => cellOf(region, year)?.value ?? Number.NaN))).map(
          (values, k) => ({ region: regions[k] ?? '', values }),
        ),
    refused,
  };

  /** Regions with a value of their own, without those that hold others of the set. */
  function comparable() {
    const above = new Set<string>();
    for (const region of request.regions)
      for (let parent = regionOf(model, region).parent; parent !== undefined; parent = regionOf(model, parent).parent)
        above.add(parent);
    const all = yearsOf(model.years);
    const checked = [...new Set(request.regions)].map((region) => {
      if (above.has(region)) return { region, reason: HOLDS_OTHERS };
      return { region, reason: all.some((year) => cellOf(region, year)) ? undefined : 'no data' };
    });
    return {
      regions: checked.filter((one) => one.reason === undefined).map((one) => one.region),
      leftOut: checked.flatMap(({ region, reason: why }) => (why === undefined ? [] : [{ region, reason: why }])),
    };
  }

  function setProblem(): Bilingual | undefined {
    if (regions.length < 2) return reasons.fewerThanTwo(regions);
    const [earliest, latest] = [years[0], years.at(-1)];
    if (earliest === undefined || latest === undefined) return reasons.noCommonYear(regions);
    if (span.length < 2) return reasons.fewYears(request.from ?? earliest, request.to ?? latest, earliest, latest);
    return undefined;
  }

  /** The first value without a logarithm, in words. */
  function withoutLogarithm(among: readonly number[]): Bilingual | undefined {
    for (const year of among)
      for (const [k, value] of valuesIn(year).entries())
        if (value <= 0) return reasons.noLogarithm(regions[k] ?? '', value, year);
    return undefined;
  }

  function betaOf(): BetaConvergence | undefined {
    const found = betaConvergence(valuesIn(first ?? 0), valuesIn(last ?? 0), (last ?? 0) - (first ?? 0), form);
    if (!found)
      refuse(
        'beta',
        (form === 'log' ? withoutLogarithm([first ?? 0, last ?? 0]) : undefined) ?? tooFew() ?? reasons.alikeAtFirst(),
      );
    return found;
  }

  function tooFew(): Bilingual | undefined {
    return regions.length < 3 ? reasons.tooFew(regions.length) : undefined;
  }

  function weightedBetaOf(): Convergence['weightedBeta'] {
    const weights = request.weights ?? denominatorOf(model, id);
    if (weights === undefined || !beta) return undefined;
    const known = regions.map((region) => reader.value(scenario, region, weights, first ?? 0));
    const missing = regions.filter((_, k) => known[k] === undefined);
    const sizes = known.map((value) => value ?? 0);
    const small = regions.filter((_, k) => (sizes[k] ?? 0) <= 0);
    if (small.length > 0) {
      const why = missing.length > 0 ? reasons.noWeights(weights, first ?? 0, missing) : undefined;
      refuse('weighted beta', why ?? reasons.weightsNotPositive(weights, first ?? 0, small));
      return undefined;
    }
    const found = betaConvergence(valuesIn(first ?? 0), valuesIn(last ?? 0), (last ?? 0) - (first ?? 0), form, sizes);
    return found && { ...found, weights };
  }

  function sigmaOf(): Convergence['sigma'] {
    const problem = form === 'log' ? withoutLogarithm(span) : undefined;
    const measure = form === 'log' ? 'sdLog' : 'cv';
    const spreads = spread.map((one) => one[measure]);
    if (problem !== undefined || spreads.includes(undefined)) {
      refuse('sigma', problem ?? reasons.noMean());
      return undefined;
    }
    const known = spreads.map((value) => value ?? 0);
    const transform = form === 'log' ? Math.log : (value: number) => value;
    const test = spreadTest(valuesIn(first ?? 0).map(transform), valuesIn(last ?? 0).map(transform));
    const trend = spreadTrend(span, known);
    if (!test) refuse('sigma test', tooFew() ?? reasons.nothingMoved());
    return {
      measure,
      first: known[0] ?? 0,
      last: known.at(-1) ?? 0,
      ...(test ? { test } : {}),
      ...(trend ? { trend } : {}),
    };
  }

  /** log t on published values alone: a projection says nothing about convergence that was not put into it. */
  function logTOf(): LogTResult | undefined {
    const known = span.filter((year) => isKnownForAll(year));
    const run = longestRun(known);
    if (run.length < LOG_T_YEARS || regions.length < LOG_T_REGIONS) {
      refuse('log t', reasons.shortPanel(LOG_T_YEARS, LOG_T_REGIONS, run.length, regions.length));
      return undefined;
    }
    const problem = withoutLogarithm(run);
    const panel =
      problem === undefined
        ? regions.map((region) => smoothTrend(run.map((year) => Math.log(cellOf(region, year)?.value ?? Number.NaN))))
        : [];
    const test = problem === undefined ? logT(panel) : undefined;
    if (!test) refuse('log t', problem ?? reasons.noTransition());
    return test && { ...test, years: [run[0] ?? 0, run.at(-1) ?? 0], regions, clubs: findClubs(panel) };
  }

  function isKnownForAll(year: number): boolean {
    return regions.every(
      (region) =>
        ['observed', 'derived'].includes(cellOf(region, year)?.basis ?? '') &&
        year <= (reader.lastKnown(scenario, region, id) ?? 0),
    );
  }
}

/** The longest stretch of years without a hole; the later of two equals. */
function longestRun(years: readonly number[]): readonly number[] {
  let best: readonly number[] = [];
  let current: number[] = [];
  for (const year of years) {
    current = year === (current.at(-1) ?? Number.NaN) + 1 ? [...current, year] : [year];
    if (current.length >= best.length) best = current;
  }
  return best;
}

/** The indicator below the line of a plain ratio; undefined for anything else. */
function denominatorOf(model: Model, id: string): string | undefined {
  const expr = indicatorOf(model, id).identity?.expr;
  return expr?.kind === 'binary' &&
    expr.op === '/' &&
    expr.right.kind === 'name' &&
    model.indicatorIndex.has(expr.right.name)
    ? expr.right.name
    : undefined;
}
