// tujing attribute, diff, graph and explain --tree as a person runs them.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/paths.ts';
import { refusal, tujing } from './cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tujing-diff-'));
  await cp(path.join(packageRoot, 'scenarios'), path.join(folder, 'scenarios'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

describe('tujing attribute', () => {
  it('tujing attribute --json prints lists that add up to the difference, and nothing else on standard output', async () => {
    const { status, stdout } = await tujing([
      'attribute',
      '--indicator',
      'rd_intensity',
      '--region',
      'jiaxing',
      '--year',
      '2027',
      '--scenario',
      'surge-and-double',
      '--json',
    ]);
    expect(status).toBe(0);
    const [found] = JSON.parse(stdout) as {
      difference: number;
      levers: { value: number; text: string }[];
      channels: { amount: number }[];
      inputs: { amount: number }[];
      gaps: { gap: number; steps: { amount: number }[] }[];
    }[];
    const near = expect.closeTo(found?.difference ?? Number.NaN, 9);
    expect(found?.levers.reduce((sum, part) => sum + part.value, 0)).toEqual(near);
    expect(found?.channels.reduce((sum, part) => sum + part.amount, 0)).toEqual(near);
    expect(found?.inputs.reduce((sum, part) => sum + part.amount, 0)).toEqual(near);
    expect(found?.gaps[0]?.steps.reduce((sum, part) => sum + part.amount, 0)).toBeCloseTo(
      found?.gaps[0]?.gap ?? Number.NaN,
      9,
    );
    expect(found?.levers).toHaveLength(3);
  });

  it('tujing attribute --by region prints that part alone, and tells regions without data', async () => {
    const { status, stdout, stderr } = await tujing([
      'attribute',
      '--indicator',
      'rd_intensity',
      '--region',
      'zhejiang,nanhu',
      '--year',
      '2027',
      '--scenario',
      'cities-push',
      '--by',
      'region',
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/hangzhou +\+0\.0\d{3}/);
    expect(stdout).not.toContain('by channel');
    expect(stderr).toContain('"rd_intensity" of "nanhu" has no data in 2027: left out');
  });

  it.each([
    [['--indicator', 'rd_intensty', '--year', '2027', '--scenario', 'rd-surge'], 'did you mean "rd_intensity"?'],
    [['--indicator', 'rd_intensity', '--year', '2035', '--scenario', 'rd-surge'], 'years run from 2010 to 2030'],
    [
      ['--indicator', 'rd_intensity', '--year', '2023-2027', '--scenario', 'rd-surge'],
      '"rd_intensity" is a share: its values of several years do not add up',
    ],
    [['--indicator', 'tech_transactions', '--year', '2027-2023', '--scenario', 'rd-surge'], 'write 2023-2027'],
    [
      ['--indicator', 'tech_transactions', '--region', 'pinghu', '--year', '2027', '--scenario', 'rd-surge'],
      '"tech_transactions" of "pinghu" has no data in 2027',
    ],
    [
      ['--indicator', 'rd_intensity', '--year', '2027', '--scenario', 'rd-surge', '--by', 'levr'],
      '--by knows lever, channel, input, region, gap, not "levr"',
    ],
    [
      ['--indicator', 'rd_intensity', '--year', '2027', '--scenario', 'rd-surge', '--orders', 'many'],
      '--orders is a whole number above 0, not "many"',
    ],
  ])('tujing attribute %j is refused and says what to do', async (args, says) => {
    expect(await refusal(['attribute', ...args])).toContain(says);
  });

  it('tujing attribute of an unknown scenario ends with 2, names the nearest and prints no result', async () => {
    const { status, stderr, stdout } = await tujing([
      'attribute',
      '--indicator',
      'rd_intensity',
      '--year',
      '2027',
      '--scenario',
      'rd-surg',
    ]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('did you mean "rd-surge"?');
  });
});

describe('tujing diff', () => {
  it('tujing diff rd-surge rd-surge is empty, with a view of its own it is not', async () => {
    expect(JSON.parse((await tujing(['diff', 'rd-surge', 'rd-surge', '--json'])).stdout)).toEqual({
      a: 'rd-surge',
      b: 'rd-surge',
      settings: [],
      years: [2027],
      outcomes: [],
      targets: [],
    });
    const { status, stdout } = await tujing(['diff', 'baseline', 'baseline@2020', '--region', 'jiaxing']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/as_of: all publications → 2020/);
    expect(stdout).toMatch(/outcomes that differ in 2027: \d+/);
  });

  it('tujing diff --chart without a difference, and of a folder that no run wrote, says so', async () => {
    const same = await tujing(['diff', 'rd-surge', 'rd-surge', '--chart', 'x.svg']);
    expect([same.status, same.stderr]).toEqual([
      2,
      expect.stringContaining('no outcome differs between rd-surge and rd-surge'),
    ]);
    const none = await tujing(['diff', 'baseline', 'src']);
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('"src" is a folder without run.json')]);
  });

  it('tujing diff of two run folders splits what moved into data and assumption, with the counts of both', async () => {
    const model = path.join(folder, 'model');
    await cp(path.join(packageRoot, 'src', 'model-packages', 'zhejiang-innovation'), model, { recursive: true });
    const runTo = (out: string) =>
      tujing(['run', 'rd-surge', '--no-charts', '--model', './model', '--out', out], folder);
    await runTo('a');
    const change = async (file: string, from: string, to: string) => {
      const text = await readFile(path.join(folder, file), 'utf8');
      expect(text).toContain(from);
      await writeFile(path.join(folder, file), text.replace(from, to));
    };
    await change('scenarios/rd-surge.yaml', 'growth: +2pp', 'growth: +3pp');
    await change(
      'model/observations/published.csv',
      'jiaxing,rd_intensity,2023,3.56',
      'jiaxing,rd_intensity,2023,3.60',
    );
    await runTo('b');
    const { status, stdout } = await tujing(['diff', 'a', 'b', '--model', './model', '--json'], folder);
    expect(status).toBe(0);
    const { inputs, results } = JSON.parse(stdout) as {
      inputs: { cause: string; input: string }[];
      results: {
        scenario: string;
        variable: string;
        region: string;
        year: number;
        difference: number;
        parts: Record<string, number>;
      }[];
    };
    expect(inputs.map(({ cause, input }) => [cause, input])).toEqual([
      ['data', 'observations/published.csv'],
      ['assumption', 'scenarios/rd-surge.yaml'],
    ]);
    const row = (scenario: string, year: number) =>
      results.find(
        (one) =>
          one.scenario === scenario && one.variable === 'rd_intensity' && one.region === 'jiaxing' && one.year === year,
      );
    expect(row('baseline', 2023)).toMatchObject({
      difference: expect.closeTo(0.04, 12),
      parts: { data: expect.closeTo(0.04, 12) },
    });
    const pushed = row('rd-surge', 2027);
    expect(Object.keys(pushed?.parts ?? {})).toEqual(['data', 'assumption']);
    expect(pushed?.parts.data).toBe(row('baseline', 2027)?.difference);
    expect((pushed?.parts.data ?? 0) + (pushed?.parts.assumption ?? 0)).toBeCloseTo(
      pushed?.difference ?? Number.NaN,
      12,
    );
    await writeFile(
      path.join(folder, 'b', 'results.csv'),
      (await readFile(path.join(folder, 'b', 'results.csv'), 'utf8')).replace(/\n$/, ''),
    );
    expect((await tujing(['diff', 'a', 'b', '--model', './model'], folder)).stderr).toContain(
      'is not what the run wrote',
    );
  });

  it.each([
    [['diff', 'baseline', 'baseline@1990'], 'years run from 2010 to 2030'],
    [['diff', 'baseline', 'rd-surge', '--year', 'soon'], '"soon" is neither a year nor a range of years'],
    [['diff', 'baseline', 'rd-surge', '--top', 'all'], '--top is a number of rows, not "all"'],
  ])('tujing %j is refused and says what to do', async (args, says) => {
    expect(await refusal(args)).toContain(says);
  });
});

describe('tujing graph, tujing explain --tree', () => {
  it('tujing graph --indicator rd_intensity prints a Mermaid flowchart, --format dot a digraph', async () => {
    const mermaid = await tujing(['graph', '--indicator', 'rd_intensity', '--lang', 'en']);
    expect(mermaid.stdout).toMatch(/^flowchart LR\n/);
    expect(mermaid.stdout).toContain('n_rd_expenditure --> n_rd_intensity');
    const dot = await tujing(['graph', '--format', 'dot']);
    expect([dot.status, dot.stdout.startsWith('digraph model {'), dot.stdout.endsWith('}\n')]).toEqual([0, true, true]);
    expect((await tujing(['graph', '--indicator', 'rd'])).status).toBe(2);
  });

  it('tujing explain says why there is no value: a break between published years, or nothing to start from', async () => {
    const why = async (...cell: readonly string[]) => (await tujing(['explain', ...cell])).stdout;
    expect(await why('gdp', '--region', 'ningbo', '--year', '2022')).toMatch(
      /no data: the values of 2\d{3} and 2023 .*\(break in 2023\)/,
    );
    expect(await why('gdp', '--region', 'nanhu', '--year', '2027')).toMatch(/no data: nothing is published/);
    expect(await why('rd_intensity', '--region', 'nanhu', '--year', '2027')).toMatch(
      /no data: what it is computed from/,
    );
    const deep = await tujing(['explain', 'gdp', '--year', '2027', '--depth', '2']);
    expect([deep.status, deep.stderr]).toEqual([2, expect.stringContaining('--depth is for --tree')]);
  });

  it('tujing explain --tree shows the chain down to published figures, --depth cuts it', async () => {
    const args = [
      'explain',
      'rd_intensity',
      '--region',
      'jiaxing',
      '--year',
      '2027',
      '--scenario',
      'rd-surge',
      '--tree',
    ];
    const { status, stdout } = await tujing(args);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^rd_intensity Jiaxing 2027 = 3\.99 % projected \[3\.82 before levers\] {2}= rd_expenditure \/ gdp\n├─ rd_expenditure 2027/,
    );
    expect(stdout).toMatch(/levers \+\d+\.\d+: rd_expenditure jiaxing 2025-2027 growth: \+2pp, ramp 2 years/);
    expect((await tujing([...args, '--depth', '0'])).stdout.trimEnd().split('\n')).toHaveLength(1);
    expect((await tujing([...args, '--depth', 'deep'])).stderr).toContain('--depth is a number of levels, not "deep"');
  });
});
