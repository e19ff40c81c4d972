// A plot with two value axes that it draws itself: gridlines, their labels, and what the axes mean.

import type { ChartContext } from './chart.ts';
import { GREY } from './colours.ts';
import { formatNumber } from './format.ts';
import type { Label, Rule } from './layers.ts';
import { FONT, SHEET_MARGIN } from './style.ts';
import { textWidth } from './text-metrics.ts';
import { type Axis, linear } from './ticks.ts';

/** Room above the plot for what goes up, below it for tick labels and what goes across. */
const CAPTION = 20;
/** Px below the plot: tick labels and the caption of the axis. */
export const NUMERIC_AXIS_SPACE = 38;

export interface NumericPlot {
  readonly plot: { readonly left: number; readonly right: number; readonly height: number };
  readonly width: number;
  readonly top: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly rules: readonly Rule[];
  readonly labels: readonly Label[];
}

/** Lays out both axes; `right` is the margin for names. A zero line stands out. */
export function layNumericPlot(
  across: Axis,
  up: Axis,
  captions: { readonly across: string; readonly up: string },
  { language, width: sheet }: Pick<ChartContext, 'language' | 'width'>,
  height: number,
  right: number = SHEET_MARGIN,
): NumericPlot {
  const print = (axis: Axis) => (value: number) => formatNumber(value, axis.decimals, language);
  const [printX, printY] = [print(across), print(up)];
  const left = Math.ceil(SHEET_MARGIN + Math.max(...up.ticks.map((tick) => textWidth(printY(tick), FONT.axis))) + 8);
  const widest = Math.max(...across.ticks.map((tick) => textWidth(printX(tick), FONT.axis)));
  // Half of the last label reaches beyond the plot where it stands at its end.
  const margin = Math.ceil(Math.max(right, across.ticks.at(-1) === across.high ? SHEET_MARGIN + widest / 2 : 0));
  const width = sheet - left - margin;
  const x = linear(across.low, across.high, 0, width);
  const y = linear(up.low, up.high, height, CAPTION);
  const line = (tick: number) => (tick === 0 ? { colour: GREY.axis, width: 1.2 } : { colour: GREY.grid });
  const rules = [
    ...across.ticks.map((tick): Rule => ({ x: x(tick), y: CAPTION, x2: x(tick), y2: height, ...line(tick) })),
    ...up.ticks.map((tick): Rule => ({ x: 0, y: y(tick), x2: width, y2: y(tick), ...line(tick) })),
  ];
  // Where labels would touch, every second one stays.
  const step = Math.ceil((widest + 8) / (width / Math.max(1, across.ticks.length - 1)));
  const labels = [
    ...across.ticks
      .filter((_, k) => k % step === 0)
      .map(
        (tick): Label => ({
          x: x(tick),
          y: height + 10,
          text: printX(tick),
          align: 'center',
          size: FONT.axis,
          colour: GREY.soft,
        }),
      ),
    ...up.ticks.map(
      (tick): Label => ({ x: -8, y: y(tick), text: printY(tick), align: 'right', size: FONT.axis, colour: GREY.soft }),
    ),
    { x: SHEET_MARGIN - left, y: 4, text: captions.up, bold: true } as const,
    { x: width, y: height + 28, text: captions.across, align: 'right', bold: true } as const,
  ];
  return { plot: { left, right: margin, height }, width, top: CAPTION, x, y, rules, labels };
}
