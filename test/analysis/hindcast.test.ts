import { describe, expect, it } from 'vitest';
import {
  carriedOn,
  type Hindcast,
  hindcast,
  hindcastScores,
  historyOf,
  intervalAround,
  type RunAssumption,
} from '../../src/analysis/index.ts';
import { assumptionRunner } from '../../src/repeat.ts';
import { realWorld } from '../worlds/real.ts';
import { packageFiles, planText, world } from '../worlds/world.ts';

const known = (values: readonly number[], first = 2010) => values.map((value, k) => ({ year: first + k, value }));

describe('historyOf and the forecasts from it', () => {
  it('historyOf takes drift from the ends and spread from the steps, in logs for levels and points for shares', () => {
    const levels = historyOf(known([100, 121, 110]), 'rate');
    expect(levels?.drift).toBeCloseTo(Math.log(1.1) / 2, 14);
    expect(levels?.lastStep).toBeCloseTo(Math.log(110 / 121), 14);
    // Two steps ±d around their mean: SD = d·√2.
    expect(levels?.spread?.sd).toBeCloseTo((Math.log(1.21) - Math.log(110 / 121)) / Math.SQRT2, 14);
    expect(levels?.scale).toBe(16);
    const points = historyOf(known([2, 2.5, 2.4]), 'points');
    expect(points?.drift).toBeCloseTo(0.2, 14);
    expect(points?.lastStep).toBeCloseTo(-0.1, 14);
  });

  it('historyOf spreads a gap over its years, and refuses fewer than three values or no logarithm', () => {
    const gap = historyOf(
      [
        { year: 2010, value: 1 },
        { year: 2014, value: 16 },
        { year: 2015, value: 32 },
      ],
      'rate',
    );
    expect(gap?.drift).toBeCloseTo(Math.LN2, 14);
    expect(gap?.spread).toBeUndefined();
    expect(gap?.scale).toBe(16);
    expect(historyOf(known([1, 2]), 'rate')).toBeUndefined();
    expect(historyOf(known([1, 0, 2]), 'rate')).toBeUndefined();
    expect(historyOf(known([1, 0, 2]), 'points')).toBeDefined();
  });

  it('carriedOn and intervalAround are a random walk with drift: ± z s √(h(1 + h/n))', () => {
    const history = historyOf(known([2, 2.3, 2.2, 2.7]), 'points');
    if (!history) throw new Error('no history');
    expect(carriedOn(history, history.drift, 2016)).toBeCloseTo(2.7 + (3 * 0.7) / 3, 14);
    const s = Math.sqrt(((0.3 - 0.7 / 3) ** 2 + (-0.1 - 0.7 / 3) ** 2 + (0.5 - 0.7 / 3) ** 2) / 2);
    const found = intervalAround(history, 3, 2015, 2);
    expect(found?.high).toBeCloseTo(3 + 2 * s * Math.sqrt(2 * (1 + 2 / 3)), 14);
    expect((found?.high ?? 0) + (found?.low ?? 0)).toBeCloseTo(6, 14);
    const levels = historyOf(known([100, 110, 130]), 'rate');
    const wide = levels && intervalAround(levels, 150, 2014, 1.5);
    expect((wide?.high ?? 0) * (wide?.low ?? 0)).toBeCloseTo(150 ** 2, 9);
    expect(levels && intervalAround(levels, 0, 2014, 1.5)).toBeUndefined();
  });
});

/** A town with yearly values from 2010; `more` are further rows. */
async function town(values: readonly number[], more: readonly string[] = [], plan?: string) {
  const files = packageFiles({
    years: '2010-2020',
    indicators: ['gdp 亿元 flow'],
    observed: [...values.map((value, k) => `town gdp ${2010 + k} ${value}`), ...more],
    ...(plan === undefined ? {} : { plans: { p: planText('p', 'town', '2015-2020', plan, 2014) } }),
  });
  const { model, program } = await world({ files });
  const ask = (asOfs: readonly number[], horizon = 5): Hindcast =>
    hindcast(model, assumptionRunner(program), { indicators: ['gdp'], regions: ['town'], asOfs, horizon });
  return { model, ask };
}

const of = (found: Hindcast, assumption: string) => found.forecasts.filter((one) => one.assumption === assumption);

