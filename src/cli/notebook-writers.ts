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

/** Figures stand where cells do: at the top level of the document. */
function figuresOf(notebook: BuiltNotebook): readonly FigureNode[] {
  return notebook.root.children.flatMap((node) => (node.type === 'figure' ? [node] : []));
}
