// Characters that look like ASCII syntax but are not, and characters that do not show at all: their names, their
// ASCII twins and a visible spelling. Mapped by hand: NFKC would turn "①" into 1 and "10²" into 102.

const ASCII_NAMES: Readonly<Record<string, string>> = {
  '!': 'exclamation mark',
  '"': 'quotation mark',
  '#': 'number sign',
  $: 'dollar sign',
  '%': 'percent sign',
  '&': 'ampersand',
  "'": 'apostrophe',
  '(': 'left parenthesis',
  ')': 'right parenthesis',
  '*': 'asterisk',
  '+': 'plus sign',
  ',': 'comma',
  '-': 'minus sign',
  '.': 'full stop',
  '/': 'slash',
  ':': 'colon',
  ';': 'semicolon',
  '<': 'less-than sign',
  '=': 'equals sign',
  '>': 'greater-than sign',
  '?': 'question mark',
  '@': 'at sign',
  '[': 'left bracket',
  '\\': 'backslash',
  ']': 'right bracket',
  '^': 'circumflex',
  _: 'low line',
  '`': 'grave accent',
  '{': 'left brace',
  '|': 'vertical line',
  '}': 'right brace',
  '~': 'tilde',
};

/** Twins outside the block of full-width forms: [character, ASCII, name]. */
const OTHER_TWINS: readonly (readonly [string, string, string])[] = [
  ['。', '.', 'ideographic full stop'],
  ['、', ',', 'ideographic comma'],
  ['“', '"', 'left curly quote'],
  ['”', '"', 'right curly quote'],
  ['‘', "'", 'left single curly quote'],
  ['’', "'", 'right single curly quote'],
  ['【', '[', 'left black bracket'],
  ['】', ']', 'right black bracket'],
  ['‐', '-', 'hyphen'],
  ['‑', '-', 'non-breaking hyphen'],
  ['–', '-', 'en dash'],
  ['—', '-', 'em dash'],
  ['−', '-', 'minus sign'],
  ['〜', '~', 'wave dash'],
  ['×', 'x', 'multiplication sign'],
  ['∶', ':', 'ratio sign'],
  ['︰', ':', 'vertical two dots'],
  ['﹕', ':', 'small colon'],
  ['﹐', ',', 'small comma'],
  ['﹣', '-', 'small minus'],
  ['﹪', '%', 'small percent sign'],
];

/** Characters without a shape: [code point, name, what belongs there]. */
const INVISIBLES: readonly (readonly [number, string, '' | ' '])[] = [
  [0x00a0, 'no-break space', ' '],
  [0x00ad, 'soft hyphen', ''],
  [0x1680, 'ogham space', ' '],
  [0x180e, 'vowel separator', ''],
  [0x2000, 'en quad', ' '],
  [0x2001, 'em quad', ' '],
  [0x2002, 'en space', ' '],
  [0x2003, 'em space', ' '],
  [0x2004, 'three-per-em space', ' '],
  [0x2005, 'four-per-em space', ' '],
  [0x2006, 'six-per-em space', ' '],
  [0x2007, 'figure space', ' '],
  [0x2008, 'punctuation space', ' '],
  [0x2009, 'thin space', ' '],
  [0x200a, 'hair space', ' '],
  [0x200b, 'zero-width space', ''],
  [0x200c, 'zero-width non-joiner', ''],
  [0x200d, 'zero-width joiner', ''],
  [0x200e, 'left-to-right mark', ''],
  [0x200f, 'right-to-left mark', ''],
  [0x2028, 'line separator', ' '],
  [0x2029, 'paragraph separator', ' '],
  [0x202f, 'narrow no-break space', ' '],
  [0x205f, 'mathematical space', ' '],
  [0x2060, 'word joiner', ''],
  [0x3000, 'ideographic space', ' '],
  [0xfeff, 'byte order mark', ''],
];

const twins = new Map<string, { readonly ascii: string; readonly name: string }>([
  ...Array.from({ length: 94 }, (_, i) => fullWidthForm(String.fromCharCode(0x21 + i))),
  ...OTHER_TWINS.map(([character, ascii, name]) => [character, { ascii, name }] as const),
  ...INVISIBLES.map(([code, name, ascii]) => [String.fromCharCode(code), { ascii, name }] as const),
]);

function fullWidthForm(ascii: string): readonly [string, { readonly ascii: string; readonly name: string }] {
  const name = ASCII_NAMES[ascii] ?? (/\d/.test(ascii) ? `digit ${ascii}` : `letter ${ascii}`);
  return [String.fromCharCode(ascii.charCodeAt(0) + 0xfee0), { ascii, name: `full-width ${name}` }];
}

/** Matches one character that has no shape (spaces other than U+0020, zero-width characters). */
export const INVISIBLE = new RegExp(`[${INVISIBLES.map(([code]) => `\\u{${code.toString(16)}}`).join('')}]`, 'u');

/**
 * Characters that no text file of ours holds: controls but tab and line ends, a carriage return alone, BOM,
 * bidirectional overrides, lone surrogates, U+FFFD (a character already lost), non-characters.
 */
export const REFUSED = /(?![\t\n\r])\p{Cc}|\r(?!\n)|[\ufeff\ufffd\ufffe\uffff\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;

/** The ASCII character that this one stands in for (`''` for a zero-width one); undefined for any other character. */
export function asciiTwin(character: string): string | undefined {
  return twins.get(character)?.ascii;
}

/**
 * The text with every twin replaced by its ASCII character; all others stay.
 *
 * @example toAscii('＋2pp，１２％') // '+2pp,12%'
 */
export function toAscii(text: string): string {
  return text.replace(/\P{ASCII}/gu, (character) => asciiTwin(character) ?? character);
}

/**
 * A character with its name and number, for messages; invisible ones by number alone.
 *
 * @example describeCharacter('：') // '"：" (full-width colon, U+FF1A)'
 */
export function describeCharacter(character: string): string {
  const number = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = twins.get(character)?.name;
  if (visible(character) !== character) return name === undefined ? number : `${number} (${name})`;
  return name === undefined ? `"${character}" (${number})` : `"${character}" (${name}, ${number})`;
}

// Control, format and bidirectional characters, lone surrogates, non-characters, spaces that pass for U+0020.
// The joiners U+200C/U+200D stay: emoji and some scripts need them.
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\ufffe\uffff]/gu;

/** The text with everything that could hide, reorder or steer a terminal spelt as an escape: `\x1b`, `\u200b`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length <= 2
      ? `\\x${hex.padStart(2, '0')}`
      : hex.length <= 4
        ? `\\u${hex.padStart(4, '0')}`
        : `\\u{${hex}}`;
  });
}

/** Text of a file, quoted for a message: made visible, and cut after 60 characters. */
export function quoted(text: string): string {
  const characters = Array.from(text.slice(0, 122));
  return `"${visible(characters.length > 60 ? `${characters.slice(0, 57).join('')}...` : text)}"`;
}