describe('hindcast', () => {
  it('drift and last growth are exact on exponential growth, damped falls short, unchanged stays', async () => {
    const { ask } = await town(Array.from({ length: 9 }, (_, k) => 100 * 1.1 ** k));
    const found = ask([2014]);
    for (const name of ['drift', 'last'])
      for (const one of of(found, name)) expect(one.forecast).toBeCloseTo(one.actual, 9);
    // As of 2014 the value of 2013 is the last one known; damped grows by φ·g, φ²·g, …
    const damped = of(found, 'damped').map((one) => one.forecast);
    expect(damped[0]).toBeCloseTo(133.1 * 1.09, 9);
    expect(damped[1]).toBeCloseTo(133.1 * 1.09 * 1.081, 9);
    expect(of(found, 'unchanged').every((one) => Math.abs(one.forecast - 133.1) < 1e-9)).toBe(true);
    expect(found.forecasts.every((one) => one.from === 2013 && one.published > 2014)).toBe(true);
    const best = hindcastScores(found.forecasts)
      .filter((score) => score.best)
      .map((score) => score.assumption);
    expect(['drift', 'last']).toContain(best[0]);
  });

  it('the horizon limits what is scored, and every year asked about is one in which one stands', async () => {
    const { ask } = await town(Array.from({ length: 9 }, (_, k) => 100 + 10 * k));
    expect(of(ask([2014], 2), 'drift').map((one) => one.year)).toEqual([2014, 2015]);
    expect(new Set(of(ask([2013, 2014, 2015]), 'drift').map((one) => one.asOf))).toEqual(new Set([2013, 2014, 2015]));
    expect(ask([2012]).notes.tooShort).toEqual([{ indicator: 'gdp', region: 'town', asOf: 2012, known: 2 }]);
  });

  it('knows what was published then and scores against what is published now', async () => {
    const { ask } = await town(
      [100, 110, 120, 130, 140, 150],
      ['town gdp 2013 136 revised 2018', 'town gdp 2015 155 revised 2019'],
    );
    const found = ask([2014]);
    expect(found.notes.revised).toEqual([
      { indicator: 'gdp', region: 'town', year: 2013, stood: 130, now: 136, asOf: 2014 },
    ]);
    expect(of(found, 'unchanged').map((one) => [one.year, one.forecast, one.actual, one.published])).toEqual([
      [2014, 130, 140, 2015],
      [2015, 130, 155, 2019],
    ]);
  });

  it('leaves out estimates and values beyond a break, starts behind a break, and says so', async () => {
    const { ask } = await town(
      [100, 110, 120, 130, 140, 150],
      [
        'town gdp 2016 200 final 2017 break',
        'town gdp 2017 210',
        'town gdp 2018 220',
        'town gdp 2019 230 preliminary 2020 estimate',
      ],
    );
    const before = ask([2014]);
    expect(of(before, 'drift').map((one) => one.year)).toEqual([2014, 2015]);
    expect(before.notes.beyondBreak).toBe(3);
    expect(ask([2019]).issues[0]).toMatchObject({ code: 'nothing-scored' });
    expect(ask([2019]).notes.estimates).toBe(1);
    expect(ask([2018]).notes.tooShort[0]).toMatchObject({ known: 2 });
  });

  it('scores a plan only where the plan gave the value, and only once it was issued', async () => {
    const { ask } = await town(
      [100, 110, 121, 133.1, 146.41, 161.051, 177.1561],
      [],
      'targets:\n  - {kind: level, indicator: gdp, bound: eq, year: 2016, value: 200, place: table}\ngrowth:\n  - {indicator: gdp, years: 2013-2016, rate: 12%, place: table}\n',
    );
    expect(of(ask([2013]), 'stated')).toEqual([]);
    const found = ask([2014]);
    expect(of(found, 'path')).toEqual([]);
    const stated = of(found, 'stated').map((one) => one.forecast);
    expect(stated[0]).toBeCloseTo(133.1 * 1.12, 9);
    expect(stated[2]).toBeCloseTo(133.1 * 1.12 ** 3, 9);
    expect(of(found, 'implied').at(-1)?.forecast).toBeCloseTo(200, 9);
  });

  it('runs a growth assumption once a year, and none that no plan speaks of', async () => {
    const { model } = await town([100, 110, 120, 130, 140, 150]);
    const runs: string[] = [];
    const run: RunAssumption = (growth, asOf) => {
      runs.push(`${growth}@${asOf}`);
      return () => undefined;
    };
    const found = hindcast(model, run, { indicators: ['gdp'], regions: ['town'], asOfs: [2014, 2015], horizon: 5 });
    expect(runs).toEqual(['damped@2014', 'damped@2015']);
    expect(of(found, 'damped')).toEqual([]);
  });
});

