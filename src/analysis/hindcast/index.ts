export { carriedOn, FEWEST_VALUES, type History, historyOf, intervalAround, type KnownValue } from './forecast.ts';
export { type Hindcast, hindcast, HINDCAST_ASSUMPTIONS, type HindcastAssumption, type HindcastNotes, type HindcastRequest, type RunAssumption, type ScoredForecast } from './hindcast.ts';
export { type HindcastScore, hindcastScores } from './scores.ts';
