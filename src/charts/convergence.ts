// Convergence scatter: growth of each region against its first value, with the fitted line (β-convergence).

import { type BetaConvergence, hasDirection, withoutData } from '../analysis/index.ts';
import type { Language } from '../base/index.ts';
import { indicatorOf } from '../model/index.ts';
import { around, type Box, placeLabels } from './boxes.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, inkAt, TARGET_COLOUR } from './colours.ts';
import { CONVERGENCE_WORDS } from './convergence-words.ts';
import { formatNumber, formatValue, unitText } from './format.ts';
import { type Dot, dotLayers, type Label, type Rule, ruleLayers, textLayers } from './layers.ts';
import { indicatorTitle, leftOutNotes, regionName, titleOf } from './notes.ts';
import { layNumericPlot, NUMERIC_AXIS_SPACE } from './numeric-plot.ts';
import { makeSheet } from './sheet.ts';
import { FONT } from './style.ts';
import { valueAxis } from './ticks.ts';
import { WORDS } from './words.ts';

const HEIGHT = 320;
/** Px within which a name stands beside its point. */
const BESIDE = 12;
/** Steps in which a line that is straight in logarithms is drawn. */
const STEPS = 48;

/** The scatter of one convergence analysis; undefined without a β regression. */
export function convergenceScatter(context: ChartContext, { convergence }: ChartRequest): Chart | undefined {
  const { beta, ends, years } = convergence ?? {};
  if (!convergence || !beta || !ends || !years) return undefined;
  const { model, language } = context;
  const [words, common] = [CONVERGENCE_WORDS[language], WORDS[language]];
  const indicator = indicatorOf(model, convergence.indicator);
  const logs = beta.form === 'log';
  const scale = logs ? 100 : 1;
  // Growth of logarithms is shown as such: it is what the line is fitted to.
  const points = ends.map(([first, last], k) => ({
    region: convergence.regions[k] ?? '',
    start: first,
    growth: (scale * (logs ? Math.log(last / first) : last - first)) / beta.years,
  }));
  const starts = points.map((point) => point.start);
  const fitted = (start: number) => scale * (beta.intercept + beta.slope * (logs ? Math.log(start) : start));
  const [low, high] = [Math.min(...starts), Math.max(...starts)];
  const across = valueAxis(starts, { fromZero: logs ? 'cheap' : 'never' });
  const up = valueAxis([...points.map((point) => point.growth), fitted(low), fitted(high)], { fromZero: 'cheap' });
  const unit = logs
    ? words.perYear
    : words.changePerYear(indicator.unit.id === '%' ? words.points : unitText(indicator, language));
  const laid = layNumericPlot(
    across,
    up,
    {
      across: words.startAxis(years[0], unitText(indicator, language)),
      up: words.growthAxis(years[0], years[1], unit),
    },
    context,
    HEIGHT,
  );
  const { x, y } = laid;
  const line = Array.from({ length: STEPS }, (_, k): Rule => {
    const [a, b] = [low + ((high - low) * k) / STEPS, low + ((high - low) * (k + 1)) / STEPS];
    return { x: x(a), y: y(fitted(a)), x2: x(b), y2: y(fitted(b)), colour: TARGET_COLOUR, width: 1.6 };
  });
  const dots = points.map((point): Dot => {
    const tooltip = `${regionName(model, point.region, context)} · ${common.yearValue(years[0], formatValue(point.start, indicator, language))} · ${formatNumber(point.growth, 2, language)}`;
    return { x: x(point.start), y: y(point.growth), colour: inkAt(0).line, size: 60, tooltip };
  });
  const span = common.years(years[0], years[1]);
  const name = indicatorTitle(indicator, context);
  const named = names();
  const title = verdictTitle(beta, name, span, language);
  const scenario = context.scenarios.find((one) => one.id === convergence.scenario);
  const subtitle = [words.regions(beta.n), ...(scenario ? [titleOf(scenario, context)] : [])].join(' · ');
  return makeSheet({
    width: context.width,
    chart: { kind: 'convergence', id: fileStem('convergence', convergence.indicator, convergence.scenario), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: laid.plot,
    layers: [
      ...ruleLayers([...laid.rules, ...line, ...named.leaders]),
      ...dotLayers(dots),
      ...textLayers([...laid.labels, ...named.labels]),
    ],
    axisSpace: NUMERIC_AXIS_SPACE,
    key: [{ text: words.fitted, sample: { kind: 'line', colour: TARGET_COLOUR } }],
    footer: [
      ...(convergence.published
        ? [
            words.publishedEnds(
              convergence.published.first,
              convergence.published.last,
              convergence.published.of,
              years[0],
              years[1],
            ),
          ]
        : []),
      ...(beta.n < 10 ? [words.bandNote(beta.n)] : []),
      words.steadyState,
      ...leftOutNotes(context, withoutData(convergence)),
    ],
  });

  /** Names of regions beside their points, where there is room. */
  function names(): { readonly labels: readonly Label[]; readonly leaders: readonly Rule[] } {
    const wishes = points.map((point) => ({
      x: x(point.start),
      y: y(point.growth),
      lines: [regionName(model, point.region, context)],
      fontSize: FONT.label,
    }));
    const placed = placeLabels(wishes, {
      area: { left: 0, top: laid.top, right: laid.width, bottom: HEIGHT },
      boxes: [],
      marks: wishes.map((wish) => around(wish.x, wish.y, 6, 6)),
      segments: line.map((rule) => ({ x1: rule.x, y1: rule.y, x2: rule.x2, y2: rule.y2 })),
    });
    return {
      labels: wishes.flatMap((wish, k): Label[] => {
        const box = placed[k]?.box;
        return box
          ? [{ x: box.left, y: (box.top + box.bottom) / 2, text: wish.lines[0] ?? '', colour: GREY.text }]
          : [];
      }),
      leaders: wishes.flatMap((wish, k): Rule[] => {
        const box = placed[k]?.box;
        if (!box) return [];
        const own = edgeTowards(box, wish);
        const others = wishes.filter((_, other) => other !== k).map((other) => edgeTowards(box, other).distance);
        // A name is tied to its point where it is not beside it, or another point is about as near.
        return own.distance > BESIDE || Math.min(...others) < 2 * own.distance
          ? [{ x: wish.x, y: wish.y, x2: own.x, y2: own.y, colour: GREY.axis, width: 0.75 }]
          : [];
      }),
    };
  }
}

/** The point of a box nearest to another point, and how far it is. */
function edgeTowards(box: Box, { x, y }: { readonly x: number; readonly y: number }) {
  const [nearX, nearY] = [Math.min(Math.max(x, box.left), box.right), Math.min(Math.max(y, box.top), box.bottom)];
  return { x: nearX, y: nearY, distance: Math.hypot(nearX - x, nearY - y) };
}

/** What the slope says; nothing of speeds or directions where it is not told from zero. */
function verdictTitle(beta: BetaConvergence, name: string, span: string, language: Language): string {
  const words = CONVERGENCE_WORDS[language];
  const { verdict, speed, halfLife } = beta;
  if (!hasDirection(beta)) return words.noDirection(name, span);
  if (verdict !== 'convergence' || speed === undefined || halfLife === undefined)
    return words[verdict === 'convergence' ? 'divergence' : verdict](name, span);
  const percent = `${formatNumber(100 * speed, 1, language)}%`;
  return words.convergence(name, span, percent, formatNumber(halfLife, halfLife < 20 ? 1 : 0, language));
}
