// Random small worlds for the comparison with the plain interpreter: a province, a city, two counties and a zone; parts, a
// ratio that closes one, a stock, and responses that form a loop through lags.

import fc from 'fast-check';
import { packageFiles, planText, responsesText, type WorldText } from '../worlds/world.ts';
import type { Computed } from './interpreter.ts';

export const REGIONS = ['province', 'city', 'a', 'b'] as const;
const YEARS = [2015, 2016, 2017, 2018, 2019] as const;

/** The formulas of the world as functions. */
export const COMPUTED: Readonly<Record<string, Computed>> = {
  intensity: {
    needs: [
      ['rd', 0],
      ['gdp', 0],
    ],
    formula: (get) => get('rd') / get('gdp'),
    closes: {
      part: 'rd',
      needs: [
        ['intensity', 0],
        ['gdp', 0],
      ],
      formula: (get) => get('intensity') * get('gdp'),
    },
  },
  stock: {
    needs: [
      ['stock', 1],
      ['rd', 1],
    ],
    formula: (get) => 0.85 * get('stock', 1) + get('rd', 1),
    initial: { needs: [['rd', 0]], formula: (get) => get('rd') / 0.2 },
  },
  added: {
    needs: [
      ['firms', 0],
      ['firms', 1],
    ],
    formula: (get) => get('firms') - get('firms', 1),
  },
};

const INDICATORS = [
  'gdp 亿元 flow',
  'rd 亿元 flow',
  'intensity % share formula: rd / gdp, closes: rd',
  'stock 亿元 stock formula: 0.85 * lag(stock) + lag(rd), initial: rd / 0.2',
  'firms 家 stock',
  'added 家 flow formula: firms - lag(firms)',
  'patents 件 flow',
  'coverage % share',
];

const RESPONSES = [
  'gdp<-stock elasticity 0.08',
  'gdp<-rd share 0.3 0 1',
  'rd<-firms elasticity 0.3 0.5 0.5',
  'firms<-stock elasticity 0.2 0 1',
  'patents<-rd elasticity 0.5 0.4 0.3 0.2 0.1',
  'coverage<-rd elasticity 0.4',
  'coverage<-intensity elasticity 0.1 0 1',
];

/** Positive values with few digits, so that a counterexample can be read. */
const amount = (from: number, to: number) => fc.integer({ min: from, max: to });

/** A first value and what yearly steps in % make of it, to two digits. */
function grown(start: number, steps: readonly number[]): readonly number[] {
  const values = [start];
  for (const step of steps) values.push(Math.round((values.at(-1) ?? start) * (100 + step)) / 100);
  return values;
}

/** Published rows of a series: a first value and yearly steps, in some of the years. */
function seriesRows(region: string, indicator: string, from: number, to: number): fc.Arbitrary<readonly string[]> {
  return fc
    .record({
      start: amount(from, to),
      steps: fc.array(fc.integer({ min: -8, max: 15 }), { minLength: 5, maxLength: 5 }),
      kept: fc.subarray([...YEARS]),
    })
    .map(({ start, steps, kept }) => {
      const values = grown(start, steps).slice(1);
      return kept.map((year) => `${region} ${indicator} ${year} ${values[year - 2015]}`);
    });
}

/** GDP is published from 2015 on without gaps, so that what closes is known where the ratio is. */
const gdpRows = (region: string) =>
  fc
    .record({
      start: amount(500, 5000),
      steps: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 6 }),
    })
    .map(({ start, steps }) => grown(start, steps).map((value, k) => `${region} gdp ${2015 + k} ${value}`));

/** Either R&D or the ratio is published, not both in turns. */
const rdRows = (region: string) => fc.oneof(seriesRows(region, 'rd', 20, 90), seriesRows(region, 'intensity', 2, 4));

const observed = fc
  .tuple(
    ...REGIONS.map((region) =>
      fc
        .tuple(
          fc.option(gdpRows(region), { nil: [] }),
          fc.option(rdRows(region), { nil: [] }),
          seriesRows(region, 'firms', 100, 900),
          fc.option(seriesRows(region, 'patents', 50, 500), { nil: [] }),
          seriesRows(region, 'coverage', 30, 60),
        )
        .map((parts) => parts.flat()),
    ),
  )
  .map((parts) => parts.flat());

const years = fc
  .tuple(fc.integer({ min: 2016, max: 2022 }), fc.integer({ min: 0, max: 4 }))
  .map(([from, length]) => (length === 0 ? `${from}` : `${from}-${Math.min(2022, from + length)}`));
const ramp = fc.constantFrom('', ', ramp: 2 years', ', ramp: 3');
const rateChange = fc.constantFrom('+2pp', '-3pp', 'x1.5', 'x0.5', '=4%', '=0%');
const pointChange = fc.constantFrom('+0.5pp', '-0.2pp', 'x2', '=0.3pp', '=0pp');
const levelChange = fc.constantFrom('+5%', '-10%', 'x1.2', '+3', '-2', '=50');
/** Paths of the size of the series. */
const path = (indicator: string) => {
  const value = amount(10, 90).map(
    (digits) => digits * ({ gdp: 50, rd: 1, firms: 10, patents: 5, coverage: 1 }[indicator] ?? 1),
  );
  return fc
    .tuple(fc.integer({ min: 2016, max: 2019 }), fc.integer({ min: 1, max: 3 }), value, value)
    .map(([from, length, a, b]) => `path: {${from}: ${a}, ${from + length}: ${b}}`);
};

const lever = fc.constantFrom('gdp', 'rd', 'firms', 'patents', 'coverage').chain((indicator) =>
  fc
    .tuple(
      fc.constantFrom(...REGIONS, '[a, b]', 'counties:city'),
      fc.oneof(
        fc
          .tuple(years, indicator === 'coverage' ? pointChange : rateChange, ramp)
          .map(([when, change, phase]) => `years: ${when}, growth: ${change}${phase}`),
        fc.tuple(years, levelChange, ramp).map(([when, change, phase]) => `years: ${when}, level: ${change}${phase}`),
        path(indicator),
      ),
    )
    .map(([region, action]) =>
      `  - {indicator: ${indicator}, regions: "${region}", ${action}}`.replace('"[a, b]"', '[a, b]'),
    ),
);

const stated = fc
  .subarray([...REGIONS])
  .map((chosen) =>
    chosen.flatMap((region) =>
      ['firms', 'patents'].map(
        (indicator) => `  - {indicator: ${indicator}, region: ${region}, years: 2015-2020, rate: 7%, place: "1"}`,
      ),
    ),
  );

/** A world with two scenarios of up to four levers each. */
export const randomWorld: fc.Arbitrary<WorldText> = fc
  .record({
    rows: observed,
    statements: stated,
    one: fc.array(lever, { minLength: 1, maxLength: 4 }),
    two: fc.array(lever, { minLength: 1, maxLength: 4 }),
  })
  .map(({ rows, statements, one, two }) => ({
    files: packageFiles({
      years: '2015-2022',
      regions: ['province', 'city<<province', 'a<city', 'b<city', 'zone~city'],
      indicators: INDICATORS,
      observed: rows,
      responses: responsesText(RESPONSES),
      plans:
        statements.length === 0
          ? {}
          : { plan: planText('plan', 'province', '2016-2020', `growth:\n${statements.join('\n')}\n`) },
    }),
    scenarios: { one: `levers:\n${one.join('\n')}`, two: `assume: {growth: observed}\nlevers:\n${two.join('\n')}` },
  }));
