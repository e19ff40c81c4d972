import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CatchUp,
  catchUp,
  growthForParity,
  type LeaderChoice,
  parityOf,
  readLeader,
  yearsToGap,
  yearsToParity,
  yearsToWidestGap,
} from '../../src/analysis/catch-up/index.ts';
import { convergenceOf } from '../../src/analysis/convergence/index.ts';
import type { Run } from '../../src/pipeline.ts';
import golden from '../golden/statistics.json' with { type: 'json' };
import { realWorld } from '../worlds/real.ts';
import { packageFiles, planText, type World, world } from '../worlds/world.ts';

describe('closed forms of catching up', () => {
  it('yearsToParity, growthForParity and yearsToGap give the numbers of the methods page', () => {
    const { inputs, expected } = golden.vectors['catchup.years'];
    const found = inputs.cases.map((one): number | null => {
      const { mode, leader = 0, follower = 0 } = one;
      if (mode === 'growth')
        return (
          yearsToParity(
            { value: follower, growth: one.gF ?? 0 },
            { value: leader, growth: one.gL ?? 0 },
            'rate',
            one.share,
          ) ?? null
        );
      if (mode === 'linear')
        return (
          yearsToParity({ value: follower, growth: one.ppF ?? 0 }, { value: leader, growth: one.ppL ?? 0 }, 'points') ??
          null
        );
      if (mode === 'requiredGrowth')
        return growthForParity(follower, { value: leader, growth: one.gL ?? 0 }, one.years ?? 0, 'rate') ?? null;
      return yearsToGap(one.gap0 ?? 0, one.gap1 ?? 0, one.lambda ?? 0) ?? null;
    });
    expect(found).toHaveLength(expected.length);
    for (const [k, value] of expected.entries()) {
      if (value === null) expect(found[k]).toBeNull();
      else expect(found[k]).toBeCloseTo(value, 10);
    }
  });

  it('yearsToParity agrees with brute-force stepping', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 99, noNaN: true }),
        fc.double({ min: -0.02, max: 0.12, noNaN: true }),
        fc.double({ min: -0.02, max: 0.12, noNaN: true }),
        (follower, own, other) => {
          const years = yearsToParity({ value: follower, growth: own }, { value: 100, growth: other }, 'rate');
          let [f, l, stepped] = [follower, 100, 0];
          while (f < l && stepped < 3000) {
            f *= 1 + own;
            l *= 1 + other;
            stepped += 1;
          }
          if (years === undefined || years > 2999) expect(stepped).toBe(3000);
          else expect(Math.abs(Math.ceil(years - 1e-7) - stepped)).toBeLessThanOrEqual(years % 1 < 1e-6 ? 1 : 0);
        },
      ),
      { seed: 2, numRuns: 300 },
    );
  });

  it('growthForParity leads to parity in the years asked for, in both kinds', () => {
    const rate = growthForParity(60, { value: 100, growth: 0.05 }, 10, 'rate') ?? Number.NaN;
    expect(60 * (1 + rate) ** 10).toBeCloseTo(100 * 1.05 ** 10, 9);
    const points = growthForParity(2.7, { value: 4.1, growth: 0.03 }, 8, 'points') ?? Number.NaN;
    expect(2.7 + 8 * points).toBeCloseTo(4.1 + 8 * 0.03, 12);
    expect(growthForParity(0, { value: 1, growth: 0 }, 5, 'rate')).toBeUndefined();
  });

  it('yearsToWidestGap is where the gap is widest', () => {
    const gap = (t: number) => 100 * 1.05 ** t - 20 * 1.1 ** t;
    const at = yearsToWidestGap({ value: 20, growth: 0.1 }, { value: 100, growth: 0.05 }) ?? Number.NaN;
    for (const t of [at - 5, at - 0.1, at + 0.1, at + 5]) expect(gap(t)).toBeLessThan(gap(at));
    expect(yearsToWidestGap({ value: 90, growth: 0.1 }, { value: 100, growth: 0.05 })).toBe(0);
    expect(yearsToWidestGap({ value: 20, growth: 0.05 }, { value: 100, growth: 0.05 })).toBeUndefined();
  });
});

