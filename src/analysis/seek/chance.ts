// The lever at which a goal is reached with a given probability. All amounts are tried on the same draws, so the probability
// moves with the amount and not with chance: it reaches p where the draw that is p · N-th best reaches the aim, and that
// outcome is a smooth function of the amount (METHODS 6).

import { indicatorOf, type Model } from '../../model/index.ts';
import { amountText, leverWith, type OpenLever } from '../../scenario/index.ts';
import { EQUAL_WITHIN, goodDirection } from '../bounds.ts';
import { standardError } from '../chance.ts';
import { aimOf, type Goal } from './goal.ts';
import { findAmounts, SCAN_POINTS, type Scan } from './roots.ts';
import type { SeekAnswer, Turned } from './seek.ts';

/** The goal's outcome in every draw, in order of draws. */
export interface LeverDraws {
  /** With an amount of the lever, as written. */
  outcomesAt(amount: number): Float64Array;
  /** Without the lever. */
  readonly without: Float64Array;
}

/** A probability with its Monte Carlo error. */
export interface Probable {
  readonly probability: number;
  /** √(p(1 − p)/N); stratified draws err less. */
  readonly error: number;
}

/** An amount of the lever, and how likely the goal is reached with it. */
export interface ChanceTurning extends Probable {
  readonly levers: readonly [Turned];
}

/** The answer. `infeasible`: no amount inside the limits reaches the probability, `best` says how far one gets; `always`: all do. */
export interface ChanceAnswer {
  readonly status: 'solved' | 'infeasible' | 'always';
  /** What was asked for. */
  readonly asked: number;
  /** Draws that were counted. */
  readonly draws: number;
  /** Smallest amount first; several where the probability turns between the limits. */
  readonly solutions: readonly ChanceTurning[];
  /** Where there is one solution: amounts with which it is one standard error less and more likely; undefined beyond the limits. */
  readonly within?: readonly [Turned | undefined, Turned | undefined];
  readonly best?: ChanceTurning;
  readonly without: Probable;
  /** How likely the goal is reached with the amount that reaches it at central inputs. */
  readonly central?: ChanceTurning;
  /** Whether the probability only rises or only falls between the limits, as far as a scan tells. */
  readonly monotone: boolean;
  /** Draws in which the goal has no value at some amount. They are not counted. */
  readonly undefinedDraws: number;
}

/** What is asked: the lever and its limits as in the answer at central inputs. */
export interface ChanceRequest {
  readonly goal: Goal;
  readonly lever: OpenLever;
  readonly central: SeekAnswer;
  /** Above 0 and below 1. */
  readonly probability: number;
}

/**
 * Seeks the amount with which the goal is reached in a share `probability` of the draws.
 *
 * @example seekChance(model, { goal, lever, central: answer, probability: 0.8 }, draws).solutions[0]?.levers[0].text
 */
export function seekChance(model: Model, request: ChanceRequest, draws: LeverDraws): ChanceAnswer {
  const { goal, lever, central, probability: asked } = request;
  const [{ low, high } = { low: 0, high: 0 }] = central.limits;
  const aim = aimOf(goal);
  const direction = goal.kind === 'path' ? 1 : goodDirection('eq', indicatorOf(model, goal.indicator));
  const usable = usableDraws();
  const count = usable.length;
  const cached = new Map<number, Float64Array>();
  const scale = Math.max(...gridOf(low, high).map((amount) => Math.abs(outcomeAt(amount, asked))));
  const slack = EQUAL_WITHIN * (Math.abs(aim) || scale);

  const scan = scanFor(asked);
  const solutions = scan.roots.map(({ amount }) => turning(amount)).sort((a, b) => amountOf(a) - amountOf(b));
  const [only, another] = solutions;
  const error = standardError(asked, count);
  const within = only && !another && ([asked - error, asked + error] as const);
  const best = [scan.best, ...scan.points].map(({ amount }) => turning(amount)).reduce(likelier);
  const [reached] = central.solutions[0]?.levers ?? [];
  const never = solutions.length === 0 && best.probability < asked;
  return {
    status: solutions.length > 0 ? 'solved' : never ? 'infeasible' : 'always',
    asked,
    draws: count,
    solutions,
    ...(within ? { within: [near(within[0], amountOf(only)), near(within[1], amountOf(only))] } : {}),
    ...(never ? { best } : {}),
    without: probable(ranked(draws.without)),
    ...(reached ? { central: turning(reached.amount) } : {}),
    monotone: scan.monotone,
    undefinedDraws: draws.without.length - count,
  };

  /** Draws that have a value at every amount of the scan, so that amounts are compared on the same draws. */
  function usableDraws(): readonly number[] {
    const tried = [draws.without, ...gridOf(low, high).map((amount) => draws.outcomesAt(amount))];
    return [...draws.without.keys()].filter((draw) => tried.every((outcomes) => Number.isFinite(outcomes[draw])));
  }

  function scanFor(probability: number): Scan {
    return findAmounts((amount) => outcomeAt(amount, probability), low, high, aim);
  }

  /** The outcome that a share of the draws reaches or passes. */
  function outcomeAt(amount: number, probability: number): number {
    const outcomes = cached.get(amount) ?? ranked(draws.outcomesAt(amount));
    cached.set(amount, outcomes);
    const place = Math.min(count, Math.max(1, Math.ceil(probability * count - 1e-9)));
    return outcomes[place - 1] ?? Number.NaN;
  }

  /** Outcomes of the usable draws, the best first. */
  function ranked(outcomes: Float64Array): Float64Array {
    const sorted = Float64Array.from(usable, (draw) => outcomes[draw] as number).sort();
    return direction > 0 ? sorted.reverse() : sorted;
  }

  function probable(outcomes: Float64Array): Probable {
    const missed = outcomes.findIndex((value) => direction * (value - aim) < -slack);
    const probability = (missed < 0 ? count : missed) / count;
    return { probability, error: standardError(probability, count) };
  }

  function turning(amount: number): ChanceTurning {
    return { levers: [turned(amount)], ...probable(cached.get(amount) ?? ranked(draws.outcomesAt(amount))) };
  }

  function turned(amount: number): Turned {
    return {
      phrase: lever.phrase,
      amount,
      text: amountText(lever, amount),
      lever: leverWith(lever, model, amount),
      atLimit: amount === low || amount === high,
    };
  }

  /** The amount of another probability that lies nearest. */
  function near(probability: number, amount: number): Turned | undefined {
    if (probability <= 0 || probability >= 1) return undefined;
    const [first, ...others] = scanFor(probability).roots.map((root) => root.amount);
    if (first === undefined) return undefined;
    return turned(others.reduce((a, b) => (Math.abs(b - amount) < Math.abs(a - amount) ? b : a), first));
  }
}

function amountOf({ levers: [turned] }: ChanceTurning): number {
  return turned.amount;
}

function likelier(a: ChanceTurning, b: ChanceTurning): ChanceTurning {
  return b.probability > a.probability ? b : a;
}

function gridOf(low: number, high: number): readonly number[] {
  return Array.from({ length: SCAN_POINTS }, (_, k) => low + ((high - low) * k) / (SCAN_POINTS - 1));
}
