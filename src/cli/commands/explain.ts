// tujing explain: where a number comes from.

import type { Command } from 'commander';
import {
  type CommonOptions,
  checkIndicator,
  openSession,
  regionsOption,
  runScenarios,
  yearOption,
} from '../session.ts';
import { UsageError } from '../status.ts';

interface Options extends CommonOptions {
  readonly region?: string;
  readonly regions?: string;
  readonly year: string;
  readonly scenario?: string;
  readonly asOf?: string;
  readonly tree?: boolean;
  readonly depth?: string;
}

/** Levels of a tree where none are asked for. */
const DEPTH = 4;

export function defineExplain(command: Command): void {
  command
    .option('--region, --regions <selector>', 'one or more regions')
    .requiredOption('--year <year>', 'the year')
    .option('--scenario <id>', 'the scenario', 'baseline')
    .option('--as-of <year>', 'with what was published by the end of this year')
    .option('--tree', 'the chain of numbers behind it, across indicators, regions and years')
    .option('--depth <levels>', 'with --tree: its levels (default: 4)')
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  tujing explain rd_intensity --region jiaxing --year 2020\n  tujing explain rd_expenditure --region jiaxing --year 2027 --scenario rd-surge\n  tujing explain rd_intensity --region jiaxing --year 2027 --scenario rd-surge --tree --depth 3',
    )
    .action(async (indicator: string, options: Options) => {
      const session = await openSession(options);
      const { model } = session;
      await checkIndicator(model, indicator);
      const year = yearOption(model, options.year);
      const regions = await regionsOption(model, options.regions ?? options.region ?? model.focus);
      const asOf = options.asOf === undefined ? undefined : yearOption(model, options.asOf);
      const run = await runScenarios(session, [options.scenario ?? 'baseline'], asOf, options);
      const ran = run.scenarios.at(-1);
      if (!ran || !regions) throw new UsageError('nothing to explain');
      if (options.depth !== undefined && !options.tree) throw new UsageError('--depth is for --tree', 'add --tree');
      if (options.depth !== undefined && !/^\d{1,2}$/.test(options.depth))
        throw new UsageError(`--depth is a number of levels, not "${options.depth}"`);
      const { explainRun, explainTree } = await import('../print-explanation.ts');
      const cells = { indicator, regions: [...regions], year, json: options.json ?? false };
      process.stdout.write(
        options.tree
          ? explainTree(run, ran, cells, Number(options.depth ?? DEPTH))
          : explainRun(run, ran, cells.indicator, cells.regions, year, cells.json),
      );
    });
}
