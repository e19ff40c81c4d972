// `tujing notebook build` from its options to files, once or at every change.

import path from 'node:path';
import { writeFileAtomic } from '../io/files.ts';
import { type IndexEntry, renderIndexPage } from '../notebook/index.ts';
import {
  type CodeRunner,
  formatsOf,
  type MadeDocument,
  type MadeNotebooks,
  notebookBuilder,
} from './build-notebooks.ts';
import type { NotebookOptions } from './commands/notebook.ts';
import { note, tellIssues } from './session.ts';
import { STATUS, UsageError } from './status.ts';
import { paint } from './terminal.ts';

/** Builds, writes and tells; with --watch until it is ended. */
export async function runBuild(names: readonly string[], options: NotebookOptions): Promise<void> {
  formatsOf(options);
  if (options.watch && options.json) throw new UsageError('--watch prints no JSON', 'leave one of them out');
  const { build, warm } = notebookBuilder(options, await codeRunner(options));
  if (options.watch) {
    const { buildAndWatch } = await import('./watch-notebooks.ts');
    return buildAndWatch(names, options, build, warm);
  }
  const started = performance.now();
  const made = await build(names);
  const files = await writeAll(made, options);
  if (made.issues.some((issue) => issue.severity === 'error')) process.exitCode = STATUS.no;
  await tellMade(made, files, options, (performance.now() - started) / 1000);
}

/** Writes every document, and for many regions the page that lists them; gives the names written. */
export async function writeAll(made: MadeNotebooks, options: NotebookOptions): Promise<readonly string[]> {
  const written: string[] = [];
  for (const document of made.documents)
    for (const { ending, content } of document.files) {
      const file = path.join(options.out, nameOf(document, ending));
      await writeFileAtomic(file, content);
      written.push(file);
    }
  if (options.for === undefined) return written;
  for (const { stem, group } of indexGroups(made.documents)) {
    const [first] = group;
    if (!first) continue;
    const { model } = made.loaded ?? {};
    const entries = group.map((document): IndexEntry => {
      const region = model?.regions.find((one) => one.id === document.region);
      return {
        title: document.title,
        region: region?.name[document.language] ?? document.region ?? '',
        files: document.files.map(({ ending }) => ({ name: nameOf(document, ending), label: ending.slice(1) })),
        failed: document.issues.some((issue) => issue.severity === 'error'),
      };
    });
    const file = path.join(options.out, `${stem}.index.${first.language}.html`);
    await writeFileAtomic(file, renderIndexPage(stem, entries, first.language, first.theme));
    written.push(file);
  }
  return written;
}

/** `county-brief-pinghu.zh.html`: a document of every region and language has a name of its own. */
function nameOf({ id, language }: MadeDocument, ending: string): string {
  return `${id}.${language}${ending}`;
}

/** Documents of one notebook and language, under the notebook's id. */
function indexGroups(
  documents: readonly MadeDocument[],
): readonly { readonly stem: string; readonly group: readonly MadeDocument[] }[] {
  const groups = new Map<string, { readonly stem: string; readonly group: MadeDocument[] }>();
  for (const document of documents) {
    const stem = document.region === undefined ? document.id : document.id.slice(0, -document.region.length - 1);
    const key = `${stem}.${document.language}`;
    const known = groups.get(key) ?? { stem, group: [] };
    groups.set(key, known);
    known.group.push(document);
  }
  return [...groups.values()];
}

async function tellMade(
  made: MadeNotebooks,
  files: readonly string[],
  options: NotebookOptions,
  seconds: number,
): Promise<void> {
  if (options.json) {
    const { describeIssue, sortIssues } = await import('../text/index.ts');
    const record = {
      ok: made.issues.every((issue) => issue.severity !== 'error'),
      documents: made.documents.map(({ id, title, language, region, computed, cached }) => ({
        id,
        title,
        language,
        region: region ?? null,
        computed,
        cached,
      })),
      files,
      issues: sortIssues(made.issues).map((issue) =>
        describeIssue(issue, (file) => made.sources.find((source) => source.file === file)),
      ),
    };
    process.stdout.write(`${JSON.stringify(record, null, 2)}\n`);
    return;
  }
  await tellIssues(made.issues, made.sources, false);
  if (made.examples) note('no "notebooks" folder here: built those that come with tujing');
  const sum = (what: 'computed' | 'cached') => made.documents.reduce((total, one) => total + one[what], 0);
  process.stdout.write(
    `${files.map((file) => paint('bold', file)).join('\n')}\n${made.documents.length} ${made.documents.length === 1 ? 'document' : 'documents'} in ${seconds.toFixed(1)} s: ${sum('computed')} cells and numbers computed, ${sum('cached')} as before\n`,
  );
}

/** TypeScript cells run where the person says so, or where the workspace's owner has marked it as trusted. */
async function codeRunner({ code }: NotebookOptions): Promise<CodeRunner | undefined> {
  const { codeRunner: open, isTrusted } = await import('../io/run-code.ts');
  if (!code && !(await isTrusted(process.cwd()))) return undefined;
  return (workspace) => open(workspace, path.join('.cache', 'code'));
}
