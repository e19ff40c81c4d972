// Two ways, one answer: the engine and the plain interpreter of test/oracle over random small worlds.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oracle } from '../oracle/interpreter.ts';
import { COMPUTED, randomWorld } from '../oracle/random-world.ts';
import { runsOf } from '../thorough.ts';
import { world } from '../worlds/world.ts';

test('run() gives what the plain interpreter gives, in every cell of random worlds', async () => {
  let cells = 0;
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(randomWorld, async (text) => {
      const small = await world(text);
      const done = small.run();
      // A formula without a value (nothing left to divide by) ends a run with an error; there is no number to compare.
      if (done.issues.some((issue) => issue.code === 'undefined-value')) return;
      for (const { id, scenario } of done.scenarios) {
        const plain = oracle(small.model, COMPUTED, scenario);
        for (const region of small.model.regions)
          for (const indicator of small.model.indicators)
            for (let year = 2015; year <= 2022; year++) {
              const expected = plain.scenario(region.id, indicator.id, year);
              const found = done.reader.value(id, region.id, indicator.id, year) ?? Number.NaN;
              cells += 1;
              if (expected !== plain.reference(region.id, indicator.id, year)) moved += 1;
              if (Number.isNaN(found) && Number.isNaN(expected)) continue;
              const close = Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
              if (!close)
                expect(
                  found,
                  `${id} ${region.id} ${indicator.id} ${year} (reference ${plain.reference(region.id, indicator.id, year)})`,
                ).toBe(expected);
            }
      }
    }),
    { numRuns: runsOf(25, 250), seed: 20270101 },
  );
  // The comparison must not be empty: levers move a good part of the cells.
  expect(moved / cells).toBeGreaterThan(0.1);
});
