// Units checked on the tree. Values are converted to their dimension's own unit when they are read (亿元 to yuan, % to a
// fraction), so a formula needs equal dimensions, never equal scales and no conversion factors.

import { referenceOf, references } from './dependencies.ts';
import { type Dimension, isSameDimension, PURE, printDimension, product } from './dimension.ts';
import { interpret } from './evaluate.ts';
import type { BinaryExpr, CallExpr, Expr } from './expr.ts';
import { findFunction } from './functions.ts';
import type { FormulaIssue } from './messages.ts';
import * as messages from './messages.ts';
import { printFormula } from './print.ts';

/** `scale`: how many of the dimension's own unit (亿元: 1e8 yuan). */
export interface Unit {
  readonly dimension: Dimension;
  readonly scale: number;
}

/** A unit with the id that messages print, where it has one: 亿元. */
export type NamedUnit = Unit & { readonly id?: string };

/** The unit of a name; undefined for an unknown name, which is reported by whoever knows the names. */
export type UnitLookup = (name: string) => NamedUnit | undefined;

/**
 * The unit of what a formula computes, at scale 1: the dimension's own. Absent where a name is unknown or an issue
 * leaves the dimension open.
 *
 * @example unitOf(parseFormula('gdp / population').expr, lookup).unit // {dimension: {money: 1, person: -1}, scale: 1}
 */
export function unitOf(
  expr: Expr,
  lookup: UnitLookup,
): { readonly unit?: Unit; readonly issues: readonly FormulaIssue[] } {
  const issues: FormulaIssue[] = [];
  const dimension = dimensionOf(expr);
  return { ...(dimension ? { unit: { dimension, scale: 1 } } : {}), issues };

  function dimensionOf(part: Expr): Dimension | undefined {
    switch (part.kind) {
      case 'number':
        return PURE;
      case 'name':
        return lookup(part.name)?.dimension;
      case 'negate':
        return dimensionOf(part.operand);
      case 'binary':
        return ofBinary(part);
      case 'call':
        return ofCall(part);
    }
  }

  function ofBinary(part: BinaryExpr): Dimension | undefined {
    const left = dimensionOf(part.left);
    const right = dimensionOf(part.right);
    if (!left || !right) return undefined;
    switch (part.op) {
      case '+':
      case '-':
        if (isSameDimension(left, right)) return left;
        issues.push(messages.unitMismatch(part, part.op, operand(part.left, left), operand(part.right, right)));
        return undefined;
      case '*':
        return product(left, right, 1);
      case '/':
        return product(left, right, -1);
      case '^':
        return ofPower(part, left, right);
    }
  }

  function ofPower(part: BinaryExpr, base: Dimension, exponent: Dimension): Dimension | undefined {
    const isPure = isSameDimension(exponent, PURE);
    if (isPure && isSameDimension(base, PURE)) return PURE;
    const value = references(part.right).length === 0 ? interpret(part.right, () => Number.NaN) : Number.NaN;
    if (isPure && Number.isFinite(value)) return product(PURE, base, value);
    const shown = [operand(part.left, base), operand(part.right, exponent)] as const;
    issues.push(isPure ? messages.unitBase(part, ...shown) : messages.unitExponent(part.right, shown[1]));
    return undefined;
  }

  function ofCall(part: CallExpr): Dimension | undefined {
    const rule = findFunction(part.fn)?.unitRule;
    const [first, ...others] = part.args;
    const dimension = first && dimensionOf(first);
    if (!first || !dimension) return undefined;
    switch (rule) {
      case 'alike':
        return others.every((other) => isAlike(part, first, dimension, other)) ? dimension : undefined;
      case 'pure':
        if (!isSameDimension(dimension, PURE))
          issues.push(messages.unitArgument(first, part.fn, operand(first, dimension)));
        return PURE;
      case 'root':
        return product(PURE, dimension, 0.5);
      case 'drops':
        return PURE;
      default:
        return dimension;
    }
  }

  function isAlike(part: CallExpr, first: Expr, dimension: Dimension, other: Expr): boolean {
    const found = dimensionOf(other);
    if (!found || isSameDimension(dimension, found)) return found !== undefined;
    issues.push(messages.unitMismatch(part, part.fn, operand(first, dimension), operand(other, found)));
    return false;
  }

  function operand(part: Expr, dimension: Dimension): messages.Operand {
    const reference = referenceOf(part);
    const id = reference && !reference.call ? lookup(reference.name)?.id : undefined;
    return { text: printFormula(part), unit: id ?? messages.dimensionText(printDimension(dimension)) };
  }
}
