// Charts of draws on the shipped run with stand-in draws: valid, readable, and with the numbers that the reader gave.

import { beforeAll, describe, expect, it } from 'vitest';
import { chartContext, chartKind, chartsOfRun, scenarioInks } from '../../src/charts/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { realWorld } from '../worlds/real.ts';
import { type Drawn, drawAll, itIsFitForReaders, textsOf, wrongOf } from './drawing.ts';
import { type DrawnRun, parityChances, quantile7, withDraws } from './draws-double.ts';

const KINDS = ['chance-board', 'fan', 'outcomes', 'year-met', 'difference', 'parity-chances'];
const kept = (region: string, indicator: string) =>
  region === 'jiaxing' && ['rd_intensity', 'hightech_enterprises', 'hightech_value_added_share'].includes(indicator);
const JIAXING_RD = { indicator: 'rd_intensity', region: 'jiaxing' };

let plain: Run;
let run: DrawnRun;
let drawn: readonly Drawn[];

beforeAll(async () => {
  plain = (await realWorld()).run();
  run = withDraws(plain, 200);
  const parity = parityChances(run, ['baseline', 'counties-catch-up'], 'rd_intensity', ['pinghu', 'haiyan'], 'jiaxing');
  const charts = (['zh', 'en'] as const).flatMap((language) => {
    const context = chartContext(run, language, kept);
    const ofRun = chartsOfRun(context).filter(({ kind }) => KINDS.includes(kind.replace(/\d+$/, '')));
    const alone = chartKind('parity-chances')?.draw(context, { parityChances: parity });
    if (!alone) throw new Error('no chances of parity');
    return [...ofRun, alone].map((chart) => ({ ...chart, language }));
  });
  drawn = await drawAll(charts);
}, 60_000);

const wrong = (problem: (chart: Drawn) => readonly string[]) => wrongOf(drawn, problem);

function chart(id: string, language: 'zh' | 'en' = 'en'): Drawn {
  const found = drawn.find((one) => one.id === id && one.language === language);
  if (!found) throw new Error(`no chart ${id}`);
  return found;
}

type Row = Readonly<Record<string, string | number>>;

/** Rows of the layers of a mark, one list a layer. */
function layersOf(spec: unknown, mark: string): readonly (readonly Row[])[] {
  const found: (readonly Row[])[] = [];
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { mark: own, data } = part as { mark?: { type?: string }; data?: { values?: readonly Row[] } };
    if (own?.type === mark) found.push(data?.values ?? []);
    for (const value of Object.values(part)) visit(value);
  };
  visit(spec);
  return found;
}

describe('charts of draws', () => {
  itIsFitForReaders(() => drawn);

  it('are all drawn by a run with draws, with names of their own, and none without', () => {
    expect(new Set(drawn.map(({ kind }) => kind.replace(/\d+$/, '')))).toEqual(new Set(KINDS));
    expect(new Set(drawn.map(({ id, language }) => `${id}.${language}`)).size).toBe(drawn.length);
    const without = chartsOfRun(chartContext(plain, 'en', kept)).map(({ kind }) => kind.replace(/\d+$/, ''));
    expect(without.filter((kind) => KINDS.includes(kind))).toEqual([]);
    for (const kind of KINDS)
      expect(
        chartKind(kind)?.draw(chartContext(plain, 'en', kept), { ...JIAXING_RD, parityChances: [] }),
      ).toBeUndefined();
  });

  it('a run of the baseline alone has each chart once, and no difference from itself', () => {
    const ids = chartsOfRun(
      chartContext(withDraws({ ...plain, scenarios: plain.scenarios.slice(0, 1) }, 20), 'en', kept),
    ).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('fan-rd_intensity-jiaxing');
    expect(ids.filter((id) => id.startsWith('difference'))).toEqual([]);
  });

  it('say on each that probabilities hold under the stated ranges, with draws, method and seed', () => {
    const stated = {
      zh: /所列取值范围.*抽样200次（加扰Sobol点，种子20270101）/,
      en: /under the stated ranges of 2 uncertain inputs: 200 draws \(scrambled Sobol points, seed 20270101\)/,
    };
    expect(
      wrong((one) => (stated[one.language].test(textsOf(one).join(' ').replaceAll('  ', ' ')) ? [] : ['not said'])),
    ).toEqual({});
  });

  it('give a scenario the colour that it has in the other charts', () => {
    const inks = scenarioInks(chartContext(run, 'zh'));
    for (const { spec, kind } of drawn)
      if (kind.startsWith('fan'))
        for (const { scenario, colour } of layersOf(spec, 'area').flat())
          expect([scenario, colour]).toEqual([scenario, inks.get(String(scenario))?.line]);
  });
});

