export {
  type ChanceAnswer,
  type ChanceRequest,
  type ChanceTurning,
  type LeverDraws,
  type Probable,
  seekChance,
} from './chance.ts';
export {
  aimOf,
  type Goal,
  goalOfPlan,
  goalProblem,
  goalText,
  goalUnit,
  goalValue,
  goalYears,
  outcomeOf,
} from './goal.ts';
export { type Knob, knobOf, leversAt, repeatedLever } from './knob.ts';
export { type LatestStart, latestStart, type Start } from './latest-start.ts';
export { minimumNorm } from './least-effort.ts';
export { type FoundRoot, findAmounts, SCAN_POINTS, type Scan, type SeekMethod } from './roots.ts';
export { leverLine, solvedScenarioText } from './scenario-text.ts';
export { type SeekAnswer, type SeekRequest, type SeekSolution, seek, type Turned, type Turning } from './seek.ts';
export { type TradeOff, type TradeOffPoint, tradeOff } from './trade-off.ts';
