// The change of a series of its own between its levers, its answers to other indicators and its natural limits.

import type { Indicator } from '../../model/index.ts';
import type { CellParts } from '../../results/index.ts';

/** Amounts in the indicator's unit; they add up to the own value minus the reference. */
export interface OwnSplit {
  readonly direct: number;
  /** In the order of the answers. */
  readonly answers: readonly { readonly response: string; readonly lag: number; readonly amount: number }[];
  readonly limit: number;
}

/**
 * Levers and elasticities multiply, so their logs (logits of a bounded share) add up and share the change between them,
 * whichever is counted first; shares of amounts and limits come after and add as they are.
 */
export function splitOwn(
  indicator: Pick<Indicator, 'grows' | 'limits'>,
  reference: number,
  parts: Extract<CellParts, { kind: 'own' }>,
): OwnSplit {
  const { levered, answers, unlimited, own } = parts;
  const shifted = unlimited - answers.reduce((sum, answer) => sum + answer.amount, 0);
  const logs = answers.reduce((sum, answer) => sum + answer.log, 0);
  const slope = answers.some((answer) => answer.log !== 0)
    ? meanSlope(indicator, reference, levered, shifted)
    : undefined;
  const perLog = slope ?? (logs === 0 ? 0 : (shifted - levered) / logs);
  const leveredAlone = slope === undefined || levered === reference;
  return {
    direct: leveredAlone ? levered - reference : shifted - reference - logs * slope,
    answers: answers.map(({ response, lag, log, amount }) => ({ response, lag, amount: log * perLog + amount })),
    limit: own - unlimited,
  };
}

/** Change of the value a point of log (or logit) between two states; undefined where a state has none. */
function meanSlope(
  { grows, limits: { min, max } }: Pick<Indicator, 'grows' | 'limits'>,
  from: number,
  levered: number,
  to: number,
): number | undefined {
  const bounded = grows === 'points' && Number.isFinite(min) && Number.isFinite(max);
  const inside = (value: number) => value > min && value < max;
  if (!bounded || !inside(levered)) return from > 0 && to > 0 ? logMean(from, to) : undefined;
  if (!inside(from) || !inside(to)) return undefined;
  const logit = (value: number) => Math.log((value - min) / (max - value));
  const change = logit(to) - logit(from);
  if (Math.abs(change) >= SMALL_LOG) return (to - from) / change;
  const middle = (from + to) / 2;
  return ((middle - min) * (max - middle)) / (max - min);
}

/**
 * The logarithmic mean (b - a) / ln(b / a): it turns points of log into amounts that add up (Ang 2004, Energy Policy 32).
 *
 * @example logMean(100, 121) // 110.17
 */
export function logMean(a: number, b: number): number {
  const log = Math.log(b / a);
  return Math.abs(log) < SMALL_LOG ? Math.sqrt(a * b) : (b - a) / log;
}

/** Below this the geometric mean equals the logarithmic one to 1e-9, and the quotient would lose digits. */
const SMALL_LOG = 1e-4;
