// Word documents: packages that hold together, elements in the order of ECMA-376, and what another program makes of them.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/base/index.ts';
import { readDocument, renderDocx } from '../../src/notebook/index.ts';
import { pngText } from '../../src/notebook/png-chunks.ts';
import { readZip } from '../../src/notebook/zip.ts';
import { sampleNotebook } from './sample.ts';
import { elementsOf, type XmlElement } from './xml.ts';

const made = new Map<Language, Uint8Array>();
const parts = new Map<Language, ReadonlyMap<string, Uint8Array>>();
beforeAll(async () => {
  for (const language of ['zh', 'en'] as const) {
    const { built, pictures } = await sampleNotebook(language);
    made.set(language, renderDocx(built, pictures));
    parts.set(language, await readZip(made.get(language) ?? new Uint8Array()));
  }
});

function partOf(language: Language, name: string): string {
  return new TextDecoder().decode(parts.get(language)?.get(name));
}

/** ECMA-376 Part 1, 17.3.1.26, 17.3.2.28, 17.4.60, 17.4.70, 17.4.82, 17.6.17: children of these come in this order. */
const ORDERS: Readonly<Record<string, string>> = {
  'w:pPr':
    'pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing jc outlineLvl rPr sectPr',
  'w:rPr': 'rStyle rFonts b bCs i iCs strike color spacing sz szCs highlight u shd vertAlign lang',
  'w:tblPr': 'tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook',
  'w:tcPr': 'tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign',
  'w:sectPr': 'headerReference footerReference pgSz pgMar cols titlePg docGrid',
  'w:pBdr': 'top left bottom right between',
  'w:style': 'name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr trPr tcPr tblStylePr',
  'w:lvl': 'start numFmt pStyle lvlText lvlJc pPr rPr',
  'w:settings': 'zoom defaultTabStop characterSpacingControl footnotePr endnotePr compat themeFontLang',
  'wp:inline': 'extent effectExtent docPr cNvGraphicFramePr graphic',
};

describe.each(['zh', 'en'] as const)('renderDocx (%s)', (language) => {
  it('renderDocx gives the same bytes twice, all parts well-formed, each declared and each reference answered', async () => {
    const { built, pictures } = await sampleNotebook(language);
    expect(Buffer.compare(renderDocx(built, pictures), made.get(language) ?? new Uint8Array())).toBe(0);
    const files = [...(parts.get(language)?.keys() ?? [])];
    for (const name of files.filter((one) => /\.(xml|rels)$/.test(one))) elementsOf(partOf(language, name));
    const declared = elementsOf(partOf(language, '[Content_Types].xml')).flatMap(
      ({ attributes }) => attributes.PartName ?? [],
    );
    for (const name of declared) expect(files).toContain(name.slice(1));
    for (const name of ['document', 'footnotes']) {
      const all = elementsOf(partOf(language, `word/_rels/${name}.xml.rels`));
      const relations = all.filter(({ attributes }) => attributes.Id);
      const ids = relations.map(({ attributes }) => attributes.Id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { attributes } of relations)
        if (attributes.TargetMode !== 'External')
          expect(files).toContain(path.posix.normalize(path.posix.join('word', attributes.Target ?? '')));
      const used = elementsOf(partOf(language, `word/${name}.xml`)).flatMap(
        ({ attributes }) => attributes['r:id'] ?? attributes['r:embed'] ?? [],
      );
      expect(used.length).toBeGreaterThan(0);
      for (const id of used) expect(ids).toContain(id);
    }
  });

  it('children stand in the order of the standard, ids are unique, and styles and lists exist', () => {
    const documents = ['document', 'styles', 'numbering', 'settings', 'header1', 'footer1', 'footnotes'];
    const all = documents.flatMap((name) => elementsOf(partOf(language, `word/${name}.xml`)));
    const outOfOrder = all.filter((element) => !inOrder(element));
    expect(outOfOrder.map(({ name, children }) => `${name}: ${children.join(' ')}`)).toEqual([]);
    const body = elementsOf(partOf(language, 'word/document.xml'));
    const bookmarks = body.filter(({ name }) => name === 'w:bookmarkStart').map(({ attributes }) => attributes['w:id']);
    const ends = body.filter(({ name }) => name === 'w:bookmarkEnd').map(({ attributes }) => attributes['w:id']);
    expect(new Set(bookmarks).size).toBe(bookmarks.length);
    expect(new Set(ends)).toEqual(new Set(bookmarks));
    expect(ends).toHaveLength(bookmarks.length);
    const styles = new Set(all.flatMap(({ attributes }) => attributes['w:styleId'] ?? []));
    const wanted = all
      .filter(({ name }) => ['w:pStyle', 'w:rStyle', 'w:tblStyle', 'w:basedOn', 'w:next'].includes(name))
      .map(({ attributes }) => attributes['w:val'] ?? '');
    expect(wanted.filter((id) => !styles.has(id))).toEqual([]);
    const lists = new Set(all.filter(({ name }) => name === 'w:num').map(({ attributes }) => attributes['w:numId']));
    const listed = all.filter(({ name }) => name === 'w:numId').map(({ attributes }) => attributes['w:val']);
    expect(listed.filter((id) => !lists.has(id))).toEqual([]);
  });

  it('figures have an alternative text and fields, tables repeat their head, numbers stand right, hostile text stays text', () => {
    const text = partOf(language, 'word/document.xml');
    const body = elementsOf(text);
    const [picture] = body.filter(({ name }) => name === 'wp:docPr');
    expect(picture?.attributes.descr).toMatch(language === 'zh' ? '四市' : 'four cities');
    expect(text).toContain(language === 'zh' ? ' SEQ 图 \\* ARABIC ' : ' SEQ Figure \\* ARABIC ');
    expect(text).toContain(' TOC \\o ');
    expect(body.filter(({ name }) => name === 'w:tblHeader')).toHaveLength(2);
    expect(body.filter(({ name, attributes }) => name === 'w:jc' && attributes['w:val'] === 'right')).toHaveLength(
      9 * 46 + 3,
    );
    expect(text).toMatch(/&lt;b&gt;/);
    expect(text).not.toMatch(/<b>/);
    expect(partOf(language, 'word/settings.xml')).toContain('compatibilityMode');
    expect(partOf(language, 'docProps/core.xml')).toContain(language === 'zh' ? 'zh-CN' : '<dc:language>en<');
  });

  it('the record of marks is in the package, and each picture carries that of its figure', async () => {
    const [read] = await readDocument('report.docx', made.get(language) ?? new Uint8Array());
    expect(read?.marks.marks.map(({ id }) => id)).toEqual(['num-1', 'num-2', 'fig-1', 'tab-1', 'txt-1']);
    expect([...(read?.present ?? [])]).toEqual(['num-1', 'num-2', 'fig-1', 'tab-1', 'txt-1']);
    expect(read?.shown.get('num-1')).toBe('3.65%');
    const png = parts.get(language)?.get('word/media/fig-1.png') ?? new Uint8Array();
    expect(JSON.parse(pngText(png, 'tujing') ?? '{}')).toMatchObject({
      document: 'county-report',
      marks: [{ id: 'fig-1' }],
    });
  });
});

