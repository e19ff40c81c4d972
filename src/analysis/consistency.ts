// What `check` says about a package that is well formed: two checks of the audit, as notes. The others stand in `audit`.

import type { Issue } from '../base/index.ts';
import type { Model } from '../model/index.ts';
import { auditContext, type Finding, ratioFindings, statedGrowthFindings } from './audit/index.ts';

/** Published ratios that their parts do not give, and printed growth that does not lead from its base to its target. */
export function checkConsistency(model: Model): readonly Issue[] {
  const context = auditContext(model);
  return [
    ...ratioFindings(context).map((one) => noteOf(one, 'residual', `in ${one.years[0]}`)),
    ...statedGrowthFindings(context).map((one) => ({
      ...noteOf(one, 'stated-against-implied', ''),
      hint: 'both stand: assume growth "stated" or "implied"',
    })),
  ];
}

function noteOf({ indicator, region, found, figures }: Finding, code: string, when: string): Issue {
  const [first] = figures;
  return {
    code,
    severity: 'note',
    message: `"${indicator}" of "${region}"${when === '' ? '' : ` ${when}`}: ${found.en}`,
    ...(first ? { place: first.at } : {}),
  };
}
