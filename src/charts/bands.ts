// What draws say of a series: quantiles by year, and the bands and lines that show them.

import type { Language } from '../base/index.ts';
import { QUANTILE_PROBABILITIES } from '../results/index.ts';
import { CHANCE_WORDS } from './chance-words.ts';
import type { ChartContext } from './chart.ts';
import { GREY } from './colours.ts';
import { FADE, type Layer, type Row } from './layers.ts';
import { axesOf, type Frame } from './series-layers.ts';
import type { KeyEntry } from './sheet.ts';

/** Quantiles of one year, as `QUANTILE_PROBABILITIES` lists them. */
export interface BandPoint {
  readonly year: number;
  readonly quantiles: readonly number[];
}

/** Bands from outside in: positions in the quantiles, and how dense their colour is. */
const BANDS = [
  { low: 0, high: 4, opacity: 0.18 },
  { low: 1, high: 3, opacity: 0.3 },
] as const;

export const MEDIAN = QUANTILE_PROBABILITIES.indexOf(0.5);

/** Quantiles of a series over some years; years of which the draws say nothing are left out. */
export function readBands(
  { draws }: Pick<ChartContext, 'draws'>,
  scenario: string,
  region: string,
  indicator: string,
  first: number,
  last: number,
): readonly BandPoint[] {
  const points: BandPoint[] = [];
  for (let year = first; year <= last; year++) {
    const found = draws?.distribution(scenario, region, indicator, year);
    if (found) points.push({ year, quantiles: found.quantiles });
  }
  return points;
}

/** Whether draws differ in a year. */
export function isOpen({ quantiles }: BandPoint): boolean {
  return quantiles[0] !== quantiles.at(-1);
}

/** The open years with the certain one before them, from which the band opens; one stretch for each gap between. */
export function openStretches(points: readonly BandPoint[]): readonly (readonly BandPoint[])[] {
  const stretches: BandPoint[][] = [];
  points.forEach((point, k) => {
    if (!isOpen(point)) return;
    const before = points[k - 1];
    const follows = before !== undefined && point.year - before.year === 1;
    if (follows && isOpen(before)) stretches.at(-1)?.push(point);
    else stretches.push(follows ? [before, point] : [point]);
  });
  return stretches;
}

/** The bands of one scenario, the wide one below; nothing where no year is open. */
export function bandLayers(
  scenario: string,
  colour: string,
  points: readonly BandPoint[],
  frame: Frame,
): readonly Layer[] {
  const stretches = openStretches(points);
  if (stretches.length === 0) return [];
  return BANDS.map(({ low, high, opacity }) => ({
    data: {
      values: stretches.flatMap((stretch, k) =>
        stretch.map(
          ({ year, quantiles }): Row => ({
            year,
            value: quantiles[low] as number,
            upper: quantiles[high] as number,
            scenario,
            stretch: `${scenario}/${k}`,
            colour,
          }),
        ),
      ),
    },
    mark: { type: 'area', fillOpacity: opacity, strokeWidth: 0 },
    encoding: {
      ...axesOf(frame),
      y2: { field: 'upper' },
      fill: { field: 'colour', type: 'nominal', scale: null, legend: null },
      detail: [{ field: 'stretch', type: 'nominal' }],
      opacity: FADE,
    },
  }));
}

/** The median of the open years, as a thin solid line. */
export function medianLayers(
  scenario: string,
  colour: string,
  points: readonly BandPoint[],
  frame: Frame,
  width = 1.1,
): readonly Layer[] {
  const values = openStretches(points).flatMap((stretch, k) =>
    stretch.map(
      ({ year, quantiles }): Row => ({
        year,
        value: quantiles[MEDIAN] as number,
        scenario,
        stretch: `${scenario}/${k}`,
        colour,
      }),
    ),
  );
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: { type: 'line', strokeWidth: width, strokeJoin: 'round' },
      encoding: {
        ...axesOf(frame),
        color: { field: 'colour', type: 'nominal', scale: null, legend: null },
        detail: [{ field: 'stretch', type: 'nominal' }],
        order: { field: 'year', type: 'quantitative' },
        opacity: FADE,
      },
    },
  ];
}

/** Samples of bands and median for the key. */
export function bandKey(language: Language): readonly KeyEntry[] {
  const words = CHANCE_WORDS[language];
  return [
    { text: words.band90, sample: { kind: 'box', fill: BAND_SAMPLES[0] } },
    { text: words.band50, sample: { kind: 'box', fill: BAND_SAMPLES[1] } },
    { text: words.median, sample: { kind: 'line', colour: GREY.text, width: 1.1 } },
  ];
}

/** The bands of a black line as opaque greys: one alone, and both on one another. */
const BAND_SAMPLES = ['#d8d8d8', '#a2a2a2'] as const;
