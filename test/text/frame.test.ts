import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../src/base/index.ts';
import { describeIssue, formatIssue, sortIssues } from '../../src/text/index.ts';
import { runsOf } from '../thorough.ts';

/** An issue at the first occurrence of `mark` in `text`, and how it is printed. */
function printed(text: string, mark: string, more: Partial<Issue> = {}, color = false): string {
  const start = text.indexOf(mark);
  const issue: Issue = {
    code: 'x',
    severity: 'error',
    message: 'wrong',
    place: { file: 'a.yaml', start, end: start + mark.length },
    ...more,
  };
  return formatIssue(issue, (file) => (file === 'a.yaml' ? { file, text } : undefined), { color });
}

describe('formatIssue', () => {
  it('prints place, message, line, carets and hint', () => {
    const lines = [...Array.from({ length: 13 }, () => '#'), '  - indicator: rd_intensty', '    years: 2021'];
    const hint = 'did you mean "rd_intensity"?';
    expect(printed(lines.join('\n'), 'rd_intensty', { message: 'unknown indicator "rd_intensty"', hint })).toBe(
      [
        'a.yaml:14:16  unknown indicator "rd_intensty"',
        '  14 |   - indicator: rd_intensty',
        '     |                ^^^^^^^^^^^',
        '  did you mean "rd_intensity"?',
      ].join('\n'),
    );
  });

  it('puts carets under Chinese text, two columns a character', () => {
    expect(printed('碳价情景: 两百元', '两百元')).toBe(
      ['a.yaml:1:7  wrong', '  1 | 碳价情景: 两百元', '    |           ^^^^^^'].join('\n'),
    );
  });

  it('puts carets behind emoji, flags, families and accents', () => {
    // 🚀 2, 🇨🇳 2, 👨‍👩‍👧 2, ❤️ 2, é (two code points) 1, then a space: 10 columns
    expect(printed('🚀🇨🇳👨‍👩‍👧❤️e\u0301 x', 'x').split('\n').at(-1)).toBe(`    | ${' '.repeat(10)}^`);
  });

  it('counts full-width signs as two columns and half-width ones as one', () => {
    expect(printed('ａ：ｱ！x', 'x').split('\n').at(-1)).toBe(`    | ${' '.repeat(7)}^`);
  });

  it('marks one column where the stretch is empty or behind the end', () => {
    expect(printed('a:\n\nb', '\nb')).toBe('a.yaml:2:1  wrong\n  2 |\n    | ^');
    expect(
      formatIssue({ code: 'x', severity: 'error', message: 'm', place: { file: 'f', start: 9, end: 12 } }, () => ({
        file: 'f',
        text: 'ab',
      })),
    ).toBe('f:1:3  m\n  1 | ab\n    |   ^');
  });

  it('prints no line of a file without text', () => {
    expect(printed('', '')).toBe('a.yaml:1:1  wrong');
  });

  it('marks the first line of a stretch of several', () => {
    expect(printed('a:\n  - b: 1\n    c: 2\nd: 3', 'b: 1\n    c: 2')).toBe(
      ['a.yaml:2:5  wrong', '  2 |   - b: 1', '    |     ^^^^'].join('\n'),
    );
  });

  it('prints each line of a hint indented', () => {
    expect(printed('a', 'a', { hint: 'one\ntwo' }).split('\n').slice(-2)).toEqual(['  one', '  two']);
  });

  it('says warning and note, and nothing before an error', () => {
    expect(printed('a', 'a', { severity: 'warning' })).toMatch(/^a\.yaml:1:1 {2}warning: wrong\n/);
    expect(printed('a', 'a', { severity: 'note' })).toMatch(/^a\.yaml:1:1 {2}note: wrong\n/);
  });

  it('prints what there is without a place, and without the text of the file', () => {
    expect(formatIssue({ code: 'x', severity: 'error', message: 'm', hint: 'h' }, () => undefined)).toBe('m\n  h');
    expect(printed('a', 'a', { place: { file: 'gone.yaml', start: 3, end: 4 } })).toBe('gone.yaml  wrong');
  });

  it('makes control characters of file, message, line and hint visible', () => {
    const text = 'a\x1b[31m\u202e\u200b\x07: x';
    const out = printed(text, 'x', { message: 'no "\x1b[2J\n"', hint: '\x1b]0;title\x07' });
    expect(out.split('\n')).toEqual([
      'a.yaml:1:12  no "\\x1b[2J\\x0a"',
      '  1 | a\\x1b[31m\\u202e\\u200b\\x07: x',
      `    | ${' '.repeat(27)}^`,
      '  \\x1b]0;title\\x07',
    ]);
    expect(printed('a', 'a', { place: { file: 'x\x1b.yaml', start: 0, end: 1 } })).toBe('x\\x1b.yaml  wrong');
  });

  it('prints a tab as one column', () => {
    expect(printed('a:\n\tb: 1', 'b')).toBe(['a.yaml:2:2  wrong', '  2 |  b: 1', '    |  ^'].join('\n'));
  });

  it('cuts a long line around the stretch', () => {
    const [, line = '', carets = ''] = printed(`${'前'.repeat(500)}HERE${'后'.repeat(500)}`, 'HERE').split('\n');
    expect(line).toMatch(/^ {2}1 \| \.\.\.前+HERE后+\.\.\.$/);
    expect([...line].reduce((sum, c) => sum + (c > '\xff' ? 2 : 1), 0)).toBeLessThanOrEqual(106);
    const before = line.slice(6, line.indexOf('HERE'));
    expect(carets).toBe(`    | ${' '.repeat(3 + 2 * (before.length - 3))}^^^^`);
  });

  it('does not cut a character in two', () => {
    for (const shift of ['', 'x']) {
      const out = printed(`${shift}${'🚀'.repeat(300)}HERE${'🚀'.repeat(300)}`, 'HERE');
      expect(out).not.toContain('\\u');
      expect(printed(`${shift}${'🚀'.repeat(300)}`, '🚀'.repeat(300))).not.toContain('\\u');
      expect(out).toContain('🚀HERE🚀');
    }
  });

  it('cuts a long stretch', () => {
    const [, line = '', carets = ''] = printed(`key: ${'x'.repeat(5000)}`, 'x'.repeat(5000)).split('\n');
    expect(line.length).toBeLessThanOrEqual(112);
    expect(carets.trim().length).toBeGreaterThan(80);
  });

  it('colours place and carets only when asked', () => {
    expect(printed('ab', 'b', {}, true)).toBe('\x1b[1ma.yaml:1:2\x1b[0m  wrong\n  1 | ab\n    |  \x1b[31m^\x1b[0m');
  });

  it('never lets a control character through and keeps carets inside the line, for any text and stretch', () => {
    const text = fc.array(
      fc.constantFrom(
        'a',
        '嘉',
        '🚀',
        '👨‍👩‍👧',
        '\t',
        '\x1b[0m',
        '\u202e',
        '\ud800',
        '\n',
        '\r\n',
        ' ',
        '：',
        'x'.repeat(90),
      ),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(text, fc.nat(400), fc.nat(50), (parts, start, length) => {
        const whole = parts.join('');
        const place = { file: 'f', start: Math.min(start, whole.length), end: Math.min(start + length, whole.length) };
        const out = formatIssue({ code: 'x', severity: 'error', message: 'm', place }, (file) => ({
          file,
          text: whole,
        }));
        expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cs}|\u202e/u);
        const [, , carets = ''] = out.split('\n');
        expect(carets).toMatch(/^ +\| *\^+$/);
        // gutter, 100 columns, three dots at either end
        expect(carets.length).toBeLessThanOrEqual(115);
      }),
      { seed: 13, numRuns: runsOf(800, 5000) },
    );
  });
});

