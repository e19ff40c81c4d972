// How wide a text is in Noto Sans SC, and where it may be cut or broken. Charts are laid out with these numbers in
// Node, in the browser and in tests alike, so that no picture depends on the fonts of a machine.

import { ADVANCES, FULL_WIDTH_RUNS, UNITS_PER_EM } from './font-advances.ts';
import { splitClusters, splitPieces } from './line-breaks.ts';

/** The fonts of every chart: the bundled one first, then what Linux, Windows and macOS have for Chinese. */
export const FONT_FAMILY =
  '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif';

const ELLIPSIS = '…';
const ESTIMATE = 0.55 * UNITS_PER_EM; // a usual letter, for those that the font does not have
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Zl}\p{Zp}]/u;
const regularAdvances = readAdvances(1);
const boldAdvances = readAdvances(2);

/**
 * Width of a text on one line, in px for a font size in px. Exact for the bundled font apart from kerning; Chinese and
 * full-width characters are one em, control characters and combining marks are nothing.
 *
 * @example textWidth('研发经费', 12) // 48
 */
export function textWidth(text: string, fontSize: number, bold = false): number {
  const advances = bold ? boldAdvances : regularAdvances;
  let units = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number;
    units += advances.get(codePoint) ?? estimateAdvance(codePoint);
  }
  return (units * fontSize) / UNITS_PER_EM;
}

/**
 * The text itself where it is at most `maxWidth` px wide, else its longest beginning that fits with "…" after it
 * ("…" alone where nothing fits).
 *
 * @example shortenText('石油煤炭及其他燃料加工业', 10, 60) // '石油煤炭及…'
 */
export function shortenText(text: string, fontSize: number, maxWidth: number, bold = false): string {
  return textWidth(text, fontSize, bold) <= maxWidth ? text : cutText(text, fontSize, maxWidth, bold);
}

/**
 * Breaks a text into lines of at most `maxWidth` px. Chinese breaks between characters, Latin at spaces and after
 * hyphens and slashes; a number keeps its unit, and no line starts with closing or ends with opening punctuation,
 * unless a piece without such a place is wider than a line. Line breaks in the text stay. Where there are more than
 * `maxLines` (1 or more), the last one is cut with "…".
 *
 * @example wrapText('规模以上企业研发经费3.2亿元', 10, 100) // ['规模以上企业研发经费', '3.2亿元']
 */
export function wrapText(
  text: string,
  fontSize: number,
  maxWidth: number,
  bold = false,
  maxLines = Number.POSITIVE_INFINITY,
): string[] {
  const fits = (part: string) => textWidth(part.trimEnd(), fontSize, bold) <= maxWidth;
  const paragraphs = text.replace(/\r\n|[\r\u2028\u2029]/g, '\n').split(/(?<=\n)/);
  const lines = paragraphs.flatMap((paragraph) => fillLines(paragraph.trimStart(), fits));
  if (lines.length <= maxLines) return lines.map((line) => line.trimEnd());
  const rest = lines
    .splice(maxLines - 1)
    .join('')
    .replace(/\s*\n/g, ' ');
  return [...lines.map((line) => line.trimEnd()), cutText(rest, fontSize, maxWidth, bold)];
}

/** Lines with the spaces at their ends, so that joined they are the paragraph again. */
function fillLines(paragraph: string, fits: (part: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of splitPieces(paragraph)) {
    for (const part of fits(piece) ? [piece] : splitClusters(piece)) {
      if (line !== '' && !fits(line + part)) {
        lines.push(line);
        line = '';
      }
      line += part;
    }
  }
  return [...lines, line];
}

function cutText(text: string, fontSize: number, maxWidth: number, bold: boolean): string {
  let kept = '';
  for (const cluster of splitClusters(text)) {
    if (textWidth(kept + cluster + ELLIPSIS, fontSize, bold) > maxWidth) break;
    kept += cluster;
  }
  return kept.trimEnd() + ELLIPSIS;
}

function readAdvances(column: 1 | 2): ReadonlyMap<number, number> {
  const advances = new Map<number, number>();
  for (let i = 0; i < ADVANCES.length; i += 3) advances.set(ADVANCES[i] as number, ADVANCES[i + column] as number);
  for (let i = 0; i < FULL_WIDTH_RUNS.length; i += 2) {
    const last = FULL_WIDTH_RUNS[i + 1] as number;
    for (let codePoint = FULL_WIDTH_RUNS[i] as number; codePoint <= last; codePoint++) {
      advances.set(codePoint, UNITS_PER_EM);
    }
  }
  return advances;
}

/** Advance of a character that is not in the tables. */
function estimateAdvance(codePoint: number): number {
  if (codePoint >= 0x2e80 && codePoint < 0xd800) return UNITS_PER_EM; // Chinese, the usual case, needs no pattern
  if (INVISIBLE.test(String.fromCodePoint(codePoint))) return 0;
  return codePoint >= 0x2e80 ? UNITS_PER_EM : ESTIMATE;
}
