// Where a number comes from, and what `check` remarks on a package.

import { beforeAll, describe, expect, test } from 'vitest';
import { checkConsistency, explainCell } from '../../src/analysis/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { realWorld } from '../worlds/real.ts';
import { packageFiles, planText, responsesText, world } from '../worlds/world.ts';

let done: Run;
beforeAll(async () => {
  done = (await realWorld()).run(['rd-surge']);
});

function explain(of: Run, block: string, indicator: string, region: string, year: number) {
  const ran = of.scenarios.find((one) => one.id === block);
  if (!ran) throw new Error(block);
  const { model } = of;
  const at = (id: string) =>
    (model.regionIndex.get(region) ?? 0) * model.indicators.length + (model.indicatorIndex.get(id) ?? 0);
  const projection = ran.reference.projections.get(at(indicator));
  const closingRatio = model.indicators.find(
    (one) => one.identity?.closes?.part === indicator && ran.reference.leadingRatios.has(at(one.id)),
  );
  return explainCell(model, of.reader, {
    indicator,
    region,
    year,
    block,
    baseline: of.results.scenarios.find((one) => one.scenario === block)?.baseline ?? '',
    scenario: ran.scenario,
    parameters: ran.parameters,
    ...(projection ? { assumption: projection } : {}),
    ...(closingRatio ? { closingRatio } : {}),
  });
}

describe('explainCell', () => {
  test('R&D/GDP of Jiaxing in 2015: the published figure with its place, the formula, and what the parts give', () => {
    const found = explain(done, 'baseline', 'rd_intensity', 'jiaxing', 2015);
    expect(found).toMatchObject({
      cell: { value: 2.73, basis: 'observed' },
      formula: 'rd_expenditure / gdp',
      unit: '%',
    });
    expect(found.observations[0]?.source).toMatchObject({ plan: 'jiaxing-13fyp', place: '一（一）科技创新环境' });
    const [rd, gdp] = found.inputs;
    expect([rd?.name, rd?.value, gdp?.name]).toEqual(['rd_expenditure', 96.02, 'gdp']);
    expect(found.computed).toBeCloseTo((100 * 96.02) / (gdp?.value ?? 0), 10);
  });

  test('the 2020 targets that bear on a cell, with bound and other places', () => {
    const found = explain(done, 'baseline', 'rd_intensity', 'jiaxing', 2020);
    expect(found.planned).toContainEqual(
      expect.objectContaining({
        plan: 'jiaxing-13fyp',
        kind: 'level',
        bound: 'gte',
        value: 3.2,
        also: [{ place: '主要指标表 第1行', printed: '3.20' }],
      }),
    );
    expect(found.planned).toContainEqual(
      expect.objectContaining({ plan: 'jiaxing-13fyp', kind: 'stated growth', rate: '0.05pp a year' }),
    );
  });

  test('a projected value: the assumption, the levers, the responses and the baseline beside it', () => {
    const rd = explain(done, 'rd-surge', 'rd_expenditure', 'jiaxing', 2027);
    expect(rd.levers.map((lever) => lever.text)).toEqual(['growth: +2pp']);
    expect(rd.baseline).toBe(done.reader.value('baseline', 'jiaxing', 'rd_expenditure', 2027));
    const patents = explain(done, 'rd-surge', 'invention_patents_granted', 'jiaxing', 2027);
    // Nothing is published: an index, by the growth that the provincial annex prints.
    expect(patents.cell?.basis).toBe('index');
    expect(patents.assumption?.variant).toBe('stated');
    expect(patents.responses).toMatchObject([
      { id: 'patents_to_rd', driver: 'rd_expenditure', value: 0.5, lags: [0.4, 0.3, 0.2, 0.1] },
    ]);
    expect(patents.responses[0]?.driverDeviation).toBeCloseTo((rd.cell?.value ?? 0) / (rd.baseline ?? 1) - 1, 12);
    expect(patents.levers).toEqual([]);
  });

  test('levers count from their first year on, levels in their years, parameters always', async () => {
    const files = packageFiles({
      years: '2015-2022',
      indicators: ['x 家 stock'],
      observed: ['town x 2015 100', 'town x 2016 110'],
      responses: responsesText([], ['delta 0.15']),
    });
    const small = await world({
      files,
      scenarios: {
        all: 'levers:\n  - {indicator: x, regions: town, years: 2018, growth: +1pp}\n  - {indicator: x, regions: town, years: 2018, level: +1}\n  - {indicator: x, regions: town, path: {2020: 200, 2021: 210}}\n  - {parameter: delta, value: 0.2}',
      },
    });
    const run = small.run();
    const texts = (year: number) => explain(run, 'all', 'x', 'town', year).levers.map((lever) => lever.kind);
    expect([texts(2017), texts(2018), texts(2019), texts(2022)]).toEqual([
      ['parameter'],
      ['growth', 'level', 'parameter'],
      ['growth', 'parameter'],
      ['growth', 'path', 'parameter'],
    ]);
  });

  test('a part computed from its ratio: the formula solved for it', async () => {
    const files = packageFiles({
      years: '2015-2017',
      indicators: [
        'gdp 亿元 flow',
        'rd 亿元 flow',
        'intensity % share formula: rd / gdp * factor / factor, closes: rd',
      ],
      observed: ['town gdp 2015 1000', 'town gdp 2016 1100', 'town intensity 2015 2', 'town intensity 2016 3'],
      responses: responsesText([], ['factor 2']),
    });
    const run = (await world({ files })).run();
    const found = explain(run, 'baseline', 'rd', 'town', 2017);
    expect(found.formula).toContain('intensity');
    expect(found.inputs.map((input) => input.name).sort()).toEqual(['factor', 'gdp', 'intensity']);
    expect(found.inputs.find((input) => input.name === 'factor')).toMatchObject({
      value: 2,
      parameter: { id: 'factor' },
    });
    // Not a plain ratio of two indicators: nothing is computed beside a published figure.
    expect(explain(run, 'baseline', 'intensity', 'town', 2016).computed).toBeUndefined();
  });

  test('every kind of target shows in its years', async () => {
    const targets = `targets:
  - {kind: level, indicator: x, bound: gte, year: 2017, value: 1, place: a}
  - {kind: multiple, indicator: x, bound: gte, year: 2017, base: 2015, factor: 2, place: b}
  - {kind: improve, indicator: x, year: 2017, base: 2015, place: c}
  - {kind: path, indicator: x, bound: eq, values: {2016: 5, 2017: 6}, place: d}
  - {kind: growth, indicator: x, bound: gte, years: 2015-2017, rate: 7%, place: e}
  - {kind: cumulative, indicator: x, bound: gte, years: 2016-2017, value: 9, place: f}
  - {kind: every_year, indicator: x, bound: gte, years: 2016-2017, value: 3, place: g}
  - {kind: rank, indicator: x, year: 2017, bound: lte, value: 2, place: h}
growth:
  - {indicator: x, years: 2015-2017, total: 100%, place: i}
`;
    const run = (
      await world({
        files: packageFiles({
          years: '2015-2017',
          indicators: ['x 亿元 flow'],
          plans: { plan: planText('plan', 'town', '2016-2017', targets) },
        }),
      })
    ).run();
    const shown = (year: number) =>
      explain(run, 'baseline', 'x', 'town', year).planned.map((one) => `${one.kind} ${one.value ?? one.rate}`);
    expect(shown(2017)).toEqual([
      'level 1',
      'multiple ×2 of 2015',
      'improve better than 2015',
      'path 6',
      'growth 7%',
      'cumulative 9',
      'every_year 3',
      'rank 2',
      'stated growth 100% over 2015-2017',
    ]);
    expect(shown(2016)).toEqual([
      'path 5',
      'growth 7%',
      'cumulative 9',
      'every_year 3',
      'stated growth 100% over 2015-2017',
    ]);
  });
});

