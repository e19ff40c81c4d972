// The engine against numbers computed elsewhere: the vectors of METHODS.md, each in the smallest world that shows it.

import { describe, expect, test } from 'vitest';
import { expectClose, vectors } from '../golden/golden.ts';
import { packageFiles, planText, responsesText, seriesOf, type WorldText, world } from '../worlds/world.ts';

const growthText = (assumptions: readonly string[], phi = 0.9) =>
  `window: 5\nphi: ${phi}\nassumptions:\n${assumptions.map((text) => `  - {${text}, source: test}`).join('\n')}\n`;
const constantGrowth = (indicator: string, rate: number) =>
  `name: steady, indicator: ${indicator}, regions: "*", curve: growth, rate: ${rate}%, default: true`;

/** Values of a series in a scenario of a world, in order of years. */
async function values(text: WorldText, indicator: string, scenario = 'baseline', from = 0): Promise<readonly number[]> {
  const done = (await world(text)).run([scenario]);
  return Object.entries(seriesOf(done, scenario, 'town', indicator)).flatMap(([year, value]) =>
    Number(year) >= from ? [value] : [],
  );
}

/** A plan with one target for the town. */
const targetPlan = (id: string, target: string, period = '2016-2020') => ({
  [id]: planText(id, 'town', period, `targets:\n  - {${target}, place: "1"}\n`),
});

describe('assume {growth: implied} goes straight to the target', () => {
  const jiaxing = [
    ['2015-2020', vectors['required.jiaxing.2015_2020']],
    ['2020-2027', vectors['required.jiaxing.2020_2027']],
  ] as const;

  test.each(jiaxing)('a share by equal points a year: R&D/GDP of Jiaxing %s', async (years, { inputs, expected }) => {
    const files = packageFiles({
      years,
      indicators: ['intensity % share'],
      observed: [`town intensity ${inputs.baseYear} ${inputs.base}`],
      plans: targetPlan(
        'plan',
        `kind: level, indicator: intensity, bound: gte, year: ${inputs.targetYear}, value: ${inputs.target}`,
      ),
    });
    expectClose(
      await values({ files, scenarios: { plan: 'assume: {growth: implied}' } }, 'intensity', 'plan'),
      expected.linear,
    );
  });

  test.each(jiaxing)(
    'a ratio at a constant rate, and R&D as fast as GDP and the ratio together: %s',
    async (years, { inputs, expected }) => {
      for (const [k, gdpGrowth] of inputs.gdpGrowth.entries()) {
        const files = packageFiles({
          years,
          indicators: ['gdp 亿元 flow', 'rd 亿元 flow', 'intensity % ratio formula: rd / gdp, closes: rd'],
          observed: [`town gdp ${inputs.baseYear} 1000`, `town intensity ${inputs.baseYear} ${inputs.base}`],
          growth: growthText([constantGrowth('gdp', gdpGrowth * 100)]),
          plans: targetPlan(
            'plan',
            `kind: level, indicator: intensity, bound: gte, year: ${inputs.targetYear}, value: ${inputs.target}`,
          ),
        });
        const done = (await world({ files, scenarios: { plan: 'assume: {growth: "implied:plan"}' } })).run(['plan']);
        expectClose(Object.values(seriesOf(done, 'plan', 'town', 'intensity')), expected.geometric);
        const rd = Object.values(seriesOf(done, 'plan', 'town', 'rd'));
        const growth = rd.slice(1).map((value, y) => value / (rd[y] ?? Number.NaN) - 1);
        expectClose(
          growth,
          growth.map(() => expected.rdGrowthRequired[k] ?? Number.NaN),
        );
      }
    },
  );
});

