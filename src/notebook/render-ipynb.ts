// A built notebook for Jupyter (nbformat 4.5): prose in Markdown cells, each cell of the notebook as a code cell with what
// it gave. Charts carry Vega-Lite under the media type that JupyterLab and VS Code draw, and a PNG for all others.

import type { RootContent } from 'mdast';
import type { BuiltNotebook, CellErrorNode, FigureNode, ResultTableNode } from './document.ts';
import { escapeHtml } from './html.ts';
import { markedPictures } from './marked-pictures.ts';
import { marksOf } from './marks.ts';
import { captionOf, markdownOf } from './to-markdown.ts';

/** Neither JupyterLab 4.6 nor VS Code knows `v6`; both draw our specifications under `v5`. */
const VEGA_LITE = 'application/vnd.vegalite.v5+json';
const SCHEMA_V5 = 'https://vega.github.io/schema/vega-lite/v5.json';

type Cell = Readonly<Record<string, unknown>>;
type CellNode = FigureNode | ResultTableNode | CellErrorNode | Extract<RootContent, { type: 'cellText' }>;

/** The notebook as the text of an .ipynb. The same input gives the same bytes. */
export function renderIpynb(built: BuiltNotebook, pictures: ReadonlyMap<string, Uint8Array>): string {
  const marked = markedPictures(built, pictures);
  const hasTitle = built.root.children.some((node) => node.type === 'heading' && node.depth === 1);
  const cells: Cell[] = [];
  const prose = (nodes: readonly RootContent[], before = '') => {
    const text = `${before}${markdownOf(nodes, built.language, () => undefined)}`.trim();
    if (text !== '') cells.push(markdownCell(`text-${cells.length + 1}`, text));
  };
  let open: RootContent[] = [];
  let before = hasTitle ? '' : `# ${built.title}\n\n`;
  for (const node of built.root.children) {
    if (!isCell(node)) {
      open.push(node);
      continue;
    }
    prose(open, before);
    cells.push(codeCell(node, cells.length + 1, marked));
    before = '';
    // The caption of a figure or table opens the text that follows.
    open = node.type === 'figure' || node.type === 'resultTable' ? [...captionOf(node, built.language)] : [];
  }
  prose(open, before);
  if (built.made !== '') cells.push(markdownCell('made', built.made));
  const notebook = {
    cells,
    metadata: { language_info: { name: 'yaml' }, title: built.title, tujing: marksOf(built) },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function isCell(node: RootContent): node is CellNode {
  return ['figure', 'resultTable', 'cellText', 'cellError'].includes(node.type);
}

function markdownCell(id: string, text: string): Cell {
  return { cell_type: 'markdown', id, metadata: {}, source: lines(text) };
}

function codeCell(node: CellNode, place: number, pictures: ReadonlyMap<string, Uint8Array>): Cell {
  const provenance = node.type === 'cellError' ? undefined : node.provenance;
  return {
    cell_type: 'code',
    execution_count: null,
    id: provenance?.id ?? `failed-${place}`,
    metadata: {
      jupyter: { source_hidden: provenance !== undefined },
      ...(provenance ? { tujing: { id: provenance.id, fingerprint: provenance.fingerprint } } : {}),
    },
    outputs: [outputOf(node, pictures)],
    source: lines(node.type === 'cellError' ? node.source : node.provenance.source),
  };
}

function outputOf(node: CellNode, pictures: ReadonlyMap<string, Uint8Array>): Cell {
  if (node.type === 'cellError')
    return {
      output_type: 'error',
      ename: node.issues[0]?.code ?? 'error',
      evalue: node.issues[0]?.message ?? '',
      traceback: node.issues.flatMap(({ message, hint }) => [message, ...(hint === undefined ? [] : [`  ${hint}`])]),
    };
  return { output_type: 'display_data', data: dataOf(node, pictures), metadata: {} };
}

function dataOf(node: Exclude<CellNode, CellErrorNode>, pictures: ReadonlyMap<string, Uint8Array>): Cell {
  if (node.type === 'cellText') return { 'text/plain': lines(node.text) };
  if (node.type === 'resultTable') {
    const rows = [node.columns.map(({ title }) => title), ...node.rows];
    return { 'text/html': lines(htmlTable(node)), 'text/plain': lines(rows.map((row) => row.join('\t')).join('\n')) };
  }
  const png = pictures.get(node.provenance.id);
  return {
    [VEGA_LITE]: { ...node.spec, $schema: SCHEMA_V5 },
    ...(png ? { 'image/png': base64(png) } : {}),
    'text/plain': lines(node.alt),
  };
}

function htmlTable({ columns, rows }: ResultTableNode): string {
  const cell = (tag: 'th' | 'td', text: string, k: number) =>
    `<${tag} style="text-align: ${columns[k]?.align ?? 'left'}">${escapeHtml(text)}</${tag}>`;
  const row = (tag: 'th' | 'td', cells: readonly string[]) =>
    `<tr>${cells.map((text, k) => cell(tag, text, k)).join('')}</tr>`;
  return [
    '<table>',
    `<thead>${row(
      'th',
      columns.map(({ title }) => title),
    )}</thead>`,
    '<tbody>',
    ...rows.map((cells) => row('td', cells)),
    '</tbody>',
    '</table>',
  ].join('\n');
}

/** A text as nbformat stores it: a list of lines, each with its end. */
function lines(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(pieces.join(''));
}
