// The tool's version, as package.json states it.

import { existsSync, readFileSync } from 'node:fs';

const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** For example `0.1.0`. */
export const toolVersion =
  typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';

const buildId = new URL('../build-id.txt', import.meta.url);

/** Version and compiled code, for hashes: equal only where the same code runs. From source it is the version alone. */
export const toolBuild = existsSync(buildId) ? `${toolVersion} ${readFileSync(buildId, 'utf8')}` : toolVersion;
