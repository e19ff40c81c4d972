// Charts of sensitivity: valid, readable with long names in both languages, drawn from the numbers they show.

import { beforeAll, describe, expect, it } from 'vitest';
import type { LeverSweep, Sensitivity } from '../../src/analysis/index.ts';
import { type ChartRequest, chartContext, chartKind, SHEET_WIDTHS } from '../../src/charts/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { realWorld } from '../worlds/real.ts';
import { type Drawn, drawAll, itIsFitForReaders, renderer, wrongOf } from './drawing.ts';
import { analysed, leverSweep, shareCell } from './sensitivity-worlds.ts';
import { overlappingTexts, sizeOfSvg, textsOfSvg, textsOutside } from './svg-texts.ts';

const KINDS = ['tornado', 'morris', 'sobol', 'regional', 'probability-contour'] as const;

let run: Run;
let sensitivity: Sensitivity;
let sweep: LeverSweep;
let drawn: readonly Drawn[];

beforeAll(async () => {
  run = (await realWorld()).run(['baseline']);
  sensitivity = analysed(run, shareCell());
  sweep = leverSweep(run);
  // Another unit, a target far away, one input, certain squares.
  const { correlate: _correlate, ...free } = shareCell();
  const [only] = free.inputs;
  const far = analysed(run, {
    ...free,
    indicator: 'rd_expenditure',
    targets: [{ bound: 'gte', value: 400 }],
    inputs: only ? [only] : [],
    outcomesAt: ([p]) => (p ?? new Float64Array()).map((at) => 230 + (Number.isNaN(at) ? 0 : at - 0.5)),
  });
  const certain = {
    ...sweep,
    probability: sweep.probability.map((row) => row.map((_, k) => (k === 0 ? Number.NaN : 0))),
  };
  const requests: readonly (readonly [string, ChartRequest])[] = [
    ...KINDS.map((kind) => [kind, { sensitivity, leverSweep: sweep }] as const),
    ...(['tornado', 'morris', 'sobol'] as const).map((kind) => [kind, { sensitivity: far }] as const),
    ['probability-contour', { leverSweep: { ...certain, scenario: 'certain' } }],
  ];
  const charts = (['zh', 'en'] as const).flatMap((language) =>
    requests.map(([kind, request]) => {
      const chart = chartKind(kind)?.draw(chartContext(run, language), request);
      if (!chart) throw new Error(`nothing drawn: ${kind}`);
      return { ...chart, language };
    }),
  );
  drawn = await drawAll(charts);
}, 60_000);

const wrong = (problem: (chart: Drawn) => readonly string[]) => wrongOf(drawn, problem);

const textsOf = (kind: string, language: 'zh' | 'en' = 'en') =>
  textsOfSvg(drawn.find((chart) => chart.kind === kind && chart.language === language)?.svg ?? '');

