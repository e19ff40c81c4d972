// Attribution against closed forms, against scenarios run one by one, and its laws over random worlds.

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Attribution, channelSplitter, logMean } from '../../src/analysis/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { attributeIn, baselineOf, scenarioProbes } from '../../src/repeat.ts';
import { randomWorld } from '../oracle/random-world.ts';
import { realWorld } from '../worlds/real.ts';
import { packageFiles, responsesText, world } from '../worlds/world.ts';

const sum = (parts: readonly { readonly amount: number }[]) => parts.reduce((total, part) => total + part.amount, 0);

function ranOf(run: Run, id: string) {
  const found = run.scenarios.find((one) => one.id === id);
  if (!found) throw new Error(`no scenario ${id}`);
  return found;
}

function ask(run: Run, scenario: string, indicator: string, region: string, first: number, last = first): Attribution {
  const { attribution, issue } = attributeIn(run, ranOf(run, scenario), { indicator, region, years: { first, last } });
  if (!attribution) throw new Error(issue.message);
  return attribution;
}

/** Checks every cell of every scenario of a run: what is wrong, and how many cells differ from the baseline. */
function checkCells(run: Run): { readonly wrong: readonly string[]; readonly moved: number } {
  const { model } = run;
  const wrong: string[] = [];
  let moved = 0;
  for (const ran of run.scenarios) {
    const probe = scenarioProbes(run, ran);
    const { scenario: base, id: baseId } = baselineOf(run, ran);
    const split = channelSplitter(model, probe({ ...base, levers: [] }), probe(ran.scenario));
    for (const { id: region } of model.regions)
      for (const { id: indicator } of model.indicators)
        for (let year = model.years.first; year <= model.years.last; year++) {
          const [value, baseline] = [
            run.reader.value(ran.id, region, indicator, year),
            run.reader.value(baseId, region, indicator, year),
          ];
          const found = split(region, indicator, year);
          const complain = (what: string) => wrong.push(`${ran.id} ${region} ${indicator} ${year}: ${what}`);
          if (value === undefined || baseline === undefined) {
            if (found) complain('split without data');
            continue;
          }
          const slack = 1e-9 * Math.max(Math.abs(value), Math.abs(baseline));
          if (found?.amount !== value - baseline) complain(`${found?.amount} for ${value - baseline}`);
          else if (Math.abs(sum(found.channels) - found.amount) > slack)
            complain(`channels ${sum(found.channels)} for ${found.amount}`);
          else if (found.inputs.length > 0 && Math.abs(sum(found.inputs) - found.amount) > slack)
            complain(`inputs ${sum(found.inputs)} for ${found.amount}`);
          else if (found.channels.some((part) => part.kind === 'unsplit')) complain('unsplit');
          if (value !== baseline) moved += 1;
        }
  }
  return { wrong, moved };
}

