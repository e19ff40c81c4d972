import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Issue } from '../../src/base/index.ts';
import { validate } from '../../src/text/index.ts';
import { documentOf } from './reading.ts';

const Years = z
  .union([z.int().min(1900).max(2200), z.string().regex(/^\d{4}-\d{4}$/)])
  .meta({ description: 'A year or a range: 2021-2027' });
const Both = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const Target = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('level'),
    year: z.int(),
    value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
  }),
  z.strictObject({ kind: z.literal('growth'), years: Years, rate: z.string().optional() }),
]);
const Spec = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z_]+$/)
    .meta({ description: 'Lower-case id: letters and _' })
    .optional(),
  title: Both.optional(),
  note: z.union([z.string().min(1), Both]).optional(),
  direction: z.enum(['up', 'down', 'none']).optional(),
  value: z.number().positive().optional(),
  decimals: z.int().min(0).max(6).optional(),
  code: z.string().optional(),
  years: Years.optional(),
  regions: z.array(z.string()).min(1).optional(),
  path: z.record(z.string().regex(/^\d{4}$/), z.number()).optional(),
  targets: z.array(Target).optional(),
  flag: z.boolean().optional(),
  growth: z.union([z.literal('none'), z.number()]).optional(),
});

/** Issues with the text that they point at. */
function faultsOf(text: string, schema: z.ZodType = Spec): readonly (Issue & { at: string })[] {
  const document = documentOf(text);
  return validate(schema, document).issues.map((issue) => ({
    ...issue,
    at: text.slice(issue.place?.start, issue.place?.end),
  }));
}

