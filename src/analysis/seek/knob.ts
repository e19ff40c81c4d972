// A lever as something to turn: its limits, where it does nothing, and how hard it is to turn.

import type { Issue } from '../../base/index.ts';
import { indicatorOf, type Model } from '../../model/index.ts';
import { amountText, type Lever, leverWith, type OpenLever } from '../../scenario/index.ts';
import type { ScenarioProbe } from '../probe.ts';
import { seekError } from './messages.ts';

/** A sought lever. Amounts are as written (pp, %, unit, factor); effort is 0 where nothing is done. */
export interface Knob {
  readonly open: OpenLever;
  readonly low: number;
  readonly high: number;
  /** One plausible change: effort is counted in these. */
  readonly scale: number;
  readonly lever: (amount: number) => Lever;
  readonly text: (amount: number) => string;
  /** Signed, in units of `scale`; for factors the logarithm counts. */
  readonly effort: (amount: number) => number;
  readonly amount: (effort: number) => number;
}

/** A knob with default limits and scale where the phrase gives none; `probe` is the scenario without it. */
export function knobOf(
  model: Model,
  open: OpenLever,
  probe: ScenarioProbe,
): { readonly knob: Knob } | { readonly issue: Issue } {
  const { stand } = open;
  const usual = usualOf(model, open, probe);
  if (!usual) return { issue: noData(open) };
  const [low, high] = open.range ?? usual.range;
  if (!(low < high))
    return {
      issue: seekError(
        'lever-no-range',
        `"${open.phrase}" leaves no range to look in`,
        stand.kind === 'parameter' ? 'give limits: 0.2..0.9' : 'give limits: -5pp..+20pp, x0.5..x2',
      ),
    };
  const logs = open.op === 'times' && low >= 0;
  const scale = open.scale === undefined ? usual.scale : logs ? Math.log1p(open.scale / 100) : open.scale;
  return {
    knob: {
      open,
      low,
      high,
      scale,
      lever: (amount) => leverWith(open, model, amount),
      text: (amount) => amountText(open, amount),
      effort: (amount) => (logs ? Math.log(amount) : amount - usual.neutral) / scale,
      amount: (effort) => (logs ? Math.exp(effort * scale) : usual.neutral + effort * scale),
    },
  };
}

/** The levers of some amounts; one that changes nothing is left out, as a file must do. */
export function leversAt(knobs: readonly Knob[], amounts: readonly number[]): readonly Lever[] {
  return knobs.flatMap((knob, k) => {
    const amount = amounts[k] ?? 0;
    const { op } = knob.open;
    const nothing =
      knob.open.stand.kind !== 'parameter' && ((op === 'add' && amount === 0) || (op === 'times' && amount === 1));
    return nothing ? [] : [knob.lever(amount)];
  });
}

interface Usual {
  readonly range: readonly [number, number];
  /** The amount that changes nothing. */
  readonly neutral: number;
  readonly scale: number;
}

/** Limits, neutral amount and scale by the kind of lever; undefined where the series has no value to start from. */
function usualOf(model: Model, open: OpenLever, probe: ScenarioProbe): Usual | undefined {
  const { stand, op } = open;
  if (stand.kind === 'path') return undefined;
  if (stand.kind === 'parameter') {
    const parameter = model.parameters.find((one) => one.id === stand.parameter);
    const range = open.range ?? [parameter?.low ?? 0, parameter?.high ?? 0];
    return {
      range,
      neutral: probe.parameter(stand.parameter) ?? parameter?.value ?? 0,
      scale: (range[1] - range[0]) / 4,
    };
  }
  const { grows, limits } = indicatorOf(model, stand.indicator);
  const { first, last } = stand.years;
  const region = stand.regions.find((one) => probe.value(one, stand.indicator, last) !== undefined);
  const [before, end] =
    region === undefined
      ? []
      : [probe.value(region, stand.indicator, first - 1), probe.value(region, stand.indicator, last)];
  if (end === undefined) return undefined;
  const span = Number.isFinite(limits.max - limits.min) ? limits.max - limits.min : Math.abs(end);
  if (stand.kind === 'growth') {
    const years = last - first + 1;
    const own =
      before === undefined
        ? 0
        : grows === 'points'
          ? (end - before) / years
          : before > 0 && end > 0
            ? 100 * ((end / before) ** (1 / years) - 1)
            : 0;
    if (op === 'times') return { range: [0, 5], neutral: 1, scale: Math.log(1.25) };
    const scale = grows === 'rate' ? 2 : Math.max(Math.abs(own), 0.01 * Math.abs(end), 1e-6 * span);
    const most = grows === 'rate' ? 30 : span / 20;
    // A growth that is set has no sign before its number: it cannot be written below 0.
    return op === 'set'
      ? { range: [0, Math.max(most, 2 * own)], neutral: own, scale }
      : { range: [-most, most], neutral: 0, scale };
  }
  if (op === 'times') return { range: [0.5, 2], neutral: 1, scale: Math.log(1.1) };
  const size = Math.abs(end) > 0 ? Math.abs(end) : span;
  if (op === 'add') return { range: [-size, size], neutral: 0, scale: size / 10 };
  return { range: [Math.max(limits.min, end / 2, 0), Math.min(limits.max, 2 * size)], neutral: end, scale: size / 10 };
}

function noData({ phrase, stand }: OpenLever): Issue {
  const what =
    stand.kind === 'parameter' || stand.kind === 'path'
      ? phrase
      : `"${stand.indicator}" of ${stand.regions.join(', ')}`;
  return seekError('lever-cannot-move', `${what} has no value that could be moved`);
}

/** The same lever given twice, which would share its amount with itself: no answer says which share is whose. */
export function repeatedLever(levers: readonly OpenLever[]): Issue | undefined {
  const keyOf = ({ stand }: OpenLever) => {
    if (stand.kind === 'parameter') return JSON.stringify([stand.parameter]);
    const { kind, indicator, regions } = stand;
    return JSON.stringify([kind, indicator, [...regions].sort(), stand.kind === 'path' ? '' : stand.years]);
  };
  const keys = levers.map(keyOf);
  const twice = levers.find((_, k) => keys.indexOf(keys[k] ?? '') < k);
  return (
    twice &&
    seekError('lever-twice', `"${twice.phrase}" is named twice`, 'name another lever, or other regions or years')
  );
}
