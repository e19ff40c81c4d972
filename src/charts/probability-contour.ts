// Two levers: how likely the target is met over the field of their values, with lines of equal probability.

import { contourLines } from '../analysis/index.ts';
import { placeLabels } from './boxes.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { GREY, TARGET_COLOUR } from './colours.ts';
import { formatNumber } from './format.ts';
import { type Label, type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { ABOVE, BELOW, edgesOf, fieldAxis, leverName, mixed } from './lever-field.ts';
import { layNumericPlot, NUMERIC_AXIS_SPACE } from './numeric-plot.ts';
import { percentText, sensitivityFrame } from './sensitivity-frame.ts';
import { SENSITIVITY_WORDS } from './sensitivity-words.ts';
import { type KeyEntry, makeSheet } from './sheet.ts';
import { FONT } from './style.ts';
import { WORDS } from './words.ts';

const HEIGHT = 340;
/** Lines of equal probability; at the middle one the target is as likely met as missed. */
const LEVELS = [0.1, 0.5, 0.9] as const;
const EVEN = 0.5;

/** The field of a sweep of two levers; undefined without one. */
export function probabilityContour(context: ChartContext, { leverSweep }: ChartRequest): Chart | undefined {
  if (!leverSweep) return undefined;
  const { language } = context;
  const [words, common] = [SENSITIVITY_WORDS[language], WORDS[language]];
  const { first, second, probability, target } = leverSweep;
  const frame = sensitivityFrame(context, { ...leverSweep, targets: [target] });
  const laid = layNumericPlot(
    fieldAxis(first.values),
    fieldAxis(second.values),
    { across: leverName(context, first.lever), up: leverName(context, second.lever) },
    context,
    HEIGHT,
  );
  const { x, y } = laid;
  const [xs, ys] = [edgesOf(first.values), edgesOf(second.values)];
  const rects = probability.flatMap((row, b) =>
    row.flatMap((share, a): Rect[] => {
      if (!Number.isFinite(share)) return [];
      const fill = mixed(share < EVEN ? BELOW : ABOVE, 0.04 + 1.1 * Math.abs(share - EVEN));
      const [left, right, bottom, top] = [xs[a], xs[a + 1], ys[b], ys[b + 1]];
      return [
        {
          x: x(left ?? 0),
          y: y(top ?? 0),
          x2: x(right ?? 0),
          y2: y(bottom ?? 0),
          fill,
          tooltip: percentText(share, context),
        },
      ];
    }),
  );
  const grid = { first: first.values, second: second.values, values: probability };
  const lines = LEVELS.map((level) => ({
    level,
    paths: contourLines(grid, level).map((line) => line.map(([a, b]) => ({ x: x(a), y: y(b) }))),
  }));
  const rules = lines.flatMap(({ level, paths }) => paths.flatMap((path) => rulesAlong(path, level)));
  const known = probability.flat().filter(Number.isFinite);
  const title = words.contourTitle(frame.heading, frame.target(target));
  const count = formatNumber(leverSweep.draws, 0, language);
  const ends = [Math.min(...known), Math.max(...known)].map((share) => percentText(share, context));
  const subtitle = `${words.contourSubtitle(count, ends[0] ?? '', ends[1] ?? '')} · ${frame.scenario}`;
  const drawn = lines.filter(({ paths }) => paths.length > 0).map(({ level }) => level);
  return makeSheet({
    width: context.width,
    chart: { kind: 'probability-contour', id: frame.id('probability-contour'), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: laid.plot,
    layers: [
      ...rectLayers(rects),
      ...ruleLayers([...laid.rules, ...rules]),
      ...textLayers([...laid.labels, ...lineLabels()]),
    ],
    axisSpace: NUMERIC_AXIS_SPACE,
    key: [
      ...[drawn.filter((level) => level === EVEN), drawn.filter((level) => level !== EVEN)]
        .filter((levels) => levels.length > 0)
        .map(
          (levels): KeyEntry => ({
            text: words.contourLine(levels.map((level) => percentText(level, context))),
            sample: { kind: 'line', ...inkOf(levels[0] ?? EVEN) },
          }),
        ),
      ...(known.some((share) => share < EVEN)
        ? [{ text: words.unlikely, sample: { kind: 'box', fill: mixed(BELOW, 0.4) } } as const]
        : []),
      ...(known.some((share) => share >= EVEN)
        ? [{ text: words.likely, sample: { kind: 'box', fill: mixed(ABOVE, 0.4) } } as const]
        : []),
    ],
    footer: [...(drawn.includes(EVEN) ? [] : [words.noContour(percentText(EVEN, context))]), ...frame.notes([target])],
  });

  /** The probability beside each line, clear of the lines. */
  function lineLabels(): readonly Label[] {
    const wishes = lines.flatMap(({ level, paths }) =>
      paths.slice(0, 1).map((path) => {
        const middle = path[Math.floor(path.length / 2)] ?? { x: 0, y: 0 };
        return { ...middle, lines: [percentText(level, context)], fontSize: FONT.label, bold: level === EVEN };
      }),
    );
    const placed = placeLabels(wishes, {
      area: { left: 2, top: laid.top, right: laid.width - 2, bottom: HEIGHT - 2 },
      boxes: [],
      marks: [],
      segments: rules.map((rule) => ({ x1: rule.x, y1: rule.y, x2: rule.x2, y2: rule.y2 })),
    });
    return wishes.flatMap(({ lines: [text = ''], bold }, k): Label[] => {
      const box = placed[k]?.box;
      return box ? [{ x: box.left, y: (box.top + box.bottom) / 2, text, ...(bold ? { bold } : {}) }] : [];
    });
  }
}

function rulesAlong(path: readonly { readonly x: number; readonly y: number }[], level: number): readonly Rule[] {
  return path.slice(1).map((to, k): Rule => {
    const from = path[k] ?? to;
    return { x: from.x, y: from.y, x2: to.x, y2: to.y, ...inkOf(level) };
  });
}

/** The line of even chances is the target's. */
function inkOf(level: number): { readonly colour: string; readonly width: number } {
  return level === EVEN ? { colour: TARGET_COLOUR, width: 3 } : { colour: GREY.text, width: 1.4 };
}
