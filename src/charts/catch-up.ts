// Catch-up: how far regions are from a leader over the years, as a ratio and in absolute values.

import { type Indicator, indicatorOf, regionOf } from '../model/index.ts';
import { placeLabels } from './boxes.ts';
import {
  type Chart,
  type ChartContext,
  type ChartRequest,
  type ChartScenario,
  isBaseline,
  scenariosOfView,
} from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, type Ink, inkAt } from './colours.ts';
import { decimalsFor, formatNumber, unitText } from './format.ts';
import { type Label, type Layer, ruleLayers, textLayers } from './layers.ts';
import { drawNames, measureNames } from './line-labels.ts';
import { basisNotes, indicatorTitle, leftOutNotes, regionName, sourceNotes, titleOf, warningNotes } from './notes.ts';
import { baselineOf, hasValues, knownValues, lastTargetYear, readSeries, type SeriesPoint } from './series.ts';
import {
  axisLabelWidth,
  basisWord,
  type Frame,
  hoverLayer,
  isGrouped,
  type Line,
  lineLayers,
  scalesOf,
  segmentsOf,
  stylesIn,
} from './series-layers.ts';
import { type KeyEntry, makePanels, type Panel } from './sheet.ts';
import { DASH, FONT, SHEET_MARGIN } from './style.ts';
import { type Axis, valueAxis, yearTicks } from './ticks.ts';
import { WORDS } from './words.ts';

const MOST_SCENARIOS = 2;
const HEIGHTS = { ratio: 220, absolute: 150 } as const;
const HEADING = 24;
const YEAR_LABELS = 20;
/** Points of the ratio by which a scenario must move a region to be drawn. */
const VISIBLE = 1;

interface Path {
  readonly region: string;
  readonly scenario: ChartScenario;
  readonly values: readonly SeriesPoint[];
  /** Per cent of the leader, in the years in which both have a value. */
  readonly ratios: readonly SeriesPoint[];
}

/** Paths of regions to a leader; undefined where the leader or all others have no values. */
export function catchUp(
  context: ChartContext,
  { indicator: indicatorId, regions, leader, asOf }: ChartRequest,
): Chart | undefined {
  const { model, reader } = context;
  const baseline = baselineOf(context, asOf);
  if (indicatorId === undefined || regions === undefined || leader === undefined || !baseline) return undefined;
  const indicator = indicatorOf(model, indicatorId);
  const drawn = (region: string) =>
    context.keep(region, indicatorId) && hasValues(reader, baseline.id, region, indicatorId, model);
  const followers = regions.filter((region) => region !== leader && drawn(region));
  if (!drawn(leader) || followers.length === 0) return undefined;

  const focusYear = lastTargetYear(context, baseline.id, asOf);
  const last = Math.min(focusYear, model.years.last);
  const pathOf = (region: string, scenario: ChartScenario): Path => {
    const values = readSeries(reader, scenario.id, region, indicatorId, model.years.first, last);
    const standard = new Map(
      readSeries(reader, scenario.id, leader, indicatorId, model.years.first, last).map((point) => [
        point.year,
        point.value,
      ]),
    );
    const ratios = values.flatMap((point) => {
      const other = standard.get(point.year);
      return other === undefined || other === 0 ? [] : [{ ...point, value: (100 * point.value) / other }];
    });
    return { region, scenario, values, ratios };
  };
  const base = followers.map((region) => pathOf(region, baseline)).filter(({ ratios }) => ratios.length > 1);
  if (base.length === 0) return undefined;
  const variants = mostMoving(
    base,
    scenariosOfView(context, asOf).filter((scenario) => !isBaseline(scenario)),
    pathOf,
    focusYear,
  );
  const first = Math.min(...base.flatMap(({ ratios }) => ratios.map(({ year }) => year)));
  return draw(context, {
    indicator,
    leader,
    paths: [...base, ...variants],
    leaderPath: pathOf(leader, baseline),
    first,
    last,
    focusYear,
    asOf,
    leftOut: regions.filter((region) => region !== leader && !base.some((path) => path.region === region)),
  });
}

