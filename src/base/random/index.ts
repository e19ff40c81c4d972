export { checkDistribution } from './check-distribution.ts';
export {
  cholesky,
  gaussianCopula,
  imanConover,
  type Matrix,
  pearsonFromSpearman,
  repairCorrelation,
  symmetricEigen,
} from './correlation.ts';
export { type InputDistribution, inLargerUnit } from './distribution.ts';
export { HISTOGRAM_BYTES, Histogram, type HistogramState } from './histogram.ts';
export { normalProbability, normalQuantile } from './normal.ts';
export { keyOf, philox, unitOf, type Words } from './philox.ts';
export { EXTREME_PROBABILITIES, openQuantiles, quantileOf } from './quantile.ts';
export { quantilesOf } from './quantiles.ts';
export { openSequence, type SamplingMethod, type Sequence, type SequenceOptions } from './sequence.ts';
export { SOBOL_DIMENSIONS } from './sobol.ts';
export { RunningSum, SPAN, SUM_BLOCK, sumOfSpan } from './sums.ts';
