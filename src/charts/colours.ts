// Colours that people with any colour vision can tell apart: Okabe & Ito 2008 (https://jfly.uni-koeln.de/color/),
// continued with Paul Tol's muted scheme (https://sronpersonalpages.nl/~pault/). Yellow is left out: it vanishes on
// white. Where more lines meet than colours can carry, their labels do.

import type { TargetStatus } from '../analysis/index.ts';
import { type ChartContext, isBaseline } from './chart.ts';

/** Colour of a line, and a darker one for texts (contrast on white at least 4.5 : 1). */
export interface Ink {
  readonly line: string;
  readonly text: string;
}

const BASELINE_INK: Ink = { line: '#222222', text: '#222222' };
export const TARGET_COLOUR = '#b0003a';
export const GREY = {
  text: '#333333',
  soft: '#595959',
  axis: '#8c8c8c',
  grid: '#e4e4e4',
  pale: '#f3f3f3',
  hatch: '#c9c9c9',
};

const INKS: readonly Ink[] = [
  { line: '#0072b2', text: '#0072b2' },
  { line: '#e69f00', text: '#8f5f00' },
  { line: '#009e73', text: '#007857' },
  { line: '#cc79a7', text: '#a0457a' },
  { line: '#56b4e9', text: '#1c76ab' },
  { line: '#d55e00', text: '#b34f00' },
  { line: '#332288', text: '#332288' },
  { line: '#999933', text: '#6b6b14' },
  { line: '#44aa99', text: '#267a6c' },
  { line: '#7b4b2a', text: '#7b4b2a' },
  { line: '#882255', text: '#882255' },
  { line: '#7a93a3', text: '#4c6573' },
];

/** The colour at a position; after the last one they begin again. */
export function inkAt(position: number): Ink {
  return INKS[position % INKS.length] as Ink;
}

/**
 * Colours by scenario id, the same in every chart of a run: by their order within each view; in a document by its own order,
 * because its charts stand on several runs.
 */
export function scenarioInks({ scenarios, scenarioOrder = [] }: ChartContext): ReadonlyMap<string, Ink> {
  const used = new Map<number | undefined, number>();
  return new Map(
    scenarios.map((scenario) => {
      if (isBaseline(scenario)) return [scenario.id, BASELINE_INK];
      const place = scenarioOrder.indexOf(scenario.id);
      if (place >= 0) return [scenario.id, inkAt(place)];
      const position = used.get(scenario.asOf) ?? scenarioOrder.length;
      used.set(scenario.asOf, position + 1);
      return [scenario.id, inkAt(position)];
    }),
  );
}

/** Statuses from best to worst, as legends list them. */
export const STATUS_ORDER: readonly TargetStatus[] = [
  'met',
  'achieved',
  'on_track',
  'moderate',
  'insufficient',
  'away',
  'missed',
  'not_assessable',
];

const STATUS_COLOURS: Readonly<Record<TargetStatus, { readonly fill: string; readonly text: string }>> = {
  met: { fill: '#00585c', text: '#ffffff' },
  achieved: { fill: '#00585c', text: '#ffffff' },
  on_track: { fill: '#6fb7ae', text: '#10201f' },
  moderate: { fill: '#f3e3ae', text: '#2b2410' },
  insufficient: { fill: '#eda54f', text: '#2b1a05' },
  away: { fill: '#a3212f', text: '#ffffff' },
  missed: { fill: '#a3212f', text: '#ffffff' },
  not_assessable: { fill: '#ededed', text: '#595959' },
};

/** Colours of a status, in charts and in the report alike; they differ in lightness, so they hold in grey. */
export function statusColours(status: TargetStatus): { readonly fill: string; readonly text: string } {
  return STATUS_COLOURS[status];
}

/** Probabilities from likely to unlikely: lower ends of the classes (after OECD 2022) with their colours, the hues of the board. */
export const CHANCE_CLASSES = [
  { id: 'very_likely', from: 0.9, fill: '#00585c', text: '#ffffff' },
  { id: 'likely', from: 0.66, fill: '#6fb7ae', text: '#10201f' },
  { id: 'open', from: 0.33, fill: '#f3e3ae', text: '#2b2410' },
  { id: 'unlikely', from: 0.1, fill: '#eda54f', text: '#2b1a05' },
  { id: 'very_unlikely', from: 0, fill: '#a3212f', text: '#ffffff' },
] as const;

export type ChanceClass = (typeof CHANCE_CLASSES)[number];

/** The class of a probability. */
export function chanceClass(probability: number): ChanceClass {
  return CHANCE_CLASSES.find(({ from }) => probability >= from) ?? CHANCE_CLASSES[4];
}
