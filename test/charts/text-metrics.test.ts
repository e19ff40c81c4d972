// Widths are held against the font files themselves, read here by a second, plain reader of cmap and hmtx.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitPieces } from '../../src/charts/line-breaks.ts';
import { shortenText, textWidth, wrapText } from '../../src/charts/text-metrics.ts';

const runs = { seed: 20271, numRuns: 500 };

/** Advance in em of a character of a font file; undefined where the font lacks it. */
function makeRuler(name: string): (character: string) => number | undefined {
  const file = readFileSync(new URL(`../../src/io/fonts/${name}`, import.meta.url));
  const at = (tag: string) => file.readUInt32BE(file.indexOf(tag, 12, 'latin1') + 8);
  const cmap = at('cmap');
  const subtable = cmap + file.readUInt32BE(cmap + 8); // the first one
  const segments = file.readUInt16BE(subtable + 6) / 2;
  const column = (n: number, i: number) => subtable + 14 + 2 * (n * segments + i) + (n > 0 ? 2 : 0);
  const records = file.readUInt16BE(at('hhea') + 34);
  const unitsPerEm = file.readUInt16BE(at('head') + 18);
  return (character) => {
    const code = character.codePointAt(0) as number;
    let i = 0;
    while (i < segments && file.readUInt16BE(column(0, i)) < code) i++; // first segment that ends at or after it
    if (i === segments || file.readUInt16BE(column(1, i)) > code) return undefined;
    const offset = file.readUInt16BE(column(3, i));
    const listed = file.readUInt16BE(column(3, i) + offset + 2 * (code - file.readUInt16BE(column(1, i))));
    const glyph = ((offset === 0 ? code : listed) + file.readUInt16BE(column(2, i))) % 65536;
    return file.readUInt16BE(at('hmtx') + 4 * Math.min(glyph, records - 1)) / unitsPerEm;
  };
}

/** 200 strings of 1 to 30 characters, drawn from the alphabets that charts use by a fixed rule. */
function sampleStrings(): string[] {
  const alphabet = Array.from(
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;-+/()&%$#@!?\'"[]{}<>=_*^~|\\' +
      '“”‘’…—–·×÷±≥≤≈≠−→←↑↓°℃‰①②⑳⑴Ⅰ№²³¹⁴½Δαβσμ‐•●■▲▼○□☆★㎡éüñÅßø' +
      '浙江省嘉兴市研究与试验发展经费投入强度高新技术企业亿元万家。，、；：（）《》【】％＋－０１２ＡＢ￥〇镕喆溇',
  );
  let state = 12345;
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  return Array.from({ length: 200 }, () =>
    Array.from({ length: 1 + next(30) }, () => alphabet[next(alphabet.length)]).join(''),
  );
}

describe('textWidth', () => {
  test.each([
    ['noto-sans-sc-regular.ttf', false],
    ['noto-sans-sc-bold.ttf', true],
  ])('textWidth(text, 10) is the sum of the advances in %s for 200 strings', (file, bold) => {
    const ruler = makeRuler(file);
    for (const text of sampleStrings()) {
      const expected = Array.from(text).reduce((sum, character) => sum + (ruler(character) ?? Number.NaN), 0);
      expect(Math.abs(textWidth(text, 10, bold) / 10 - expected), text).toBeLessThan(0.01);
    }
  });

  test('textWidth of every character of both fonts is the advance that the font states', () => {
    const weights = [
      [makeRuler('noto-sans-sc-regular.ttf'), false],
      [makeRuler('noto-sans-sc-bold.ttf'), true],
    ] as const;
    for (const [ruler, bold] of weights) {
      let found = 0;
      const wrong: string[] = [];
      for (let code = 0x20; code < 0xffff; code++) {
        const advance = ruler(String.fromCodePoint(code));
        if (advance === undefined) continue;
        found += 1;
        const width = textWidth(String.fromCodePoint(code), 1, bold);
        if (Math.abs(width - advance) > 1e-9) wrong.push(`U+${code.toString(16)} ${width} ${advance}`);
      }
      expect(wrong).toEqual([]);
      expect(found).toBeGreaterThan(8000);
    }
  });

  test('textWidth grows with the font size and adds up over parts', () => {
    expect(textWidth('研发经费', 12)).toBe(48);
    expect(textWidth('R&D 经费', 24)).toBe(2 * textWidth('R&D 经费', 12));
    expect(textWidth('R&D 经费', 1000)).toBe(textWidth('R&D', 1000) + textWidth(' 经费', 1000));
    expect(textWidth('', 12)).toBe(0);
  });

  test('textWidth of control characters, lone surrogates and joined marks is nothing', () => {
    expect(textWidth('\u0000\u0007\n\u200b\u200d\ufe0f\ud800\u0301', 10)).toBe(0);
  });

  test('textWidth takes an unknown Chinese character for one em and an unknown letter for about half', () => {
    expect(textWidth('龘𠮷', 10)).toBe(20);
    expect(textWidth('ⴰ', 10)).toBe(5.5);
  });
});

