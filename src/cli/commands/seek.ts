// tujing seek: what it takes to reach a goal.

import type { Command } from 'commander';
import type { Goal, ScenarioProbe } from '../../analysis/index.ts';
import type { Issue, YearRange } from '../../base/index.ts';
import type { Model } from '../../model/index.ts';
import type { Lever, OpenLever } from '../../scenario/index.ts';
import type { SeekReport } from '../print-seek.ts';
import { checkIndicator, type CommonOptions, note, openSession, regionsOption, runScenarios, tellIssues, yearOption } from '../session.ts';
import { Ended, STATUS, UsageError } from '../status.ts';

interface Options extends CommonOptions {
  readonly indicator: string;
  readonly region?: string;
  readonly regions?: string;
  readonly year?: string;
  readonly years?: string;
  readonly target?: string;
  readonly path?: string;
  readonly lever: readonly string[];
  readonly with: readonly string[];
  readonly scenario: string;
  readonly tradeOff?: boolean;
  readonly latestStart?: boolean;
  readonly maxGrowth?: string;
  readonly write?: string;
  readonly asOf?: string;
}

const collect = (text: string, before: readonly string[]) => [...before, text];

export function registerSeek(program: Command): void {
  program
    .command('seek')
    .description('the lever value that reaches a goal, or why none does')
    .requiredOption('--indicator <id>', 'the indicator')
    .option('--region, --regions <selector>', 'the region (default: the one in focus); several are answered one by one')
    .option('--target <value>', 'the value to reach, or a plan whose target it is')
    .option('--year <year>', 'the year of the value (for a plan: which of its targets)')
    .option('--years <years>', 'instead of --year: the value is the sum over these years, 2023-2027')
    .option('--path <values>', 'instead of --target: a value for each year, 2025:3.6,2027:3.8')
    .option('--lever <lever>', 'what may be turned: "INDICATOR@REGIONS growth 2024-2027", with limits "… -5pp..+20pp", "=" to set growth, "… level 2025-2027", or a parameter; repeat for several', collect, [])
    .option('--with <lever>', 'a lever that stands besides: "gdp@jiaxing growth 2024-2027 =5%"; repeat for several', collect, [])
    .option('--scenario <id>', 'the scenario to start from', 'baseline')
    .option('--trade-off', 'two levers: the pairs of values that reach the goal')
    .option('--latest-start', 'the last year from which the goal is still reached')
    .option('--max-growth <growth>', 'greatest growth for --latest-start: =12% or +4pp (default: the 90 % quantile of the past)')
    .option('--write <id>', 'write the solution to scenarios/<id>.yaml')
    .option('--as-of <year>', 'with what was published by the end of this year')
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print an array with one answer a region')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing seek --indicator rd_intensity --region jiaxing --year 2027 --target 4 --lever "rd_expenditure@jiaxing growth 2025-2027"\n' +
        '  tujing seek --indicator rd_intensity --region jiaxing --target jiaxing-315 --lever "rd_expenditure@jiaxing growth 2024-2027 =" --with "gdp@jiaxing growth 2024-2027 =6%"\n' +
        '  tujing seek --indicator tech_transactions --region jiaxing --years 2023-2027 --target 400 --lever "tech_transactions@jiaxing growth 2024-2027"\n' +
        '  tujing seek --indicator rd_intensity --year 2027 --target 4 --lever "rd_expenditure@jiaxing growth 2025-2027" --lever "hightech_enterprises@jiaxing growth 2025-2027" --trade-off\n' +
        '  tujing seek --indicator rd_intensity --year 2027 --target 4 --lever "rd_expenditure@jiaxing growth 2025-2027" --latest-start --max-growth =14%\n\n' +
        'Without limits growth is sought from -30pp to +30pp (set: 0 to 30 %), levels from half to double, parameters in their range.\n' +
        'Several levers: the least effort, each change counted in plausible changes (2 points of growth; "scale 4" makes it half as hard).\n' +
        'Exit status 1 where the goal cannot be reached inside the limits.',
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const session = await openSession(options);
  const { model } = session;
  await checkIndicator(model, options.indicator);
  const regions = [...((await regionsOption(model, options.regions ?? options.region ?? model.focus)) ?? [])];
  if (regions.length === 0) throw new UsageError('no region to seek for', 'the selector holds none');
  if (options.write !== undefined && regions.length > 1) throw new UsageError(`--write needs one region, not ${regions.length}`);
  const { levers, given } = await leverOptions(model, options);
  const asOf = options.asOf === undefined ? undefined : yearOption(model, options.asOf);
  const done = await runScenarios(session, [options.scenario], asOf, options);
  const ran = done.scenarios.at(-1);
  if (!ran) throw new UsageError('nothing to start from');
  const [{ scenarioProbes }, { latestStart, seek, tradeOff }, { printSeek }] = await Promise.all([import('../../pipeline.ts'), import('../../analysis/index.ts'), import('../print-seek.ts')]);
  const probes = scenarioProbes(done, ran);
  const before = probes({ ...ran.scenario, levers: [...ran.scenario.levers, ...given] });
  const maxGrowth = options.maxGrowth === undefined ? undefined : await growthLimit(model, options.maxGrowth, levers[0]);
  const answers: SeekReport[] = [];
  for (const region of regions) {
    const request = { goal: await goalOption(model, options, region, before), levers, given, scenario: ran.scenario };
    if (options.latestStart) {
      if (levers.length !== 1) throw new UsageError(`--latest-start asks for one lever, not ${levers.length}`);
      const { answer, issues } = latestStart(model, probes, request, maxGrowth?.open ?? (levers[0] as OpenLever), maxGrowth?.amount);
      await refuse(issues, options);
      answers.push({ request, latestStart: answer });
      continue;
    }
    const { answer, issues } = seek(model, probes, request);
    await refuse(issues, options);
    const field = options.tradeOff ? tradeOff(model, probes, request) : undefined;
    if (options.tradeOff && !field) throw new UsageError(`--trade-off asks for two levers, not ${levers.length}`);
    answers.push({ request, ...(answer ? { answer } : {}), ...(field ? { tradeOff: field } : {}) });
  }
  printSeek(done, ran.id, answers, options.json ?? false);
  if (answers.some(({ answer, latestStart: start }) => answer?.status === 'infeasible' || (options.latestStart && start?.latest === undefined))) process.exitCode = STATUS.no;
  const [first] = answers;
  if (options.write !== undefined && first?.answer?.solutions[0]) await writeSolution(options.write, model, first.request, first.answer.solutions[0], asOf);
  else if (options.write !== undefined) note('nothing was written: there is no solution');
}

