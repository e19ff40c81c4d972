export {
  type BoardRow,
  compareOutcomes,
  compareTargets,
  lastTargetYear,
  type OutcomeChange,
  type ScenarioValues,
  sizeOf,
  sortBySize,
  type TargetChange,
  type TargetSide,
} from './outcomes.ts';
export {
  CAUSES,
  type Cause,
  compareInputs,
  compareResults,
  type InputChange,
  type ResultChange,
  type RunRecord,
  type StoredValue,
} from './runs.ts';
export type { ScenarioDiff } from './scenario-diff.ts';
export { compareSettings, type ScenarioSettings, type SettingChange } from './settings.ts';
