export type { DrawJob, Unit } from './job.ts';
export { bytesOf, type DrawRequest, planDraws, unitsOf } from './plan.ts';
export { openSampler } from './sampler.ts';
export { type DrawSummary, joinUnits, UnitResults } from './summary.ts';
export { scoreCorrelation, tieScores } from './ties.ts';
export { MOST_EXACT_DRAWS, runUnit, type UnitResult, type UnitSettings } from './unit.ts';
