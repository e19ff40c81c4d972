export {
  chiSquareUpper,
  fUpper,
  studentQuantile,
  studentTwoSided,
} from './distributions.ts';
export { ELEMENTARY, exp, ln, power } from './elementary.ts';
export { findRoot } from './find-root.ts';
export { type GrowthRate, parseGrowthRate } from './growth-rate.ts';
export { type Issue, Issues, type Place, type Severity } from './issue.ts';
export { fitLine, type Line } from './least-squares.ts';
export { compareText, editDistance, nearest } from './nearest.ts';
export * from './random/index.ts';
export { type Bilingual, bilingual, inSentence, type Language } from './text.ts';
export { inYears, parseYears, printYears, type YearRange, yearsOf } from './years.ts';
