// Reading folders and writing files: the only door to disk. A file appears whole or not at all.

import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Largest file that is read. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** The system refused: full disk, permission, … Ends the command with status 4. */
export class SystemRefusal extends Error {
  readonly path: string;

  constructor(action: string, file: string, cause: unknown) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    super(`cannot ${action} ${file}: ${REASONS[code] ?? code}`, { cause });
    this.name = 'SystemRefusal';
    this.path = file;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
};

/**
 * All regular files below a folder whose name ends in one of `endings`, by path with forward slashes, sorted by code
 * unit. Links and hidden files are left out. Undefined when the folder does not exist.
 */
export async function readFolder(
  folder: string,
  endings: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const found = new Map<string, Uint8Array>();
  const visit = async (below: string): Promise<void> => {
    const entries = await readdir(path.join(folder, below), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) await visit(name);
      else if (entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
        found.set(name, await readBytes(path.join(folder, name)));
    }
  };
  try {
    await visit('');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error instanceof SystemRefusal ? error : new SystemRefusal('read', folder, error);
  }
  return found;
}

/** One file; throws `SystemRefusal`. */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const { size } = await lstat(file);
    if (size > MAX_FILE_BYTES)
      throw Object.assign(new Error('too large'), { code: `it is larger than ${MAX_FILE_BYTES / 1048576} MB` });
    return await readFile(file);
  } catch (error) {
    throw new SystemRefusal('read', file, error);
  }
}

/** One file as bytes, or undefined where there is none. */
export async function readIfPresent(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new SystemRefusal('read', file, error);
  }
}

/** Whether a folder of this name is there. */
export async function isFolder(name: string): Promise<boolean> {
  return stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Writes a file whole: to a temporary neighbour, flushed, then renamed over the old one. */
export async function writeFileAtomic(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = path.join(
    path.dirname(file),
    `.${path.basename(file).slice(0, 60)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const handle = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o644);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameWithRetries(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new SystemRefusal('write', file, error);
  }
}

/** A virus scanner or an open Excel may hold the old file for a moment. */
export async function renameWithRetries(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (attempt === 5 || !['EBUSY', 'EPERM', 'EACCES'].includes(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 40 * attempt));
    }
  }
}

/** Removes a file if it is there. */
export async function removeFile(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch (error) {
    throw new SystemRefusal('remove', file, error);
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
