import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkText, decodeText, positionAt } from '../../src/text/index.ts';
import { runsOf } from '../thorough.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** "地区: 嘉兴\n名称: 研发\n" in GBK, by the code table of GB 2312 (rows 16-55). */
const GBK = Uint8Array.from(
  'b5 d8 c7 f8 3a 20 bc ce d0 cb 0a c3 fb b3 c6 3a 20 d1 d0 b7 a2 0a'
    .split(' ')
    .map((byte) => Number.parseInt(byte, 16)),
);

function placeOf(decoded: ReturnType<typeof decodeText>, index = 0): string | undefined {
  const place = decoded.issues[index]?.place;
  if (!place) return undefined;
  const { line, column } = positionAt(decoded.shown, place.start);
  return `${line}:${column}`;
}

describe('decodeText of UTF-8', () => {
  it('returns the text as it is, line ends and all', () => {
    const decoded = decodeText('a.yaml', utf8('名称: 值\r\n🚀: 1\n'), 'utf-8');
    expect(decoded.source).toEqual({ file: 'a.yaml', text: '名称: 值\r\n🚀: 1\n' });
    expect(decoded.issues).toEqual([]);
  });

  it('drops one BOM at the start and refuses a second', () => {
    expect(decodeText('a', utf8('\ufeffa: 1'), 'utf-8').source?.text).toBe('a: 1');
    const twice = decodeText('a', utf8('\ufeff\ufeffa: 1'), 'utf-8');
    expect(twice.source).toBeUndefined();
    expect(placeOf(twice)).toBe('1:1');
  });

  it('reads an empty file as empty text', () => {
    expect(decodeText('a', new Uint8Array(), 'utf-8').source?.text).toBe('');
  });

  it.each([
    ['a zero byte', 'a: 1\nb: \0\n', '2:4', /zero byte/],
    ['a BOM in mid-file', 'a: 1\n\ufeffb: 2\n', '2:1', /byte order mark/],
    ['U+FFFE', '甲: x\ufffe\n', '1:5', /U\+FFFE/],
    ['an escape character', 'a: \x1b[31m\n', '1:4', /U\+001B/],
    ['DEL', 'a: \x7f\n', '1:4', /U\+007F/],
    ['a C1 control', 'a: \x85\n', '1:4', /U\+0085/],
    ['a bidirectional override', 'a: \u202egnp\n', '1:4', /U\+202E/],
    ['a replacement character', 'a: \ufffd\n', '1:4', /lost character/],
    ['a carriage return alone', 'a: 1\rb: 2\n', '1:5', /carriage return/],
  ])('refuses %s with its place', (_, text, place, message) => {
    const decoded = decodeText('a', utf8(text), 'utf-8');
    expect(decoded.source).toBeUndefined();
    expect(decoded.issues).toHaveLength(1);
    expect(decoded.issues[0]).toMatchObject({ code: 'refused-character', severity: 'error' });
    expect(decoded.issues[0]?.message).toMatch(message);
    expect(placeOf(decoded)).toBe(place);
  });

  it('names each refused character once, with its count', () => {
    const decoded = decodeText('a', utf8(`${'\0'.repeat(5)}\x07`), 'utf-8');
    expect(decoded.issues.map((issue) => issue.message)).toEqual([
      'zero byte (U+0000) in a text file (5 in the file)',
      'hidden character U+0007 in a text file',
    ]);
  });
});

