// What a person is told: each mistake with its place in the notebook, the rest of the document built.

import { describe, expect, it } from 'vitest';
import { build, numbersOf, told, withHead } from './building.ts';

const cell = (kind: string, body: string) => `\`\`\`yaml ${kind}\n${body}\n\`\`\``;
const GOOD = '`{=} value(rd_intensity, jiaxing, 2020)`';

/** The body of a notebook, and the first line of what is told, with its hint where it has one. */
const CASES: (readonly [name: string, body: string, message: string, hint?: string])[] = [
  [
    'unknown kind of cell',
    cell('chrat', 'kind: trajectory'),
    '5:9  unknown cell kind "chrat"',
    'did you mean "chart"?',
  ],
  [
    'unknown kind of chart',
    cell('chart', 'kind: trajectry'),
    '6:7  unknown kind "trajectry"',
    'did you mean "trajectory"?',
  ],
  [
    'unknown option',
    cell('chart', 'kind: trajectory\nindicator: rd_intensity\nregion: jiaxing\ncolour: red'),
    '9:1  unknown key "colour"',
  ],
  [
    'unknown indicator',
    cell('chart', 'kind: trajectory\nindicator: rd_intensty\nregion: jiaxing'),
    '7:12  unknown indicator "rd_intensty"',
    'did you mean "rd_intensity"?',
  ],
  ['unknown region', cell('targets', 'region: jiaxin'), '6:9  unknown region "jiaxin"', 'did you mean "jiaxing"?'],
  [
    'unknown scenario',
    cell('targets', 'region: jiaxing\nscenario: rd-surg'),
    'unknown scenario "rd-surg"',
    'did you mean "rd-surge"?',
  ],
  [
    'a need of the chart',
    cell('chart', 'kind: trajectory\nregion: jiaxing'),
    '6:7  a "trajectory" chart needs "indicator"',
    'add indicator:',
  ],
  ['bad YAML', cell('chart', 'kind: [trajectory'), '6:'],
  ['full-width colon', cell('chart', 'kind：trajectory'), '6:5  '],
  [
    'a year outside',
    cell('results', 'indicators: gdp\nregions: jiaxing\nyears: [1999]'),
    '8:9  1999 is not a year of the model',
  ],
  [
    'both scenario and scenarios',
    cell('targets', 'scenario: baseline\nscenarios: [baseline]'),
    '6:1  "scenario" and "scenarios" say the same',
  ],
  [
    'draws that are not there',
    cell('chart', 'kind: fan\nindicator: rd_intensity\nregion: jiaxing'),
    '6:7  the notebook has no draws',
    'add "draws: 1024" to its head',
  ],
  ['unknown table', cell('table', 'of: target'), '6:5  unknown table "target"', 'did you mean "targets"?'],
  ['an option in the fence', cell('chart id=x', 'kind: trajectory'), '5:1  "id=x" has no place in the fence'],
  [
    'unknown lever',
    cell(
      'scenario',
      'scenario: s\nlevers:\n  - {indicator: rd_expendture, regions: jiaxing, years: 2025-2027, growth: +3pp}',
    ),
    '8:17  unknown indicator "rd_expendture"',
    'did you mean "rd_expenditure"?',
  ],
  [
    'a scenario of that name',
    cell('scenario', 'scenario: rd-surge\nlevers: []'),
    'there is a scenario "rd-surge" already',
  ],
  [
    'cells in a list',
    `- item\n\n  ${cell('targets', 'region: jiaxing').replaceAll('\n', '\n  ')}`,
    '7:3  a cell stands on its own',
  ],
  ['a cell never closed', '```yaml targets\nregion: jiaxing', '5:1  the cell is never closed'],
  ['unknown parameter', cell('targets', 'region: $regin'), '6:9  unknown parameter "regin"'],
  ['a language that is none', '::: cn\n中文\n:::', '5:1  "cn" is not a language of notebooks'],
  ['a language block never closed', '::: zh\n中文', '5:1  "::: zh" is never closed', 'close it with a line ":::"'],
  [
    'inline: unknown function',
    '`{=} valu(gdp, jiaxing, 2020)`',
    '5:6  unknown inline number "valu"',
    'did you mean "value"?',
  ],
  [
    'inline: unknown indicator',
    '`{=} value(rd_intensty, jiaxing, 2020)`',
    '5:12  unknown indicator "rd_intensty"',
    'did you mean "rd_intensity"?',
  ],
  [
    'inline: unknown region',
    '`{=} value(gdp, jiaxin, 2020)`',
    '5:17  unknown region "jiaxin"',
    'did you mean "jiaxing"?',
  ],
  ['inline: no year', '`{=} value(gdp, jiaxing)`', '5:6  "value" needs "year"'],
  ['inline: too much', '`{=} unit(gdp, jiaxing)`', '5:16  "unit" takes at most 1 arguments'],
  [
    'inline: unknown option',
    '`{=} value(gdp, jiaxing, 2020, digit=1)`',
    '5:32  "value" takes no "digit"',
    'did you mean "digits"?',
  ],
  ['inline: twice', '`{=} value(gdp, jiaxing, 2020, year=2021)`', '5:32  "year" is given twice'],
  ['inline: full-width comma', '`{=} value(gdp，jiaxing, 2020)`', '5:15  "，" is a full-width character'],
  [
    'inline: arithmetic',
    '`{=} value(gdp, jiaxing, 2020) * 2`',
    '5:6  "value(gdp, jiaxing, 2020) * 2" is not an inline number',
  ],
  [
    'inline: nothing known',
    '`{=} value(rd_intensity, jiaxing, 2010)`',
    '5:12  there is no value of "rd_intensity" in "jiaxing" in 2010',
  ],
  ['inline: no such target', '`{=} gap(rd_intensity, jiaxing, 2022)`', '5:33  no plan sets a target'],
  ['inline: no such cell', '`{=} ref(fig)`', '5:6  unknown cell with a figure or table "fig"'],
  ['inline: chance without draws', '`{=} p_met(rd_intensity, jiaxing, 2027)`', '5:12  the notebook has no draws'],
  ['code that may not run', '```ts cell x\nreturn 1;\n```', '5:1  TypeScript cells are not run here'],
];

