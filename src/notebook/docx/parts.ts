// The parts of a Word package around the text: what kinds of parts there are, who refers to whom, head and foot of pages.

import type { BuiltNotebook } from '../document.ts';
import { paragraph } from './blocks.ts';
import type { Draft, Relation } from './draft.ts';
import { field, textRun } from './runs.ts';
import { firstFont, W } from './styles.ts';
import { DOCUMENT_WORDS } from './words.ts';
import { el, escapeXml, part, val } from './xml.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** What parts with text and pictures declare. */
export const CONTENT_NAMESPACES = {
  'xmlns:w': W,
  'xmlns:r': `${OFFICE}/relationships`,
  'xmlns:wp': 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
};
/** Namespace of the record of marks in the package. */
export const MARKS_NAMESPACE = 'urn:tujing:marks:1';
/** Identifies the store of the record; fixed, since a package holds one. */
const STORE_ID = '{7B1D2E54-3C0A-4F6B-9A53-746A6D61726B}';

export function contentTypes(hasFootnotes: boolean): string {
  const one = (name: string, type: string) => el('Override', { PartName: name, ContentType: type });
  return part(
    el(
      'Types',
      { xmlns: `${PACKAGE}/content-types` },
      el('Default', { Extension: 'rels', ContentType: 'application/vnd.openxmlformats-package.relationships+xml' }),
      el('Default', { Extension: 'xml', ContentType: 'application/xml' }),
      el('Default', { Extension: 'png', ContentType: 'image/png' }),
      one('/word/document.xml', `${WORD_TYPE}.document.main+xml`),
      one('/word/styles.xml', `${WORD_TYPE}.styles+xml`),
      one('/word/numbering.xml', `${WORD_TYPE}.numbering+xml`),
      one('/word/settings.xml', `${WORD_TYPE}.settings+xml`),
      one('/word/fontTable.xml', `${WORD_TYPE}.fontTable+xml`),
      one('/word/header1.xml', `${WORD_TYPE}.header+xml`),
      one('/word/footer1.xml', `${WORD_TYPE}.footer+xml`),
      hasFootnotes ? one('/word/footnotes.xml', `${WORD_TYPE}.footnotes+xml`) : '',
      one('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
      one('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
      one('/customXml/itemProps1.xml', 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml'),
    ),
  );
}

type Relationship = readonly [id: string, type: string, target: string, mode?: 'External'];

function relationships(list: readonly Relationship[]): string {
  return part(
    el(
      'Relationships',
      { xmlns: `${PACKAGE}/relationships` },
      ...list.map(([id, type, target, mode]) =>
        el('Relationship', { Id: id, Type: type, Target: target, TargetMode: mode }),
      ),
    ),
  );
}

export function packageRelationships(): string {
  return relationships([
    ['rId1', `${OFFICE}/relationships/officeDocument`, 'word/document.xml'],
    ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ['rId3', `${OFFICE}/relationships/extended-properties`, 'docProps/app.xml'],
  ]);
}

export const HEADER_ID = 'rId1';
export const FOOTER_ID = 'rId2';

export function documentRelationships(draft: Draft): string {
  const own = (kind: string) => `${OFFICE}/relationships/${kind}`;
  return relationships([
    [HEADER_ID, own('header'), 'header1.xml'],
    [FOOTER_ID, own('footer'), 'footer1.xml'],
    ['rId3', own('styles'), 'styles.xml'],
    ['rId4', own('numbering'), 'numbering.xml'],
    ['rId5', own('settings'), 'settings.xml'],
    ['rId6', own('customXml'), '../customXml/item1.xml'],
    ['rId7', own('fontTable'), 'fontTable.xml'],
    ...(draft.footnotes.length > 0 ? [['rId8', own('footnotes'), 'footnotes.xml'] as const] : []),
    ...draft.relations.document.map(ownRelation),
  ]);
}

/** Relationships of the footnotes; undefined where they refer to nothing. */
export function footnoteRelationships({ relations: { footnotes } }: Draft): string | undefined {
  return footnotes.length === 0 ? undefined : relationships(footnotes.map(ownRelation));
}

function ownRelation({ id, kind, target }: Relation): Relationship {
  const type = `${OFFICE}/relationships/${kind}`;
  return kind === 'image' ? [id, type, target] : [id, type, target, 'External'];
}

export function coreProperties({ title, language, made }: BuiltNotebook): string {
  // No dates: the same notebook gives the same bytes, and a made-up date would mislead.
  return part(
    el(
      'cp:coreProperties',
      {
        'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      },
      el('dc:title', {}, escapeXml(title)),
      el('dc:creator', {}, 'tujing'),
      el('dc:description', {}, escapeXml(made)),
      el('dc:language', {}, language === 'zh' ? 'zh-CN' : 'en'),
    ),
  );
}

export function appProperties(): string {
  return part(el('Properties', { xmlns: `${OFFICE}/extended-properties` }, el('Application', {}, 'tujing')));
}

export function settingsPart(hasFootnotes: boolean): string {
  const setting = (name: string, value: number) =>
    el('w:compatSetting', { 'w:name': name, 'w:uri': 'http://schemas.microsoft.com/office/word', 'w:val': value });
  return part(
    el(
      'w:settings',
      { 'xmlns:w': W },
      el('w:zoom', { 'w:percent': 100 }),
      val('w:defaultTabStop', 420),
      val('w:characterSpacingControl', 'compressPunctuation'),
      hasFootnotes ? el('w:footnotePr', {}, el('w:footnote', { 'w:id': -1 }), el('w:footnote', { 'w:id': 0 })) : '',
      el('w:compat', {}, setting('compatibilityMode', 15), setting('enableOpenTypeFeatures', 1)),
      el('w:themeFontLang', { 'w:val': 'en-US', 'w:eastAsia': 'zh-CN' }),
    ),
  );
}

/** Fonts by name and kind, from which programs choose where they lack one. */
export function fontTablePart({ theme: { fonts } }: BuiltNotebook): string {
  const kinds = new Map([
    [firstFont(fonts.heading), 'swiss'],
    [firstFont(fonts.body), 'swiss'],
    [firstFont(fonts.mono), 'modern'],
    [firstFont(fonts.eastAsia), 'auto'],
  ]);
  return part(
    el(
      'w:fonts',
      { 'xmlns:w': W },
      ...[...kinds].map(([name, family]) =>
        el(
          'w:font',
          { 'w:name': name },
          val('w:charset', name === firstFont(fonts.eastAsia) ? '86' : '00'),
          val('w:family', family),
          val('w:pitch', family === 'modern' ? 'fixed' : 'variable'),
        ),
      ),
    ),
  );
}

export function headerPart({ theme, title }: BuiltNotebook): string {
  return part(el('w:hdr', { 'xmlns:w': W }, paragraph('Header', textRun(theme.header === '' ? title : theme.header))));
}

export function footerPart({ theme, language }: BuiltNotebook): string {
  const [before, between, after] = DOCUMENT_WORDS[language].page;
  const pages = textRun(before) + field('PAGE', '1') + textRun(between) + field('NUMPAGES', '1') + textRun(after);
  return part(el('w:ftr', { 'xmlns:w': W }, paragraph('Footer', textRun(`${theme.footer}\t`) + pages)));
}

export function footnotesPart({ footnotes }: Draft): string {
  const line = (id: number, type: string, mark: string) =>
    el('w:footnote', { 'w:type': type, 'w:id': id }, el('w:p', {}, el('w:r', {}, el(mark))));
  return part(
    el(
      'w:footnotes',
      CONTENT_NAMESPACES,
      line(-1, 'separator', 'w:separator'),
      line(0, 'continuationSeparator', 'w:continuationSeparator'),
      ...footnotes.map(({ xml }) => xml),
    ),
  );
}

/** The record of marks as a custom part, which Word keeps when it saves. */
export function marksPart(json: string): string {
  return part(el('marks', { xmlns: MARKS_NAMESPACE }, escapeXml(json)));
}

export function marksProperties(): string {
  return part(
    el(
      'ds:datastoreItem',
      { 'ds:itemID': STORE_ID, 'xmlns:ds': `${OFFICE}/customXml` },
      el('ds:schemaRefs', {}, el('ds:schemaRef', { 'ds:uri': MARKS_NAMESPACE })),
    ),
  );
}

export function marksRelationships(): string {
  return relationships([['rId1', `${OFFICE}/relationships/customXmlProps`, 'itemProps1.xml']]);
}
