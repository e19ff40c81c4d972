// Charts of ranks, parity, convergence, dispersion and trade-off on the shipped run: valid, readable, drawn from the
// numbers they show.

import { beforeAll, describe, expect, it } from 'vitest';
import { type CatchUp, type Convergence, catchUp, convergenceOf, seek, tradeOff } from '../../src/analysis/index.ts';
import { type ChartRequest, chartContext, chartKind } from '../../src/charts/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { scenarioProbes } from '../../src/repeat.ts';
import { readOpenLever } from '../../src/scenario/index.ts';
import { realWorld } from '../worlds/real.ts';
import { type Drawn, drawAll, itIsFitForReaders } from './drawing.ts';
import { textsOfSvg } from './svg-texts.ts';

let run: Run;
let drawn: readonly Drawn[];
let cities: Convergence;
let ranks: CatchUp;
let parity: readonly CatchUp[];

beforeAll(async () => {
  run = (await realWorld()).run();
  const { model, reader } = run;
  const below = (parent: string) =>
    model.regions.filter((region) => region.parent === parent).map((region) => region.id);
  const convergence = (indicator: string, regions: readonly string[], from: number) =>
    convergenceOf(model, reader, { scenario: 'baseline', indicator, regions, from });
  cities = convergence('gdp', below('zhejiang'), 2013);
  ranks = catchUp(model, reader, {
    scenario: 'baseline',
    indicator: 'gdp',
    regions: below('zhejiang'),
    leader: { kind: 'best' },
  });
  const led = catchUp(model, reader, {
    scenario: 'counties-catch-up',
    indicator: 'rd_intensity',
    regions: ['pinghu', 'jiashan', 'haiyan'],
    leader: { kind: 'region', region: 'jiaxing' },
  });
  parity = run.scenarios
    .filter((scenario) => scenario.asOf === undefined)
    .flatMap(({ id }) =>
      ['jiaxing', 'hangzhou'].map((region) =>
        catchUp(model, reader, {
          scenario: id,
          indicator: 'rd_intensity',
          regions: below('jiaxing'),
          leader: { kind: 'region', region },
        }),
      ),
    );
  const requests: readonly (readonly [string, ChartRequest])[] = [
    ['convergence', { convergence: cities }],
    [
      'convergence',
      { convergence: convergence('rd_intensity', ['jiashan', 'haiyan', 'haining', 'pinghu', 'xiuzhou'], 2021) },
    ],
    ['dispersion', { convergence: cities }],
    [
      'dispersion',
      { convergence: convergence('rd_intensity', ['jiashan', 'haiyan', 'haining', 'pinghu', 'xiuzhou'], 2021) },
    ],
    ['ranks', { catchUps: [ranks] }],
    ['ranks', { catchUps: [led] }],
    ['parity-years', { catchUps: parity }],
    [
      'trade-off',
      {
        tradeOff: question('rd_intensity', 4, [
          'rd_expenditure@jiaxing growth 2025-2027',
          'hightech_enterprises@jiaxing growth 2025-2027',
        ]),
      },
    ],
    [
      'trade-off',
      {
        tradeOff: question('rd_expenditure', 380, [
          'rd_expenditure@jiaxing level 2025-2027 x0.9..x1.3',
          'hightech_enterprises@jiaxing level 2024-2027 x0.8..x1.6',
        ]),
      },
    ],
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

/** A field of two levers with its solution. */
function question(indicator: string, value: number, phrases: readonly string[]) {
  const ran = run.scenarios.find((one) => one.id === 'baseline');
  if (!ran) throw new Error('no baseline');
  const levers = phrases.flatMap((phrase) => readOpenLever(phrase, run.model).lever ?? []);
  const request = {
    goal: { kind: 'level' as const, indicator, region: 'jiaxing', year: 2027, value },
    levers,
    scenario: ran.scenario,
  };
  const probes = scenarioProbes(run, ran);
  const field = tradeOff(run.model, probes, request);
  const [first, second] = seek(run.model, probes, request).answer?.solutions[0]?.levers ?? [];
  if (!field || !first || !second) throw new Error('no field');
  return { field, request, solution: [first.amount, second.amount] as const };
}

const textsOf = (kind: string, language: 'zh' | 'en') =>
  textsOfSvg(drawn.find((chart) => chart.kind === kind && chart.language === language)?.svg ?? '').map(
    ({ text }) => text,
  );

describe('ranks, parity-years, convergence, dispersion, trade-off', () => {
  itIsFitForReaders(() => drawn);

  it('convergence() names every region, and says who grows faster only where the slope is told from zero', () => {
    for (const region of cities.regions)
      expect(textsOf('convergence', 'en')).toContain(run.model.regions.find((one) => one.id === region)?.name.en);
    const { beta } = cities;
    if (!beta) throw new Error('no regression');
    expect([beta.verdict, beta.slopeInterval[0] < 0, beta.slopeInterval[1] > 0]).toEqual(['divergence', true, true]);
    const titleWith = (changed: Partial<typeof beta>) =>
      chartKind('convergence')?.draw(chartContext(run, 'en'), {
        convergence: { ...cities, beta: { ...beta, ...changed } },
      })?.title;
    expect(titleWith({})).toBe('GDP, 2013–2030: where regions start does not tell how fast they grow');
    expect(titleWith({ slopeInterval: [0.001, 0.02] })).toMatch(/those ahead grow faster, no convergence$/);
    const speed = { verdict: 'convergence', speed: 0.02, halfLife: Math.LN2 / 0.02 } as const;
    expect(titleWith({ ...speed, slopeInterval: [-0.02, -0.01] })).toMatch(
      /those behind grow faster, by 2\.0% of the distance a year \(half-life 35 years\)$/,
    );
    expect(titleWith({ ...speed, slopeInterval: [-0.02, 0.001] })).toMatch(/does not tell/);
  });

  it('convergence() ties a name to its point by a line where another point is about as near', () => {
    const chart = drawn.find((one) => one.kind === 'convergence' && one.language === 'en');
    const rows = [...JSON.stringify(chart?.spec).matchAll(/\{"x":[^{}]*\}/g)].map(
      ([text]) => JSON.parse(text) as Record<string, unknown>,
    );
    const jinhua = rows.find((row) => String(row.tooltip).startsWith('Jinhua'));
    const alone = rows.find((row) => String(row.tooltip).startsWith('Hangzhou'));
    const leaders = (dot: typeof jinhua) => rows.filter((row) => row.x === dot?.x && row.y === dot?.y && 'x2' in row);
    expect([jinhua === undefined, alone === undefined]).toEqual([false, false]);
    expect([leaders(jinhua).length, leaders(alone).length]).toEqual([1, 0]);
  });

  it('dispersion() ends at the measures of the last year', () => {
    const last = cities.spread.at(-1);
    expect(textsOf('dispersion', 'en').join(' ')).toContain(`SD of logarithms ${last?.sdLog?.toFixed(3)}`);
    expect(textsOf('dispersion', 'en').join(' ')).toContain(`Gini coefficient ${last?.gini?.toFixed(3)}`);
  });

  it('ranks() puts names at the places of the last year, the first one on top', () => {
    const svg = drawn.find((chart) => chart.kind === 'ranks' && chart.language === 'en')?.svg ?? '';
    const byPlace = [...ranks.rows]
      .sort((a, b) => (a.path.at(-1)?.rank ?? 0) - (b.path.at(-1)?.rank ?? 0))
      .map((row) => run.model.regions.find((one) => one.id === row.region)?.name.en);
    const names = textsOfSvg(svg)
      .filter(({ text }) => byPlace.includes(text))
      .sort((a, b) => a.top - b.top);
    expect(names.map(({ text }) => text)).toEqual(byPlace);
  });

  it('parity-years() prints the baseline’s year for every pair, and "never" where there is none', () => {
    const texts = textsOf('parity-years', 'en');
    const baseline = parity.filter((one) => one.scenario === 'baseline').flatMap((one) => one.rows);
    expect(texts.filter((text) => text === 'never')).toHaveLength(
      baseline.filter((row) => row.parity.status === 'never').length,
    );
    for (const row of baseline) if (row.parity.status === 'inside') expect(texts).toContain(String(row.parity.year));
  });

  it('name the regions asked for that have nothing to compare', () => {
    const left = parity[0]?.leftOut.map(({ region }) => region) ?? [];
    expect(left).toEqual(['nanhu', 'tongxiang', 'jiaxing_hightech_zone']);
    const counties = parity[0]?.rows.map(({ region }) => region) ?? [];
    const convergence = convergenceOf(run.model, run.reader, {
      scenario: 'baseline',
      indicator: 'rd_intensity',
      regions: ['jiaxing', ...counties, ...left],
    });
    const requests = { catchUps: parity, convergence, indicator: 'rd_intensity', leader: 'hangzhou' };
    for (const kind of ['ranks', 'parity-years', 'convergence', 'dispersion', 'catch-up']) {
      const chart = chartKind(kind)?.draw(chartContext(run, 'zh'), {
        ...requests,
        regions: [...counties, ...left],
      });
      // The city holds the counties: it is not missing.
      expect(JSON.stringify(chart?.spec)).toContain('缺少可比数据、未列入：南湖区、桐乡市、嘉兴国家高新区。');
    }
  });

  it('parity-years() counts the scenarios that it does not draw', () => {
    const spec = JSON.stringify(drawn.find((one) => one.kind === 'parity-years' && one.language === 'en')?.spec);
    const scenarios = new Set(parity.map((one) => one.scenario)).size;
    const named = run.scenarios.filter(
      (one) => one.asOf === undefined && spec.includes(JSON.stringify(one.scenario.title.en)),
    );
    const told = /(\d+) more scenarios? gives? the same years/.exec(spec);
    const fewer = /(\d+) more scenarios? moves? fewer/.exec(spec);
    expect(named.length).toBeLessThan(scenarios);
    expect(named.length + Number(told?.[1] ?? 0) + Number(fewer?.[1] ?? 0)).toBe(scenarios);
  });

  it('axes of levers say change, multiple or value, with the unit; that of growth in points says points', () => {
    const axes = (language: 'zh' | 'en') =>
      drawn
        .filter((one) => one.kind === 'trade-off' && one.language === language)
        .map(({ spec }) => JSON.stringify(spec));
    expect(axes('zh')[0]).toContain('R&D经费支出年增速增减（百分点），2025—2027年');
    expect(axes('zh')[1]).toContain('R&D经费支出水平倍数，2025—2027年');
    expect(axes('en')[0]).toContain('R&D expenditure: change of growth (points), 2025–2027');
    const shares = drawn.filter((one) => one.kind === 'convergence' && one.language === 'zh')[1];
    expect(JSON.stringify(shares?.spec)).toContain('年均变动（百分点）（纵轴）');
  });

  it('titles say none, some or all in words, and whether the spread rises or falls', () => {
    const context = chartContext(run, 'zh');
    const never = parity.filter((one) => one.leader === 'hangzhou' && one.scenario === 'baseline');
    expect(chartKind('parity-years')?.draw(context, { catchUps: never })?.title).toBe(
      'R&D经费支出占GDP比重：基准情景下5个地区，2030年前均赶不上杭州市',
    );
    const rises = (cities.spread.at(-1)?.sdLog ?? 0) > (cities.spread[0]?.sdLog ?? 0);
    expect(textsOf('dispersion', 'zh').join('')).toMatch(rises ? /升至2030年的/ : /降至2030年的/);
  });

  it('draw nothing without what they need', () => {
    const context = chartContext(run, 'en');
    for (const kind of ['ranks', 'parity-years', 'convergence', 'dispersion', 'trade-off'])
      expect(chartKind(kind)?.draw(context, {})).toBeUndefined();
    const alone = convergenceOf(run.model, run.reader, { scenario: 'baseline', indicator: 'gdp', regions: ['ningbo'] });
    expect(chartKind('convergence')?.draw(context, { convergence: alone })).toBeUndefined();
    expect(chartKind('dispersion')?.draw(context, { convergence: alone })).toBeUndefined();
  });
});
