// tujing reconcile: do cities add up to the province; a scenario made to add up; a target shared out.

import type { Command } from 'commander';
import type { ReconcileMethod, ShareBasis } from '../../analysis/index.ts';
import type { YearRange } from '../../base/index.ts';
import type { Model } from '../../model/index.ts';
import type { RanScenario, Run } from '../../pipeline.ts';
import {
  type CommonOptions,
  checkIndicator,
  indicatorsOption,
  openSession,
  regionsOption,
  runScenarios,
  type Session,
  tellIssues,
  yearOption,
} from '../session.ts';
import { Ended, STATUS, UsageError } from '../status.ts';
import { chartEnding, languageOption, writeChart } from '../write-chart.ts';

interface Options extends CommonOptions {
  readonly region?: string;
  readonly regions?: string;
  readonly indicator?: string;
  readonly indicators?: string;
  readonly year?: string;
  readonly years?: string;
  readonly scenario?: string;
  readonly asOf?: string;
  readonly all?: boolean;
  readonly method?: string;
  readonly write?: string;
  readonly shareOut?: string;
  readonly by: string;
  readonly leader?: string;
  readonly chart?: string;
  readonly lang?: string;
}

export function defineReconcile(command: Command): void {
  command
    .option('--region, --regions <selector>', 'parents: the regions whose children are summed (default: all)')
    .option('--indicators, --indicator <ids>', 'only these indicators; one for --method and --share-out')
    .option('--years, --year <years>', 'only these years: 2027, or 2025-2027 (scenarios: default the last year)')
    .option(
      '--scenario <ids>',
      'scenarios separated by commas; with --share-out those in which it is looked up who reaches theirs',
      'baseline',
    )
    .option('--as-of <year>', 'run with what was published by the end of this year')
    .option('--all', 'also sums that hold, that rounding explains, or that are incomplete')
    .option('--method <method>', 'make the scenario add up: bottom-up, top-down, proportional, structural')
    .option('--write <id>', 'with --method: write the reconciled scenario to scenarios/ID.yaml')
    .option('--share-out <value>', 'share this target of the region out to its children')
    .option('--by <basis>', 'with --share-out: share, growth, distance, points', 'share')
    .option(
      '--leader <leader>',
      'with --by distance: a region, best or parent (default: the leader of the model package)',
    )
    .option('--chart <file>', 'draw the sums of plans and published values of one region: .svg, .png or .vl.json')
    .option('--lang <language>', 'language of the chart: zh or en', 'zh')
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing reconcile --region zhejiang\n' +
        '  tujing reconcile --indicator gdp --scenario baseline,weak-economy --years 2025-2027\n' +
        '  tujing reconcile --indicator gdp --region zhejiang --years 2025-2030 --method structural --write gdp-reconciled\n' +
        '  tujing reconcile --indicator rd_expenditure --region zhejiang --year 2020 --scenario replay-province-path --share-out 1800 --by distance\n\n' +
        'Differences within half a unit of every printed digit together count as rounding. An "at least" that the children\n' +
        'exceed is consistent. bottom-up: parents become sums; top-down: children share by published proportions;\n' +
        'proportional: by the scenario’s own; structural: least squares, weighted by the number of lowest-level regions.',
    )
    .action(async (options: Options) => {
      if (options.method !== undefined && options.shareOut !== undefined)
        throw new UsageError('--method and --share-out are two questions', 'ask one at a time');
      if (options.chart !== undefined) chartEnding(options.chart);
      if (options.chart !== undefined && (options.method !== undefined || options.shareOut !== undefined))
        throw new UsageError('--chart draws sums, not --method or --share-out', 'leave those out');
      if (options.write !== undefined && options.method === undefined)
        throw new UsageError('--write needs --method', 'bottom-up, top-down, proportional or structural');
      const session = await openSession(options);
      const { model } = session;
      const asOf = options.asOf === undefined ? undefined : yearOption(model, options.asOf);
      const chosen = (options.scenario ?? 'baseline').split(',').map((id) => id.trim());
      const run = await runScenarios(session, chosen, asOf, options);
      const asked = run.scenarios.filter((one) => chosen.includes(one.scenario.id));
      const written = options.years ?? options.year;
      const years = written === undefined ? undefined : yearsOption(model, written);
      if (options.method !== undefined) await adjust(session, run, asked, years, options, options.method);
      else if (options.shareOut !== undefined) await share(session, run, asked, years, options, options.shareOut);
      else await report(session, run, asked, years, options);
    });
}

