// The lever at which a goal is reached with a probability: closed forms of one series that grows steadily, and the law that
// a run of the solution meets the goal in that share of its draws.

import { beforeAll, describe, expect, it } from 'vitest';
import { type ChanceAnswer, type Goal, type SeekRequest, seek } from '../../src/analysis/index.ts';
import { type Issue, normalProbability, normalQuantile } from '../../src/base/index.ts';
import { run } from '../../src/pipeline.ts';
import { scenarioProbes } from '../../src/repeat.ts';
import { builtInBaseline, readGivenLever, readOpenLever, type Scenario } from '../../src/scenario/index.ts';
import { type ChanceOptions, drawRun, seekWithDraws, USUAL_DRAWS } from '../../src/uncertainty/index.ts';
import { realWorld } from '../worlds/real.ts';
import { packageFiles, responsesText, type World, world } from '../worlds/world.ts';

const SD = 0.02;
const DESIGN = { ...USUAL_DRAWS, draws: 1024 };

/** GDP and losses of 100 that stand still but for a deviation of all their years, normal with an SD of 2 points; patents answer in proportion. */
const town = (uncertainty = '  gdp.growth: {normal: {sd: 2pp}}\n  loss.growth: {normal: {sd: 2pp}}\n') =>
  world({
    files: packageFiles({
      years: '2015-2020',
      indicators: ['gdp 亿元 flow', 'loss 亿元 flow direction: down', 'patents 件 flow'],
      observed: ['town gdp 2015 100', 'town loss 2015 100', 'town patents 2015 50'],
      growth: `window: 5\nphi: 0.9\nassumptions:\n${['gdp', 'loss', 'patents']
        .map(
          (id) =>
            `  - {name: steady, indicator: ${id}, regions: "*", curve: growth, rate: 0%, default: true, source: test}\n`,
        )
        .join('')}${uncertainty === '' ? '' : `uncertainty:\n${uncertainty}`}`,
      responses: responsesText(['patents<-gdp elasticity 1']),
    }),
  });

interface Asked {
  readonly goal: Goal;
  readonly lever: string;
  readonly given?: string;
  readonly probability?: number;
  readonly options?: Partial<ChanceOptions>;
}

function ask(at: World, { goal, lever, given, probability = 0.8, options = {} }: Asked) {
  const done = at.run(['baseline']);
  const [ran] = done.scenarios;
  const { lever: open } = readOpenLever(lever, at.model);
  const fixed = given === undefined ? undefined : readGivenLever(given, at.model).lever;
  if (!ran || !open) throw new Error(lever);
  const request: SeekRequest = { goal, levers: [open], given: fixed ? [fixed] : [], scenario: ran.scenario };
  const central = seek(at.model, scenarioProbes(done, ran), request).answer;
  if (!central) throw new Error('no answer at central inputs');
  return seekWithDraws(done, ran, request, central, { design: DESIGN, probability, ...options });
}

function answerOf(found: { readonly answer?: ChanceAnswer; readonly issues: readonly Issue[] }): ChanceAnswer {
  if (!found.answer) throw new Error(found.issues.map((issue) => issue.message).join('\n'));
  return found.answer;
}

const level = (indicator: string, value: number): Goal => ({
  kind: 'level',
  indicator,
  region: 'town',
  year: 2020,
  value,
});
/** 100 (1 + d + x)^5 ≥ 150. */
const NEEDED = 1.5 ** 0.2 - 1;

