// The issues of formulas: a closed list of codes and the sentences that go with them. Places are offsets into the
// formula text; whoever read the formula from a file adds the file.

import { nearest } from '../base/index.ts';
import type { BinaryOperator, Span } from './expr.ts';
import { type FormulaFunction, FUNCTIONS, MOST_LAG_YEARS } from './functions.ts';
import type { Token } from './tokens.ts';

/** Signs and notations that stand for something the formula language leaves out, and what to write in their place. */
const REFUSALS = {
  'power-sign': ['the power sign is "^"', 'write ^'],
  percent: ['percent signs cannot stand in a formula', 'write 0.25 for 25%'],
  comparison: ['comparisons cannot stand in a formula', undefined],
  assignment: ['assignments cannot stand in a formula', 'write what is to the right of "=" alone'],
  logic: ['logical operators cannot stand in a formula', undefined],
  condition: ['conditions cannot stand in a formula', 'min(a, b) and max(a, b) may do'],
  elementwise: ['operators with a point cannot stand in a formula', 'write * / ^ without the point'],
  accessor: ['properties and elements cannot be read in a formula', undefined],
  factorial: ['factorials cannot stand in a formula', undefined],
  transpose: ['transposes cannot stand in a formula', undefined],
  text: ['texts cannot stand in a formula', 'names are written without quotes'],
  matrix: ['lists and objects cannot stand in a formula', 'brackets are ( and )'],
  range: ['ranges cannot stand in a formula', undefined],
  separator: ['a formula is a single expression', 'arguments are separated by commas'],
  comment: ['comments cannot stand in a formula', undefined],
  thousands: [
    'thousands separators cannot stand in a formula',
    'write 1000; between two arguments write a space after the comma',
  ],
  date: ['dates cannot stand in a formula', 'for a subtraction, write spaces around "-"'],
} as const satisfies Record<string, readonly [message: string, hint: string | undefined]>;

/** A notation that is refused wherever it stands. */
export type RefusedNotation = keyof typeof REFUSALS;

/** Every code of a formula's issue. */
export type FormulaCode =
  | RefusedNotation
  | 'empty'
  | 'too-long'
  | 'too-deep'
  | 'too-many-nodes'
  | 'character'
  | 'look-alike'
  | 'number'
  | 'leading-zero'
  | 'number-range'
  | 'reserved-name'
  | 'function-name'
  | 'unknown-function'
  | 'arity'
  | 'argument'
  | 'implicit-product'
  | 'unary-plus'
  | 'syntax'
  | 'unit-mismatch'
  | 'unit-exponent'
  | 'unit-argument'
  | 'unit-declared'
  | 'scale-factor';

/** One problem in a formula; `start` and `end` (exclusive) are UTF-16 offsets into its text. */
export interface FormulaIssue extends Span {
  readonly code: FormulaCode;
  readonly message: string;
  readonly hint?: string;
}

function issue(code: FormulaCode, { start, end }: Span, message: string, hint?: string): FormulaIssue {
  return { code, message, start, end, ...(hint === undefined ? {} : { hint }) };
}

const at = (text: string, start: number): Span => ({ start, end: start + text.length });
/** Long enough to recognise, short enough to print, and nothing in it that a terminal would obey. */
const quote = (text: string): string =>
  `"${(text.length > 40 ? `${text.slice(0, 40)}…` : text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD')}"`;

// -- signs, numbers, names

export function refused(code: RefusedNotation, found: string, start: number): FormulaIssue {
  const [message, hint] = REFUSALS[code];
  return issue(code, at(found, start), `${message}, found ${quote(found)}`, hint);
}

export function lookAlike(found: string, plain: string, start: number): FormulaIssue {
  const meant = plain === ' ' ? 'an ordinary space' : quote(plain);
  return issue(
    'look-alike',
    at(found, start),
    `${quote(found)} (${codePoints(found)}) is not ${meant}`,
    `write ${plain === ' ' ? meant : plain}`,
  );
}

