// tujing notebook: Markdown with charts, tables and numbers of a run, built into documents.

import type { Command } from 'commander';
import { type CommonOptions, note } from '../session.ts';

export interface NotebookOptions extends CommonOptions {
  readonly to: string;
  readonly for?: string;
  readonly set: readonly string[];
  readonly lang?: string;
  readonly out: string;
  readonly code?: boolean;
  readonly watch?: boolean;
  readonly port: string;
}

const collect = (text: string, before: readonly string[]) => [...before, text];

export function defineNotebook(notebook: Command): void {
  notebook
    .command('build [notebooks...]')
    .description('build notebooks (by id or file; default: all) into out/notebooks/')
    .option('--to <formats>', 'html, docx, ipynb, md; several with commas', 'html')
    .option('--for <selector>', 'one document for each region, with an index page: counties:jiaxing')
    .option('--set <name=value>', 'a parameter of the notebook; repeat for several', collect, [])
    .option('--lang <language>', 'zh, en, or zh,en (default: what the notebook says)')
    .option('--out <folder>', 'where to write', 'out/notebooks')
    .option('--code', 'run TypeScript cells; read them first')
    .option('--watch', 'build again at every change, and show the pages on a local address that reloads')
    .option('--port <port>', 'port of that address', '4180')
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print what was made and every issue as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing notebook build\n' +
        '  tujing notebook build my-report --lang zh,en\n' +
        '  tujing notebook build my-report --watch\n' +
        '  tujing notebook build county-brief --for counties:jiaxing --to html,docx\n' +
        '  tujing notebook build county-brief --set region=pinghu\n\n' +
        'Exit status 1 where a cell or a number failed; its place in the document says why, and the rest stands.',
    )
    .action(async (names: string[], options: NotebookOptions) => {
      const { runBuild } = await import('../run-build.ts');
      await runBuild(names, options);
    });

  notebook
    .command('new <id>')
    .description('a new notebook from a template, in notebooks/ID.md')
    .action(async (id: string) => {
      const { writeTemplate } = await import('../notebook-template.ts');
      process.stdout.write(`${await writeTemplate(id)}\n`);
      note(`edit it, then: tujing notebook build ${id} --watch`);
    });

  notebook
    .command('list')
    .description('notebooks with their titles, and what cells and numbers there are')
    .option('--kinds', 'kinds of cells and inline numbers instead')
    .option('--json', 'print JSON')
    .action(async (options: { readonly kinds?: boolean; readonly json?: boolean }) => {
      const { printKinds, printNotebooks } = await import('../list-notebooks.ts');
      await (options.kinds ? printKinds(options.json ?? false) : printNotebooks(options.json ?? false));
    });
  for (const command of notebook.commands) command.exitOverride();
}
