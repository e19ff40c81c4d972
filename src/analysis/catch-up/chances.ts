// Parity under uncertainty: the comparison of `catch-up.ts` judged again in every draw, by the same rule. A year of parity has
// no mean, because in some draws there is none: shares of draws and quantiles say what is known.

import { yearsOf } from '../../base/index.ts';
import { indicatorOf, type Model } from '../../model/index.ts';
import { type DrawReader, type MetBy, QUANTILE_PROBABILITIES, type ResultsReader } from '../../results/index.ts';
import { goodDirection } from '../bounds.ts';
import { type Openness, type ParityChance, standardError } from '../chance.ts';
import { type CatchUp, type CatchUpRequest, type CatchUpRow, regionsCompared } from './catch-up.ts';
import { marginsOf } from './gap-path.ts';
import { type LeaderPath, leaderPaths } from './leader.ts';
import { parityOf } from './parity.ts';

/** A quantile of the year of parity: the first year by which that share of the draws has drawn level. */
export interface ParityQuantile {
  readonly probability: number;
  /** `within`: in `year`; `ahead`: in so many draws the region is level from the start; `not_within`: not by the last year. */
  readonly at: 'ahead' | 'within' | 'not_within';
  readonly year?: number;
}

/** When one region draws level with its leader, over all draws. */
export interface ParityOutlook extends ParityChance {
  /** Year from which parity is looked for, as in the comparison at central inputs. */
  readonly from: number;
  /** What the probabilities are worth: `published` where figures say that it is ahead, `no_range` where nothing up to parity was drawn. */
  readonly openness: Openness;
  /** Share of draws in which it is level from the start. */
  readonly ahead: number;
  /** By the end of each year after `from`; the last year is the horizon. */
  readonly years: readonly (MetBy & { readonly error: number })[];
  /** Share of draws without parity by the last year. */
  readonly notWithin: number;
  /** At `QUANTILE_PROBABILITIES`. */
  readonly quantiles: readonly ParityQuantile[];
}

/**
 * The outlook of every row of a comparison. `draws` must have kept the indicator in all years for the followers and
 * everything they are compared with: the leader, or the parent.
 *
 * @example parityOutlooks(model, reader, draws, request, catchUp(model, reader, request))[0]?.quantiles[2] // the median
 */
export function parityOutlooks(
  model: Model,
  reader: ResultsReader,
  draws: DrawReader,
  request: CatchUpRequest,
  found: CatchUp,
): readonly ParityOutlook[] {
  const { scenario, indicator: id, leader } = request;
  const indicator = indicatorOf(model, id);
  const direction = goodDirection('eq', indicator);
  const compared = regionsCompared(model, reader, request);
  const samples = new Map<string, readonly (Float64Array | undefined)[]>();
  let draw = 0;
  return found.rows.map(outlookOf);

  function outlookOf(row: CatchUpRow): ParityOutlook {
    const leaders = leaderPaths(model, leader, row.region, compared, id, openDraw, request.targets ?? []);
    if (typeof leaders === 'string') throw new Error(`${row.region}: ${leaders}`);
    const years = row.path.map((point) => point.year);
    const start = years.indexOf(row.from);
    const own = openDraw(row.region);
    const reached: number[] = [];
    let first: readonly (readonly number[])[] | undefined;
    let varies = false;
    for (draw = 0; draw < draws.design.draws; draw++) {
      const path = years.map((year) => ({ year, value: own.at(year)?.value ?? Number.NaN }));
      const margins = leaders.map((one) => marginsOf(path, one, direction, indicator.grows));
      first ??= margins;
      const { status, year = Number.POSITIVE_INFINITY } = parityOf(years, margins, start);
      // What is drawn after parity decides nothing.
      const end = status === 'ahead' ? start : status === 'inside' ? years.indexOf(year) : years.length - 1;
      varies ||= margins.some((margin, l) => margin.some((value, k) => k <= end && value !== first?.[l]?.[k]));
      reached.push(
        status === 'ahead' ? Number.NEGATIVE_INFINITY : status === 'inside' ? year : Number.POSITIVE_INFINITY,
      );
    }
    reached.sort((a, b) => a - b);
    const regions = [row.region, ...leaders.flatMap((one) => one.region ?? [])];
    const published = regions.every((region) => (reader.lastKnown(scenario, region, id) ?? 0) >= row.from);
    const shareBy = (year: number) => reached.filter((one) => one <= year).length / reached.length;
    return {
      scenario,
      indicator: id,
      region: row.region,
      leader: row.leader,
      from: row.from,
      openness: row.parity.status === 'ahead' && published ? 'published' : varies ? 'open' : 'no_range',
      ahead: shareBy(Number.NEGATIVE_INFINITY),
      years: years.slice(start + 1).map((year) => {
        const probability = shareBy(year);
        return { year, probability, error: standardError(probability, reached.length) };
      }),
      notWithin: 1 - shareBy(years.at(-1) ?? row.from),
      quantiles: QUANTILE_PROBABILITIES.map((probability) => quantileOf(reached, probability)),
    };
  }

  /** The series in the draw that is being looked at. */
  function openDraw(region: string): LeaderPath {
    const byYear = samples.get(region) ?? samplesOf(region);
    return {
      label: region,
      region,
      at: (year) => {
        const value = byYear[year - model.years.first]?.[draw];
        return value === undefined ? undefined : { value };
      },
    };
  }

  function samplesOf(region: string): readonly (Float64Array | undefined)[] {
    const rows = yearsOf(model.years).map((year) => draws.sample(scenario, region, id, year));
    samples.set(region, rows);
    return rows;
  }
}

/** The inverse of the distribution function (type 1): a year that some draw gives, not one between two. */
function quantileOf(sorted: readonly number[], probability: number): ParityQuantile {
  const year = sorted[Math.max(0, Math.ceil(probability * sorted.length - 1e-9) - 1)] ?? Number.POSITIVE_INFINITY;
  if (year === Number.NEGATIVE_INFINITY) return { probability, at: 'ahead' };
  return year === Number.POSITIVE_INFINITY ? { probability, at: 'not_within' } : { probability, at: 'within', year };
}
