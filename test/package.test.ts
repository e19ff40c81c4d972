// The package as npm packs it: unpacked beside its declared dependencies and no others, it works.

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../src/io/paths.ts';

const run = promisify(execFile);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tujing-package-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Manifest {
  readonly bin: { readonly tujing: string };
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Installs as npm does, from what is on this machine: the packed files, and a link to each dependency the manifest names. */
async function install(): Promise<{ readonly home: string; readonly manifest: Manifest }> {
  await run(npm, ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: packageRoot });
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await run('tar', ['-xzf', tarball], { cwd: folder });
  const home = path.join(folder, 'package');
  const manifest = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8')) as Manifest;
  for (const name of ['tujing', ...Object.keys(manifest.dependencies)]) {
    const link = path.join(name === 'tujing' ? folder : home, 'node_modules', name);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(name === 'tujing' ? home : path.join(packageRoot, 'node_modules', name), link, 'junction');
  }
  return { home, manifest };
}

describe('the packed package', () => {
  it('npm pack, beside its dependencies in an empty folder, gives a working tujing run with package, examples and library', async () => {
    const { home, manifest } = await install();
    const { stdout } = await run(
      process.execPath,
      [path.join(home, manifest.bin.tujing), 'run', 'rd-surge', '--indicators', 'rd_intensity', '--regions', 'jiaxing'],
      { cwd: folder },
    );
    expect(stdout).toContain('open out/report.html');
    expect((await readdir(path.join(folder, 'out'))).sort()).toEqual([
      'charts',
      'report.html',
      'results.csv',
      'run.json',
      'targets.csv',
    ]);
    const { stdout: value } = await run(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const [{ load, run }, { readWorkspace }] = await Promise.all([import('tujing'), import('tujing/io')]);
         const { program, scenarios } = await load(await readWorkspace('.'));
         console.log(run(program, scenarios).reader.value('baseline', 'jiaxing', 'rd_intensity', 2015));`,
      ],
      { cwd: folder },
    );
    expect(value.trim()).toBe('2.73');
    expect(manifest.exports['.']).toMatchObject({ types: './dist/index.d.ts' });
  }, 180_000);
});
