// What moves together. A tied input is drawn from a normal score with two parts: one that all regions have in common, and the
// region's own. Between inputs of different keys both parts are correlated, so that a region or an input more changes the
// numbers of no other.

import { type Issue, type Matrix, pearsonFromSpearman, repairCorrelation } from '../../base/index.ts';
import type { Correlation } from '../../model/index.ts';
import { repairedCorrelation } from '../messages.ts';
import type { Ties, UncertainInput } from '../uncertain.ts';
import type { DrawJob, ScoreAt, ScoreSet, TiedScores } from './job.ts';

/** One of the inputs of a year, in all regions: what a row of a correlation matrix stands for. */
interface Member {
  readonly key: string;
  /** Of the variance of the score, what regions have in common: 1 where there is only one for all. */
  readonly share: number;
}

/** The score sets of all tied inputs, and where each input finds its own. */
export function tieScores(inputs: readonly UncertainInput[]): {
  readonly sets: readonly ScoreSet[];
  readonly scoresOf: (input: UncertainInput) => TiedScores | undefined;
  readonly issues: readonly Issue[];
} {
  const sets: ScoreSet[] = [];
  const known = new Map<string, number>();
  const issues = new Map<string, Issue>();
  const membersOf = new Map<string, readonly Member[]>();
  for (const input of inputs) {
    if (!input.ties) continue;
    const at = groupOf(input, input.ties);
    const members = membersOf.get(at) ?? [];
    if (!members.some((member) => member.key === input.key))
      membersOf.set(
        at,
        [...members, { key: input.key, share: shareOf(input) }].sort((a, b) => (a.key < b.key ? -1 : 1)),
      );
  }

  return { sets, scoresOf, issues: [...issuesOf()] };

  function* issuesOf(): Iterable<Issue> {
    for (const input of inputs) scoresOf(input);
    yield* issues.values();
  }

  function scoresOf(input: UncertainInput): TiedScores | undefined {
    const { ties } = input;
    if (!ties) return undefined;
    const members = membersOf.get(groupOf(input, ties)) ?? [];
    const position = members.findIndex((member) => member.key === input.key);
    const share = shareOf(input);
    return {
      share,
      ...(share < 1 ? { own: { set: setOf('own', input, members, ties), at: position } } : {}),
      ...(share > 0 ? { common: { set: setOf('common', input, members, ties), at: position } } : {}),
    };
  }

  function setOf(layer: 'own' | 'common', input: UncertainInput, members: readonly Member[], ties: Ties): number {
    const { year, region } = input;
    const place = layer === 'own' ? `@${region}` : members.every((member) => member.share === 1) ? '' : '@*';
    const key = `${ties.id} ${layer} ${place} ${year ?? ''}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const names = members.map((member) => `${member.key}${place}${year === undefined ? '' : `#${year}`}`);
    const wanted: Matrix = members.map((a) =>
      members.map((b) => (a === b ? 1 : between(layer, a, b, ties.correlations))),
    );
    const { matrix, change } = repairCorrelation(wanted);
    const entries = ties.correlations.filter((one) => members.some((member) => one.between.includes(member.key)));
    const keys = members.map((member) => member.key);
    const told = `${ties.id} ${keys.join()}`;
    if (change > 0 && !issues.has(told)) issues.set(told, repairedCorrelation(keys, change, entries[0]?.at));
    const method = entries.some((one) => one.method === 'iman-conover') ? 'iman-conover' : 'copula';
    sets.push({ names, matrix, method });
    known.set(key, sets.length - 1);
    return sets.length - 1;
  }
}

/** Inputs of one set of rules and one year; those of different years are independent. */
function groupOf(input: UncertainInput, ties: Ties): string {
  return `${ties.id} ${input.year ?? ''}`;
}

function shareOf({ region, acrossRegions = 0 }: UncertainInput): number {
  return region === undefined ? 1 : pearsonFromSpearman(acrossRegions);
}

/**
 * The correlation of one part of two scores, such that the scores themselves, in one region, have the one that is asked for:
 * r = (√(s·t) + √((1 − s)(1 − t))·q)·… with the same r in the common part, q in a region's own.
 */
function between(layer: 'own' | 'common', a: Member, b: Member, correlations: readonly Correlation[]): number {
  const rank = correlations.findLast((one) => one.between.includes(a.key) && one.between.includes(b.key))?.rank ?? 0;
  const wanted = pearsonFromSpearman(rank);
  const both = Math.sqrt(a.share * b.share);
  // What has no region of its own can only be met in the common part.
  const mixed = a.share === 1 || b.share === 1;
  if (layer === 'common') return mixed && both > 0 ? wanted / both : wanted;
  const rest = Math.sqrt((1 - a.share) * (1 - b.share));
  return rest === 0 ? 0 : (wanted * (1 - both)) / rest;
}

/** The correlation of the normal scores of two inputs of a job. */
export function scoreCorrelation({ inputs, sets }: DrawJob, a: string, b: string): number {
  const [first, second] = [a, b].map((id) => inputs.find((input) => input.id === id)?.scores);
  if (!first || !second) return 0;
  const of = (x: ScoreAt | undefined, y: ScoreAt | undefined) =>
    x && y && x.set === y.set ? (sets[x.set]?.matrix[x.at]?.[y.at] ?? 0) : 0;
  return (
    Math.sqrt((1 - first.share) * (1 - second.share)) * of(first.own, second.own) +
    Math.sqrt(first.share * second.share) * of(first.common, second.common)
  );
}
