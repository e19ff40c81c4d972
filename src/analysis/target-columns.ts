// The target board as a table: the columns of targets.csv and of `tujing targets --json`.

import type { DrawReader } from '../results/index.ts';
import { type Openness, opennessOf } from './chance.ts';
import type { TargetRow } from './targets.ts';

/** Columns in order. */
export const TARGET_COLUMNS = [
  'scenario',
  'region',
  'variable',
  'unit',
  'plan',
  'kind',
  'bound',
  'year',
  'target',
  'base_year',
  'base_value',
  'outcome',
  'outcome_basis',
  'gap',
  'gap_pct',
  'met',
  'status',
  'pace_ratio',
  'pace_ratio_other',
  'needed',
  'needed_unit',
  'year_met',
  'p_met',
  'p_met_se',
  'flags',
  'reason',
] as const;

export type TargetColumn = (typeof TARGET_COLUMNS)[number];

/** Why a row of a run of draws has no probability. */
const NO_PROBABILITY: Readonly<Record<Exclude<Openness, 'open'>, string>> = {
  published: 'no p_met: the value is published or follows from published ones',
  no_range: 'no p_met: nothing that moves the indicator has a stated range',
};
const BETWEEN = 'no p_met: the value lies between published ones';

/**
 * A row as an object with exactly these columns; `undefined` where there is nothing to say. With draws, a 0 or 1 of a row
 * that nothing drawn decides is no probability: `p_met` is left out and `reason` says why.
 */
export function targetRecord(
  row: TargetRow,
  draws?: DrawReader,
): Readonly<Record<TargetColumn, string | number | boolean | undefined>> {
  const { of: _of, met_by: _metBy, flags, ...columns } = row;
  const openness = row.p_met === undefined || !draws ? undefined : opennessOf(row, draws);
  const closed =
    openness === undefined || openness === 'open'
      ? undefined
      : row.outcome_basis === 'interpolated'
        ? BETWEEN
        : NO_PROBABILITY[openness];
  return {
    scenario: columns.scenario,
    region: columns.region,
    variable: columns.variable,
    unit: columns.unit,
    plan: columns.plan,
    kind: columns.kind,
    bound: columns.bound,
    year: columns.year,
    target: columns.target,
    base_year: columns.base_year,
    base_value: columns.base_value,
    outcome: columns.outcome,
    outcome_basis: columns.outcome_basis,
    gap: columns.gap,
    gap_pct: columns.gap_pct,
    met: columns.met,
    status: columns.status,
    pace_ratio: columns.pace_ratio,
    pace_ratio_other: columns.pace_ratio_other,
    needed: columns.needed,
    needed_unit: columns.needed_unit,
    year_met: columns.year_met,
    p_met: closed === undefined ? columns.p_met : undefined,
    p_met_se: closed === undefined ? columns.p_met_se : undefined,
    flags: flags.length === 0 ? undefined : flags.join(' '),
    reason: [columns.reason, closed].filter((one) => one !== undefined).join('; ') || undefined,
  };
}
