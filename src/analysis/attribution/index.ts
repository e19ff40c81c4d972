export {
  type Attribution,
  type AttributionRequest,
  type AttributionResult,
  attribute,
  type LeverPart,
  type RegionPart,
} from './attribute.ts';
export {
  type Channel,
  type ChannelKind,
  type ChannelPart,
  type ChannelSplit,
  channelSplitter,
  type InputPart,
} from './channels.ts';
export type { GapSplit, GapStep } from './gap.ts';
export { logMean, type OwnSplit, splitOwn } from './own-parts.ts';
export { leverText, leverYears } from './players.ts';
export {
  type Game,
  MOST_EXACT_PLAYERS,
  type ShapleyOptions,
  type ShapleyPart,
  type ShapleyResult,
  shapley,
} from './shapley.ts';
