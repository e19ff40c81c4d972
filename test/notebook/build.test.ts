// Notebooks built: what stands in the document, in which order cells run, and what is made anew.

import { describe, expect, it } from 'vitest';
import type { BuildTools } from '../../src/notebook/index.ts';
import { BeyondMemory, drawRun } from '../../src/uncertainty/index.ts';
import { realWorld } from '../worlds/real.ts';
import { build, memoryCache, numbersOf, SMALL, tablesOf, told, withHead } from './building.ts';

describe('buildNotebook', () => {
  it('prints published numbers, parameters by name, and one language at a time', async () => {
    const zh = await build(SMALL);
    expect(told(SMALL, zh)).toBe('');
    expect(zh.notebook?.title).toBe('嘉兴市小报告');
    // 3.31 % in 2020: as published by the city.
    expect(numbersOf(zh.notebook).slice(0, 2)).toEqual(['3.31%', '图1']);
    const en = await build(SMALL, { language: 'en', parameters: new Map([['region', 'pinghu']]) });
    expect(en.notebook?.title).toBe('Small report on Pinghu');
    expect(numbersOf(en.notebook)).toHaveLength(2);
    const figure = en.notebook?.root.children.find((node) => node.type === 'figure');
    expect(figure).toMatchObject({ number: 1, caption: 'Paths of Pinghu' });
  });

  it('runs a cell after the scenario that stands below it, and gives what a scenario file would give', async () => {
    const { notebook } = await build(SMALL);
    const file = `scenario: faster\ntitle: {zh: 提速, en: Faster}\nextends: baseline\nlevers:\n  - {indicator: rd_expenditure, regions: jiaxing, years: 2025-2027, growth: +3pp}\n`;
    const world = await realWorld({ faster: file });
    const value = world.run(['faster']).reader.value('faster', 'jiaxing', 'rd_intensity', 2027) ?? 0;
    expect(numbersOf(notebook)[2]).toBe(`${value.toFixed(2)}%`);
  });

  it('joins the lines of Chinese prose without a gap and keeps emphasis beside Chinese quotes', async () => {
    const { notebook } = await build(SMALL);
    const paragraph = notebook?.root.children.find((node) => node.type === 'paragraph');
    expect(JSON.stringify(paragraph)).toContain('"strong"');
    const { notebook: joined } = await build(withHead('一行\n二行\nthree\nfour'));
    expect(JSON.stringify(joined?.root.children[0])).toContain('一行二行\\nthree\\nfour');
  });

  it('takes what did not change from the cache, and makes anew what a changed cell bears on', async () => {
    const cache = memoryCache();
    const first = await build(SMALL, { cache });
    expect(first).toMatchObject({ cached: 0, computed: 5 });
    expect(await build(SMALL, { cache })).toMatchObject({ cached: 5, computed: 0 });
    // The baseline's table and the published number do not know of the lever.
    const changed = await build(SMALL.replace('+3pp', '+4pp'), { cache });
    expect(changed).toMatchObject({ cached: 2, computed: 3 });
    expect(await build(SMALL.replace('小报告', '报告'), { cache })).toMatchObject({ computed: 0 });
    expect(await build(SMALL, { cache, language: 'en' })).toMatchObject({ cached: 0 });
  });

  it('makes anew only what looks at a changed scenario file', async () => {
    const text = withHead(
      '`{=} value(rd_intensity, jiaxing, 2027, rd-surge)` `{=} value(rd_intensity, jiaxing, 2027, late-start)`',
    );
    const cache = memoryCache();
    await build(text, { cache });
    const changed = await build(text, {
      cache,
      workspace: (workspace) => ({
        ...workspace,
        scenarioFiles: new Map(
          [...workspace.scenarioFiles].map(([name, bytes]) => [
            name,
            name.endsWith('rd-surge.yaml')
              ? new TextEncoder().encode(`${new TextDecoder().decode(bytes)}\n# changed\n`)
              : bytes,
          ]),
        ),
      }),
    });
    expect(changed).toMatchObject({ cached: 1, computed: 1 });
  });

  it('every figure, table and number carries a fingerprint of its own inputs', async () => {
    const { notebook } = await build(SMALL);
    const [table] = tablesOf(notebook);
    expect(table?.provenance.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(table?.provenance.inputs ?? {})).toEqual(
      expect.arrayContaining(['tool', 'front-matter', 'language', 'parameter/region', 'package/growth.yaml']),
    );
    expect(Object.keys(table?.provenance.inputs ?? {}).filter((name) => name.startsWith('scenarios/'))).toEqual([
      'scenarios/baseline.yaml',
    ]);
  });

  it('a seek cell with "as" makes a scenario that reaches the goal', async () => {
    const text = withHead(
      [
        '`{=} value(rd_intensity, jiaxing, 2027, four, digits=6)`',
        '',
        '```yaml seek',
        'indicator: rd_intensity',
        'region: jiaxing',
        'target: 4',
        'year: 2027',
        'levers: rd_expenditure@jiaxing growth 2025-2027',
        'as: four',
        '```',
      ].join('\n'),
      'title: t\nscenarios: [baseline]',
    );
    const { notebook, issues } = await build(text);
    expect(issues).toEqual([]);
    expect(numbersOf(notebook)).toEqual(['4.000000%']);
  });

  it('a replay stands on what was known then: seen from 2016, 2020 is projected', async () => {
    const text = withHead('`{=} value(rd_intensity, jiaxing, 2020)`', 'title: t\nas_of: 2016');
    const [then] = numbersOf((await build(text)).notebook);
    const world = await realWorld();
    const value = world.run(['baseline'], 2016).reader.value('baseline@2016', 'jiaxing', 'rd_intensity', 2020) ?? 0;
    expect(then).toBe(`${value.toFixed(2)}%`);
    expect(then).not.toBe('3.31%');
  });

  it('makes draws by the way it is given, and the same chance; a cell whose draws cannot be had fails alone', async () => {
    const text = withHead(
      '`{=} p_met(rd_intensity, jiaxing, 2027)` `{=} value(rd_intensity, jiaxing, 2020)`',
      'title: t\ndraws: 256',
    );
    const shares: number[] = [];
    const inParts: NonNullable<BuildTools['drawRun']> = (run, options) =>
      drawRun(run, { ...options, parts: 3, onProgress: (share) => shares.push(share) });
    const given = numbersOf((await build(text, { tools: { drawRun: inParts } })).notebook);
    expect(given).toEqual(numbersOf((await build(text)).notebook));
    expect(shares.at(-1)).toBe(1);

    const full = async () => {
      throw new BeyondMemory([
        { code: 'draws-memory', severity: 'error', message: '256 draws need 9 MiB, 1 MiB is free' },
      ]);
    };
    const { notebook, issues } = await build(text, { tools: { drawRun: full } });
    expect(numbersOf(notebook)).toEqual([undefined, '3.31%']);
    expect(issues.map(({ message, place }) => [message, place?.file])).toEqual([
      ['256 draws need 9 MiB, 1 MiB is free', 'notebooks/n.md'],
    ]);
  });
});
