import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { betaConvergence, convergenceSpeed } from '../../src/analysis/convergence/beta-convergence.ts';
import { findClubs } from '../../src/analysis/convergence/clubs.ts';
import { inequalityOf } from '../../src/analysis/convergence/inequality.ts';
import { logT, relativePaths } from '../../src/analysis/convergence/log-t.ts';
import {
  dispersionOf,
  kendallTest,
  spreadTest,
  spreadTrend,
} from '../../src/analysis/convergence/sigma-convergence.ts';
import { smoothTrend } from '../../src/analysis/convergence/trend-filter.ts';
import { fUpper } from '../../src/base/distributions.ts';
import { expectClose } from '../golden/golden.ts';
import golden from '../golden/statistics.json' with { type: 'json' };

const { vectors } = golden;
const panel = vectors['beta.synthetic.T5'].inputs.panel;
const column = (k: number) => panel.map((row) => row[k] ?? Number.NaN);
const logs = (values: readonly number[]) => values.map(Math.log);

describe('β-convergence', () => {
  it('convergenceSpeed gives the speeds and half-lives of the methods page, the 2 % rule among them', () => {
    const { inputs, expected } = vectors['beta.speed'];
    const found = inputs.cases.map(([slope = 0, years = 0]) => convergenceSpeed(slope, years));
    expectClose(
      found.map((one) => one.speed),
      expected.map((one) => one.lam),
      1e-8,
    );
    expectClose(
      found.map((one) => one.halfLife),
      expected.map((one) => one.halfLife),
      1e-8,
    );
  });

  it('betaConvergence equals REAT in R on the embedded panel', () => {
    const { expected } = vectors['beta.synthetic.T5'];
    const found = betaConvergence(column(0), column(5), 5, 'log');
    expectClose(
      [
        found?.intercept,
        found?.interceptError,
        found?.slope,
        found?.slopeError,
        found?.t,
        found?.r2,
        (found?.t ?? 0) ** 2,
        found?.speed,
        found?.halfLife,
        found?.speedError,
      ],
      [
        expected.alpha,
        expected.se_alpha,
        expected.beta,
        expected.se_beta,
        expected.t_beta,
        expected.r2,
        expected.F,
        expected.lambda_correct,
        expected.halfLife_correct,
        expected.se_lambda,
      ],
      2e-8,
    );
    expect((found?.p ?? 0) / expected.p_beta).toBeCloseTo(1, 7);
    expect(found?.verdict).toBe('convergence');
  });

  it('betaConvergence in levels finds the speed of a partial adjustment, and its half-life halves the distance', () => {
    const starts = [1, 2, 3.5, 5];
    const later = (start: number, years: number) => 4 + (start - 4) * Math.exp(-0.05 * years);
    const found = betaConvergence(
      starts,
      starts.map((start) => later(start, 8)),
      8,
      'level',
    );
    expect(found?.speed).toBeCloseTo(0.05, 12);
    expect(later(1, found?.halfLife ?? 0)).toBeCloseTo(4 - 3 / 2, 10);
    expect(found?.t).toBeUndefined();
  });

  it('betaConvergence calls divergence and overshooting by name, and refuses values that have no logarithm', () => {
    expect(betaConvergence([1, 2, 4, 3], [1, 3, 9, 5], 5, 'log')).toMatchObject({ verdict: 'divergence' });
    expect(betaConvergence([1, 2, 4, 3], [1, 3, 9, 5], 5, 'log')?.halfLife).toBeUndefined();
    expect(betaConvergence([1, 2, 4], [4.1, 2.9, 2], 3, 'level')).toMatchObject({ verdict: 'overshooting' });
    expect(betaConvergence([1, 2, 4], [4.1, 2.9, 2], 3, 'level')?.speed).toBeUndefined();
    expect(betaConvergence([0, 2, 4], [1, 2, 4], 3, 'log')).toBeUndefined();
    expect(betaConvergence([1, 2], [2, 3], 3, 'log')).toBeUndefined();
  });

  it('betaConvergence with weights has the slope of regions that stand there as often', () => {
    const [first, last] = [
      [1, 2, 2, 5, 5, 5],
      [2, 3, 3, 5.5, 5.5, 5.5],
    ];
    const weighted = betaConvergence([1, 2, 5], [2, 3, 5.5], 5, 'log', [1, 2, 3]);
    expect(weighted?.slope).toBeCloseTo(betaConvergence(first, last, 5, 'log')?.slope ?? Number.NaN, 12);
    expect(weighted?.weighted).toBe(true);
  });

  it('the interval of the speed holds the speed, and comes from the interval of the slope', () => {
    const found = betaConvergence(column(0), column(3), 3, 'log');
    const { low = 0, high = 0 } = found?.speedInterval ?? {};
    expect(low).toBeLessThan(found?.speed ?? 0);
    expect(high).toBeGreaterThan(found?.speed ?? 1);
    expect((Math.exp(-high * 3) - 1) / 3).toBeCloseTo(found?.slopeInterval[0] ?? 0, 12);
  });
});

