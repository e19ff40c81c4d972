// Catch-up: how far regions are from a leader over the years, as a ratio and in absolute values.

import { type Indicator, indicatorOf, regionOf } from '../model/index.ts';
import { placeLabels } from './boxes.ts';
import { type Chart, type ChartContext, type ChartRequest, type ChartScenario, isBaseline, scenariosOfView } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, inkAt } from './colours.ts';
import { decimalsFor, formatNumber, unitText } from './format.ts';
import { type Label, type Layer, ruleLayers, textLayers } from './layers.ts';
import { drawNames, measureNames } from './line-labels.ts';
import { basisNotes, indicatorTitle, regionName, sourceNotes, titleOf, warningNotes } from './notes.ts';
import { baselineOf, hasValues, knownValues, lastTargetYear, readSeries, type SeriesPoint } from './series.ts';
import { axisLabelWidth, basisWord, type Frame, hoverLayer, isGrouped, type Line, lineLayers, scalesOf, segmentsOf, stylesIn } from './series-layers.ts';
import { type KeyEntry, makePanels, type Panel } from './sheet.ts';
import { DASH, FONT, SHEET_MARGIN, SHEET_WIDTH } from './style.ts';
import { valueAxis, yearTicks } from './ticks.ts';
import { WORDS } from './words.ts';

const MOST_SCENARIOS = 2;
const HEIGHTS = [220, 150] as const;
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
export function catchUp(context: ChartContext, { indicator: indicatorId, regions, leader, asOf }: ChartRequest): Chart | undefined {
  const { model, reader } = context;
  const baseline = baselineOf(context, asOf);
  if (indicatorId === undefined || regions === undefined || leader === undefined || !baseline) return undefined;
  const indicator = indicatorOf(model, indicatorId);
  const drawn = (region: string) => context.keep(region, indicatorId) && hasValues(reader, baseline.id, region, indicatorId, model);
  const followers = regions.filter((region) => region !== leader && drawn(region));
  if (!drawn(leader) || followers.length === 0) return undefined;

  const focusYear = lastTargetYear(context, baseline.id, asOf);
  const last = Math.min(focusYear + 1, model.years.last);
  const pathOf = (region: string, scenario: ChartScenario): Path => {
    const values = readSeries(reader, scenario.id, region, indicatorId, model.years.first, last);
    const standard = new Map(readSeries(reader, scenario.id, leader, indicatorId, model.years.first, last).map((point) => [point.year, point.value]));
    const ratios = values.flatMap((point) => {
      const other = standard.get(point.year);
      return other === undefined || other === 0 ? [] : [{ ...point, value: (100 * point.value) / other }];
    });
    return { region, scenario, values, ratios };
  };
  const base = followers.map((region) => pathOf(region, baseline)).filter(({ ratios }) => ratios.length > 1);
  if (base.length === 0) return undefined;
  const variants = mostMoving(base, scenariosOfView(context, asOf).filter((scenario) => !isBaseline(scenario)), pathOf, focusYear);
  const first = Math.min(...base.flatMap(({ ratios }) => ratios.map(({ year }) => year)));
  return draw(context, { indicator, leader, paths: [...base, ...variants], leaderPath: pathOf(leader, baseline), first, last, focusYear, asOf });
}

