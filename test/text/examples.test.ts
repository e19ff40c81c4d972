// Every `@example call // result` in the comments of the room runs and gives that result.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as characters from '../../src/text/characters.ts';
import * as text from '../../src/text/index.ts';

const room = 'src/text';
const examples = readdirSync(room).flatMap((file) => {
  const lines = readFileSync(join(room, file), 'utf8').matchAll(/@example (.+) \/\/ (.+)$/gm);
  return [...lines].map(([, call = '', result = '']) => [file, call, result] as const);
});

describe('the examples in comments', () => {
  it('are found', () => {
    expect(examples.length).toBeGreaterThan(7);
  });

  it.each(examples)('%s: %s gives %s', (_, call, result) => {
    const run = (code: string): unknown => runInNewContext(code, { ...characters, ...text, TextEncoder });
    expect(run(call)).toEqual(run(result));
  });
});
