// Tornado: each input at its 5 % and 95 % quantile, all others central (METHODS 4.4). It sees no interactions; how much it
// misses is measured by moving all inputs at once.

import type { Bilingual } from '../../base/index.ts';
import { type CountedCell, centralPoints } from './design.ts';

/** Probabilities of the two ends. */
export const TORNADO_ENDS = [0.05, 0.95] as const;

/** One end of a bar: the input's value in its own unit, and the outcome there. */
export interface TornadoEnd {
  readonly input: number;
  readonly outcome: number;
}

export interface TornadoBar {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: string;
  /** With the input at its 5 % and at its 95 % quantile. */
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
  /** From the smallest to the largest of both outcomes and the central one, in the outcome's unit. */
  readonly swing: number;
  /** Both ends move the outcome to the same side: between them it turns. */
  readonly turns: boolean;
}

export interface Tornado {
  readonly ends: readonly [number, number];
  /** Largest swing first. */
  readonly bars: readonly TornadoBar[];
  /** All inputs at once, each at the end that lowers (raises) the outcome. */
  readonly together: readonly [number, number];
  /** What that is beyond the sum of the single changes, downwards and upwards: 0 where inputs do not interact. */
  readonly interaction: readonly [number, number];
}

/** The tornado of a cell whose central outcome is known; 2k + 2 evaluations for k inputs. */
export function tornadoOf({ inputs, outcomesAt }: CountedCell, centre: number): Tornado {
  const [low, high] = TORNADO_ENDS;
  const points = centralPoints(inputs.length, 2 * inputs.length);
  points.forEach((row, i) => {
    row[2 * i] = low;
    row[2 * i + 1] = high;
  });
  const outcomes = outcomesAt(points);
  const ends = inputs.map((_, i) => [outcomes[2 * i] as number, outcomes[2 * i + 1] as number] as const);
  const bars = inputs.map(({ id, title, unit, quantile }, i): TornadoBar => {
    const [below, above] = ends[i] as readonly [number, number];
    return {
      id,
      title,
      unit,
      low: { input: quantile(low), outcome: below },
      high: { input: quantile(high), outcome: above },
      swing: Math.max(below, above, centre) - Math.min(below, above, centre),
      turns: (below - centre) * (above - centre) > 0,
    };
  });

  const all = centralPoints(inputs.length, 2);
  ends.forEach(([below, above], i) => {
    const row = all[i] as Float64Array;
    row[0] = endTowards(below, above, centre, -1);
    row[1] = endTowards(below, above, centre, 1);
  });
  const [least, most] = outcomesAt(all) as unknown as readonly [number, number];
  const single = (side: -1 | 1) =>
    ends.reduce((sum, [below, above]) => sum + side * Math.max(0, side * (below - centre), side * (above - centre)), 0);
  return {
    ends: TORNADO_ENDS,
    bars: bars.sort((a, b) => b.swing - a.swing),
    together: [least, most],
    interaction: [least - centre - single(-1), most - centre - single(1)],
  };
}

/** The end that moves the outcome furthest to a side; NaN (central) where neither does. */
function endTowards(below: number, above: number, centre: number, side: -1 | 1): number {
  const [atLow, atHigh] = [side * (below - centre), side * (above - centre)];
  if (atLow <= 0 && atHigh <= 0) return Number.NaN;
  return atLow > atHigh ? TORNADO_ENDS[0] : TORNADO_ENDS[1];
}
