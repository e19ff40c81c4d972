// Waterfalls and scenario differences of the shipped run: valid, readable, and drawn from the numbers they explain.

import { beforeAll, describe, expect, it } from 'vitest';
import { chartContext, chartKind } from '../../src/charts/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { attributeIn, compareScenarios } from '../../src/repeat.ts';
import { realWorld } from '../worlds/real.ts';
import { type Drawn, drawAll, itIsFitForReaders, wrongOf } from './drawing.ts';
import { textsOfSvg } from './svg-texts.ts';

let run: Run;
let drawn: readonly Drawn[];

const side = (id: string) => {
  const ran = run.scenarios.find((one) => one.id === id);
  if (!ran) throw new Error(`no scenario ${id}`);
  return { run, ran };
};

const QUESTIONS = [
  ['surge-and-double', 'rd_intensity', 'jiaxing', 2027, 2027],
  ['cities-push', 'rd_intensity', 'zhejiang', 2027, 2027],
  ['surge-and-double', 'tech_transactions', 'jiaxing', 2023, 2027],
  ['cautious-elasticities', 'hightech_value_added_share', 'jiaxing', 2027, 2027],
  ['replay-rd-surge', 'rd_intensity', 'jiaxing', 2020, 2020],
  ['counties-catch-up', 'rd_expenditure', 'jiaxing', 2030, 2030],
  ['rd-surge', 'rd_personnel', 'jiaxing', 2027, 2027],
  ['on-course-2027', 'hightech_enterprises', 'jiaxing', 2027, 2027],
] as const;

const PAIRS = [
  ['rd-surge', 'surge-and-double'],
  ['baseline', 'counties-catch-up'],
  ['replay-printed-pace', 'replay-implied'],
] as const;

beforeAll(async () => {
  run = (await realWorld()).run();
  const charts = (['zh', 'en'] as const).flatMap((language) => {
    const context = chartContext(run, language);
    const waterfalls = QUESTIONS.map(([scenario, indicator, region, first, last]) => {
      const { attribution } = attributeIn(run, side(scenario).ran, { indicator, region, years: { first, last } });
      return chartKind('waterfall')?.draw(context, attribution ? { attribution } : {});
    });
    const diffs = PAIRS.map(([a, b]) =>
      chartKind('scenario-diff')?.draw(context, { diff: compareScenarios(side(a), side(b)) }),
    );
    return [...waterfalls, ...diffs].map((chart) => {
      if (!chart) throw new Error('nothing drawn');
      return { ...chart, language };
    });
  });
  drawn = await drawAll(charts);
}, 60_000);

const wrong = (problem: (chart: Drawn) => readonly string[]) => wrongOf(drawn, problem);

/** Numbers beside the plot that carry a sign: the steps. */
const steps = (chart: Drawn) =>
  textsOfSvg(chart.svg)
    .map(({ text }) => text)
    .filter((text) => /^[+−]\d[\d.,]*$/.test(text))
    .map((text) => Number(text.replace('−', '-').replace(',', '')));

