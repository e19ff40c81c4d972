// Builds the package once before the tests, so that those that run the command line see the sources as they are.

import { spawnSync } from 'node:child_process';

export default function setup(): void {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['run', 'build', '--silent'], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) console.error('the build has errors: tests of the command line see the last code that was emitted');
}
