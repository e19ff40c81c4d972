// Why a formula has no value: the innermost operation without a finite result, in words.

import { type Reference, references } from './dependencies.ts';
import { interpret, NO_MEAN_GROWTH, type Read, type ReadMeanGrowth } from './evaluate.ts';
import { type Expr, partsOf } from './expr.ts';
import { undefinedBinary, undefinedCall } from './messages.ts';
import { printFormula } from './print.ts';

export interface FormulaFailure {
  /** The operation, as formula text. */
  readonly text: string;
  readonly reason: string;
  /** What the operation read, in its dimension's own unit. */
  readonly inputs: readonly (Reference & { readonly value: number })[];
}

/**
 * The operation that keeps a formula from having a value; undefined when it has one, or when an input is missing.
 *
 * @example
 * explainFailure(parseFormula('1 + rd / gdp').expr, () => 0) // {text: 'rd / gdp', reason: 'division by zero: gdp is 0', …}
 */
export function explainFailure(
  expr: Expr,
  read: Read,
  meanGrowth: ReadMeanGrowth = NO_MEAN_GROWTH,
): FormulaFailure | undefined {
  const inputOf = (reference: Reference) =>
    reference.call ? meanGrowth(reference.name) : read(reference.name, reference.lag);
  if (!references(expr).every((reference) => Number.isFinite(inputOf(reference)))) return undefined;
  const culprit = findUndefined(expr, (part) => interpret(part, read, meanGrowth));
  if (!culprit) return undefined;
  return {
    text: printFormula(culprit),
    reason: reasonOf(
      culprit,
      partsOf(culprit).map((part) => interpret(part, read, meanGrowth)),
    ),
    inputs: references(culprit).map((reference) => ({ ...reference, value: inputOf(reference) })),
  };
}

function findUndefined(expr: Expr, value: (part: Expr) => number): Expr | undefined {
  if (Number.isFinite(value(expr))) return undefined;
  for (const part of partsOf(expr)) {
    const inner = findUndefined(part, value);
    if (inner) return inner;
  }
  return expr;
}

/** `values` are those of the operation's parts, all finite. */
function reasonOf(expr: Expr, values: readonly number[]): string {
  const [a = 0, b = 0] = values;
  if (expr.kind === 'binary')
    return undefinedBinary(expr.op, a, b, expr.right.kind === 'number' ? undefined : printFormula(expr.right));
  return undefinedCall(expr.kind === 'call' ? expr.fn : expr.kind, a);
}