export function character(found: string, start: number): FormulaIssue {
  return issue('character', at(found, start), `unexpected ${quote(found)} (${codePoints(found)})`, 'remove it');
}

function codePoints(text: string): string {
  return [...text]
    .slice(0, 4)
    .map((c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

export function leadingZero(text: string, start: number): FormulaIssue {
  return issue(
    'leading-zero',
    at(text, start),
    `the number ${quote(text)} begins with a zero`,
    `write ${text.replace(/^0+(?=\d)/, '')}`,
  );
}

export function malformedNumber(text: string, start: number): FormulaIssue {
  return issue(
    'number',
    at(text, start),
    `${quote(text)} is not a number`,
    'write digits on both sides of one point: 0.5, 12, 1e8',
  );
}

export function numberRange(text: string, start: number): FormulaIssue {
  return issue(
    'number-range',
    at(text, start),
    `the number ${quote(text)} is out of range`,
    'numbers go from 5e-324 to 1.79e308, whole numbers written in full to 9007199254740992',
  );
}

export function reservedName(token: Token): FormulaIssue {
  return issue('reserved-name', token, `${quote(token.text)} is a reserved name and cannot stand for an indicator`);
}

export function functionName(token: Token, fn: FormulaFunction): FormulaIssue {
  return issue('function-name', token, `${quote(token.text)} is a function`, `write ${fn.usage}`);
}

/** Functions that other programs call differently. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['log', 'write ln(a) for the natural logarithm'],
  ['pow', 'write a ^ b'],
  ['power', 'write a ^ b'],
]);

export function unknownFunction(token: Token): FormulaIssue {
  const names = FUNCTIONS.map(({ name }) => name);
  const close = nearest(token.text, names);
  const hint =
    ELSEWHERE.get(token.text.toLowerCase()) ??
    (close === undefined
      ? `functions are ${names.join(', ')}; a product is written with *`
      : `did you mean "${close}"?`);
  return issue('unknown-function', token, `unknown function ${quote(token.text)}`, hint);
}

// -- size and structure

export function tooLong(length: number, limit: number): FormulaIssue {
  return issue(
    'too-long',
    { start: limit, end: length },
    `the formula has ${length} characters, at most ${limit} are read`,
    'split it into several indicators',
  );
}

export function tooDeep(token: Token, limit: number): FormulaIssue {
  return issue(
    'too-deep',
    token,
    `brackets, powers and minus signs stand more than ${limit} deep`,
    'split the formula into several indicators',
  );
}

export function tooManyNodes(token: Token, limit: number): FormulaIssue {
  return issue(
    'too-many-nodes',
    token,
    `the formula has more than ${limit} names, numbers, operators and calls`,
    'split it into several indicators',
  );
}

export function empty(length: number): FormulaIssue {
  return issue('empty', { start: 0, end: length }, 'the formula is empty');
}

export function implicitProduct(token: Token): FormulaIssue {
  return issue(
    'implicit-product',
    token,
    `an operator is missing before ${quote(token.text)}`,
    'write * for a product',
  );
}

export function unaryPlus(token: Token): FormulaIssue {
  return issue('unary-plus', token, 'a plus sign needs a value on its left', 'remove it');
}

export function arity(call: Span, fn: FormulaFunction, found: number): FormulaIssue {
  const [least, most] = fn.arity;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  return issue(
    'arity',
    call,
    `"${fn.name}" takes ${wanted} argument${most === 1 ? '' : 's'}, found ${found}`,
    `write ${fn.usage}`,
  );
}

export function needsName(argument: Span, fn: FormulaFunction): FormulaIssue {
  return issue('argument', argument, `the first argument of "${fn.name}" must be a name`, `write ${fn.usage}`);
}

export function needsYears(argument: Span): FormulaIssue {
  return issue(
    'argument',
    argument,
    `the second argument of "lag" must be a whole number from 1 to ${MOST_LAG_YEARS}`,
    'write lag(x, 2)',
  );
}

/** What mathjs could not read, said of the token that it stopped at; none at the end of the text. */
export function syntax(token: Token | undefined, length: number, parserSays: string): FormulaIssue {
  const expected = parserSays.includes('Parenthesis )') ? 'expected ")"' : 'expected a value';
  if (!token) return issue('syntax', { start: length, end: length }, `${expected} before the end of the formula`);
  return issue(
    'syntax',
    token,
    `unexpected ${quote(token.text)}`,
    token.text === ',' ? 'the decimal sign is a point; commas stand between arguments' : undefined,
  );
}

/** mathjs built something that the tokens do not bear out; no known text does this. */
export function notInLanguage(place: Span): FormulaIssue {
  return issue('syntax', place, 'this cannot be read as a formula');
}

// -- units

/** A part of a formula as written, with its unit. */
export interface Operand {
  readonly text: string;
  readonly unit: string;
}

const shown = ({ text, unit }: Operand): string => `${text} (${unit})`;

/** A dimension for people. */
export const dimensionText = (printed: string): string => (printed === '1' ? 'pure number' : printed);

/** A scaled unit for people: `0.01 × pure number`. */
export const timesText = (scale: number, name: string): string => `${scale} × ${name}`;

export function unitMismatch(place: Span, op: string, left: Operand, right: Operand): FormulaIssue {
  const [a, b] = [shown(left), shown(right)];
  const what = op === '+' ? `add ${a} and ${b}` : op === '-' ? `subtract ${b} from ${a}` : `compare ${a} and ${b}`;
  return issue('unit-mismatch', place, `cannot ${what}`);
}

export function unitExponent(place: Span, exponent: Operand): FormulaIssue {
  return issue('unit-exponent', place, `the exponent must be a pure number, found ${shown(exponent)}`);
}

export function unitBase(place: Span, base: Operand, exponent: Operand): FormulaIssue {
  return issue(
    'unit-exponent',
    place,
    `cannot raise ${shown(base)} to the power ${exponent.text}, which is not a constant`,
    'divide the base by a value of the same unit',
  );
}

export function unitArgument(place: Span, fn: string, argument: Operand): FormulaIssue {
  return issue(
    'unit-argument',
    place,
    `"${fn}" takes a pure number, found ${shown(argument)}`,
    'divide by a value of the same unit',
  );
}

export function unitDeclared(place: Span, found: string, declared: string): FormulaIssue {
  return issue(
    'unit-declared',
    place,
    `the formula gives ${found === '1' ? 'a pure number' : found}, declared is ${declared}`,
  );
}

export function scaleFactor(place: Span, factor: string, declared: string, without: string): FormulaIssue {
  return issue(
    'scale-factor',
    place,
    `the factor ${factor} is not needed: values are converted to ${declared} automatically`,
    `write the formula without the factor: ${without}`,
  );
}

// -- operations without a value

/** Why `a op b` has no finite value; `divisor` is the right side as written, absent where it is a literal. */
export function undefinedBinary(op: BinaryOperator, a: number, b: number, divisor: string | undefined): string {
  if (op === '/' && b === 0) return divisor === undefined ? 'division by zero' : `division by zero: ${divisor} is 0`;
  if (op === '^' && a < 0 && !Number.isInteger(b))
    return `negative base ${short(a)} under the fractional power ${short(b)}`;
  if (op === '^' && a === 0) return `zero under the negative power ${short(b)}`;
  return `overflow: ${short(a)} ${op} ${short(b)} is beyond 1.79e308`;
}

/** Why a function has no finite value. */
export function undefinedCall(fn: string, argument: number): string {
  if (fn === 'ln') return `logarithm of ${short(argument)}, which is not positive`;
  if (fn === 'sqrt') return `square root of the negative number ${short(argument)}`;
  return `overflow: ${fn}(${short(argument)}) is beyond 1.79e308`;
}

const short = (value: number): number => Number(value.toPrecision(6));
