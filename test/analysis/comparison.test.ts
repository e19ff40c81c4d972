// Differences between two scenarios, and between two runs as stored.

import { beforeAll, describe, expect, it } from 'vitest';
import { compareInputs, compareResults, type RunRecord, type StoredValue } from '../../src/analysis/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { compareScenarios } from '../../src/repeat.ts';
import { realWorld } from '../worlds/real.ts';
import { packageFiles, responsesText, world } from '../worlds/world.ts';

const side = (run: Run, id: string) => {
  const ran = run.scenarios.find((one) => one.id === id);
  if (!ran) throw new Error(`no scenario ${id}`);
  return { run, ran };
};

const small = packageFiles({
  indicators: ['rd 亿元 flow', 'firms 家 stock', 'speed % rate'],
  observed: ['rd 100', 'rd 110', 'firms 50', 'firms 60', 'speed 0.1', 'speed 0.2'].map(
    (text, k) => `town ${text.split(' ')[0]} ${2015 + (k % 2)} ${text.split(' ')[1]}`,
  ),
  responses: responsesText(['rd<-firms elasticity 0.3'], []),
});

describe('compareScenarios() settings', () => {
  it('compareScenarios() pairs levers on one series, and tells levers of one side, parameters, assumptions and overrides', async () => {
    const run = (
      await world({
        files: small,
        scenarios: {
          a: 'assume: {overrides: [{indicator: rd, regions: town, growth: observed}]}\nlevers:\n  - {indicator: rd, regions: town, years: 2018, growth: +2pp}\n  - {indicator: firms, regions: town, years: 2018-2019, growth: +1pp}\n',
          b: 'assume: {growth: observed}\nlevers:\n  - {indicator: firms, regions: town, years: 2018-2019, growth: +1pp}\n  - {indicator: rd, regions: town, years: 2018-2020, growth: +2pp, ramp: 2}\n  - {indicator: firms, regions: town, years: 2020, level: +5}\n  - {parameter: rd_to_firms.elasticity, value: 0.4}\n',
        },
      })
    ).run();
    expect(compareScenarios(side(run, 'a'), side(run, 'b')).settings).toEqual([
      { kind: 'growth', b: 'observed' },
      { kind: 'override', of: 'rd town', a: 'observed' },
      { kind: 'lever', of: 'rd town', a: '2018 growth: +2pp', b: '2018-2020 growth: +2pp, ramp 2 years' },
      { kind: 'lever', of: 'firms town', b: '2020 level: +5' },
      { kind: 'parameter', of: 'rd_to_firms.elasticity', a: '0.3', b: '0.4' },
    ]);
  });
});

describe('compareScenarios() outcomes', () => {
  it('compareScenarios() sorts by relative size, a rate by its points, and gives b - a and b / a - 1', async () => {
    const scenarios = {
      base: '',
      up: 'levers:\n  - {indicator: rd, regions: town, years: 2018, level: x1.02}\n  - {indicator: firms, regions: town, years: 2018, level: x0.9}\n  - {indicator: speed, regions: town, years: 2018, level: +1}\n',
    };
    const run = (await world({ files: { ...small, 'responses.yaml': responsesText([]) }, scenarios })).run();
    const { outcomes } = compareScenarios(side(run, 'base'), side(run, 'up'), { years: [2018] });
    // firms lose a tenth of the larger value, rd 0.02/1.02, speed moves from near 0 by one point, 0.01.
    expect(outcomes.map((row) => row.variable)).toEqual(['firms', 'rd', 'speed']);
    expect(outcomes[0]).toMatchObject({
      relative: expect.closeTo(-0.1, 12),
      difference: (outcomes[0]?.b ?? 0) - (outcomes[0]?.a ?? 0),
      unit: '家',
      basisA: 'projected',
    });
  });

  it('compareScenarios() compares no index with a level: the change has no difference and comes last', async () => {
    const files = packageFiles({
      indicators: ['rd 亿元 flow', 'gdp 亿元 flow'],
      observed: [
        'town rd 2015 100 final 2018',
        'town rd 2016 110 final 2018',
        'town gdp 2015 100 final 2016',
        'town gdp 2016 105 final 2017',
      ],
      plans: {
        plan: 'plan: plan\ntitle: {zh: p, en: p}\nshort: {zh: p, en: p}\nissuer: {zh: p, en: p}\nregion: town\nissued: 2015\nperiod: 2016-2020\ngrowth:\n  - {indicator: rd, region: town, years: 2016-2020, rate: 7%, place: "1"}\n',
      },
    });
    const both = await world({ files });
    const diff = compareScenarios(side(both.run(), 'baseline'), side(both.run([], 2017), 'baseline@2017'), {
      years: [2018],
    });
    expect(diff.settings).toEqual([{ kind: 'as_of', b: '2017' }]);
    const rd = diff.outcomes.find((row) => row.variable === 'rd');
    expect(rd).toMatchObject({ basisA: 'projected', basisB: 'index' });
    expect(rd).not.toHaveProperty('difference');
    expect(diff.outcomes.at(-1)).toBe(rd);
  });
});

