// Which growth assumption a series follows, and the projection it gives from the last known value on.
//
// Built in: stated (a plan's printed average), implied (constant rate to the targets), path (a plan's yearly values),
// observed (past growth, undamped), damped (the default). Named ones come from growth.yaml. What is not available
// falls back: package default → damped → stated → borrowed from the parent → index.

import { type Bilingual, bilingual, type GrowthRate, inYears } from '../base/index.ts';
import {
  above,
  add,
  centralOf,
  divide,
  ln,
  max,
  min,
  multiply,
  select,
  subtract,
  type Value,
} from '../formula/index.ts';
import type { Indicator, Model, NamedAssumption, Region, StatedGrowth, Target } from '../model/index.ts';
import { planKnown, regionOf, statementsOf } from '../model/index.ts';
import type { Basis } from '../results/index.ts';
import { between, grow, growthBetween, type Knot, logistic, trendOf } from './trend.ts';

/** Growth choices of a scenario, as far as the engine needs them. */
export interface GrowthChoice {
  readonly growth?: string;
  readonly overrides: readonly {
    readonly indicator: string;
    readonly regions: readonly string[];
    readonly growth: string;
  }[];
}

/** A projected series and where it comes from. */
export interface Projection {
  /** `damped`, `stated`, …, `borrowed`, or a name of growth.yaml. */
  readonly variant: string;
  /** What the growth is and where it comes from, for `explain` and the report. */
  readonly note: Bilingual;
  readonly plan?: string;
  /** Yearly growth at the start, at central inputs: a fraction or points. */
  readonly growth?: number;
  /** A constant stands for every unknown year, past ones too; gaps are then not interpolated. */
  readonly constant?: true;
  /** Value and basis of a year after the anchor. */
  readonly at: (year: number) => { readonly value: Value; readonly basis: Basis };
}

/** How firmly a growth assumption is chosen: by an override, by the scenario as a whole, by the package, not at all. */
export const FIRMNESS = { override: 3, scenario: 2, package: 1, none: 0 } as const;
export type Firmness = (typeof FIRMNESS)[keyof typeof FIRMNESS];

/** The variant that a scenario asks for. */
export function chosenVariant(
  choice: GrowthChoice,
  indicator: string,
  region: string,
): { variant: string; firmness: Firmness } | undefined {
  for (const override of [...choice.overrides].reverse())
    if (override.indicator === indicator && override.regions.includes(region))
      return { variant: override.growth, firmness: FIRMNESS.override };
  return choice.growth === undefined ? undefined : { variant: choice.growth, firmness: FIRMNESS.scenario };
}

/** What a projection may draw on. */
export interface ProjectionContext {
  readonly model: Model;
  readonly asOf?: number;
  readonly indicator: Indicator;
  readonly region: Region;
  /** Known values in order; the last one is the anchor. */
  readonly knots: readonly Knot[];
  /** The parent's growth in a year, in the reference of the same scenario; undefined where it has none. */
  readonly parentGrowth: (year: number) => Value | undefined;
  /** The uncertain value or rate of a named assumption; undefined where it is certain. */
  readonly assumed: (name: string) => Value | undefined;
}

/** The projection of one variant; undefined where it is not available for this series. */
export function projectVariant(variant: string, context: ProjectionContext): Projection | undefined {
  const colon = variant.indexOf(':');
  const name = colon < 0 ? variant : variant.slice(0, colon);
  const plan = colon < 0 ? undefined : variant.slice(colon + 1);
  switch (name) {
    case 'damped':
      return trended(context, context.model.trend.phi);
    case 'observed':
      return trended(context, 1);
    case 'stated':
      return stated(context, plan);
    case 'implied':
      return planned(context, plan, 'implied');
    case 'path':
      return planned(context, plan, 'path');
    default:
      return named(context, name);
  }
}

/** The default projection: the package's own default, else the trend, else what a plan states, else the parent's growth. */
export function projectDefault(context: ProjectionContext): Projection | undefined {
  const own = packageDefault(context);
  return (
    (own && named(context, own.name)) ??
    trended(context, context.model.trend.phi) ??
    stated(context) ??
    borrowed(context)
  );
}

/** The assumption that the package makes for a series; undefined where it makes none. */
export function packageDefault({ model, indicator, region }: ProjectionContext): NamedAssumption | undefined {
  return statementsOf(model, indicator.id, region.id).assumptions.find((one) => one.isDefault);
}

