// Trajectory: one line a scenario, published values, and the plans' targets at their years.

import { type Indicator, indicatorOf, type Region, regionOf } from '../model/index.ts';
import { around, type Placed, placeLabels, type Wish } from './boxes.ts';
import { type Chart, type ChartContext, type ChartRequest, type ChartScenario, isBaseline } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, TARGET_COLOUR } from './colours.ts';
import { formatValue, unitText } from './format.ts';
import { type Label, type Layer, ruleLayers, textLayers } from './layers.ts';
import { drawNames, measureNames } from './line-labels.ts';
import {
  basisNotes,
  observationNotes,
  otherTargetNotes,
  regionName,
  sourceNotes,
  titleOf,
  warningNotes,
} from './notes.ts';
import {
  baselineOf,
  isPast,
  type KnownValue,
  knownValues,
  lastTargetYear,
  type ScenarioLine,
  scenarioLines,
  type TargetMark,
  targetMarks,
} from './series.ts';
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
import { trajectoryTitle } from './titles.ts';
import { WORDS } from './words.ts';

const HEIGHT = 300;
const AXIS_SPACE = 22;
/** Px by which a scenario must leave the baseline to get a line of its own. */
const CLOSE = 2;
/** Px within which marks of a year share a label. */
const MERGE = 5;

/** What a trajectory is drawn from. */
export interface TrajectoryData {
  readonly region: Region;
  readonly indicator: Indicator;
  readonly asOf?: number;
  readonly lines: readonly ScenarioLine[];
  readonly known: readonly KnownValue[];
  readonly marks: readonly TargetMark[];
  readonly first: number;
  readonly last: number;
  /** The year the title speaks of: the last open target's, else the last of any lever or plan. */
  readonly focusYear: number;
  /** The year whose values stand beside the names: not over yet, and every line has reached it. */
  readonly labelYear: number;
  /** Titles of scenarios that do not differ from the baseline. */
  readonly same: readonly string[];
}

/** One line a scenario for an indicator in a region; undefined where the region has no values of its own. */
export function trajectory(context: ChartContext, request: ChartRequest): Chart | undefined {
  const data = trajectoryData(context, request);
  return data && drawTrajectory(context, data);
}

/** Gathers a trajectory's data; undefined where there is nothing to draw. */
function trajectoryData(
  context: ChartContext,
  { indicator: indicatorId, region: regionId, asOf }: ChartRequest,
): TrajectoryData | undefined {
  const { model } = context;
  const baseline = baselineOf(context, asOf);
  if (indicatorId === undefined || regionId === undefined || !baseline) return undefined;
  const [indicator, region] = [indicatorOf(model, indicatorId), regionOf(model, regionId)];
  const planYear = lastTargetYear(context, baseline.id, asOf);
  const far = scenarioLines(
    context,
    { region: regionId, indicator: indicatorId, asOf },
    model.years.first,
    model.years.last,
  );
  const whole = far.lines.find(({ scenario }) => isBaseline(scenario))?.points ?? [];
  if (whole.length < 2 || whole.some((point) => point.basis === 'index')) return undefined;

  const marks = targetMarks(context, baseline.id, region, indicator, asOf === undefined ? model.years.last : planYear);
  const knownUntil = context.reader.lastKnown(baseline.id, regionId, indicatorId) ?? model.years.first;
  const open = marks.filter((mark) => mark.year > knownUntil).map((mark) => mark.year);
  const levers = far.lines.map(({ scenario }) => scenario.lastLeverYear ?? planYear);
  const leverYear = Math.min(Math.max(planYear, ...levers), model.years.last);
  const focusYear = open.length > 0 ? Math.max(...open) : leverYear;
  const last = Math.min(Math.max(focusYear, ...levers, ...marks.map((mark) => mark.year)), model.years.last);
  const first = Math.min(whole[0]?.year ?? model.years.first, ...marks.map((mark) => mark.year));
  const shown = scenarioLines(context, { region: regionId, indicator: indicatorId, asOf }, first, last);
  const known = knownValues(context, regionId, indicatorId, asOf).filter(({ year }) => year >= first && year <= last);
  const all = {
    region,
    indicator,
    ...(asOf === undefined ? {} : { asOf }),
    lines: shown.lines,
    known,
    marks,
    first,
    last,
    focusYear,
    labelYear: leverYear,
    same: [],
  };
  const { high, low } = axisFor(all);
  const [lines, close] = splitByDistance(shown.lines, ((high - low) * CLOSE) / HEIGHT);
  const ahead = asOf !== undefined || !isPast(context, focusYear);
  const reached = lines.every(({ points }) => (points[0]?.year ?? 0) < focusYear);
  const labelYear = ahead && reached ? focusYear : leverYear;
  return { ...all, lines, labelYear, same: [...close, ...shown.same].map((scenario) => titleOf(scenario, context)) };
}

