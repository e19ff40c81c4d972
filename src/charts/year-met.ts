// Year met: how likely a target has been reached by the end of each year, a line for each scenario, and how often it is not
// reached within the horizon.

import { indicatorOf, regionOf } from '../model/index.ts';
import { chanceText, drawNotes, shortChance } from './chance-text.ts';
import { CHANCE_WORDS } from './chance-words.ts';
import { type Chart, type ChartContext, type ChartRequest, isBaseline, scenariosOfView } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, scenarioInks, TARGET_COLOUR } from './colours.ts';
import { rowOfMark } from './fan-data.ts';
import { formatTarget } from './format.ts';
import { dotLayers, type Layer, type Rule, ruleLayers, textLayers } from './layers.ts';
import { drawNames, measureNames } from './line-labels.ts';
import { indicatorTitle, regionName, sourceNotes, titleOf, warningNotes } from './notes.ts';
import { baselineOf, openTargets } from './series.ts';
import { type KeyEntry, makeSheet, plotWidth } from './sheet.ts';
import { FONT, SHEET_MARGIN } from './style.ts';
import { textWidth } from './text-metrics.ts';
import { linear, yearTicks } from './ticks.ts';
import { decisiveMark } from './titles.ts';
import { WORDS } from './words.ts';

const HEIGHT = 300;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** The years in which a region's open target (of `year`, default: the last one) is reached; undefined without draws or where none is open. */
export function yearMetChart(
  context: ChartContext,
  { indicator: indicatorId, region: regionId, year: asked, asOf }: ChartRequest,
): Chart | undefined {
  const { model, draws, language } = context;
  const baseline = baselineOf(context, asOf);
  if (!draws || !baseline || indicatorId === undefined || regionId === undefined) return undefined;
  const [indicator, region] = [indicatorOf(model, indicatorId), regionOf(model, regionId)];
  const knownUntil = context.reader.lastKnown(baseline.id, regionId, indicatorId) ?? model.years.first;
  const marks = openTargets(context, baseline, region, indicator).open.filter(
    (mark) => asked === undefined || mark.year === asked,
  );
  const mark = decisiveMark({ marks, region }, model.years.last);
  if (!mark) return undefined;
  const inks = scenarioInks(context);
  const lines = scenariosOfView(context, asOf).flatMap((scenario) => {
    const points = (rowOfMark(context, mark, scenario.id)?.met_by ?? []).filter(({ year }) => year >= knownUntil);
    const end = points.at(-1);
    return end ? [{ scenario, points, end, ink: inks.get(scenario.id) ?? { line: GREY.text, text: GREY.text } }] : [];
  });
  // Where every scenario is certain, there is no year to speak of a probability.
  const isOpen = lines.some(({ points }) => points.some(({ probability }) => probability > 0 && probability < 1));
  const reference = lines.find(({ scenario }) => isBaseline(scenario));
  if (!isOpen || !reference) return undefined;

  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const [first, last] = [
    Math.min(...lines.flatMap(({ points }) => points.map(({ year }) => year))),
    Math.max(...lines.map(({ end }) => end.year)),
  ];
  const count = draws.design.draws;
  const short = (probability: number) => shortChance(probability, count, language);
  const target = formatTarget(mark.value, mark.row.bound, indicator, language, mark.upper);
  const names = lines.map(({ scenario, end, ink }) => ({
    text: `${titleOf(scenario, context)} ${short(1 - end.probability)}`,
    colour: ink.text,
    bold: isBaseline(scenario),
    scenario: scenario.id,
  }));
  const measured = measureNames(names);
  const percent = (share: number) => words.percent(String(Math.round(100 * share)));
  const plot = {
    left: Math.ceil(SHEET_MARGIN + textWidth(percent(1), FONT.axis) + 8),
    right: measured.margin,
    height: HEIGHT,
  };
  const width = plotWidth(plot, context.width);
  const x = linear(first - 0.3, last + 0.1, 0, width);
  const y = linear(0, 1, HEIGHT, 8);
  const grid = TICKS.map(
    (share): Rule => ({
      x: 0,
      y: y(share),
      x2: width,
      y2: y(share),
      colour: share === 0 ? GREY.axis : GREY.grid,
    }),
  );
  const steps = lines.flatMap(({ scenario, points, ink }) =>
    points.slice(1).map(
      (to, k): Rule => ({
        x: x(points[k]?.year ?? to.year),
        y: y(points[k]?.probability ?? 0),
        x2: x(to.year),
        y2: y(to.probability),
        colour: ink.line,
        width: isBaseline(scenario) ? 2.4 : 1.6,
        scenario: scenario.id,
      }),
    ),
  );
  const dots = lines.flatMap(({ scenario, points, ink }) =>
    points.map(({ year, probability }) => ({
      x: x(year),
      y: y(probability),
      colour: ink.line,
      size: isBaseline(scenario) ? 44 : 30,
      scenario: scenario.id,
      tooltip: `${titleOf(scenario, context)} · ${common.inYear(year)} · ${chanceText(probability, count, language)}`,
    })),
  );
  const ended = names.map((name, k) => ({
    ...name,
    lines: measured.lines[k] ?? [],
    y: y(lines[k]?.end.probability ?? 0),
  }));
  const direct = drawNames(ended, words.never(last), x(last) + 4, width, HEIGHT);
  const heading = common.heading(regionName(model, regionId, context), indicatorTitle(indicator, context));
  const focus = reference.points.find(({ year }) => year === mark.year)?.probability ?? reference.end.probability;
  const title = words.yearTitle(heading, target, mark.year, chanceText(focus, count, language));
  const subtitle = [words.yearSubtitle(target), ...(asOf === undefined ? [] : [common.view(asOf)])].join(' · ');
  const told = [focus, ...lines.map(({ end }) => 1 - end.probability)];
  return makeSheet({
    width: context.width,
    chart: {
      kind: asOf === undefined ? 'year-met' : `year-met${asOf}`,
      id: fileStem(asOf === undefined ? 'year-met' : `year-met${asOf}`, indicatorId, regionId),
      title,
    },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot,
    layers: [
      ...ruleLayers([
        ...grid,
        { x: x(mark.year), y: 8, x2: x(mark.year), y2: HEIGHT, colour: TARGET_COLOUR, width: 1.6 },
      ]),
      ...ruleLayers(steps),
      ...dotLayers(dots),
      ...(direct ? [...ruleLayers(direct.rules), ...textLayers(direct.labels)] : []),
      ...axisLabels(),
    ],
    axisSpace: 22,
    key: direct ? [] : names.map(keyEntry),
    footer: [
      ...drawNotes(context, { probabilities: told, errors: true }),
      words.everMet,
      ...warningNotes(
        context,
        lines.map(({ scenario }) => scenario),
      ),
      ...sourceNotes(context, mark.plans, []),
    ],
  });

  function axisLabels(): readonly Layer[] {
    const small = { size: FONT.axis, colour: GREY.soft };
    return textLayers([
      ...TICKS.map((share) => ({ x: -8, y: y(share), text: percent(share), align: 'right' as const, ...small })),
      ...yearTicks(first, last, width, mark?.year ?? last).map((year) => ({
        x: x(year),
        y: HEIGHT + 12,
        text: String(year),
        align: 'center' as const,
        ...small,
      })),
      {
        x: x(mark?.year ?? last),
        y: -2,
        text: words.asked(mark?.year ?? last),
        align: 'center',
        colour: TARGET_COLOUR,
      },
    ]);
  }

  function keyEntry({ text, scenario, colour }: (typeof names)[number]): KeyEntry {
    return { text, scenario, sample: { kind: 'line', colour } };
  }
}