describe('compareScenarios() on the shipped package', () => {
  let run: Run;
  beforeAll(async () => {
    run = (await realWorld()).run();
  });

  it('compareScenarios(x, x) is empty for every scenario, in every year', () => {
    const years = Array.from({ length: 21 }, (_, k) => 2010 + k);
    for (const { id } of run.scenarios)
      expect(compareScenarios(side(run, id), side(run, id), { years })).toMatchObject({
        settings: [],
        outcomes: [],
        targets: [],
      });
  });

  it('compareScenarios(rd-surge, surge-and-double) names the two levers and moves R&D/GDP of Jiaxing from 3.99 to 3.70 in 2027', () => {
    const diff = compareScenarios(side(run, 'rd-surge'), side(run, 'surge-and-double'));
    expect(diff.years).toEqual([2027]);
    expect(diff.settings.map(({ of, a, b }) => [of, a, b])).toEqual([
      ['hightech_enterprises jiaxing', undefined, '2023-2027 growth: =14.9%'],
      ['tech_smes jiaxing', undefined, '2023-2027 growth: =14.9%'],
    ]);
    const target = diff.targets.find((row) => row.variable === 'rd_intensity');
    expect(target).toMatchObject({ target: 3.65, year: 2027, turned: false });
    expect([target?.a.outcome?.toFixed(2), target?.b.outcome?.toFixed(2)]).toEqual(['3.99', '3.70']);
    const sizes = diff.outcomes
      .filter((row) => !row.variable.endsWith('_growth'))
      .map(({ a = 0, b = 0 }) => Math.abs(b - a) / Math.max(a, b));
    expect(sizes).toEqual([...sizes].sort((x, y) => y - x));
  });

  it('compareScenarios() swapped gives the negative differences of the same cells', () => {
    const [forth, back] = [
      compareScenarios(side(run, 'baseline'), side(run, 'weak-economy')),
      compareScenarios(side(run, 'weak-economy'), side(run, 'baseline')),
    ];
    expect(forth.outcomes.length).toBeGreaterThan(3);
    expect(
      back.outcomes.map(({ region, variable, difference }) => [region, variable, -(difference ?? Number.NaN)]),
    ).toEqual(forth.outcomes.map(({ region, variable, difference }) => [region, variable, difference]));
  });

  it('compareScenarios() puts targets that turn between met and not met first', () => {
    const { targets } = compareScenarios(side(run, 'replay-printed-pace'), side(run, 'replay-rd-surge'));
    const turned = targets.filter((row) => row.turned);
    expect(turned.map((row) => row.variable)).toContain('rd_intensity');
    expect(targets.slice(0, turned.length)).toEqual(turned);
    for (const { a, b } of turned) expect(new Set([a.met, b.met])).toEqual(new Set([false, true]));
  });
});