describe('decodeText of other encodings', () => {
  it('names the first bad byte of a YAML file, says that it looks like GBK and how to save it', () => {
    const bytes = Uint8Array.of(...utf8('# ok\nx: '), ...GBK);
    const decoded = decodeText('a.yaml', bytes, 'utf-8');
    expect(decoded.source).toBeUndefined();
    expect(decoded.issues).toHaveLength(1);
    expect(decoded.issues[0]?.message).toBe('not UTF-8 text: from byte 9 (0xB5) on it looks like GB18030/GBK');
    expect(decoded.issues[0]?.hint).toMatch(/Save with Encoding/);
    expect(placeOf(decoded)).toBe('2:4');
    expect(decoded.shown.text).toContain('地区: 嘉兴');
  });

  it('decodes a CSV file from GBK, with a note at the first place that is not UTF-8', () => {
    const decoded = decodeText('a.csv', Uint8Array.of(...utf8('id\n'), ...GBK), 'utf-8-or-gb18030');
    expect(decoded.source?.text).toBe('id\n地区: 嘉兴\n名称: 研发\n');
    expect(decoded.issues.map(({ code, severity }) => [code, severity])).toEqual([['decoded-as-gb18030', 'note']]);
    expect(placeOf(decoded)).toBe('2:1');
  });

  it('reads a CSV file that is UTF-8 without a note', () => {
    expect(decodeText('a.csv', utf8('地区\n'), 'utf-8-or-gb18030').issues).toEqual([]);
  });

  it('reads two GBK bytes that are valid UTF-8 by luck as told: 一 is U+04BB in UTF-8', () => {
    const bytes = Uint8Array.of(0xd2, 0xbb);
    expect(decodeText('a', bytes, 'utf-8-or-gb18030').source?.text).toBe('\u04bb');
    expect(decodeText('a', bytes, 'gb18030').source?.text).toBe('一');
  });

  it('reads ASCII as GB18030 when told, and refuses what is none', () => {
    expect(decodeText('a', utf8('id,year\n'), 'gb18030').source?.text).toBe('id,year\n');
    expect(decodeText('a', Uint8Array.of(0x61, 0xff), 'gb18030')).toMatchObject({
      issues: [{ code: 'not-text', message: 'not GB18030 text' }],
    });
  });

  it('reads the four-byte codes of GB18030', () => {
    // U+20000 is 95 32 82 36 in GB18030-2022.
    const decoded = decodeText('a', Uint8Array.of(0x95, 0x32, 0x82, 0x36, 0xbc, 0xce), 'utf-8-or-gb18030');
    expect(decoded.source?.text).toBe('\u{20000}嘉');
  });

  it('does not call Latin-1 Chinese', () => {
    const decoded = decodeText('a', Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x0a), 'utf-8-or-gb18030');
    expect(decoded.source).toBeUndefined();
    expect(decoded.issues[0]?.message).toBe('not UTF-8 text: byte 4 of the file (0xE9) cannot be read');
    expect(placeOf(decoded)).toBe('1:4');
  });

  it('refuses a character cut off at the end', () => {
    const decoded = decodeText('a', utf8('甲乙').subarray(0, 5), 'utf-8');
    expect(decoded.issues[0]?.code).toBe('not-utf-8');
    expect(placeOf(decoded)).toBe('1:2');
  });

  it.each([
    ['overlong', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a continuation byte alone', [0x80]],
  ])('refuses what UTF-8 forbids: %s', (_, bytes) => {
    expect(decodeText('a', Uint8Array.of(0x61, ...bytes), 'utf-8').issues[0]?.code).toBe('not-utf-8');
  });

  const utf16 = (text: string, bigEndian: boolean) =>
    Uint8Array.from(
      [...text]
        .flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])
        .map((_, i, all) => all[bigEndian ? i ^ 1 : i] ?? 0),
    );

  it.each([
    ['UTF-16 with BOM', utf16('\ufeffa: 1\n', false), /UTF-16/],
    ['UTF-16, big end first, with BOM', utf16('\ufeffa: 1\n', true), /UTF-16/],
    ['UTF-16 without BOM', utf16('a: 1\nb: 嘉兴\n', false), /UTF-16/],
    ['UTF-16, big end first, without BOM', utf16('a: 1\nb: 嘉兴\n', true), /UTF-16/],
    ['an Excel workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), /Excel/],
    ['an old Excel workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /xls/],
  ])('names %s', (_, bytes, message) => {
    const decoded = decodeText('a.csv', bytes, 'utf-8-or-gb18030');
    expect(decoded.source).toBeUndefined();
    expect(decoded.issues).toHaveLength(1);
    expect(decoded.issues[0]?.message).toMatch(message);
    expect(decoded.issues[0]?.hint).toMatch(/UTF-8/);
  });
});

describe('decodeText of text that begins like something else', () => {
  it.each(['PK,value\n', 'PK\x03,1', 'Я: 1\n', 'a: \u00ff\n'])('reads %j', (text) => {
    const { code, message } = decodeText('a', utf8(text), 'utf-8').issues[0] ?? {};
    // U+0003 is refused, as the character that it is.
    expect([code, message]).toEqual(
      text.includes('\x03') ? ['refused-character', 'hidden character U+0003 in a text file'] : [undefined, undefined],
    );
  });

  it.each([
    [0xff, 0x41],
    [0xfe, 0x41],
    [0x41, 0xff],
    [0xd0, 0xcf, 0x41, 0x41],
  ])('calls the bytes %i %i … not UTF-8, and nothing more', (...bytes) => {
    expect(decodeText('a', Uint8Array.from(bytes), 'utf-8').issues[0]?.code).toBe('not-utf-8');
  });
});

describe('decodeText of any bytes', () => {
  it('never lets a replacement, control or bidirectional character or a lone surrogate into the text', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.uint8Array({ min: 0x80, maxLength: 60 }),
      fc.constant(GBK),
    );
    const encodings = fc.constantFrom('utf-8' as const, 'utf-8-or-gb18030' as const, 'gb18030' as const);
    fc.assert(
      fc.property(bytes, encodings, (raw, accept) => {
        const { source, issues } = decodeText('a', raw, accept);
        if (source) expect(source.text).not.toMatch(/[\ufffd\ufeff\ufffe\u202e]|(?![\t\n\r])\p{Cc}|\p{Cs}/u);
        else expect(issues.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { seed: 2, numRuns: runsOf(1000, 10_000) },
    );
  });

  it('gives back the text of any clean UTF-8', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '嘉', '🚀', '\n', '\t', '：', '\u3000', '\u200d')), (parts) => {
        expect(decodeText('a', utf8(parts.join('')), 'utf-8').source?.text).toBe(parts.join(''));
      }),
      { seed: 3 },
    );
  });
});

describe('checkText', () => {
  it('refuses lone surrogates, which only a text that never was bytes can hold', () => {
    const { source, issues } = checkText('editor', 'a: \ud800');
    expect(source).toBeUndefined();
    expect(issues[0]?.place).toEqual({ file: 'editor', start: 3, end: 4 });
    expect(checkText('editor', 'a: 🚀').source?.text).toBe('a: 🚀');
  });
});
