import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { growthOfNumerator, requiredPath } from '../../src/analysis/required-path.ts';
import {
  findAmounts,
  type Goal,
  goalOfPlan,
  latestStart,
  minimumNorm,
  type SeekAnswer,
  seek,
  solvedScenarioText,
  tradeOff,
} from '../../src/analysis/seek/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { scenarioProbes } from '../../src/repeat.ts';
import { amountText, leverWith, readGivenLever, readOpenLever } from '../../src/scenario/index.ts';
import { expectClose, vectors } from '../golden/golden.ts';
import { realWorld } from '../worlds/real.ts';
import { packageFiles, planText, responsesText, type World, world } from '../worlds/world.ts';

/** Opens levers and asks one question of a world. */
function ask(
  from: World,
  goal: Goal,
  levers: readonly string[],
  options: { readonly scenario?: string; readonly given?: readonly string[]; readonly run?: Run } = {},
) {
  const { scenario = 'baseline', given = [] } = options;
  const run = options.run ?? from.run([scenario]);
  const ran = run.scenarios.at(-1);
  if (!ran) throw new Error('nothing ran');
  const open = levers.map((phrase) => readOpenLever(phrase, from.model));
  const fixed = given.map((phrase) => readGivenLever(phrase, from.model));
  const problems = [...open, ...fixed].flatMap((one) => one.issues).filter((issue) => issue.severity === 'error');
  if (problems.length > 0) throw new Error(problems.map((issue) => issue.message).join('\n'));
  const request = {
    goal,
    levers: open.flatMap((one) => one.lever ?? []),
    given: fixed.flatMap((one) => one.lever ?? []),
    scenario: ran.scenario,
  };
  return { request, probes: scenarioProbes(run, ran), ...seek(from.model, scenarioProbes(run, ran), request) };
}

/** The answer of a question that has one. */
function answered(found: {
  readonly answer?: SeekAnswer;
  readonly issues: readonly { readonly message: string }[];
}): SeekAnswer {
  if (!found.answer) throw new Error(found.issues.map((issue) => issue.message).join('\n'));
  return found.answer;
}

const level = (indicator: string, year: number, value: number, region = 'town'): Goal => ({
  kind: 'level',
  indicator,
  region,
  year,
  value,
});

/** GDP and R&D that keep their growth; the ratio, patents that answer to R&D, and a bell that turns. */
const townFiles = packageFiles({
  years: '2015-2027',
  indicators: [
    'gdp 亿元 flow',
    'rd 亿元 flow',
    'intensity % ratio formula: rd / gdp, closes: rd',
    'firms 家 stock',
    'patents 件 flow',
    'rooms 件 stock',
    'bell 1 ratio formula: patents / rooms * (2 - patents / rooms)',
    'idle 件 flow',
  ],
  observed: [
    'town gdp 2015 1000',
    'town intensity 2015 2.73',
    'town firms 2015 100',
    'town patents 2015 500',
    'town idle 2015 1',
    'town rooms 2015 1000',
  ],
  growth: `window: 5\nphi: 1\nassumptions:\n${['gdp 7', 'rd 7', 'firms 0', 'patents 0', 'idle 0', 'rooms 0'].map((one) => `  - {name: steady, indicator: ${one.split(' ')[0]}, regions: "*", curve: growth, rate: ${one.split(' ')[1]}%, default: true, source: test}`).join('\n')}\n`,
  responses: responsesText(['patents<-rd elasticity 0.5', 'patents<-firms elasticity 0.25']),
  plans: {
    plan: planText(
      'plan',
      'town',
      '2016-2020',
      'targets:\n  - {kind: level, indicator: intensity, bound: gte, year: 2020, value: 3.2, place: "1"}\n  - {kind: cumulative, indicator: patents, bound: gte, years: 2016-2020, value: 3000, place: "2"}\n  - {kind: path, indicator: rd, bound: gte, values: {2018: 40, 2020: 50}, place: "3"}\n  - {kind: growth, indicator: firms, bound: gte, years: 2015-2020, rate: 8%, place: "4"}\n',
      2015,
    ),
  },
});

let town: World;
beforeAll(async () => {
  town = await world({ files: townFiles });
});

