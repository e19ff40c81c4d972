// What `verify` says of a document after one thing changed, in every format.

import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/notebook/fingerprint.ts';
import {
  type Current,
  frontMatterInput,
  marksOf,
  marksOfChart,
  provenanceOf,
  readDocument,
  renderDocx,
  renderIpynb,
  renderMarkdown,
  verifyDocument,
} from '../../src/notebook/index.ts';
import { readZip, writeZip } from '../../src/notebook/zip.ts';
import { INPUTS, sampleNotebook } from './sample.ts';

const NOTEBOOK = `---
title: 报告
---
chart: trajectory
indicator: rd_intensity

table: results
{=} value(rd_intensity, jiaxing, 2027, rd-surge) and value(rd_intensty, jiaxing, 2027)
print(parity)
`;
const { built, pictures } = await sampleNotebook('zh');
const marks = marksOf(built);
const now: Current = { inputs: INPUTS, notebook: NOTEBOOK };

/** Reasons by id, of marks that are not current. */
function wrong(current: Current): Readonly<Record<string, readonly string[]>> {
  const verdicts = verifyDocument({ marks, shown: new Map() }, current);
  return Object.fromEntries(
    verdicts.filter(({ state }) => state !== 'current').map(({ id, reasons }) => [id, reasons]),
  );
}

describe('verifyDocument', () => {
  it('finds nothing where nothing changed, whatever scenarios were added, however lines end', () => {
    expect(wrong(now)).toEqual({});
    expect(wrong({ ...now, notebook: NOTEBOOK.replaceAll('\n', '\r\n') })).toEqual({});
    expect(wrong({ ...now, inputs: { ...INPUTS, 'scenarios/other.yaml': sha256('x') } })).toEqual({});
  });

  it('a changed scenario, a changed, new or lost package file and another tool are named, where they bear on a mark', () => {
    const surge = ['scenario "rd-surge" changed'];
    expect(wrong({ ...now, inputs: { ...INPUTS, 'scenarios/rd-surge.yaml': sha256('x') } })).toEqual({
      'num-1': surge,
      'fig-1': surge,
      'tab-1': surge,
    });
    const { 'package/growth.yaml': _, ...without } = INPUTS;
    const gone = ['package file "growth.yaml" is gone'];
    expect(wrong({ ...now, inputs: without })).toEqual({ 'num-1': gone, 'fig-1': gone, 'tab-1': gone, 'txt-1': gone });
    const added = ['package file "observations/new.csv" is new'];
    const more = { ...INPUTS, 'package/observations/new.csv': sha256('x') };
    expect(wrong({ ...now, inputs: more })).toEqual({ 'num-1': added, 'fig-1': added, 'tab-1': added, 'txt-1': added });
    expect(wrong({ ...now, inputs: { ...INPUTS, tool: sha256('0.2.0') } })['num-2']).toEqual([
      expect.stringContaining('the tool changed'),
    ]);
  });

  it('a changed cell and a lost notebook are named', () => {
    const changed = wrong({ ...now, notebook: NOTEBOOK.replace('trajectory', 'ranks') });
    expect(changed).toEqual({ 'fig-1': ['its cell in "notebooks/county-report.md" was changed or removed'] });
    expect(Object.keys(wrong({ inputs: INPUTS }))).toHaveLength(5);
  });

  it('another cell that a mark uses is found between its fences; choices of whoever built it are never out of date', () => {
    const inputs = {
      'cell/plan-b': sha256('scenario: plan-b'),
      language: sha256('zh'),
      'parameter/region': sha256('pinghu'),
    };
    const { source } = marks.marks[0] ?? { source: '' };
    const record = marksOfChart('图', 'tujing', provenanceOf('fig-9', source, inputs));
    const reasons = (notebook: string) =>
      verifyDocument({ marks: { ...record, notebook: 'a.md' }, shown: new Map() }, { inputs: {}, notebook })[0]
        ?.reasons;
    const text = `\`\`\`yaml scenario\nscenario: plan-b\n\`\`\`\n${source}`;
    expect(reasons(text)).toEqual([]);
    expect(reasons(text.replace('plan-b', 'plan-c'))).toEqual(['cell "plan-b", which it uses, was changed or removed']);
  });

  it('a number written over, a removed figure and a forged record are found', () => {
    const shown = new Map([['num-1', '9.99%']]);
    const present = new Set(['num-1', 'num-2', 'tab-1', 'txt-1']);
    const verdicts = verifyDocument({ marks, present, shown }, now);
    expect(verdicts.map(({ id, state }) => [id, state])).toEqual([
      ['num-1', 'edited'],
      ['num-2', 'current'],
      ['fig-1', 'removed'],
      ['tab-1', 'current'],
      ['txt-1', 'current'],
    ]);
    const forged = { ...marks, inputs: { ...marks.inputs, 'package/growth.yaml': sha256('x') } };
    const current = { ...now, inputs: { ...INPUTS, 'package/growth.yaml': sha256('x') } };
    const [first] = verifyDocument({ marks: forged, shown: new Map() }, current);
    expect(first?.reasons).toEqual(['its fingerprint does not fit its inputs: the record was changed']);
  });

  it('the head of a notebook is an input by itself', () => {
    const head = frontMatterInput(NOTEBOOK);
    expect(frontMatterInput(NOTEBOOK.replace('print', 'printed'))).toEqual(head);
    expect(frontMatterInput(NOTEBOOK.replaceAll('\n', '\r\n'))).toEqual(head);
    expect(frontMatterInput(NOTEBOOK.replace('报告', '另一份'))).not.toEqual(head);
  });
});

