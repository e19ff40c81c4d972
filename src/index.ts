// The public library API: re-exports, nothing else.

export * from './analysis/index.ts';
export * from './base/index.ts';
export { compile, type Program } from './compile/index.ts';
export { checkUncertainty, type DrawnRun, type DrawOptions, drawRun, USUAL_DRAWS } from './draws.ts';
export * as formula from './formula/index.ts';
export { jsonSchemas } from './json-schemas.ts';
export { type LeverFieldRequest, leverField } from './lever-field.ts';
export * from './model/index.ts';
export {
  attributeIn,
  baselineOf,
  compareScenarios,
  type Loaded,
  load,
  type RanScenario,
  type Run,
  run,
  scenarioProbe,
  scenarioProbes,
  type Workspace,
} from './pipeline.ts';
export * from './results/index.ts';
export * from './scenario/index.ts';
export { type ChanceOptions, seekWithDraws } from './seek-draws.ts';
export { openSensitivity } from './sensitivity.ts';
export * as text from './text/index.ts';
