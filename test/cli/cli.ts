// Runs the command line: in this process, where only what it says and does is asked for, and in a process of its own.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { runCommand } from '../../src/cli/program.ts';
import { packageRoot } from '../../src/io/paths.ts';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

let last: Promise<unknown> = Promise.resolve();

/** `tujing ARGS` in a folder (default: the project), without starting a process. One after another: the folder is the process's. */
export function tujing(args: readonly string[], folder: string = packageRoot): Promise<Outcome> {
  const outcome = last.then(() => runHere(args, folder));
  last = outcome.catch(() => undefined);
  return outcome;
}

async function runHere(args: readonly string[], folder: string): Promise<Outcome> {
  const back = process.cwd();
  const { env, exitCode } = process;
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += typeof text === 'string' ? text : new TextDecoder().decode(text);
      return true;
    }),
  );
  try {
    process.chdir(folder);
    process.env = { ...env, NO_COLOR: '1' };
    delete process.env.FORCE_COLOR;
    process.exitCode = undefined;
    const status = await runCommand(args);
    return { status, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = exitCode;
    process.env = env;
    process.chdir(back);
  }
}

/** What `tujing ARGS` says when it refuses its input, without indents: status 2, and nothing on standard output. */
export async function refusal(args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await tujing(args);
  expect([status, stdout]).toEqual([2, '']);
  return stderr.replace(/^(?:error)? {2}/gm, '');
}

/** `tujing ARGS` as built, as a person runs it: for what a process alone can show. */
export function tujingProcess(args: readonly string[], folder: string = packageRoot): Promise<Outcome> {
  const main = path.join(packageRoot, 'dist', 'cli', 'main.js');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [main, ...args],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ status, stdout, stderr });
      },
    );
  });
}
