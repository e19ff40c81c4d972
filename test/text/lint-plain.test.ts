// What an input method leaves behind: each slip is named at its place, with what to write.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CST, Parser } from 'yaml';
import { readYaml } from '../../src/text/index.ts';
import { runsOf } from '../thorough.ts';
import { GOOD_TEXTS } from './good-files.ts';
import { faultsOf } from './reading.ts';

const issuesOf = (text: string) => readYaml({ file: 'a.yaml', text }).issues;

/** [text, line:column, the character named, what the hint says to write]. */
const SLIPS: readonly (readonly [string, string, string, string])[] = [
  // the table of what the plain parser accepts
  ['名称：值\n', '1:3', '：', '": "'],
  ['a： 1\nb: 2\n', '1:2', '：', '": "'],
  ['b: 2\na： 1\n', '2:2', '：', '": "'],
  ['x:\n  b: 2\n  a： 1\n  c: 3\n', '3:4', '：', '": "'],
  ['- 甲：1\n', '1:4', '：', '": "'],
  ['[1，2]', '1:3', '，', '", "'],
  ['[甲、乙]', '1:3', '、', '", "'],
  ['a: ［1, 2］\n', '1:4', '［', '"["'],
  ['a: [1, 2］\n', '1:9', '］', '"]"'],
  ['a: “中文”\n', '1:4', '“', "'\"'"],
  ['title: “中文”\n', '1:8', '“', "'\"'"],
  ['a: ‘x’\n', '1:4', '‘', '"\'"'],
  ['a:\n　　b: 1\n', '2:1', 'U+3000', 'ASCII space'],
  ['a:\n\u00a0\u00a0b: 1\n', '2:1', 'U+00A0', 'ASCII space'],
  ['a\u200b: 1\n', '1:2', 'U+200B', 'delete it'],
  ['a: gdp\u200b\n', '1:7', 'U+200B', 'delete it'],
  ['a: １２\n', '1:4', '１', '"12"'],
  ['a: ５０％\n', '1:4', '５', '"50%"'],
  ['a: 50％\n', '1:6', '％', '"50%"'],
  ['a: －5\n', '1:4', '－', '"-5"'],
  ['a: −5\n', '1:4', '−', '"-5"'],
  ['a: ＋2pp\n', '1:4', '＋', '"+2pp"'],
  ['a: ×1.5\n', '1:4', '×', '"x1.5"'],
  ['a: 1，200\n', '1:5', '，', '"1200"'],
  ['a: ２０２１\n', '1:4', '２', '"2021"'],
  ['a: 2021－2027\n', '1:8', '－', '"2021-2027"'],
  ['a: 2021—2027\n', '1:8', '—', '"2021-2027"'],
  ['a: 2021～2027\n', '1:8', '～', '"2021-2027"'],
  ['a: 1 ＃注释\n', '1:6', '＃', '"#"'],
  ['＃ 注释\na: 1\n', '1:1', '＃', '"#"'],
  ['a: 1\n＃ 注释\nb: 2\n', '2:1', '＃', '"#"'],
  ['名称:值\n', '1:3', 'colon', '": "'],
  ['名称:值\nb: 1\n', '1:3', 'colon', '": "'],
  ['a:1\nb:2\n', '1:2', 'colon', '": "'],
  ['{a:1}', '1:3', 'colon', '": "'],
  ['- 甲:1\n', '1:4', 'colon', '": "'],
  ['- a:甲\n', '1:4', 'colon', '": "'],
  // around free text, where Chinese signs are at home
  ['title: {zh: 研发，en: R&D}\n', '1:15', '，', '", "'],
  ['title: {zh: 一，二， en: R&D}\n', '1:16', '，', '", "'],
  ['title: {zh： 研发, en: R}\n', '1:11', '：', '": "'],
  ['title: ｛zh: x, en: y}\n', '1:8', '｛', '"{"'],
  ['title: {zh: x, en: y｝\nb: 2\n', '1:21', '｝', '"}"'],
  ['title:\n  zh： x\n', '2:5', '：', '": "'],
  ['title： x\nb: 1\n', '1:6', '：', '": "'],
  ['title: 研发　\n', '1:10', 'U+3000', 'ASCII space'],
  ['title: 研发 ＃ 注\n', '1:11', '＃', '"#"'],
  ['title: {zh: “甲, en: x}\n', '1:13', '“', "'\"'"],
  ['title: {zh: "甲”, en: "x"}\n', '1:15', '”', "'\"'"],
  ['a: "x”\nb: "y"\n', '1:6', '”', "'\"'"],
  ["a: 'x’\nb: 'y'\n", '1:6', '’', '"\'"'],
  ['title: “经费“增”长"\nb: 1\n', '1:8', '“', "'\"'"],
  // marks
  ['－ a\n- b\n', '1:1', '－', '"- "'],
  ['- a\n－ b\n- c\n', '2:1', '－', '"- "'],
  ['x:\n  － a: 1\n    b: 2\n', '2:3', '－', '"- "'],
  ['-　a\n', '1:2', 'U+3000', 'ASCII space'],
  ['a:　1\nb: 2\n', '1:3', 'U+3000', 'ASCII space'],
  ['a: 1　# c\n', '1:5', 'U+3000', 'ASCII space'],
  ['note: ｜\n  x\n', '1:7', '｜', '"|"'],
  ['note: ＞-\n  x\n', '1:7', '＞', '">"'],
  ['"a"：1\n', '1:4', '：', '": "'],
  ['{"a"：1}', '1:5', '：', '": "'],
  ['- {a: 1}，\n', '1:9', '，', '", "'],
  ['“a”: 1\n', '1:1', '“', "'\"'"],
  // ids
  ['indicator: ｇｄｐ\n', '1:12', 'ｇ', '"gdp"'],
  ['regions: counties：jiaxing\n', '1:18', '：', '"counties:jiaxing"'],
  ['ｇｄｐ: 1\n', '1:1', 'ｇ', '"gdp"'],
];