describe('the required path', () => {
  test.each(['required.jiaxing.2015_2020', 'required.jiaxing.2020_2027'] as const)(
    'requiredPath and growthOfNumerator give %s',
    (id) => {
      const { inputs, expected } = vectors[id];
      const [base, target] = [
        { year: inputs.baseYear, value: inputs.base },
        { year: inputs.targetYear, value: inputs.target },
      ];
      expectClose(requiredPath(base, target, 'points')?.map((point) => point.value) ?? [], expected.linear);
      expectClose(requiredPath(base, target, 'rate')?.map((point) => point.value) ?? [], expected.geometric);
      expectClose(
        inputs.gdpGrowth.map((growth) => growthOfNumerator(base, target, growth)),
        expected.rdGrowthRequired,
      );
    },
  );
  it('requiredPath has nothing to say where no time passes or a rate cannot lead from one sign to the other', () => {
    expect(requiredPath({ year: 2020, value: 1 }, { year: 2020, value: 2 }, 'points')).toBeUndefined();
    expect(requiredPath({ year: 2020, value: 0 }, { year: 2025, value: 2 }, 'rate')).toBeUndefined();
    expect(growthOfNumerator({ year: 2020, value: -1 }, { year: 2025, value: 2 }, 0.05)).toBeUndefined();
  });
});

describe('findAmounts', () => {
  it('findAmounts lists every root of a function that turns, and says that it does', () => {
    const scan = findAmounts((x) => (x - 1) * (x - 4), -3, 7.3, 2);
    expectClose(
      scan.roots.map((root) => root.amount),
      [(5 - Math.sqrt(17)) / 2, (5 + Math.sqrt(17)) / 2],
      1e-12,
    );
    expect(scan.monotone).toBe(false);
  });
  it('findAmounts takes the closed form where there is one, and says which', () => {
    expect(findAmounts((x) => 3 + 0.7 * x, -10, 10, 5).roots).toMatchObject([{ method: 'linear' }]);
    expect(findAmounts((x) => 3 * (1 + x / 100) ** 5, 0, 30, 5, 'percent').roots).toMatchObject([{ method: 'power' }]);
    expect(findAmounts((x) => 3 * x ** 0.4, 0.5, 4, 4, 'factor').roots).toMatchObject([{ method: 'power' }]);
    expect(findAmounts((x) => 3 * Math.exp(x) + x, -1, 1, 4).roots).toMatchObject([{ method: 'brent' }]);
    expect(findAmounts((x) => 3 * (1 + x / 100) ** 5, 0, 30, 5, 'percent').roots[0]?.amount).toBeCloseTo(
      100 * ((5 / 3) ** 0.2 - 1),
      11,
    );
  });
  it('findAmounts gives the edge of a stretch on the aim, a point of the scan, and nothing at a jump', () => {
    expect(findAmounts((x) => Math.min(x, 2), 0, 10, 2).roots).toHaveLength(1);
    expect(findAmounts((x) => Math.min(x, 2), 0, 10, 2).roots[0]?.amount).toBeCloseTo(2, 9);
    expect(findAmounts((x) => x * x * x, -16, 16, 0).roots).toEqual([{ amount: 0, outcome: 0, method: 'scan' }]);
    expect(findAmounts((x) => (x < 1.3 ? 0 : 5), 0, 3, 2).roots).toEqual([]);
  });
  it('findAmounts without a root gives the best point, at an end or where the function turns', () => {
    expect(findAmounts((x) => x, 0, 3, 5)).toMatchObject({
      roots: [],
      best: { amount: 3, outcome: 3 },
      monotone: true,
    });
    const turned = findAmounts((x) => 4 - (x - Math.SQRT2) ** 2, 0, 3, 5);
    expect(turned.best.amount).toBeCloseTo(Math.SQRT2, 4);
    expect(turned.best.outcome).toBeCloseTo(4, 9);
    expect(findAmounts(() => 1, 0, 3, 5).moves).toBe(false);
  });
});

