// Marks at places given in px of the plot: texts, rules, boxes, points. What the chart functions lay out themselves.
// Rows have fixed field names; `scenario` is there where the reader may highlight one.

import { GREY } from './colours.ts';
import { FONT } from './style.ts';

/** A Vega-Lite layer. */
export type Layer = Readonly<Record<string, unknown>>;

/** One row of inline data. */
export type Row = Readonly<Record<string, string | number>>;

/** A text with its anchor: `y` is the middle of the line, `x` the left end, the middle or the right end. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  /** Degrees clockwise; -90 reads upwards. */
  readonly angle?: number;
  readonly scenario?: string;
}

/** A straight line. */
export interface Rule {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
  readonly colour?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly scenario?: string;
}

/** A filled rectangle. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
  readonly fill: string;
  readonly scenario?: string;
  readonly tooltip?: string;
}

/** A point mark. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
  readonly hollow?: boolean;
  readonly shape?: 'circle' | 'diamond' | 'triangle-right' | 'triangle-left';
  /** Area in px². */
  readonly size?: number;
  readonly scenario?: string;
  readonly tooltip?: string;
}

const at = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null });
const colourFrom = (field: string) => ({ field, type: 'nominal', scale: null, legend: null });

/** Fades what belongs to other scenarios while the page highlights one (`params: [{name: 'highlight'}]`). */
export const HIGHLIGHT_PARAM = { name: 'highlight', value: null };
export const FADE = {
  condition: { test: 'highlight === null || datum.scenario === highlight', value: 1 },
  value: 0.12,
};

/** Layers for texts: one for each combination of size, alignment, weight and angle. */
export function textLayers(labels: readonly Label[]): readonly Layer[] {
  const groups = groupBy(labels, (label) =>
    JSON.stringify([
      label.size ?? FONT.label,
      label.align ?? 'left',
      label.bold ?? false,
      label.angle ?? 0,
      label.scenario !== undefined,
    ]),
  );
  return groups.map((group) => {
    const { size = FONT.label, align = 'left', bold = false, angle, scenario } = group[0] as Label;
    return {
      data: {
        values: group.map((label) => ({
          x: px(label.x),
          y: px(label.y),
          label: label.text,
          colour: label.colour ?? GREY.text,
          ...scenarioField(label),
        })),
      },
      mark: {
        type: 'text',
        align,
        baseline: 'middle',
        fontSize: size,
        ...(bold ? { fontWeight: 'bold' } : {}),
        ...(angle ? { angle: (angle + 360) % 360 } : {}),
      },
      encoding: {
        x: at('x'),
        y: at('y'),
        text: { field: 'label', type: 'nominal' },
        color: colourFrom('colour'),
        ...(scenario === undefined ? {} : { opacity: FADE }),
      },
    };
  });
}

/** Layers for straight lines: one for each width and dash. */
export function ruleLayers(rules: readonly Rule[]): readonly Layer[] {
  const groups = groupBy(rules, (rule) =>
    JSON.stringify([rule.width ?? 1, rule.dash ?? null, rule.scenario !== undefined]),
  );
  return groups.map((group) => {
    const { width = 1, dash, scenario } = group[0] as Rule;
    return {
      data: {
        values: group.map((rule) => ({
          x: px(rule.x),
          y: px(rule.y),
          x2: px(rule.x2),
          y2: px(rule.y2),
          colour: rule.colour ?? GREY.axis,
          ...scenarioField(rule),
        })),
      },
      mark: { type: 'rule', strokeWidth: width, ...(dash ? { strokeDash: [...dash] } : {}) },
      encoding: {
        x: at('x'),
        y: at('y'),
        x2: { field: 'x2' },
        y2: { field: 'y2' },
        color: colourFrom('colour'),
        ...(scenario === undefined ? {} : { opacity: FADE }),
      },
    };
  });
}

/** Layers for rectangles: those that can be highlighted or answer the pointer apart from the others. */
export function rectLayers(rects: readonly Rect[]): readonly Layer[] {
  const groups = groupBy(rects, (rect) => JSON.stringify([rect.scenario !== undefined, rect.tooltip !== undefined]));
  return groups.map((group) => {
    const { scenario, tooltip } = group[0] as Rect;
    return {
      data: {
        values: group.map((rect) => ({
          x: px(rect.x),
          y: px(rect.y),
          x2: px(rect.x2),
          y2: px(rect.y2),
          colour: rect.fill,
          ...tooltipField(rect),
          ...scenarioField(rect),
        })),
      },
      mark: { type: 'rect', strokeWidth: 0 },
      encoding: {
        x: at('x'),
        y: at('y'),
        x2: { field: 'x2' },
        y2: { field: 'y2' },
        fill: colourFrom('colour'),
        ...(scenario === undefined ? {} : { opacity: FADE }),
        ...(tooltip === undefined ? {} : TOOLTIP),
      },
    };
  });
}

/** Layers for points: one for each shape and size. */
export function dotLayers(dots: readonly Dot[]): readonly Layer[] {
  const groups = groupBy(dots, (dot) =>
    JSON.stringify([
      dot.shape ?? 'circle',
      dot.size ?? 36,
      dot.hollow ?? false,
      dot.scenario !== undefined,
      dot.tooltip !== undefined,
    ]),
  );
  return groups.map((group) => {
    const { shape = 'circle', size = 36, hollow = false, scenario, tooltip } = group[0] as Dot;
    return {
      data: {
        values: group.map((dot) => ({
          x: px(dot.x),
          y: px(dot.y),
          colour: dot.colour,
          ...tooltipField(dot),
          ...scenarioField(dot),
        })),
      },
      mark: {
        type: 'point',
        shape,
        size,
        filled: true,
        opacity: 1,
        ...(hollow ? { fill: '#ffffff', strokeWidth: 1.5 } : { stroke: '#ffffff', strokeWidth: 0.75 }),
      },
      encoding: {
        x: at('x'),
        y: at('y'),
        [hollow ? 'stroke' : 'fill']: colourFrom('colour'),
        ...(scenario === undefined ? {} : { opacity: FADE }),
        ...(tooltip === undefined ? {} : TOOLTIP),
      },
    };
  });
}

/** Items in groups of equal key, in order of first appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** Hundredths of a px are enough, and keep files the same on every machine. */
export function px(value: number): number {
  return Math.round(value * 100) / 100;
}

const TOOLTIP = { tooltip: { field: 'tooltip', type: 'nominal' } };

function tooltipField({ tooltip }: { readonly tooltip?: string }): Row {
  return tooltip === undefined ? {} : { tooltip };
}

function scenarioField({ scenario }: { readonly scenario?: string }): Row {
  return scenario === undefined ? {} : { scenario };
}
