// Blocks: headings, paragraphs, lists, quotes, code, tables, figures, cells that failed.

import type { List, ListItem, RootContent } from 'mdast';
import type { CellErrorNode, FigureNode, ResultTableNode } from '../document.ts';
import { plainText } from '../plain-text.ts';
import type { Draft } from './draft.ts';
import { pictureRun } from './pictures.ts';
import { field, runsOf, textRun } from './runs.ts';
import { proseTable, resultTable } from './tables.ts';
import { DOCUMENT_WORDS } from './words.ts';
import { el, val } from './xml.ts';

/** Where a block stands: paragraphs in lists and quotes have other styles. */
interface Around {
  readonly style: string;
  readonly list?: { readonly id: number; readonly level: number };
  /** Paragraphs of an item after its first stand below it without a mark. */
  readonly continues?: boolean;
}

const PROSE: Around = { style: 'BodyText' };

/** All blocks of a document. */
export function blocksOf(draft: Draft, nodes: readonly RootContent[], around: Around = PROSE): string {
  return nodes.map((node) => blockOf(draft, node, around)).join('');
}

/** A paragraph of a style. */
export function paragraph(style: string, runs: string, properties = ''): string {
  return el('w:p', {}, el('w:pPr', {}, val('w:pStyle', style), properties), runs);
}

function blockOf(draft: Draft, node: RootContent, around: Around): string {
  switch (node.type) {
    case 'heading':
      return heading(draft, Math.min(6, node.depth), runsOf(draft, node.children), plainText(node));
    case 'paragraph':
      return paragraph(around.style, runsOf(draft, node.children), listProperties(around));
    case 'list':
      return listOf(draft, node, around);
    case 'blockquote':
      return blocksOf(draft, node.children, { style: 'Quote' });
    case 'code':
      return paragraph('Code', textRun(node.value));
    case 'html':
      return paragraph('Code', textRun(node.value));
    case 'thematicBreak':
      return paragraph(
        'Normal',
        '',
        el('w:pBdr', {}, el('w:bottom', { 'w:val': 'single', 'w:sz': 6, 'w:space': 1, 'w:color': '9AA5AD' })),
      );
    case 'table':
      return proseTable(draft, node) + afterTable();
    case 'figure':
      return draft.marked(node.provenance.id, figure(draft, node));
    case 'resultTable':
      return draft.marked(node.provenance.id, captionedTable(draft, node));
    case 'cellText':
      return draft.marked(node.provenance.id, paragraph('Code', textRun(node.text)));
    case 'cellError':
      return cellError(draft, node);
    case 'listItem':
      return itemOf(draft, node, around);
    case 'yaml':
    case 'definition':
    case 'footnoteDefinition':
      return ''; // not shown where they stand
    case 'tableRow':
    case 'tableCell':
      return ''; // only within tables
    default:
      return paragraph(around.style, runsOf(draft, [node]), listProperties(around));
  }
}

function heading(draft: Draft, level: number, runs: string, text: string): string {
  const id = draft.nextId();
  const bookmark = `_Toc${String(id).padStart(8, '0')}`;
  draft.headings.push({ level, text, bookmark });
  const marked = el('w:bookmarkStart', { 'w:id': id, 'w:name': bookmark }) + runs + el('w:bookmarkEnd', { 'w:id': id });
  return paragraph(`Heading${level}`, marked);
}

function listProperties({ list, continues }: Around): string {
  if (!list) return '';
  return continues
    ? el('w:ind', { 'w:left': 420 * (list.level + 1) })
    : el('w:numPr', {}, val('w:ilvl', list.level), val('w:numId', list.id));
}

function listOf(draft: Draft, node: List, around: Around): string {
  const level = Math.min(5, around.list ? around.list.level + 1 : 0);
  const id = draft.lists.length + 1;
  draft.lists.push({ id, ordered: node.ordered === true, start: node.start ?? 1 });
  return node.children.map((item) => itemOf(draft, item, { style: 'ListParagraph', list: { id, level } })).join('');
}

function itemOf(draft: Draft, item: ListItem, around: Around): string {
  const box = item.checked === true ? '☑ ' : item.checked === false ? '☐ ' : '';
  return item.children
    .map((child, k) => {
      if (k === 0 && child.type === 'paragraph')
        return paragraph(around.style, textRun(box) + runsOf(draft, child.children), listProperties(around));
      return blockOf(draft, child, { ...around, continues: true });
    })
    .join('');
}

function caption(draft: Draft, kind: 'figure' | 'table', number: number, text: string): string {
  const words = DOCUMENT_WORDS[draft.built.language];
  const keep = kind === 'table' ? el('w:keepNext') + el('w:spacing', { 'w:before': 200 }) : '';
  return paragraph(
    'Caption',
    textRun(`${words[kind]} `) +
      field(`SEQ ${words[kind]} \\* ARABIC`, String(number)) +
      textRun(`${words.afterNumber}${text}`),
    keep,
  );
}

function figure(draft: Draft, node: FigureNode): string {
  const picture = pictureRun(draft, node.provenance.id, node.alt, node.caption, node);
  if (picture === undefined) throw new Error(`no picture of "${node.provenance.id}" was handed in`);
  return paragraph('Figure', picture) + caption(draft, 'figure', node.number, node.caption) + noteBelow(node.note);
}

function captionedTable(draft: Draft, node: ResultTableNode): string {
  return (
    caption(draft, 'table', node.number, node.caption) +
    resultTable(node) +
    (node.note === undefined ? afterTable() : noteBelow(node.note))
  );
}

function noteBelow(note: string | undefined): string {
  return note === undefined ? '' : paragraph('Note', textRun(note));
}

/** Word joins two tables that follow one another; an empty line of little height parts them. */
function afterTable(): string {
  return paragraph(
    'Normal',
    '',
    el('w:spacing', { 'w:before': 0, 'w:after': 0, 'w:line': 160, 'w:lineRule': 'exact' }),
  );
}

function cellError(draft: Draft, node: CellErrorNode): string {
  const { failed } = DOCUMENT_WORDS[draft.built.language];
  const said = node.issues.flatMap(({ message, hint }) => [message, ...(hint === undefined ? [] : [`  ${hint}`])]);
  const lines = [
    textRun(`${failed}${said.join('\n')}`, { bold: true }),
    textRun(node.source, { style: 'CodeCharacter' }),
  ];
  return lines.map((runs) => paragraph('CellError', runs)).join('') + afterTable();
}