/** What adds up and what does not. */
async function report(
  session: Session,
  run: Run,
  asked: readonly RanScenario[],
  years: YearRange | undefined,
  options: Options,
): Promise<void> {
  const { model } = session;
  const [{ planSums, publishedSums, scenarioRatios, scenarioSums }, { sumsJson, sumsText }] = await Promise.all([
    import('../../analysis/index.ts'),
    import('../print-reconcile.ts'),
  ]);
  const parents = await regionsOption(model, options.regions ?? options.region);
  const childless = [...(parents ?? [])].filter((id) => !model.regions.some((region) => region.parent === id));
  if (parents && childless.length === parents.size)
    throw new UsageError(
      `"${childless.join('", "')}" ${childless.length === 1 ? 'has' : 'have'} no regions below: there is nothing to sum`,
      'choose a province or a city',
    );
  const indicators = await indicatorsOption(model, options.indicators ?? options.indicator);
  const choice = { ...(parents ? { parents } : {}), ...(indicators ? { indicators } : {}) };
  const until = years ?? { first: model.years.last, last: model.years.last };
  const wanted = Array.from({ length: until.last - until.first + 1 }, (_, k) => until.first + k);
  const printed = { ...choice, ...(years ? { years } : {}) };
  const sums = [
    ...planSums(model, printed),
    ...publishedSums(model, printed),
    ...asked.flatMap((one) => scenarioSums(model, run.reader, one.id, { ...choice, years: until })),
  ];
  const keep = (indicator: string, parent: string) =>
    (indicators === undefined || indicators.has(indicator)) && (parents === undefined || parents.has(parent));
  const ratios = asked.flatMap((one) => scenarioRatios(model, run.reader, one.id, wanted, keep));
  if (options.chart !== undefined) {
    const { chartContext, chartKind } = await import('../../charts/index.ts');
    const [region, ...others] = [...(parents ?? [model.regions[0]?.id ?? ''])];
    if (region === undefined || others.length > 0)
      throw new UsageError('a chart shows the sums of one region', 'name one with --region');
    await writeChart(
      chartKind('sums')?.draw(
        chartContext(
          run,
          languageOption(options.lang),
          (_, indicator) => indicators === undefined || indicators.has(indicator),
        ),
        { region },
      ),
      options.chart,
      session,
    );
  }
  if (sums.length === 0 && ratios.length === 0)
    throw new UsageError(
      'no plan, publication or scenario has values to sum in these regions, indicators and years',
      'only amounts and counts add up over regions; shares and averages are summed through their parts',
    );
  process.stdout.write(options.json ? sumsJson(sums, ratios) : sumsText(model, sums, ratios, options.all ?? false));
}

/** A scenario made to add up. */
async function adjust(
  { model }: Session,
  run: Run,
  asked: readonly RanScenario[],
  years: YearRange | undefined,
  options: Options,
  text: string,
): Promise<void> {
  const [
    { RECONCILE_METHODS, reconcileScenario, reconciledScenarioText },
    { reconciledJson, reconciledText },
    { scenarioProbe },
  ] = await Promise.all([
    import('../../analysis/index.ts'),
    import('../print-reconcile.ts'),
    import('../../repeat.ts'),
  ]);
  const method = RECONCILE_METHODS.find((known): known is ReconcileMethod => known === text);
  if (!method) throw new UsageError(`--method knows ${RECONCILE_METHODS.join(', ')}, not "${text}"`);
  const ran = alone(asked, '--method');
  const request = {
    scenario: ran.id,
    ...(await cellOption(model, options)),
    years: years ?? { first: model.years.first, last: model.years.last },
    method,
    ...(ran.asOf === undefined ? {} : { asOf: ran.asOf }),
  };
  const found = reconcileScenario(model, run.reader, request);
  await stopAtErrors(found.issues, options);
  if (options.write !== undefined) {
    const { zh, en } = ran.scenario.title;
    const probe = scenarioProbe(run, ran);
    const content = reconciledScenarioText(
      model,
      found,
      options.write,
      { zh: `${zh}（调平）`, en: `${en}, reconciled` },
      (...cell) => probe.value(...cell),
      (...cell) => probe.reference(...cell),
    );
    if (found.moved.length === 0) throw new UsageError('nothing moved: there is no scenario to write');
    await writeScenario(options.write, content);
  }
  process.stdout.write(options.json ? reconciledJson(found) : reconciledText(model, found));
}

