export {
  type CatchUp,
  type CatchUpFlag,
  type CatchUpRequest,
  type CatchUpRow,
  catchUp,
} from './catch-up.ts';
export { type ParityOutlook, type ParityQuantile, parityOutlooks } from './chances.ts';
export type { GapPoint } from './gap-path.ts';
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
export { type ParityRow, parityRows } from './parity-rows.ts';
