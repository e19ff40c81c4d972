// A second, plain implementation of DESIGN sections 4 and 9 for small worlds: every number is a function that asks for the
// numbers it needs. No order, no tables, no kernels; formulas are TypeScript functions of the test, not the formula room.

import type { Indicator, Model, Region } from '../../src/model/index.ts';
import type { Lever, Scenario } from '../../src/scenario/index.ts';

/** A formula over values in base units: `get('rd', 1)` is last year's R&D, NaN where missing. */
export type Formula = (get: (indicator: string, lag?: number) => number) => number;

/** What computes an indicator; `initial` where the formula has no value because its own last year has none. */
export interface Computed {
  readonly needs: readonly (readonly [indicator: string, lag: number])[];
  readonly formula: Formula;
  readonly initial?: {
    readonly needs: readonly (readonly [indicator: string, lag: number])[];
    readonly formula: Formula;
  };
  /** The part that may be computed from this ratio. */
  readonly closes?: {
    readonly part: string;
    readonly needs: readonly (readonly [indicator: string, lag: number])[];
    readonly formula: Formula;
  };
}

export interface Oracle {
  reference(region: string, indicator: string, year: number): number;
  scenario(region: string, indicator: string, year: number): number;
}

type Key = string;
const keyOf = (...parts: readonly (string | number)[]): Key => parts.join('/');