describe('σ-convergence', () => {
  const { expected } = vectors['sigma.synthetic'];
  it('dispersionOf and spreadTest equal R on the embedded panel', () => {
    expectClose(
      [0, 5].map((k) => dispersionOf(column(k)).sdLog),
      expected.sdlog,
      1e-10,
    );
    expectClose(
      [0, 5].map((k) => dispersionOf(column(k)).cv),
      expected.cv,
      1e-10,
    );
    const found = spreadTest(logs(column(0)), logs(column(5)));
    expectClose(
      [found?.r, found?.t, found?.carreeKlomp],
      [expected.pitmanMorgan_r, expected.pitmanMorgan_t, expected.T2],
      1e-9,
    );
    expect((found?.p ?? 0) / expected.pitmanMorgan_p).toBeCloseTo(1, 7);
  });

  it('the F test that treats both years as independent misses the same narrowing, as the methods page says', () => {
    const [first = 0, last = 0] = expected.sdlog;
    expect((first / last) ** 2).toBeCloseTo(expected.F, 10);
    expect(fUpper((first / last) ** 2, 11, 11) * 2).toBeCloseTo(expected.pF, 10);
  });

  it('T₂ is the likelihood-ratio version of Pitman–Morgan: −(N − 2.5) ln(1 − r²)', () => {
    const found = spreadTest(logs(column(0)), logs(column(2)));
    expect(found?.carreeKlomp).toBeCloseTo(-(12 - 2.5) * Math.log(1 - (found?.r ?? 0) ** 2), 9);
  });

  it('spreadTrend equals REAT’s regression of the spread on the year', () => {
    const trend = vectors['sigma.trend.synthetic'];
    const spreads = trend.inputs.years.map((_, k) => dispersionOf(column(k)).sdLog ?? Number.NaN);
    expectClose(spreads, trend.expected.sigma, 1e-10);
    const found = spreadTrend(trend.inputs.years, spreads);
    expectClose(
      [found?.intercept, found?.slope, found?.slopeError, found?.t],
      [trend.expected.intercept, trend.expected.slope, trend.expected.se_slope, trend.expected.t],
      1e-9,
    );
    expect((found?.p ?? 0) / trend.expected.p).toBeCloseTo(1, 8);
    // Six values in falling order: one order of 6! = 720 in each direction is as extreme.
    expect(found?.kendall).toEqual({ tau: -1, p: 2 / 720 });
  });

  it('kendallTest counts what a walk through all orders counts', () => {
    const orders = (values: readonly number[]): number[][] =>
      values.length === 0
        ? [[]]
        : values.flatMap((value) => orders(values.filter((other) => other !== value)).map((rest) => [value, ...rest]));
    const score = (values: readonly number[]) =>
      values
        .flatMap((value, k) => values.slice(k + 1).map((later) => Math.sign(later - value)))
        .reduce((a, b) => a + b, 0);
    const series = [3, 1, 2, 5, 4];
    const all = orders([1, 2, 3, 4, 5]).map(score);
    expect(kendallTest(series)).toEqual({
      tau: score(series) / 10,
      p: all.filter((other) => Math.abs(other) >= Math.abs(score(series))).length / all.length,
    });
  });

  it('spreadTest says nothing where nothing moved, and is certain where all shrink in proportion', () => {
    expect(spreadTest([1, 2, 3], [1, 2, 3])).toBeUndefined();
    expect(spreadTest([1, 2, 3, 5], [2, 3, 4, 6])).toBeUndefined();
    expect(spreadTest([1, 2, 3, 5], [0.5, 1, 1.5, 2.5])).toMatchObject({ r: 1, p: 0 });
    expect(spreadTest([1, 2], [1, 3])).toBeUndefined();
  });
});

