// The scenario pass: one forward sweep over the years. Every region has two states. Its own state holds what starts in
// the region itself (levers there and what answers to them); the total adds what its children deviate. Responses work
// on the own state, so that a change is answered once, where it starts; identities are computed in both.

import { compareText, type Issue } from '../base/index.ts';
import { type CompiledFormula, indicatorAt, type Program } from '../compile/index.ts';
import { add, centralOf, divide, exp, ln, max, min, multiply, subtract, type Value } from '../formula/index.ts';
import { type Answer, type CellParts, cellIndex, seriesIndex } from '../results/index.ts';
import type { Lever } from '../scenario/index.ts';
import { type Cells, copyCells, Evaluator, INDEX, OBSERVED, type ParameterValues } from './block.ts';
import { type AmountOf, applyLevers, type LeveredSeries } from './levers.ts';
import { beyondLimit, noAnswer } from './messages.ts';
import type { Reference } from './reference.ts';

/** Values of a scenario, in the shape of its reference; bases are the reference's. */
export interface ScenarioRun {
  readonly values: Cells;
  readonly issues: readonly Issue[];
  /** What a cell is made of, by positions; computed again from the final states when asked, so that a run costs no more. */
  readonly partsOf: (region: number, indicator: number, year: number) => CellParts;
}