describe('parityOf', () => {
  const years = [2020, 2021, 2022, 2023];
  it.each([
    ['ahead from the start', [[0, -1, -1, -1]], { status: 'ahead' }],
    ['inside, at the crossing of straight lines', [[-3, -1, 3, 4]], { status: 'inside', year: 2022, exact: 2021.25 }],
    ['beyond, with the pace of the last year', [[-9, -8, -7, -5]], { status: 'beyond', year: 2026, exact: 2025.5 }],
    ['never, when the last year brought nothing', [[-9, -8, -7, -7]], { status: 'never' }],
    [
      'the best of several is reached when the last of them is',
      [
        [-3, -1, 1, 3],
        [-1, 0.5, 2, 3],
        [-4, -3, -2, 2],
      ],
      { status: 'inside', year: 2023, exact: 2022.5 },
    ],
    [
      'never, where a lead is lost before the other leader is reached',
      [
        [3, 2, 1, 0.5],
        [-9, -8, -7, -6],
      ],
      { status: 'never' },
    ],
    [
      'beyond, where the lead lasts long enough',
      [
        [3.3, 3.2, 3.1, 3.0],
        [-3, -2.5, -2, -1],
      ],
      { status: 'beyond', year: 2024, exact: 2024 },
    ],
  ])('%s', (_, margins, expected) => {
    expect(parityOf(years, margins, 0)).toEqual(expected);
  });
});

/** A province with two cities, the first with three counties; everything keeps its growth. */
const observed = ['land 1000 3', 'west 400 2.6', 'east 250 3.2', 'north 200 2', 'south 60 3.5', 'mid 100 3'].flatMap(
  (line) => {
    const [region, firms, share] = line.split(' ');
    return [`${region} firms 2015 ${firms}`, `${region} share 2015 ${share}`];
  },
);
const growth = (of: Readonly<Record<string, readonly [number, number]>>) =>
  `window: 5\nphi: 1\nassumptions:\n${Object.entries(of)
    .flatMap(([region, [firms, share]]) => [
      `  - {name: steady, indicator: firms, regions: ${region}, curve: growth, rate: ${firms}%, default: true, source: test}`,
      `  - {name: steady, indicator: share, regions: ${region}, curve: growth, rate: ${share}pp, default: true, source: test}`,
    ])
    .join('\n')}\n`;

let land: World;
let run: Run;
beforeAll(async () => {
  land = await world({
    files: packageFiles({
      years: '2015-2030',
      regions: ['land', 'west<<land', 'east<<land', 'north<west', 'south<west', 'mid<west', 'bare<west'],
      indicators: ['firms 家 stock', 'share % share'],
      observed,
      growth: growth({
        land: [5, 0.05],
        west: [5, 0.1],
        east: [5, 0.02],
        north: [2, 0.12],
        south: [9, 0.01],
        mid: [7, 0.05],
      }),
      plans: {
        plan: planText(
          'plan',
          'west',
          '2016-2025',
          'targets:\n  - {kind: level, indicator: share, bound: gte, year: 2020, value: 3.1, place: "1"}\n  - {kind: level, indicator: share, bound: gte, year: 2025, value: 3.4, place: "2"}\n  - {kind: level, indicator: firms, bound: gte, year: 2025, value: 700, place: "3"}\n',
          2015,
        ),
      },
    }),
    scenarios: {
      push: 'levers:\n  - {indicator: firms, regions: south, years: 2016-2020, growth: =30%}',
      lead: 'levers:\n  - {indicator: firms, regions: north, years: 2016-2030, growth: =12%}',
    },
  });
  run = land.run();
});

