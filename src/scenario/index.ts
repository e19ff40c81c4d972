export { readGrowthLever, readLevelLever } from './lever-text.ts';
export { scenarioError, scenarioWarning, unknownScenario } from './messages.ts';
export { type ReadScenarios, readScenarios } from './read.ts';
export * from './scenario.ts';
export { ScenarioSpec } from './spec.ts';
export { amountText, leverWith, type OpenLever, PHRASE_FORMS, readGivenLever, type ReadLever, readOpenLever } from './lever-phrase.ts';
