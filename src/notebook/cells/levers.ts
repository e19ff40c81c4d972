// Levers as cells write them: phrases, one or a list.

import type { Issue } from '../../base/index.ts';
import type { Lever, OpenLever } from '../../scenario/index.ts';
import { CellFailure } from '../messages.ts';
import type { CellContext } from './cell-kind.ts';

/** The levers of one option; all phrases that cannot be read are told together. */
export function readPhrases<T extends OpenLever | Lever>(
  context: CellContext,
  written: string | readonly string[],
  key: string,
  read: (text: string) => { readonly lever?: T; readonly issues: readonly Issue[] },
): readonly T[] {
  const all = typeof written === 'string' ? [written] : written;
  const issues: Issue[] = [];
  const levers = all.flatMap((text, k) => {
    const found = read(text);
    const place = context.place(typeof written === 'string' ? [key] : [key, k]);
    // Places inside a phrase count from its own start; here the phrase as a whole is shown.
    issues.push(...found.issues.filter((issue) => issue.severity === 'error').map((issue) => ({ ...issue, place })));
    return found.lever === undefined ? [] : [found.lever];
  });
  if (issues.length > 0) throw new CellFailure(issues);
  return levers;
}
