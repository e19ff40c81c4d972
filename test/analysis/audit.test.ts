import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditModel, checkConsistency, type Finding, halfUnit, printSlack } from '../../src/analysis/index.ts';
import type { Model } from '../../src/model/index.ts';
import { realWorld } from '../worlds/real.ts';
import { loadWorld, packageFiles, planText, world } from '../worlds/world.ts';

/** Findings of a plan of `town` (and of what else is given), as `check severity`. */
async function audit(
  short: Partial<Parameters<typeof packageFiles>[0]> & { readonly files?: Readonly<Record<string, string>> },
): Promise<readonly Finding[]> {
  const { files = {}, ...rest } = short;
  const { model } = await world({ files: { ...packageFiles({ indicators: ['gdp 亿元 flow'], ...rest }), ...files } });
  return auditModel(model);
}

const said = (findings: readonly Finding[]) => findings.map((one) => `${one.check} ${one.severity}`);
const observed = (indicator: string, year: number, value: number, more = '') =>
  `  - {indicator: ${indicator}, year: ${year}, value: ${value}, place: text${more}}\n`;
const level = (indicator: string, year: number, value: number, more = ', bound: eq') =>
  `  - {kind: level, indicator: ${indicator}, year: ${year}, value: ${value}, place: table${more}}\n`;
const plan = (statements: string, id = 'p') => ({ [id]: planText(id, 'town', '2016-2020', statements) });

describe('printSlack: half a unit of the last printed digit', () => {
  it.each([
    [15000, '1.5万家', false, 500],
    [456000, '45.6万人年', false, 500],
    [3.2, '3.20', false, 0.005],
    [3.2, undefined, false, 0.05],
    [15, '15.0', false, 0.05],
    [1000, '1000家以上', false, 0.5],
    [5, '5—10项左右', false, 0.5],
    [33.33, '1/3', false, 0.005],
    [100, '全覆盖', false, 0.5],
    [280, '5年总投资280亿元', false, 0.5],
    [42000, undefined, true, 500],
    [42000, undefined, false, 0.5],
    [0, '0', false, 0.5],
  ])('printSlack(%d, %s, %s) is %d', (value, printed, rounded, slack) => {
    expect(printSlack(value, printed, rounded)).toBeCloseTo(slack, 12);
  });

  it('halfUnit(0.094) is 0.0005', () => {
    expect(halfUnit(0.094)).toBeCloseTo(0.0005, 15);
  });
});