/** Answers for one scenario. Published values are the model's observations, one a cell; NaN = no data. */
export function oracle(
  model: Model,
  computed: Readonly<Record<string, Computed>>,
  scenario: Pick<Scenario, 'growth' | 'levers'>,
): Oracle {
  const { first, last } = model.years;
  const observed = new Map(model.observations.map((one) => [keyOf(one.region, one.indicator, one.year), one.value]));
  const indicators = new Map(model.indicators.map((indicator) => [indicator.id, indicator]));
  const regions = new Map(model.regions.map((region) => [region.id, region]));
  const allYears = Array.from({ length: last - first + 1 }, (_, k) => first + k);
  const indicatorOf = (id: string) => indicators.get(id) as Indicator;
  const scaleOf = (id: string) => indicatorOf(id).unit.scale;
  const ratioThatCloses = (part: string) =>
    Object.keys(computed).find((ratio) => computed[ratio]?.closes?.part === part);

  const memory = new Map<Key, unknown>();
  /** Remembers answers; a question that needs its own answer is a mistake of the world. */
  function once<T>(key: Key, ask: () => T): T {
    if (memory.has(key)) {
      const found = memory.get(key);
      if (found === once) throw new Error(`circle at ${key}`);
      return found as T;
    }
    memory.set(key, once);
    const answer = ask();
    memory.set(key, answer);
    return answer;
  }

  const evaluate = (id: string, formula: Formula, year: number, read: (indicator: string, year: number) => number) =>
    formula((indicator, lag = 0) => read(indicator, year - lag) * scaleOf(indicator)) / scaleOf(id);

  // --- what is known: published, or computed from what is known

  function known(region: string, id: string, year: number): number | undefined {
    return once(keyOf('known', region, id, year), () => {
      if (year < first || year > last) return undefined;
      const published = observed.get(keyOf(region, id, year));
      if (published !== undefined) return published;
      const ratio = ratioThatCloses(id);
      const closing = ratio === undefined ? undefined : computed[ratio]?.closes;
      if (ratio !== undefined && closing) {
        const parts = closing.needs.map(([part, lag]) =>
          part === ratio ? observed.get(keyOf(region, ratio, year)) : known(region, part, year - lag),
        );
        return parts.includes(undefined)
          ? undefined
          : evaluate(
              id,
              closing.formula,
              year,
              (part, y) =>
                (part === ratio ? observed.get(keyOf(region, part, y)) : known(region, part, y)) ?? Number.NaN,
            );
      }
      const own = computed[id];
      if (!own) return undefined;
      const { needs, formula } = own.initial && Number.isNaN(reference(region, id, year - 1)) ? own.initial : own;
      const parts = needs.map(([part, lag]) => known(region, part, year - lag));
      return parts.includes(undefined)
        ? undefined
        : evaluate(id, formula, year, (part, y) => known(region, part, y) ?? Number.NaN);
    });
  }

  const knots = (region: string, id: string) =>
    allYears.flatMap((year) => ((value) => (value === undefined ? [] : [{ year, value }]))(known(region, id, year)));
  /** A series that plans speak of only in relative terms: 100 in the base year. */
  const statement = (region: string, id: string) =>
    model.statedGrowth.find((one) => one.region === region && one.indicator === id && one.rate !== undefined);
  const isIndex = (region: string, id: string) =>
    !computed[id] && knots(region, id).length === 0 && statement(region, id) !== undefined;
  const lastKnown = (region: string, id: string) => knots(region, id).at(-1)?.year ?? Number.NEGATIVE_INFINITY;

  // --- the reference: assumptions without levers

  function reference(region: string, id: string, year: number): number {
    return once(keyOf('reference', region, id, year), () => {
      if (year < first || computed[id]?.needs.some(([part]) => isIndex(region, part))) return Number.NaN;
      const value = known(region, id, year);
      if (value !== undefined) return value;
      const own = computed[id];
      if (own?.initial) return stock(region, id, own, year);
      const ratio = ratioThatCloses(id);
      if (own && !(own.closes && leads(region, id)))
        return evaluate(id, own.formula, year, (part, y) => reference(region, part, y));
      if (ratio !== undefined && leads(region, ratio)) {
        const closing = computed[ratio]?.closes;
        return closing ? evaluate(id, closing.formula, year, (part, y) => reference(region, part, y)) : Number.NaN;
      }
      return series(region, id, year);
    });
  }

  function stock(region: string, id: string, own: Computed, year: number): number {
    const before = reference(region, id, year - 1);
    const [formula] = Number.isNaN(before) && own.initial ? [own.initial.formula] : [own.formula];
    return evaluate(id, formula, year, (part, y) => reference(region, part, y));
  }

  /** A ratio leads its part where the part has fewer than two published values and the ratio has some. */
  function leads(region: string, ratio: string): boolean {
    const published = (id: string) => allYears.filter((year) => observed.has(keyOf(region, id, year))).length;
    return published(computed[ratio]?.closes?.part ?? '') < 2 && published(ratio) > 0;
  }

  /** Known values, or the base year of an index. */
  function anchors(region: string, id: string) {
    const base = statement(region, id)?.years.first;
    return isIndex(region, id) && base !== undefined ? [{ year: base, value: 100 }] : knots(region, id);
  }

  /** Gaps filled, then the default assumption: trend, stated growth, the parent's growth. */
  function series(region: string, id: string, year: number): number {
    const points = anchors(region, id);
    const anchor = points.at(-1);
    if (anchor && isIndex(region, id) && year === anchor.year) return anchor.value;
    if (!anchor || year < (points[0]?.year ?? 0)) return Number.NaN;
    if (year < anchor.year) return gap(points, year, indicatorOf(id).grows);
    const before = reference(region, id, year - 1);
    const growth = growthAfter(region, id, year);
    return clamp(id, indicatorOf(id).grows === 'rate' ? before * (1 + growth) : before + growth);
  }

  function gap(points: readonly { year: number; value: number }[], year: number, grows: 'rate' | 'points'): number {
    const to = points.find((point) => point.year > year) as { year: number; value: number };
    const from = points.findLast((point) => point.year < year) as { year: number; value: number };
    const way = (year - from.year) / (to.year - from.year);
    return grows === 'rate' ? from.value * (to.value / from.value) ** way : from.value + (to.value - from.value) * way;
  }

  /** The growth of one projected year. */
  function growthAfter(region: string, id: string, year: number): number {
    const points = anchors(region, id);
    const anchor = points.at(-1) as { year: number; value: number };
    const { grows } = indicatorOf(id);
    const step = year - anchor.year;
    if (points.length >= 2) {
      // The mean over the steps that begin within the window; the last step where none does.
      const steps = points.slice(1).map((to, k) => [points[k] as { year: number; value: number }, to] as const);
      const recent = steps.filter(([from]) => from.year >= anchor.year - model.trend.window);
      const [from] = (recent[0] ?? steps.at(-1)) as (typeof steps)[number];
      const span = anchor.year - from.year;
      const mean =
        grows === 'rate' ? (anchor.value / from.value) ** (1 / span) - 1 : (anchor.value - from.value) / span;
      return mean * (scenario.growth === 'observed' ? 1 : model.trend.phi ** step);
    }
    const stated = statement(region, id);
    if (stated?.rate && stated.years.last > anchor.year) {
      const rate = stated.rate.kind === 'percent' ? stated.rate.fraction : stated.rate.points;
      return rate * model.trend.phi ** Math.max(0, year - stated.years.last);
    }
    const parent = (regions.get(region) as Region).parent;
    if (parent === undefined) return Number.NaN;
    const [before, now] = [reference(parent, id, year - 1), reference(parent, id, year)];
    return grows === 'rate' ? now / before - 1 : now - before;
  }

  function clamp(id: string, value: number): number {
    const { min, max } = indicatorOf(id).limits;
    return Number.isNaN(value) ? value : Math.min(max, Math.max(min, value));
  }

  // --- the scenario

  const hasData = (region: string, id: string) => !isIndex(region, id) && !Number.isNaN(reference(region, id, last));
  const childrenOf = (region: string) =>
    model.regions.filter((child) => child.parent === region && child.code !== undefined).map((child) => child.id);
  const isComputed = (region: string, id: string, year: number) =>
    computed[id]?.needs.every(
      ([part, lag]) => year - lag >= first && !Number.isNaN(reference(region, part, year - lag)),
    ) ?? false;
  /** Published cells never move, nor does anything before the last published year of a series that is not computed. */
  const stands = (region: string, id: string, year: number) =>
    observed.has(keyOf(region, id, year)) ||
    Number.isNaN(reference(region, id, year)) ||
    (!isComputed(region, id, year) && year <= lastKnown(region, id));

  /** What begins in the region itself. */
  function own(region: string, id: string, year: number): number {
    return once(keyOf('own', region, id, year), () => {
      const usual = reference(region, id, year);
      if (year < first || stands(region, id, year)) return usual;
      const formula = computed[id]?.formula;
      if (formula && isComputed(region, id, year))
        return evaluate(id, formula, year, (part, y) => seen(region, part, y, id));
      const { value, given } = levered(region, id, year);
      return given ? value : clamp(id, answered(region, id, year, value));
    });
  }

  /** With what the children bring: identities from totals, additive indicators by the children's deviations. */
  function total(region: string, id: string, year: number): number {
    return once(keyOf('total', region, id, year), () => {
      const usual = reference(region, id, year);
      if (year < first || stands(region, id, year)) return usual;
      const formula = computed[id]?.formula;
      if (formula && isComputed(region, id, year))
        return evaluate(id, formula, year, (part, y) => total(region, part, y));
      if (!indicatorOf(id).additive || isIndex(region, id)) return own(region, id, year);
      const brought = childrenOf(region)
        .filter((child) => !isIndex(child, id))
        .map((child) => total(child, id, year) - reference(child, id, year));
      return own(region, id, year) + brought.filter((part) => !Number.isNaN(part)).reduce((a, b) => a + b, 0);
    });
  }

  /**
   * An input as `answering` sees it in a region: the region's own value, and for an additive input what begins in those
   * regions below for which it is the nearest one with data of `answering`. So every deviation is answered once.
   */
  function seen(region: string, input: string, year: number, answering: string): number {
    const value = own(region, input, year);
    if (!indicatorOf(input).additive || isIndex(region, input)) return value;
    const below = model.regions.filter(
      (other) =>
        !isIndex(other.id, input) &&
        other.code !== undefined &&
        other.id !== region &&
        nearestWithData(other.id, answering, region) === region,
    );
    return below.reduce((sum, { id }) => {
      const deviation = own(id, input, year) - reference(id, input, year);
      return Number.isNaN(deviation) ? sum : sum + deviation;
    }, value);
  }

  function nearestWithData(from: string, id: string, stop: string): string | undefined {
    for (let region: string | undefined = from; region !== undefined; region = regions.get(region)?.parent)
      if (region === stop || hasData(region, id)) return region;
    return undefined;
  }

  function answered(region: string, id: string, year: number, value: number): number {
    let log = 0;
    let amount = 0;
    for (const response of model.responses.filter((one) => one.of === id)) {
      const strength = model.parameters.find((one) => one.id === response.parameter)?.value ?? Number.NaN;
      response.lags.forEach((weight, lag) => {
        const base = reference(region, response.to, year - lag);
        if (weight === 0 || Number.isNaN(base)) return;
        const driver = seen(region, response.to, year - lag, id);
        if (response.form === 'share')
          amount += (strength * weight * (driver - base) * scaleOf(response.to)) / scaleOf(id);
        // To a driver at 0 or below an elasticity has no answer.
        else if (driver > 0 && base > 0 && driver !== base) log += strength * weight * Math.log(driver / base);
      });
    }
    const { limits, grows } = indicatorOf(id);
    if (grows === 'points' && Number.isFinite(limits.max) && value > limits.min && value < limits.max) {
      const logit = Math.log((value - limits.min) / (limits.max - value)) + log;
      return limits.min + (limits.max - limits.min) / (1 + Math.exp(-logit)) + amount;
    }
    return value * Math.exp(log) + amount;
  }

  /** The series under its levers alone, and whether a lever states the value itself. */
  function levered(region: string, id: string, year: number): { value: number; given: boolean } {
    const mine = scenario.levers.filter(
      (lever): lever is Exclude<Lever, { kind: 'parameter' }> =>
        lever.kind !== 'parameter' && lever.indicator === id && lever.regions.includes(region),
    );
    let { value, given } = growing(region, id, year, mine);
    for (const lever of mine) {
      if (lever.kind !== 'level' || year < lever.years.first || year > lever.years.last) continue;
      value = change(value, lever.change, phase(lever, year));
      given ||= lever.change.op === 'set';
    }
    return { value, given };
  }

  function growing(
    region: string,
    id: string,
    year: number,
    mine: readonly Exclude<Lever, { kind: 'parameter' }>[],
  ): { value: number; given: boolean } {
    const usual = reference(region, id, year);
    if (year <= lastKnown(region, id) || Number.isNaN(usual)) return { value: usual, given: false };
    const { grows } = indicatorOf(id);
    const paths = mine.filter((lever) => lever.kind === 'path').flatMap((lever) => onPath(lever.points, year, grows));
    const stated = paths.at(-1);
    if (stated !== undefined) return { value: stated, given: true };
    const base = reference(region, id, year - 1);
    const before = once(keyOf('growing', region, id, year - 1), () => growing(region, id, year - 1, mine)).value;
    if (Number.isNaN(before)) return { value: usual, given: false };
    // From 0 nothing grows at a rate: what the reference adds is added.
    if (grows === 'rate' && base === 0) return { value: before + usual, given: false };
    const rate = grows === 'rate' ? usual / base - 1 : usual - base;
    const growth = mine.reduce(
      (found, lever) =>
        lever.kind === 'growth' && year >= lever.years.first && year <= lever.years.last
          ? change(found, lever.change, phase(lever, year))
          : found,
      rate,
    );
    return { value: grows === 'rate' ? before * (1 + growth) : before + growth, given: false };
  }

  function phase(lever: { years: { first: number }; rampYears: number }, year: number): number {
    return Math.min(1, (year - lever.years.first + 1) / lever.rampYears);
  }

  function change(
    value: number,
    { op, amount }: { op: 'add' | 'times' | 'set'; amount: number },
    share: number,
  ): number {
    return op === 'add'
      ? value + share * amount
      : op === 'times'
        ? value * amount ** share
        : (1 - share) * value + share * amount;
  }

  function onPath(points: ReadonlyMap<number, number>, year: number, grows: 'rate' | 'points'): readonly number[] {
    const list = [...points].map(([y, value]) => ({ year: y, value }));
    if (year < (list[0]?.year ?? year + 1) || year > (list.at(-1)?.year ?? 0)) return [];
    const exact = points.get(year);
    return [exact ?? gap(list, year, grows)];
  }

  return { reference, scenario: total };
}