describe('attribute() in closed form', () => {
  // R&D answers to firms with 0.3, GDP gets a fifth of extra R&D; levers x1.1 on R&D and x1.21 on firms in 2018.
  const files = packageFiles({
    indicators: ['rd 亿元 flow', 'gdp 亿元 flow', 'firms 家 stock', 'intensity % share formula: rd / gdp'],
    observed: [
      'town rd 2015 30',
      'town rd 2016 30',
      'town gdp 2015 1000',
      'town gdp 2016 1000',
      'town firms 2015 100',
      'town firms 2016 100',
    ],
    responses: responsesText(['rd<-firms elasticity 0.3', 'gdp<-rd share 0.2']),
  });
  const levers =
    '  - {indicator: rd, regions: town, years: 2018, level: x1.1}\n  - {indicator: firms, regions: town, years: 2018, level: x1.21}\n';
  const rd = 30 * 1.1 * 1.21 ** 0.3;
  const gdp = 1000 + 0.2 * (rd - 30);
  const [before, after] = [3, (100 * rd) / gdp];

  it('attribute() of a ratio adds logs: ln 1.1 and 0.3 ln 1.21 above, ln of the larger GDP below', async () => {
    const found = ask(
      (await world({ files, scenarios: { both: `levers:\n${levers}` } })).run(),
      'both',
      'intensity',
      'town',
      2018,
    );
    expect(found.value).toBeCloseTo(after, 12);
    const logOf = (indicator: string, kind: string) =>
      found.channels.find((part) => part.indicator === indicator && part.kind === kind)?.log;
    expect(logOf('rd', 'lever')).toBeCloseTo(Math.log(1.1), 12);
    expect(logOf('rd', 'response')).toBeCloseTo(0.3 * Math.log(1.21), 12);
    expect(logOf('gdp', 'response')).toBeCloseTo(-Math.log(gdp / 1000), 12);
    expect(found.log).toBeCloseTo(Math.log(after / before), 12);
    const input = (name: string) => found.inputs.find((part) => part.name === name)?.amount;
    expect(input('rd')).toBeCloseTo(logMean(before, after) * Math.log(rd / 30), 12);
    expect(input('gdp')).toBeCloseTo(-logMean(before, after) * Math.log(gdp / 1000), 12);
  });

  it('attribute() of two levers gives each the mean of coming first and coming second', async () => {
    const found = ask(
      (await world({ files, scenarios: { both: `levers:\n${levers}` } })).run(),
      'both',
      'intensity',
      'town',
      2018,
    );
    const value = (factor: number) => (100 * 30 * factor) / (1000 + 0.2 * 30 * (factor - 1));
    const [a, b] = [1.1, 1.21 ** 0.3];
    const [part, other] = ['rd', 'firms'].map((name) => found.levers.find((one) => one.text.startsWith(name)));
    expect(part?.alone).toBeCloseTo(value(a) - 3, 12);
    expect(part?.last).toBeCloseTo(value(a * b) - value(b), 12);
    expect(part?.value).toBeCloseTo((value(a) - 3 + value(a * b) - value(b)) / 2, 12);
    expect(found.interaction).toBeCloseTo(value(a * b) - value(a) - value(b) + 3, 12);
    expect(found.pairs).toEqual([
      {
        first: expect.stringMatching(/^rd/),
        second: expect.stringMatching(/^firms/),
        amount: expect.closeTo(found.interaction, 12),
      },
    ]);
    expect((part?.value ?? 0) + (other?.value ?? 0)).toBeCloseTo(found.difference, 12);
  });

  it('attribute() keeps a bounded share between its limits in logits, and says what a limit cuts off', async () => {
    const limited = packageFiles({
      indicators: [
        'firms 家 stock',
        'cover % share limits: {min: 0, max: 100}',
        'tight % share limits: {min: 0, max: 62}',
      ],
      observed: ['firms', 'cover', 'tight'].flatMap((name) =>
        [2015, 2016].map((year) => `town ${name} ${year} ${name === 'firms' ? 100 : 60}`),
      ),
      responses: responsesText(['cover<-firms elasticity 0.5']),
    });
    const run = (
      await world({
        files: limited,
        scenarios: {
          up: 'levers:\n  - {indicator: cover, regions: town, years: 2018, level: +5}\n  - {indicator: tight, regions: town, years: 2018, level: +5}\n  - {indicator: firms, regions: town, years: 2018, level: x1.44}\n',
        },
      })
    ).run();
    const odds = (65 / 35) * 1.2;
    const cover = ask(run, 'up', 'cover', 'town', 2018);
    expect(cover.value).toBeCloseTo((100 * odds) / (1 + odds), 12);
    const logit = (share: number) => Math.log(share / (100 - share));
    const slope = (cover.value - 60) / (logit(cover.value) - logit(60));
    expect(cover.channels.find((part) => part.kind === 'response')?.amount).toBeCloseTo(slope * Math.log(1.2), 12);
    expect(cover.channels.find((part) => part.kind === 'lever')?.amount).toBeCloseTo(
      slope * (logit(65) - logit(60)),
      12,
    );
    const tight = ask(run, 'up', 'tight', 'town', 2018);
    expect(tight.channels.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['lever', 5],
      ['limit', -3],
    ]);
  });

  it('attribute() follows a stock back through the years, and children up to their parent', async () => {
    const nested = packageFiles({
      regions: ['province', 'a<<province', 'b<<province'],
      indicators: ['rd 亿元 flow', 'stock 亿元 stock formula: 0.85 * lag(stock) + lag(rd), initial: rd / 0.2'],
      observed: ['province 90', 'a 30', 'b 60'].flatMap((text) =>
        [2015, 2016].map((year) => text.replace(' ', ` rd ${year} `)),
      ),
    });
    const scenario =
      'levers:\n  - {indicator: rd, regions: a, years: 2017-2018, level: +10}\n  - {indicator: rd, regions: b, years: 2018, level: +4}\n';
    const run = (await world({ files: nested, scenarios: { push: scenario } })).run();
    // What came in 2017 lost 15 % once by 2019; what came in 2018 is there in full.
    const found = ask(run, 'push', 'stock', 'province', 2019);
    expect(found.difference).toBeCloseTo(10 * 0.85 + 10 + 4, 10);
    expect(found.regions).toEqual([
      { region: 'a', amount: expect.closeTo(18.5, 10) },
      { region: 'b', amount: expect.closeTo(4, 10) },
    ]);
    expect(found.channels.every((part) => part.kind === 'lever' && part.indicator === 'rd')).toBe(true);
    expect(ask(run, 'push', 'rd', 'province', 2017, 2018)).toMatchObject({
      difference: expect.closeTo(24, 10),
      regions: [{ region: 'a' }, { region: 'b' }],
    });
  });
});

