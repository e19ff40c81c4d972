// The sentences of the scenario room.

import { type Issue, nearest, type Place } from '../base/index.ts';

type Code =
  | 'lever-action'
  | 'lever-value'
  | 'lever-on-identity'
  | 'lever-without-effect'
  | 'lever-partly-effective'
  | 'lever-no-data'
  | 'lever-on-index'
  | 'lever-parent-left-out'
  | 'large-shock'
  | 'scenario-id'
  | 'baseline-levers'
  | 'path-points'
  | 'parameter-range'
  | 'unknown-growth'
  | 'growth-not-available'
  | 'seek-goal'
  | 'sweep'
  | 'as-of';

/** An error of a scenario file, with what to do. */
export function scenarioError(code: Code, message: string, place: Place | undefined, hint?: string): Issue {
  return { code, severity: 'error', message, ...(place ? { place } : {}), ...(hint === undefined ? {} : { hint }) };
}

/** A warning that bears on results and stands on the charts. */
export function scenarioWarning(code: Code, message: string, place: Place | undefined, hint?: string): Issue {
  return { ...scenarioError(code, message, place, hint), severity: 'warning' };
}

export function unknownScenario(name: string, known: Iterable<string>, place?: Place): Issue {
  const close = nearest(name, known);
  return {
    code: 'unknown-scenario',
    severity: 'error',
    message: `unknown scenario "${name}"`,
    ...(place ? { place } : {}),
    found: name,
    hint: close === undefined ? '`tujing list scenarios` prints all' : `did you mean "${close}"?`,
  };
}

export function extendsCycle(chain: readonly string[], place: Place): Issue {
  return {
    code: 'extends-cycle',
    severity: 'error',
    message: `scenarios extend one another in a circle: ${chain.join(' → ')}`,
    place,
    hint: 'one of them must extend baseline',
  };
}

/** A region chosen together with regions below it: those below get the lever and carry up. */
export function parentLeftOut(region: string, below: readonly string[], place: Place): Issue {
  const message = `"${region}" is chosen together with regions below it: the lever acts on those that have figures (${below.join(', ')}), and "${region}" moves by what they add`;
  return scenarioWarning(
    'lever-parent-left-out',
    message,
    place,
    `to move "${region}" as a whole, name it without those below`,
  );
}

/** A parameter at a value that its range does not hold. */
export function outsideRange(
  { id, low, high }: { readonly id: string; readonly low: number; readonly high: number },
  value: number,
  place: Place | undefined,
): Issue {
  return scenarioWarning('parameter-range', `${value} is outside the range of "${id}" (${low} to ${high})`, place);
}
