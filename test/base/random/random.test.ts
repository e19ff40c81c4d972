// Draws: known answers, published numbers, and what every sampler promises.

import { describe, expect, it } from 'vitest';
import {
  checkDistribution,
  gaussianCopula,
  type InputDistribution,
  imanConover,
  normalQuantile,
  openSequence,
  pearsonFromSpearman,
  philox,
  quantileOf,
  quantilesOf,
  repairCorrelation,
  type SamplingMethod,
  SPAN,
  sumOfSpan,
  symmetricEigen,
} from '../../../src/base/index.ts';
import { directionsOf, scramble, sobolBits } from '../../../src/base/random/sobol.ts';
import golden from '../../golden/random.json' with { type: 'json' };

const { vectors } = golden;
const METHODS: readonly SamplingMethod[] = ['sobol', 'lhs', 'random'];

function drawn(
  method: SamplingMethod,
  name: string,
  draws: number,
  more: { seed?: number; dimension?: number } = {},
): Float64Array {
  const out = new Float64Array(draws);
  openSequence(method, { seed: 20270101, name, draws, ...more })(out, 0);
  return out;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  const dot = (x: Float64Array, mx: number, y: Float64Array, my: number) =>
    x.reduce((sum, value, k) => sum + (value - mx) * ((y[k] as number) - my), 0);
  return dot(a, ma, b, mb) / Math.sqrt(dot(a, ma, a, ma) * dot(b, mb, b, mb));
}

describe('philox', () => {
  it('gives the known answers of Random123', () => {
    expect(philox([0, 0, 0, 0], [0, 0])).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
    const ones = 0xffffffff;
    expect(philox([ones, ones, ones, ones], [ones, ones])).toEqual([0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]);
  });
});

describe('Sobol points', () => {
  it('are those of Joe and Kuo in Gray-code order', () => {
    const { expected } = vectors['sobol.sequence'];
    const directions = Array.from({ length: 8 }, (_, d) => directionsOf(d));
    const points = expected.map((_, k) => directions.map((one) => (sobolBits(one, k) >>> 0) / 2 ** 32));
    expect(points).toEqual(expected);
  });

  it('keep one point in every stretch of 2^-8 after scrambling, and every pair its full grid of 16 × 16', () => {
    const columns = [0, 1, 2, 3, 4, 5].map((dimension) => drawn('sobol', `x${dimension}`, 256, { dimension }));
    for (const column of columns) expect(new Set(column.map((u) => Math.floor(u * 256))).size).toBe(256);
    const pair = columns[0]?.map((u, k) => 16 * Math.floor(u * 16) + Math.floor((columns[1]?.[k] as number) * 16));
    expect(new Set(pair).size).toBe(256);
  });

  it('scrambling keeps common first digits together', () => {
    const a = scramble(0x12340000, 99);
    const b = scramble(0x1234ffff | 0, 99);
    expect(a >>> 16).toBe(b >>> 16);
    expect(a >>> 16).not.toBe(0x1234);
  });
});

describe.each(METHODS)('%s', (method) => {
  it('gives the same draws in whatever stretches they are asked for', () => {
    const whole = drawn(method, 'gdp.growth', 1000);
    const parts = new Float64Array(1000);
    const sequence = openSequence(method, { seed: 20270101, name: 'gdp.growth', draws: 1000 });
    for (const [from, length] of [
      [700, 300],
      [0, 1],
      [1, 255],
      [256, 444],
    ] as const)
      sequence(parts.subarray(from, from + length), from);
    expect(parts).toEqual(whole);
  });

  it('fills the unit interval evenly: mean ½, variance 1/12, extremes inside', () => {
    const u = drawn(method, 'a', 4096);
    const mean = u.reduce((sum, value) => sum + value, 0) / u.length;
    const variance = u.reduce((sum, value) => sum + (value - mean) ** 2, 0) / u.length;
    const error = method === 'random' ? 4 * Math.sqrt(1 / 12 / u.length) : 1e-3;
    expect(Math.abs(mean - 0.5)).toBeLessThan(error);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(method === 'random' ? 0.005 : 1e-3);
    expect(Math.min(...u)).toBeGreaterThan(0);
    expect(Math.max(...u)).toBeLessThan(1);
  });

  it('draws names and seeds independently of one another', () => {
    const columns = ['a', 'b', 'patents_to_rd.elasticity', 'rd_expenditure.growth@jiaxing'].map((name) =>
      drawn(method, name, 4096),
    );
    columns.push(drawn(method, 'a', 4096, { seed: 1 }));
    for (const [i, a] of columns.entries())
      for (const b of columns.slice(i + 1)) expect(Math.abs(correlation(a, b))).toBeLessThan(4.5 / Math.sqrt(4096));
  });
});

