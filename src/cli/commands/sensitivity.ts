// tujing sensitivity: what a value depends on among its uncertain inputs, and which of them decide whether a target is met.

import type { Command } from 'commander';
import type { Sensitivity, SensitivityMethod, SensitivityTarget } from '../../analysis/index.ts';
import type { Issue } from '../../base/index.ts';
import type { Model } from '../../model/index.ts';
import type { RanScenario, Run } from '../../pipeline.ts';
import type { OpenLever } from '../../scenario/index.ts';
import {
  type CommonOptions,
  checkIndicator,
  note,
  openSession,
  regionsOption,
  runScenarios,
  type Session,
  yearOption,
} from '../session.ts';
import { UsageError } from '../status.ts';
import { chartEnding, languageOption, writeChart } from '../write-chart.ts';

interface Options extends CommonOptions {
  readonly indicator: string;
  readonly region?: string;
  readonly regions?: string;
  readonly year: string;
  readonly scenario: string;
  readonly method: string;
  readonly target?: string;
  readonly draws: string;
  readonly seed: string;
  readonly trajectories: string;
  readonly levels: string;
  readonly pairs?: boolean;
  readonly lever: readonly string[];
  readonly asOf?: string;
  readonly chart?: string;
  readonly lang: string;
}

const collect = (text: string, before: readonly string[]) => [...before, text];

const METHODS: readonly SensitivityMethod[] = ['tornado', 'morris', 'sobol', 'regional'];
const MOST_DRAWS = 65_536;
const MOST_TRAJECTORIES = 10_000;

export function defineSensitivity(command: Command): void {
  command
    .requiredOption('--indicator <id>', 'the indicator')
    .option('--region, --regions <selector>', 'the region (default: the one in focus); several are answered one by one')
    .requiredOption('--year <year>', 'the year')
    .option('--scenario <id>', 'the scenario', 'baseline')
    .option('--method <names>', `${METHODS.join(', ')} or all; several with commas`, 'all')
    .option('--target <value>', 'judge by this value, or by one plan (default: every target of the year)')
    .option('--draws <n>', 'rows of the Sobol design, and draws that are split by a target', '1024')
    .option('--seed <n>', 'another seed gives other draws', '20270101')
    .option('--trajectories <n>', 'Morris: trajectories', '20')
    .option('--levels <n>', 'Morris: levels, 4, 6 or 8', '4')
    .option('--pairs', 'Sobol: indices of pairs of inputs too')
    .option(
      '--lever <lever>',
      'twice, in place of the analyses: how likely the target is met over the values of two levers, "INDICATOR@REGIONS growth 2025-2027 -5pp..+5pp"',
      collect,
      [],
    )
    .option('--as-of <year>', 'with what was published by the end of this year')
    .option('--chart <file>', 'draw it (with one --method, or two levers): .svg, .png or .vl.json')
    .option('--lang <language>', 'language of the chart: zh or en', 'zh')
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print an array with one answer a region')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing sensitivity --indicator rd_intensity --region jiaxing --year 2027\n' +
        '  tujing sensitivity --indicator rd_intensity --region jiaxing --year 2027 --scenario rd-surge --method tornado --chart tornado.png\n' +
        '  tujing sensitivity --indicator rd_intensity --region jiaxing --year 2027 --method regional --target 4\n' +
        '  tujing sensitivity --indicator hightech_value_added --region jiaxing --year 2027 --method sobol --draws 4096 --pairs\n' +
        '  tujing sensitivity --indicator rd_intensity --region counties:jiaxing --year 2027 --method morris --json\n' +
        '  tujing sensitivity --indicator rd_intensity --year 2027 --lever "rd_expenditure@jiaxing growth 2025-2027 -5pp..+5pp" --lever "gdp@jiaxing growth 2025-2027 -5pp..+5pp" --chart field.png\n\n' +
        'Ranges come from the model package and the scenario; `tujing list parameters` prints those of parameters. Yearly deviations of\n' +
        'one rate are one input. Correlated inputs have Sobol indices as a group, and each by itself.',
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const language = languageOption(options.lang);
  const methods = methodsOption(options.method);
  if (options.chart !== undefined) chartEnding(options.chart);
  const sweeps = options.lever.length > 0;
  if (options.chart !== undefined && methods.length > 1 && !sweeps)
    throw new UsageError('a chart shows one method', `add --method tornado, or one of ${METHODS.slice(1).join(', ')}`);
  const request = {
    methods,
    draws: wholeNumber('--draws', options.draws, 1, MOST_DRAWS),
    seed: wholeNumber('--seed', options.seed, 0, Number.MAX_SAFE_INTEGER),
    trajectories: wholeNumber('--trajectories', options.trajectories, 1, MOST_TRAJECTORIES),
    levels: wholeNumber('--levels', options.levels, 1, 100),
    pairs: options.pairs ?? false,
  };
  const session = await openSession(options);
  const { model } = session;
  await checkIndicator(model, options.indicator);
  const year = yearOption(model, options.year);
  const regions = [...((await regionsOption(model, options.regions ?? options.region ?? model.focus)) ?? [])];
  if ((options.chart !== undefined || sweeps) && regions.length > 1)
    throw new UsageError(`${sweeps ? 'a field' : 'a chart'} shows one region`, 'name one with --region');
  const levers = sweeps ? await (await import('../two-levers.ts')).twoLevers(model, options.lever, options) : undefined;
  const asOf = options.asOf === undefined ? undefined : yearOption(model, options.asOf);
  const done = await runScenarios(session, [options.scenario], asOf, options);
  const ran = done.scenarios.at(-1);
  if (!ran) throw new UsageError('no scenario was run');
  if (!Number.isInteger(Math.log2(request.draws)))
    note(
      `Sobol points are most even in powers of two: ${2 ** Math.round(Math.log2(request.draws))} would be better than ${request.draws}`,
    );
  const [{ openSensitivity }, { sensitivityOf }, { printSensitivities }] = await Promise.all([
    import('../../uncertainty/index.ts'),
    import('../../analysis/index.ts'),
    import('../print-sensitivity.ts'),
  ]);

  const found: Sensitivity[] = [];
  const refused: Pick<Issue, 'message' | 'hint'>[] = [];
  for (const region of regions) {
    const place = { region, indicator: options.indicator, year };
    const cell = openSensitivity(done, ran, place);
    const reason = cell ? publishedReason(done, ran, place) : noData(place);
    if (!cell || reason) {
      if (reason) refused.push(reason);
      continue;
    }
    const targets = await targetsOption(model, options, cell.targets);
    if (levers)
      return await answerField(session, done, ran, { ...place, ...request }, targets ?? cell.targets, levers, options);
    const { answer, issue } = sensitivityOf(model, cell, { ...request, ...(targets ? { targets } : {}) });
    if (issue) refused.push(issue);
    const [first] = answer?.refused ?? [];
    // Where the only answer asked for is refused there is none.
    if (first && answer?.refused.length === methods.length) refused.push(first.issue);
    else if (answer) found.push(answer);
  }
  const [why, ...others] = refused;
  if (why && found.length === 0) throw new UsageError(why.message, why.hint);
  if (why) for (const { message } of [why, ...others]) note(`${message}: left out`);
  printSensitivities(done, found, options.json ?? false);
  const [first] = found;
  if (options.chart === undefined || !first) return;
  const undecided = first.regional?.every(({ status }) => status !== 'split');
  if (undecided)
    throw new UsageError(
      'the target is met, or missed, in nearly all draws: there is nothing to draw',
      '--target asks for another value',
    );
  const { chartContext, chartKind } = await import('../../charts/index.ts');
  const [kind = ''] = methods;
  await writeChart(chartKind(kind)?.draw(chartContext(done, language), { sensitivity: first }), options.chart, session);
}