describe('waterfall, scenario-diff', () => {
  itIsFitForReaders(() => drawn);

  it('has a name for its file that says kind, scenario, indicator, region and year, and a description that begins with the title', () => {
    expect(wrong(({ id }) => (/^(waterfall|scenario-diff)-[a-z0-9_-]+$/.test(id) ? [] : [id]))).toEqual({});
    expect(drawn[0]?.id).toBe('waterfall-surge-and-double-rd_intensity-jiaxing-2027');
    expect(wrong(({ spec, title }) => (spec.description.startsWith(title) ? [] : [spec.description]))).toEqual({});
  });

  it('waterfall(surge-and-double) prints the steps of levers and of channels, each list adding up to 3.70 - 3.82', () => {
    const chart = drawn.find(
      (one) => one.id === 'waterfall-surge-and-double-rd_intensity-jiaxing-2027' && one.language === 'zh',
    );
    if (!chart) throw new Error('not drawn');
    const difference =
      (run.reader.value('surge-and-double', 'jiaxing', 'rd_intensity', 2027) ?? 0) -
      (run.reader.value('baseline', 'jiaxing', 'rd_intensity', 2027) ?? 0);
    const printed = steps(chart);
    expect(printed.slice(0, 3)).toEqual([-0.233, 0.168, -0.054]);
    expect(printed.slice(0, 3).reduce((a, b) => a + b, 0)).toBeCloseTo(difference, 2);
    expect(printed.slice(3).reduce((a, b) => a + b, 0)).toBeCloseTo(difference, 2);
    const texts = textsOfSvg(chart.svg).map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining(['3.82%', '3.70%', '规划目标 >3.65%', 'R&D经费支出 ← 高新技术企业数']),
    );
  });

  it('waterfall() draws the parts asked for: inputs and regions add up, the gap walks from the target to the value', () => {
    const context = chartContext(run, 'en');
    const years = { first: 2027, last: 2027 };
    const of = (scenario: string, region: string) =>
      attributeIn(run, side(scenario).ran, { indicator: 'rd_intensity', region, years }).attribution;
    const [city, province] = [of('surge-and-double', 'jiaxing'), of('cities-push', 'zhejiang')];
    if (!city || !province) throw new Error('no attribution');
    const barsOf = (attribution: typeof city, by: 'input' | 'region' | 'gap') =>
      chartKind('waterfall')?.draw(context, { attribution, attributionBy: [by] })?.spec;
    const printed = (spec: unknown) =>
      [...JSON.stringify(spec).matchAll(/"([+−]\d[\d.]*)"/g)].map(([, text]) => Number(text?.replace('−', '-')));
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
    expect(sum(printed(barsOf(city, 'input')))).toBeCloseTo(city.difference, 2);
    expect(sum(printed(barsOf(province, 'region')))).toBeCloseTo(province.difference, 2);
    expect(sum(printed(barsOf(city, 'gap')))).toBeCloseTo(city.value - 3.65, 2);
    expect(JSON.stringify(barsOf(province, 'region'))).toMatch(/By region.*Hangzhou/);
    expect(JSON.stringify(barsOf(province, 'region'))).not.toMatch(/By lever|By channel/);
    // Nothing below a city adds to it here, and no plan asks for the province's ratio in 2027.
    expect(barsOf(city, 'region')).toBeUndefined();
    expect(barsOf(province, 'gap')).toBeUndefined();
  });

  it('waterfall() says the unit of what each step adds', () => {
    const [first] = drawn.filter((one) => one.id.endsWith('rd_intensity-jiaxing-2027'));
    expect(textsOfSvg(first?.svg ?? '').map(({ text }) => text)).toContain('贡献（百分点）');
  });

  it('scenario-diff() of one scenario seen from two years names the years', async () => {
    const seen = (await realWorld()).run(['baseline'], 2020);
    const [then] = seen.scenarios.filter((one) => one.asOf === 2020);
    if (!then) throw new Error('not seen from 2020');
    const diff = compareScenarios(side('baseline'), { run: seen, ran: then });
    const [now, before] = [chartContext(run, 'zh'), chartContext(seen, 'zh')];
    const views = { ...before, scenarios: [...before.scenarios, ...now.scenarios] };
    expect(chartKind('scenario-diff')?.draw(views, { diff })?.title).toMatch(
      /^从“基准情景”到“基准情景（2020年视角）”：/,
    );
  });

  it('waterfall() names a target far away in the footer and leaves it out of the axis', () => {
    const chart = drawn.find(
      (one) => one.id.startsWith('waterfall-surge-and-double-tech_transactions') && one.language === 'en',
    );
    expect(textsOfSvg(chart?.svg ?? '').map(({ text }) => text)).toContain(
      'The target of >1,000 lies beyond the frame.',
    );
  });

  it('waterfall() and scenario-diff() draw nothing without an attribution or a difference', () => {
    const context = chartContext(run, 'en');
    expect(chartKind('waterfall')?.draw(context, {})).toBeUndefined();
    expect(chartKind('scenario-diff')?.draw(context, {})).toBeUndefined();
    expect(
      chartKind('scenario-diff')?.draw(context, { diff: compareScenarios(side('rd-surge'), side('rd-surge')) }),
    ).toBeUndefined();
  });
});