describe('compareInputs(), compareResults()', () => {
  const record = (inputs: Readonly<Record<string, string>>, more: Partial<RunRecord> = {}): RunRecord => ({
    tool: 'tujing 1',
    command: ['tujing', 'run'],
    scenarios: ['baseline', 'push', 'baseline@2016', 'replay'],
    inputs: {
      'models/z/package.yaml': 'p',
      'models/z/observations/published.csv': 'o',
      'models/z/growth.yaml': 'g',
      'scenarios/push.yaml': 's',
      ...inputs,
    },
    ...more,
  });
  const row = (scenario: string, value: number, basis = 'projected'): StoredValue => ({
    scenario,
    region: 'town',
    variable: 'rd',
    unit: '亿元',
    year: 2020,
    value,
    basis,
  });
  const partsOf = (b: RunRecord, before: readonly StoredValue[], after: readonly StoredValue[]) =>
    compareResults(record({}), b, before, after).map((change) => change.parts);

  it('compareInputs() sorts inputs into data, assumption and code, by their names below package and scenarios', () => {
    const other = record(
      { 'models/z/observations/published.csv': 'o2', 'models/z/growth.yaml': 'g2', 'models/z/plans/new.yaml': 'n' },
      { tool: 'tujing 2', command: ['tujing', 'run', '--as-of', '2020'] },
    );
    expect(compareInputs(record({}), other)).toEqual([
      { cause: 'code', input: 'tool', change: 'changed', a: 'tujing 1', b: 'tujing 2' },
      { cause: 'data', input: '--as-of', change: 'changed', b: '2020' },
      { cause: 'assumption', input: 'growth.yaml', change: 'changed' },
      { cause: 'data', input: 'observations/published.csv', change: 'changed' },
      { cause: 'data', input: 'plans/new.yaml', change: 'added' },
    ]);
    const moved = {
      ...record({}),
      inputs: {
        'elsewhere/package.yaml': 'p',
        'elsewhere/observations/published.csv': 'o',
        'elsewhere/growth.yaml': 'g',
        '/srv/elsewhere/scenarios/push.yaml': 's',
      },
    };
    expect(compareInputs(record({}), moved)).toEqual([]);
  });

  it('compareResults() gives all of a difference to the one kind of input that changed', () => {
    expect(partsOf(record({ 'models/z/growth.yaml': 'g2' }), [row('push', 10)], [row('push', 12)])).toEqual([
      { assumption: 2 },
    ]);
    expect(partsOf(record({}, { tool: 'tujing 2' }), [row('push', 10)], [row('push', 12)])).toEqual([{ code: 2 }]);
    expect(partsOf(record({}), [row('push', 10)], [row('push', 12)])).toEqual([{ unexplained: 2 }]);
    expect(partsOf(record({}), [row('push', 10)], [row('push', 10)])).toEqual([]);
  });

  it('compareResults() with data and a scenario changed: what moves the baseline is data, the rest assumption', () => {
    const both = record({ 'models/z/observations/published.csv': 'o2', 'scenarios/push.yaml': 's2' });
    const parts = partsOf(both, [row('baseline', 10), row('push', 11)], [row('baseline', 13), row('push', 16)]);
    expect(parts).toEqual([{ data: 3 }, { data: 3, assumption: 2 }]);
    // The baseline of a replay is the last one before it in the run.
    expect(
      partsOf(
        both,
        [row('baseline', 10), row('baseline@2016', 1), row('replay', 2)],
        [row('baseline', 13), row('baseline@2016', 2), row('replay', 7)],
      )[2],
    ).toEqual({ data: 1, assumption: 4 });
  });

  it('compareResults() says "joint" where the records cannot tell, and "data" for a published value', () => {
    const tangled = record({ 'models/z/observations/published.csv': 'o2', 'models/z/growth.yaml': 'g2' });
    expect(partsOf(tangled, [row('push', 10)], [row('push', 12)])).toEqual([{ joint: 2 }]);
    expect(partsOf(tangled, [row('push', 10, 'observed')], [row('push', 12, 'observed')])).toEqual([{ data: 2 }]);
  });

  it('compareResults() tells rows that one run alone has, without a difference', () => {
    expect(
      compareResults(record({}), record({}), [row('push', 10)], [row('replay', 3)]).map(
        ({ scenario, a, b, difference }) => [scenario, a, b, difference],
      ),
    ).toEqual([
      ['push', 10, undefined, undefined],
      ['replay', undefined, 3, undefined],
    ]);
  });
});
