import { describe, expect, it } from 'vitest';
import { realWorld } from '../worlds/real.ts';

describe('a response as a share of an amount', () => {
  it('takes nothing of the points of an index: GDP of cities whose R&D is an index stays', async () => {
    const world = await realWorld();
    const { model, reader } = world.run(['cities-push']);
    const indexed = model.regions
      .map((region) => region.id)
      .filter((region) => reader.cell('cities-push', region, 'rd_expenditure', 2027)?.basis === 'index');
    expect(indexed.length).toBeGreaterThan(3);
    for (const region of indexed) {
      expect(reader.value('cities-push', region, 'rd_expenditure', 2027)).toBeGreaterThan(
        reader.value('baseline', region, 'rd_expenditure', 2027) ?? Number.NaN,
      );
      expect(reader.value('cities-push', region, 'gdp', 2027)).toBe(reader.value('baseline', region, 'gdp', 2027));
    }
  });
});
