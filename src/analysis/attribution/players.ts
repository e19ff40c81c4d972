// What is switched on and off in an attribution: the levers of a scenario and the assumptions that it does not share with
// its baseline.

import { printYears, type YearRange } from '../../base/index.ts';
import { references } from '../../formula/index.ts';
import type { Indicator, Model } from '../../model/index.ts';
import type { Lever, Override, Scenario } from '../../scenario/index.ts';
import { movedBy, subtree } from './reach.ts';

/** The part of a scenario that is run. */
export type Variant = Pick<Scenario, 'growth' | 'overrides' | 'levers'>;

/** Something that a scenario changes. */
export interface Player {
  readonly kind: 'lever' | 'parameter' | 'growth' | 'override';
  /** As a person reads it: `rd_expenditure jiaxing 2025-2027 growth: +2pp`. */
  readonly text: string;
  /** The scenario whose file holds it. */
  readonly scenario: string;
  readonly lever?: Lever;
  /** Why it cannot move the cell; missing where it can. */
  readonly idle?: string;
}

/** The players of a scenario and the variant that a set of them gives. */
export interface Players {
  readonly players: readonly Player[];
  readonly variantOf: (isOn: (player: Player) => boolean) => Variant;
}

/** Lists what a scenario changes against its baseline, and why any of it cannot move an indicator of a region by a year. */
export function playersOf(
  model: Model,
  scenario: Scenario,
  baseline: Scenario,
  cell: { readonly indicator: string; readonly region: string; readonly until: number },
): Players {
  const levers = scenario.levers.map((lever): Player => {
    const idle = idleLever(model, lever, cell);
    return {
      kind: lever.kind === 'parameter' ? 'parameter' : 'lever',
      text: leverText(lever),
      scenario: lever.scenario,
      lever,
      ...(idle === undefined ? {} : { idle }),
    };
  });
  const growth: Player[] =
    scenario.growth === baseline.growth
      ? []
      : [
          {
            kind: 'growth',
            text: `assume growth: ${scenario.growth ?? 'the package’s default'}`,
            scenario: scenario.id,
          },
        ];
  // A scenario that extends the baseline repeats its overrides in front of its own.
  const shared = baseline.overrides.every((override, k) => isSameOverride(override, scenario.overrides[k]))
    ? baseline.overrides.length
    : 0;
  const replaced: Player[] =
    shared < baseline.overrides.length
      ? [{ kind: 'override', text: 'without the overrides of the baseline', scenario: scenario.id }]
      : [];
  const own = scenario.overrides.slice(shared);
  const overrides = own.map(({ indicator, regions, growth: variant }): Player => {
    const reaches = movedBy(model, indicator, 'assumptions').has(cell.indicator);
    const text = `assume ${indicator} ${regions.join(', ')}: ${variant}`;
    return {
      kind: 'override',
      text,
      scenario: scenario.id,
      ...(reaches ? {} : { idle: `"${indicator}" does not reach "${cell.indicator}"` }),
    };
  });
  return {
    players: [...growth, ...replaced, ...overrides, ...levers],
    variantOf: (isOn) => {
      const on = (player: Player | undefined) => player === undefined || isOn(player);
      const chosen = on(growth[0]) ? scenario.growth : baseline.growth;
      const base = on(replaced[0]) ? scenario.overrides.slice(0, shared) : baseline.overrides;
      return {
        ...(chosen === undefined ? {} : { growth: chosen }),
        overrides: [...base, ...own.filter((_, k) => on(overrides[k]))],
        levers: scenario.levers.filter((_, k) => on(levers[k])),
      };
    },
  };
}

/** A lever as a person reads it. */
export function leverText(lever: Lever): string {
  if (lever.kind === 'parameter') return lever.text;
  const years = lever.kind === 'path' ? '' : ` ${printYears(lever.years)}`;
  const ramp = lever.kind === 'path' || lever.rampYears === 1 ? '' : `, ramp ${lever.rampYears} years`;
  return `${lever.indicator} ${lever.regions.join(', ')}${years} ${lever.text}${ramp}`;
}

/** The years in which a lever acts. */
export function leverYears(lever: Exclude<Lever, { kind: 'parameter' }>): YearRange {
  return lever.kind === 'path'
    ? { first: Math.min(...lever.points.keys()), last: Math.max(...lever.points.keys()) }
    : lever.years;
}

function idleLever(
  model: Model,
  lever: Lever,
  { indicator, region, until }: { readonly indicator: string; readonly region: string; readonly until: number },
): string | undefined {
  if (lever.kind === 'parameter') {
    const response = model.responses.find((one) => one.parameter === lever.parameter);
    const starts = response
      ? [response.of]
      : model.indicators.filter((one) => readsParameter(one, lever.parameter)).map(({ id }) => id);
    return starts.some((start) => movedBy(model, start, 'assumptions').has(indicator))
      ? undefined
      : `"${lever.parameter}" does not bear on "${indicator}"`;
  }
  if (!movedBy(model, lever.indicator, 'levers').has(indicator))
    return `"${lever.indicator}" does not reach "${indicator}"`;
  const below = subtree(model, region);
  if (!lever.regions.some((one) => below.has(one))) return `acts outside "${region}"`;
  const { first } = leverYears(lever);
  return first > until ? `acts from ${first}` : undefined;
}

function isSameOverride(a: Override, b: Override | undefined): boolean {
  return (
    b !== undefined && a.indicator === b.indicator && a.growth === b.growth && a.regions.join() === b.regions.join()
  );
}

function readsParameter({ identity }: Indicator, parameter: string): boolean {
  const formulas = [identity?.expr, identity?.initial, identity?.closes?.expr];
  return formulas.some((expr) => expr !== undefined && references(expr).some(({ name }) => name === parameter));
}
