import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
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

describe('the packed package', () => {
  it('npm pack, installed in an empty folder, gives a working npx tujing run with package, examples and library', async () => {
    await run(npm, ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: packageRoot });
    const [tarball] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
    await run(npm, ['init', '-y'], { cwd: folder });
    await run(
      npm,
      ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', path.join(folder, tarball ?? '')],
      { cwd: folder },
    );
    const { stdout } = await run(
      'npx',
      ['--no-install', 'tujing', 'run', 'rd-surge', '--indicators', 'rd_intensity', '--regions', 'jiaxing'],
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
    const { stdout: version } = await run(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        "const t = await import('tujing'); console.log(typeof t.run, typeof t.judgeTargets)",
      ],
      { cwd: folder },
    );
    expect(version.trim()).toBe('function function');
    const manifest = JSON.parse(
      await readFile(path.join(folder, 'node_modules', 'tujing', 'package.json'), 'utf8'),
    ) as { types?: string; exports: Record<string, unknown> };
    expect(manifest.exports['.']).toMatchObject({ types: './dist/index.d.ts' });
  }, 180_000);
});
