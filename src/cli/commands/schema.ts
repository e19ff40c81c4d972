// tujing schema: the JSON Schemas that editors use, generated from the zod schemas.

import type { Command } from 'commander';
import { UsageError } from '../status.ts';

export function defineSchema(command: Command): void {
  command
    .option('--out <folder>', 'write <name>.schema.json files here')
    .addHelpText(
      'after',
      '\nExamples:\n  tujing schema scenario > scenario.schema.json\n  tujing schema --out .vscode/schemas',
    )
    .action(async (name: string | undefined, options: { readonly out?: string }) => {
      const { jsonSchemas } = await import('../../json-schemas.ts');
      const schemas = jsonSchemas();
      if (options.out !== undefined) {
        const [{ default: path }, { writeFileAtomic }] = await Promise.all([
          import('node:path'),
          import('../../io/files.ts'),
        ]);
        for (const [id, schema] of schemas)
          await writeFileAtomic(path.join(options.out, `${id}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
        process.stdout.write(`${schemas.size} schemas in ${options.out}\n`);
        return;
      }
      if (name === undefined) {
        process.stdout.write(`${[...schemas.keys()].join('\n')}\n`);
        return;
      }
      const schema = schemas.get(name);
      if (!schema) throw new UsageError(`no schema "${name}"`, `one of ${[...schemas.keys()].join(', ')}`);
      process.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
    });
}
