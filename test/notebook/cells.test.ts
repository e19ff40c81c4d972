// What single cells and numbers say, held against the analyses that they print.

import { describe, expect, it } from 'vitest';
import { catchUp, convergenceOf, hasDirection, parityOutlooks } from '../../src/analysis/index.ts';
import { chartDrawer } from '../../src/io/notebook-charts.ts';
import type { BuildTools } from '../../src/notebook/index.ts';
import { drawRun } from '../../src/uncertainty/index.ts';
import { realWorld } from '../worlds/real.ts';
import { build, memoryCache, numbersOf, tablesOf, told, withHead } from './building.ts';

const cell = (kind: string, ...lines: readonly string[]) => [`\`\`\`yaml ${kind}`, ...lines, '```'].join('\n');
const inEnglish = { language: 'en' } as const;

/** Cells of the only table of a notebook that has no issues, row by row. */
async function rowsOf(text: string): Promise<readonly (readonly string[])[]> {
  const built = await build(text, inEnglish);
  expect(told(text, built)).toBe('');
  const [table, ...more] = tablesOf(built.notebook);
  if (!table || more.length > 0) throw new Error('not one table');
  return table.rows;
}

describe('catchup with several leaders', () => {
  const head = 'title: t\nscenarios: [baseline, counties-catch-up]';
  const text = withHead(
    cell(
      'catchup',
      'indicator: rd_intensity',
      'regions: counties:jiaxing',
      'leader: [jiaxing, hangzhou]',
      'show: table',
    ),
    head,
  );

  it('gives each pair the year of parity that catchUp() gives, by scenario', async () => {
    const run = (await realWorld()).run(['baseline', 'counties-catch-up']);
    const yearOf = (scenario: string, region: string, leader: string) =>
      catchUp(run.model, run.reader, {
        scenario,
        indicator: 'rd_intensity',
        regions: ['pinghu', 'jiashan'],
        leader: { kind: 'region', region: leader },
      }).rows.find((row) => row.region === region)?.parity;
    const rows = await rowsOf(text);
    const row = rows.find(([region, leader]) => region === 'Pinghu' && leader === 'Jiaxing');
    expect(yearOf('baseline', 'pinghu', 'jiaxing')?.status).toBe('never');
    expect(yearOf('counties-catch-up', 'pinghu', 'jiaxing')).toMatchObject({ status: 'inside', year: 2026 });
    expect(row?.slice(2)).toEqual(['never on this course', '2026']);
  });

  it('names below the table the pairs that are settled in every scenario, and regions without data', async () => {
    const [table] = tablesOf((await build(text, inEnglish)).notebook);
    const inRows = table?.rows.map((row) => row.slice(0, 2).join()) ?? [];
    expect(table?.note).toMatch(/Haiyan/);
    expect(inRows.join('; ')).not.toMatch(/Haiyan/);
    expect(table?.note).toMatch(/Nanhu, Tongxiang/);
  });
});

it('seek with conditions answers each by itself, as a run with both levers shows', async () => {
  const text = withHead(
    cell(
      'seek',
      'indicator: rd_intensity',
      'region: jiaxing',
      'target: 3.65',
      'year: 2027',
      'levers: "rd_expenditure@jiaxing growth 2024-2027 ="',
      'if: ["gdp@jiaxing growth 2025-2027 =5%", "gdp@jiaxing growth 2025-2027 =7%"]',
      'show: table',
    ),
    'title: t\nscenarios: [baseline]',
  );
  const rows = await rowsOf(text);
  expect(rows).toHaveLength(2);
  for (const [k, growth] of ['=5%', '=7%'].entries()) {
    const needed = rows[k]?.map((text) => /^=?([\d.]+)%$/.exec(text)?.[1]).find((found) => found !== undefined);
    const world = await realWorld({
      both: `scenario: both\ntitle: {zh: b, en: b}\nextends: baseline\nlevers:\n  - {indicator: rd_expenditure, regions: jiaxing, years: 2024-2027, growth: "=${needed}%"}\n  - {indicator: gdp, regions: jiaxing, years: 2025-2027, growth: "${growth}"}\n`,
    });
    expect(world.run(['both']).reader.value('both', 'jiaxing', 'rd_intensity', 2027)).toBeCloseTo(3.65, 3);
  }
});

