// Version floors below which a library has a known hole (the advisories are named), and what a lock file must hold.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/io/paths.ts';

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly integrity?: string;
        readonly resolved?: string;
        readonly hasInstallScript?: boolean;
        readonly dev?: boolean;
        readonly deprecated?: string;
      }
    >
  >;
}

const lock = JSON.parse(await readFile(path.join(packageRoot, 'package-lock.json'), 'utf8')) as Lock;
const installed = Object.entries(lock.packages).flatMap(([place, entry]) => {
  const name = place.split('node_modules/').at(-1) ?? '';
  return place === '' ? [] : [{ name, place, ...entry }];
});

/** Positive when a is the later version. */
function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((version) => (version.split('-')[0] ?? '').split('.').map(Number));
  return [0, 1, 2].map((k) => (x?.[k] ?? 0) - (y?.[k] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

describe('the lock file', () => {
  it.each([
    ['mathjs', '15.2.0', 'CVE-2026-41139, CVE-2026-40897'],
    ['vega', '6.4.0', 'CVE-2025-59840 and its follow-ups'],
    ['vega-functions', '6.1.1', 'CVE-2025-66648'],
    ['vega-selections', '6.1.2', 'CVE-2025-65110'],
    ['vega-expression', '6.1.0', 'CVE-2025-59840'],
    ['vega-interpreter', '2.2.1', 'CVE-2025-59840'],
    ['vega-view', '6.2.0', 'signal bind attributes'],
    ['yaml', '2.8.3', 'CVE-2026-33532'],
    ['zod', '4.0.0', 'CVE-2023-4316'],
  ])('%s is at least %s (%s)', (name, floor) => {
    const found = installed.filter((entry) => entry.name === name);
    expect(found.length).toBeGreaterThan(0);
    for (const { version } of found) expect(compareVersions(version ?? '0', floor)).toBeGreaterThanOrEqual(0);
  });

  it.each(['xlsx', 'exceljs', 'js-yaml', 'codemirror'])('%s is not installed', (name) => {
    expect(installed.filter((entry) => entry.name === name)).toEqual([]);
  });

  it('every package has a hash, none a download address, no production package a deprecation, and only esbuild an install script', () => {
    const packages = installed.filter((entry) => entry.version !== undefined);
    expect(packages.filter((entry) => entry.integrity === undefined).map((entry) => entry.place)).toEqual([]);
    expect(packages.filter((entry) => entry.resolved !== undefined).map((entry) => entry.place)).toEqual([]);
    const production = packages.filter((entry) => !entry.dev);
    expect(production.filter((entry) => entry.deprecated !== undefined).map((entry) => entry.name)).toEqual([]);
    // tsx brings esbuild for TypeScript cells; its script only checks its binary, and it works without having run.
    expect(production.filter((entry) => entry.hasInstallScript).map((entry) => entry.name)).toEqual(['esbuild']);
  });
});
