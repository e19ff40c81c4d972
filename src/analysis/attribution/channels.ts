// Where a cell's difference from the baseline comes from, channel by channel. A computed cell is split over its inputs (in
// logs where its formula is a product or a ratio), each input over its own channels, down to series: there it is levers,
// answers to other indicators, natural limits, other assumptions, and what children add. The amounts add up exactly.

import { type Expr, references } from '../../formula/index.ts';
import { indicatorOf, type Model, regionOf } from '../../model/index.ts';
import { formulaValue } from '../formula-value.ts';
import type { ScenarioProbe } from '../probe.ts';
import { logMean, splitOwn } from './own-parts.ts';
import { shapley } from './shapley.ts';

/** How a difference enters an indicator. `unsplit`: a formula that has no value on the way from one state to the other. */
export type ChannelKind = 'lever' | 'response' | 'limit' | 'assumption' | 'parameter' | 'unsplit';

/** One entry point: the region and indicator in which a difference starts, and how. */
export interface Channel {
  readonly region: string;
  readonly indicator: string;
  readonly kind: ChannelKind;
  /** The response, or the parameter. */
  readonly id?: string;
}

/** A channel with what it adds, in the unit of the cell that is split. */
export interface ChannelPart extends Channel {
  readonly amount: number;
}

/** An input of the cell's formula with what it adds. */
export interface InputPart {
  readonly name: string;
  readonly year?: number;
  readonly amount: number;
}

/** A difference split by channels, and by the inputs of its formula where the cell is computed. */
export interface ChannelSplit {
  readonly amount: number;
  readonly channels: readonly ChannelPart[];
  readonly inputs: readonly InputPart[];
}

/** Splits cells of `after` (a scenario) against `before` (its baseline); missing where either has no data. */
export function channelSplitter(model: Model, before: ScenarioProbe, after: ScenarioProbe) {
  const known = new Map<string, readonly ChannelPart[]>();
  const fromBaseline: Start = { name: 'baseline', value: before.value, parameter: before.parameter };
  const fromReference: Start = { name: 'reference', value: after.reference, parameter: after.parameter };

  return (region: string, indicator: string, year: number): ChannelSplit | undefined => {
    const cell = { region, indicator, year };
    const [then, now] = [before.value(region, indicator, year), after.value(region, indicator, year)];
    if (then === undefined || now === undefined) return undefined;
    const inputs =
      after.parts(region, indicator, year).kind === 'computed' ? (splitInputs(cell, fromBaseline) ?? []) : [];
    return {
      amount: now - then,
      channels: split(cell, fromBaseline),
      inputs: inputs.map(({ name, lag, amount }) => ({
        name,
        amount,
        ...(model.indicatorIndex.has(name) ? { year: year - lag } : {}),
      })),
    };
  };

  function split(cell: Cell, start: Start): readonly ChannelPart[] {
    const key = `${cell.region}/${cell.indicator}/${cell.year}/${start.name}`;
    const found = known.get(key) ?? merged(splitAnew(cell, start));
    known.set(key, found);
    return found;
  }

  function splitAnew(cell: Cell, start: Start): readonly ChannelPart[] {
    const { region, indicator, year } = cell;
    const [then, now] = [start.value(region, indicator, year), after.value(region, indicator, year)];
    const reference = after.reference(region, indicator, year);
    if (then === undefined || now === undefined || reference === undefined) return [];
    const assumed: ChannelPart = { region, indicator, kind: 'assumption', amount: reference - then };
    const parts = after.parts(region, indicator, year);
    if (parts.kind === 'stands') return [{ ...assumed, amount: now - then }];
    if (parts.kind === 'own') {
      const { direct, answers, limit } = splitOwn(indicatorOf(model, indicator), reference, parts);
      const responses = answers.map(
        ({ response, amount }): ChannelPart => ({ region, indicator, kind: 'response', id: response, amount }),
      );
      const own: ChannelPart[] = [
        { region, indicator, kind: 'lever', amount: direct },
        ...responses,
        { region, indicator, kind: 'limit', amount: limit },
      ];
      return [assumed, ...own, ...childrenParts(cell)];
    }
    const inputs = splitInputs(cell, start);
    if (inputs) return inputs.flatMap((input) => inputChannels(cell, input, start));
    return start === fromReference
      ? [{ region, indicator, kind: 'unsplit', amount: now - then }]
      : [assumed, ...split(cell, fromReference)];
  }

  /** What children deviate from their own references, where the indicator adds up. */
  function childrenParts({ region, indicator, year }: Cell): readonly ChannelPart[] {
    if (!indicatorOf(model, indicator).additive || after.cell(region, indicator, year)?.basis === 'index') return [];
    return regionOf(model, region).children.flatMap((child) => {
      const basis = after.cell(child, indicator, year)?.basis;
      return basis === undefined || basis === 'index' ? [] : split({ region: child, indicator, year }, fromReference);
    });
  }

  /** The channels of one input, scaled to what the input adds to the cell. */
  function inputChannels(
    { region, indicator, year }: Cell,
    { name, lag, change, amount }: Input,
    start: Start,
  ): readonly ChannelPart[] {
    if (!model.indicatorIndex.has(name)) return [{ region, indicator, kind: 'parameter', id: name, amount }];
    return split({ region, indicator: name, year: year - lag }, start).map((part) => ({
      ...part,
      amount: (part.amount * amount) / change,
    }));
  }

  /**
   * What each input of a formula adds: Shapley over the inputs that differ, in logs where the formula is a product or a
   * ratio of positive values (so that numerator and denominator add up), else on the value. Undefined where the formula
   * does not give the cell, or has no value with some inputs as they were and some as they are.
   */
  function splitInputs({ region, indicator, year }: Cell, start: Start): readonly Input[] | undefined {
    const { identity } = indicatorOf(model, indicator);
    const [then, now] = [start.value(region, indicator, year), after.value(region, indicator, year)];
    if (!identity || then === undefined || now === undefined) return undefined;
    const all = references(identity.expr).map(({ name, lag }) => {
      const read = (from: Pick<Start, 'value' | 'parameter'>) =>
        (model.indicatorIndex.has(name) ? from.value(region, name, year - lag) : from.parameter(name)) ?? Number.NaN;
      const [was, is] = [read(start), read(after)];
      return { name, lag, was, is, change: is - was };
    });
    const moved = all.filter(
      ({ was, is, change }) => Math.abs(change) > NEGLIGIBLE * Math.max(Math.abs(was), Math.abs(is)),
    );
    const valueWith = (on: readonly boolean[]) => {
      const read = (name: string, lag: number) => {
        const input = all.find((one) => one.name === name && one.lag === lag);
        const position = input === undefined ? -1 : moved.indexOf(input);
        return position < 0 || on[position] ? input?.is : input?.was;
      };
      return formulaValue(model, indicator, identity.expr, read);
    };
    const isSame = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
    const everyone = moved.map(() => true);
    if (!isSame(valueWith(everyone), now) || !isSame(valueWith(everyone.map(() => false)), then)) return undefined;
    const amounts = amountsOf(identity.expr, moved.length, valueWith, then, now);
    return amounts && moved.map(({ name, lag, change }, k) => ({ name, lag, change, amount: amounts[k] ?? 0 }));
  }
}

