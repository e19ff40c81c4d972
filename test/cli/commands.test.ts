import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tujing, tujingProcess } from './cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tujing-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('tujing targets --json', () => {
  it('tujing targets --region jiaxing --json holds the comparable 2027 targets and those of 2020', async () => {
    const { status, stdout } = await tujing(['targets', '--region', 'jiaxing', '--json']);
    expect(status).toBe(0);
    const rows = JSON.parse(stdout) as Record<string, unknown>[];
    const [first] = rows;
    expect(Object.keys(first ?? {})).toEqual(
      'scenario,region,variable,unit,plan,kind,bound,year,target,base_year,base_value,outcome,outcome_basis,gap,gap_pct,met,status,pace_ratio,pace_ratio_other,needed,needed_unit,year_met,p_met,p_met_se,flags,reason'.split(
        ',',
      ),
    );
    const find = (variable: string, year: number, plan: string) =>
      rows.find(
        (row) =>
          row.scenario === 'baseline' &&
          row.variable === variable &&
          row.year === year &&
          row.plan === plan &&
          row.kind === 'level',
      );
    expect(find('rd_intensity', 2027, 'jiaxing-315')).toMatchObject({ bound: 'gt', target: 3.65, unit: '%' });
    expect(find('hightech_value_added_share', 2027, 'jiaxing-315')).toMatchObject({ bound: 'gte', target: 73 });
    expect(find('hightech_enterprises', 2027, 'jiaxing-315')).toMatchObject({ bound: 'gt', target: 6000 });
    expect(find('tech_smes', 2027, 'jiaxing-315')).toMatchObject({ bound: 'gt', target: 15000 });
    expect(find('rd_intensity', 2020, 'jiaxing-13fyp')).toMatchObject({
      target: 3.2,
      outcome: 3.31,
      outcome_basis: 'observed',
      met: true,
      status: 'met',
    });
    expect(find('hightech_enterprises', 2020, 'jiaxing-13fyp')).toMatchObject({
      target: 1000,
      outcome: 2416,
      status: 'met',
    });
    expect(find('tech_smes', 2020, 'jiaxing-13fyp')).toMatchObject({ target: 3000, outcome: 6064, status: 'met' });
    // Growth needed counts from the latest observation: 3.56 in 2023, so (3.65 - 3.56) / 4 points a year.
    expect(find('rd_intensity', 2027, 'jiaxing-315')?.needed).toBeCloseTo((3.65 - 3.56) / 4, 12);
    expect(new Set(rows.map((row) => row.region))).toEqual(new Set(['jiaxing']));
    expect(rows.some((row) => row.scenario === 'baseline@2016')).toBe(true);
  });
});

describe('tujing explain', () => {
  it('tujing explain rd_intensity --region jiaxing --year 2020 shows 3.31 observed and 3.20 planned with their places', async () => {
    const { status, stdout } = await tujing(['explain', 'rd_intensity', '--region', 'jiaxing', '--year', '2020']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/3\.31 %\s+observed/);
    expect(stdout).toMatch(/level ≥ 3\.2 %.*嘉兴市科技创新“十三五”规划.*主要指标表 第1行, printed "3\.20"/);
    expect(stdout).toContain('stated growth 0.05pp a year');
  });
});

describe('tujing run', () => {
  it('tujing run --no-charts writes the tables and a record, and a second run writes the same bytes', async () => {
    const read = async (out: string, name: string) => readFile(path.join(folder, out, name), 'utf8');
    const first = await tujing(['run', '--no-charts', '--out', path.join(folder, 'a')]);
    expect(first.status).toBe(0);
    await tujingProcess(['run', '--no-charts', '--out', path.join(folder, 'b')]);
    const results = await read('a', 'results.csv');
    expect(results.split('\n')[0]).toBe('model,scenario,region,variable,unit,year,value,basis');
    expect(await read('b', 'results.csv')).toBe(results);
    expect(await read('b', 'targets.csv')).toBe(await read('a', 'targets.csv'));
    const rows = parse(results, { columns: true }) as Record<string, string>[];
    expect(rows.every((row) => Number.isFinite(Number(row.value)) && row.value !== '')).toBe(true);
    expect(new Set(rows.map((row) => row.basis))).toEqual(
      new Set(['observed', 'interpolated', 'planned', 'projected', 'derived', 'borrowed', 'index']),
    );
    const record = JSON.parse(await read('a', 'run.json')) as {
      inputs: Record<string, string>;
      outputs: Record<string, string>;
    };
    expect(Object.keys(record.outputs)).toEqual(['results.csv', 'targets.csv']);
    expect(Object.keys(record.inputs)).toContain('scenarios/rd-surge.yaml');
  });

  it('tujing run removes only what its last record lists', async () => {
    const out = path.join(folder, 'a');
    await writeFile(path.join(out, 'mine.txt'), 'kept');
    await writeFile(path.join(out, 'run.json'), JSON.stringify({ outputs: { 'old.csv': '', '../outside.csv': '' } }));
    await writeFile(path.join(out, 'old.csv'), 'stale');
    await writeFile(path.join(folder, 'outside.csv'), 'kept');
    await tujing(['run', 'rd-surge', '--no-charts', '--out', out]);
    await expect(readFile(path.join(out, 'old.csv'))).rejects.toThrow();
    expect(await readFile(path.join(out, 'mine.txt'), 'utf8')).toBe('kept');
    expect(await readFile(path.join(folder, 'outside.csv'), 'utf8')).toBe('kept');
  });
});

