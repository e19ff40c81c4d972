import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber, repairNumber, wrongNumber } from '../../src/text/index.ts';

describe('readNumber', () => {
  it.each([
    ['0', 0],
    ['3.2', 3.2],
    ['+2', 2],
    ['-0.5', -0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1.5E-3', 0.0015],
    ['007', 7],
    ['9007199254740991', 9007199254740991],
    ['1e300', 1e300],
  ])('reads %s', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    ' 1',
    '1 ',
    '1,200',
    '1 200',
    '1_000',
    '１２',
    '5%',
    '５％',
    '－5',
    '−5',
    '0x10',
    '0b1',
    '1e',
    'e3',
    '.',
    '-',
    '+-1',

    'Infinity',
    '-Infinity',
    'NaN',
    '1e400',
    '1.2.3',
    '12abc',
    '1,5',
    '1.5万',
    '--1',
    '9007199254740993',
    '１',
    '²',
    '٣',
    '1\n',
    'true',
    'null',
    '12:30',
    `${'1'.repeat(101)}`,
  ])('refuses %j', (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  it('reads what JavaScript prints of any finite number, to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = String(value);
        // Whole numbers beyond 2^53 are refused unless an exponent says that they are rounded.
        const rounded = Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e');
        expect(readNumber(text)).toBe(rounded ? undefined : value === 0 ? 0 : value);
      }),
      { seed: 4 },
    );
  });
});

describe('repairNumber', () => {
  it.each([
    ['１２', '12'],
    ['１２．５％', '12.5'],
    ['5%', '5'],
    ['－5', '-5'],
    ['−5', '-5'],
    ['＋2', '+2'],
    ['1,200', '1200'],
    ['1，200', '1200'],
    ['1 200 000.5', '1200000.5'],
    ['1_000', '1000'],
    ["1'000", '1000'],
    ['2021年', '2021'],
    ['300 家', '300'],
    [' 3.2 ', '3.2'],
    ['\u30003.2', '3.2'],
  ])('makes %j into %s', (text, repaired) => {
    expect(repairNumber(text)).toBe(repaired);
  });

  it.each(['', '3.2', '1,5', '12,34', '1.5万', '约3', '3-5', '①', '10²', 'abc', '1,2,3', '1,200,30'])(
    'does not guess at %j',
    (text) => {
      expect(repairNumber(text)).toBeUndefined();
    },
  );
});

describe('wrongNumber', () => {
  const place = { file: 'a.csv', start: 0, end: 1 };

  it('says what to write', () => {
    expect(wrongNumber('1,200', place)).toMatchObject({
      code: 'not-a-number',
      message: 'expected a plain number, found "1,200"',
      hint: 'a plain number is expected: write 1200',
      place,
    });
  });

  it('calls an empty cell empty', () => {
    expect(wrongNumber(' ', place).message).toBe('expected a plain number, found an empty cell');
  });
});
