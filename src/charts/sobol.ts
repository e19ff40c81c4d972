// Sobol indices as bars: which share of the outcome's variance an input causes by itself, and with its interactions.

import type { SobolIndex, SobolIndices } from '../analysis/index.ts';
import { layNamedRows } from './bar-rows.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { cleanText } from './clean-text.ts';
import { GREY, inkAt } from './colours.ts';
import { formatNumber } from './format.ts';
import { type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { inputTitle, percentText, sensitivityFrame } from './sensitivity-frame.ts';
import { SENSITIVITY_WORDS } from './sensitivity-words.ts';
import { makeSheet } from './sheet.ts';
import { valueAxis } from './ticks.ts';
import { inSentence, WORDS } from './words.ts';

const BAR = 8;
const MOST_ROWS = 14;
const CAP = 3;
const [FIRST, TOTAL] = [inkAt(0).line, inkAt(4).line];

/** The bars of Sobol indices; undefined without them. */
export function sobolChart(context: ChartContext, { sensitivity }: ChartRequest): Chart | undefined {
  const sobol = sensitivity?.sobol;
  if (!sensitivity || !sobol) return undefined;
  const { language } = context;
  const [words, common] = [SENSITIVITY_WORDS[language], WORDS[language]];
  const frame = sensitivityFrame(context, sensitivity);
  const shown = sobol.shares.slice(0, MOST_ROWS);
  const [first] = shown;
  if (!first) return undefined;
  const print = (index: SobolIndex) => formatNumber(clipped(index.value), 2, language);
  const exact = (value: number) => formatNumber(value, 3, language);
  const ends = shown.flatMap((share) => [share.first, share.total].flatMap(({ low, high }) => [low, high]));
  const usual = valueAxis([0, ...ends.map(clipped)], { fromZero: 'always', count: 5 });
  const axis = { ...usual, low: 0, ticks: usual.ticks.filter((tick) => tick >= 0) };
  const titles = new Map(sensitivity.inputs.map(({ id, title }) => [id, inputTitle(title, context)]));
  const laid = layNamedRows(
    shown.map((share) => ({
      name: inputTitle(share.title, context),
      value: `${print(share.first)} / ${print(share.total)}`,
      ...(share.members.length > 1
        ? { below: words.group(share.members.map((id) => titles.get(id) ?? cleanText(id))) }
        : {}),
    })),
    words.sobolColumn,
    axis,
    (tick) => formatNumber(tick, axis.decimals, language),
    0,
  );
  const { x, middles } = laid;
  const rects: Rect[] = [];
  const rules: Rule[] = [];
  shown.forEach((share, k) => {
    const middle = middles[k] ?? 0;
    for (const [index, fill, y] of [
      [share.first, FIRST, middle - BAR / 2 - 1],
      [share.total, TOTAL, middle + BAR / 2 + 1],
    ] as const) {
      const [low, high] = [x(clipped(index.low)), x(clipped(index.high))];
      const tooltip = `${inputTitle(share.title, context)} · ${words.estimate(exact(index.value), exact(index.low), exact(index.high))}`;
      rects.push({
        x: x(0),
        y: y - BAR / 2,
        x2: Math.max(x(clipped(index.value)), x(0) + 1),
        y2: y + BAR / 2,
        fill,
        tooltip,
      });
      rules.push(
        { x: low, y, x2: high, y2: y, colour: GREY.text, width: 1.2 },
        { x: low, y: y - CAP, x2: low, y2: y + CAP, colour: GREY.text, width: 1.2 },
        { x: high, y: y - CAP, x2: high, y2: y + CAP, colour: GREY.text, width: 1.2 },
      );
    }
  });
  const name = inputTitle(first.title, context);
  const title = words.sobolTitle(
    frame.heading,
    percentText(Math.min(1, first.total.value), context),
    language === 'en' ? inSentence(name) : name,
  );
  const subtitle = `${words.sobolSubtitle(formatNumber(sobol.draws, 0, language), frame.outcome(sobol.sd, sobol.sd))} · ${frame.scenario}`;
  return makeSheet({
    chart: { kind: 'sobol', id: frame.id('sobol'), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: laid.plot,
    layers: [...ruleLayers(laid.rules), ...rectLayers(rects), ...ruleLayers(rules), ...textLayers(laid.labels)],
    axisSpace: 18,
    key: [
      { text: words.first, sample: { kind: 'box', fill: FIRST } },
      { text: words.total, sample: { kind: 'box', fill: TOTAL } },
    ],
    footer: [...footerOf(context, sobol, shown.length), ...frame.notes([])],
  });
}

/** Sums, what noise hides, groups, rows left out. */
function footerOf(
  context: ChartContext,
  { shares, sumFirst, interacts }: SobolIndices,
  shown: number,
): readonly string[] {
  const { language } = context;
  const words = SENSITIVITY_WORDS[language];
  const number = (value: number) => formatNumber(value, 2, language);
  const sum = words.estimate(number(sumFirst.value), number(sumFirst.low), number(sumFirst.high));
  const hidden = shares.slice(0, shown).filter(({ first }) => first.zero);
  return [
    interacts ? words.sums(sum, percentText(Math.max(0, 1 - sumFirst.value), context)) : words.additive(sum),
    ...(hidden.length > 0 ? [words.zero(hidden.map(({ title }) => inputTitle(title, context)))] : []),
    ...(shares.some(({ members }) => members.length > 1) ? [words.groups] : []),
    ...(shares.length > shown ? [words.more(shares.length - shown)] : []),
  ];
}

/** Indices lie between 0 and 1; noise beyond is not drawn. */
function clipped(value: number): number {
  return Math.min(1, Math.max(0, value));
}
