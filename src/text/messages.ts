// Every sentence of this room, one function a code. What people typed goes through `quoted`, so that it can neither
// hide nor run on. The hint says what to write.

import type { Issue, Place } from '../base/index.ts';
import { describeCharacter, quoted } from './characters.ts';
import type { Finding, Meant } from './lint-plain.ts';

export { quoted } from './characters.ts';

type Details = Partial<Pick<Issue, 'severity' | 'path' | 'expected' | 'found' | 'hint'>>;

function issue(code: string, place: Place, message: string, details: Details = {}): Issue {
  return { code, severity: 'error', message, place, ...details };
}

// Bytes and characters

const FOREIGN = {
  'utf-16': [
    'not UTF-8 text: it is UTF-16',
    'save the file with the encoding UTF-8 ("Unicode" in old editors is UTF-16)',
  ],
  'not-gb18030': ['not GB18030 text', 'open the file with the encoding that it was saved with, and save it as UTF-8'],
  workbook: [
    'not text: a ZIP file, as Excel (.xlsx) and WPS workbooks are',
    'in Excel or WPS save the sheet as "CSV UTF-8"',
  ],
  'old-workbook': ['not text: an old Office file (.xls)', 'in Excel or WPS save the sheet as "CSV UTF-8"'],
} as const;

export function notText(file: string, format: keyof typeof FOREIGN): Issue {
  const [message, hint] = FOREIGN[format];
  return issue('not-text', { file, start: 0, end: 0 }, message, { expected: 'UTF-8 text', found: format, hint });
}

export function notUtf8(place: Place, byte: number, index: number): Issue {
  return issue('not-utf-8', place, `not UTF-8 text: byte ${index + 1} of the file (0x${hex(byte)}) cannot be read`, {
    expected: 'UTF-8 text',
    hint: 'save the file with the encoding UTF-8',
  });
}

export function notUtf8ButGb18030(place: Place, byte: number, index: number): Issue {
  return issue(
    'not-utf-8',
    place,
    `not UTF-8 text: from byte ${index + 1} (0x${hex(byte)}) on it looks like GB18030/GBK`,
    {
      expected: 'UTF-8 text',
      found: 'GB18030/GBK',
      hint: 'save as UTF-8: in VS Code "Reopen with Encoding" GB18030, then "Save with Encoding" UTF-8; in Notepad "Save as", encoding UTF-8',
    },
  );
}

export function decodedAsGb18030(place: Place): Issue {
  return issue('decoded-as-gb18030', place, 'not UTF-8: read as GB18030/GBK', {
    severity: 'note',
    hint: 'check that this line reads right; save as "CSV UTF-8" to be sure',
  });
}

export function refusedCharacter(place: Place, character: string, count: number): Issue {
  const more = count > 1 ? ` (${count} in the file)` : '';
  return issue('refused-character', place, `${nameRefused(character)} in a text file${more}`, {
    found: describeCharacter(character),
    hint: REFUSED_HINTS[character] ?? 'delete it',
  });
}

const REFUSED_NAMES: Readonly<Record<string, string>> = {
  '\0': 'zero byte (U+0000)',
  '\r': 'carriage return without line feed',
  '\ufeff': 'byte order mark (U+FEFF) that does not begin the file',
  '\ufffd': 'replacement character (U+FFFD), the mark of a lost character,',
};

const REFUSED_HINTS: Readonly<Record<string, string>> = {
  '\r': 'save with line ends LF or CRLF',
  '\ufffd': 'the text was damaged by an earlier conversion: type it again',
};