describe('seek with one lever', () => {
  it('seek finds the growth of R&D that brings the ratio to its target: (1+γ)(y_T/y₀)^(1/n) − 1', () => {
    const answer = answered(ask(town, level('intensity', 2020, 3.2), ['rd@town growth 2016-2020 =']));
    const expected = growthOfNumerator({ year: 2015, value: 2.73 }, { year: 2020, value: 3.2 }, 0.07) ?? Number.NaN;
    expect(answer.solutions).toHaveLength(1);
    expect(answer.solutions[0]?.levers[0]?.amount).toBeCloseTo(100 * expected, 10);
    expect(answer.solutions[0]?.method).toBe('power');
    expect(answer.solutions[0]?.milestones.map((point) => point.year)).toEqual([2015, 2016, 2017, 2018, 2019, 2020]);
    expectClose(
      answer.solutions[0]?.milestones.map((point) => point.value) ?? [],
      vectors['required.jiaxing.2015_2020'].expected.geometric,
      1e-9,
    );
  });

  it('seek undoes any lever: what a lever gives is what brings it back', () => {
    const run = town.run(['baseline']);
    const ran = run.scenarios[0];
    if (!ran) throw new Error('nothing ran');
    const phrases = [
      'rd@town growth 2016-2020',
      'rd@town growth 2016-2020 =',
      'rd@town growth 2017-2019 x0..x3',
      'rd@town level 2018-2020',
      'firms@town level 2018-2020 -50..+90',
      'rd@town growth 2016-2020 ramp 3',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...phrases), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (phrase, share) => {
        const open = readOpenLever(phrase, town.model).lever;
        if (!open) throw new Error(phrase);
        const [low, high] = open.range ?? (open.op === 'add' ? [-30, 30] : open.op === 'set' ? [0, 30] : [0.5, 2]);
        const amount = low + share * (high - low);
        const value =
          scenarioProbes(
            run,
            ran,
          )({ overrides: [], levers: [leverWith(open, town.model, amount)] }).value('town', 'patents', 2020) ??
          Number.NaN;
        const answer = answered(ask(town, level('patents', 2020, value), [phrase], { run }));
        expect(answer.solutions[0]?.outcome).toBeCloseTo(value, 7);
        // A growth of -30 points can make outcomes that hardly differ: compare what they give, then the amount.
        expect(Math.abs((answer.solutions[0]?.levers[0]?.amount ?? Number.NaN) - amount)).toBeLessThan(1e-6);
      }),
      { seed: 3, numRuns: 40 },
    );
  });

  it('seek of a goal beyond the limits is infeasible: best value, end, shortfall, never a lever beyond', () => {
    const answer = answered(ask(town, level('intensity', 2020, 9), ['rd@town growth 2016-2020 -5pp..+5pp']));
    const best = 2.73 * (1.12 / 1.07) ** 5;
    expect(answer).toMatchObject({
      status: 'infeasible',
      solutions: [],
      best: { at: 'upper limit', levers: [{ amount: 5, text: '+5pp', atLimit: true }] },
    });
    expect(answer.best?.outcome).toBeCloseTo(best, 12);
    expect(answer.best?.shortfall).toBeCloseTo(9 - best, 12);
  });

  it('seek of a goal that no value inside the limits can miss says so: met always, with what is to spare', () => {
    const answer = answered(ask(town, level('intensity', 2020, 1), ['rd@town growth 2016-2020 -5pp..+5pp']));
    const least = 2.73 * (1.02 / 1.07) ** 5;
    expect(answer).toMatchObject({ status: 'always', metWithout: true, solutions: [], best: { at: 'lower limit' } });
    expect(answer.best?.outcome).toBeCloseTo(least, 12);
    expect(answer.best?.shortfall).toBeCloseTo(least - 1, 12);
  });

  it('seek lists both values where the outcome turns, the smaller change first', () => {
    const run = town.run(['baseline']);
    const aim = 0.6 * 1.4;
    const answer = answered(ask(town, level('bell', 2020, aim), ['rd@town level 2020 x0.5..x10'], { run }));
    // patents = 500·x^0.5: 600 patents and 1400 patents give the same.
    expect(answer.monotone).toBe(false);
    expectClose(
      answer.solutions.map((one) => one.levers[0]?.amount),
      [1.2 ** 2, 2.8 ** 2],
      1e-9,
    );
  });

  it('seek for a goal that is met already says so and how much is to spare', () => {
    const answer = answered(ask(town, level('intensity', 2020, 2.5), ['rd@town growth 2016-2020']));
    expect(answer.metWithout).toBe(true);
    expect(answer.solutions[0]?.levers[0]?.amount).toBeLessThan(0);
    const same = answered(
      ask(town, level('rd', 2020, answered(ask(town, level('rd', 2020, 99), ['rd@town growth 2016-2020'])).without), [
        'rd@town growth 2016-2020',
      ]),
    );
    expect(same.solutions[0]).toMatchObject({ effort: 0, levers: [{ amount: 0 }] });
  });

  it('seek for a sum, an average growth and a path', () => {
    const sum = answered(
      ask(
        town,
        { kind: 'cumulative', indicator: 'firms', region: 'town', years: { first: 2016, last: 2017 }, value: 242 },
        ['firms@town growth 2016-2017 ='],
      ),
    );
    // 100(1+g) + 100(1+g)² = 242
    expect(sum.solutions[0]?.levers[0]?.amount).toBeCloseTo(100 * ((-1 + Math.sqrt(1 + 4 * 2.42)) / 2 - 1), 9);
    const growth = answered(
      ask(town, { kind: 'growth', indicator: 'firms', region: 'town', years: { first: 2015, last: 2020 }, value: 8 }, [
        'firms@town growth 2016-2020',
      ]),
    );
    expect(growth.solutions[0]?.levers[0]?.amount).toBeCloseTo(8, 9);
    const path = answered(
      ask(
        town,
        {
          kind: 'path',
          indicator: 'firms',
          region: 'town',
          values: new Map([
            [2017, 110],
            [2020, 140],
          ]),
        },
        ['firms@town growth 2016-2020 ='],
      ),
    );
    // 1.1^(1/2) asks for 4.88 % a year, 1.4^(1/5) for 6.96 %: the later year binds.
    expect(path.solutions[0]?.levers[0]?.amount).toBeCloseTo(100 * (1.4 ** 0.2 - 1), 9);
  });

  it('goalOfPlan takes each kind of target from a plan', () => {
    const run = town.run(['baseline']);
    const ran = run.scenarios[0];
    if (!ran) throw new Error('nothing ran');
    const probe = scenarioProbes(run, ran)({ overrides: [], levers: [] });
    const goal = (indicator: string) => goalOfPlan(town.model, 'plan', indicator, 'town', probe);
    expect(goal('intensity')).toMatchObject({ goal: { kind: 'level', year: 2020, value: 3.2, plan: 'plan' } });
    expect(goal('patents')).toMatchObject({
      goal: { kind: 'cumulative', years: { first: 2016, last: 2020 }, value: 3000 },
    });
    expect(goal('rd')).toMatchObject({
      goal: {
        kind: 'path',
        values: new Map([
          [2018, 40],
          [2020, 50],
        ]),
      },
    });
    expect(goal('firms')).toMatchObject({ goal: { kind: 'growth', value: 8 } });
    expect(goal('gdp')).toMatchObject({ issue: { code: 'goal-no-target' } });
    expect(goalOfPlan(town.model, 'plam', 'gdp', 'town', probe)).toMatchObject({
      issue: { code: 'unknown-plan', hint: 'did you mean "plan"?' },
    });
  });
});

