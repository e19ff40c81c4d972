import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAt, positionAt } from '../../src/text/index.ts';

/** Plain second way: walk the code points one by one. */
function positionByCounting(text: string, offset: number) {
  let line = 1;
  let column = 1;
  for (let i = 0; i < Math.min(offset, text.length); ) {
    const character = String.fromCodePoint(text.codePointAt(i) ?? 0);
    if (character === '\n') [line, column] = [line + 1, 1];
    else column++;
    i += character.length;
  }
  return { line, column };
}

describe('positionAt', () => {
  it('counts lines and columns from 1, and a character outside the basic plane as one column', () => {
    const source = { file: 'a', text: '嘉兴\n🚀x: 1\r\ny' };
    expect(positionAt(source, 0)).toEqual({ line: 1, column: 1 });
    expect(positionAt(source, 1)).toEqual({ line: 1, column: 2 });
    expect(positionAt(source, source.text.indexOf('x'))).toEqual({ line: 2, column: 2 });
    expect(positionAt(source, source.text.indexOf('y'))).toEqual({ line: 3, column: 1 });
  });

  it('gives the place behind the end for offsets beyond the text', () => {
    expect(positionAt({ file: 'a', text: 'ab\n' }, 99)).toEqual({ line: 2, column: 1 });
    expect(positionAt({ file: 'a', text: '' }, 0)).toEqual({ line: 1, column: 1 });
  });

  it('agrees with counting, at every character of any text', () => {
    const unit = fc.constantFrom('a', '嘉', '🚀', '\n', '\r\n', ' ');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const text = units.join('');
        const source = { file: 'a', text };
        let offset = 0;
        for (const part of units) {
          expect(positionAt(source, offset)).toEqual(positionByCounting(text, offset));
          offset += part.length;
        }
      }),
      { seed: 1 },
    );
  });

  it('grows by k lines when k lines are put before', () => {
    for (const lines of [0, 1, 2, 100]) {
      const text = `${'x\n'.repeat(lines)}甲: 1`;
      expect(positionAt({ file: 'a', text }, text.indexOf(':'))).toEqual({ line: lines + 1, column: 2 });
    }
  });

  it('stays cheap for many places in a big file, also one without line ends', () => {
    for (const text of ['a: 1\n'.repeat(400_000), 'a'.repeat(2_000_000)]) {
      const source = { file: 'a', text };
      let sum = 0;
      // 100,000 look-ups that scanned from the start would read 10^11 characters.
      for (let i = 0; i < 100_000; i++) sum += positionAt(source, i * 20).column;
      expect(sum).toBeGreaterThan(0);
    }
  }, 5_000);
});

describe('lineAt', () => {
  it('gives the line without its line end', () => {
    const source = { file: 'a', text: 'one\r\ntwo\n\nfour' };
    expect([1, 2, 3, 4, 5].map((line) => lineAt(source, line).text)).toEqual(['one', 'two', '', 'four', '']);
    expect(lineAt(source, 2).start).toBe(5);
  });
});
