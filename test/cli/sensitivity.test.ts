// tujing sensitivity as a person runs it.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal, tujing } from './cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tujing-sensitivity-'));
});
afterAll(() => rm(folder, { recursive: true }));

const CELL = ['--indicator', 'rd_intensity', '--region', 'jiaxing', '--year', '2027'];

interface Found {
  readonly centre: number;
  readonly evaluations: number;
  readonly inputs: readonly { readonly id: string; readonly low: number; readonly high: number }[];
  readonly tornado: { readonly bars: readonly { readonly id: string; readonly swing: number }[] };
  readonly morris: { readonly effects: readonly { readonly id: string }[] };
  readonly sobol: { readonly shares: readonly { readonly parts: readonly { readonly id: string }[] }[] };
  readonly regional: readonly { readonly target: { readonly plan: string }; readonly probability: number }[];
}

describe('tujing sensitivity', () => {
  it('tujing sensitivity --json prints every analysis and nothing else, the same for the same seed', async () => {
    const args = ['sensitivity', ...CELL, '--scenario', 'rd-surge', '--draws', '256', '--json'];
    const [first, second] = [await tujing(args), await tujing(args)];
    expect([first.status, second.stdout]).toEqual([0, first.stdout]);
    const [found] = JSON.parse(first.stdout) as Found[];
    // R&D spending decides what R&D / GDP comes to.
    const growth = 'rd_expenditure.growth@jiaxing';
    expect(found?.tornado.bars[0]?.id).toBe(growth);
    expect(found?.morris.effects[0]?.id).toBe(growth);
    expect(found?.sobol.shares[0]?.parts.map(({ id }) => id)).toContain(growth);
    expect(found?.regional.map(({ target }) => target.plan)).toEqual(['jiaxing-315']);
    expect(found?.centre).toBeCloseTo(3.99, 2);
    for (const { low, high } of found?.inputs ?? []) expect(low).toBeLessThan(high);
  });

  it('tujing sensitivity prints the number of evaluations, what decides, and draws one method to a file', async () => {
    const file = path.join(folder, 'tornado.vl.json');
    const { status, stdout, stderr } = await tujing([
      'sensitivity',
      ...CELL,
      '--method',
      'tornado',
      '--chart',
      file,
      '--lang',
      'en',
    ]);
    expect([status, stderr]).toEqual([0, `${file}\n`]);
    // Central, 64 draws to see whether it moves, two ends of both inputs, and all at once.
    expect(stdout).toContain('71 evaluations of the model, seed 20270101');
    expect(stdout).toMatch(
      /rd_expenditure\.growth@jiaxing \(mean of 4 years\) +-\d\.\d → \d\.\d pp +3\.\d+ +4\.\d+ +0\.\d+/,
    );
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      description: expect.stringMatching(/^Jiaxing, R&D \/ GDP in 2027: depends most on/),
    });
  });

  it('tujing sensitivity --lever --lever prints P(met) over the field: more with more R&D, less with more GDP', async () => {
    const levers = ['rd_expenditure', 'gdp'].flatMap((id) => ['--lever', `${id}@jiaxing growth 2025-2027 -4pp..+4pp`]);
    const { status, stdout } = await tujing(['sensitivity', ...CELL, ...levers, '--draws', '128', '--json']);
    expect(status).toBe(0);
    const found = JSON.parse(stdout) as {
      probability: number[][];
      first: { values: number[] };
      target: { plan: string };
    };
    expect([found.target.plan, found.first.values[0], found.first.values.at(-1)]).toEqual(['jiaxing-315', -4, 4]);
    for (const row of found.probability) expect(row).toEqual([...row].sort((a, b) => a - b));
    for (const k of [0, 5, 10]) {
      const column = found.probability.map((row) => row[k] ?? 0);
      expect(column).toEqual([...column].sort((a, b) => b - a));
    }
  });

  it.each([
    [[...CELL, '--lever', 'gdp@jiaxing growth 2025-2027'], 'a field has two levers, not 1'],
    [['--indicator', 'rd_intensty', '--year', '2027'], 'did you mean "rd_intensity"?'],
    [[...CELL.slice(0, 5), '2020'], 'is published for 2020: nothing about it is uncertain\nask for a year after 2023'],
    [
      ['--indicator', 'rd_intensity', '--region', 'nanhu', '--year', '2027'],
      '"rd_intensity" of "nanhu" has no data in 2027',
    ],
    [[...CELL, '--method', 'sobl'], '--method knows tornado, morris, sobol, regional and all, not "sobl"'],
    [[...CELL, '--method', 'sobol', '--draws', '32'], '32 draws are too few for Sobol indices: it takes at least 64'],
    [[...CELL, '--draws', '0'], '--draws is a whole number from 1 to 65536, not "0"'],
    [[...CELL, '--draws', '1e3'], '--draws is a whole number from 1 to 65536, not "1e3"'],
    [[...CELL, '--seed', '-1'], '--seed is a whole number from 0'],
    [[...CELL, '--target', 'jiaxing-351'], 'did you mean "jiaxing-315"?'],
    [[...CELL, '--target', 'pinghu-13fyp'], 'sets no level for "rd_intensity" in 2027\nplans that do: jiaxing-315'],
    [[...CELL.slice(0, 5), '2026', '--method', 'regional'], 'there is nothing to be met or missed'],
    [[...CELL, '--chart', 'all.png'], 'a chart shows one method\nadd --method tornado'],
    [[...CELL, '--method', 'tornado', '--chart', 'all.gif'], '"all.gif" cannot be a chart'],
  ])('tujing sensitivity %j is refused and says what to do', async (args, says) => {
    expect(await refusal(['sensitivity', ...args])).toContain(says);
  });
});
