// Builds notebooks of the tests in memory, against the shipped package.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chartDrawer } from '../../src/io/notebook-charts.ts';
import type { BuildCache } from '../../src/io/notebook-files.ts';
import {
  type BuildResult,
  type BuildTools,
  type BuiltNotebook,
  buildNotebook,
  hashWorkspace,
  type InlineNumberNode,
  type Parameters,
  parseNotebook,
  type ResultTableNode,
} from '../../src/notebook/index.ts';
import { type Loaded, load, type Workspace } from '../../src/pipeline.ts';
import { formatIssue } from '../../src/text/index.ts';
import { realWorkspace } from '../worlds/real.ts';

export const SMALL = readFileSync(
  path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixtures', 'small.md'),
  'utf8',
);

let shared: Promise<{ readonly workspace: Workspace; readonly loaded: Loaded }> | undefined;

async function world() {
  shared ??= realWorkspace().then(async (workspace) => ({ workspace, loaded: await load(workspace) }));
  return shared;
}

/** A cache in memory; `entries` may be looked into. */
export function memoryCache(): BuildCache & { readonly entries: Map<string, unknown> } {
  const entries = new Map<string, unknown>();
  return {
    entries,
    get: async (key) => entries.get(key),
    put: async (key, value) => void entries.set(key, value),
    save: async () => undefined,
  };
}

export interface Building {
  readonly language?: 'zh' | 'en';
  readonly parameters?: Parameters;
  readonly cache?: BuildCache;
  readonly tools?: Partial<BuildTools>;
  /** Draw charts; else pictures are empty. */
  readonly draw?: boolean;
  readonly workspace?: (workspace: Workspace) => Workspace;
}

/** Builds a text as the file `notebooks/n.md`. */
export async function build(text: string, options: Building = {}): Promise<BuildResult> {
  const { workspace: shipped, loaded } = await world();
  const workspace = options.workspace?.(shipped) ?? shipped;
  const cache = options.cache ?? memoryCache();
  return buildNotebook(
    parseNotebook({ file: 'notebooks/n.md', text }, options.language ?? 'zh'),
    options.parameters ?? new Map(),
    {
      workspace,
      load: async () => (workspace === shipped ? loaded : load(workspace)),
      cache,
      draw: (spec) =>
        options.draw ? chartDrawer(cache).draw(spec) : Promise.resolve({ svg: '<svg/>', width: 1, height: 1 }),
      picture: async () => undefined,
      version: 'test',
      hashes: hashWorkspace(workspace, 'test'),
      ...options.tools,
    },
  );
}

/** Issues as a person sees them. */
export function told(text: string, { issues }: Pick<BuildResult, 'issues'>): string {
  const source = { file: 'notebooks/n.md', text };
  return issues.map((issue) => formatIssue(issue, (file) => (file === source.file ? source : undefined))).join('\n');
}

/** A notebook with this body. */
export const withHead = (body: string, head = 'title: t') => `---\n${head}\n---\n\n${body}\n`;

/** Numbers as printed, in the order of the document; undefined for gaps. */
export function numbersOf(notebook: BuiltNotebook | undefined): readonly (string | undefined)[] {
  const found: (string | undefined)[] = [];
  const visit = (node: object): void => {
    if ('type' in node && node.type === 'inlineNumber') found.push((node as InlineNumberNode).text);
    if ('children' in node) for (const child of node.children as object[]) visit(child);
  };
  if (notebook) visit(notebook.root);
  return found;
}

/** Tables in the order of the document. */
export function tablesOf(notebook: BuiltNotebook | undefined): readonly ResultTableNode[] {
  return (notebook?.root.children ?? []).flatMap((node) => (node.type === 'resultTable' ? [node] : []));
}
