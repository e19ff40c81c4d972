// tujing attribute: what a scenario's difference from the baseline, and the gap to a target, is due to.

import type { Command } from 'commander';
import type { AttributionPart } from '../print-attribution.ts';
import {
  type CommonOptions,
  checkIndicator,
  openSession,
  regionsOption,
  runScenarios,
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
  readonly asOf?: string;
  readonly by?: string;
  readonly orders?: string;
  readonly seed?: string;
  readonly chart?: string;
  readonly lang: string;
}

const PARTS: readonly AttributionPart[] = ['lever', 'channel', 'input', 'region', 'gap'];

export function defineAttribute(command: Command): void {
  command
    .requiredOption('--indicator <id>', 'the indicator')
    .option('--region, --regions <selector>', 'one or more regions')
    .requiredOption('--year <year>', 'the year, or for a flow the years of a sum: 2023-2027')
    .requiredOption('--scenario <id>', 'the scenario')
    .option('--by <parts>', `only these parts: ${PARTS.join(', ')}`)
    .option('--as-of <year>', 'with what was published by the end of this year')
    .option('--orders <number>', 'orders of levers drawn where more than 12 bear on the value', '64')
    .option('--seed <number>', 'seed of these orders', '20270101')
    .option('--chart <file>', 'also draw the waterfall, of these parts: .svg, .png or .vl.json')
    .option('--lang <language>', 'language of the chart: zh or en', 'zh')
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing attribute --indicator rd_intensity --region jiaxing --year 2027 --scenario surge-and-double\n' +
        '  tujing attribute --indicator rd_intensity --region zhejiang --year 2027 --scenario cities-push --by region\n' +
        '  tujing attribute --indicator tech_transactions --region jiaxing --year 2023-2027 --scenario rd-surge --json\n' +
        '  tujing attribute --indicator rd_intensity --region jiaxing --year 2027 --scenario weak-economy --chart why.png\n\n' +
        'Every list adds up to the difference. Levers share it by Shapley values: what each adds, averaged over all orders.',
    )
    .action(async (options: Options) => {
      const session = await openSession(options);
      const { model } = session;
      await checkIndicator(model, options.indicator);
      const years = await yearsOption(session.model, options);
      const regions = [...((await regionsOption(model, options.regions ?? options.region ?? model.focus)) ?? [])];
      const parts = partsOption(options.by);
      const language = languageOption(options.lang);
      if (options.chart !== undefined) chartEnding(options.chart);
      if (options.chart !== undefined && regions.length > 1)
        throw new UsageError('a waterfall shows one region', 'name one with --region');
      const [orders, seed] = [wholeNumber('--orders', options.orders), wholeNumber('--seed', options.seed)];
      const asOf = options.asOf === undefined ? undefined : yearOption(model, options.asOf);
      const run = await runScenarios(session, [options.scenario], asOf, options);
      const { attributeRun, printAttributions } = await import('../print-attribution.ts');
      const found = attributeRun(run, { indicator: options.indicator, regions, years, orders, seed });
      printAttributions(run, found, { json: options.json ?? false, parts });
      if (options.chart === undefined) return;
      const { chartContext, chartKind } = await import('../../charts/index.ts');
      const request = {
        ...(found[0] ? { attribution: found[0] } : {}),
        ...(options.by === undefined ? {} : { attributionBy: parts }),
      };
      const chart = chartKind('waterfall')?.draw(chartContext(run, language), request);
      await writeChart(chart, options.chart, session, {
        message: `there is nothing to draw by ${parts.join(', ')}`,
        hint: 'parts by input need a formula, by region regions below, gap a target of that year; leave out --by',
      });
    });
}

/** One year, or a range for the sum of a flow. */
async function yearsOption(model: Parameters<typeof yearOption>[0], { year: text, indicator: id }: Options) {
  const [{ indicatorOf }, { parseYears }] = await Promise.all([
    import('../../model/index.ts'),
    import('../../base/index.ts'),
  ]);
  const range = parseYears(text);
  if (!range || range.first === range.last) {
    const year = yearOption(model, text);
    return { first: year, last: year };
  }
  const { type } = indicatorOf(model, id);
  if (type !== 'flow')
    throw new UsageError(
      `"${id}" is a ${type}: its values of several years do not add up`,
      `ask for one year: --year ${range.last}`,
    );
  if (range.first > range.last) throw new UsageError(`${text} runs backwards`, `write ${range.last}-${range.first}`);
  return { first: yearOption(model, String(range.first)), last: yearOption(model, String(range.last)) };
}

function partsOption(list: string | undefined): readonly AttributionPart[] {
  if (list === undefined) return PARTS;
  return list.split(',').map((text) => {
    const part = PARTS.find((known) => known === text.trim().replace(/s$/, ''));
    if (!part) throw new UsageError(`--by knows ${PARTS.join(', ')}, not "${text.trim()}"`);
    return part;
  });
}

function wholeNumber(name: string, text: string | undefined): number {
  if (text === undefined || !/^\d{1,9}$/.test(text) || Number(text) === 0)
    throw new UsageError(`${name} is a whole number above 0, not "${text}"`);
  return Number(text);
}
