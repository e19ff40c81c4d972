export type { Estimate } from './bootstrap.ts';
export { type CorrelatedSet, correlateBy } from './correlate.ts';
export {
  type EvaluateOutcome,
  type InputUnit,
  type SensitivityCell,
  type SensitivityInput,
  type SensitivityTarget,
  unitsOf as inputUnitsOf,
} from './input.ts';
export {
  contourLines,
  type Grid,
  type GridPoint,
  type LeverSweep,
  type SweptLever,
  sweepLevers,
} from './lever-sweep.ts';
export { MORRIS_LEVELS, type MorrisClass, type MorrisEffect, type MorrisScreening } from './morris.ts';
export type { DecidingInput, RegionalSensitivity, Split, SureRegion } from './regional.ts';
export {
  DEFAULT_SENSITIVITY,
  SENSITIVITY_METHODS,
  type Sensitivity,
  type SensitivityMethod,
  type SensitivityRequest,
  sensitivityOf,
} from './sensitivity.ts';
export type { SobolIndex, SobolIndices, SobolPair, SobolPart, SobolShare } from './sobol-indices.ts';
export type { Tornado, TornadoBar, TornadoEnd } from './tornado.ts';
