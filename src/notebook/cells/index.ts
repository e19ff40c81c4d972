// The kinds of cells: adding one is a file and a line here.

import { attributeCell } from './attribute.ts';
import { auditCell } from './audit.ts';
import { catchupCell } from './catchup.ts';
import type { CellKind } from './cell-kind.ts';
import { chartCell } from './chart.ts';
import { convergenceCell } from './convergence.ts';
import { dataCell } from './data.ts';
import { diffCell } from './diff.ts';
import { hindcastCell } from './hindcast.ts';
import { reconcileCell } from './reconcile.ts';
import { resultsCell } from './results.ts';
import { scenariosCell } from './scenarios.ts';
import { seekCell } from './seek.ts';
import { sensitivityCell } from './sensitivity.ts';
import { targetsCell } from './targets.ts';

export const CELL_KINDS: readonly CellKind[] = [
  chartCell,
  targetsCell,
  resultsCell,
  scenariosCell,
  catchupCell,
  convergenceCell,
  attributeCell,
  seekCell,
  sensitivityCell,
  diffCell,
  reconcileCell,
  auditCell,
  hindcastCell,
  dataCell,
];

/** Charts of the gallery that the cell of an analysis draws, by that cell. */
export const CHARTS_OF_CELLS: Readonly<Record<string, { readonly cell: string; readonly options: object }>> = {
  ranks: { cell: 'catchup', options: { chart: 'ranks' } },
  'parity-years': { cell: 'catchup', options: { chart: 'parity-years' } },
  'parity-chances': { cell: 'catchup', options: { chart: 'parity-chances' } },
  'probability-contour': { cell: 'sensitivity', options: {} },
  convergence: { cell: 'convergence', options: { chart: 'convergence' } },
  dispersion: { cell: 'convergence', options: { chart: 'dispersion' } },
  waterfall: { cell: 'attribute', options: {} },
  'trade-off': { cell: 'seek', options: {} },
  tornado: { cell: 'sensitivity', options: { chart: 'tornado' } },
  morris: { cell: 'sensitivity', options: { chart: 'morris' } },
  sobol: { cell: 'sensitivity', options: { chart: 'sobol' } },
  regional: { cell: 'sensitivity', options: { chart: 'regional' } },
  'scenario-diff': { cell: 'diff', options: {} },
  hindcast: { cell: 'hindcast', options: {} },
};

/** Kinds that stand apart: they define scenarios and run code. */
export const OTHER_KINDS: readonly string[] = ['table', 'scenario'];

/** The kind of that id. */
export function cellKindOf(id: string): CellKind | undefined {
  return CELL_KINDS.find((kind) => kind.id === id);
}

export const KIND_NAMES: readonly string[] = [...CELL_KINDS.map((kind) => kind.id), ...OTHER_KINDS];

export { type CellContext, type CellKind, listOf } from './cell-kind.ts';
