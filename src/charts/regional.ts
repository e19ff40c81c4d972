// Regional sensitivity: how far each input decides whether a target is met, and for the first two how its values differ
// between draws that meet the target and draws that miss it.

import type { DecidingInput, RegionalSensitivity, Sensitivity } from '../analysis/index.ts';
import { inSentence } from '../base/index.ts';
import { type BarRows, layNamedRows } from './bar-rows.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { cleanText } from './clean-text.ts';
import { GREY, inkAt } from './colours.ts';
import { formatNumber } from './format.ts';
import { type Label, type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import {
  inputTitle,
  inputUnit,
  inputValue,
  percentText,
  sensitivityFrame,
  withInputUnit,
} from './sensitivity-frame.ts';
import { SENSITIVITY_WORDS } from './sensitivity-words.ts';
import { makeSheet } from './sheet.ts';
import { FONT, lineHeight, SHEET_MARGIN } from './style.ts';
import { textWidth, wrapText } from './text-metrics.ts';
import { linear, valueAxis } from './ticks.ts';
import { WORDS } from './words.ts';

const BAR = 12;
const MOST_ROWS = 10;
const PANEL_GAP = 28;
const PANEL_HEIGHT = 118;
const PANEL_SCALE = 34;
/** Blue met, orange missed: they differ for all kinds of colour vision. */
const [MET, MISSED] = [inkAt(0).line, inkAt(5).line];
const DECIDES = inkAt(6).line;

/** The first target whose draws split; undefined without one. */
export function regionalChart(context: ChartContext, { sensitivity }: ChartRequest): Chart | undefined {
  const regional = sensitivity?.regional?.find(({ status }) => status === 'split');
  if (!sensitivity || !regional) return undefined;
  const { language } = context;
  const [words, common] = [SENSITIVITY_WORDS[language], WORDS[language]];
  const frame = sensitivityFrame(context, sensitivity);
  const shown = regional.inputs.slice(0, MOST_ROWS);
  const [first] = shown;
  if (!first) return undefined;
  const critical = regional.critical ?? 0;
  const axis = valueAxis([0, ...shown.map(({ distance }) => distance), critical], { fromZero: 'always', count: 5 });
  const laid = layNamedRows(
    context,
    shown.map(({ title, distance }) => ({
      name: inputTitle(title, context),
      value: formatNumber(distance, 2, language),
    })),
    words.regionalColumn,
    axis,
    (tick) => formatNumber(tick, axis.decimals, language),
    0,
  );
  const rects = shown.map(({ title, distance, p, decides }, k): Rect => {
    const y = laid.middles[k] ?? 0;
    const tooltip = `${inputTitle(title, context)} · ${formatNumber(distance, 3, language)} · p ${p < 0.0005 ? '< 0.001' : formatNumber(p, 3, language)}`;
    return {
      x: laid.x(0),
      y: y - BAR / 2,
      x2: Math.max(laid.x(distance), laid.x(0) + 1),
      y2: y + BAR / 2,
      fill: decides ? DECIDES : GREY.hatch,
      tooltip,
    };
  });
  const limit: Rule = {
    x: laid.x(critical),
    y: 18,
    x2: laid.x(critical),
    y2: laid.plot.height,
    colour: GREY.text,
    width: 1.2,
    dash: [4, 3],
  };
  const panels = drawPanels(context, regional, laid);
  const target = frame.target(regional.target);
  const name = inputTitle(first.title, context);
  const title = first.decides
    ? words.regionalTitle(frame.heading, target, language === 'en' ? inSentence(name) : name)
    : words.undecidedTitle(frame.heading, target);
  const count = (value: number) => formatNumber(value, 0, language);
  const error = formatNumber(100 * regional.standardError, 1, language);
  const subtitle = `${words.regionalSubtitle(count(regional.draws), count(regional.met), percentText(regional.probability, context), error)} · ${frame.scenario}`;
  return makeSheet({
    width: context.width,
    chart: { kind: 'regional', id: frame.id('regional'), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: { ...laid.plot, height: panels.bottom },
    layers: [
      ...ruleLayers([...laid.rules, ...panels.rules]),
      ...rectLayers(rects),
      ...ruleLayers([limit]),
      ...textLayers([...laid.labels, ...panels.labels]),
    ],
    axisSpace: 4,
    key: [
      { text: words.decides, sample: { kind: 'box', fill: DECIDES } },
      { text: words.noise, sample: { kind: 'box', fill: GREY.hatch } },
      { text: words.critical, sample: { kind: 'line', colour: GREY.text, dash: [4, 3] } },
      ...(panels.any
        ? [
            { text: words.metCurve, sample: { kind: 'line', colour: MET, width: 2 } } as const,
            { text: words.missedCurve, sample: { kind: 'line', colour: MISSED, width: 2 } } as const,
            { text: words.apart, sample: { kind: 'line', colour: GREY.text, dash: [2, 3] } } as const,
          ]
        : []),
    ],
    footer: [
      ...(first.decides ? sentencesOf(context, sensitivity, first) : []),
      words.inSample,
      ...(regional.inputs.length > shown.length ? [words.more(regional.inputs.length - shown.length)] : []),
      ...frame.notes([regional.target]),
    ],
  });
}

/** Where the target is nearly sure to be met or missed, or how the shares split. */
function sentencesOf(context: ChartContext, sensitivity: Sensitivity, input: DecidingInput): readonly string[] {
  const words = SENSITIVITY_WORDS[context.language];
  const name = inputTitle(input.title, context);
  if (input.split.kind === 'names')
    return [
      words.named(
        name,
        input.split.parts.map((part) => [cleanText(part.name[context.language]), percentText(part.met, context)]),
      ),
    ];
  const { at, above, below } = input.split;
  const spread = spreadOf(input);
  const print = (value: number) =>
    withInputUnit(inputValue(sensitivity, input.id, value, spread, context), input.unit, context);
  const sure = [
    ...(input.met
      ? [words.sureMet(name, input.met.side === 'above', print(input.met.at), percentText(input.met.share, context))]
      : []),
    ...(input.missed
      ? [
          words.sureMissed(
            name,
            input.missed.side === 'above',
            print(input.missed.at),
            percentText(input.missed.share, context),
          ),
        ]
      : []),
  ];
  return sure.length > 0
    ? sure
    : [words.split(name, print(at), percentText(above, context), percentText(below, context))];
}

/** A tenth of the range of an input's values: what a printed limit must tell apart. */
function spreadOf({ curves }: DecidingInput): number {
  const values = curves?.values ?? [];
  return ((values.at(-1) ?? 1) - (values[0] ?? 0)) / 10;
}

/** Cumulative curves of the inputs that have them, side by side below the bars. */
function drawPanels(context: ChartContext, { inputs }: RegionalSensitivity, { plot }: BarRows) {
  const { language } = context;
  const own = inputs.filter(({ curves }) => curves);
  const out = { rules: [] as Rule[], labels: [] as Label[], bottom: plot.height + 18, any: own.length > 0 };
  if (own.length === 0) return out;
  const left = SHEET_MARGIN - plot.left;
  const width = (context.width - 2 * SHEET_MARGIN - PANEL_GAP) / 2;
  const names = own.map(({ title }) => wrapText(inputTitle(title, context), FONT.label, width, true, 2));
  const unitOf = ({ unit, members }: DecidingInput) =>
    [inputUnit(unit, context), ...(members === 1 ? [] : [SENSITIVITY_WORDS[language].members(members)])]
      .filter((text) => text !== '')
      .join(' · ');
  const step = lineHeight(FONT.label);
  const top = plot.height + 40 + Math.max(...names.map((lines) => lines.length)) * step;
  own.forEach((input, k) => {
    const from = left + k * (width + PANEL_GAP);
    names[k]?.forEach((text, line, lines) => {
      out.labels.push({ x: from, y: top - 10 - (lines.length - line - 0.5) * step, text, bold: true });
    });
    drawPanel(input, from + PANEL_SCALE, from + width - 6, top);
  });
  out.bottom = top + PANEL_HEIGHT + 32;
  return out;

  function drawPanel(input: DecidingInput, start: number, end: number, from: number): void {
    const { curves } = input;
    if (!curves) return;
    const [low, high] = [curves.values[0] ?? 0, curves.values.at(-1) ?? 1];
    const usual = valueAxis([low, high], { fromZero: 'never', count: 4 });
    const ticks = usual.ticks.filter((tick) => tick >= low && tick <= high);
    const [x, y] = [linear(low, high, start, end), linear(0, 1, from + PANEL_HEIGHT, from)];
    for (const share of [0, 0.5, 1]) {
      out.rules.push({ x: start, y: y(share), x2: end, y2: y(share), colour: share === 0 ? GREY.axis : GREY.grid });
      out.labels.push({
        x: start - 5,
        y: y(share),
        text: `${formatNumber(100 * share, 0, language)}%`,
        align: 'right',
        size: FONT.footer,
        colour: GREY.soft,
      });
    }
    if (unitOf(input) !== '')
      out.labels.push({
        x: end,
        y: from + PANEL_HEIGHT + 24,
        text: unitOf(input),
        align: 'right',
        size: FONT.footer,
        colour: GREY.soft,
      });
    let reached = Number.NEGATIVE_INFINITY;
    for (const tick of ticks) {
      const text = formatNumber(tick, usual.decimals, language);
      const half = textWidth(text, FONT.footer) / 2 + 3;
      out.rules.push({ x: x(tick), y: from, x2: x(tick), y2: from + PANEL_HEIGHT, colour: GREY.grid });
      if (x(tick) - half < reached) continue;
      reached = x(tick) + half;
      out.labels.push({
        x: x(tick),
        y: from + PANEL_HEIGHT + 9,
        text,
        align: 'center',
        size: FONT.footer,
        colour: GREY.soft,
      });
    }
    if (input.split.kind === 'value') {
      const { at } = input.split;
      out.rules.push({ x: x(at), y: from, x2: x(at), y2: from + PANEL_HEIGHT, colour: GREY.text, dash: [2, 3] });
    }
    for (const [shares, colour] of [
      [curves.met, MET],
      [curves.missed, MISSED],
    ] as const)
      curves.values.slice(1).forEach((value, k) => {
        const [before, after] = [shares[k] ?? 0, shares[k + 1] ?? 0];
        const back = curves.values[k] ?? value;
        out.rules.push({ x: x(back), y: y(before), x2: x(value), y2: y(after), colour, width: 2 });
      });
  }
}
