// The gap to a target as a walk: how far the latest known value is from it, what the baseline's growth since then adds,
// what each lever adds.

import { type YearRange, yearsOf } from '../../base/index.ts';
import { indicatorOf, type Model, type TargetKind } from '../../model/index.ts';
import { goodDirection } from '../bounds.ts';
import type { ScenarioProbe } from '../probe.ts';
import type { TargetRow } from '../targets.ts';

/**
 * One step of the walk; `amount` is positive where it helps. `known`: the latest known value, or the flows known so far,
 * against the target; `trend`: the baseline since then; `lever`: what a lever or an assumption adds.
 */
export interface GapStep {
  readonly kind: 'known' | 'trend' | 'lever';
  /** For `known` the last known year, for `lever` the lever. */
  readonly text: string;
  readonly amount: number;
}

/** The gap to one target, positive when good; the steps add up to it. */
export interface GapSplit {
  readonly plan: string;
  readonly kind: TargetKind;
  readonly bound: TargetRow['bound'];
  readonly target: number;
  readonly gap: number;
  readonly met?: boolean;
  readonly steps: readonly GapStep[];
}

/** A value that a scenario moves from `baseline` to `value`. */
export interface MovedValue {
  readonly indicator: string;
  readonly region: string;
  /** One year, or the years of a sum. */
  readonly years: YearRange;
  readonly baseline: number;
  readonly value: number;
  readonly levers: readonly { readonly text: string; readonly value: number }[];
}

/** Gaps of the targets that ask for this very value: of these years, in the indicator's unit. */
export function gapSplits(
  model: Model,
  after: ScenarioProbe,
  moved: MovedValue,
  rows: readonly TargetRow[],
): readonly GapSplit[] {
  const known = knownSoFar(model, after, moved);
  return rows
    .filter((row) => asksFor(row, moved))
    .flatMap((row): GapSplit[] => {
      if (row.target === undefined) return [];
      const { target } = row;
      const direction = goodDirection(row.bound, indicatorOf(model, moved.indicator));
      const start: GapStep[] = known
        ? [{ kind: 'known', text: String(known.year), amount: direction * (known.value - target) }]
        : [];
      const trend: GapStep = {
        kind: 'trend',
        text: moved.years.last.toString(),
        amount: direction * (moved.baseline - (known?.value ?? target)),
      };
      const levers = moved.levers
        .filter(({ value }) => value !== 0)
        .map(({ text, value }): GapStep => ({ kind: 'lever', text, amount: direction * value }));
      return [
        {
          plan: row.plan,
          kind: row.kind,
          bound: row.bound,
          target,
          gap: direction * (moved.value - target),
          ...(row.met === undefined ? {} : { met: row.met }),
          steps: [...start, trend, ...levers],
        },
      ];
    });
}

function asksFor(row: TargetRow, { indicator, region, years }: MovedValue): boolean {
  if (row.variable !== indicator || row.region !== region || row.year !== years.last) return false;
  if (row.of.kind === 'cumulative') return row.of.years.first === years.first && years.first < years.last;
  return (
    years.first === years.last &&
    row.of.kind !== 'growth' &&
    row.of.kind !== 'rank' &&
    !row.flags.includes('whole_period')
  );
}

/** The latest known value of a year up to the last one; for a sum, the flows known so far. Missing where nothing is known. */
function knownSoFar(
  model: Model,
  after: ScenarioProbe,
  { indicator, region, years }: MovedValue,
): { readonly year: number; readonly value: number } | undefined {
  const lastKnown = after.lastKnown(region, indicator) ?? Number.NEGATIVE_INFINITY;
  const known = (year: number) => {
    const cell = year <= lastKnown ? after.cell(region, indicator, year) : undefined;
    return cell?.basis === 'observed' || cell?.basis === 'derived' ? cell.value : undefined;
  };
  if (years.first < years.last) {
    const flows = yearsOf(years).flatMap((year) => known(year) ?? []);
    return flows.length === 0
      ? undefined
      : { year: Math.min(lastKnown, years.last), value: flows.reduce((sum, flow) => sum + flow, 0) };
  }
  const year = yearsOf({ first: model.years.first, last: years.last }).findLast((one) => known(one) !== undefined);
  return year === undefined ? undefined : { year, value: known(year) ?? Number.NaN };
}