describe('readYaml after an input method', () => {
  it.each(SLIPS)('refuses %j at %s and says what to write', (text, place, character, write) => {
    const issues = issuesOf(text);
    expect(faultsOf(text).map((fault) => fault.split(' ')[0])).toEqual([place]);
    expect(issues[0]?.severity).toBe('error');
    expect(issues[0]?.message).toContain(character);
    expect(issues[0]?.hint).toContain(write);
  });

  it('blames an indentation for the depth that follows from it', () => {
    const rows = '  - {a: x, b: y, c: z}\n'.repeat(40);
    expect(faultsOf(`list:\n　 - {a: x, b: y, c: z}\n${rows}`)).toEqual(['2:1 invisible-character']);
  });

  it('reports every slip of a file in one go', () => {
    expect(faultsOf('a: １\nb: [1，2]\nc: 3\nd: ５％\n')).toEqual([
      '1:4 full-width-character',
      '2:6 full-width-character',
      '4:4 full-width-character',
    ]);
  });

  it('takes quoted text as meant', () => {
    expect(faultsOf('a: "１２"\nb: [\'1，2\', "［"]\n"键：": 1\n')).toEqual([]);
  });
});

const TWINS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Array.from('0123456789%+=.:,[]{}-#|>', (c) => [c, String.fromCharCode(c.charCodeAt(0) + 0xfee0)]),
  ),
  '"': '”',
  "'": '’',
  ' ': '\u3000',
};

/** Offsets of every character that is syntax: by the token stream of the yaml package, not by the guard. */
function syntaxOffsets(text: string): number[] {
  const offsets = [...new Parser().parse(text)].flatMap((token) =>
    token.type === 'document' ? [...signs(token.start), ...inNode(token.value), ...signs(token.end)] : [],
  );
  return offsets.filter((offset) => TWINS[text.charAt(offset)] !== undefined);
}

function signs(tokens: readonly CST.Token[] = []): number[] {
  const single: readonly string[] = ['comma', 'map-value-ind', 'seq-item-ind', 'comment', 'block-scalar-header'];
  return tokens.flatMap((token) => {
    if (token.type === 'space') return all(token);
    return single.includes(token.type) || token.type.startsWith('flow-') ? [token.offset] : [];
  });
}

