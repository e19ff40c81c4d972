// tujing targets: the target board on the terminal or as JSON.

import type { Command } from 'commander';
import { addDrawOptions, type DrawFlags, withDraws } from '../draw-options.ts';
import {
  type CommonOptions,
  indicatorsOption,
  openSession,
  regionsOption,
  runScenarios,
  yearOption,
} from '../session.ts';

interface Options extends CommonOptions, DrawFlags {
  readonly region?: string;
  readonly indicators?: string;
  readonly scenario?: string;
  readonly year?: string;
  readonly asOf?: string;
  readonly failOn?: string;
  readonly all?: boolean;
}

export function defineTargets(command: Command): void {
  command
    .option('--region, --regions <selector>', 'regions: jiaxing, counties:jiaxing, 330400, a list with commas')
    .option('--indicators <ids>', 'only these indicators, separated by commas')
    .option('--scenario <id>', 'only this scenario (default: all with --json, else the baselines)')
    .option('--year <year>', 'only targets of this year')
    .option('--as-of <year>', 'run with what was published by the end of this year')
    .option('--all', 'also targets that are not assessable, and every year of yearly targets')
    .option('--fail-on <what>', 'missed: end with status 1 when a target is missed or off track')
    .option('--model <package>', 'model package: an id or a folder');
  addDrawOptions(command)
    .option('--json', 'print an array with the columns of targets.csv')
    .addHelpText(
      'after',
      '\nExamples:\n  tujing targets --region jiaxing\n  tujing targets --region counties:jiaxing --year 2020\n  tujing targets --region jiaxing --scenario rd-surge --json\n  tujing targets --region jiaxing --draws 1024',
    )
    .action(async (options: Options & { readonly regions?: string }) => {
      const session = await openSession(options);
      const { model } = session;
      const regions = await regionsOption(model, options.regions ?? options.region);
      const indicators = await indicatorsOption(model, options.indicators);
      const year = options.year === undefined ? undefined : yearOption(model, options.year);
      const asOf = options.asOf === undefined ? undefined : yearOption(model, options.asOf);
      const central = await runScenarios(
        session,
        options.scenario === undefined ? [] : [options.scenario],
        asOf,
        options,
      );
      const wants = (region: string, indicator: string) =>
        (regions === undefined || regions.has(region)) && (indicators === undefined || indicators.has(indicator));
      const run = await withDraws(session, central, options, { wants });
      const { printTargets } = await import('../print-targets.ts');
      const rows = run.targets.filter(
        (row) =>
          wants(row.region, row.variable) &&
          (year === undefined || row.year === year) &&
          (options.scenario === undefined ||
            row.scenario === options.scenario ||
            row.scenario.startsWith(`${options.scenario}@`)),
      );
      printTargets(run, rows, { ...options, about: aboutText(regions, indicators, year) });
    });
}

/** What was asked about, for a board without rows. */
function aboutText(
  regions: ReadonlySet<string> | undefined,
  indicators: ReadonlySet<string> | undefined,
  year: number | undefined,
): string {
  return [
    ...(regions ? [`for ${[...regions].join(', ')}`] : []),
    ...(indicators ? [`on ${[...indicators].join(', ')}`] : []),
    ...(year === undefined ? [] : [`in ${year}`]),
  ].join(' ');
}
