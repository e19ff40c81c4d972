// tujing verify: whether documents, charts and runs still follow from the inputs that are there.

import type { Command } from 'commander';
import type { CommonOptions } from '../session.ts';
import { STATUS } from '../status.ts';

export function defineVerify(command: Command): void {
  command
    .option('--model <package>', 'model package: an id or a folder')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  tujing verify reports/county-report.docx\n' +
        '  tujing verify out/                              outputs against inputs, by run.json\n' +
        '  tujing verify fig.png fig.svg fig.vl.json --json\n\n' +
        'Run it where the documents were built. Exit status 1: something is out of date or was changed by hand.',
    )
    .action(async (files: string[], options: CommonOptions) => {
      const { verifyFiles, printVerified } = await import('../verify-files.ts');
      const verified = await verifyFiles(files, options.model);
      printVerified(verified, options.json ?? false);
      if (verified.some(({ ok }) => !ok)) process.exitCode = STATUS.no;
    });
}
