// Runs the command line in a process of its own, as a person does.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { packageRoot } from '../../src/io/paths.ts';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `tujing ARGS` as built, in a folder (default: the project). */
export function tujing(args: readonly string[], folder: string = packageRoot): Promise<Outcome> {
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
