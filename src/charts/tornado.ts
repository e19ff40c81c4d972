// Tornado: the outcome with one uncertain input at a time at its low and high end, largest swing on top.

import type { Sensitivity, SensitivityTarget, Tornado, TornadoBar } from '../analysis/index.ts';
import { inSentence } from '../base/index.ts';
import { layNamedRows } from './bar-rows.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { GREY, inkAt, TARGET_COLOUR } from './colours.ts';
import { formatNumber } from './format.ts';
import { type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { inputTitle, inputValue, type SensitivityFrame, sensitivityFrame, withInputUnit } from './sensitivity-frame.ts';
import { SENSITIVITY_WORDS } from './sensitivity-words.ts';
import { type KeyEntry, makeSheet } from './sheet.ts';
import { valueAxis } from './ticks.ts';
import { WORDS } from './words.ts';

const BAR = 14;
const MOST_BARS = 14;
/** Bars below this share of the longest cannot be seen. */
const LEAST_SWING = 0.005;
/** Blue and orange differ for all kinds of colour vision. */
const [HIGH, LOW] = [inkAt(0).line, inkAt(5).line];

/** The tornado of a cell; undefined without one. */
export function tornadoChart(context: ChartContext, { sensitivity }: ChartRequest): Chart | undefined {
  const tornado = sensitivity?.tornado;
  if (!sensitivity || !tornado) return undefined;
  const { language } = context;
  const [words, common] = [SENSITIVITY_WORDS[language], WORDS[language]];
  const frame = sensitivityFrame(context, sensitivity);
  const least = LEAST_SWING * (tornado.bars[0]?.swing ?? 0);
  const shown = tornado.bars.slice(0, MOST_BARS).filter((bar, k) => k === 0 || bar.swing > least);
  const [first] = shown;
  if (!first) return undefined;
  // The smallest bar drawn decides the digits: a bar that can be seen is not printed as two equal numbers.
  const finest = Math.min(...shown.map((bar) => bar.swing));
  const outcome = (value: number) => frame.outcome(value, Math.min(first.swing, 10 * finest));
  const rangeOf = ({ low, high }: TornadoBar) =>
    words.range(outcome(Math.min(low.outcome, high.outcome)), outcome(Math.max(low.outcome, high.outcome)));
  const values = shown.flatMap(({ low, high }) => [low.outcome, high.outcome]);
  const targets = distinct(sensitivity.targets);
  const near = targets.filter(({ value }) => isNear(value, [...values, sensitivity.centre]));
  const axis = valueAxis([...values, sensitivity.centre, ...near.map(({ value }) => value)], {
    fromZero: 'never',
    count: 5,
  });
  const laid = layNamedRows(
    context,
    shown.map((bar) => ({
      name: inputTitle(bar.title, context),
      below: endsOf(context, sensitivity, bar),
      value: rangeOf(bar),
    })),
    words.tornadoColumn,
    axis,
    (tick) => formatNumber(tick, axis.decimals, language),
    undefined,
  );
  const rects = shown.flatMap((bar, k) =>
    barRects(bar, sensitivity.centre, laid.x, laid.middles[k] ?? 0, rangeOf(bar)),
  );
  const upright = (value: number, colour: string, width: number): Rule => ({
    x: laid.x(value),
    y: 18,
    x2: laid.x(value),
    y2: laid.plot.height,
    colour,
    width,
  });
  const title = words.tornadoTitle(
    frame.heading,
    language === 'en' ? inSentence(inputTitle(first.title, context)) : inputTitle(first.title, context),
    rangeOf(first),
  );
  const subtitle = `${words.tornadoSubtitle(frame.unit)} · ${frame.scenario}`;
  return makeSheet({
    width: context.width,
    chart: { kind: 'tornado', id: frame.id('tornado'), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: laid.plot,
    layers: [
      ...ruleLayers(laid.rules),
      ...rectLayers(rects),
      ...ruleLayers([
        upright(sensitivity.centre, GREY.text, 1.4),
        ...near.map(({ value }) => upright(value, TARGET_COLOUR, 1.6)),
      ]),
      ...textLayers(laid.labels),
    ],
    axisSpace: 18,
    key: keyOf(frame, words, outcome(sensitivity.centre), near),
    footer: [
      ...footerOf(context, tornado, frame, shown.length),
      ...targets.filter((target) => !near.includes(target)).map((target) => words.farTarget(frame.target(target))),
      ...frame.notes(targets),
    ],
  });
}

function keyOf(
  frame: SensitivityFrame,
  words: (typeof SENSITIVITY_WORDS)['zh'],
  centre: string,
  targets: readonly SensitivityTarget[],
): readonly KeyEntry[] {
  return [
    { text: words.lowEnd, sample: { kind: 'box', fill: LOW } },
    { text: words.highEnd, sample: { kind: 'box', fill: HIGH } },
    { text: words.centre(centre), sample: { kind: 'line', colour: GREY.text } },
    ...targets.map(
      (target): KeyEntry => ({
        text: words.target(frame.target(target), frame.plan(target)),
        sample: { kind: 'tick', colour: TARGET_COLOUR },
      }),
    ),
  ];
}

/** What the bars do not show: inputs together, interactions, turning points, smaller bars. */
function footerOf(
  context: ChartContext,
  { bars, together, interaction }: Tornado,
  frame: SensitivityFrame,
  shown: number,
): readonly string[] {
  const words = SENSITIVITY_WORDS[context.language];
  const [largest] = bars;
  const [down, up] = interaction;
  const spread = largest?.swing ?? 0;
  const outcome = (value: number) => frame.outcome(value, spread);
  const change = (value: number) => frame.change(value, spread);
  const none = Math.max(Math.abs(down), Math.abs(up)) < 0.01 * spread;
  const turning = bars.slice(0, shown).filter(({ turns }) => turns);
  return [
    words.together(words.range(outcome(together[0]), outcome(together[1]))),
    none ? words.noInteraction : words.interaction(change(down), change(up)),
    ...(turning.length > 0 ? [words.turns(turning.map(({ title }) => inputTitle(title, context)))] : []),
    ...(bars.length > shown ? [words.more(bars.length - shown)] : []),
  ];
}

/** From the central outcome to that at each end; where both lie on one side the shorter bar stands below the longer one. */
function barRects(
  { low, high, turns }: TornadoBar,
  centre: number,
  x: (value: number) => number,
  y: number,
  tooltip: string,
): readonly Rect[] {
  const half = (value: number, fill: string, top: number, bottom: number): Rect => {
    const [from, to] = [Math.min(x(centre), x(value)), Math.max(x(centre), x(value))];
    // A change too small to see still shows where it stands.
    return { x: from, y: top, x2: Math.max(to, from + 1), y2: bottom, fill, tooltip };
  };
  const [top, bottom] = [y - BAR / 2, y + BAR / 2];
  return turns
    ? [half(low.outcome, LOW, top, y), half(high.outcome, HIGH, y, bottom)]
    : [half(low.outcome, LOW, top, bottom), half(high.outcome, HIGH, top, bottom)];
}

function endsOf(context: ChartContext, sensitivity: Sensitivity, { id, unit, members, low, high }: TornadoBar): string {
  const print = (value: number) => inputValue(sensitivity, id, value, Math.abs(high.input - low.input), context);
  const range = `${print(low.input)} → ${withInputUnit(print(high.input), unit, context)}`;
  return members === 1 ? range : `${range} · ${SENSITIVITY_WORDS[context.language].members(members)}`;
}

/** Targets of different values. */
function distinct(targets: readonly SensitivityTarget[]): readonly SensitivityTarget[] {
  return targets.filter(({ value }, k) => targets.findIndex((other) => other.value === value) === k);
}

/** Whether a target can stand beside the bars without flattening them. */
function isNear(target: number, values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Math.max(high, target) - Math.min(low, target) <= 2.5 * (high - low);
}
