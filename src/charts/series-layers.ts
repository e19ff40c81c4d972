// Layers on a year axis and a value axis: lines by basis, published values, target marks. Trajectories, small multiples
// and catch-up charts are made of these.

import type { Language } from '../base/index.ts';
import type { Indicator } from '../model/index.ts';
import type { Segment } from './boxes.ts';
import { GREY, TARGET_COLOUR } from './colours.ts';
import { formatValue } from './format.ts';
import { FADE, groupBy, type Layer, type Row } from './layers.ts';
import { type KnownValue, lineStyle, type SeriesPoint, type TargetMark } from './series.ts';
import type { KeyEntry } from './sheet.ts';
import { DASH, FONT, type LineStyle } from './style.ts';
import { textWidth } from './text-metrics.ts';
import { type Axis, linear, tickFormat } from './ticks.ts';
import { WORDS } from './words.ts';

/** A plot with a year axis and a value axis. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Ends of the year axis; between years, so that points at the first and last year are whole. */
  readonly years: readonly [number, number];
  readonly yearTicks: readonly number[];
  readonly axis: Axis;
  readonly grouped: boolean;
}

/** A line to draw: its colour, name for the tooltip, and points. */
export interface Line {
  readonly id: string;
  readonly title: string;
  readonly colour: string;
  readonly width: number;
  readonly points: readonly SeriesPoint[];
}

/** Px of a year and of a value in a frame. */
export function scalesOf(frame: Frame): {
  readonly x: (year: number) => number;
  readonly y: (value: number) => number;
} {
  return {
    x: linear(frame.years[0], frame.years[1], 0, frame.width),
    y: linear(frame.axis.low, frame.axis.high, frame.height, 0),
  };
}

/** Both axes of a frame as Vega-Lite encodings of the fields `year` and `value`. */
export function axesOf(frame: Frame): { readonly x: unknown; readonly y: unknown } {
  const { axis } = frame;
  return {
    x: {
      field: 'year',
      type: 'quantitative',
      scale: { domain: frame.years, nice: false, zero: false },
      axis: { values: frame.yearTicks, format: 'd', grid: false, title: null, labelFlush: false, labelOverlap: false },
    },
    y: {
      field: 'value',
      type: 'quantitative',
      scale: { domain: [axis.low, axis.high], nice: false, zero: false },
      axis: {
        values: axis.ticks,
        format: tickFormat(axis, frame.grouped),
        domain: false,
        ticks: false,
        labelPadding: 6,
        title: null,
        labelFlush: false,
        labelOverlap: false,
      },
    },
  };
}

/** Width of the widest label of the value axis, in px. */
export function axisLabelWidth(axis: Axis, grouped: boolean): number {
  const text = (value: number) => {
    const fixed = Math.abs(value).toFixed(axis.decimals);
    return `${value < 0 ? '−' : ''}${grouped ? fixed.replace(/\B(?=(?:\d{3})+(?:\.|$))/g, ',') : fixed}`;
  };
  return Math.max(...axis.ticks.map((value) => textWidth(text(value), FONT.axis)));
}

/** Whether the labels of a value axis group their digits: as `formatNumber` does. */
export function isGrouped(axis: Axis, language: Language): boolean {
  return Math.max(Math.abs(axis.low), Math.abs(axis.high)) >= (language === 'zh' ? 10000 : 1000);
}

/** Lines, one layer for each width; each stretch in the dash of its less certain end. */
export function lineLayers(lines: readonly Line[], frame: Frame): readonly Layer[] {
  const widths = [...new Set(lines.map((line) => line.width))].sort((a, b) => a - b);
  return widths.map((width) => {
    const values = lines.filter((line) => line.width === width).flatMap(stretchesOf);
    return {
      data: { values },
      mark: { type: 'line', strokeWidth: width, strokeJoin: 'round', strokeCap: 'butt' },
      encoding: {
        ...axesOf(frame),
        color: { field: 'colour', type: 'nominal', scale: null, legend: null },
        strokeDash: {
          field: 'style',
          type: 'nominal',
          scale: { domain: Object.keys(DASH), range: Object.values(DASH) },
          legend: null,
        },
        detail: [{ field: 'stretch', type: 'nominal' }],
        order: { field: 'year', type: 'quantitative' },
        opacity: FADE,
      },
    };
  });
}

