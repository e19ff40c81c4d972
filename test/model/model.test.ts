// The model package as resolved: defaults, order, sources, and what a broken package says.

import { describe, expect, test } from 'vitest';
import { indicatorOf, planKnown, planOf, readModel, regionOf, selectRegions } from '../../src/model/index.ts';
import { load } from '../../src/pipeline.ts';
import { realWorkspace, realWorld } from '../worlds/real.ts';
import { loadWorld, packageFiles, packageText, planText, regionsText, world } from '../worlds/world.ts';

const at = () => ({ file: 'x', start: 0, end: 0 });

describe('regions', () => {
  test('stand before those below them whatever the order of the file, siblings in file order; zones are no children', async () => {
    const files = {
      ...packageFiles({ regions: ['land', 'town<<land'], indicators: ['x 家 stock'] }),
      'regions.yaml': regionsText(['b<town', 'zone~b', 'town<<land', 'a<town', 'land']).replace(
        'id: land, code: "330104", level: city',
        'id: land, code: "330104", level: province',
      ),
    };
    const { model } = await world({ files });
    expect(model.regions.map((region) => region.id)).toEqual(['land', 'town', 'b', 'zone', 'a']);
    expect(regionOf(model, 'town').children).toEqual(['b', 'a']);
    expect(regionOf(model, 'b').children).toEqual([]);
    expect(regionOf(model, 'zone').code).toBeUndefined();
  });

  test('selectRegions(selector) gives ids in the order of the model, each once', async () => {
    const { model } = await realWorld();
    const select = (selector: string | readonly string[]) => selectRegions(selector, model.regions, at);
    expect(select('cities:zhejiang').regions).toHaveLength(11);
    expect(select('counties:330400').regions).toEqual([
      'nanhu',
      'xiuzhou',
      'jiashan',
      'haiyan',
      'haining',
      'pinghu',
      'tongxiang',
    ]);
    expect(select(['pinghu', 'counties:jiaxing', '330482']).regions.filter((id) => id === 'pinghu')).toHaveLength(1);
    expect(select('descendants:jiaxing').regions).toHaveLength(10);
    expect(select('zones:jiaxing').regions).toHaveLength(3);
    expect(select('children:jiaxing').regions).toEqual(select('counties:jiaxing').regions);
    expect(select('*').regions).toHaveLength(model.regions.length);
    expect(
      select(['hangzou', 'countys:jiaxing', 'cities:jaixing']).issues.map((issue) => [issue.code, issue.hint]),
    ).toEqual([
      ['unknown-region', 'did you mean "hangzhou"?'],
      ['unknown-selector', 'did you mean "counties:"?'],
      ['unknown-region', 'did you mean "jiaxing"?'],
    ]);
  });
});

describe('indicators', () => {
  test('grow at a rate or in points, add up or not, and have limits by their type', async () => {
    const { model } = await world({
      files: packageFiles({
        indicators: [
          'a 家 stock',
          'b 亿元 flow',
          'c % share',
          'd % rate',
          'price 1 index',
          'f 位 rank direction: down',
          'g % ratio',
          'h % share limits: {min: 10}',
          'narrow 亿元 flow aggregation: none',
        ],
      }),
    });
    const of = (id: string) =>
      (({ grows, additive, limits, direction, decimals }) => [
        grows,
        additive,
        limits.min,
        limits.max,
        direction,
        decimals,
      ])(indicatorOf(model, id));
    expect(of('a')).toEqual(['rate', true, 0, Number.POSITIVE_INFINITY, 1, 2]);
    expect(of('b')).toEqual(['rate', true, 0, Number.POSITIVE_INFINITY, 1, 2]);
    expect(of('c')).toEqual(['points', false, 0, 100, 1, 2]);
    expect(of('d')).toEqual(['points', false, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1, 2]);
    expect(of('price')).toEqual(['rate', false, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1, 2]);
    expect(of('f')).toEqual(['points', false, 1, Number.POSITIVE_INFINITY, -1, 2]);
    expect(of('g')).toEqual(['rate', false, 0, Number.POSITIVE_INFINITY, 1, 2]);
    expect(of('h').slice(2, 4)).toEqual([10, 100]);
    expect(of('narrow')[1]).toBe(false);
  });
});