describe('shortenText', () => {
  test('shortenText(text, 10, 60) keeps five characters and an ellipsis of twelve', () => {
    expect(shortenText('石油煤炭及其他燃料加工业', 10, 60)).toBe('石油煤炭及…');
    expect(shortenText('石油煤炭', 10, 40)).toBe('石油煤炭');
    expect(shortenText('石油', 10, 5)).toBe('…');
  });

  test('shortenText never takes an accent from its letter or halves a character outside the plane', () => {
    expect(shortenText('e\u0301e\u0301e\u0301e\u0301', 10, textWidth('ee…', 10))).toBe('e\u0301e\u0301…');
    expect(shortenText('𠮷𠮷𠮷', 10, 25)).toBe('𠮷…');
  });

  test('shortenText gives the longest beginning that fits, for any text and width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 20, max: 200 }), (text, width) => {
        const short = shortenText(text, 10, width);
        expect(textWidth(short, 10)).toBeLessThanOrEqual(width);
        if (short !== text) expect(text.startsWith(short.slice(0, -1))).toBe(true);
      }),
      runs,
    );
  });
});

describe('wrapText', () => {
  test('wrapText breaks Chinese between characters and keeps a number with its unit', () => {
    expect(wrapText('规模以上企业研发经费3.2亿元', 10, 100)).toEqual(['规模以上企业研发经费', '3.2亿元']);
    expect(wrapText('年均增长18 %以上', 10, 60)).toEqual(['年均增长', '18 %以上']);
    expect(wrapText('在2021-2027年期间', 10, 60)).toEqual(['在', '2021-2027年', '期间']);
  });

  test('wrapText breaks Latin at spaces and after hyphens and slashes', () => {
    expect(wrapText('R&D expenditure per year', 10, 80)).toEqual(['R&D expenditure', 'per year']);
    expect(wrapText('state-of-the-art', 10, 50)).toEqual(['state-of-', 'the-art']);
    expect(splitPieces('R&D/GDP 达到3.2%。')).toEqual(['R&D/', 'GDP ', '达', '到', '3.2%。']);
    expect(splitPieces('yuan/person/year')).toEqual(['yuan/', 'person/', 'year']);
  });

  test('wrapText lets no line start with closing or end with opening punctuation', () => {
    expect(wrapText('一二三四五。六七', 10, 50)).toEqual(['一二三四', '五。六七']);
    expect(wrapText('一二三四（五六）', 10, 50)).toEqual(['一二三四', '（五六）']);
    expect(wrapText('一二三四5％', 10, 50)).toEqual(['一二三四', '5％']);
  });

  test('wrapText keeps line breaks of the text, and an empty text is one empty line', () => {
    expect(wrapText('甲\n乙\r\n\u2028丙', 10, 100)).toEqual(['甲', '乙', '', '丙']);
    expect(wrapText('', 10, 100)).toEqual(['']);
  });

  test('wrapText with maxLines cuts the last line with an ellipsis and adds no space', () => {
    expect(wrapText('研究与试验发展经费投入强度', 10, 50, false, 2)).toEqual(['研究与试验', '发展经费…']);
    expect(wrapText('一二三四（五六）七八', 10, 50, false, 1)).toEqual(['一二三四…']);
    expect(wrapText('甲\n乙', 10, 100, false, 1)).toEqual(['甲 乙…']);
    expect(wrapText('研究与试验', 10, 50, false, 1)).toEqual(['研究与试验']);
  });

  const fragments = [
    '研发',
    '经费',
    '。',
    '，',
    '（',
    '）',
    '“',
    '”',
    '3.2亿元',
    '18％',
    'R&D',
    ' ',
    '-',
    '/',
    'e\u0301',
    '2027年',
    '…',
    '《',
    '》',
    '：',
    'GDP ',
    '𠮷',
  ];

  test('wrapText loses no character, fits every line and keeps punctuation in its place, for any text', () => {
    const text = fc.array(fc.constantFrom(...fragments), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 100, max: 300 }), fc.boolean(), (whole, width, bold) => {
        const lines = wrapText(whole, 10, width, bold);
        expect(lines.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''));
        for (const line of lines) expect(textWidth(line, 10, bold)).toBeLessThanOrEqual(width);
        const tooWide = splitPieces(whole).some((piece) => textWidth(piece.trimEnd(), 10, bold) > width);
        if (tooWide) return;
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[。，、；：）】》％%”]/);
        for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（【《“]$/);
      }),
      runs,
    );
  });

  test('wrapText takes time in proportion to hostile text', () => {
    const started = performance.now();
    for (const unit of ['1.', '1-', '十', '（', '。', '-', ' ', 'a']) wrapText(unit.repeat(20_000), 10, 100);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