it('convergence of several indicators gives a row each, and a direction only where the slope has one', async () => {
  const indicators = ['gdp', 'rd_expenditure', 'rd_personnel'];
  const text = withHead(
    cell('convergence', `indicator: [${indicators.join(', ')}]`, 'regions: cities:zhejiang', 'from: 2016', 'to: 2020'),
    'title: t\nscenarios: [baseline]',
  );
  const rows = await rowsOf(text);
  const { model, reader } = (await realWorld()).run(['baseline']);
  const regions = model.regions.filter((region) => region.parent === 'zhejiang').map(({ id }) => id);
  expect(rows).toHaveLength(indicators.length);
  for (const [k, indicator] of indicators.entries()) {
    const { beta } = convergenceOf(model, reader, { scenario: 'baseline', indicator, regions, from: 2016, to: 2020 });
    const open = rows[k]?.includes('no direction told');
    expect([indicator, open]).toEqual([indicator, beta !== undefined && !hasDirection(beta)]);
  }
});

it('convergence says of one indicator what cannot be assessed, in the language of the document', async () => {
  const text = withHead(
    cell('convergence', 'indicator: rd_intensity', 'regions: cities:zhejiang', 'show: table'),
    'title: t\nscenarios: [baseline]',
  );
  const noteIn = async (language: 'zh' | 'en') => tablesOf((await build(text, { language })).notebook)[0]?.note;
  expect(await noteIn('en')).toMatch(/log t is not assessable: it needs 15 successive years/);
  expect(await noteIn('zh')).toMatch(/log t检验无法判断：要求至少6个地区连续15年都有公布值/);
});

describe('chances', () => {
  const head = 'title: t\nscenarios: [baseline]\ndraws: 256';
  const parity = ['indicator: rd_intensity', 'regions: [pinghu, jiashan]', 'leader: jiaxing', 'chart: parity-chances'];

  it('of parity are those of parityOutlooks() over the draws of the notebook', async () => {
    const run = (await realWorld()).run(['baseline']);
    const keeps = (_: string, indicator: string) => indicator === 'rd_intensity';
    const done = await drawRun(run, { design: { draws: 256, seed: 1, method: 'sobol' }, wants: keeps, keeps });
    const request = {
      scenario: 'baseline',
      indicator: 'rd_intensity',
      regions: ['pinghu', 'jiashan'],
      leader: { kind: 'region', region: 'jiaxing' },
    } as const;
    const outlooks = parityOutlooks(
      run.model,
      run.reader,
      done.draws,
      request,
      catchUp(run.model, run.reader, request),
    );
    const rows = await rowsOf(withHead(cell('catchup', ...parity, 'show: table'), head));
    for (const { region, notWithin, years } of outlooks) {
      const name = run.model.regions.find((one) => one.id === region)?.name.en;
      const row = rows.find(([one]) => one === name);
      const by2030 = years.at(-1)?.probability ?? Number.NaN;
      expect(row?.slice(-3, -1)).toEqual([by2030, notWithin].map((share) => `${Math.round(100 * share)}%`));
    }
    expect(rows).toHaveLength(2);
  });

  it('without draws, or with more than are kept, the cell says so', async () => {
    const without = withHead(cell('catchup', ...parity), 'title: t\nscenarios: [baseline]');
    expect(told(without, await build(without, inEnglish))).toMatch(/the notebook has no draws/);
    const many = withHead(cell('catchup', ...parity), head.replace('256', '70000'));
    const few: NonNullable<BuildTools['drawRun']> = async (run, options) => {
      const done = await drawRun(run, { ...options, design: { ...options.design, draws: 64 } });
      return { ...done, draws: { ...done.draws, design: options.design } };
    };
    expect(told(many, await build(many, { ...inEnglish, tools: { drawRun: few } }))).toMatch(/at most 65536/);
  });

  it('over the field of two levers grow with R&D and fall with GDP', async () => {
    const rows = await rowsOf(
      withHead(
        cell(
          'sensitivity',
          'indicator: rd_intensity',
          'region: jiaxing',
          'year: 2027',
          'draws: 128',
          'levers: ["rd_expenditure@jiaxing growth 2025-2027 -5pp..+5pp", "gdp@jiaxing growth 2025-2027 -5pp..+5pp"]',
          'show: table',
        ),
        'title: t\nscenarios: [baseline]',
      ),
    );
    const shares = rows.map((row) => row.slice(1).map((text) => Number(text.replace(/[<>%]/g, ''))));
    expect(rows[0]?.[0]).toBe('+5');
    expect(shares.every((row) => row.every((share, k) => k === 0 || share >= (row[k - 1] ?? 0)))).toBe(true);
    expect(shares.every((row, k) => k === 0 || row.every((share, a) => share >= (shares[k - 1]?.[a] ?? 0)))).toBe(true);
    expect(shares[0]?.[0]).toBeLessThan(5);
    // All of 128 draws is not "certain".
    expect(rows.at(-1)?.at(-1)).toBe('>99.2%');
  });
});

