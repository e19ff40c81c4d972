// How long one may wait: the last year from which a goal is still reached when a lever's growth does not exceed a given rate.

import { type Issue, yearsOf } from '../../base/index.ts';
import { indicatorOf, type Model } from '../../model/index.ts';
import { amountText, leverWith, type OpenLever } from '../../scenario/index.ts';
import { goodDirection } from '../bounds.ts';
import { neededGrowth } from '../pace.ts';
import type { ProbeScenario, ScenarioProbe } from '../probe.ts';
import { aimOf, goalProblem, goalYears, outcomeOf } from './goal.ts';
import { seekError } from './messages.ts';
import type { SeekRequest } from './seek.ts';

/** The outcome when the lever's greatest growth begins in a year. */
export interface Start {
  readonly year: number;
  readonly outcome: number;
  readonly reaches: boolean;
}

export interface LatestStart {
  readonly phrase: string;
  /** The greatest growth: `=12%`, `+4pp`. */
  readonly growth: string;
  /** Where no growth was given: the 90 % quantile (type 7) of the yearly growth published so far. */
  readonly historic: boolean;
  readonly starts: readonly Start[];
  /** Missing where even the first year is too late. */
  readonly latest?: number;
}

/**
 * Tries every first year from the lever's own to the goal's last, with growth at `most` (as written; of the lever's kind)
 * from then on. Without `most` the rate is the 90 % quantile of what was published.
 */
export function latestStart(
  model: Model,
  probeOf: ProbeScenario,
  request: SeekRequest,
  open: OpenLever,
  most?: number,
): { readonly answer?: LatestStart; readonly issues: readonly Issue[] } {
  const { goal, scenario } = request;
  const { stand } = open;
  if (stand.kind !== 'growth')
    return {
      issues: [
        seekError(
          'seek-kind',
          `a latest start needs a growth lever, not "${open.phrase}"`,
          'write "INDICATOR@REGIONS growth 2024-2027"',
        ),
      ],
    };
  const standing = [...scenario.levers, ...(request.given ?? [])];
  const before = probeOf({ ...scenario, levers: standing });
  const problem = goalProblem(model, goal, before);
  if (problem) return { issues: [problem] };
  const rate = most ?? historicGrowth(model, before, stand.indicator, stand.regions);
  if (rate === undefined)
    return {
      issues: [
        seekError(
          'seek-kind',
          `"${stand.indicator}" has fewer than two published values: no growth to go by`,
          'give one: --max-growth =12%',
        ),
      ],
    };
  const lever: OpenLever =
    most === undefined
      ? { ...open, op: 'set', suffix: indicatorOf(model, stand.indicator).grows === 'rate' ? '%' : 'pp' }
      : open;
  const aim = aimOf(goal);
  const direction = goal.kind === 'path' ? 1 : goodDirection('eq', indicatorOf(model, goal.indicator));
  const last = Math.max(...goalYears(goal));
  const starts = yearsOf({ first: stand.years.first, last }).map((year): Start => {
    const closed = leverWith({ ...lever, stand: { ...stand, years: { first: year, last } } }, model, rate);
    const outcome = outcomeOf(model, goal, probeOf({ ...scenario, levers: [...standing, closed] })) ?? Number.NaN;
    return { year, outcome, reaches: direction * (outcome - aim) >= -1e-9 * Math.abs(aim) };
  });
  const latest = starts.findLast((start) => start.reaches)?.year;
  return {
    answer: {
      phrase: open.phrase,
      growth: amountText(lever, rate),
      historic: most === undefined,
      starts,
      ...(latest === undefined ? {} : { latest }),
    },
    issues: [],
  };
}

/** The 90 % quantile of the yearly growth from one published value to the next, in % or points; undefined with fewer than two values. */
function historicGrowth(
  model: Model,
  probe: ScenarioProbe,
  indicator: string,
  regions: readonly string[],
): number | undefined {
  const { grows } = indicatorOf(model, indicator);
  const growth = regions.flatMap((region) => {
    const published = yearsOf(model.years).flatMap((year) => {
      const cell = year <= (probe.lastKnown(region, indicator) ?? 0) ? probe.cell(region, indicator, year) : undefined;
      return cell && (cell.basis === 'observed' || cell.basis === 'derived') ? [{ year, value: cell.value }] : [];
    });
    return published.slice(1).flatMap((to, k) => neededGrowth(published[k] ?? to, to, grows) ?? []);
  });
  const sorted = growth.map((one) => (grows === 'rate' ? 100 * one : one)).sort((a, b) => a - b);
  const at = 0.9 * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  // Set growth cannot be written below 0.
  return low === undefined || high === undefined ? undefined : Math.max(0, low + (at - Math.floor(at)) * (high - low));
}
