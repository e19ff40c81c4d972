// Sobol indices and Morris screening against closed forms, SciPy, and plain second implementations.

import { describe, expect, it } from 'vitest';
import {
  correlateBy,
  type SensitivityCell,
  type SensitivityRequest,
  sensitivityOf,
} from '../../../src/analysis/index.ts';
import { elementaryEffects, momentsOf, morrisDesign } from '../../../src/analysis/sensitivity/morris.ts';
import { normalQuantile } from '../../../src/base/index.ts';
import golden from '../../golden/sensitivity.json' with { type: 'json' };
import { realWorld } from '../../worlds/real.ts';
import { cellOf, gFunction, ishigami, uniform } from './cells.ts';

const { model } = await realWorld();

function answer(cell: SensitivityCell, request: SensitivityRequest) {
  const { answer: found, issue } = sensitivityOf(model, cell, request);
  if (!found) throw new Error(issue?.message);
  return found;
}

function sobol(cell: SensitivityCell, request: Partial<SensitivityRequest> = {}) {
  const found = answer(cell, { methods: ['sobol'], ...request }).sobol;
  if (!found) throw new Error('refused');
  const share = (id: string) => {
    const own = found.shares.find((one) => one.id === id);
    if (!own) throw new Error(`no share of ${id}`);
    return own;
  };
  return { ...found, share };
}

