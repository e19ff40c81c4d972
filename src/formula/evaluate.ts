// Two evaluators with the same bits: `interpret`, which is the plain statement of what a formula means, and
// `compileClosure`, which resolves names once and then runs over many cells.

import { referenceOf } from './dependencies.ts';
import type { CallExpr, Expr } from './expr.ts';
import {
  add,
  BINARY,
  divide,
  FOLDED,
  finite,
  multiply,
  type NumericFunction,
  power,
  subtract,
  UNARY,
} from './operations.ts';

/** The value of a name `lag` years earlier, in its dimension's own unit; NaN where missing. */
export type Read = (name: string, lag: number) => number;

/** The mean annual growth of a name, as a fraction; NaN where unknown. */
export type ReadMeanGrowth = (name: string) => number;

/** Without a reading of growth every mean growth is missing. */
export const NO_MEAN_GROWTH: ReadMeanGrowth = () => Number.NaN;

/**
 * The value of a formula; NaN when an input is missing or an operation has no finite result (`explainFailure` tells
 * which).
 *
 * @example interpret(parseFormula('rd / lag(gdp)').expr, (name, lag) => ({ rd: 3, gdp: 100 })[name]) // 0.03
 */
export function interpret(expr: Expr, read: Read, meanGrowth: ReadMeanGrowth = NO_MEAN_GROWTH): number {
  switch (expr.kind) {
    case 'number':
      return expr.value;
    case 'name':
      return finite(read(expr.name, 0));
    case 'negate':
      return -interpret(expr.operand, read, meanGrowth);
    case 'binary':
      return BINARY[expr.op](interpret(expr.left, read, meanGrowth), interpret(expr.right, read, meanGrowth));
    case 'call': {
      const reference = referenceOf(expr);
      if (reference) return finite(reference.call ? meanGrowth(reference.name) : read(reference.name, reference.lag));
      return applyFunction(
        expr,
        expr.args.map((arg) => interpret(arg, read, meanGrowth)),
      );
    }
  }
}

function applyFunction(call: CallExpr, args: readonly number[]): number {
  const fn = call.fn as NumericFunction;
  if (fn === 'min' || fn === 'max') return args.reduce((left, right) => FOLDED[fn](left, right));
  return UNARY[fn](args[0] ?? Number.NaN);
}

/** Where a reading lies: an offset from the cell's base, or a fixed index that every cell shares (a parameter). */
export type Slot = number | { readonly fixed: number };

/** The slot of a reading, asked once at compile time. */
export type SlotOf = (name: string, lag: number, call?: 'meangrowth') => Slot;

/** Evaluates one cell: `values[base + offset]` are its readings, NaN where missing. */
export type CellFormula = (values: Float64Array, base: number) => number;

/**
 * The formula as nested closures, bit-identical to `interpret`. Names are resolved by `slotOf` once; parts without
 * names are computed once.
 *
 * @example
 * const f = compileClosure(expr, (name, lag) => column[name] - lag * columns); // [year][column]
 * for (let year = 0; year < years; year++) out[year] = f(values, year * columns);
 */
export function compileClosure(expr: Expr, slotOf: SlotOf): CellFormula {
  return asClosure(compilePart(expr, slotOf));
}

/** A constant, or what computes it. */
type Part = number | CellFormula;

function compilePart(expr: Expr, slotOf: SlotOf): Part {
  const reference = referenceOf(expr);
  if (reference) return readSlot(slotOf(reference.name, reference.lag, reference.call));
  switch (expr.kind) {
    case 'number':
    case 'name':
      return interpret(expr, () => Number.NaN);
    case 'negate':
      return negatePart(compilePart(expr.operand, slotOf));
    case 'binary': {
      const left = compilePart(expr.left, slotOf);
      const right = compilePart(expr.right, slotOf);
      if (typeof left === 'number' && typeof right === 'number') return BINARY[expr.op](left, right);
      return binaryClosure(expr.op, asClosure(left), asClosure(right));
    }
    case 'call':
      return callPart(
        expr,
        expr.args.map((arg) => compilePart(arg, slotOf)),
      );
  }
}

function asClosure(part: Part): CellFormula {
  return typeof part === 'number' ? () => part : part;
}

function readSlot(slot: Slot): CellFormula {
  if (typeof slot === 'number') return (values, base) => finite(values[base + slot] ?? Number.NaN);
  const { fixed } = slot;
  return (values) => finite(values[fixed] ?? Number.NaN);
}

function negatePart(part: Part): Part {
  return typeof part === 'number' ? -part : (values, base) => -part(values, base);
}

// One closure an operator: each calls a function known in advance, which the engine can inline.
function binaryClosure(op: keyof typeof BINARY, left: CellFormula, right: CellFormula): CellFormula {
  switch (op) {
    case '+':
      return (values, base) => add(left(values, base), right(values, base));
    case '-':
      return (values, base) => subtract(left(values, base), right(values, base));
    case '*':
      return (values, base) => multiply(left(values, base), right(values, base));
    case '/':
      return (values, base) => divide(left(values, base), right(values, base));
    case '^':
      return (values, base) => power(left(values, base), right(values, base));
  }
}

function callPart(call: CallExpr, args: readonly Part[]): Part {
  if (args.every((arg) => typeof arg === 'number')) return applyFunction(call, args);
  const fn = call.fn as NumericFunction;
  const closures = args.map(asClosure);
  if (fn === 'min' || fn === 'max') {
    const fold = FOLDED[fn];
    return closures.reduce((left, right) => (values, base) => fold(left(values, base), right(values, base)));
  }
  const apply = UNARY[fn];
  const argument = closures[0] as CellFormula;
  return (values, base) => apply(argument(values, base));
}
