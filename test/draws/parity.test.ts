// When a follower draws level, over many draws: against the closed form of two regions that grow steadily.

import { beforeAll, describe, expect, it } from 'vitest';
import { catchUp, type ParityOutlook, parityOutlooks } from '../../src/analysis/index.ts';
import { normalProbability } from '../../src/base/index.ts';
import { type DrawnRun, drawRun, USUAL_DRAWS } from '../../src/uncertainty/index.ts';
import { packageFiles, world } from '../worlds/world.ts';

const DRAWS = 1024;
const [FIRST, LAST] = [2015, 2030];

/** Followers of 100 that grow 10 % a year, the leader of 200 at 5 %; `c` has no range, `d` is ahead. */
async function drawn(uncertainty: string, leader: readonly string[] = ['b gdp 2015 200']): Promise<DrawnRun> {
  const rates = { a: 10, b: 5, c: 10, d: 10 };
  const assumptions = Object.entries(rates).map(
    ([region, rate]) =>
      `  - {name: steady, indicator: gdp, regions: ${region}, curve: growth, rate: ${rate}%, default: true, source: test}\n`,
  );
  const done = (
    await world({
      files: packageFiles({
        years: `${FIRST}-${LAST}`,
        regions: ['a', 'b', 'c', 'd'],
        indicators: ['gdp 亿元 flow'],
        observed: ['a gdp 2015 100', ...leader, 'c gdp 2015 100', 'd gdp 2015 300'],
        growth: `window: 5\nphi: 0.9\nassumptions:\n${assumptions.join('')}uncertainty:\n${uncertainty}`,
      }),
      scenarios: {
        push: 'levers:\n  - {indicator: gdp, regions: a, years: 2016-2030, growth: +2pp}',
      },
    })
  ).run();
  return drawRun(done, { design: { ...USUAL_DRAWS, draws: DRAWS }, keeps: () => true });
}

function outlooks(run: DrawnRun, scenario: string, leader: 'b' | 'best'): ReadonlyMap<string, ParityOutlook> {
  const request = {
    scenario,
    indicator: 'gdp',
    regions: ['a', 'c', 'd'],
    leader: leader === 'best' ? ({ kind: 'best' } as const) : ({ kind: 'region', region: leader } as const),
  };
  const found = catchUp(run.model, run.reader, request);
  return new Map(
    parityOutlooks(run.model, run.reader, run.draws, request, found).map((one) => [one.region, one] as const),
  );
}

/** P(100 (1 + g + d)^t ≥ 200 · 1.05^t) with d normal: level after t years where d reaches a threshold. */
function levelAfter(t: number, growth: number, sd: number): number {
  return normalProbability(-(1.05 * 2 ** (1 / t) - 1 - growth) / sd);
}

describe('parityOutlooks', () => {
  let run: DrawnRun;
  beforeAll(async () => {
    run = await drawn('  gdp.growth@a: {normal: {sd: 2pp}}\n');
  });

  it.each([
    ['baseline', 0.1],
    ['push', 0.12],
  ])('%s: P(parity by year) and its quantiles follow from the normal distribution', (scenario, growth) => {
    const one = outlooks(run, scenario, 'b').get('a');
    const exact = (year: number) => levelAfter(year - FIRST, growth, 0.02);
    expect(one?.openness).toBe('open');
    expect(one?.years.map(({ year }) => year)).toEqual(Array.from({ length: LAST - FIRST }, (_, k) => FIRST + 1 + k));
    // One input, so Sobol points are one in each of so many equal steps.
    for (const { year, probability } of one?.years ?? [])
      expect(Math.abs(probability - exact(year)), String(year)).toBeLessThan(2 / DRAWS);
    expect(one?.notWithin).toBeCloseTo(1 - exact(LAST), 2);
    for (const { probability, at, year } of one?.quantiles ?? []) {
      const first = one?.years.find((each) => exact(each.year) >= probability)?.year;
      expect([probability, at, year]).toEqual([probability, first === undefined ? 'not_within' : 'within', first]);
    }
    expect(one?.quantiles.map(({ probability }) => probability)).toEqual([0.05, 0.25, 0.5, 0.75, 0.95]);
    // In some draws there is no parity: the upper quantiles say so instead of a year.
    expect(one?.quantiles.at(-1)?.at).toBe('not_within');
  });

  it('says where nothing was drawn, and where published figures decide', () => {
    const all = outlooks(run, 'baseline', 'b');
    expect(all.get('c')?.openness).toBe('no_range');
    // 100 · 1.1^t ≥ 200 · 1.05^t from t = 14.9 on.
    expect(all.get('c')?.years.filter(({ probability }) => probability === 1)[0]?.year).toBe(2030);
    expect(all.get('d')).toMatchObject({ openness: 'published', ahead: 1, notWithin: 0 });
    expect(all.get('d')?.quantiles.map(({ at }) => at)).toEqual(Array(5).fill('ahead'));
  });

  it('what is drawn after parity leaves it certain', async () => {
    // 110 of 2016 is the leader's published value of that year; its growth is uncertain from 2019 on.
    const later = await drawn('  gdp.growth@b: {normal: {sd: 2pp}}\n', [
      'b gdp 2015 105',
      ...[2016, 2017, 2018].map((year) => `b gdp ${year} 110`),
    ]);
    const one = outlooks(later, 'baseline', 'b').get('a');
    expect(one?.openness).toBe('no_range');
    expect(one?.years.map(({ probability }) => probability)).toEqual(Array(LAST - FIRST).fill(1));
  });

  it('the best of several is reached where the last of them is', () => {
    // 100 (1.1 + d)^t ≥ 300 · 1.1^t: d is the leader of all years, and stays certain.
    const one = outlooks(run, 'baseline', 'best').get('a');
    for (const { year, probability } of one?.years ?? []) {
      const threshold = 1.1 * (3 ** (1 / (year - FIRST)) - 1);
      expect(Math.abs(probability - normalProbability(-threshold / 0.02))).toBeLessThan(2 / DRAWS);
    }
  });

  it('draws that hardly differ give the year of the run at central inputs', async () => {
    const close = await drawn('  gdp.growth@a: {normal: {sd: 0.000001pp}}\n');
    const request = {
      scenario: 'push',
      indicator: 'gdp',
      regions: ['a'],
      leader: { kind: 'region', region: 'b' } as const,
    };
    const found = catchUp(close.model, close.reader, request);
    const [one] = parityOutlooks(close.model, close.reader, close.draws, request, found);
    expect(one?.quantiles.map(({ year }) => year)).toEqual(Array(5).fill(found.rows[0]?.parity.year));
    expect(found.rows[0]?.parity.status).toBe('inside');
  });
});
