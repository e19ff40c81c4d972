// The field between two levers: its axes, its edges, and colours that grow with the distance from a goal.

import { indicatorOf } from '../model/index.ts';
import type { OpenLever } from '../scenario/index.ts';
import type { ChartContext } from './chart.ts';
import { cleanText } from './clean-text.ts';
import { CONVERGENCE_WORDS } from './convergence-words.ts';
import { unitText } from './format.ts';
import { indicatorTitle } from './notes.ts';
import { type Axis, valueAxis } from './ticks.ts';
import { WORDS } from './words.ts';

/** Orange below the goal, blue above it: they differ for all kinds of colour vision. */
export const [BELOW, ABOVE] = ['#d55e00', '#0072b2'] as const;
const WHITE = '#ffffff';

/** An axis whose domain are the edges of the field, whatever its ticks. */
export function fieldAxis(values: readonly number[]): Axis {
  const edges = edgesOf(values);
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const usual = valueAxis([low, high], { fromZero: 'never', count: 6 });
  return { low, high, ticks: usual.ticks.filter((tick) => tick >= low && tick <= high), decimals: usual.decimals };
}

/** Edges half-way between values, so that each value has its box. */
export function edgesOf(values: readonly number[]): readonly number[] {
  const step = ((values.at(-1) ?? 0) - (values[0] ?? 0)) / Math.max(1, values.length - 1);
  return [...values.map((value) => value - step / 2), (values.at(-1) ?? 0) + step / 2];
}

/** A colour diluted with white: 0 is white, 1 the colour itself. */
export function mixed(colour: string, share: number): string {
  const channel = (text: string, k: number) => Number.parseInt(text.slice(1 + 2 * k, 3 + 2 * k), 16);
  const parts = [0, 1, 2].map((k) => Math.round(channel(WHITE, k) + share * (channel(colour, k) - channel(WHITE, k))));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** What the axis of a lever is called. */
export function leverName(context: Pick<ChartContext, 'model' | 'language'>, { stand, suffix, op }: OpenLever): string {
  const { model, language } = context;
  const words = CONVERGENCE_WORDS[language];
  if (stand.kind === 'parameter') {
    const parameter = model.parameters.find((one) => one.id === stand.parameter);
    return words.leverAxis(cleanText(parameter?.title[language] ?? stand.parameter), 'parameter', op, '', '');
  }
  const indicator = indicatorOf(model, stand.indicator);
  const years = stand.kind === 'path' ? '' : WORDS[language].years(stand.years.first, stand.years.last);
  return words.leverAxis(
    indicatorTitle(indicator, context),
    stand.kind === 'growth' ? 'growth' : 'level',
    op,
    suffix === '' && stand.kind === 'level' && op !== 'times' ? unitText(indicator, language) : suffix,
    years,
  );
}
