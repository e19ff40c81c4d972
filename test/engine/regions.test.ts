// Province, city and counties: what carries up, what does not, and that nothing is counted twice.

import { describe, expect, test } from 'vitest';
import { expectClose } from '../golden/golden.ts';
import { packageFiles, planText, responsesText, seriesOf, type WorldText, world } from '../worlds/world.ts';

const FLAT = 'window: 5\nphi: 0.9\nassumptions:\n  - {name: flat, indicator: rd, regions: "*", curve: growth, rate: 0%, default: true, source: test}\n  - {name: flat, indicator: patents, regions: "*", curve: growth, rate: 0%, default: true, source: test}\n';

/** Province 1000, city 300, county a 100, county b without data unless given; patents ten times as many where given. */
const country = (rows: readonly string[], scenarios: Readonly<Record<string, string>>, years = '2015-2018'): WorldText => ({
  files: packageFiles({
    years,
    regions: ['province', 'city<<province', 'a<city', 'b<city', 'park~a'],
    indicators: ['rd 亿元 flow', 'gdp 亿元 flow', 'intensity % share formula: rd / gdp', 'patents 件 flow'],
    observed: ['province rd 2015 1000', 'city rd 2015 300', 'a rd 2015 100', ...rows],
    growth: FLAT,
    responses: responsesText(['patents<-rd elasticity 1']),
    plans: { plan: planText('plan', 'city', '2016-2018', 'targets:\n  - {kind: multiple, indicator: rd, region: b, bound: gte, year: 2018, base: 2015, factor: 2, place: "1"}\n') },
  }),
  scenarios,
});
const levers = (...list: readonly string[]) => `levers:\n${list.map((text) => `  - {indicator: rd, ${text}}`).join('\n')}`;

describe('parents add what their children deviate', () => {
  test('a county lever moves the city and the province by its own amount', async () => {
    const done = (await world(country([], { more: levers('regions: a, years: 2016, level: +10') }))).run();
    const moved = (region: string) => Object.values(seriesOf(done, 'more', region, 'rd'));
    expectClose(moved('a'), [100, 110, 100, 100]);
    expectClose(moved('city'), [300, 310, 300, 300]);
    expectClose(moved('province'), [1000, 1010, 1000, 1000]);
  });

  test('a lever on the city alone is not pushed down, and moves the province', async () => {
    const done = (await world(country([], { more: levers('regions: city, years: 2016, growth: =10%') }))).run();
    expect(seriesOf(done, 'more', 'a', 'rd')).toEqual(seriesOf(done, 'baseline', 'a', 'rd'));
    expectClose(Object.values(seriesOf(done, 'more', 'province', 'rd')), [1000, 1030, 1030, 1030]);
  });

  test('levers on the city and on a county add up', async () => {
    const done = (await world(country([], { both: levers('regions: city, years: 2016, growth: =10%', 'regions: a, years: 2017, level: +7') }))).run();
    expectClose(Object.values(seriesOf(done, 'both', 'city', 'rd')), [300, 330, 337, 330]);
    expectClose(Object.values(seriesOf(done, 'both', 'province', 'rd')), [1000, 1030, 1037, 1030]);
  });

  test('ratios are recomputed from the totals', async () => {
    const rows = ['city gdp 2015 10000', 'a gdp 2015 5000'];
    const growth = `${FLAT}  - {name: flat, indicator: gdp, regions: "*", curve: growth, rate: 0%, default: true, source: test}\n`;
    const text = country(rows, { more: levers('regions: a, years: 2016-2018, level: +50') });
    const done = (await world({ ...text, files: { ...text.files, 'growth.yaml': growth } })).run();
    expectClose(Object.values(seriesOf(done, 'more', 'a', 'intensity')), [2, 3, 3, 3]);
    expectClose(Object.values(seriesOf(done, 'more', 'city', 'intensity')), [3, 3.5, 3.5, 3.5]);
  });

  test('a published value of the parent stands, and from the year after it the children count', async () => {
    const done = (await world(country(['city rd 2016 320'], { more: levers('regions: a, years: 2016-2018, level: +10') }))).run();
    expectClose(Object.values(seriesOf(done, 'more', 'city', 'rd')), [300, 320, 330, 330]);
  });

  test('a child on an index is left out of the sum', async () => {
    const done = (await world(country([], { more: levers('regions: b, years: 2016-2018, growth: x2') }))).run();
    expect(done.reader.cell('baseline', 'b', 'rd', 2018)).toEqual({ value: expect.closeTo(100, 9), basis: 'index' });
    expect(seriesOf(done, 'more', 'city', 'rd')).toEqual(seriesOf(done, 'baseline', 'city', 'rd'));
  });
});

