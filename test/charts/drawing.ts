// Charts drawn for tests, and what every chart must be: valid, quiet, readable.

import { expect, it } from 'vitest';
import type { Chart } from '../../src/charts/index.ts';
import { createRenderer, missingGlyphs } from '../../src/io/render.ts';
import { schemaFaults } from './official-schema.ts';
import { overlappingTexts, sizeOfSvg, textsOfSvg, textsOutside } from './svg-texts.ts';

export type Spoken = Chart & { readonly language: 'zh' | 'en' };

export interface Drawn extends Spoken {
  readonly svg: string;
  readonly warnings: readonly string[];
}

/** Charts of one shape are compiled once for all tests of a process. */
export const renderer = createRenderer();

export async function drawAll(charts: readonly Spoken[]): Promise<readonly Drawn[]> {
  const pictures = await renderer.renderMany(charts.map(({ spec }) => spec));
  return charts.map((chart, k) => ({
    ...chart,
    svg: pictures[k]?.svg ?? '',
    warnings: pictures[k]?.warnings ?? [],
  }));
}

export const textsOf = ({ svg }: Pick<Drawn, 'svg'>): readonly string[] => textsOfSvg(svg).map(({ text }) => text);

/** Charts with something wrong, by name. */
export function wrongOf(
  drawn: readonly Drawn[],
  problem: (chart: Drawn) => readonly string[],
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    drawn
      .map((chart) => [`${chart.id}.${chart.language}`, problem(chart)] as const)
      .filter(([, found]) => found.length > 0),
  );
}

/** What is asked of every chart; `drawn` is called when the tests run. */
export function itIsFitForReaders(drawn: () => readonly Drawn[]): void {
  const wrong = (problem: (chart: Drawn) => readonly string[]) => wrongOf(drawn(), problem);

  it('each is valid by the official schema of Vega-Lite, compiles without a warning, in the bundled font', () => {
    expect(drawn().length).toBeGreaterThan(0);
    expect(wrong(({ spec }) => schemaFaults(spec))).toEqual({});
    expect(wrong(({ warnings }) => warnings)).toEqual({});
    expect(wrong((chart) => missingGlyphs(textsOf(chart).join('')))).toEqual({});
  });

  it('each keeps every text inside the picture and apart from the others, on an A4 page', () => {
    expect(wrong(({ svg }) => textsOutside(svg))).toEqual({});
    expect(wrong(({ svg }) => overlappingTexts(textsOfSvg(svg)))).toEqual({});
    const fits = ({ width, height }: ReturnType<typeof sizeOfSvg>) => width === 680 && height <= 1000;
    expect(
      wrong(({ svg }) => (fits(sizeOfSvg(svg)) ? [] : [`${sizeOfSvg(svg).width} × ${sizeOfSvg(svg).height}`])),
    ).toEqual({});
  });

  it('each has a name for its file that begins with its kind, and a description that begins with its title', () => {
    const stem = (kind: string) => kind.replace(/\d+$/, '');
    expect(
      wrong(({ id, kind }) =>
        id.startsWith(stem(kind)) && /^[a-z0-9-]+-[a-z0-9_@-]+$/.test(id) ? [] : [`${kind}: ${id}`],
      ),
    ).toEqual({});
    expect(wrong(({ spec, title }) => (spec.description.startsWith(title) ? [] : [spec.description]))).toEqual({});
  });
}
