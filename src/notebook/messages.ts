// The sentences of the notebook room, and the one exception that a cell may end with.

import { type Issue, nearest, type Place } from '../base/index.ts';

type Code =
  | 'notebook-title'
  | 'notebook-fence'
  | 'notebook-language'
  | 'notebook-parameter'
  | 'notebook-picture'
  | 'notebook-draws'
  | 'notebook-theme'
  | 'cell-place'
  | 'cell-kind'
  | 'cell-id'
  | 'cell-option'
  | 'cell-cycle'
  | 'cell-dependency'
  | 'cell-code'
  | 'nothing-to-show'
  | 'no-value'
  | 'inline-number';

/** An error of a notebook, with what to do. */
export function notebookError(code: Code, message: string, place: Place | undefined, hint?: string): Issue {
  return { code, severity: 'error', message, ...(place ? { place } : {}), ...(hint === undefined ? {} : { hint }) };
}

/** A name that is none of the known ones, with the nearest. */
export function unknownWord(code: Code, what: string, name: string, known: Iterable<string>, place: Place): Issue {
  const all = [...known];
  const close = nearest(name, all);
  const hint =
    close !== undefined
      ? `did you mean "${close}"?`
      : all.length === 0
        ? `there is no ${what} here`
        : all.length <= 30
          ? `one of ${all.join(', ')}`
          : undefined;
  return {
    code,
    severity: 'error',
    message: `unknown ${what} "${name}"`,
    place,
    found: name,
    ...(hint === undefined ? {} : { hint }),
  };
}

/** A cell or a number that cannot be made; its place in the document shows the issues. */
export class CellFailure extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map((issue) => issue.message).join('; '));
    this.issues = issues;
  }
}

/** Ends a cell with one issue. */
export function fail(issue: Issue): never {
  throw new CellFailure([issue]);
}