describe('Sobol indices', () => {
  it('sobol(Ishigami) are the published indices, inside their intervals, for several seeds', () => {
    const { a, b } = golden['sobol.ishigami.analytic'].inputs;
    const { S, ST, V } = golden['sobol.ishigami.analytic'].expected;
    const cell = ishigami(a, b);
    for (const seed of [1, 2, 3]) {
      const found = sobol(cell, { draws: 2048, seed });
      expect(found.sd ** 2).toBeCloseTo(V, 0);
      ['x1', 'x2', 'x3'].forEach((id, i) => {
        expect(Math.abs(found.share(id).first.value - (S[i] ?? 0))).toBeLessThan(0.03);
        expect(Math.abs(found.share(id).total.value - (ST[i] ?? 0))).toBeLessThan(0.02);
        const { first, total } = found.share(id);
        expect(first.low - 0.01 < (S[i] ?? 0) && first.high + 0.01 > (S[i] ?? 0)).toBe(true);
        expect(total.low - 0.01 < (ST[i] ?? 0) && total.high + 0.01 > (ST[i] ?? 0)).toBe(true);
      });
      expect(found.share('x3').first.zero).toBe(true);
      expect(found.share('x1').first.zero).toBe(false);
    }
  });

  it('sobol(G function) are the published indices', () => {
    const { S, ST } = golden['sobol.g.salib'].expected;
    const found = sobol(gFunction(golden['sobol.g.salib'].inputs.a), { draws: 4096 });
    S.forEach((expected, i) => {
      expect(Math.abs(found.share(`x${i + 1}`).first.value - expected)).toBeLessThan(0.01);
      expect(Math.abs(found.share(`x${i + 1}`).total.value - (ST[i] ?? 0))).toBeLessThan(0.01);
    });
    expect(found.shares.filter((one) => one.negligible).map((one) => one.id)).toEqual(['x6', 'x1', 'x5']);
  });

  it('sobol() on the outcomes that SciPy was given has its estimates to the last digits', () => {
    const { inputs, expected } = golden['sobol.estimators'];
    const canned = [[0], Array.from({ length: 64 }, (_, k) => k), inputs.a, inputs.b, ...inputs.ab];
    let call = 0;
    const cell = ishigami(7, 0.1, { outcomesAt: () => Float64Array.from(canned[call++] ?? []) });
    const found = sobol(cell, { draws: 64 });
    ['x1', 'x2', 'x3'].forEach((id, i) => {
      expect(found.share(id).first.value).toBeCloseTo(expected.first[i] ?? 0, 12);
      expect(found.share(id).total.value).toBeCloseTo(expected.total[i] ?? 0, 12);
    });
  });

  it('sobol(pairs) finds the one interaction of Ishigami, and tells the others from noise', () => {
    const { S13 } = golden['sobol.ishigami.analytic'].expected;
    const [first, ...others] = sobol(ishigami(7, 0.1), { draws: 4096, pairs: true }).pairs ?? [];
    expect(first?.ids).toEqual(['x1', 'x3']);
    expect(Math.abs((first?.second.value ?? 0) - S13)).toBeLessThan(0.03);
    expect(others.map((one) => one.second.zero)).toEqual([true, true]);
  });

  it('sobol() of correlated inputs gives the group, and each member by itself, their closed forms', () => {
    // Y = X1 + X2 + X3, standard normal, correlation r = 0.8 of X1 and X2: the pair has 2 + 2r of 3 + 2r; X1 explains
    // (1 + r)² of it, and has 1 - r² to itself when X2 is known (Kucherenko et al. 2012, test case 1).
    const normal = (id: string) => ({ ...uniform(id, 0, 1), centre: 0, quantile: normalQuantile });
    const inputs = [{ ...normal('x1'), group: 'growth' }, normal('x3'), { ...normal('x2'), group: 'growth' }];
    const matrix = [
      [1, 0.8],
      [0.8, 1],
    ];
    const cell = cellOf(inputs, (x) => x.reduce((sum, value) => sum + value, 0), {
      correlate: correlateBy([{ inputs: [0, 2], matrix }]),
    });
    const found = sobol(cell, { draws: 4096 });
    expect(found.shares.map(({ id, title, parts }) => [id, title.en, parts.map((part) => part.id)])).toEqual([
      ['x1+x2', 'x1; x2', ['x1', 'x2']],
      ['x3', 'x3', []],
    ]);
    const near = (value: number | undefined, expected: number) =>
      expect(Math.abs((value ?? Number.NaN) - expected / 4.6)).toBeLessThan(0.015);
    expect(found.sd ** 2).toBeCloseTo(4.6, 1);
    near(found.share('x1+x2').first.value, 3.6);
    near(found.share('x1+x2').total.value, 3.6);
    near(found.share('x3').total.value, 1);
    for (const part of found.share('x1+x2').parts) {
      near(part.first.value, 1.8 ** 2);
      near(part.total.value, 1 - 0.8 ** 2);
    }
    expect(answer(cell, { methods: ['sobol'], draws: 256 }).evaluations).toBe(65 + 256 * (2 + 2 + 2 * 5));
  });

  it('a series is one input: its indices are those of all its members', () => {
    const series = { id: 'growth', title: { zh: '增速', en: 'growth' } };
    const inputs = [{ ...uniform('g1', 0, 1), series }, { ...uniform('g2', 0, 1), series }, uniform('x', 0, 1)];
    const found = sobol(cellOf(inputs, ([a = 0, b = 0, x = 0]) => a + b + x));
    expect(found.shares.map(({ id }) => id)).toEqual(['growth', 'x']);
    expect(Math.abs(found.share('growth').total.value - 2 / 3)).toBeLessThan(0.02);
    expect(Math.abs(found.share('growth').first.value - 2 / 3)).toBeLessThan(0.03);
  });

  it('sobol() of a sum adds up to 1, first order and total; of a product the totals exceed 1', () => {
    const inputs = ['a', 'b', 'c'].map((id) => uniform(id, 0, 1));
    const additive = sobol(cellOf(inputs, ([a = 0, b = 0, c = 0]) => 3 * a + 2 * b + c));
    for (const sum of [additive.sumFirst, additive.sumTotal]) expect(Math.abs(sum.value - 1)).toBeLessThan(0.02);
    const product = sobol(cellOf(inputs, ([a = 0, b = 0, c = 0]) => (a - 0.5) * (b - 0.5) + c / 100));
    expect(product.sumTotal.low).toBeGreaterThan(1.5);
    expect(product.sumFirst.high).toBeLessThan(0.5);
  });

  it('intervals of 95 % cover a linear model’s indices in about 95 of 100 seeds, never in far fewer', () => {
    const inputs = ['a', 'b'].map((id) => uniform(id, 0, 1));
    const cell = cellOf(inputs, ([a = 0, b = 0]) => 2 * a + b);
    const covered = Array.from({ length: 40 }, (_, seed) => {
      const { first, total } = sobol(cell, { draws: 64, seed }).share('a');
      return [first, total].filter(({ low, high }) => low <= 0.8 && high >= 0.8).length;
    }).reduce((sum, count) => sum + count, 0);
    expect(covered / 80).toBeGreaterThanOrEqual(0.9);
  });

  it('more inputs than there are Sobol dimensions still have their shares', () => {
    const inputs = Array.from({ length: 40 }, (_, i) => uniform(`x${i}`, 0, 1));
    const found = sobol(cellOf(inputs, (x) => x.reduce((sum, value, i) => sum + (i % 10 === 0 ? value : 0), 0)));
    expect(
      found.shares
        .slice(0, 4)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['x0', 'x10', 'x20', 'x30']);
    for (const share of found.shares.slice(0, 4)) expect(Math.abs(share.total.value - 0.25)).toBeLessThan(0.04);
  });

  it('counts every evaluation', () => {
    const cell = gFunction(Array.from({ length: 20 }, (_, i) => i));
    const found = answer(cell, { methods: ['tornado', 'morris', 'sobol'] });
    // Central, pilot, both ends of 20 inputs and all at once, 20 trajectories, the design.
    expect(found.evaluations).toBe(1 + 64 + 42 + 20 * 21 + 1024 * 22);
  });
});

