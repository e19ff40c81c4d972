// The public library API: re-exports, nothing else.

export * from './analysis/index.ts';
export * from './base/index.ts';
export { compile, type Program } from './compile/index.ts';
export * as formula from './formula/index.ts';
export { jsonSchemas } from './json-schemas.ts';
export * from './model/index.ts';
export { type Loaded, load, type RanScenario, type Run, run, type Workspace } from './pipeline.ts';
export { attributeIn, baselineOf, compareScenarios, scenarioProbe, scenarioProbes } from './repeat.ts';
export * from './results/index.ts';
export * from './scenario/index.ts';
export * as text from './text/index.ts';
export {
  type ChanceOptions,
  checkUncertainty,
  type DrawnRun,
  type DrawOptions,
  drawRun,
  type LeverFieldRequest,
  leverField,
  openSensitivity,
  seekWithDraws,
  USUAL_DRAWS,
} from './uncertainty/index.ts';
