// --shard i/n and tujing merge: the bytes of the single run, and parts that do not belong together.

import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BARE, packageFiles, packageText, planText, responsesText, scenarioText } from '../worlds/world.ts';
import { type Outcome, tujing } from './cli.ts';

const steady = ['rd', 'patents', 'gdp']
  .map(
    (id) =>
      `  - {name: steady, indicator: ${id}, regions: "*", curve: growth, rate: 3%, default: true, source: test}\n`,
  )
  .join('');
const FILES = {
  ...BARE,
  ...packageFiles({
    years: '2015-2020',
    regions: ['town', 'port'],
    indicators: ['rd 亿元 flow', 'patents 件 flow', 'gdp 亿元 flow', 'return 1 ratio formula: ln(rd / gdp)'],
    observed: ['town', 'port'].flatMap((region) => [
      `${region} rd 2015 100`,
      `${region} patents 2015 50`,
      `${region} gdp 2015 4000`,
    ]),
    growth: `window: 5\nphi: 0.9\nassumptions:\n${steady}uncertainty:\n  rd.growth: {normal: {sd: 2pp}, yearly: 0.3}\n  gdp.growth: {normal: {sd: 1pp}}\n`,
    responses: responsesText(['patents<-rd elasticity 0.5']),
    plans: {
      plan: planText(
        'plan',
        'town',
        '2016-2020',
        'targets:\n  - {kind: level, indicator: rd, bound: gte, year: 2020, value: 120, place: "1"}\n',
      ),
    },
  }),
  'package.yaml': packageText('2015-2020', 'town', 'rd, return'),
};
const SCENARIOS = {
  push: 'levers:\n  - {indicator: rd, regions: town, years: 2017-2019, growth: +2pp}',
  swept: `sweep:
  grid:
    - {lever: rd@town growth 2016-2019, amounts: [-1pp, +1pp, +2pp, +3pp, +4pp]}
    - {lever: patents_to_rd.elasticity, from: 0.2, to: 0.8, steps: 3}`,
  listed: `sweep:
  list:
    - ["rd@port level 2017-2020 x1.1"]
    - ["rd@port level 2017-2020 +5"]`,
  // R&D may fall below 0: its logarithm has no value in about one draw of six.
  risky: `uncertainty:
  rd.growth@port: {uniform: {low: -130pp, high: 30pp}}
sweep:
  grid:
    - {lever: rd@port growth 2016-2020, amounts: [+1pp, -3pp]}`,
};

/** Scenarios with a sweep. */
const SWEPT = ['listed', 'risky', 'swept'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tujing-parts-'));
  const write = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  for (const [name, text] of Object.entries(FILES)) await write(`package/${name}`, text);
  for (const [id, body] of Object.entries(SCENARIOS)) await write(`scenarios/${id}.yaml`, scenarioText(id, body));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => tujing(['run', '--model', 'package', '--no-charts', ...args], folder);
const merge = (...args: string[]) => tujing(['merge', ...args], folder);

async function done(outcome: Promise<Outcome>): Promise<Outcome> {
  const { status, stderr, stdout } = await outcome;
  expect(status, stderr).toBe(0);
  return { status, stderr, stdout };
}

/** All files of a folder but the record, which holds times. */
async function filesOf(out: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = (await readdir(path.join(folder, out))).filter((name) => name !== 'run.json').sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, out, name))] as const)),
  );
}

/** Makes all parts of a run, merges them in another order, and compares every byte with the single run. */
async function splitAndJoin(name: string, parts: number, options: readonly string[]): Promise<readonly string[]> {
  await done(run(...options, '--out', `${name}-whole`));
  const folders = Array.from({ length: parts }, (_, k) => `${name}-part-${k + 1}`);
  for (const [k, out] of folders.entries()) await done(run(...options, '--shard', `${k + 1}/${parts}`, '--out', out));
  await done(merge(...[...folders].reverse(), '--out', `${name}-merged`));
  const [whole, merged] = [await filesOf(`${name}-whole`), await filesOf(`${name}-merged`)];
  expect([...merged.keys()]).toEqual([...whole.keys()]);
  for (const [file, bytes] of whole) expect(merged.get(file)?.equals(bytes), file).toBe(true);
  return [...whole.keys()];
}