const compare = (
  indicator: string,
  regions: readonly string[],
  leader: LeaderChoice,
  scenario = 'baseline',
  more: { readonly by?: number; readonly from?: number } = {},
): CatchUp =>
  catchUp(land.model, run.reader, {
    scenario,
    indicator,
    regions,
    leader,
    targets: run.targets.filter((row) => row.scenario === scenario),
    ...more,
  });
const row = (found: CatchUp, region: string) => {
  const one = found.rows.find((candidate) => candidate.region === region);
  if (!one) throw new Error(`no row for ${region}`);
  return one;
};

describe('catchUp', () => {
  it('catchUp with a fixed leader gives gap, ratio, ranks and the closed-form year of parity', () => {
    const found = compare('firms', ['south', 'mid'], { kind: 'region', region: 'north' });
    const mid = row(found, 'mid');
    const exact = 2015 + (yearsToParity({ value: 100, growth: 0.07 }, { value: 200, growth: 0.02 }, 'rate') ?? 0);
    expect(mid.parity).toMatchObject({ status: 'inside', year: Math.ceil(exact) });
    expect(mid.parity.exact).toBeCloseTo(exact, 9);
    expect(mid.path[0]).toMatchObject({
      year: 2015,
      gap: 100,
      gapPct: 50,
      ratio: 0.5,
      rank: 2,
      ranked: 3,
      leaderRegion: 'north',
      basis: 'observed',
    });
    expect(mid.path.at(-1)?.rank).toBe(1);
    expect(mid.widest).toEqual({ year: 2015, gap: 100 });
    const south = row(found, 'south');
    expect(south.path[0]?.rank).toBe(3);
    const beyond = 2015 + (yearsToParity({ value: 60, growth: 0.09 }, { value: 200, growth: 0.02 }, 'rate') ?? 0);
    expect(south.parity).toMatchObject({ status: 'beyond', year: Math.ceil(beyond) });
    expect(south.parity.exact).toBeCloseTo(beyond, 6);
    expect(found.first).toEqual([
      { year: 2015, region: 'north' },
      { year: Math.ceil(exact), region: 'mid' },
    ]);
  });

  it('the growth needed for parity, kept, gives parity in that year', () => {
    const needed = row(
      compare('firms', ['south'], { kind: 'region', region: 'north' }, 'baseline', { by: 2025 }),
      'south',
    ).needed;
    expect(needed).toMatchObject({ since: 2015, by: 2025, unit: '%/yr' });
    expect(60 * (1 + (needed?.value ?? 0) / 100) ** 10).toBeCloseTo(200 * 1.02 ** 10, 8);
    expect(needed?.value).toBeCloseTo(100 * (growthForParity(60, { value: 200, growth: 0.02 }, 10, 'rate') ?? 0), 9);
  });

  it('the year of the largest gap is the closed form, rounded to the year next to it', () => {
    const south = row(compare('firms', ['south'], { kind: 'region', region: 'mid' }), 'south');
    const at = 2015 + (yearsToWidestGap({ value: 60, growth: 0.09 }, { value: 100, growth: 0.07 }) ?? 0);
    expect(Math.abs((south.widest?.year ?? 0) - at)).toBeLessThanOrEqual(1);
    expect(south.widest?.gap).toBe(Math.max(...south.path.map((point) => point.gap)));
  });

  it('shares close in by points, and a region that is not faster never arrives', () => {
    const found = compare('share', ['north', 'south'], { kind: 'region', region: 'mid' });
    expect(row(found, 'north').parity.exact).toBeCloseTo(2015 + (3 - 2) / (0.12 - 0.05), 9);
    expect(row(found, 'south').parity).toEqual({ status: 'ahead' });
    expect(row(found, 'south').flags).toContain('lost_again');
    expect(row(compare('share', ['mid'], { kind: 'region', region: 'north' }), 'mid').flags).toContain('lost_again');
    expect(
      row(compare('share', ['south'], { kind: 'region', region: 'mid' }, 'baseline', { from: 2029 }), 'south'),
    ).toMatchObject({ parity: { status: 'never' }, flags: ['previously_ahead'] });
  });

  it('the best leader is the best of each year, and reaching it means passing all', () => {
    const found = compare('firms', ['north', 'south', 'mid'], { kind: 'best' });
    const mid = row(found, 'mid');
    expect(mid.parity).toEqual(row(compare('firms', ['mid'], { kind: 'region', region: 'north' }), 'mid').parity);
    const south = row(found, 'south');
    expect(south.flags).toContain('leader_changes');
    // Brute force: step on with the growth of each until south is first.
    let [n, s, m, year] = [200, 60, 100, 2015];
    while (s < Math.max(n, m)) {
      n *= 1.02;
      s *= 1.09;
      m *= 1.07;
      year += 1;
    }
    expect(south.parity).toMatchObject({ status: 'beyond', year });
    for (const point of south.path)
      expect(point.gap).toBeCloseTo(
        Math.max(200 * 1.02 ** (point.year - 2015), 100 * 1.07 ** (point.year - 2015)) - point.value,
        8,
      );
  });

  it('the leader moves with the scenario', () => {
    const year = (scenario: string) =>
      row(compare('firms', ['south'], { kind: 'region', region: 'north' }, scenario), 'south').parity;
    expect(year('push').year).toBeLessThan(year('baseline').year ?? 0);
    expect(year('lead')).toEqual({ status: 'never' });
  });

  it('the parent’s average is its amount over its parts, for ratios its own value', () => {
    const firms = row(compare('firms', ['north'], { kind: 'parent' }), 'north');
    expect(firms.leader).toBe('average of west');
    expect(firms.path[0]).toMatchObject({ leader: 100, gap: -100 });
    expect(row(compare('share', ['north'], { kind: 'parent' }), 'north').path[0]).toMatchObject({ leader: 2.6 });
  });

  it('a target is that of the region, for ratios of the nearest above it, the latest first', () => {
    const share = row(compare('share', ['north', 'west'], { kind: 'target' }), 'north');
    expect(share).toMatchObject({ leader: 'target of plan for 2025', needed: { by: 2025 } });
    expect(share.parity.exact).toBeCloseTo(2015 + (3.4 - 2) / 0.12, 9);
    expect(share.needed?.value).toBeCloseTo(0.14, 12);
    expect(compare('firms', ['north'], { kind: 'target' }).leftOut).toEqual([
      { region: 'north', reason: 'no plan sets a level for it' },
    ]);
    expect(row(compare('firms', ['west'], { kind: 'target', plan: 'plan' }), 'west').path[0]?.leader).toBe(700);
  });

  it('what cannot be compared is left out with its reason', () => {
    expect(compare('firms', ['bare', 'mid'], { kind: 'region', region: 'north' }).leftOut).toEqual([
      { region: 'bare', reason: 'no data' },
    ]);
    expect(compare('firms', ['mid'], { kind: 'best' }).leftOut).toEqual([
      { region: 'mid', reason: 'there is no other region to compare with' },
    ]);
    expect(compare('firms', ['mid'], { kind: 'region', region: 'bare' }).leftOut[0]?.reason).toMatch(
      /no year with a value for it and for bare/,
    );
    expect(compare('firms', ['land'], { kind: 'parent' }).leftOut).toEqual([
      { region: 'land', reason: 'it has no parent' },
    ]);
  });

  it('readLeader reads regions, codes and kinds, and names the nearest of what is unknown', () => {
    expect(readLeader('best', land.model)).toEqual({ leader: { kind: 'best' } });
    expect(readLeader('target:plan', land.model)).toEqual({ leader: { kind: 'target', plan: 'plan' } });
    expect(readLeader('nort', land.model)).toMatchObject({ issue: { hint: 'did you mean "north"?' } });
    expect(readLeader('target:plam', land.model)).toMatchObject({ issue: { hint: 'did you mean "plan"?' } });
  });
});

