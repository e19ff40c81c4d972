// Tables that may be too large for memory: rows are written as they come, to a temporary neighbour that is renamed when the
// table is whole.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { type CsvCell, formatCsv } from './csv-out.ts';
import { renameWithRetries, SystemRefusal } from './files.ts';

/** A column: its name, and whether it holds numbers, whole numbers, yes/no, or text. */
export interface TableColumn {
  readonly name: string;
  readonly type: 'number' | 'integer' | 'boolean' | 'text';
}

export type TableFormat = 'csv' | 'parquet';

/** Rows of a CSV chunk, and of a group of a Parquet file. */
const CHUNK = 5000;
const ROW_GROUP = 100_000;

/** Writes a table row by row; gives the SHA-256 of its bytes. */
export async function writeTable(
  file: string,
  format: TableFormat,
  columns: readonly TableColumn[],
  rows: Iterable<readonly CsvCell[]>,
): Promise<string> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await (format === 'csv' ? writeCsv : writeParquet)(temporary, columns, rows);
    await renameWithRetries(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (error instanceof Error && 'code' in error) throw new SystemRefusal('write', file, error);
    throw error;
  }
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

async function writeCsv(
  file: string,
  columns: readonly TableColumn[],
  rows: Iterable<readonly CsvCell[]>,
): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.write(
      formatCsv(
        columns.map((column) => column.name),
        [],
      ),
    );
    for (const chunk of chunksOf(rows, CHUNK)) await handle.write(formatCsv([], chunk).slice(1));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeParquet(
  file: string,
  columns: readonly TableColumn[],
  rows: Iterable<readonly CsvCell[]>,
): Promise<void> {
  const { fileWriter, ParquetWriter } = await import('hyparquet-writer');
  const types = {
    number: { type: 'DOUBLE' },
    integer: { type: 'INT32' },
    boolean: { type: 'BOOLEAN' },
    text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  } as const;
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    createdBy: 'tujing',
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...types[type] })),
    ],
  });
  for (const chunk of chunksOf(rows, ROW_GROUP))
    await writer.write({
      columnData: columns.map(({ name }, k) => ({ name, data: chunk.map((row) => row[k] ?? null) })),
      rowGroupSize: ROW_GROUP,
    });
  await writer.finish();
}

function* chunksOf<T>(rows: Iterable<T>, size: number): Iterable<readonly T[]> {
  let chunk: T[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
