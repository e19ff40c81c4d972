// Fan: what the draws make of a series, as bands around its median, beside the run at central inputs. One scenario fills
// the sheet; several stand side by side on one scale, because fans over one another hide each other.

import { bandKey, bandLayers, isOpen, MEDIAN, medianLayers } from './bands.ts';
import { around, placeLabels, type Wish } from './boxes.ts';
import { drawNotes, openChance, rowChance, shortChance } from './chance-text.ts';
import { CHANCE_WORDS } from './chance-words.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { TARGET_COLOUR } from './colours.ts';
import { bandAt, type Fan, type FanData, fanData, isAnyOpen, rowOfMark, shownYears } from './fan-data.ts';
import { fanPanels } from './fan-panels.ts';
import { formatValue, unitText } from './format.ts';
import { type Label, ruleLayers, textLayers } from './layers.ts';
import { drawNames, measureNames } from './line-labels.ts';
import {
  basisNotes,
  indicatorTitle,
  observationNotes,
  regionName,
  sourceNotes,
  titleOf,
  warningNotes,
} from './notes.ts';
import type { TargetMark } from './series.ts';
import {
  axisLabelWidth,
  type Frame,
  hoverLayer,
  isGrouped,
  knownLayers,
  type Line,
  lineLayers,
  scalesOf,
  segmentsOf,
  styleKey,
  targetLayers,
} from './series-layers.ts';
import { type KeyEntry, makeSheet, plotWidth } from './sheet.ts';
import { FONT, lineHeight, SHEET_MARGIN } from './style.ts';
import { type Axis, valueAxis, yearTicks } from './ticks.ts';
import { targetText } from './titles.ts';
import { WORDS } from './words.ts';

const HEIGHT = 300;
const AXIS_SPACE = 22;

/** The fan of an indicator in a region; undefined without draws or without values. */
export function fanChart(context: ChartContext, request: ChartRequest): Chart | undefined {
  const data = fanData(context, request);
  if (!data) return undefined;
  const [fan, ...others] = data.fans;
  if (!fan) return undefined;
  return others.length === 0 ? oneFan(context, data, fan) : fanPanels(context, data, headOf(context, data));
}

/** Title, subtitle, key and footer: the same for one fan and for several. */
export interface FanHead {
  readonly chart: Omit<Chart, 'spec'>;
  readonly subtitle: readonly string[];
  readonly key: readonly KeyEntry[];
  readonly footer: readonly string[];
}

/** One fan ends in the year of its target, so that the names beside it stand where its bands end. */
function oneFan(context: ChartContext, whole: FanData, fanWhole: Fan): Chart {
  const { language } = context;
  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const data = shownYears(whole, whole.first, whole.focusYear);
  const fan = data.fans[0] ?? fanWhole;
  const { indicator, known, marks, focusYear } = data;
  const axis = fanAxis(data, 5);
  const grouped = isGrouped(axis, language);
  const print = (value: number) => formatValue(value, indicator, language);
  const focus = bandAt(fan, focusYear);
  const central = fan.points.find((point) => point.year === focusYear)?.value;
  const names =
    focus && isOpen(focus)
      ? [
          ...focus.quantiles.map((value, k) => ({
            text:
              k === MEDIAN ? words.valued(words.median, print(value)) : words.percentile(PERCENT[k] ?? 0, print(value)),
            value,
            colour: fan.ink.text,
            bold: k === MEDIAN,
          })),
          ...(central === undefined
            ? []
            : [{ text: words.valued(words.central, print(central)), value: central, colour: fan.ink.text }]),
        ].sort((a, b) => b.value - a.value)
      : [];
  const measured = measureNames(names);
  const plot = {
    left: Math.ceil(SHEET_MARGIN + axisLabelWidth(axis, grouped) + 8),
    right: names.length > 0 ? measured.margin : SHEET_MARGIN + 8,
    height: HEIGHT,
  };
  const width = plotWidth(plot, context.width);
  const frame: Frame = {
    width,
    height: HEIGHT,
    years: [data.first - 0.35, data.last + 0.1],
    yearTicks: yearTicks(data.first, data.last, width, focusYear),
    axis,
    grouped,
  };
  const { x, y } = scalesOf(frame);
  const line = centralLine(context, fan, 2);
  const ended = names.map((name, k) => ({ ...name, lines: measured.lines[k] ?? [], y: y(name.value) }));
  const direct = drawNames(ended, common.inYear(focusYear), x(data.last) + 8, width, HEIGHT);
  const labels = markLabels(context, data, fan, frame, line);
  const { chart, subtitle, key, footer } = headOf(context, data);
  const text = [regionName(context.model, data.region.id, context), ...subtitle].join(' · ');
  return makeSheet({
    width: context.width,
    chart,
    subtitle: text,
    description: `${chart.title}${common.stop}${text}`,
    plot,
    layers: [
      ...bandLayers(fan.scenario.id, fan.ink.line, fan.bands, frame),
      ...medianLayers(fan.scenario.id, fan.ink.line, fan.bands, frame),
      ...lineLayers([line], frame),
      ...knownLayers(known, frame, indicator, language),
      ...targetLayers(marks, frame, language),
      ...hoverLayer([line], frame, indicator, language),
      ...(direct ? [...ruleLayers(direct.rules), ...textLayers(direct.labels)] : []),
      ...labels,
    ],
    axisSpace: AXIS_SPACE,
    key,
    footer,
  });
}

