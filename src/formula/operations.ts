// The arithmetic of formulas, shared by everything that evaluates them so that all give the same bits. An operation
// without a finite result gives NaN, and NaN stays NaN to the end: 1 / (x / 0) is not 0.

import type { BinaryOperator } from './expr.ts';
import type { FunctionName } from './functions.ts';

/** The value, or NaN when it is infinite. */
export function finite(value: number): number {
  return value - value === 0 ? value : Number.NaN;
}

export function add(a: number, b: number): number {
  return finite(a + b);
}

export function subtract(a: number, b: number): number {
  return finite(a - b);
}

export function multiply(a: number, b: number): number {
  return finite(a * b);
}

export function divide(a: number, b: number): number {
  return finite(a / b);
}

/** 0 ^ 0 is 1, as in IEEE 754; NaN ^ 0 is NaN, unlike there: what is missing has no power. */
export function power(a: number, b: number): number {
  return Number.isNaN(a) ? Number.NaN : finite(a ** b);
}

/** The functions of numbers; `lag` and `meangrowth` read values instead. */
export type NumericFunction = Exclude<FunctionName, 'lag' | 'meangrowth'>;

export const BINARY: Readonly<Record<BinaryOperator, (a: number, b: number) => number>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '^': power,
};

export const UNARY: Readonly<Record<Exclude<NumericFunction, 'min' | 'max'>, (a: number) => number>> = {
  abs: Math.abs,
  exp: (a) => finite(Math.exp(a)),
  ln: (a) => finite(Math.log(a)),
  sqrt: Math.sqrt,
};

/** Applied from left to right over two or more arguments. */
export const FOLDED: Readonly<Record<'min' | 'max', (a: number, b: number) => number>> = {
  min: Math.min,
  max: Math.max,
};