describe('attribute() over random worlds', () => {
  it('splits every cell of every scenario into channels and inputs that add up to 1e-9', async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(randomWorld, async (text) => {
        const run = (await world(text)).run();
        if (run.issues.some((issue) => issue.code === 'undefined-value')) return;
        const checked = checkCells(run);
        expect(checked.wrong).toEqual([]);
        moved += checked.moved;
      }),
      { numRuns: 30, seed: 20270101 },
    );
    expect(moved).toBeGreaterThan(1000);
  });

  it('gives levers Shapley values that add up to 1e-9 and leaves out only levers that change nothing', async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(randomWorld, async (text) => {
        const run = (await world(text)).run();
        if (run.issues.some((issue) => issue.code === 'undefined-value')) return;
        for (const id of ['one', 'two'])
          for (const indicator of ['intensity', 'gdp', 'patents'])
            for (const region of ['city', 'a']) {
              const years = { first: 2021, last: 2021 };
              const found = attributeIn(run, ranOf(run, id), { indicator, region, years }).attribution;
              if (!found) continue;
              checked += 1;
              const total = found.levers.reduce((all, part) => all + part.value, 0);
              expect(Math.abs(total - found.difference)).toBeLessThanOrEqual(
                1e-9 * Math.max(Math.abs(found.value), Math.abs(found.baseline)),
              );
            }
      }),
      { numRuns: 25, seed: 7 },
    );
    expect(checked).toBeGreaterThan(100);
  });
});

