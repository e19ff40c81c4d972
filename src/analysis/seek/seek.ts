// What would it take: the lever value at which a scenario reaches a goal, or why none does (METHODS 6). Runs are repeated
// through the `probe` that is handed in; the model itself is never inverted.

import type { Issue } from '../../base/index.ts';
import { indicatorOf, type Model } from '../../model/index.ts';
import type { Lever, OpenLever, Scenario } from '../../scenario/index.ts';
import { goodDirection } from '../bounds.ts';
import { checkLevers } from '../check-levers.ts';
import type { Point } from '../pace.ts';
import type { ProbeScenario, ScenarioProbe } from '../probe.ts';
import { aimOf, type Goal, goalProblem, goalUnit, goalYears, outcomeOf } from './goal.ts';
import { type Knob, knobOf, leversAt, repeatedLever } from './knob.ts';
import { leastEffort } from './least-effort.ts';
import { seekError } from './messages.ts';
import { findAmounts, type SeekMethod } from './roots.ts';

/** What is asked: a goal, the levers that may be turned, and what stands besides (`given` on top of the scenario). */
export interface SeekRequest {
  readonly goal: Goal;
  readonly levers: readonly OpenLever[];
  readonly given?: readonly Lever[];
  readonly scenario: Scenario;
}

/** One lever of a solution; `text` is what a scenario file says. */
export interface Turned {
  readonly phrase: string;
  /** As written: pp, %, unit, factor. */
  readonly amount: number;
  readonly text: string;
  readonly lever: Lever;
  /** At an end of its limits. */
  readonly atLimit: boolean;
}

/** A set of lever values with its outcome. */
export interface Turning {
  readonly levers: readonly Turned[];
  readonly outcome: number;
  /** Sum of squared changes, each in plausible changes of its lever. */
  readonly effort: number;
}

export interface SeekSolution extends Turning {
  readonly method: SeekMethod | 'least effort';
  /** The indicator year by year, from the year before the first lever acts to the goal's last. */
  readonly milestones: readonly Point[];
}

/**
 * The answer. `infeasible`: no value inside the limits reaches the goal, `best` says how far one gets; `always`: the goal is
 * met at every value inside the limits, `best` says where it comes nearest to being missed.
 */
export interface SeekAnswer {
  readonly status: 'solved' | 'infeasible' | 'always';
  readonly goal: Goal;
  readonly unit: string;
  readonly aim: number;
  /** The outcome without the sought levers. */
  readonly without: number;
  /** Whether that is as good as the aim. */
  readonly metWithout: boolean;
  /** Least effort first; several only for one lever whose outcome turns. */
  readonly solutions: readonly SeekSolution[];
  readonly best?: Turning & {
    /** What is missing, or (`always`) to spare; positive. */
    readonly shortfall: number;
    readonly at: 'lower limit' | 'upper limit' | 'inside' | 'limits';
  };
  /** One lever: whether the outcome only rises or only falls between its limits. */
  readonly monotone?: boolean;
  readonly limits: readonly {
    readonly phrase: string;
    readonly low: number;
    readonly high: number;
    readonly text: readonly [string, string];
  }[];
  /** Runs of the model that it took. */
  readonly runs: number;
  readonly warnings: readonly Issue[];
}

/**
 * Seeks lever values. Errors in `issues` make the question unanswerable (a goal in a published year, a lever that cannot
 * move the indicator); an infeasible goal is an answer.
 *
 * @example seek(model, scenarioProbes(run, ran), {goal, levers: [lever], scenario: ran.scenario}).answer?.solutions[0]?.levers
 */