describe('where there is nothing to show', () => {
  it('"otherwise" is said in its place; without it the cell fails', async () => {
    const lines = ['kind: trajectory', 'indicator: rd_intensity', 'region: nanhu'];
    const given = withHead(
      cell('chart', ...lines, 'otherwise: {zh: 没有数据, en: No figures of $region.}'),
      'title: t\nparameters: {region: nanhu}',
    );
    const { notebook, issues } = await build(given, inEnglish);
    expect(issues).toEqual([]);
    expect(JSON.stringify(notebook?.root)).toContain('No figures of Nanhu.');
    const without = await build(withHead(cell('chart', ...lines)), inEnglish);
    expect(without.issues.map(({ code }) => code)).toEqual(['nothing-to-show']);
  });

  it('"otherwise" does not hide a mistake', async () => {
    const text = withHead(
      cell('chart', 'kind: trajectory', 'indicator: rd_intensty', 'region: jiaxing', 'otherwise: none'),
    );
    expect(told(text, await build(text, inEnglish))).toMatch(/unknown indicator "rd_intensty"/);
  });

  it('else="…" stands for a number that is not there, and not for a name that is wrong', async () => {
    const text = withHead(
      '`{=} value(rd_intensity, nanhu, 2027, else="none yet")` `{=} latest(rd_intensity, nanhu, else="unpublished")`',
    );
    expect(numbersOf((await build(text, inEnglish)).notebook)).toEqual(['none yet', 'unpublished']);
    const wrong = withHead('`{=} value(rd_intensty, jiaxing, 2027, else="none")`');
    const built = await build(wrong, inEnglish);
    expect(numbersOf(built.notebook)).toEqual([undefined]);
    expect(told(wrong, built)).toMatch(/unknown indicator "rd_intensty"/);
  });
});

it('latest() prints the last published value with its year, in words of the language', async () => {
  const text = withHead(
    '`{=} latest(gdp, pinghu)` `{=} latest(rd_intensity, jiaxing)` `{=} latest(population, pinghu)`',
  );
  // Published: 1 008.7 亿元 in 2023; 68.35 万人 in 2021.
  const zh = numbersOf((await build(text)).notebook);
  const en = numbersOf((await build(text, inEnglish)).notebook);
  expect([zh[0], zh[2]]).toEqual(['1008.7亿元（2023年）', '68.35万人（2021年）']);
  expect([en[0], en[2]]).toEqual(['CNY 100.87 billion (2023)', '683.5 thousand persons (2021)']);
  expect(en[1]).toMatch(/^3\.56% \(2023\)$/);
});