const PERCENT = [5, 25, 50, 75, 95] as const;

/** A value axis over the bands, lines, known values and targets of all fans. */
export function fanAxis({ fans, known, marks, indicator }: FanData, count: number): Axis {
  const values = [
    ...fans.flatMap(({ points, bands }) => [
      ...points.map((point) => point.value),
      ...bands.flatMap(({ quantiles }) => [quantiles[0] as number, quantiles.at(-1) as number]),
    ]),
    ...known.map(({ value }) => value),
    ...marks.flatMap((mark) => [mark.value, mark.upper ?? mark.value]),
  ];
  return valueAxis(values, { fromZero: indicator.grows === 'points' ? 'never' : 'cheap', count });
}

/** The run at central inputs as a line. */
export function centralLine(context: ChartContext, { scenario, ink, points }: Fan, width: number): Line {
  return { id: scenario.id, title: titleOf(scenario, context), colour: ink.line, width, points };
}

/** Labels of the targets, those still open with their probability, clear of the bands. */
function markLabels(context: ChartContext, data: FanData, fan: Fan, frame: Frame, line: Line) {
  const { x, y } = scalesOf(frame);
  const named = data.marks.filter((mark) => mark.label !== undefined);
  const wishes = named.map(
    (mark): Wish => ({
      x: x(mark.year),
      y: y(mark.value),
      lines: [mark.label as string, ...chanceLine(context, mark, fan)],
      fontSize: FONT.label,
    }),
  );
  const open = fan.bands.filter(isOpen);
  const edges = [0, 1, MEDIAN, 3, 4].map(
    (k): Line => ({
      ...line,
      points: open.map(({ year, quantiles }) => ({ year, value: quantiles[k] as number, basis: 'projected' })),
    }),
  );
  // On the inner band a label would be hard to read.
  const dark = open.map(({ year, quantiles }) => ({
    left: x(year - 0.5),
    right: x(year + 0.5),
    top: y(quantiles[3] as number),
    bottom: y(quantiles[1] as number),
  }));
  const placed = placeLabels(wishes, {
    area: { left: 2, top: -4, right: frame.width, bottom: frame.height - 2 },
    boxes: [],
    marks: [
      ...data.marks.map((mark) => around(x(mark.year), y(mark.value), 10, 4)),
      ...data.known.map((own) => around(x(own.year), y(own.value), 4, 4)),
      ...dark,
    ],
    segments: segmentsOf([line, ...edges], frame),
  });
  const step = lineHeight(FONT.label);
  const labels = placed.flatMap((place, k): Label[] =>
    place
      ? (wishes[k]?.lines ?? []).map((text, row) => ({
          x: place.box.left,
          y: place.box.top + step * (row + 0.5),
          text,
          colour: TARGET_COLOUR,
          ...(row > 0 ? { bold: true } : {}),
        }))
      : [],
  );
  const rules = placed.flatMap((place) =>
    place?.leader
      ? [{ x: place.leader.x1, y: place.leader.y1, x2: place.leader.x2, y2: place.leader.y2, colour: TARGET_COLOUR }]
      : [],
  );
  return [...ruleLayers(rules), ...textLayers(labels)];
}

