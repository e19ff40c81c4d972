// Lines of about equal length, for headings of narrow columns.

import { textWidth, wrapText } from './text-metrics.ts';

/** Like `wrapText`, with the last line not much shorter than the others: the narrowest width that takes no more lines. */
export function wrapEvenly(
  text: string,
  fontSize: number,
  maxWidth: number,
  bold: boolean,
  maxLines: number,
): readonly string[] {
  let best = wrapText(text, fontSize, maxWidth, bold, maxLines);
  if (best.length < 2) return best;
  for (let width = maxWidth - 1; width > fontSize; width--) {
    const lines = wrapText(text, fontSize, width, bold, maxLines);
    const fits =
      lines.length === best.length &&
      lines.every((line) => textWidth(line, fontSize, bold) <= width) &&
      lines.join('') === best.join('');
    if (!fits) break;
    best = lines;
  }
  return best;
}
