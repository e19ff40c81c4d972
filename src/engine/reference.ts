// The reference pass: what every series does under a scenario's growth assumptions, before any lever. Published values
// stand; gaps are filled; identities give the ratio from its parts or the part from its ratio; the rest is projected.

import type { Issue } from '../base/index.ts';
import { type CompiledFormula, indicatorAt, type Program, type ReferenceStep } from '../compile/index.ts';
import { centralOf, divide, subtract, type Value } from '../formula/index.ts';
import { NO_STATEMENTS, type Observation, statementsOf } from '../model/index.ts';
import { basisCode, cellIndex, type Shape, seriesIndex } from '../results/index.ts';
import {
  chosenVariant,
  comparePlans,
  deviate,
  FIRMNESS,
  type Firmness,
  type GrowthChoice,
  indexBase,
  type Projection,
  type ProjectionContext,
  packageDefault,
  projectDefault,
  projectMixed,
  projectVariant,
} from './assumption.ts';
import {
  type Block,
  DERIVED,
  Evaluator,
  emptyCells,
  INDEX,
  INTERPOLATED,
  inputCodes,
  leastCertain,
  OBSERVED,
  type ParameterValues,
  shapeOf,
} from './block.ts';
import { between, type Knot } from './trend.ts';

/** What is known at the time of a run. */
export interface View {
  readonly asOf?: number;
  /** By `cellKey`. */
  readonly observed: ReadonlyMap<string, Observation>;
}

/** What is uncertain about growth, in the values of one draw or as nodes of a graph. */
export interface UncertainGrowth {
  /** Deviation of a series' growth in a year: a fraction a year (levels) or points (shares); undefined where there is none. */
  readonly deviation: (indicator: string, region: string, year: number) => Value | undefined;
  /** The value, rate or ceiling of a named assumption; undefined where it is certain. */
  readonly assumed: (name: string, indicator: string, region: string) => Value | undefined;
  /** Growth assumptions of which each draw takes one, and which: 0, 1, …; undefined where there is no choice. */
  readonly choice: (
    indicator: string,
    region: string,
  ) => { readonly variants: readonly string[]; readonly index: Value } | undefined;
}

/** Nothing is uncertain. */
export const CERTAIN: UncertainGrowth = {
  deviation: () => undefined,
  assumed: () => undefined,
  choice: () => undefined,
};

/** The reference of one set of assumptions. */
export interface Reference extends Block {
  readonly shape: Shape;
  /** Last published (or computed from published) year, [region][indicator]; 0 = none. */
  readonly lastKnown: Int32Array;
  /** Projections by series index, for explanations; none where a series is computed or has no data. */
  readonly projections: ReadonlyMap<number, Projection>;
  /** Identities whose ratio leads: series index of the ratio. */
  readonly leadingRatios: ReadonlySet<number>;
  readonly issues: readonly Issue[];
}

/**
 * Runs the reference pass of one view, growth choice and set of parameters. With uncertain parameters or growth given as
 * nodes, cells that depend on them are nodes.
 */
