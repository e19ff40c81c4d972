// The work of `tujing notebook build`: files in, one document for each notebook, language and region out.

import path from 'node:path';
import { type Issue, type Language, nearest } from '../base/index.ts';
import { SystemRefusal } from '../io/files.ts';
import { chartDrawer } from '../io/notebook-charts.ts';
import {
  type BuildCache,
  type NotebookFile,
  type NotebookFolder,
  openCache,
  readBeside,
  readNotebookFile,
  readNotebooks,
  readPicture,
} from '../io/notebook-files.ts';
import { createRenderer } from '../io/render.ts';
import { readWorkspace, type WorkspaceOnDisk } from '../io/workspace.ts';
import {
  type BuildTools,
  buildNotebook,
  hashWorkspace,
  notebookError,
  type Parameters,
  type ParsedNotebook,
  parseNotebook,
  type ReportTheme,
  readTheme,
  themeOf,
  type WorkspaceHashes,
} from '../notebook/index.ts';
import type { Loaded } from '../pipeline.ts';
import { decodeText, type SourceText } from '../text/index.ts';
import type { NotebookOptions } from './commands/notebook.ts';
import { drawHere } from './draw-options.ts';
import { WRITERS, type WrittenFile } from './notebook-writers.ts';
import { regionsOption, tellIssues } from './session.ts';
import { Ended, STATUS, UsageError } from './status.ts';
import { progressBar } from './terminal.ts';
import { toolBuild, toolVersion } from './version.ts';
import { rememberingLoader } from './workspace-cache.ts';

/** One document to be made. */
interface Wanted {
  readonly source: SourceText;
  /** Where its pictures and its theme lie. */
  readonly folder: string;
  readonly language: Language;
  readonly region: string | undefined;
}

/** One document that was made. */
export interface MadeDocument {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly region?: string;
  readonly theme: ReportTheme;
  /** Endings and contents; written by whoever asked. */
  readonly files: readonly WrittenFile[];
  readonly issues: readonly Issue[];
  readonly computed: number;
  readonly cached: number;
}

/** What a whole build gave. */
export interface MadeNotebooks {
  readonly documents: readonly MadeDocument[];
  readonly issues: readonly Issue[];
  readonly sources: readonly SourceText[];
  readonly loaded?: Loaded;
  readonly examples: boolean;
}

/** Every issue of all notebooks in both languages. Charts are not drawn and code is not run, so what depends on code is not checked. */
export async function checkNotebooks(options: {
  readonly model?: string;
}): Promise<Pick<MadeNotebooks, 'issues' | 'sources'>> {
  const { build } = notebookBuilder({ ...options, to: '', set: [], lang: 'zh,en', out: '', port: '' }, undefined, true);
  const { issues, sources } = await build([]);
  return { issues: issues.filter(({ code }) => code !== 'cell-code' && code !== 'cell-dependency'), sources };
}

/** A builder remembers the model, and shapes of charts, from one build to the next. */
export function notebookBuilder(options: NotebookOptions, code?: CodeRunner, onlyCheck = false) {
  const remember = rememberingLoader();
  const renderer = createRenderer();

  return {
    build,
    /** Reads the model before it is needed, and loads what draws charts. */
    warm: async (): Promise<void> => {
      await remember(await readWorkspace(process.cwd(), options.model));
      await renderer.renderSvg({ data: { values: [{}] }, mark: 'point' });
    },
  };

  async function build(names: readonly string[]): Promise<MadeNotebooks> {
    const found = await findNotebooks(names);
    const workspace = await readWorkspace(process.cwd(), options.model);
    const hashes = hashWorkspace(workspace, toolBuild);
    let loaded: Loaded | undefined;
    const open = async () => (loaded = await withoutErrors(await remember(workspace)));
    const regions = options.for === undefined ? [undefined] : await regionsFor(await open(), options.for);
    const documents: MadeDocument[] = [];
    const issues: Issue[] = [];
    const sources: SourceText[] = [];
    for (const { file, folder, bytes } of found.files.values()) {
      const decoded = decodeText(file, bytes, 'utf-8');
      issues.push(...decoded.issues);
      sources.push(decoded.shown);
      const { source } = decoded;
      if (!source) continue;
      for (const language of languagesOf(source, options))
        for (const region of regions)
          documents.push(await buildOne({ source, folder, language, region }, workspace, hashes, open));
    }
    issues.push(...documents.flatMap((document) => document.issues));
    return {
      documents,
      issues: unrepeated(issues),
      sources: [...sources, ...(loaded?.sources ?? [])],
      ...(loaded ? { loaded } : {}),
      examples: found.examples,
    };
  }

  async function buildOne(
    { source, folder, language, region }: Wanted,
    workspace: WorkspaceOnDisk,
    hashes: WorkspaceHashes,
    load: () => Promise<Loaded>,
  ): Promise<MadeDocument> {
    const parsed = parseNotebook(source, language);
    const id = region === undefined ? parsed.id : `${parsed.id}-${region}`;
    const cache = await openCache(path.join('.cache', 'notebooks', `${id}.${language}.json`));
    const drawer = chartDrawer(cache, renderer);
    const theme = await themeFor(parsed, folder);
    const bar = progressBar(`building ${id} (${language})`, parsed.cells.length + parsed.numbers.length);
    const tools: BuildTools = {
      workspace,
      load,
      cache,
      draw: (spec) => (onlyCheck ? Promise.resolve({ svg: '', width: 1, height: 1 }) : drawer.draw(spec)),
      drawRun: (run, asked) => drawHere(run, asked, undefined),
      ...(code ? { runCode: code(workspace) } : {}),
      picture: (address) => readPicture(folder, address),
      ...(theme.theme ? { theme: theme.theme } : {}),
      version: toolVersion,
      hashes,
      step: () => bar.step(),
    };
    const result = await buildNotebook(parsed, parametersFor(parsed, options, region), tools);
    const notebook = result.notebook && { ...result.notebook, id };
    const files: WrittenFile[] = [];
    for (const format of notebook && !onlyCheck ? formatsOf(options) : [])
      if (notebook) files.push(...((await WRITERS[format]?.(notebook, { drawer, source })) ?? []));
    bar.end();
    await (onlyCheck ? keepIfAllowed(cache) : cache.save('used'));
    return {
      id,
      title: notebook?.title ?? id,
      language,
      ...(region === undefined ? {} : { region }),
      theme: notebook?.theme ?? themeOf({}),
      files,
      issues: [...result.issues, ...theme.issues],
      computed: result.computed,
      cached: result.cached,
    };
  }
}

