// Composed YAML nodes → plain values, and where each stands. Strict: keys are text, no key twice, no number that
// would lose digits or reads differently elsewhere.

import { isMap, isNode, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Issue } from '../base/index.ts';
import { REFUSED } from './characters.ts';
import * as say from './messages.ts';
import { positionAt, type SourceText } from './source.ts';

/** Where a value of the file stands; offsets into the text, `end` exclusive. */
export interface Spot {
  readonly start: number;
  readonly end: number;
  /** Of an entry of a map. */
  readonly key?: { readonly start: number; readonly end: number };
  /** A text, number, true, false or null that is really there. */
  readonly isScalar?: true;
  /** Of a list (by index) or map (by key). */
  readonly children?: ReadonlyMap<string, Spot>;
}

export interface ReadValue {
  readonly value: unknown;
  readonly spot: Spot;
}

/** The value of a node; problems go to `issues`, and the value is then not to be used. */
export function readValue(source: SourceText, node: Node | null | undefined, issues: Issue[]): ReadValue {
  if (isMap(node)) return readMap(source, node, issues);
  if (isSeq(node)) return readSeq(source, node, issues);
  if (isScalar(node)) return readScalar(source, node, issues);
  return { value: null, spot: { start: 0, end: 0 } };
}

function readMap(source: SourceText, map: YAMLMap, issues: Issue[]): ReadValue {
  const value: Record<string, unknown> = {};
  const children = new Map<string, Spot>();
  for (const pair of map.items) {
    const key = readKey(source, pair.key, issues);
    if (!key) continue;
    const first = children.get(key.text)?.key;
    if (first) issues.push(duplicate(source, key, first.start));
    const read = readValue(source, pair.value as Node | null, issues);
    value[key.text] = read.value;
    const keyRange = { start: key.start, end: key.end };
    // A value that is not there is pointed at by its key.
    const spot = read.spot.end > read.spot.start ? read.spot : keyRange;
    if (!first) children.set(key.text, { ...spot, key: keyRange });
  }
  return { value, spot: { ...trimmedRange(source, map), children } };
}

function readSeq(source: SourceText, seq: YAMLSeq, issues: Issue[]): ReadValue {
  const read = seq.items.map((item) => readValue(source, item as Node, issues));
  const children = new Map(read.map(({ spot }, index) => [String(index), spot]));
  return { value: read.map((item) => item.value), spot: { ...trimmedRange(source, seq), children } };
}

interface Key {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Keys are text; a plain year and a plain share such as 0.05 are text too. */
function readKey(source: SourceText, node: unknown, issues: Issue[]): Key | undefined {
  const [start = 0, end = 0] = (isNode(node) ? node.range : undefined) ?? [];
  const place = { file: source.file, start, end };
  if (!isScalar(node)) {
    issues.push(say.keyNotText(place));
    return undefined;
  }
  const text = node.source ?? '';
  if (typeof node.value !== 'string' && !/^(\d{4}|0\.\d+)$/.test(text)) {
    issues.push(say.keyNotText(place, text));
    return undefined;
  }
  checkEscapes(source, node, issues);
  if (!RESERVED.has(text)) return { text, start, end };
  issues.push(say.reservedKey(place, text));
  return undefined;
}

function duplicate(source: SourceText, key: Key, firstStart: number): Issue {
  const { line, column } = positionAt(source, firstStart);
  return say.duplicateKey({ file: source.file, start: key.start, end: key.end }, key.text, line, column);
}

function readScalar(source: SourceText, node: Scalar, issues: Issue[]): ReadValue {
  const [start = 0, end = 0] = node.range ?? [];
  const written = node.source ?? '';
  const problem = typeof node.value === 'number' ? numberProblem(node.value, written) : undefined;
  if (problem) issues.push(say.badNumber({ file: source.file, start, end }, written, problem.why, problem.hint));
  checkEscapes(source, node, issues);
  return { value: node.value, spot: { start, end, isScalar: true } };
}

/** Escapes in double quotes can smuggle in what no file may hold. */
function checkEscapes(source: SourceText, node: Scalar, issues: Issue[]): void {
  if (node.type !== 'QUOTE_DOUBLE' || typeof node.value !== 'string') return;
  const [character] = node.value.match(REFUSED) ?? [];
  const [start = 0, end = 0] = node.range ?? [];
  if (character !== undefined) issues.push(say.controlInText({ file: source.file, start, end }, character));
}

function numberProblem(value: number, written: string): { readonly why: string; readonly hint: string } | undefined {
  if (!Number.isFinite(value))
    return { why: 'is not a finite number', hint: 'leave the entry out where there is no number' };
  if (/^0[xo]/.test(written))
    return { why: 'is a number to base 16 or 8', hint: `write ${value}, or "${written}" for text` };
  if (/^[-+]?0\d/.test(written)) {
    return {
      why: 'begins with a zero: other programs read it to base 8',
      hint: `write ${value}, or "${written}" for text`,
    };
  }
  if (/^[-+]?\d+$/.test(written) && !Number.isSafeInteger(value)) {
    return {
      why: 'is beyond 2^53 and would lose digits',
      hint: 'put it in quotes for text; for a number use a larger unit',
    };
  }
  return undefined;
}

/** A block's range runs to the next token; what people see ends with its last character. */
function trimmedRange(source: SourceText, node: YAMLMap | YAMLSeq): { readonly start: number; readonly end: number } {
  const [start = 0, end = 0] = node.range ?? [];
  return { start, end: start + source.text.slice(start, end).trimEnd().length };
}