describe('seek refuses what has no answer, and says why', () => {
  it.each([
    [level('intensity', 2030, 3), 'rd@town growth 2016-2020', /2030 is outside the model's years 2015-2027/],
    [level('intensity', 2015, 3), 'rd@town growth 2016-2020', /published until 2015: nothing can move 2015/],
    [
      level('intensity', 2020, 3),
      'idle@town growth 2016-2020',
      /cannot move .*nothing in the model leads from one to the other/,
    ],
    [level('intensity', 2020, 3), 'rd@town growth 2021-2022', /cannot move .*it begins in 2021/],
    [
      level('intensity', 2020, 3),
      'patents_to_rd.elasticity 0.1..0.9',
      /cannot move .*nothing that deviates depends on it/,
    ],
  ])('seek(%o, %s)', (goal, lever, message) => {
    const { answer, issues } = ask(town, goal, [lever]);
    expect(answer).toBeUndefined();
    expect(issues.map((issue) => issue.message).join('\n')).toMatch(message);
  });

  it('seek of one lever given twice: no amount of either is the answer', () => {
    const twice = ask(town, level('intensity', 2020, 3), [
      'rd@town growth 2016-2020',
      'rd@town growth 2016-2020 -5pp..+5pp',
    ]);
    expect(twice.issues.map((issue) => issue.message)).toEqual([
      '"rd@town growth 2016-2020 -5pp..+5pp" is named twice',
    ]);
    const apart = ask(town, level('intensity', 2020, 3), ['rd@town growth 2016-2018', 'rd@town growth 2019-2020']);
    expect(apart.issues).toEqual([]);
  });

  it.each([
    ['intensity@town growth 2016-2020', /is computed \(rd \/ gdp\) and cannot be moved/],
    ['rdd@town growth 2016-2020', /unknown indicator "rdd"/],
    ['rd@twon growth 2016-2020', /unknown region "twon"/],
    ['rd@town growth 2016-2050', /outside the package's years/],
    ['rd@town growth 2016-2020 +9pp..-9pp', /run backwards/],
    ['rd@town growth 2016-2020 +9pp', /no limits/],
    ['rd@town growth 2016-2020 5..9', /no sign/],
    ['patents_to_rd.elasticity', /has no range to look in/],
    ['more research', /is not a lever/],
  ])('readOpenLever(%j) is an issue', (phrase, message) => {
    const { lever, issues } = readOpenLever(phrase, town.model);
    expect(lever).toBeUndefined();
    expect(issues.map((issue) => issue.message).join('\n')).toMatch(message);
  });

  it('amounts are written with all their digits and without exponents', () => {
    const open = readOpenLever('rd@town growth 2016-2020', town.model).lever;
    if (!open) throw new Error('no lever');
    expect(amountText(open, -1.25)).toBe('-1.25pp');
    expect(amountText(open, 1.7426791234567891)).toBe('+1.742679123456789pp');
    expect(amountText(open, 1.5e-7)).toBe('+0.00000015pp');
  });
});

describe('seek with several levers', () => {
  const levers = ['rd@town level 2020 x0.2..x5 scale 10', 'firms@town level 2020 x0.2..x5 scale 20'];

  it('seek shares a log-linear goal out as x_i = s_i² a_i b / Σ a_j² s_j²', () => {
    const answer = answered(ask(town, level('patents', 2020, 600), levers));
    const [s, a] = [
      [Math.log(1.1), Math.log(1.2)],
      [0.5, 0.25],
    ];
    const b = Math.log(600 / 500);
    const norm = s.reduce((sum, si, k) => sum + (si * (a[k] ?? 0)) ** 2, 0);
    expectClose(
      answer.solutions[0]?.levers.map((one) => Math.log(one.amount)) ?? [],
      s.map((si, k) => (si * si * (a[k] ?? 0) * b) / norm),
      1e-7,
    );
    expect(answer.solutions[0]?.outcome).toBeCloseTo(600, 9);
    expect(answer.solutions[0]?.method).toBe('least effort');
  });

  it('seek keeps each lever inside its limits and lets the others make up for it', () => {
    const answer = answered(
      ask(town, level('patents', 2020, 600), ['rd@town level 2020 x0.9..x1.1', 'firms@town level 2020 x0.2..x5']),
    );
    expect(answer.solutions[0]?.levers[0]).toMatchObject({ amount: 1.1, atLimit: true });
    // 500 · 1.1^0.5 · x^0.25 = 600
    expect(answer.solutions[0]?.levers[1]?.amount).toBeCloseTo((1.2 / Math.sqrt(1.1)) ** 4, 9);
  });

  it('seek beyond what all limits together give is infeasible', () => {
    const answer = answered(
      ask(town, level('patents', 2020, 2000), ['rd@town level 2020 x0.9..x1.1', 'firms@town level 2020 x0.5..x2']),
    );
    expect(answer).toMatchObject({ status: 'infeasible', best: { at: 'limits' } });
    expect(answer.best?.outcome).toBeCloseTo(500 * 1.1 ** 0.5 * 2 ** 0.25, 9);
  });

  it('no neighbour on the trade-off curve takes less effort than the solution', () => {
    const { request, probes, ...found } = ask(town, level('intensity', 2020, 3.2), [
      'rd@town growth 2016-2020',
      'gdp@town growth 2016-2020 scale 1',
    ]);
    const effort = answered(found).solutions[0]?.effort ?? Number.NaN;
    const field = tradeOff(town.model, probes, request, 25);
    const efforts =
      field?.curve.flatMap((point) =>
        point.second === undefined ? [] : [(point.first / 2) ** 2 + point.second ** 2],
      ) ?? [];
    expect(efforts.length).toBeGreaterThan(20);
    expect(Math.min(...efforts)).toBeGreaterThanOrEqual(effort - 1e-9);
    expect(Math.min(...efforts)).toBeLessThan(effort * 1.5);
    // On the curve (1 + g)^5 · 2.73 / (1 + γ)^5 = 3.2.
    for (const point of field?.curve ?? [])
      if (point.second !== undefined)
        expect(2.73 * ((107 + point.first) / (107 + point.second)) ** 5).toBeCloseTo(3.2, 8);
  });

  it('minimumNorm with limits equals a brute-force search', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 2 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (slopes, wanted) => {
          const [a = 0, b = 0] = slopes;
          if (Math.abs(b) < 0.05) return;
          const ends = [
            [-0.5, 0.7],
            [-1, 0.4],
          ] as const;
          const found = minimumNorm(slopes, wanted, ends);
          let best = Number.POSITIVE_INFINITY;
          for (let k = 0; k <= 4000; k++) {
            const x = -0.5 + (1.2 * k) / 4000;
            const y = (wanted - a * x) / b;
            if (y >= -1 && y <= 0.4) best = Math.min(best, x * x + y * y);
          }
          if (best === Number.POSITIVE_INFINITY) return;
          const [x = Number.NaN, y = Number.NaN] = found ?? [];
          expect(a * x + b * y).toBeCloseTo(wanted, 9);
          expect(x * x + y * y).toBeLessThanOrEqual(best + 1e-9);
        },
      ),
      { seed: 8, numRuns: 200 },
    );
  });
});

