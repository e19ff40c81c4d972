// Formula text → checked tree.
//
//   text ──► tokens ──► names, size ──► mathjs' parser ──► Expr
//
// The tokens settle what may occur, mathjs settles the structure; the tree is built from both, so it has the places
// that mathjs does not keep, and neither reading is trusted alone.

import type { Expr } from './expr.ts';
import { findFunction } from './functions.ts';
import { checkSize, LIMITS } from './limits.ts';
import type { RawNode, RawParse } from './mathjs-parser.ts';
import type { FormulaIssue } from './messages.ts';
import * as messages from './messages.ts';
import { isReservedName } from './reserved.ts';
import { endsOperand, scan, type Token } from './tokens.ts';
import { buildTree } from './tree.ts';

/** A tree, or the reasons why there is none: `expr` is absent exactly when there are issues. */
export interface ParsedFormula {
  readonly expr?: Expr;
  readonly issues: readonly FormulaIssue[];
}

// The library, kept once loaded; nothing that is parsed can change it.
let rawParse: RawParse | undefined;

/** Loads the parser; to be awaited once before `parseFormula`, by those commands only that read formulas. */
export async function loadParser(): Promise<void> {
  rawParse ??= (await import('./mathjs-parser.ts')).createMathjsParser();
}

/**
 * Reads one formula. Lists every issue of the earliest stage that finds any. Throws when `loadParser` was not awaited.
 *
 * @example parseFormula('rd_expenditure / gdp').expr // {kind: 'binary', op: '/', …}
 */
export function parseFormula(text: string): ParsedFormula {
  if (!rawParse) throw new Error('await loadParser() before parseFormula()');
  if (text.length > LIMITS.length) return { issues: [messages.tooLong(text.length, LIMITS.length)] };
  const { tokens, issues } = scan(text);
  // After a refused character a function may only seem to lack its bracket: max（a, b).
  const names = checkNames(tokens).filter(({ code }) => issues.length === 0 || code !== 'function-name');
  const found = [...issues, ...names, ...checkSize(tokens)];
  if (found.length > 0) return { issues: found.sort((a, b) => a.start - b.start) };
  if (tokens.length === 0) return { issues: [messages.empty(text.length)] };
  const raw = readStructure(rawParse, text, tokens);
  return 'code' in raw ? { issues: [raw] } : buildTree(raw, tokens);
}

function checkNames(tokens: readonly Token[]): readonly FormulaIssue[] {
  return tokens.flatMap((token, k) => {
    if (token.kind !== 'name') return [];
    const fn = findFunction(token.text);
    if (tokens[k + 1]?.text === '(') return fn ? [] : [messages.unknownFunction(token)];
    if (fn) return [messages.functionName(token, fn)];
    return isReservedName(token.text) ? [messages.reservedName(token)] : [];
  });
}

function readStructure(parse: RawParse, text: string, tokens: readonly Token[]): RawNode | FormulaIssue {
  try {
    // To mathjs a line break would begin a second expression.
    return parse(text.replace(/[\t\r\n]/g, ' '));
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('char' in error)) throw error;
    const k = tokens.findIndex(({ start }) => start + 1 >= Number(error.char));
    const token = tokens[k];
    const startsOperand = token?.kind === 'number' || token?.kind === 'name' || token?.text === '(';
    if (token && startsOperand && endsOperand(tokens[k - 1])) return messages.implicitProduct(token);
    return messages.syntax(token, text.length, error.message);
  }
}
