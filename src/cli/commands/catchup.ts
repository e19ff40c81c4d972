// tujing catchup: gaps to a leader, when they close, and whether regions converge.

import type { Command } from 'commander';
import type { CatchUp, Convergence, ConvergenceForm, LeaderChoice } from '../../analysis/index.ts';
import { type Model, regionOf } from '../../model/index.ts';
import { addDrawOptions, type DrawFlags, withDraws } from '../draw-options.ts';
import {
  type CommonOptions,
  checkIndicator,
  note,
  openSession,
  regionsOption,
  runScenarios,
  yearOption,
} from '../session.ts';
import { UsageError } from '../status.ts';
import { chartEnding, languageOption, type NothingDrawn, writeChart } from '../write-chart.ts';

interface Options extends CommonOptions, DrawFlags {
  readonly indicator: string;
  readonly region?: string;
  readonly regions?: string;
  readonly leader?: string;
  readonly scenario: string;
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly form?: string;
  readonly weights?: string;
  readonly asOf?: string;
  readonly chart?: string;
  readonly kind?: string;
  readonly lang?: string;
}

/** Charts of one scenario: of several the first is drawn. */
const ONE_SCENARIO: readonly string[] = ['ranks', 'convergence', 'dispersion'];

/** Charts of a comparison; `catch-up` takes one region as leader. */
const KINDS = ['catch-up', 'ranks', 'parity-years', 'convergence', 'dispersion', 'parity-chances'] as const;

export function defineCatchup(command: Command): void {
  command
    .requiredOption('--indicator <id>', 'the indicator')
    .option(
      '--regions, --region <selector>',
      'who catches up: counties:jiaxing, a list with commas (default: the parts of the region in focus)',
    )
    .option(
      '--leader <leader>',
      'a region, several (cities:zhejiang: one after the other), best, parent, target, or target:PLAN (default: the leader of the model package)',
    )
    .option('--scenario <ids>', 'scenarios separated by commas, or all of the present view', 'baseline')
    .option('--by <year>', 'year for which the growth needed is asked (default: the target’s, else the last)')
    .option('--from <year>', 'first year of parity and convergence (default: the latest published, the first all have)')
    .option('--to <year>', 'last year of convergence')
    .option('--form <form>', 'convergence in log or level (default: log, for shares level)')
    .option(
      '--weights <indicator>',
      'weight the β regression by this indicator (default for ratios: their denominator)',
    )
    .option('--as-of <year>', 'with what was published by the end of this year')
    .option('--chart <file>', 'also draw a chart: .svg, .png or .vl.json')
    .option(
      '--kind <kind>',
      `which chart: ${KINDS.join(', ')} (default: parity-chances with --draws, parity-years for several scenarios, else ranks)`,
    )
    .option('--lang <language>', 'language of the chart: zh or en', 'zh')
    .option('--model <package>', 'model package: an id or a folder');
  addDrawOptions(command, 'repeat with so many draws of the uncertain inputs: P(parity by year), median and quantiles')
    .option('--json', 'print JSON, with the path of every year')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing catchup --indicator rd_intensity --regions counties:jiaxing --leader hangzhou\n' +
        '  tujing catchup --indicator rd_intensity --regions pinghu,jiashan --leader jiaxing --scenario all\n' +
        '  tujing catchup --indicator rd_intensity --regions counties:jiaxing,cities:zhejiang --leader cities:zhejiang --scenario all\n' +
        '  tujing catchup --indicator gdp --regions cities:zhejiang --leader best --from 2013\n' +
        '  tujing catchup --indicator rd_intensity --regions counties:jiaxing --leader target:jiaxing-315 --json\n' +
        '  tujing catchup --indicator rd_intensity --leader hangzhou --scenario baseline,counties-catch-up --draws 1024 --chart parity.svg\n\n' +
        'Beyond the last year both sides keep the growth of that year, and the year of parity is marked with ">".\n' +
        'With draws parity is looked for up to the last year; a quantile beyond it is "not by" that year, never a number.',
    )
    .action(async (options: Options) => {
      const session = await openSession(options);
      const { model } = session;
      await checkIndicator(model, options.indicator);
      if (options.weights !== undefined) await checkIndicator(model, options.weights);
      const regions = [
        ...((await regionsOption(model, options.regions ?? options.region ?? `children:${model.focus}`)) ?? []),
      ];
      const leaders = await leadersOption(model, options.leader ?? model.leader);
      const year = (text: string | undefined) => (text === undefined ? undefined : yearOption(model, text));
      const [by, from, to, asOf] = [year(options.by), year(options.from), year(options.to), year(options.asOf)];
      if (from !== undefined && to !== undefined && from >= to)
        throw new UsageError(`--from ${from} is not before --to ${to}`);
      const chosen = options.scenario === 'all' ? [] : options.scenario.split(',').map((id) => id.trim());
      const kind = kindOption(
        options.kind ??
          (options.draws !== undefined ? 'parity-chances' : chosen.length === 1 ? 'ranks' : 'parity-years'),
      );
      if (kind === 'parity-chances' && options.draws === undefined)
        throw new UsageError('the chart parity-chances needs draws', 'add --draws 1024');
      const language = languageOption(options.lang);
      if (options.chart !== undefined) chartEnding(options.chart);
      const parents = regions.flatMap((id) => regionOf(model, id).parent ?? []);
      const [leader, ...others] = leaders;
      if (options.chart !== undefined && kind === 'catch-up' && (leader?.kind !== 'region' || others.length > 0))
        throw new UsageError('the chart catch-up compares with one region', 'name one with --leader');
      const needed = new Set([
        ...regions,
        ...parents,
        ...leaders.flatMap((one) => (one.kind === 'region' ? one.region : [])),
      ]);
      const wants = (region: string, indicator: string) => indicator === options.indicator && needed.has(region);
      const central = await runScenarios(session, chosen, asOf, options);
      const run = await withDraws(session, central, options, { wants, keeps: wants, keptWhole: true });
      const { catchUpRun, printCatchUps } = await import('../print-catch-up.ts');
      const found = catchUpRun(run, {
        indicator: options.indicator,
        regions,
        leaders,
        chosen,
        ...(by === undefined ? {} : { by }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(options.form === undefined ? {} : { form: formOption(options.form) }),
        ...(options.weights === undefined ? {} : { weights: options.weights }),
      });
      const [alone] = found.catchUp.flatMap((one) => one.leftOut);
      const why = alone ? `${alone.region} is left out: ${alone.reason}` : 'the leader is the only region given';
      if (found.catchUp.every((one) => one.rows.length === 0))
        throw new UsageError(`nothing to compare: ${why}`, 'choose other regions, or another leader');
      printCatchUps(run, found, options.json ?? false);
      if (options.chart === undefined) return;
      const { chartContext, chartKind } = await import('../../charts/index.ts');
      const [convergence] = found.convergence;
      if (ONE_SCENARIO.includes(kind) && found.convergence.length > 1)
        note(`the chart ${kind} shows one scenario: ${found.convergence[0]?.scenario}`);
      const request = {
        indicator: options.indicator,
        regions,
        ...(leader?.kind === 'region' ? { leader: leader.region } : {}),
        ...(asOf === undefined ? {} : { asOf }),
        catchUps: found.catchUp,
        ...(convergence ? { convergence } : {}),
        parityChances: found.parityChances.filter(({ openness }) => openness === 'open'),
      };
      if (kind === 'parity-chances' && request.parityChances.length === 0)
        throw new UsageError(
          'no chances to draw: nothing with a stated range decides the years of parity',
          'choose other regions, or state ranges under uncertainty',
        );
      await writeChart(
        chartKind(kind)?.draw(chartContext(run, language), request),
        options.chart,
        session,
        nothingDrawn(kind, convergence, found.catchUp),
      );
    });
}

