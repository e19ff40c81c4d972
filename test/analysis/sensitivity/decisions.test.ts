// Tornado, regional sensitivity, two-lever sweeps, and why a question has no answer.

import { describe, expect, it } from 'vitest';
import {
  contourLines,
  type SensitivityCell,
  type SensitivityRequest,
  sensitivityOf,
  sweepLevers,
} from '../../../src/analysis/index.ts';
import {
  categoryDistance,
  criticalDistance,
  kolmogorovUpper,
  ksDistance,
} from '../../../src/analysis/sensitivity/kolmogorov.ts';
import { normalQuantile } from '../../../src/base/index.ts';
import golden from '../../golden/sensitivity.json' with { type: 'json' };
import { realWorld } from '../../worlds/real.ts';
import { cellOf, ishigami, uniform } from './cells.ts';

const { model } = await realWorld();

function answer(cell: SensitivityCell, request: SensitivityRequest) {
  const { answer: found, issue } = sensitivityOf(model, cell, request);
  if (!found) throw new Error(issue?.message);
  return found;
}

const refused = (cell: SensitivityCell, methods: SensitivityRequest['methods'] = ['tornado']) => {
  const { issue } = sensitivityOf(model, cell, { methods });
  return `${issue?.message}\n${issue?.hint}`;
};

describe('tornado', () => {
  const tornado = (cell: SensitivityCell) => {
    const found = answer(cell, { methods: ['tornado'] });
    if (!found.tornado) throw new Error('refused');
    return { ...found.tornado, centre: found.centre };
  };

  it('tornado() of the methods page has its outcomes, swings and order', () => {
    const { inputs, expected } = golden['tornado.oat'];
    // Low and high are what 5 % and 95 % stand for, the middle is the centre.
    const input = (id: keyof typeof inputs.inputs) => {
      const [low = 0, centre = 0, high = 0] = inputs.inputs[id];
      return uniform(id, low - (high - low) / 18, high + (high - low) / 18, centre);
    };
    const cell = cellOf(
      [input('rd'), input('eps'), input('gdp'), input('k')],
      ([rd = 0, eps = 0, gdp = 0, k = 0]) => inputs.y0 * (1 + rd) ** eps * (1 + gdp) ** k,
    );
    const { bars, centre } = tornado(cell);
    expect(centre).toBeCloseTo(expected.base, 9);
    expect(bars.map(({ id, low, high, swing }) => [id, low.outcome, high.outcome, swing])).toEqual(
      expected.rows.map(([id, ...numbers]) => [id, ...numbers.map((number) => expect.closeTo(Number(number), 8))]),
    );
  });

  it('a sum has no interaction; a product has what its corners say', () => {
    const inputs = ['a', 'b'].map((id) => uniform(id, 0, 1));
    expect(tornado(cellOf(inputs, ([a = 0, b = 0]) => a - 2 * b)).interaction).toEqual([
      expect.closeTo(0, 12),
      expect.closeTo(0, 12),
    ]);
    const { together, interaction } = tornado(cellOf(inputs, ([a = 0, b = 0]) => a * b));
    expect(together).toEqual([expect.closeTo(0.05 ** 2, 12), expect.closeTo(0.95 ** 2, 12)]);
    // Each alone moves by 0.45 · 0.5.
    expect(interaction[1]).toBeCloseTo(0.95 ** 2 - 0.25 - 2 * 0.225, 12);
    expect(interaction[0]).toBeCloseTo(0.05 ** 2 - 0.25 + 2 * 0.225, 12);
  });

  it('a series moves as far as one input would: its sum is at 5 % and 95 %, its value is the mean of its members', () => {
    const series = { id: 'growth', title: { zh: '增速', en: 'growth' } };
    const normal = (id: string, more = {}) => ({ ...uniform(id, 0, 1), centre: 0, quantile: normalQuantile, ...more });
    const inputs = [normal('g1', { series }), normal('x'), ...['g2', 'g3', 'g4'].map((id) => normal(id, { series }))];
    const { bars } = tornado(cellOf(inputs, ([g1 = 0, x = 0, g2 = 0, g3 = 0, g4 = 0]) => x + (g1 + g2 + g3 + g4) / 2));
    // Both are standard normal.
    const q = 1.6448536269514722;
    expect(bars.map(({ id, members, swing }) => [id, members, swing])).toEqual([
      ['growth', 4, expect.closeTo(2 * q, 9)],
      ['x', 1, expect.closeTo(2 * q, 9)],
    ]);
    expect(bars[0]?.low.input).toBeCloseTo(-q / 2, 9);
  });

  it('an input whose ends both move the outcome up is said to turn between them', () => {
    const { bars } = tornado(cellOf([uniform('x', -1, 1), uniform('y', 0, 1)], ([x = 0, y = 0]) => x * x + y));
    expect(bars.map(({ id, turns }) => [id, turns])).toEqual([
      ['y', false],
      ['x', true],
    ]);
  });
});

