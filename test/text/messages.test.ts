// Every code of the room has an input that provokes it, and every message is kept as people see it in
// messages.golden.txt: read the difference when it changes.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Issue } from '../../src/base/index.ts';
import {
  decodeText,
  formatIssue,
  LIMITS,
  readCsv,
  readYaml,
  requireColumns,
  type SourceText,
  sortIssues,
  validate,
  wrongNumber,
} from '../../src/text/index.ts';

interface Read {
  readonly issues: readonly Issue[];
  readonly source: SourceText;
}

const Spec = z.strictObject({
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  level: z.enum(['province', 'city', 'county']).optional(),
  years: z
    .string()
    .regex(/^\d{4}-\d{4}$/)
    .meta({ description: 'First and last year: 2010-2030' })
    .optional(),
  value: z.number().min(0).optional(),
  list: z
    .array(z.string())
    .refine((items) => items[0] !== 'x', 'Must not begin with x')
    .optional(),
});

function yaml(text: string): Read {
  const source = { file: 'scenarios/研发.yaml', text };
  return { source, issues: readYaml(source).issues };
}

function checked(text: string): Read {
  const source = { file: 'scenarios/研发.yaml', text };
  const { document, issues } = readYaml(source);
  return { source, issues: document ? validate(Spec, document).issues : issues };
}

function bytes(text: string | Uint8Array, accept: 'utf-8' | 'utf-8-or-gb18030' = 'utf-8'): Read {
  const decoded = decodeText('a.csv', typeof text === 'string' ? new TextEncoder().encode(text) : text, accept);
  return { source: decoded.shown, issues: decoded.issues };
}

function csv(text: string): Read {
  const source = { file: 'a.csv', text };
  const { table, issues } = readCsv(source);
  const more = table ? requireColumns(table, ['region', 'year', 'value']) : [];
  const numbers = more.length === 0 ? (table?.rows ?? []).map((row) => row.cell('value')) : [];
  return { source, issues: [...issues, ...more, ...numbers.map(({ text: cell, place }) => wrongNumber(cell, place))] };
}

const GBK = Uint8Array.of(0x69, 0x64, 0x0a, 0xbc, 0xce, 0xd0, 0xcb, 0x2c, 0x31, 0x0a);
const good = 'title: {zh: 研发加速, en: R&D surge}\n';

