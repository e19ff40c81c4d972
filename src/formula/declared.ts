// Formula against declared unit: the dimension must agree, and no factor may do the conversion that reading does.

import { references } from './dependencies.ts';
import { isSameDimension, printDimension } from './dimension.ts';
import { interpret } from './evaluate.ts';
import type { Expr } from './expr.ts';
import type { FormulaIssue } from './messages.ts';
import * as messages from './messages.ts';
import { printFormula } from './print.ts';
import { type NamedUnit, type UnitLookup, unitOf } from './units.ts';

/**
 * Issues of units in a formula whose values are declared in `declared`. A power of ten from 100 up or 0.01 down that
 * multiplies or divides the whole formula is `scale-factor`: the ratio would be converted twice.
 *
 * @example checkDeclared(parseFormula('100 * rd / gdp').expr, percent, lookup) // [{code: 'scale-factor', …}]
 */
export function checkDeclared(expr: Expr, declared: NamedUnit, lookup: UnitLookup): readonly FormulaIssue[] {
  const { unit, issues } = unitOf(expr, lookup);
  if (!unit || issues.length > 0) return issues;
  if (!isSameDimension(unit.dimension, declared.dimension)) {
    return [messages.unitDeclared(expr, printDimension(unit.dimension), declaredText(declared))];
  }
  return scaleFactors(expr).map((factor) =>
    messages.scaleFactor(factor, printFormula(factor), declaredText(declared), printFormula(without(expr, factor))),
  );
}

function declaredText({ id, dimension, scale }: NamedUnit): string {
  const name = messages.dimensionText(printDimension(dimension));
  return id === undefined ? name : `"${id}" (${scale === 1 ? name : messages.timesText(scale, name)})`;
}

function scaleFactors(expr: Expr): readonly Expr[] {
  if (references(expr).length === 0) return []; // a constant formula is a value, not a factor
  return factorsOf(expr).filter(
    (factor) => references(factor).length === 0 && isPowerOfTen(interpret(factor, () => Number.NaN)),
  );
}

/** What a product is made of, numerators and denominators alike. */
function factorsOf(expr: Expr): readonly Expr[] {
  if (expr.kind === 'negate') return factorsOf(expr.operand);
  const isProduct = expr.kind === 'binary' && (expr.op === '*' || expr.op === '/');
  // A part without names is one factor: 10 ^ 4, 1 / 100.
  if (!isProduct || references(expr).length === 0) return [expr];
  return [...factorsOf(expr.left), ...factorsOf(expr.right)];
}

function isPowerOfTen(value: number): boolean {
  const exponent = Math.log10(Math.abs(value));
  return Math.abs(exponent) > 1.5 && Math.abs(exponent - Math.round(exponent)) < 1e-12;
}

/** The product without one of its factors. */
function without(expr: Expr, factor: Expr): Expr {
  if (expr.kind === 'negate') return { ...expr, operand: without(expr.operand, factor) };
  if (expr.kind !== 'binary') return expr;
  if (expr.right === factor) return expr.left;
  if (expr.left === factor)
    return expr.op === '*'
      ? expr.right
      : { ...expr, left: { kind: 'number', value: 1, start: factor.start, end: factor.end } };
  return { ...expr, left: without(expr.left, factor), right: without(expr.right, factor) };
}
