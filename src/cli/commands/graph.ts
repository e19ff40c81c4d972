// tujing graph: the model as a graph of formulas and responses.

import { type Command, Option } from 'commander';
import { type CommonOptions, checkIndicator, openSession } from '../session.ts';

interface Options extends CommonOptions {
  readonly format: 'mermaid' | 'dot';
  readonly indicator?: string;
  readonly lang: 'zh' | 'en';
}

export function defineGraph(command: Command): void {
  command
    .addOption(
      new Option('--format <format>', 'text for Mermaid or for Graphviz')
        .choices(['mermaid', 'dot'])
        .default('mermaid'),
    )
    .option('--indicator <id>', 'only what this indicator depends on and what depends on it')
    .addOption(new Option('--lang <language>', 'language of the titles').choices(['zh', 'en']).default('zh'))
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print nodes and edges as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  tujing graph --indicator rd_intensity        paste into Markdown as a mermaid block\n  tujing graph --format dot --lang en | dot -Tsvg > model.svg\n  tujing graph --json',
    )
    .action(async (options: Options) => {
      const { model } = await openSession(options);
      if (options.indicator !== undefined) await checkIndicator(model, options.indicator);
      const { graphAsDot, graphAsMermaid, modelGraph } = await import('../../analysis/index.ts');
      const graph = modelGraph(model, options.indicator);
      const text =
        options.format === 'dot' ? graphAsDot(model, graph, options.lang) : graphAsMermaid(model, graph, options.lang);
      process.stdout.write(options.json ? `${JSON.stringify(graph, null, 2)}\n` : text);
    });
}
