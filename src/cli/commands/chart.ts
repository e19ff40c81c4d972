// tujing chart: one chart of the gallery to files, for reports and slides.

import type { Command } from 'commander';
import { addDrawOptions, type DrawFlags } from '../draw-options.ts';
import type { CommonOptions } from '../session.ts';

export interface ChartOptions extends CommonOptions, DrawFlags {
  readonly scenario: string;
  readonly indicator?: string;
  readonly region?: string;
  readonly regions?: string;
  readonly leader?: string;
  readonly plan?: string;
  readonly year?: string;
  readonly asOf?: string;
  readonly to: string;
  readonly width: string;
  readonly lang: string;
  readonly out: string;
  readonly embed?: boolean;
}

export function defineChart(command: Command): void {
  command
    .option('--scenario <ids>', 'scenarios separated by commas, or all', 'all')
    .option('--indicator <id>', 'the indicator')
    .option('--region <id>', 'the region (default: the one in focus)')
    .option('--regions <selector>', 'regions to compare: counties:jiaxing, a list with commas')
    .option('--leader <id>', 'the region that others are compared with (default: of the model package)')
    .option('--plan <id>', 'the plan')
    .option('--year <year>', 'the year of the targets')
    .option('--as-of <year>', 'with what was published by the end of this year')
    .option('--to <formats>', 'vl.json, svg, png, html (a page for an iframe); several with commas', 'svg,png')
    .option('--width <size>', 'a4 (text width), half, slide, or a number of px', 'a4')
    .option('--lang <language>', 'zh, en, or zh,en', 'zh')
    .option('--out <folder>', 'where to write', '.')
    .option('--embed', 'also the page and the specification, and print what to paste into another page')
    .option('--model <package>', 'model package: an id or a folder');
  addDrawOptions(command)
    .option('--json', 'print the kinds, or the files written, as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing chart\n' +
        '  tujing chart trajectory --indicator rd_intensity --region jiaxing --lang zh,en\n' +
        '  tujing chart target-board --region pinghu --scenario baseline,rd-surge --width slide --to png\n' +
        '  tujing chart ranks --indicator rd_intensity --regions counties:jiaxing --scenario baseline --width half\n' +
        '  tujing chart fan --indicator rd_intensity --region jiaxing --scenario baseline --draws 1024 --embed\n\n' +
        'PNG has two pixels a px and its own fonts; SVG names its fonts. Every file says what it was made from: tujing verify.',
    )
    .action(async (kind: string | undefined, options: ChartOptions) => {
      const { drawOneChart, listKinds } = await import('../draw-one-chart.ts');
      await (kind === undefined ? listKinds(options) : drawOneChart(kind, options));
    });
}