/** Invisible points on the lines that answer the pointer with year, name and value. */
export function hoverLayer(
  lines: readonly Line[],
  frame: Frame,
  indicator: Indicator,
  language: Language,
  format = (value: number) => formatValue(value, indicator, language),
): readonly Layer[] {
  const words = WORDS[language];
  const values = lines.flatMap((line) =>
    line.points.map((point) => ({
      year: point.year,
      value: point.value,
      scenario: line.id,
      title: line.title,
      text: format(point.value),
      basis: basisWord(lineStyle(point.basis), language),
    })),
  );
  if (values.length === 0) return [];
  const field = (name: string, title: string) => ({ field: name, type: 'nominal', title });
  return [
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 90, opacity: 0 },
      encoding: {
        ...axesOf(frame),
        tooltip: [
          field('title', words.scenario),
          { field: 'year', type: 'quantitative', format: 'd', title: words.year },
          field('text', words.value),
          field('basis', words.basis),
        ],
      },
    },
  ];
}

/** Known values as points: those the view could not know hollow, those computed from published ones grey. */
export function knownLayers(
  known: readonly KnownValue[],
  frame: Frame,
  indicator: Indicator,
  language: Language,
  size = 34,
): readonly Layer[] {
  const words = WORDS[language];
  return groupBy(known, styleOfKnown).map((group) => {
    const style = styleOfKnown(group[0] as KnownValue);
    const { colour, hollow } = KNOWN_STYLES[style];
    return {
      data: {
        values: group.map(({ year, value }) => ({ year, value, text: formatValue(value, indicator, language) })),
      },
      mark: {
        type: 'point',
        shape: 'circle',
        filled: true,
        opacity: 1,
        size,
        fill: hollow ? '#ffffff' : colour,
        stroke: hollow ? colour : '#ffffff',
        strokeWidth: hollow ? 1.6 : 0.75,
      },
      encoding: {
        ...axesOf(frame),
        tooltip: [
          { field: 'year', type: 'quantitative', format: 'd', title: words.year },
          { field: 'text', type: 'nominal', title: words[style] },
        ],
      },
    };
  });
}

/** Samples of the points and lines that occur, for the key. */
export function styleKey(
  known: readonly KnownValue[],
  lines: readonly Line[],
  marks: readonly TargetMark[],
  language: Language,
): readonly KeyEntry[] {
  const words = WORDS[language];
  const styles = stylesIn(lines);
  const found = new Set(known.map(styleOfKnown));
  const points = (Object.keys(KNOWN_STYLES) as KnownStyle[])
    .filter((style) => found.has(style))
    .map((style): KeyEntry => {
      const { colour, hollow } = KNOWN_STYLES[style];
      if (style === 'published' && styles.includes('known'))
        return { text: words.published, sample: { kind: 'line', colour, dot: 'filled' } };
      return { text: words[style], sample: { kind: 'dot', colour, hollow, size: 34 } };
    });
  const dashes = styles
    .filter((style) => style !== 'known')
    .map(
      (style): KeyEntry => ({
        text: basisWord(style, language),
        sample: { kind: 'line', colour: GREY.text, dash: DASH[style] },
      }),
    );
  return [
    ...points,
    ...dashes,
    ...(marks.length > 0 ? [{ text: words.targetMark, sample: { kind: 'tick', colour: TARGET_COLOUR } } as const] : []),
  ];
}

type KnownStyle = keyof typeof KNOWN_STYLES;

