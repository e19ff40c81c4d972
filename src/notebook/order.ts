// The order in which cells run: each after those that it uses, otherwise as in the file. Circles are issues.

import type { Issue } from '../base/index.ts';
import { notebookError } from './messages.ts';
import { placeOf } from './parse.ts';
import type { PlannedCell } from './plan.ts';

/** Positions of cells in the order of running, and for cells in a circle the issue that stands in their place. */
export interface RunningOrder {
  readonly order: readonly number[];
  /** By position: positions of the cells that it uses directly. */
  readonly needs: readonly (readonly number[])[];
  readonly circles: ReadonlyMap<number, Issue>;
}

/** Finds who uses whom, by the names that cells give and use. */
export function orderCells(cells: readonly PlannedCell[]): RunningOrder {
  const providers = new Map<string, number>();
  cells.forEach((cell, k) => {
    for (const name of [...(cell.id === undefined ? [] : [cell.id]), ...cell.defines])
      if (!providers.has(name)) providers.set(name, k);
  });
  const needs = cells.map((cell, k) =>
    [...new Set(cell.uses.flatMap((name) => providers.get(name) ?? []))].filter(
      (other) => other !== k || cells[k]?.uses.includes(cells[k]?.id ?? ''),
    ),
  );
  const order: number[] = [];
  const circles = new Map<number, Issue>();
  const state = new Map<number, 'open' | 'done'>();
  const path: number[] = [];
  const visit = (k: number): void => {
    if (state.get(k) === 'done') return;
    if (state.get(k) === 'open') {
      const circle = path.slice(path.indexOf(k));
      const chain = [...circle, k].map((at) => nameOf(cells[at])).join(' → ');
      for (const at of circle) {
        const cell = cells[at];
        if (cell && !circles.has(at))
          circles.set(
            at,
            notebookError(
              'cell-cycle',
              `cells use one another in a circle: ${chain}`,
              placeOf(cell.fenced.fence),
              'one of them must do without the others',
            ),
          );
      }
      return;
    }
    state.set(k, 'open');
    path.push(k);
    for (const other of needs[k] ?? []) visit(other);
    path.pop();
    state.set(k, 'done');
    order.push(k);
  };
  for (const k of cells.keys()) visit(k);
  return { order, needs, circles };
}

function nameOf(cell: PlannedCell | undefined): string {
  return cell?.id ?? cell?.defines[0] ?? cell?.fenced.kind ?? '';
}
