// Named small worlds to share: each shows one thing, with round numbers that can be followed by hand.

import { packageFiles, planText, responsesText, type WorldText } from './world.ts';

/** growth.yaml: some indicators stand still, or grow at a rate, wherever they have a value. */
export function steadyGrowth(rates: Readonly<Record<string, string>>): string {
  const lines = Object.entries(rates).map(
    ([indicator, rate]) =>
      `  - {name: steady, indicator: ${indicator}, regions: "*", curve: growth, rate: ${rate}, default: true, source: test}\n`,
  );
  return `window: 5\nphi: 0.9\nassumptions:\n${lines.join('')}`;
}

/** Two regions × three years: GDP 100 and 200, growing 10 % and 5 % a year. */
export const twoByThree: WorldText = {
  files: packageFiles({
    years: '2015-2017',
    regions: ['east', 'west'],
    indicators: ['gdp 亿元 flow'],
    observed: ['east gdp 2015 100', 'west gdp 2015 200'],
    growth:
      'window: 5\nphi: 0.9\nassumptions:\n' +
      [
        ['east', 10],
        ['west', 5],
      ]
        .map(
          ([region, rate]) =>
            `  - {name: steady, indicator: gdp, regions: ${region}, curve: growth, rate: ${rate}%, default: true, source: test}\n`,
        )
        .join(''),
  }),
};

/**
 * Province, city and two counties with additive R&D that stands still: 1000, 300, 100; county `b` is only known to double
 * (an index). Patents answer to R&D in proportion where `rows` give them.
 */
export function country(rows: readonly string[] = [], scenarios: Readonly<Record<string, string>> = {}): WorldText {
  const doubling =
    'targets:\n  - {kind: multiple, indicator: rd, region: b, bound: gte, year: 2018, base: 2015, factor: 2, place: "1"}\n';
  return {
    files: packageFiles({
      years: '2015-2018',
      regions: ['province', 'city<<province', 'a<city', 'b<city', 'park~a'],
      indicators: [
        'rd 亿元 flow',
        'gdp 亿元 flow',
        'intensity % share formula: rd / gdp',
        'patents 件 flow',
        'coverage % share',
      ],
      observed: ['province rd 2015 1000', 'city rd 2015 300', 'a rd 2015 100', ...rows],
      growth: steadyGrowth({ rd: '0%', gdp: '0%', patents: '0%', coverage: '0pp' }),
      responses: responsesText(['patents<-rd elasticity 1']),
      plans: { plan: planText('plan', 'city', '2016-2018', doubling) },
    }),
    scenarios,
  };
}

/** GDP, R&D and the ratio that closes R&D, with rows of the town and, if any, a plan. */
export function ratioThatCloses(
  rows: readonly string[],
  plans: Readonly<Record<string, string>> = {},
  scenarios: Readonly<Record<string, string>> = {},
): WorldText {
  const indicators = ['gdp 亿元 flow', 'rd 亿元 flow', 'intensity % share formula: rd / gdp, closes: rd'];
  return { files: packageFiles({ years: '2015-2018', indicators, observed: rows, plans }), scenarios };
}

/** A stock and the income it earns: a loop through lags. stock' = 0.5 stock + income, income = 0.2 stock + 10. */
export function lagLoop(scenarios: Readonly<Record<string, string>> = {}): WorldText {
  return {
    files: packageFiles({
      years: '2015-2019',
      indicators: [
        'rd 亿元 flow',
        'stock 亿元 stock formula: 0.5 * lag(stock) + lag(income), initial: rd * 10',
        'income 亿元 flow formula: 0.2 * stock + rd',
      ],
      observed: ['town rd 2015 10'],
      growth: steadyGrowth({ rd: '0%' }),
    }),
    scenarios,
  };
}

/** A region of which a plan says only that firms double from 2016 to 2020. */
export const doubling: WorldText = {
  files: packageFiles({
    years: '2015-2020',
    indicators: ['firms 家 stock'],
    plans: {
      plan: planText(
        'plan',
        'town',
        '2016-2020',
        'targets:\n  - {kind: multiple, indicator: firms, bound: gte, year: 2020, base: 2016, factor: 2, place: "1"}\n',
      ),
    },
  }),
  scenarios: { implied: 'assume: {growth: implied}' },
};
