// Formula text → tokens with places. Refuses here what mathjs would read in a way nobody meant (`25%`, `×`, `01`), so
// that it is handed names, numbers, `+ - * / ^`, brackets and commas only.

import type { FormulaIssue, RefusedNotation } from './messages.ts';
import * as messages from './messages.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'operator' | 'bracket' | 'comma';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a text, and everything in it that no formula may hold. */
export function scan(text: string): { readonly tokens: readonly Token[]; readonly issues: readonly FormulaIssue[] } {
  const tokens: Token[] = [];
  const issues: FormulaIssue[] = [];
  for (let at = skipSpace(text, 0); at < text.length; ) {
    const next = readToken(text, at, tokens.at(-1));
    if ('code' in next) issues.push(next);
    else tokens.push(next);
    at = skipSpace(text, next.end);
  }
  return { tokens, issues };
}

/** Whether a token is a value or ends one, so that an operator has to follow. */
export function endsOperand(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === 'number' || token.kind === 'name' || token.text === ')');
}

function skipSpace(text: string, at: number): number {
  return at + match(/[ \t\r\n]*/y, text, at).length;
}

function readToken(text: string, start: number, before: Token | undefined): Token | FormulaIssue {
  for (const [pattern, code] of REFUSED) {
    const found = match(pattern, text, start);
    if (found) return messages.refused(code, found, start);
  }
  const sign = text[start] ?? '';
  const kind = SIGNS.get(sign);
  if (kind) return { kind, text: sign, start, end: start + 1 };
  const number = match(NUMBER, text, start);
  if (number) return readNumber(number, start);
  const word = match(WORD, text, start);
  if (word) return readName(word, start);
  return readOther(text, start, before);
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

const SIGNS: ReadonlyMap<string, Token['kind']> = new Map([
  ...[...'+-*/^'].map((sign) => [sign, 'operator'] as const),
  ...[...'()'].map((sign) => [sign, 'bracket'] as const),
  [',', 'comma'] as const,
]);

/** What other languages write and ours does not; longer signs before shorter ones, all before `SIGNS` and numbers. */
const REFUSED: readonly (readonly [RegExp, RefusedNotation])[] = [
  [/\d{4}-\d{1,2}-\d{1,2}(?![\d.])/y, 'date'],
  [/\*\*/y, 'power-sign'],
  [/\d{1,3}(?:,\d{3})+(?!\d)/y, 'thousands'],
  [/[%％‰]/y, 'percent'],
  [/==|!=|<=|>=|<>|[<>≤≥≠]/y, 'comparison'],
  [/=/y, 'assignment'],
  [/\^\||&&?|\|\|?|~/y, 'logic'],
  [/\.[*/^]/y, 'elementwise'],
  [/\?\.|\.(?!\d)/y, 'accessor'],
  [/\?\??/y, 'condition'],
  [/!/y, 'factorial'],
  [/"[^"]*"?/y, 'text'],
  [/\{[^}]*\}?|[}\]]/y, 'matrix'],
  [/:/y, 'range'],
  [/;/y, 'separator'],
  [/#.*/y, 'comment'],
];

const NUMBER = /0[xob][0-9a-fA-F]+|(?:\d|\.\d)[\d.]*(?:[eE][+-]?\d+)?/y;

function readNumber(text: string, start: number): Token | FormulaIssue {
  if (/^0\d/.test(text)) return messages.leadingZero(text, start);
  if (!/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return messages.malformedNumber(text, start);
  const value = Number(text);
  const vanishes = value === 0 && /^[^eE]*[1-9]/.test(text);
  const rounded = /^\d+$/.test(text) && Number.isFinite(value) && BigInt(text) !== BigInt(value);
  if (!Number.isFinite(value) || vanishes || rounded) return messages.numberRange(text, start);
  return { kind: 'number', text, start, end: start + text.length };
}

const WORD = /[\p{L}\p{Nl}\p{Nd}\p{M}_]+/uy;
const NAME = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}_0-9]*$/u;

/** Names may be in any script, but not in disguise: full-width letters are other characters than they look. */
function readName(text: string, start: number): Token | FormulaIssue {
  const plain = text.normalize('NFKC');
  if (plain !== text) return messages.lookAlike(text, plain, start);
  if (!NAME.test(text)) return messages.character(text, start);
  return { kind: 'name', text, start, end: start + text.length };
}

/** Signs whose meaning depends on what stands before them, and characters that look like a sign of ours. */
function readOther(text: string, start: number, before: Token | undefined): FormulaIssue {
  const sign = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const afterOperand = endsOperand(before) && before?.end === start;
  if (sign === '[')
    return messages.refused(afterOperand ? 'accessor' : 'matrix', match(/\[[^\]]*\]?/y, text, start), start);
  if (sign === "'" && afterOperand) return messages.refused('transpose', sign, start);
  if (sign === "'") return messages.refused('text', match(/'[^']*'?/y, text, start), start);
  const plain = LOOK_ALIKES.get(sign) ?? sign.normalize('NFKC');
  return plain === sign ? messages.character(sign, start) : messages.lookAlike(sign, plain, start);
}

/** Those that Unicode's compatibility mapping (NFKC) does not reduce to the sign that is meant. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ...[...'×·⋅∙•∗✕✖⨯'].map((sign) => [sign, '*'] as const),
  ...[...'÷∕⁄'].map((sign) => [sign, '/'] as const),
  ...[...'−–—‐‑‒―'].map((sign) => [sign, '-'] as const),
  ...[...'【〔〖「『'].map((sign) => [sign, '('] as const),
  ...[...'】〕〗」』'].map((sign) => [sign, ')'] as const),
  ['、', ','],
  ['。', '.'],
  ['²', '^2'],
  ['³', '^3'],
  ['√', 'sqrt(…)'],
]);