/** A state to start from: the baseline, or the scenario's own reference. */
interface Start extends Pick<ScenarioProbe, 'value' | 'parameter'> {
  readonly name: 'baseline' | 'reference';
}

interface Cell {
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
}

interface Input {
  readonly name: string;
  readonly lag: number;
  readonly change: number;
  readonly amount: number;
}

/** Relative changes up to this are rounding. */
const NEGLIGIBLE = 1e-12;

function amountsOf(
  expr: Expr,
  players: number,
  valueWith: (on: readonly boolean[]) => number,
  then: number,
  now: number,
): readonly number[] | undefined {
  const areFinite = (amounts: readonly number[]) => amounts.every((amount) => Number.isFinite(amount));
  if (expr.kind === 'binary' && ['*', '/', '^'].includes(expr.op) && then > 0 && now > 0) {
    const inLogs = shapley(players, (on) => Math.log(valueWith(on))).parts.map(
      (part) => part.value * logMean(then, now),
    );
    if (areFinite(inLogs)) return inLogs;
  }
  const amounts = shapley(players, valueWith).parts.map((part) => part.value);
  return areFinite(amounts) ? amounts : undefined;
}

/** One part a channel, in order of first appearance; those that add nothing are left out. */
function merged(parts: readonly ChannelPart[]): readonly ChannelPart[] {
  const found = new Map<string, ChannelPart>();
  for (const part of parts) {
    const key = `${part.region}/${part.indicator}/${part.kind}/${part.id ?? ''}`;
    found.set(key, { ...part, amount: (found.get(key)?.amount ?? 0) + part.amount });
  }
  return [...found.values()].filter((part) => part.amount !== 0);
}
