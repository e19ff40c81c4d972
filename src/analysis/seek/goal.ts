// What is to be reached: a level in a year, a sum over years, an average growth, or a value for each of several years.

import { type Bilingual, type Issue, nearest, printYears, type YearRange, yearsOf } from '../../base/index.ts';
import { add, centralOf, min, subtract, type Value } from '../../formula/index.ts';
import { indicatorOf, type Model, type Target } from '../../model/index.ts';
import { goodDirection } from '../bounds.ts';
import type { ScenarioProbe } from '../probe.ts';
import { averageGrowth } from '../target-values.ts';
import { seekError } from './messages.ts';

/** A goal for one indicator in one region; values in its unit, a rate in % or points a year. */
export type Goal = {
  readonly indicator: string;
  readonly region: string /** The plan that asks for it. */;
  readonly plan?: string;
} & (
  | { readonly kind: 'level'; readonly year: number; readonly value: number }
  | { readonly kind: 'cumulative'; readonly years: YearRange; readonly value: number }
  | { readonly kind: 'growth'; readonly years: YearRange; readonly value: number }
  /** Every year at least as good as its value; the outcome is the smallest margin, to be brought to 0. */
  | { readonly kind: 'path'; readonly values: ReadonlyMap<number, number> }
);

/** The years whose values decide; for `growth` both ends. */
export function goalYears(goal: Goal): readonly number[] {
  if (goal.kind === 'level') return [goal.year];
  if (goal.kind === 'path') return [...goal.values.keys()].sort((a, b) => a - b);
  return goal.kind === 'growth' ? [goal.years.first, goal.years.last] : yearsOf(goal.years);
}

/** The number that the outcome must reach. */
export function aimOf(goal: Goal): number {
  return goal.kind === 'path' ? 0 : goal.value;
}

/** The unit of outcome and aim. */
export function goalUnit(model: Model, goal: Goal): string {
  const { unit, grows } = indicatorOf(model, goal.indicator);
  return goal.kind === 'growth' ? (grows === 'rate' ? '%/yr' : 'pp/yr') : unit.id;
}

/** What a scenario gives; undefined where a year has no value or only an index (a growth may be read off an index). */
export function outcomeOf(model: Model, goal: Goal, probe: ScenarioProbe): number | undefined {
  const indicator = indicatorOf(model, goal.indicator);
  const points = goalYears(goal).flatMap((year) => {
    const cell = probe.cell(goal.region, goal.indicator, year);
    return cell && (goal.kind === 'growth' || cell.basis !== 'index') ? [{ year, value: cell.value }] : [];
  });
  if (points.length < goalYears(goal).length) return undefined;
  if (goal.kind === 'growth' && indicator.grows === 'rate' && points.some(({ value }) => value <= 0)) return undefined;
  return centralOf(goalValue(model, goal, new Map(points.map(({ year, value }) => [year, value]))));
}

/** What values of the goal's years come to: the number that must reach the aim, or a value that depends on uncertain inputs. */
export function goalValue(model: Model, goal: Goal, values: ReadonlyMap<number, Value>): Value {
  const indicator = indicatorOf(model, goal.indicator);
  const at = (year: number) => values.get(year) ?? Number.NaN;
  switch (goal.kind) {
    case 'level':
      return at(goal.year);
    case 'cumulative':
      return yearsOf(goal.years).map(at).reduce(add);
    case 'growth': {
      const { first, last } = goal.years;
      return averageGrowth(at(first), at(last), last - first, indicator);
    }
    case 'path': {
      const direction = goodDirection('eq', indicator);
      return [...goal.values]
        .map(([year, value]) => (direction > 0 ? subtract(at(year), value) : subtract(value, at(year))))
        .reduce(min);
    }
  }
}

/** `3.65 % in 2027`, `1000 亿元 over 2023-2027`, … */
export function goalText(model: Model, goal: Goal): Bilingual {
  const unit = goalUnit(model, goal);
  if (goal.kind === 'path') {
    const points = [...goal.values];
    return {
      zh: points.map(([year, value]) => `${year}年${value}${unit}`).join('、'),
      en: `${points.map(([year, value]) => `${value} in ${year}`).join(', ')} (${unit})`,
    };
  }
  const [zh, en] = [`${goal.value}${unit}`, `${goal.value} ${unit}`];
  if (goal.kind === 'level') return { zh: `${goal.year}年${zh}`, en: `${en} in ${goal.year}` };
  const years = printYears(goal.years);
  return goal.kind === 'cumulative'
    ? { zh: `${years}年累计${zh}`, en: `${en} in all over ${years}` }
    : { zh: `${years}年年均${zh}`, en: `${en} over ${years}` };
}