export function seek(
  model: Model,
  probeOf: ProbeScenario,
  request: SeekRequest,
): { readonly answer?: SeekAnswer; readonly issues: readonly Issue[] } {
  const { goal, scenario } = request;
  const standing = [...scenario.levers, ...(request.given ?? [])];
  let runs = 0;
  const probe = (levers: readonly Lever[]): ScenarioProbe => {
    runs += 1;
    return probeOf({ ...scenario, levers: [...standing, ...levers] });
  };
  const before = probe([]);
  const problem = goalProblem(model, goal, before);
  if (problem) return { issues: [problem] };
  const made = request.levers.map((open) => knobOf(model, open, before));
  const knobs = made.flatMap((one) => ('knob' in one ? [one.knob] : []));
  const issues = made.flatMap((one) => ('issue' in one ? [one.issue] : []));
  if (issues.length > 0) return { issues };

  const outcomeAt = (amounts: readonly number[]) =>
    outcomeOf(model, goal, probe(leversAt(knobs, amounts))) ?? Number.NaN;
  const aim = aimOf(goal);
  const without = outcomeOf(model, goal, before) ?? Number.NaN;
  const direction = goal.kind === 'path' ? 1 : goodDirection('eq', indicatorOf(model, goal.indicator));
  const common = {
    goal,
    unit: goalUnit(model, goal),
    aim,
    without,
    metWithout: direction * (without - aim) >= -1e-9 * Math.abs(aim),
    limits: knobs.map(limitsOf),
  };
  const repeated = repeatedLever(request.levers);
  if (repeated) return { issues: [repeated] };
  const [knob, ...others] = knobs;
  if (!knob)
    return { issues: [seekError('seek-kind', 'no lever is named', '--lever "INDICATOR@REGIONS growth 2024-2027"')] };
  const found = others.length === 0 ? oneLever(knob) : severalLevers();
  if ('issue' in found) return { issues: [found.issue] };
  const [first] = found.solutions;
  const told = first ? checked(first.levers.map((one) => one.lever)) : [];
  const errors = told.filter((issue) => issue.severity === 'error');
  if (errors.length > 0) return { issues: errors };
  return { answer: { ...common, ...found, runs, warnings: told }, issues: [] };

  function oneLever(only: Knob): Found {
    const { op, stand } = only.open;
    const power =
      op === 'times'
        ? 'factor'
        : op === 'set' && stand.kind === 'growth' && only.open.suffix === '%'
          ? 'percent'
          : undefined;
    const scan = findAmounts((amount) => outcomeAt([amount]), only.low, only.high, aim, power);
    if (!scan.moves) return { issue: whyNot(model, only, goal, before) };
    const solutions = scan.roots
      .map(
        (root): SeekSolution => ({
          ...turning([root.amount], root.outcome),
          method: root.method,
          milestones: milestones([root.amount]),
        }),
      )
      .sort((a, b) => a.effort - b.effort);
    if (solutions.length > 0) return { status: 'solved', solutions, monotone: scan.monotone };
    const { amount, outcome } = scan.best;
    const at =
      amount === only.low
        ? ('lower limit' as const)
        : amount === only.high
          ? ('upper limit' as const)
          : ('inside' as const);
    return {
      status: common.metWithout ? 'always' : 'infeasible',
      solutions,
      monotone: scan.monotone,
      best: { ...turning([amount], outcome), shortfall: Math.abs(aim - outcome), at },
    };
  }

  function severalLevers(): Found {
    const still = knobs.find((one, k) => {
      const at = (amount: number) =>
        outcomeAt(knobs.map((other, position) => (position === k ? amount : other.amount(0))));
      return at(one.low) === at(one.high);
    });
    if (still) return { issue: whyNot(model, still, goal, before) };
    const { amounts, outcome, reached } = leastEffort(knobs, outcomeAt, aim);
    const turned = turning(amounts, outcome);
    if (reached)
      return { status: 'solved', solutions: [{ ...turned, method: 'least effort', milestones: milestones(amounts) }] };
    return {
      status: common.metWithout ? 'always' : 'infeasible',
      solutions: [],
      best: { ...turned, shortfall: Math.abs(aim - outcome), at: 'limits' },
    };
  }

  function turning(amounts: readonly number[], outcome: number): Turning {
    const levers = knobs.map((one, k): Turned => {
      const amount = amounts[k] ?? 0;
      return {
        phrase: one.open.phrase,
        amount,
        text: one.text(amount),
        lever: one.lever(amount),
        atLimit: amount === one.low || amount === one.high,
      };
    });
    return { levers, outcome, effort: knobs.reduce((sum, one, k) => sum + one.effort(amounts[k] ?? 0) ** 2, 0) };
  }

  /** What a run of the solution would say of its levers. */
  function checked(levers: readonly Lever[]): readonly Issue[] {
    const solved = probe(levers);
    const lastKnown = (_block: string, region: string, indicator: string) => solved.lastKnown(region, indicator);
    const reader = {
      cell: (_: string, ...at: Cell3) => solved.cell(...at),
      value: (_: string, ...at: Cell3) => solved.value(...at),
      lastKnown,
    };
    const plain = (...at: Cell3) => {
      const [cell, value] = [solved.cell(...at), solved.reference(...at)];
      return cell && value !== undefined ? { ...cell, value } : undefined;
    };
    const withoutLevers = {
      cell: (_: string, ...at: Cell3) => plain(...at),
      value: (_: string, ...at: Cell3) => plain(...at)?.value,
      lastKnown,
    };
    return checkLevers(model, { reader, withoutLevers, block: '' }, { ...scenario, id: 'the solution', levers }).map(
      ({ place: _place, ...issue }) => issue,
    );
  }

  function milestones(amounts: readonly number[]): readonly Point[] {
    const solved = probe(leversAt(knobs, amounts));
    const starts = knobs.map(({ open: { stand } }) =>
      stand.kind === 'growth' || stand.kind === 'level' ? stand.years.first : model.years.last,
    );
    const last = Math.max(...goalYears(goal));
    const first = Math.min(Math.max(model.years.first, Math.min(...starts) - 1), last);
    return Array.from({ length: last - first + 1 }, (_, k) => first + k).flatMap((year) => {
      const value = solved.value(goal.region, goal.indicator, year);
      return value === undefined ? [] : [{ year, value }];
    });
  }
}

