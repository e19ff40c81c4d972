// Reading formulas: structure, places, limits, and the second evaluator over the text itself.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { LIMITS, parseFormula, references } from '../../src/formula/index.ts';
import type { RawNode } from '../../src/formula/mathjs-parser.ts';
import { scan } from '../../src/formula/tokens.ts';
import { buildTree } from '../../src/formula/tree.ts';
import { read, shape } from './support.ts';

const codes = (text: string) => parseFormula(text).issues.map(({ code }) => code);

describe('parseFormula reads structure', () => {
  test.each([
    ['a - b - c', ['-', ['-', 'a', 'b'], 'c']],
    ['a / b * c', ['*', ['/', 'a', 'b'], 'c']],
    ['a + b * c ^ d', ['+', 'a', ['*', 'b', ['^', 'c', 'd']]]],
    ['a ^ b ^ c', ['^', 'a', ['^', 'b', 'c']]],
    ['-a ^ 2', ['negate', ['^', 'a', 2]]],
    ['2 ^ -a * b', ['*', ['^', 2, ['negate', 'a']], 'b']],
    ['a - -b', ['-', 'a', ['negate', 'b']]],
    ['((a))', 'a'],
    ['lag(gdp, 3) / lag(gdp)', ['/', ['lag', 'gdp', 3], ['lag', 'gdp']]],
    ['max(min(a, 1), b, 1.5e-3)', ['max', ['min', 'a', 1], 'b', 0.0015]],
    ['研发经费 / 税率_1 + β', ['+', ['/', '研发经费', '税率_1'], 'β']],
    ['𠮷野 * 2', ['*', '𠮷野', 2]],
  ])('parseFormula(%j)', (text, tree) => {
    expect(shape(read(text))).toEqual(tree);
  });

  test('parseFormula takes line breaks and tabs for spaces, as folded YAML gives them', () => {
    expect(shape(read('a\n  + b\r\n\t+ c\n'))).toEqual(['+', ['+', 'a', 'b'], 'c']);
  });

  test('parseFormula gives every node its place, brackets of a product included', () => {
    const text = ' (rd + 𠮷野) * -lag( gdp , 2 )';
    const places: string[] = [];
    const visit = (expr: ReturnType<typeof read>): void => {
      places.push(text.slice(expr.start, expr.end));
      if (expr.kind === 'negate') visit(expr.operand);
      if (expr.kind === 'binary') [expr.left, expr.right].forEach(visit);
      if (expr.kind === 'call') expr.args.forEach(visit);
    };
    visit(read(text));
    expect(places).toEqual([
      '(rd + 𠮷野) * -lag( gdp , 2 )',
      'rd + 𠮷野',
      'rd',
      '𠮷野',
      '-lag( gdp , 2 )',
      'lag( gdp , 2 )',
      'gdp',
      '2',
    ]);
  });
});

describe('parseFormula keeps its limits', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
  const sum = (nodes: number) => `a${'+a'.repeat((nodes - 1) / 2)}`;

  test.each([
    ['length', 'a'.repeat(LIMITS.length), 'a'.repeat(LIMITS.length + 1), 'too-long'],
    ['brackets', nested(LIMITS.depth), nested(LIMITS.depth + 1), 'too-deep'],
    ['powers', `a${'^a'.repeat(LIMITS.depth)}`, `a${'^a'.repeat(LIMITS.depth + 1)}`, 'too-deep'],
    ['minus signs', `${'-'.repeat(LIMITS.depth)}a`, `${'-'.repeat(LIMITS.depth + 1)}a`, 'too-deep'],
    [
      'brackets, powers and signs',
      `${'(-a^('.repeat(16)}a${'))'.repeat(16)}`,
      `-${'(-a^('.repeat(16)}a${'))'.repeat(16)}`,
      'too-deep',
    ],
    ['calls', `${'abs('.repeat(64)}a${')'.repeat(64)}`, `${'abs('.repeat(65)}a${')'.repeat(65)}`, 'too-deep'],
    ['nodes', sum(LIMITS.nodes - 1), sum(LIMITS.nodes + 1), 'too-many-nodes'],
    ['nodes with a sign', `-${sum(LIMITS.nodes - 1)}`, `--${sum(LIMITS.nodes - 1)}`, 'too-many-nodes'],
  ])('parseFormula accepts the largest and refuses one more: %s', (_what, largest, larger, code) => {
    expect(codes(largest)).toEqual([]);
    expect(codes(larger)).toEqual([code]);
  });

  test('parseFormula does not add up the signs and powers of one sum', () => {
    expect(codes(`-a^2${' + -a^2'.repeat(70)}`)).toEqual([]);
    expect(codes(`max(${Array(8).fill('-a^2').join(', ')})`)).toEqual([]);
  });
});

