// What `tujing seek` is asked: goals and levers from the command line or from a scenario's file.

import type { Goal, ScenarioProbe } from '../analysis/index.ts';
import type { Issue, YearRange } from '../base/index.ts';
import type { Model } from '../model/index.ts';
import type { Lever, OpenLever, Scenario } from '../scenario/index.ts';
import type { DrawFlags } from './draw-options.ts';
import { type CommonOptions, checkIndicator, regionsOption, tellIssues, yearOption } from './session.ts';
import { Ended, STATUS, UsageError } from './status.ts';

/** Options of the command, as written. */
export interface SeekOptions extends CommonOptions, DrawFlags {
  readonly indicator?: string;
  readonly region?: string;
  readonly regions?: string;
  readonly year?: string;
  readonly years?: string;
  readonly target?: string;
  readonly path?: string;
  readonly lever: readonly string[];
  readonly with: readonly string[];
  readonly if: readonly string[];
  readonly scenario?: string;
  readonly probability?: string;
  readonly tradeOff?: boolean;
  readonly latestStart?: boolean;
  readonly maxGrowth?: string;
  /** true: written without an id. */
  readonly write?: string | true;
  readonly asOf?: string;
  readonly chart?: string;
  readonly lang?: string;
}

/** A question with the id of the scenario for its solution. */
export interface Question {
  readonly goal: Goal;
  readonly levers: readonly OpenLever[];
  readonly given: readonly Lever[];
  readonly as?: string;
}

/** The goals under `seek:` in a scenario's file. */
export async function questionsOfFile(
  model: Model,
  scenario: Scenario,
  probe: ScenarioProbe,
): Promise<readonly Question[]> {
  const { goalOfPlan } = await import('../analysis/index.ts');
  const entries = scenario.seek ?? [];
  if (entries.length === 0)
    throw new UsageError(
      `"${scenario.id}" has no goals under seek:`,
      'ask with --indicator, --target, --year and --lever',
    );
  return entries.map(({ indicator, region, target, levers, as }) => {
    if (target.kind !== 'plan') return { goal: { indicator, region, ...target }, levers, given: [], as };
    const found = goalOfPlan(model, target.plan, indicator, region, probe, target.year);
    if ('issue' in found) throw new UsageError(found.issue.message, found.issue.hint);
    return { goal: found.goal, levers, given: [], as };
  });
}

/** The goal of the command line, for each case of --if and each region. */
export async function questionsAsked(
  model: Model,
  options: SeekOptions,
  indicator: string,
  probeWith: (given: readonly Lever[]) => ScenarioProbe,
): Promise<readonly Question[]> {
  await checkIndicator(model, indicator);
  const regions = [...((await regionsOption(model, options.regions ?? options.region ?? model.focus)) ?? [])];
  const { levers, cases } = await leverOptions(model, options);
  if (options.write !== undefined && regions.length * cases.length > 1)
    throw new UsageError(
      regions.length > 1
        ? `--write needs one region, not ${regions.length}`
        : `--write needs one case of --if, not ${cases.length}`,
    );
  const questions: Question[] = [];
  for (const given of cases) {
    const probe = probeWith(given);
    for (const region of regions)
      questions.push({ goal: await goalOption(model, options, indicator, region, probe), levers, given });
  }
  return questions;
}

/** `gdp growth 2025-2027 =5%, =6%` as two phrases; a phrase with one amount as itself. */
function casesOf(phrase: string): readonly string[] {
  const amount = /[-+x=]?\d[^\s,]*/.source;
  const [, before, amounts] = new RegExp(`^(.*?\\s)(${amount}(?:\\s*,\\s*${amount})*)$`).exec(phrase.trim()) ?? [];
  return before === undefined || amounts === undefined
    ? [phrase]
    : amounts.split(',').map((one) => `${before}${one.trim()}`);
}

async function leverOptions(
  model: Model,
  options: SeekOptions,
): Promise<{ readonly levers: readonly OpenLever[]; readonly cases: readonly (readonly Lever[])[] }> {
  if (options.lever.length === 0)
    throw new UsageError(
      'no lever is named',
      '--lever "INDICATOR@REGIONS growth 2024-2027"; the number behind it is what is sought',
    );
  const { readGivenLever, readOpenLever } = await import('../scenario/index.ts');
  const issues: Issue[] = [];
  const levers = options.lever.flatMap((phrase) => {
    const read = readOpenLever(phrase, model);
    issues.push(...read.issues);
    return read.lever ? [read.lever] : [];
  });
  const givenLever = (phrase: string) => {
    const read = readGivenLever(phrase, model);
    issues.push(...read.issues);
    return read.lever ? [read.lever] : [];
  };
  const given = options.with.flatMap(givenLever);
  const conditions = options.if.flatMap(casesOf).flatMap(givenLever);
  await refuse(issues, options);
  return { levers, cases: conditions.length === 0 ? [given] : conditions.map((lever) => [...given, lever]) };
}