function nameRefused(character: string): string {
  return REFUSED_NAMES[character] ?? `hidden character ${describeCharacter(character)}`;
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

// Size

/** @param what - The thing counted, in the plural. */
export function tooLarge(place: Place, what: string, limit: number): Issue {
  return issue('too-large', place, `the file has more than ${grouped(limit)} ${what}`, {
    expected: `at most ${grouped(limit)} ${what}`,
    hint: 'bulk data belongs in CSV files, several if need be',
  });
}

export function tooDeep(place: Place, limit: number): Issue {
  return issue('too-deep', place, `more than ${limit} lists and maps inside one another`, {
    expected: `at most ${limit} levels`,
    hint: 'write it flatter, or split the file',
  });
}

/** `1200000` → `1 200 000`. */
function grouped(count: number): string {
  const thousands = Math.floor(count / 1000);
  return thousands === 0 ? String(count) : `${grouped(thousands)} ${String(count % 1000).padStart(3, '0')}`;
}

// YAML: full-width and invisible characters

const MEANT: Readonly<Record<Exclude<Meant, 'space' | 'colon with space'>, string>> = {
  comment: 'does not begin a comment',
  'list mark': 'does not begin a list item',
  'block mark': 'does not begin a text block',
  quotes: 'does not quote a text',
  bracket: 'does not open or close a list or map',
  comma: 'does not separate entries',
  colon: 'does not end a key',
  'plain ascii': 'in a number, id or year',
  syntax: 'where YAML expects its own signs',
};

/** Signs that may well be meant as text; then quotes make that clear. */
const QUOTABLE: ReadonlySet<Meant> = new Set([
  'comment',
  'list mark',
  'block mark',
  'quotes',
  'bracket',
  'comma',
  'colon',
]);

/** What an input method left in an unquoted text. */
export function slip(place: Place, { character, meant, replacement }: Finding): Issue {
  if (meant === 'colon with space') return colonWithoutSpace(place);
  if (meant === 'space' || replacement.trim() === '') return invisible(place, character, replacement);
  const orText = QUOTABLE.has(meant) ? '; if it is part of a text, put the whole text in "…"' : '';
  return issue('full-width-character', place, `${describeCharacter(character)} ${MEANT[meant]}`, {
    expected: replacement,
    found: character,
    hint: `write ${inQuotes(replacement)}${orText}`,
  });
}

function invisible(place: Place, character: string, replacement: string): Issue {
  const what = replacement === '' ? 'hides in this text' : 'is not a space to YAML';
  return issue('invisible-character', place, `${describeCharacter(character)} ${what}`, {
    found: character,
    hint: replacement === '' ? 'delete it' : 'write an ASCII space',
  });
}

function colonWithoutSpace(place: Place): Issue {
  return issue(
    'colon-without-space',
    place,
    'no space after the colon, so this is one text and not a key with a value',
    {
      expected: ': ',
      hint: 'write ": "; if it is meant as one text, put it in "…"',
    },
  );
}

// YAML: structure

export function emptyFile(file: string): Issue {
  return issue('empty-file', { file, start: 0, end: 0 }, 'the file holds nothing but blank lines and comments', {
    hint: 'fill it, or delete it',
  });
}

export function severalDocuments(place: Place): Issue {
  return issue('several-documents', place, 'a second YAML document begins here', {
    hint: 'one document a file: delete "---" or split the file',
  });
}

export function notSupported(place: Place, what: string): Issue {
  return issue('yaml-not-supported', place, `${what} is not supported here`, {
    hint: 'write the values out: no anchors, aliases, merge keys, tags or directives',
  });
}

export function tabIndent(place: Place): Issue {
  return issue('tab-indent', place, 'tab in indentation', { hint: 'indent with spaces' });
}

export function unclosed(place: Place, opening: string, closing: string): Issue {
  return issue('unclosed', place, `${inQuotes(opening)} is not closed`, {
    expected: closing,
    hint: `add ${inQuotes(closing)}; what stands between must be indented further than the line where it opens`,
  });
}

export function keyNotText(place: Place, key?: string): Issue {
  return key === undefined
    ? issue('key-not-text', place, 'a list or map cannot be a key', {
        expected: 'a key that is text',
        hint: 'put it behind a key that is text',
      })
    : issue('key-not-text', place, `key ${quoted(key)} is not text`, {
        expected: 'a key that is text, or a year',
        hint: `write "${key}" in quotes`,
      });
}

export function reservedKey(place: Place, key: string): Issue {
  return issue('reserved-key', place, `key ${quoted(key)} is reserved`, { hint: 'choose another name' });
}

/** @param firstLine - Where the key stood first, 1-based. */
export function duplicateKey(place: Place, key: string, firstLine: number, firstColumn: number): Issue {
  return issue('duplicate-key', place, `key ${quoted(key)} is given twice`, {
    hint: `first given at ${firstLine}:${firstColumn}; keep one of the two`,
  });
}

export function badNumber(place: Place, written: string, why: string, hint: string): Issue {
  return issue('bad-number', place, `${quoted(written)} ${why}`, { found: written.slice(0, 100), hint });
}

export function controlInText(place: Place, character: string): Issue {
  return issue('refused-character', place, `${describeCharacter(character)} by an escape in a text`, {
    hint: 'delete the escape',
  });
}

/** What the yaml package says about broken syntax, in our words where they help more. */
export function yamlSyntax(place: Place, message: string, hint?: string): Issue {
  return issue('yaml-syntax', place, message, hint === undefined ? {} : { hint });
}

// Schema

/** A place and the path that leads there, as people read it. */
export interface Fault {
  readonly place: Place;
  readonly path: string;
}

export function unknownKey(
  { place, path }: Fault,
  key: string,
  meant: string | undefined,
  keys: readonly string[],
): Issue {
  return issue('unknown-key', place, `unknown key ${quoted(key)}`, {
    path,
    expected: list(keys),
    found: key,
    hint: meant === undefined ? `keys here: ${list(keys)}` : `did you mean "${meant}"?`,
  });
}

/** @param type - What the value would be: `a number`, `one of gte, lte`. */
export function missingKey({ place, path }: Fault, key: string, type: string, description: string | undefined): Issue {
  const expected = description === undefined ? type : `${type}: ${description}`;
  return issue('missing-key', place, `missing key ${quoted(key)}`, {
    path,
    expected,
    hint: `add "${key}: …" (${expected})`,
  });
}

export function wrongType({ place, path }: Fault, expected: string, found: string, hint: string | undefined): Issue {
  return issue('wrong-type', place, `expected ${expected}, found ${found}`, {
    path,
    expected,
    found,
    ...(hint !== undefined && { hint }),
  });
}

/** @param name - What is to be chosen: the key. */
export function unknownOption(
  { place, path }: Fault,
  name: string,
  found: string,
  meant: string | undefined,
  options: string,
): Issue {
  return issue('unknown-option', place, `unknown ${name} ${found}`, {
    path,
    expected: options,
    found,
    hint: meant === undefined ? `expected ${options}` : `did you mean "${meant}"? (${options})`,
  });
}

export function outOfRange({ place, path }: Fault, expected: string, found: string): Issue {
  return issue('out-of-range', place, `expected ${expected}, found ${found}`, { path, expected, found });
}

/** @param repaired - The text in ASCII, where that has the right form. */
export function badFormat({ place, path }: Fault, found: string, expected: string, repaired?: string): Issue {
  return issue('bad-format', place, `${found} has not the form expected here`, {
    path,
    expected,
    found,
    hint: repaired === undefined ? `expected: ${expected}` : `write "${repaired}"`,
  });
}

export function otherFault({ place, path }: Fault, message: string): Issue {
  return issue('not-valid', place, message, { path });
}

/** At most 20 names, so that a message stays a line. */
function list(names: readonly string[]): string {
  return names.length > 20 ? `${names.slice(0, 20).join(', ')}, …` : names.join(', ');
}

// Tables

export function csvQuoteNotClosed(place: Place): Issue {
  return issue('csv-quote', place, 'quotation mark is not closed', {
    hint: 'close it; a quotation mark inside a quoted cell is written twice: ""',
  });
}

export function csvStrayQuote(place: Place): Issue {
  return issue('csv-quote', place, 'quotation mark inside a cell', {
    hint: 'put the whole cell in quotes and write the mark twice: "5"" pipe"',
  });
}

export function csvTextAfterQuote(place: Place): Issue {
  return issue('csv-quote', place, 'text after the closing quotation mark of a cell', {
    hint: 'a quotation mark inside a quoted cell is written twice: ""',
  });
}

export function raggedRow(place: Place, found: number, expected: number, hint: string | undefined): Issue {
  return issue('ragged-row', place, `${count(found, 'cell')} in this row, ${expected} in the header`, {
    expected: count(expected, 'cell'),
    found: count(found, 'cell'),
    ...(hint !== undefined && { hint }),
  });
}

export const THOUSANDS_HINT = 'a number with a thousands separator counts as two cells: write 1200, not 1,200';
export const EXTRA_CELLS_HINT = 'a cell that holds a comma is put in quotes: "a, b"';

export function separatorHint(sign: string): string {
  return `cells are separated by "," and not by ${describeCharacter(sign)}`;
}

export function noHeader(file: string): Issue {
  return issue('empty-file', { file, start: 0, end: 0 }, 'the file holds no header row', {
    hint: 'the first row names the columns',
  });
}

export function blankHeader(place: Place, column: number): Issue {
  return issue('blank-header', place, `column ${column} has no name`, {
    hint: 'name it in the first row, or delete the column',
  });
}

export function duplicateHeader(place: Place, name: string, firstColumn: number): Issue {
  return issue('duplicate-header', place, `column ${quoted(name)} is given twice`, {
    hint: `first given as column ${firstColumn}; rename or delete one of the two`,
  });
}

export function unknownColumn(
  place: Place,
  name: string,
  nearestName: string | undefined,
  names: readonly string[],
): Issue {
  const hint = nearestName === undefined ? `columns here: ${list(names)}` : `did you mean ${quoted(nearestName)}?`;
  return issue('unknown-column', place, `unknown column ${quoted(name)}`, { expected: list(names), found: name, hint });
}

export function missingColumn(place: Place, name: string): Issue {
  return issue('missing-column', place, `missing column ${quoted(name)}`, {
    expected: name,
    hint: `add a column named "${name}"`,
  });
}

export function notANumber(place: Place, text: string, repaired: string | undefined): Issue {
  const found = text.trim() === '' ? 'an empty cell' : quoted(text);
  return issue('not-a-number', place, `expected a plain number, found ${found}`, {
    expected: 'a plain number',
    found: text.slice(0, 100),
    hint: numberHint(repaired),
  });
}

/** What to write where a number is expected. */
export function numberHint(repaired: string | undefined): string {
  return repaired === undefined
    ? 'digits with a decimal point, no unit, no thousands separator: 1234.5'
    : `a plain number is expected: write ${repaired}`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** A sign of the syntax in whichever quotes it is not. */
function inQuotes(sign: string): string {
  return sign.includes('"') ? `'${sign}'` : `"${sign}"`;
}
