export { cellKey, observationsAsOf, planKnown } from './as-of.ts';
export { resolveCorrelations } from './correlations.ts';
export { unknownName } from './messages.ts';
export * from './model.ts';
export { type Located, Names } from './names.ts';
export { type PackageFiles, type ReadModel, readModel } from './read.ts';
export { BUILT_IN_VARIANTS } from './resolve-growth.ts';
export { selectRegions } from './select-regions.ts';
export * as packageSpecs from './spec.ts';
export {
  baseKey,
  type Correlation,
  resolveUncertainty,
  type UncertainThing,
  type Uncertainty,
} from './uncertainty.ts';
export { CorrelationSpec, UncertaintySpec } from './uncertainty-spec.ts';
