// Distribution of the outcome: what the draws give for one year, a histogram for each scenario, cut at the target.

import type { Language } from '../base/index.ts';
import type { Indicator } from '../model/index.ts';
import { QUANTILE_PROBABILITIES } from '../results/index.ts';
import { MEDIAN } from './bands.ts';
import { drawNotes, openChance, rowChance } from './chance-text.ts';
import { CHANCE_WORDS } from './chance-words.ts';
import { type Chart, type ChartContext, type ChartRequest, isBaseline } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, scenarioInks, TARGET_COLOUR } from './colours.ts';
import { rowOfMark } from './fan-data.ts';
import { formatNumber, formatTarget, formatValue, unitText } from './format.ts';
import { type Bins, countsIn } from './histogram.ts';
import { type Dot, dotLayers, type Label, type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { indicatorTitle, regionName, sourceNotes, titleOf, warningNotes } from './notes.ts';
import { isMet, isSpread, type Outcome, type OutcomeData, outcomeData, outsideShare } from './outcome-data.ts';
import type { TargetMark } from './series.ts';
import { type KeyEntry, makeSheet } from './sheet.ts';
import { FONT, lineHeight, SHEET_MARGIN } from './style.ts';
import { textWidth, wrapText } from './text-metrics.ts';
import { valueAxis } from './ticks.ts';
import { targetText } from './titles.ts';
import { WORDS } from './words.ts';

const ROW = 40;
const BAR_TOP = 6;
const NAME_WIDTH = 150;
const GAP = 12;
const HEAD = 18;

/** Histograms of a year (default: of the last open target); undefined without draws of that year, or where they are all alike. */
export function outcomesChart(context: ChartContext, request: ChartRequest): Chart | undefined {
  const data = outcomeData(context, request);
  return data && drawOutcomes(context, data, request.asOf);
}

function drawOutcomes(context: ChartContext, data: OutcomeData, asOf: number | undefined): Chart {
  const { language, draws } = context;
  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const { indicator, outcomes, marks, bins } = data;
  const columns = chanceColumns(context, data);
  const left = SHEET_MARGIN + NAME_WIDTH + GAP;
  const right = SHEET_MARGIN + columns.reduce((sum, column) => sum + column.width + GAP, 0);
  const width = context.width - left - right;
  const x = (value: number) => Math.min(Math.max((value - bins.low) / (bins.high - bins.low), 0), 1) * width;
  const named = markLabels(context, data, x, width);
  const top = named.height + HEAD;
  const height = top + outcomes.length * ROW + 4;
  const axis = axisMarks(bins, x, top, height, language);
  const bars = barsOf(context, data, x, top);
  const rows = rowMarks(context, data, x, top, width, left);
  const targets = marks.map(
    (mark): Rule => ({
      x: x(mark.value),
      y: named.height,
      x2: x(mark.value),
      y2: height,
      colour: TARGET_COLOUR,
      width: 1.6,
    }),
  );
  const outside = Math.max(...outcomes.map(({ sample }) => outsideShare(sample, bins)));
  const title = titleFor(context, data);
  const subtitle = [
    words.outcomeSubtitle(unitText(indicator, language), formatNumber(draws?.design.draws ?? 0, 0, language)),
    ...(asOf === undefined ? [] : [common.view(asOf)]),
  ].join(' · ');
  const kind = asOf === undefined ? 'outcomes' : `outcomes${asOf}`;
  return makeSheet({
    chart: { kind, id: fileStem(kind, indicator.id, data.region), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    width: context.width,
    plot: { left, right, height },
    layers: [
      ...ruleLayers([...axis.rules, ...rows.floors]),
      ...rectLayers(bars),
      ...ruleLayers([...rows.medians, ...targets]),
      ...dotLayers(rows.dots),
      ...textLayers([...named.labels, ...axis.labels, ...rows.labels, ...columnLabels(data, columns, top, width)]),
    ],
    axisSpace: 20,
    key: keyFor(context, marks.length > 0),
    footer: [
      ...drawNotes(context, { probabilities: columns.flatMap(({ open }) => open), errors: true, central: true }),
      ...(outside > 0 ? [words.cutTails(words.percent(formatNumber(100 * outside, 1, language)))] : []),
      ...warningNotes(
        context,
        outcomes.map(({ scenario }) => scenario),
      ),
      ...sourceNotes(
        context,
        marks.flatMap((mark) => mark.plans),
        [],
      ),
    ],
  });
}

/** How likely each scenario meets one of the targets, as a column to the right. */
interface ChanceColumn {
  readonly head: string;
  /** In the order of the outcomes. */
  readonly texts: readonly string[];
  /** Those that depend on what is drawn. */
  readonly open: readonly number[];
  readonly width: number;
}

function chanceColumns(context: ChartContext, { marks, outcomes, indicator }: OutcomeData): readonly ChanceColumn[] {
  const { draws, language } = context;
  return marks.map((mark) => {
    const rows = outcomes.map(({ scenario }) => rowOfMark(context, mark, scenario.id));
    const texts = rows.map((row) => (row && draws && rowChance(row, draws, language)) ?? '–');
    const head = CHANCE_WORDS[language].pMet(markText(context, mark, indicator));
    const widths = [textWidth(head, FONT.footer), ...texts.map((text) => textWidth(text, FONT.label, true))];
    return {
      head,
      texts,
      open: rows.flatMap((row) => openChance(row, draws) ?? []),
      width: Math.ceil(Math.max(...widths)),
    };
  });
}

function columnLabels(
  { outcomes }: OutcomeData,
  columns: readonly ChanceColumn[],
  top: number,
  width: number,
): readonly Label[] {
  return columns.flatMap(({ head, texts }, c) => {
    const x = width + columns.slice(0, c + 1).reduce((sum, own) => sum + own.width + GAP, 0);
    return [
      { x, y: top - 6, text: head, align: 'right', size: FONT.footer, colour: GREY.soft },
      ...texts.map(
        (text, k): Label => ({
          x,
          y: top + (k + 0.5) * ROW + 6,
          text,
          align: 'right',
          bold: c === 0,
          scenario: outcomes[k]?.scenario.id ?? '',
        }),
      ),
    ];
  });
}

function axisMarks(bins: Bins, x: (value: number) => number, top: number, height: number, language: Language) {
  const axis = valueAxis([bins.low, bins.high], { fromZero: 'never', count: 6 });
  const ticks = axis.ticks.filter((value) => value >= bins.low && value <= bins.high);
  return {
    rules: ticks.map((tick): Rule => ({ x: x(tick), y: top, x2: x(tick), y2: height, colour: GREY.grid })),
    labels: ticks.map(
      (tick): Label => ({
        x: x(tick),
        y: height + 10,
        text: formatNumber(tick, axis.decimals, language),
        align: 'center',
        size: FONT.axis,
        colour: GREY.soft,
      }),
    ),
  };
}

/** Bars of all scenarios on one scale, dark where they meet the deciding target. */
function barsOf(
  context: ChartContext,
  { outcomes, bins, indicator, marks: [decisive] }: OutcomeData,
  x: (value: number) => number,
  top: number,
): readonly Rect[] {
  const { language } = context;
  const words = CHANCE_WORDS[language];
  const inks = scenarioInks(context);
  const open = outcomes.map((outcome) => (isSpread(outcome) ? countsIn(outcome.sample, bins) : []));
  const most = Math.max(...open.flat());
  return open.flatMap((counts, k) => {
    const { scenario, sample } = outcomes[k] as Outcome;
    const colour = inks.get(scenario.id)?.line ?? GREY.text;
    const floor = top + (k + 1) * ROW;
    return counts.flatMap((count, b): Rect[] => {
      if (count === 0) return [];
      const [from, to] = [bins.low + b * bins.width, bins.low + (b + 1) * bins.width];
      const met = decisive === undefined || isMet(decisive, indicator, (from + to) / 2);
      return [
        {
          x: x(from) + 0.4,
          x2: x(to) - 0.4,
          y: floor - ((ROW - BAR_TOP) * count) / most,
          y2: floor,
          fill: met ? colour : paler(colour),
          tooltip: words.binShare(
            formatValue(from, indicator, language),
            formatValue(to, indicator, language),
            words.percent(formatNumber((100 * count) / sample.length, 1, language)),
          ),
          scenario: scenario.id,
        },
      ];
    });
  });
}

/** Names, floors, medians and the central run of each scenario. */
function rowMarks(
  context: ChartContext,
  { outcomes, indicator }: OutcomeData,
  x: (value: number) => number,
  top: number,
  width: number,
  left: number,
) {
  const { language } = context;
  const words = CHANCE_WORDS[language];
  const inks = scenarioInks(context);
  const [floors, medians, dots, labels]: [Rule[], Rule[], Dot[], Label[]] = [[], [], [], []];
  const step = lineHeight(FONT.label) - 1;
  outcomes.forEach((outcome, k) => {
    const { scenario, quantiles, central } = outcome;
    const colour = inks.get(scenario.id)?.text ?? GREY.text;
    const floor = top + (k + 1) * ROW;
    const own = { scenario: scenario.id };
    const name = wrapText(titleOf(scenario, context), FONT.label, NAME_WIDTH, isBaseline(scenario), 2);
    name.forEach((text, line) => {
      const y = floor - ROW / 2 + 6 + (line - (name.length - 1) / 2) * step;
      labels.push({ x: SHEET_MARGIN - left, y, text, bold: isBaseline(scenario), colour, ...own });
    });
    floors.push({ x: 0, y: floor, x2: width, y2: floor, colour: GREY.axis, width: 0.75 });
    if (isSpread(outcome)) {
      const median = x(quantiles[MEDIAN] ?? 0);
      const stroke = { x: median, y: floor - ROW + BAR_TOP, x2: median, y2: floor, ...own };
      medians.push({ ...stroke, colour: '#ffffff', width: 3 }, { ...stroke, colour, width: 1.4 });
    }
    if (central !== undefined) {
      const tooltip = words.valued(words.central, formatValue(central, indicator, language));
      dots.push({ x: x(central), y: floor, colour, size: 34, tooltip, ...own });
    }
  });
  return { floors, medians, dots, labels };
}

/** How likely the baseline meets the deciding target, else where nine draws in ten lie. */
function titleFor(context: ChartContext, { outcomes, marks, indicator, region, year }: OutcomeData): string {
  const { language, draws, model } = context;
  const words = CHANCE_WORDS[language];
  const heading = WORDS[language].heading(regionName(model, region, context), indicatorTitle(indicator, context));
  const [first, decisive] = [outcomes[0], marks[0]];
  const row =
    first && decisive && isBaseline(first.scenario) ? rowOfMark(context, decisive, first.scenario.id) : undefined;
  if (decisive && row && draws && openChance(row, draws) !== undefined)
    return words.outcomeTitle(
      heading,
      year,
      targetText(decisive, indicator, context),
      rowChance(row, draws, language) ?? '',
    );
  const print = (k: number) => formatValue(first?.quantiles[k] ?? 0, indicator, language);
  const last = QUANTILE_PROBABILITIES.length - 1;
  return words.outcomeSpread(heading, year, first ? titleOf(first.scenario, context) : '', print(0), print(last));
}

/** Names of the targets above their lines, on as many lines as they need not to touch. */
function markLabels(
  context: ChartContext,
  { marks, indicator }: OutcomeData,
  x: (value: number) => number,
  width: number,
): { readonly labels: readonly Label[]; readonly height: number } {
  const rows: number[] = [];
  const labels = [...marks]
    .sort((a, b) => a.value - b.value)
    .map((mark): Label => {
      const text = mark.label ?? markText(context, mark, indicator);
      const half = textWidth(text, FONT.label) / 2;
      const middle = Math.min(Math.max(x(mark.value), half), Math.max(half, width - half));
      const free = rows.findIndex((until) => until < middle - half - 6);
      const row = free < 0 ? rows.length : free;
      rows[row] = middle + half;
      return { x: middle, y: row * 15 + 7, text, align: 'center', colour: TARGET_COLOUR };
    });
  return { labels, height: rows.length * 15 };
}

function markText({ language }: ChartContext, mark: TargetMark, indicator: Indicator): string {
  return formatTarget(mark.value, mark.row.bound, indicator, language, mark.upper);
}

function keyFor({ language }: ChartContext, judged: boolean): readonly KeyEntry[] {
  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  return [
    ...(judged
      ? ([
          { text: words.meets, sample: { kind: 'box', fill: GREY.text } },
          { text: words.misses, sample: { kind: 'box', fill: paler(GREY.text) } },
          { text: common.targetMark, sample: { kind: 'tick', colour: TARGET_COLOUR } },
        ] as const)
      : []),
    { text: words.central, sample: { kind: 'dot', colour: GREY.text, size: 34 } },
  ];
}

/** A colour three parts of four diluted with white. */
function paler(colour: string): string {
  const channel = (k: number) => Number.parseInt(colour.slice(1 + 2 * k, 3 + 2 * k), 16);
  return `#${[0, 1, 2]
    .map((k) =>
      Math.round(255 - 0.32 * (255 - channel(k)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
