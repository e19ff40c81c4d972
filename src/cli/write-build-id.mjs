// The last step of the build: a hash over all compiled code, by which results of other code are told from those of this one.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const hash = createHash('sha256');
for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => /\.m?js$/.test(name))
  .sort())
  hash.update(`${file}\n`).update(readFileSync(path.join(dist, file)));
writeFileSync(path.join(dist, 'build-id.txt'), hash.digest('hex').slice(0, 16));
