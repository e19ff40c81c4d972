// One order for issues, whatever order they were found in: two runs over the same files print the same lines.

import { compareText, type Issue } from '../base/index.ts';

/** By file, place, code, then everything else that is printed; issues without a file come last. */
export function sortIssues(issues: Iterable<Issue>): Issue[] {
  return [...issues].sort(
    (a, b) =>
      Number(a.place === undefined) - Number(b.place === undefined) ||
      compareText(a.place?.file ?? '', b.place?.file ?? '') ||
      (a.place?.start ?? 0) - (b.place?.start ?? 0) ||
      (a.place?.end ?? 0) - (b.place?.end ?? 0) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message) ||
      compareText(a.path ?? '', b.path ?? '') ||
      compareText(a.hint ?? '', b.hint ?? ''),
  );
}
