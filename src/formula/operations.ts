// The arithmetic of formulas and of growth, on numbers and on values that depend on uncertain inputs. One operation, one
// meaning, for everything that computes. An operation without a finite result gives NaN, and NaN stays NaN to the end:
// 1 / (x / 0) is not 0.

import { exp as expOf, ln as lnOf, power as powerOf } from '../base/index.ts';
import type { BinaryOperator } from './expr.ts';
import type { FunctionName } from './functions.ts';
import type { Node, Value } from './graph.ts';

type BinaryNode = 'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max' | 'at_least' | 'above';

/** An operation on two values; numbers give a number. */
interface Binary {
  (a: number, b: number): number;
  (a: Value, b: Value): Value;
}

/** An operation on one value; a number gives a number. */
interface Unary {
  (a: number): number;
  (a: Value): Value;
}

/** The value, or NaN when it is infinite. */
export const finite: Unary = ((value: Value) =>
  typeof value !== 'number' || value - value === 0 ? value : Number.NaN) as Unary;

export const add: Binary = ((a: Value, b: Value) =>
  typeof a === 'number' && typeof b === 'number' ? finite(a + b) : onNodes('add', a, b)) as Binary;

export const subtract: Binary = ((a: Value, b: Value) =>
  typeof a === 'number' && typeof b === 'number' ? finite(a - b) : onNodes('subtract', a, b)) as Binary;

export const multiply: Binary = ((a: Value, b: Value) =>
  typeof a === 'number' && typeof b === 'number' ? finite(a * b) : onNodes('multiply', a, b)) as Binary;

export const divide: Binary = ((a: Value, b: Value) =>
  typeof a === 'number' && typeof b === 'number' ? finite(a / b) : onNodes('divide', a, b)) as Binary;

export const min: Binary = ((a: Value, b: Value) =>
  typeof a === 'number' && typeof b === 'number' ? Math.min(a, b) : onNodes('min', a, b)) as Binary;

export const max: Binary = ((a: Value, b: Value) =>
  typeof a === 'number' && typeof b === 'number' ? Math.max(a, b) : onNodes('max', a, b)) as Binary;

/** 1 where a ≥ b, 0 where not. */
export const atLeast: Binary = ((a: Value, b: Value) =>
  typeof a === 'number' && typeof b === 'number' ? Number(a >= b) : onNodes('at_least', a, b)) as Binary;

/** 1 where a > b, 0 where not. */
export const above: Binary = ((a: Value, b: Value) =>
  typeof a === 'number' && typeof b === 'number' ? Number(a > b) : onNodes('above', a, b)) as Binary;

/** 0 ^ 0 is 1, as in IEEE 754; NaN ^ 0 is NaN, unlike there: what is missing has no power. */
export const power: Binary = ((a: Value, b: Value) => {
  if (typeof a === 'number' && typeof b === 'number') return finite(powerOf(a, b));
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  if (typeof b === 'number' && Number.isInteger(b)) return wholePower(a, b);
  const { graph } = typeof a === 'number' ? (b as Node) : a;
  const usual = exp(multiply(b, ln(a)));
  // 0 to a positive power is 0, a negative number has none: both as the square root has it.
  return graph.isPositive(a) ? usual : graph.select(above(a, 0), usual, sqrt(a));
}) as Binary;

export const exp: Unary = ((a: Value) => (typeof a === 'number' ? finite(expOf(a)) : a.graph.unary('exp', a))) as Unary;
export const ln: Unary = ((a: Value) => (typeof a === 'number' ? finite(lnOf(a)) : a.graph.unary('ln', a))) as Unary;
export const sqrt: Unary = ((a: Value) => (typeof a === 'number' ? Math.sqrt(a) : a.graph.unary('sqrt', a))) as Unary;
export const abs: Unary = ((a: Value) => (typeof a === 'number' ? Math.abs(a) : a.graph.unary('abs', a))) as Unary;

/** `then` where the condition is not 0, else `otherwise`. */
export function select(condition: number, then: number, otherwise: number): number;
export function select(condition: Value, then: Value, otherwise: Value): Value;
export function select(condition: Value, then: Value, otherwise: Value): Value {
  if (typeof condition === 'number') return condition !== 0 ? then : otherwise;
  return condition.graph.select(condition, then, otherwise);
}

/** A whole power may be taken of any number: as products by repeated squaring, as `base/power` has it, or of the size and the sign. */
function wholePower(a: Value, n: number): Value {
  if (Math.abs(n) > 64) {
    const size = exp(multiply(n, ln(abs(a))));
    return n % 2 === 0 ? size : select(above(a, 0), size, multiply(-1, size));
  }
  let result: Value = 1;
  let square = a;
  for (let left = Math.abs(n); left > 0; left >>= 1) {
    if (left & 1) result = multiply(result, square);
    if (left > 1) square = multiply(square, square);
  }
  return n < 0 ? divide(1, result) : result;
}

function onNodes(operation: BinaryNode, a: Value, b: Value): Value {
  const { graph } = typeof a === 'number' ? (b as Node) : a;
  return graph.binary(operation, a, b);
}

/** The functions of numbers; `lag` and `meangrowth` read values instead. */
export type NumericFunction = Exclude<FunctionName, 'lag' | 'meangrowth'>;

export const BINARY: Readonly<Record<BinaryOperator, Binary>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '^': power,
};

export const UNARY: Readonly<Record<Exclude<NumericFunction, 'min' | 'max'>, Unary>> = { abs, exp, ln, sqrt };

/** Applied from left to right over two or more arguments. */
export const FOLDED: Readonly<Record<'min' | 'max', Binary>> = { min, max };