describe('seekWithDraws', () => {
  let small: World;
  beforeAll(async () => {
    small = await town();
  });

  it.each([0.05, 0.5, 0.8, 0.99])(
    'growth for P = %d is the quantile of the deviation away from the central answer',
    (p) => {
      const found = answerOf(
        ask(small, { goal: level('gdp', 150), lever: 'gdp@town growth 2016-2020', probability: p }),
      );
      const exact = (probability: number) => 100 * (NEEDED + SD * normalQuantile(probability));
      const [only] = found.solutions;
      expect(found.status).toBe('solved');
      expect(found.solutions).toHaveLength(1);
      // One input: its Sobol points lie one in each of 1 024 equal steps.
      expect(Math.abs((only?.levers[0].amount ?? Number.NaN) - exact(p))).toBeLessThan(100 * SD * stepAt(p));
      expect(Math.abs((only?.probability ?? 0) - p)).toBeLessThanOrEqual(1 / 1024);
      expect(only?.error).toBeCloseTo(Math.sqrt((p * (1 - p)) / 1024), 3);
      expect(found.central?.levers[0].amount).toBeCloseTo(100 * NEEDED, 9);
      expect(found.central?.probability).toBeCloseTo(0.5, 2);
      expect(found.without.probability).toBeLessThan(0.001);
      expect(found.monotone).toBe(true);
      const se = Math.sqrt((p * (1 - p)) / 1024);
      const [less, more] = found.within ?? [];
      expect(Math.abs((less?.amount ?? 0) - exact(p - se))).toBeLessThan(100 * SD * stepAt(p - se));
      expect(Math.abs((more?.amount ?? 0) - exact(p + se))).toBeLessThan(100 * SD * stepAt(p + se));
    },
  );

  it('growth that is set leaves nothing uncertain behind it: every draw needs the same', () => {
    const found = answerOf(ask(small, { goal: level('gdp', 150), lever: 'gdp@town growth 2016-2020 =' }));
    expect(found.solutions[0]?.levers[0].amount).toBeCloseTo(100 * NEEDED, 9);
    expect(found.solutions[0]?.probability).toBe(1);
    // No draw needs more or less, so sampling adds no error to the amount.
    expect(found.within?.map((one) => one?.amount.toFixed(9))).toEqual(Array(2).fill((100 * NEEDED).toFixed(9)));
  });

  it('a level that is multiplied: 100 (1 + d)^5 x ≥ 150', () => {
    const found = answerOf(ask(small, { goal: level('gdp', 150), lever: 'gdp@town level 2020 x1..x3' }));
    const d = SD * normalQuantile(0.2);
    expect(found.solutions[0]?.levers[0].amount).toBeCloseTo(1.5 / (1 + d) ** 5, 2);
  });

  it('through a response: patents answer to GDP in proportion, with its uncertainty left in the baseline', () => {
    // 50 · ((1 + d + x) / (1 + d))^5 ≥ 75.
    const found = answerOf(ask(small, { goal: level('patents', 75), lever: 'gdp@town growth 2016-2020' }));
    const d = SD * normalQuantile(0.8);
    expect(found.solutions[0]?.levers[0].amount).toBeCloseTo(100 * (1 + d) * NEEDED, 1);
  });

  it('a parameter, beside a lever that stands: 50 (1 + d)^5 · 1.5^ε ≥ 75', async () => {
    const found = answerOf(
      ask(await town('  patents.growth: {normal: {sd: 2pp}}\n'), {
        goal: level('patents', 75),
        lever: 'patents_to_gdp.elasticity 0..3',
        given: 'gdp@town level 2020 x1.5',
      }),
    );
    const exact = 1 - (5 * Math.log(1 + SD * normalQuantile(0.2))) / Math.log(1.5);
    expect(found.solutions[0]?.levers[0].amount).toBeCloseTo(exact, 2);
    expect(found.central?.levers[0].amount).toBeCloseTo(1, 9);
    // Without the sought lever the elasticity is 1.
    expect(found.without.probability).toBeCloseTo(0.5, 2);
  });

  it('less is better: losses are to fall to 80', () => {
    // 100 (1 + d + x)^5 ≤ 80.
    const found = answerOf(ask(small, { goal: level('loss', 80), lever: 'loss@town growth 2016-2020' }));
    const exact = 100 * (0.8 ** 0.2 - 1 - SD * normalQuantile(0.8));
    expect(found.solutions[0]?.levers[0].amount).toBeCloseTo(exact, 1);
    expect(found.solutions[0]?.levers[0].amount).toBeLessThan(found.central?.levers[0].amount ?? 0);
  });

  it('sums over years are judged draw by draw', () => {
    const goal: Goal = {
      kind: 'cumulative',
      indicator: 'gdp',
      region: 'town',
      years: { first: 2016, last: 2020 },
      value: 600,
    };
    const found = answerOf(ask(small, { goal, lever: 'gdp@town growth 2016-2020' }));
    const x = (found.solutions[0]?.levers[0].amount ?? Number.NaN) / 100;
    const growth = 1 + x + SD * normalQuantile(0.2);
    expect([1, 2, 3, 4, 5].reduce((sum, t) => sum + 100 * growth ** t, 0)).toBeCloseTo(600, 0);
  });

  it('infeasible: the best probability inside the limits, and where', () => {
    const found = answerOf(ask(small, { goal: level('gdp', 150), lever: 'gdp@town growth 2016-2020 -1pp..+9pp' }));
    expect(found.status).toBe('infeasible');
    expect(found.solutions).toEqual([]);
    expect(found.best?.levers[0]).toMatchObject({ amount: 9, atLimit: true });
    expect(found.best?.probability).toBeCloseTo(normalProbability((0.09 - NEEDED) / SD), 2);
  });

  it('always: every amount inside the limits reaches the probability', () => {
    const found = answerOf(ask(small, { goal: level('gdp', 105), lever: 'gdp@town growth 2016-2020 +9pp..+20pp' }));
    expect(found.status).toBe('always');
    expect(found.solutions).toEqual([]);
  });

  it('without a stated range there is no probability', async () => {
    const found = ask(await town(''), { goal: level('gdp', 150), lever: 'gdp@town growth 2016-2020' });
    expect(found.answer).toBeUndefined();
    expect(found.issues[0]?.message).toBe(
      'nothing that moves "gdp" of "town" in 2020 has a stated range: any probability would be 0 or 1',
    );
  });
});