/** Two levers: the field for the first target. */
async function answerField(
  session: Session,
  run: Run,
  ran: RanScenario,
  question: Place & { readonly draws: number; readonly seed: number },
  [target]: readonly SensitivityTarget[],
  levers: readonly [OpenLever, OpenLever],
  options: Options,
): Promise<void> {
  const { region, indicator, year, draws, seed } = question;
  if (!target)
    throw new UsageError(
      `no plan sets a target for "${indicator}" of "${region}" in ${year}: there is nothing to be met`,
      'ask for a target year, or give a value: --target 4',
    );
  const { fieldOf, printField } = await import('../two-levers.ts');
  const leverSweep = await fieldOf(run, ran, { region, indicator, year, target, draws, seed }, levers, options);
  printField(leverSweep, options.json ?? false);
  if (options.chart === undefined) return;
  const { chartContext, chartKind } = await import('../../charts/index.ts');
  const context = chartContext(run, languageOption(options.lang));
  await writeChart(chartKind('probability-contour')?.draw(context, { leverSweep }), options.chart, session);
}

interface Place {
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
}

/** Why a published value has no uncertainty. */
function publishedReason(run: Run, ran: RanScenario, { region, indicator, year }: Place) {
  if (run.reader.cell(ran.id, region, indicator, year)?.basis !== 'observed') return undefined;
  const last = run.reader.lastKnown(ran.id, region, indicator);
  return {
    message: `"${indicator}" of "${region}" is published for ${year}: nothing about it is uncertain`,
    hint: `ask for a year after ${last ?? year}`,
  };
}

function noData({ region, indicator, year }: Place) {
  return {
    message: `"${indicator}" of "${region}" has no data in ${year}`,
    hint: `\`tujing list indicators --region ${region}\` shows what has`,
  };
}

/** The value or the plan that --target names; undefined without it. */
async function targetsOption(
  model: Model,
  { target, indicator, year }: Options,
  known: readonly SensitivityTarget[],
): Promise<readonly SensitivityTarget[] | undefined> {
  if (target === undefined) return undefined;
  const [{ goodDirection }, { nearest }, { indicatorOf }] = await Promise.all([
    import('../../analysis/index.ts'),
    import('../../base/index.ts'),
    import('../../model/index.ts'),
  ]);
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(target))
    return [{ bound: goodDirection('eq', indicatorOf(model, indicator)) === 1 ? 'gte' : 'lte', value: Number(target) }];
  const own = known.filter(({ plan }) => plan === target);
  if (own.length > 0) return own;
  const plans = [...new Set(known.flatMap(({ plan }) => plan ?? []))];
  const close = nearest(target, model.planIndex.keys());
  if (!model.planIndex.has(target) && close !== undefined)
    throw new UsageError(`unknown plan "${target}"`, `did you mean "${close}"?`);
  if (!model.planIndex.has(target))
    throw new UsageError(
      `"${target}" is neither a value nor a plan`,
      plans.length > 0 ? `plans with a target here: ${plans.join(', ')}` : '`tujing list plans` prints all',
    );
  throw new UsageError(
    `"${target}" sets no level for "${indicator}" in ${year}`,
    plans.length > 0 ? `plans that do: ${plans.join(', ')}` : 'give a value: --target 4',
  );
}

function methodsOption(text: string): readonly SensitivityMethod[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('all')) return METHODS;
  const unknown = names.find((name) => !METHODS.some((method) => method === name));
  if (unknown !== undefined) throw new UsageError(`--method knows ${METHODS.join(', ')} and all, not "${unknown}"`);
  return METHODS.filter((method) => names.includes(method));
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${option} is a whole number from ${least} to ${most}, not "${text}"`);
}
