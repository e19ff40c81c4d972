// Two levers: which pairs of values reach the goal, and the outcome over the whole field between their limits.

import type { Model } from '../../model/index.ts';
import type { ProbeScenario } from '../probe.ts';
import { aimOf, outcomeOf } from './goal.ts';
import { type Knob, knobOf, leversAt } from './knob.ts';
import { findAmounts } from './roots.ts';
import type { SeekRequest } from './seek.ts';

/** A pair that reaches the goal; `second` is missing where no value of the second lever does. */
export interface TradeOffPoint {
  readonly first: number;
  readonly second?: number;
  readonly text: readonly [string, string | undefined];
}

/** The curve of pairs that reach the goal, and outcomes on a grid, [second][first]. */
export interface TradeOff {
  readonly phrases: readonly [string, string];
  readonly aim: number;
  readonly curve: readonly TradeOffPoint[];
  readonly grid: {
    readonly first: readonly number[];
    readonly second: readonly number[];
    readonly outcomes: readonly (readonly number[])[];
  };
}

/**
 * The trade-off between exactly two levers of a request, on `steps` values of the first; of several values of the second
 * that reach the goal the one of least effort. Undefined unless the request names two levers that can be opened.
 */
export function tradeOff(model: Model, probeOf: ProbeScenario, request: SeekRequest, steps = 13): TradeOff | undefined {
  const { goal, scenario } = request;
  const standing = [...scenario.levers, ...(request.given ?? [])];
  const before = probeOf({ ...scenario, levers: standing });
  const knobs = request.levers.flatMap((open) => {
    const made = knobOf(model, open, before);
    return 'knob' in made ? [made.knob] : [];
  });
  const [first, second] = knobs;
  if (!first || !second || knobs.length !== 2 || request.levers.length !== 2) return undefined;
  // Curve and grid meet in many points: each is run once.
  const known = new Map<string, number>();
  const outcome = (a: number, b: number) => {
    const key = `${a}/${b}`;
    const levers = [...standing, ...leversAt(knobs, [a, b])];
    const found = known.get(key) ?? outcomeOf(model, goal, probeOf({ ...scenario, levers })) ?? Number.NaN;
    known.set(key, found);
    return found;
  };
  const aim = aimOf(goal);
  const partnerOf = (a: number) => {
    const { roots } = findAmounts((b) => outcome(a, b), second.low, second.high, aim, undefined, steps);
    return [...roots].sort((x, y) => Math.abs(second.effort(x.amount)) - Math.abs(second.effort(y.amount)))[0]?.amount;
  };
  const across = valuesOf(...reachOf(), steps);
  const up = valuesOf(second.low, second.high, steps);
  const curve = across.map((a): TradeOffPoint => {
    const partner = partnerOf(a);
    return {
      first: a,
      ...(partner === undefined ? {} : { second: partner }),
      text: [first.text(a), partner === undefined ? undefined : second.text(partner)],
    };
  });
  const grid = { first: across, second: up, outcomes: up.map((b) => across.map((a) => outcome(a, b))) };
  return { phrases: [first.open.phrase, second.open.phrase], aim, curve, grid };

  /** The values of the first lever that have a partner: it changes where the second lever stands at a limit. */
  function reachOf(): readonly [number, number] {
    const knob = first as Knob;
    const turns = [(second as Knob).low, (second as Knob).high].flatMap((b) =>
      findAmounts((a) => outcome(a, b), knob.low, knob.high, aim, undefined, steps).roots.map((root) => root.amount),
    );
    const marks = [knob.low, ...turns, knob.high].sort((a, b) => a - b);
    const held = marks
      .slice(1)
      .flatMap((end, k) => (partnerOf(((marks[k] ?? end) + end) / 2) === undefined ? [] : [marks[k] ?? end, end]));
    return held.length === 0 ? [knob.low, knob.high] : [Math.min(...held), Math.max(...held)];
  }
}

function valuesOf(low: number, high: number, steps: number): readonly number[] {
  return Array.from({ length: steps }, (_, k) => (k === steps - 1 ? high : low + ((high - low) * k) / (steps - 1)));
}
