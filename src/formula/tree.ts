// mathjs' nodes + tokens → Expr. The nodes are walked in reading order and each takes its tokens, which gives every
// node its place. Only the kinds named here exist for us; any other node, and any token that does not fit, is an issue.

import type { BinaryOperator, Expr, Span } from './expr.ts';
import { type FormulaFunction, findFunction, MOST_LAG_YEARS } from './functions.ts';
import type { RawNode } from './mathjs-parser.ts';
import type { FormulaIssue } from './messages.ts';
import * as messages from './messages.ts';
import type { Token } from './tokens.ts';

/** The tree of a formula whose tokens were checked; no tree when anything in it is refused. */
export function buildTree(
  root: RawNode,
  tokens: readonly Token[],
): { readonly expr?: Expr; readonly issues: readonly FormulaIssue[] } {
  const issues: FormulaIssue[] = [];
  const whole: Span = { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
  let next = 0;
  const expr = build(root);
  if (next !== tokens.length) issues.push(messages.notInLanguage(whole));
  return issues.length > 0 ? { issues } : { expr, issues };

  function build(node: RawNode): Expr {
    const start = tokens[next]?.start ?? whole.end;
    switch (node.kind) {
      case 'ConstantNode': {
        const value = Number(take('number', String(node.given[0])).text);
        return { kind: 'number', value, start, end: lastEnd() };
      }
      case 'SymbolNode': {
        const { text } = take('name', String(node.given[0]));
        return { kind: 'name', name: text, start, end: lastEnd() };
      }
      case 'ParenthesisNode': {
        take('bracket', '(');
        const inner = build(node.given[0] as RawNode);
        take('bracket', ')');
        return inner;
      }
      case 'OperatorNode':
        return buildOperator(node, start);
      case 'FunctionNode':
        return buildCall(node, start);
      default:
        return refuse();
    }
  }

  function buildOperator(node: RawNode, start: number): Expr {
    const [op, , args, implicit] = node.given as readonly [string, string, readonly RawNode[], boolean | undefined];
    const [left, right] = args;
    if (left && right && isBinary(op)) {
      const a = build(left);
      const sign = tokens[next];
      if (implicit && sign) issues.push(messages.implicitProduct(sign));
      else take('operator', op);
      const b = build(right);
      return { kind: 'binary', op, left: a, right: b, start, end: lastEnd() };
    }
    if (left && !right && (op === '-' || op === '+')) {
      const sign = take('operator', op);
      const operand = build(left);
      if (op === '+') issues.push(messages.unaryPlus(sign));
      return { kind: 'negate', operand, start, end: lastEnd() };
    }
    return refuse();
  }

  function buildCall(node: RawNode, start: number): Expr {
    const [callee, args] = node.given as readonly [RawNode, readonly RawNode[]];
    const fn = callee.kind === 'SymbolNode' ? findFunction(String(callee.given[0])) : undefined;
    if (!fn) return refuse();
    take('name', fn.name);
    take('bracket', '(');
    const built = args.map((arg, k) => {
      if (k > 0) take('comma', ',');
      return build(arg);
    });
    take('bracket', ')');
    const call: Span = { start, end: lastEnd() };
    issues.push(...checkArguments(fn, built, call));
    return { kind: 'call', fn: fn.name, args: built, ...call };
  }

  /** The next token, which must be the one that the node was made of. */
  function take(kind: Token['kind'], text: string): Token {
    const token = tokens[next++] ?? { kind, text: '', start: whole.end, end: whole.end };
    const same = kind === 'number' ? Number(token.text) === Number(text) : token.text === text;
    if (token.kind !== kind || !same) issues.push(messages.notInLanguage(token));
    return token;
  }

  function lastEnd(): number {
    return tokens[next - 1]?.end ?? whole.end;
  }

  function refuse(): Expr {
    issues.push(messages.notInLanguage(whole));
    return { kind: 'number', value: 0, ...whole };
  }
}

function isBinary(op: string): op is BinaryOperator {
  return op === '+' || op === '-' || op === '*' || op === '/' || op === '^';
}

function checkArguments(fn: FormulaFunction, args: readonly Expr[], call: Span): readonly FormulaIssue[] {
  const [least, most] = fn.arity;
  const [first, second] = args;
  if (args.length < least || args.length > most || !first) return [messages.arity(call, fn, args.length)];
  if (fn.name !== 'lag' && fn.name !== 'meangrowth') return [];
  if (first.kind !== 'name') return [messages.needsName(first, fn)];
  return second && !isYears(second) ? [messages.needsYears(second)] : [];
}

function isYears(expr: Expr): boolean {
  return expr.kind === 'number' && Number.isInteger(expr.value) && expr.value >= 1 && expr.value <= MOST_LAG_YEARS;
}