describe('a response is computed where its deviation starts', () => {
  // R&D of a: +10 %, of the city as a whole: +10 of 300.
  const more = { more: levers('regions: a, years: 2016-2018, growth: =0%', 'regions: a, years: 2016-2018, level: +10%') };
  const lever = { more: levers('regions: a, years: 2016-2018, level: +10%') };

  test('a county that has patents answers for itself, and the city takes over its answer and adds none of its own', async () => {
    const done = (await world(country(['province patents 2015 10000', 'city patents 2015 3000', 'a patents 2015 1000'], lever))).run();
    expectClose(Object.values(seriesOf(done, 'more', 'a', 'patents')), [1000, 1100, 1100, 1100]);
    expectClose(Object.values(seriesOf(done, 'more', 'city', 'patents')), [3000, 3100, 3100, 3100]);
    expectClose(Object.values(seriesOf(done, 'more', 'province', 'patents')), [10000, 10100, 10100, 10100]);
  });

  test('where the county has no patents the city answers to the deviation', async () => {
    const done = (await world(country(['province patents 2015 10000', 'city patents 2015 3000'], lever))).run();
    // 10 more of 300: patents in proportion.
    expectClose(Object.values(seriesOf(done, 'more', 'city', 'patents')), [3000, 3100, 3100, 3100]);
    expectClose(Object.values(seriesOf(done, 'more', 'province', 'patents')), [10000, 10100, 10100, 10100]);
  });

  test('and where the city has none either, the province', async () => {
    const done = (await world(country(['province patents 2015 10000'], lever))).run();
    expectClose(Object.values(seriesOf(done, 'more', 'province', 'patents')), [10000, 10100, 10100, 10100]);
    expect(done.reader.cell('more', 'city', 'patents', 2016)).toBeUndefined();
  });

  test('a lever beside one that changes nothing gives the same', async () => {
    const done = (await world(country(['city patents 2015 3000'], { ...more, other: lever.more }))).run();
    expect(seriesOf(done, 'more', 'city', 'patents')).toEqual(seriesOf(done, 'other', 'city', 'patents'));
  });
});

describe('selectors', () => {
  const growth = 'years: 2016-2018, growth: =10%';
  const run = async (scenarios: Readonly<Record<string, string>>, rows: readonly string[] = ['b rd 2015 50']) => (await world(country(rows, scenarios))).run();

  test('with a parent and its children give the lever to the children only', async () => {
    const done = await run({ all: levers(`regions: "*", ${growth}`), counties: levers(`regions: [a, b], ${growth}`), both: levers(`regions: [city, a, b], ${growth}`) });
    for (const region of ['province', 'city', 'a', 'b']) {
      expect(seriesOf(done, 'all', region, 'rd')).toEqual(seriesOf(done, 'counties', region, 'rd'));
      expect(seriesOf(done, 'both', region, 'rd')).toEqual(seriesOf(done, 'counties', region, 'rd'));
    }
    expectClose(Object.values(seriesOf(done, 'all', 'city', 'rd')), [300, 315, 331.5, 349.65]);
  });

  test('with a province and one of its counties count nothing twice: the county gets the lever', async () => {
    const done = await run({ both: levers(`regions: [province, a], ${growth}`) });
    expectClose(Object.values(seriesOf(done, 'both', 'province', 'rd')), [1000, 1010, 1021, 1033.1]);
  });

  test('by id, code, list and group name the same regions', async () => {
    const small = await world(
      country(['b rd 2015 50'], {
        id: levers(`regions: city, ${growth}`),
        code: levers(`regions: "330101", ${growth}`),
        cities: levers(`regions: "cities:province", ${growth}`),
        counties: levers(`regions: "counties:city", ${growth}`),
        children: levers(`regions: "children:city", ${growth}`),
        below: levers(`regions: "descendants:city", ${growth}`),
        list: levers(`regions: [b, a], ${growth}`),
        parks: levers(`regions: ["zones:province", a], ${growth}`),
      }),
    );
    const regions = Object.fromEntries(small.scenarios.map(({ id, levers: [first] }) => [id, first && 'regions' in first ? first.regions : []]));
    expect(regions).toEqual({
      baseline: [],
      id: ['city'],
      code: ['city'],
      cities: ['city'],
      counties: ['a', 'b'],
      children: ['a', 'b'],
      // A zone has no code and never enters a sum, so it does not stand in for the county around it.
      below: ['a', 'park', 'b'],
      list: ['a', 'b'],
      parks: ['a', 'park'],
    });
  });
});
