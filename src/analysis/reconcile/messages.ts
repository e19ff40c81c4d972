// What reconciliation says when it cannot do as it is asked.

import { type Issue, printYears, type YearRange } from '../../base/index.ts';

const error = (code: string, message: string, hint?: string): Issue => ({
  code,
  severity: 'error',
  message,
  ...(hint === undefined ? {} : { hint }),
});
const warning = (code: string, message: string, hint?: string): Issue => ({
  ...error(code, message, hint),
  severity: 'warning',
});

export function doesNotAddUp(indicator: string, hint: string): Issue {
  return error('does-not-add-up', `"${indicator}" does not add up over regions`, hint);
}

export function isComputed(indicator: string, formula: string): Issue {
  return error('is-computed', `"${indicator}" is computed (${formula}), no lever can move it`, 'reconcile its parts');
}

export function noChildren(region: string): Issue {
  return error('no-children', `"${region}" has no regions below it`, 'choose a province or a city');
}

export function nothingToReconcile(
  indicator: string,
  region: string,
  years: YearRange,
  missing: readonly string[],
): Issue {
  const lacking = missing.length === 0 ? 'no value' : `no value for ${missing.join(', ')}`;
  return error(
    'incomplete',
    `the children of "${region}" cannot be summed in "${indicator}" ${printYears(years)}: ${lacking}`,
    'a scenario that follows a plan (assume: {growth: path}) may have values where the baseline has none',
  );
}

export function lowestLevel(indicator: string, region: string, year: number, missing: readonly string[]): Issue {
  return warning(
    'lowest-level',
    `"${region}" is taken as a lowest level in ${year}: "${indicator}" has no value for ${missing.join(', ')}`,
  );
}

export function bothStand(indicator: string, region: string, years: readonly number[]): Issue {
  return warning(
    'both-stand',
    `"${indicator}" of "${region}" and of the regions below it is published in ${years.join(', ')}: the difference stays`,
  );
}

export function noHistory(indicator: string, region: string): Issue {
  return error(
    'no-proportions',
    `top-down needs a year in which every child of "${region}" has a published "${indicator}"`,
    'method "proportional" takes the scenario\'s own proportions',
  );
}

export function noAnchor(indicator: string, parent: string, year: number, missing: readonly string[]): Issue {
  const lacking = missing.length === 0 ? '' : `: no level for ${missing.join(', ')}`;
  return error(
    'no-base',
    `no year before ${year} in which every child of "${parent}" has a level of "${indicator}"${lacking}`,
    'a scenario that follows a plan may have levels where the baseline has none',
  );
}

export function nothingToShareBy(indicator: string, by: string, parent: string): Issue {
  return error(
    'no-weights',
    `nothing to share "${indicator}" by ${by}: no child of "${parent}" ${by === 'growth' ? 'grows in the scenario' : 'is behind the leader'}`,
    'share by "share"',
  );
}

export function noLeader(indicator: string, leader: string): Issue {
  return error('no-leader', `the leader "${leader}" has no level of "${indicator}"`, 'name another with --leader');
}
