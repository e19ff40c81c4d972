// tujing hindcast: growth assumptions run from an earlier year, scored on what was published later.

import type { Command } from 'commander';
import {
  type CommonOptions,
  indicatorsOption,
  openSession,
  regionsOption,
  tellIssues,
  yearOption,
} from '../session.ts';
import { Ended, STATUS, UsageError } from '../status.ts';
import { chartEnding, languageOption, writeChart } from '../write-chart.ts';

interface Options extends CommonOptions {
  readonly region?: string;
  readonly regions?: string;
  readonly indicators?: string;
  readonly asOf?: string;
  readonly horizon: string;
  readonly detail?: boolean;
  readonly chart?: string;
  readonly lang?: string;
}

export function defineHindcast(command: Command): void {
  command
    .option('--region, --regions <selector>', 'regions (default: those without a parent)')
    .option('--indicators <ids>', 'only these indicators, separated by commas')
    .option(
      '--as-of <years>',
      'stand in this year, or in each of 2012-2020 (default: every year that has something to score)',
    )
    .option('--horizon <years>', 'years ahead of the last known value at most', '5')
    .option('--detail', 'print every forecast')
    .option('--chart <file>', 'draw one series, of one year: .svg, .png or .vl.json')
    .option('--lang <language>', 'language of the chart: zh or en', 'zh')
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print scores, forecasts and notes as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing hindcast --indicators rd_expenditure,rd_personnel,invention_patents_granted\n' +
        '  tujing hindcast --as-of 2016 --indicators rd_personnel --detail\n' +
        '  tujing hindcast --indicators rd_personnel --as-of 2016 --chart rd-personnel.svg\n' +
        '  tujing hindcast --region jiaxing,hangzhou --as-of 2015-2020 --json\n\n' +
        'Assumptions: path, stated, implied (the plans’ own), damped (the default trend), drift (random walk with drift),\n' +
        'last (growth of the last step), unchanged. Sorted by the error on the cells that all of them forecast; * is best.\n' +
        'MASE: error over the mean yearly change known at the time. Coverage: share inside the 80 % and 95 % interval of a\n' +
        'random walk around the forecast. Known is what was published by the end of the year; actual is the latest vintage.',
    )
    .action(async (options: Options) => {
      const session = await openSession(options);
      const { model } = session;
      const chosen = await indicatorsOption(model, options.indicators);
      const regions =
        (await regionsOption(model, options.regions ?? options.region)) ??
        new Set(model.regions.filter((region) => region.parent === undefined).map((region) => region.id));
      if (options.chart !== undefined) chartEnding(options.chart);
      if (options.chart !== undefined && (chosen?.size !== 1 || regions.size !== 1))
        throw new UsageError('a chart shows one series', 'name one with --indicators and --region');
      if (!/^[1-9]\d?$/.test(options.horizon))
        throw new UsageError(`--horizon is a number of years, not "${options.horizon}"`);
      const [{ hindcast }, { assumptionRunner }, { hindcastJson, hindcastText }] = await Promise.all([
        import('../../analysis/index.ts'),
        import('../../repeat.ts'),
        import('../print-hindcast.ts'),
      ]);
      const latest = Math.max(...model.observations.map((one) => one.published));
      const found = hindcast(model, assumptionRunner(session.program), {
        indicators: [...(chosen ?? model.indicators.map((indicator) => indicator.id))],
        regions: [...regions],
        asOfs: asOfOption(options.asOf, (text) => yearOption(model, text), {
          first: model.years.first,
          last: Math.min(model.years.last, latest - 1),
        }),
        horizon: Number(options.horizon),
      });
      if (found.issues.length > 0) {
        await tellIssues(found.issues, [], options.json ?? false);
        throw new Ended(STATUS.wrongInput);
      }
      if (options.chart !== undefined) {
        const [{ chartContext, chartKind }, { run }] = await Promise.all([
          import('../../charts/index.ts'),
          import('../../pipeline.ts'),
        ]);
        const [{ indicator, region }] = found.forecasts as [(typeof found.forecasts)[number]];
        const context = chartContext(
          run(session.program, session.loaded.scenarios, ['baseline']),
          languageOption(options.lang),
        );
        await writeChart(
          chartKind('hindcast')?.draw(context, { hindcast: found, indicator, region }),
          options.chart,
          session,
        );
      }
      process.stdout.write(options.json ? hindcastJson(found) : hindcastText(model, found, options.detail ?? false));
    });
}

function asOfOption(
  text: string | undefined,
  year: (text: string) => number,
  all: { readonly first: number; readonly last: number },
): readonly number[] {
  const [from, to = from] = text === undefined ? [all.first, all.last] : text.split('-').map(year);
  if (from === undefined || to === undefined || from > to)
    throw new UsageError(`--as-of is a year or a range, not "${text}"`, 'write 2016 or 2012-2020');
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}
