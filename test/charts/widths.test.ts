// Charts at other widths than that of an A4 page: as wide as asked for, nothing cut, nothing over another text.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Chart, chartContext, chartsOfRun, SHEET_WIDTHS } from '../../src/charts/index.ts';
import { createRenderer } from '../../src/io/render.ts';
import type { Run } from '../../src/pipeline.ts';
import { realWorld } from '../worlds/real.ts';
import { overlappingTexts, sizeOfSvg, textsOfSvg, textsOutside } from './svg-texts.ts';

let run: Run;
beforeAll(async () => {
  run = (await realWorld()).run(['rd-surge', 'late-start', 'replay-printed-pace']);
});

/** One chart of each kind: enough to see every layout, few enough to be quick. */
function oneOfEach(width: number, language: 'zh' | 'en'): readonly Chart[] {
  const charts = chartsOfRun(chartContext(run, language, undefined, width));
  return [...new Map(charts.map((chart) => [chart.kind, chart])).values()];
}

describe.each([
  ['half', SHEET_WIDTHS.half],
  ['slide', SHEET_WIDTHS.slide],
] as const)('%s', (_name, width) => {
  it.each(['zh', 'en'] as const)('every kind of chart fits its sheet (%s)', async (language) => {
    const charts = oneOfEach(width, language);
    expect(charts.length).toBeGreaterThan(8);
    const pictures = await createRenderer().renderMany(charts.map(({ spec }) => spec));
    const wrong = charts.map(({ id }, k) => {
      const svg = pictures[k]?.svg ?? '';
      return {
        id,
        width: sizeOfSvg(svg).width,
        outside: textsOutside(svg).slice(0, 3),
        overlapping: overlappingTexts(textsOfSvg(svg)).slice(0, 3),
      };
    });
    expect(wrong.filter((one) => one.width !== width || one.outside.length > 0 || one.overlapping.length > 0)).toEqual(
      [],
    );
  });
});
