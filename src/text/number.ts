// Numbers in tables, read strictly: what is not plainly a number is refused with the spelling that would be one.

import type { Issue, Place } from '../base/index.ts';
import { toAscii } from './characters.ts';
import { notANumber } from './messages.ts';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads an ASCII decimal with optional sign and exponent; undefined for anything else: empty, separators, units,
 * full-width digits, hex, not finite, an integer beyond 2^53 (it would lose digits).
 *
 * @example readNumber('1.5e3') // 1500
 */
export function readNumber(text: string): number | undefined {
  if (text.length > 100 || !NUMBER.test(text)) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !/[eE]/.test(text) ? undefined : value;
}

/**
 * The plain number that was probably meant; undefined where that would be a guess: `1,5`, `1.5万`, a sum.
 *
 * @example repairNumber('1,200') // '1200'
 * @example repairNumber('１２．５％') // '12.5'
 */
export function repairNumber(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const ascii = toAscii(text).trim().replace(/^--+/, '-');
  const number = ungrouped(ascii.replace(/ ?(?:%|pp|年|家|件|人|项|个)$/, ''));
  return number !== text && readNumber(number) !== undefined ? number : undefined;
}

/** The issue for a text that `readNumber` refuses; the hint says what to write. */
export function wrongNumber(text: string, place: Place): Issue {
  return notANumber(place, text, repairNumber(text));
}

/** Without thousands separators, where they stand every three digits: `1,200`, `1 200`, `1_200`, `1'200`. */
function ungrouped(text: string): string {
  const separator = /^[+-]?\d{1,3}([,_' ])/.exec(text)?.[1];
  if (separator === undefined) return text;
  const [whole = '', fraction] = text.split('.');
  const groups = whole.split(separator);
  if (!groups.slice(1).every((group) => /^\d{3}$/.test(group))) return text;
  return fraction === undefined ? groups.join('') : `${groups.join('')}.${fraction}`;
}
