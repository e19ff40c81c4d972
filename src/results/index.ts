export type { Answer, CellParts } from './cell-parts.ts';
export * from './rows.ts';
export * from './table.ts';