describe('auditModel on small plans', () => {
  it('finds nothing in a plan whose figures hold together', async () => {
    const statements = `observations:\n${observed('gdp', 2015, 100)}targets:\n${level('gdp', 2020, 161)}growth:\n  - {indicator: gdp, years: 2015-2020, rate: 10%, place: table}\n`;
    expect(await audit({ plans: plan(statements) })).toEqual([]);
  });

  it('stated-growth: 0.05 points a year against 0.094 is an error, 0.09 is rounding', async () => {
    const statements = (rate: string) =>
      `observations:\n${observed('share', 2015, 2.73)}targets:\n${level('share', 2020, 3.2)}growth:\n  - {indicator: share, years: 2015-2020, rate: ${rate}, place: table}\n`;
    const find = async (rate: string) => audit({ indicators: ['share % share'], plans: plan(statements(rate)) });
    const [found] = await find('0.05pp');
    expect(found).toMatchObject({ check: 'stated-growth', severity: 'error', region: 'town', indicator: 'share' });
    expect(found?.size?.amount).toBeCloseTo(0.05 - 0.094, 12);
    expect(found?.figures.map((figure) => [figure.printed, figure.place])).toEqual([
      ['0.05 pp/yr', 'table'],
      ['2.73 %', 'text'],
      ['3.2 %', 'table'],
    ]);
    // 3.2 may be anything from 3.15 to 3.25, so that 0.083 to 0.105 points a year can be meant.
    for (const rate of ['0.083pp', '0.09pp', '0.1pp', '0.105pp']) expect(await find(rate)).toEqual([]);
    for (const rate of ['0.081pp', '0.107pp']) expect(said(await find(rate))).toEqual(['stated-growth error']);
  });

  it('stated-growth reads totals too: +100 % from 50 leads to 100, not to 120', async () => {
    const statements = (last: number) =>
      `observations:\n${observed('gdp', 2010, 50)}${observed('gdp', 2015, last)}growth:\n  - {indicator: gdp, years: 2010-2015, total: 100%, place: text}\n`;
    expect(await audit({ years: '2010-2020', plans: plan(statements(100)) })).toEqual([]);
    expect(said(await audit({ years: '2010-2020', plans: plan(statements(120)) }))).toEqual(['stated-growth error']);
  });

  it('text-against-table: two figures for one cell are an error, one rounded from the other a disagreement', async () => {
    const both = (a: number, b: number) =>
      audit({ plans: plan(`targets:\n${level('gdp', 2020, a)}${level('gdp', 2020, b)}`) });
    expect(said(await both(46, 50))).toEqual(['text-against-table error']);
    expect(said(await both(7200, 7215))).toEqual(['text-against-table disagreement']);
    expect(said(await both(46.4, 46))).toEqual([]);
    expect(said(await both(4600, 46))).toEqual(['scale error']);
  });

  it('text-against-table reads places that repeat a figure', async () => {
    const also = (printed: string) =>
      audit({
        plans: plan(
          `targets:\n${level('gdp', 2020, 15000, `, bound: eq, also: [{place: other, printed: "${printed}"}]`)}`,
        ),
      });
    for (const same of ['15000', '1.5万亿元', '15000以上', '全部'])
      expect(await also(same.replace('亿元', ''))).toEqual([]);
    const [found] = await also('1.6万');
    expect(found).toMatchObject({ check: 'text-against-table', severity: 'error' });
    expect(found?.figures.map((figure) => figure.value)).toEqual([15000, 16000]);
  });

  it('plan-against-plan: different targets disagree, an "at least" below the other one does not', async () => {
    const two = (a: string, b: string) =>
      audit({
        plans: {
          ...plan(`targets:\n${level('gdp', 2020, 100, `, bound: ${a}`)}`, 'one'),
          ...plan(`targets:\n${level('gdp', 2020, 120, `, bound: ${b}`)}`, 'two'),
        },
      });
    expect(said(await two('eq', 'eq'))).toEqual(['plan-against-plan disagreement']);
    expect(said(await two('gte', 'eq'))).toEqual([]);
    expect(said(await two('eq', 'gte'))).toEqual(['plan-against-plan disagreement']);
    expect(said(await two('gte', 'gte'))).toEqual([]);
  });

  it('plan-against-plan: a value that a plan reports and another publication gives differently', async () => {
    const found = await audit({
      plans: plan(`observations:\n${observed('gdp', 2015, 100)}`),
      observed: ['town gdp 2015 103.5 final 2018'],
    });
    expect(said(found)).toEqual(['plan-against-plan disagreement']);
    expect(found[0]?.size).toMatchObject({ unit: '亿元' });
    expect(
      await audit({
        plans: plan(`observations:\n${observed('gdp', 2015, 100)}`),
        observed: ['town gdp 2015 100.4 final 2018'],
      }),
    ).toEqual([]);
  });

  it('flow-and-stock: base plus flows against the target of the stock; an "at least" is a trap, a missing base a gap', async () => {
    const indicators = ['firms 家 stock', 'added 家 flow formula: firms - lag(firms)'];
    const flows = [2016, 2017, 2018, 2019, 2020].map((year) => level('added', year, 20)).join('');
    const stock = (value: number, bound: string, base = `observations:\n${observed('firms', 2015, 100)}`) =>
      audit({
        indicators,
        plans: plan(`${base}targets:\n${flows}${level('firms', 2020, value, `, bound: ${bound}`)}`),
      });
    expect(await stock(200, 'eq')).toEqual([]);
    expect(said(await stock(250, 'eq'))).toEqual(['flow-and-stock error']);
    expect(said(await stock(150, 'gte'))).toEqual(['flow-and-stock trap']);
    const [gap] = await stock(250, 'eq', '');
    expect(gap).toMatchObject({ check: 'base-not-printed', severity: 'gap', years: [2015] });
    expect(gap?.found.en).toContain('that means 150 in 2015');
  });

  it('part-above-whole: a share above 100 %, a county above its city, a part above the whole the package names', async () => {
    expect(
      said(await audit({ indicators: ['share % share'], plans: plan(`targets:\n${level('share', 2020, 120)}`) })),
    ).toEqual(['part-above-whole error']);
    const town = await audit({
      regions: ['town', 'part<town', 'other<town'],
      plans: plan(`targets:\n${level('gdp', 2020, 100)}${level('gdp', 2020, 130, ', bound: eq, region: part')}`),
    });
    expect(said(town)).toEqual(['part-above-whole error']);
    const indicators = ['wide % share', 'narrow % share at_most: [wide]'];
    expect(
      said(
        await audit({
          indicators,
          plans: plan(`observations:\n${observed('wide', 2015, 42.3)}${observed('narrow', 2015, 43.18)}`),
        }),
      ),
    ).toEqual(['part-above-whole error']);
    expect(
      await audit({
        indicators,
        plans: plan(`observations:\n${observed('wide', 2015, 43.2)}${observed('narrow', 2015, 43.18)}`),
      }),
    ).toEqual([]);
  });

  it('lead: a printed lead against the two published values', async () => {
    const indicators = ['share % share', 'ahead % rate lead: {of: share, over: province}'];
    const regions = ['land', 'town<<land'];
    const find = (lead: number) =>
      audit({
        indicators,
        regions,
        observed: ['land share 2015 2.36'],
        plans: plan(`observations:\n${observed('share', 2015, 2.56)}${observed('ahead', 2015, lead)}`),
      });
    expect(said(await find(0.33))).toEqual(['lead disagreement']);
    expect((await find(0.33))[0]?.size?.amount).toBeCloseTo(0.13, 12);
    expect(await find(0.21)).toEqual([]);
  });

  it('names in at_most and lead are checked, with the nearest valid one', async () => {
    const { issues } = await loadWorld({
      files: packageFiles({
        indicators: ['share % share', 'part % share at_most: [shaer]', 'ahead % rate lead: {of: shre, over: province}'],
      }),
    });
    expect(issues.map((issue) => [issue.severity, issue.message, issue.hint])).toEqual([
      ['error', 'unknown indicator "shaer"', 'did you mean "share"?'],
      ['error', 'unknown indicator "shre"', 'did you mean "share"?'],
    ]);
  });

  it('ratio-and-parts and implied-part: a ratio against its parts, and the part that it implies', async () => {
    const indicators = ['rd 亿元 flow', 'gdp 亿元 flow', 'share % share formula: rd / gdp'];
    expect(
      said(await audit({ indicators, observed: ['town rd 2015 3', 'town gdp 2015 100', 'town share 2015 3.6'] })),
    ).toEqual(['ratio-and-parts disagreement']);
    expect(
      await audit({ indicators, observed: ['town rd 2015 3', 'town gdp 2015 100', 'town share 2015 3.4'] }),
    ).toEqual([]);
    const implied = (gdp: number) =>
      audit({
        indicators,
        observed: [`town gdp 2018 ${gdp}`],
        plans: plan(`observations:\n${observed('rd', 2015, 3)}${observed('share', 2015, 3)}`),
      });
    expect(said(await implied(160))).toEqual(['implied-part trap']);
    expect(await implied(110)).toEqual([]);
  });

  it('defined-differently, same-figure and printed-scale: pairs that only look comparable', async () => {
    const indicators = ['heads 人 stock', 'fte 人 stock comparable: [{with: heads, how: {zh: 甲, en: not the same}}]'];
    const found = await audit({
      indicators,
      plans: plan(`targets:\n${level('heads', 2019, 100)}${level('fte', 2020, 230)}`),
    });
    expect(said(found)).toEqual(['defined-differently trap']);
    expect(found[0]?.found.en).toContain('not the same');
    expect(
      said(
        await audit({ indicators, plans: plan(`targets:\n${level('heads', 2020, 100)}${level('fte', 2020, 100)}`) }),
      ),
    ).toEqual(['same-figure disagreement']);
    expect(
      said(
        await audit({
          plans: plan(
            `targets:\n${level('gdp', 2019, 9000)}${level('gdp', 2020, 15000, ', bound: gt, printed: 突破1.5万')}`,
          ),
        }),
      ),
    ).toEqual(['printed-scale trap']);
  });

  it('yearly-and-accumulated, break, base-not-printed and year-not-printed', async () => {
    const sum = '  - {kind: cumulative, indicator: gdp, years: 2016-2020, value: 1000, bound: gt, place: text}\n';
    expect(said(await audit({ plans: plan(`targets:\n${level('gdp', 2020, 30)}${sum}`) }))).toEqual([
      'yearly-and-accumulated trap',
    ]);
    const broken = `observations:\n${observed('gdp', 2015, 50)}${observed('gdp', 2016, 90, ', flags: [break]')}`;
    expect(said(await audit({ plans: plan(broken) }))).toEqual(['break trap']);
    const double =
      '  - {kind: multiple, indicator: gdp, bound: eq, year: 2020, factor: 2, base: 2015, base_assumed: true, place: text}\n';
    expect(said(await audit({ plans: plan(`targets:\n${double}`) }))).toEqual(['base-not-printed gap']);
    expect(
      said(await audit({ plans: plan('growth:\n  - {indicator: gdp, years: 2015-2020, rate: 8%, place: text}\n') })),
    ).toEqual(['base-not-printed gap']);
    expect(
      said(await audit({ plans: plan(`observations:\n${observed('gdp', 2015, 50, ', flags: [year_uncertain]')}`) })),
    ).toEqual(['year-not-printed gap']);
  });
});

