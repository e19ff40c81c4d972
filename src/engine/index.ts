export type { GrowthChoice, Projection } from './assumption.ts';
export type { ParameterValues } from './block.ts';
export { type Reference, runReference, type View } from './reference.ts';
export { runScenario, type ScenarioRun } from './run-scenario.ts';
export { between, grow, growthBetween, type Knot, logistic, trendOf } from './trend.ts';
