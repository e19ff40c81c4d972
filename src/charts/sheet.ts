// A chart as a sheet of fixed width: title and subtitle above, the plot, and below it the key and the footer. All sizes
// are computed here from the widths of the texts, so nothing is cut and nothing depends on the machine that draws.

import type { Chart, VegaLiteSpec } from './chart.ts';
import { GREY } from './colours.ts';
import {
  type Dot,
  dotLayers,
  HIGHLIGHT_PARAM,
  type Label,
  type Layer,
  type Rect,
  type Rule,
  rectLayers,
  ruleLayers,
  textLayers,
} from './layers.ts';
import { CONFIG, FONT, lineHeight, SHEET_MARGIN } from './style.ts';
import { textWidth, wrapText } from './text-metrics.ts';

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';
const HEAD_GAP = 12;

/** What stands in a key: a sample of the mark and its meaning. */
export interface KeyEntry {
  readonly text: string;
  readonly sample:
    | {
        readonly kind: 'line';
        readonly colour: string;
        readonly width?: number;
        readonly dash?: readonly number[];
        readonly dot?: 'filled' | 'hollow';
      }
    | { readonly kind: 'tick'; readonly colour: string }
    | {
        readonly kind: 'dot';
        readonly colour: string;
        readonly hollow?: boolean;
        readonly size?: number;
        readonly shape?: 'circle' | 'diamond';
      }
    | { readonly kind: 'box'; readonly fill: string; readonly hatched?: boolean };
  readonly scenario?: string;
}

/** The parts of a chart with one plot. */
export interface SheetPlan {
  readonly chart: Omit<Chart, 'spec'>;
  /** Width of the sheet in px: that of the context. */
  readonly width: number;
  readonly subtitle: string;
  /** For readers who cannot see the chart. */
  readonly description: string;
  readonly plot: { readonly left: number; readonly right: number; readonly height: number };
  readonly layers: readonly Layer[];
  /** Space between plot and key: room for the labels of an axis. */
  readonly axisSpace: number;
  readonly key: readonly KeyEntry[];
  readonly footer: readonly string[];
}

/** Width of the plot in px on a sheet of a width. */
export function plotWidth({ left, right }: { readonly left: number; readonly right: number }, sheet: number): number {
  return sheet - left - right;
}

/** A chart with one plot. */
export function makeSheet(plan: SheetPlan): Chart {
  const { left, right, height } = plan.plot;
  const head = headOf(plan.chart.title, plan.subtitle, plan.width);
  const edge = SHEET_MARGIN - left;
  const below = belowOf(plan, edge, height + plan.axisSpace);
  return {
    ...plan.chart,
    spec: {
      $schema: SCHEMA,
      description: plan.description,
      background: 'white',
      width: plotWidth(plan.plot, plan.width),
      height,
      autosize: { type: 'none' },
      padding: { left, top: head.height, right, bottom: below.bottom - height },
      title: { ...head.title, anchor: 'start', frame: 'group', offset: HEAD_GAP, dx: edge },
      params: [HIGHLIGHT_PARAM],
      layer: [...plan.layers, ...below.layers],
      config: CONFIG,
    } satisfies VegaLiteSpec,
  };
}

/** One panel of several: where its plot begins on the sheet, its size and what is drawn in it. */
export interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly layers: readonly Layer[];
}

/** A chart of several plots in a grid; `top` of the first row is measured from the end of the heading. */
export function makePanels(
  plan: Pick<SheetPlan, 'chart' | 'width' | 'subtitle' | 'description' | 'key' | 'footer'> & {
    readonly panels: readonly Panel[];
    readonly columns: number;
    readonly spacing: { readonly row: number; readonly column: number };
    /** End of the last row, its axis included. */
    readonly bottom: number;
  },
): Chart {
  const head = headOf(plan.chart.title, plan.subtitle, plan.width);
  const first = plan.panels[0];
  const [left, top] = [first?.left ?? 0, head.height + (first?.top ?? 0)];
  const below = belowOf(plan, SHEET_MARGIN - left, plan.bottom - (first?.top ?? 0));
  // The sheet itself, drawn with the first panel: it fixes the size whatever the renderer thinks of the texts.
  const sheet = rectLayers([{ x: -left, y: -top, x2: plan.width - left, y2: below.bottom, fill: 'transparent' }]);
  return {
    ...plan.chart,
    spec: {
      $schema: SCHEMA,
      description: plan.description,
      background: 'white',
      autosize: { type: 'pad' },
      padding: 0,
      title: { ...head.title, anchor: 'start', frame: 'bounds', offset: -head.textBottom, dx: SHEET_MARGIN },
      params: [HIGHLIGHT_PARAM],
      concat: plan.panels.map(({ width, height, layers }, k) => ({
        width,
        height,
        layer: k === 0 ? [...sheet, ...layers, ...below.layers] : layers,
      })),
      columns: plan.columns,
      bounds: 'flush',
      spacing: plan.spacing,
      config: CONFIG,
    } satisfies VegaLiteSpec,
  };
}

/** Width between the margins of a sheet. */
function textRoom(sheet: number): number {
  return sheet - 2 * SHEET_MARGIN;
}

interface Head {
  readonly height: number;
  /** Where the last line of the heading ends. */
  readonly textBottom: number;
  readonly title: { readonly text: readonly string[]; readonly subtitle?: readonly string[] };
}

function headOf(title: string, subtitle: string, sheet: number): Head {
  const room = textRoom(sheet);
  const lines = wrapTitle(title, room);
  const sub = subtitle === '' ? [] : wrapText(subtitle, FONT.subtitle, room, false, 2);
  const textHeight =
    lines.length * lineHeight(FONT.title) + (sub.length > 0 ? 4 + sub.length * lineHeight(FONT.subtitle) : 0);
  const textBottom = SHEET_MARGIN + textHeight;
  return {
    height: textBottom + HEAD_GAP,
    textBottom,
    title: { text: lines, ...(sub.length > 0 ? { subtitle: sub } : {}) },
  };
}