describe('Kolmogorov–Smirnov', () => {
  it('kolmogorovUpper() is Kolmogorov’s distribution as SciPy has it', () => {
    const { inputs, expected } = golden['kolmogorov.upper'];
    inputs.forEach((x, k) => {
      expect(Math.abs(kolmogorovUpper(x) - (expected[k] ?? 0))).toBeLessThan(1e-12);
    });
    expect(kolmogorovUpper(0)).toBe(1);
  });

  it('ksDistance() finds distance, place and side as SciPy does, with ties too', () => {
    for (const { first, second, distance, at, sign } of golden['ks.two_sample'].cases) {
      const found = ksDistance(Float64Array.from(first), Float64Array.from(second));
      expect(found.distance).toBeCloseTo(distance, 12);
      // With several places of the same distance SciPy names the last, this one the first: here one each.
      expect([found.at, found.larger]).toEqual([at, sign === -1]);
    }
  });

  it('criticalDistance() is exceeded with the probability asked for', () => {
    const d = criticalDistance(300, 700, 0.01);
    expect(kolmogorovUpper(Math.sqrt(210) * d)).toBeCloseTo(0.01, 10);
  });

  it('categoryDistance() is the total variation distance, with SciPy’s χ² probability', () => {
    const { inputs, expected } = golden['chi2.categories'];
    const sample = (column: number) =>
      Float64Array.from(inputs.flatMap((row, value) => Array.from({ length: row[column] ?? 0 }, () => value)));
    const { distance, p } = categoryDistance(sample(0), sample(1));
    expect(p).toBeCloseTo(expected.p, 12);
    expect(distance).toBeCloseTo(
      (Math.abs(14 / 30 - 6 / 40) + Math.abs(9 / 30 - 21 / 40) + Math.abs(7 / 30 - 13 / 40)) / 2,
      12,
    );
  });
});

