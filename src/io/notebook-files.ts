// Notebooks on disk: their files, pictures and themes, and what earlier builds computed.

import path from 'node:path';
import { readBytes, readFolder, readIfPresent, writeFileAtomic } from './files.ts';
import { packageRoot, resolveInside } from './paths.ts';

/** Notebooks that come with the tool. */
const shippedNotebooks = path.join(packageRoot, 'notebooks');

/** A notebook: its name in messages, where it lies, and its bytes. */
export interface NotebookFile {
  readonly file: string;
  readonly folder: string;
  readonly bytes: Uint8Array;
}

/** Where the notebooks of a workspace are. */
export interface NotebookFolder {
  readonly folder: string;
  /** Notebooks by id, with the name that messages show and documents carry: `notebooks/ID.md`, wherever the tool is installed. */
  readonly files: ReadonlyMap<string, NotebookFile>;
  /** Whether they are those that come with the tool. */
  readonly examples: boolean;
}

/** All notebooks in `notebooks/` below a folder, or, where there is no such folder, those that come with the tool. */
export async function readNotebooks(folder: string): Promise<NotebookFolder> {
  const own = path.join(folder, 'notebooks');
  const found = await readFolder(own, ['.md']);
  const used = found ? own : shippedNotebooks;
  const files = found ?? (await readFolder(shippedNotebooks, ['.md'])) ?? new Map<string, Uint8Array>();
  return {
    folder: used,
    files: new Map(
      [...files]
        .filter(([name]) => !name.includes('/') && name !== 'README.md')
        .map(([name, bytes]) => [name.replace(/\.md$/, ''), { file: `notebooks/${name}`, folder: used, bytes }]),
    ),
    examples: !found,
  };
}

/** A notebook named by its file. */
export async function readNotebookFile(file: string): Promise<NotebookFolder['files']> {
  return new Map([
    [
      path.basename(file).replace(/\.md$/, ''),
      { file: file.split(path.sep).join('/'), folder: path.dirname(path.resolve(file)), bytes: await readBytes(file) },
    ],
  ]);
}

const PICTURES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.svg': 'image/svg+xml',
};

/** A picture in a notebook's folder or below it, as a data address; undefined for anything else. */
export async function readPicture(folder: string, address: string): Promise<string | undefined> {
  const type = PICTURES[path.extname(address).toLowerCase()];
  let name: string;
  try {
    name = decodeURI(address);
  } catch {
    return undefined;
  }
  const file = type === undefined || /^[a-z]+:/i.test(name) ? undefined : resolveInside(folder, name);
  const bytes = file === undefined ? undefined : await readIfPresent(file);
  return bytes && `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** A file beside the notebooks, as text; undefined where there is none, or where the path leads elsewhere. */
export async function readBeside(folder: string, name: string): Promise<Uint8Array | undefined> {
  const file = resolveInside(folder, name);
  return file === undefined ? undefined : readIfPresent(file);
}

/** Results of earlier builds of one document. */
export interface BuildCache {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  /** Writes what was used and nothing else, so that it cannot grow without end; or adds what is new to what there was. */
  save(keep: 'used' | 'all'): Promise<void>;
}

/** Opens a document's cache; a file that cannot be read as one counts as empty. */
export async function openCache(file: string): Promise<BuildCache> {
  const before = await readEntries(file);
  const used = new Map<string, unknown>();
  let changed = false;
  return {
    async get(key) {
      const value = used.get(key) ?? before.get(key);
      if (value !== undefined) used.set(key, value);
      return value;
    },
    async put(key, value) {
      used.set(key, value);
      changed = true;
    },
    async save(keep) {
      if (!changed && (keep === 'all' || used.size === before.size)) return;
      const entries = new Map(keep === 'all' ? [...before, ...used] : used);
      await writeFileAtomic(file, JSON.stringify({ format: FORMAT, entries: Object.fromEntries(entries) }));
      before.clear();
      for (const [key, value] of entries) before.set(key, value);
      changed = false;
    },
  };
}

const FORMAT = 1;

async function readEntries(file: string): Promise<Map<string, unknown>> {
  const bytes = await readIfPresent(file);
  if (!bytes) return new Map();
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const known = typeof read === 'object' && read !== null && 'format' in read && read.format === FORMAT;
    const entries = known && 'entries' in read ? read.entries : undefined;
    return new Map(typeof entries === 'object' && entries !== null ? Object.entries(entries) : []);
  } catch {
    return new Map();
  }
}
