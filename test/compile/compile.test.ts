// Orders and loops: what needs what, the order of a year, and the order over all years.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { components, findLoop, indicatorAt } from '../../src/compile/index.ts';
import { realWorld } from '../worlds/real.ts';
import { loadWorld, packageFiles, responsesText, world } from '../worlds/world.ts';

const graph = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc.array(
    fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }).map((list) => new Set(list)),
    { minLength: size, maxLength: size },
  ),
);

/** Whether `to` can be reached from `from` in at least one step: by trying all ways, one step at a time. */
function reaches(needs: readonly ReadonlySet<number>[], from: number, to: number): boolean {
  let front = new Set(needs[from]);
  for (let step = 0; step < needs.length; step++)
    front = new Set([...front, ...[...front].flatMap((node) => [...(needs[node] ?? [])])]);
  return front.has(to);
}

describe('components(needs)', () => {
  test('every node once, after all it needs, together with those that need one another', () => {
    fc.assert(
      fc.property(graph, (needs) => {
        const groups = components(needs);
        expect(groups.flat().sort((a, b) => a - b)).toEqual(needs.map((_, node) => node));
        const groupOf = (node: number) => groups.findIndex((group) => group.includes(node));
        for (let a = 0; a < needs.length; a++) {
          for (const b of needs[a] ?? []) expect(groupOf(b)).toBeLessThanOrEqual(groupOf(a));
          for (let b = 0; b < needs.length; b++)
            if (a !== b) expect(groupOf(a) === groupOf(b)).toBe(reaches(needs, a, b) && reaches(needs, b, a));
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('findLoop(needs) gives a loop exactly where there is one', () => {
    fc.assert(
      fc.property(graph, (needs) => {
        const loop = findLoop(needs);
        expect(loop !== undefined).toBe(needs.some((_, node) => reaches(needs, node, node)));
        if (!loop) return;
        expect(loop.at(0)).toBe(loop.at(-1));
        for (const [k, node] of loop.slice(0, -1).entries()) expect(needs[node]?.has(loop[k + 1] ?? -1)).toBe(true);
        expect(new Set(loop).size).toBe(loop.length - 1);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('compile(model)', () => {
  test('orders a year so that what a cell needs of its own year comes first', async () => {
    const { program } = await realWorld();
    const rank = new Map(program.yearOrder.map((indicator, k) => [indicator, k]));
    expect(rank.size).toBe(program.model.indicators.length);
    for (const [i, formula] of program.identities.entries())
      for (const input of formula?.inputs ?? [])
        if (input.lag === 0) expect(rank.get(input.indicator)).toBeLessThan(rank.get(i) ?? -1);
    for (const [i, responses] of program.responses.entries())
      for (const response of responses)
        if ((response.lags[0] ?? 0) > 0) expect(rank.get(response.to)).toBeLessThan(rank.get(i) ?? -1);
  });

  test('every indicator stands in the reference order once, as itself or as the part of a ratio', async () => {
    const { program } = await realWorld();
    const placed = program.reference
      .flat()
      .flatMap((step) => (step.kind === 'pair' ? [step.ratio, step.part] : [step.indicator]));
    expect([...placed].sort((a, b) => a - b)).toEqual(program.model.indicators.map((_, i) => i));
  });

  test('knows what a lever may reach, through formulas, responses and lags', async () => {
    const { program, model } = await world({
      files: packageFiles({
        indicators: ['a 亿元 flow', 'b 亿元 flow', 'c 亿元 flow formula: b + lag(a)', 'd 亿元 flow'],
        responses: responsesText(['b<-a elasticity 0.5 0 1']),
      }),
    });
    const moved = (id: string) =>
      [...(program.moves[model.indicatorIndex.get(id) ?? -1] ?? [])].map((i) => indicatorAt(model, i).id).sort();
    expect([moved('a'), moved('b'), moved('c'), moved('d')]).toEqual([['b', 'c'], ['c'], [], []]);
    expect(() => indicatorAt(model, 99)).toThrow('no indicator at 99');
  });

  test('a loop through a lag is allowed, warned about only where its elasticities multiply to 1 or more', async () => {
    const loop = (first: number, second: number) =>
      loadWorld({
        files: packageFiles({
          indicators: ['a 亿元 flow', 'b 亿元 flow'],
          responses: responsesText([`b<-a elasticity ${first}`, `a<-b elasticity ${second} 0 1`]),
        }),
      });
    expect((await loop(0.9, 0.9)).issues).toEqual([]);
    const [warning] = (await loop(1.25, 0.8)).issues;
    expect(warning).toMatchObject({
      code: 'unstable-loop',
      severity: 'warning',
      message: expect.stringContaining('a → b → a multiply to 1.00'),
    });
  });
});
