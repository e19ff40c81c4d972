// Province, city and counties: what carries up, what does not, and that nothing is counted twice.

import { describe, expect, test } from 'vitest';
import { expectClose } from '../golden/golden.ts';
import { country } from '../worlds/named.ts';
import { seriesOf, world } from '../worlds/world.ts';

const levers = (...list: readonly string[]) =>
  `levers:\n${list.map((text) => `  - {indicator: rd, ${text}}`).join('\n')}`;

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
    const done = (
      await world(
        country([], { both: levers('regions: city, years: 2016, growth: =10%', 'regions: a, years: 2017, level: +7') }),
      )
    ).run();
    expectClose(Object.values(seriesOf(done, 'both', 'city', 'rd')), [300, 330, 337, 330]);
    expectClose(Object.values(seriesOf(done, 'both', 'province', 'rd')), [1000, 1030, 1037, 1030]);
  });

  test('ratios are recomputed from the totals', async () => {
    const text = country(['city gdp 2015 10000', 'a gdp 2015 5000'], {
      more: levers('regions: a, years: 2016-2018, level: +50'),
    });
    const done = (await world(text)).run();
    expectClose(Object.values(seriesOf(done, 'more', 'a', 'intensity')), [2, 3, 3, 3]);
    expectClose(Object.values(seriesOf(done, 'more', 'city', 'intensity')), [3, 3.5, 3.5, 3.5]);
  });

  test('a published value of the parent stands, and from the year after it the children count', async () => {
    const done = (
      await world(country(['city rd 2016 320'], { more: levers('regions: a, years: 2016-2018, level: +10') }))
    ).run();
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
  const more = {
    more: levers('regions: a, years: 2016-2018, growth: =0%', 'regions: a, years: 2016-2018, level: +10%'),
  };
  const lever = { more: levers('regions: a, years: 2016-2018, level: +10%') };

  test('a county that has patents answers for itself, and the city takes over its answer and adds none of its own', async () => {
    const done = (
      await world(country(['province patents 2015 10000', 'city patents 2015 3000', 'a patents 2015 1000'], lever))
    ).run();
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
  const run = async (scenarios: Readonly<Record<string, string>>, rows: readonly string[] = ['b rd 2015 50']) =>
    (await world(country(rows, scenarios))).run();

  test('with a parent and its children give the lever to the children only', async () => {
    const done = await run({
      all: levers(`regions: "*", ${growth}`),
      counties: levers(`regions: [a, b], ${growth}`),
      both: levers(`regions: [city, a, b], ${growth}`),
    });
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

  test('leave a region its lever where nothing below it has figures', async () => {
    const done = await run({ all: levers(`regions: "*", ${growth}`) }, []);
    // County a has figures, so the city moves by what a adds; b has none and stays out.
    expectClose(Object.values(seriesOf(done, 'all', 'city', 'rd')), [300, 310, 321, 333.1]);
    const patents = (
      await world(
        country(['city patents 2015 3000'], {
          all: 'levers:\n  - {indicator: patents, regions: "*", years: 2016, growth: =10%}',
        }),
      )
    ).run();
    expectClose(Object.values(seriesOf(patents, 'all', 'city', 'patents')), [3000, 3300, 3300, 3300]);
  });

  test('move parent and child alike where the indicator does not add up', async () => {
    const done = (
      await world(
        country(['city coverage 2015 40', 'a coverage 2015 30'], {
          all: 'levers:\n  - {indicator: coverage, regions: "*", years: 2016-2018, growth: =1pp}',
        }),
      )
    ).run();
    expectClose(Object.values(seriesOf(done, 'all', 'city', 'coverage')), [40, 41, 42, 43]);
    expectClose(Object.values(seriesOf(done, 'all', 'a', 'coverage')), [30, 31, 32, 33]);
  });

  test('that name a region beside those below it are told what becomes of it', async () => {
    const small = await world(
      country([], { both: levers(`regions: [city, a], ${growth}`), all: levers(`regions: "*", ${growth}`) }),
    );
    expect(small.issues.map((issue) => [issue.code, issue.place?.file])).toEqual([
      ['lever-parent-left-out', 'scenarios/all.yaml'], // b has no figures, so the city would move by a alone
      ['lever-parent-left-out', 'scenarios/both.yaml'],
    ]);
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
    const regions = Object.fromEntries(
      small.scenarios.map(({ id, levers: [first] }) => [id, first && 'regions' in first ? first.regions : []]),
    );
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
