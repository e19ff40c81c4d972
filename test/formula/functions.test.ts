// The list of functions: its examples run, and what it says of arguments is what the parser does.

import { describe, expect, test } from 'vitest';
import { FUNCTIONS, interpret, isReservedName, parseFormula } from '../../src/formula/index.ts';
import { read } from './support.ts';

describe.each(FUNCTIONS.map((entry) => [entry.name, entry] as const))(
  '%s',
  (name, { arity, examples, description, usage }) => {
    test.each(examples.map((example) => [example.formula, example] as const))(
      'the example %s gives its value',
      (formula, { given, value }) => {
        const series = (id: string) => [given[id] ?? []].flat();
        const readValue = (id: string, lag: number) => series(id).at(-1 - lag) ?? Number.NaN;
        const meanGrowth = (id: string) => {
          const known = series(id);
          return ((known.at(-1) ?? Number.NaN) / (known[0] ?? Number.NaN)) ** (1 / (known.length - 1)) - 1;
        };
        expect(formula).toContain(`${name}(`);
        expect(interpret(read(formula), readValue, meanGrowth)).toBeCloseTo(value, 14);
      },
    );

    test('takes as many arguments as it says', () => {
      const call = (n: number) => `${name}(${['a', ...Array(Math.max(0, n - 1)).fill('1')].slice(0, n).join(', ')})`;
      const taken = Array.from({ length: 10 }, (_, n) => n).filter((n) => parseFormula(call(n)).expr);
      expect(taken).toEqual(Array.from({ length: arity[1] - arity[0] + 1 }, (_, n) => arity[0] + n));
    });

    test('has a usage, one sentence and a reserved name', () => {
      expect(usage).toMatch(new RegExp(`^${name}\\(`));
      expect(description).toMatch(/^[a-z][^.]+$/);
      expect(isReservedName(name)).toBe(true);
      expect(isReservedName(name.toUpperCase())).toBe(true);
    });
  },
);

test('isReservedName leaves names of indicators alone', () => {
  expect(['rd_expenditure', 'gdp', 'index', 'mean', '税率', 'lag_years', 'ee'].filter(isReservedName)).toEqual([]);
  expect(['e', 'PI', 'constructor', '__proto__', 'toString', 'NaN', 'mod'].filter(isReservedName)).toHaveLength(7);
});