/** The share of draws asked for; undefined without --draws. */
export function probabilityOption({ probability, draws, ...other }: SeekOptions): number | undefined {
  if (draws === undefined) {
    if (probability !== undefined) throw new UsageError('--probability is for draws', 'add --draws 1024');
    return undefined;
  }
  if (other.tradeOff || other.latestStart)
    throw new UsageError(`--draws cannot be asked together with ${other.tradeOff ? '--trade-off' : '--latest-start'}`);
  const share = /^(0?\.\d+|1e-\d)$/.test(probability ?? '0.8') ? Number(probability ?? '0.8') : Number.NaN;
  if (share > 0 && share < 1) return share;
  throw new UsageError(
    `--probability is a share between 0 and 1, not "${probability}"`,
    /^\d+(\.\d+)?%?$/.test(probability ?? '') && isPercentage(Number.parseFloat(probability ?? ''))
      ? `write ${Number.parseFloat(probability ?? '') / 100}`
      : 'write 0.8',
  );
}

const isPercentage = (number: number) => number > 1 && number < 100;

/** Warnings are told; errors are told and end the command. */
export async function refuse(issues: readonly Issue[], options: CommonOptions): Promise<void> {
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (errors.length === 0) return tellIssues(issues, [], false);
  await tellIssues(errors, [], options.json ?? false);
  throw new Ended(STATUS.wrongInput);
}

async function goalOption(
  model: Model,
  options: SeekOptions,
  indicator: string,
  region: string,
  before: ScenarioProbe,
): Promise<Goal> {
  if (options.path !== undefined) {
    if (options.target !== undefined || options.year !== undefined || options.years !== undefined)
      throw new UsageError('--path says years and values itself', 'leave out --target, --year and --years');
    return {
      kind: 'path',
      indicator,
      region,
      values: new Map(options.path.split(',').map((point) => pathPoint(model, point))),
    };
  }
  const { target } = options;
  if (target === undefined)
    throw new UsageError('no --target is given', 'a number, a plan, or --path 2025:3.6,2027:3.8');
  const number = /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(target) ? Number(target) : undefined;
  if (number === undefined) {
    const { goalOfPlan } = await import('../analysis/index.ts');
    const found = goalOfPlan(
      model,
      target,
      indicator,
      region,
      before,
      options.year === undefined ? undefined : yearOption(model, options.year),
    );
    if ('issue' in found) throw new UsageError(found.issue.message, found.issue.hint);
    return found.goal;
  }
  if (options.years !== undefined && options.year !== undefined)
    throw new UsageError('--year and --years exclude one another', '--years is for a sum over several years');
  if (options.years !== undefined)
    return {
      kind: 'cumulative',
      indicator,
      region,
      years: await sumYears(model, indicator, options.years),
      value: number,
    };
  if (options.year === undefined) throw new UsageError('no --year is given for the target');
  return { kind: 'level', indicator, region, year: yearOption(model, options.year), value: number };
}

async function sumYears(model: Model, indicator: string, text: string): Promise<YearRange> {
  const [{ parseYears }, { indicatorOf }] = await Promise.all([
    import('../base/index.ts'),
    import('../model/index.ts'),
  ]);
  const range = parseYears(text);
  if (!range || range.first > range.last) throw new UsageError(`"${text}" are no years`, 'write 2023-2027');
  const { type } = indicatorOf(model, indicator);
  if (type !== 'flow')
    throw new UsageError(
      `"${indicator}" is a ${type}: its values of several years do not add up`,
      `ask for one year: --year ${range.last}`,
    );
  return { first: yearOption(model, String(range.first)), last: yearOption(model, String(range.last)) };
}

function pathPoint(model: Model, point: string): readonly [number, number] {
  const [year = '', value = ''] = point.split(':').map((part) => part.trim());
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value))
    throw new UsageError(`"${point}" is no point of a path`, 'write 2025:3.6,2027:3.8');
  return [yearOption(model, year), Number(value)];
}

/** The greatest growth as a lever of its own kind, with its amount as written. */
export async function growthLimit(
  model: Model,
  text: string,
  lever: OpenLever | undefined,
): Promise<{ readonly open: OpenLever; readonly amount: number }> {
  const { readOpenLever } = await import('../scenario/index.ts');
  const amount = /^[+=-](\d+(?:\.\d+)?)(?:pp|%)$/.exec(text);
  if (!lever || !amount) throw new UsageError(`"${text}" is no growth`, 'write =12% or +4pp');
  // Limits of the same kind as the amount: the reader of limits then checks sign and unit.
  const bare = lever.phrase.replace(/(\d{4}(?:-\d{4})?)\s+\S.*$/, '$1');
  const ends = text.startsWith('=')
    ? `=0${text.endsWith('%') ? '%' : 'pp'}..=1000${text.endsWith('%') ? '%' : 'pp'}`
    : `-1000pp..+1000pp`;
  const read = readOpenLever(`${bare} ${ends}`, model);
  const [issue] = read.issues.filter((one) => one.severity === 'error');
  if (issue || !read.lever || read.lever.suffix !== (text.endsWith('%') ? '%' : 'pp'))
    throw new UsageError(issue?.message ?? `"${text}" is no growth of this indicator`, issue?.hint);
  return { open: { ...read.lever, phrase: bare }, amount: (text.startsWith('-') ? -1 : 1) * Number(amount[1]) };
}
