// Sobol indices as bars: which share of the outcome's variance an input causes by itself, and with its interactions.

import type { SobolIndex, SobolIndices, SobolPart, SobolShare } from '../analysis/index.ts';
import { inSentence } from '../base/index.ts';
import { layNamedRows } from './bar-rows.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { GREY, inkAt } from './colours.ts';
import { formatNumber } from './format.ts';
import { type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { mixed } from './lever-field.ts';
import { inputTitle, percentText, sensitivityFrame } from './sensitivity-frame.ts';
import { SENSITIVITY_WORDS } from './sensitivity-words.ts';
import { makeSheet } from './sheet.ts';
import { valueAxis } from './ticks.ts';
import { WORDS } from './words.ts';

const BAR = 8;
const MOST_ROWS = 14;
const CAP = 3;
/** Members of a group are paler than what adds up. */
const PALE = 0.55;
const [FIRST, TOTAL] = [inkAt(0).line, inkAt(4).line];

/** The bars of Sobol indices; undefined without them. */
export function sobolChart(context: ChartContext, { sensitivity }: ChartRequest): Chart | undefined {
  const sobol = sensitivity?.sobol;
  if (!sensitivity || !sobol) return undefined;
  const { language } = context;
  const [words, common] = [SENSITIVITY_WORDS[language], WORDS[language]];
  const frame = sensitivityFrame(context, sensitivity);
  const rows = sobol.shares
    .filter(({ negligible }, k) => k === 0 || !negligible)
    .flatMap((share): readonly Row[] => [share, ...share.parts.map((part) => ({ ...part, of: share }))]);
  const shown = rows.slice(0, MOST_ROWS);
  const [first] = sobol.shares;
  if (!first) return undefined;
  const print = (index: SobolIndex) => formatNumber(clipped(index.value), 2, language);
  const exact = (value: number) => formatNumber(value, 3, language);
  const ends = shown.flatMap((share) => [share.first, share.total].flatMap(({ low, high }) => [low, high]));
  const usual = valueAxis([0, ...ends.map(clipped)], { fromZero: 'always', count: 5 });
  const axis = { ...usual, low: 0, ticks: usual.ticks.filter((tick) => tick >= 0) };
  const laid = layNamedRows(
    context,
    shown.map((row) => ({
      name: nameOf(row, context),
      value: `${print(row.first)} / ${print(row.total)}`,
      ...('of' in row ? { below: words.part } : {}),
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
      [share.first, 'of' in share ? mixed(FIRST, PALE) : FIRST, middle - BAR / 2 - 1],
      [share.total, 'of' in share ? mixed(TOTAL, PALE) : TOTAL, middle + BAR / 2 + 1],
    ] as const) {
      const [low, high] = [x(clipped(index.low)), x(clipped(index.high))];
      const tooltip = `${nameOf(share, context)} · ${words.estimate(exact(index.value), exact(index.low), exact(index.high))}`;
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
  const name = nameOf(first, context);
  const title = words.sobolTitle(
    frame.heading,
    percentText(Math.min(1, first.total.value), context),
    language === 'en' ? inSentence(name) : name,
  );
  const subtitle = `${words.sobolSubtitle(formatNumber(sobol.draws, 0, language), frame.change(sobol.sd, sobol.sd).replace('+', ''))} · ${frame.scenario}`;
  return makeSheet({
    width: context.width,
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
    footer: [...footerOf(context, sobol, rows.length - shown.length), ...frame.notes([])],
  });
}

/** A row: an input, a group, or a member of the group above it. */
type Row = SobolShare | (SobolPart & { readonly of: SobolShare });

/** Two names are told, of more their number. */
function nameOf(row: Row, context: ChartContext): string {
  return 'parts' in row && row.parts.length > 2
    ? SENSITIVITY_WORDS[context.language].group(row.parts.length)
    : inputTitle(row.title, context);
}

/** Sums, what noise hides, groups, rows left out. */
function footerOf(
  context: ChartContext,
  { shares, sumFirst, interacts }: SobolIndices,
  left: number,
): readonly string[] {
  const { language } = context;
  const words = SENSITIVITY_WORDS[language];
  const number = (value: number) => formatNumber(value, 2, language);
  const sum = words.estimate(number(sumFirst.value), number(sumFirst.low), number(sumFirst.high));
  const hidden = shares.filter(({ first, negligible }) => first.zero && !negligible);
  const small = shares.slice(1).filter(({ negligible }) => negligible);
  return [
    interacts ? words.sums(sum, percentText(Math.max(0, 1 - sumFirst.value), context)) : words.additive(sum),
    ...(hidden.length > 0 ? [words.zero(hidden.map((share) => nameOf(share, context)))] : []),
    ...(small.length > 0 ? [words.negligible(small.map((share) => nameOf(share, context)))] : []),
    ...(shares.some(({ parts, negligible }) => parts.length > 0 && !negligible) ? [words.groups] : []),
    ...(left > 0 ? [words.more(left)] : []),
  ];
}

/** Indices lie between 0 and 1; noise beyond is not drawn. */
function clipped(value: number): number {
  return Math.min(1, Math.max(0, value));
}
