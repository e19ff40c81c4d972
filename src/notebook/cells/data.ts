// A table that a TypeScript cell gave.

import { z } from 'zod';
import { tableOf } from '../code-result.ts';
import { fail, notebookError } from '../messages.ts';
import { COMMON, cellKind, Id } from './cell-kind.ts';
import { table } from './show.ts';

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const dataCell = cellKind({
  id: 'data',
  title: { zh: '代码单元的表', en: 'Table of a code cell' },
  schema: z.strictObject({
    ...COMMON,
    from: Id.meta({ description: 'Id of the cell that gave a list of records' }),
    digits: z.int().min(0).max(9).optional(),
  }),
  scenarios: 'none',
  show(context, options) {
    const found = z.array(z.record(z.string(), Cell)).safeParse(context.data(options.from, ['from']));
    if (!found.success)
      return fail(
        notebookError(
          'cell-option',
          `"${options.from}" gave no list of records`,
          context.place(['from']),
          'return [{name: …, value: …}, …] from that cell',
        ),
      );
    const { columns, rows } = tableOf(found.data, { caption: options.from }, context.language, options.digits);
    return {
      blocks: [table(context, options, { title: options.from, columns, rows })],
    };
  },
});