const KNOWN_STYLES = {
  published: { colour: GREY.text, hollow: false },
  computed: { colour: GREY.axis, hollow: false },
  publishedLater: { colour: GREY.text, hollow: true },
  computedLater: { colour: GREY.axis, hollow: true },
} as const;

function styleOfKnown({ later, observation }: KnownValue): KnownStyle {
  return observation ? (later ? 'publishedLater' : 'published') : later ? 'computedLater' : 'computed';
}

/** Targets as short thick ticks, ranges as bars. */
export function targetLayers(
  marks: readonly TargetMark[],
  frame: Frame,
  language: Language,
  size = 18,
): readonly Layer[] {
  const words = WORDS[language];
  const field = (name: string, title: string) => ({ field: name, type: 'nominal', title });
  const tooltip = [
    { field: 'year', type: 'quantitative', format: 'd', title: words.year },
    field('text', words.target),
  ];
  const row = (mark: TargetMark): Row => ({
    year: mark.year,
    value: mark.value,
    ...(mark.upper === undefined ? {} : { upper: mark.upper }),
    text: mark.label ?? '',
  });
  const bars = marks.filter((mark) => mark.upper !== undefined);
  return [
    ...(marks.length > 0
      ? [
          {
            data: { values: marks.map(row) },
            mark: { type: 'tick', orient: 'horizontal', size, thickness: 3.5, color: TARGET_COLOUR, opacity: 1 },
            encoding: { ...axesOf(frame), tooltip },
          },
        ]
      : []),
    ...(bars.length > 0
      ? [
          {
            data: { values: bars.map(row) },
            mark: { type: 'rule', strokeWidth: 6, color: TARGET_COLOUR, opacity: 0.45 },
            encoding: { ...axesOf(frame), y2: { field: 'upper' }, tooltip },
          },
        ]
      : []),
  ];
}

/** The lines of a frame as obstacles for labels. */
export function segmentsOf(lines: readonly Line[], frame: Frame): readonly Segment[] {
  const { x, y } = scalesOf(frame);
  return lines.flatMap((line) =>
    line.points.slice(1).flatMap((point, k) => {
      const before = line.points[k] as SeriesPoint;
      return point.year - before.year > 1
        ? []
        : [{ x1: x(before.year), y1: y(before.value), x2: x(point.year), y2: y(point.value) }];
    }),
  );
}

/** Styles that occur in some lines, in the order of the key. */
export function stylesIn(lines: readonly Line[]): readonly LineStyle[] {
  const found = new Set(lines.flatMap(stretchesOf).map((row) => row.style));
  return (Object.keys(DASH) as LineStyle[]).filter((style) => found.has(style));
}

/** What a line style stands for. */
export function basisWord(style: LineStyle, language: Language): string {
  const words = WORDS[language];
  return {
    known: words.published,
    interpolated: words.interpolated,
    planned: words.planned,
    projected: words.projected,
  }[style];
}

/** A line cut where its style changes; neighbours share a point. A stretch is as certain as its less certain end; years without data are not bridged. */
function stretchesOf(line: Line): readonly Row[] {
  const rows: Row[] = [];
  let stretch = 0;
  let style: LineStyle | undefined;
  const add = (point: SeriesPoint, name: LineStyle) =>
    rows.push({
      year: point.year,
      value: point.value,
      scenario: line.id,
      colour: line.colour,
      style: name,
      stretch: `${line.id}/${stretch}`,
    });
  line.points.slice(1).forEach((point, k) => {
    const before = line.points[k] as SeriesPoint;
    if (point.year - before.year > 1) {
      style = undefined;
      return;
    }
    const own = lessCertain(lineStyle(before.basis), lineStyle(point.basis));
    if (own !== style) {
      stretch += 1;
      add(before, own);
    }
    add(point, own);
    style = own;
  });
  return rows;
}

/** The style of the less certain of two points. */
export function lessCertain(a: LineStyle, b: LineStyle): LineStyle {
  const order = Object.keys(DASH);
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}
