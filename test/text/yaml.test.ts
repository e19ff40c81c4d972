import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/text/index.ts';
import { documentOf, faultsOf } from './reading.ts';

describe('readYaml', () => {
  it('reads values by the core schema of YAML 1.2, and nothing else', () => {
    const text = 'a: 1\nb: -1.5\nc: true\nd: null\ne: yes\nf: 12:30\ng: 2021-01-01\nh: 5%\ni: 1_000\nj: [x, {y: ""}]\n';
    expect(documentOf(text).value).toEqual({
      a: 1,
      b: -1.5,
      c: true,
      d: null,
      e: 'yes',
      f: '12:30',
      g: '2021-01-01',
      h: '5%',
      i: '1_000',
      j: ['x', { y: '' }],
    });
  });

  it('takes a year as a key for text', () => {
    expect(documentOf('path: {2021: 30, 2027: 60}\n').value).toEqual({ path: { 2021: 30, 2027: 60 } });
  });

  it('reads JSON', () => {
    const value = { a: [1, 2.5, null, true, 'x：y', { b: [] }], c: '“”' };
    expect(documentOf(JSON.stringify(value, null, 2)).value).toEqual(value);
  });

  it('leaves Object.prototype as it was', () => {
    const before = Reflect.ownKeys(Object.prototype);
    for (const text of [
      '__proto__: {polluted: 1}\n',
      '{constructor: {prototype: {polluted: 1}}}',
      '? __proto__\n: 1\n',
    ])
      readYaml({ file: 'a', text });
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
  });

  it.each([
    ['an empty file', '', ['1:1 empty-file']],
    ['only comments', '# nothing\n\n', ['1:1 empty-file']],
    ['only a mark', '---\n', ['1:1 empty-file']],
    ['an anchor and an alias', 'a: &x 1\nb: *x\n', ['1:4 yaml-not-supported', '2:4 yaml-not-supported']],
    ['an alias without an anchor', 'a: *x\n', ['1:4 yaml-not-supported']],
    ['an alias of itself', 'a: &x [*x]\n', ['1:4 yaml-not-supported', '1:8 yaml-not-supported']],
    ['a tag', 'a: !!str 1\n', ['1:4 yaml-not-supported']],
    ['an unknown tag', 'a: !!js/function "x"\n', ['1:4 yaml-not-supported']],
    ['a directive', '%YAML 1.1\n---\na: 010\n', ['1:1 yaml-not-supported', '3:4 bad-number']],
    ['a merge key', 'a: {b: 1}\n<<: {c: 1}\n', ['2:1 yaml-not-supported']],
    ['an explicit key', '? a\n: b\n', ['1:1 yaml-not-supported']],
    ['several documents', 'a: 1\n---\nb: 2\n---\nc: 3\n', ['2:1 several-documents', '4:1 several-documents']],
    ['a duplicate key', 'a: 1\nb: 2\na: 3\n', ['3:1 duplicate-key']],
    ['a duplicate key in other quotes', '{"a": 1, \'a\': 2, a: 3}', ['1:10 duplicate-key', '1:18 duplicate-key']],
    ['a duplicate year', '{2021: 1, "2021": 2}', ['1:11 duplicate-key']],
    ['a list as a key', '{[1]: 2}', ['1:2 key-not-text']],
    ['a number as a key', '1.5: a\n', ['1:1 key-not-text']],
    ['a short number as a key', '12: a\n', ['1:1 key-not-text']],
    ['yes and no as a key', 'true: a\n', ['1:1 key-not-text']],
    ['nothing as a key', ': a\n', ['1:1 key-not-text']],
    ['__proto__', 'a:\n  __proto__: 1\n', ['2:3 reserved-key']],
    ['constructor in quotes', '"constructor": 1\n', ['1:1 reserved-key']],
    ['prototype', 'prototype: 1\n', ['1:1 reserved-key']],
    ['infinity', 'a: .inf\n', ['1:4 bad-number']],
    ['minus infinity', 'a: -.INF\n', ['1:4 bad-number']],
    ['not a number', 'a: [.nan]\n', ['1:5 bad-number']],
    ['1e400', 'a: 1e400\n', ['1:4 bad-number']],
    ['a million digits', `a: ${'9'.repeat(1_000_000)}\n`, ['1:4 bad-number']],
    ['2^53 + 1', 'a: 9007199254740993\n', ['1:4 bad-number']],
    ['-(2^53)', 'a: -9007199254740992\n', ['1:4 bad-number']],
    ['hexadecimal', 'a: 0x1F\n', ['1:4 bad-number']],
    ['octal', 'a: 0o17\n', ['1:4 bad-number']],
    ['a leading zero', 'a: 010\n', ['1:4 bad-number']],
    ['a tab in indentation', 'a:\n\tb: 1\n', ['2:1 tab-indent']],
    ['a tab at the very start', '\ta: 1\n', ['1:1 tab-indent']],
    ['a tab behind spaces', 'a:\n  b: 1\n \tc: 2\n', ['3:2 tab-indent']],
    ['a zero byte by an escape', 'a: "x\\0"\n', ['1:4 refused-character']],
    ['a lone surrogate by an escape', 'a: "\\ud800"\n', ['1:4 refused-character']],
    ['a control character by an escape in a key', '"\\x07": 1\n', ['1:1 refused-character']],
    ['an open quote, at its start', 'a: "x\nb: 3\nc: 4\n', ['1:4 unclosed']],
    ['an open single quote', "a: 'x\nb: 3\n", ['1:4 unclosed']],
    ['an open bracket, at its start', 'x: 1\na: [1, 2\nb: 3\n', ['2:4 unclosed']],
    ['an open brace', 'a: {b: 1\nc: 2\n', ['1:4 unclosed']],
    ['an open bracket, with prose in brackets elsewhere', 'a: [1, 2\nnote: {zh: ［口径］, en: x}\n', ['1:4 unclosed']],
    ['the wrong bracket', 'a: [1, 2}\n', ['1:4 unclosed']],
    ['a bracket too many', 'a: {b: 1}}\n', ['1:10 yaml-syntax']],
    ['two colons on a line', 'a: b: c\n', ['1:4 yaml-syntax']],
    ['a list on the line of its key', 'a: - b\n', ['1:4 yaml-syntax']],
    ['a reserved sign', 'a: @x\n', ['1:4 yaml-syntax']],
    ['text behind a quoted text', "a: 'it's'\n", ['1:8 yaml-syntax']],
    ['text behind a block mark', 'a: |x\n  y\n', ['1:5 yaml-syntax']],
    ['a key without a colon', 'a: 1\nb\nc: 2\n', ['2:1 yaml-syntax']],
    ['an indentation between two', 'a:\n   b: 1\n  c: 2\n', ['3:1 yaml-syntax']],
    ['an unknown escape', 'a: "C:\\data"\n', ['1:7 yaml-syntax']],
    ['a missing comma', 'a: {b: "1" c: 2}\n', ['1:12 yaml-syntax']],
    ['an item without a mark', '- a: 1\n b: 2\n', ['2:1 yaml-syntax']],
    ['a very long key', `? ${'k'.repeat(2000)}\n: 1\n`, ['1:1 yaml-not-supported']],
    ['a long quoted key', `"${'k'.repeat(2000)}": 1\n`, ['1:1 yaml-syntax']],
  ])('refuses %s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
    expect(readYaml({ file: 'a', text }).document).toBeUndefined();
  });

  it('reports syntax errors line by line, each line once', () => {
    expect(faultsOf('a: x: y: z\nb: p: q\nc: 1\n')).toEqual(['1:4 yaml-syntax', '2:4 yaml-syntax']);
  });

  it('names the place of the first of two equal keys', () => {
    const [issue] = readYaml({ file: 'a', text: 'x: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n' }).issues;
    expect(issue?.hint).toBe('first given at 3:5; keep one of the two');
  });

  it('grows a line number by k when k lines are put before', () => {
    for (const k of [1, 7, 100])
      expect(faultsOf(`${'# x\n'.repeat(k)}a: １\n`)).toEqual([`${k + 1}:4 full-width-character`]);
  });
});

