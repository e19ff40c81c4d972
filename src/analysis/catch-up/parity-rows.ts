// Comparisons turned round: for each region and whom it is compared with, when it draws level in each scenario.

import type { CatchUp } from './catch-up.ts';
import type { Parity } from './parity.ts';

/** A region and a leader over several scenarios; scenarios without data for both are absent from `parities`. */
export interface ParityRow {
  readonly region: string;
  readonly leader: string;
  readonly parities: ReadonlyMap<string, Parity>;
  /** Growth of one side or both is the parent's in some scenario: a gap that stays may only say that nothing is known. */
  readonly borrowed: boolean;
  /** Every scenario with data says this; missing where a year is named or scenarios differ. */
  readonly always?: 'ahead' | 'never';
}

/**
 * Rows in the order of the comparisons.
 *
 * @example parityRows(comparisons).find((row) => row.region === 'pinghu')?.parities.get('baseline')?.year // 2026
 */
export function parityRows(comparisons: readonly CatchUp[]): readonly ParityRow[] {
  const rows = new Map<string, { region: string; leader: string; parities: Map<string, Parity>; borrowed: boolean }>();
  for (const one of comparisons)
    for (const { region, leader, parity, flags } of one.rows) {
      const key = JSON.stringify([region, leader]);
      const row = rows.get(key) ?? { region, leader, parities: new Map<string, Parity>(), borrowed: false };
      row.parities.set(one.scenario, parity);
      row.borrowed ||= flags.includes('borrowed');
      rows.set(key, row);
    }
  return [...rows.values()].map((row) => {
    const [status, ...others] = new Set([...row.parities.values()].map((parity) => parity.status));
    const always = others.length === 0 && (status === 'ahead' || status === 'never') ? status : undefined;
    return { ...row, ...(always === undefined ? {} : { always }) };
  });
}