describe('tujing merge', () => {
  it.each([
    ['draws', 3, ['--draws', '300', 'push', 'swept']],
    ['lhs', 2, ['--draws', '300', '--method', 'lhs', '--jobs', '1', 'push']],
    ['many', 5, ['--draws', '66000', 'push', '--indicators', 'rd']],
    ['sweeps', 4, ['swept', 'listed']],
    ['drawn-sweeps', 3, ['--draws', '100', 'swept']],
    ['dropped', 3, ['--draws', '200', '--method', 'random', '--drop-undefined', 'risky']],
    ['idle', 7, ['--draws', '64', 'baseline', '--indicators', 'gdp', '--regions', 'town']],
  ])('%s in %d parts: the bytes of the single run', async (name, parts, options) => {
    const files = await splitAndJoin(name, parts, options);
    expect(files).toContain('results.csv');
    expect(files.filter((file) => file.startsWith('sweep-'))).toEqual(
      SWEPT.filter((id) => options.includes(id)).map((id) => `sweep-${id}.csv`),
    );
  });

  it('Parquet: parts are joined into the bytes of the single file, which another reader opens', async () => {
    await splitAndJoin('parquet', 3, ['swept', '--table', 'parquet', '--draws', '100']);
    await done(run('swept', '--draws', '100', '--out', 'csv-whole'));
    const { buffer, byteOffset, byteLength } = await readFile(
      path.join(folder, 'parquet-merged', 'sweep-swept.parquet'),
    );
    const rows = await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer });
    const table = parse(await readFile(path.join(folder, 'csv-whole', 'sweep-swept.csv')), { columns: true }) as Record<
      string,
      string
    >[];
    expect(rows).toHaveLength(table.length);
    expect(table.length).toBeGreaterThan(15);
    rows.forEach((row, k) => {
      for (const [name, text] of Object.entries(table[k] ?? {})) {
        const value = row[name];
        if (text === '') expect(value ?? undefined, name).toBeUndefined();
        else
          expect(typeof value === 'number' ? String(value) : `${value}`, name).toBe(
            typeof value === 'number' ? String(Number(text)) : text.replace(/^'/, ''),
          );
      }
    });
    expect([...new Set(rows.map((row) => row['patents_to_rd.elasticity']))]).toEqual(['0.2', '0.5', '0.8']);
  });

  it('draws without a value: refused in a run and in its sweep, left out and counted with --drop-undefined', async () => {
    const options = ['risky', '--draws', '200', '--method', 'random', '--regions', 'port', '--out', 'risky'];
    const refused = await run(...options, '--indicators', 'return');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(
      /"return" of "port" in 2016 under "risky" has no value in draw \d+ and \d+ other draws/,
    );
    const left = await done(run(...options, '--drop-undefined'));
    expect(left.stderr).toMatch(/\d+ of 200 draws left a formula without a value and were left out/);
    expect(left.stderr).toMatch(
      /in 2 variants of "risky" draws left a formula without a value and were left out, up to \d+ of 200/,
    );
    const table = await readFile(path.join(folder, 'risky', 'sweep-risky.csv'), 'utf8');
    expect(table).toContain(',return,');
    expect(table).not.toMatch(/NaN|Infinity/);
    // The scenario itself holds; only a variant pushes growth so low.
    await writeFile(
      path.join(folder, 'scenarios', 'steep.yaml'),
      scenarioText(
        'steep',
        'sweep:\n  list:\n    - ["rd@port growth 2016-2020 +1pp"]\n    - ["rd@port growth 2016-2020 -102pp"]',
      ),
    );
    const steep = await run('steep', '--draws', '200', '--out', 'steep');
    await rm(path.join(folder, 'scenarios', 'steep.yaml'));
    expect(steep.status).toBe(2);
    expect(steep.stderr).toMatch(
      /"return" of "port" in 2020 under variant 2 of "steep" \(.*-102pp\) has no value in draw \d+/,
    );
    expect(await readdir(path.join(folder, 'steep'))).toEqual([]);
  });

  it('work is shared out to one piece, and a part without any says so', async () => {
    const said = await Promise.all([1, 2, 3, 4, 5].map((k) => run('listed', '--shard', `${k}/5`, '--out', `few-${k}`)));
    const counts = said.map(({ stderr }) => /: (\d+|no) variants/.exec(stderr)?.[1]);
    for (const [count, times] of [
      ['1', 2],
      ['no', 3],
    ] as const)
      expect(counts.filter((one) => one === count)).toHaveLength(times);
    expect(said.find(({ stderr }) => stderr.includes('no variants'))?.stderr).toContain('because "listed" has only 2');
    const { stderr } = await done(run('push', '--shard', '1/2', '--out', 'nothing'));
    expect(stderr).toContain('part 1 of 2 has no work: only draws (--draws) and sweeps are split');
  });

  it('refuses parts that do not make one run', async () => {
    const part = (name: string, shard: string, ...more: string[]) =>
      done(run('push', '--draws', '50', '--shard', shard, '--out', name, ...more));
    await part('a1', '1/3');
    await part('a2', '2/3');
    await part('a3', '3/3');
    await part('b2', '2/3', '--seed', '5');
    await part('c2', '2/4');
    await mkdir(path.join(folder, 'empty'));
    const edit = async (name: string, from: string, to: string) => {
      await cp(path.join(folder, 'a2'), path.join(folder, name), { recursive: true });
      const file = path.join(folder, name, 'part.json');
      const text = await readFile(file, 'utf8');
      expect(text).toContain(from);
      await writeFile(file, text.replace(from, to));
    };
    const { tool, inputs } = JSON.parse(await readFile(path.join(folder, 'a2', 'part.json'), 'utf8')) as {
      tool: string;
      inputs: string;
    };
    await edit('older', `"tool": "${tool}"`, '"tool": "0.0.1"');
    await edit(
      'other-files',
      inputs,
      inputs.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    );
    await edit('damaged', '"format": 1', '"format": ');
    await cp(path.join(folder, 'a2'), path.join(folder, 'cut'), { recursive: true });
    await writeFile(path.join(folder, 'cut', 'draws.part-2-of-3.json'), '[{"unit":');
    await cp(path.join(folder, 'a2'), path.join(folder, 'gone'), { recursive: true });
    await rm(path.join(folder, 'gone', 'draws.part-2-of-3.json'));
    for (const [folders, told] of [
      [['a1', 'a3'], 'part 2 of 3 is missing'],
      [['a2'], 'part 1, 3 of 3 is missing'],
      [['a1', 'a2', 'a2', 'a3'], 'part 2 of 3 is given twice: "a2" and "a2"'],
      [['a1', 'b2', 'a3'], '"b2" is a part of another run than "a1"'],
      [['a1', 'c2', 'a3'], '"c2" is a part of another run than "a1"'],
      [['a1', 'older', 'a3'], `"older" was made by tujing 0.0.1, this is ${tool}`],
      [['a1', 'other-files', 'a3'], '"other-files" was made from other files than "a1"'],
      [['a1', 'empty', 'a3'], '"empty" holds no part of a run'],
      [['a1', 'nowhere', 'a3'], '"nowhere" holds no part of a run'],
      [['a1', 'damaged', 'a3'], 'part.json" is damaged'],
      [['a1', 'cut', 'a3'], 'draws.part-2-of-3.json" is not as it was written'],
      [['a1', 'gone', 'a3'], 'draws.part-2-of-3.json" is missing'],
    ] as const) {
      const { status, stderr } = await merge(...folders, '--out', 'never');
      expect(status, stderr).toBe(2);
      expect(stderr).toContain(told);
    }
    expect(await readdir(folder)).not.toContain('never');
    await writeFile(path.join(folder, 'scenarios', 'later.yaml'), scenarioText('later', SCENARIOS.push));
    const { status, stderr } = await merge('a1', 'a2', 'a3', '--out', 'never');
    expect(status).toBe(2);
    expect(stderr).toContain('are not those that the parts were made from');
  });
});
