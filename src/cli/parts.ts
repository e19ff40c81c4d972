// Parts of a run that was split by --shard: what each leaves, and how they are read again.

import path from 'node:path';
import type { UnitResult } from '../engine/index.ts';
import { readBytes } from '../io/files.ts';
import { fingerprint, type OutputFile } from '../io/out-folder.ts';
import type { Run } from '../pipeline.ts';
import type { RunOptions } from './commands/run.ts';
import { type DrawCells, drawPart } from './draw-options.ts';
import { partName, type Shard, shardOption } from './shard.ts';
import { UsageError } from './status.ts';
import { toolVersion } from './version.ts';
import type { StoredPart } from './write-sweeps.ts';

/** Says what a part belongs to. */
const PART_RECORD = 'part.json';

/** What the parts of a run give together. */
export interface MergedParts {
  readonly parts: number;
  readonly results: readonly UnitResult[];
  readonly folders: readonly StoredPart[];
  /** SHA-256 over all inputs of the run. */
  readonly inputs: string;
}

interface PartRecord {
  readonly format: 1;
  /** The version that made the part: another one may draw or round otherwise. */
  readonly tool: string;
  readonly shard: string;
  readonly scenarios: readonly string[];
  readonly options: Omit<RunOptions, 'out'>;
  readonly inputs: string;
  /** SHA-256 of the other files of the part. */
  readonly files: Readonly<Record<string, string>>;
}

/** The files of one part besides its sweeps, whose SHA-256 are given. */
export async function partFiles(
  run: Run,
  scenarios: readonly string[],
  { out: _out, watch: _watch, jobs: _jobs, shard: _shard, ...options }: RunOptions,
  cells: DrawCells,
  shard: Shard,
  inputs: ReadonlyMap<string, Uint8Array>,
  sweeps: ReadonlyMap<string, string>,
): Promise<readonly OutputFile[]> {
  const files: { readonly name: string; readonly content: string }[] = [];
  if (options.draws !== undefined) {
    const { formatUnits } = await import('../io/stored-units.ts');
    const results = await drawPart(run, options, cells, shard);
    files.push({ name: partName('draws', shard, 'json'), content: formatUnits(results) });
  }
  const record: PartRecord = {
    format: 1,
    tool: toolVersion,
    shard: `${shard.part}/${shard.parts}`,
    scenarios,
    options,
    inputs: hashOf(inputs),
    files: Object.fromEntries([...sweeps, ...files.map(({ name, content }) => [name, fingerprint(content)] as const)]),
  };
  return [{ name: PART_RECORD, content: `${JSON.stringify(record, null, 2)}\n` }, ...files];
}

/** Reads the folders of all parts of one run; anything that does not fit together is refused. */
export async function readParts(folders: readonly string[]): Promise<{
  readonly scenarios: readonly string[];
  readonly options: Omit<RunOptions, 'out'>;
  readonly merged: MergedParts;
}> {
  const found: { readonly folder: string; readonly record: PartRecord; readonly shard: Shard }[] = [];
  for (const folder of folders) {
    const record = await readRecord(folder);
    const shard = shardOption(record.shard);
    if (!shard) throw new UsageError(`"${folder}" is no part of a run`);
    found.push({ folder, record, shard });
  }
  found.sort((a, b) => a.shard.part - b.shard.part);
  const [first] = found;
  if (!first) throw new UsageError('no parts are given', 'tujing merge part-1 part-2 --out out');
  const { parts } = first.shard;
  const same = ({ record }: typeof first) => JSON.stringify([record.scenarios, record.options]);
  for (const one of found) {
    if (one.record.tool !== toolVersion)
      throw new UsageError(
        `"${one.folder}" was made by tujing ${one.record.tool}, this is ${toolVersion}`,
        'make and merge all parts with one version',
      );
    if (one.shard.parts !== parts || same(one) !== same(first))
      throw new UsageError(
        `"${one.folder}" is a part of another run than "${first.folder}"`,
        'give the parts of one command',
      );
    if (one.record.inputs !== first.record.inputs)
      throw new UsageError(
        `"${one.folder}" was made from other files than "${first.folder}"`,
        'make all parts from the same model package and scenarios',
      );
  }
  const twice = found.find((one, k) => k > 0 && one.shard.part === found[k - 1]?.shard.part);
  if (twice)
    throw new UsageError(
      `part ${twice.shard.part} of ${parts} is given twice: "${found[found.indexOf(twice) - 1]?.folder}" and "${twice.folder}"`,
      'give each part once',
    );
  const missing = Array.from({ length: parts }, (_, k) => k + 1).filter(
    (part) => !found.some(({ shard }) => shard.part === part),
  );
  if (missing.length > 0)
    throw new UsageError(
      `part ${missing.join(', ')} of ${parts} is missing`,
      `make it with --shard ${missing[0]}/${parts} and the other options as they were`,
    );
  for (const { folder, record } of found) await checkFiles(folder, record);
  const results: UnitResult[] = [];
  if (first.record.options.draws !== undefined) {
    const { parseUnits } = await import('../io/stored-units.ts');
    for (const { folder, shard } of found) {
      const file = path.join(folder, partName('draws', shard, 'json'));
      results.push(...parseUnits(new TextDecoder().decode(await readBytes(file))));
    }
  }
  return {
    scenarios: first.record.scenarios,
    options: first.record.options,
    merged: {
      parts,
      results,
      folders: found.map(({ folder, shard }) => ({ path: folder, shard })),
      inputs: first.record.inputs,
    },
  };
}

/** Parts can only be joined where the files that they were made from are still the same. */
export function checkMerged(merged: MergedParts, inputs: ReadonlyMap<string, Uint8Array>): void {
  if (merged.inputs !== hashOf(inputs))
    throw new UsageError(
      'the model package or the scenarios here are not those that the parts were made from',
      'merge in a folder with the same files, or make the parts again',
    );
}

/** Every file of a part must be there as it was written. */
async function checkFiles(folder: string, { files }: PartRecord): Promise<void> {
  const { readIfPresent } = await import('../io/files.ts');
  for (const [name, hash] of Object.entries(files)) {
    const bytes = await readIfPresent(path.join(folder, name));
    if (!bytes || fingerprint(bytes) !== hash)
      throw new UsageError(
        `"${path.join(folder, name)}" is ${bytes ? 'not as it was written' : 'missing'}`,
        'make this part again',
      );
  }
}

async function readRecord(folder: string): Promise<PartRecord> {
  const file = path.join(folder, PART_RECORD);
  const { readIfPresent } = await import('../io/files.ts');
  const bytes = await readIfPresent(file);
  if (!bytes)
    throw new UsageError(
      `"${folder}" holds no part of a run`,
      'parts are made by `tujing run --shard 1/4 --out part-1`',
    );
  try {
    const record = JSON.parse(new TextDecoder().decode(bytes)) as PartRecord;
    if (
      record.format === 1 &&
      typeof record.shard === 'string' &&
      typeof record.tool === 'string' &&
      typeof record.files === 'object' &&
      Array.isArray(record.scenarios)
    )
      return record;
  } catch {
    // told below
  }
  throw new UsageError(`"${file}" is damaged`, 'make this part again');
}

function hashOf(inputs: ReadonlyMap<string, Uint8Array>): string {
  const entries = [...inputs].map(([name, bytes]) => [name.slice(name.lastIndexOf('/') + 1), fingerprint(bytes)]);
  return fingerprint(JSON.stringify(entries.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))));
}