describe('parseFormula points at the offender', () => {
  test.each([
    ['rd / gdb(1)', 'unknown-function', 'gdb'],
    ['rd + e', 'reserved-name', 'e'],
    ['gdp * 25%', 'percent', '%'],
    ['研发 × 2', 'look-alike', '×'],
    ['1 + 𠮷野（', 'look-alike', '（'],
    ['研发经费 税率', 'implicit-product', '税率'],
    ['1 + lag(gdp, 21)', 'argument', '21'],
    ['meangrowth(a + b) - 1', 'argument', 'a + b'],
    ['1 + abs(a, b)', 'arity', 'abs(a, b)'],
    ['(a + b', 'syntax', ''],
    ['  a + b)', 'syntax', ')'],
    ['a *\n/ b', 'syntax', '/'],
  ])('parseFormula(%j)', (text, code, offender) => {
    const [issue, ...others] = parseFormula(text).issues;
    expect(others).toEqual([]);
    expect(issue && [issue.code, text.slice(issue.start, issue.end)]).toEqual([code, offender]);
  });

  test('parseFormula lists all offenders of a stage in the order of the text', () => {
    expect(parseFormula('pi * 5％ + maxx(１, a)').issues.map(({ code, start }) => [code, start])).toEqual([
      ['reserved-name', 0],
      ['percent', 6],
      ['unknown-function', 10],
      ['look-alike', 15],
    ]);
    expect(codes('lag(1) + 2 a + (+b) + sqrt()')).toEqual(['argument', 'implicit-product', 'unary-plus', 'arity']);
  });

  test.each([
    ['maxx(a, b)', 'did you mean "max"?'],
    ['log(a)', 'write ln(a) for the natural logarithm'],
    ['ａ + 1', 'write a'],
    ['a － 1', 'write -'],
    ['a ÷ 1', 'write /'],
    ['1\u3000+ a', 'write an ordinary space'],
    ['007', 'write 7'],
    ['1,000', 'write 1000; between two arguments write a space after the comma'],
    ['2020-01-01', 'for a subtraction, write spaces around "-"'],
  ])('parseFormula(%j) says what to write', (text, hint) => {
    expect(parseFormula(text).issues[0]?.hint).toBe(hint);
  });

  test('parseFormula puts no control character and no long text into a message', () => {
    const issues = ['\u001b[2J', 'a\u202eb', '\ud800', `"${'x'.repeat(1900)}"`, `${'x'.repeat(1900)}(1)`].flatMap(
      (text) => parseFormula(text).issues,
    );
    expect(issues.length).toBeGreaterThanOrEqual(5);
    for (const { message } of issues) {
      expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(message.length).toBeLessThan(160);
    }
  });
});

describe('numbers', () => {
  test.each(['0', '0.5', '12', '1e8', '1E-3', '9007199254740992', '1.7976931348623157e308', '5e-324', '0e5'])(
    'parseFormula(%j) is the number',
    (text) => {
      expect(shape(read(text))).toBe(Number(text));
    },
  );

  test.each([
    ['1e309', 'number-range'],
    ['1e-324', 'number-range'],
    ['9007199254740993', 'number-range'],
    [`${'9'.repeat(400)}`, 'number-range'],
    ['.5', 'number'],
    ['5.', 'number'],
    ['1.2.3', 'number'],
    ['0x10', 'number'],
    ['0b11', 'number'],
    ['00.5', 'leading-zero'],
    ['08', 'leading-zero'],
    ['1,234,567', 'thousands'],
  ])('parseFormula(%j) is refused as %s', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });
});

