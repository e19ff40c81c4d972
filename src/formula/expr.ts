// The checked tree of a formula: plain data, told apart by `kind`. Only what the formula language allows can be written
// down here, so later stages need no checks of their own. Offsets point into the formula text.

import type { FunctionName } from './functions.ts';

/** UTF-16 offsets into the formula text, `end` exclusive. Nodes made by `solveFor` have those of the node they undo. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A literal: finite and not negative. */
export interface NumberExpr extends Span {
  readonly kind: 'number';
  readonly value: number;
}

/** An indicator or a parameter, by id. */
export interface NameExpr extends Span {
  readonly kind: 'name';
  readonly name: string;
}

export interface NegateExpr extends Span {
  readonly kind: 'negate';
  readonly operand: Expr;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '^';

export interface BinaryExpr extends Span {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
}

/** A call of a listed function; number and kinds of the arguments are as `functions.ts` says. */
export interface CallExpr extends Span {
  readonly kind: 'call';
  readonly fn: FunctionName;
  readonly args: readonly Expr[];
}

/** A formula, or a part of one. */
export type Expr = NumberExpr | NameExpr | NegateExpr | BinaryExpr | CallExpr;

/** The direct parts of a node, in reading order. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'number':
    case 'name':
      return [];
    case 'negate':
      return [expr.operand];
    case 'binary':
      return [expr.left, expr.right];
    case 'call':
      return expr.args;
  }
}
