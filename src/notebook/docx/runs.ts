// Text within a paragraph: mdast phrasing content → runs, links, footnote references and tagged numbers.

import type { PhrasingContent } from 'mdast';
import type { InlineNumberNode } from '../document.ts';
import { joinLines } from '../join-lines.ts';
import type { Draft } from './draft.ts';
import { pictureRun } from './pictures.ts';
import { DOCUMENT_WORDS } from './words.ts';
import { el, escapeXml, val } from './xml.ts';

/** How the text around is set; each mark adds to it. */
export interface RunFormat {
  readonly style?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
}

/** Runs of several nodes. */
export function runsOf(draft: Draft, nodes: readonly PhrasingContent[], format: RunFormat = {}): string {
  return nodes.map((node) => runOf(draft, node, format)).join('');
}

/** One run of text; line breaks and tabs become Word's. */
export function textRun(text: string, format: RunFormat = {}): string {
  const pieces = text.split(/([\n\t])/).map((piece) => {
    if (piece === '\n') return el('w:br');
    if (piece === '\t') return el('w:tab');
    return piece === '' ? '' : `<w:t xml:space="preserve">${escapeXml(piece)}</w:t>`;
  });
  return pieces.join('') === '' ? '' : el('w:r', {}, runProperties(format), ...pieces);
}

/** A field with the result that readers see until it is updated. */
export function field(instruction: string, result: string, format: RunFormat = {}): string {
  const mark = (kind: string) => el('w:r', {}, runProperties(format), el('w:fldChar', { 'w:fldCharType': kind }));
  const code = `<w:instrText xml:space="preserve"> ${escapeXml(instruction)} </w:instrText>`;
  return `${mark('begin')}${el('w:r', {}, runProperties(format), code)}${mark('separate')}${textRun(result, format)}${mark('end')}`;
}

function runProperties({ style, bold, italic, strike }: RunFormat): string {
  const inner = [
    style === undefined ? '' : val('w:rStyle', style),
    bold ? el('w:b') + el('w:bCs') : '',
    italic ? el('w:i') + el('w:iCs') : '',
    strike ? el('w:strike') : '',
  ].join('');
  return inner === '' ? '' : el('w:rPr', {}, inner);
}

function runOf(draft: Draft, node: PhrasingContent, format: RunFormat): string {
  switch (node.type) {
    case 'text':
      return textRun(joinLines(node.value), format);
    case 'strong':
      return runsOf(draft, node.children, { ...format, bold: true });
    case 'emphasis':
      return runsOf(draft, node.children, { ...format, italic: true });
    case 'delete':
      return runsOf(draft, node.children, { ...format, strike: true });
    case 'inlineCode':
      return textRun(node.value, { ...format, style: 'CodeCharacter' });
    case 'break':
      return el('w:r', {}, el('w:br'));
    case 'html':
      return textRun(node.value, format);
    case 'link':
      return linkRun(draft, node.url, runsOf(draft, node.children, linkFormat(node.url, format)));
    case 'linkReference': {
      const url = draft.definitions.get(node.identifier)?.url ?? '';
      return linkRun(draft, url, runsOf(draft, node.children, linkFormat(url, format)));
    }
    case 'image':
      return pictureRun(draft, node.url, node.alt ?? '') ?? textRun(node.alt ?? '', { ...format, italic: true });
    case 'imageReference': {
      const url = draft.definitions.get(node.identifier)?.url ?? '';
      return pictureRun(draft, url, node.alt ?? '') ?? textRun(node.alt ?? '', { ...format, italic: true });
    }
    case 'footnoteReference':
      return footnoteRun(draft, node.identifier);
    case 'inlineNumber':
      return numberRun(draft, node, format);
  }
}

/** Addresses that a document may link to. */
function mayLink(url: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(url);
}

function linkFormat(url: string, format: RunFormat): RunFormat {
  return mayLink(url) ? { ...format, style: 'Hyperlink' } : format;
}

function linkRun(draft: Draft, url: string, runs: string): string {
  return mayLink(url) ? el('w:hyperlink', { 'r:id': draft.relate('hyperlink', url) }, runs) : runs;
}

function footnoteRun(draft: Draft, identifier: string): string {
  const text = draft.footnoteTexts.get(identifier);
  if (!text) return '';
  const style = el('w:rPr', {}, val('w:rStyle', 'FootnoteReference'));
  const id = draft.addFootnote((number) => {
    const mark = el('w:r', {}, style, el('w:footnoteRef')) + textRun(' ');
    const paragraphs = text.children.flatMap((child) => (child.type === 'paragraph' ? [child] : []));
    const written = paragraphs.map(({ children }, k) =>
      el('w:p', {}, el('w:pPr', {}, val('w:pStyle', 'FootnoteText')), k === 0 ? mark : '', runsOf(draft, children)),
    );
    return el('w:footnote', { 'w:id': number }, ...written);
  });
  return id === undefined ? '' : el('w:r', {}, style, el('w:footnoteReference', { 'w:id': id }));
}

/** A number that could not be had is a gap that nobody overlooks. */
function numberRun(draft: Draft, node: InlineNumberNode, format: RunFormat): string {
  const run =
    node.text === undefined
      ? textRun(DOCUMENT_WORDS[draft.built.language].missing, { ...format, style: 'MissingNumber' })
      : textRun(node.text, format);
  return draft.marked(node.provenance.id, run);
}