describe('Latin hypercube', () => {
  it.each([1, 2, 7, 1000])('has one of %d draws in each stratum', (draws) => {
    expect(new Set(drawn('lhs', 'a', draws).map((u) => Math.floor(u * draws))).size).toBe(draws);
  });
});

describe('distributions', () => {
  const { inputs, expected, tolerance } = vectors['distributions.inverse'];
  const [tl, tm, th] = inputs.triangular as [number, number, number];
  const [pl, pm, ph] = inputs.pert as [number, number, number];
  const [q05, q95] = inputs.lognormal_q05_q95 as [number, number];
  const [mean, sd, low, high] = inputs.truncnorm as [number, number, number, number];
  it.each<[string, InputDistribution, readonly number[]]>([
    ['triangular', { kind: 'triangular', low: tl, mode: tm, high: th }, expected.triangular],
    ['pert', { kind: 'pert', low: pl, mode: pm, high: ph }, expected.pert],
    [
      'lognormal',
      {
        kind: 'lognormal',
        quantiles: [
          [0.05, q05],
          [0.95, q95],
        ],
      },
      expected.lognormal,
    ],
    ['truncated normal', { kind: 'truncated_normal', mean, sd, low, high }, expected.truncnorm],
  ])('%s has the quantiles of SciPy', (_, distribution, quantiles) => {
    const at = quantileOf(distribution);
    inputs.p.forEach((p, k) => {
      const want = quantiles[k] as number;
      expect(Math.abs(at(p) - want)).toBeLessThanOrEqual(tolerance.abs + tolerance.rel * Math.abs(want));
    });
  });

  it('closed forms: uniform, Beta(1, 3), Beta(1, 1), discrete, empirical', () => {
    expect(quantileOf({ kind: 'uniform', low: -2, high: 6 })(0.25)).toBe(0);
    const cubic = quantileOf({ kind: 'beta', alpha: 1, beta: 3, low: 0, high: 1 });
    for (const p of [1e-6, 0.1, 0.5, 0.999]) expect(cubic(p)).toBeCloseTo(1 - (1 - p) ** (1 / 3), 14);
    expect(quantileOf({ kind: 'beta', alpha: 1, beta: 1, low: 1, high: 3 })(0.3)).toBeCloseTo(1.6, 14);
    const choice = quantileOf({ kind: 'discrete', values: [0, 1, 2], weights: [2, 1, 0] });
    expect([0.1, 0.66, 0.67, 0.999].map(choice)).toEqual([0, 0, 1, 1]);
    expect([0.5, 0.25, 1e-16].map(quantileOf({ kind: 'empirical', values: [4, 0, 2] }))).toEqual([
      2,
      1,
      expect.closeTo(0),
    ]);
  });

  it('a far tail keeps its digits: a normal cut to [6, 7] SD', () => {
    const at = quantileOf({ kind: 'truncated_normal', mean: 0, sd: 1, low: 6, high: 7 });
    // scipy.stats.truncnorm(6, 7).ppf([0.1, 0.5, 0.9])
    const want = [6.01706172, 6.11135822, 6.36163204];
    [0.1, 0.5, 0.9].forEach((p, k) => expect(at(p)).toBeCloseTo(want[k] as number, 7));
  });

  it.each<[InputDistribution, RegExp]>([
    [{ kind: 'normal', mean: 0, sd: 0 }, /deviation must be above 0/],
    [{ kind: 'triangular', low: 1, mode: 3, high: 2 }, /mode 3 must lie between/],
    [{ kind: 'uniform', low: 2, high: 2 }, /low 2 must be below high 2/],
    [{ kind: 'lognormal', median: -1, sd_log: 1 }, /median must be above 0/],
    [
      {
        kind: 'lognormal',
        quantiles: [
          [0.95, 1],
          [0.05, 2],
        ],
      },
      /below the one at/,
    ],
    [{ kind: 'truncated_normal', mean: 0, sd: 1, low: 20, high: 21 }, /more than 8 SD/],
    [{ kind: 'beta', alpha: 0, beta: 1, low: 0, high: 1 }, /alpha and beta/],
    [{ kind: 'empirical', values: [1, 1] }, /two different values/],
    [{ kind: 'discrete', values: [1, 2], weights: [0, 0] }, /one must be above 0/],
    [{ kind: 'normal', mean: Number.NaN, sd: 1 }, /finite/],
  ])('%j makes no sense', (distribution, message) => {
    expect(checkDistribution(distribution).join()).toMatch(message);
  });
});