/** A plan with one table of a province and three cities, as text. */
function tableWorld(rows: readonly string[], base: readonly string[]) {
  const statements =
    'tables:\n  - {file: t.csv, place: annex, columns: {value: {indicator: gdp, as: target}, growth: {indicator: gdp, as: growth}}}\n';
  const files = packageFiles({
    regions: ['land', 'a<<land', 'b<<land', 'c<<land'],
    indicators: ['gdp 亿元 flow'],
    observed: base,
    plans: { p: planText('p', 'land', '2016-2020', statements) },
  });
  return world({ files: { ...files, 'plans/p/t.csv': `region,year,value,growth\n${rows.join('\n')}\n` } });
}

describe('auditModel on tables that are only rounded', () => {
  it('raises no alarm on 60 random tables: levels, growth, sums and bases are exact before they are printed', async () => {
    const growth = fc.double({ min: -0.05, max: 0.3, noNaN: true });
    const tables = fc.sample(
      fc.record({
        bases: fc.array(fc.double({ min: 5, max: 5000, noNaN: true }), { minLength: 3, maxLength: 3 }),
        growth: fc.array(fc.array(growth, { minLength: 5, maxLength: 5 }), { minLength: 3, maxLength: 3 }),
        decimals: fc.integer({ min: 0, max: 2 }),
      }),
      { numRuns: 60, seed: 7 },
    );
    for (const { bases, growth: rates, decimals } of tables) {
      const cities = bases.map((base, k) => {
        const path = [base];
        for (const rate of rates[k] ?? []) path.push((path.at(-1) ?? 0) * (1 + rate));
        return path;
      });
      const land = Array.from({ length: 6 }, (_, y) => cities.reduce((sum, path) => sum + (path[y] ?? 0), 0));
      const series = [land, ...cities];
      const names = ['land', 'a', 'b', 'c'];
      const rows = series.flatMap((path, k) =>
        [1, 2, 3, 4, 5].map(
          (y) =>
            `${names[k]},${2015 + y},${(path[y] ?? 0).toFixed(decimals)},${(((path[y] ?? 0) / (path[y - 1] ?? 1) - 1) * 100).toFixed(1)}`,
        ),
      );
      const { model } = await tableWorld(
        rows,
        series.map((path, k) => `${names[k]} gdp 2015 ${(path[0] ?? 0).toFixed(decimals)}`),
      );
      expect(said(auditModel(model)), rows.join(' ')).toEqual([]);
    }
  });

  const rows = (value: string, growth = '10.0') => [
    'land,2016,330,10.0',
    'a,2016,110,10.0',
    'b,2016,110,10.0',
    'c,2016,110,10.0',
    'land,2017,363,10.0',
    `a,2017,${value},${growth}`,
    'b,2017,121,10.0',
    'c,2017,121,10.0',
  ];
  const base = ['land gdp 2015 300', 'a gdp 2015 100', 'b gdp 2015 100', 'c gdp 2015 100'];

  it('year-step and children-sum find one changed cell, with the cell it stands in', async () => {
    const { model } = await tableWorld(rows('131'), base);
    const found = auditModel(model);
    expect(said(found)).toEqual(['year-step error', 'children-sum disagreement']);
    expect(found[0]).toMatchObject({ region: 'a', years: [2017] });
    expect(found[0]?.figures[0]).toMatchObject({
      printed: '131 亿元',
      place: 'annex a 2017',
      at: { file: 'package/plans/p/t.csv' },
    });
    expect(found[0]?.size?.amount).toBeCloseTo(10, 9);
    expect(found[1]).toMatchObject({ region: 'land', years: [2017], size: { amount: 10 } });
  });

  it('year-step uses the digits as printed: 10.0 allows a twentieth of a point, 10 half of one', async () => {
    expect(
      said(auditModel((await tableWorld(rows('122.5'), base)).model).filter((one) => one.check === 'year-step')),
    ).toEqual(['year-step error']);
    expect(
      auditModel((await tableWorld(rows('122', '10'), base)).model).filter((one) => one.check === 'year-step'),
    ).toEqual([]);
    expect(
      auditModel((await tableWorld(rows('122', '11.0'), base)).model).filter((one) => one.check === 'year-step'),
    ).toEqual([]);
  });

  it('implied-base: a first year and its growth against the published base', async () => {
    const { model } = await tableWorld(rows('121'), ['land gdp 2015 300', 'a gdp 2015 106', 'b gdp 2015 100']);
    const found = auditModel(model);
    expect(said(found)).toEqual(['implied-base disagreement', 'base-not-printed gap']);
    expect(found[0]?.size?.amount).toBeCloseTo(100 - 106, 9);
    expect(found[1]?.found.en).toContain('c 100');
  });
});