/** Runs the levers of one scenario over its reference. Without levers the values are the reference's own, bit for bit. */
export function runScenario(
  program: Program,
  reference: Reference,
  id: string,
  levers: readonly Lever[],
  parameters: ParameterValues,
  amountOf?: AmountOf,
): ScenarioRun {
  const { model } = program;
  const { shape, bases } = reference;
  const ref = reference.values;
  const own = copyCells(ref);
  const total = copyCells(ref);
  const evaluator = new Evaluator(program, shape, parameters);
  const issues: Issue[] = [];
  const warned = new Set<number>();
  const unanswered = new Set<string>();
  const at = (region: number, indicator: number, year: number) => cellIndex(shape, region, indicator, year);
  const childrenOf = model.regions.map((region) =>
    [...region.children].sort(compareText).map((child) => model.regionIndex.get(child) ?? -1),
  );

  const levered = leveredSeries();
  const touched = touchedIndicators();
  const regionOrder = touchedRegions();
  if (touched.size === 0) return { values: total, issues, partsOf };

  for (let y = 1; y < shape.years; y++) {
    for (const i of program.yearOrder) {
      if (!touched.has(i)) continue;
      for (const r of regionOrder) {
        const cell = at(r, i, y);
        if (stands(r, i, y, cell)) continue;
        own[cell] = ownValue(r, i, y, cell);
        total[cell] = totalValue(r, i, y, cell);
      }
    }
  }
  return { values: total, issues: [...evaluator.issues, ...issues], partsOf };

  function partsOf(r: number, i: number, y: number): CellParts {
    const cell = at(r, i, y);
    const formula = program.identities[i];
    if (stands(r, i, y, cell)) return { kind: 'stands' };
    if (formula && isComputed(formula, r, y)) return { kind: 'computed' };
    const series = levered.get(seriesIndex(shape, r, i));
    const value = series ? (series.values[y] ?? Number.NaN) : (ref[cell] ?? Number.NaN);
    const answers: Answer[] = [];
    const unlimited = series?.fixed[y] ? value : respond(value, r, i, y, (answer) => answers.push(answer));
    return {
      kind: 'own',
      levered: centralOf(value),
      answers,
      unlimited: centralOf(unlimited),
      own: centralOf(own[cell] ?? Number.NaN),
    };
  }

  /** Levers grouped by series and applied to the reference. */
  function leveredSeries(): ReadonlyMap<number, LeveredSeries> {
    const bySeries = new Map<number, Exclude<Lever, { kind: 'parameter' }>[]>();
    for (const lever of levers) {
      if (lever.kind === 'parameter') continue;
      for (const region of lever.regions) {
        const series = seriesIndex(
          shape,
          model.regionIndex.get(region) ?? -1,
          model.indicatorIndex.get(lever.indicator) ?? -1,
        );
        bySeries.set(series, [...(bySeries.get(series) ?? []), lever]);
      }
    }
    return new Map(
      [...bySeries].map(([series, list]) => {
        const indicator = indicatorAt(model, series % shape.indicators.length);
        const values = Array.from({ length: shape.years }, (_, y) => ref[series * shape.years + y] ?? Number.NaN);
        return [
          series,
          applyLevers(values, list, indicator.grows, shape.firstYear, reference.lastKnown[series] ?? 0, amountOf),
        ];
      }),
    );
  }

  /** Published cells never move; up to the last of them nothing else does either, but what is computed from parts that move. */
  function stands(r: number, i: number, y: number, cell: number): boolean {
    const basis = bases[cell] ?? 0;
    if (basis === 0 || basis === OBSERVED) return true;
    const formula = program.identities[i];
    return (
      !(formula && isComputed(formula, r, y)) &&
      shape.firstYear + y <= (reference.lastKnown[seriesIndex(shape, r, i)] ?? 0)
    );
  }

  function touchedIndicators(): ReadonlySet<number> {
    const found = new Set<number>();
    for (const series of levered.keys()) {
      const i = series % shape.indicators.length;
      found.add(i);
      for (const moved of program.moves[i] ?? []) found.add(moved);
    }
    return found;
  }

  /** Regions with levers and those above them, children before parents: deviations only go up. */
  function touchedRegions(): readonly number[] {
    const found = new Set<number>();
    for (const series of levered.keys()) {
      let r: number | undefined = Math.floor(series / shape.indicators.length);
      while (r !== undefined && !found.has(r)) {
        found.add(r);
        r = model.regionIndex.get(model.regions[r]?.parent ?? '');
      }
    }
    return [...found].sort((a, b) => b - a);
  }

  function ownValue(r: number, i: number, y: number, cell: number): Value {
    const formula = program.identities[i];
    if (formula && isComputed(formula, r, y))
      return identityValue(formula, r, i, y, cell, (input, year) => effectiveOwn(r, input, year, i));
    const series = levered.get(seriesIndex(shape, r, i));
    const value = series ? (series.values[y] ?? Number.NaN) : (ref[cell] ?? Number.NaN);
    if (series?.fixed[y]) return value;
    const moved = respond(value, r, i, y);
    // What nothing moved is not brought within limits either: a plan may go beyond them.
    return moved === ref[cell] ? moved : within(moved, r, i, y);
  }

  /** The total: identities from the total parts, sums with the children's deviations, the rest as its own. */
  function totalValue(r: number, i: number, y: number, cell: number): Value {
    const formula = program.identities[i];
    if (formula && isComputed(formula, r, y))
      return identityValue(formula, r, i, y, cell, (input, year) => total[at(r, input, year)] ?? Number.NaN);
    if (!indicatorAt(model, i).additive || bases[cell] === INDEX) return own[cell] ?? Number.NaN;
    return (childrenOf[r] ?? []).reduce<Value>((sum, child) => {
      const below = at(child, i, y);
      const known = (bases[below] ?? 0) !== 0 && bases[below] !== INDEX;
      const deviation = known ? subtract(total[below] ?? 0, ref[below] ?? 0) : 0;
      return deviation === 0 ? sum : add(sum, deviation);
    }, own[cell] ?? Number.NaN);
  }

  /** The reference itself while no part deviates, so that nothing moves by rounding alone. */
  function identityValue(
    formula: CompiledFormula,
    r: number,
    i: number,
    y: number,
    cell: number,
    read: (input: number, year: number) => Value,
  ): Value {
    const moved = formula.inputs.some(
      ({ indicator, lag }) => y - lag >= 0 && read(indicator, y - lag) !== ref[at(r, indicator, y - lag)],
    );
    if (!moved) return ref[cell] ?? Number.NaN;
    const value = evaluator.value(formula, i, r, y, read);
    return Number.isFinite(centralOf(value)) ? value : (ref[cell] ?? Number.NaN);
  }

  /** Whether every part has data, so that the formula and not a series of its own gives the value. */
  function isComputed(formula: CompiledFormula, r: number, y: number): boolean {
    return formula.inputs.every(({ indicator, lag }) => y - lag >= 0 && (bases[at(r, indicator, y - lag)] ?? 0) !== 0);
  }

  /** Adds what answers to other indicators: Δln in levels, Δlogit in bounded shares, then shares of amounts. */
  function respond(value: Value, r: number, i: number, y: number, record?: (answer: Answer) => void): Value {
    const responses = program.responses[i] ?? [];
    let log: Value = 0;
    let amount: Value = 0;
    for (const response of responses) {
      const strength = parameters.get(response.parameter) ?? 0;
      response.lags.forEach((weight, lag) => {
        if (weight === 0 || strength === 0 || y - lag < 0) return;
        const base = ref[at(r, response.to, y - lag)] ?? Number.NaN;
        const driver = effectiveOwn(r, response.to, y - lag, i);
        if (Number.isNaN(base) || driver === base) return;
        // Points of an index are no amount that a share could be taken of.
        if (response.form === 'share' && (bases[at(r, response.to, y - lag)] === INDEX || bases[at(r, i, y)] === INDEX))
          return;
        const share =
          response.form === 'share' ? multiply(multiply(strength, weight * response.scale), subtract(driver, base)) : 0;
        const answers = response.form === 'elasticity' && centralOf(driver) > 0 && centralOf(base) > 0;
        const elastic = answers ? multiply(multiply(strength, weight), ln(divide(driver, base))) : 0;
        if (response.form === 'elasticity' && !answers) warnUnanswered(r, i, response.to, y - lag, centralOf(driver));
        amount = add(amount, share);
        log = add(log, elastic);
        record?.({
          response: response.id,
          lag,
          driver: centralOf(driver),
          driverReference: centralOf(base),
          log: centralOf(elastic),
          amount: centralOf(share),
        });
      });
    }
    return add(log === 0 ? value : shift(value, log, i), amount);
  }

  function warnUnanswered(r: number, i: number, to: number, y: number, driver: number): void {
    const key = `${r}/${i}/${to}`;
    if (!unanswered.has(key))
      issues.push(
        noAnswer(
          id,
          indicatorAt(model, i),
          indicatorAt(model, to),
          shape.regions[r] ?? '',
          shape.firstYear + y,
          driver,
        ),
      );
    unanswered.add(key);
  }

  function shift(value: Value, log: Value, i: number): Value {
    const { limits, grows } = indicatorAt(model, i);
    const bounded = grows === 'points' && Number.isFinite(limits.min) && Number.isFinite(limits.max);
    const central = centralOf(value);
    if (!bounded || central <= limits.min || central >= limits.max) return multiply(value, exp(log));
    const odds = multiply(divide(subtract(value, limits.min), subtract(limits.max, value)), exp(log));
    return add(limits.min, divide(multiply(limits.max - limits.min, odds), add(1, odds)));
  }

  /**
   * The own value of an input as `target` sees it: with the deviations of those children (and theirs) in which
   * `target` has no data and which therefore cannot answer for themselves.
   */
  function effectiveOwn(r: number, input: number, year: number, target: number): Value {
    const cell = at(r, input, year);
    const value = own[cell] ?? Number.NaN;
    if (!indicatorAt(model, input).additive || bases[cell] === INDEX) return value;
    return add(value, orphanDeviation(r, input, year, target));
  }

  function orphanDeviation(r: number, input: number, year: number, target: number): Value {
    return (childrenOf[r] ?? []).reduce<Value>((sum, child) => {
      if (hasData(child, target)) return sum;
      const cell = at(child, input, year);
      const known = (bases[cell] ?? 0) !== 0 && bases[cell] !== INDEX;
      const deviation = known ? subtract(own[cell] ?? 0, ref[cell] ?? 0) : 0;
      return add(add(sum, deviation), orphanDeviation(child, input, year, target));
    }, 0);
  }

  function hasData(r: number, i: number): boolean {
    const last = at(r, i, shape.years - 1);
    return (bases[last] ?? 0) !== 0 && bases[last] !== INDEX;
  }

  function within(value: Value, r: number, i: number, y: number): Value {
    const indicator = indicatorAt(model, i);
    const { limits } = indicator;
    const limited = min(limits.max, max(limits.min, value));
    const limit = centralOf(limited);
    if (limit === centralOf(value)) return limited;
    const series = seriesIndex(shape, r, i);
    if (!warned.has(series))
      issues.push(beyondLimit(id, indicator, shape.regions[r] ?? '', shape.firstYear + y, limit));
    warned.add(series);
    return limited;
  }
}
