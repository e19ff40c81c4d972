// Small multiples: one panel for a region and for each one below it, on the same years.

import { type Indicator, indicatorOf, type Region, regionOf } from '../model/index.ts';
import { around, placeLabels } from './boxes.ts';
import { type Chart, type ChartContext, type ChartRequest, isBaseline } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, TARGET_COLOUR } from './colours.ts';
import { decimalsFor, formatNumber, formatTarget, formatValue, unitText } from './format.ts';
import { type Layer, textLayers } from './layers.ts';
import { basisNotes, indicatorTitle, regionName, sourceNotes, titleOf, warningNotes } from './notes.ts';
import {
  baselineOf,
  hasValues,
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
import { type KeyEntry, makePanels, type Panel } from './sheet.ts';
import { FONT, SHEET_MARGIN } from './style.ts';
import { type Axis, valueAxis, yearTicks } from './ticks.ts';
import { WORDS } from './words.ts';

const MOST_SCENARIOS = 3;
const PANEL_HEIGHT = 96;
const HEADING = 20;
const YEAR_LABELS = 18;
/** Width of a sheet that a panel with its axis takes at least. */
const LEAST_PANEL = 170;
const GAP = 10;

interface PanelData {
  readonly region: Region;
  readonly lines: readonly ScenarioLine[];
  readonly known: readonly KnownValue[];
  readonly marks: readonly TargetMark[];
}

/** Panels of an indicator for a region and those below it; undefined with fewer than two that have data below it. */
export function smallMultiples(
  context: ChartContext,
  { indicator: indicatorId, region: parentId, asOf }: ChartRequest,
): Chart | undefined {
  const { model, language } = context;
  const baseline = baselineOf(context, asOf);
  if (indicatorId === undefined || parentId === undefined || !baseline) return undefined;
  const [indicator, parent] = [indicatorOf(model, indicatorId), regionOf(model, parentId)];
  const wanted = [parent.id, ...parent.children].filter((region) => context.keep(region, indicatorId));
  const drawn = wanted.filter((region) => hasValues(context.reader, baseline.id, region, indicatorId, model));
  const children = drawn.filter((region) => region !== parentId);
  if (children.length < 2) return undefined;

  const focusYear = lastTargetYear(context, baseline.id, asOf);
  const last = Math.min(focusYear, model.years.last);
  const all = drawn.map((region): PanelData => {
    const { lines } = scenarioLines(context, { region, indicator: indicatorId, asOf }, model.years.first, last);
    const known = knownValues(context, region, indicatorId, asOf).filter(({ year }) => year <= last);
    return {
      region: regionOf(model, region),
      lines,
      known,
      marks: targetMarks(context, baseline.id, regionOf(model, region), indicator, last),
    };
  });
  const chosen = mostDifferent(all, focusYear);
  const data = all.map((panel) => ({
    ...panel,
    lines: panel.lines.filter(({ scenario }) => isBaseline(scenario) || chosen.has(scenario.id)),
  }));
  const shared = indicator.grows === 'points';
  const title = titleFor(context, indicator, parent, data, focusYear);
  const words = WORDS[language];
  const subtitle = [
    words.unit(unitText(indicator, language)),
    ...(asOf === undefined ? [] : [words.view(asOf)]),
    shared ? words.sharedScale : words.freeScale,
  ].join(' · ');
  const missing = wanted
    .filter((region) => !drawn.includes(region))
    .map((region) => regionName(model, region, context));
  return makePanels({
    width: context.width,
    chart: { kind: 'small-multiples', id: fileStem('small-multiples', indicatorId, parentId), title },
    subtitle,
    description: `${title}${words.stop}${subtitle}`,
    ...panelsFor(context, indicator, data, shared, focusYear, last),
    key: keyFor(context, data),
    footer: [...(missing.length > 0 ? [words.noData(missing)] : []), ...notesFor(context, data)],
  });
}

/** The scenarios that move most, all panels together, measured against the baseline in the focus year. */
function mostDifferent(panels: readonly PanelData[], year: number): ReadonlySet<string> {
  const moved = new Map<string, number>();
  for (const { lines } of panels) {
    const focusValue = (line: ScenarioLine | undefined) => line?.points.find((point) => point.year === year)?.value;
    const standard = focusValue(lines.find(({ scenario }) => isBaseline(scenario)));
    for (const line of lines) {
      const value = focusValue(line);
      if (value === undefined || standard === undefined || isBaseline(line.scenario)) continue;
      moved.set(line.scenario.id, (moved.get(line.scenario.id) ?? 0) + Math.abs(value / standard - 1));
    }
  }
  const visible = [...moved].filter(([, distance]) => distance > 0.005).sort((a, b) => b[1] - a[1]);
  return new Set(visible.slice(0, MOST_SCENARIOS).map(([id]) => id));
}

function panelsFor(
  context: ChartContext,
  indicator: Indicator,
  data: readonly PanelData[],
  shared: boolean,
  focusYear: number,
  last: number,
) {
  const { language } = context;
  const even = data.length <= 3 ? data.length : data.length === 4 ? 2 : data.length <= 6 ? 3 : 4;
  const columns = Math.min(even, Math.floor(context.width / LEAST_PANEL));
  const plottedValues = ({ lines, known, marks }: PanelData) => [
    ...lines.flatMap(({ points }) => points.map(({ value }) => value)),
    ...known.map(({ value }) => value),
    ...marks.map(({ value }) => value),
  ];
  const fromZero = indicator.grows === 'points' ? 'never' : 'cheap';
  const common = valueAxis(data.flatMap(plottedValues), { fromZero, count: 3 });
  const axes = data.map((panel) => (shared ? common : valueAxis(plottedValues(panel), { fromZero, count: 3 })));
  const grouped = axes.map((axis) => isGrouped(axis, language));
  const labelSpace = Math.ceil(Math.max(...axes.map((axis, k) => axisLabelWidth(axis, grouped[k] ?? false))) + 8);
  const width = Math.floor((context.width - 2 * SHEET_MARGIN - columns * labelSpace - (columns - 1) * GAP) / columns);
  const rowStep = HEADING + PANEL_HEIGHT + YEAR_LABELS;
  const first = Math.min(
    ...data.flatMap(({ lines, known }) => [
      ...lines.flatMap(({ points }) => points.map(({ year }) => year)),
      ...known.map(({ year }) => year),
    ]),
  );
  const panels = data.map((panel, k): Panel => {
    const frame: Frame = {
      width,
      height: PANEL_HEIGHT,
      years: [first - 0.4, last + 0.4],
      yearTicks: yearTicks(first, last, width, focusYear, 44),
      axis: axes[k] as Axis,
      grouped: grouped[k] ?? false,
    };
    return {
      left: SHEET_MARGIN + labelSpace + (k % columns) * (width + labelSpace + GAP),
      top: HEADING - 4 + Math.floor(k / columns) * rowStep,
      width,
      height: PANEL_HEIGHT,
      layers: panelLayers(context, indicator, panel, frame, focusYear),
    };
  });
  return {
    panels,
    columns,
    spacing: { row: HEADING + YEAR_LABELS, column: labelSpace + GAP },
    bottom: HEADING - 4 + Math.ceil(data.length / columns) * rowStep - HEADING + 4,
  };
}

function panelLayers(
  context: ChartContext,
  indicator: Indicator,
  { region, lines, known, marks }: PanelData,
  frame: Frame,
  focusYear: number,
): readonly Layer[] {
  const { language } = context;
  const words = WORDS[language];
  const drawn = linesOf(context, lines);
  const value = drawn[0]?.points.find((point) => point.year === focusYear)?.value;
  const { x, y } = scalesOf(frame);
  const named = marks.filter((mark) => mark.label !== undefined);
  const wishes = named.map((mark) => ({
    x: x(mark.year),
    y: y(mark.value),
    fontSize: FONT.footer,
    lines: [formatTarget(mark.value, mark.row.bound, indicator, language, mark.upper)],
  }));
  const placed = placeLabels(wishes, {
    area: { left: 1, top: 0, right: frame.width, bottom: frame.height },
    boxes: [],
    marks: marks.map((mark) => around(x(mark.year), y(mark.value), 7, 3)),
    segments: segmentsOf(drawn, frame),
  });
  const labels = placed.flatMap((place, k) =>
    place
      ? [
          {
            x: place.box.left,
            y: (place.box.top + place.box.bottom) / 2,
            text: wishes[k]?.lines[0] ?? '',
            size: FONT.footer,
            colour: TARGET_COLOUR,
          },
        ]
      : [],
  );
  const heading = regionName(context.model, region.id, context);
  const aside =
    value === undefined
      ? ''
      : words.yearValue(focusYear, formatNumber(value, decimalsFor(value, indicator.decimals), language));
  return [
    ...lineLayers(drawn, frame),
    ...knownLayers(known, frame, indicator, language, 16),
    ...targetLayers(marks, frame, language, 12),
    ...hoverLayer(drawn, frame, indicator, language),
    ...textLayers([
      ...labels,
      { x: 0, y: -9, text: heading, bold: true },
      { x: frame.width, y: -9, text: aside, size: FONT.footer, align: 'right', colour: GREY.soft },
    ]),
  ];
}

function linesOf(context: ChartContext, lines: readonly ScenarioLine[]): readonly Line[] {
  return lines.map(({ scenario, ink, points }) => ({
    id: scenario.id,
    title: titleOf(scenario, context),
    colour: ink.line,
    width: isBaseline(scenario) ? 1.8 : 1.3,
    points,
  }));
}

function titleFor(
  context: ChartContext,
  indicator: Indicator,
  parent: Region,
  data: readonly PanelData[],
  year: number,
): string {
  const words = WORDS[context.language];
  const name = words.byRegion(regionName(context.model, parent.id, context), indicatorTitle(indicator, context));
  const ranked = data
    .filter(({ region }) => region.id !== parent.id)
    .flatMap(({ region, lines }) => {
      const value = lines
        .find(({ scenario }) => isBaseline(scenario))
        ?.points.find((point) => point.year === year)?.value;
      return value === undefined ? [] : [{ name: regionName(context.model, region.id, context), value }];
    })
    .sort((a, b) => b.value - a.value);
  const [high, low] = [ranked[0], ranked.at(-1)];
  if (!high || !low || high === low) return name;
  const print = (value: number) => formatValue(value, indicator, context.language);
  return name + words.spreadIn(year, high.name, print(high.value), low.name, print(low.value));
}

function keyFor(context: ChartContext, data: readonly PanelData[]): readonly KeyEntry[] {
  const scenarios = new Map(
    data.flatMap(({ lines }) => linesOf(context, lines).map((line) => [line.id, line] as const)),
  );
  const drawn = data.flatMap(({ lines }) => linesOf(context, lines));
  const named = [...scenarios.values()].map(
    (line): KeyEntry => ({
      text: line.title,
      scenario: line.id,
      sample: { kind: 'line', colour: line.colour, width: line.width },
    }),
  );
  return [
    ...named,
    ...styleKey(
      data.flatMap(({ known }) => known),
      drawn,
      data.flatMap(({ marks }) => marks),
      context.language,
    ),
  ];
}

function notesFor(context: ChartContext, data: readonly PanelData[]): readonly string[] {
  const scenarios = [
    ...new Map(data.flatMap(({ lines }) => lines.map(({ scenario }) => [scenario.id, scenario] as const))).values(),
  ];
  const borrowed = data.flatMap(({ region, lines }) =>
    basisNotes(context, region, lines[0]?.points ?? []).map((note) => ({ region, note })),
  );
  const words = WORDS[context.language];
  const names = borrowed.map(({ region }) => regionName(context.model, region.id, context));
  const plans = data.flatMap(({ marks }) => marks.flatMap((mark) => mark.plans));
  const observations = data.flatMap(({ known }) =>
    known.flatMap(({ observation }) => (observation ? [observation] : [])),
  );
  return [
    ...(names.length > 0 ? [words.borrowedBy(names)] : []),
    ...warningNotes(context, scenarios),
    ...sourceNotes(context, plans, observations),
  ];
}
