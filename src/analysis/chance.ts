// A probability from draws, as figures that may be printed: with its Monte Carlo error, and never "0 %" or "100 %" for what
// only did not happen in so many draws. Every probability holds under the stated ranges of the inputs, and says no more.

import type { DrawReader, MetBy } from '../results/index.ts';
import type { TargetRow } from './targets.ts';

/** √(p(1 − p)/N), the standard error of a share of N independent draws; stratified draws (Sobol, Latin hypercube) err less. */
export function standardError(probability: number, draws: number): number {
  return Math.sqrt((probability * (1 - probability)) / draws);
}

/** A probability in per cent as printed: `72`, `±2`; or a bound where it happened in none or in all of the draws. */
export type Chance =
  | { readonly kind: 'share'; readonly percent: string; readonly error: string }
  /** In none of the draws: less than 1/N. */
  | { readonly kind: 'none'; readonly below: string }
  /** In all of the draws: more than 1 − 1/N. */
  | { readonly kind: 'all'; readonly above: string };

/** Decimals of a percentage that was never worth more. */
const MOST_DECIMALS = 6;

/**
 * A share of `draws` draws in figures: as many decimals as its error leaves meaning, and as many as it takes not to print
 * 0 or 100.
 *
 * @example chanceOf(0.718, 1024) // { kind: 'share', percent: '72', error: '1' }
 * @example chanceOf(0, 1024) // { kind: 'none', below: '0.1' }
 */
export function chanceOf(probability: number, draws: number, error = standardError(probability, draws)): Chance {
  if (probability <= 0) return { kind: 'none', below: oneDrawIn(draws) };
  if (probability >= 1) {
    const one = oneDrawIn(draws);
    return { kind: 'all', above: (100 - Number(one)).toFixed(one.split('.')[1]?.length ?? 0) };
  }
  const digits = digitsOf(probability, 100 * error);
  const least = 10 ** -digits;
  return {
    kind: 'share',
    percent: (100 * probability).toFixed(digits),
    error: Math.max(100 * error, least).toFixed(digits),
  };
}

/** Decimals of a probability in per cent whose error is `error` points; more where it would print as 0 or 100. */
function digitsOf(probability: number, error: number): number {
  for (let digits = 0; digits < MOST_DECIMALS; digits++) {
    const printed = (100 * probability).toFixed(digits);
    if (error >= 0.5 * 10 ** -digits && Number(printed) > 0 && Number(printed) < 100) return digits;
  }
  return MOST_DECIMALS;
}

/** One draw of all in per cent, rounded up to one figure: a bound must not be tighter than the draws allow. */
function oneDrawIn(draws: number): string {
  const percent = 100 / draws;
  for (let digits = 0; digits < MOST_DECIMALS; digits++) {
    const scaled = percent * 10 ** digits - 1e-9;
    if (scaled + 1e-6 >= 1) return String(Number((Math.ceil(scaled) / 10 ** digits).toFixed(digits)));
  }
  return String(10 ** -MOST_DECIMALS);
}

/** What a probability of a row is worth. */
export type Openness =
  /** It depends on what is drawn. */
  | 'open'
  /** The target year is published, or follows from published figures. */
  | 'published'
  /** No range is stated for anything that moves the series: 0 or 1 would not be a probability. */
  | 'no_range';

/** What a row's probability is worth; undefined where it has none. */
export function opennessOf(row: TargetRow, draws: DrawReader): Openness | undefined {
  if (row.status === 'met' || row.status === 'missed') return 'published';
  if (row.p_met === undefined) return undefined;
  if (row.of.kind === 'rank' || (row.p_met !== 0 && row.p_met !== 1)) return 'open';
  const first = row.of.kind === 'cumulative' || row.of.kind === 'every_year' ? row.of.years.first : row.year;
  for (let year = first; year <= row.year; year++) {
    const found = draws.distribution(row.scenario, row.region, row.variable, year);
    if (!found || found.quantiles[0] !== found.quantiles.at(-1)) return 'open';
  }
  return 'no_range';
}

/** How likely a region has drawn level with a leader by the end of each year, in order of years. */
export interface ParityChance {
  readonly scenario: string;
  readonly indicator: string;
  readonly region: string;
  /** Id of the leading region, or `best`. */
  readonly leader: string;
  readonly years: readonly MetBy[];
}
