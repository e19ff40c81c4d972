// Documents and run folders against the workspace of the current folder.

import path from 'node:path';
import { z } from 'zod';
import { readBytes, readIfPresent } from '../io/files.ts';
import { readNotebooks } from '../io/notebook-files.ts';
import { fingerprint, RUN_RECORD } from '../io/out-folder.ts';
import { resolveInside } from '../io/paths.ts';
import { MissingFolder, readWorkspace, type WorkspaceOnDisk } from '../io/workspace.ts';
import {
  type Current,
  DOCUMENT_ENDINGS,
  type DocumentMarks,
  frontMatterInput,
  readDocument,
  type Verdict,
  verifyDocument,
  workspaceInputs,
} from '../notebook/index.ts';
import { isRunFolder } from './read-run.ts';
import { UsageError } from './status.ts';
import { paint } from './terminal.ts';
import { toolBuild } from './version.ts';

/** What was found of one file or folder; `found` names each mark, input or output with its state. */
export interface Verified {
  readonly file: string;
  readonly ok: boolean;
  readonly found: readonly Pick<Verdict, 'id' | 'title' | 'state' | 'reasons'>[];
}

/** Verifies each file; one that cannot be read or has no marks ends the command with status 2. */
export async function verifyFiles(files: readonly string[], model: string | undefined): Promise<readonly Verified[]> {
  const workspace = await workspaceHere(model);
  const verified: Verified[] = [];
  for (const file of files)
    verified.push((await isRunFolder(file)) ? await verifyRun(file, workspace) : await verifyFile(file, workspace));
  return verified;
}

/** Says what is out of date on standard output. */
export function printVerified(verified: readonly Verified[], json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(verified, null, 2)}\n`);
    return;
  }
  const lines = verified.flatMap(({ file, ok, found }) => {
    const wrong = found.filter(({ state }) => state !== 'current');
    const told = ok ? paint('green', 'up to date') : paint('red', 'out of date');
    // What is wrong for the same reasons is told once.
    const groups = new Map<string, Found[]>();
    for (const one of wrong) {
      const key = JSON.stringify([one.state, one.reasons]);
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [
      `${paint('bold', file)}  ${told}  ${found.length - wrong.length} of ${found.length} current`,
      ...[...groups.values()].flatMap(([first, ...others]) => (first ? groupLines(first, others) : [])),
    ];
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}

type Found = Verified['found'][number];

const MAX_REASONS = 8;

function groupLines(first: Found, others: readonly Found[]): readonly string[] {
  const { state, reasons } = first;
  const names = [first, ...others].map(({ id, title }) => (title === '' ? id : `${id} ${title}`));
  const more = reasons.length > MAX_REASONS + 1 ? [`    and ${reasons.length - MAX_REASONS} more`] : [];
  return [
    `  ${paint(state === 'removed' ? 'dim' : 'red', state)}  ${names.join(' · ')}`,
    ...reasons.slice(0, more.length > 0 ? MAX_REASONS : undefined).map((reason) => `    ${reason}`),
    ...more,
  ];
}

async function workspaceHere(model: string | undefined): Promise<WorkspaceOnDisk> {
  try {
    return await readWorkspace(process.cwd(), model);
  } catch (error) {
    if (error instanceof MissingFolder) throw new UsageError(error.message);
    throw error;
  }
}

async function verifyFile(file: string, workspace: WorkspaceOnDisk): Promise<Verified> {
  if (!DOCUMENT_ENDINGS.some((ending) => file.endsWith(ending)))
    throw new UsageError(
      `"${file}" cannot be verified`,
      `a document ends in ${DOCUMENT_ENDINGS.join(', ')}; the folder of a run holds ${RUN_RECORD}`,
    );
  const documents = await readDocument(file, await readBytes(file)).catch((error: unknown) => {
    if (error instanceof Error && error.name !== 'SystemRefusal')
      throw new UsageError(`"${file}" cannot be read: ${error.message}`);
    throw error;
  });
  if (documents.length === 0)
    throw new UsageError(`"${file}" carries no marks`, 'tujing did not make it, or another program removed them');
  const found: Verdict[] = [];
  for (const document of documents) found.push(...verifyDocument(document, await currentOf(document, workspace)));
  return { file, ok: found.every(({ state }) => state === 'current' || state === 'removed'), found };
}

async function currentOf({ marks }: DocumentMarks, workspace: WorkspaceOnDisk): Promise<Current> {
  const inputs = workspaceInputs(workspace, toolBuild);
  const place = marks.notebook === undefined ? undefined : resolveInside(process.cwd(), marks.notebook);
  const bytes =
    (place === undefined ? undefined : await readIfPresent(place)) ??
    // A document may have been made from a notebook that comes with the tool.
    [...(await readNotebooks(process.cwd())).files.values()].find(({ file }) => file === marks.notebook)?.bytes;
  if (!bytes) return { inputs };
  const notebook = new TextDecoder().decode(bytes);
  return { inputs: { ...inputs, ...frontMatterInput(notebook) }, notebook };
}

const Record = z.looseObject({
  inputs: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()),
});

/** A run's outputs against its record, and the record's inputs against the workspace. */
async function verifyRun(folder: string, workspace: WorkspaceOnDisk): Promise<Verified> {
  const record = await readRecord(folder);
  const inputs = new Map<string, Uint8Array>(workspace.scenarioFiles);
  for (const [name, bytes] of workspace.packageFiles) inputs.set(`${workspace.packageRoot}/${name}`, bytes);
  const found: Found[] = [];
  const tell = (id: string, title: string, reason: string | undefined) =>
    found.push({
      id,
      title,
      state: reason === undefined ? 'current' : title === 'output' ? 'edited' : 'stale',
      reasons: reason === undefined ? [] : [reason],
    });
  for (const [name, hash] of Object.entries(record.inputs)) {
    const bytes = inputs.get(name);
    tell(
      name,
      'input',
      bytes === undefined ? 'it is gone' : fingerprint(bytes) === hash ? undefined : 'it changed after the run',
    );
  }
  const added = [...inputs.keys()].filter((name) => !(name in record.inputs));
  for (const name of added) tell(name, 'input', 'it is new since the run');
  for (const [name, hash] of Object.entries(record.outputs)) {
    const place = resolveInside(folder, name);
    const bytes = place === undefined ? undefined : await readIfPresent(place);
    tell(
      name,
      'output',
      bytes === undefined ? 'it is gone' : fingerprint(bytes) === hash ? undefined : 'it is not what the run wrote',
    );
  }
  return { file: folder, ok: found.every(({ state }) => state === 'current'), found };
}

async function readRecord(folder: string): Promise<z.infer<typeof Record>> {
  const file = path.join(folder, RUN_RECORD);
  try {
    return Record.parse(JSON.parse(new TextDecoder().decode(await readBytes(file))));
  } catch (error) {
    if (error instanceof Error && error.name === 'SystemRefusal') throw error;
    throw new UsageError(`"${file}" is not the record of a run`);
  }
}