describe('stocks accumulate', () => {
  const stockWorld = (
    flows: readonly number[],
    years: string,
    formula: string,
    initial: string,
    delta: number,
    g: number,
  ): WorldText => ({
    files: packageFiles({
      years,
      indicators: ['rd 亿元 flow', `stock 亿元 stock formula: ${formula}, initial: ${initial}`],
      observed: flows.map((flow, k) => `town rd ${2000 + k} ${flow}`),
      responses: responsesText([], [`delta ${delta}`, `g ${g}`]),
    }),
  });

  test.each(['pim.steady_state', 'pim.path'] as const)('at the start of the year, from lag(rd): %s', async (id) => {
    const { inputs, expected } = vectors[id];
    const text = stockWorld(
      inputs.R,
      `2000-${2000 + inputs.R.length}`,
      '(1 - delta) * lag(stock) + lag(rd)',
      'rd / (g + delta)',
      inputs.delta,
      inputs.g,
    );
    expectClose(await values(text, 'stock'), expected);
  });

  test('at the end of the year, from rd: pim.path_end', async () => {
    const { inputs, expected } = vectors['pim.path_end'];
    const text = stockWorld(
      inputs.R,
      `2000-${1999 + inputs.R.length}`,
      '(1 - delta) * lag(stock) + rd',
      'rd * (1 + g) / (g + delta)',
      inputs.delta,
      inputs.g,
    );
    expectClose(await values(text, 'stock'), expected);
  });

  test('a lasting rise of R&D raises the stock by s(1 - ((1-δ)/(1+g))^t): pim.shock', async () => {
    const { inputs, expected } = vectors['pim.shock'];
    const g = inputs.shock + (1 + inputs.shock) * 0.08; // one year of growth that leaves the level a tenth higher
    const files = packageFiles({
      years: `1999-${2000 + inputs.years}`,
      indicators: [
        'rd 亿元 flow',
        'stock 亿元 stock formula: (1 - delta) * lag(stock) + lag(rd), initial: rd / (0.08 + delta)',
      ],
      observed: ['town rd 1999 100'],
      growth: growthText([constantGrowth('rd', 8)]),
      responses: responsesText([], ['delta 0.15']),
    });
    const done = (
      await world({
        files,
        scenarios: { shock: `levers:\n  - {indicator: rd, regions: town, years: 2000, growth: =${g * 100}%}` },
      })
    ).run();
    const [base, shocked] = ['baseline', 'shock'].map((id) =>
      Object.values(seriesOf(done, id, 'town', 'stock')).slice(1),
    );
    expectClose(
      (shocked ?? []).map((value, k) => value / (base?.[k] ?? Number.NaN) - 1),
      expected.deviation,
    );
    expect(Object.values(seriesOf(done, 'shock', 'town', 'rd')).at(-1)).toBeCloseTo(100 * 1.08 ** 11 * 1.1, 9);
  });

  test('enterprises by entry and exit, and a tenth more entry: enterprises.stockflow', async () => {
    const { inputs, expected } = vectors['enterprises.stockflow'];
    const files = packageFiles({
      years: `2000-${2000 + inputs.years}`,
      indicators: [
        'entry % rate',
        'exit % rate',
        `firms 家 stock formula: lag(firms) * (1 + entry - exit), initial: start * unit`,
        'unit 家 index',
        'start 1 index',
      ],
      observed: ['town unit 2000 1', `town start 2000 ${inputs.N0}`],
      growth: growthText([
        `name: constant, indicator: entry, regions: town, curve: constant, value: ${inputs.entry * 100}, default: true`,
        `name: constant, indicator: exit, regions: town, curve: constant, value: ${inputs.exit * 100}, default: true`,
      ]),
    });
    const done = (
      await world({
        files,
        scenarios: { more: 'levers:\n  - {indicator: entry, regions: town, years: 2001-2005, level: x1.1}' },
      })
    ).run();
    expectClose(Object.values(seriesOf(done, 'baseline', 'town', 'firms')), expected.base);
    expectClose(Object.values(seriesOf(done, 'more', 'town', 'firms')), expected.shocked);
  });
});