const INPUTS: readonly (readonly [string, () => Read])[] = [
  ['a workbook', () => bytes(Uint8Array.of(0x50, 0x4b, 3, 4))],
  ['an old workbook', () => bytes(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))],
  ['UTF-16', () => bytes(Uint8Array.of(0xff, 0xfe, 0x61, 0))],
  ['Latin-1', () => bytes(Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x0a))],
  ['GBK where UTF-8 is asked for', () => bytes(GBK)],
  ['GBK where it may be', () => bytes(GBK, 'utf-8-or-gb18030')],
  ['hidden characters', () => bytes('甲: \0\0\n乙: \x1b[31m\r丙: \ufffd\u202e\n')],
  ['an empty file', () => yaml('# nothing\n')],
  ['too many characters', () => yaml(' '.repeat(LIMITS.yamlCharacters + 1))],
  ['too deep', () => yaml(`${good}x: ${'['.repeat(80)}`)],
  ['full-width signs', () => yaml(`名称：值\n`)],
  ['full-width signs in flow', () => yaml(`${good}regions: ［jiaxing，pinghu］\n`)],
  ['full-width signs of many kinds', () => yaml('a: “甲”\nb: ５％ \nc: 2021～2027\nd: x ＃ 注\ne: {zh: 甲，en: b}\n')],
  ['invisible characters', () => yaml('a:\n　　b: 1\n')],
  ['invisible characters to delete', () => yaml('gdp\u200b: 1\n')],
  ['a colon without a space', () => yaml('名称:值\n')],
  ['several documents', () => yaml('a: 1\n---\nb: 2\n')],
  ['anchor, alias, tag', () => yaml('a: &x 1\nb: *x\nc: !!str 1\n<<: {d: 1}\n')],
  ['a tab', () => yaml('a:\n\tb: 1\n')],
  ['an open bracket', () => yaml('a: [1, 2\nb: 3\n')],
  ['an open quote', () => yaml('标题: "x\nb: 3\n')],
  ['keys', () => yaml('{[1]: 2, 1.5: 3, __proto__: 4, a: 1, a: 2}\n')],
  ['numbers', () => yaml('a: .inf\nb: 010\nc: 0x1F\nd: 9007199254740993\n')],
  ['an escape', () => yaml('a: "\\0"\n')],
  ['two colons', () => yaml('note: 注: 说明\n')],
  ['no colon', () => yaml('a: 1\nb\nc: 2\n')],
  ['a stray word', () => yaml("a: 'it's'\n")],
  ['a list on the line of its key', () => yaml('a: - b\n')],
  ['a missing comma', () => yaml('a: {b: "1" c: 2}\n')],
  ['a reserved sign', () => yaml('a: @x\n')],
  ['an unknown escape', () => yaml('a: "C:\\data"\n')],
  ['indentation', () => yaml('a:\n   b: 1\n  c: 2\n')],
  ['an item without its mark', () => yaml('- a: 1\n b: 2\n')],
  ['text behind a block mark', () => yaml('a: |x\n  y\n')],
  ['brackets that do not fit', () => yaml('a: {b: 1 c: 2}\n')],
  ['unknown keys', () => checked('titel: {zh: 甲, en: b}\nlevl: city\n')],
  ['a key unlike any other', () => checked(`${good}zzzzzz: 1\n`)],
  ['a missing key', () => checked('title:\n  zh: 甲\n')],
  ['wrong types', () => checked('title: {zh: 甲, en: 1.50}\nvalue: "1,200"\n')],
  ['an unknown option', () => checked(`${good}level: citty\n`)],
  ['a wrong form', () => checked(`${good}years: "2021"\n`)],
  ['a wrong form in full-width', () => checked(`${good}years: "２０２１－２０２７"\n`)],
  ['out of range', () => checked(`${good}value: -1\n`)],
  ['a refinement', () => checked(`${good}list: [x]\n`)],
  ['no rows', () => csv('\n')],
  ['an open quote in a table', () => csv('region,year,value\n"嘉兴,2020,1\n')],
  ['a quote in a cell', () => csv('region,year,value\n嘉兴,2020,5" x\n')],
  ['text behind a quote', () => csv('region,year,value\n"嘉"兴,2020,1\n')],
  ['ragged rows', () => csv('region,year,value\n嘉兴，2020，1\n嘉兴,2020,1,200\n')],
  ['headers', () => csv('region,,year,year\n1,2,3,4\n')],
  ['columns', () => csv('region,yaer,note\n1,2,3\n')],
  ['numbers in a table', () => csv('region,year,value\n嘉兴,2020,"1,200"\n嘉兴,2020,\n嘉兴,2020,１５％\n')],
];

describe('the messages of the room', () => {
  const read = INPUTS.map(([title, provoke]) => ({ title, ...provoke() }));

  it('cover every code', () => {
    const listed = [...readFileSync('src/text/messages.ts', 'utf8').matchAll(/\bissue\(\s*'([a-z0-9-]+)'/g)].map(
      ([, code]) => code,
    );
    const codes = new Set(listed);
    expect(codes.size).toBeGreaterThan(30);
    expect(new Set(read.flatMap(({ issues }) => issues.map(({ code }) => code)))).toEqual(codes);
  });

  it('begin in lower case or with a sign, end without a period, and have a place', () => {
    for (const { message, place } of read.flatMap(({ issues }) => issues)) {
      expect(message).not.toMatch(/^[A-Z][a-z]|\.$/);
      expect(place).toBeDefined();
    }
  });

  it('say what to do, but where the message already does', () => {
    const silent = read.flatMap(({ issues }) => issues).filter(({ hint }) => hint === undefined);
    expect(new Set(silent.map(({ code }) => code))).toEqual(new Set(['out-of-range', 'not-valid']));
  });

  it('are printed as in messages.golden.txt', async () => {
    const text = read.map(({ title, issues, source }) => {
      const lines = sortIssues(issues).map((issue) => `[${issue.code}] ${formatIssue(issue, () => source)}`);
      return [`== ${title}`, ...lines].join('\n');
    });
    await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot('messages.golden.txt');
  });
});