describe('tornado, morris, sobol, regional, probability-contour', () => {
  itIsFitForReaders(() => drawn);

  it('have a name for their file, a description that begins with the title, and no number that is none', () => {
    expect(wrong(({ id, kind }) => (new RegExp(`^${kind}-[a-z0-9_-]+-2027$`).test(id) ? [] : [id]))).toEqual({});
    expect(wrong(({ spec, title }) => (spec.description.startsWith(title) ? [] : [spec.description]))).toEqual({});
    expect(
      wrong(({ spec }) => (/NaN|Infinity|null,"y|undefined/.test(JSON.stringify(spec)) ? ['not a number'] : [])),
    ).toEqual({});
  });

  it('are the same bytes when drawn again from the same seed', () => {
    for (const kind of KINDS) {
      const again = chartKind(kind)?.draw(chartContext(run, 'zh'), {
        sensitivity: analysed(run, shareCell()),
        leverSweep: leverSweep(run),
      });
      const before = drawn.find((chart) => chart.kind === kind && chart.language === 'zh');
      expect(JSON.stringify(again?.spec)).toBe(JSON.stringify(before?.spec));
    }
  });

  it('tornado() lists inputs by swing, with the ends of the outcome', () => {
    const ranges = textsOf('tornado')
      .map(({ text }) => /^(\d\.\d+)% to (\d\.\d+)%$/.exec(text))
      .filter((found) => found !== null);
    // What cannot be seen beside the longest bar is counted in the footer.
    const bars = sensitivity.tornado?.bars ?? [];
    const seen = bars.filter(({ swing }) => swing > 0.005 * (bars[0]?.swing ?? 0));
    // A bar that can be seen is not printed as two equal numbers.
    expect(ranges.filter(([, low, high]) => low === high)).toEqual([]);
    expect(ranges.map(([, low, high]) => [Number(low), Number(high)])).toEqual(
      seen.map(({ low, high }) => [
        expect.closeTo(Math.min(low.outcome, high.outcome), 1.99),
        expect.closeTo(Math.max(low.outcome, high.outcome), 1.99),
      ]),
    );
    const texts = textsOf('tornado').map(({ text }) => text);
    expect(texts).toContain('damped → observed');
    expect(texts).toContain('target >3.65% (Jiaxing 315)');
    expect(texts).toContain(
      'Both ends move the outcome to one side (it turns between them): Entry and exit of enterprises.',
    );
  });

  it('sobol() prints both indices of each row, names the group, and says what is left out', () => {
    const texts = textsOf('sobol').map(({ text }) => text);
    const shown = sensitivity.sobol?.shares.filter(({ negligible }) => !negligible);
    const rows = shown?.flatMap((share) => [share, ...share.parts]);
    expect(texts.filter((text) => /^\d\.\d\d \/ \d\.\d\d$/.test(text))).toEqual(
      rows?.map(({ first, total }) => `${Math.max(0, first.value).toFixed(2)} / ${total.value.toFixed(2)}`),
    );
    expect(texts.filter((text) => text === 'of these, by itself')).toHaveLength(2);
    expect(texts).toContain('Entry and exit of enterprises');
    const small = sensitivity.sobol?.shares.filter(({ negligible }) => negligible) ?? [];
    expect(small.length).toBeGreaterThan(0);
    const footer = texts.join(' ');
    expect(footer).toContain(`Total below 1%, not shown: ${small[0]?.title.en}`);
    for (const { title } of small) expect(footer).toContain(title.en.split(' ').slice(0, 2).join(' '));
  });

  it('morris() numbers its list by μ*', () => {
    const texts = textsOf('morris', 'zh');
    const numbers = texts.filter(({ text, left }) => /^\d+$/.test(text) && left > 400).sort((a, b) => a.top - b.top);
    expect(numbers.map(({ text }) => text)).toEqual(sensitivity.morris?.effects.map((_, k) => String(k + 1)));
  });

  it('regional() says where nine of ten draws meet the target', () => {
    const [first] = sensitivity.regional?.[0]?.inputs ?? [];
    const texts = textsOf('regional', 'zh').map(({ text }) => text);
    expect(first?.met?.share).toBeGreaterThanOrEqual(0.9);
    expect(texts).toContain(
      `研发经费支出年增速高于${first?.met?.at.toFixed(2)}%/年的抽样，达标占${(100 * (first?.met?.share ?? 0)).toFixed(0)}%。`,
    );
  });

  it('probability-contour() labels each line, and says where the field has none', () => {
    const texts = textsOf('probability-contour').map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['10%', '50%', '90%', 'met in 50% of the draws']));
    const certain = drawn.find(({ id, language }) => id.includes('certain') && language === 'en');
    expect(textsOfSvg(certain?.svg ?? '').map(({ text }) => text)).toContain(
      'No pair in the field has a probability of 50%.',
    );
  });

  it('fit half a page and a slide, and names that anybody may have written', async () => {
    const hostile = (text: string) => ({
      zh: `企业\n${text}\u202E企业企业企业企业企业企业企业企业企业`,
      en: `${text}\u0000</script> {x} $y`,
    });
    const spoiled = analysed(run, {
      ...shareCell(),
      inputs: shareCell().inputs.map((input, k) => ({ ...input, title: hostile(`<b>${k}`) })),
    });
    const requests = (['zh', 'en'] as const).flatMap((language) =>
      KINDS.flatMap((kind) => [
        [kind, language, SHEET_WIDTHS.half, sensitivity] as const,
        [kind, language, SHEET_WIDTHS.slide, spoiled] as const,
      ]),
    );
    const charts = requests.map(([kind, language, width, of]) => {
      const context = chartContext(run, language, undefined, width);
      return { width, chart: chartKind(kind)?.draw(context, { sensitivity: of, leverSweep: sweep }) };
    });
    const pictures = await renderer.renderMany(charts.map(({ chart }) => chart?.spec));
    charts.forEach(({ width, chart }, k) => {
      const svg = pictures[k]?.svg ?? '';
      expect([chart?.id, sizeOfSvg(svg).width]).toEqual([chart?.id, width]);
      expect([...textsOutside(svg), ...overlappingTexts(textsOfSvg(svg))]).toEqual([]);
      expect(svg).not.toMatch(/<script|<b>/);
      expect(JSON.stringify(chart?.spec)).not.toMatch(/\\u0000|\\n|\u202E/);
    });
  });

  it('draw nothing without what they need', () => {
    const { tornado: _a, morris: _b, sobol: _c, regional: _d, ...bare } = sensitivity;
    for (const kind of KINDS)
      expect(chartKind(kind)?.draw(chartContext(run, 'en'), { sensitivity: bare })).toBeUndefined();
  });
});
