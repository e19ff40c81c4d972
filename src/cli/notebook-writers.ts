// What a built notebook is written to, by the word behind --to. Adding a format is a line here.

import { createHash } from 'node:crypto';
import type { ChartDrawer } from '../io/notebook-charts.ts';
import type { BuiltNotebook, FigureNode } from '../notebook/index.ts';
import type { SourceText } from '../text/index.ts';

/** What writers may use. */
export interface WriterTools {
  readonly drawer: ChartDrawer;
  readonly source: SourceText;
}

/** A file to write: its ending, and its bytes. */
export interface WrittenFile {
  /** Behind the document's name: `.html`. */
  readonly ending: string;
  readonly content: string | Uint8Array;
}

/** Formats by name. */
export const WRITERS: Readonly<
  Record<string, (notebook: BuiltNotebook, tools: WriterTools) => Promise<readonly WrittenFile[]>>
> = {
  html: writePage,
  docx: writeWord,
  ipynb: writeJupyter,
  md: writeMarkdown,
};

let runtime: { readonly script: string; readonly scriptHash: string } | undefined; // the same for every page

async function writePage(notebook: BuiltNotebook, { drawer, source }: WriterTools): Promise<readonly WrittenFile[]> {
  const [{ renderNotebookPage }, { readRuntime }] = await Promise.all([
    import('../notebook/index.ts'),
    import('../io/report-script.ts'),
  ]);
  if (!runtime) {
    const script = await readRuntime();
    runtime = { script, scriptHash: createHash('sha256').update(script).digest('base64') };
  }
  const vega = new Map<string, unknown>();
  for (const { provenance, spec } of figuresOf(notebook)) vega.set(provenance.id, await drawer.compile(spec));
  const sourceOf = (file: string) => (file === source.file ? source : undefined);
  return [{ ending: '.html', content: renderNotebookPage(notebook, { vega, ...runtime, sourceOf }) }];
}

async function writeWord(notebook: BuiltNotebook): Promise<readonly WrittenFile[]> {
  const { renderDocx } = await import('../notebook/index.ts');
  return [{ ending: '.docx', content: renderDocx(notebook, await picturesOf(notebook)) }];
}

async function writeJupyter(notebook: BuiltNotebook): Promise<readonly WrittenFile[]> {
  const { renderIpynb } = await import('../notebook/index.ts');
  return [{ ending: '.ipynb', content: renderIpynb(notebook, await picturesOf(notebook)) }];
}

/** The text, and beside it a folder of pictures. */
async function writeMarkdown(notebook: BuiltNotebook): Promise<readonly WrittenFile[]> {
  const { renderMarkdown } = await import('../notebook/index.ts');
  const named = { ...notebook, id: `${notebook.id}.${notebook.language}` };
  const files = renderMarkdown(named, await picturesOf(notebook));
  return files.map(({ name, content }) => ({ ending: name.slice(named.id.length), content }));
}

/** PNG of every figure by its id, and of the PNG pictures of the prose by their data address. */
async function picturesOf(notebook: BuiltNotebook): Promise<ReadonlyMap<string, Uint8Array>> {
  const { renderPngInBackground } = await import('../io/render.ts');
  const pictures = new Map<string, Uint8Array>();
  for (const { provenance, svg } of figuresOf(notebook)) pictures.set(provenance.id, await renderPngInBackground(svg));
  for (const url of addressesIn(notebook.root.children)) {
    const [, base64] = /^data:image\/png;base64,(.*)$/.exec(url) ?? [];
    if (base64 !== undefined) pictures.set(url, Buffer.from(base64, 'base64'));
  }
  return pictures;
}

function addressesIn(nodes: BuiltNotebook['root']['children']): readonly string[] {
  return nodes.flatMap((node) =>
    node.type === 'image' ? [node.url] : 'children' in node ? addressesIn(node.children) : [],
  );
}

/** Figures stand where cells do: at the top level of the document. */
function figuresOf(notebook: BuiltNotebook): readonly FigureNode[] {
  return notebook.root.children.flatMap((node) => (node.type === 'figure' ? [node] : []));
}
