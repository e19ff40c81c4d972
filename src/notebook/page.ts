// A built notebook as one page that works offline: contents, prose, interactive charts, tables, how it was made. Its policy
// allows the one style and the one script it holds; everything that a notebook says is text.

import type { Element, ElementContent, Root as HastRoot, Nodes, Properties } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Heading, Html, Nodes as MdastNodes } from 'mdast';
import { type Handler, type State, toHast } from 'mdast-util-to-hast';
import type { Issue } from '../base/index.ts';
import { formatIssue, type SourceOf } from '../text/index.ts';
import type {
  BuiltNotebook,
  CellErrorNode,
  CellTextNode,
  FigureNode,
  InlineNumberNode,
  ResultTableNode,
} from './document.ts';
import { escapeHtml, escapeJson } from './html.ts';
import { marksOf } from './marks.ts';
import { pageCss } from './page-style.ts';
import { MARK_ATTRIBUTE, MARKS_ELEMENT } from './read-document.ts';
import { walk } from './tree.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** What a page needs beside the notebook. */
export interface PageParts {
  /** Each chart's form for the browser, by the figure's id (`fig-1`). */
  readonly vega: ReadonlyMap<string, unknown>;
  /** The charts' runtime. */
  readonly script: string;
  /** SHA-256 of `script` in base64, for the content security policy. */
  readonly scriptHash: string;
  /** Finds the notebook's text, for the lines that errors point at. */
  readonly sourceOf: SourceOf;
}

/** The page, complete. The same input gives the same text. */
export function renderNotebookPage(notebook: BuiltNotebook, parts: PageParts): string {
  const words = DOCUMENT_WORDS[notebook.language];
  const figures: FigureNode[] = [];
  walk(notebook.root, (node) => {
    if (node.type === 'figure') figures.push(node as unknown as FigureNode);
  });
  const headings: { readonly id: string; readonly depth: number; readonly html: string }[] = [];
  const tree = toHast(notebook.root as MdastNodes, {
    handlers: handlersOf(notebook, parts.sourceOf, headings),
    clobberPrefix: 'note-',
    footnoteLabel: notebook.language === 'zh' ? '注' : 'Notes',
  }) as HastRoot;
  const body = toHtml(safeTree(tree), { allowDangerousHtml: true });
  const contents =
    headings.length < 2
      ? ''
      : `<nav aria-label="${words.contents}"><ol>${headings.map(({ id, depth, html }) => `<li class="toc-${depth}"><a href="#${id}">${html}</a></li>`).join('')}</ol></nav>`;
  const policy = `default-src 'none'; script-src 'sha256-${parts.scriptHash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  const charts = figures.flatMap(({ provenance: { id } }) => {
    const vega = parts.vega.get(id);
    return vega === undefined
      ? []
      : [`<script type="application/json" class="tj-chart" data-target="${id}-chart">${escapeJson(vega)}</script>`];
  });
  const { header, footer } = notebook.theme;
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="generator" content="tujing">
<title>${escapeHtml(notebook.title)}</title>
<style>${pageCss(notebook.theme, notebook.language)}</style>
</head>
<body>
<main>
${header === '' ? '' : `<p class="bar">${escapeHtml(header)}</p>`}
<h1>${escapeHtml(notebook.title)}</h1>
${contents}
${body}
<footer>${footer === '' ? '' : `<p>${escapeHtml(footer)}</p>`}<p>${escapeHtml(notebook.made)}</p></footer>
</main>
${charts.join('\n')}
<script type="application/json" id="${MARKS_ELEMENT}">${escapeJson(marksOf(notebook))}</script>
<script>${parts.script}</script>
</body>
</html>
`;
}

/** Cells up to this many characters stay on one line. */
const SHORT = 8;

function element(tagName: string, properties: Properties, children: ElementContent[] = []): Element {
  return { type: 'element', tagName, properties, children };
}

const text = (value: string) => ({ type: 'text' as const, value });

