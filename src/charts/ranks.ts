// Rank bump chart: the places of regions by year, first at the top.

import type { CatchUpRow, GapPoint } from '../analysis/index.ts';
import { yearsOf } from '../base/index.ts';
import { indicatorOf } from '../model/index.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { fileStem } from './clean-text.ts';
import { GREY, inkAt } from './colours.ts';
import { CONVERGENCE_WORDS } from './convergence-words.ts';
import { formatValue } from './format.ts';
import { type Dot, dotLayers, type Label, type Rule, ruleLayers, textLayers } from './layers.ts';
import { drawNames, measureNames } from './line-labels.ts';
import { indicatorTitle, leftOutNotes, regionName, titleOf } from './notes.ts';
import { lineStyle } from './series.ts';
import { basisWord, lessCertain } from './series-layers.ts';
import { makeSheet } from './sheet.ts';
import { DASH, FONT, type LineStyle, SHEET_MARGIN } from './style.ts';
import { textWidth } from './text-metrics.ts';
import { linear, yearTicks } from './ticks.ts';
import { WORDS } from './words.ts';

const ROW = 26;

interface Path {
  readonly region: string;
  readonly points: readonly {
    readonly year: number;
    readonly rank: number;
    readonly value: number;
    readonly style: LineStyle;
  }[];
}

