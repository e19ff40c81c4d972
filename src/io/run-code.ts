// TypeScript cells: each in a process of its own, with a time limit; and whether a workspace's owner allows them.

import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeAnswer, CodeRequest } from '../notebook/index.ts';
import type { Workspace } from '../pipeline.ts';
import type { CodeTask } from './code-child.ts';
import { readIfPresent, removeFile, writeFileAtomic } from './files.ts';

/** Seconds after which a cell is ended. */
export const CODE_SECONDS = 60;
const MOST_PRINTED = 100_000;
const MEMORY_MB = 1024;

/** The file by which its owner marks a workspace as trusted: one line, the folder's own full path. */
export const TRUST_FILE = '.tujing-trusted';

/**
 * Whether the owner of a folder has marked it as trusted. A folder from elsewhere cannot bring the mark along: it does not
 * know where it will stand, and a file that others may write does not count.
 */
export async function isTrusted(folder: string): Promise<boolean> {
  const file = path.join(folder, TRUST_FILE);
  const bytes = await readIfPresent(file);
  if (!bytes || new TextDecoder().decode(bytes).trim() !== realpathSync(folder)) return false;
  const found = await lstat(file);
  if (!found.isFile()) return false;
  const user = process.getuid?.();
  return user === undefined || (found.uid === user && (found.mode & 0o022) === 0);
}

/** Runs the code of cells of one workspace; `cacheFolder` holds the modules while they run. */
export function codeRunner(
  workspace: Workspace,
  cacheFolder: string,
  seconds = CODE_SECONDS,
): (request: CodeRequest) => Promise<CodeAnswer> {
  return async (request) => {
    const content = moduleOf(request);
    const name = `${createHash('sha256').update(content).digest('hex').slice(0, 24)}.mts`;
    const module = path.resolve(cacheFolder, name);
    await writeFileAtomic(module, content);
    try {
      return await runModule(
        {
          module,
          workspace: withDefined(workspace, request.defined),
          scenarios: request.scenarios,
          asOf: request.asOf,
          cells: request.cells,
          parameters: request.parameters,
          language: request.language,
        },
        seconds,
      );
    } finally {
      await removeFile(module);
    }
  };
}

/** The module of a cell: its code is the body of a function, at the line where it stands in the notebook. */
function moduleOf({ code, line }: CodeRequest): string {
  const imports: string[] = [];
  const body = code.replace(/^import\s[^\n]*$/gm, (found) => {
    imports.push(found.endsWith(';') ? found : `${found};`);
    return '';
  });
  const scope = '{ tujing, model, run, results, targets, cells, params, language }: any';
  const head = `${imports.join(' ')} export default async (${scope}): Promise<unknown> => {`;
  return `${'\n'.repeat(Math.max(0, line - 2))}${head}\n${body}\n};\n`;
}

/** Scenarios that cells define, as files of their own. */
function withDefined(
  { packageRoot, packageFiles, scenarioFiles }: Workspace,
  defined: ReadonlyMap<string, string>,
): Workspace {
  const files = new Map(scenarioFiles);
  for (const [id, text] of defined) files.set(`${id}.yaml`, new TextEncoder().encode(text));
  return { packageRoot, packageFiles, scenarioFiles: files };
}

function runModule(task: CodeTask, seconds: number): Promise<CodeAnswer> {
  const source = import.meta.url.endsWith('.ts');
  const child = fork(fileURLToPath(new URL(`./code-child.${source ? 'ts' : 'js'}`, import.meta.url)), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [
      '--enable-source-maps',
      `--max-old-space-size=${MEMORY_MB}`,
      ...(source ? ['--import', import.meta.resolve('tsx')] : []),
    ],
    // What the shell holds (tokens, passwords) is no affair of a notebook.
    env: Object.fromEntries(
      ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot'].flatMap((name) => {
        const value = process.env[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  });
  return new Promise((resolve) => {
    let printed = '';
    let complained = '';
    let answer: CodeAnswer | undefined;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, seconds * 1000);
    child.stdout?.on('data', (chunk: Buffer) => {
      if (printed.length < MOST_PRINTED) printed += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      if (complained.length < MOST_PRINTED) complained += chunk.toString();
    });
    child.on('message', (message) => {
      answer = message as CodeAnswer;
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ error: `the cell could not be started: ${error.message}` });
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      if (late) resolve({ error: `the cell was ended after ${seconds} seconds` });
      else if (answer) resolve('value' in answer ? { ...answer, printed: printed.slice(0, MOST_PRINTED) } : answer);
      else resolve({ error: `the cell ended its process (status ${status ?? 'none'})${lastLine(complained)}` });
    });
    child.send(task);
  });
}

function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1) ?? '';
  return line === '' ? '' : `: ${line.slice(0, 200)}`;
}