describe('attribute() on the shipped package', () => {
  let run: Run;
  beforeAll(async () => {
    run = (await realWorld()).run();
  });

  it('splits every cell of every scenario into channels and inputs that add up to 1e-9', () => {
    const { wrong, moved } = checkCells(run);
    expect(wrong).toEqual([]);
    expect(moved).toBeGreaterThan(5000);
  });

  it('attribute(surge-and-double, R&D/GDP of Jiaxing 2027) is what eight scenarios, each run on its own, give', async () => {
    const parts = [
      '{indicator: rd_expenditure, regions: jiaxing, years: 2025-2027, growth: +2pp, ramp: 2 years}',
      '{indicator: hightech_enterprises, regions: jiaxing, years: 2023-2027, growth: =14.9%}',
      '{indicator: tech_smes, regions: jiaxing, years: 2023-2027, growth: =14.9%}',
    ];
    const subsets = Array.from({ length: 8 }, (_, bits) => parts.filter((_, k) => bits & (1 << k)));
    const scenarios = Object.fromEntries(
      subsets.map((levers, bits) => [
        `s${bits}`,
        `scenario: s${bits}\ntitle: {zh: s, en: s}\nlevers: [${levers.join(', ')}]\n`,
      ]),
    );
    const single = (await realWorld(scenarios)).run();
    const value = (bits: number) => single.reader.value(`s${bits}`, 'jiaxing', 'rd_intensity', 2027) ?? Number.NaN;
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const expected = parts.map((_, k) => {
      const added = orders.map((order) => {
        const before = order.slice(0, order.indexOf(k)).reduce((bits, player) => bits | (1 << player), 0);
        return value(before | (1 << k)) - value(before);
      });
      return added.reduce((a, b) => a + b, 0) / orders.length;
    });
    const found = ask(run, 'surge-and-double', 'rd_intensity', 'jiaxing', 2027);
    const of = (name: string) => found.levers.find((part) => part.text.startsWith(name))?.value;
    expect([of('rd_expenditure'), of('hightech_enterprises'), of('tech_smes')]).toEqual(
      expected.map((amount) => expect.closeTo(amount, 12)),
    );
    expect(found).toMatchObject({ method: 'exact', runs: 8 });
  });

  it('attribute(cities-push, Zhejiang) gives the province what its cities add: regions add up, and R&D by its own sum', () => {
    const rd = ask(run, 'cities-push', 'rd_expenditure', 'zhejiang', 2027);
    for (const { region, amount } of rd.regions) {
      const [value, base] = ['cities-push', 'baseline'].map(
        (id) => run.reader.value(id, region, 'rd_expenditure', 2027) ?? Number.NaN,
      );
      expect(amount).toBeCloseTo((value ?? 0) - (base ?? 0), 8);
    }
    const ratio = ask(run, 'cities-push', 'rd_intensity', 'zhejiang', 2027);
    expect(sum(ratio.regions)).toBeCloseTo(ratio.difference, 12);
    expect(ratio.regions.map((part) => part.region).slice(0, 3)).toEqual(['hangzhou', 'ningbo', 'jiaxing']);
  });

  it('attribute() gives levers of any order in the file the same parts to 1e-9', async () => {
    const levers = [
      '{indicator: rd_expenditure, regions: jiaxing, years: 2025-2027, growth: +2pp}',
      '{indicator: gdp, regions: jiaxing, years: 2025-2027, growth: -1pp}',
      '{indicator: hightech_enterprises, regions: jiaxing, years: 2025-2027, growth: x1.5}',
      '{parameter: gdp_to_knowledge.elasticity, value: 0.15}',
    ];
    const file = (id: string, order: readonly number[]) =>
      `scenario: ${id}\ntitle: {zh: s, en: s}\nlevers:\n${order.map((k) => `  - ${levers[k]}`).join('\n')}\n`;
    const both = (await realWorld({ first: file('first', [0, 1, 2, 3]), second: file('second', [3, 1, 0, 2]) })).run();
    const partsOf = (id: string) =>
      [...ask(both, id, 'rd_intensity', 'jiaxing', 2027).levers].sort((a, b) => (a.text < b.text ? -1 : 1));
    const [first, second] = [partsOf('first'), partsOf('second')];
    expect(first.map((part) => part.text)).toEqual(second.map((part) => part.text));
    for (const [k, part] of first.entries())
      expect(Math.abs(part.value - (second[k]?.value ?? Number.NaN))).toBeLessThan(1e-9);
  });

  it('attribute() counts parameters and growth assumptions as players: their parts and the channel of assumptions add up', () => {
    const cautious = ask(run, 'cautious-elasticities', 'hightech_value_added_share', 'jiaxing', 2027);
    expect(cautious.levers.reduce((all, part) => all + part.value, 0)).toBeCloseTo(cautious.difference, 10);
    expect(cautious.levers.find((part) => part.text.startsWith('patents_to_rd'))?.idle).toBe(
      '"patents_to_rd.elasticity" does not bear on "hightech_value_added_share"',
    );
    const course = ask(run, 'on-course-2027', 'rd_intensity', 'jiaxing', 2027);
    expect(course.levers.map(({ kind, value }) => [kind, value])).toEqual([['growth', course.difference]]);
    expect(course.channels.map((part) => part.kind)).toEqual(['assumption']);
    // A parameter of a formula moves the reference itself: the knowledge stock of all regions.
    const stock = ask(run, 'cautious-elasticities', 'knowledge_stock', 'pinghu', 2027);
    expect(stock.levers.filter((part) => part.value !== 0).map((part) => part.text)).toEqual([
      'knowledge_depreciation = 0.25',
    ]);
    expect(sum(stock.channels)).toBeCloseTo(stock.difference, 9);
  });

  it('attribute().gaps walk from the latest known value over the baseline and the levers to the gap', () => {
    const [gap] = ask(run, 'surge-and-double', 'rd_intensity', 'jiaxing', 2027).gaps;
    expect(gap).toMatchObject({ plan: 'jiaxing-315', target: 3.65, bound: 'gt', met: true });
    expect(gap?.steps.slice(0, 2)).toEqual([
      { kind: 'known', text: '2023', amount: expect.closeTo(3.56 - 3.65, 12) },
      {
        kind: 'trend',
        text: '2027',
        amount: expect.closeTo((run.reader.value('baseline', 'jiaxing', 'rd_intensity', 2027) ?? 0) - 3.56, 12),
      },
    ]);
    expect(sum(gap?.steps ?? [])).toBeCloseTo(gap?.gap ?? Number.NaN, 12);
    const total = ask(run, 'surge-and-double', 'tech_transactions', 'jiaxing', 2023, 2027);
    expect(total.gaps).toMatchObject([
      { kind: 'cumulative', target: 1000, gap: expect.closeTo(total.value - 1000, 9) },
    ]);
    expect(sum(total.gaps[0]?.steps ?? [])).toBeCloseTo(total.value - 1000, 9);
  });

  it('attribute() says why a scenario moves nothing, and refuses what has no data or cannot be compared', () => {
    expect(ask(run, 'rd-surge', 'rd_intensity', 'jiaxing', 2020)).toMatchObject({
      difference: 0,
      reason: '"rd_intensity" of "jiaxing" is known until 2023: no scenario moves it',
    });
    expect(ask(run, 'baseline', 'gdp', 'jiaxing', 2027).reason).toBe('"baseline" changes nothing against its baseline');
    expect(ask(run, 'rd-surge', 'rd_intensity', 'pinghu', 2027).reason).toBe(
      'no lever moves it: acts outside "pinghu"',
    );
    expect(ask(run, 'rd-surge', 'population', 'jiaxing', 2027).reason).toBe(
      'no lever moves it: "rd_expenditure" does not reach "population"',
    );
    expect(ask(run, 'late-start', 'rd_intensity', 'jiaxing', 2025).reason).toBe('no lever moves it: acts from 2026');
    const refused = (scenario: string, indicator: string, region: string) =>
      attributeIn(run, ranOf(run, scenario), { indicator, region, years: { first: 2027, last: 2027 } }).issue;
    expect(refused('rd-surge', 'tech_transactions', 'pinghu')).toMatchObject({
      code: 'attribution-no-data',
      message: '"tech_transactions" of "pinghu" has no data in 2027',
    });
    // The plan gives R&D personnel of Jiaxing a level; its baseline is an index.
    expect(refused('on-course-2027', 'rd_personnel', 'jiaxing')?.code).toBe('attribution-index');
    expect(ask(run, 'rd-surge', 'rd_personnel', 'jiaxing', 2027).unit).toBe('index');
  });

  it('attribute() of more than 12 levers samples, adds up, and draws the same orders again', async () => {
    const years = Array.from({ length: 14 }, (_, k) => 2024 + (k % 7));
    const levers = years.map(
      (year, k) =>
        `  - {indicator: ${k < 7 ? 'rd_expenditure' : 'hightech_enterprises'}, regions: jiaxing, years: ${year}, growth: +${k + 1}pp}`,
    );
    const many = (
      await realWorld({ many: `scenario: many\ntitle: {zh: s, en: s}\nlevers:\n${levers.join('\n')}\n` })
    ).run();
    const asked = { indicator: 'rd_intensity', region: 'jiaxing', years: { first: 2030, last: 2030 }, orders: 8 };
    const [found, again] = [
      attributeIn(many, ranOf(many, 'many'), asked).attribution,
      attributeIn(many, ranOf(many, 'many'), asked).attribution,
    ];
    expect(found?.method).toBe('sampled');
    expect(found?.levers.reduce((all, part) => all + part.value, 0)).toBeCloseTo(found?.difference ?? Number.NaN, 10);
    expect(found?.levers.every((part) => (part.standardError ?? -1) >= 0)).toBe(true);
    expect(again).toEqual(found);
  });
});
