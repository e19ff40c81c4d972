// What a run leaves in `out/`: files whole or not at all, the record last, stale files of the last run removed.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { readIfPresent, removeFile, writeFileAtomic } from './files.ts';
import { resolveInside } from './paths.ts';

/** A file to write: path below the folder with forward slashes, and its bytes. */
export interface OutputFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** What `run.json` says beyond the files. */
export interface RunHeading {
  readonly tool: string;
  readonly command: readonly string[];
  readonly model: string;
  readonly scenarios: readonly string[];
  readonly inputs: ReadonlyMap<string, Uint8Array>;
  /** Times and machine: the only thing that differs between two runs of the same inputs. */
  readonly environment: Readonly<Record<string, string | number>>;
}

/** Name of the run record. */
export const RUN_RECORD = 'run.json';

/** SHA-256 of a file's bytes, in hexadecimal. */
export function fingerprint(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** `streamed` are files that are there already, with their SHA-256. Writes all others, then the record, then removes what only the last record lists. Returns the names removed. */
export async function writeRun(
  folder: string,
  heading: RunHeading,
  files: readonly OutputFile[],
  streamed: ReadonlyMap<string, string> = new Map(),
): Promise<readonly string[]> {
  const before = await lastOutputs(folder);
  for (const file of files) await writeFileAtomic(path.join(folder, ...file.name.split('/')), file.content);
  const hashes = (entries: Iterable<readonly [string, string | Uint8Array]>) =>
    Object.fromEntries([...entries].map(([name, content]) => [name, fingerprint(content)]));
  const record = {
    format: 1,
    tool: heading.tool,
    command: heading.command,
    model: heading.model,
    scenarios: heading.scenarios,
    inputs: hashes(heading.inputs),
    outputs: { ...hashes(files.map((file) => [file.name, file.content] as const)), ...Object.fromEntries(streamed) },
    environment: heading.environment,
  };
  await writeFileAtomic(path.join(folder, RUN_RECORD), `${JSON.stringify(record, null, 2)}\n`);
  const written = new Set([...files.map((file) => file.name), ...streamed.keys()]);
  const stale = before.filter((name) => !written.has(name));
  for (const name of stale) {
    const target = resolveInside(folder, name);
    if (target !== undefined) await removeFile(target);
  }
  return stale;
}

/** Outputs that the record of the last run lists; none where there is no readable record. */
async function lastOutputs(folder: string): Promise<readonly string[]> {
  const bytes = await readIfPresent(path.join(folder, RUN_RECORD));
  if (!bytes) return [];
  try {
    const record: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const outputs = typeof record === 'object' && record !== null && 'outputs' in record ? record.outputs : undefined;
    return typeof outputs === 'object' && outputs !== null ? Object.keys(outputs) : [];
  } catch {
    return [];
  }
}
