// The grid that boards share: targets down, scenarios across.

import type { TargetRow } from '../analysis/index.ts';
import { rowAsk, rowName } from './board-rows.ts';
import { sizeOf } from './boxes.ts';
import { type ChartContext, type ChartScenario, isBaseline } from './chart.ts';
import { GREY } from './colours.ts';
import type { Label } from './layers.ts';
import { titleOf } from './notes.ts';
import { FONT, lineHeight } from './style.ts';
import { wrapText } from './text-metrics.ts';
import { WORDS } from './words.ts';
import { wrapEvenly } from './wrap-evenly.ts';

const NAME_WIDTH = 196;
const NAME_GAP = 8;
const ACTUAL_GAP = 6;
/** Px between rows. */
export const ROW_PADDING = 4;
/** Least height of a cell in px. */
export const CELL_HEIGHT = 30;
export const CELL_FONT = 10;

export interface Columns {
  readonly width: number;
  /** Left edges, one a scenario; then, in a replay, that of the actual values. */
  readonly lefts: readonly number[];
  readonly actual?: number;
}

/** Columns for some scenarios, and in a replay one for what really came. */
export function gridColumns(scenarios: number, replay: boolean, width: number): Columns {
  const count = scenarios + (replay ? 1 : 0);
  const from = NAME_WIDTH + NAME_GAP;
  const each = Math.min(72, Math.floor((width - from - (replay ? ACTUAL_GAP : 0)) / count));
  const lefts = Array.from({ length: scenarios }, (_, k) => from + k * each);
  return { width: each, lefts, ...(replay ? { actual: from + scenarios * each + ACTUAL_GAP } : {}) };
}

/** Names of the columns: on lines of their width, or upright where words would break. */
export function gridHeads(
  context: ChartContext,
  scenarios: readonly ChartScenario[],
  { width, lefts, actual }: Columns,
): { readonly labels: readonly Label[]; readonly height: number } {
  const heads = [
    ...scenarios.map((scenario, k) => ({
      text: titleOf(scenario, context),
      left: lefts[k] ?? 0,
      bold: isBaseline(scenario),
      scenario: scenario.id,
    })),
    ...(actual === undefined
      ? []
      : [{ text: WORDS[context.language].publishedOutcome, left: actual, bold: true, scenario: undefined }]),
  ];
  const upright = context.language === 'en' && width < 64;
  const step = lineHeight(CELL_FONT);
  const most = upright ? Math.max(1, Math.floor(width / step)) : 6;
  const wrapped = heads.map(({ text, bold }) => wrapEvenly(text, CELL_FONT, upright ? 104 : width - 4, bold, most));
  const sizes = wrapped.map((lines, k) => sizeOf(lines, CELL_FONT, heads[k]?.bold ?? false));
  const height = Math.ceil(Math.max(...sizes.map((size) => (upright ? size.width : size.height)))) + 6;
  const labels = heads.flatMap(({ left, bold, scenario }, k) => {
    const own = wrapped[k] ?? [];
    const middle = left + width / 2;
    const rest = { size: CELL_FONT, bold, ...(scenario === undefined ? {} : { scenario }) };
    return own.map((text, line): Label => {
      const offset = (line - (own.length - 1) / 2) * step;
      if (upright) return { ...rest, x: middle + offset, y: height - 5, text, angle: -90 };
      return { ...rest, x: middle, y: height - 5 - (own.length - line - 0.5) * step, text, align: 'center' };
    });
  });
  return { labels, height };
}

/** Indicator, and below it what is asked, with the plan where nothing else names it. */
export function rowNames(
  context: ChartContext,
  row: TargetRow,
  plan = true,
): { readonly labels: readonly Label[]; readonly height: number } {
  const name = wrapText(rowName(context, row), FONT.label, NAME_WIDTH, false, 2);
  const ask = wrapText(rowAsk(context, row, plan), CELL_FONT, NAME_WIDTH, false, 2);
  const [step, small] = [lineHeight(FONT.label) - 1, lineHeight(CELL_FONT)];
  return {
    labels: [
      ...name.map((text, k) => ({ x: 0, y: (k + 0.5) * step, text })),
      ...ask.map((text, k) => ({
        x: 0,
        y: name.length * step + (k + 0.5) * small,
        text,
        size: CELL_FONT,
        colour: GREY.soft,
      })),
    ],
    height: name.length * step + ask.length * small,
  };
}
