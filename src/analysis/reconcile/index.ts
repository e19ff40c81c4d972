export {
  adjustShares,
  projectOntoConstraints,
  projectOntoSums,
  type ShareMethod,
  type SumNode,
  scaleTo,
} from './adjust.ts';
export { type FittedTable, fitMargins } from './margins.ts';
export { type RatioPart, type RatioRow, ratioParts, scenarioRatios } from './ratios.ts';
export {
  type MovedCell,
  RECONCILE_METHODS,
  type Reconciled,
  type ReconcileMethod,
  type ReconcileRequest,
  reconcileScenario,
} from './reconcile.ts';
export { type ReferenceValue, reconciledScenarioText } from './scenario-text.ts';
export {
  type Allotment,
  type Reach,
  SHARE_BASES,
  type ShareBasis,
  type ShareOut,
  type ShareRequest,
  shareOut,
} from './share-out.ts';
export {
  planSums,
  publishedSums,
  type SumChoice,
  type SumPart,
  type SumRow,
  type SumSource,
  type SumStatus,
  scenarioSums,
  statusOf,
} from './sums.ts';
