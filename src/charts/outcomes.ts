// Distribution of the outcome: what the draws give for one year, a histogram for each scenario, cut at the target.

import { APPROX_TOLERANCE, goodDirection } from '../analysis/index.ts';
import { quantilesOf } from '../base/index.ts';
import { type Indicator, indicatorOf, regionOf } from '../model/index.ts';
import { QUANTILE_PROBABILITIES } from '../results/index.ts';
import { MEDIAN } from './bands.ts';
import { drawNotes, openChance, rowChance } from './chance-text.ts';
import { CHANCE_WORDS } from './chance-words.ts';
import { type Chart, type ChartContext, type ChartRequest, type ChartScenario, isBaseline } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, scenarioInks, TARGET_COLOUR } from './colours.ts';
import { rowOfMark } from './fan-data.ts';
import { formatNumber, formatTarget, formatValue, unitText } from './format.ts';
import { type Bins, binOf, binsFor, countsIn } from './histogram.ts';
import { type Dot, dotLayers, type Label, type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { indicatorTitle, regionName, sourceNotes, titleOf, warningNotes } from './notes.ts';
import { baselineOf, lastTargetYear, type TargetMark, targetMarks } from './series.ts';
import { type KeyEntry, makeSheet } from './sheet.ts';
import { FONT, lineHeight, SHEET_MARGIN } from './style.ts';
import { textWidth, wrapText } from './text-metrics.ts';
import { valueAxis } from './ticks.ts';
import { decisiveMark, targetText } from './titles.ts';
import { WORDS } from './words.ts';

const ROW = 40;
const BAR_TOP = 6;
const NAME_WIDTH = 150;
const GAP = 12;
const HEAD = 18;
/** Targets with a column of probabilities of their own. */
const MOST_MARKS = 2;

/** One scenario's draws in the year. */
interface Outcome {
  readonly scenario: ChartScenario;
  readonly sample: Float64Array;
  /** At `QUANTILE_PROBABILITIES`. */
  readonly quantiles: readonly number[];
  readonly central?: number;
}

interface OutcomeData {
  readonly indicator: Indicator;
  readonly region: string;
  readonly year: number;
  readonly outcomes: readonly Outcome[];
  /** The deciding target first. */
  readonly marks: readonly TargetMark[];
  readonly bins: Bins;
}

/** Histograms of a year (default: of the last open target); undefined without draws of that year, or where they are all alike. */
export function outcomesChart(context: ChartContext, request: ChartRequest): Chart | undefined {
  const data = outcomeData(context, request);
  return data && drawOutcomes(context, data, request.asOf);
}

function outcomeData(
  context: ChartContext,
  { indicator: indicatorId, region: regionId, year: asked, asOf, scenarios: wanted }: ChartRequest,
): OutcomeData | undefined {
  const { model, reader, draws } = context;
  const baseline = baselineOf(context, asOf);
  if (!draws || !baseline || indicatorId === undefined || regionId === undefined) return undefined;
  const [indicator, region] = [indicatorOf(model, indicatorId), regionOf(model, regionId)];
  const planYear = lastTargetYear(context, baseline.id, asOf);
  const knownUntil = reader.lastKnown(baseline.id, regionId, indicatorId) ?? model.years.first;
  const all = targetMarks(context, baseline.id, region, indicator, asOf === undefined ? model.years.last : planYear);
  const open = all.filter((mark) => mark.year > knownUntil).map((mark) => mark.year);
  const year = asked ?? (open.length > 0 ? Math.max(...open) : planYear);
  const outcomes = context.scenarios
    .filter((scenario) => scenario.asOf === asOf && (wanted === undefined || wanted.includes(scenario.id)))
    .flatMap((scenario): Outcome[] => {
      const sample = draws.sample(scenario.id, regionId, indicatorId, year);
      const central = reader.value(scenario.id, regionId, indicatorId, year);
      return sample
        ? [
            {
              scenario,
              sample,
              quantiles: quantilesOf(sample, QUANTILE_PROBABILITIES),
              ...(central === undefined ? {} : { central }),
            },
          ]
        : [];
    })
    .sort((a, b) => Number(isBaseline(b.scenario)) - Number(isBaseline(a.scenario)));
  if (!outcomes.some(isSpread)) return undefined;
  const ofYear = all.filter((mark) => mark.year === year);
  const decisive = decisiveMark({ marks: ofYear, region }, year);
  const marks = [...(decisive ? [decisive] : []), ...ofYear.filter((mark) => mark !== decisive)].slice(0, MOST_MARKS);
  const bins = binsFor(
    outcomes.map(({ sample }) => sample),
    [...marks.map(({ value }) => value), ...outcomes.flatMap(({ central }) => central ?? [])],
    decisive && threshold(decisive, indicator),
  );
  return { indicator, region: regionId, year, outcomes, marks, bins };
}

function isSpread({ sample }: Outcome): boolean {
  return sample.some((value) => value !== sample[0]);
}

/** The value at which a target is just met. */
function threshold({ value, row }: TargetMark, indicator: Indicator): number {
  const slack = row.bound === 'approx' ? APPROX_TOLERANCE * Math.abs(value) : 0;
  return value - goodDirection(row.bound, indicator) * slack;
}

function drawOutcomes(context: ChartContext, data: OutcomeData, asOf: number | undefined): Chart {
  const { language, model, draws } = context;
  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const { indicator, outcomes, marks, bins, year } = data;
  const inks = scenarioInks(context);
  const [decisive] = marks;
  const total = draws?.design.draws ?? 0;
  const chances = marks.map((mark) =>
    outcomes.map(({ scenario }) => {
      const row = rowOfMark(context, mark, scenario.id);
      return { row, text: (row && draws && rowChance(row, draws, language)) ?? '–' };
    }),
  );
  const heads = marks.map((mark) => words.pMet(markText(context, mark, indicator)));
  const columnWidths = heads.map((head, k) =>
    Math.ceil(
      Math.max(textWidth(head, FONT.footer), ...(chances[k] ?? []).map(({ text }) => textWidth(text, FONT.label))),
    ),
  );
  const left = SHEET_MARGIN + NAME_WIDTH + GAP;
  const right = SHEET_MARGIN + columnWidths.reduce((sum, width) => sum + width + GAP, 0);
  const width = context.width - left - right;
  const x = (value: number) => Math.min(Math.max((value - bins.low) / (bins.high - bins.low), 0), 1) * width;
  const named = markLabels(context, data, x, width);
  const top = named.height + HEAD;
  const counts = outcomes.map(({ sample }) => countsIn(sample, bins));
  const most = Math.max(...counts.flatMap((own, k) => (isSpread(outcomes[k] as Outcome) ? own : [])));
  const [labels, rects, rules, dots]: [Label[], Rect[], Rule[], Dot[]] = [[...named.labels], [], [], []];
  const height = top + outcomes.length * ROW + 4;
  const axis = valueAxis([bins.low, bins.high], { fromZero: 'never', count: 6 });
  for (const tick of axis.ticks.filter((value) => value >= bins.low && value <= bins.high)) {
    rules.push({ x: x(tick), y: top, x2: x(tick), y2: height, colour: GREY.grid });
    labels.push({
      x: x(tick),
      y: height + 10,
      text: formatNumber(tick, axis.decimals, language),
      align: 'center',
      size: FONT.axis,
      colour: GREY.soft,
    });
  }
  outcomes.forEach((outcome, k) => {
    const { scenario, quantiles, central } = outcome;
    const ink = inks.get(scenario.id) ?? { line: GREY.text, text: GREY.text };
    const floor = top + (k + 1) * ROW;
    const own = { scenario: scenario.id };
    const name = wrapText(titleOf(scenario, context), FONT.label, NAME_WIDTH, isBaseline(scenario), 2);
    const step = lineHeight(FONT.label) - 1;
    name.forEach((text, line) => {
      labels.push({
        x: -left + SHEET_MARGIN,
        y: floor - ROW / 2 + 6 + (line - (name.length - 1) / 2) * step,
        text,
        bold: isBaseline(scenario),
        colour: ink.text,
        ...own,
      });
    });
    rules.push({ x: 0, y: floor, x2: width, y2: floor, colour: GREY.axis, width: 0.75 });
    if (isSpread(outcome)) {
      (counts[k] ?? []).forEach((count, b) => {
        if (count === 0) return;
        const [from, to] = [bins.low + b * bins.width, bins.low + (b + 1) * bins.width];
        const met = decisive === undefined || isMet(decisive, indicator, (from + to) / 2);
        rects.push({
          x: x(from) + 0.4,
          x2: x(to) - 0.4,
          y: floor - ((ROW - BAR_TOP) * count) / most,
          y2: floor,
          fill: met ? ink.line : paler(ink.line),
          tooltip: words.binShare(
            formatValue(from, indicator, language),
            formatValue(to, indicator, language),
            words.percent(formatNumber((100 * count) / total, 1, language)),
          ),
          ...own,
        });
      });
      const median = x(quantiles[MEDIAN] ?? 0);
      rules.push({ x: median, y: floor - ROW + BAR_TOP, x2: median, y2: floor, colour: '#ffffff', width: 3, ...own });
      rules.push({ x: median, y: floor - ROW + BAR_TOP, x2: median, y2: floor, colour: ink.text, width: 1.4, ...own });
    }
    if (central !== undefined)
      dots.push({
        x: x(central),
        y: floor,
        colour: ink.text,
        size: 34,
        tooltip: words.valued(words.central, formatValue(central, indicator, language)),
        ...own,
      });
    chances.forEach((column, c) => {
      const at = width + columnWidths.slice(0, c + 1).reduce((sum, own) => sum + own + GAP, 0);
      labels.push({
        x: at,
        y: floor - ROW / 2 + 6,
        text: column[k]?.text ?? '',
        align: 'right',
        bold: c === 0,
        ...own,
      });
    });
  });
  heads.forEach((head, c) => {
    const at = width + columnWidths.slice(0, c + 1).reduce((sum, own) => sum + own + GAP, 0);
    labels.push({ x: at, y: top - 6, text: head, align: 'right', size: FONT.footer, colour: GREY.soft });
  });
  rules.push(
    ...marks.map(
      (mark): Rule => ({
        x: x(mark.value),
        y: named.height,
        x2: x(mark.value),
        y2: height,
        colour: TARGET_COLOUR,
        width: 1.6,
      }),
    ),
  );
  const told = chances.flatMap((column) => column.flatMap(({ row }) => openChance(row, draws) ?? []));
  const outside = Math.max(...outcomes.map(({ sample }) => outsideShare(sample, bins)));
  const title = titleFor(context, data);
  const subtitle = [
    words.outcomeSubtitle(unitText(indicator, language), formatNumber(total, 0, language)),
    ...(asOf === undefined ? [] : [common.view(asOf)]),
  ].join(' · ');
  return makeSheet({
    width: context.width,
    chart: {
      kind: asOf === undefined ? 'outcomes' : `outcomes${asOf}`,
      id: fileStem(asOf === undefined ? 'outcomes' : `outcomes${asOf}`, indicator.id, data.region),
      title,
    },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: { left, right, height },
    layers: [
      ...ruleLayers(rules.filter(({ scenario, colour }) => scenario === undefined && colour !== TARGET_COLOUR)),
      ...rectLayers(rects),
      ...ruleLayers(rules.filter(({ scenario, colour }) => scenario !== undefined || colour === TARGET_COLOUR)),
      ...dotLayers(dots),
      ...textLayers(labels),
    ],
    axisSpace: 20,
    key: keyFor(context, decisive !== undefined),
    footer: [
      ...drawNotes(context, { probabilities: told, errors: true, central: true }),
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

  function titleFor(shown: ChartContext, { outcomes: [first] }: OutcomeData): string {
    const heading = common.heading(regionName(model, data.region, shown), indicatorTitle(indicator, shown));
    const chance = chances[0]?.[0];
    if (decisive && first && isBaseline(first.scenario) && chance && openChance(chance.row, draws) !== undefined)
      return words.outcomeTitle(heading, year, targetText(decisive, indicator, shown), chance.text);
    const print = (k: number) => formatValue(first?.quantiles[k] ?? 0, indicator, language);
    const last = QUANTILE_PROBABILITIES.length - 1;
    return words.outcomeSpread(heading, year, first ? titleOf(first.scenario, shown) : '', print(0), print(last));
  }
}

function isMet({ row, value }: TargetMark, indicator: Indicator, at: number): boolean {
  const edge = threshold({ row, value } as TargetMark, indicator);
  return goodDirection(row.bound, indicator) * (at - edge) >= 0;
}

function outsideShare(sample: Float64Array, bins: Bins): number {
  return sample.filter((value) => binOf(value, bins) === undefined).length / sample.length;
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
