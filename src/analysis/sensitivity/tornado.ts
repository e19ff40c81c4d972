// Tornado: each input at its 5 % and 95 % quantile, all others central (METHODS 4.4). It sees no interactions; how much it
// misses is measured by moving all inputs at once.

import type { Bilingual } from '../../base/index.ts';
import { type CountedCell, centralPoints } from './design.ts';
import { memberProbability, unitsOf } from './input.ts';

/** Probabilities of the two ends. */
export const TORNADO_ENDS = [0.05, 0.95] as const;

/** One end of a bar: the input's value in its own unit (the mean of a series), and the outcome there. */
export interface TornadoEnd {
  readonly input: number;
  readonly outcome: number;
}

export interface TornadoBar {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: string;
  /** Inputs moved together: more than one for a series. */
  readonly members: number;
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

/** The tornado of a cell whose central outcome is known; 2k + 2 evaluations for k inputs and series. Correlated inputs move one by one. */
export function tornadoOf({ inputs, outcomesAt }: CountedCell, centre: number): Tornado {
  const [low, high] = TORNADO_ENDS;
  const units = unitsOf(inputs);
  const points = centralPoints(inputs.length, 2 * units.length);
  units.forEach(({ members }, i) => {
    for (const member of members) {
      const row = points[member] as Float64Array;
      row[2 * i] = memberProbability(low, members.length);
      row[2 * i + 1] = memberProbability(high, members.length);
    }
  });
  const outcomes = outcomesAt(points);
  const ends = units.map((_, i) => [outcomes[2 * i] as number, outcomes[2 * i + 1] as number] as const);
  const bars = units.map(({ id, title, unit, members, valueAt }, i): TornadoBar => {
    const value = (p: number) => valueAt(members.map(() => memberProbability(p, members.length)));
    const [below, above] = ends[i] as readonly [number, number];
    return {
      id,
      title,
      unit,
      members: members.length,
      low: { input: value(low), outcome: below },
      high: { input: value(high), outcome: above },
      swing: Math.max(below, above, centre) - Math.min(below, above, centre),
      turns: (below - centre) * (above - centre) > 0,
    };
  });

  const all = centralPoints(inputs.length, 2);
  ends.forEach(([below, above], i) => {
    const members = units[i]?.members ?? [];
    for (const member of members) {
      const row = all[member] as Float64Array;
      row[0] = memberProbability(endTowards(below, above, centre, -1), members.length);
      row[1] = memberProbability(endTowards(below, above, centre, 1), members.length);
    }
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
