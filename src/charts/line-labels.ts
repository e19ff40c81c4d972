// Names at the ends of lines, in the margin to the right of a plot.

import { spread } from './boxes.ts';
import { GREY } from './colours.ts';
import type { Label, Rule } from './layers.ts';
import { FONT, lineHeight, SHEET_MARGIN } from './style.ts';
import { textWidth, wrapText } from './text-metrics.ts';

const LEADER = 14;
const GAP = 4;
const STEP = lineHeight(FONT.label) - 1;
const MAX_WIDTH = 168;

/** The name of a line. */
interface EndName {
  readonly colour: string;
  readonly bold?: boolean;
  readonly scenario?: string;
  /** Px at which the line ends. */
  readonly y: number;
  /** As `measureNames` wraps it. */
  readonly lines: readonly string[];
}

/** Names wrapped to a width that they share, the margin that they need, and the height of them all with their heading. */
export function measureNames(
  texts: readonly { readonly text: string; readonly bold?: boolean }[],
  maxWidth = MAX_WIDTH,
): { readonly lines: readonly (readonly string[])[]; readonly margin: number; readonly height: number } {
  const lines = texts.map(({ text, bold }) => wrapText(text, FONT.label, maxWidth, bold ?? false, 2));
  const width = Math.max(
    0,
    ...lines.flatMap((own, k) => own.map((line) => textWidth(line, FONT.label, texts[k]?.bold ?? false))),
  );
  return {
    lines,
    margin: Math.ceil(LEADER + GAP + width + SHEET_MARGIN),
    height: STEP + lines.reduce((sum, own) => sum + own.length * STEP + 2, 0),
  };
}

/** Places the names below a heading; undefined where they do not fit into the height. `from` is where the lines end. */
export function drawNames(
  names: readonly EndName[],
  heading: string,
  from: number,
  plotWidth: number,
  height: number,
): { readonly labels: readonly Label[]; readonly rules: readonly Rule[] } | undefined {
  const middles = spread(
    names.map((name) => ({ want: name.y, height: name.lines.length * STEP + 2 })),
    STEP,
    height + 8,
  );
  if (!middles) return undefined;
  const x = plotWidth + LEADER + GAP;
  const labels: Label[] = [];
  const rules: Rule[] = [];
  names.forEach((name, k) => {
    const middle = middles[k] as number;
    const own = name.scenario === undefined ? {} : { scenario: name.scenario };
    name.lines.forEach((text, line) => {
      labels.push({
        x,
        y: middle + (line - (name.lines.length - 1) / 2) * STEP,
        text,
        colour: name.colour,
        ...(name.bold ? { bold: true } : {}),
        ...own,
      });
    });
    rules.push({ x: from + 3, y: name.y, x2: x - 3, y2: middle, colour: name.colour, width: 0.75, ...own });
  });
  const top = Math.min(...labels.map((label) => label.y));
  if (labels.length > 0) labels.push({ x, y: top - STEP - 1, text: heading, size: FONT.footer, colour: GREY.soft });
  return { labels, rules };
}
