// The script of the offline report, bundled when the package is built.

import path from 'node:path';
import { readBytes } from './files.ts';
import { packageRoot } from './paths.ts';

/** The bundled browser runtime; throws `SystemRefusal` when the package was not built. */
export async function readRuntime(): Promise<string> {
  return new TextDecoder().decode(await readBytes(path.join(packageRoot, 'dist', 'report-runtime', 'runtime.js')));
}
