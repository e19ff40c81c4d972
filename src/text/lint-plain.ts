// What a Chinese input method leaves in YAML: full-width colons, commas, brackets, quotes, digits and spaces that
// look like syntax and are none. The plain parser accepts nearly all of them as text. Works on one unquoted text at
// a time, given where it stands; text in quotes is taken as meant.

import { asciiTwin, INVISIBLE, toAscii } from './characters.ts';

/** Where an unquoted text stands in a YAML file. */
export interface PlainContext {
  /** `stray`: where no text may be. */
  readonly role: 'key' | 'value' | 'item' | 'document' | 'stray';
  /** A key that a colon follows. */
  readonly colon: boolean;
  readonly inFlow: boolean;
  /** Below `title`, `reason`, …: read by people only. */
  readonly freeText: boolean;
  /** Began on a line below its key. */
  readonly fresh: boolean;
  /** Began on the line of the key that it is the value of. */
  readonly sameLine: boolean;
}

/** What the character was meant to be. */
export type Meant =
  | 'space'
  | 'comment'
  | 'list mark'
  | 'block mark'
  | 'quotes'
  | 'bracket'
  | 'comma'
  | 'colon'
  | 'colon with space'
  | 'plain ascii'
  | 'syntax';

/** One character that stands where syntax is, `at` UTF-16 units into the text. */
export interface Finding {
  readonly at: number;
  readonly character: string;
  readonly meant: Meant;
  /** What to write in place of the character, or (`plain ascii`) of the whole text. */
  readonly replacement: string;
}

/** The first thing wrong with an unquoted text, or undefined. */
export function lintPlain(text: string, context: PlainContext): Finding | undefined {
  // ASCII can only go wrong by a colon without its space.
  if (isAscii(text)) return colonWithoutSpace(text, context);
  const rules = context.role === 'stray' ? STRAY_RULES : context.role === 'key' ? KEY_RULES : VALUE_RULES;
  return commaBeforeKey(text, context) ?? earliest(rules.flatMap((rule) => rule(text, context) ?? []));
}

/** The first slip of a text explains the others; at one character the order of the rules decides. */
function earliest(findings: readonly Finding[]): Finding | undefined {
  return findings.toSorted((a, b) => a.at - b.at)[0];
}

type Rule = (text: string, context: PlainContext) => Finding | undefined;

const QUOTES = '“”‘’＂＇';
const COLON = /([：︰﹕∶])/;
const COMMA = /([，、；﹐])/;
const LAST_COMMA = /^[\s\S]*([，、；﹐])/;
const BRACKET = /([［］｛｝【】])/;

/** The finding for the first match; group 1 is the character, and the last thing that the pattern matches. */
function first(text: string, pattern: RegExp, meant: Meant, replacement?: string): Finding | undefined {
  const match = pattern.exec(text);
  const character = match?.[1];
  if (!match || character === undefined) return undefined;
  return {
    at: match.index + match[0].length - character.length,
    character,
    meant,
    replacement: replacement ?? asciiTwin(character) ?? '',
  };
}

const BLANK = INVISIBLE.source;
const BLANK_INDENT = new RegExp(`^[ \\t]*(${BLANK})`, 'mu');
const BLANK_AFTER_MARK = new RegExp(`^[ \\t]*(?:-|[^ \\t\\n:]+:)(${BLANK})`, 'mu');
const BLANK_BEFORE_COMMENT = new RegExp(`(${BLANK})(?=#)`, 'u');
const BLANK_AT_END = new RegExp(`(${BLANK})$`, 'u');
const BLANK_ANYWHERE = new RegExp(`(${BLANK})`, 'u');

/** In free text only at its edges, in indentation and around marks; emoji may be joined by U+200D. */
const invisible: Rule = (text, { role, freeText }) => {
  const anywhere = (role === 'key' || !freeText) && !/\p{Extended_Pictographic}/u.test(text);
  const rest = anywhere ? BLANK_ANYWHERE : BLANK_AT_END;
  const patterns = [BLANK_INDENT, BLANK_AFTER_MARK, BLANK_BEFORE_COMMENT, rest];
  return earliest(patterns.flatMap((pattern) => first(text, pattern, 'space') ?? []));
};