describe('correlation', () => {
  it('Spearman to Pearson', () => {
    const { inputs, expected } = vectors['copula.gaussian.relations'];
    inputs.rhoS.forEach((rank, k) =>
      expect(pearsonFromSpearman(rank)).toBeCloseTo(expected.pearsonFromSpearman[k] as number, 14),
    );
  });

  it('a Gaussian copula gives the correlation asked for and leaves each input uniform', () => {
    const rows = ['a', 'b'].map((name) => drawn('sobol', name, 4096));
    gaussianCopula([
      [1, 0.6],
      [0.6, 1],
    ])(rows);
    const z = rows.map((row) => row.map(normalQuantile)) as [Float64Array, Float64Array];
    expect(correlation(...z)).toBeCloseTo(0.6, 1);
    const mean = (rows[1] as Float64Array).reduce((sum, u) => sum + u, 0) / 4096;
    expect(mean).toBeCloseTo(0.5, 2);
  });

  it('repairs what is no correlation matrix, and leaves what is one', () => {
    const good = [
      [1, 0.5],
      [0.5, 1],
    ];
    expect(repairCorrelation(good)).toEqual({ matrix: good, change: 0 });
    const { matrix, change } = repairCorrelation([
      [1, 0.9, -0.9],
      [0.9, 1, 0.9],
      [-0.9, 0.9, 1],
    ]);
    expect(change).toBeGreaterThan(0.1);
    expect(Math.min(...symmetricEigen(matrix).values)).toBeGreaterThan(-1e-12);
    matrix.forEach((row, i) => expect(row[i]).toBe(1));
  });

  it('Iman–Conover reorders as in the worked example of Mildenhall (2005)', () => {
    const { inputs, expected } = vectors['imanconover.mildenhall'];
    const columnsOf = (rows: readonly (readonly number[])[]) =>
      (rows[0] ?? []).map((_, j) => Float64Array.from(rows, (row) => row[j] as number));
    const { X, M, S } = inputs as unknown as { X: number[][]; M: number[][]; S: number[][] };
    const found = imanConover(columnsOf(X), columnsOf(M), S);
    const rows = X.map((_, k) => found.map((column) => column[k]));
    expect(rows).toEqual((expected as unknown as { Y: number[][] }).Y);
  });
});

describe('quantiles', () => {
  it('are those of R, type 7', () => {
    const { inputs, expected } = vectors['quantile.hyndman_fan'];
    const found = quantilesOf(Float64Array.from(inputs.x), inputs.p);
    found.forEach((value, k) => expect(value).toBeCloseTo(expected[k]?.[6] as number, 12));
  });

  it('selection gives what sorting gives, for shapes that are hard on it', () => {
    const probabilities = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];
    const u = drawn('random', 'a', 5000);
    const shapes = [
      u,
      u.map((x) => normalQuantile(x)),
      u.map((x) => 1 / x ** 3),
      u.map((x) => Math.floor(x * 3)),
      u.map(() => 4),
      u.map((x, k) => (k === 17 ? 1e300 : x)),
      u.map((x, k) => (k < 2 ? (2 * k - 1) * 1.7e308 : x)),
      u.slice(0, 1),
      u.slice(0, 49),
    ];
    for (const values of shapes) {
      const sorted = values.slice().sort();
      const plain = probabilities.map((p) => {
        const at = (sorted.length - 1) * p;
        const [low, high] = [Math.floor(at), Math.min(sorted.length - 1, Math.floor(at) + 1)];
        return (sorted[low] as number) + (at - low) * ((sorted[high] as number) - (sorted[low] as number));
      });
      expect(quantilesOf(values, probabilities)).toEqual(plain);
    }
  });
});

it('a span is summed in blocks of 256, every eighth draw by itself', () => {
  const values = drawn('random', 'a', 1002);
  const blocks = [0, 256, 512, 768].map((from) => {
    const block = Array.from(values.slice(from, from + 256));
    const rest = block.length % 8;
    const lanes = Array.from({ length: 8 }, (_, lane) =>
      block
        .slice(0, block.length - rest)
        .filter((__, j) => j % 8 === lane)
        .reduce((sum, value) => sum + value, 0),
    );
    const first = block.slice(block.length - rest).reduce((sum, value) => sum + value, lanes[0] ?? 0);
    const [, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number];
    return first + c + (e + g) + (b + d + (f + h));
  });
  expect(sumOfSpan(values)).toBe(blocks.reduce((sum, block) => sum + block, 0));
  expect(SPAN).toBe(65_536);
});