async function leverOptions(model: Model, options: Options): Promise<{ readonly levers: readonly OpenLever[]; readonly given: readonly Lever[] }> {
  if (options.lever.length === 0) throw new UsageError('no lever is named', '--lever "INDICATOR@REGIONS growth 2024-2027"; the number behind it is what is sought');
  const { readGivenLever, readOpenLever } = await import('../../scenario/index.ts');
  const issues: Issue[] = [];
  const levers = options.lever.flatMap((phrase) => {
    const read = readOpenLever(phrase, model);
    issues.push(...read.issues);
    return read.lever ? [read.lever] : [];
  });
  const given = options.with.flatMap((phrase) => {
    const read = readGivenLever(phrase, model);
    issues.push(...read.issues);
    return read.lever ? [read.lever] : [];
  });
  await refuse(issues, options);
  return { levers, given };
}

/** Warnings are told; errors are told and end the command. */
async function refuse(issues: readonly Issue[], options: CommonOptions): Promise<void> {
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (errors.length === 0) return tellIssues(issues, [], false);
  await tellIssues(errors, [], options.json ?? false);
  throw new Ended(STATUS.wrongInput);
}

async function goalOption(model: Model, options: Options, region: string, before: ScenarioProbe): Promise<Goal> {
  const { indicator } = options;
  if (options.path !== undefined) {
    if (options.target !== undefined || options.year !== undefined || options.years !== undefined) throw new UsageError('--path says years and values itself', 'leave out --target, --year and --years');
    return { kind: 'path', indicator, region, values: new Map(options.path.split(',').map((point) => pathPoint(model, point))) };
  }
  const { target } = options;
  if (target === undefined) throw new UsageError('no --target is given', 'a number, a plan, or --path 2025:3.6,2027:3.8');
  const number = /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(target) ? Number(target) : undefined;
  if (number === undefined) {
    const { goalOfPlan } = await import('../../analysis/index.ts');
    const found = goalOfPlan(model, target, indicator, region, before, options.year === undefined ? undefined : yearOption(model, options.year));
    if ('issue' in found) throw new UsageError(found.issue.message, found.issue.hint);
    return found.goal;
  }
  if (options.years !== undefined && options.year !== undefined) throw new UsageError('--year and --years exclude one another', '--years is for a sum over several years');
  if (options.years !== undefined) return { kind: 'cumulative', indicator, region, years: await sumYears(model, indicator, options.years), value: number };
  if (options.year === undefined) throw new UsageError('no --year is given for the target');
  return { kind: 'level', indicator, region, year: yearOption(model, options.year), value: number };
}

