// What a run left in its folder, read back: the record and the tables, checked against the record's fingerprints.

import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { BoardRow, RunRecord, StoredValue } from '../analysis/index.ts';
import { readIfPresent } from '../io/files.ts';
import { fingerprint, RUN_RECORD } from '../io/out-folder.ts';
import { note } from './session.ts';
import { UsageError } from './status.ts';

/** One run as stored. */
export interface StoredRun {
  readonly folder: string;
  readonly record: RunRecord;
  readonly values: readonly StoredValue[];
  readonly targets: readonly (BoardRow & { readonly scenario: string })[];
}

const Record = z.looseObject({
  tool: z.string(),
  command: z.array(z.string()),
  scenarios: z.array(z.string()),
  inputs: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()),
});

/** Whether a name on the command line is the folder of a run. */
export async function isRunFolder(name: string): Promise<boolean> {
  return (await readIfPresent(path.join(name, RUN_RECORD)).catch(() => undefined)) !== undefined;
}

/** Reads a run's record and tables; anything missing or broken ends with status 2. */
export async function readRunFolder(folder: string): Promise<StoredRun> {
  const record = parseRecord(folder, new TextDecoder().decode(await readIfPresent(path.join(folder, RUN_RECORD))));
  const table = async (name: string) => {
    const bytes = await readIfPresent(path.join(folder, name));
    if (!bytes)
      throw new UsageError(
        `"${path.join(folder, name)}" is not there`,
        'run `tujing run` again with this folder as --out',
      );
    if (record.outputs[name] !== fingerprint(bytes))
      note(
        `${path.join(folder, name)} is not what the run wrote: its fingerprint differs from the one in ${RUN_RECORD}`,
      );
    return parse(Buffer.from(bytes), { columns: true, bom: true }) as Readonly<Record<string, string>>[];
  };
  const [values, targets] = [await table('results.csv'), await table('targets.csv')];
  return { folder, record, values: values.map(storedValueOf), targets: targets.map(boardRowOf) };
}

function parseRecord(folder: string, text: string): z.infer<typeof Record> {
  try {
    return Record.parse(JSON.parse(text));
  } catch {
    throw new UsageError(
      `"${path.join(folder, RUN_RECORD)}" is not the record of a run`,
      'it names tool, command, scenarios, inputs and outputs',
    );
  }
}

function storedValueOf(row: Readonly<Record<string, string>>): StoredValue {
  const { scenario = '', region = '', variable = '', unit = '', basis = '' } = row;
  return { scenario, region, variable, unit, year: Number(row.year), value: Number(row.value), basis };
}

function boardRowOf(row: Readonly<Record<string, string>>): BoardRow & { readonly scenario: string } {
  const { scenario = '', region = '', variable = '', unit = '', plan = '' } = row;
  const number = (name: 'target' | 'outcome' | 'gap') => (row[name] ? { [name]: Number(row[name]) } : {});
  return {
    scenario,
    region,
    variable,
    unit,
    plan,
    // Written by `tujing run` from the same closed lists.
    kind: row.kind as BoardRow['kind'],
    bound: row.bound as BoardRow['bound'],
    status: row.status as BoardRow['status'],
    year: Number(row.year),
    ...number('target'),
    ...number('outcome'),
    ...number('gap'),
    ...(row.met ? { met: row.met === 'true' } : {}),
  };
}
