// Expr → formula text, with as few brackets as mathjs' grammar allows: parsing it again gives the same tree.

import type { BinaryOperator, Expr } from './expr.ts';

// How tightly a node holds together. A minus sign binds tighter than a product but looser than a power: -a ^ 2 is
// -(a ^ 2), and 2 ^ -a needs no brackets.
const SUM = 1;
const PRODUCT = 2;
const SIGN = 3;
const POWER = 4;
const ATOM = 5;

const STRENGTH: Readonly<Record<BinaryOperator, number>> = {
  '+': SUM,
  '-': SUM,
  '*': PRODUCT,
  '/': PRODUCT,
  '^': POWER,
};

/**
 * The formula as text.
 *
 * @example printFormula(parseFormula('((h)/(h+o))').expr) // 'h / (h + o)'
 */
export function printFormula(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return printNumber(expr.value);
    case 'name':
      return expr.name;
    case 'negate':
      return `-${atLeast(SIGN, expr.operand)}`;
    case 'binary': {
      const strength = STRENGTH[expr.op];
      // Powers group to the right, everything else to the left.
      const [left, right] = expr.op === '^' ? [ATOM, SIGN] : [strength, strength + 1];
      return `${atLeast(left, expr.left)} ${expr.op} ${atLeast(right, expr.right)}`;
    }
    case 'call':
      return `${expr.fn}(${expr.args.map(printFormula).join(', ')})`;
  }
}

function atLeast(strength: number, expr: Expr): string {
  const text = printFormula(expr);
  return strengthOf(expr) < strength ? `(${text})` : text;
}

function strengthOf(expr: Expr): number {
  if (expr.kind === 'binary') return STRENGTH[expr.op];
  return expr.kind === 'negate' ? SIGN : ATOM;
}

/** The shortest digits that give the number back; with an exponent beyond 2^53, where not every whole number exists. */
function printNumber(value: number): string {
  return value > Number.MAX_SAFE_INTEGER ? value.toExponential() : String(value);
}