describe('validate', () => {
  it('gives the typed value of a good document', () => {
    const { value, issues } = validate(
      Spec,
      documentOf('id: gdp\nyears: 2021-2027\ntargets: [{kind: level, year: 2025, value: [1, 2]}]\n'),
    );
    expect(issues).toEqual([]);
    expect(value).toEqual({ id: 'gdp', years: '2021-2027', targets: [{ kind: 'level', year: 2025, value: [1, 2] }] });
  });

  it('reports each unknown key at the key, with the nearest known one', () => {
    expect(faultsOf('titel: {zh: a, en: b}\nzzz: 1\n')).toMatchObject([
      {
        code: 'unknown-key',
        at: 'titel',
        message: 'unknown key "titel"',
        hint: 'did you mean "title"?',
        found: 'titel',
        path: 'titel',
      },
      { code: 'unknown-key', at: 'zzz', hint: expect.stringMatching(/^keys here: id, title, note, /) },
    ]);
  });

  it('gives the value with the keys that were meant, where unknown keys are all that is wrong', () => {
    const document = documentOf('titel: {zh: a, en: b}\nzzzzzz: 1\ntargets: [{kind: level, yaer: 2025, value: 1}]\n');
    const { value, issues } = validate(Spec, document);
    expect(issues.map(({ code }) => code)).toEqual(['unknown-key', 'unknown-key', 'unknown-key']);
    expect(value).toEqual({ title: { zh: 'a', en: 'b' }, targets: [{ kind: 'level', year: 2025, value: 1 }] });
    expect(document.value).toHaveProperty('titel');
  });

  it('knows the keys of the branch that the tag chooses', () => {
    expect(
      faultsOf('targets:\n  - {kind: level, year: 2025, value: 1, rate: 2}\n  - {kind: growth, years: 2025, rat: x}\n'),
    ).toMatchObject([
      { code: 'unknown-key', at: 'rate', path: 'targets[0].rate', expected: 'kind, year, value' },
      { code: 'unknown-key', at: 'rat', path: 'targets[1].rat', hint: 'did you mean "rate"?' },
    ]);
  });

  it('does not call a misspelt key missing as well', () => {
    expect(faultsOf('targets: [{kind: level, yeer: 2025, value: 1}]\n').map(({ code, at }) => [code, at])).toEqual([
      ['unknown-key', 'yeer'],
    ]);
  });

  it('reports a missing key at the first line of its parent', () => {
    expect(faultsOf('targets:\n  - kind: level\n    value: 1\n')).toMatchObject([
      {
        code: 'missing-key',
        at: 'kind: level',
        message: 'missing key "year"',
        hint: 'add "year: …" (a number)',
        path: 'targets[0]',
      },
    ]);
    expect(faultsOf('targets:\n  - kind: growth\n')).toMatchObject([
      {
        code: 'missing-key',
        message: 'missing key "years"',
        expected: 'a number or text: a year or a range: 2021-2027',
      },
    ]);
  });

  it('points at the tag of a discriminated union, or says that it is missing', () => {
    expect(faultsOf('targets: [{kind: levl, year: 2025}]\n')).toMatchObject([
      {
        code: 'unknown-option',
        at: 'levl',
        message: 'unknown kind "levl"',
        hint: 'did you mean "level"? (one of level, growth)',
        path: 'targets[0].kind',
      },
    ]);
    expect(faultsOf('targets: [{year: 2025}]\n')).toMatchObject([
      {
        code: 'missing-key',
        at: '{year: 2025}',
        message: 'missing key "kind"',
        hint: 'add "kind: …" (one of level, growth)',
      },
    ]);
  });

  it('lists the options of an enum', () => {
    expect(faultsOf('direction: upp\n')).toMatchObject([
      { code: 'unknown-option', at: 'upp', hint: 'did you mean "up"? (one of up, down, none)' },
    ]);
    expect(faultsOf('direction: sideways\n')).toMatchObject([
      { hint: 'expected one of up, down, none', expected: 'one of up, down, none' },
    ]);
    expect(faultsOf('direction: "ｕｐ"\n')).toMatchObject([{ hint: 'did you mean "up"? (one of up, down, none)' }]);
    expect(faultsOf('direction: 1\n')).toMatchObject([{ message: 'unknown direction 1' }]);
  });

  it.each([
    [
      'years: "2021～2027"',
      'bad-format',
      '"2021～2027" has not the form expected here',
      'expected: a year or a range: 2021-2027',
    ],
    [
      'years: "２０２１-２０２７"',
      'bad-format',
      '"２０２１-２０２７" has not the form expected here',
      'write "2021-2027"',
    ],
    ['years: 1800', 'out-of-range', 'expected at least 1900, found 1800', undefined],
    ['years: true', 'wrong-type', 'expected a number or text, found true', undefined],
    ['note: {zh: 甲}', 'missing-key', 'missing key "en"', 'add "en: …" (text)'],
    ['note: {zh: 甲, en: a, fr: b}', 'unknown-key', 'unknown key "fr"', 'keys here: zh, en'],
    ['note: ""', 'out-of-range', 'expected text, found empty text', undefined],
    [
      'targets: [{kind: level, year: 2025, value: [1]}]',
      'out-of-range',
      'expected at least 2 in this list, found 1',
      undefined,
    ],
    [
      'targets: [{kind: level, year: 2025, value: [1, "2"]}]',
      'wrong-type',
      'expected a number, found text "2"',
      'write 2 without quotes',
    ],
    ['growth: some', 'wrong-type', 'expected a number or "none", found text "some"', undefined],
  ])('lets the best branch of a union speak: %s', (text, code, message, hint) => {
    const issues = faultsOf(`${text}\n`);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code, message });
    expect(issues[0]?.hint).toEqual(hint);
  });

  it.each([
    ['"12％"', 'a plain number is expected: write 12'],
    ['"1,200"', 'a plain number is expected: write 1200'],
    ['"１２"', 'a plain number is expected: write 12'],
    ['5%', 'a plain number is expected: write 5'],
    ['1_000', 'a plain number is expected: write 1000'],
    ['12家', 'a plain number is expected: write 12'],
    ['"12"', 'write 12 without quotes'],
    ['1.5万', 'digits with a decimal point, no unit, no thousands separator: 1234.5'],
    ['yes', 'digits with a decimal point, no unit, no thousands separator: 1234.5'],
  ])('asks for a plain number in place of %s', (written, hint) => {
    expect(faultsOf(`value: ${written}\n`)).toMatchObject([
      { code: 'wrong-type', expected: 'a number', at: written, hint },
    ]);
  });

  it.each([
    ['value: ""', 'expected a number, found text ""'],
    ['value: true', 'expected a number, found true'],
    ['value: null', 'expected a number, found null'],
    ['value:', 'expected a number, found nothing'],
    ['value: [1]', 'expected a number, found a list'],
    ['value: {a: 1}', 'expected a number, found a map'],
    ['value: 0', 'expected more than 0, found 0'],
    ['decimals: 1.5', 'expected a whole number, found 1.5'],
    ['decimals: 7', 'expected at most 6, found 7'],
    ['regions: jiaxing', 'expected a list, found text "jiaxing"'],
    ['regions: []', 'expected at least 1 in this list, found 0'],
    ['title: x', 'expected a map, found text "x"'],
    ['flag: "true"', 'expected true or false, found text "true"'],
  ])('never coerces: %s', (text, message) => {
    const issues = faultsOf(`${text}\n`);
    expect(issues.map((issue) => issue.message)).toEqual([message]);
  });

  it('tells how to write a number as text, with its zeros', () => {
    expect(faultsOf('code: 330400\n')).toMatchObject([
      { message: 'expected text, found 330400', hint: 'write "330400" in quotes' },
    ]);
    expect(faultsOf('code: 3.10\n')).toMatchObject([{ hint: 'write "3.10" in quotes' }]);
  });

  it('says what form a text should have', () => {
    expect(faultsOf('id: Abc\n')).toMatchObject([
      { code: 'bad-format', at: 'Abc', hint: 'expected: lower-case id: letters and _' },
    ]);
  });

  it('points at a key of the wrong form', () => {
    expect(faultsOf('path: {2021: 1, soon: 2}\n')).toMatchObject([
      {
        code: 'bad-format',
        at: 'soon',
        message: 'key "soon" has not the form expected here',
        hint: 'expected: text like /^\\d{4}$/',
        path: 'path.soon',
      },
    ]);
  });

  it('finds keys and descriptions through defaults, lists, records, tuples and unions inside unions', () => {
    const Inner = z.strictObject({ alpha: z.number() });
    const schema = z.strictObject({
      a: Inner.default({ alpha: 1 }),
      b: z.record(z.string(), z.array(Inner.nullable())).optional(),
      c: z.tuple([z.string(), Inner]).optional(),
      d: z.union([z.union([z.literal('x'), z.literal('y')]), z.union([z.boolean(), Inner])]).optional(),
      e: z
        .string()
        .transform((text) => text.length)
        .pipe(z.number())
        .meta({ description: 'Any text' }),
    });
    const good = 'e: x\n';
    for (const place of ['a: {alhpa: 1}', 'b: {k: [{alhpa: 1}]}', 'c: [x, {alhpa: 1}]', 'd: {alhpa: 1}']) {
      expect(faultsOf(`${place}\n${good}`, schema)).toMatchObject([{ at: 'alhpa', hint: 'did you mean "alpha"?' }]);
    }
    expect(faultsOf(`d: 5\n${good}`, schema)).toMatchObject([
      { message: 'expected true or false or a map or one of x, y, found 5' },
    ]);
    expect(faultsOf('a: {alpha: 1}\n', schema)).toMatchObject([
      { message: 'missing key "e"', expected: 'text: any text' },
    ]);
  });

  it('passes on what a refinement of the schema says', () => {
    const schema = z.strictObject({ a: z.number().refine((n) => n % 2 === 0, 'Must be even') });
    expect(faultsOf('a: 3\n', schema)).toMatchObject([{ code: 'not-valid', message: 'must be even', at: '3' }]);
  });

  it('speaks of the whole document when that is not a map', () => {
    expect(faultsOf('- a\n- b\n')).toMatchObject([
      { code: 'wrong-type', message: 'expected a map, found a list', path: '' },
    ]);
    expect(faultsOf('text\n')).toMatchObject([{ message: 'expected a map, found text "text"' }]);
  });

  it('quotes keys that are no words in the path', () => {
    const schema = z.record(z.string(), z.array(z.number()));
    expect(faultsOf('GDP 增速: [1, x]\n', schema)).toMatchObject([{ path: '["GDP 增速"][1]' }]);
    expect(faultsOf('增速: [1, x]\n', schema)).toMatchObject([{ path: '增速[1]' }]);
  });

  it('names every key with a letter deleted, doubled or swapped, and what was meant', () => {
    const keys = Object.keys(Spec.shape).filter((key) => key.length > 3);
    const slip = fc
      .tuple(fc.constantFrom(...keys), fc.nat(), fc.constantFrom('delete', 'double', 'swap'))
      .map(([key, pick, how]) => {
        const at = pick % (key.length - 1);
        const [a = '', b = ''] = [key[at], key[at + 1]];
        return {
          key,
          typed: key.slice(0, at) + { delete: b, double: a + a + b, swap: b + a }[how] + key.slice(at + 2),
        };
      });
    fc.assert(
      fc.property(
        slip.filter(({ key, typed }) => key !== typed && !(typed in Spec.shape)),
        ({ key, typed }) => {
          expect(faultsOf(`${typed}: 1\n`)).toMatchObject([
            { code: 'unknown-key', at: typed, hint: `did you mean "${key}"?` },
          ]);
        },
      ),
      { seed: 9, numRuns: 300 },
    );
  });

  it('points inside the text, and nowhere by default, for any document', () => {
    const key = fc.constantFrom(...Object.keys(Spec.shape), 'kind', 'zh', 'year', 'x');
    const node = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(0, -1, 2021, 1.5, true, null, '', 'up', 'level', '12％'),
        fc.array(tie('node'), { maxLength: 2 }),
        fc.dictionary(key, tie('node'), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(node, (value) => {
        const text = JSON.stringify(value);
        const document = documentOf(text);
        const { value: valid, issues } = validate(Spec, document);
        const known = Spec.safeParse(value);
        expect(issues.length > 0).toBe(!known.success);
        // Where unknown keys are all that is wrong there is a value all the same, for later stages.
        if (valid === undefined) expect(known.success).toBe(false);
        if (issues.some((issue) => issue.code !== 'unknown-key')) expect(valid).toBeUndefined();
        for (const { place, message } of issues) {
          expect(place?.end).toBeGreaterThan(place?.start ?? 0);
          expect(place?.end).toBeLessThanOrEqual(text.length);
          expect(message).not.toMatch(/undefined|\[object/);
        }
      }),
      { seed: 10, numRuns: 1000 },
    );
  });
});
