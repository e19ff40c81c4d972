import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  adjustShares,
  fitMargins,
  planSums,
  projectOntoConstraints,
  projectOntoSums,
  publishedSums,
  RECONCILE_METHODS,
  reconciledScenarioText,
  reconcileScenario,
  scaleTo,
  scenarioRatios,
  scenarioSums,
  shareOut,
  statusOf,
} from '../../src/analysis/index.ts';
import { load, type Run, run } from '../../src/pipeline.ts';
import { scenarioProbe } from '../../src/repeat.ts';
import { expectClose } from '../golden/golden.ts';
import golden from '../golden/reconcile.json' with { type: 'json' };
import { realWorkspace, realWorld } from '../worlds/real.ts';
import { packageFiles, planText, type World, world } from '../worlds/world.ts';

const mint = golden.vectors['reconcile.mint_small'];
const [total = 0, ...parts] = mint.inputs.yhat;
const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('projectOntoSums and its neighbours against the methods page', () => {
  it.each(['ols', 'wlsStruct', 'wlsVar'] as const)('projectOntoSums with the diagonal of %s', (name) => {
    const nodes = mint.inputs.yhat.map((value, k) => ({
      value,
      variance: mint.inputs.W[name][k]?.[k] ?? 0,
      parts: k === 0 ? [1, 2, 3] : [],
    }));
    expectClose(projectOntoSums(nodes) ?? [], mint.expected[name], 1e-12);
  });

  it('projectOntoConstraints with a full covariance is MinT', () => {
    expectClose(
      projectOntoConstraints(mint.inputs.yhat, mint.inputs.W.mint, [[1, -1, -1, -1]]) ?? [],
      mint.expected.mint,
      1e-12,
    );
  });

  it('scaleTo by the forecasts themselves is top-down by forecast proportions', () => {
    expectClose(
      [
        total,
        ...(scaleTo(
          total,
          parts.map((value) => ({ value, stands: false })),
        ) ?? []),
      ],
      mint.expected.topDownForecastProportions,
      1e-12,
    );
  });

  it('adjustShares additive, proportional and by least squares', () => {
    const { inputs, expected } = golden.vectors['reconcile.share_weighted'];
    const all = add(inputs.gdp);
    const shares = inputs.share.map((value, k) => ({
      value,
      weight: (inputs.gdp[k] ?? 0) / all,
      sd: inputs.sd[k] ?? 0,
    }));
    expectClose(adjustShares(inputs.province, shares, 'additive'), expected.additive);
    expectClose(adjustShares(inputs.province, shares, 'proportional'), expected.proportional);
    expectClose(adjustShares(inputs.province, shares, 'least-squares'), expected.leastSquares);
  });

  it('projectOntoSums adds up on three levels, moves nothing that adds up, and leaves standing numbers alone (500 trees)', () => {
    const value = fc.double({ min: 1, max: 1000, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 4 }),
        value,
        fc.array(value, { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        (leaves, root, middles, fixed) => {
          const nodes: { value: number; variance: number; parts: number[] }[] = [
            { value: root, variance: fixed ? 0 : leaves.flat().length, parts: [] },
          ];
          leaves.forEach((own, k) => {
            const middle = nodes.push({ value: middles[k] ?? 1, variance: own.length, parts: [] }) - 1;
            nodes[0]?.parts.push(middle);
            for (const leaf of own) nodes[middle]?.parts.push(nodes.push({ value: leaf, variance: 1, parts: [] }) - 1);
          });
          const found = projectOntoSums(nodes) ?? [];
          nodes.forEach((node, k) => {
            if (node.parts.length > 0)
              expect(Math.abs((found[k] ?? 0) - add(node.parts.map((part) => found[part] ?? Number.NaN)))).toBeLessThan(
                1e-8,
              );
          });
          if (fixed) expect(found[0]).toBe(root);
          const again = projectOntoSums(nodes.map((node, k) => ({ ...node, value: found[k] ?? 0 }))) ?? [];
          for (const [k, own] of again.entries()) expect(Math.abs(own - (found[k] ?? 0))).toBeLessThan(1e-8);
        },
      ),
      { numRuns: 500, seed: 4 },
    );
  });

  it('projectOntoSums is undefined where numbers that stand contradict one another', () => {
    expect(
      projectOntoSums([
        { value: 10, variance: 0, parts: [1] },
        { value: 9, variance: 0, parts: [] },
      ]),
    ).toBeUndefined();
  });
});