/** Lines that leave the baseline by more than a distance somewhere, and the scenarios that do not. */
function splitByDistance(
  lines: readonly ScenarioLine[],
  distance: number,
): readonly [readonly ScenarioLine[], readonly ChartScenario[]] {
  const standard = new Map(lines[0]?.points.map((point) => [point.year, point.value]));
  const isFar = (line: ScenarioLine) =>
    line === lines[0] ||
    line.points.some((point) => !(Math.abs(point.value - (standard.get(point.year) ?? Number.NaN)) <= distance));
  return [lines.filter(isFar), lines.filter((line) => !isFar(line)).map(({ scenario }) => scenario)];
}

function drawTrajectory(context: ChartContext, data: TrajectoryData): Chart {
  const { language } = context;
  const words = WORDS[language];
  const { region, indicator, asOf, known, marks, focusYear, labelYear } = data;
  const lines = data.lines.map(
    ({ scenario, ink, points }): Line => ({
      id: scenario.id,
      title: titleOf(scenario, context),
      colour: ink.line,
      width: isBaseline(scenario) ? 2.4 : 1.6,
      points,
    }),
  );
  const axis = axisFor(data);
  const grouped = isGrouped(axis, language);
  const names = data.lines.map(({ scenario, points, ink }) => {
    const value = (points.find((point) => point.year === labelYear) ?? points.at(-1))?.value ?? 0;
    return {
      text: `${titleOf(scenario, context)} ${formatValue(value, indicator, language)}`,
      colour: ink.text,
      bold: isBaseline(scenario),
      scenario: scenario.id,
    };
  });
  const measured = measureNames(names);
  const left = Math.ceil(SHEET_MARGIN + axisLabelWidth(axis, grouped) + 8);
  const plot = { left, right: measured.margin, height: HEIGHT };
  const width = plotWidth(plot, context.width);
  const frame: Frame = {
    width,
    height: HEIGHT,
    years: [data.first - 0.35, data.last + 0.35],
    yearTicks: yearTicks(data.first, data.last, width, focusYear),
    axis,
    grouped,
  };
  const { x, y } = scalesOf(frame);
  const ended = names.map((name, k) => ({
    ...name,
    lines: measured.lines[k] ?? [],
    y: y(data.lines[k]?.points.at(-1)?.value ?? 0),
  }));
  const drawn = drawNames(ended, words.inYear(labelYear), x(data.last), width, HEIGHT);
  const direct = drawn ? [...ruleLayers(drawn.rules), ...textLayers(drawn.labels)] : [];
  const notes = annotate(context, data, frame, lines);
  const title = trajectoryTitle(context, data);
  const subtitle = [
    regionName(context.model, region.id, context),
    words.unit(unitText(indicator, language)),
    ...(asOf === undefined ? [] : [words.view(asOf)]),
  ].join(' · ');
  return makeSheet({
    width: context.width,
    chart: {
      kind: asOf === undefined ? 'trajectory' : `replay${asOf}`,
      id: fileStem(asOf === undefined ? 'trajectory' : `replay${asOf}`, indicator.id, region.id),
      title,
    },
    subtitle,
    description: `${title}${words.stop}${subtitle}`,
    plot,
    layers: [
      ...lineLayers(lines, frame),
      ...knownLayers(known, frame, indicator, language),
      ...targetLayers(marks, frame, language),
      ...hoverLayer(lines, frame, indicator, language),
      ...direct,
      ...notes.layers,
    ],
    axisSpace: AXIS_SPACE,
    key: [...styleKey(known, lines, marks, language), ...(drawn ? [] : scenarioKey(names, lines))],
    footer: [...notes.footer, ...footerOf(context, data)],
  });
}

/** A value axis over lines, known values and targets; amounts start at zero where that wastes little. */
function axisFor({ lines, known, marks, indicator }: TrajectoryData): Axis {
  const values = [
    ...lines.flatMap(({ points }) => points.map((point) => point.value)),
    ...known.map(({ value }) => value),
    ...marks.flatMap((mark) => [mark.value, mark.upper ?? mark.value]),
  ];
  return valueAxis(values, { fromZero: indicator.grows === 'points' ? 'never' : 'cheap' });
}

