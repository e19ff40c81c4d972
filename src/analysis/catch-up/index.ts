export {
  type CatchUp,
  type CatchUpFlag,
  type CatchUpRequest,
  type CatchUpRow,
  catchUp,
  type GapPoint,
} from './catch-up.ts';
export { type LeaderChoice, leaderName, readLeader } from './leader.ts';
export {
  type Growing,
  growthForParity,
  type Parity,
  parityOf,
  yearsToGap,
  yearsToParity,
  yearsToWidestGap,
} from './parity.ts';
