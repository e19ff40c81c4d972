// A table that a TypeScript cell gave.

import { z } from 'zod';
import { formatNumber } from '../../charts/index.ts';
import { left, right } from '../blocks.ts';
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
    const keys = [...new Set(found.data.flatMap((record) => Object.keys(record)))];
    const numeric = (key: string) => found.data.every((record) => typeof (record[key] ?? 0) === 'number');
    const text = (value: z.infer<typeof Cell> | undefined) =>
      value === null || value === undefined
        ? '–'
        : typeof value !== 'number'
          ? String(value)
          : Number.isFinite(value)
            ? formatNumber(
                value,
                options.digits ?? Math.min(4, (String(value).split('.')[1] ?? '').length),
                context.language,
              )
            : fail(
                notebookError(
                  'cell-option',
                  `"${options.from}" gave a number that is not finite`,
                  context.place(['from']),
                ),
              );
    return {
      blocks: [
        table(context, options, {
          title: options.from,
          columns: keys.map((key) => (numeric(key) ? right(key) : left(key))),
          rows: found.data.map((record) => keys.map((key) => text(record[key]))),
        }),
      ],
    };
  },
});