describe('fitMargins', () => {
  const { inputs, expected } = golden.vectors['ipf.wikipedia'];

  it('fitMargins reaches the published table', () => {
    const found = fitMargins(inputs.seed, inputs.rows, inputs.cols);
    if (found.kind !== 'fitted') throw new Error(found.reason);
    expectClose(found.table.flat(), expected.converged.flat(), 1e-9);
    expectClose(found.table.map(add), inputs.rows, 1e-11);
  });

  it.each([
    [
      [
        [0, 0],
        [1, 1],
      ],
      [1, 1],
      [1, 1],
      /zeros has a positive margin/,
    ],
    [
      [
        [1, 1],
        [1, 1],
      ],
      [1, 1],
      [1, 2],
      /differ in total: 2 and 3/,
    ],
    [
      [
        [1, -1],
        [1, 1],
      ],
      [1, 1],
      [1, 1],
      /use GRAS/,
    ],
    [
      [
        [1, 0],
        [1, 0.0],
      ],
      [1, 1],
      [1, 1],
      /positive margin/,
    ],
    [
      [
        [1, 0, 0],
        [1, 0, 0],
        [1, 1, 1],
      ],
      [2, 1, 1],
      [1, 1, 2],
      /1000 sweeps/,
    ],
  ])('fitMargins(%j, %j, %j) is infeasible and says why', (seed, rows, columns, reason) => {
    const found = fitMargins(seed, rows, columns);
    expect(found.kind).toBe('infeasible');
    if (found.kind === 'infeasible') expect(found.reason).toMatch(reason);
  });
});

describe('statusOf', () => {
  it.each([
    [0, 1, undefined, 'equal'],
    [6, 6, 'eq', 'rounding'],
    [-6.01, 6, 'eq', 'differs'],
    [50, 6, 'gte', 'consistent'],
    [-50, 6, 'gte', 'differs'],
    [50, 6, 'gt', 'consistent'],
    [-50, 6, 'lte', 'consistent'],
    [50, 6, 'lte', 'differs'],
    [50, 6, 'approx', 'differs'],
  ] as const)('statusOf(%d, %d, %s) is %s', (difference, allowance, bound, status) => {
    expect(statusOf(difference, allowance, bound)).toBe(status);
  });
});

/** A province of two cities, one of which has two counties, all with data. */
async function threeLevels(scenarios: Readonly<Record<string, string>> = {}): Promise<World> {
  const rows = [
    ['land', 95, 120],
    ['east', 40, 50],
    ['west', 60, 66],
    ['e1', 20, 24],
    ['e2', 21, 30],
  ].flatMap(([region, a, b]) => [`${region} gdp 2015 ${a}`, `${region} gdp 2017 ${b}`]);
  const files = packageFiles({
    years: '2015-2020',
    regions: ['land', 'east<<land', 'west<<land', 'e1<east', 'e2<east'],
    indicators: ['gdp 亿元 flow', 'rd 亿元 flow', 'share % share formula: rd / gdp, closes: rd'],
    observed: [...rows, 'land rd 2017 3', 'east rd 2017 1', 'west rd 2017 2'],
  });
  return world({
    files,
    scenarios: { mine: 'levers:\n  - {indicator: gdp, regions: e1, years: 2018-2019, growth: +3pp}', ...scenarios },
  });
}

