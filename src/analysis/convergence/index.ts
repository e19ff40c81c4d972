export {
  type BetaConvergence,
  betaConvergence,
  type ConvergenceForm,
  convergenceSpeed,
  hasDirection,
} from './beta-convergence.ts';
export { type Club, type Clubs, findClubs } from './clubs.ts';
export {
  type Convergence,
  type ConvergenceRequest,
  convergenceOf,
  type LeftOut,
  type LogTResult,
  type Refusal,
  type SpreadYear,
  withoutData,
} from './convergence.ts';
export { type Inequality, inequalityOf } from './inequality.ts';
export { LOG_T_CRITICAL, LOG_T_REGIONS, LOG_T_YEARS, type LogT, logT, relativePaths } from './log-t.ts';
export {
  type Dispersion,
  dispersionOf,
  kendallTest,
  type SpreadTest,
  type SpreadTrend,
  spreadTest,
  spreadTrend,
} from './sigma-convergence.ts';
export { smoothTrend, TREND_SMOOTHNESS } from './trend-filter.ts';
