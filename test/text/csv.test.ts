import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvTable, LIMITS, positionAt, readCsv, requireColumns } from '../../src/text/index.ts';
import { runsOf } from '../thorough.ts';

const read = (text: string) => readCsv({ file: 'a.csv', text });

function tableOf(text: string): CsvTable {
  const { table, issues } = read(text);
  if (!table) throw new Error(issues.map(({ message }) => message).join('; '));
  return table;
}

function faultsOf(text: string): string[] {
  const source = { file: 'a.csv', text };
  return readCsv(source).issues.map(({ code, place }) => {
    const { line, column } = positionAt(source, place?.start ?? -1);
    return `${line}:${column} ${code}`;
  });
}

describe('readCsv', () => {
  it('reads rows of text, by name', () => {
    const table = tableOf('region,year,value\njiaxing,2020,3.31\n"平湖, 市",2021,"5"" x"\n');
    expect(table.header).toEqual(['region', 'year', 'value']);
    expect(table.rows.map((row) => row.cells.map(({ text }) => text))).toEqual([
      ['jiaxing', '2020', '3.31'],
      ['平湖, 市', '2021', '5" x'],
    ]);
    expect(table.rows[1]?.cell('value').text).toBe('5" x');
  });

  it('gives every cell its place, quotes included', () => {
    const text = 'a,b\r\n\r\n"x ""y"" 嘉\n兴",\r\n1,"2"';
    const table = tableOf(text);
    const cut = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(table.headerCells.map(({ place }) => cut(place))).toEqual(['a', 'b']);
    expect(table.rows.map((row) => row.cells.map(({ place }) => cut(place)))).toEqual([
      ['"x ""y"" 嘉\n兴"', ''],
      ['1', '"2"'],
    ]);
    expect(table.rows.map(({ place }) => cut(place))).toEqual(['"x ""y"" 嘉\n兴",', '1,"2"']);
  });

  it('takes line ends as they come, and leaves out blank rows', () => {
    expect(tableOf('a,b\n1,2\r\n\n3,4\n,\n  , \n5,6').rows.map((row) => row.cell('a').text)).toEqual(['1', '3', '5']);
  });

  it('does not trim or change cells', () => {
    expect(tableOf('a\n 1 \n0x10\n１\n').rows.map((row) => row.cell('a').text)).toEqual([' 1 ', '0x10', '１']);
  });

  it('reads a header without rows', () => {
    expect(tableOf('a,b\n').rows).toEqual([]);
  });

  it('keeps names that are special to JavaScript as plain names', () => {
    const table = tableOf('__proto__,constructor\n1,2\n');
    expect(table.rows[0]?.cell('constructor').text).toBe('2');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('throws when asked for a column that is not there', () => {
    expect(() => tableOf('a\n1\n').rows[0]?.cell('toString')).toThrow('no column "toString" in a.csv');
  });

  it.each([
    ['no text', '', ['1:1 empty-file']],
    ['only blank rows', '\n,,\n\n', ['1:1 empty-file']],
    ['a row too short', 'a,b,c\n1,2,3\n1,2\n', ['3:1 ragged-row']],
    ['a row too long', 'a,b\n1,2,3\n', ['2:1 ragged-row']],
    ['every ragged row', 'a,b\n1\n1,2\n1\n', ['2:1 ragged-row', '4:1 ragged-row']],
    ['a name given twice', 'year,value,year\n1,2,3\n', ['1:12 duplicate-header']],
    ['a column without a name', 'a,,c\n1,2,3\n', ['1:3 blank-header']],
    ['a quote left open', 'a,b\n1,"x\n2,3\n', ['2:3 csv-quote']],
    ['a quote left open in the first cell', 'a,b\n\n\n"x,1\n2,3\n', ['4:1 csv-quote']],
    ['a quote left open behind Chinese', '地区,备注\n嘉兴,"x\n', ['2:4 csv-quote']],
    ['a quote inside a cell', 'a,b\n1,5" pipe\n', ['2:4 csv-quote']],
    ['text behind a closing quote', 'a,b\n1,"x"y\n', ['2:3 csv-quote']],
  ])('refuses %s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
    expect(read(text).table).toBeUndefined();
  });

  it.each([
    ['嘉兴，2020，3.31', /full-width comma/],
    ['jiaxing;2020;3.31', /";"/],
    ['jiaxing\t2020\t3.31', /U\+0009/],
    ['jiaxing,2020,1,200', /1200/],
    ['jiaxing,2020,x,y', /quotes/],
  ])('says why the row %j does not fit three columns', (row, hint) => {
    expect(read(`region,year,value\n${row}\n`).issues[0]?.hint).toMatch(hint);
  });

  it('gives back any cells, each at its place', () => {
    const cell = fc
      .array(fc.constantFrom('a', '嘉', '🚀', ',', '"', '\n', '\r\n', ' ', '1', '：'))
      .map((parts) => parts.join(''));
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = fc.array(fc.tuple(cell, cell), { maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), fc.boolean(), (cells, lineEnd, always) => {
        const kept = cells.filter((row) => row.some((text) => text.trim() !== ''));
        const print = (text: string) => (always || /[",\r\n]/.test(text) ? quote(text) : text);
        const text = [['h1', 'h2'], ...cells].map((row) => row.map(print).join(',')).join(lineEnd);
        const table = tableOf(text);
        expect(table.rows.map((row) => row.cells.map((one) => one.text))).toEqual(kept);
        for (const one of table.rows.flatMap((row) => row.cells)) {
          expect(text.slice(one.place.start, one.place.end)).toBe(print(one.text));
        }
      }),
      { seed: 11, numRuns: 1000 },
    );
  });

  it('answers any mixture of signs with a table or with issues', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ',', '"', '\n', '\r\n', '，', '嘉', ' '), { maxLength: 30 }),
        (parts) => {
          const { table, issues } = read(parts.join(''));
          expect(table === undefined).toBe(issues.length > 0);
          for (const { place } of issues) expect(place?.start).toBeLessThanOrEqual(parts.join('').length);
        },
      ),
      { seed: 12, numRuns: runsOf(1000, 10_000) },
    );
  });

  it.each([
    ['characters', LIMITS.csvCharacters, (n: number) => `a\n${'x'.repeat(n - 2)}`],
    [
      'commas and line ends',
      LIMITS.csvSeparators,
      (n: number) => `a,b\n${'1,\n'.repeat((n - 2) / 2)}${n % 2 === 1 ? '1,' : ''}`,
    ],
  ])('lets %s pass up to the limit and refuses one more', (what, limit, text) => {
    expect(faultsOf(text(limit))).toEqual([]);
    const { table, issues } = read(text(limit + 1));
    expect(table).toBeUndefined();
    expect(issues.map(({ code }) => code)).toEqual(['too-large']);
    expect(issues[0]?.message).toContain(what);
  });
});

describe('requireColumns', () => {
  const table = tableOf('region,yaer,value,extra\njiaxing,2020,1,x\n');

  it('names what is missing and what is unknown, and a misspelt column once', () => {
    const issues = requireColumns(table, ['region', 'year', 'value', 'unit'], ['note']);
    expect(issues).toMatchObject([
      {
        code: 'unknown-column',
        message: 'unknown column "yaer"',
        hint: 'did you mean "year"?',
        place: { start: 7, end: 11 },
      },
      {
        code: 'unknown-column',
        message: 'unknown column "extra"',
        hint: 'columns here: region, year, value, unit, note',
      },
      { code: 'missing-column', message: 'missing column "unit"', place: { start: 0, end: 23 } },
    ]);
  });

  it('says nothing of a table that fits', () => {
    expect(requireColumns(table, ['region', 'yaer'], ['value', 'extra', 'note'])).toEqual([]);
  });
});