/** Paths of the scenarios that bring some region nearest to the leader. */
function mostMoving(
  base: readonly Path[],
  scenarios: readonly ChartScenario[],
  pathOf: (region: string, scenario: ChartScenario) => Path,
  year: number,
): readonly Path[] {
  const ratio = ({ ratios }: Path) => ratios.find((point) => point.year === year)?.value;
  const value = ({ values }: Path) => values.find((point) => point.year === year)?.value;
  const moved = scenarios.map((scenario) => {
    const paths = base.flatMap((path) => {
      const own = pathOf(path.region, scenario);
      const change = (ratio(own) ?? Number.NaN) - (ratio(path) ?? Number.NaN);
      // A scenario that moves the leader alone says nothing of the region's own effort.
      const moves = Math.abs((value(own) ?? Number.NaN) / (value(path) ?? Number.NaN) - 1) >= VISIBLE / 100;
      return moves && Math.abs(change) >= VISIBLE ? [{ own, change: Math.abs(change) }] : [];
    });
    return { paths, change: Math.max(0, ...paths.map(({ change }) => change)) };
  });
  const chosen = moved
    .filter(({ change }) => change > 0)
    .sort((a, b) => b.change - a.change)
    .slice(0, MOST_SCENARIOS);
  const standard = new Map(
    base.map((path) => [path.region, new Map(path.ratios.map((point) => [point.year, point.value]))]),
  );
  return chosen.flatMap(({ paths }) =>
    paths.map(({ own }) => {
      const leaves = Math.max(
        0,
        own.ratios.findIndex(
          (point) => Math.abs(point.value - (standard.get(own.region)?.get(point.year) ?? Number.NaN)) > 1e-6,
        ) - 1,
      );
      const from = own.ratios[leaves]?.year ?? 0;
      return {
        ...own,
        ratios: own.ratios.filter(({ year: own }) => own >= from),
        values: own.values.filter(({ year: own }) => own >= from),
      };
    }),
  );
}

interface CatchUpData {
  readonly indicator: Indicator;
  readonly leader: string;
  readonly paths: readonly Path[];
  readonly leaderPath: Path;
  readonly first: number;
  readonly last: number;
  readonly focusYear: number;
  readonly asOf: number | undefined;
  /** Regions asked for without a ratio to the leader. */
  readonly leftOut: readonly string[];
}

/** One of the two plots before it has a place: lines with their names, and an axis. */
interface Plot {
  readonly caption: string;
  readonly lines: readonly Line[];
  readonly inks: readonly Ink[];
  readonly axis: Axis;
  readonly grouped: boolean;
  readonly names: ReturnType<typeof measureNames>;
  readonly height: number;
  readonly print: (value: number) => string;
}

