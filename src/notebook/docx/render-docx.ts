// A built notebook as a Word document (ECMA-376 Part 1, transitional). Written part by part and not with a library: fields
// need the results that readers see, the marks a part of their own, and the bytes must not depend on clock or chance.

import type { BuiltNotebook } from '../document.ts';
import { markedPictures } from '../marked-pictures.ts';
import { marksOf } from '../marks.ts';
import { plainText } from '../plain-text.ts';
import { writeZip } from '../zip.ts';
import { blocksOf, paragraph } from './blocks.ts';
import { Draft, type Heading } from './draft.ts';
import * as parts from './parts.ts';
import { textRun } from './runs.ts';
import { numberingPart, stylesPart } from './styles.ts';
import { DOCUMENT_WORDS } from './words.ts';
import { el, escapeXml, part, val } from './xml.ts';

/** Contents are listed from this number of headings on. */
const MIN_HEADINGS = 4;

/**
 * The document as the bytes of a .docx. `pictures` holds the PNG of every figure by its provenance's id, at two pixels
 * a px, and those of pictures in the prose by address (without one its alternative text stands there).
 * Throws where a figure's picture is missing or is no PNG. The same input gives the same bytes.
 */
export function renderDocx(built: BuiltNotebook, pictures: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const draft = new Draft(built, markedPictures(built, pictures));
  const text = blocksOf(draft, built.root.children);
  const body =
    titleOf(built) +
    contents(draft.headings, DOCUMENT_WORDS[built.language].contents) +
    text +
    (built.made === '' ? '' : paragraph('Note', textRun(built.made))) +
    pageSetup();
  const document = el('w:document', parts.CONTENT_NAMESPACES, el('w:body', {}, body));
  const hasFootnotes = draft.footnotes.length > 0;
  const noteRelations = parts.footnoteRelationships(draft);
  return writeZip([
    { name: '[Content_Types].xml', content: parts.contentTypes(hasFootnotes) },
    { name: '_rels/.rels', content: parts.packageRelationships() },
    { name: 'docProps/core.xml', content: parts.coreProperties(built) },
    { name: 'docProps/app.xml', content: parts.appProperties() },
    { name: 'word/document.xml', content: part(document) },
    { name: 'word/_rels/document.xml.rels', content: parts.documentRelationships(draft) },
    { name: 'word/styles.xml', content: stylesPart(built.theme, built.language) },
    { name: 'word/numbering.xml', content: numberingPart(draft.lists) },
    { name: 'word/settings.xml', content: parts.settingsPart(hasFootnotes) },
    { name: 'word/fontTable.xml', content: parts.fontTablePart(built) },
    { name: 'word/header1.xml', content: parts.headerPart(built) },
    { name: 'word/footer1.xml', content: parts.footerPart(built) },
    ...(hasFootnotes ? [{ name: 'word/footnotes.xml', content: parts.footnotesPart(draft) }] : []),
    ...(noteRelations === undefined ? [] : [{ name: 'word/_rels/footnotes.xml.rels', content: noteRelations }]),
    { name: 'customXml/item1.xml', content: parts.marksPart(JSON.stringify(marksOf(built))) },
    { name: 'customXml/itemProps1.xml', content: parts.marksProperties() },
    { name: 'customXml/_rels/item1.xml.rels', content: parts.marksRelationships() },
    ...[...draft.media].map(([name, content]) => ({ name: `word/media/${name}`, content })),
  ]);
}

/** The title, unless the notebook's own first heading says the same. */
function titleOf({ title, root }: BuiltNotebook): string {
  const first = root.children.find((node) => node.type !== 'yaml');
  return first?.type === 'heading' && plainText(first) === title ? '' : paragraph('Title', textRun(title));
}

/**
 * Contents as a field with its entries in place, each a link. Page numbers are not known before Word has set the pages:
 * they appear when the field is updated.
 */
function contents(headings: readonly Heading[], word: string): string {
  const listed = headings.filter(({ level }) => level <= 3);
  if (listed.length < MIN_HEADINGS) return '';
  const run = (kind: string) => el('w:r', {}, el('w:fldChar', { 'w:fldCharType': kind }));
  const begin = `${run('begin')}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r>${run('separate')}`;
  const top = Math.min(...listed.map(({ level }) => level));
  const entries = listed.map(({ level, text, bookmark }, k) =>
    paragraph(
      `TOC${level - top + 1}`,
      (k === 0 ? begin : '') +
        el(
          'w:hyperlink',
          { 'w:anchor': bookmark, 'w:history': 1 },
          `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`,
        ) +
        (k === listed.length - 1 ? run('end') : ''),
    ),
  );
  return el(
    'w:sdt',
    {},
    el(
      'w:sdtPr',
      {},
      val('w:id', 1_000_000),
      el('w:docPartObj', {}, val('w:docPartGallery', 'Table of Contents'), el('w:docPartUnique')),
    ),
    el('w:sdtContent', {}, paragraph('TOCHeading', textRun(word)), ...entries, paragraph('Normal', '')),
  );
}

/** A4, 25 mm at the sides. */
function pageSetup(): string {
  return el(
    'w:sectPr',
    {},
    el('w:headerReference', { 'w:type': 'default', 'r:id': parts.HEADER_ID }),
    el('w:footerReference', { 'w:type': 'default', 'r:id': parts.FOOTER_ID }),
    el('w:pgSz', { 'w:w': 11906, 'w:h': 16838 }),
    el('w:pgMar', {
      'w:top': 1440,
      'w:right': 1417,
      'w:bottom': 1304,
      'w:left': 1418,
      'w:header': 737,
      'w:footer': 624,
      'w:gutter': 0,
    }),
    el('w:docGrid', { 'w:linePitch': 312 }),
  );
}