/** Places under the first comparison given; undefined where fewer than two regions have places. */
export function rankBump(context: ChartContext, { catchUps }: ChartRequest): Chart | undefined {
  const comparison = catchUps?.[0];
  const paths = comparison ? pathsOf(comparison.rows) : [];
  if (!comparison || paths.length < 2) return undefined;
  const { model, language } = context;
  const [words, common] = [CONVERGENCE_WORDS[language], WORDS[language]];
  const indicator = indicatorOf(model, comparison.indicator);
  const years = [...new Set(paths.flatMap((path) => path.points.map((point) => point.year)))].sort((a, b) => a - b);
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
  const missing = yearsOf({ first, last }).filter((year) => !years.includes(year));
  const places = Math.max(...paths.flatMap((path) => path.points.map((point) => point.rank)));
  const names = paths.map((path) => ({ text: regionName(model, path.region, context) }));
  const measured = measureNames(names);
  const left = Math.ceil(SHEET_MARGIN + textWidth(words.rankOf(places), FONT.axis) + 10);
  const width = context.width - left - measured.margin;
  const height = Math.max(places * ROW, measured.height);
  const x = linear(first - 0.3, last + 0.1, 0, width);
  const y = linear(0.5, places + 0.5, 0, height);
  const rules: Rule[] = [];
  const dots: Dot[] = [];
  for (const [k, path] of paths.entries()) {
    const colour = inkAt(k).line;
    for (const [p, point] of path.points.entries()) {
      const before = path.points[p - 1];
      const style = before && lessCertain(before.style, point.style);
      if (before && style && point.year - before.year === 1)
        rules.push({
          x: x(before.year),
          y: y(before.rank),
          x2: x(point.year),
          y2: y(point.rank),
          colour,
          width: 2,
          ...(style === 'known' ? {} : { dash: DASH[style] }),
        });
      const told = `${names[k]?.text ?? ''} · ${common.inYear(point.year)} · ${words.rankOf(point.rank)} · ${formatValue(point.value, indicator, language)} · ${basisWord(point.style, language)}`;
      dots.push({
        x: x(point.year),
        y: y(point.rank),
        colour,
        size: point.style === 'known' ? 46 : 26,
        ...(point.style === 'known' ? {} : { hollow: true }),
        tooltip: told,
      });
    }
  }
  const axis = [
    ...Array.from(
      { length: places },
      (_, k): Label => ({
        x: -8,
        y: y(k + 1),
        text: words.rankOf(k + 1),
        align: 'right',
        size: FONT.axis,
        colour: GREY.soft,
      }),
    ),
    ...yearTicks(first, last, width, last).map(
      (year): Label => ({
        x: x(year),
        y: height + 10,
        text: String(year),
        align: 'center',
        size: FONT.axis,
        colour: GREY.soft,
      }),
    ),
  ];
  const ended = drawNames(
    paths.map((path, k) => ({
      colour: inkAt(k).text,
      lines: measured.lines[k] ?? [],
      y: y(path.points.at(-1)?.rank ?? places),
    })),
    common.inYear(last),
    x(last),
    width,
    height,
  );
  const top = paths.find((path) => path.points.at(-1)?.year === last && path.points.at(-1)?.rank === 1);
  const moved = mostMoved(paths);
  const title = words.rankTitle(
    indicatorTitle(indicator, context),
    last,
    top ? regionName(model, top.region, context) : '',
    moved && { ...moved, name: regionName(model, moved.region, context) },
  );
  const scenario = context.scenarios.find((one) => one.id === comparison.scenario);
  const subtitle = words.rankSubtitle(scenario ? titleOf(scenario, context) : comparison.scenario);
  return makeSheet({
    width: context.width,
    chart: { kind: 'ranks', id: fileStem('ranks', comparison.indicator, comparison.scenario), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: { left, right: measured.margin, height },
    layers: [
      ...ruleLayers([...rules, ...(ended?.rules ?? [])]),
      ...dotLayers(dots),
      ...textLayers([...axis, ...(ended?.labels ?? [])]),
    ],
    axisSpace: 20,
    key: [
      { text: common.published, sample: { kind: 'dot', colour: GREY.text, size: 46 } },
      { text: words.notPublished, sample: { kind: 'dot', colour: GREY.text, hollow: true, size: 26 } },
    ],
    footer: [
      ...(missing.length > 0 ? [words.gapYears(missing)] : []),
      ...leftOutNotes(
        context,
        comparison.leftOut.map(({ region }) => region),
      ),
    ],
  });
}

/** The places of followers, and of the leader where it is a region that all are compared with; in years that all of them have. */
function pathsOf(rows: readonly CatchUpRow[]): readonly Path[] {
  const own = rows.map((row) => ({
    region: row.region,
    points: row.path.map((point) => ({
      year: point.year,
      value: point.value,
      style: lineStyle(point.basis),
      ranked: point.ranked,
    })),
  }));
  const [row] = rows;
  const led =
    row?.path.filter(
      (point): point is GapPoint & Required<Pick<GapPoint, 'leaderRegion' | 'leaderBasis'>> =>
        point.leaderRegion === row.leader && point.leaderBasis !== undefined,
    ) ?? [];
  const leader =
    led.length > 0 && row
      ? [
          {
            region: row.leader,
            points: led.map((point) => ({
              year: point.year,
              value: point.leader,
              style: lineStyle(point.leaderBasis),
              ranked: point.ranked,
            })),
          },
        ]
      : [];
  const all = [...own, ...leader];
  const complete = (year: number) => all.every((path) => path.points.some((point) => point.year === year));
  const kept = all.map((path) => ({ ...path, points: path.points.filter((point) => complete(point.year)) }));
  const rising = kept.length > 0 && rankedUpwards(rows);
  const placeOf = (year: number, value: number) =>
    1 +
    kept.filter((path) =>
      path.points.some((point) => point.year === year && (rising ? point.value < value : point.value > value)),
    ).length;
  return kept
    .filter((path) => path.points.length > 1)
    .map(({ region, points }) => ({
      region,
      points: points.map((point) => ({ ...point, rank: placeOf(point.year, point.value) })),
    }));
}

/** Whether a smaller value has the better place: then the gap to the leader is positive where the value is larger. */
function rankedUpwards(rows: readonly CatchUpRow[]): boolean {
  const point = rows.flatMap((row) => row.path).find((one) => one.gap !== 0);
  return point !== undefined && point.gap > 0 === point.value > point.leader;
}

/** The region that changes most places between the first and the last year. */
function mostMoved(
  paths: readonly Path[],
): { readonly region: string; readonly from: number; readonly to: number; readonly since: number } | undefined {
  const moves = paths.flatMap(({ region, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    return first && last && first.rank !== last.rank
      ? [{ region, from: first.rank, to: last.rank, since: first.year }]
      : [];
  });
  return moves.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))[0];
}
