// A formula solved for one of its parts. The path from the root down to the part is undone one operation at a time.

import { references } from './dependencies.ts';
import type { BinaryExpr, BinaryOperator, CallExpr, Expr, Span } from './expr.ts';

/**
 * The formula that gives `name` from the others and from `result`, the name that stands for the formula's value.
 * Undefined when `name` does not stand in it exactly once without a lag, or stands in min, max, abs or meangrowth.
 * A base under a power is taken to be positive, as it must be under any fractional one.
 *
 * @example solveFor(parseFormula('h / (h + o)').expr, 'o', 'share') // h / share - h
 */
export function solveFor(expr: Expr, name: string, result: string): Expr | undefined {
  if (references(expr).some((reference) => reference.name === name && reference.call)) return undefined;
  let known: Expr = { kind: 'name', name: result, start: expr.start, end: expr.end };
  let rest = expr;
  while (rest.kind !== 'name') {
    const step = undo(rest, name, known);
    if (!step) return undefined;
    known = step.known;
    rest = step.rest;
  }
  return rest.name === name ? known : undefined;
}

/** `rest` is the operand that holds the name, `known` what it equals. */
interface Step {
  readonly rest: Expr;
  readonly known: Expr;
}

function undo(expr: Expr, name: string, known: Expr): Step | undefined {
  switch (expr.kind) {
    case 'number':
    case 'name':
      return undefined;
    case 'negate':
      return { rest: expr.operand, known: { kind: 'negate', operand: known, start: expr.start, end: expr.end } };
    case 'binary':
      return undoBinary(expr, name, known);
    case 'call':
      return undoCall(expr, known);
  }
}

function undoBinary(expr: BinaryExpr, name: string, known: Expr): Step | undefined {
  const { left, right } = expr;
  const inLeft = holds(left, name);
  if (inLeft === holds(right, name)) return undefined; // nowhere, or on both sides
  const make = (op: BinaryOperator, a: Expr, b: Expr): Expr => binary(op, a, b, expr);
  const inverse = {
    '+': () => make('-', known, inLeft ? right : left),
    '-': () => (inLeft ? make('+', known, right) : make('-', left, known)),
    '*': () => make('/', known, inLeft ? right : left),
    '/': () => (inLeft ? make('*', known, right) : make('/', left, known)),
    '^': () =>
      inLeft
        ? make('^', known, make('/', number(1, expr), right))
        : make('/', call('ln', known, expr), call('ln', left, expr)),
  }[expr.op];
  return { rest: inLeft ? left : right, known: inverse() };
}

function undoCall(expr: CallExpr, known: Expr): Step | undefined {
  const [rest] = expr.args;
  if (!rest) return undefined;
  switch (expr.fn) {
    case 'exp':
      return { rest, known: call('ln', known, expr) };
    case 'ln':
      return { rest, known: call('exp', known, expr) };
    case 'sqrt':
      return { rest, known: binary('^', known, number(2, expr), expr) };
    default:
      return undefined;
  }
}

/** Whether a part reads the name in the year computed; earlier years are known. */
function holds(expr: Expr, name: string): boolean {
  return references(expr).some((reference) => reference.name === name && reference.lag === 0);
}

function number(value: number, { start, end }: Span): Expr {
  return { kind: 'number', value, start, end };
}

function binary(op: BinaryOperator, left: Expr, right: Expr, { start, end }: Span): Expr {
  return { kind: 'binary', op, left, right, start, end };
}

function call(fn: 'exp' | 'ln', argument: Expr, { start, end }: Span): Expr {
  return { kind: 'call', fn, args: [argument], start, end };
}