describe('latestStart', () => {
  it('latestStart finds the last year by closed form: 100 · 1.1^k ≥ 130 needs three years', () => {
    const { request, probes } = ask(town, level('firms', 2020, 130), ['firms@town growth 2016-2020 =']);
    const [open] = request.levers;
    if (!open) throw new Error('no lever');
    const { answer } = latestStart(town.model, probes, request, open, 10);
    expect(answer).toMatchObject({ latest: 2018, growth: '=10%', historic: false });
    expectClose(
      answer?.starts.map((start) => start.outcome) ?? [],
      [5, 4, 3, 2, 1].map((years) => 100 * 1.1 ** years),
    );
    expect(
      latestStart(town.model, probes, { ...request, goal: level('firms', 2020, 1000) }, open, 10).answer?.latest,
    ).toBeUndefined();
  });
  it('latestStart without a rate takes the 90 % quantile of published growth, or says that there is none', async () => {
    const past = await world({
      files: packageFiles({
        years: '2015-2025',
        indicators: ['firms 家 stock'],
        observed: [100, 110, 132, 145.2].map((value, k) => `town firms ${2015 + k} ${value}`),
      }),
    });
    const { request, probes } = ask(past, level('firms', 2022, 250), ['firms@town growth 2019-2022']);
    const [open] = request.levers;
    if (!open) throw new Error('no lever');
    // Growth of 10, 20 and 10 %: type 7 at 0.9 lies 0.8 of the way from 10 to 20.
    const { answer } = latestStart(past.model, probes, request, open);
    expect(answer?.historic).toBe(true);
    expect(Number(/=([\d.]+)%/.exec(answer?.growth ?? '')?.[1])).toBeCloseTo(18, 9);
    const one = ask(town, level('firms', 2020, 130), ['firms@town growth 2016-2020']);
    expect(
      latestStart(town.model, one.probes, one.request, one.request.levers[0] as typeof open).issues[0]?.message,
    ).toMatch(/fewer than two published values/);
  });
});