/** Why a chart of this kind stays empty. */
function nothingDrawn(
  kind: (typeof KINDS)[number],
  convergence: Convergence | undefined,
  compared: readonly CatchUp[],
): NothingDrawn {
  const refused = kind === 'convergence' || kind === 'dispersion' ? convergence?.refused : undefined;
  const [why] = refused?.filter(({ what }) => what === 'convergence' || what === 'beta' || kind === 'dispersion') ?? [];
  if (why) return { message: `nothing to draw: ${why.reason.en}` };
  const regions = compared.flatMap(({ rows }) => rows.map((row) => row.region));
  return {
    message: `nothing to draw: ${[...new Set(regions)].join(', ')} and the leader have fewer than two years in common`,
    hint: 'choose other regions, or another leader',
  };
}

async function leadersOption(model: Model, text: string): Promise<readonly LeaderChoice[]> {
  const { readLeader } = await import('../../analysis/index.ts');
  const leaders: LeaderChoice[] = [];
  for (const item of text.split(',').map((one) => one.trim())) {
    if (item === '*' || (item.includes(':') && !item.startsWith('target:'))) {
      for (const region of (await regionsOption(model, item)) ?? []) leaders.push({ kind: 'region', region });
      continue;
    }
    const read = readLeader(item, model);
    if ('issue' in read) throw new UsageError(read.issue.message, read.issue.hint);
    leaders.push(read.leader);
  }
  return leaders;
}

function kindOption(text: string): (typeof KINDS)[number] {
  const kind = KINDS.find((known) => known === text);
  if (!kind) throw new UsageError(`--kind knows ${KINDS.join(', ')}, not "${text}"`);
  return kind;
}

function formOption(text: string): ConvergenceForm {
  if (text === 'log' || text === 'level') return text;
  throw new UsageError(`--form knows log and level, not "${text}"`);
}
