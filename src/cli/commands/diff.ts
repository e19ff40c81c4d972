// tujing diff: what differs between two scenarios, or between two runs, and what that moved.

import type { Command } from 'commander';
import {
  type CommonOptions,
  indicatorsOption,
  openSession,
  regionsOption,
  runScenarios,
  type Session,
  yearOption,
} from '../session.ts';
import { UsageError } from '../status.ts';
import { chartEnding, languageOption, writeChart } from '../write-chart.ts';

interface Options extends CommonOptions {
  readonly region?: string;
  readonly regions?: string;
  readonly indicators?: string;
  readonly year?: string;
  readonly asOf?: string;
  readonly top: string;
  readonly chart?: string;
  readonly lang: string;
}

export function defineDiff(command: Command): void {
  command
    .option('--region, --regions <selector>', 'only outcomes and targets of these regions')
    .option('--indicators <ids>', 'only these indicators, separated by commas')
    .option('--year <years>', 'outcomes of this year, or of 2025-2030 (default: the last target year)')
    .option('--as-of <year>', 'run both with what was published by the end of this year')
    .option('--top <number>', 'rows of each table on the terminal', '15')
    .option('--chart <file>', 'also draw what differs most between two scenarios: .svg, .png or .vl.json')
    .option('--lang <language>', 'language of the chart: zh or en', 'zh')
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print JSON, all rows')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing diff rd-surge surge-and-double --region jiaxing\n' +
        '  tujing diff baseline baseline@2020           the same scenario, seen from two years\n' +
        '  tujing diff out out-old                      two runs: split into data, assumption and code',
    )
    .action(async (a: string, b: string, options: Options) => {
      if (!/^\d{1,6}$/.test(options.top)) throw new UsageError(`--top is a number of rows, not "${options.top}"`);
      languageOption(options.lang);
      if (options.chart !== undefined) chartEnding(options.chart);
      const { isRunFolder } = await import('../read-run.ts');
      const folders = [await isRunFolder(a), await isRunFolder(b)];
      if (folders.every((is) => is)) {
        if (options.chart !== undefined)
          throw new UsageError('--chart draws the difference of two scenarios, not of two folders');
        return diffFolders(a, b, options);
      }
      if (folders.some((is) => is))
        throw new UsageError(
          `"${folders[0] ? a : b}" is the folder of a run, "${folders[0] ? b : a}" is not`,
          'give two scenarios, or two folders that hold run.json',
        );
      return diffScenarios(a, b, options);
    });
}

async function diffScenarios(a: string, b: string, options: Options): Promise<void> {
  const session = await openSession(options);
  const { model } = session;
  await refuseFolders([a, b], session);
  const filter = await filterOption(model, options);
  const common = options.asOf === undefined ? undefined : yearOption(model, options.asOf);
  const sides = [a, b].map((text) => {
    const [id = '', year] = text.split('@');
    return { id, asOf: year === undefined ? common : yearOption(model, year) };
  });
  const [{ printScenarioDiff, sideOf }, { compareScenarios }] = await Promise.all([
    import('../print-diff.ts'),
    import('../../repeat.ts'),
  ]);
  const together = sides[0]?.asOf === sides[1]?.asOf;
  const runs = together
    ? [
        await runScenarios(
          session,
          sides.map((side) => side.id),
          common ?? sides[0]?.asOf,
          options,
        ),
      ]
    : [];
  const [left, right] = await Promise.all(
    sides.map(async ({ id, asOf }) => sideOf(runs[0] ?? (await runScenarios(session, [id], asOf, options)), id)),
  );
  if (!left || !right) throw new UsageError('nothing to compare');
  const diff = compareScenarios(left, right, filter);
  printScenarioDiff(model, diff, { json: options.json ?? false, top: Number(options.top) });
  if (options.chart === undefined) return;
  const { chartContext, chartKind } = await import('../../charts/index.ts');
  const context = chartContext(right.run, languageOption(options.lang));
  const views = left.run === right.run ? [] : chartContext(left.run, context.language).scenarios;
  await writeChart(
    chartKind('scenario-diff')?.draw({ ...context, scenarios: [...context.scenarios, ...views] }, { diff }),
    options.chart,
    session,
    diff.outcomes.length === 0
      ? { message: `nothing to draw: no outcome differs between ${a} and ${b}` }
      : {
          message: 'nothing to draw: only rates, indices or values without a counterpart differ',
          hint: 'the table lists them',
        },
  );
}

/** A folder that no run wrote is no scenario either. */
async function refuseFolders(names: readonly string[], { loaded }: Session): Promise<void> {
  const { isFolder } = await import('../../io/files.ts');
  for (const name of names)
    if (!loaded.scenarios.some((one) => one.id === name) && (await isFolder(name)))
      throw new UsageError(
        `"${name}" is a folder without run.json`,
        'name a folder that `tujing run` wrote, or a scenario',
      );
}

async function diffFolders(a: string, b: string, options: Options): Promise<void> {
  const [{ readRunFolder }, { compareRuns, printRunDiff }] = await Promise.all([
    import('../read-run.ts'),
    import('../print-run-diff.ts'),
  ]);
  const { model } = await openSession(options);
  const filter = await filterOption(model, options);
  printRunDiff(model, compareRuns(await readRunFolder(a), await readRunFolder(b), model, filter), {
    json: options.json ?? false,
    top: Number(options.top),
  });
}

/** What of the results is compared. */
export interface DiffFilter {
  readonly years?: readonly number[];
  readonly keep: (region: string, indicator: string) => boolean;
}

async function filterOption(model: Parameters<typeof yearOption>[0], options: Options): Promise<DiffFilter> {
  const regions = await regionsOption(model, options.regions ?? options.region);
  const indicators = await indicatorsOption(model, options.indicators);
  const keep = (region: string, indicator: string) =>
    (regions === undefined || regions.has(region)) && (indicators === undefined || indicators.has(indicator));
  if (options.year === undefined) return { keep };
  const { parseYears, yearsOf } = await import('../../base/index.ts');
  const range = parseYears(options.year);
  const years = range ? yearsOf(range) : [];
  if (!range || years.length === 0)
    throw new UsageError(
      `"${options.year}" is neither a year nor a range of years`,
      'write --year 2027 or --year 2025-2030',
    );
  yearOption(model, String(range.first));
  yearOption(model, String(range.last));
  return { years, keep };
}