/** "P(met) 72% (±1)" for a target that is still open. */
function chanceLine(context: ChartContext, mark: TargetMark, { scenario }: Fan): readonly string[] {
  const { draws, language } = context;
  const row = rowOfMark(context, mark, scenario.id);
  if (!draws || !row || openChance(row, draws) === undefined) return [];
  const words = CHANCE_WORDS[language];
  return [words.valued(words.chance, rowChance(row, draws, language) ?? '')];
}

function headOf(context: ChartContext, data: FanData): FanHead {
  const { language, draws } = context;
  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const { region, indicator, asOf, fans, known, marks } = data;
  const kind = asOf === undefined ? 'fan' : `fan${asOf}`;
  const lines = fans.map((fan) => centralLine(context, fan, 2));
  const several = fans.length > 1;
  const told = several ? marks.filter((mark) => mark === data.mark) : marks;
  const chances = fans.flatMap(({ scenario }) =>
    told.flatMap((mark) => openChance(rowOfMark(context, mark, scenario.id), draws) ?? []),
  );
  const published = known.flatMap(({ observation }) => (observation ? [observation] : []));
  return {
    chart: {
      kind,
      id: several
        ? fileStem(kind.replace('fan', 'fans'), indicator.id, region.id)
        : fileStem(
            kind,
            indicator.id,
            region.id,
            ...fans.map(({ scenario }) => scenario.id).filter((id) => id !== fans[0]?.scenario.baseline),
          ),
      title: titleFor(context, data),
    },
    subtitle: [
      common.unit(unitText(indicator, language)),
      ...(several ? [common.sharedScale] : fans.map(({ scenario }) => titleOf(scenario, context))),
      ...(asOf === undefined ? [] : [common.view(asOf)]),
    ],
    key: [
      ...(isAnyOpen(data) ? bandKey(language) : []),
      ...styleKey(known, lines, marks, language).map((entry) =>
        entry.text === common.projected ? { ...entry, text: words.centralLine(common.projected) } : entry,
      ),
    ],
    footer: [
      ...drawNotes(context, { probabilities: chances, errors: !several, central: isAnyOpen(data) }),
      ...(data.leftOut > 0 ? [words.fansNote(data.leftOut)] : []),
      ...basisNotes(context, region, fans[0]?.points ?? []),
      ...observationNotes(context, published),
      ...warningNotes(
        context,
        fans.map(({ scenario }) => scenario),
      ),
      ...sourceNotes(
        context,
        marks.flatMap((mark) => mark.plans),
        published,
      ),
    ],
  };
}

/** What to see: the range and the chance of one scenario, or which of several is likeliest. */
function titleFor(context: ChartContext, data: FanData): string {
  const { language, model, draws } = context;
  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const { fans, focusYear, indicator, mark } = data;
  const heading = common.heading(regionName(model, data.region.id, context), indicatorTitle(indicator, context));
  const print = (value: number) => formatValue(value, indicator, language);
  const rows = fans.flatMap((fan) => {
    const row = mark && rowOfMark(context, mark, fan.scenario.id);
    const chance = openChance(row, draws);
    return row === undefined || chance === undefined ? [] : [{ fan, row, chance }];
  });
  const named = (one: (typeof rows)[number]) => ({
    title: titleOf(one.fan.scenario, context),
    chance: draws ? shortChance(one.chance, draws.design.draws, language) : '',
  });
  if (fans.length > 1) {
    const sorted = [...rows].sort((a, b) => a.chance - b.chance);
    const low = sorted[0];
    const high = sorted.find((one) => one.chance === sorted.at(-1)?.chance);
    return mark && low && high
      ? words.fansTitle(heading, mark.year, targetText(mark, indicator, context), named(low), named(high))
      : words.fansSpread(heading, data.last);
  }
  const told = rows[0] && draws ? rowChance(rows[0].row, draws, language) : undefined;
  const focus = fans[0] && bandAt(fans[0], focusYear);
  if (!focus || !isOpen(focus)) return words.fansSpread(heading, data.last);
  const chance = mark && told !== undefined ? words.fanChance(targetText(mark, indicator, context), told) : undefined;
  return words.fanTitle(heading, focusYear, print(focus.quantiles[0] ?? 0), print(focus.quantiles.at(-1) ?? 0), chance);
}
