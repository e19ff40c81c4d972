// Two scenarios side by side.

import type { OutcomeChange, TargetChange } from './outcomes.ts';
import type { SettingChange } from './settings.ts';

/** What two scenarios are told to do differently, and what that moved. */
export interface ScenarioDiff {
  readonly a: string;
  readonly b: string;
  readonly settings: readonly SettingChange[];
  /** Years in which outcomes are compared. */
  readonly years: readonly number[];
  readonly outcomes: readonly OutcomeChange[];
  readonly targets: readonly TargetChange[];
}
