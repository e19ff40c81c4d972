export type { Answer, CellParts } from './cell-parts.ts';
export type { Distribution, DrawDesign, DrawReader, InputRange, MetBy } from './draws.ts';
export { QUANTILE_PROBABILITIES } from './draws.ts';
export * from './rows.ts';
export * from './table.ts';
