// tujing chart and tujing verify as a person runs them, in a workspace of its own.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/paths.ts';
import { pngSize } from '../../src/notebook/png-chunks.ts';
import { sizeOfSvg } from '../charts/svg-texts.ts';
import { tujing } from './cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tujing-chart-'));
const CHART = ['chart', 'trajectory', '--indicator', 'rd_intensity', '--region', 'jiaxing', '--scenario', 'rd-surge'];
const STEM = 'trajectory-rd_intensity-jiaxing.en';
const at = (name: string) => path.join(folder, name);

beforeAll(() => {
  mkdirSync(at('scenarios'));
  for (const name of ['rd-surge.yaml', 'late-start.yaml'])
    cpSync(path.join(packageRoot, 'scenarios', name), at(`scenarios/${name}`));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('tujing chart', () => {
  it('writes every format at the width asked for, the same bytes twice, and prints what to paste', async () => {
    const args = [...CHART, '--lang', 'en', '--width', 'half', '--to', 'svg,png', '--embed', '--out', 'a'];
    const first = await tujing(args, folder);
    expect([first.status, first.stderr]).toEqual([0, expect.stringContaining(`a/${STEM}.svg`)]);
    expect((await tujing([...args.slice(0, -1), 'b'], folder)).status).toBe(0);
    for (const ending of ['svg', 'png', 'html', 'vl.json'])
      expect(readFileSync(at(`a/${STEM}.${ending}`)).equals(readFileSync(at(`b/${STEM}.${ending}`)))).toBe(true);
    const svg = readFileSync(at(`a/${STEM}.svg`), 'utf8');
    expect(sizeOfSvg(svg).width).toBe(440);
    expect(svg).toMatch(/font-family="[^"]*Noto Sans SC/);
    expect(svg).toMatch(/<rect[^>]*fill="white"/);
    expect(pngSize(readFileSync(at(`a/${STEM}.png`))).width).toBe(880);
    expect(first.stdout).toContain(`<iframe src="${STEM}.html" width="440"`);
    expect(first.stdout).toContain("import embed from 'vega-embed'");
  });

  it.each([
    [['chart', 'trajektory'], 'did you mean "trajectory"?'],
    [['chart', 'waterfall'], 'tujing attribute'],
    [['chart', 'trajectory'], 'needs --indicator'],
    [[...CHART, '--width', '100'], '440 to 1600 px'],
    [[...CHART, '--to', 'gif'], 'not "gif"'],
    [[...CHART.slice(0, -1), 'nothing'], 'nothing'],
    [['chart', 'fan', '--indicator', 'rd_intensity'], 'add --draws 1024'],
  ])('%j ends with status 2 and says what to do', async (args, said) => {
    const { status, stderr } = await tujing(args, folder);
    expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
  });
});

describe('tujing verify', () => {
  const files = ['svg', 'png', 'html', 'vl.json'].map((ending) => `v/${STEM}.${ending}`);
  beforeAll(async () => {
    await tujing([...CHART, '--lang', 'en', '--to', 'svg,png,html,vl.json', '--out', 'v'], folder);
  });

  it('is content with what was just made, and after a scenario that is not shown changed', async () => {
    expect((await tujing(['verify', ...files], folder)).status).toBe(0);
    writeFileSync(at('scenarios/late-start.yaml'), `${readFileSync(at('scenarios/late-start.yaml'), 'utf8')}\n# x\n`);
    expect((await tujing(['verify', ...files], folder)).status).toBe(0);
  });

  it('names the scenario that changed, for every format, with status 1', async () => {
    const before = readFileSync(at('scenarios/rd-surge.yaml'));
    writeFileSync(at('scenarios/rd-surge.yaml'), `${before.toString()}\n# x\n`);
    const { status, stdout } = await tujing(['verify', ...files, '--json'], folder);
    writeFileSync(at('scenarios/rd-surge.yaml'), before);
    expect(status).toBe(1);
    const found = JSON.parse(stdout) as { ok: boolean; found: { reasons: string[] }[] }[];
    expect(found.map(({ ok, found: marks }) => [ok, marks[0]?.reasons])).toEqual(
      files.map(() => [false, ['scenario "rd-surge" changed']]),
    );
  });

  it('finds nothing in any format of a notebook just built, and then the cell that was changed', async () => {
    const made = ['docx', 'html', 'ipynb', 'md'].map((ending) => `out/notebooks/plan.zh.${ending}`);
    expect((await tujing(['notebook', 'new', 'plan'], folder)).status).toBe(0);
    expect((await tujing(['notebook', 'build', 'plan', '--to', 'docx,html,ipynb,md'], folder)).status).toBe(0);
    const before = await tujing(['verify', ...made], folder);
    expect([before.status, before.stdout]).toEqual([0, expect.stringContaining('up to date')]);
    const notebook = readFileSync(at('notebooks/plan.md'), 'utf8');
    writeFileSync(at('notebooks/plan.md'), notebook.replace('growth: +3pp', 'growth: +4pp'));
    const { status, stdout } = await tujing(['verify', ...made], folder);
    expect([status, stdout.match(/cell "faster", which it uses, was changed or removed/g)]).toEqual([
      1,
      Array(4).fill('cell "faster", which it uses, was changed or removed'),
    ]);
  });

  it('compares a run with its record: an output written over, a changed input', async () => {
    expect((await tujing(['run', 'rd-surge', '--no-charts'], folder)).status).toBe(0);
    expect((await tujing(['verify', 'out'], folder)).status).toBe(0);
    writeFileSync(at('out/targets.csv'), 'x');
    const edited = await tujing(['verify', 'out'], folder);
    expect([edited.status, edited.stdout]).toEqual([1, expect.stringContaining('it is not what the run wrote')]);
  });

  it.each([
    ['scenarios/rd-surge.yaml', 'a document ends in .docx'],
    ['plain.md', 'carries no marks'],
    ['broken.docx', 'not a zip archive'],
  ])('%s ends with status 2', async (file, said) => {
    writeFileSync(at('plain.md'), '# x\n');
    writeFileSync(at('broken.docx'), 'x');
    const { status, stderr } = await tujing(['verify', file], folder);
    expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
  });
});