type Cell3 = [region: string, indicator: string, year: number];

type Found = Pick<SeekAnswer, 'status' | 'solutions' | 'best' | 'monotone'> | { readonly issue: Issue };

function limitsOf(knob: Knob): SeekAnswer['limits'][number] {
  return {
    phrase: knob.open.phrase,
    low: knob.low,
    high: knob.high,
    text: [knob.text(knob.low), knob.text(knob.high)],
  };
}

/** Why a lever cannot move the goal: too late, over published years, without data, or not connected. */
function whyNot(model: Model, { open }: Knob, goal: Goal, probe: ScenarioProbe): Issue {
  const { stand } = open;
  const what = `"${goal.indicator}" of "${goal.region}" in ${Math.max(...goalYears(goal))}`;
  const because = (reason: string, hint?: string) =>
    seekError('lever-cannot-move', `"${open.phrase}" cannot move ${what}: ${reason}`, hint);
  if (stand.kind === 'parameter')
    return because(
      'nothing that deviates depends on it',
      'a parameter acts where a lever or a response deviates from the baseline, or in a formula',
    );
  if (stand.kind === 'path') return because('a path has no amount');
  if (stand.years.first > Math.max(...goalYears(goal)))
    return because(`it begins in ${stand.years.first}`, 'let it begin earlier');
  const known = stand.regions.map((region) => probe.lastKnown(region, stand.indicator) ?? model.years.first - 1);
  if (Math.min(...known) >= stand.years.last)
    return because(`"${stand.indicator}" is published until ${Math.min(...known)}`, 'give it later years');
  if (stand.regions.every((region) => probe.value(region, stand.indicator, stand.years.last) === undefined))
    return because(`"${stand.indicator}" has no data there`);
  return because(
    'nothing in the model leads from one to the other in these years',
    `\`tujing explain ${goal.indicator} --region ${goal.region} --year ${Math.max(...goalYears(goal))}\` shows what it depends on`,
  );
}
