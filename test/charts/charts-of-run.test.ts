// All charts of the shipped run in both languages: valid, quiet, stable, readable.

import { beforeAll, describe, expect, it } from 'vitest';
import { chartContext, chartKind, chartsOfRun, GALLERY, scenarioInks } from '../../src/charts/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { realWorld } from '../worlds/real.ts';
import type { World } from '../worlds/world.ts';
import { type Drawn, drawAll, itIsFitForReaders, wrongOf } from './drawing.ts';
import { textsOfSvg } from './svg-texts.ts';

let world: World;
let run: Run;
let drawn: readonly Drawn[];

beforeAll(async () => {
  world = await realWorld();
  run = world.run();
  const charts = (['zh', 'en'] as const).flatMap((language) =>
    chartsOfRun(chartContext(run, language)).map((chart) => ({ ...chart, language })),
  );
  drawn = await drawAll(charts);
}, 60_000);

const wrong = (problem: (chart: Drawn) => readonly string[]) => wrongOf(drawn, problem);

function chart(id: string, language: 'zh' | 'en'): Drawn {
  const found = drawn.find((one) => one.id === id && one.language === language);
  if (!found) throw new Error(`no chart ${id}`);
  return found;
}

function textsOf(id: string, language: 'zh' | 'en'): readonly string[] {
  return textsOfSvg(chart(id, language).svg).map(({ text }) => text);
}

/** Every object inside a specification. */
function* parts(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Readonly<Record<string, unknown>>;
  for (const part of Object.values(value)) yield* parts(part);
}

describe('chartsOfRun(the shipped run)', () => {
  itIsFitForReaders(() => drawn);

  it('gives 40 to 80 charts a language, each with a file name of its own, the same ones in both', () => {
    const ids = (language: string) => drawn.filter((one) => one.language === language).map(({ id }) => id);
    expect(ids('zh')).toEqual(ids('en'));
    expect(ids('zh').length).toBeGreaterThanOrEqual(40);
    expect(ids('zh').length).toBeLessThanOrEqual(80);
    expect(new Set(ids('zh')).size).toBe(ids('zh').length);
    expect(ids('zh').filter((id) => !/^[a-z0-9_@-]{1,120}$/.test(id))).toEqual([]);
  });

  it('holds every kind that needs no more than a run, and none that the gallery does not list', () => {
    const kinds = new Set(drawn.map(({ kind }) => kind.replace(/^replay\d+$/, 'trajectory')));
    const alone = ['target-board', 'gap-bars', 'plan-vs-outcome', 'trajectory', 'small-multiples', 'catch-up'];
    expect(alone.filter((kind) => !kinds.has(kind))).toEqual([]);
    expect([...kinds].filter((kind) => !chartKind(kind))).toEqual([]);
    expect(new Set(GALLERY.map(({ id }) => id)).size).toBe(GALLERY.length);
  });

  it('is the same to the byte when it is made again', () => {
    for (const language of ['zh', 'en'] as const) {
      const again = chartsOfRun(chartContext(run, language));
      expect(JSON.stringify(again.map(({ spec }) => spec))).toBe(
        JSON.stringify(drawn.filter((one) => one.language === language).map(({ spec }) => spec)),
      );
    }
  });

  it('draws no chart without data: inline rows, and marks of data beside texts', () => {
    const dataMarks = ['line', 'rect', 'point'];
    expect(
      wrong(({ spec }) => {
        const layers = [...parts(spec)].filter((part) => 'mark' in part && 'data' in part);
        const rows = layers.flatMap((layer) => {
          const type = (layer.mark as { readonly type: string }).type;
          return dataMarks.includes(type) ? ((layer.data as { readonly values: readonly unknown[] }).values ?? []) : [];
        });
        return rows.length > 0 ? [] : ['no rows'];
      }),
    ).toEqual({});
  });

  it('holds no address, no link, no date and no field named by a user', () => {
    const [keys, fields] = [new Set<string>(), new Set<unknown>()];
    for (const { spec } of drawn)
      for (const part of parts(spec)) {
        for (const key of Object.keys(part)) keys.add(key);
        fields.add(part.field ?? 'none');
        if (part.type === 'temporal') fields.add('temporal');
      }
    expect(
      ['url', 'href', 'timeUnit', 'transform', 'image', 'calculate', 'filter'].filter((key) => keys.has(key)),
    ).toEqual([]);
    expect([...fields].filter((field) => !/^[a-z][a-z0-9]*$/.test(String(field)) || field === 'temporal')).toEqual([]);
  });

  it('describes itself for those who cannot see it, and marks the highlight of the report', () => {
    expect(wrong(({ spec, title }) => (spec.description.startsWith(title) ? [] : [spec.description]))).toEqual({});
    expect(
      wrong(({ spec }) => (JSON.stringify(spec.params) === '[{"name":"highlight","value":null}]' ? [] : ['params'])),
    ).toEqual({});
  });

  it('gives a scenario one colour in all charts of the run, and no two of a view the same', () => {
    const inks = scenarioInks(chartContext(run, 'zh'));
    const today = run.scenarios.filter(({ asOf }) => asOf === undefined).map(({ id }) => inks.get(id)?.line);
    expect(new Set(today).size).toBe(today.length);
    for (const { spec, kind } of drawn) {
      if (kind === 'target-board' || kind === 'catch-up') continue; // coloured by status and by region
      for (const { scenario, colour, stretch } of parts(spec))
        if (stretch !== undefined) expect([scenario, colour]).toEqual([scenario, inks.get(String(scenario))?.line]);
    }
  });
});