/** Past growth, fading by `phi` a year: the first projected year grows by φ·g, the next by φ²·g. */
function trended(context: ProjectionContext, phi: number): Projection | undefined {
  const { indicator, knots, model } = context;
  const anchor = knots[knots.length - 1];
  const growth = trendOf(knots, model.trend.window, indicator.grows);
  if (!anchor || growth === undefined) return undefined;
  const shown = printGrowth(growth, indicator);
  const note =
    phi === 1
      ? { zh: `历史平均增长 ${shown}，保持不变`, en: `past average growth of ${shown}, kept` }
      : {
          zh: `历史平均增长 ${shown}，逐年衰减 φ=${phi}`,
          en: `past average growth of ${shown}, damped by φ = ${phi} a year`,
        };
  const first = multiply(growth, phi);
  return {
    variant: phi === 1 ? 'observed' : 'damped',
    note,
    growth: centralOf(first),
    at: fading(anchor, first, phi, indicator),
  };
}

/** A value that starts growing by `growth` and whose growth is multiplied by `phi` each further year. */
function fading(
  anchor: { readonly year: number; readonly value: Value },
  growth: Value,
  phi: number,
  indicator: Indicator,
) {
  return (year: number): { value: Value; basis: Basis } => {
    let value = anchor.value;
    let rate = growth;
    for (let y = anchor.year + 1; y <= year; y++) {
      value = clamp(grow(value, rate, indicator.grows), indicator);
      rate = multiply(rate, phi);
    }
    return { value, basis: 'projected' };
  };
}

/** A plan's printed average growth in the plan's years, fading after them. */
function stated(context: ProjectionContext, plan?: string): Projection | undefined {
  const { indicator, knots, model } = context;
  const anchor = knots[knots.length - 1];
  const statements = statementsFor(context, plan);
  const first = anchor && statements.find((statement) => inYears(statement.years, anchor.year + 1));
  const latest = statements.reduce<StatedGrowth | undefined>(
    (found, one) => (found && found.years.last >= one.years.last ? found : one),
    undefined,
  );
  if (!anchor || !latest?.rate || (!first && anchor.year >= latest.years.last)) return undefined;
  const rateIn = (year: number) => statements.find((statement) => inYears(statement.years, year))?.rate;
  const lead = first ?? latest;
  const title = model.plans[model.planIndex.get(lead.plan) ?? -1]?.short ?? bilingual(lead.plan);
  const printed = lead.source.printed ?? printRate(lead.rate ?? latest.rate);
  return {
    variant: 'stated',
    plan: lead.plan,
    note: { zh: `${title.zh}所列年均增长 ${printed}`, en: `average growth printed in ${title.en}: ${printed}` },
    growth: amountOf(lead.rate ?? latest.rate),
    at: (year) => {
      let value = anchor.value;
      let growth = amountOf(lead.rate ?? (latest.rate as GrowthRate));
      let inPlan = true;
      for (let y = anchor.year + 1; y <= year; y++) {
        const rate = rateIn(y);
        inPlan = rate !== undefined;
        growth = rate === undefined ? growth * model.trend.phi : amountOf(rate);
        value = clamp(grow(value, growth, indicator.grows), indicator);
      }
      return { value, basis: inPlan ? 'planned' : 'projected' };
    },
  };
}

/** Printed growth of this series: single years before averages, the region's own plan before others, later before earlier. */
function statementsFor({ model, asOf, indicator, region }: ProjectionContext, plan?: string): readonly StatedGrowth[] {
  const said = statementsOf(model, indicator.id, region.id);
  const printed = said.stated.filter((statement) => statement.rate !== undefined);
  const targets = said.targets
    .filter((target) => target.kind === 'growth')
    .map((target): StatedGrowth => ({ ...target }));
  const length = (statement: StatedGrowth) => statement.years.last - statement.years.first;
  return [...printed, ...targets]
    .filter((statement) => (plan === undefined || statement.plan === plan) && planKnown(model, statement.plan, asOf))
    .sort(
      (a, b) =>
        comparePlans(model, region.id, a.plan, b.plan) || length(a) - length(b) || a.years.first - b.years.first,
    );
}