describe('auditModel on the shipped plans', () => {
  let model: Model;
  let findings: readonly Finding[];
  beforeAll(async () => {
    ({ model } = await realWorld());
    findings = auditModel(model);
  });
  const find = (check: string, indicator: string, region: string) =>
    findings.find((one) => one.check === check && one.indicator === indicator && one.region === region);

  it('finds more than twenty, of every severity, each with places, texts in both languages and advice', () => {
    expect(findings.length).toBeGreaterThan(20);
    for (const severity of ['error', 'disagreement', 'trap', 'gap'])
      expect(findings.some((one) => one.severity === severity)).toBe(true);
    for (const one of findings) {
      expect(one.figures.length).toBeGreaterThan(0);
      for (const figure of one.figures)
        expect([
          figure.printed !== '',
          figure.at.file !== '',
          figure.plan === undefined || figure.place !== undefined,
        ]).toEqual([true, true, true]);
      for (const text of [one.found, one.advice]) {
        expect(text.zh).toMatch(/\p{Script=Han}/u);
        expect(text.en).not.toMatch(/undefined|NaN|Infinity/);
        expect(text.zh).not.toMatch(/undefined|NaN|Infinity/);
      }
    }
  });

  it('Jiaxing R&D/GDP: 0.05 points a year printed, 0.094 implied', () => {
    const found = find('stated-growth', 'rd_intensity', 'jiaxing');
    expect(found).toMatchObject({ severity: 'error' });
    expect(found?.figures.map(({ value }) => value)).toEqual([0.05, 2.73, 3.2]);
  });

  it('annex 8: the province in 2017 does not follow from its growth, and it is the only cell of 336 that does not', () => {
    const steps = findings.filter((one) => one.check === 'year-step');
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({
      indicator: 'new_product_output',
      region: 'zhejiang',
      years: [2017],
      severity: 'error',
    });
    // 23883 × 1.103 = 26342.949, printed 26320.
    expect(steps[0]?.size?.amount).toBeCloseTo(26320 - 23883 * 1.103, 8);
    expect(steps[0]?.figures.map(({ printed }) => printed)).toEqual(['26320 亿元', '23883 亿元', '10.3 %/yr']);
  });

  it('what the plans say of one cell in two ways: 45.6万 and 456 638, 46 and 50, 7200 and 7215, 927 and 1000', () => {
    expect(find('text-against-table', 'rd_personnel', 'zhejiang')).toMatchObject({
      severity: 'error',
      size: { amount: -638 },
    });
    expect(find('text-against-table', 'hightech_enterprises', 'pinghu')).toMatchObject({
      severity: 'error',
      size: { amount: -4 },
    });
    expect(find('text-against-table', 'hightech_value_added', 'zhejiang')).toMatchObject({
      severity: 'disagreement',
      size: { amount: -15 },
    });
    expect(find('plan-against-plan', 'hightech_value_added', 'jiaxing')).toMatchObject({ size: { amount: -73 } });
    expect(find('plan-against-plan', 'tech_transactions', 'jiaxing')?.size?.amount).toBeCloseTo(-1.5, 12);
    expect(find('plan-against-plan', 'hightech_investment', 'jiaxing')).toBeUndefined();
  });

  it('sums, wholes, leads, definitions and bases', () => {
    expect(
      findings
        .filter((one) => one.check === 'children-sum' && one.figures[0]?.plan !== undefined)
        .map((one) => one.indicator),
    ).toEqual([
      'rd_expenditure',
      'rd_personnel',
      'hightech_value_added',
      'new_product_output',
      'invention_patents_granted',
    ]);
    expect(find('part-above-whole', 'hightech_share_of_all_industry', 'jiaxing')?.size?.amount).toBeCloseTo(
      43.18 - 42.3,
      12,
    );
    expect(find('lead', 'rd_intensity_lead_over_province', 'pinghu')?.size?.amount).toBeCloseTo(
      0.33 - (2.56 - 2.36),
      12,
    );
    expect(find('implied-base', 'hightech_value_added', 'jiaxing')?.size?.amount).toBeCloseTo(665 / 1.086 - 628.87, 8);
    expect(find('implied-part', 'rd_fte_per_10k_population', 'pinghu')?.size?.amount).toBeCloseTo(
      3468 / 83.9 - 68.35,
      8,
    );
    expect(find('defined-differently', 'rd_heads_per_10k_employed', 'jiaxing')).toBeDefined();
    expect(find('yearly-and-accumulated', 'tech_transactions', 'jiaxing')).toBeDefined();
    expect(
      findings
        .filter((one) => one.check === 'base-not-printed' && one.region === 'jiashan')
        .flatMap((one) => one.years),
    ).toEqual([2015, 2019, 2019]);
  });

  it('auditModel keeps what is asked for', () => {
    expect(auditModel(model, { severities: new Set(['error']) }).map((one) => one.check)).toEqual([
      'stated-growth',
      'year-step',
      'text-against-table',
      'text-against-table',
      'part-above-whole',
    ]);
    expect(
      auditModel(model, { plans: new Set(['jiashan-2035']) }).every((one) =>
        one.figures.some((figure) => figure.plan === 'jiashan-2035'),
      ),
    ).toBe(true);
    expect(auditModel(model, { regions: new Set(['pinghu']), checks: new Set(['lead']) })).toHaveLength(1);
  });

  it('checkConsistency says the same as the audit does of stated growth and ratios', () => {
    const own = findings.filter((one) => one.check === 'ratio-and-parts' || one.check === 'stated-growth');
    const notes = checkConsistency(model);
    expect(notes).toHaveLength(own.length);
    for (const one of own)
      expect(notes.some((note) => note.message.endsWith(one.found.en) && note.severity === 'note')).toBe(true);
  });
});
