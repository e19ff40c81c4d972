export { adjustShares, projectOntoConstraints, projectOntoSums, scaleTo, type ShareMethod, type SumNode } from './adjust.ts';
export { fitMargins, type FittedTable } from './margins.ts';
export { type RatioPart, ratioParts, type RatioRow, scenarioRatios } from './ratios.ts';
export { type MovedCell, RECONCILE_METHODS, type Reconciled, type ReconcileMethod, type ReconcileRequest, reconcileScenario } from './reconcile.ts';
export { reconciledScenarioText, type ReferenceValue } from './scenario-text.ts';
export { type Allotment, type Reach, SHARE_BASES, type ShareBasis, type ShareOut, shareOut, type ShareRequest } from './share-out.ts';
export { planSums, publishedSums, scenarioSums, statusOf, type SumChoice, type SumPart, type SumRow, type SumSource, type SumStatus } from './sums.ts';