/** Order of plans for a region: the plan of its own government first, then the one issued last, then by id. */
export function comparePlans(model: Model, region: string, a: string, b: string): number {
  const plans = [a, b].map((id) => model.plans[model.planIndex.get(id) ?? -1]);
  const own = plans.map((plan) => (plan?.region === region ? 0 : 1));
  return (
    (own[0] ?? 0) - (own[1] ?? 0) || (plans[1]?.issued ?? 0) - (plans[0]?.issued ?? 0) || (a < b ? -1 : a > b ? 1 : 0)
  );
}

/**
 * Through planned values: `path` takes the yearly values of a path target, `implied` the levels that targets ask for.
 * Between two of them a constant rate (levels) or straight (shares); after the last, that growth fades.
 */
function planned(
  context: ProjectionContext,
  plan: string | undefined,
  variant: 'implied' | 'path',
): Projection | undefined {
  const { indicator, knots, model, region } = context;
  const anchor = knots[knots.length - 1];
  const from = anchor?.year ?? Number.NEGATIVE_INFINITY;
  const points = new Map<number, { value: Value; plan: string }>();
  const targets = statementsOf(model, indicator.id, region.id)
    .targets.filter(
      (target) => planKnown(model, target.plan, context.asOf) && (plan === undefined || target.plan === plan),
    )
    .sort((a, b) => comparePlans(model, region.id, a.plan, b.plan));
  for (const target of targets)
    for (const [year, value] of plannedValues(target, variant, knots))
      if (year > from && !points.has(year)) points.set(year, { value, plan: target.plan });
  const steps = [...points].map(([year, point]) => ({ year, ...point })).sort((a, b) => a.year - b.year);
  const [first] = steps;
  const last = steps[steps.length - 1];
  if (!first || !last) return undefined;
  const path = anchor ? [anchor, ...steps] : steps;
  const before = path[path.length - 2];
  const exit = before
    ? growthBetween(
        between(before.value, last.value, last.year - before.year - 1, last.year - before.year, indicator.grows),
        last.value,
        indicator.grows,
      )
    : 0;
  const title = model.plans[model.planIndex.get(first.plan) ?? -1]?.short ?? bilingual(first.plan);
  const tail = fading(last, multiply(exit, model.trend.phi), model.trend.phi, indicator);
  const start = path[1]
    ? growthBetween(
        path[0]?.value ?? Number.NaN,
        between(path[0]?.value ?? 0, path[1].value, 1, path[1].year - (path[0]?.year ?? 0), indicator.grows),
        indicator.grows,
      )
    : undefined;
  return {
    variant,
    plan: first.plan,
    note:
      variant === 'path'
        ? { zh: `按${title.zh}分年度数`, en: `the yearly figures of ${title.en}` }
        : {
            zh: `由基期到目标的隐含增长（${title.zh}）`,
            en: `growth implied from the base to the target (${title.en})`,
          },
    ...(start === undefined ? {} : { growth: centralOf(start) }),
    at: (year) => {
      // A single planned value without a known one before it says nothing about growth.
      if (year > last.year) return path.length > 1 ? tail(year) : { value: Number.NaN, basis: 'projected' };
      const k = path.findIndex((point) => point.year >= year);
      const to = path[k];
      const back = path[k - 1];
      if (!to || year < (path[0]?.year ?? year)) return { value: Number.NaN, basis: 'planned' };
      const value =
        back && to.year !== year
          ? between(back.value, to.value, year - back.year, to.year - back.year, indicator.grows)
          : to.value;
      return { value, basis: 'planned' };
    },
  };
}

function plannedValues(
  target: Target,
  variant: 'implied' | 'path',
  knots: readonly Knot[],
): readonly (readonly [number, Value])[] {
  if (variant === 'path') return target.kind === 'path' ? [...target.values] : [];
  if (target.kind === 'level') return [[target.year, target.value]];
  if (target.kind === 'path') return [...target.values].slice(-1);
  if (target.kind === 'multiple') {
    const base = knots.find((knot) => knot.year === target.base);
    return base ? [[target.year, multiply(base.value, target.factor)]] : [];
  }
  return [];
}