describe('checkConsistency', () => {
  test('remarks what rounding does not explain, and only that', async () => {
    // 3.20 % printed; 2640.2 of 85620 give 3.08 (DESIGN section 9). 20 of 1000 are 2.0.
    const files = packageFiles({
      years: '2015-2020',
      regions: ['land', 'town<<land'],
      indicators: ['gdp 亿元 flow', 'rd 亿元 flow', 'intensity % share formula: rd / gdp'],
      observed: [
        'land gdp 2020 85620',
        'land rd 2020 2640.2',
        'land intensity 2020 3.20',
        'town gdp 2020 1000',
        'town rd 2020 20',
        'town intensity 2020 2.0',
      ],
      plans: {
        plan: planText(
          'plan',
          'town',
          '2016-2020',
          'observations:\n  - {indicator: intensity, region: town, year: 2015, value: 2.73, place: a}\ntargets:\n  - {kind: level, indicator: intensity, region: town, bound: gte, year: 2020, value: 3.2, place: a}\ngrowth:\n  - {indicator: intensity, region: town, years: 2015-2020, rate: 0.05pp, place: a}\n',
        ),
      },
    });
    const issues = checkConsistency((await world({ files })).model);
    expect(issues.map((issue) => [issue.code, issue.severity])).toEqual([
      ['residual', 'note'],
      ['stated-against-implied', 'note'],
    ]);
    expect(issues[0]?.message).toMatch(/"intensity" of "land" in 2020.*3\.08/);
    expect(issues[1]?.message).toMatch(/0\.05.*0\.094|0\.094.*0\.05/);
  });
});