describe('hindcastScores', () => {
  const forecast = { indicator: 'gdp', region: 'town', from: 2013, published: 2016 } as const;
  const one = (assumption: 'drift' | 'last', asOf: number, year: number, value: number, actual: number) => ({
    ...forecast,
    assumption,
    asOf,
    year,
    forecast: value,
    actual,
    scaled: Math.abs(value - actual) / 4,
    in80: Math.abs(value - actual) < 6,
    in95: true,
  });

  it('MAE, MAPE, MASE, bias and coverage are plain means; the best is found on cells that all forecast', () => {
    const scores = hindcastScores([
      one('drift', 2014, 2014, 104, 100),
      one('drift', 2014, 2015, 92, 100),
      one('drift', 2015, 2015, 101, 100),
      one('last', 2014, 2014, 103, 100),
      one('last', 2014, 2015, 105, 100),
    ]);
    const drift = scores.find((score) => score.assumption === 'drift');
    expect(drift).toMatchObject({ n: 3, origins: 2, coverage95: 1, common: { n: 2, mae: 6 }, best: false });
    expect(drift?.mae).toBeCloseTo(13 / 3, 14);
    expect(drift?.mape).toBeCloseTo(13 / 3, 14);
    expect(drift?.mase).toBeCloseTo(13 / 12, 14);
    expect(drift?.bias).toBeCloseTo(-1, 14);
    expect(drift?.coverage80).toBeCloseTo(2 / 3, 14);
    expect(scores[0]).toMatchObject({ assumption: 'last', best: true, common: { n: 2, mae: 4 } });
  });

  it('has no MAPE against 0, no MASE without a scale, and no best where nothing is common', () => {
    const { scaled: _scaled, ...bare } = one('drift', 2014, 2014, 1, 0);
    const [drift, last] = hindcastScores([bare, one('last', 2014, 2015, 1, 2)]);
    expect(drift && last && [drift, last].find((score) => score.assumption === 'drift')).not.toHaveProperty('mape');
    expect([drift, last].find((score) => score?.assumption === 'drift')).not.toHaveProperty('mase');
    expect([drift?.best, last?.best]).toEqual([false, false]);
  });
});

describe('hindcast of the shipped observations', () => {
  it('the province’s R&D as of 2016: errors as computed by hand from the yearbook and the annex', async () => {
    const { model, program } = await realWorld();
    const found = hindcast(model, assumptionRunner(program), {
      indicators: ['rd_expenditure', 'rd_personnel', 'invention_patents_granted'],
      regions: ['zhejiang'],
      asOfs: [2016],
      horizon: 5,
    });
    const scores = hindcastScores(found.forecasts);
    const score = (indicator: string, assumption: string) =>
      scores.find((one) => one.indicator === indicator && one.assumption === assumption);
    // 1126, 1255, 1399, 1561, 1744 against 1130.6, 1266.3, 1445.7, 1669.8, 1859.9.
    expect(score('rd_expenditure', 'path')?.mae).toBeCloseTo((4.6 + 11.3 + 46.7 + 108.8 + 115.9) / 5, 9);
    expect(score('rd_expenditure', 'path')?.mape).toBeCloseTo(3.4553528955568353, 9);
    expect(score('rd_expenditure', 'path')?.mase).toBeCloseTo(0.5557382439986845, 9);
    // A second implementation in Python, from the same rows.
    expect(score('rd_expenditure', 'stated')?.mae).toBeCloseTo(58.47024242033963, 8);
    expect(score('rd_expenditure', 'drift')?.mae).toBeCloseTo(111.32998571919379, 8);
    expect(score('rd_expenditure', 'last')?.mae).toBeCloseTo(61.061669505449935, 8);
    expect(score('rd_expenditure', 'damped')?.mae).toBeCloseTo(53.83040935684166, 8);
    expect(score('rd_expenditure', 'damped')).toMatchObject({ best: true, n: 5, coverage80: 1 });
    expect(score('rd_expenditure', 'unchanged')).toMatchObject({ coverage95: 0 });
    // 2015 grew by 75 % in patents: carrying that on is the worst, in personnel it is not.
    expect(scores.filter((one) => one.indicator === 'invention_patents_granted').at(-1)?.assumption).toBe('last');
    expect(scores.find((one) => one.indicator === 'rd_personnel')?.assumption).toBe('drift');
  });
});