export function runReference(
  program: Program,
  view: View,
  choice: GrowthChoice,
  parameters: ParameterValues,
  uncertain: UncertainGrowth = CERTAIN,
): Reference {
  const { model } = program;
  const shape = shapeOf(program);
  const size = shape.regions.length * shape.indicators.length;
  const isNode = (value: Value) => typeof value !== 'number';
  const values = emptyCells(size * shape.years, uncertain !== CERTAIN || [...parameters.values()].some(isNode));
  const bases = new Uint8Array(size * shape.years);
  const lastKnown = new Int32Array(size);
  const breaks = new Set<number>();
  const projections = new Map<number, Projection>();
  const leadingRatios = new Set<number>();
  const evaluator = new Evaluator(program, shape, parameters);
  const at = (region: number, indicator: number, year: number) => cellIndex(shape, region, indicator, year);
  const baseAt = (cell: number) => bases[cell] ?? 0;
  const regionNumbers = model.regions.map((_, r) => r);
  const yearNumbers = Array.from({ length: shape.years }, (_, y) => y);

  // 1. Published values.
  for (const observation of view.observed.values()) {
    const region = model.regionIndex.get(observation.region) ?? -1;
    const indicator = model.indicatorIndex.get(observation.indicator) ?? -1;
    const cell = at(region, indicator, observation.year - shape.firstYear);
    set(cell, observation.value, OBSERVED);
    if (observation.flags.includes('break')) breaks.add(cell);
    know(region, indicator, observation.year);
  }

  // 2. Steps in the program's order; within a step parents before children, because children may borrow.
  for (const group of program.reference) {
    if (group.length > 1) runLoop(group);
    else for (const step of group) runStep(step);
  }
  return { shape, values, bases, lastKnown, projections, leadingRatios, issues: evaluator.issues };

  function runStep(step: ReferenceStep): void {
    for (const r of regionNumbers) {
      if (step.kind === 'series') fillSeries(r, step.indicator);
      else if (step.kind === 'pair') fillPair(r, step);
      else for (const y of yearNumbers) computeCell(r, step.indicator, y);
    }
  }

  function runLoop(group: readonly ReferenceStep[]): void {
    for (const y of yearNumbers)
      for (const r of regionNumbers)
        for (const step of group) if (step.kind === 'identity') computeCell(r, step.indicator, y);
  }

  /** A computed cell: published where published, else the formula, else its first value. */
  function computeCell(r: number, i: number, y: number): void {
    const cell = at(r, i, y);
    const formula = program.identities[i];
    const initial = program.initials[i];
    if (baseAt(cell) !== 0 || !formula) return;
    const usesItself = formula.inputs.some(({ indicator }) => indicator === i);
    const started = y > 0 && baseAt(cell - 1) !== 0;
    const used = initial && usesItself && !started ? initial : formula;
    const code = leastCertain(inputCodes(used, shape, bases, r, y));
    if (used.inputs.length > 0 && (code === 0 || code === INDEX || spansBreak(used, r, y))) return;
    if (used === initial && used.inputs.length === 0 && !hasCompany(r, i)) return;
    const value = evaluator.value(
      used,
      i,
      r,
      y,
      (input, year) => values[at(r, input, year)] ?? Number.NaN,
      (name) => meanGrowth(r, name),
    );
    if (!Number.isFinite(centralOf(value))) return;
    set(cell, value, Math.max(code, DERIVED));
    if (code <= DERIVED && used.inputs.length > 0) know(r, i, shape.firstYear + y);
  }

  /** Whether a region has any published value: a constant first value alone is no data. */
  function hasCompany(r: number, i: number): boolean {
    return program.model.indicators.some(
      (_, other) => other !== i && (lastKnown[seriesIndex(shape, r, other)] ?? 0) > 0,
    );
  }

  /** A series on its own: gaps between known values, then the projection. */
  function fillSeries(r: number, i: number): void {
    const projection = choose(r, i);
    if (!projection?.constant) interpolate(r, i);
    if (projection) project(r, i, projection);
  }

  /** A ratio and the part it closes: what is published gives the other; the leading one is filled, the other computed. */
  function fillPair(r: number, { ratio, part, closing }: Extract<ReferenceStep, { kind: 'pair' }>): void {
    const formula = program.identities[ratio];
    if (!formula) return;
    const observedOnly = indicatorAt(model, ratio).identity?.closes?.from === 'observed';
    const publishedIn = (i: number) => yearNumbers.filter((y) => baseAt(at(r, i, y)) === OBSERVED).length;
    const leads = ratioLeads(r, ratio, part, publishedIn(part), publishedIn(ratio));
    if (leads) leadingRatios.add(seriesIndex(shape, r, ratio));

    for (const y of yearNumbers) solve(r, part, closing, y, observedOnly ? DERIVED : INTERPOLATED);
    for (const y of yearNumbers) solve(r, ratio, formula, y, INTERPOLATED);
    const [leader, follower, follow, lead] = leads ? [ratio, part, closing, formula] : [part, ratio, formula, closing];
    fillSeries(r, leader);
    const open = yearNumbers.filter((y) => baseAt(at(r, follower, y)) === 0);
    for (const y of yearNumbers) solve(r, follower, follow, y, INDEX - 1);
    deviateFollower(r, { leader, lead }, follower, open);
    // Where the other parts have no data, both stand on their own.
    if (
      yearNumbers.some((y) => baseAt(at(r, follower, y)) !== 0) &&
      !yearNumbers.some((y) => isComputable(r, follow, y))
    )
      fillSeries(r, follower);
  }

  /** Where the growth of the one that follows is uncertain, it deviates from what the leading one gives, and takes it along. */
  function deviateFollower(
    r: number,
    { leader, lead }: { readonly leader: number; readonly lead: CompiledFormula },
    follower: number,
    years: readonly number[],
  ): void {
    const certain = yearNumbers.map((y) => values[at(r, follower, y)] ?? Number.NaN);
    for (const y of years) {
      const cell = at(r, follower, y);
      if (baseAt(cell) <= INTERPOLATED) continue;
      const value = deviated(r, follower, y, certain[y] ?? Number.NaN, certain[y - 1]);
      if (value === certain[y]) continue;
      values[cell] = value;
      const read = (input: number, year: number) => values[at(r, input, year)] ?? Number.NaN;
      if (baseAt(at(r, leader, y)) > DERIVED) values[at(r, leader, y)] = evaluator.value(lead, leader, r, y, read);
    }
  }

  /** Whether a formula would compare values on both sides of a break in one series. */
  function spansBreak(formula: CompiledFormula, r: number, y: number): boolean {
    return formula.inputs.some(({ indicator, lag }) => {
      const back = Math.max(
        ...formula.inputs.filter((other) => other.indicator === indicator).map((other) => other.lag),
      );
      return (
        back > lag &&
        Array.from({ length: back - lag }, (_, k) => at(r, indicator, y - lag - k)).some((cell) => breaks.has(cell))
      );
    });
  }

  function isComputable(r: number, formula: CompiledFormula, y: number): boolean {
    return formula.inputs.every(({ indicator, lag }) => y - lag >= 0 && baseAt(at(r, indicator, y - lag)) !== 0);
  }

  /** Computes a cell of a pair from inputs no less certain than `limit`, keeping what is there. */
  function solve(r: number, i: number, formula: CompiledFormula, y: number, limit: number): void {
    const cell = at(r, i, y);
    if (baseAt(cell) !== 0) return;
    const code = leastCertain(inputCodes(formula, shape, bases, r, y));
    if (code === 0 || code > limit || spansBreak(formula, r, y)) return;
    const value = evaluator.value(formula, i, r, y, (input, year) => values[at(r, input, year)] ?? Number.NaN);
    const { limits } = indicatorAt(model, i);
    const central = centralOf(value);
    if (!Number.isFinite(central) || central < limits.min || central > limits.max) return;
    set(cell, value, Math.max(code, DERIVED));
    if (code <= DERIVED) know(r, i, shape.firstYear + y);
  }

  /**
   * Which of a pair is projected: the one that is chosen more firmly (where both are, by a plan's figures, the one that the
   * region's own plan speaks of, else the ratio); else the part if it has two published values or the ratio has none; else
   * the ratio.
   */
  function ratioLeads(r: number, ratio: number, part: number, partPublished: number, ratioPublished: number): boolean {
    const [firmRatio, firmPart] = [firmness(r, ratio), firmness(r, part)];
    if (firmRatio !== firmPart) return firmRatio > firmPart;
    if (firmRatio === FIRMNESS.none) return partPublished < 2 && ratioPublished > 0;
    const [ofRatio, ofPart] = [ratio, part].map((i) => choose(r, i)?.plan);
    return (
      ofRatio === undefined ||
      ofPart === undefined ||
      comparePlans(model, model.regions[r]?.id ?? '', ofRatio, ofPart) <= 0
    );
  }

  /** A trend is available everywhere: choosing one for all series does not say which of a pair leads. */
  function firmness(r: number, i: number): Firmness {
    const seen = context(r, i);
    const chosen = chosenVariant(choice, seen.indicator.id, seen.region.id);
    const trend =
      chosen?.firmness === FIRMNESS.scenario && (chosen.variant === 'damped' || chosen.variant === 'observed');
    if (chosen && !trend && projectVariant(chosen.variant, seen)) return chosen.firmness;
    return packageDefault(seen) ? FIRMNESS.package : FIRMNESS.none;
  }

  function choose(r: number, i: number): Projection | undefined {
    const seen = context(r, i);
    if (seen.knots.length === 0 && statementsOf(model, seen.indicator.id, seen.region.id) === NO_STATEMENTS)
      return undefined;
    const chosen = chosenVariant(choice, seen.indicator.id, seen.region.id);
    const usual =
      (chosen && projectVariant(chosen.variant, seen)) ?? projectDefault(seen) ?? projectIndex(r, i, chosen?.variant);
    const mixed = usual && uncertain.choice(seen.indicator.id, seen.region.id);
    if (!mixed || usual.constant) return usual;
    // A variant that is not available for a series falls back on what the series follows anyway, as a scenario's choice does.
    const variants = mixed.variants.map((variant) => projectVariant(variant, seen) ?? usual);
    return projectMixed(usual, variants, mixed.index);
  }

  /** An index of 100 in the base year, where plans speak of the series only in relative terms. */
  function projectIndex(r: number, i: number, variant: string | undefined): Projection | undefined {
    const bare = context(r, i);
    if (bare.knots.length > 0) return undefined;
    const year = indexBase(bare);
    if (year === undefined) return undefined;
    const seen = { ...bare, knots: [{ year, value: 100, breaks: false }] };
    const projection = (variant === undefined ? undefined : projectVariant(variant, seen)) ?? projectDefault(seen);
    if (!projection) return undefined;
    set(at(r, i, year - shape.firstYear), 100, INDEX);
    return { ...projection, at: (y) => ({ value: projection.at(y).value, basis: 'index' }) };
  }

  function project(r: number, i: number, projection: Projection): void {
    projections.set(seriesIndex(shape, r, i), projection);
    const from = yearNumbers.findLast((y) => baseAt(at(r, i, y)) !== 0) ?? -1;
    for (const y of yearNumbers) {
      const cell = at(r, i, y);
      if (baseAt(cell) !== 0 || (y < from && !projection.constant)) continue;
      const { value, basis } = projection.at(shape.firstYear + y);
      if (!Number.isFinite(centralOf(value))) continue;
      const before = projection.constant || y === 0 ? undefined : certainBefore(r, i, y, projection);
      set(cell, deviated(r, i, y, value, before), basisCode(basis));
    }
  }

  /** The path as assumed, a year before: a projected value, or the last known one. */
  function certainBefore(r: number, i: number, y: number, projection: Projection): Value {
    const known = values[at(r, i, y - 1)] ?? Number.NaN;
    return baseAt(at(r, i, y - 1)) <= INTERPOLATED ? known : projection.at(shape.firstYear + y - 1).value;
  }

  /** A value as assumed, or, where growth is uncertain, what the deviating path before it leads to. */
  function deviated(r: number, i: number, y: number, now: Value, before: Value | undefined): Value {
    const indicator = indicatorAt(model, i);
    const deviation = uncertain.deviation(indicator.id, model.regions[r]?.id ?? '', shape.firstYear + y);
    const reached = y === 0 ? undefined : values[at(r, i, y - 1)];
    if (before === undefined || reached === undefined || Number.isNaN(before) || Number.isNaN(reached)) return now;
    if (deviation === undefined && reached === before) return now;
    return deviate(before, now, reached, deviation ?? 0, indicator);
  }

  /** Gaps between known values: constant rate for levels, straight for shares; none across a break. */
  function interpolate(r: number, i: number): void {
    const { grows } = indicatorAt(model, i);
    const known = yearNumbers.filter((y) => baseAt(at(r, i, y)) !== 0);
    known.slice(1).forEach((to, k) => {
      const from = known[k] ?? to;
      if (breaks.has(at(r, i, to))) return; // the two ends measure different things
      const [low, high] = [values[at(r, i, from)] ?? Number.NaN, values[at(r, i, to)] ?? Number.NaN];
      for (let y = from + 1; y < to; y++)
        set(at(r, i, y), between(low, high, y - from, to - from, grows), INTERPOLATED);
    });
  }

  function context(r: number, i: number): ProjectionContext {
    const region = model.regions[r];
    const indicator = indicatorAt(model, i);
    if (!region) throw new Error(`no region at ${r}`);
    const parent = region.parent === undefined ? -1 : (model.regionIndex.get(region.parent) ?? -1);
    return {
      model,
      ...(view.asOf === undefined ? {} : { asOf: view.asOf }),
      indicator,
      region,
      knots: knotsOf(r, i),
      parentGrowth,
      assumed: (name) => uncertain.assumed(name, indicator.id, region.id),
    };

    function parentGrowth(year: number): Value | undefined {
      const y = year - shape.firstYear;
      if (parent < 0 || y < 1 || y >= shape.years) return undefined;
      const [before, now] = [at(parent, i, y - 1), at(parent, i, y)];
      if (baseAt(before) === 0 || baseAt(now) === 0) return undefined;
      if (breaks.has(now)) return parentGrowth(year - 1); // the last growth before the break
      const [a, b] = [values[before] ?? 0, values[now] ?? 0];
      if (indicator.grows === 'points') return subtract(b, a);
      return centralOf(a) > 0 ? subtract(divide(b, a), 1) : undefined;
    }
  }

  /** Values no less certain than computed from published ones, in order. */
  function knotsOf(r: number, i: number): readonly Knot[] {
    const knots: Knot[] = [];
    for (const y of yearNumbers) {
      const cell = at(r, i, y);
      const code = baseAt(cell);
      if (code === OBSERVED || code === DERIVED)
        knots.push({ year: shape.firstYear + y, value: values[cell] ?? Number.NaN, breaks: breaks.has(cell) });
    }
    return knots;
  }

  /** Mean growth of a series over its first ten known years; the parent's where it has fewer than two (METHODS 3.2). */
  function meanGrowth(r: number, name: string): number {
    const i = model.indicatorIndex.get(name) ?? -1;
    for (
      let region: number = r;
      region >= 0;
      region = model.regionIndex.get(model.regions[region]?.parent ?? '') ?? -1
    ) {
      const known = knotsOf(region, i);
      const first = known[0];
      const last = known.findLast((knot) => first !== undefined && knot.year <= first.year + 10);
      if (!first || !last || last.year <= first.year) continue;
      const [from, to] = [centralOf(first.value), centralOf(last.value)];
      if (from > 0 && to > 0) return (to / from) ** (1 / (last.year - first.year)) - 1;
    }
    return Number.NaN;
  }

  function set(cell: number, value: Value, code: number): void {
    values[cell] = value;
    bases[cell] = code;
  }

  function know(r: number, i: number, year: number): void {
    const series = seriesIndex(shape, r, i);
    lastKnown[series] = Math.max(lastKnown[series] ?? 0, year);
  }
}
