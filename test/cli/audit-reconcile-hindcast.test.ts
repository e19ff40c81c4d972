import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tujing } from './cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tujing-audit-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('tujing audit', () => {
  it('tujing audit --json holds every figure with file, line and column, and --fail-on error ends with 1', async () => {
    const { status, stdout } = await tujing(['audit', '--json', '--fail-on', 'error']);
    expect(status).toBe(1);
    const findings = JSON.parse(stdout) as {
      check: string;
      region: string;
      figures: { file: string; line: number | null; printed: string }[];
    }[];
    expect(findings.length).toBeGreaterThan(20);
    const step = findings.find((one) => one.check === 'year-step');
    expect(step?.figures[0]).toMatchObject({
      printed: '26320 亿元',
      line: 3,
      column: 15,
      place: '附件1 八 浙江省 2017',
    });
    expect(step?.figures[0]?.file).toMatch(/annex-8-new-product-output\.csv$/);
    expect(findings.flatMap((one) => one.figures).every((figure) => figure.line !== null)).toBe(true);
  });

  it('tujing audit --severity error --lang zh prints findings, figures and advice, and draws them', async () => {
    const { status, stdout } = await tujing([
      'audit',
      '--severity',
      'error',
      '--lang',
      'zh',
      '--chart',
      path.join(folder, 'audit.svg'),
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/23883 × \(1 \+ 10\.3 %\) = 26342\.9，印作26320/);
    expect(stdout).toMatch(/→ 用印出的水平数/);
    expect(stdout).toMatch(/5 findings: 5 errors/);
    expect(await readFile(path.join(folder, 'audit.svg'), 'utf8')).toContain('规划审读：共5处');
  });
});

describe('tujing reconcile', () => {
  it('tujing reconcile --json tells sums of plans, published values and the scenario', async () => {
    const { status, stdout } = await tujing(['reconcile', '--region', 'zhejiang', '--years', '2016-2020', '--json']);
    expect(status).toBe(0);
    const { sums } = JSON.parse(stdout) as {
      sums: { source: { name: string }; indicator: string; year: number; difference: number | null; status: string }[];
    };
    expect(
      sums.find(
        (row) =>
          row.source.name === 'zhejiang-yizhuan-sichuang' && row.indicator === 'rd_expenditure' && row.year === 2016,
      ),
    ).toMatchObject({ difference: -11, status: 'differs' });
    expect(sums.some((row) => row.source.name === 'baseline')).toBe(true);
    expect(sums.every((row) => (row.status === 'incomplete') === (row.difference === null))).toBe(true);
  });

  it('tujing reconcile --method proportional --write makes a scenario that runs and adds up', async () => {
    const made = await tujing(
      [
        'reconcile',
        '--indicator',
        'gdp',
        '--region',
        'zhejiang',
        '--years',
        '2025-2030',
        '--method',
        'proportional',
        '--write',
        'gdp-summed',
      ],
      folder,
    );
    expect(made.status).toBe(0);
    expect(made.stdout).toMatch(/zhejiang .* stays/);
    const again = await tujing(
      [
        'reconcile',
        '--indicator',
        'gdp',
        '--region',
        'zhejiang',
        '--years',
        '2030',
        '--scenario',
        'gdp-summed',
        '--json',
      ],
      folder,
    );
    const { sums } = JSON.parse(again.stdout) as { sums: { source: { name: string }; difference: number }[] };
    expect(Math.abs(sums.find((row) => row.source.name === 'gdp-summed')?.difference ?? 1)).toBeLessThan(1e-6);
    expect(
      (await tujing(['reconcile', '--indicator', 'gdp', '--method', 'proportional', '--write', 'gdp-summed'], folder))
        .stderr,
    ).toContain('exists already');
  });

  it('tujing reconcile --share-out says who is asked for what and who can reach it', async () => {
    const { status, stdout } = await tujing([
      'reconcile',
      '--indicator',
      'gdp',
      '--region',
      'zhejiang',
      '--year',
      '2027',
      '--share-out',
      '110000',
      '--by',
      'growth',
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/ningbo .* out of reach/);
    expect(stdout).toMatch(/together: asked 110000\.0, expected/);
  });
});

describe('tujing hindcast', () => {
  it('tujing hindcast --as-of 2016 --json gives scores, forecasts and notes, and --chart draws the series', async () => {
    const { status, stdout } = await tujing([
      'hindcast',
      '--indicators',
      'rd_expenditure',
      '--as-of',
      '2016',
      '--json',
      '--chart',
      path.join(folder, 'rd.vl.json'),
      '--lang',
      'en',
    ]);
    expect(status).toBe(0);
    const { scores, forecasts } = JSON.parse(stdout) as {
      scores: { assumption: string; mae: number; best: boolean }[];
      forecasts: unknown[];
    };
    expect(scores.find((score) => score.best)?.assumption).toBe('damped');
    expect(scores.find((score) => score.assumption === 'path')?.mae).toBeCloseTo(57.46, 9);
    expect(forecasts).toHaveLength(30);
    expect(await readFile(path.join(folder, 'rd.vl.json'), 'utf8')).toContain('damped trend');
  });
});

describe('bad input', () => {
  it.each([
    [['audit', '--check', 'year-stepp'], 'unknown check "year-stepp"'],
    [
      ['reconcile', '--indicator', 'rd_intensity', '--method', 'structural'],
      'reconcile the amounts it is computed from',
    ],
    [['reconcile', '--indicator', 'gdp', '--share-out', 'many', '--year', '2027'], 'a number above 0'],
    [['hindcast', '--as-of', '2030-2012'], 'write 2016 or 2012-2020'],
    [['hindcast', '--region', 'nanhu', '--indicators', 'gdp'], 'no forecast of "gdp" in "nanhu"'],
    [['reconcile', '--region', 'pinghu'], '"pinghu" has no regions below'],
    [['reconcile', '--region', 'zhejiang', '--indicator', 'rd_intensity', '--years', '2010'], 'has values to sum'],
  ])('tujing %j ends with 2 and says what to do', async (args, says) => {
    const outcome = await tujing(args);
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain(says);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });
});