describe('convergenceOf', () => {
  const of = (indicator: string, regions: readonly string[], more = {}) =>
    convergenceOf(land.model, run.reader, { scenario: 'baseline', indicator, regions, ...more });

  it('convergenceOf regresses the scenario’s growth on its start: steady rates give them back', () => {
    const found = of('firms', ['north', 'south', 'mid'], { to: 2025 });
    // ln growth of 2, 9 and 7 % on ln 200, 60, 100 by hand.
    const x = [200, 60, 100].map(Math.log);
    const y = [1.02, 1.09, 1.07].map(Math.log);
    const [mx, my] = [x, y].map((values) => values.reduce((a, b) => a + b) / 3);
    const slope =
      x.reduce((sum, value, k) => sum + (value - (mx ?? 0)) * ((y[k] ?? 0) - (my ?? 0)), 0) /
      x.reduce((sum, value) => sum + (value - (mx ?? 0)) ** 2, 0);
    expect(found.beta?.slope).toBeCloseTo(slope, 12);
    expect(found.beta?.speed).toBeCloseTo(-Math.log(1 + slope * 10) / 10, 12);
    expect(found.years).toEqual([2015, 2025]);
    expect(found.published).toEqual({ first: 3, last: 0, of: 3 });
    expect(found.spread).toHaveLength(11);
    expect(found.sigma).toMatchObject({ measure: 'sdLog' });
  });

  it('convergenceOf tells weights that are missing from weights that are not above 0', async () => {
    const weighed = await world({
      files: packageFiles({
        years: '2015-2017',
        regions: ['a', 'b', 'c'],
        indicators: ['firms 家 stock', 'size 家 stock', 'gap 家 stock'],
        observed: ['a', 'b', 'c'].flatMap((region, k) => [
          ...[0, 1, 2].map((y) => `${region} firms ${2015 + y} ${5 + k + y * (k + 1)}`),
          ...[0, 1, 2].map((y) => `${region} size ${2015 + y} ${k === 0 ? 0 : 7}`),
          ...(k === 0 ? [] : [0, 1, 2].map((y) => `${region} gap ${2015 + y} 7`)),
        ]),
      }),
    });
    const done = weighed.run();
    const why = (weights: string) =>
      convergenceOf(weighed.model, done.reader, {
        scenario: 'baseline',
        indicator: 'firms',
        regions: ['a', 'b', 'c'],
        weights,
      }).refused.find((one) => one.what === 'weighted beta')?.reason.en;
    expect(why('gap')).toBe('"gap" has no value in 2015 for a: there is nothing to weight by');
    expect(why('size')).toBe('"size" is not above 0 in 2015 for a: it cannot weight them');
  });

  it('convergenceOf says why it refuses, and never gives NaN', () => {
    expect(of('firms', ['north']).refused).toMatchObject([
      {
        what: 'convergence',
        reason: { en: 'convergence compares at least two regions with data; there is one (north)' },
      },
    ]);
    expect(of('firms', ['bare']).refused[0]?.reason.en).toMatch(/there are none/);
    const two = of('firms', ['north', 'mid']);
    expect(two.refused.map((one) => one.what)).toEqual(['beta', 'sigma test', 'log t']);
    expect(two.refused[0]?.reason.en).toMatch(/three are needed/);
    expect(of('firms', ['north', 'south', 'mid'], { from: 2028, to: 2028 }).refused[0]?.reason.en).toMatch(
      /fewer than two years/,
    );
    expect(of('firms', ['north', 'south', 'mid']).refused).toMatchObject([
      {
        what: 'log t',
        reason: {
          en: 'it needs 15 successive years published for all of at least 6 regions; found: 1 year for 3 regions',
        },
      },
    ]);
    expect(JSON.stringify(of('share', ['north', 'south', 'mid']))).not.toMatch(/null|NaN/);
  });

  it('convergenceOf leaves out a region that holds others, and refuses logarithms of what is not positive', async () => {
    expect(of('firms', ['west', 'north', 'south', 'mid']).leftOut).toEqual([
      { region: 'west', reason: 'holds others of the regions compared' },
    ]);
    const zero = await world({
      files: packageFiles({
        years: '2015-2017',
        regions: ['a', 'b', 'c'],
        indicators: ['firms 家 stock'],
        observed: [0, 1, 2].flatMap((k) => [
          `a firms ${2015 + k} ${k}`,
          `b firms ${2015 + k} ${5 + k}`,
          `c firms ${2015 + k} ${9 + k * k}`,
        ]),
      }),
    });
    const done = zero.run();
    const found = convergenceOf(zero.model, done.reader, {
      scenario: 'baseline',
      indicator: 'firms',
      regions: ['a', 'b', 'c'],
    });
    expect(found.refused[0]).toMatchObject({
      what: 'beta',
      reason: { en: '"firms" of "a" is 0 in 2015, which has no logarithm: use values instead (form level)' },
    });
    expect(found.sigma).toBeUndefined();
    expect(
      convergenceOf(zero.model, done.reader, {
        scenario: 'baseline',
        indicator: 'firms',
        regions: ['a', 'b', 'c'],
        form: 'level',
      }).beta,
    ).toBeDefined();
  });

  it('convergenceOf runs log t and finds clubs where six regions have fifteen published years', async () => {
    const spreads = [0.6, -0.5, 0.3, -0.4, 0.5, -0.3];
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const value = (k: number, year: number) =>
      Math.exp(6 + (spreads[k] ?? 0) / (Math.log(year - 1998) * (year - 1999) ** 0.7) + 0.02 * (year - 2000));
    const years = Array.from({ length: 20 }, (_, k) => 2000 + k);
    const long = await world({
      files: packageFiles({
        years: '2000-2022',
        regions: names,
        indicators: ['firms 家 stock'],
        observed: names.flatMap((name, k) => years.map((year) => `${name} firms ${year} ${value(k, year)}`)),
      }),
    });
    const done = long.run();
    const found = convergenceOf(long.model, done.reader, { scenario: 'baseline', indicator: 'firms', regions: names });
    expect(found.logT).toMatchObject({ converges: true, years: [2000, 2019], regions: names });
    expect(found.logT?.clubs.clubs).toHaveLength(1);
    expect(found.relative).toEqual([]);
  });
});