describe('sums', () => {
  it('planSums reads "at least" as an inequality and names children without a figure', async () => {
    const target = (region: string, value: number, bound = 'gte') =>
      `  - {kind: level, indicator: gdp, region: ${region}, bound: ${bound}, year: 2020, value: ${value}, place: p}\n`;
    const plan = (id: string, targets: string) => ({ [id]: planText(id, 'land', '2016-2020', `targets:\n${targets}`) });
    const files = packageFiles({
      regions: ['land', 'east<<land', 'west<<land'],
      indicators: ['gdp 亿元 flow'],
      plans: {
        ...plan('above', target('land', 100) + target('east', 60) + target('west', 50)),
        ...plan('below', target('land', 100) + target('east', 30) + target('west', 50)),
        ...plan('lacking', target('land', 100) + target('east', 30)),
        ...plan('exact', target('land', 100, 'eq') + target('east', 30, 'eq') + target('west', 71, 'eq')),
      },
    });
    const { model } = await world({ files });
    expect(planSums(model).map((row) => [row.source.name, row.status, row.difference, row.missing])).toEqual([
      ['above', 'consistent', 10, []],
      ['below', 'differs', -20, []],
      ['exact', 'rounding', 1, []],
      ['lacking', 'incomplete', undefined, ['west']],
    ]);
  });

  it('publishedSums and scenarioSums tell the same of published years, and scenarios carry the rounding on in proportion', async () => {
    const small = await threeLevels();
    const { model } = small;
    const published = publishedSums(model).filter((row) => row.indicator === 'gdp');
    expect(published.map((row) => [row.parent, row.year, row.difference])).toEqual([
      ['land', 2015, 5],
      ['land', 2017, -4],
      ['east', 2015, 1],
      ['east', 2017, 4],
    ]);
    expect(published.map((row) => row.allowance)).toEqual([1.5, 1.5, 1.5, 1.5]);
    expect(published.map((row) => row.status)).toEqual(['differs', 'differs', 'rounding', 'differs']);
    const done = small.run(['baseline']);
    const scenario = scenarioSums(model, done.reader, 'baseline').filter(
      (row) => row.indicator === 'gdp' && row.parent === 'land',
    );
    expect(scenario.filter(({ year }) => year === 2015 || year === 2017).map((row) => row.difference)).toEqual([5, -4]);
    const last = scenario.at(-1);
    expect(last?.allowance).toBeCloseTo((1.5 * (last?.parentPart.value ?? 0)) / 120, 12);
  });

  it('scenarioRatios weighs the children by their denominators', async () => {
    const small = await threeLevels();
    const { model } = small;
    const [row] = scenarioRatios(
      model,
      small.run(['baseline']).reader,
      'baseline',
      [2017],
      (_, parent) => parent === 'land',
    );
    expect(row?.weighted).toBeCloseTo((100 * 3) / 116, 12);
    expect(row?.difference).toBeCloseTo((100 * 3) / 116 - (100 * 3) / 120, 12);
    expect(row?.denominatorPercent).toBeCloseTo((100 * (116 - 120)) / 120, 12);
  });
});

describe('reconcileScenario', () => {
  it.each(RECONCILE_METHODS)(
    'reconcileScenario by %s adds up on all levels, leaves published values, and keeps what the method keeps',
    async (method) => {
      const small = await threeLevels();
      const { model } = small;
      const { reader } = small.run(['mine']);
      const found = reconcileScenario(model, reader, {
        scenario: 'mine',
        indicator: 'gdp',
        root: 'land',
        years: { first: 2015, last: 2020 },
        method,
      });
      expect(found.issues.map((issue) => issue.code)).toEqual(['both-stand', 'both-stand']);
      const at = (region: string, year: number) =>
        found.cells.find((cell) => cell.region === region && cell.year === year);
      for (const year of [2018, 2019, 2020]) {
        expect(at('land', year)?.after).toBeCloseTo((at('east', year)?.after ?? 0) + (at('west', year)?.after ?? 0), 9);
        expect(at('east', year)?.after).toBeCloseTo((at('e1', year)?.after ?? 0) + (at('e2', year)?.after ?? 0), 9);
      }
      for (const year of [2015, 2016, 2017])
        for (const cell of found.cells.filter((one) => one.year === year)) expect(cell.after).toBe(cell.before);
      if (method === 'top-down' || method === 'proportional')
        expect(at('land', 2020)?.after).toBe(at('land', 2020)?.before);
      if (method === 'bottom-up')
        for (const leaf of ['west', 'e1', 'e2']) expect(at(leaf, 2020)?.after).toBe(at(leaf, 2020)?.before);
      // Gross & Sohl: mean of the published shares of 2015 and 2017.
      if (method === 'top-down')
        expect((at('east', 2019)?.after ?? 0) / (at('land', 2019)?.after ?? 1)).toBeCloseTo(
          (40 / 100 + 50 / 116) / 2,
          12,
        );
      if (method === 'structural')
        expect(
          ((at('land', 2020)?.after ?? 0) - (at('land', 2020)?.before ?? 0)) *
            ((at('west', 2020)?.after ?? 0) - (at('west', 2020)?.before ?? 0)),
        ).toBeLessThan(0);
      expect(found.moved.every((cell) => cell.after !== cell.before && cell.year > 2017)).toBe(true);
    },
  );

  it.each(RECONCILE_METHODS)(
    'the scenario file of %s gives the reconciled values when it is run, to 1e-9',
    async (method) => {
      const first = await threeLevels();
      const before = first.run(['mine']);
      const ran = before.scenarios.find((one) => one.id === 'mine');
      if (!ran) throw new Error('not run');
      const found = reconcileScenario(first.model, before.reader, {
        scenario: 'mine',
        indicator: 'gdp',
        root: 'land',
        years: { first: 2018, last: 2020 },
        method,
      });
      const probe = scenarioProbe(before, ran);
      const text = reconciledScenarioText(
        first.model,
        found,
        'sum',
        { zh: '甲', en: 'a' },
        (...cell) => probe.value(...cell),
        (...cell) => probe.reference(...cell),
      );
      const after = (await threeLevels({ sum: text.split('\n').slice(2).join('\n') })).run(['sum']);
      for (const cell of found.cells)
        expect(
          Math.abs((after.reader.value('sum', cell.region, 'gdp', cell.year) ?? Number.NaN) / cell.after - 1),
        ).toBeLessThan(1e-9);
    },
  );

  it('reconcileScenario refuses what does not add up, is computed, has no children or no data, and says why', async () => {
    const { model, reader } = await real();
    const ask = (indicator: string, root: string, method: (typeof RECONCILE_METHODS)[number] = 'structural') =>
      reconcileScenario(model, reader, {
        scenario: 'baseline',
        indicator,
        root,
        years: { first: 2025, last: 2027 },
        method,
      });
    expect(ask('rd_intensity', 'zhejiang').issues[0]).toMatchObject({
      code: 'does-not-add-up',
      hint: 'reconcile the amounts it is computed from',
    });
    expect(ask('hightech_enterprises_added', 'jiaxing').issues[0]).toMatchObject({ code: 'is-computed' });
    expect(ask('gdp', 'pinghu').issues[0]).toMatchObject({ code: 'no-children' });
    expect(ask('rd_expenditure', 'zhejiang').issues[0]?.message).toMatch(/no value for .*wenzhou.*lishui/);
    expect(ask('population', 'jiaxing', 'top-down').issues).toEqual([]);
    expect(
      reconcileScenario(model, reader, {
        scenario: 'replay-province-path',
        indicator: 'rd_expenditure',
        root: 'zhejiang',
        years: { first: 2017, last: 2020 },
        method: 'top-down',
        asOf: 2016,
      }).issues[0],
    ).toMatchObject({ code: 'no-proportions' });
  });
});

