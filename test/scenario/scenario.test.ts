// Scenario files as resolved; what is wrong with a file is in test/cases.

import { describe, expect, test } from 'vitest';
import { readGrowthLever, readLevelLever } from '../../src/scenario/index.ts';
import { loadWorld, packageFiles, responsesText, world } from '../worlds/world.ts';

const files = packageFiles({
  years: '2015-2020',
  indicators: ['rd 亿元 flow', 'share % share'],
  observed: ['town rd 2015 1', 'town rd 2016 2', 'town share 2015 4', 'town share 2016 5'],
  responses: responsesText([], ['delta 0.15']),
});

describe('readGrowthLever(text, grows)', () => {
  test.each([
    ['+2pp', 'rate', { op: 'add', amount: 0.02 }],
    ['-1pp', 'rate', { op: 'add', amount: -0.01 }],
    ['x1.5', 'rate', { op: 'times', amount: 1.5 }],
    ['×1.5', 'rate', { op: 'times', amount: 1.5 }],
    ['=12%', 'rate', { op: 'set', amount: 0.12 }],
    ['+ 2pp', 'rate', { op: 'add', amount: 0.02 }],
    ['+0.1pp', 'points', { op: 'add', amount: 0.1 }],
    ['=0.5pp', 'points', { op: 'set', amount: 0.5 }],
    ['x0', 'points', { op: 'times', amount: 0 }],
  ] as const)('%s of a %s', (text, grows, change) => {
    expect(readGrowthLever(text, grows)).toEqual({ change });
  });

  test.each([
    ['2pp', 'rate'],
    ['+2', 'rate'],
    ['+2%', 'rate'],
    ['=2pp', 'rate'],
    ['x2pp', 'rate'],
    ['+2%', 'points'],
    ['+2', 'points'],
    ['', 'rate'],
    ['+-2pp', 'rate'],
    ['+2pp!', 'rate'],
    ['1e3%', 'rate'],
  ] as const)('%j of a %s says what to write', (text, grows) => {
    expect(readGrowthLever(text, grows)).toMatchObject({
      problem: expect.stringMatching(/./),
      hint: expect.stringContaining('x1'),
    });
  });
});

test.each([
  ['+10%', { op: 'times', amount: 1.1 }],
  ['-10%', { op: 'times', amount: 0.9 }],
  ['x1.1', { op: 'times', amount: 1.1 }],
  ['+50', { op: 'add', amount: 50 }],
  ['-50', { op: 'add', amount: -50 }],
  ['=300', { op: 'set', amount: 300 }],
])('readLevelLever(%j)', (text, change) => {
  expect(readLevelLever(text)).toEqual({ change });
});