describe('fan', () => {
  it('draws as bands exactly the quantiles that the reader gives, opening from the last published year', () => {
    const bands = layersOf(chart('fan-rd_intensity-jiaxing').spec, 'area');
    expect(bands.length).toBe(2);
    const years = [2023, 2024, 2025, 2026, 2027];
    for (const [k, [low, high]] of [
      [0.05, 0.95],
      [0.25, 0.75],
    ].entries())
      expect(bands[k]?.map(({ year, value, upper }) => [year, value, upper])).toEqual(
        years.map((year) => {
          const sorted = run.draws.sample('baseline', 'jiaxing', 'rd_intensity', year)?.slice().sort() ?? [];
          return [year, quantile7(sorted, low as number), quantile7(sorted, high as number)];
        }),
      );
    // 3.56 % is published for 2023: there the band is a point.
    expect(bands[0]?.[0]).toMatchObject({ value: 3.56, upper: 3.56 });
  });

  it('keeps the run at central inputs as its line, published part solid', () => {
    const lines = layersOf(chart('fan-hightech_enterprises-jiaxing').spec, 'line').flat();
    const central = lines.filter(({ style }) => style !== undefined);
    expect(central.length).toBeGreaterThan(5);
    for (const { year, value } of central)
      expect(value).toBe(run.reader.value('baseline', 'jiaxing', 'hightech_enterprises', Number(year)));
  });

  it('has no band but the line where nothing uncertain touches the series', () => {
    const certain = chartContext(withDraws(plain, 20, { certain: ['rd_intensity'] }), 'en', kept);
    const made = chartKind('fan')?.draw(certain, { ...JIAXING_RD, scenarios: ['baseline'] });
    expect(layersOf(made?.spec, 'area')).toEqual([]);
    expect(layersOf(made?.spec, 'line').flat().length).toBeGreaterThan(5);
    expect(chartKind('outcomes')?.draw(certain, { ...JIAXING_RD, scenarios: ['baseline'] })).toBeUndefined();
    expect(chartsOfRun(certain).map(({ id }) => id)).not.toContain('fan-rd_intensity-jiaxing');
  });

  it('gives one panel a scenario, at most six, and says how many are left out', () => {
    const several = chart('fans-rd_intensity-jiaxing');
    const panels = (several.spec as { concat?: readonly unknown[] }).concat ?? [];
    expect(panels.length).toBe(6);
    const scenarios = new Set(
      layersOf(several.spec, 'area')
        .flat()
        .map(({ scenario }) => scenario),
    );
    expect(scenarios.size).toBe(6);
    expect(scenarios).toContain('baseline');
    expect(textsOf(several).join(' ')).toMatch(/6 more scenarios differ less from the baseline/);
  });
});

describe('outcomes', () => {
  it('counts every draw once, dark exactly those that meet the target', () => {
    const rects = layersOf(chart('outcomes-rd_intensity-jiaxing').spec, 'rect').flat();
    const row = run.targets.find(
      (one) =>
        one.scenario === 'baseline' && one.region === 'jiaxing' && one.variable === 'rd_intensity' && one.year === 2027,
    );
    const own = rects.filter(({ scenario }) => scenario === 'baseline');
    // Heights are proportional to draws; the lowest bar that occurs divides them all.
    const share = (bars: readonly Row[]) => bars.reduce((sum, bar) => sum + (Number(bar.y2) - Number(bar.y)), 0);
    const dark = own.filter(({ colour }) => colour === '#222222');
    expect(share(dark) / share(own)).toBeCloseTo(row?.p_met ?? Number.NaN, 2);
    const printed = own.map(({ tooltip }) => Number(/([\d.]+)%$/.exec(String(tooltip))?.[1]));
    expect(printed.reduce((a, b) => a + b, 0)).toBeCloseTo(100, 0);
  });

  it('prints how likely each scenario meets the target, with its error', () => {
    const texts = textsOf(chart('outcomes-rd_intensity-jiaxing'));
    const rows = run.targets.filter(
      (one) =>
        one.plan === 'jiaxing-315' &&
        one.region === 'jiaxing' &&
        one.variable === 'rd_intensity' &&
        !one.scenario.includes('2016') &&
        !one.scenario.startsWith('replay'),
    );
    const open = rows.filter(({ p_met: p = 0 }) => p > 0.1 && p < 0.9);
    expect(open.length).toBeGreaterThan(2);
    for (const { p_met: p = 0 } of open)
      expect(texts).toContain(`${Math.round(100 * p)}% (±${Math.round(100 * Math.sqrt((p * (1 - p)) / 200))})`);
  });
});

