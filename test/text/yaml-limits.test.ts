// Files made to cost: refused by a stated limit, before anything recurses or grows.

import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS, readYaml } from '../../src/text/index.ts';
import { runsOf } from '../thorough.ts';
import { faultsOf } from './reading.ts';

const codesOf = (text: string) => readYaml({ file: 'a', text }).issues.map(({ code }) => code);

describe('the limit of depth', () => {
  const shapes: readonly (readonly [string, (depth: number) => string])[] = [
    ['brackets', (depth) => '['.repeat(depth) + ']'.repeat(depth)],
    ['braces', (depth) => `${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`],
    ['dashes', (depth) => `${'- '.repeat(depth)}a`],
    [
      'stairs',
      (depth) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:${i === depth - 1 ? ' 1' : ''}\n`).join(''),
    ],
    ['lists in maps', (depth) => `${'{a: ['.repeat(depth / 2)}${depth % 2 === 1 ? '[]' : ''}${']}'.repeat(depth / 2)}`],
  ];

  it.each(shapes)('lets 63 and 64 levels of %s pass and refuses 65', (_, nested) => {
    expect(LIMITS.yamlDepth).toBe(64);
    expect([63, 64, 65].map((depth) => codesOf(nested(depth)))).toEqual([[], [], ['too-deep']]);
  });

  /** Calls `f` from a stack that is already `depth` calls deep. */
  function atCallDepth(depth: number, f: () => void): void {
    if (depth === 0) f();
    else atCallDepth(depth - 1, f);
  }

  it('refuses 900 brackets, again and again from many depths of the call stack', () => {
    // Handed to the composer, the third of these aborts Node: FATAL ERROR: RegExpCompiler Allocation failed.
    const text = '['.repeat(900) + ']'.repeat(900);
    for (let depth = 0; depth <= 4000; depth += runsOf(500, 100)) {
      atCallDepth(depth, () => {
        for (let i = 0; i < 4; i++) expect(codesOf(text)).toEqual(['too-deep']);
      });
    }
  });

  it('refuses 10,000 and a million levels as fast as 65', () => {
    for (const depth of [10_000, 1_000_000]) {
      const start = performance.now();
      expect(codesOf('['.repeat(depth))).toEqual(['too-deep']);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });

  it('points at the level that is one too many', () => {
    expect(faultsOf('['.repeat(100))).toEqual(['1:65 too-deep']);
  });
});

describe('the limits of size', () => {
  it.each([
    ['characters', LIMITS.yamlCharacters, (n: number) => `a: ${'x'.repeat(n - 3)}`],
    // a list of n - 1 items is n nodes
    ['keys and values', LIMITS.yamlNodes, (n: number) => `[${'1,'.repeat(n - 2)}1]`],
    // each of the n - 4 line ends is a piece; before them stand a byte mark and two pieces for the text
    ['words and signs', LIMITS.yamlPieces, (n: number) => `a${'\n'.repeat(n - 3)}`],
  ])('let %s pass up to the limit and refuse one more', (what, limit, text) => {
    expect(codesOf(text(limit))).toEqual([]);
    const [issue, ...others] = readYaml({ file: 'a', text: text(limit + 1) }).issues;
    expect(others).toEqual([]);
    expect(issue?.code).toBe('too-large');
    expect(issue?.message).toContain(what);
  });
});

describe('the check for duplicate keys', () => {
  /** Best of three, so that a pause of the machine does not count. */
  function secondsFor(keys: number): number {
    const text = Array.from({ length: keys }, (_, i) => `key${i}: v\n`).join('');
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      expect(codesOf(text)).toEqual([]);
      return performance.now() - start;
    });
    return Math.min(...times);
  }

  it('grows with the number of keys and not with its square', () => {
    secondsFor(2_000);
    // Sixteen times as many take about as many times as long; by the square they take 256 times as long. A busy machine stays between.
    expect(secondsFor(32_000) / secondsFor(2_000)).toBeLessThan(90);
  });

  it('takes 50,000 keys, and finds the one that is given twice', () => {
    const text = `${Array.from({ length: 50_000 }, (_, i) => `key${i}: v\n`).join('')}key777: w\n`;
    expect(faultsOf(text)).toEqual(['50001:1 duplicate-key']);
  });
});

describe('readYaml of hostile text', () => {
  const size = runsOf(30_000, 100_000);
  const flood = (text: string) => text.repeat(Math.floor(size / text.length));
  it.each([
    ['line ends', flood('\n')],
    ['documents', flood('---\n')],
    ['closing brackets', flood(']')],
    ['aliases', `[${flood('*a,')}]`],
    ['tags', flood('!! ')],
    ['quotes', flood('"')],
    ['escaped quotes', `"${flood('\\"')}`],
    ['open brackets of rows', flood('[\n')],
    ['full-width commas', flood('，')],
    ['full-width commas in items', `[${flood('1，, ')}]`],
    ['full-width keys', flood('a：\n')],
    ['ideographic spaces', `a: ${flood('\u3000')}x`],
    ['curly quotes and spaces', `a: "${flood('”  ')}`],
    ['full-width braces', `a: {${flood('b｝ ')}`],
    ['wrong indentation', flood(' a: 1\nb: 2\n')],
    ['tabs', flood('\ta: 1\n')],
    ['spaces', `a:${flood(' ')}x`],
    ['digits', `a: １${flood(',111')}`],
    ['number signs', `a: x${flood(' ＃')}`],
    ['colons', flood('a:b')],
    ['escapes', `a: "${flood('\\0')}"`],
  ])('answers a flood of %s within seconds, and never throws', (_, text) => {
    const start = performance.now();
    const { document, issues } = readYaml({ file: 'a', text });
    expect(document === undefined).toBe(issues.length > 0);
    // The slowest takes a fifth of a second; a quadratic step would take minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('answers any mixture of signs with a document or with issues inside the text', () => {
    const signs = [
      'a',
      '1',
      ' ',
      '  ',
      '\n',
      '\t',
      ':',
      ': ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '#',
      '|',
      '>',
      '&a',
      '*a',
      '!t',
      '?',
      '%',
      '@',
    ];
    const chinese = [
      '：',
      '，',
      '“',
      '”',
      '［',
      '］',
      '｛',
      '｝',
      '＃',
      '－',
      '１',
      '％',
      '\u3000',
      '\u200b',
      '嘉',
      '🚀',
      '<<',
      '---\n',
      '\r\n',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs, ...chinese), { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const { document, issues } = readYaml({ file: 'a', text });
        expect(document === undefined).toBe(issues.length > 0);
        for (const { place } of issues) {
          expect(place?.start).toBeGreaterThanOrEqual(0);
          expect(place?.start).toBeLessThanOrEqual(text.length);
        }
      }),
      { seed: 8, numRuns: runsOf(600, 5000) },
    );
  });
});
