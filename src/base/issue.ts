// One problem found in a file, and how a person is told about it. Places are offsets into the decoded
// text; line, column and the code frame are added by `formatIssue` (text/frame.ts), never stored.

/** A stretch of a file: UTF-16 offsets into its decoded text, `end` exclusive. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** `error` stops the command; `warning` bears on a result and stands on it; `note` is for information. */
export type Severity = 'error' | 'warning' | 'note';

/** One problem, in words for people and in parts for programs. */
export interface Issue {
  /** Stable kebab-case code, listed in the room's `messages.ts`. */
  readonly code: string;
  readonly severity: Severity;
  /** Lower case, no period, the thing in quotes. */
  readonly message: string;
  /** Missing where no file is to blame (a run-time gap, a command-line option). */
  readonly place?: Place;
  /** Where in the document: `levers[0].indicator`. */
  readonly path?: string;
  readonly expected?: string;
  readonly found?: string;
  /** What to do, for the line below the frame: `did you mean "rd_intensity"?` */
  readonly hint?: string;
}

/** Collects issues of one stage; a stage reports all of them, not the first. */
export class Issues {
  readonly #list: Issue[] = [];

  add(issue: Issue): void {
    this.#list.push(issue);
  }

  addAll(issues: Iterable<Issue>): void {
    for (const issue of issues) this.#list.push(issue);
  }

  get list(): readonly Issue[] {
    return this.#list;
  }

  get hasErrors(): boolean {
    return this.#list.some((issue) => issue.severity === 'error');
  }
}