function handlersOf(
  notebook: BuiltNotebook,
  sourceOf: SourceOf,
  headings: { id: string; depth: number; html: string }[],
): Record<string, Handler> {
  const words = DOCUMENT_WORDS[notebook.language];
  const caption = (label: string, title: string, note: string | undefined): ElementContent[] => [
    element('strong', {}, [text(label)]),
    text(`　${title}`),
    ...(note === undefined ? [] : [element('span', { className: ['note'] }, [text(note)])]),
  ];
  const provenance = ({ fingerprint, id }: FigureNode['provenance']): Properties => ({
    id,
    [MARK_ATTRIBUTE]: id,
    'data-fingerprint': fingerprint,
  });
  return {
    html: (_state: State, node: Html) => text(node.value),
    heading(state: State, node: Heading) {
      // The page's own title is the only first-level heading.
      const depth = Math.min(6, node.depth + (hasFirstLevel(notebook) ? 1 : 0));
      const id = `h-${headings.length + 1}`;
      const children = state.all(node);
      if (depth <= 3) headings.push({ id, depth, html: toHtml({ type: 'root', children: withoutLinks(children) }) });
      return element(`h${depth}`, { id }, children);
    },
    figure(_state: State, node: FigureNode) {
      return element('figure', { ...provenance(node.provenance), className: ['chart'] }, [
        // The picture is ours, drawn from the specification: the one thing here that is markup already.
        element('div', { id: `${node.provenance.id}-chart` }, [
          { type: 'raw', value: node.svg } as unknown as ElementContent,
        ]),
        element('figcaption', {}, caption(words.figure(node.number), node.caption, node.note)),
      ]);
    },
    resultTable(_state: State, node: ResultTableNode) {
      const short = node.columns.map((_, c) => node.rows.every((row) => (row[c] ?? '').length <= SHORT));
      const cells = (tag: 'th' | 'td', row: readonly string[]) =>
        element(
          'tr',
          {},
          row.map((cell, c) =>
            element(
              tag,
              {
                className: [node.columns[c]?.align ?? 'left', ...(short[c] ? ['short'] : [])],
                ...(tag === 'th' ? { scope: 'col' } : {}),
              },
              [text(cell)],
            ),
          ),
        );
      const head = element('thead', {}, [
        cells(
          'th',
          node.columns.map((column) => column.title),
        ),
      ]);
      const body = element(
        'tbody',
        {},
        node.rows.map((row) => cells('td', row)),
      );
      return element('figure', { ...provenance(node.provenance), className: ['table'] }, [
        element('figcaption', {}, caption(words.table(node.number), node.caption, undefined)),
        element('div', { className: ['wide'] }, [element('table', {}, [head, body])]),
        ...(node.note === undefined ? [] : [element('p', { className: ['note'] }, [text(node.note)])]),
      ]);
    },
    cellText: (_state: State, node: CellTextNode) =>
      element('pre', { ...provenance(node.provenance), className: ['text'] }, [text(node.text)]),
    inlineNumber: (_state: State, node: InlineNumberNode) =>
      node.text === undefined
        ? element('mark', { ...provenance(node.provenance), className: ['gap'], title: node.issue?.message ?? '' }, [
            text(`[${words.failedNumber}]`),
          ])
        : element('span', { ...provenance(node.provenance), className: ['number'] }, [text(node.text)]),
    cellError: (_state: State, node: CellErrorNode) =>
      element('div', { className: ['failed'], role: 'alert' }, [
        element('p', {}, [element('strong', {}, [text(words.failed)])]),
        ...node.issues.map((issue: Issue) => element('pre', {}, [text(formatIssue(issue, sourceOf))])),
      ]),
  } as unknown as Record<string, Handler>;
}

function hasFirstLevel({ root }: BuiltNotebook): boolean {
  return root.children.some((node) => node.type === 'heading' && node.depth === 1);
}

function withoutLinks(nodes: ElementContent[]): ElementContent[] {
  return nodes.flatMap((node) =>
    node.type === 'element' && node.tagName === 'a' ? withoutLinks(node.children) : [node],
  );
}

/** Links lead to the web, to mail, or within the page; anything else loses its address. */
function safeTree(tree: HastRoot): Nodes {
  const visit = (node: Nodes): void => {
    if (node.type === 'element') {
      const { href } = node.properties;
      if (href !== undefined && !/^(https?:|mailto:|#)/i.test(String(href))) delete node.properties.href;
      if (node.tagName === 'img' && !String(node.properties.src ?? '').startsWith('data:image/'))
        delete node.properties.src;
    }
    if ('children' in node) for (const child of node.children) visit(child as Nodes);
  };
  visit(tree);
  return tree;
}
