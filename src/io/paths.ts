// Where the package's own files are, from its sources and from its compiled code alike; and the one check of paths.

import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the installed package: two levels above this file, in `src/io` as in `dist/io`. */
export const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Folder of the model packages that come with the tool. */
export const shippedModelPackages = path.join(packageRoot, 'src', 'model-packages');

/** Example scenarios that come with the tool. */
export const shippedScenarios = path.join(packageRoot, 'scenarios');

/**
 * Resolves a path from a file or an option below a root; undefined when it would leave the root, also through a link.
 * The last part need not exist.
 */
export function resolveInside(root: string, relative: string): string | undefined {
  if (relative.includes('\0') || path.isAbsolute(relative) || /^[A-Za-z]:|^[\\~]/.test(relative)) return undefined;
  const base = realpathSync(root);
  const target = path.resolve(base, relative);
  const parent = realpathOfExisting(path.dirname(target));
  const inside = (candidate: string) => candidate === base || candidate.startsWith(base + path.sep);
  return inside(target) && parent !== undefined && inside(parent) ? target : undefined;
}

function realpathOfExisting(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    try {
      return realpathSync(at);
    } catch {
      if (path.dirname(at) === at) return undefined;
    }
  }
}