describe('a mistake in a notebook', () => {
  it.each(CASES.map(([name, ...rest]) => ({ name, rest })))('$name', async ({ rest: [body, message, hint] }) => {
    const text = withHead(
      `${body}\n\n${body.includes('`{=}') || body.startsWith('```yaml targets\nregion: jiaxing') ? '' : GOOD}`,
    );
    const result = await build(text);
    const said = told(text, result);
    expect(said).toContain(message);
    expect(said.startsWith('notebooks/n.md:5:') || said.startsWith('notebooks/n.md:')).toBe(true);
    if (hint !== undefined) expect(said).toContain(`\n  ${hint}`);
    // The rest stands.
    if (text.includes(GOOD) && !message.includes('never closed')) expect(numbersOf(result.notebook)).toEqual(['3.31%']);
  });

  it('all mistakes are told at once, and a failed number is a gap', async () => {
    const text = withHead(
      `${cell('chrat', 'a: 1')}\n\n\`{=} value(gpd, jiaxing, 2020)\` ${GOOD}\n\n${cell('targets', 'region: jiaxin')}`,
    );
    const result = await build(text);
    expect(result.issues.map((issue) => issue.code)).toEqual(['cell-kind', 'unknown-region', 'unknown-indicator']);
    expect(numbersOf(result.notebook)).toEqual([undefined, '3.31%']);
    expect(result.notebook?.root.children.map((node) => node.type)).toEqual(['cellError', 'paragraph', 'cellError']);
  });

  it('cells in a circle say the whole chain, and what needs them says so', async () => {
    const scenario = (id: string, base: string) => cell('scenario', `scenario: ${id}\nextends: ${base}\nlevers: []`);
    const text = withHead(
      `${scenario('a', 'b')}\n\n${scenario('b', 'a')}\n\n${cell('targets', 'region: jiaxing\nscenario: a')}`,
    );
    const said = told(text, await build(text));
    expect(said).toContain('cells use one another in a circle: a → b → a');
    expect(said).toContain('this cell needs "a", which failed');
  });

  it('without a head there is nothing to build, and the message says what to write', async () => {
    const result = await build('# Title\n');
    expect(result.notebook).toBeUndefined();
    expect(told('# Title\n', result)).toContain('the notebook has no head');
    const wrong = await build(withHead('x', 'titel: t\nlang: fr'));
    expect(wrong.notebook).toBeUndefined();
    expect(wrong.issues.map((issue) => issue.message)).toEqual([
      'unknown key "titel"',
      expect.stringContaining('"fr"'),
    ]);
  });
});