/** Labels of targets and of the published value that matters, placed clear of the lines; what finds no place goes to the footer. */
function annotate(
  context: ChartContext,
  data: TrajectoryData,
  frame: Frame,
  lines: readonly Line[],
): { readonly layers: readonly Layer[]; readonly footer: readonly string[] } {
  const words = WORDS[context.language];
  const { x, y } = scalesOf(frame);
  const named = labelGroups(data.marks, y);
  const wishes = named.map(
    (marks): Wish => ({
      x: x(marks[0]?.year ?? 0),
      y: y(marks[0]?.value ?? 0),
      lines: marks.map((mark) => mark.label as string).reverse(),
      fontSize: FONT.label,
    }),
  );
  const value = labelledValue(data);
  const valueText = value && printKnown(context, value, data);
  const all =
    value && valueText
      ? [...wishes, { x: x(value.year), y: y(value.value), lines: [valueText], fontSize: FONT.label }]
      : wishes;
  const placed = placeLabels(all, {
    area: { left: 2, top: -4, right: frame.width, bottom: frame.height - 2 },
    boxes: [],
    marks: [
      ...data.marks.map((mark) => around(x(mark.year), y(mark.value), 10, 4)),
      ...data.known.map((own) => around(x(own.year), y(own.value), 4, 4)),
    ],
    segments: segmentsOf(lines, frame),
  });
  const labels: Label[] = [];
  const rules = placed.flatMap((place, k) => {
    if (!place) return [];
    const colour = k < named.length ? TARGET_COLOUR : GREY.text;
    labels.push(...labelLines(place, all[k] as Wish, colour));
    return place.leader
      ? [{ x: place.leader.x1, y: place.leader.y1, x2: place.leader.x2, y2: place.leader.y2, colour, width: 0.75 }]
      : [];
  });
  const homeless = named
    .flatMap((marks, k) => (placed[k] ? [] : marks))
    .map((mark) => `${words.inYear(mark.year)} ${mark.label}`);
  return {
    layers: [...ruleLayers(rules), ...textLayers(labels)],
    footer: homeless.length > 0 ? [words.otherTargets(homeless)] : [],
  };
}

/** Labelled marks; those that lie on one another share a label. */
function labelGroups(marks: readonly TargetMark[], y: (value: number) => number): readonly (readonly TargetMark[])[] {
  const groups: TargetMark[][] = [];
  for (const mark of marks) {
    if (mark.label === undefined) continue;
    const near = groups.find(
      (group) => group[0]?.year === mark.year && Math.abs(y(group[0].value) - y(mark.value)) < MERGE,
    );
    if (near) near.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

/** The latest known value; in a replay the one of the target year, which the view could not know. */
function labelledValue(data: TrajectoryData): KnownValue | undefined {
  const ofYear = data.asOf === undefined ? undefined : data.known.find(({ year }) => year === data.focusYear);
  return ofYear ?? data.known.at(-1);
}

function printKnown(
  { language }: ChartContext,
  { year, value, later, observation }: KnownValue,
  { indicator, focusYear }: TrajectoryData,
): string {
  const words = WORDS[language];
  const text = formatValue(value, indicator, language);
  const shown = observation ? text : words.about(text);
  if (!later) return words.yearValue(year, shown);
  return year === focusYear ? `${words.actual} ${shown}` : words.actualIn(year, shown);
}

/** Lines of a placed label. */
function labelLines({ box }: Placed, wish: Wish, colour: string): readonly Label[] {
  const step = lineHeight(wish.fontSize);
  return wish.lines.map((text, k) => ({
    x: box.left,
    y: box.top + step * (k + 0.5),
    text,
    size: wish.fontSize,
    colour,
  }));
}

/** Scenarios in the key, where their names do not fit beside the lines. */
function scenarioKey(
  names: readonly { readonly text: string; readonly scenario: string }[],
  lines: readonly Line[],
): readonly KeyEntry[] {
  return names.map(({ text, scenario }, k) => ({
    text,
    scenario,
    sample: { kind: 'line', colour: lines[k]?.colour ?? GREY.text, width: lines[k]?.width ?? 1.6 },
  }));
}

function footerOf(context: ChartContext, data: TrajectoryData): readonly string[] {
  const words = WORDS[context.language];
  const { region, indicator, lines } = data;
  const published = data.known.flatMap(({ observation }) => (observation ? [observation] : []));
  const baseline = lines.find(({ scenario }) => isBaseline(scenario));
  const rows = context.targets.filter(
    (row) => row.scenario === baseline?.scenario.id && row.region === region.id && row.variable === indicator.id,
  );
  return [
    ...(data.same.length > 0 ? [words.sameAsBaseline(data.same)] : []),
    ...otherTargetNotes(context, rows, indicator),
    ...basisNotes(context, region, baseline?.points ?? []),
    ...observationNotes(context, published),
    ...warningNotes(
      context,
      lines.map(({ scenario }) => scenario),
    ),
    ...sourceNotes(
      context,
      data.marks.flatMap((mark) => mark.plans),
      published,
    ),
  ];
}
