// The sentences of sensitivity analysis: why a question has no answer.

import type { Issue } from '../../base/index.ts';
import type { SensitivityCell } from './input.ts';

type Code =
  | 'sensitivity-no-input'
  | 'sensitivity-not-reached'
  | 'sensitivity-constant'
  | 'sensitivity-too-few-draws'
  | 'sensitivity-no-target'
  | 'sensitivity-undefined'
  | 'sensitivity-levels'
  | 'sensitivity-pairs';

type Cell = Pick<SensitivityCell, 'indicator' | 'region' | 'year'>;

/** Ends an analysis; caught where it was begun. */
export class Refusal extends Error {
  readonly issue: Issue;

  constructor(issue: Issue) {
    super(issue.message);
    this.issue = issue;
  }
}

function refusal(code: Code, message: string, hint?: string): Issue {
  return { code, severity: 'error', message, ...(hint === undefined ? {} : { hint }) };
}

const cellText = ({ indicator, region, year }: Cell) => `"${indicator}" of "${region}" in ${year}`;

/** The first few of many names. */
function listed(names: readonly string[], most = 8): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}

export function noUncertainInput(cell: Cell): Issue {
  return refusal(
    'sensitivity-no-input',
    `nothing is uncertain in this scenario: ${cellText(cell)} has one value`,
    'state ranges under uncertainty: in the model package or in the scenario',
  );
}

export function noInputReaches(cell: Cell, beyond: readonly string[]): Issue {
  return refusal(
    'sensitivity-not-reached',
    `no uncertain input reaches ${cellText(cell)}; the ${beyond.length} there are lead elsewhere: ${listed(beyond)}`,
    `\`tujing explain ${cell.indicator} --region ${cell.region} --year ${cell.year}\` shows what it depends on`,
  );
}

export function constantOutcome(cell: Cell, value: number, inputs: readonly string[], points: number): Issue {
  return refusal(
    'sensitivity-constant',
    `${cellText(cell)} is ${Number(value.toPrecision(6))} at all ${points} points tried: none of its ${inputs.length} uncertain inputs moves it (${listed(inputs)})`,
    'a limit, a planned path or a lever that sets the value may hold it there',
  );
}

export function tooFewDraws(what: string, draws: number, least: number): Issue {
  return refusal(
    'sensitivity-too-few-draws',
    `${draws} draws are too few for ${what}: it takes at least ${least}`,
    `--draws ${Math.max(1024, least)}`,
  );
}

export function tooFewTrajectories(trajectories: number, least: number): Issue {
  return refusal(
    'sensitivity-too-few-draws',
    `${trajectories} trajectories are too few for Morris screening: it takes at least ${least}`,
    '--trajectories 20',
  );
}

export function badLevels(levels: number, known: readonly number[]): Issue {
  return refusal('sensitivity-levels', `Morris screening knows ${known.join(', ')} levels, not ${levels}`);
}

export function noTarget(cell: Cell): Issue {
  return refusal(
    'sensitivity-no-target',
    `no plan sets a target for ${cellText(cell)}: there is nothing to be met or missed`,
    'ask for a target year, or give a value: --target 4',
  );
}

export function undefinedOutcome(cell: Cell, inputs: readonly string[]): Issue {
  return refusal(
    'sensitivity-undefined',
    `${cellText(cell)} is undefined where ${listed(inputs)}`,
    'narrow the range of an input that makes a formula undefined',
  );
}

export function tooManyPairs(units: number, most: number): Issue {
  return refusal(
    'sensitivity-pairs',
    `second-order indices of ${units} inputs are ${(units * (units - 1)) / 2} pairs: at most ${most} inputs are paired`,
    'leave out --pairs, or fix inputs that screening finds without effect',
  );
}
