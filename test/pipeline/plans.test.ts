// The shipped package: a baseline that is told to follow a plan gives that plan's own numbers.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Target } from '../../src/model/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { realWorld } from '../worlds/real.ts';
import type { World } from '../worlds/world.ts';

const heading = (id: string) => `scenario: ${id}\ntitle: {zh: ${id}, en: ${id}}\n`;
let small: World;
let done: Run;

beforeAll(async () => {
  small = await realWorld({
    path: `${heading('path')}as_of: 2016\nassume: {growth: path}\n`,
    'path-of-plan': `${heading('path-of-plan')}as_of: 2016\nassume: {growth: "path:zhejiang-yizhuan-sichuang"}\n`,
    implied: `${heading('implied')}as_of: 2016\nassume: {growth: implied}\n`,
    'implied-13fyp': `${heading('implied-13fyp')}as_of: 2016\nassume: {growth: "implied:jiaxing-13fyp"}\n`,
    'implied-315': `${heading('implied-315')}assume: {growth: "implied:jiaxing-315"}\n`,
  });
  done = small.run();
});

type OfKind<K extends Target['kind']> = Extract<Target, { kind: K }>;
const targetsOf = <K extends Target['kind']>(plan: string, kind: K): readonly OfKind<K>[] =>
  small.model.targets.filter((target): target is OfKind<K> => target.plan === plan && target.kind === kind);

/** Cells that miss the plan's figure by more than 1e-9 of it, or have no value. */
function misses(
  scenario: string,
  figures: readonly (readonly [region: string, indicator: string, year: number, value: number])[],
): readonly string[] {
  return figures.flatMap(([region, indicator, year, value]) => {
    const found = done.reader.value(scenario, region, indicator, year);
    return found !== undefined && Math.abs(found - value) <= 1e-9 * Math.abs(value)
      ? []
      : [`${region} ${indicator} ${year}: ${found} for ${value}`];
  });
}

describe('yearly figures of the provincial annexes, as seen in 2016', () => {
  test.each(['path', 'path-of-plan'])('all regions, indicators and years under %s', (scenario) => {
    const figures = targetsOf('zhejiang-yizhuan-sichuang', 'path').flatMap((target) =>
      [...target.values].map(([year, value]) => [target.region, target.indicator, year, value] as const),
    );
    // Eight annexes of five years, two columns in one of them: twelve regions, the last annex counted as well.
    expect(new Set(figures.map(([region]) => region)).size).toBe(12);
    expect(figures.length).toBeGreaterThanOrEqual(12 * 5 * 8);
    expect(misses(scenario, figures)).toEqual([]);
  });
});

describe('targets of Jiaxing', () => {
  test.each(['implied-13fyp', 'implied'])(
    'every level of the 13th plan whose series has a base, as seen in 2016 under %s',
    (scenario) => {
      const withBase = targetsOf('jiaxing-13fyp', 'level').filter((target) => hasBase(target, 2016));
      expect(withBase.length).toBeGreaterThanOrEqual(11); // the rows of the plan's main table
      expect(
        misses(
          scenario,
          withBase.map(({ region, indicator, year, value }) => [region, indicator, year, value] as const),
        ),
      ).toEqual([]);
    },
  );

  test('every level of the 315 plan whose series has a base', () => {
    const withBase = targetsOf('jiaxing-315', 'level').filter((target) => hasBase(target, undefined));
    expect(withBase.map((target) => target.indicator)).toEqual(
      expect.arrayContaining(['rd_intensity', 'hightech_enterprises']),
    );
    expect(
      misses(
        'implied-315',
        withBase.map(({ region, indicator, year, value }) => [region, indicator, year, value] as const),
      ),
    ).toEqual([]);
  });
});

/** Whether something is published about the series before the target's year, and nothing in it. */
function hasBase(target: OfKind<'level'>, asOf: number | undefined): boolean {
  const mine = small.model.observations.filter(
    (one) =>
      one.indicator === target.indicator &&
      one.region === target.region &&
      one.since === undefined &&
      (asOf === undefined || one.published <= asOf),
  );
  return mine.some((one) => one.year < target.year) && !mine.some((one) => one.year >= target.year);
}