const commentSign: Rule = (text) => first(text, /(?:^|[ \t\n])(＃)/, 'comment');
const listMark: Rule = (text) => first(text, /^[ \t]*(－)(?=[ \t\n]|$)/m, 'list mark', '- ');
const blockMark: Rule = (text) => first(text, /^([｜＞])(?=[-+0-9]?[ \t]*(?:[\r\n#＃]|$))/, 'block mark');

/** Behind a quoted key or a bracket: no text begins with a comma or colon. */
const signAtStart: Rule = (text) =>
  first(text, /^([：︰﹕∶])/, 'colon', ': ') ?? first(text, /^([，、；﹐])/, 'comma', ', ');

const OPENING_QUOTE = /^([“”‘’＂＇])/;

/** Quotes around the whole text, or at its start and never closed. A title may quote a part of it: “315”方案. */
const quotes: Rule = (text) => {
  const inner = text.slice(1, -1);
  const mixed = /["']$/.test(text) && text.indexOf(text.slice(-1)) === text.length - 1;
  return !mixed && [...QUOTES].some((quote) => inner.includes(quote))
    ? undefined
    : first(text, OPENING_QUOTE, 'quotes');
};

const openingBracket: Rule = (text, { role, freeText }) =>
  first(text, freeText && role !== 'key' ? /^(｛)/ : /^([［｛【])/, 'bracket');

const flowSign: Rule = (text, { inFlow, freeText, role }) =>
  !inFlow || (freeText && role !== 'key')
    ? undefined
    : (first(text, COMMA, 'comma', ', ') ?? first(text, BRACKET, 'bracket'));

/** `{zh: 甲，en: b}`: the parser takes "甲，en" for a key inside the value of "zh". The last comma is the wrong one. */
const commaBeforeKey: Rule = (text, { role, inFlow, sameLine }) =>
  role === 'key' && inFlow && sameLine ? first(text, LAST_COMMA, 'comma', ', ') : undefined;

const colonInKey: Rule = (text, { sameLine, inFlow }) =>
  sameLine && !inFlow ? undefined : first(text, COLON, 'colon', ': ');

const KEY_AND_COLON = /^[ \t]*[^ \t\n:：︰﹕∶，。]{1,60}([：︰﹕∶])/;
const NAME_AND_COLON = /^[ \t]*[a-z][a-z0-9_]{0,59}([：︰﹕∶])/;

/** A line that begins like a key. The first line of `unit: 亿元：现价` does not: its key is there already. */
const colonAtLineStart: Rule = (text, context) => {
  const lines = text.split('\n');
  let at = 0;
  for (const [index, line] of lines.entries()) {
    const mayBeKey = index > 0 ? !context.freeText : context.fresh || context.role !== 'value';
    const finding = mayBeKey
      ? first(line, context.freeText ? NAME_AND_COLON : KEY_AND_COLON, 'colon', ': ')
      : undefined;
    if (finding) return { ...finding, at: at + finding.at };
    at += line.length + 1;
  }
  return undefined;
};

/** `名称:值`, `{a:1}`: no key, since the colon has no space. Selectors (`counties:jiaxing`) and links are fine as values. */
const colonWithoutSpace: Rule = (text, { role, colon, fresh, freeText }) => {
  const mayBeKey = role === 'document' || (role === 'key' && (!colon || text.includes('\n')));
  const finding = first(text, /^[ \t]*[^ \t\n:]{1,60}(:)(?=[^\s:/])/, 'colon with space', ': ');
  if (!finding || mayBeKey) return finding;
  const inQuestion = text.slice(0, finding.at + 2);
  if (role === 'key' || role === 'stray' || isAscii(inQuestion) || (role === 'value' && !fresh)) return undefined;
  return !freeText || /^[a-z][a-z0-9_]*:/.test(text) ? finding : undefined;
};

const NUMBER_LIKE = /^[-+=x~]?\d[\d.,_ ]*(?:%|pp|[-~]{1,2}\d{4})?$/;
// Dashes, × and curly quotes belong to English prose too; a text with no other twin is at fault only as a number.
const TYPOGRAPHIC = /[‐‑–—−×’‘“”]/g;

/** An id, a number, a growth, a year range: ASCII as soon as the twins are mapped. Chinese text is not. */
const asciiInDisguise: Rule = (text, { freeText, role }) => {
  const ascii = withoutSeparators(toAscii(text));
  if ((freeText && role !== 'key') || !/^[\x20-\x7e]+$/.test(ascii)) return undefined;
  if (isAscii(text.replace(TYPOGRAPHIC, '')) && !NUMBER_LIKE.test(ascii)) return undefined;
  return first(text, /(\P{ASCII})/u, 'plain ascii', ascii);
};

/** `2021~2027` → `2021-2027`, `1,200` → `1200`. */
function withoutSeparators(ascii: string): string {
  const years = ascii.replace(/^(\d{4}) ?[-~]{1,2} ?(?=\d{4}$)/, '$1-');
  return /^[-+=x]?\d{1,3}(?:,\d{3})+(?![\d,])/.test(years) ? years.replaceAll(',', '') : years;
}

const anyTwin: Rule = (text) => {
  const character = [...text].find((c) => asciiTwin(c) !== undefined);
  return character === undefined
    ? undefined
    : { at: text.indexOf(character), character, meant: 'syntax', replacement: asciiTwin(character) ?? '' };
};

const ANYWHERE_RULES: readonly Rule[] = [invisible, commentSign, listMark, blockMark, signAtStart];
const KEY_RULES: readonly Rule[] = [
  ...ANYWHERE_RULES,
  openingBracket,
  quotes,
  colonInKey,
  flowSign,
  asciiInDisguise,
  colonWithoutSpace,
];
const VALUE_RULES: readonly Rule[] = [
  ...ANYWHERE_RULES,
  quotes,
  flowSign,
  openingBracket,
  colonAtLineStart,
  asciiInDisguise,
  colonWithoutSpace,
];

const STRAY_RULES: readonly Rule[] = [...ANYWHERE_RULES, anyTwin];

function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text);
}