describe('inequalityOf', () => {
  it('inequalityOf equals REAT in R', () => {
    const { inputs, expected } = vectors['inequality.synthetic'];
    const found = inequalityOf(inputs.y);
    expectClose(
      [found?.gini, found?.giniNormalised, found?.theilL, found?.theilT, found?.hoover, found?.herfindahl],
      [expected.gini, expected.giniNormalised, expected.theilL, expected.theilT, expected.hoover, expected.herfindahl],
      1e-9,
    );
  });
  it('inequalityOf is 0 for equals, 1 (normalised) where one has all, and does not depend on unit or order', () => {
    expect(inequalityOf([0.25, 0.25, 0.25])).toEqual({
      gini: 0,
      giniNormalised: 0,
      theilL: 0,
      theilT: 0,
      hoover: 0,
      herfindahl: 3 / 9,
    });
    expect(inequalityOf([0, 0, 0, 7])).toMatchObject({
      giniNormalised: 1,
      herfindahl: 1,
      hoover: 0.75,
      theilT: Math.log(4),
    });
    expect(inequalityOf([0, 0, 0, 7])?.theilL).toBeUndefined();
    const [a, b] = [inequalityOf([1, 4, 2]), inequalityOf([40, 20, 10])];
    expect(a?.gini).toBeCloseTo(b?.gini ?? 1, 14);
    expect(a?.theilT).toBeCloseTo(b?.theilT ?? 1, 14);
    expect(inequalityOf([1, -1])).toBeUndefined();
    expect(inequalityOf([0, 0])).toBeUndefined();
  });
});

describe('smoothTrend', () => {
  it('smoothTrend leaves a straight line alone and keeps the mean of any series', () => {
    expectClose(smoothTrend([1, 3, 5, 7, 9]), [1, 3, 5, 7, 9], 1e-12);
    const series = [3, 1, 4, 1, 5, 9, 2, 6];
    expect(smoothTrend(series).reduce((a, b) => a + b, 0)).toBeCloseTo(31, 10);
  });
  it('smoothTrend solves its own normal equations: y − τ = λ D′Dτ', () => {
    const series = [3, 1, 4, 1, 5, 9, 2, 6];
    const trend = smoothTrend(series, 6.25);
    const second = (k: number) =>
      k < 0 || k + 2 >= series.length ? 0 : (trend[k] ?? 0) - 2 * (trend[k + 1] ?? 0) + (trend[k + 2] ?? 0);
    for (const [k, value] of series.entries())
      expect(value - (trend[k] ?? 0)).toBeCloseTo(6.25 * (second(k) - 2 * second(k - 1) + second(k - 2)), 10);
  });
});

/** log t again, by the book and without sharing code: sums written out, kernel weights in a matrix. */
function plainLogT(x: readonly (readonly number[])[]): { b: number; t: number } {
  const N = x.length;
  const T = x[0]?.length ?? 0;
  const H: number[] = [];
  for (let t = 0; t < T; t++) {
    let mean = 0;
    for (let i = 0; i < N; i++) mean += (x[i]?.[t] ?? 0) / N;
    let h = 0;
    for (let i = 0; i < N; i++) h += ((x[i]?.[t] ?? 0) / mean - 1) ** 2 / N;
    H.push(h);
  }
  const r = Math.floor(T / 3);
  const u: number[] = [];
  const v: number[] = [];
  for (let t = r + 1; t <= T; t++) {
    u.push(Math.log(t));
    v.push(Math.log((H[0] ?? 0) / (H[t - 1] ?? 0)) - 2 * Math.log(Math.log(t)));
  }
  const n = u.length;
  const [su, sv] = [u.reduce((p, q) => p + q), v.reduce((p, q) => p + q)];
  const suu = u.reduce((p, q) => p + q * q, 0) - (su * su) / n;
  const b = (u.reduce((p, q, k) => p + q * (v[k] ?? 0), 0) - (su * sv) / n) / suu;
  const e = v.map((q, k) => q - sv / n - b * ((u[k] ?? 0) - su / n));
  let [num, den] = [0, 0];
  for (let k = 0; k < n; k++) {
    den += (e[k] ?? 0) ** 2;
    if (k + 1 < n) num += (e[k] ?? 0) * (e[k + 1] ?? 0);
  }
  const rho = num / den;
  const bw = 1.3221 * ((4 * rho ** 2 * n) / (1 - rho) ** 4) ** (1 / 5);
  let lrv = 0;
  for (let p = 0; p < n; p++)
    for (let q = 0; q < n; q++) {
      const lag = Math.abs(p - q);
      const z = (6 * Math.PI * lag) / (5 * bw);
      const weight = lag === 0 ? 1 : lag > n - 2 ? 0 : (3 / z ** 2) * (Math.sin(z) / z - Math.cos(z));
      lrv += (weight * (e[p] ?? 0) * (e[q] ?? 0)) / (n - 1);
    }
  return { b, t: b / Math.sqrt(lrv / suu) };
}

