// Charts with one row a target, a lever, a series: names to the left, marks on a common scale, values to the right.

import { type BoardRow, rowAsk, rowName } from './board-rows.ts';
import type { ChartContext } from './chart.ts';
import { GREY } from './colours.ts';
import type { Label, Rule } from './layers.ts';
import { spacedTicks } from './spaced-ticks.ts';
import { FONT, lineHeight, SHEET_MARGIN } from './style.ts';
import { textWidth, wrapText } from './text-metrics.ts';
import { type Axis, linear } from './ticks.ts';

/** Widest columns in px, and what they take of a narrow sheet. */
const NAME_WIDTH = { most: 210, share: 0.31 };
const VALUE_WIDTH = { most: 170, share: 0.25 };
const GAP = 14;
const HEAD = 18;
const PADDING = 10;
const SMALL = 10;

/** Rows laid out: px are those of the plot, names lie left of it. */
export interface BarRows {
  readonly plot: { readonly left: number; readonly right: number; readonly height: number };
  readonly width: number;
  readonly x: (value: number) => number;
  /** Middle of each row. */
  readonly middles: readonly number[];
  readonly labels: readonly Label[];
  readonly rules: readonly Rule[];
}

/** Lays out rows of targets: their names, with `ask` what is asked below, and values under `head`. */
export function layBarRows(
  context: ChartContext,
  rows: readonly Pick<BoardRow, 'baseline'>[],
  values: readonly string[],
  head: string,
  axis: Axis,
  print: (tick: number) => string,
  origin: number,
  ask: boolean,
): BarRows {
  const named = rows.map(
    ({ baseline }, k): NamedRow => ({
      name: rowName(context, baseline),
      value: values[k] ?? '',
      ...(ask ? { below: rowAsk(context, baseline) } : {}),
    }),
  );
  return layNamedRows(context, named, head, axis, print, origin);
}

/** A row: its name, a smaller line below it, and what stands to the right. */
export interface NamedRow {
  readonly name: string;
  readonly below?: string;
  readonly value: string;
  /** Name and value stand out. */
  readonly bold?: true;
}

/** Lays out names, values under `head`, gridlines with their labels (`print`) and the zero or target line at `origin`. */
export function layNamedRows(
  { width: sheet }: Pick<ChartContext, 'width'>,
  rows: readonly NamedRow[],
  head: string,
  axis: Axis,
  print: (tick: number) => string,
  origin: number | undefined,
): BarRows {
  const [nameWidth, valueWidth] = [NAME_WIDTH, VALUE_WIDTH].map(({ most, share }) =>
    Math.min(most, Math.floor(share * sheet)),
  ) as [number, number];
  const told = rows.map(({ value, bold }) => wrapText(value, FONT.label, valueWidth, bold, 2));
  const widest = Math.max(
    textWidth(head, SMALL),
    ...told.flatMap((lines, k) => lines.map((line) => textWidth(line, FONT.label, rows[k]?.bold))),
  );
  const right = Math.ceil(widest + GAP + SHEET_MARGIN);
  const left = SHEET_MARGIN + nameWidth + GAP;
  const width = sheet - left - right;
  const [step, small] = [lineHeight(FONT.label) - 1, lineHeight(SMALL)];
  const labels: Label[] = [{ x: width + GAP, y: HEAD / 2 - 2, text: head, size: SMALL, colour: GREY.soft }];
  const middles: number[] = [];
  let top = HEAD;
  rows.forEach(({ name: title, below, bold }, k) => {
    const weight = bold ? { bold } : {};
    const name = wrapText(title, FONT.label, nameWidth, bold, below === undefined ? 3 : 2);
    const asked = below === undefined ? [] : wrapText(below, SMALL, nameWidth, false, 2);
    const height = Math.max(name.length * step + asked.length * small, (told[k]?.length ?? 1) * step) + PADDING;
    const from = top + PADDING / 2;
    name.forEach((text, line) => {
      labels.push({ x: -left + SHEET_MARGIN, y: from + (line + 0.5) * step, text, ...weight });
    });
    asked.forEach((text, line) => {
      labels.push({
        x: -left + SHEET_MARGIN,
        y: from + name.length * step + (line + 0.5) * small,
        text,
        size: SMALL,
        colour: GREY.soft,
      });
    });
    middles.push(top + height / 2);
    told[k]?.forEach((text, line, all) => {
      labels.push({ x: width + GAP, y: top + height / 2 + (line - (all.length - 1) / 2) * step, text, ...weight });
    });
    top += height;
  });
  const x = linear(axis.low, axis.high, 0, width);
  const height = Math.ceil(top + 2);
  const rules = axis.ticks.map((tick) => ({
    x: x(tick),
    y: HEAD,
    x2: x(tick),
    y2: height,
    colour: tick === origin ? GREY.text : GREY.grid,
    width: tick === origin ? 1.4 : 1,
  }));
  labels.push(
    ...spacedTicks(axis, print, width, SMALL, origin).map(
      (tick): Label => ({
        x: x(tick),
        y: height + 10,
        text: print(tick),
        size: SMALL,
        align: 'center',
        colour: GREY.soft,
      }),
    ),
  );
  return { plot: { left, right, height }, width, x, middles, labels, rules };
}

/** Ends of an axis that leaves out values far from the others; such values are drawn at the edge, with an arrow. */
export function clippedRange(values: readonly number[], least: number): readonly [number, number] {
  const limit = (side: readonly number[]) => {
    const sizes = side.map(Math.abs).sort((a, b) => a - b);
    const most = sizes.at(-1) ?? 0;
    const usual = sizes[Math.floor((sizes.length - 1) * 0.75)] ?? 0;
    const clip = Math.max(least, usual * 1.6);
    return most <= clip * 1.4 ? most : clip;
  };
  return [-limit(values.filter((value) => value < 0)), limit(values.filter((value) => value > 0))];
}