describe('Morris screening', () => {
  const screening = (cell: SensitivityCell, request: Partial<SensitivityRequest> = {}) => {
    const found = answer(cell, { methods: ['morris'], ...request }).morris;
    if (!found) throw new Error('refused');
    return found;
  };

  it('effects of the given trajectories of a linear model are its coefficients', () => {
    const { inputs, expected } = golden['morris.linear'];
    const points = [0, 1, 2].map((i) => Float64Array.from(inputs.X, (row) => row[i] ?? 0));
    const effects = elementaryEffects({ trajectories: 2, points }, Float64Array.from(inputs.Y));
    effects.forEach((own, i) => {
      const { mu, sigma } = momentsOf(own);
      expect(mu).toBeCloseTo(expected.mu[i] ?? 0, 12);
      expect(sigma).toBeCloseTo(expected.sigma[i] ?? 0, 12);
    });
  });

  it('morrisDesign() moves every input once a trajectory, by half of the levels, on the grid', () => {
    for (const levels of [4, 6, 8]) {
      const { points } = morrisDesign(['a', 'b', 'c', 'd'], 50, levels, 3);
      for (const row of points)
        for (let t = 0; t < 50; t++) {
          const own = row.slice(t * 5, t * 5 + 5);
          const steps = Array.from(own.slice(1), (value, k) => Math.abs(value - (own[k] ?? 0))).filter(
            (step) => step > 0,
          );
          expect(steps).toEqual([expect.closeTo(levels / (2 * (levels - 1)), 12)]);
          for (const level of own) expect((level * (levels - 1)) % 1).toBeCloseTo(0, 9);
        }
      for (let t = 0; t < 50; t++)
        for (let k = t * 5 + 1; k < t * 5 + 5; k++)
          expect(points.filter((row) => row[k] !== row[k - 1])).toHaveLength(1);
      expect(new Set(points[0]).size).toBe(levels);
    }
  });

  it('morris(linear) has μ = coefficient times 90 % of the range, σ = 0, and calls it linear', () => {
    const inputs = ['a', 'b', 'c'].map((id) => uniform(id, 0, 1));
    const { effects } = screening(cellOf(inputs, ([a = 0, b = 0, c = 0]) => 5 + 3 * a - 2 * b + 0.01 * c));
    expect(effects.map(({ id, kind }) => [id, kind])).toEqual([
      ['a', 'linear'],
      ['b', 'linear'],
      ['c', 'negligible'],
    ]);
    expect(effects[0]?.mu).toBeCloseTo(2.7, 12);
    expect(effects[1]?.mu).toBeCloseTo(-1.8, 12);
    expect(effects[1]?.muStar.value).toBeCloseTo(1.8, 12);
    expect(effects[1]?.sigma).toBeCloseTo(0, 12);
  });

  it.each([4, 6, 8])('morris(Ishigami, %i levels) agrees with the mean over every step of the grid', (levels) => {
    // All effects there are: every point of the grid, every step up.
    const x = (level: number) => -Math.PI + (0.05 + 0.9 * (level / (levels - 1))) * 2 * Math.PI;
    const f = (at: readonly number[]) => {
      const [x1 = 0, x2 = 0, x3 = 0] = at.map(x);
      return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
    };
    const grid = Array.from({ length: levels ** 3 }, (_, k) => [
      k % levels,
      Math.floor(k / levels) % levels,
      Math.floor(k / levels ** 2),
    ]);
    const exact = [0, 1, 2].map((i) => {
      const effects = grid
        .filter((at) => (at[i] ?? 0) < levels / 2)
        .map(
          (at) =>
            (f(at.map((level, j) => (j === i ? level + levels / 2 : level))) - f(at)) / (levels / 2 / (levels - 1)),
        );
      const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
      const mu = mean(effects);
      return {
        muStar: mean(effects.map(Math.abs)),
        sigma: Math.sqrt(mean(effects.map((effect) => (effect - mu) ** 2))),
      };
    });
    const { effects } = screening(ishigami(7, 0.1), { trajectories: 2000, levels });
    exact.forEach(({ muStar, sigma }, i) => {
      const own = effects.find(({ id }) => id === `x${i + 1}`);
      const scale = Math.max(muStar, 1);
      expect(Math.abs((own?.muStar.value ?? 0) - muStar) / scale).toBeLessThan(0.05);
      expect(Math.abs((own?.sigma ?? 0) - sigma) / Math.max(sigma, 1)).toBeLessThan(0.05);
      if (muStar > 0.01) expect(own && own.muStar.low <= muStar * 1.02 && own.muStar.high >= muStar * 0.98).toBe(true);
    });
    const [x1] = exact;
    expect(effects.find(({ id }) => id === 'x1')?.kind).toBe(
      x1 && x1.sigma < x1.muStar ? 'nearly_monotonic' : 'nonlinear_or_interacting',
    );
  });

  it('adding an input changes no other input’s levels', () => {
    const before = morrisDesign(['a', 'b'], 20, 4, 1).points;
    const after = morrisDesign(['a', 'new', 'b'], 20, 4, 1).points;
    const starts = (row: Float64Array | undefined, stride: number) =>
      Array.from({ length: 20 }, (_, t) => row?.[t * stride]);
    expect(starts(after[0], 4)).toEqual(starts(before[0], 3));
    expect(starts(after[2], 4)).toEqual(starts(before[1], 3));
  });
});
