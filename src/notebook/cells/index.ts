// The kinds of cells: adding one is a file and a line here.

import type { CellKind } from './cell-kind.ts';
import { chartCell } from './chart.ts';
import { resultsCell } from './results.ts';
import { targetsCell } from './targets.ts';

export const CELL_KINDS: readonly CellKind[] = [chartCell, targetsCell, resultsCell];

/** Charts of the gallery that the cell of an analysis draws, by that cell. */
export const CHARTS_OF_CELLS: Readonly<Record<string, { readonly cell: string; readonly options: object }>> = {};

/** Kinds that stand apart: they define scenarios and run code. */
export const OTHER_KINDS: readonly string[] = ['table', 'scenario'];

/** The kind of that id. */
export function cellKindOf(id: string): CellKind | undefined {
  return CELL_KINDS.find((kind) => kind.id === id);
}

export const KIND_NAMES: readonly string[] = [...CELL_KINDS.map((kind) => kind.id), ...OTHER_KINDS];

export { type CellContext, type CellKind, listOf } from './cell-kind.ts';
