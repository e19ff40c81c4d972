// The JSON Schemas that editors use, as they are shipped.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../src/io/paths.ts';
import { jsonSchemas } from '../src/json-schemas.ts';

it('are those of the code; `npm run tujing -- schema --out src/model-packages/schemas` makes them anew', () => {
  const folder = path.join(packageRoot, 'src', 'model-packages', 'schemas');
  const shipped = readdirSync(folder).map((name): [string, unknown] => [
    name.replace('.schema.json', ''),
    JSON.parse(readFileSync(path.join(folder, name), 'utf8')),
  ]);
  const plain = [...jsonSchemas()].map(([id, schema]): [string, unknown] => [id, JSON.parse(JSON.stringify(schema))]);
  expect(Object.fromEntries(shipped)).toEqual(Object.fromEntries(plain));
});