describe('figures of the plans on the charts', () => {
  it('plan-vs-outcome(jiaxing-13fyp) shows 1000 high-tech enterprises asked and 2416 reached, 241.6 %', () => {
    const texts = textsOf('plan-vs-outcome-jiaxing-13fyp-jiaxing', 'zh');
    expect(texts).toContain('567家 → 2416家（≥1000家）');
    expect(texts).toContain('241.6%');
    expect(textsOf('plan-vs-outcome-jiaxing-13fyp-jiaxing', 'en')).toContain('567 → 2,416 (≥1,000)');
  });

  it('trajectory(rd_intensity, jiaxing) marks ≥3.2 % of the 13th plan and >3.65 % of the 315 programme', () => {
    expect(textsOf('trajectory-rd_intensity-jiaxing', 'zh')).toEqual(
      expect.arrayContaining(['≥3.2%（嘉兴十三五）', '>3.65%（嘉兴315）']),
    );
    expect(textsOf('trajectory-rd_intensity-jiaxing', 'en')).toEqual(
      expect.arrayContaining(['≥3.2% (Jiaxing 13th FYP)', '>3.65% (Jiaxing 315)']),
    );
  });

  it('replay2016(rd_intensity, jiaxing) sets 3.31 %, published in 2021 or later, beside what 2016 expected', () => {
    expect(textsOf('replay2016-rd_intensity-jiaxing', 'zh')).toContain('实际 3.31%');
    expect(chart('replay2016-rd_intensity-jiaxing', 'zh').title).toMatch(/目标3\.2%，实际3\.31%$/);
  });

  it('trajectory titles say on which side of the target the baseline ends', () => {
    const row = run.targets.find(
      (one) =>
        one.scenario === 'baseline' && one.region === 'jiaxing' && one.variable === 'rd_intensity' && one.year === 2027,
    );
    expect(chart('trajectory-rd_intensity-jiaxing', 'zh').title).toContain(
      row?.met ? '高于目标3.65%' : '低于目标3.65%',
    );
    expect(chart('trajectory-rd_intensity-jiaxing', 'en').title).toContain(
      row?.met ? 'above the target of 3.65%' : 'below the target of 3.65%',
    );
  });

  it('boards count as many met targets as the rows of targets.csv that they show', () => {
    const { title } = chart('target-board-all-jiaxing', 'zh');
    const [, all, met] = /下(\d+)项可评估目标中(\d+)项/.exec(title) ?? [];
    const open = run.targets.filter(
      (row) => row.scenario === 'baseline' && row.region === 'jiaxing' && row.year === 2027 && row.met !== undefined,
    );
    const whole = open.filter((row) => row.of.kind !== 'every_year' || row.flags.includes('whole_period'));
    expect([Number(all), Number(met)]).toEqual([whole.length, whole.filter((row) => row.met).length]);
  });

  it('published values that the view did not know are hollow in replays, filled in today’s charts', () => {
    const hollow = (id: string) =>
      [...parts(chart(id, 'zh').spec)].flatMap((layer) => {
        const mark = layer.mark as { readonly type?: string; readonly fill?: string } | undefined;
        const { values = [] } = (layer.data ?? {}) as { readonly values?: readonly { readonly year?: number }[] };
        return mark?.type === 'point' && mark.fill === '#ffffff'
          ? values.flatMap(({ year }) => (year === undefined ? [] : [year]))
          : [];
      });
    expect(hollow('replay2016-rd_intensity-jiaxing')).toEqual([2017, 2020]);
    expect(hollow('trajectory-rd_intensity-jiaxing')).toEqual([]);
  });

  it('regions without data are named below small multiples, not drawn', () => {
    const texts = textsOf('small-multiples-rd_intensity-jiaxing', 'zh');
    expect(texts).toContain('无数据：南湖区、桐乡市。');
    expect(texts).not.toContain('南湖区');
  });
});

describe('requests', () => {
  it('chartsOfRun(keep) draws only what is wanted', () => {
    const kept = chartsOfRun(chartContext(run, 'zh', (region) => region === 'pinghu'));
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.filter(({ id, kind }) => !id.endsWith('-pinghu') && kind !== 'audit').map(({ id }) => id)).toEqual([]);
  });

  it('chartsOfRun of a replay alone draws the replay, regions side by side included', () => {
    const replay = world.run(['replay-printed-pace']);
    const ids = chartsOfRun(chartContext(replay, 'en')).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('trajectory-') || id.startsWith('plan-vs-outcome'))).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['replay2016-rd_intensity-jiaxing', 'target-board2016-all-jiaxing']));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(GALLERY.filter(({ needs }) => needs.length > 0).map(({ id }) => id))(
    '%s gives no chart where the request says nothing',
    (id) => {
      expect(chartKind(id)?.draw(chartContext(run, 'zh'), {})).toBeUndefined();
    },
  );

  it('a series without data, or on an index alone, gives no chart', () => {
    const context = chartContext(run, 'zh');
    expect(chartKind('trajectory')?.draw(context, { indicator: 'rd_intensity', region: 'nanhu' })).toBeUndefined();
    expect(
      chartKind('trajectory')?.draw(context, { indicator: 'tech_transactions', region: 'wenzhou' }),
    ).toBeUndefined();
    expect(
      chartKind('catch-up')?.draw(context, { indicator: 'rd_intensity', regions: ['nanhu'], leader: 'jiaxing' }),
    ).toBeUndefined();
    expect(chartKind('plan-vs-outcome')?.draw(context, { plan: 'jiaxing-315' })).toBeUndefined();
  });
});
