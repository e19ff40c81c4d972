// What was known by the end of a year: the published value of each cell, and the plans issued by then.

import type { Issue } from '../base/index.ts';
import { tiedObservations } from './messages.ts';
import { type Model, OBSERVATION_RANK, type Observation, RELIABILITY } from './model.ts';

/** Key of a cell: `indicator/region/year`. */
export function cellKey(indicator: string, region: string, year: number): string {
  return `${indicator}/${region}/${year}`;
}

/**
 * The published value to use for each cell, by `cellKey`: the latest vintage; then revised > final > preliminary; then
 * official > reposted > compiled > media; then the one flagged `preferred`. Values accumulated over several years are
 * left out. `asOf` hides what was published after 31 December of that year.
 */
export function observationsAsOf(
  observations: readonly Observation[],
  asOf: number | undefined,
): ReadonlyMap<string, Observation> {
  const chosen = new Map<string, Observation>();
  for (const observation of observations) {
    if (observation.since !== undefined || (asOf !== undefined && observation.published > asOf)) continue;
    const key = cellKey(observation.indicator, observation.region, observation.year);
    const rival = chosen.get(key);
    if (!rival || compareStanding(observation, rival) > 0) chosen.set(key, observation);
  }
  return chosen;
}

/** Cells in which the best values published in one year differ: each is an issue at the second place. Any year may be an `as_of`. */
export function tiedCells(observations: readonly Observation[]): readonly Issue[] {
  const vintages = new Map<string, Observation[]>();
  for (const observation of observations) {
    if (observation.since !== undefined) continue;
    const key = `${cellKey(observation.indicator, observation.region, observation.year)}@${observation.published}`;
    vintages.set(key, [...(vintages.get(key) ?? []), observation]);
  }
  return [...vintages.values()].flatMap((rivals) => {
    const best = rivals.reduce((a, b) => (compareStanding(b, a) > 0 ? b : a));
    const tied = rivals.filter((rival) => compareStanding(rival, best) === 0);
    const values = [...new Set(tied.map((rival) => String(rival.value)))];
    return values.length > 1 ? [tiedObservations(best, values, (tied[1] ?? best).at)] : [];
  });
}

/** Positive when `a` stands above `b`. Vintages are compared by year, because few days of publication are known. */
function compareStanding(a: Observation, b: Observation): number {
  return (
    a.published - b.published ||
    OBSERVATION_RANK[a.status] - OBSERVATION_RANK[b.status] ||
    RELIABILITY.indexOf(b.reliability) - RELIABILITY.indexOf(a.reliability) ||
    Number(a.flags.includes('preferred')) - Number(b.flags.includes('preferred'))
  );
}

/** Whether a plan was issued by the end of `asOf`; without `asOf` every plan is known. */
export function planKnown(model: Model, plan: string, asOf: number | undefined): boolean {
  const found = model.plans[model.planIndex.get(plan) ?? -1];
  return found !== undefined && (asOf === undefined || found.issued <= asOf);
}
