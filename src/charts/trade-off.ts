// Two levers: the outcome over the field between their limits, and the line of pairs that reach the goal.

import { aimOf, goalText, goalUnit } from '../analysis/index.ts';
import { indicatorOf } from '../model/index.ts';
import type { OpenLever } from '../scenario/index.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { cleanText, fileStem } from './clean-text.ts';
import { GREY, TARGET_COLOUR } from './colours.ts';
import { CONVERGENCE_WORDS } from './convergence-words.ts';
import { formatNumber } from './format.ts';
import { type Dot, dotLayers, type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { ABOVE, BELOW, edgesOf, fieldAxis, leverName, mixed } from './lever-field.ts';
import { indicatorTitle, regionName } from './notes.ts';
import { layNumericPlot, NUMERIC_AXIS_SPACE } from './numeric-plot.ts';
import { makeSheet } from './sheet.ts';
import { WORDS } from './words.ts';

const HEIGHT = 340;

/** The field of two levers; undefined without one. */
export function tradeOffChart(context: ChartContext, { tradeOff }: ChartRequest): Chart | undefined {
  const [first, second] = tradeOff?.request.levers ?? [];
  if (!tradeOff || !first || !second) return undefined;
  const { model, language } = context;
  const [words, common] = [CONVERGENCE_WORDS[language], WORDS[language]];
  const { field, request, solution } = tradeOff;
  const { goal } = request;
  const indicator = indicatorOf(model, goal.indicator);
  const aim = aimOf(goal);
  const { grid } = field;
  const [across, up] = [fieldAxis(grid.first), fieldAxis(grid.second)];
  const laid = layNumericPlot(
    across,
    up,
    { across: leverName(context, first), up: leverName(context, second) },
    context,
    HEIGHT,
  );
  const { x, y } = laid;
  const far = Math.max(
    ...grid.outcomes
      .flat()
      .map((outcome) => Math.abs(outcome - aim))
      .filter(Number.isFinite),
    Number.MIN_VALUE,
  );
  const [xs, ys] = [edgesOf(grid.first), edgesOf(grid.second)];
  const rects = grid.outcomes.flatMap((row, b) =>
    row.flatMap((outcome, a): Rect[] => {
      if (!Number.isFinite(outcome)) return [];
      const share = Math.abs(outcome - aim) / far;
      const tooltip = `${formatNumber(outcome, Math.max(2, indicator.decimals), language)}`;
      return [
        {
          x: x(xs[a] ?? 0),
          y: y(ys[b + 1] ?? 0),
          x2: x(xs[a + 1] ?? 0),
          y2: y(ys[b] ?? 0),
          fill: mixed(outcome < aim ? BELOW : ABOVE, 0.08 + 0.5 * share),
          tooltip,
        },
      ];
    }),
  );
  const points = field.curve.flatMap((point) =>
    point.second === undefined ? [] : [{ x: x(point.first), y: y(point.second) }],
  );
  const line = points.slice(1).map(
    (to, k): Rule => ({
      x: points[k]?.x ?? to.x,
      y: points[k]?.y ?? to.y,
      x2: to.x,
      y2: to.y,
      colour: TARGET_COLOUR,
      width: 3,
    }),
  );
  const inside = (dot: Dot) => dot.x >= 0 && dot.x <= laid.width && dot.y >= laid.top && dot.y <= HEIGHT;
  const least = solution
    ? [
        {
          x: x(solution[0]),
          y: y(solution[1]),
          colour: TARGET_COLOUR,
          shape: 'diamond' as const,
          size: 130,
          tooltip: words.leastEffort,
        },
      ].filter(inside)
    : [];
  const neutral = (lever: OpenLever) => (lever.op === 'add' ? 0 : lever.op === 'times' ? 1 : undefined);
  const [a, b] = [neutral(first), neutral(second)];
  const still =
    a === undefined || b === undefined
      ? []
      : [{ x: x(a), y: y(b), colour: GREY.text, size: 70, tooltip: words.today }].filter(inside);
  const aimText = goalText(model, goal)[language];
  const title = words.tradeOffTitle(
    regionName(model, goal.region, context),
    indicatorTitle(indicator, context),
    aimText,
  );
  const subtitle = words.tradeOffSubtitle(indicatorTitle(indicator, context), cleanText(goalUnit(model, goal)));
  return makeSheet({
    width: context.width,
    chart: { kind: 'trade-off', id: fileStem('trade-off', goal.indicator, goal.region), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: laid.plot,
    layers: [
      ...rectLayers(rects),
      ...ruleLayers([...laid.rules, ...line]),
      ...dotLayers([...still, ...least]),
      ...textLayers(laid.labels),
    ],
    axisSpace: NUMERIC_AXIS_SPACE,
    key: [
      { text: words.goalLine(aimText), sample: { kind: 'line', colour: TARGET_COLOUR, width: 3 } },
      { text: words.below, sample: { kind: 'box', fill: mixed(BELOW, 0.4) } },
      { text: words.above, sample: { kind: 'box', fill: mixed(ABOVE, 0.4) } },
      ...(least.length > 0
        ? [
            {
              text: words.leastEffort,
              sample: { kind: 'dot', colour: TARGET_COLOUR, shape: 'diamond', size: 130 },
            } as const,
          ]
        : []),
      ...(still.length > 0
        ? [{ text: words.today, sample: { kind: 'dot', colour: GREY.text, size: 70 } } as const]
        : []),
    ],
    footer: [],
  });
}
