// User text as it may stand in a chart or a page: titles, names and ids come from files that anybody may have written.

// Controls and line ends; text direction and other invisible marks; private-use characters, of which the renderer's
// templates use two as marks; lone surrogates and non-characters, which XML forbids.
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}\uFFFE\uFFFF]/gu;

/**
 * The text on one line, without characters that do not print.
 *
 * @example cleanText('R&D\n强度\u0000') // 'R&D 强度'
 */
export function cleanText(text: string): string {
  return text.replace(CONTROLS, ' ').replace(INVISIBLE, '').replace(/ {2,}/g, ' ').trim();
}

/** A part of a file name: ids as they are, anything else with what is not a letter, a digit, "_", "@" or "-" replaced. */
export function fileStem(...parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[^A-Za-z0-9_@-]+/g, '_')).join('-');
}