/** What is wrong with a goal in itself or against what is known; `probe` is the scenario as it stands. */
export function goalProblem(model: Model, goal: Goal, probe: ScenarioProbe): Issue | undefined {
  const { first, last } = model.years;
  const years = goalYears(goal);
  const outside = years.find((year) => year < first || year > last);
  if (outside !== undefined || years.length === 0)
    return seekError(
      'goal-outside-horizon',
      `the goal's year ${outside ?? ''} is outside the model's years ${first}-${last}`,
    );
  const missing = years.find((year) => probe.cell(goal.region, goal.indicator, year) === undefined);
  if (missing !== undefined)
    return seekError(
      'goal-no-data',
      `"${goal.indicator}" of "${goal.region}" has no value in ${missing}`,
      `\`tujing list indicators --region ${goal.region}\` shows what has`,
    );
  const index = goal.kind !== 'growth' && probe.cell(goal.region, goal.indicator, years[0] ?? first)?.basis === 'index';
  if (index)
    return seekError(
      'goal-no-data',
      `"${goal.indicator}" of "${goal.region}" has no published value, only an index`,
      'ask for its growth instead',
    );
  const known = probe.lastKnown(goal.region, goal.indicator) ?? first - 1;
  const latest = Math.max(...years);
  if (latest <= known)
    return seekError(
      'goal-observed',
      `"${goal.indicator}" of "${goal.region}" is published until ${known}: nothing can move ${latest}`,
      'choose a later year, or replay with --as-of',
    );
  if (outcomeOf(model, goal, probe) === undefined)
    return seekError(
      'goal-no-data',
      `"${goal.indicator}" of "${goal.region}" has no rate of growth over ${printYears({ first: years[0] ?? first, last: latest })}: a value is 0 or negative`,
    );
  return undefined;
}

/** The goal that a plan sets for an indicator and region; `year` chooses where it sets several (default: the latest). */
export function goalOfPlan(
  model: Model,
  plan: string,
  indicator: string,
  region: string,
  probe: ScenarioProbe,
  year?: number,
): { readonly goal: Goal } | { readonly issue: Issue } {
  if (!model.planIndex.has(plan)) {
    const close = nearest(plan, model.planIndex.keys());
    return {
      issue: seekError(
        'unknown-plan',
        `"${plan}" is neither a number nor a plan`,
        close === undefined ? '`tujing list plans` prints all' : `did you mean "${close}"?`,
      ),
    };
  }
  const targets = model.targets.filter(
    (target) => target.plan === plan && target.indicator === indicator && target.region === region,
  );
  const found = targets
    .flatMap((target) => goalsOf(model, target, probe))
    .filter((goal) => year === undefined || Math.max(...goalYears(goal)) === year);
  const goal = found.sort((a, b) => Math.max(...goalYears(b)) - Math.max(...goalYears(a)))[0];
  if (goal) return { goal: { ...goal, plan } };
  const others =
    targets.length === 0
      ? `\`tujing targets --region ${region}\` shows what plans ask`
      : `it has ${targets.map((target) => target.kind).join(', ')}`;
  return {
    issue: seekError(
      'goal-no-target',
      `"${plan}" sets no target for "${indicator}" of "${region}"${year === undefined ? '' : ` in ${year}`} that a lever can be sought for`,
      others,
    ),
  };
}

function goalsOf(model: Model, target: Target, probe: ScenarioProbe): readonly Goal[] {
  const { indicator, region } = target;
  const base = (year: number) => probe.value(region, indicator, year);
  switch (target.kind) {
    case 'level':
      return [{ kind: 'level', indicator, region, year: target.year, value: target.value }];
    case 'multiple':
    case 'improve': {
      const value = base(target.base);
      return value === undefined
        ? []
        : [
            {
              kind: 'level',
              indicator,
              region,
              year: target.year,
              value: value * (target.kind === 'multiple' ? target.factor : 1),
            },
          ];
    }
    case 'cumulative':
      return [{ kind: 'cumulative', indicator, region, years: target.years, value: target.value }];
    case 'growth':
      return [
        {
          kind: 'growth',
          indicator,
          region,
          years: target.years,
          value: target.rate.kind === 'percent' ? target.rate.fraction * 100 : target.rate.points,
        },
      ];
    case 'path':
      return [{ kind: 'path', indicator, region, values: openYears(target.values) }];
    case 'every_year':
      return [
        {
          kind: 'path',
          indicator,
          region,
          values: openYears(new Map(yearsOf(target.years).map((one) => [one, target.value]))),
        },
      ];
    case 'rank':
      return [];
  }

  /** Published years are settled: they cannot be missed or met any more. */
  function openYears(values: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
    const known = probe.lastKnown(region, indicator) ?? model.years.first - 1;
    const open = [...values].filter(([year]) => year > known);
    return new Map(open.length > 0 ? open : values);
  }
}
