// Working storage of one pass: values and bases of every cell, and formulas evaluated over them.

import type { Issue } from '../base/index.ts';
import { type CompiledFormula, indicatorAt, type Program } from '../compile/index.ts';
import {
  centralOf,
  divide,
  explainFailure,
  type FormulaFailure,
  interpret,
  multiply,
  type Value,
} from '../formula/index.ts';
import { basisCode, cellIndex, type Shape } from '../results/index.ts';
import { undefinedValue } from './messages.ts';

/** Parameter values of a scenario by id. */
export type ParameterValues = ReadonlyMap<string, Value>;

/** Values [region][indicator][year], NaN where missing; a Float64Array where nothing is uncertain. */
export type Cells = { [cell: number]: Value } & Pick<Float64Array, 'length'>;

/** An empty table: a Float64Array, or one that can hold values that depend on uncertain inputs. */
export function emptyCells(size: number, uncertain: boolean): Cells {
  return uncertain ? Array.from<Value>({ length: size }).fill(Number.NaN) : new Float64Array(size).fill(Number.NaN);
}

/** A copy to be changed. */
export function copyCells(cells: Cells): Cells {
  return (cells as Float64Array).slice();
}

/** The values at central inputs, for the results table. */
export function centralCells(cells: Cells): Float64Array {
  if (cells instanceof Float64Array) return cells;
  return Float64Array.from({ length: cells.length }, (_, cell) => centralOf(cells[cell] ?? Number.NaN));
}

/** Cells [region][indicator][year]; 0 in `bases` means no data. */
export interface Block {
  readonly values: Cells;
  readonly bases: Uint8Array;
}

/** The shape of a program's tables: one draw, every region, indicator and year of the model. */
export function shapeOf(program: Program): Shape {
  const { model } = program;
  return {
    regions: model.regions.map((region) => region.id),
    indicators: model.indicators.map((indicator) => indicator.id),
    firstYear: model.years.first,
    years: model.years.last - model.years.first + 1,
    draws: 1,
  };
}

/** The least certain of some bases, given as codes; 0 if one has no data. */
export function leastCertain(codes: readonly number[]): number {
  return codes.some((code) => code === 0) ? 0 : Math.max(...codes, 0);
}

/** Evaluates formulas in base units over a reading of cells. */
export class Evaluator {
  readonly #program: Program;
  readonly #shape: Shape;
  readonly #parameters: ParameterValues;
  readonly #failures = new Map<
    string,
    { readonly years: Set<number>; readonly issue: (otherYears: number) => Issue }
  >();

  constructor(program: Program, shape: Shape, parameters: ParameterValues) {
    this.#program = program;
    this.#shape = shape;
    this.#parameters = parameters;
  }

  /**
   * The value of `formula` for an indicator in a cell, in the indicator's unit. `read` gives inputs in their own units,
   * NaN where missing. NaN when an input is missing; an undefined operation is NaN and an issue.
   */
  value(
    formula: CompiledFormula,
    indicator: number,
    region: number,
    year: number,
    read: (indicator: number, year: number) => Value,
    meanGrowth?: (name: string) => number,
  ): Value {
    const { model } = this.#program;
    const input = (name: string, lag: number): Value => {
      const at = formula.indicatorAt.get(name) ?? -1;
      if (at < 0) return this.#parameters.get(name) ?? Number.NaN;
      return multiply(read(at, year - lag), indicatorAt(model, at).unit.scale);
    };
    const raw = interpret(formula.expr, input, meanGrowth);
    const value = divide(raw, indicatorAt(model, indicator).unit.scale);
    if (Number.isFinite(centralOf(value))) return value;
    const failure = explainFailure(formula.expr, (name, lag) => centralOf(input(name, lag)), meanGrowth);
    if (failure) this.#note(indicator, region, year, failure);
    return Number.NaN;
  }

  /** Remembers a failure; the same kind of failure in other years of the series is counted. */
  #note(indicator: number, region: number, year: number, failure: FormulaFailure): void {
    const key = `${indicator}/${region}/${failure.reason.replaceAll(/\d+/g, '')}`;
    const known = this.#failures.get(key);
    known?.years.add(year);
    if (known) return;
    const [id, firstYear] = [this.#shape.regions[region] ?? '', this.#shape.firstYear + year];
    this.#failures.set(key, {
      years: new Set([year]),
      issue: (others) => undefinedValue(this.#program.model, indicator, id, firstYear, others, failure),
    });
  }

  /** Undefined operations so far: one issue for all years of a series that fail in the same way. */
  get issues(): readonly Issue[] {
    return [...this.#failures.values()].map(({ issue, years }) => issue(years.size - 1));
  }
}

/** Codes of a formula's inputs in a cell. */
export function inputCodes(
  formula: CompiledFormula,
  shape: Shape,
  bases: Uint8Array,
  region: number,
  year: number,
): readonly number[] {
  return formula.inputs.map(({ indicator, lag }) =>
    year - lag < 0 ? 0 : (bases[cellIndex(shape, region, indicator, year - lag)] ?? 0),
  );
}

export const OBSERVED = basisCode('observed');
export const DERIVED = basisCode('derived');
export const INTERPOLATED = basisCode('interpolated');
export const INDEX = basisCode('index');
