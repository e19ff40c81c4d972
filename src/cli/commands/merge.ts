// tujing merge: joins the parts of a run that was split by --shard.

import type { Command } from 'commander';

export function defineMerge(command: Command): void {
  command
    .option('--out <folder>', 'where to write', 'out')
    .addHelpText(
      'after',
      '\nExamples:\n  tujing run --draws 65536 --shard 1/2 --out part-1      (on one machine)\n  tujing run --draws 65536 --shard 2/2 --out part-2      (on another one, with the same files)\n  tujing merge part-1 part-2 --out out',
    )
    .action(async (folders: string[], options: { readonly out: string }) => {
      const [{ readParts }, { runOnce }] = await Promise.all([import('../parts.ts'), import('../run-once.ts')]);
      const { scenarios, options: asked, merged } = await readParts(folders);
      await runOnce(scenarios, { ...asked, out: options.out }, merged);
    });
}
