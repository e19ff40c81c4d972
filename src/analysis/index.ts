export * from './attribution/index.ts';
export {
  AUDIT_CHECKS,
  AUDIT_SEVERITIES,
  type AuditCheck,
  type AuditChoice,
  type AuditSeverity,
  auditModel,
  type Finding,
} from './audit/index.ts';
export { APPROX_TOLERANCE, gapTo, goodDirection, meets, roundAsPrinted } from './bounds.ts';
export * from './catch-up/index.ts';
export {
  cellTree,
  DEFAULT_DEPTH,
  type TreeBranch,
  type TreeCell,
  type TreeNode,
  type TreeOrigin,
} from './cell-tree.ts';
export { type Chance, chanceOf, type Openness, opennessOf, type ParityChance, standardError } from './chance.ts';
export { checkLevers, LARGE_SHOCK } from './check-levers.ts';
export * from './comparison/index.ts';
export { checkConsistency } from './consistency.ts';
export * from './convergence/index.ts';
export { type ExplainRequest, type Explanation, explainCell } from './explain.ts';
export type { Figure } from './figures.ts';
export * from './hindcast/index.ts';
export { type GraphEdge, graphAsDot, graphAsMermaid, type ModelGraph, modelGraph } from './model-graph.ts';
export {
  classOf,
  growthForSum,
  judgedPace,
  neededGrowth,
  type Pace,
  type PaceClass,
  type Point,
  paceOf,
} from './pace.ts';
export { halfUnit, printSlack } from './print-precision.ts';
export type { ProbeScenario, ScenarioProbe, SeriesAssumption } from './probe.ts';
export * from './reconcile/index.ts';
export { growthOfNumerator, requiredPath } from './required-path.ts';
export * from './seek/index.ts';
export * from './sensitivity/index.ts';
export { type ScenarioView, type SeriesView, seriesViews } from './series-view.ts';
export { TARGET_COLUMNS, type TargetColumn, targetRecord } from './target-columns.ts';
export type { TargetFlag } from './target-questions.ts';
export { type ReadValue, type TargetValues, targetValues } from './target-values.ts';
export { isWhole, judgeTargets, type TargetRow, type TargetStatus } from './targets.ts';