describe('responses carry deviations on', () => {
  const answering = (lines: readonly string[], years: string, extra: readonly string[] = []): WorldText['files'] =>
    packageFiles({
      years,
      indicators: ['rd 亿元 flow', 'patents 件 flow', ...extra],
      observed: ['town rd 2000 100', 'town patents 2000 1000'],
      growth: growthText([constantGrowth('rd', 0), constantGrowth('patents', 0)]),
      responses: responsesText(lines),
    });

  test.each(
    vectors['elasticity.constant'].inputs.cases.map((one, k) => ({
      ...one,
      ...vectors['elasticity.constant'].expected[k],
    })),
  )('by exact exponentials: ε = $eps and $dx give $pct', async ({ y0, eps, dx, level }) => {
    const files = answering([`patents<-rd elasticity ${eps}`], '2000-2001');
    const lever = `levers:\n  - {indicator: rd, regions: town, years: 2001, level: ${dx > 0 ? '+' : ''}${dx * 100}%}`;
    expect(y0).toBe(1000);
    expectClose((await values({ files: files ?? {}, scenarios: { shock: lever } }, 'patents', 'shock')).slice(1), [
      level ?? Number.NaN,
    ]);
  });

  test('over the years of their lags: patents.lags', async () => {
    const { inputs, expected } = vectors['patents.lags'];
    const files = answering([`patents<-rd elasticity ${inputs.eps} ${inputs.weights.join(' ')}`], '2000-2007');
    const lever = `levers:\n  - {indicator: rd, regions: town, years: ${2000 + inputs.from}, growth: =${inputs.shock * 100}%}`;
    const patents = await values({ files: files ?? {}, scenarios: { shock: lever } }, 'patents', 'shock');
    expectClose(
      patents.map((value) => value / 1000 - 1),
      expected,
    );
  });

  test('R&D personnel by one minus the wage response: rd_personnel', async () => {
    const { inputs, expected } = vectors.rd_personnel;
    const lever = `levers:\n  - {indicator: rd, regions: town, years: 2001, level: +${inputs.dR * 100}%}`;
    const found = await Promise.all(
      inputs.wageElasticity.map(async (eta) => {
        const files = answering([`patents<-rd elasticity ${1 - eta}`], '2000-2001');
        return (
          ((await values({ files: files ?? {}, scenarios: { shock: lever } }, 'patents', 'shock'))[1] ?? Number.NaN) /
            1000 -
          1
        );
      }),
    );
    expectClose(found, expected);
  });

  test('and feed back through the stock on the denominator: intensity.feedback', async () => {
    const { inputs, expected } = vectors['intensity.feedback'];
    const files = packageFiles({
      years: '1999-2006',
      indicators: [
        'gdp 亿元 flow',
        'rd 亿元 flow',
        'intensity % share formula: rd / gdp',
        'stock 亿元 stock formula: 0.85 * lag(stock) + lag(rd), initial: rd / 0.23',
      ],
      observed: ['town gdp 1999 1000', `town rd 1999 ${((10 * inputs.base) / 1.08) * 1.07}`],
      growth: growthText([constantGrowth('rd', inputs.gR * 100), constantGrowth('gdp', inputs.gY * 100)]),
      responses: responsesText([`gdp<-stock elasticity ${inputs.gamma}`]),
    });
    const lever = `levers:\n  - {indicator: rd, regions: town, years: 2000, growth: =${(1.1 * 1.08 - 1) * 100}%}`;
    expectClose(await values({ files, scenarios: { shock: lever } }, 'intensity', 'shock', 2000), expected);
  });

  test('in the logit of a bounded share, which never leaves its limits', async () => {
    const files = packageFiles({
      years: '2000-2001',
      indicators: ['rd 亿元 flow', 'share % share'],
      observed: ['town rd 2000 100', 'town share 2000 90'],
      growth: growthText([
        constantGrowth('rd', 0),
        'name: flat, indicator: share, regions: town, curve: growth, rate: 0pp, default: true',
      ]),
      responses: responsesText(['share<-rd elasticity 2']),
    });
    const odds = (90 / 10) * 3 ** 2;
    expectClose(
      (
        await values(
          { files, scenarios: { shock: 'levers:\n  - {indicator: rd, regions: town, years: 2001, level: x3}' } },
          'share',
          'shock',
        )
      ).slice(1),
      [(100 * odds) / (1 + odds)],
    );
  });

  test('as a share of the amount, in the units of both', async () => {
    const files = packageFiles({
      years: '2000-2001',
      indicators: ['rd 亿元 flow', 'revenue 万元 flow'],
      observed: ['town rd 2000 100', 'town revenue 2000 5000'],
      growth: growthText([constantGrowth('rd', 0), constantGrowth('revenue', 0)]),
      responses: responsesText(['revenue<-rd share 0.3']),
    });
    // 0.3 of 2 亿元 are 6000 万元.
    expectClose(
      (
        await values(
          { files, scenarios: { shock: 'levers:\n  - {indicator: rd, regions: town, years: 2001, level: +2}' } },
          'revenue',
          'shock',
        )
      ).slice(1),
      [11000],
    );
  });

  test('an elasticity of 0 moves nothing, to the bit', async () => {
    const files = answering(['patents<-rd elasticity 0'], '2000-2004');
    const lever = 'levers:\n  - {indicator: rd, regions: town, years: 2001-2004, growth: +7pp}';
    const done = (await world({ files: files ?? {}, scenarios: { shock: lever } })).run();
    expect(seriesOf(done, 'shock', 'town', 'patents')).toEqual(seriesOf(done, 'baseline', 'town', 'patents'));
    expect(seriesOf(done, 'shock', 'town', 'rd')).not.toEqual(seriesOf(done, 'baseline', 'town', 'rd'));
  });
});

describe('projections', () => {
  test('the default trend fades: damped.path and its limit', async () => {
    const { inputs, expected } = vectors['damped.path'];
    const files = packageFiles({
      years: '2000-2151',
      indicators: ['share % share'],
      observed: [`town share 2000 ${inputs.level - inputs.trend}`, `town share 2001 ${inputs.level}`],
    });
    const path = await values({ files }, 'share', 'baseline', 2002);
    expectClose(path.slice(0, 5), expected.path);
    // What is still to come after 150 years is φ^150 of the way.
    expectClose(path.slice(-1), [expected.limit - (inputs.trend * inputs.phi * inputs.phi ** 150) / (1 - inputs.phi)]);
  });

  test.each([
    ['logistic towards a ceiling', 'share % share', 'assume: {growth: ceiling}', 'logistic'],
    ['observed points a year', 'share % share', 'assume: {growth: observed}', 'linearPP'],
    ['observed rate', 'share % ratio', 'assume: {growth: observed}', 'cagr'],
  ] as const)('%s through two points: curves.two_point', async (_, indicator, assume, curve) => {
    const { inputs, expected } = vectors['curves.two_point'];
    const files = packageFiles({
      years: '2015-2030',
      indicators: [indicator],
      observed: [inputs.p0, inputs.p1].map(([year, value]) => `town share ${year} ${value}`),
      growth: growthText([
        `name: ceiling, indicator: share, regions: town, curve: logistic, ceiling: ${inputs.ceiling}`,
      ]),
    });
    const done = (await world({ files, scenarios: { curve: assume } })).run(['curve']);
    expectClose(
      inputs.at.map((year) => done.reader.value('curve', 'town', 'share', year)),
      expected[curve],
      1e-8,
    );
  });
});
