export { carriedOn, FEWEST_VALUES, type History, historyOf, intervalAround, type KnownValue } from './forecast.ts';
export {
  HINDCAST_ASSUMPTIONS,
  type Hindcast,
  type HindcastAssumption,
  type HindcastNotes,
  type HindcastRequest,
  hindcast,
  type RunAssumption,
  type ScoredForecast,
} from './hindcast.ts';
export { type HindcastScore, hindcastScores } from './scores.ts';