describe('exit statuses', () => {
  it.each([
    [['run', 'rd-surg'], 2, 'did you mean "rd-surge"?'],
    [['targets', '--region', 'jiaxin'], 2, 'did you mean "jiaxing"?'],
    [['explain', 'rd_intensty', '--year', '2020'], 2, 'did you mean "rd_intensity"?'],
    [['list', 'regoins'], 2, 'did you mean "regions"?'],
    [['trgets'], 2, 'Did you mean targets?'],
    [['run', '--lang', 'de'], 2, '--lang knows zh and en'],
    [['explain', 'gdp', '--year', '1999'], 2, 'years run from 2010 to 2030'],
    [['list', 'plans', '--model', 'nowhere'], 2, 'no model package "nowhere"'],
  ])('tujing %j ends with %i and says what to do', async (args, status, says) => {
    const outcome = await tujing(args);
    expect(outcome.status).toBe(status);
    expect(outcome.stderr).toContain(says);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });

  it('tujing check ends with 0 and counts what each plan holds', async () => {
    const { status, stdout } = await tujingProcess(['check', '--json']);
    expect(status).toBe(0);
    const { plans, issues } = JSON.parse(stdout) as {
      plans: { plan: string; cells: number; targets: number }[];
      issues: { message: string }[];
    };
    expect(plans.map((plan) => plan.plan).sort()).toEqual([
      'jiashan-2035',
      'jiaxing-13fyp',
      'jiaxing-315',
      'pinghu-13fyp',
      'zhejiang-yizhuan-sichuang',
    ]);
    expect(plans.find((plan) => plan.plan === 'zhejiang-yizhuan-sichuang')?.cells).toBe(960);
    expect(issues.some((issue) => /0\.05 points a year stated, 0\.094 implied/.test(issue.message))).toBe(true);
  });

  it('tujing targets of a region that no plan speaks of names it', async () => {
    const { status, stdout } = await tujing(['targets', '--region', 'nanhu', '--year', '2027']);
    expect([status, stdout]).toEqual([0, 'no plan sets a target for nanhu in 2027\n']);
  });

  it('a missed target is a result: --fail-on missed ends with 1, without it with 0', async () => {
    const asked = ['targets', '--region', 'jiaxing', '--scenario', 'baseline'];
    expect((await tujing([...asked, '--fail-on', 'missed'])).status).toBe(1);
    expect((await tujing(asked)).status).toBe(0);
  });

  it('a process ends with the status, tells mistakes on standard error and prints nothing', async () => {
    expect(await tujingProcess(['targets', '--region', 'jiaxin', '--json'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('did you mean "jiaxing"?'),
    });
    expect((await tujingProcess(['audit', '--fail-on', 'error'])).status).toBe(1);
  });
});

describe('tujing new scenario', () => {
  it('tujing new scenario my-idea writes a file that runs', async () => {
    const made = await tujing(['new', 'scenario', 'my-idea'], folder);
    expect(made).toMatchObject({ status: 0, stdout: 'scenarios/my-idea.yaml\n' });
    const run = await tujing(['run', 'my-idea', '--no-charts'], folder);
    expect(run.status).toBe(0);
    expect((await tujing(['new', 'scenario', 'my-idea'], folder)).status).toBe(2);
    expect((await tujing(['new', 'scenario', 'Meine Idee'], folder)).status).toBe(2);
  });
});
