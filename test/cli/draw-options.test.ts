// --draws and its companions: what is refused, and with which words.

import { describe, expect, it } from 'vitest';
import { beyondMemory, type DrawFlags, designOf, jobsOf } from '../../src/cli/draw-options.ts';
import { UsageError } from '../../src/cli/status.ts';
import { bytesOf } from '../../src/engine/index.ts';

function refusal(flags: DrawFlags): string {
  try {
    designOf(flags);
    jobsOf(flags);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  }
}

describe('designOf', () => {
  it.each(['0', '-5', '1.5', '1e12', '1e99', 'many', '', 'NaN', '0x10', '１０２４'])(
    '--draws %j is refused',
    (draws) => {
      expect(refusal({ draws })).toBe(
        `--draws is a whole number from 1 to 4294967296, not "${draws}"\n1024 is a good number; 4096 for tails`,
      );
    },
  );

  it.each([
    [{ draws: '16', method: 'foo' }, '--method knows sobol, lhs, random, not "foo"'],
    [{ draws: '16', method: 'Sobol' }, '--method knows sobol, lhs, random, not "Sobol"\ndid you mean "sobol"?'],
    [{ draws: '16', seed: '-1' }, '--seed is a whole number from 0 to 9007199254740991, not "-1"'],
    [{ draws: '16', jobs: '0' }, '--jobs is a whole number from 1 to 256, not "0"'],
    [{ dropUndefined: true }, '--drop-undefined is for runs with --draws'],
    [
      { draws: '16', dropUndefined: true },
      'draws cannot be left out of Sobol points: what is left would no longer be even\nadd --method random',
    ],
    [
      { draws: '16', dropUndefined: true, method: 'lhs' },
      'draws cannot be left out of a Latin hypercube: what is left would no longer be even\nadd --method random',
    ],
    [{ draws: '16', dropUndefined: true, method: 'random' }, 'accepted'],
    [{ draws: '1e3', seed: '0', method: 'lhs', jobs: '2' }, 'accepted'],
  ])('%j: %s', (flags, told) => {
    expect(refusal(flags)).toBe(told);
  });
});

describe('beyondMemory', () => {
  const free = 100 * 2 ** 20;
  const told = (draws: number, outputs = 5000) => beyondMemory(free, outputs, outputs, draws, 1, bytesOf);

  it('says what is needed, what is free, and a number of draws that fits while twice as many do not', () => {
    const [, needed, fitting] =
      /^65536 draws of 5000 values need (\d+) MiB, 100 MiB are free; (\d+) draws would fit$/.exec(told(65_536) ?? '') ??
      [];
    // All draws of all values are kept: 65 536 · 5 000 numbers of 8 bytes, beside what is worked on.
    expect(Number(needed)).toBeGreaterThan((65_536 * 5000 * 8) / 2 ** 20);
    expect(told(Number(fitting))).toBeUndefined();
    expect(told(2 * Number(fitting))).toBeDefined();
  });

  it('more draws than are kept need no more than others, however many', () => {
    expect(told(4_294_967_296, 500)).toBeUndefined();
    expect(bytesOf(500, 500, 4_294_967_296, 1)).toBe(bytesOf(500, 500, 100_000, 1));
  });
});
