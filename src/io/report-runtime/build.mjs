// Bundles runtime.ts into one script for a page, runtime.js, with the licences of what is in it beside it.
//   node src/io/report-runtime/build.mjs [folder, if not dist/report-runtime]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, 'dist/report-runtime'));
const script = join(folder, 'runtime.js');

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/io/report-runtime/runtime.ts'],
  outfile: script,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  metafile: true,
  logLevel: 'warning',
  banner: {
    js: '/* tujing report runtime, with Vega (BSD-3-Clause) and D3 (ISC): licences in LICENSES.txt of tujing */',
  },
});

// A page cannot hold a script with these in it.
if (/<\/script|<!--/i.test(readFileSync(script, 'utf8')))
  throw new Error('runtime.js would end its own script element');

const homes = Object.keys(metafile.inputs).map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
const licences = [...new Set(homes)]
  .filter((home) => home !== undefined)
  .sort()
  .map(licenceIn);
writeFileSync(join(folder, 'LICENSES.txt'), licences.join('\n\n'));

function licenceIn(packagePath) {
  const home = join(root, packagePath);
  const file = readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry));
  const { name, version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(join(home, file), 'utf8')}`;
}
