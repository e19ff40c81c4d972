// Inverses of distributions: against SciPy and mpmath into both tails, against closed forms, and by what draws must add up to.

import { describe, expect, it } from 'vitest';
import {
  EXTREME_PROBABILITIES,
  type InputDistribution,
  normalProbability,
  normalQuantile,
  openSequence,
  quantileOf,
} from '../../../src/base/index.ts';
import golden from '../../golden/distributions.json' with { type: 'json' };

const { p: PROBABILITIES } = golden;

/** Fails where a value is further from what is expected than a share of it. */
function expectNear(found: readonly number[], expected: readonly number[], relative: number): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, k) => {
    const want = expected[k] as number;
    if (!(Math.abs(value - want) <= relative * Math.abs(want))) expect(value, `value ${k}`).toBe(want);
  });
}

describe.each(golden.beta)('Beta($alpha, $beta)', ({ alpha, beta, x, oneLess }) => {
  it('has the quantiles of SciPy to 1e-12, counted from either end', () => {
    expectNear(PROBABILITIES.map(quantileOf({ kind: 'beta', alpha, beta, low: 0, high: 1 })), x, 1e-12);
    // On [−1, 0] the numbers near the upper end are small ones, which shows their digits. (1 − p is exact from ½ on.)
    const upper = quantileOf({ kind: 'beta', alpha, beta, low: -1, high: 0 });
    const half = PROBABILITIES.indexOf(0.5);
    expectNear(
      PROBABILITIES.slice(half).map((p) => -upper(p)),
      oneLess.slice(half),
      1e-12,
    );
  });
});

it('Beta(a, 1) and Beta(1, b) are powers: closed forms for all probabilities that are drawn', () => {
  for (const shape of [0.05, 0.3, 1, 2.7, 40]) {
    const first = quantileOf({ kind: 'beta', alpha: shape, beta: 1, low: 0, high: 1 });
    const second = quantileOf({ kind: 'beta', alpha: 1, beta: shape, low: -1, high: 0 });
    for (let k = 1; k < 60; k++) {
      const p = k < 30 ? 2 ** -(2 * k - 1) : (k - 29) / 31;
      const power = p ** (1 / shape);
      if (power > 1e-300) expectNear([first(p)], [power], 1e-12);
      else expect(first(p)).toBeLessThanOrEqual(1e-300);
      expectNear([-second(p)], [Math.exp(Math.log1p(-p) / shape)], 1e-12);
    }
  }
});

it.each(golden.truncated)('normal($mean, $sd) cut to [$low, $high] keeps the digits of both tails', (given) => {
  const { x, ...distribution } = given;
  expectNear(PROBABILITIES.map(quantileOf({ kind: 'truncated_normal', ...distribution })), x, 2e-13);
});

const ALL: readonly (readonly [InputDistribution, { readonly mean: number; readonly variance: number }])[] = [
  [
    { kind: 'normal', mean: 3, sd: 2 },
    { mean: 3, variance: 4 },
  ],
  [
    { kind: 'uniform', low: -1, high: 5 },
    { mean: 2, variance: 3 },
  ],
  [
    { kind: 'triangular', low: 0, mode: 1, high: 5 },
    { mean: 2, variance: (25 + 1 - 5) / 18 },
  ],
  [
    { kind: 'triangular', low: 1, mode: 1, high: 2 },
    { mean: 4 / 3, variance: 1 / 18 },
  ],
  // Mean (low + 4·mode + high) / 6; variance (mean − low)(high − mean) / 7.
  [
    { kind: 'pert', low: 0, mode: 2, high: 10 },
    { mean: 3, variance: 3 },
  ],
  [
    { kind: 'pert', low: 0, mode: 2, high: 10, weight: 2 },
    { mean: 3.5, variance: (3.5 * 6.5) / 5 },
  ],
  [
    { kind: 'beta', alpha: 2, beta: 6, low: 0, high: 4 },
    { mean: 1, variance: (16 * 12) / (64 * 9) },
  ],
  [
    { kind: 'beta', alpha: 0.5, beta: 0.5, low: 0, high: 1 },
    { mean: 0.5, variance: 1 / 8 },
  ],
  [
    { kind: 'lognormal', median: 2, sd_log: 0.5 },
    { mean: 2 * Math.exp(0.125), variance: 4 * Math.exp(0.25) * (Math.exp(0.25) - 1) },
  ],
  // Cut at ±1 SD: variance 1 − 2·φ(1)/(2Φ(1) − 1).
  [
    { kind: 'truncated_normal', mean: 0, sd: 1, low: -1, high: 1 },
    { mean: 0, variance: 0.29112509279135096 },
  ],
  // Lines between 0, 1 and 4: halves of the draws on [0, 1] and [1, 4].
  [
    { kind: 'empirical', values: [4, 0, 1] },
    { mean: 1.5, variance: (1 / 3 + 7) / 2 - 2.25 },
  ],
  [
    { kind: 'discrete', values: [1, 2, 7], weights: [1, 2, 1] },
    { mean: 3, variance: (1 + 8 + 49) / 4 - 9 },
  ],
];

describe.each(ALL)('%j', (distribution, { mean, variance }) => {
  const at = quantileOf(distribution);

  it('rises, and stays finite and inside its ends for every probability that is drawn', () => {
    const [least, most] = EXTREME_PROBABILITIES;
    const probabilities = [
      least,
      2 ** -40,
      ...Array.from({ length: 999 }, (_, k) => (k + 1) / 1000),
      1 - 2 ** -40,
      most,
    ];
    const values = probabilities.map(at);
    for (const [k, value] of values.entries()) {
      expect(Number.isFinite(value)).toBe(true);
      expect(value).toBeGreaterThanOrEqual(values[k - 1] ?? value);
      if ('low' in distribution) expect(value >= distribution.low && value <= distribution.high).toBe(true);
    }
  });

  it.each(['sobol', 'lhs', 'random'] as const)('%s draws have its mean and variance within their error', (method) => {
    const draws = 2 ** 14;
    const values = new Float64Array(draws);
    openSequence(method, { seed: 7, name: 'x', draws })(values, 0);
    for (let k = 0; k < draws; k++) values[k] = at(values[k] as number);
    const found = values.reduce((sum, value) => sum + value, 0) / draws;
    const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws;
    const fourth = values.reduce((sum, value) => sum + (value - mean) ** 4, 0) / draws;
    // Five standard errors of independent draws; draws in strata are far closer.
    const share = method === 'random' ? 5 : 0.1;
    expect(Math.abs(found - mean)).toBeLessThan(share * Math.sqrt(variance / draws));
    expect(Math.abs(spread - variance)).toBeLessThan(share * 3 * Math.sqrt(fourth / draws));
  });

  it('leaves one draw in a thousand beyond its quantile 0.999', () => {
    const draws = 2 ** 16;
    const u = new Float64Array(draws);
    openSequence('sobol', { seed: 7, name: 'tail', draws })(u, 0);
    const bound = at(0.999);
    const beyond = u.filter((p) => at(p) > bound).length;
    if (distribution.kind !== 'discrete') expect(Math.abs(beyond - draws / 1000)).toBeLessThan(1.5);
    else expect(beyond).toBe(0);
  });
});

it('the normal quantile undoes the probability in both tails, to the digits that the probability has', () => {
  for (const z of [-8.2, -5, -2.5, -0.3, 0, 0.01, 1.2]) {
    const back = normalQuantile(normalProbability(z));
    expect(Math.abs(back - z)).toBeLessThan(1e-14 * (1 + Math.abs(z)) * 3);
  }
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  expect(normalQuantile(-0.1)).toBeNaN();
});
