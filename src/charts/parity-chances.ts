// Catch-up under uncertainty: how likely each region has drawn level with its leader by the end of each year.

import type { ParityChance } from '../analysis/index.ts';
import { indicatorOf } from '../model/index.ts';
import { CELL_FONT } from './board-grid.ts';
import { chanceText, drawNotes, shortChance } from './chance-text.ts';
import { CHANCE_WORDS } from './chance-words.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { cleanText, fileStem } from './clean-text.ts';
import { CHANCE_CLASSES, chanceClass, GREY } from './colours.ts';
import { CONVERGENCE_WORDS } from './convergence-words.ts';
import { type Label, type Rect, type Rule, rectLayers, ruleLayers, textLayers } from './layers.ts';
import { indicatorTitle, leftOutNotes, regionName, titleOf, warningNotes } from './notes.ts';
import { makeSheet, plotWidth } from './sheet.ts';
import { FONT, SHEET_MARGIN } from './style.ts';
import { shortenText } from './text-metrics.ts';
import { WORDS } from './words.ts';

const NAME_WIDTH = 128;
const ROW = 28;
const HEAD = 22;
const SCENARIO = 24;
/** Least width of a cell in px: wide enough for "<0.1%". */
const LEAST_WIDTH = 40;

/** Regions by years under one or more scenarios; undefined without draws or chances. */
export function parityChancesChart(
  context: ChartContext,
  { parityChances, catchUps }: ChartRequest,
): Chart | undefined {
  const { model, draws, language } = context;
  const chances = (parityChances ?? []).filter(({ years }) => years.length > 0);
  const [first] = chances;
  if (!draws || !first) return undefined;
  const [words, common] = [CHANCE_WORDS[language], WORDS[language]];
  const indicator = indicatorOf(model, first.indicator);
  const count = draws.design.draws;
  const all = [...new Set(chances.flatMap(({ years }) => years.map(({ year }) => year)))].sort((a, b) => a - b);
  const last = all.at(-1) ?? model.years.last;
  const plot = { left: SHEET_MARGIN, right: SHEET_MARGIN };
  const width = plotWidth(plot, context.width);
  // Where not all years find room, every second, third … one is shown, the last one always: chances only grow.
  const room = Math.floor((width - NAME_WIDTH) / LEAST_WIDTH) - 1;
  const step = Math.ceil(all.length / room);
  const years = all.filter((year) => (last - year) % step === 0);
  const each = Math.min(60, (width - NAME_WIDTH) / (years.length + 1.15));
  const lefts = [...years.map((_, k) => NAME_WIDTH + k * each), NAME_WIDTH + (years.length + 0.15) * each];

  const [labels, rects, rules]: [Label[], Rect[], Rule[]] = [[], [], []];
  const small = { size: CELL_FONT, colour: GREY.soft };
  years.forEach((year, k) => {
    labels.push({ x: (lefts[k] ?? 0) + each / 2, y: HEAD / 2, text: String(year), align: 'center', ...small });
  });
  labels.push({ x: (lefts.at(-1) ?? 0) + each, y: HEAD / 2, text: words.notWithin(last), align: 'right', ...small });
  const scenarios = [...new Set(chances.map(({ scenario }) => scenario))];
  const leaders = [...new Set(chances.map(({ leader }) => leader))];
  const order = chances
    .filter(({ scenario }) => scenario === scenarios[0])
    .sort((a, b) => endOf(b) - endOf(a))
    .map(pairOf);
  let top = HEAD;
  for (const id of scenarios) {
    const scenario = context.scenarios.find((one) => one.id === id);
    if (scenarios.length > 1) {
      const text = scenario ? titleOf(scenario, context) : cleanText(id);
      labels.push({ x: 0, y: top + SCENARIO / 2, text, bold: true });
      rules.push({ x: 0, y: top + SCENARIO - 3, x2: width, y2: top + SCENARIO - 3, width: 0.75 });
      top += SCENARIO;
    }
    // The order of the first scenario, so that each region has its place in all.
    const rows = chances
      .filter((one) => one.scenario === id)
      .sort((a, b) => order.indexOf(pairOf(a)) - order.indexOf(pairOf(b)));
    for (const row of rows) {
      const name = rowName(row);
      labels.push({ x: 0, y: top + ROW / 2, text: shortenText(name, FONT.label, NAME_WIDTH - 8), scenario: id });
      years.forEach((year, k) => {
        const known = row.years.find((one) => one.year === year)?.probability;
        if (known !== undefined) cell(lefts[k] ?? 0, known, `${name} · ${common.inYear(year)}`, id, chanceClass(known));
      });
      const left = 1 - endOf(row);
      cell(lefts.at(-1) ?? 0, left, `${name} · ${words.notWithin(last)}`, id, { fill: '#ffffff', text: GREY.text });
      top += ROW + 2;
    }
  }
  const coloured = chances.flatMap((one) =>
    one.years.flatMap(({ year, probability }) => (years.includes(year) ? [probability] : [])),
  );
  const told = [...coloured, ...chances.map((one) => 1 - endOf(one))];
  const blanks = coloured.length < chances.length * years.length;
  const counted = chances.filter(({ scenario }) => scenario === scenarios[0]);
  const likely = counted.filter((one) => endOf(one) > 0.5).length;
  const lead = context.scenarios.find(({ id }) => id === scenarios[0]);
  const title = words.parityTitle(
    indicatorTitle(indicator, context),
    leaders.map(leaderName).join(language === 'zh' ? '、' : ', '),
    likely,
    counted.length,
    last,
    lead ? titleOf(lead, context) : cleanText(scenarios[0] ?? ''),
  );
  const subtitle = words.paritySubtitle;
  return makeSheet({
    width: context.width,
    chart: { kind: 'parity-chances', id: fileStem('parity-chances', first.indicator, first.leader), title },
    subtitle,
    description: `${title}${common.stop}${subtitle}`,
    plot: { ...plot, height: Math.ceil(top) },
    layers: [...rectLayers(rects), ...ruleLayers(rules), ...textLayers(labels)],
    axisSpace: 0,
    key: CHANCE_CLASSES.filter(({ id }) => coloured.some((one) => chanceClass(one).id === id)).map(({ id, fill }) => ({
      text: words.classes[id],
      sample: { kind: 'box' as const, fill },
    })),
    footer: [
      ...drawNotes(context, { probabilities: told }),
      ...(blanks ? [words.parityBlank] : []),
      ...leftOutNotes(context, catchUps?.[0]?.leftOut.map(({ region }) => region) ?? []),
      ...warningNotes(
        context,
        context.scenarios.filter(({ id }) => scenarios.includes(id)),
      ),
    ],
  });

  function cell(
    left: number,
    probability: number,
    about: string,
    scenario: string,
    { fill, text: colour }: { readonly fill: string; readonly text: string },
  ): void {
    const tooltip = `${about} · ${chanceText(probability, count, language)}`;
    rects.push({ x: left + 1, y: top, x2: left + each - 1, y2: top + ROW, fill, tooltip, scenario });
    const text = shortChance(probability, count, language);
    labels.push({ x: left + each / 2, y: top + ROW / 2, text, size: CELL_FONT, align: 'center', colour, scenario });
  }

  function leaderName(leader: string): string {
    if (leader === 'best') return CONVERGENCE_WORDS[language].bestLeader;
    return model.regionIndex.has(leader) ? regionName(model, leader, context) : cleanText(leader);
  }

  function rowName({ region, leader }: ParityChance): string {
    const own = regionName(model, region, context);
    return leaders.length > 1 ? CONVERGENCE_WORDS[language].parityRow(own, leaderName(leader)) : own;
  }
}

/** How likely parity is within the horizon. */
function pairOf({ region, leader }: ParityChance): string {
  return `${region} ${leader}`;
}

function endOf({ years }: ParityChance): number {
  return years.at(-1)?.probability ?? 0;
}
