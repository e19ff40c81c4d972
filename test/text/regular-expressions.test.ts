// No regular expression of the room takes more than linear time: each literal against long texts made to trip it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';

const room = 'src/text';
const LITERAL = /(?<=[(=,?:]\s*)\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/g;
const literals = readdirSync(room).flatMap((file) => {
  const code = readFileSync(join(room, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(LITERAL)].map(
    ([literal, source = '', flags = '']) => [`${file} ${literal}`, new RegExp(source, flags)] as const,
  );
});

const UNITS = [
  'a',
  '1',
  '1,111',
  ' ',
  '\t',
  '\n',
  '，',
  'a：',
  '”  ',
  'a:',
  '- ',
  '\u3000',
  ' #',
  '2021-',
  '.1',
  'e+1',
  "'",
  '_ ',
  '~',
  '\ud800',
];

describe('the regular expressions of the room', () => {
  it('are found', () => {
    expect(literals.length).toBeGreaterThan(35);
  });

  it.each(literals)('%s is linear', (_, expression) => {
    for (const unit of UNITS) {
      for (const tail of ['', '!', '\n']) {
        const text = unit.repeat(Math.floor(50_000 / unit.length)) + tail;
        const start = performance.now();
        text.search(expression);
        // A quadratic one takes seconds, a linear one a few milliseconds.
        expect(performance.now() - start).toBeLessThan(1_000);
      }
    }
  });
});