function inNode(token: CST.Token | null | undefined): number[] {
  switch (token?.type) {
    case 'flow-collection':
      return [...signs([token.start]), ...token.items.flatMap(inItem), ...signs(token.end)];
    case 'block-map':
    case 'block-seq':
      return token.items.flatMap(inItem);
    case 'block-scalar':
      return signs(token.props);
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return [token.offset, token.offset + token.source.length - 1, ...signs(token.end)];
    case 'scalar':
      return [...(/^[-+=]?\d[\d.]*(%|pp)?(-\d+)?$/.test(token.source) ? all(token) : []), ...signs(token.end)];
    default:
      return [];
  }
}

function inItem({ start, key, sep, value }: CST.CollectionItem): number[] {
  return [...signs(start), ...inNode(key), ...signs(sep), ...inNode(value)];
}

function all({ offset, source }: { readonly offset: number; readonly source: string }): number[] {
  return Array.from(source, (_, i) => offset + i);
}

/** Whether some error covers the place. */
function isRefusedAt(text: string, offset: number): boolean {
  return issuesOf(text).some(
    ({ severity, place }) => severity === 'error' && place && place.start <= offset && offset < place.end,
  );
}

function withTwin(text: string, offset: number): string {
  return text.slice(0, offset) + (TWINS[text.charAt(offset)] ?? '') + text.slice(offset + 1);
}

const id = fc.stringMatching(/^[a-z][a-z_]{0,8}$/).filter((text) => !['true', 'false', 'null'].includes(text));
const number = fc.oneof(
  fc.integer({ min: -9999, max: 9999 }).map(String),
  fc.constantFrom('+2pp', '12%', '=3.5', '2021-2027', '0.5'),
);
const prose = fc.constantFrom('研发，加速', '“十三五”规划', '口径（新）：现价', 'plain words', '来源：公报、年鉴');
const scalar = fc.oneof(
  id,
  number,
  prose.map((text) => `"${text}"`),
);
const flow = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('node'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .uniqueArray(fc.tuple(id, tie('node')), { selector: ([key]) => key, maxLength: 3 })
      .map((entries) => `{${entries.map(([key, value]) => `${key}: ${value}`).join(', ')}}`),
  ),
})).node;
const entry = fc.oneof(
  flow.map((value) => ` ${value}`),
  fc.array(flow, { minLength: 1, maxLength: 3 }).map((items) => items.map((item) => `\n  - ${item}`).join('')),
  fc.tuple(id, scalar).map(([key, value]) => `\n  ${key}: ${value} # 注：说明`),
);
/** A good file: unique keys, one free text, all the structures. */
const goodFile = fc
  .tuple(fc.uniqueArray(fc.tuple(id, entry), { selector: ([key]) => key, minLength: 1, maxLength: 4 }), prose)
  .map(
    ([entries, title]) =>
      `# head\ntitle: {zh: ${title}, en: x}\n${entries.map(([key, value]) => `z_${key}:${value}\n`).join('')}`,
  );

describe('a good file with one sign of its syntax replaced by its full-width twin', () => {
  it('is good as it stands', () => {
    fc.assert(
      fc.property(goodFile, (text) => {
        expect(faultsOf(text)).toEqual([]);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('is refused at that place', () => {
    fc.assert(
      fc.property(goodFile, fc.nat(), (text, pick) => {
        const offsets = syntaxOffsets(text);
        const offset = offsets[pick % offsets.length] ?? 0;
        expect(isRefusedAt(withTwin(text, offset), offset), JSON.stringify(withTwin(text, offset))).toBe(true);
      }),
      { seed: 6, numRuns: runsOf(600, 5000) },
    );
  });

  it('is refused at that place in every hand-written file, sign by sign', () => {
    const silent: string[] = [];
    let tried = 0;
    for (const text of GOOD_TEXTS) {
      for (const offset of syntaxOffsets(text)) {
        tried++;
        const changed = withTwin(text, offset);
        if (!isRefusedAt(changed, offset))
          silent.push(changed.slice(changed.lastIndexOf('\n', offset - 1) + 1, changed.indexOf('\n', offset)));
      }
    }
    expect(silent).toEqual([]);
    expect(tried).toBeGreaterThan(400);
  });
});
