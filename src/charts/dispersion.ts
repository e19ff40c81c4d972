// Dispersion over time: does the spread between regions shrink (σ-convergence)?

import { type SpreadYear, withoutData } from '../analysis/index.ts';
import { yearsOf } from '../base/index.ts';
import { indicatorOf } from '../model/index.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, inkAt } from './colours.ts';
import { CONVERGENCE_WORDS } from './convergence-words.ts';
import { formatNumber } from './format.ts';
import { dotLayers, ruleLayers, textLayers } from './layers.ts';
import { drawNames, measureNames } from './line-labels.ts';
import { indicatorTitle, leftOutNotes, titleOf } from './notes.ts';
import { axisLabelWidth, type Frame, hoverLayer, type Line, lineLayers, scalesOf } from './series-layers.ts';
import { makeSheet } from './sheet.ts';
import { DASH, SHEET_MARGIN } from './style.ts';
import { valueAxis, yearTicks } from './ticks.ts';
import { WORDS } from './words.ts';

const HEIGHT = 260;
const MEASURES = ['sdLog', 'cv', 'gini'] as const;

/** Measures of spread by year; undefined where there are not two years. */
export function dispersionChart(context: ChartContext, { convergence }: ChartRequest): Chart | undefined {
  if (!convergence || convergence.spread.length < 2) return undefined;
  const { model, language } = context;
  const [words, common] = [CONVERGENCE_WORDS[language], WORDS[language]];
  const indicator = indicatorOf(model, convergence.indicator);
  const { spread } = convergence;
  const all = (point: SpreadYear) => point.published === convergence.regions.length;
  const lines = MEASURES.flatMap((measure, k): Line[] => {
    const points = spread.flatMap((point) => {
      const value = point[measure];
      return value === undefined
        ? []
        : [{ year: point.year, value, basis: all(point) ? ('observed' as const) : ('projected' as const) }];
    });
    return points.length < 2
      ? []
      : [
          {
            id: measure,
            title: words[measure],
            colour: inkAt(k).line,
            width: measure === convergence.sigma?.measure ? 2.4 : 1.6,
            points,
          },
        ];
  });
  const [lead = lines[0]] = lines.filter((line) => line.id === convergence.sigma?.measure);
  const [first, last] = [lead?.points[0], lead?.points.at(-1)];
  if (!lead || !first || !last) return undefined;
  const print = (value: number) => formatNumber(value, 3, language);
  const axis = valueAxis(
    lines.flatMap((line) => line.points.map((point) => point.value)),
    { fromZero: 'cheap' },
  );
  const texts = lines.map((line) => ({
    text: `${line.title} ${print(line.points.at(-1)?.value ?? 0)}`,
    bold: line === lead,
  }));
  const measured = measureNames(texts);
  const left = Math.ceil(SHEET_MARGIN + axisLabelWidth(axis, false) + 8);
  const width = context.width - left - measured.margin;
  const height = Math.max(HEIGHT, measured.height);
  const frame: Frame = {
    width,
    height,
    years: [first.year - 0.3, last.year + 0.1],
    yearTicks: yearTicks(first.year, last.year, width, last.year),
    axis,
    grouped: false,
  };
  const { x, y } = scalesOf(frame);
  const inks = new Map(MEASURES.map((measure, k) => [measure as string, inkAt(k).text]));
  const names = drawNames(
    texts.map((text, k) => ({
      ...text,
      colour: inks.get(lines[k]?.id ?? '') ?? GREY.text,
      lines: measured.lines[k] ?? [],
      y: y(lines[k]?.points.at(-1)?.value ?? 0),
    })),
    common.inYear(last.year),
    x(last.year),
    width,
    height,
  );
  const published = lines.flatMap((line) =>
    line.points
      .filter((point) => point.basis === 'observed')
      .map((point) => ({ x: x(point.year), y: y(point.value), colour: line.colour, size: 40 })),
  );
  const title = words.spreadTitle(
    indicatorTitle(indicator, context),
    lead.title,
    print(first.value),
    first.year,
    print(last.value),
    last.year,
    last.value - first.value,
  );
  const scenario = context.scenarios.find((one) => one.id === convergence.scenario);
  const subtitle = [
    words.spreadSubtitle(convergence.regions.length),
    ...(scenario ? [titleOf(scenario, context)] : []),
  ].join(' · ');
  const p = convergence.sigma?.test?.p;
  const missing = yearsOf({ first: first.year, last: last.year }).filter(
    (year) => !spread.some((one) => one.year === year),
  );
  return makeSheet({
    width: context.width,
    chart: { kind: 'dispersion', id: fileStem('dispersion', convergence.indicator, convergence.scenario), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: { left, right: measured.margin, height },
    layers: [
      ...lineLayers(lines, frame),
      ...dotLayers(published),
      ...hoverLayer(lines, frame, indicator, language, print),
      ...(names ? [...ruleLayers(names.rules), ...textLayers(names.labels)] : []),
    ],
    axisSpace: 22,
    key: [
      ...(spread.some(all)
        ? [{ text: words.allPublished, sample: { kind: 'line', colour: GREY.text, dot: 'filled' } } as const]
        : []),
      ...(spread.every(all)
        ? []
        : [
            { text: words.notAllPublished, sample: { kind: 'line', colour: GREY.text, dash: DASH.projected } } as const,
          ]),
    ],
    footer: [
      ...(p === undefined ? [] : [words.morgan(p < 0.0001 ? 'p < 0.0001' : `p = ${p.toFixed(4)}`)]),
      ...(missing.length > 0 ? [words.gapYears(missing)] : []),
      ...leftOutNotes(context, withoutData(convergence)),
    ],
  });
}
