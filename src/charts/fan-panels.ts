// Fans of several scenarios side by side: one scale, the baseline's median in each for comparison.

import { bandLayers, isOpen, medianLayers } from './bands.ts';
import { openChance, shortChance } from './chance-text.ts';
import { CHANCE_WORDS } from './chance-words.ts';
import { type Chart, type ChartContext, isBaseline } from './chart.ts';
import { GREY } from './colours.ts';
import { centralLine, type FanHead, fanAxis } from './fan.ts';
import { type Fan, type FanData, rowOfMark, shownYears } from './fan-data.ts';
import { type Label, type Layer, textLayers } from './layers.ts';
import { regionName, titleOf } from './notes.ts';
import {
  axisLabelWidth,
  type Frame,
  hoverLayer,
  isGrouped,
  knownLayers,
  lineLayers,
  targetLayers,
} from './series-layers.ts';
import { type KeyEntry, makePanels, type Panel } from './sheet.ts';
import { FONT, lineHeight, SHEET_MARGIN } from './style.ts';
import { wrapText } from './text-metrics.ts';
import { yearTicks } from './ticks.ts';
import { WORDS } from './words.ts';

const PANEL_HEIGHT = 132;
/** Room above a panel: the probability, and the name on one line or two. */
const [PROBABILITY, NAME] = [22, lineHeight(FONT.label)];
const YEAR_LABELS = 20;
/** Width of a sheet that a panel with its axis takes at least. */
const LEAST_PANEL = 200;
const GAP = 12;
/** Years shown before the fans open: enough to see where they come from. */
const PAST_YEARS = 7;

/** One panel a scenario. */
export function fanPanels(context: ChartContext, whole: FanData, { chart, subtitle, key, footer }: FanHead): Chart {
  const { language, model } = context;
  const opens = Math.min(
    ...whole.fans.flatMap(({ bands }) => bands.filter(isOpen).map(({ year }) => year)),
    whole.last,
  );
  const data = shownYears(whole, Math.max(whole.first, opens - PAST_YEARS), whole.last);
  const { fans } = data;
  const even = fans.length === 2 || fans.length === 4 ? 2 : 3;
  const columns = Math.min(even, Math.floor(context.width / LEAST_PANEL));
  const axis = fanAxis(data, 4);
  const grouped = isGrouped(axis, language);
  const labelSpace = Math.ceil(axisLabelWidth(axis, grouped) + 8);
  const width = Math.floor((context.width - 2 * SHEET_MARGIN - columns * labelSpace - (columns - 1) * GAP) / columns);
  const names = fans.map(({ scenario }) => wrapText(titleOf(scenario, context), FONT.label, width, true, 2));
  const heading = PROBABILITY + NAME * Math.max(...names.map((lines) => lines.length));
  const rowStep = heading + PANEL_HEIGHT + YEAR_LABELS;
  const frame: Frame = {
    width,
    height: PANEL_HEIGHT,
    years: [data.first - 0.4, data.last + 0.4],
    yearTicks: yearTicks(data.first, data.last, width, data.focusYear, 44),
    axis,
    grouped,
  };
  const panels = fans.map(
    (fan, k): Panel => ({
      left: SHEET_MARGIN + labelSpace + (k % columns) * (width + labelSpace + GAP),
      top: heading - 6 + Math.floor(k / columns) * rowStep,
      width,
      height: PANEL_HEIGHT,
      layers: panelLayers(context, data, fan, frame, names[k] ?? []),
    }),
  );
  const text = [regionName(model, data.region.id, context), ...subtitle].join(' · ');
  return makePanels({
    width: context.width,
    chart,
    subtitle: text,
    description: `${chart.title}${WORDS[language].stop}${text}`,
    panels,
    columns,
    spacing: { row: heading + YEAR_LABELS, column: labelSpace + GAP },
    bottom: heading - 6 + Math.ceil(fans.length / columns) * rowStep - heading + 4,
    key: [...key, ...referenceKey(context, data)],
    footer,
  });
}

function panelLayers(
  context: ChartContext,
  data: FanData,
  fan: Fan,
  frame: Frame,
  name: readonly string[],
): readonly Layer[] {
  const { language } = context;
  const { scenario, ink, bands } = fan;
  const line = centralLine(context, fan, 1.5);
  const baseline = data.fans.find((one) => isBaseline(one.scenario));
  const reference =
    baseline && baseline !== fan ? medianLayers(baseline.scenario.id, GREY.axis, baseline.bands, frame) : [];
  return [
    ...bandLayers(scenario.id, ink.line, bands, frame),
    ...reference,
    ...medianLayers(scenario.id, ink.line, bands, frame),
    ...lineLayers([line], frame),
    ...knownLayers(data.known, frame, data.indicator, language, 14),
    ...targetLayers(data.marks, frame, language, 12),
    ...hoverLayer([line], frame, data.indicator, language),
    ...textLayers(headingOf(context, data, fan, name)),
  ];
}

/** The scenario's name, and below it how likely it meets the target. */
function headingOf(
  context: ChartContext,
  data: FanData,
  { scenario, ink }: Fan,
  name: readonly string[],
): readonly Label[] {
  const { language, draws } = context;
  const words = CHANCE_WORDS[language];
  const row = data.mark && rowOfMark(context, data.mark, scenario.id);
  const own = { scenario: scenario.id };
  const probability = openChance(row, draws);
  const chance =
    !draws || row === undefined || probability === undefined
      ? []
      : [
          {
            x: 0,
            y: -10,
            text: `${words.valued(words.chance, shortChance(probability, draws.design.draws, language))} · ${WORDS[language].inYear(row.year)}`,
            size: FONT.footer,
            colour: GREY.soft,
            ...own,
          },
        ];
  const bottom = chance.length > 0 ? -24 : -10;
  return [
    ...name.map((text, k) => ({
      x: 0,
      y: bottom - (name.length - 1 - k) * NAME,
      text,
      bold: true,
      colour: ink.text,
      ...own,
    })),
    ...chance,
  ];
}

function referenceKey(context: ChartContext, { fans }: FanData): readonly KeyEntry[] {
  const { language } = context;
  return fans.some(({ scenario }) => isBaseline(scenario))
    ? [{ text: CHANCE_WORDS[language].baselineMedian, sample: { kind: 'line', colour: GREY.axis, width: 1.1 } }]
    : [];
}
