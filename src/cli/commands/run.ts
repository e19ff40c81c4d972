// tujing run: run scenarios, judge their targets, draw their charts, write out/.

import type { Command } from 'commander';
import { addDrawOptions, type DrawFlags, designOf, jobsOf } from '../draw-options.ts';
import { shardOption } from '../shard.ts';
import { UsageError } from '../status.ts';

export interface RunOptions extends DrawFlags {
  readonly regions?: string;
  readonly region?: string;
  readonly indicators?: string;
  readonly asOf?: string;
  readonly lang: string;
  readonly format: string;
  readonly out: string;
  readonly bom?: boolean;
  readonly charts: boolean;
  readonly watch?: boolean;
  readonly table: string;
  readonly shard?: string;
  readonly failOn?: string;
  readonly model?: string;
  readonly json?: boolean;
}

export function defineRun(command: Command): void {
  command
    .option(
      '--regions, --region <selector>',
      'only these regions in tables and charts: counties:jiaxing, a list with commas',
    )
    .option('--indicators <ids>', 'only these indicators, separated by commas')
    .option('--as-of <year>', 'run everything with what was published by the end of this year')
    .option('--lang <language>', 'language of charts and report: zh, en, or zh,en', 'zh')
    .option('--format <formats>', 'chart formats beside .vl.json: svg, png, or svg,png', 'svg')
    .option('--out <folder>', 'where to write', 'out')
    .option('--no-charts', 'tables only')
    .option('--bom', 'write CSV with a byte-order mark, for Excel')
    .option('--table <format>', 'tables of sweeps: csv or parquet', 'csv')
    .option('--shard <i/n>', 'only part i of n of what takes long; `tujing merge` joins the parts')
    .option('--watch', 'run again whenever a scenario or the model package changes')
    .option('--fail-on <what>', 'missed or warning: end with status 1 then')
    .option('--model <package>', 'model package: an id or a folder');
  addDrawOptions(command)
    .option('--json', 'print a summary as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  tujing run\n  tujing run rd-surge late-start --lang en\n  tujing run --regions counties:jiaxing --format svg,png --out counties\n  tujing run --draws 1024\n  tujing run my-sweep --draws 256 --table parquet      (a scenario with sweep:)\n  tujing run --draws 65536 --shard 1/2 --out part-1    (see tujing merge)\n  tujing run --watch\n\nThen open out/report.html.',
    )
    .action(async (scenarios: string[], options: RunOptions) => {
      checkOptions(options);
      const { runOnce, runAndWatch } = await import('../run-once.ts');
      await (options.watch ? runAndWatch(scenarios, options) : runOnce(scenarios, options));
    });
}

function checkOptions(options: RunOptions): void {
  const list = (text: string, known: readonly string[], name: string) => {
    for (const item of text.split(','))
      if (!known.includes(item)) throw new UsageError(`--${name} knows ${known.join(' and ')}, not "${item}"`);
  };
  list(options.lang, ['zh', 'en'], 'lang');
  list(options.format, ['svg', 'png'], 'format');
  list(options.table, ['csv', 'parquet'], 'table');
  shardOption(options.shard);
  designOf(options);
  jobsOf(options);
  if (options.failOn !== undefined && !['missed', 'warning'].includes(options.failOn))
    throw new UsageError(`--fail-on knows missed and warning, not "${options.failOn}"`);
}
