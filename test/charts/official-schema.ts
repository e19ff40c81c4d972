// The official JSON Schema of Vega-Lite, compiled once for all tests of a process.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const ajv = new Ajv({ strict: false, validateFormats: true });
let validate: ValidateFunction | undefined;

/** What the schema says against a specification; an empty list where it is valid. */
export function schemaFaults(spec: unknown): readonly string[] {
  validate ??= compileSchema();
  return validate(spec) ? [] : [ajv.errorsText(validate.errors?.slice(0, 3))];
}

function compileSchema(): ValidateFunction {
  const file = createRequire(import.meta.url).resolve('vega-lite/vega-lite-schema.json');
  addFormats.default(ajv);
  ajv.addFormat('color-hex', () => true);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}