/** Paths around 5 whose distances shrink as 1/(ln(t+1) t^α), with reproducible bumps. */
function paths(
  levels: readonly number[],
  spreads: readonly number[],
  alpha: number,
  years: number,
  bump = 0.002,
): number[][] {
  let state = 7;
  const noise = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647 - 0.5;
  };
  return spreads.map((spread, i) =>
    Array.from(
      { length: years },
      (_, k) => (levels[i] ?? 0) + spread / (Math.log(k + 2) * (k + 1) ** alpha) + 0.02 * k + bump * noise(),
    ),
  );
}

describe('log t', () => {
  test.each([0.2, 0.5, 1.1])('logT finds slope 2α = %d·2 where H falls exactly as 1/(ln²t t^2α)', (alpha) => {
    const spreads = [-0.3, -0.1, 0.05, 0.35];
    const exact = spreads.map((spread) =>
      Array.from({ length: 24 }, (_, k) => 1 + (k === 0 ? spread : spread / (Math.log(k + 1) * (k + 1) ** alpha))),
    );
    // The residuals vanish, so there is no t; a bump in one year gives one without moving the slope much.
    expect(logT(exact)).toBeUndefined();
    const bumped = exact.map((path) => path.map((value, k) => (k === 15 ? 1 + (value - 1) * 1.0001 : value)));
    expect(logT(bumped)?.slope).toBeCloseTo(2 * alpha, 3);
    expect(logT(bumped)?.converges).toBe(true);
  });

  it('logT equals a second plain implementation', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 9 }),
        fc.integer({ min: 15, max: 40 }),
        fc.double({ min: -0.3, max: 1, noNaN: true }),
        (spreads, years, alpha) => {
          const made = paths(
            spreads.map(() => 5),
            spreads,
            alpha,
            years,
            0.05,
          );
          const [found, plain] = [logT(made), plainLogT(made)];
          expect(found?.slope).toBeCloseTo(plain.b, 8);
          expect((found?.t ?? 0) / plain.t).toBeCloseTo(1, 6);
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });

  it('relativePaths average to one in every year', () => {
    const relative = relativePaths(paths([5, 5, 5], [1, -0.5, 0.2], 0.4, 20));
    for (let t = 0; t < 20; t++) expect(relative.reduce((sum, path) => sum + (path[t] ?? 0), 0)).toBeCloseTo(3, 12);
  });

  it('findClubs tells two groups apart that converge to different levels, and one region that follows nobody', () => {
    const spreads = [0.6, -0.5, 0.3, -0.4, 0.5, -0.3, 0.2, -0.6];
    const levels = [8, 8, 8, 8, 4, 4, 4, 4];
    const stray = Array.from({ length: 40 }, (_, k) => 6 + 0.02 * k + 0.001 * Math.sin(k));
    const found = findClubs([...paths(levels, spreads, 0.7, 40), stray]);
    expect(found.clubs.map((club) => [...club.members].sort((a, b) => a - b))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    expect(found.clubs.every((club) => club.test.converges)).toBe(true);
    expect(found.divergent).toEqual([8]);
    expect(found.merged).toHaveLength(2);
    const joined = findClubs(paths([6, 6, 6, 6], [0.6, -0.5, 0.3, -0.4], 0.7, 40));
    expect(joined.clubs.map((club) => [...club.members].sort((a, b) => a - b))).toEqual([[0, 1, 2, 3]]);
  });
});