/** A target shared out. */
async function share(
  { model }: Session,
  run: Run,
  asked: readonly RanScenario[],
  years: YearRange | undefined,
  options: Options,
  text: string,
): Promise<void> {
  const [{ SHARE_BASES, shareOut }, { shareJson, shareText }] = await Promise.all([
    import('../../analysis/index.ts'),
    import('../print-reconcile.ts'),
  ]);
  const by = SHARE_BASES.find((known): known is ShareBasis => known === options.by);
  if (!by) throw new UsageError(`--by knows ${SHARE_BASES.join(', ')}, not "${options.by}"`);
  const target = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || !(target > 0))
    throw new UsageError(`--share-out is a number above 0 in the indicator's unit, not "${text}"`);
  if (!years || years.first !== years.last) throw new UsageError('--share-out needs one year', 'add --year 2027');
  const leader = options.leader;
  if (leader !== undefined && leader !== 'best' && leader !== 'parent') await regionsOption(model, leader);
  const [first] = asked;
  if (!first) throw new UsageError('no scenario to look at');
  const { indicator, root } = await cellOption(model, options);
  const found = shareOut(model, run.reader, {
    scenario: first.id,
    indicator,
    parent: root,
    year: years.last,
    target,
    by,
    ...(leader === undefined ? {} : { leader }),
    scenarios: asked.map((one) => one.id),
  });
  await stopAtErrors(found.issues, options);
  process.stdout.write(options.json ? shareJson(found) : shareText(model, found));
}

/** The one indicator and region that --method and --share-out are about. */
async function cellOption(
  model: Model,
  options: Options,
): Promise<{ readonly indicator: string; readonly root: string }> {
  const indicator = options.indicators ?? options.indicator;
  if (indicator === undefined || indicator.includes(','))
    throw new UsageError('name one indicator', 'add --indicator gdp');
  await checkIndicator(model, indicator);
  const regions = [...((await regionsOption(model, options.regions ?? options.region ?? model.regions[0]?.id)) ?? [])];
  const [root] = regions;
  if (root === undefined || regions.length > 1)
    throw new UsageError('name one region', 'the one whose children are meant: --region zhejiang');
  return { indicator, root };
}

function alone(asked: readonly RanScenario[], option: string): RanScenario {
  const [only] = asked;
  if (!only || asked.length > 1) throw new UsageError(`${option} works on one scenario`, 'name one with --scenario');
  return only;
}

function yearsOption(model: Model, text: string): YearRange {
  const [first, last = first] = text.split('-').map((year) => yearOption(model, year));
  if (first === undefined || last === undefined || first > last)
    throw new UsageError(`--years is a year or a range, not "${text}"`, 'write 2027 or 2025-2027');
  return { first, last };
}

async function stopAtErrors(issues: Parameters<typeof tellIssues>[0], options: Options): Promise<void> {
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0) {
    await tellIssues(errors, [], options.json ?? false);
    throw new Ended(STATUS.wrongInput);
  }
  await tellIssues(issues, [], false);
}

async function writeScenario(id: string, content: string): Promise<void> {
  if (!/^[a-z0-9][a-z0-9-]{0,60}$/.test(id))
    throw new UsageError(`"${id}" cannot be a scenario id`, 'use lower-case letters, digits and -: gdp-reconciled');
  const [{ default: path }, files] = await Promise.all([import('node:path'), import('../../io/files.ts')]);
  const file = path.join('scenarios', `${id}.yaml`);
  if ((await files.readIfPresent(file)) !== undefined)
    throw new UsageError(`${file} exists already`, 'choose another id');
  await files.writeFileAtomic(file, content);
  process.stderr.write(`${file}\nnext: tujing run ${id}\n`);
}