describe('place and written', () => {
  const text = `title: {zh: 研发，加速, en: "R&D \\"surge\\""}
levers:
  - growth: +50
    level: '+2pp'
    years: 2021-2027
    note: |
      two
      lines
    path: {2021: 3.50}
  - growth:
empty: []
`;
  const document = documentOf(text);
  const at = (...args: Parameters<typeof document.place>) => {
    const { start, end } = document.place(...args);
    return text.slice(start, end);
  };

  it('give the source text of a scalar, where the value has lost it', () => {
    expect(document.value).toMatchObject({ levers: [{ growth: 50, path: { 2021: 3.5 } }, {}] });
    expect(document.written(['levers', 0, 'growth'])).toBe('+50');
    expect(document.written(['levers', 0, 'level'])).toBe("'+2pp'");
    expect(document.written(['levers', 0, 'path', '2021'])).toBe('3.50');
    expect(document.written(['title', 'zh'])).toBe('研发，加速');
    expect(document.written(['title', 'en'])).toBe('"R&D \\"surge\\""');
  });

  it('agree: the text at the place of a scalar is what is written', () => {
    for (const path of [
      ['title', 'zh'],
      ['title', 'en'],
      ['levers', 0, 'growth'],
      ['levers', 0, 'note'],
      ['levers', 0, 'path', 2021],
    ]) {
      expect(at(path)).toBe(document.written(path));
    }
  });

  it('give lists and maps from their first to their last sign', () => {
    expect(at(['title'])).toBe('{zh: 研发，加速, en: "R&D \\"surge\\""}');
    expect(at(['levers', 0])).toMatch(/^growth: \+50\n[\s\S]*3\.50\}$/);
    expect(at(['empty'])).toBe('[]');
    expect(document.written(['levers'])).toBeUndefined();
  });

  it('give the key when asked for it', () => {
    expect(at(['levers', 0, 'years'], 'key')).toBe('years');
    expect(at(['levers', 0, 'path', '2021'], 'key')).toBe('2021');
  });

  it('give the key of an entry without a value', () => {
    expect(at(['levers', 1, 'growth'])).toBe('growth');
    expect(document.written(['levers', 1, 'growth'])).toBeUndefined();
  });

  it('give the nearest value above a path that leads nowhere', () => {
    expect(at(['title', 'fr'])).toBe(at(['title']));
    expect(at(['levers', 7, 'x'])).toBe(at(['levers']));
    expect(document.written(['title', 'fr'])).toBeUndefined();
  });

  it('agree for every scalar of any document', () => {
    const leaf = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.string(),
      fc.constantFrom('研发：', '１', '# x', '- y', '"z"'),
    );
    const node = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('node'), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(node, fc.constantFrom(0, 2), (value, indent) => {
        const json = JSON.stringify(value, null, indent);
        const read = documentOf(json);
        const visit = (inner: unknown, path: readonly (string | number)[]): void => {
          if (Array.isArray(inner)) for (const [index, item] of inner.entries()) visit(item, [...path, index]);
          else if (typeof inner === 'object' && inner !== null) {
            for (const [key, item] of Object.entries(inner)) visit(item, [...path, key]);
          } else {
            const { start, end } = read.place(path);
            expect(JSON.parse(json.slice(start, end))).toEqual(inner);
            expect(read.written(path)).toBe(json.slice(start, end));
          }
        };
        visit(value, []);
        expect(read.value).toEqual(value);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