describe('chance-board', () => {
  it('prints the probabilities of the rows, grouped by plan in the order of the model', () => {
    const board = chart('chance-board2016-all-jiaxing');
    const texts = textsOf(board);
    expect(texts.indexOf('Zhejiang one-shift four-creates')).toBeLessThan(texts.indexOf('Jiaxing 13th FYP'));
    const cells = layersOf(board.spec, 'rect').flat();
    const row = run.targets.find(
      (one) =>
        one.scenario === 'baseline@2016' &&
        one.region === 'jiaxing' &&
        one.variable === 'hightech_enterprises' &&
        one.plan === 'jiaxing-13fyp',
    );
    expect(cells.map(({ tooltip }) => tooltip)).toContain(
      `High-tech enterprises · ${Math.round(100 * (row?.p_met ?? 0))}% (±${Math.round(100 * (row?.p_met_se ?? 0))})`,
    );
  });

  it('says "<" and ">" for what no draw or every draw did, and what that means', () => {
    const texts = textsOf(chart('chance-board-all-jiaxing')).join(' ');
    expect(texts).toContain('<0.5%');
    expect(texts).toContain('>99.5%');
    expect(texts).toMatch(/"<0.5%": in none of the 200 draws/);
    expect(texts).not.toMatch(/(^| )(0|100)%( |$)/);
  });
});

describe('year-met, difference, parity-chances', () => {
  it('year-met ends with the share that does not meet the target within the horizon', () => {
    const row = run.targets.find(
      (one) =>
        one.scenario === 'on-course-2027' &&
        one.region === 'jiaxing' &&
        one.variable === 'rd_intensity' &&
        one.plan === 'jiaxing-315',
    );
    const left = 1 - (row?.met_by?.at(-1)?.probability ?? Number.NaN);
    expect(row?.met_by?.at(-1)?.year).toBe(2030);
    const texts = textsOf(chart('year-met-rd_intensity-jiaxing'));
    expect(texts).toContain(`On course for 2027 ${Math.round(100 * left)}%`);
    expect(texts).toContain('not by 2030');
  });

  it('year-met speaks of no year that is over: a 2020 target whose value was never published', () => {
    const request = { indicator: 'hightech_value_added', region: 'jiaxing' };
    const rows = run.targets.filter(
      (row) => row.scenario === 'baseline' && row.region === 'jiaxing' && row.variable === request.indicator,
    );
    expect(rows.some((row) => row.year === 2020 && row.flags.includes('not_published'))).toBe(true);
    expect(chartKind('year-met')?.draw(chartContext(run, 'en'), request)).toBeUndefined();
    expect(chartKind('fan')?.draw(chartContext(run, 'en'), request)?.title).toMatch(/2030$/);
  });

  it('difference is taken draw by draw: median and range are those of the paired differences', () => {
    const at = (scenario: string) => run.draws.sample(scenario, 'jiaxing', 'rd_intensity', 2027) ?? new Float64Array(0);
    const apart = at('rd-surge')
      .map((value, k) => value - (at('baseline')[k] ?? Number.NaN))
      .sort();
    const [median, low, high] = [0.5, 0.05, 0.95].map((p) => quantile7(apart, p).toFixed(2));
    const texts = textsOf(chart('difference-rd_intensity-jiaxing'));
    expect(texts).toContain(`+${median} (+${low} to +${high})`);
    const better = apart.filter((one) => one > 0).length / 200;
    expect(texts.some((text) => text.startsWith((100 * better).toFixed(1)))).toBe(true);
  });

  it('parity-chances prints the chances handed in, and what is left', () => {
    const chances = parityChances(run, ['baseline'], 'rd_intensity', ['pinghu'], 'jiaxing')[0];
    const end = chances?.years.at(-1)?.probability ?? Number.NaN;
    const texts = textsOf(chart('parity-chances-rd_intensity-jiaxing'));
    expect(texts).toContain(`${Math.round(100 * end)}%`);
    expect(texts).toContain(`${Math.round(100 * (1 - end))}%`);
    expect(texts).toEqual(expect.arrayContaining(['2030', 'Pinghu', 'Haiyan', 'not by 2030']));
  });
});
