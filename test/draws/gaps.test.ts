// Draws leave the past alone: what is published, follows from published figures, or fills a gap between them, has no range.

import { expect, test } from 'vitest';
import { drawRun, USUAL_DRAWS } from '../../src/uncertainty/index.ts';
import { packageFiles, world } from '../worlds/world.ts';

test('drawRun(run): a part that follows an interpolated ratio is certain until the last published year', async () => {
  const done = (
    await world({
      files: packageFiles({
        years: '2015-2022',
        indicators: ['gdp 亿元 flow', 'rd 亿元 flow', 'share % share formula: rd / gdp, closes: rd'],
        observed: [
          ...[100, 110, 120, 130, 140, 150].map((gdp, k) => `town gdp ${2015 + k} ${gdp}`),
          'town share 2015 2',
          'town share 2019 3',
        ],
        growth: 'window: 5\nphi: 0.9\nuncertainty:\n  rd.growth: {normal: {sd: 2pp}}\n',
      }),
    })
  ).run();
  const { draws } = await drawRun(done, { design: { ...USUAL_DRAWS, draws: 16 } });
  const at = (indicator: string, year: number) => draws.distribution('baseline', 'town', indicator, year);
  // Straight between 2 % and 3 %: 2.25, 2.5, 2.75 % of 110, 120, 130.
  for (const [year, share, rd] of [
    [2016, 2.25, 2.475],
    [2017, 2.5, 3],
    [2018, 2.75, 3.575],
  ] as const) {
    expect(at('share', year)?.quantiles.map((value) => value.toFixed(9))).toEqual(Array(5).fill(share.toFixed(9)));
    expect(at('rd', year)?.quantiles.map((value) => value.toFixed(9))).toEqual(Array(5).fill(rd.toFixed(9)));
  }
  const [low = 0, , , , high = 0] = at('rd', 2021)?.quantiles ?? [];
  expect(high - low).toBeGreaterThan(0.05);
});

test('drawRun(run): past growth that nothing is published of is told with all its regions and the year of the view', async () => {
  const years = [2015, 2016, 2017, 2018, 2019, 2020, 2021];
  const done = (
    await world({
      files: packageFiles({
        years: '2015-2024',
        regions: ['a', 'b', 'c'],
        indicators: ['gdp 亿元 flow'],
        observed: [
          ...years.map((year, k) => `b gdp ${year} ${100 + k * k} final ${year + 1}`),
          ...['a', 'c'].flatMap((region) =>
            [2015, 2016].map((year) => `${region} gdp ${year} ${year - 2000} final ${year + 1}`),
          ),
        ],
        growth: 'window: 5\nphi: 0.9\nuncertainty:\n  gdp.growth: {empirical: past}\n',
      }),
      scenarios: { earlier: 'as_of: 2019\nlevers:\n  - {indicator: gdp, regions: a, years: 2019-2020, growth: +1pp}' },
    })
  ).run();
  const { issues } = await drawRun(done, { design: { ...USUAL_DRAWS, draws: 16 } });
  expect(issues.filter(({ code }) => code === 'no-past-growth').map(({ message }) => message)).toEqual([
    'growth of "gdp" stays certain in "a", "c": fewer than 5 yearly changes are published there and above',
    'growth of "gdp" stays certain in "a", "b", "c": fewer than 5 yearly changes were published by the end of 2019 there and above',
  ]);
});