describe('regional sensitivity', () => {
  const target = (value: number) => ({ bound: 'gte' as const, value });
  const regional = (cell: SensitivityCell, value: number, draws = 1024) => {
    const [found] = answer(cell, { methods: ['regional'], targets: [target(value)], draws }).regional ?? [];
    if (!found) throw new Error('refused');
    return found;
  };
  const inputs = ['deciding', 'minor', 'idle'].map((id) => uniform(id, 0, 1));
  const cell = cellOf(inputs, ([a = 0, b = 0]) => a + 0.2 * b);

  it('the deciding input has the largest distance, what does nothing is not said to decide', () => {
    const found = regional(cell, 0.7);
    // P(a + 0.2 b ≥ 0.7) = 1 − (0.7 − 0.1).
    expect(found.probability).toBeCloseTo(0.4, 2);
    expect(found.inputs.map(({ id, decides, larger }) => [id, decides, larger])).toEqual([
      ['deciding', true, true],
      ['minor', expect.any(Boolean), true],
      ['idle', false, expect.any(Boolean)],
    ]);
    expect(found.inputs[2]?.p).toBeGreaterThan(0.05);
    expect(found.inputs[0]?.distance).toBeGreaterThan(found.critical ?? 1);
    expect(found.inputs[2]?.distance).toBeLessThan(found.critical ?? 0);
  });

  it('names the value above which nine of ten draws meet the target, and below which they miss it', () => {
    const [deciding] = regional(cell, 0.7, 4096).inputs;
    // Met where a ≥ 0.7 − 0.2 b. Above t < 0.7 the share missed is (0.7 − t)² / 0.4 over 1 − t: a tenth at t ≈ 0.592.
    const t = deciding?.met?.at ?? Number.NaN;
    expect((0.7 - t) ** 2 / 0.4 / (1 - t)).toBeCloseTo(0.1, 2);
    expect(deciding?.met).toMatchObject({ side: 'above', share: expect.closeTo(0.9, 2) });
    expect((deciding?.met?.draws ?? 0) / 4096).toBeCloseTo(1 - t, 2);
    expect(deciding?.missed?.side).toBe('below');
    const split = deciding?.split;
    if (split?.kind !== 'value') throw new Error('no split');
    expect(split.above).toBeGreaterThan(0.85);
    expect(split.below).toBeLessThan(0.1);
  });

  it('says so where the target is met, or missed, in nearly all draws', () => {
    expect(regional(cell, 0.001)).toMatchObject({ status: 'nearly_all', inputs: [] });
    expect(regional(cell, 1.19)).toMatchObject({ status: 'nearly_none', inputs: [] });
    expect(regional(cell, -1)).toMatchObject({ status: 'nearly_all', met: 1024, probability: 1, standardError: 0 });
  });

  it('a choice between assumptions is judged by its named values, not by their order', () => {
    const names = ['damped', 'stated', 'observed'];
    const choice = {
      ...uniform('choice', 0, 1),
      centre: 0,
      quantile: (p: number) => Math.min(2, Math.floor(p * 3)),
      names: (value: number) => ({ zh: names[value] ?? '', en: names[value] ?? '' }),
    };
    // The middle one of three decides: cumulative curves of the numbers would hide half of it.
    const [first] = regional(
      cellOf([choice, uniform('b', 0, 1)], ([a = 0, b = 0]) => (a === 1 ? 1 : 0) + 0.6 * b),
      0.5,
    ).inputs;
    expect(first).toMatchObject({ id: 'choice', decides: true });
    expect(first?.larger).toBeUndefined();
    const split = first?.split;
    if (split?.kind !== 'names') throw new Error('no names');
    expect(split.parts.map(({ name, met }) => [name.en, expect.closeTo(met, 1)])[0]).toEqual([
      'stated',
      expect.closeTo(1, 1),
    ]);
  });

  it('judges several targets on the same draws', () => {
    const found = answer(cell, { methods: ['regional'], targets: [target(0.5), target(0.8)] });
    expect(found.regional?.map(({ target: { value } }) => value)).toEqual([0.5, 0.8]);
    expect(found.evaluations).toBe(1 + 64 + 1024);
  });
});