let done: Run | undefined;
async function real(): Promise<Run> {
  done ??= (await realWorld()).run(['baseline', 'replay-province-path']);
  return done;
}
beforeAll(async () => {
  await real();
});

describe('the shipped package', () => {
  it('planSums: the eleven cities are 11 below the province in R&D 2016, 32 above in high-tech value added, exact in investment up to rounding', async () => {
    const { model } = await real();
    const row = (indicator: string, year: number) =>
      planSums(model).find((one) => one.indicator === indicator && one.year === year);
    expect(row('rd_expenditure', 2016)).toMatchObject({ sum: 1115, difference: -11, allowance: 6, status: 'differs' });
    expect(row('hightech_value_added', 2016)).toMatchObject({ sum: 5335, difference: 32, status: 'differs' });
    expect(row('hightech_value_added', 2020)).toMatchObject({ difference: 0, status: 'equal' });
    expect(row('hightech_investment', 2018)).toMatchObject({ status: 'rounding' });
    expect(row('hightech_investment', 2018)?.allowance).toBeCloseTo(0.6, 12);
    expect(row('rd_personnel', 2020)).toMatchObject({ difference: 1, status: 'rounding' });
    expect(row('tech_transactions', 2019)).toMatchObject({ status: 'rounding' });
  });

  it('publishedSums: the cities of 2013 are 91.39 below the province, the counties of Jiaxing add up to its people of 2021', async () => {
    const { model } = await real();
    const rows = publishedSums(model);
    expect(rows.find((one) => one.indicator === 'gdp' && one.year === 2013)?.difference).toBeCloseTo(
      37477.11 - 37568.5,
      8,
    );
    expect(
      rows.find((one) => one.indicator === 'population' && one.parent === 'jiaxing' && one.year === 2021),
    ).toMatchObject({ status: 'rounding' });
  });

  it('reconciled GDP of the province, written and run, adds up in every year to come', async () => {
    const { model, reader, scenarios } = await real();
    const ran = scenarios.find((one) => one.id === 'baseline');
    if (!ran || !done) throw new Error('not run');
    const found = reconcileScenario(model, reader, {
      scenario: 'baseline',
      indicator: 'gdp',
      root: 'zhejiang',
      years: { first: 2025, last: 2030 },
      method: 'structural',
    });
    const probe = scenarioProbe(done, ran);
    const text = reconciledScenarioText(
      model,
      found,
      'summed',
      { zh: '甲', en: 'a' },
      (...cell) => probe.value(...cell),
      (...cell) => probe.reference(...cell),
    );
    const workspace = await realWorkspace();
    const loaded = await load({
      ...workspace,
      scenarioFiles: new Map([...workspace.scenarioFiles, ['scenarios/summed.yaml', new TextEncoder().encode(text)]]),
    });
    if (!loaded.program) throw new Error('no program');
    const again = run(loaded.program, loaded.scenarios, ['summed']);
    const rows = scenarioSums(model, again.reader, 'summed', {
      indicators: new Set(['gdp']),
      parents: new Set(['zhejiang']),
      years: { first: 2025, last: 2030 },
    });
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(Math.abs(row.difference ?? 1)).toBeLessThan(1e-6);
  });
});

