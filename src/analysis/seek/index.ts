export { aimOf, type Goal, goalOfPlan, goalProblem, goalText, goalUnit, goalYears, outcomeOf } from './goal.ts';
export { type LatestStart, latestStart, type Start } from './latest-start.ts';
export { minimumNorm } from './least-effort.ts';
export { type FoundRoot, findAmounts, type Scan, SCAN_POINTS, type SeekMethod } from './roots.ts';
export { leverLine, solvedScenarioText } from './scenario-text.ts';
export { seek, type SeekAnswer, type SeekRequest, type SeekSolution, type Turned, type Turning } from './seek.ts';
export { type TradeOff, type TradeOffPoint, tradeOff } from './trade-off.ts';
