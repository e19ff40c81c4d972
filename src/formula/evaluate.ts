// What a formula means, over readings of its names: numbers, or values that depend on uncertain inputs.

import { referenceOf } from './dependencies.ts';
import type { CallExpr, Expr } from './expr.ts';
import type { Value } from './graph.ts';
import { BINARY, FOLDED, finite, multiply, type NumericFunction, UNARY } from './operations.ts';

/** The value of a name `lag` years earlier, in its dimension's own unit; NaN where missing. */
export type Read<V extends Value = number> = (name: string, lag: number) => V;

/** The mean annual growth of a name, as a fraction; NaN where unknown. */
export type ReadMeanGrowth = (name: string) => number;

/** Without a reading of growth every mean growth is missing. */
export const NO_MEAN_GROWTH: ReadMeanGrowth = () => Number.NaN;

/**
 * The value of a formula; NaN when an input is missing or an operation has no finite result (`explainFailure` tells
 * which). Readings that are all numbers give a number.
 *
 * @example interpret(parseFormula('rd / lag(gdp)').expr, (name, lag) => ({ rd: 3, gdp: 100 })[name]) // 0.03
 */
export function interpret(expr: Expr, read: Read, meanGrowth?: ReadMeanGrowth): number;
export function interpret(expr: Expr, read: Read<Value>, meanGrowth?: ReadMeanGrowth): Value;
export function interpret(expr: Expr, read: Read<Value>, meanGrowth: ReadMeanGrowth = NO_MEAN_GROWTH): Value {
  switch (expr.kind) {
    case 'number':
      return expr.value;
    case 'name':
      return finite(read(expr.name, 0));
    case 'negate':
      return multiply(-1, interpret(expr.operand, read, meanGrowth));
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

function applyFunction(call: CallExpr, args: readonly Value[]): Value {
  const fn = call.fn as NumericFunction;
  if (fn === 'min' || fn === 'max') return args.reduce((left, right) => FOLDED[fn](left, right));
  return UNARY[fn](args[0] ?? Number.NaN);
}