describe('on the shipped package', () => {
  it('GDP of Ningbo passes that of Hangzhou where stepping through the results says so', async () => {
    const real = await realWorld({});
    const done = real.run();
    const found = catchUp(real.model, done.reader, {
      scenario: 'baseline',
      indicator: 'gdp',
      regions: ['ningbo', 'wenzhou'],
      leader: { kind: 'region', region: 'hangzhou' },
    });
    const value = (region: string, year: number) => done.reader.value('baseline', region, 'gdp', year) ?? Number.NaN;
    const years = Array.from({ length: 13 }, (_, k) => 2018 + k);
    const crossed = years.find((year) => value('ningbo', year) >= value('hangzhou', year));
    const ningbo = row(found, 'ningbo');
    expect(ningbo.parity.year).toBe(crossed);
    const [a, b] = [crossed === undefined ? 0 : crossed - 1, crossed ?? 0].map((year) =>
      Math.log(value('ningbo', year) / value('hangzhou', year)),
    );
    expect(ningbo.parity.exact).toBeCloseTo((crossed ?? 0) - 1 - (a ?? 0) / ((b ?? 0) - (a ?? 0)), 10);
    for (const point of ningbo.path)
      expect(point.gap).toBe(value('hangzhou', point.year) - value('ningbo', point.year));
  });
});