describe('two-lever sweep', () => {
  it('contourLines() of a cone are circles', () => {
    const values = Array.from({ length: 41 }, (_, k) => -2 + k * 0.1);
    const field = sweepLevers(values, values, (a, b) => Math.hypot(a, b));
    const lines = contourLines({ first: values, second: values, values: field }, 1.5);
    expect(lines).toHaveLength(1);
    const [line = []] = lines;
    for (const [x, y] of line) expect(Math.hypot(x, y)).toBeCloseTo(1.5, 2);
    expect(line[0]).toEqual(line.at(-1));
    expect(line.length).toBeGreaterThan(100);
  });

  it('contourLines() of a slope is the straight line, open at the edges, and leaves out missing corners', () => {
    const first = [0, 1, 2, 3];
    const second = [0, 10, 20];
    const grid = { first, second, values: sweepLevers(first, second, (a) => a / 3) };
    const [line = [], ...others] = contourLines(grid, 0.5);
    expect(others).toEqual([]);
    expect([...line].sort((a, b) => a[1] - b[1])).toEqual([
      [expect.closeTo(1.5, 12), 0],
      [expect.closeTo(1.5, 12), 10],
      [expect.closeTo(1.5, 12), 20],
    ]);
    expect(contourLines(grid, 2)).toEqual([]);
    const holed = {
      ...grid,
      values: grid.values.map((row, b) => row.map((value, a) => (a === 1 && b === 0 ? Number.NaN : value))),
    };
    expect(contourLines(holed, 0.5)[0]).toHaveLength(2);
  });

  it('contourLines() of a saddle are two lines that do not cross', () => {
    const grid = {
      first: [0, 1],
      second: [0, 1],
      values: [
        [1, 0],
        [0, 1],
      ],
    };
    const lines = contourLines(grid, 0.4);
    expect(lines).toHaveLength(2);
    // The centre (0.5) is above 0.4: the lines cut off the two low corners.
    for (const line of lines) {
      const [x, y] = [0, 1].map((axis) => line.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / 2) as [
        number,
        number,
      ];
      expect(Math.min(Math.hypot(x - 1, y), Math.hypot(x, y - 1))).toBeLessThan(0.5);
    }
  });
});

describe('questions without an answer', () => {
  const inputs = ['a', 'b'].map((id) => uniform(id, 0, 1));

  it('nothing is uncertain; nothing uncertain reaches the cell; nothing moves it', () => {
    expect(refused(cellOf([], () => 3))).toMatch(
      /^nothing is uncertain in this scenario: "rd_intensity" of "jiaxing" in 2027 has one value\nstate ranges/,
    );
    expect(refused(cellOf([], () => 3, { beyond: ['patents_to_rd.elasticity', 'gdp.growth'] }))).toMatch(
      /^no uncertain input reaches "rd_intensity" of "jiaxing" in 2027; the 2 there are lead elsewhere: patents_to_rd.elasticity, gdp.growth\n`tujing explain/,
    );
    expect(refused(cellOf(inputs, () => 3.65))).toMatch(
      /is 3.65 at all 65 points tried: none of its 2 uncertain inputs moves it \(a, b\)/,
    );
  });

  it('an undefined outcome names the inputs at which it is undefined', () => {
    expect(refused(cellOf(inputs, ([a = 0]) => (a > 0.9 ? Number.NaN : a)))).toMatch(
      /is undefined where a = 0\.9\d+, b = 0\.\d+\nnarrow the range/,
    );
  });

  it('too few draws, unknown levels, no target: the other analyses are still made', () => {
    const found = answer(ishigami(7, 0.1), {
      methods: ['tornado', 'morris', 'sobol', 'regional'],
      draws: 32,
      levels: 5,
    });
    expect(found.tornado?.bars).toHaveLength(3);
    expect(found.refused.map(({ method, issue }) => [method, issue.message])).toEqual([
      ['morris', 'Morris screening knows 4, 6, 8 levels, not 5'],
      ['sobol', '32 draws are too few for Sobol indices: it takes at least 64'],
      [
        'regional',
        'no plan sets a target for "rd_intensity" of "jiaxing" in 2027: there is nothing to be met or missed',
      ],
    ]);
    expect(answer(ishigami(7, 0.1), { methods: ['morris'], trajectories: 2 }).refused[0]?.issue.message).toBe(
      '2 trajectories are too few for Morris screening: it takes at least 4',
    );
  });

  it('the same seed gives the same answer, another seed another one', () => {
    const ask = (seed: number) =>
      JSON.stringify(answer(ishigami(7, 0.1), { methods: ['morris', 'sobol'], draws: 128, seed }));
    expect(ask(5)).toBe(ask(5));
    expect(ask(5)).not.toBe(ask(6));
  });
});
