export type { GrowthChoice, Projection } from './assumption.ts';
export { type Cells, centralCells, type ParameterValues } from './block.ts';
export * from './draws/index.ts';
export { droppedDraws, droppedDrawsOfSweep, undefinedDraw, undefinedVariant } from './messages.ts';
export { CERTAIN, type Reference, runReference, type UncertainGrowth, type View } from './reference.ts';
export { runScenario, type ScenarioRun } from './run-scenario.ts';
export {
  type AmountInput,
  runDraw,
  type Trace,
  type TracedScenarios,
  type TraceRequest,
  traceScenarios,
} from './trace.ts';
export { between, grow, growthBetween, type Knot, logistic, trendOf } from './trend.ts';
export type { UncertainInput } from './uncertain.ts';
export { unusedInputs } from './unused.ts';
