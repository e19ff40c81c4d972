// Jupyter notebooks against the schema of nbformat, and Markdown read back by a parser of Markdown.

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/paths.ts';
import { readDocument, renderIpynb, renderMarkdown } from '../../src/notebook/index.ts';
import { plainText } from '../../src/notebook/plain-text.ts';
import { pngSize, pngText } from '../../src/notebook/png-chunks.ts';
import { sampleNotebook } from './sample.ts';

const IDS = ['num-1', 'num-2', 'fig-1', 'tab-1', 'txt-1'];
const bytesOf = (text: string) => new TextEncoder().encode(text);

interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly id: string;
    readonly source: readonly string[];
    readonly outputs?: readonly { readonly output_type: string; readonly data?: Readonly<Record<string, unknown>> }[];
  }[];
}

describe.each(['zh', 'en'] as const)('%s', (language) => {
  it('renderIpynb is valid nbformat 4.5, the same bytes twice, cell ids unique', async () => {
    const { built, pictures } = await sampleNotebook(language);
    const text = renderIpynb(built, pictures);
    expect(renderIpynb(built, pictures)).toBe(text);
    const { $schema: _, ...schema } = JSON.parse(
      readFileSync(`${packageRoot}/test/golden/nbformat.v4.5.schema.json`, 'utf8'),
    );
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    const { cells } = JSON.parse(text) as Notebook;
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
    expect(cells.map(({ cell_type: kind }) => kind)).toEqual([
      'markdown',
      'code',
      'markdown',
      'code',
      'markdown',
      'code',
      'code',
      'markdown',
      'markdown',
    ]);
  });

  it('a chart has the media type that JupyterLab and VS Code draw, a PNG and a text; a failed cell is an error', async () => {
    const { built, pictures } = await sampleNotebook(language);
    const { cells } = JSON.parse(renderIpynb(built, pictures)) as Notebook;
    const data = cells.find(({ id }) => id === 'fig-1')?.outputs?.[0]?.data ?? {};
    expect(Object.keys(data)).toEqual(['application/vnd.vegalite.v5+json', 'image/png', 'text/plain']);
    expect(data['application/vnd.vegalite.v5+json']).toMatchObject({
      $schema: expect.stringContaining('/v5.json'),
      data: {},
    });
    const png = Buffer.from(String(data['image/png']), 'base64');
    expect(pngSize(png).width).toBeGreaterThan(300);
    expect(pngText(png, 'tujing')).toContain('"fig-1"');
    expect(cells.find(({ id }) => id.startsWith('failed'))?.outputs?.[0]?.output_type).toBe('error');
    const [read] = await readDocument('a.ipynb', bytesOf(renderIpynb(built, pictures)));
    expect([...(read?.present ?? [])].sort()).toEqual([...IDS].sort());
    expect(read?.shown.get('num-1')).toBe('3.65%');
  });

  it('renderMarkdown reads back as the same headings, tables and notes, with pictures beside it that say what they are', async () => {
    const { built, pictures } = await sampleNotebook(language);
    const files = renderMarkdown(built, pictures);
    expect(files.map(({ name }) => name)).toEqual([
      'county-report.md',
      'county-report.files/fig-1.svg',
      'county-report.files/fig-1.png',
    ]);
    const text = String(files[0]?.content);
    const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    const headings = tree.children.filter((node) => node.type === 'heading').map((node) => plainText(node));
    const own = built.root.children.filter((node) => node.type === 'heading').map((node) => plainText(node));
    expect(headings).toEqual([built.title, ...own]);
    const tables = tree.children.filter((node) => node.type === 'table');
    expect(tables.map(({ children }) => children.length)).toEqual([3, 46]);
    expect(tree.children.some((node) => node.type === 'footnoteDefinition')).toBe(true);
    expect(text.match(/(?<!\\)<[^! ]/g)).toBeNull(); // tags of the prose are text
    const [read] = await readDocument('a.md', bytesOf(text));
    expect([...(read?.present ?? [])]).toEqual(IDS);
    expect(read?.shown.get('num-1')).toBe('3.65%');
    for (const { name, content } of files.slice(1)) {
      const [picture] = await readDocument(name, typeof content === 'string' ? bytesOf(content) : content);
      expect(picture?.marks).toMatchObject({ document: 'county-report', marks: [{ id: 'fig-1' }] });
    }
  });
});
