export type { GrowthChoice, Projection } from './assumption.ts';
export { type Cells, centralCells, type ParameterValues } from './block.ts';
export { CERTAIN, type Reference, runReference, type UncertainGrowth, type View } from './reference.ts';
export { runScenario, type ScenarioRun } from './run-scenario.ts';
export { between, grow, growthBetween, type Knot, logistic, trendOf } from './trend.ts';