describe('readDocument', () => {
  const encoded = (text: string) => new TextEncoder().encode(text);

  it('finds a number that was written over in Word, Jupyter and Markdown', async () => {
    const parts = await readZip(renderDocx(built, pictures));
    const edited = [...parts].map(([name, content]) => ({
      name,
      content: name === 'word/document.xml' ? new TextDecoder().decode(content).replace('3.65%', '3.70%') : content,
    }));
    const [markdown] = renderMarkdown(built, pictures);
    const texts: readonly (readonly [string, Uint8Array])[] = [
      ['a.docx', writeZip(edited)],
      ['a.md', encoded(String(markdown?.content).replace('3.65%', '3.70%'))],
      ['a.ipynb', encoded(renderIpynb(built, pictures).replace('3.65%', '3.70%'))],
    ];
    for (const [name, bytes] of texts) {
      const [read] = await readDocument(name, bytes);
      if (!read) throw new Error(`${name} has no marks`);
      const [verdict] = verifyDocument(read, now).filter(({ state }) => state !== 'current');
      expect([name, verdict?.reasons]).toEqual([name, ['it reads "3.70%" where "3.65%" was built']]);
    }
  });

  it('a document that lost its record still has those of its pictures', async () => {
    const parts = await readZip(renderDocx(built, pictures));
    const without = [...parts]
      .filter(([name]) => !name.startsWith('customXml/'))
      .map(([name, content]) => ({ name, content }));
    const read = await readDocument('a.docx', writeZip(without));
    expect(read.map((one) => one.marks.marks.map(({ id }) => id))).toEqual([['fig-1']]);
  });

  it('files without marks have none, and files that are not what their name says are refused', async () => {
    expect(await readDocument('a.md', encoded('# x'))).toEqual([]);
    expect(await readDocument('a.html', encoded('<p>'))).toEqual([]);
    expect(await readDocument('a.png', encoded('no'))).toEqual([]);
    expect(await readDocument('a.vl.json', encoded('{}'))).toEqual([]);
    await expect(readDocument('a.docx', encoded('no'))).rejects.toThrow('not a zip archive');
    await expect(readDocument('a.ipynb', encoded('{'))).rejects.toThrow('not JSON');
    await expect(readDocument('a.ipynb', encoded('{}'))).rejects.toThrow('not a Jupyter notebook');
  });
});