/** Lets TypeScript cells run, for one workspace. */
export type CodeRunner = (workspace: WorkspaceOnDisk) => NonNullable<BuildTools['runCode']>;

/** The formats behind --to. */
export function formatsOf({ to }: Pick<NotebookOptions, 'to'>): readonly string[] {
  return to.split(',').map((format) => {
    if (!Object.hasOwn(WRITERS, format.trim()))
      throw new UsageError(`--to knows ${Object.keys(WRITERS).join(', ')}, not "${format.trim()}"`);
    return format.trim();
  });
}

/** Notebooks by id or by file; all of the workspace when none is named. */
export async function findNotebooks(names: readonly string[]): Promise<NotebookFolder> {
  const all = await readNotebooks(process.cwd());
  if (names.length === 0) {
    if (all.files.size === 0) throw new UsageError('there are no notebooks here', 'tujing notebook new my-report');
    return all;
  }
  const files = new Map<string, NotebookFile>();
  for (const name of names) {
    const known = all.files.get(name);
    if (known) files.set(name, known);
    else if (name.endsWith('.md')) for (const [id, one] of await readNotebookFile(name)) files.set(id, one);
    else {
      const close = nearest(name, all.files.keys());
      throw new UsageError(
        `unknown notebook "${name}"`,
        close === undefined ? '`tujing notebook list` prints all; a file ends in .md' : `did you mean "${close}"?`,
      );
    }
  }
  return { ...all, files };
}

async function withoutErrors(loaded: Loaded): Promise<Loaded> {
  const errors = loaded.issues.filter((issue) => issue.severity === 'error');
  if (errors.length === 0 && loaded.model && loaded.program) return loaded;
  await tellIssues(errors, loaded.sources, false);
  throw new Ended(STATUS.wrongInput);
}

async function regionsFor({ model }: Loaded, selector: string): Promise<readonly string[]> {
  return model ? [...((await regionsOption(model, selector)) ?? [])] : [];
}

function languagesOf(source: SourceText, { lang }: NotebookOptions): readonly Language[] {
  if (lang === undefined) return [parseNotebook(source, 'zh').front?.language ?? 'zh'];
  return lang.split(',').map((text) => {
    const language = text.trim();
    if (language === 'zh' || language === 'en') return language;
    throw new UsageError(`--lang knows zh and en, not "${language}"`);
  });
}

/** `--set` and `--for`; a parameter that the notebook does not have is a mistake. */
function parametersFor(parsed: ParsedNotebook, options: NotebookOptions, region: string | undefined): Parameters {
  const declared = parsed.front?.parameters ?? new Map<string, string | number>();
  const given = new Map<string, string | number>();
  if (!parsed.front) return given;
  if (region !== undefined && !declared.has('region'))
    throw new UsageError(
      `${parsed.source.file} has no parameter "region", so it would be the same for every region`,
      'add "parameters: {region: ID}" to its head and write $region in its cells',
    );
  for (const pair of options.set) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    const before = declared.get(name);
    if (before === undefined) {
      const close = nearest(name, declared.keys());
      throw new UsageError(
        `${parsed.source.file} has no parameter "${name === '' ? pair : name}"`,
        close === undefined
          ? declared.size === 0
            ? 'parameters are declared in its head: parameters: {region: ID}'
            : `it has ${[...declared.keys()].join(', ')}; write --set NAME=VALUE`
          : `did you mean "${close}"?`,
      );
    }
    if (typeof before === 'number' && !/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value))
      throw new UsageError(`parameter "${name}" is a number, not "${value}"`);
    given.set(name, typeof before === 'number' ? Number(value) : value);
  }
  if (region !== undefined) given.set('region', region);
  return given;
}

/** The theme of a file beside the notebook. */
async function themeFor(
  parsed: ParsedNotebook,
  folder: string,
): Promise<{ readonly theme?: ReportTheme; readonly issues: readonly Issue[] }> {
  const name = parsed.front?.themeFile;
  if (parsed.front === undefined || name === undefined) return { issues: [] };
  const place = parsed.front.document.place(['theme']);
  const bytes = await readBeside(folder, name);
  if (!bytes)
    return {
      issues: [
        notebookError(
          'notebook-theme',
          `there is no theme "${name}" beside the notebook`,
          place,
          'name a YAML file in the folder of notebooks',
        ),
      ],
    };
  return readTheme(name, bytes);
}

function unrepeated(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const key = JSON.stringify([issue.code, issue.message, issue.place]);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** A check uses no drawings and must not drop those of the last build; a folder that cannot be written to can be checked. */
async function keepIfAllowed(cache: BuildCache): Promise<void> {
  try {
    await cache.save('all');
  } catch (error) {
    if (!(error instanceof SystemRefusal)) throw error;
  }
}