it('yaml scenario with show prints the scenario', async () => {
  const text = withHead(
    cell(
      'scenario show',
      'scenario: mine',
      'title: {zh: 我的, en: Mine}',
      'extends: baseline',
      'levers:',
      '  - {indicator: rd_expenditure, regions: jiaxing, years: 2025-2027, growth: +3pp}',
    ),
  );
  const { notebook, issues } = await build(text, inEnglish);
  expect(issues).toEqual([]);
  expect(JSON.stringify(notebook?.root)).toContain('growth: +3pp');
});

it('a cell that fails makes no other cell anew', async () => {
  const good = cell('results', 'indicators: rd_intensity', 'regions: jiaxing', 'years: [2020]');
  const cache = memoryCache();
  await build(withHead(good), { cache });
  const both = await build(withHead(`${good}\n\n${cell('results', 'indicators: gpd', 'regions: jiaxing')}`), { cache });
  expect(both).toMatchObject({ cached: 1, computed: 0 });
  expect(both.issues).toHaveLength(1);
});

it('a scenario has one colour in all charts of a notebook, whatever others stand beside it', async () => {
  const chart = (scenarios: string) =>
    cell('chart', 'kind: trajectory', 'indicator: rd_intensity', 'region: jiaxing', `scenarios: [${scenarios}]`);
  const text = withHead(
    [
      chart('baseline, rd-surge, late-start'),
      chart('baseline, late-start'),
      chart('baseline, rd-slowdown, late-start'),
    ].join('\n\n'),
  );
  const cache = memoryCache();
  const drawer = chartDrawer(cache);
  const colours: (string | undefined)[] = [];
  const draw = async (spec: object) => {
    const found = [
      ...JSON.stringify(spec).matchAll(
        /"colou?r":"(#[0-9a-f]{6})"[^{}]*"scenario":"late-start"|"scenario":"late-start"[^{}]*"colou?r":"(#[0-9a-f]{6})"/g,
      ),
    ];
    colours.push(found[0]?.[1] ?? found[0]?.[2]);
    return drawer.draw(spec);
  };
  const { issues } = await build(text, { tools: { draw } });
  expect(issues).toEqual([]);
  expect(colours).toHaveLength(3);
  expect(colours[0]).toMatch(/^#/);
  expect(new Set(colours).size).toBe(1);
});

describe('a cell without anything to show says why', () => {
  const mistakes: readonly (readonly [name: string, kind: string, lines: readonly string[], says: RegExp])[] = [
    [
      'one region',
      'convergence',
      ['indicator: rd_intensity', 'regions: pinghu'],
      /two regions with data; there is one/,
    ],
    [
      'one year',
      'convergence',
      ['indicator: rd_intensity', 'regions: [pinghu, jiashan]', 'from: 2030'],
      /fewer than two years from 2030 to 2030/,
    ],
    ['no data', 'catchup', ['indicator: gdp', 'regions: nanhu', 'leader: hangzhou'], /nanhu is left out: no data/],
    [
      'no one leader',
      'catchup',
      ['indicator: rd_intensity', 'regions: pinghu', 'leader: best', 'chart: catch-up'],
      /catch-up compares with one region/,
    ],
    ['nothing below', 'reconcile', ['region: pinghu'], /"pinghu" has no regions below/],
    ['no plan', 'targets', ['region: nanhu'], /no plan sets such a target for nanhu/],
    [
      'no difference',
      'diff',
      ['scenarios: [rd-surge, counties-catch-up]', 'regions: hangzhou'],
      /no outcome asked for differs between "rd-surge" and "counties-catch-up"/,
    ],
    [
      'one lever twice',
      'sensitivity',
      [
        'indicator: rd_intensity',
        'region: jiaxing',
        'year: 2027',
        'draws: 64',
        'levers: ["gdp@jiaxing growth 2025-2027", "gdp@jiaxing growth 2025-2027"]',
      ],
      /"gdp@jiaxing growth 2025-2027" is named twice/,
    ],
  ];
  it.each(mistakes)('%s', async (_name, kind, lines, says) => {
    const text = withHead(cell(kind, ...lines), 'title: t\nscenarios: [baseline]');
    expect(told(text, await build(text, inEnglish))).toMatch(says);
  });
});

describe('tables say what their numbers are', () => {
  const one = async (language: 'zh' | 'en', kind: string, ...lines: readonly string[]) => {
    const text = withHead(cell(kind, ...lines, 'show: table'), 'title: t\nscenarios: [baseline, surge-and-double]');
    const built = await build(text, { language });
    expect(told(text, built)).toBe('');
    const [table] = tablesOf(built.notebook);
    if (!table) throw new Error('no table');
    return table;
  };

  it('attribute: the unit of what is added, and brackets of the language', async () => {
    const lines = ['indicator: rd_intensity', 'region: jiaxing', 'year: 2027'] as const;
    const [zh, en] = [await one('zh', 'attribute', ...lines), await one('en', 'attribute', ...lines)];
    expect([zh.columns[1]?.title, en.columns[1]?.title]).toEqual(['贡献（百分点）', 'Adds (points)']);
    expect(en.rows.flat().join(' ')).not.toMatch(/[（）]/);
  });

  it('hindcast: the series, its unit and the year one stands in', async () => {
    const lines = ['indicators: rd_personnel', 'regions: zhejiang', 'as_of: 2016'] as const;
    expect((await one('zh', 'hindcast', ...lines)).caption).toBe(
      '浙江省R&D人员全时当量（人年）：站在2016年的增长假设回测',
    );
  });

  it('reconcile: no difference beyond rounding is printed as none', async () => {
    const { rows } = await one('en', 'reconcile', 'region: zhejiang', 'indicators: rd_personnel');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.flat().filter((text) => /^[+−]?0\.0+%$/.test(text))).toEqual([]);
  });

  it('diff: an index is not counted in the unit of the indicator', async () => {
    const { rows } = await one('en', 'diff', 'regions: jiaxing', 'indicators: rd_personnel', 'years: 2027');
    expect(rows.map((row) => row[0])).toEqual(['index']);
  });

  it('convergence: several indicators, and why each that is refused is', async () => {
    const { note } = await one(
      'en',
      'convergence',
      'indicator: [gdp, gdp_deflator_change, rd_personnel]',
      'regions: cities:zhejiang',
      'form: log',
      'scenario: baseline',
    );
    expect(note).toMatch(/Change of the GDP deflator is not assessable: all regions start from the same value/);
    expect(note).toMatch(/R&D personnel \(FTE\) is not assessable: convergence compares at least two/);
    expect(note).not.toMatch(/GDP is not assessable/);
  });

  it('convergence: a chart alone carries the reasons of what is refused', async () => {
    const lines = [
      'indicator: gdp',
      'regions: cities:zhejiang',
      'scenario: baseline',
      'chart: dispersion',
      'show: chart',
    ];
    const text = withHead(cell('convergence', ...lines), 'title: t\nscenarios: [baseline]');
    const built = await build(text, inEnglish);
    const [figure] = (built.notebook?.root.children ?? []).flatMap((node) => (node.type === 'figure' ? [node] : []));
    expect(figure?.note).toMatch(/^log t is not assessable: it needs 15 successive years/);
  });

  it('sensitivity: the smallest swing listed can be told, smaller ones are counted', async () => {
    const lines = ['indicator: rd_intensity', 'region: jiaxing', 'year: 2027', 'scenario: surge-and-double'];
    const { rows, note, caption } = await one('en', 'sensitivity', ...lines);
    expect(rows.every(([, low, high]) => low !== high)).toBe(true);
    expect(note).toMatch(/^\d+ more with a smaller influence/);
    expect(caption).toContain('R&D / GDP (%)');
  });
});
