// Small worlds from YAML text, read through the real `load`: what a test does not say is filled in from a bare package.

import type { Issue } from '../../src/base/index.ts';
import type { Program } from '../../src/compile/index.ts';
import type { Model } from '../../src/model/index.ts';
import { type Loaded, load, type Run, run } from '../../src/pipeline.ts';
import type { Scenario } from '../../src/scenario/index.ts';
import { formatIssue, sortIssues } from '../../src/text/index.ts';

/** Texts of a world. `files` are those of the package by path; `scenarios` are bodies by id, without their heading. */
export interface WorldText {
  readonly files?: Readonly<Record<string, string>>;
  readonly scenarios?: Readonly<Record<string, string>>;
}

/** A world without errors. */
export interface World {
  readonly model: Model;
  readonly program: Program;
  readonly scenarios: readonly Scenario[];
  readonly issues: readonly Issue[];
  /** Runs some scenarios (all when none are named). */
  run(chosen?: readonly string[], asOf?: number): Run;
}

const UNITS = `units:
  - {id: "1", dimension: "1", scale: 1, title: {zh: 无量纲, en: pure number}}
  - {id: "%", dimension: "1", scale: 0.01, title: {zh: "%", en: "%"}}
  - {id: 亿元, dimension: money, scale: 1.0e+8, title: {zh: 亿元, en: CNY 100 million}}
  - {id: 万元, dimension: money, scale: 1.0e+4, title: {zh: 万元, en: CNY 10 000}}
  - {id: 家, dimension: enterprise, scale: 1, title: {zh: 家, en: enterprises}}
  - {id: 件, dimension: patent, scale: 1, title: {zh: 件, en: patents}}
  - {id: 人, dimension: person, scale: 1, title: {zh: 人, en: persons}}
  - {id: 位, dimension: "1", scale: 1, title: {zh: 位, en: rank}}
`;

/** What a package must hold beside what a test says. */
export const BARE: Readonly<Record<string, string>> = {
  'package.yaml': packageText('2015-2017'),
  'units.yaml': UNITS,
  'regions.yaml': regionsText(['town']),
  'indicators.yaml':
    'indicators:\n  - {id: gdp, title: {zh: 地区生产总值, en: GDP}, unit: 亿元, type: flow, direction: up}\n',
  'growth.yaml': 'window: 5\nphi: 0.9\n',
  'responses.yaml': 'parameters: []\nresponses: []\n',
};

/** package.yaml for some years; `first` region leads and is in focus. */
export function packageText(years: string, first = 'town', headline = 'gdp'): string {
  return `format: 1\npackage: small\ntitle: {zh: 小世界, en: Small world}\nyears: ${years}\nleader: ${first}\nfocus: ${first}\nheadline: [${headline}]\n`;
}

/** regions.yaml: `town` is a city, `a<b` a county below b, `a<<b` a city below b, `a~b` a zone below b. Codes are counted up. */
export function regionsText(regions: readonly string[]): string {
  const entries = regions.map((text, k) => {
    const [id = '', parent = ''] = text.split(/<<|<|~/);
    const level = text.includes('<<')
      ? 'city'
      : text.includes('<')
        ? 'county'
        : text.includes('~')
          ? 'zone'
          : k === 0 && regions.some((other) => other.includes('<<'))
            ? 'province'
            : 'city';
    const code = level === 'zone' ? '' : `code: "${330100 + k}", `;
    return `  - {id: ${id}, ${code}level: ${level}, ${parent === '' ? '' : `parent: ${parent}, `}name: {zh: ${id}, en: ${id}}}`;
  });
  return `regions:\n${entries.join('\n')}\n`;
}

/** indicators.yaml from lines such as `rd 亿元 flow`, or `share % share formula: rd / gdp, closes: rd`. */
export function indicatorsText(lines: readonly string[]): string {
  return `indicators:\n${lines
    .map((line) => {
      const [, id, unit, type, rest = ''] = /^(\S+) (\S+) (\S+) ?(.*)$/.exec(line) ?? [];
      const more = rest === '' ? '' : rest.startsWith('formula:') ? `, identity: {${rest}}` : `, ${rest}`;
      const direction = rest.includes('direction:') ? '' : ', direction: up';
      return `  - {id: ${id}, title: {zh: ${id}, en: ${id}}, unit: "${unit}", type: ${type}${direction}${more}}`;
    })
    .join('\n')}\n`;
}