/** Paths of the scenarios that bring some region nearest to the leader. */
function mostMoving(base: readonly Path[], scenarios: readonly ChartScenario[], pathOf: (region: string, scenario: ChartScenario) => Path, year: number): readonly Path[] {
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
  const chosen = moved.filter(({ change }) => change > 0).sort((a, b) => b.change - a.change).slice(0, MOST_SCENARIOS);
  const standard = new Map(base.map((path) => [path.region, new Map(path.ratios.map((point) => [point.year, point.value]))]));
  return chosen.flatMap(({ paths }) =>
    paths.map(({ own }) => {
      const leaves = Math.max(0, own.ratios.findIndex((point) => Math.abs(point.value - (standard.get(own.region)?.get(point.year) ?? Number.NaN)) > 1e-6) - 1);
      const from = own.ratios[leaves]?.year ?? 0;
      return { ...own, ratios: own.ratios.filter(({ year: own }) => own >= from), values: own.values.filter(({ year: own }) => own >= from) };
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
}

function draw(context: ChartContext, data: CatchUpData): Chart {
  const { model, language } = context;
  const words = WORDS[language];
  const { indicator, leader, paths, first, last, focusYear, asOf } = data;
  const leaderName = regionName(model, leader, context);
  const order = [...new Set(paths.map((path) => path.region))];
  const inkOf = (region: string) => inkAt(order.indexOf(region));
  const nameOf = ({ region, scenario }: Path) => (isBaseline(scenario) ? regionName(model, region, context) : `${regionName(model, region, context)}${words.open}${titleOf(scenario, context)}${words.close}`);
  const lineOf = (path: Path, points: readonly SeriesPoint[]): Line => ({ id: path.scenario.id, title: nameOf(path), colour: inkOf(path.region).line, width: isBaseline(path.scenario) ? 2.2 : 1.1, points });
  const leaderLine: Line = { id: data.leaderPath.scenario.id, title: leaderName, colour: GREY.text, width: 2.2, points: data.leaderPath.values.filter(({ year }) => year >= first) };
  const ratioLines = paths.map((path) => lineOf(path, path.ratios));
  const valueLines = [leaderLine, ...paths.map((path) => lineOf(path, path.values.filter(({ year }) => year >= first)))];
  const percent = (value: number) => `${formatNumber(value, value < 9.95 ? 1 : 0, language)}%`;
  const amount = (value: number) => formatNumber(value, decimalsFor(value, indicator.decimals), language);
  const at = (points: readonly SeriesPoint[]) => (points.find(({ year }) => year === focusYear) ?? points.at(-1))?.value ?? 0;

  const axes = [valueAxis([100, ...ratioLines.flatMap(({ points }) => points.map(({ value }) => value))], { fromZero: 'cheap' }), valueAxis(valueLines.flatMap(({ points }) => points.map(({ value }) => value)), { fromZero: indicator.grows === 'points' ? 'never' : 'cheap', count: 4 })];
  const ratioNames = [{ text: `${leaderName} 100%`, bold: true }, ...paths.map((path) => ({ text: `${nameOf(path)} ${percent(at(path.ratios))}` }))];
  const valueNames = [{ text: `${leaderName} ${amount(at(leaderLine.points))}`, bold: true }, ...paths.map((path) => ({ text: `${nameOf(path)} ${amount(at(path.values))}` }))];
  const measured = [measureNames(ratioNames), measureNames(valueNames)] as const;
  const heights = measured.map(({ height }, k) => Math.max(HEIGHTS[k] ?? 0, height));
  const margin = Math.max(measured[0].margin, measured[1].margin);
  const grouped = axes.map((axis) => isGrouped(axis, language));
  const left = Math.ceil(SHEET_MARGIN + Math.max(...axes.map((axis, k) => axisLabelWidth(axis, grouped[k] ?? false))) + 8);
  const width = SHEET_WIDTH - left - margin;
  const frames = axes.map((axis, k): Frame => ({ width, height: heights[k] ?? 0, years: [first - 0.3, last + 0.1], yearTicks: yearTicks(first, last, width, focusYear), axis, grouped: grouped[k] ?? false }));
  const [ratioFrame, valueFrame] = frames as [Frame, Frame];
  const colours = [GREY.text, ...paths.map(({ region }) => inkOf(region).text)];
  const names = (frame: Frame, lines: readonly Line[], texts: readonly { readonly text: string; readonly bold?: boolean }[], wrapped: readonly (readonly string[])[], ends: readonly number[]): readonly Layer[] => {
    const { x, y } = scalesOf(frame);
    const ended = texts.map((name, k) => ({ ...name, colour: colours[k] ?? GREY.text, lines: wrapped[k] ?? [], y: y(ends[k] ?? 0), ...(lines[k] === undefined ? {} : {}) }));
    const drawn = drawNames(ended, words.inYear(focusYear), x(last), frame.width, frame.height);
    return drawn ? [...ruleLayers(drawn.rules), ...textLayers(drawn.labels)] : [];
  };
  const end = (points: readonly SeriesPoint[]) => points.at(-1)?.value ?? 0;
  const caption = (text: string): Label => ({ x: SHEET_MARGIN - left, y: -14, text, bold: true });
  const { x, y } = scalesOf(ratioFrame);
  const crossings = parityLabels(context, data, ratioLines, ratioFrame);
  const panels: Panel[] = [
    {
      left,
      top: HEADING,
      width,
      height: ratioFrame.height,
      layers: [
        ...lineLayers(ratioLines, ratioFrame),
        ...ruleLayers([{ x: 0, y: y(100), x2: x(last), y2: y(100), colour: GREY.text, width: 2.2 }]),
        ...hoverLayer(ratioLines, ratioFrame, indicator, language, percent),
        ...names(ratioFrame, ratioLines, ratioNames, measured[0].lines, [100, ...paths.map(({ ratios }) => end(ratios))]),
        ...crossings,
        ...textLayers([caption(words.ratioAxis(leaderName))]),
      ],
    },
    {
      left,
      top: HEADING * 2 + ratioFrame.height + YEAR_LABELS,
      width,
      height: valueFrame.height,
      layers: [
        ...lineLayers(valueLines, valueFrame),
        ...hoverLayer(valueLines, valueFrame, indicator, language),
        ...names(valueFrame, valueLines, valueNames, measured[1].lines, valueLines.map(({ points }) => end(points))),
        ...textLayers([caption(`${words.absoluteAxis}${words.open}${unitText(indicator, language)}${words.close}`)]),
      ],
    },
  ];
  const title = titleFor(context, data, percent);
  const subtitle = [words.unit(unitText(indicator, language)), ...(asOf === undefined ? [] : [words.view(asOf)])].join(' · ');
  const scenarios = [...new Map(paths.map(({ scenario }) => [scenario.id, scenario])).values()];
  const observations = [leader, ...order].flatMap((region) => knownValues(context, region, indicator.id, asOf).flatMap(({ observation }) => (observation && observation.year >= first && observation.year <= last ? [observation] : [])));
  const borrowed = paths.filter((path) => isBaseline(path.scenario) && basisNotes(context, regionOf(model, path.region), path.values).length > 0).map(({ region }) => regionName(model, region, context));
  return makePanels({
    chart: { kind: 'catch-up', id: fileStem('catch-up', indicator.id, `${leader}-${regionOf(model, order[0] ?? leader).parent ?? 'all'}`), title },
    subtitle,
    description: `${title}${words.stop}${subtitle}`,
    panels,
    columns: 1,
    spacing: { row: HEADING + YEAR_LABELS, column: 0 },
    bottom: HEADING * 2 + ratioFrame.height + YEAR_LABELS + valueFrame.height + YEAR_LABELS,
    key: keyFor(context, ratioLines, scenarios),
    footer: [...(borrowed.length > 0 ? [words.borrowedBy(borrowed)] : []), ...warningNotes(context, scenarios), ...sourceNotes(context, [], observations)],
  });
}

/** "2028年持平" where a region draws level with the leader under a scenario. */
function parityLabels(context: ChartContext, { indicator, leaderPath }: CatchUpData, lines: readonly Line[], frame: Frame): readonly Layer[] {
  const words = WORDS[context.language];
  const { x, y } = scalesOf(frame);
  const wishes = lines.flatMap((line) => {
    const crossing = parityYear(line.points);
    const known = context.reader.lastKnown(leaderPath.scenario.id, leaderPath.region, indicator.id) ?? 0;
    const text = crossing === undefined || crossing <= known ? undefined : words.parity(crossing);
    return text === undefined || crossing === undefined ? [] : [{ x: x(crossing), y: y(100), lines: [text], fontSize: FONT.footer, colour: line.colour }];
  });
  const placed = placeLabels(wishes, { area: { left: 0, top: 0, right: frame.width, bottom: frame.height }, boxes: [], marks: [], segments: [...segmentsOf(lines, frame), { x1: 0, x2: frame.width, y1: y(100), y2: y(100) }] });
  const labels = placed.flatMap((place, k): readonly Label[] => (place ? [{ x: place.box.left, y: (place.box.top + place.box.bottom) / 2, text: wishes[k]?.lines[0] ?? '', size: FONT.footer, colour: GREY.text }] : []));
  const rules = placed.flatMap((place) => (place?.leader ? [{ x: place.leader.x1, y: place.leader.y1, x2: place.leader.x2, y2: place.leader.y2, colour: GREY.text, width: 0.75 }] : []));
  return [...ruleLayers(rules), ...textLayers(labels)];
}

/** The first year at or above 100 % after a year below. */
function parityYear(points: readonly SeriesPoint[]): number | undefined {
  return points.find((point, k) => point.value >= 100 && (points[k - 1]?.value ?? 100) < 100)?.year;
}

function titleFor(context: ChartContext, { indicator, leader, paths, focusYear }: CatchUpData, percent: (value: number) => string): string {
  const { model, language } = context;
  const words = WORDS[language];
  const title = indicatorTitle(indicator, context);
  const base = paths.filter(({ scenario }) => isBaseline(scenario));
  const told = base.find(({ region }) => region === model.focus) ?? base.reduce((a, b) => (last(a) <= last(b) ? a : b), base[0] as Path);
  const name = regionName(model, told.region, context);
  const leaderName = regionName(model, leader, context);
  const crossing = parityYear(told.ratios);
  const now = told.ratios.find(({ year }) => year === focusYear)?.value ?? last(told);
  if (crossing !== undefined && now >= 100) return words.catchUpPassed(title, name, leaderName, crossing);
  const known = context.reader.lastKnown(told.scenario.id, told.region, indicator.id);
  const before = told.ratios.find(({ year }) => year === known);
  return words.catchUpTitle(title, name, leaderName, focusYear, percent(now), before && before.year < focusYear ? { year: before.year, percent: percent(before.value) } : undefined);

  function last({ ratios }: Path): number {
    return ratios.at(-1)?.value ?? 0;
  }
}

function keyFor(context: ChartContext, lines: readonly Line[], scenarios: readonly ChartScenario[]): readonly KeyEntry[] {
  const words = WORDS[context.language];
  const styles = stylesIn(lines).map((style): KeyEntry => ({ text: basisWord(style, context.language), sample: { kind: 'line', colour: GREY.text, dash: DASH[style] } }));
  const others = scenarios.some((scenario) => !isBaseline(scenario));
  const widths: readonly KeyEntry[] = others ? [{ text: words.baselineBar, sample: { kind: 'line', colour: GREY.text, width: 2.2 } }, { text: words.otherScenarios, sample: { kind: 'line', colour: GREY.text, width: 1.1 } }] : [];
  return [...widths, ...styles];
}
