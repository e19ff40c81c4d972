// What all charts share: sizes for an A4 page, fonts, greys.

import { GREY } from './colours.ts';
import { FONT_FAMILY } from './text-metrics.ts';

/** Width of a chart in px where none is asked for: the text width of an A4 page at 108 px an inch. */
export const SHEET_WIDTH = 680;

/** Widths of sheets by what they are for: a whole and about half of an A4 page's text, and a slide (half of 1920 px). */
export const SHEET_WIDTHS = { a4: SHEET_WIDTH, half: 440, slide: 960 } as const;

/** Sheets that every kind of chart can be laid out on. */
export const SHEET_LIMITS = { least: SHEET_WIDTHS.half, most: 1600 } as const;

/** Space between the sheet's edge and what is on it. */
export const SHEET_MARGIN = 12;

/** Font sizes in px. */
export const FONT = { title: 15, subtitle: 12, label: 11, axis: 11, footer: 10 } as const;

/** Height of a line of text of a font size. */
export function lineHeight(fontSize: number): number {
  return Math.round(fontSize * 1.35);
}

/** Vega-Lite `config` of every chart. */
export const CONFIG = {
  font: FONT_FAMILY,
  view: { stroke: null },
  axis: {
    domainColor: GREY.axis,
    gridColor: GREY.grid,
    tickColor: GREY.axis,
    labelColor: GREY.soft,
    labelFontSize: FONT.axis,
    labelLimit: 0,
    title: null,
  },
  title: {
    color: '#111111',
    fontSize: FONT.title,
    fontWeight: 'bold',
    lineHeight: lineHeight(FONT.title),
    subtitleColor: GREY.soft,
    subtitleFontSize: FONT.subtitle,
    subtitleLineHeight: lineHeight(FONT.subtitle),
    subtitlePadding: 4,
  },
} as const;

/** Dash patterns by how a value is known; observed is solid. */
export const DASH = {
  known: [1, 0],
  interpolated: [1, 3],
  planned: [2, 3],
  projected: [6, 3],
} as const;

export type LineStyle = keyof typeof DASH;