/** Lines of a title, broken between clauses where that takes no more lines. */
function wrapTitle(title: string, room: number): readonly string[] {
  const plain = wrapText(title, FONT.title, room, true, 3);
  const clauses = title.split(/(?<=[；，：])|(?<=[;,:] )/u);
  const lines: string[] = [];
  for (const clause of clauses) {
    const joined = (lines.at(-1) ?? '') + clause;
    if (lines.length > 0 && textWidth(joined.trimEnd(), FONT.title, true) <= room) lines[lines.length - 1] = joined;
    else lines.push(clause);
  }
  const fits =
    lines.join('') === title &&
    lines.length <= plain.length &&
    lines.every((line) => textWidth(line.trim(), FONT.title, true) <= room);
  return fits ? lines.map((line) => line.trim()) : plain;
}

/** Key and footer from `top` on, their left edge at `left`. */
function belowOf(
  { key, footer, width }: Pick<SheetPlan, 'key' | 'footer' | 'width'>,
  left: number,
  top: number,
): { readonly layers: readonly Layer[]; readonly bottom: number } {
  const keyed = drawKey(key, left, top, textRoom(width));
  const footed = drawFooter(footer, left, keyed.bottom, textRoom(width));
  return { layers: [...keyed.layers, ...footed.layers], bottom: footed.bottom + SHEET_MARGIN - 2 };
}

const SAMPLE = 24;
const SAMPLE_GAP = 5;
const ENTRY_GAP = 16;

function drawKey(
  entries: readonly KeyEntry[],
  left: number,
  top: number,
  room: number,
): { readonly layers: readonly Layer[]; readonly bottom: number } {
  if (entries.length === 0) return { layers: [], bottom: top };
  const step = lineHeight(FONT.label) + 2;
  const [labels, rules, dots, rects]: [Label[], Rule[], Dot[], Rect[]] = [[], [], [], []];
  let [x, y] = [left, top + 8 + step / 2];
  for (const { text, sample, scenario } of entries) {
    const sampleWidth = sample.kind === 'line' ? SAMPLE : sample.kind === 'dot' ? 10 : 16;
    const shown = wrapText(text, FONT.label, room - sampleWidth - SAMPLE_GAP, false, 1)[0] ?? '';
    const width = sampleWidth + SAMPLE_GAP + textWidth(shown, FONT.label);
    if (x > left && x + width > left + room) [x, y] = [left, y + step];
    const own = scenario === undefined ? {} : { scenario };
    drawSample(sample, x, y, sampleWidth, own, rules, dots, rects);
    labels.push({ x: x + sampleWidth + SAMPLE_GAP, y, text: shown, ...own });
    x += width + ENTRY_GAP;
  }
  return {
    layers: [...rectLayers(rects), ...ruleLayers(rules), ...dotLayers(dots), ...textLayers(labels)],
    bottom: y + step / 2,
  };
}

function drawSample(
  sample: KeyEntry['sample'],
  x: number,
  y: number,
  width: number,
  own: { readonly scenario?: string },
  rules: Rule[],
  dots: Dot[],
  rects: Rect[],
): void {
  switch (sample.kind) {
    case 'line': {
      const { colour, width: strokeWidth = 1.6, dash, dot } = sample;
      rules.push({ x, y, x2: x + width, y2: y, colour, width: strokeWidth, ...(dash ? { dash } : {}), ...own });
      if (dot) dots.push({ x: x + width / 2, y, colour, hollow: dot === 'hollow', size: 30, ...own });
      return;
    }
    case 'tick':
      rules.push({ x, y, x2: x + width, y2: y, colour: sample.colour, width: 3 });
      return;
    case 'dot':
      dots.push({
        x: x + width / 2,
        y,
        colour: sample.colour,
        size: sample.size ?? 44,
        ...(sample.hollow ? { hollow: true } : {}),
        ...(sample.shape ? { shape: sample.shape } : {}),
        ...own,
      });
      return;
    case 'box':
      rects.push({ x, y: y - 6, x2: x + width, y2: y + 6, fill: sample.fill });
      if (sample.hatched) rules.push(...hatch({ left: x, top: y - 6, right: x + width, bottom: y + 6 }));
  }
}

function drawFooter(
  texts: readonly string[],
  left: number,
  top: number,
  room: number,
): { readonly layers: readonly Layer[]; readonly bottom: number } {
  if (texts.length === 0) return { layers: [], bottom: top };
  const step = lineHeight(FONT.footer);
  const lines = texts.flatMap((text) => wrapText(text, FONT.footer, room));
  const from = top + 8;
  const labels = lines.map(
    (text, k): Label => ({ x: left, y: from + step * (k + 0.5), text, size: FONT.footer, colour: GREY.soft }),
  );
  return { layers: textLayers(labels), bottom: from + step * lines.length };
}

/** Slanted lines across a box: "cannot be judged", whatever colours the reader sees. */
export function hatch({
  left,
  top,
  right,
  bottom,
}: {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}): readonly Rule[] {
  const height = bottom - top;
  const rules: Rule[] = [];
  for (let start = left - height + 4; start < right; start += 6) {
    const [x, x2] = [Math.max(start, left), Math.min(start + height, right)];
    if (x2 > x) rules.push({ x, y: bottom - (x - start), x2, y2: bottom - (x2 - start), colour: GREY.hatch, width: 1 });
  }
  return rules;
}