describe('describeIssue', () => {
  it('gives all keys, with lines and columns from 1', () => {
    const issue: Issue = {
      code: 'unknown-key',
      severity: 'error',
      message: 'unknown key "b"',
      place: { file: 'f', start: 5, end: 8 },
      path: 'a',
      expected: 'c',
      found: 'b',
      hint: 'h',
    };
    expect(describeIssue(issue, () => ({ file: 'f', text: '甲:\n  bcd: 1' }))).toEqual({
      code: 'unknown-key',
      severity: 'error',
      message: 'unknown key "b"',
      file: 'f',
      line: 2,
      column: 3,
      endLine: 2,
      endColumn: 6,
      path: 'a',
      expected: 'c',
      found: 'b',
      hint: 'h',
    });
  });

  it('gives null for what is not known', () => {
    expect(describeIssue({ code: 'x', severity: 'note', message: 'm' }, () => undefined)).toEqual({
      code: 'x',
      severity: 'note',
      message: 'm',
      file: null,
      line: null,
      column: null,
      endLine: null,
      endColumn: null,
      path: null,
      expected: null,
      found: null,
      hint: null,
    });
  });
});

describe('sortIssues', () => {
  const at = (file: string, start: number, code: string): Issue => ({
    code,
    severity: 'error',
    message: 'm',
    place: { file, start, end: start + 1 },
  });
  const sorted = [
    at('a', 1, 'x'),
    at('a', 1, 'y'),
    at('a', 10, 'a'),
    at('b', 0, 'z'),
    at('é', 0, 'a'),
    at('嘉', 0, 'a'),
    at('\uff5e', 0, 'a'),
  ];

  it('orders by file (code units), then place, then code; issues without a file last', () => {
    const none: Issue = { code: 'a', severity: 'error', message: 'm' };
    expect(sortIssues([none, ...sorted.toReversed()])).toEqual([...sorted, none]);
  });

  it('orders issues of one place by all that is printed of them', () => {
    const [one] = [at('a', 1, 'x')];
    const same: Issue[] = [
      one,
      { ...one, hint: 'a' },
      { ...one, hint: 'b' },
      { ...one, path: 'p' },
      { ...one, message: 'n' },
    ];
    expect(sortIssues(same.toReversed())).toEqual(same);
  });

  it('does not depend on the order in which issues were found', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(sorted, { minLength: sorted.length }), (issues) => {
        expect(sortIssues(issues)).toEqual(sorted);
      }),
      { seed: 14 },
    );
  });
});