function draw(context: ChartContext, data: CatchUpData): Chart {
  const { model, language } = context;
  const words = WORDS[language];
  const { indicator, leader, paths, first, last, focusYear, asOf } = data;
  const order = [...new Set(paths.map((path) => path.region))];
  const leaderName = regionName(model, leader, context);
  const inks = [{ line: GREY.text, text: GREY.text }, ...paths.map(({ region }) => inkAt(order.indexOf(region)))];
  const all = [data.leaderPath, ...paths];
  const plotOf = (
    caption: string,
    pointsOf: (path: Path) => readonly SeriesPoint[],
    fromZero: 'never' | 'cheap',
    count: number,
    print: Plot['print'],
    least: number,
  ): Plot => {
    const lines = all.map((path, k) =>
      lineOf(
        context,
        path,
        inks[k]?.line ?? GREY.text,
        pointsOf(path).filter(({ year }) => year >= first),
      ),
    );
    const axis = valueAxis(
      lines.flatMap(({ points }) => points.map(({ value }) => value)),
      { fromZero, count },
    );
    const names = measureNames(
      lines.map((line, k) => ({ text: `${line.title} ${print(valueIn(line.points, focusYear))}`, bold: k === 0 })),
    );
    return {
      caption,
      lines,
      inks,
      axis,
      grouped: isGrouped(axis, language),
      names,
      height: Math.max(least, names.height),
      print,
    };
  };
  const percent = (value: number) => `${formatNumber(value, value < 9.95 ? 1 : 0, language)}%`;
  const amount = (value: number) => formatNumber(value, decimalsFor(value, indicator.decimals), language);
  const absolute = `${words.absoluteAxis}${words.open}${unitText(indicator, language)}${words.close}`;
  const plots = [
    plotOf(words.ratioAxis(leaderName), ({ ratios }) => ratios, 'cheap', 5, percent, HEIGHTS.ratio),
    plotOf(
      absolute,
      ({ values }) => values,
      indicator.grows === 'points' ? 'never' : 'cheap',
      4,
      amount,
      HEIGHTS.absolute,
    ),
  ];
  const left = Math.ceil(
    SHEET_MARGIN + Math.max(...plots.map(({ axis, grouped }) => axisLabelWidth(axis, grouped))) + 8,
  );
  const width = context.width - left - Math.max(...plots.map(({ names }) => names.margin));
  let top = HEADING;
  const panels = plots.map((plot, k): Panel => {
    const { height, axis, grouped } = plot;
    const frame: Frame = {
      width,
      height,
      years: [first - 0.3, last + 0.1],
      yearTicks: yearTicks(first, last, width, focusYear),
      axis,
      grouped,
    };
    const panel = {
      left,
      top,
      width,
      height,
      layers: [
        ...plotLayers(context, data, plot, frame, left),
        ...(k === 0 ? parityLabels(context, data, plot.lines, frame) : []),
      ],
    };
    top += height + YEAR_LABELS + HEADING;
    return panel;
  });
  const title = titleFor(context, data, percent);
  const subtitle = [words.unit(unitText(indicator, language)), ...(asOf === undefined ? [] : [words.view(asOf)])].join(
    ' · ',
  );
  return makePanels({
    width: context.width,
    chart: {
      kind: 'catch-up',
      id: fileStem('catch-up', indicator.id, leader, regionOf(model, order[0] ?? leader).parent ?? 'all'),
      title,
    },
    subtitle,
    description: `${title}${words.stop}${subtitle}`,
    panels,
    columns: 1,
    spacing: { row: HEADING + YEAR_LABELS, column: 0 },
    bottom: top - HEADING,
    key: keyFor(context, data, plots[0]?.lines ?? []),
    footer: notesFor(context, data, order),
  });
}

/** Lines, names at their ends, and the caption above a plot. */
function plotLayers(
  context: ChartContext,
  { indicator, focusYear, last }: CatchUpData,
  plot: Plot,
  frame: Frame,
  left: number,
): readonly Layer[] {
  const { x, y } = scalesOf(frame);
  const names = plot.lines.map((line, k) => ({
    colour: plot.inks[k]?.text ?? GREY.text,
    bold: k === 0,
    lines: plot.names.lines[k] ?? [],
    y: y(line.points.at(-1)?.value ?? 0),
  }));
  const drawn = drawNames(names, WORDS[context.language].inYear(focusYear), x(last), frame.width, frame.height);
  return [
    ...lineLayers(plot.lines, frame),
    ...hoverLayer(plot.lines, frame, indicator, context.language, plot.print),
    ...ruleLayers(drawn?.rules ?? []),
    ...textLayers([...(drawn?.labels ?? []), { x: SHEET_MARGIN - left, y: -14, text: plot.caption, bold: true }]),
  ];
}

/** A path as a line; the region's name, with the scenario in brackets where it is not the baseline. */
function lineOf(
  context: ChartContext,
  { region, scenario }: Path,
  colour: string,
  points: readonly SeriesPoint[],
): Line {
  const words = WORDS[context.language];
  const name = regionName(context.model, region, context);
  const title = isBaseline(scenario) ? name : `${name}${words.open}${titleOf(scenario, context)}${words.close}`;
  return { id: scenario.id, title, colour, width: isBaseline(scenario) ? 2.2 : 1.1, points };
}

/** The value in a year, else the last one. */
function valueIn(points: readonly SeriesPoint[], year: number): number {
  return (points.find((point) => point.year === year) ?? points.at(-1))?.value ?? 0;
}

