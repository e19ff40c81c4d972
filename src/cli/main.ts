#!/usr/bin/env node
// The command line: signals and broken pipes of the process, everything else in `program.ts`.

import { runCommand } from './program.ts';
import { STATUS } from './status.ts';

process.on('SIGINT', () => process.exit(STATUS.interrupted));
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? STATUS.done : STATUS.refused),
);
process.exitCode = await runCommand(process.argv.slice(2));
