// What a cell leaves: figures, tables and texts without numbers, and what later cells may use.

import type { Issue } from '../base/index.ts';
import type { ResultTableNode } from './document.ts';

export type Block =
  | {
      readonly kind: 'figure';
      readonly caption: string;
      readonly alt: string;
      readonly note?: string;
      /** A complete Vega-Lite specification. */
      readonly spec: object;
    }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly note?: string;
      readonly columns: ResultTableNode['columns'];
      readonly rows: ResultTableNode['rows'];
    }
  | { readonly kind: 'text'; readonly text: string };

/** A cell's result; plain data, so that it can be kept on disk. */
export interface CellOutput {
  readonly blocks: readonly Block[];
  /** What later cells read by the cell's id. */
  readonly data?: unknown;
  /** A scenario that the cell defines, as the text of a scenario file. */
  readonly scenario?: string;
  /** Warnings that stand in the log of the build. */
  readonly warnings?: readonly Issue[];
}

export type TableColumn = ResultTableNode['columns'][number];
export const left = (title: string): TableColumn => ({ title, align: 'left' });
export const right = (title: string): TableColumn => ({ title, align: 'right' });