describe('plans', () => {
  const statements = `observations:
  - {indicator: x, year: 2015, value: 565, place: table 1, printed: "565家", note: a note}
  - {indicator: x, since: 2011, year: 2015, value: 3000, place: table 2, also: [{place: table 3}]}
targets:
  - {kind: level, indicator: x, bound: gte, year: 2020, value: 1000, place: table 1, printed: 1000以上, also: [{place: 二（二）, printed: 1000家}]}
  - {kind: level, indicator: x, bound: gte, year: 2020, value: 1100, place: table 4}
growth:
  - {indicator: x, years: 2015-2020, rate: 12.02%, place: table 1}
  - {indicator: x, years: 2015-2020, total: 100%, place: table 5}
tables:
  - {file: annex.csv, place: annex 1, columns: {value: {indicator: y, as: target}, growth: {indicator: y, as: growth}, before: {indicator: y, as: observation}, share: {indicator: z, as: growth}}}
`;
  const files = {
    ...packageFiles({
      indicators: ['x 家 stock', 'y 亿元 flow', 'z % share'],
      plans: {
        'town-plan': planText('town-plan', 'town', '2016-2020', statements).replace(
          'issued: 2016',
          'issued: 2016-05-03',
        ),
      },
    }),
    'plans/town-plan/annex.csv':
      'region,year,value,growth,before,share\ntown,2016,1126,11.3,900,0.5\ntown,2017,1255.50,11.4,901,0.6\n',
  };

  test('every statement keeps its place and its printed figure', async () => {
    const { model } = await world({ files });
    expect(model.observations[0]).toMatchObject({
      value: 565,
      published: 2016,
      publishedOn: '2016-05-03',
      reliability: 'official',
      source: { plan: 'town-plan', place: 'table 1', printed: '565家' },
      note: { zh: 'a note', en: 'a note' },
    });
    expect(model.targets[0]).toMatchObject({
      id: 'town-plan/x/town/level/2020',
      source: { printed: '1000以上' },
      also: [{ place: '二（二）', printed: '1000家' }],
    });
    expect(model.targets[1]?.id).toBe('town-plan/x/town/level/2020#2');
    expect(model.targets.find((target) => target.kind === 'path')?.id).toBe('town-plan/y/town/path/2016+2017');
    expect(
      model.statedGrowth.map(({ indicator, years, rate, total }) => [indicator, years.first, years.last, rate, total]),
    ).toEqual([
      ['x', 2015, 2020, { kind: 'percent', fraction: 0.1202 }, undefined],
      ['x', 2015, 2020, undefined, { kind: 'percent', fraction: 1 }],
      ['y', 2016, 2016, { kind: 'percent', fraction: expect.closeTo(0.113, 15) }, undefined],
      ['y', 2017, 2017, { kind: 'percent', fraction: expect.closeTo(0.114, 15) }, undefined],
      ['z', 2016, 2016, { kind: 'points', points: 0.5 }, undefined],
      ['z', 2017, 2017, { kind: 'points', points: 0.6 }, undefined],
    ]);
  });

  test('are counted statement by statement, other places of the same figure and table cells included', async () => {
    const { model } = await world({ files });
    expect(planOf(model, 'town-plan').statements).toEqual({ observations: 3, targets: 3, growth: 2, cells: 8 });
  });

  test('a value accumulated over several years enters no yearly series', async () => {
    const done = (await world({ files })).run();
    expect(done.reader.value('baseline', 'town', 'x', 2015)).toBe(565);
  });

  test('planKnown(model, plan, asOf) from the year of issue on', async () => {
    const { model } = await world({ files });
    expect([2015, 2016, undefined].map((year) => planKnown(model, 'town-plan', year))).toEqual([false, true, true]);
    expect(planKnown(model, 'no-plan', undefined)).toBe(false);
  });
});

describe('growth assumptions and responses', () => {
  test('a response becomes a parameter of its own name', async () => {
    const { model } = await realWorld();
    const response = model.responses.find((one) => one.id === 'patents_to_rd');
    expect(response).toMatchObject({
      of: 'invention_patents_granted',
      to: 'rd_expenditure',
      form: 'elasticity',
      parameter: 'patents_to_rd.elasticity',
      lags: [0.4, 0.3, 0.2, 0.1],
    });
    expect(model.parameters.find((one) => one.id === 'gdp_to_rd.share')).toMatchObject({ value: 0.3, low: 0, high: 1 });
  });
});

describe('a package with missing parts', () => {
  test('names every file that is not there', async () => {
    const { packageFiles: all } = await realWorkspace();
    const some = new Map([...all].filter(([path]) => !['units.yaml', 'growth.yaml'].includes(path)));
    expect(readModel(some, 'here').issues.map((issue) => issue.message)).toEqual(
      expect.arrayContaining([
        'the model package "here" has no "here/units.yaml"',
        'the model package "here" has no "here/growth.yaml"',
      ]),
    );
    expect(readModel(new Map(), '').issues.map((issue) => issue.message)).toContain(
      'the model package "" has no "package.yaml"',
    );
  });

  test('checks the head: leader, focus, headline, years', async () => {
    const head = packageText('2020-2015', 'town')
      .replace('leader: town', 'leader: twon')
      .replace('headline: [gdp]', 'headline: [gpd]');
    const { issues, model } = await loadWorld({ files: { 'package.yaml': head } });
    expect(model).toBeUndefined();
    expect(issues.map((issue) => issue.message)).toEqual([
      'the years "2020-2015" run backwards',
      'unknown region "twon"',
      'unknown indicator "gpd"',
    ]);
  });

  test('an unknown id asked for by code is a bug and throws', async () => {
    const { model } = await world({});
    expect(() => indicatorOf(model, 'nothing')).toThrow('no indicator "nothing"');
    expect(() => regionOf(model, 'nowhere')).toThrow('no region "nowhere"');
    expect(() => planOf(model, 'never')).toThrow('no plan "never"');
  });
});

test('the shipped package is read without an error or a warning, every number with a source', async () => {
  const { issues, model } = await load(await realWorkspace());
  expect(issues.filter((issue) => issue.severity !== 'note')).toEqual([]);
  expect(model?.plans.map((plan) => plan.id).sort()).toEqual([
    'jiashan-2035',
    'jiaxing-13fyp',
    'jiaxing-315',
    'pinghu-13fyp',
    'zhejiang-yizhuan-sichuang',
  ]);
  for (const one of [...(model?.observations ?? []), ...(model?.targets ?? []), ...(model?.statedGrowth ?? [])]) {
    expect(one.source.title.zh).not.toBe('');
    expect(one.source.plan === undefined || (one.source.place ?? '') !== '').toBe(true);
  }
  for (const one of model?.parameters ?? [])
    expect(one.low <= one.value && one.value <= one.high && one.source.en !== '').toBe(true);
});