describe('buildTree trusts neither reading alone', () => {
  const { tokens } = scan('a + 1');
  const node = (kind: RawNode['kind'], ...given: unknown[]): RawNode => ({ kind, given });
  const [a, one] = [node('SymbolNode', 'a'), node('ConstantNode', 1)];

  test('buildTree takes the nodes that the tokens bear out', () => {
    expect(buildTree(node('OperatorNode', '+', 'add', [a, one]), tokens).issues).toEqual([]);
  });

  test.each([
    ['another operator', node('OperatorNode', '-', 'subtract', [a, one])],
    ['an operator outside the language', node('OperatorNode', 'mod', 'mod', [a, one])],
    ['a postfix operator', node('OperatorNode', '!', 'factorial', [a])],
    ['another name', node('OperatorNode', '+', 'add', [node('SymbolNode', 'b'), one])],
    ['another number', node('OperatorNode', '+', 'add', [a, node('ConstantNode', 2)])],
    ['a text', node('OperatorNode', '+', 'add', [a, node('ConstantNode', 'text')])],
    ['fewer nodes', a],
    ['more nodes', node('OperatorNode', '+', 'add', [a, node('OperatorNode', '+', 'add', [one, one])])],
    ['a range', node('RangeNode', a, one)],
    ['a list', node('ArrayNode', [a, one])],
    ['a property', node('AccessorNode', a, node('IndexNode', [one]))],
    ['a call of a property', node('FunctionNode', node('AccessorNode', a, one), [one])],
    ['a call outside the list', node('FunctionNode', node('SymbolNode', 'import'), [one])],
  ])('buildTree refuses %s', (_what, root) => {
    const { expr, issues } = buildTree(root, tokens);
    expect(expr).toBeUndefined();
    expect(issues.map(({ code }) => code)).toContain('syntax');
  });
});

describe('the parser of mathjs', () => {
  afterEach(() => {
    vi.doUnmock('mathjs/number');
    vi.doUnmock('../../src/formula/mathjs-parser.ts');
    vi.resetModules();
  });

  test('importing the room loads no mathjs; parseFormula throws until loadParser was awaited', async () => {
    let loads = 0;
    vi.resetModules();
    vi.doMock('mathjs/number', (original) => {
      loads++;
      return original();
    });
    const room = await import('../../src/formula/index.ts');
    expect(loads).toBe(0);
    expect(() => room.parseFormula('a')).toThrow('await loadParser() before parseFormula()');
    await Promise.all([room.loadParser(), room.loadParser()]);
    await room.loadParser();
    expect(loads).toBe(1);
    expect(room.parseFormula('a').issues).toEqual([]);
  });

  test('parseFormula does not hide a fault of the parser behind an issue', async () => {
    vi.resetModules();
    vi.doMock('../../src/formula/mathjs-parser.ts', () => ({
      createMathjsParser: () => () => {
        throw new RangeError('a bug');
      },
    }));
    const room = await import('../../src/formula/index.ts');
    await room.loadParser();
    expect(() => room.parseFormula('a')).toThrow('a bug');
  });
});

test('references(formula) lists what is read, once each, in order of first occurrence', () => {
  expect(references(read('lag(b) + a * lag(b, 1) - meangrowth(a) / b + lag(a, 3) + a'))).toEqual([
    { name: 'b', lag: 1 },
    { name: 'a', lag: 0 },
    { name: 'a', lag: 0, call: 'meangrowth' },
    { name: 'b', lag: 0 },
    { name: 'a', lag: 3 },
  ]);
});