/** "2028年持平" where a region draws level with the leader in a year that is not known. */
function parityLabels(
  context: ChartContext,
  { indicator, leaderPath }: CatchUpData,
  lines: readonly Line[],
  frame: Frame,
): readonly Layer[] {
  const words = WORDS[context.language];
  const { x, y } = scalesOf(frame);
  const known = context.reader.lastKnown(leaderPath.scenario.id, leaderPath.region, indicator.id) ?? 0;
  const years = [...new Set(lines.map(({ points }) => parityYear(points)))].filter(
    (year) => year !== undefined && year > known,
  ) as readonly number[];
  const wishes = years.map((year) => ({ x: x(year), y: y(100), lines: [words.parity(year)], fontSize: FONT.footer }));
  const placed = placeLabels(wishes, {
    area: { left: 0, top: 0, right: frame.width, bottom: frame.height },
    boxes: [],
    marks: [],
    segments: segmentsOf(lines, frame),
  });
  const labels = placed.flatMap((place, k): readonly Label[] =>
    place
      ? [
          {
            x: place.box.left,
            y: (place.box.top + place.box.bottom) / 2,
            text: wishes[k]?.lines[0] ?? '',
            size: FONT.footer,
          },
        ]
      : [],
  );
  const rules = placed.flatMap((place) =>
    place?.leader
      ? [
          {
            x: place.leader.x1,
            y: place.leader.y1,
            x2: place.leader.x2,
            y2: place.leader.y2,
            colour: GREY.text,
            width: 0.75,
          },
        ]
      : [],
  );
  return [...ruleLayers(rules), ...textLayers(labels)];
}

/** The first year at or above 100 % after a year below. */
function parityYear(points: readonly SeriesPoint[]): number | undefined {
  return points.find((point, k) => point.value >= 100 && (points[k - 1]?.value ?? 100) < 100)?.year;
}

/** Of the focus region, else of the one that ends lowest. */
function titleFor(
  context: ChartContext,
  { indicator, leader, paths, focusYear }: CatchUpData,
  percent: (value: number) => string,
): string {
  const { model, reader, language } = context;
  const words = WORDS[language];
  const base = paths.filter(({ scenario }) => isBaseline(scenario));
  const lowest = base.reduce((a, b) => (valueIn(a.ratios, focusYear) <= valueIn(b.ratios, focusYear) ? a : b));
  const told = base.find(({ region }) => region === model.focus) ?? lowest;
  const [title, name, leaderName] = [
    indicatorTitle(indicator, context),
    regionName(model, told.region, context),
    regionName(model, leader, context),
  ];
  const now = valueIn(told.ratios, focusYear);
  const crossing = parityYear(told.ratios);
  if (crossing !== undefined && now >= 100) return words.catchUpPassed(title, name, leaderName, crossing);
  const known = reader.lastKnown(told.scenario.id, told.region, indicator.id);
  const before = told.ratios.find(({ year }) => year === known && year < focusYear);
  return words.catchUpTitle(
    title,
    name,
    leaderName,
    focusYear,
    percent(now),
    before && { year: before.year, percent: percent(before.value) },
  );
}

function keyFor(context: ChartContext, { paths }: CatchUpData, lines: readonly Line[]): readonly KeyEntry[] {
  const words = WORDS[context.language];
  const line = (text: string, more: { readonly width?: number; readonly dash?: readonly number[] }): KeyEntry => ({
    text,
    sample: { kind: 'line', colour: GREY.text, ...more },
  });
  const others = paths.some(({ scenario }) => !isBaseline(scenario));
  const widths = others ? [line(words.baselineBar, { width: 2.2 }), line(words.otherScenarios, { width: 1.1 })] : [];
  return [
    ...widths,
    ...stylesIn(lines).map((style) => line(basisWord(style, context.language), { dash: DASH[style] })),
  ];
}

function notesFor(
  context: ChartContext,
  { indicator, leader, paths, first, last, asOf, leftOut }: CatchUpData,
  order: readonly string[],
): readonly string[] {
  const { model, language } = context;
  const scenarios = [...new Map(paths.map(({ scenario }) => [scenario.id, scenario])).values()];
  const known = [leader, ...order].flatMap((region) => knownValues(context, region, indicator.id, asOf));
  const observations = known.flatMap(({ observation }) =>
    observation && observation.year >= first && observation.year <= last ? [observation] : [],
  );
  const borrowed = paths.filter(
    ({ scenario, region, values }) =>
      isBaseline(scenario) && basisNotes(context, regionOf(model, region), values).length > 0,
  );
  const names = borrowed.map(({ region }) => regionName(model, region, context));
  return [
    ...(names.length > 0 ? [WORDS[language].borrowedBy(names)] : []),
    ...leftOutNotes(context, leftOut),
    ...warningNotes(context, scenarios),
    ...sourceNotes(context, [], observations),
  ];
}
