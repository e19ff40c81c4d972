// Line ends within a paragraph: between two Chinese characters they are nothing, elsewhere a space.

const WIDE = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF‘’“”…—]`;
const BETWEEN_WIDE = new RegExp(`(?<=${WIDE}) *\\n *(?=${WIDE})`, 'gu');

/** A text on one line. Word and browsers would set a gap between the Chinese characters that a line end parts. */
export function joinLines(text: string): string {
  return text.replace(BETWEEN_WIDE, '').replace(/ *\n */g, ' ');
}
