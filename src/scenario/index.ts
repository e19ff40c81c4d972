export {
  amountText,
  leverWith,
  type OpenLever,
  PHRASE_FORMS,
  type ReadLever,
  readGivenLever,
  readOpenLever,
} from './lever-phrase.ts';
export { readGrowthLever, readLevelLever } from './lever-text.ts';
export { scenarioError, scenarioWarning, unknownScenario } from './messages.ts';
export { type ReadScenarios, readScenarios } from './read.ts';
export * from './scenario.ts';
export { ScenarioSpec } from './spec.ts';
