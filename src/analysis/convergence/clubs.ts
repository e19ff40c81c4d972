// Groups of regions that converge among themselves, found by the clustering of Phillips & Sul (2007, 2009; METHODS 2.4).

import { LOG_T_CRITICAL, type LogT, logT } from './log-t.ts';

/** A group that converges; members by their number in the panel, highest last value first. */
export interface Club {
  readonly members: readonly number[];
  readonly test: LogT;
}

export interface Clubs {
  readonly clubs: readonly Club[];
  /** Regions that converge with nobody. */
  readonly divergent: readonly number[];
  /** Neighbouring clubs joined where they converge together. */
  readonly merged: readonly Club[];
}

/** Threshold for a region to join a core: raised in these steps until the whole club converges. */
const SIEVE_STEP = 0.1;
const SIEVE_LIMIT = 3;

/** Finds the clubs of a panel of smoothed logarithms, [region][year]. */
export function findClubs(panel: readonly (readonly number[])[]): Clubs {
  const test = (members: readonly number[]) => logT(members.map((k) => panel[k] ?? []));
  const last = (k: number) => panel[k]?.at(-1) ?? Number.NaN;
  let rest = panel.map((_, k) => k).sort((a, b) => last(b) - last(a));
  const clubs: Club[] = [];
  while (rest.length > 1) {
    const whole = test(rest);
    const club = whole?.converges ? { members: rest, test: whole } : nextClub(rest, test);
    if (!club) break;
    clubs.push(club);
    rest = rest.filter((k) => !club.members.includes(k));
  }
  return { clubs, divergent: rest, merged: mergeClubs(clubs, test) };
}

type Test = (members: readonly number[]) => LogT | undefined;

/** The core with its joiners; undefined where no two neighbours converge. */
function nextClub(ordered: readonly number[], test: Test): Club | undefined {
  const core = coreOf(ordered, test);
  if (!core) return undefined;
  const joiners = ordered
    .filter((k) => !core.members.includes(k))
    .map((k) => ({ k, t: test([...core.members, k])?.t ?? Number.NEGATIVE_INFINITY }));
  for (let threshold = 0; threshold <= SIEVE_LIMIT; threshold += SIEVE_STEP) {
    const chosen = new Set([...core.members, ...joiners.filter(({ t }) => t > threshold).map(({ k }) => k)]);
    if (chosen.size === core.members.length) break;
    const members = ordered.filter((k) => chosen.has(k));
    const found = test(members);
    if (found?.converges) return { members, test: found };
  }
  return core;
}

/** The leading consecutive group with the highest t, the top region dropped while it and the next do not converge. */
function coreOf(ordered: readonly number[], test: Test): Club | undefined {
  for (let start = 0; start + 1 < ordered.length; start++) {
    let best: Club | undefined;
    for (let end = start + 2; end <= ordered.length; end++) {
      const members = ordered.slice(start, end);
      const found = test(members);
      if (!found || found.t <= LOG_T_CRITICAL) break;
      if (!best || found.t > best.test.t) best = { members, test: found };
    }
    if (best) return best;
  }
  return undefined;
}

/** Joins each club with the next while they converge together. */
function mergeClubs(clubs: readonly Club[], test: Test): readonly Club[] {
  const merged: Club[] = [];
  for (const club of clubs) {
    const before = merged.at(-1);
    const members = before && [...before.members, ...club.members];
    const joint = members && test(members);
    if (members && joint?.converges) merged[merged.length - 1] = { members, test: joint };
    else merged.push(club);
  }
  return merged;
}