describe('shareOut', () => {
  const request = { scenario: 'baseline', indicator: 'gdp', parent: 'land', year: 2020, target: 200 } as const;

  it('shareOut by share lets all grow alike, by growth and distance share the increase, and the parts add up', async () => {
    const small = await threeLevels();
    const { model } = small;
    const { reader } = small.run(['baseline']);
    const expected = (region: string) => reader.value('baseline', region, 'gdp', 2020) ?? 0;
    const share = shareOut(model, reader, { ...request, by: 'share' });
    expect(share.baseYear).toBe(2017);
    expectClose(
      share.allotments.map((one) => one.allotted),
      [(200 * 50) / 116, (200 * 66) / 116],
    );
    expectClose(
      share.allotments.map((one) => one.needed),
      [0, 0].map(() => (200 / 116) ** (1 / 3) - 1),
    );
    const growth = shareOut(model, reader, { ...request, by: 'growth' });
    const [east, west] = [expected('east') - 50, expected('west') - 66];
    expectClose(
      growth.allotments.map((one) => one.allotted),
      [50 + (84 * east) / (east + west), 66 + (84 * west) / (east + west)],
    );
    // What each lacks to the leader's ratio: (3.03 % − 2 %) of 50 for the east, nothing for the west, the leader.
    const distance = shareOut(model, reader, {
      ...request,
      indicator: 'rd',
      target: 6,
      by: 'distance',
      leader: 'best',
    });
    expectClose(
      distance.allotments.map((one) => one.allotted),
      [4, 2],
    );
    for (const found of [share, growth]) expect(found.total).toBeCloseTo(200, 10);
  });

  it('shareOut says who reaches theirs: in the scenario, at the fastest growth published, or not', async () => {
    const small = await threeLevels();
    const { model } = small;
    const { reader } = small.run(['baseline']);
    // Published growth 2015-2017: land √(120/95) − 1 = 12.4 %, east 11.8 %, west 4.9 %.
    const ask = (target: number) => shareOut(model, reader, { ...request, target, by: 'share' });
    expect(ask(120).allotments.map((one) => one.reach)).toEqual(['reached', 'reached']);
    expect(ask(116 * 1.12 ** 3).allotments.map((one) => one.reach)).toContain('in_reach');
    expect(ask(116 * 1.13 ** 3).allotments.map((one) => one.reach)).toEqual(['out_of_reach', 'out_of_reach']);
    expect(ask(120).fastest?.region).toBe('land');
    expect(ask(120).fastest?.growth).toBeCloseTo(Math.sqrt(120 / 95) - 1, 12);
  });

  it('shareOut of a ratio has the target as its weighted mean, whatever the basis', async () => {
    const { model, reader } = await real();
    for (const by of ['share', 'growth', 'distance', 'points'] as const) {
      const found = shareOut(model, reader, {
        scenario: 'replay-province-path',
        indicator: 'rd_intensity',
        parent: 'zhejiang',
        year: 2020,
        target: 2.8,
        by,
      });
      expect(found.total).toBeCloseTo(2.8, 12);
    }
  });

  it('shareOut refuses a region without children, an indicator without levels, and nothing to share by', async () => {
    const { model, reader } = await real();
    const ask = (more: object) =>
      shareOut(model, reader, {
        scenario: 'baseline',
        indicator: 'gdp',
        parent: 'zhejiang',
        year: 2027,
        target: 1,
        by: 'share',
        ...more,
      }).issues[0];
    expect(ask({ parent: 'pinghu' })?.code).toBe('no-children');
    expect(ask({ indicator: 'rd_expenditure' })?.message).toMatch(/no level for .*wenzhou/);
    expect(ask({ indicator: 'labour_productivity' })?.code).toBe('no-base');
    expect(ask({ indicator: 'rd_intensity_rank_in_province' })?.code).toBe('does-not-add-up');
    expect(ask({ by: 'distance', leader: 'jiashan', indicator: 'gdp', year: 2012 })?.code).toBe('no-base');
  });
});