/** A named assumption of growth.yaml. */
function named(context: ProjectionContext, name: string): Projection | undefined {
  const { indicator, knots, model, region } = context;
  const found = statementsOf(model, indicator.id, region.id).assumptions.findLast((one) => one.name === name);
  const anchor = knots[knots.length - 1];
  if (!found) return undefined;
  const { curve } = found;
  const common = { variant: name, note: found.source };
  const drawn = context.assumed(name);
  if (curve.kind === 'constant') {
    const value = drawn ?? curve.value;
    return { ...common, constant: true, at: () => ({ value, basis: 'projected' }) };
  }
  if (!anchor) return undefined;
  if (curve.kind === 'growth') {
    const growth = amountOf(curve.rate);
    return { ...common, growth, at: fading(anchor, drawn ?? growth, 1, indicator) };
  }
  const ceiling = drawn ?? curve.ceiling;
  const highest = centralOf(ceiling);
  const inside = knots
    .filter((knot) => centralOf(knot.value) > 0 && centralOf(knot.value) < highest)
    .map((knot) => ({ ...knot, value: ln(divide(knot.value, subtract(ceiling, knot.value))) }));
  const slope = trendOf(inside, model.trend.window, 'points');
  if (slope === undefined || centralOf(anchor.value) >= highest || centralOf(anchor.value) <= 0) return undefined;
  return {
    ...common,
    at: (year) => ({ value: logistic(anchor.value, ceiling, slope, year - anchor.year), basis: 'projected' }),
  };
}

/** The parent's growth, year by year. */
function borrowed(context: ProjectionContext): Projection | undefined {
  const { indicator, knots, region } = context;
  const anchor = knots[knots.length - 1];
  const growth = anchor && context.parentGrowth(anchor.year + 1);
  if (!anchor || growth === undefined || region.parent === undefined) return undefined;
  const parent = regionOf(context.model, region.parent).name;
  return {
    variant: 'borrowed',
    note: { zh: `借用${parent.zh}的增长`, en: `growth borrowed from ${parent.en}` },
    growth: centralOf(growth),
    at: (year) => {
      let value = anchor.value;
      for (let y = anchor.year + 1; y <= year; y++)
        value = clamp(grow(value, context.parentGrowth(y) ?? Number.NaN, indicator.grows), indicator);
      return { value, basis: 'borrowed' };
    },
  };
}

/** The year and the variant of an index (base year = 100) for a series that plans speak of only in relative terms. */
export function indexBase(context: ProjectionContext): number | undefined {
  const { model, asOf, indicator, region } = context;
  const multiples = statementsOf(model, indicator.id, region.id)
    .targets.filter((target) => target.kind === 'multiple')
    .filter((target) => planKnown(model, target.plan, asOf))
    .map((target) => target.base);
  const growths = statementsFor(context).map(
    (statement) => statement.years.first - (statement.years.first === statement.years.last ? 1 : 0),
  );
  return [...multiples, ...growths].filter((year) => year >= model.years.first).sort((a, b) => a - b)[0];
}

function amountOf(rate: GrowthRate | undefined): number {
  return rate === undefined ? 0 : rate.kind === 'percent' ? rate.fraction : rate.points;
}

function printRate(rate: GrowthRate | undefined): string {
  return rate === undefined ? '' : rate.kind === 'percent' ? `${trim(rate.fraction * 100)}%` : `${trim(rate.points)}pp`;
}

function printGrowth(value: Value, indicator: Indicator): string {
  const growth = centralOf(value);
  return indicator.grows === 'rate' ? `${trim(growth * 100)}%` : `${trim(growth)}pp`;
}

function trim(value: number): string {
  return String(Number(value.toFixed(2)));
}

function clamp(value: Value, { limits }: Indicator): Value {
  return min(limits.max, max(limits.min, value));
}

/** The same series under several assumptions, of which each draw takes one: `index` counts through them, −1 is the usual one. */
export function projectMixed(usual: Projection, variants: readonly Projection[], index: Value): Projection {
  return {
    ...usual,
    at: (year) => {
      const { value, basis } = usual.at(year);
      const mixed = variants
        .map((projection) => projection.at(year).value)
        .reduce((lower, upper, k) => select(above(index, k - 0.5), upper, lower), value);
      return { value: mixed, basis };
    },
  };
}

/**
 * A path whose yearly growth deviates by an uncertain amount: a fraction a year for levels, points for shares. `before` and
 * `now` are the path as assumed, `reached` is where the deviating one was a year before.
 */
export function deviate(before: Value, now: Value, reached: Value, deviation: Value, indicator: Indicator): Value {
  const usual =
    indicator.grows === 'rate' && centralOf(before) > 0
      ? multiply(reached, add(divide(now, before), deviation))
      : add(reached, add(subtract(now, before), indicator.grows === 'rate' ? 0 : deviation));
  return clamp(usual, indicator);
}