describe('a scenario file', () => {
  test('keeps the sign of a lever as written, quoted or not', async () => {
    const { scenarios } = await world({
      files,
      scenarios: {
        a: 'levers:\n  - {indicator: rd, regions: town, years: 2018, level: +50}\n  - {indicator: rd, regions: town, years: 2018, level: "+50"}\n  - indicator: rd\n    regions: town\n    years: 2018\n    level: -50 # less',
      },
    });
    expect(
      scenarios
        .find((one) => one.id === 'a')
        ?.levers.map((lever) => [lever.text, 'change' in lever ? lever.change : undefined]),
    ).toEqual([
      ['level: +50', { op: 'add', amount: 50 }],
      ['level: +50', { op: 'add', amount: 50 }],
      ['level: -50', { op: 'add', amount: -50 }],
    ]);
  });

  test('inherits: assumptions of the nearest file, as_of, overrides and levers in order', async () => {
    const lever = (years: number) =>
      `levers:\n  - {indicator: rd, regions: town, years: ${years}, growth: +1pp, reason: why, source: a study}`;
    const over = (growth: string) => `overrides: [{indicator: rd, regions: town, growth: ${growth}}]`;
    const { scenarios } = await world({
      files,
      scenarios: {
        a: `as_of: 2017\nassume: {growth: observed, ${over('stated')}}\n${lever(2018)}`,
        b: `extends: a\nassume: {${over('damped')}}\n${lever(2019)}`,
        c: `extends: b\nas_of: 2016\nassume: {growth: implied}\n${lever(2020)}`,
      },
    });
    const c = scenarios.find((one) => one.id === 'c');
    expect(c).toMatchObject({ ancestors: ['a', 'b'], asOf: 2016, growth: 'implied' });
    expect(c?.overrides.map((one) => one.growth)).toEqual(['stated', 'damped']);
    expect(
      c?.levers.map((one) => [one.scenario, 'years' in one ? one.years.first : 0, one.reason?.en, one.source]),
    ).toEqual([
      ['a', 2018, 'why', 'a study'],
      ['b', 2019, 'why', 'a study'],
      ['c', 2020, 'why', 'a study'],
    ]);
    expect(scenarios.find((one) => one.id === 'b')).toMatchObject({ asOf: 2017, growth: 'observed' });
  });

  test('baseline is built in and first; a file of its name gives title and assumptions, and others extend it', async () => {
    const plain = await world({ files, scenarios: { z: '', a: 'extends: baseline' } });
    expect(plain.scenarios.map((one) => [one.id, one.ancestors])).toEqual([
      ['baseline', []],
      ['a', []],
      ['z', []],
    ]);
    const own = await world({ files, scenarios: { baseline: 'assume: {growth: observed}', a: 'extends: baseline' } });
    expect(own.scenarios.map((one) => [one.id, one.growth, one.ancestors])).toEqual([
      ['baseline', 'observed', []],
      ['a', 'observed', ['baseline']],
    ]);
  });

  test('a parameter lever counts for its scenario alone', async () => {
    const done = (await world({ files, scenarios: { low: 'levers:\n  - {parameter: delta, value: 0.1}' } })).run();
    expect(done.scenarios.map((one) => [one.id, one.parameters.get('delta')])).toEqual([
      ['baseline', 0.15],
      ['low', 0.1],
    ]);
  });

  test('all mistakes of all files are listed in one go, and what is right still loads', async () => {
    const { issues, scenarios } = await loadWorld({
      files,
      scenarios: {
        bad: 'levers:\n  - {indicator: rdd, regions: twon, years: 2031, growth: 2pp, ramp: slow}',
        worse: 'extends: good-one\nas_of: 2050',
        good: '',
      },
    });
    expect(issues.map((issue) => issue.message)).toEqual([
      'unknown indicator "rdd"',
      "year 2031 is outside the package's years 2015-2020",
      'unknown region "twon"',
      '"slow" is not a ramp',
      '"2pp" has no sign: a growth lever says + - x or =',
      'as_of 2050 is outside 2016-2020',
      'unknown scenario "good-one"',
    ]);
    expect(scenarios.map((one) => one.id)).toEqual(['baseline', 'good']);
  });
});

describe('run(program, scenarios, chosen, asOf)', () => {
  test('runs the named ones with the baseline of their view; as_of of the call wins', async () => {
    const small = await world({ files, scenarios: { a: '', b: 'as_of: 2016' } });
    expect(small.run(['b']).scenarios.map((one) => one.id)).toEqual(['baseline@2016', 'b']);
    expect(small.run(['a', 'b']).scenarios.map((one) => one.id)).toEqual(['baseline', 'a', 'baseline@2016', 'b']);
    expect(small.run(['a', 'b'], 2017).scenarios.map((one) => [one.id, one.asOf])).toEqual([
      ['baseline@2017', 2017],
      ['a', 2017],
      ['b', 2017],
    ]);
    expect(small.run(['baseline'], 2017).scenarios.map((one) => one.id)).toEqual(['baseline@2017']);
  });

  test('an unknown scenario is an issue with the nearest name', async () => {
    const done = (await world({ files, scenarios: { 'rd-surge': '' } })).run(['rd-serge']);
    expect(done.issues).toMatchObject([{ code: 'unknown-scenario', hint: 'did you mean "rd-surge"?' }]);
    expect((await world({ files })).run(['nothing']).issues).toMatchObject([
      { hint: '`tujing list scenarios` prints all' },
    ]);
  });
});
