// tujing catchup and seek as a person runs them.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/paths.ts';
import { refusal, tujing } from './cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tujing-seek-'));
  await cp(path.join(packageRoot, 'scenarios'), path.join(folder, 'scenarios'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

const LEVER = 'rd_expenditure@jiaxing growth 2025-2027';

describe('tujing catchup', () => {
  it('tujing catchup --json prints comparisons and convergence without a number that is not finite', async () => {
    const { status, stdout } = await tujing([
      'catchup',
      '--indicator',
      'rd_intensity',
      '--regions',
      'counties:jiaxing',
      '--leader',
      'hangzhou,best,parent,target',
      '--scenario',
      'baseline,counties-catch-up',
      '--json',
    ]);
    expect(status).toBe(0);
    const { catchUp, convergence } = JSON.parse(stdout) as {
      catchUp: {
        scenario: string;
        leader: string;
        rows: { region: string; parity: { status: string; year?: number }; path: { gap: number }[] }[];
        leftOut: { region: string }[];
      }[];
      convergence: { scenario: string; refused: { what: string; reason: string }[] }[];
    };
    expect(catchUp.map((one) => `${one.scenario}/${one.leader}`)).toEqual(
      ['baseline', 'counties-catch-up'].flatMap((scenario) =>
        ['hangzhou', 'best', 'parent', 'target'].map((leader) => `${scenario}/${leader}`),
      ),
    );
    expect(convergence.map((one) => one.scenario)).toEqual(['baseline', 'counties-catch-up']);
    expect(convergence[0]?.refused.find((one) => one.what === 'log t')?.reason).toMatch(
      /needs 15 successive years published for all of at least 6 regions/,
    );
    expect(stdout).not.toMatch(/NaN|Infinity|null/);
    const parity = (scenario: string, region: string) =>
      catchUp
        .find((one) => one.scenario === scenario && one.leader === 'parent')
        ?.rows.find((row) => row.region === region)?.parity.status;
    expect(parity('baseline', 'pinghu')).toBe('never');
    expect(parity('counties-catch-up', 'pinghu')).toBe('inside');
    expect(catchUp[0]?.leftOut.map((one) => one.region)).toContain('nanhu');
  });

  it('tujing catchup --draws tells P(parity by year), and quantiles that may be beyond the horizon', async () => {
    const args = [
      '--indicator',
      'rd_intensity',
      '--regions',
      'pinghu,jiashan',
      '--leader',
      'jiaxing',
      '--draws',
      '256',
    ];
    const file = path.join(folder, 'parity.vl.json');
    const plain = await tujing(['catchup', ...args, '--scenario', 'counties-catch-up', '--chart', file], folder);
    expect(plain.status).toBe(0);
    expect(plain.stdout).toMatch(/region +by \d{4}.*not by 2030 +5 % +25 % +median +75 % +95 %/);
    expect(plain.stdout).toMatch(/pinghu .* not by 2030\n/);
    expect(plain.stdout).toContain('not within the horizon');
    expect(await readFile(file, 'utf8')).toContain('2030年前未赶上');
    const { stdout } = await tujing(['catchup', ...args, '--json']);
    const { parityChances } = JSON.parse(stdout) as {
      parityChances: { region: string; years: { year: number; probability: number; error: number }[] }[];
    };
    expect(parityChances.map(({ region }) => region)).toEqual(['jiashan', 'pinghu']);
    for (const { years } of parityChances)
      years.forEach(({ probability, error }, k) => {
        expect(probability).toBeGreaterThanOrEqual(years[k - 1]?.probability ?? 0);
        expect(error).toBeCloseTo(Math.sqrt((probability * (1 - probability)) / 256), 12);
      });
    expect(stdout).not.toMatch(/NaN|Infinity/);
    expect(await refusal(['catchup', ...args.slice(0, -1), '100000'])).toMatch(/at most 65536/);
  });

  it('tujing catchup prints several scenarios as years of parity', async () => {
    const table = await tujing([
      'catchup',
      '--indicator',
      'rd_intensity',
      '--regions',
      'pinghu,jiashan',
      '--leader',
      'jiaxing',
      '--scenario',
      'all',
    ]);
    expect(table.stdout).toMatch(/jiashan \* +jiaxing +never +2024 enterprise-double.* · 2025 .*rd-slowdown/);
    expect(table.stdout).toMatch(/the same as baseline: .*rd-surge/);
  });

  it.each([
    [['--indicator', 'gdp', '--leader', 'hangzou'], 'did you mean "hangzhou"?'],
    [['--indicator', 'gdp', '--leader', 'target:jiaxing-316'], 'did you mean "jiaxing-315"?'],
    [['--indicator', 'gdp', '--form', 'cubic'], '--form knows log and level'],
    [['--indicator', 'gdp', '--from', '2020', '--to', '2015'], '--from 2020 is not before --to 2015'],
    [['--indicator', 'gdp', '--regions', 'jiaxing', '--leader', 'best'], 'there is no other region to compare with'],
  ])('tujing catchup %j is refused', async (args, says) => {
    expect(await refusal(['catchup', ...args])).toContain(says);
  });
});

const COUNTIES = ['catchup', '--indicator', 'rd_intensity', '--regions', 'counties:jiaxing'];

describe('tujing catchup refuses, or tells, what it cannot answer', () => {
  it.each([
    [[...COUNTIES, '--leader', 'best', '--kind', 'catch-up', '--chart', 'x.svg'], 'compares with one region'],
    [
      ['catchup', '--indicator', 'rd_intensity', '--regions', 'nanhu', '--leader', 'hangzhou'],
      'nanhu is left out: no data',
    ],
  ])('tujing %j', async (args, says) => {
    expect(await refusal(args)).toContain(says);
  });

  it('tujing catchup --kind convergence of one region says why there is no chart', async () => {
    const alone = ['catchup', '--indicator', 'rd_intensity', '--regions', 'pinghu', '--leader', 'jiaxing'];
    const { status, stderr } = await tujing([...alone, '--kind', 'convergence', '--chart', 'x.svg']);
    expect(status).toBe(2);
    expect(stderr).toContain('convergence compares at least two regions with data; there is one (pinghu)');
  });

  it('tujing catchup --by a published year tells that no growth is needed by then', async () => {
    const { stdout } = await tujing([...COUNTIES, '--leader', 'hangzhou', '--by', '2010']);
    expect(stdout).toMatch(/pinghu: no growth needed is told: the year asked for is not after/);
    expect((await tujing([...COUNTIES, '--leader', 'hangzhou', '--by', '2027'])).stdout).not.toMatch(
      /no growth needed/,
    );
  });

  it('tujing catchup of several scenarios says which one a chart of one scenario shows', async () => {
    const file = path.join(folder, 'ranks.svg');
    const two = [...COUNTIES, '--scenario', 'baseline,counties-catch-up', '--chart', file, '--kind'];
    expect((await tujing([...two, 'ranks'])).stderr).toContain('the chart ranks shows one scenario: baseline');
    expect((await tujing([...two, 'parity-years'])).stderr).not.toContain('shows one scenario');
  });
});

describe('tujing seek', () => {
  it('tujing seek --write writes a scenario that gives the target when run, and never writes over a file of somebody else', async () => {
    const args = [
      'seek',
      '--indicator',
      'rd_intensity',
      '--region',
      'jiaxing',
      '--year',
      '2027',
      '--target',
      '4',
      '--lever',
      LEVER,
      '--with',
      'gdp@jiaxing growth 2025-2027 =6%',
      '--write',
    ];
    const found = await tujing([...args, 'four', '--json'], folder);
    expect(found.status).toBe(0);
    const [answer] = JSON.parse(found.stdout) as {
      status: string;
      solutions: { levers: { text: string }[]; outcome: number }[];
    }[];
    expect(answer?.status).toBe('solved');
    expect(answer?.solutions[0]?.outcome).toBeCloseTo(4, 10);
    expect(await readFile(path.join(folder, 'scenarios', 'four.yaml'), 'utf8')).toContain(
      `growth: "${answer?.solutions[0]?.levers[0]?.text}"`,
    );
    const run = await tujing(['targets', '--region', 'jiaxing', '--scenario', 'four', '--json'], folder);
    const rows = JSON.parse(run.stdout) as { variable: string; year: number; outcome: number }[];
    expect(
      Math.abs((rows.find((row) => row.variable === 'rd_intensity' && row.year === 2027)?.outcome ?? 0) / 4 - 1),
    ).toBeLessThan(1e-9);
    expect(await tujing([...args, 'rd-surge'], folder)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('exists already and was not written by seek'),
    });
  });

  it('tujing seek SCENARIO solves the goals of its file and writes each', async () => {
    const goals = `scenario: goals\ntitle: {zh: 目标, en: Goals}\nextends: rd-surge\nseek:\n  - {indicator: rd_intensity, region: jiaxing, target: 4.2, year: 2027, levers: ["${LEVER}"]}\n  - {indicator: rd_intensity, region: jiaxing, target: jiaxing-315, levers: ["rd_expenditure@jiaxing growth 2025-2027 ="], as: plan-kept}\n`;
    await writeFile(path.join(folder, 'scenarios', 'goals.yaml'), goals);
    const { status, stderr } = await tujing(['seek', 'goals', '--write'], folder);
    expect(status).toBe(0);
    expect(stderr).toMatch(/wrote scenarios.goals-solved-1\.yaml[\s\S]*wrote scenarios.plan-kept\.yaml/);
    const { stdout } = await tujing(['targets', '--region', 'jiaxing', '--scenario', 'plan-kept', '--json'], folder);
    const rows = JSON.parse(stdout) as { variable: string; year: number; outcome: number }[];
    expect(rows.find((row) => row.variable === 'rd_intensity' && row.year === 2027)?.outcome).toBeCloseTo(3.65, 9);
  });

  it('tujing seek --if answers for GDP growth of 5, 6, 7 % by arithmetic, where nothing feeds back', async () => {
    const { status, stdout } = await tujing([
      'seek',
      '--indicator',
      'rd_intensity',
      '--region',
      'jiaxing',
      '--year',
      '2027',
      '--target',
      '3.65',
      '--json',
      '--lever',
      'rd_expenditure@jiaxing growth 2024-2027 =',
      '--if',
      'gdp@jiaxing growth 2025-2027 =5%, =6%, =7%',
      ...['gdp_to_rd.share', 'gdp_to_knowledge.elasticity', 'rd_to_enterprises.elasticity'].flatMap((id) => [
        '--with',
        `${id} 0`,
      ]),
    ]);
    expect(status).toBe(0);
    const found = (JSON.parse(stdout) as { solutions: { levers: { amount: number }[] }[] }[]).map(
      ({ solutions }) => solutions[0]?.levers[0]?.amount,
    );
    // Published: GDP 7062.5 (2023) and 7569.5 (2024), R&D/GDP 3.56 % (2023).
    const growth = (gdp: number) => 100 * (((3.65 * 7569.5 * gdp ** 3) / (3.56 * 7062.5)) ** 0.25 - 1);
    expect(found).toEqual([1.05, 1.06, 1.07].map((gdp) => expect.closeTo(growth(gdp), 9)));
  });

  it('tujing seek ends with 1 where the goal cannot be reached, and says how far one gets', async () => {
    const { status, stdout } = await tujing([
      'seek',
      '--indicator',
      'rd_intensity',
      '--year',
      '2027',
      '--target',
      '6',
      '--lever',
      `${LEVER} -5pp..+5pp`,
    ]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/infeasible +the best is 4\.\d\d %, 1\.\d\d points short, at the upper limit/);
  });

  it('tujing seek ends with 0 where no value inside the limits misses the goal', async () => {
    const { status, stdout } = await tujing(
      ['seek', '--indicator', 'rd_intensity', '--year', '2027', '--target', '1', '--lever', LEVER],
      folder,
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /always\s+met at every value inside the limits; the least is 1\.47 %, 0\.47 points to spare/,
    );
    expect(stdout).not.toContain('infeasible');
  });

  it.each([
    ['0', 'write 0.8'],
    ['80', 'write 0.8'],
    ['80%', 'write 0.8'],
  ])('tujing seek --probability %s is told what to write', async (share, says) => {
    const goal = ['seek', '--indicator', 'rd_intensity', '--year', '2027', '--target', '4', '--lever', LEVER];
    expect(await refusal([...goal, '--draws', '64', '--probability', share])).toContain(says);
  });

  it('tujing seek --trade-off and --latest-start answer on the shipped package', async () => {
    const pairs = await tujing([
      'seek',
      '--indicator',
      'rd_intensity',
      '--year',
      '2027',
      '--target',
      '4',
      '--lever',
      LEVER,
      '--lever',
      'hightech_enterprises@jiaxing growth 2025-2027',
      '--trade-off',
    ]);
    expect(pairs.status).toBe(0);
    expect(pairs.stdout).toContain('pairs that reach the goal');
    const start = await tujing([
      'seek',
      '--indicator',
      'rd_intensity',
      '--year',
      '2027',
      '--target',
      '4.3',
      '--lever',
      LEVER,
      '--latest-start',
      '--max-growth',
      '=14%',
      '--json',
    ]);
    const [found] = JSON.parse(start.stdout) as {
      latestStart: { growth: string; latest: number; starts: { year: number; outcome: number; reaches: boolean }[] };
    }[];
    expect(found?.latestStart.growth).toBe('=14%');
    expect(found?.latestStart.latest).toBe(found?.latestStart.starts.filter((one) => one.outcome >= 4.3).at(-1)?.year);
    const late = await tujing([
      'seek',
      '--indicator',
      'rd_intensity',
      '--year',
      '2027',
      '--target',
      '9',
      '--lever',
      LEVER,
      '--latest-start',
      '--max-growth',
      '=14%',
    ]);
    expect(late).toMatchObject({ status: 1, stdout: expect.stringContaining('too late') });
  });

  const asked = ['seek', '--indicator', 'rd_intensity', '--year', '2027', '--target', '4', '--lever', LEVER];
  it.each([
    [['seek', '--indicator', 'rd_intensity', '--year', '2027', '--target', '4'], 'no lever is named'],
    [
      ['seek', '--indicator', 'rd_intensity', '--year', '2047', '--target', '4', '--lever', LEVER],
      'years run from 2010 to 2030',
    ],
    [
      ['seek', '--indicator', 'rd_intensity', '--years', '2025-2027', '--target', '4', '--lever', LEVER],
      'do not add up',
    ],
    [['seek', '--indicator', 'rd_intensity', '--path', '2025:three', '--lever', LEVER], 'is no point of a path'],
    [[...asked, '--trade-off'], 'asks for two levers'],
    [[...asked, '--latest-start', '--max-growth', 'fast'], 'is no growth'],
    [[...asked, '--write', 'two', '--if', 'gdp@jiaxing growth 2026 =5%, =6%'], '--write needs one case of --if, not 2'],
    [['seek', 'rd-surge'], 'has no goals under seek:'],
  ])('tujing %j is refused', async (args, says) => {
    expect(await refusal(args)).toContain(says);
  });

  it('tujing seek --draws tells the lever of a probability beside the central one; infeasible ends with status 1', async () => {
    const args = ['seek', '--indicator', 'rd_intensity', '--year', '2027', '--draws', '256'];
    const solved = await tujing([...args, '--target', '3.9', '--lever', LEVER, '--write', 'likely'], folder);
    expect(solved.status).toBe(0);
    expect(solved.stdout).toMatch(
      /80 % of 256 draws .*tried on the same draws\n {2}solution +\+\d\.\d+pp .*P = 80 % \(±\d\)/,
    );
    expect(solved.stdout).toMatch(/one standard error of so many draws: \+\S+pp to \+\S+pp/);
    expect(solved.stdout).toMatch(/compare +with the solution at central inputs, .*without the lever: P = /);
    expect(await readFile(path.join(folder, 'scenarios', 'likely.yaml'), 'utf8')).toContain('with probability 80 %');
    const short = await tujing([
      ...args,
      '--target',
      '4.6',
      '--lever',
      `${LEVER} +0pp..+9pp`,
      '--probability',
      '0.9',
      '--json',
    ]);
    expect(short.status).toBe(1);
    const [{ status, chance }] = JSON.parse(short.stdout) as [
      { status: string; chance: { status: string; asked: number; best: { text: string; probability: number } } },
    ];
    expect([status, chance.status, chance.asked, chance.best.text]).toEqual(['solved', 'infeasible', 0.9, '+9pp']);
    expect(chance.best.probability).toBeLessThan(0.9);
  });

  it.each([
    [['--probability', '0.8'], /--probability is for draws\nadd --draws 1024/],
    [['--draws', '64', '--probability', '80'], /a share between 0 and 1, not "80"\nwrite 0\.8/],
    [['--draws', '64', '--probability', '1'], /a share between 0 and 1, not "1"/],
    [['--draws', '64', '--latest-start'], /--draws cannot be asked together with --latest-start/],
    [['--draws', '100000'], /at most 65536/],
    [['--draws', '64', '--lever', 'gdp@jiaxing growth 2025-2027'], /--draws seeks one lever, not 2/],
  ])('tujing seek %j is refused', async (more, message) => {
    const args = [
      'seek',
      '--indicator',
      'rd_intensity',
      '--year',
      '2027',
      '--target',
      '3.9',
      '--lever',
      LEVER,
      ...more,
    ];
    expect(await refusal(args)).toMatch(message);
  });
});
