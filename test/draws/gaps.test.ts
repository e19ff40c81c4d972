// Draws leave the past alone: what is published, follows from published figures, or fills a gap between them, has no range.

import { expect, test } from 'vitest';
import { drawRun, USUAL_DRAWS } from '../../src/draws.ts';
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