function inOrder({ name, children }: XmlElement): boolean {
  const order = ORDERS[name]?.split(' ');
  if (!order) return true;
  const places = children.map((child) => order.indexOf(child.replace(/^\w+:/, '')));
  return places.every((place, k) => place >= 0 && place >= (places[k - 1] ?? 0));
}

it('renderDocx names the figure whose picture is missing', async () => {
  const { built } = await sampleNotebook('en');
  expect(() => renderDocx(built, new Map())).toThrow('no picture of "fig-1"');
});

const OFFICE = '/usr/bin/soffice';
const missing = [OFFICE, '/usr/bin/pdftotext'].filter((program) => !existsSync(program));
const officeNote =
  missing.length === 0 ? '' : ` (not run: ${missing.map((program) => path.basename(program)).join(', ')} missing)`;

describe.skipIf(officeNote !== '')(`LibreOffice${officeNote}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tujing-docx-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const convert = (to: string, out: string) =>
    execFileSync(
      OFFICE,
      [
        `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`,
        '--headless',
        '--convert-to',
        to,
        '--outdir',
        path.join(folder, out),
        path.join(folder, 'zh.docx'),
      ],
      { stdio: 'pipe' },
    );

  it('prints title, captions with their numbers, every row and page numbers, and keeps all marks when it saves', async () => {
    writeFileSync(path.join(folder, 'zh.docx'), made.get('zh') ?? new Uint8Array());
    convert('pdf', 'pdf');
    const text = execFileSync('/usr/bin/pdftotext', ['-layout', path.join(folder, 'pdf', 'zh.pdf'), '-'], {
      encoding: 'utf8',
    });
    for (const words of ['嘉兴市研发投入分析报告', '3.65%', '【缺数】', '平湖 2024', 'unknown chart "trajektory"'])
      expect(text).toContain(words);
    expect(text).toMatch(/图 1\s+四市研发经费投入强度/);
    expect(text).toMatch(/表 1\s+嘉兴市主要指标/);
    expect(text).toMatch(/第 1 页，共 (\d) 页/);
    expect(text.match(/指标（单位）/g)?.length).toBeGreaterThan(1); // the head on each page of the table
    expect(text.match(/\b2650\.0\b/g)).toHaveLength(1);
    expect(text).not.toMatch(/SEQ|TOC \\|Error|错误/);
    convert('docx', 'saved');
    const [read] = await readDocument('zh.docx', readFileSync(path.join(folder, 'saved', 'zh.docx')));
    expect([...(read?.present ?? [])]).toEqual(['num-1', 'num-2', 'fig-1', 'tab-1', 'txt-1']);
    expect(read?.shown.get('num-1')).toBe('3.65%');
  });
});
