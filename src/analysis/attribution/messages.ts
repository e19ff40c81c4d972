// The sentences of attribution.

import type { Issue } from '../../base/index.ts';

export function noValue(indicator: string, region: string, year: number): Issue {
  return {
    code: 'attribution-no-data',
    severity: 'error',
    message: `"${indicator}" of "${region}" has no data in ${year}`,
    hint: `\`tujing list indicators --region ${region}\` shows what has`,
  };
}

export function indexAgainstLevel(indicator: string, region: string, year: number, scenario: string): Issue {
  return {
    code: 'attribution-index',
    severity: 'error',
    message: `"${indicator}" of "${region}" is an index on one side in ${year} and a level on the other ("${scenario}" against its baseline): they cannot be compared`,
    hint: 'ask for an indicator that has published values',
  };
}
