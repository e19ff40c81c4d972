// Numbers from outside the code, by id.

import { expect } from 'vitest';
import methods from './methods.json' with { type: 'json' };

/** Vectors of the methods page. */
export const { vectors } = methods;

/** Compares lists of numbers relative to the size of what is expected. */
export function expectClose(
  actual: readonly (number | undefined)[],
  expected: readonly number[],
  relative = 1e-10,
): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, k) => {
    const found = actual[k] ?? Number.NaN;
    if (!(Math.abs(found - value) <= relative * Math.max(Math.abs(value), 1e-300) + 1e-12))
      expect(found, `value ${k} of ${expected.length}`).toBe(value);
  });
}
