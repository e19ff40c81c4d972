// A built notebook's nodes as Markdown text: numbers between comments that name them, tables of results as tables.

import type { PhrasingContent, RootContent, Table, TableRow } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Language } from '../base/index.ts';
import type { CellErrorNode, FigureNode, ResultTableNode } from './document.ts';
import { DOCUMENT_WORDS } from './docx/words.ts';
import { joinLines } from './join-lines.ts';

/** Markdown of nodes; `picture` gives the address of a figure's picture, or undefined where it is shown otherwise. */
export function markdownOf(
  nodes: readonly RootContent[],
  language: Language,
  picture: (figure: FigureNode) => string | undefined,
): string {
  const children = nodes.flatMap((node) => plainBlocks(node, language, picture));
  return toMarkdown({ type: 'root', children }, { extensions: [gfmToMarkdown()], bullet: '-', rule: '-' });
}

function plainBlocks(
  node: RootContent,
  language: Language,
  picture: (figure: FigureNode) => string | undefined,
): readonly RootContent[] {
  switch (node.type) {
    case 'yaml':
      return [];
    case 'figure': {
      const url = picture(node);
      const image: PhrasingContent[] = url === undefined ? [] : [{ type: 'image', url, alt: node.alt }];
      return [
        comment(node.provenance.id),
        ...(image.length > 0 ? [{ type: 'paragraph', children: image } as const] : []),
        ...captionOf(node, language),
      ];
    }
    case 'resultTable': {
      const [caption, ...note] = captionOf(node, language);
      return [comment(node.provenance.id), ...(caption ? [caption] : []), tableOf(node), ...note];
    }
    case 'cellText':
      return [comment(node.provenance.id), { type: 'code', value: node.text }];
    case 'cellError':
      return [errorOf(node, language)];
    case 'html':
      return [{ type: 'paragraph', children: [{ type: 'text', value: node.value }] }];
    default:
      return [plain(node, language)];
  }
}

/** Numbers within a node become text between comments. */
function plain<T extends RootContent>(node: T, language: Language): T {
  if (node.type === 'text') return { ...node, value: joinLines(node.value) };
  if (node.type === 'html') return { type: 'text', value: node.value } as T; // nothing in a notebook acts
  if (!('children' in node)) return node;
  const children = (node.children as readonly RootContent[]).flatMap((child): readonly RootContent[] =>
    child.type === 'inlineNumber'
      ? [
          { type: 'html', value: `<!--${child.provenance.id}-->` },
          { type: 'text', value: child.text ?? DOCUMENT_WORDS[language].missing },
          { type: 'html', value: '<!--/-->' },
        ]
      : child.type === 'figure' ||
          child.type === 'resultTable' ||
          child.type === 'cellText' ||
          child.type === 'cellError'
        ? plainBlocks(child, language, () => undefined)
        : [plain(child, language)],
  );
  return { ...node, children } as T;
}

function comment(id: string): RootContent {
  return { type: 'html', value: `<!--${id}-->` };
}

/** Number and caption, and the note where there is one. */
export function captionOf(node: FigureNode | ResultTableNode, language: Language): readonly RootContent[] {
  const word = DOCUMENT_WORDS[language][node.type === 'figure' ? 'figure' : 'table'];
  const text = (value: string): PhrasingContent => ({ type: 'text', value });
  const paragraph = (...children: PhrasingContent[]): RootContent => ({ type: 'paragraph', children });
  return [
    paragraph({ type: 'strong', children: [text(`${word} ${node.number}`)] }, text(` ${node.caption}`)),
    ...(node.note === undefined ? [] : [paragraph({ type: 'emphasis', children: [text(node.note)] })]),
  ];
}

function tableOf({ columns, rows }: ResultTableNode): Table {
  const row = (cells: readonly string[]): TableRow => ({
    type: 'tableRow',
    children: cells.map((value) => ({ type: 'tableCell', children: [{ type: 'text', value }] })),
  });
  return {
    type: 'table',
    align: columns.map(({ align }) => align),
    children: [row(columns.map(({ title }) => title)), ...rows.map(row)],
  };
}

function errorOf({ issues, source }: CellErrorNode, language: Language): RootContent {
  const said = issues.flatMap(({ message, hint }) => [message, ...(hint === undefined ? [] : [hint])]).join('; ');
  return {
    type: 'blockquote',
    children: [
      {
        type: 'paragraph',
        children: [
          { type: 'strong', children: [{ type: 'text', value: `${DOCUMENT_WORDS[language].failed}${said}` }] },
        ],
      },
      { type: 'code', value: source },
    ],
  };
}
