// What every command starts with: the workspace read, its issues told, a run made.

import type { Issue } from '../base/index.ts';
import type { Program } from '../compile/index.ts';
import type { WorkspaceOnDisk } from '../io/workspace.ts';
import type { Model } from '../model/index.ts';
import type { Loaded, Run } from '../pipeline.ts';
import type { SourceText } from '../text/index.ts';
import { Ended, STATUS, UsageError } from './status.ts';
import { paint } from './terminal.ts';
import { rememberingLoader } from './workspace-cache.ts';

/** Options that every command knows. */
export interface CommonOptions {
  readonly model?: string;
  readonly json?: boolean;
}

/** A workspace that could be read without errors. */
export interface Session {
  readonly workspace: WorkspaceOnDisk;
  readonly loaded: Loaded;
  readonly model: Model;
  readonly program: Program;
}

/** Reads the workspace of the current folder; errors are told and end the command with status 2. */
export async function openSession(options: CommonOptions): Promise<Session> {
  const { workspace, loaded } = await loadWorkspace(options);
  const errors = loaded.issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0 || !loaded.model || !loaded.program) {
    await tellIssues(errors, loaded.sources, options.json ?? false);
    throw new Ended(STATUS.wrongInput);
  }
  if (workspace.examples) note('no "scenarios" folder here: using the example scenarios that come with tujing');
  return { workspace, loaded, model: loaded.model, program: loaded.program };
}

/** A command that runs again, as `run --watch` does, finds what did not change. */
const remember = rememberingLoader();

/** Reads the workspace of the current folder, whatever its issues. */
export async function loadWorkspace(options: CommonOptions): Promise<{ workspace: WorkspaceOnDisk; loaded: Loaded }> {
  const { readWorkspace, MissingFolder } = await import('../io/workspace.ts');
  try {
    const workspace = await readWorkspace(process.cwd(), options.model);
    return { workspace, loaded: await remember(workspace) };
  } catch (error) {
    if (error instanceof MissingFolder) throw new UsageError(error.message, 'packages shipped: `tujing list models`');
    throw error;
  }
}

/** Runs scenarios; unknown names and undefined values end the command with status 2, warnings are told. */
export async function runScenarios(
  session: Session,
  chosen: readonly string[],
  asOf: number | undefined,
  options: CommonOptions,
): Promise<Run> {
  const { run } = await import('../pipeline.ts');
  const done = run(session.program, session.loaded.scenarios, chosen, asOf);
  const errors = done.issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0) {
    await tellIssues(errors, session.loaded.sources, options.json ?? false);
    throw new Ended(STATUS.wrongInput);
  }
  await tellIssues(done.issues, session.loaded.sources, false);
  return done;
}

/** Prints issues to standard error, or, for `--json`, as JSON to standard output. */
export async function tellIssues(
  issues: readonly Issue[],
  sources: readonly SourceText[],
  json: boolean,
): Promise<void> {
  const { describeIssue, formatIssue, sortIssues } = await import('../text/index.ts');
  const sourceOf = (file: string) => sources.find((source) => source.file === file);
  const sorted = sortIssues(issues);
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ issues: sorted.map((issue) => describeIssue(issue, sourceOf)) }, null, 2)}\n`,
    );
    return;
  }
  for (const issue of sorted)
    process.stderr.write(`${formatIssue(issue, sourceOf, { color: process.stderr.hasColors?.() ?? false })}\n`);
  const errors = sorted.filter((issue) => issue.severity === 'error').length;
  if (errors > 0)
    process.stderr.write(`${paint('red', `${errors} ${errors === 1 ? 'error' : 'errors'}`, process.stderr)}\n`);
}

/** A line of information on standard error. */
export function note(text: string): void {
  process.stderr.write(`${paint('dim', text, process.stderr)}\n`);
}

/** The ids of a region selector given on the command line; unknown names end with status 2. */
export async function regionsOption(
  model: Model,
  selector: string | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (selector === undefined) return undefined;
  const { selectRegions } = await import('../model/index.ts');
  const items = selector.split(',').map((item) => item.trim());
  const found = selectRegions(items, model.regions, () => ({ file: '--region', start: 0, end: 0 }));
  const [issue] = found.issues;
  if (issue) throw new UsageError(issue.message, issue.hint);
  return new Set(found.regions);
}

/** Indicator ids given on the command line, separated by commas. */
export async function indicatorsOption(
  model: Model,
  list: string | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (list === undefined) return undefined;
  const ids = list.split(',').map((item) => item.trim());
  for (const id of ids) await checkIndicator(model, id);
  return new Set(ids);
}

/** Ends with status 2, naming the nearest indicator, when `id` is none. */
export async function checkIndicator(model: Model, id: string): Promise<void> {
  if (model.indicatorIndex.has(id)) return;
  const { nearest } = await import('../base/index.ts');
  const close = nearest(id, model.indicatorIndex.keys());
  throw new UsageError(
    `unknown indicator "${id}"`,
    close === undefined ? '`tujing list indicators` prints all' : `did you mean "${close}"?`,
  );
}

/** A year option; ends with status 2 when it is no year of the model. */
export function yearOption(model: Model, text: string): number {
  const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
  if (year >= model.years.first && year <= model.years.last) return year;
  throw new UsageError(
    `"${text}" is not a year of the model`,
    `years run from ${model.years.first} to ${model.years.last}`,
  );
}
