// Bytes → text, the one place where it happens. Fatal UTF-8; GB18030 only where the caller allows it and never
// silently; characters that no text file holds are refused with their place.

import type { Issue } from '../base/index.ts';
import { REFUSED } from './characters.ts';
import * as say from './messages.ts';
import type { SourceText } from './source.ts';

/** `gb18030` is the explicit choice for a file whose bytes happen to be valid UTF-8 too. */
export type AcceptedEncoding = 'utf-8' | 'utf-8-or-gb18030' | 'gb18030';

/** What became of a file's bytes. */
export interface Decoded {
  /** Missing when the file is refused. */
  readonly source?: SourceText;
  /** The text that the places of the issues refer to, for code frames: also there when the file is refused. */
  readonly shown: SourceText;
  readonly issues: readonly Issue[];
}

/**
 * Decodes a file; one leading BOM is dropped. Anything but clean text gives issues and no `source`.
 *
 * @example decodeText('a.yaml', new TextEncoder().encode('a: 1\n'), 'utf-8').source?.text // 'a: 1\n'
 */
export function decodeText(file: string, bytes: Uint8Array, accept: AcceptedEncoding): Decoded {
  const foreign = foreignFormat(bytes);
  if (foreign !== undefined) return refused(file, '', say.notText(file, foreign));
  const text = decode(accept === 'gb18030' ? 'gb18030' : 'utf-8', bytes);
  if (text !== undefined) return checkText(file, text.replace(/^\ufeff/, ''));
  if (accept === 'gb18030') return refused(file, '', say.notText(file, 'not-gb18030'));
  const chinese = looksLikeGb18030(bytes);
  const bad = validUtf8Bytes(bytes);
  const encoding = chinese === undefined ? 'utf-8' : 'gb18030';
  const start = new TextDecoder(encoding).decode(bytes.subarray(0, bad), { stream: true }).length;
  const place = { file, start, end: start + 1 };
  if (chinese === undefined) {
    return refused(file, new TextDecoder().decode(bytes), say.notUtf8(place, bytes[bad] ?? 0, bad));
  }
  if (accept === 'utf-8') return refused(file, chinese, say.notUtf8ButGb18030(place, bytes[bad] ?? 0, bad));
  const source = { file, text: chinese };
  return { source, shown: source, issues: [say.decodedAsGb18030(place)] };
}

/**
 * The same check for a text that was never bytes (an editor in the browser): control characters, a BOM in
 * mid-file, lone surrogates and the marks of lost characters are refused, each named once at its first place.
 */
export function checkText(file: string, text: string): Decoded {
  const shown = { file, text };
  const found = new Map<string, { first: number; count: number }>();
  for (const match of text.matchAll(REFUSED)) {
    const seen = found.get(match[0]);
    if (seen) seen.count++;
    else found.set(match[0], { first: match.index, count: 1 });
  }
  const issues = [...found].map(([character, { first, count }]) =>
    say.refusedCharacter({ file, start: first, end: first + character.length }, character, count),
  );
  return issues.length > 0 ? { shown, issues } : { source: shown, shown, issues };
}

function refused(file: string, text: string, issue: Issue): Decoded {
  return { shown: { file, text }, issues: [issue] };
}

/** Number of bytes before the first sequence that is not UTF-8, by bisection with the decoder itself. */
function validUtf8Bytes(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decode('utf-8', bytes.subarray(0, middle), true) !== undefined) low = middle;
    else high = middle - 1;
  }
  // Back to where the character begins that went wrong.
  while (decode('utf-8', bytes.subarray(0, low)) === undefined) low--;
  return low;
}

/** Undefined where the bytes are not valid in the encoding; `open` lets a character be cut off at the end. */
function decode(encoding: string, bytes: Uint8Array, open = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: open });
  } catch {
    return undefined;
  }
}

/** The bytes read as GB18030, when that gives clean text with Chinese in it. */
function looksLikeGb18030(bytes: Uint8Array): string | undefined {
  const text = decode('gb18030', bytes);
  return text !== undefined && /\p{Script=Han}/u.test(text) && text.search(REFUSED) < 0 ? text : undefined;
}

/** What the bytes are when they are no 8-bit text at all. */
function foreignFormat(bytes: Uint8Array): 'utf-16' | 'workbook' | 'old-workbook' | undefined {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'utf-16';
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return 'workbook';
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) return 'old-workbook';
  return looksLikeUtf16(bytes) ? 'utf-16' : undefined;
}

/** Without a BOM, UTF-16 shows in its line ends, spaces and digits: zero bytes at every second place only. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  start.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > Math.max(3, start.length / 20) && Math.min(even, odd) === 0;
}