async function sumYears(model: Model, indicator: string, text: string): Promise<YearRange> {
  const [{ parseYears }, { indicatorOf }] = await Promise.all([import('../../base/index.ts'), import('../../model/index.ts')]);
  const range = parseYears(text);
  if (!range || range.first > range.last) throw new UsageError(`"${text}" are no years`, 'write 2023-2027');
  const { type } = indicatorOf(model, indicator);
  if (type !== 'flow') throw new UsageError(`"${indicator}" is a ${type}: its values of several years do not add up`, `ask for one year: --year ${range.last}`);
  return { first: yearOption(model, String(range.first)), last: yearOption(model, String(range.last)) };
}

function pathPoint(model: Model, point: string): readonly [number, number] {
  const [year = '', value = ''] = point.split(':').map((part) => part.trim());
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value)) throw new UsageError(`"${point}" is no point of a path`, 'write 2025:3.6,2027:3.8');
  return [yearOption(model, year), Number(value)];
}

/** The greatest growth as a lever of its own kind, with its amount as written. */
async function growthLimit(model: Model, text: string, lever: OpenLever | undefined): Promise<{ readonly open: OpenLever; readonly amount: number }> {
  const { readOpenLever } = await import('../../scenario/index.ts');
  const amount = /^[+=-](\d+(?:\.\d+)?)(?:pp|%)$/.exec(text);
  if (!lever || !amount) throw new UsageError(`"${text}" is no growth`, 'write =12% or +4pp');
  // Limits of the same kind as the amount: the reader of limits then checks sign and unit.
  const bare = lever.phrase.replace(/(\d{4}(?:-\d{4})?)\s+\S.*$/, '$1');
  const ends = text.startsWith('=') ? `=0${text.endsWith('%') ? '%' : 'pp'}..=1000${text.endsWith('%') ? '%' : 'pp'}` : `-1000pp..+1000pp`;
  const read = readOpenLever(`${bare} ${ends}`, model);
  const [issue] = read.issues.filter((one) => one.severity === 'error');
  if (issue || !read.lever || read.lever.suffix !== (text.endsWith('%') ? '%' : 'pp')) throw new UsageError(issue?.message ?? `"${text}" is no growth of this indicator`, issue?.hint);
  return { open: { ...read.lever, phrase: bare }, amount: (text.startsWith('-') ? -1 : 1) * Number(amount[1]) };
}

async function writeSolution(id: string, model: Model, request: Parameters<typeof import('../../analysis/index.ts').solvedScenarioText>[1], solution: Parameters<typeof import('../../analysis/index.ts').solvedScenarioText>[2], asOf: number | undefined): Promise<void> {
  if (!/^[a-z0-9][a-z0-9-]{0,60}$/.test(id)) throw new UsageError(`"${id}" cannot be a scenario id`, 'use lower-case letters, digits and -: faster-pinghu');
  const [{ default: path }, files, { solvedScenarioText }] = await Promise.all([import('node:path'), import('../../io/files.ts'), import('../../analysis/index.ts')]);
  const file = path.join('scenarios', `${id}.yaml`);
  if ((await files.readIfPresent(file)) !== undefined) throw new UsageError(`${file} exists already`, 'choose another id');
  await files.writeFileAtomic(file, solvedScenarioText(model, request, solution, id, asOf));
  note(`wrote ${file}; run it: tujing run ${id}`);
}