/** observations/*.csv from rows such as `town gdp 2015 100`, then optional `status`, `published`, `flags`, `reliability`. */
export function observationsText(rows: readonly string[], unitOf: (indicator: string) => string): string {
  const lines = rows.map((row) => {
    const [
      region,
      indicator = '',
      year,
      value,
      status = 'final',
      published = '',
      flags = '',
      reliability = 'official',
    ] = row.split(' ');
    return [
      region,
      indicator,
      year,
      value,
      unitOf(indicator),
      status,
      reliability,
      published,
      'yearbook',
      flags.replaceAll('+', ' '),
    ].join(',');
  });
  return `region,indicator,year,value,unit,status,reliability,published,source,flags\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** A plan's heading; statements follow. */
export function planText(
  id: string,
  region: string,
  period: string,
  statements: string,
  issued: number = Number(period.slice(0, 4)),
): string {
  return `plan: ${id}\ntitle: {zh: ${id}, en: ${id}}\nshort: {zh: ${id}, en: ${id}}\nissuer: {zh: 政府, en: government}\nregion: ${region}\nissued: ${issued}\nperiod: ${period}\n${statements}`;
}

/** A package in few words; see the functions above for the short forms. */
export function packageFiles(short: {
  readonly years?: string;
  readonly regions?: readonly string[];
  readonly indicators: readonly string[];
  readonly observed?: readonly string[];
  readonly growth?: string;
  readonly responses?: string;
  readonly plans?: Readonly<Record<string, string>>;
}): Readonly<Record<string, string>> {
  const [firstRegion = 'town'] = (short.regions ?? ['town']).map((text) => text.split(/[<~]/)[0] ?? text);
  const units = new Map(short.indicators.map((line) => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? '']));
  return {
    'package.yaml': packageText(short.years ?? '2015-2020', firstRegion, [...units.keys()][0]),
    'regions.yaml': regionsText(short.regions ?? ['town']),
    'indicators.yaml': indicatorsText(short.indicators),
    ...(short.observed
      ? { 'observations/published.csv': observationsText(short.observed, (indicator) => units.get(indicator) ?? '') }
      : {}),
    ...(short.growth === undefined ? {} : { 'growth.yaml': short.growth }),
    ...(short.responses === undefined ? {} : { 'responses.yaml': short.responses }),
    ...Object.fromEntries(Object.entries(short.plans ?? {}).map(([id, text]) => [`plans/${id}.yaml`, text])),
  };
}

const bytes = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));

/** A scenario file: heading and body. */
export function scenarioText(id: string, body: string): string {
  return `scenario: ${id}\ntitle: {zh: ${id}, en: ${id}}\n${body}\n`;
}

/** Reads a world, whatever its issues. */
export async function loadWorld({ files = {}, scenarios = {} }: WorldText): Promise<Loaded> {
  const texts = Object.entries(scenarios).map(([id, body]) => [`scenarios/${id}.yaml`, scenarioText(id, body)]);
  return load({
    packageRoot: 'package',
    packageFiles: bytes({ ...BARE, ...files }),
    scenarioFiles: bytes(Object.fromEntries(texts)),
  });
}

/** Reads a world that must have no errors. */
export async function world(text: WorldText): Promise<World> {
  const loaded = await loadWorld(text);
  const errors = loaded.issues.filter((issue) => issue.severity === 'error');
  const { model, program, scenarios, issues } = loaded;
  if (errors.length > 0 || !model || !program) throw new Error(printIssues(errors, loaded));
  return { model, program, scenarios, issues, run: (chosen, asOf) => run(program, scenarios, chosen, asOf) };
}

/** Issues as people see them, in the order of `check`. */
export function printIssues(issues: readonly Issue[], { sources }: Pick<Loaded, 'sources'>): string {
  return sortIssues(issues)
    .map((issue) => formatIssue(issue, (file) => sources.find((source) => source.file === file)))
    .join('\n');
}

/** Values of a series of a run by year; missing years are left out. */
export function seriesOf(
  done: Run,
  scenario: string,
  region: string,
  indicator: string,
): Readonly<Record<number, number>> {
  const { first, last } = done.model.years;
  const years = Array.from({ length: last - first + 1 }, (_, k) => first + k);
  return Object.fromEntries(
    years.flatMap((year) => {
      const value = done.reader.value(scenario, region, indicator, year);
      return value === undefined ? [] : [[year, value]];
    }),
  );
}

/** responses.yaml from lines such as `patents<-rd elasticity 0.5 0.4 0.3 0.2 0.1` (lag weights last) and parameters `delta 0.15`. */
export function responsesText(lines: readonly string[], parameters: readonly string[] = []): string {
  const numbers = (value: string | undefined) =>
    `value: ${value}, low: ${value}, high: ${value}, shape: uniform, evidence: assumption, source: test`;
  const title = (id: string | undefined) => `id: ${id}, title: {zh: ${id}, en: ${id}}`;
  const responses = lines.map((line) => {
    const [link = '', form, value, ...lags] = line.split(' ');
    const [of, to] = link.split('<-');
    return `  - {${title(`${of}_to_${to}`)}, of: ${of}, to: ${to}, lags: [${lags.length === 0 ? '1' : lags.join(', ')}], ${form}: {${numbers(value)}}}`;
  });
  const values = parameters.map((line) => `  - {${title(line.split(' ')[0])}, ${numbers(line.split(' ')[1])}}`);
  const list = (name: string, entries: readonly string[]) =>
    entries.length === 0 ? `${name}: []\n` : `${name}:\n${entries.join('\n')}\n`;
  return list('parameters', values) + list('responses', responses);
}