describe('on the shipped model', () => {
  it('a run of the solution, with the same draws, meets the goal in the share asked for', async () => {
    const real = await realWorld();
    const goal: Goal = { kind: 'level', indicator: 'rd_intensity', region: 'jiaxing', year: 2027, value: 3.9 };
    const levers = ['rd_expenditure@jiaxing growth 2025-2027', 'rd_expenditure@jiaxing level 2026-2027 x ramp 2'];
    const shares: (number | undefined)[] = [];
    const solved = levers.map((lever, k): Scenario => {
      const [solution] = answerOf(ask(real, { goal, lever })).solutions;
      shares.push(solution?.probability);
      const found = solution?.levers.map((one) => one.lever) ?? [];
      return { ...builtInBaseline, id: `solved-${k}`, levers: found };
    });
    const again = run(
      real.program,
      [...real.scenarios, ...solved],
      solved.map(({ id }) => id),
    );
    const wants = (region: string, indicator: string) => region === 'jiaxing' && indicator === 'rd_intensity';
    const { draws } = await drawRun(again, { design: DESIGN, wants, keeps: wants });
    const met = solved.map(({ id }) => {
      const outcomes = draws.sample(id, 'jiaxing', 'rd_intensity', 2027) ?? new Float64Array();
      return outcomes.filter((value) => value >= 3.9 * (1 - 1e-9)).length / 1024;
    });
    expect(met).toEqual(shares);
    // 819.2 of 1 024 draws are asked for: the next whole number has to do.
    expect(met).toEqual([820 / 1024, 820 / 1024]);
  });
});

/** Widest distance of a normal quantile from that of a draw two steps of 1 024 away. */
function stepAt(p: number): number {
  return Math.max(
    Math.abs(normalQuantile(Math.min(1 - 1e-6, p + 2 / 1024)) - normalQuantile(p)),
    Math.abs(normalQuantile(p) - normalQuantile(Math.max(1e-6, p - 2 / 1024))),
  );
}
