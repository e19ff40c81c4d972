// Shared by the tests of formulas: reading a formula that must be good, random formulas, and a second evaluator.

import fc from 'fast-check';
import type { BinaryOperator, Expr } from '../../src/formula/index.ts';
import { loadParser, parseFormula } from '../../src/formula/index.ts';

await loadParser();

/** The tree of a formula that must have one. */
export function read(text: string): Expr {
  const { expr, issues } = parseFormula(text);
  if (!expr) throw new Error(`${text}: ${issues.map(({ message }) => message).join('; ')}`);
  return expr;
}

/** A tree without its places, to compare what was read and not where. */
export function shape(expr: Expr): unknown {
  switch (expr.kind) {
    case 'number':
      return expr.value;
    case 'name':
      return expr.name;
    case 'negate':
      return ['negate', shape(expr.operand)];
    case 'binary':
      return [expr.op, shape(expr.left), shape(expr.right)];
    case 'call':
      return [expr.fn, ...expr.args.map(shape)];
  }
}

const NOWHERE = { start: 0, end: 0 };
export const NAMES = ['gdp', 'rd_expenditure', 'x1', '税率', '𠮷野', 'β'];

const literal = fc
  .oneof(
    fc.nat(1000),
    fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0.5, 1e8, 2 ** 53, 1e21),
  )
  .map((value): Expr => ({ kind: 'number', value: value === 0 ? 0 : value, ...NOWHERE }));
const name = fc.constantFrom(...NAMES).map((id): Expr => ({ kind: 'name', name: id, ...NOWHERE }));
const years = fc.integer({ min: 1, max: 20 }).map((value): Expr => ({ kind: 'number', value, ...NOWHERE }));
const reading = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 1, arbitrary: name.map((of): Expr => ({ kind: 'call', fn: 'lag', args: [of], ...NOWHERE })) },
  { weight: 1, arbitrary: fc.tuple(name, years).map((args): Expr => ({ kind: 'call', fn: 'lag', args, ...NOWHERE })) },
  { weight: 1, arbitrary: name.map((of): Expr => ({ kind: 'call', fn: 'meangrowth', args: [of], ...NOWHERE })) },
);

/** Any tree that the language allows, up to some thirty nodes. */
export const anyExpr: fc.Arbitrary<Expr> = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    literal,
    reading,
    fc
      .tuple(fc.constantFrom<BinaryOperator>('+', '-', '*', '/', '^'), tie('expr'), tie('expr'))
      .map(([op, left, right]): Expr => ({ kind: 'binary', op, left, right, ...NOWHERE })),
    tie('expr').map((operand): Expr => ({ kind: 'negate', operand, ...NOWHERE })),
    fc
      .tuple(fc.constantFrom('abs' as const, 'exp' as const, 'ln' as const, 'sqrt' as const), tie('expr'))
      .map(([fn, arg]): Expr => ({ kind: 'call', fn, args: [arg], ...NOWHERE })),
    fc
      .tuple(fc.constantFrom('min' as const, 'max' as const), fc.array(tie('expr'), { minLength: 2, maxLength: 4 }))
      .map(([fn, args]): Expr => ({ kind: 'call', fn, args, ...NOWHERE })),
  ),
})).expr;

/** A stable number in (0.5, 2) for a name and a lag. */
export function sampleOf(id: string, lag: number): number {
  let hash = 17 + lag * 31;
  for (const c of id) hash = (hash * 33 + (c.codePointAt(0) ?? 0)) % 9973;
  return 0.5 + (1.5 * hash) / 9973;
}

/** A stable growth rate in (0.05, 0.2) for a name. */
export function growthOf(id: string): number {
  return sampleOf(id, 0) / 10;
}

/**
 * The value of formula text by a second, plain way: precedence climbing straight over the characters, without a tree.
 * Undefined operations are NaN at once, by the rule that no later step may turn them into a number.
 */
export function evaluateText(
  text: string,
  value: (id: string, lag: number) => number,
  growth: (id: string) => number,
): number {
  const words = text.match(/[\p{L}_][\p{L}\p{Nl}_0-9]*|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[^\s]/gu) ?? [];
  let at = 0;
  const peek = () => words[at] ?? '';
  const take = () => words[at++] ?? '';
  const real = (x: number) => (Number.isFinite(x) ? x : Number.NaN);
  const apply = (op: string, a: number, b: number) => {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
    return real(op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : op === '/' ? a / b : a ** b);
  };
  const binding: Record<string, number> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 };

  function climb(least: number): number {
    let left: number;
    if (peek() === '-') {
      take();
      left = -climb(3);
    } else left = atom();
    for (let op = peek(); (binding[op] ?? 0) >= least; op = peek()) {
      take();
      left = apply(op, left, op === '^' ? climb(3) : climb((binding[op] ?? 0) + 1));
    }
    return left;
  }

  function atom(): number {
    const word = take();
    if (word === '(') return inBrackets(() => climb(1));
    if (/^\d/.test(word)) return Number(word);
    if (peek() !== '(') return value(word, 0);
    take();
    return inBrackets(() => callOf(word));
  }

  function inBrackets(inside: () => number): number {
    const result = inside();
    if (take() !== ')') throw new Error(`no ")" in ${text}`);
    return result;
  }

  function callOf(fn: string): number {
    if (fn === 'meangrowth') return growth(take());
    if (fn === 'lag') {
      const id = take();
      if (peek() !== ',') return value(id, 1);
      take();
      return value(id, Number(take()));
    }
    const args = [climb(1)];
    while (peek() === ',') {
      take();
      args.push(climb(1));
    }
    const [a = Number.NaN] = args;
    if (fn === 'min' || fn === 'max') return args.some(Number.isNaN) ? Number.NaN : Math[fn](...args);
    return real(fn === 'abs' ? Math.abs(a) : fn === 'exp' ? Math.exp(a) : fn === 'ln' ? Math.log(a) : Math.sqrt(a));
  }

  return climb(1);
}
