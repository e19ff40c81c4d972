// What notebooks there are, and what may stand in them.

import { readNotebooks } from '../io/notebook-files.ts';
import { CELL_KINDS, INLINE_FUNCTIONS, parseNotebook } from '../notebook/index.ts';
import { decodeText } from '../text/index.ts';
import { note } from './session.ts';
import { formatTable } from './terminal.ts';

/** Notebooks of the workspace. */
export async function printNotebooks(json: boolean): Promise<void> {
  const { files, examples } = await readNotebooks(process.cwd());
  const records = [...files].map(([id, { file, bytes }]) => {
    const { source } = decodeText(file, bytes, 'utf-8');
    const parsed = source && parseNotebook(source, 'zh');
    return {
      id,
      file,
      title: parsed?.front?.title ?? null,
      parameters: Object.fromEntries(parsed?.front?.parameters ?? []),
      cells: parsed?.cells.length ?? 0,
    };
  });
  if (json) {
    process.stdout.write(`${JSON.stringify(records, null, 2)}\n`);
    return;
  }
  if (examples) note('no "notebooks" folder here: these come with tujing');
  const rows = records.map(({ id, title, parameters, cells }) => [
    id,
    title?.zh ?? '',
    title?.en ?? '',
    String(cells),
    Object.entries(parameters)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ]);
  const columns = [
    { title: 'notebook' },
    { title: '题目' },
    { title: 'title' },
    { title: 'cells', align: 'right' as const },
    { title: 'parameters' },
  ];
  process.stdout.write(
    rows.length === 0 ? 'no notebooks: tujing notebook new my-report\n' : `${formatTable(columns, rows)}\n`,
  );
}

/** Kinds of cells and inline numbers. */
export async function printKinds(json: boolean): Promise<void> {
  const cells = CELL_KINDS.map(({ id, title, schema }) => ({
    id,
    title,
    options: 'shape' in schema ? Object.keys(schema.shape as object) : [],
  }));
  const numbers = INLINE_FUNCTIONS.map(({ id, takes, says }) => ({
    form: `${id}(${takes.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(', ')})`,
    says,
  }));
  if (json) {
    process.stdout.write(`${JSON.stringify({ cells, numbers }, null, 2)}\n`);
    return;
  }
  process.stdout.write(
    `${formatTable(
      [{ title: 'cell' }, { title: '' }, { title: '' }, { title: 'options' }],
      cells.map(({ id, title, options }) => [id, title.zh, title.en, options.join(' ')]),
    )}\n\n${formatTable(
      [{ title: 'inline number' }, { title: '' }, { title: '' }],
      numbers.map(({ form, says }) => [form, says.zh, says.en]),
    )}\n`,
  );
}
