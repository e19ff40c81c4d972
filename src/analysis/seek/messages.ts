// The sentences of goal seeking.

import type { Issue } from '../../base/index.ts';

type Code =
  | 'goal-outside-horizon'
  | 'goal-no-data'
  | 'goal-observed'
  | 'goal-no-target'
  | 'unknown-plan'
  | 'lever-cannot-move'
  | 'lever-no-range'
  | 'lever-twice'
  | 'seek-kind';

/** What makes a question impossible to answer. */
export function seekError(code: Code, message: string, hint?: string): Issue {
  return { code, severity: 'error', message, ...(hint === undefined ? {} : { hint }) };
}
