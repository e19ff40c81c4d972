// What a formula reads.

import { type Expr, partsOf } from './expr.ts';

/** One reading: the value of a name `lag` years earlier (0: the same year), or its mean growth. */
export interface Reference {
  readonly name: string;
  readonly lag: number;
  readonly call?: 'meangrowth';
}

/** The reading that a node is, if it is one: a name, `lag(x, n)` or `meangrowth(x)`. */
export function referenceOf(expr: Expr): Reference | undefined {
  if (expr.kind === 'name') return { name: expr.name, lag: 0 };
  if (expr.kind !== 'call') return undefined;
  const [of, years] = expr.args;
  if (of?.kind !== 'name') return undefined;
  if (expr.fn === 'lag') return { name: of.name, lag: years?.kind === 'number' ? years.value : 1 };
  return expr.fn === 'meangrowth' ? { name: of.name, lag: 0, call: 'meangrowth' } : undefined;
}

/**
 * Every reading of a formula, once each, in order of first occurrence.
 *
 * @example references(parseFormula('gdp / lag(gdp) - 1').expr) // [{name: 'gdp', lag: 0}, {name: 'gdp', lag: 1}]
 */
export function references(expr: Expr): readonly Reference[] {
  const found = new Map<string, Reference>();
  const visit = (node: Expr): void => {
    const reference = referenceOf(node);
    if (reference) {
      const key = `${reference.lag} ${reference.call ?? ''} ${reference.name}`;
      if (!found.has(key)) found.set(key, reference);
    } else partsOf(node).forEach(visit);
  };
  visit(expr);
  return [...found.values()];
}
