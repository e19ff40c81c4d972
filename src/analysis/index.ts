export { APPROX_TOLERANCE, gapTo, goodDirection, meets, roundAsPrinted } from './bounds.ts';
export { checkLevers, LARGE_SHOCK } from './check-levers.ts';
export { classOf, growthForSum, judgedPace, neededGrowth, type Pace, type PaceClass, paceOf, type Point } from './pace.ts';
export { type ScenarioView, type SeriesView, seriesViews } from './series-view.ts';
export type { TargetFlag } from './target-questions.ts';
export { judgeTargets, type TargetRow, type TargetStatus } from './targets.ts';
export { TARGET_COLUMNS, type TargetColumn, targetRecord } from './target-columns.ts';
export { checkConsistency, halfUnit } from './consistency.ts';
export { type Explanation, explainCell, type ExplainRequest } from './explain.ts';