describe('a solution as a scenario', () => {
  const read = (run: Run, scenario: string, indicator: string, region: string, year: number) =>
    run.reader.value(scenario, region, indicator, year) ?? Number.NaN;

  it('solvedScenarioText run again gives the goal to 1e-9, for every kind of lever', async () => {
    const cases: readonly (readonly [Goal, readonly string[], readonly string[]])[] = [
      [level('intensity', 2020, 3.2), ['rd@town growth 2016-2020'], ['gdp@town growth 2016-2020 =5%']],
      [level('patents', 2022, 640), ['rd@town level 2018-2022', 'firms@town growth 2016-2022 ramp 2'], []],
      [
        level('patents', 2022, 460),
        ['patents_to_rd.elasticity 0.1..0.9'],
        ['rd@town level 2018-2022 x0.8', 'gdp@town path 2016:1000,2022:1500'],
      ],
      [level('rd', 2020, 27.3 * 1.07 ** 5), ['rd@town growth 2016-2020'], []],
    ];
    for (const [goal, levers, given] of cases) {
      const { request, ...found } = ask(town, goal, levers, { given });
      const [solution] = answered(found).solutions;
      if (!solution || goal.kind !== 'level') throw new Error('no solution');
      const text = solvedScenarioText(town.model, request, solution, 'solved');
      const again = await world({ files: townFiles, scenarios: { solved: text.split('\n').slice(2).join('\n') } });
      expect(
        Math.abs(read(again.run(['solved']), 'solved', goal.indicator, 'town', goal.year) / goal.value - 1),
      ).toBeLessThan(1e-9);
    }
  });

  it('on the shipped package: seek, write, run gives the target to 1e-9, in today’s view and from 2016', async () => {
    const real = await realWorld({});
    const questions = [
      [
        'baseline',
        undefined,
        level('rd_intensity', 2027, 4.1, 'jiaxing'),
        ['rd_expenditure@jiaxing growth 2025-2027'],
        ['gdp@jiaxing growth 2025-2027 =6%'],
      ],
      [
        'baseline',
        undefined,
        level('rd_intensity', 2027, 3.9, 'pinghu'),
        ['rd_expenditure@pinghu growth 2024-2027 ramp 2'],
        [],
      ],
      [
        'baseline',
        undefined,
        level('rd_intensity', 2027, 4.1, 'jiaxing'),
        ['rd_expenditure@jiaxing growth 2025-2027', 'hightech_enterprises@jiaxing growth 2024-2027'],
        [],
      ],
      ['baseline', 2016, level('rd_intensity', 2020, 3.2, 'jiaxing'), ['rd_expenditure@jiaxing growth 2016-2020'], []],
    ] as const;
    const files = questions.map(([scenario, asOf, goal, levers, given], k) => {
      const { request, ...found } = ask(real, goal, levers, { given, run: real.run([scenario], asOf) });
      const [solution] = answered(found).solutions;
      if (!solution) throw new Error('no solution');
      return [`solved-${k}`, solvedScenarioText(real.model, request, solution, `solved-${k}`, asOf)] as const;
    });
    const again = (await realWorld(Object.fromEntries(files))).run();
    questions.forEach(([, , goal], k) => {
      if (goal.kind !== 'level') throw new Error('not a level');
      expect(
        Math.abs(read(again, `solved-${k}`, goal.indicator, goal.region, goal.year) / goal.value - 1),
      ).toBeLessThan(1e-9);
    });
  });

  it('on the shipped package: R&D growth for 3.65 % in 2027 at GDP growth of 5, 6, 7 % by arithmetic, where nothing feeds back', async () => {
    const real = await realWorld({});
    const run = real.run(['baseline']);
    for (const growth of [5, 6, 7]) {
      const given = [
        `gdp@jiaxing growth 2025-2027 =${growth}%`,
        'gdp_to_rd.share 0',
        'gdp_to_knowledge.elasticity 0',
        'rd_to_enterprises.elasticity 0',
      ];
      const answer = answered(
        ask(real, level('rd_intensity', 2027, 3.65, 'jiaxing'), ['rd_expenditure@jiaxing growth 2024-2027 ='], {
          given,
          run,
        }),
      );
      // Published: GDP 7062.5 (2023) and 7569.5 (2024), R&D/GDP 3.56 % (2023).
      const expected = ((3.65 * 7569.5 * (1 + growth / 100) ** 3) / (3.56 * 7062.5)) ** 0.25 - 1;
      expect(answer.solutions[0]?.levers[0]?.amount).toBeCloseTo(100 * expected, 9);
      expect(answer.solutions[0]?.method).toBe('power');
    }
  });
});
