// The house rules that a reader relies on: who may import whom, and what pure rooms never touch.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/io/paths.ts';

const ROOMS = [
  'base',
  'text',
  'formula',
  'model',
  'results',
  'scenario',
  'compile',
  'engine',
  'analysis',
  'charts',
  'uncertainty',
  'notebook',
  'io',
  'cli',
  'studio',
];
const IMPURE = ['io', 'cli', 'studio'];
/** Join pure rooms; for rooms that ask for runs, and for those that are not pure. */
const JOINTS = ['pipeline.ts', 'repeat.ts', 'index.ts', 'json-schemas.ts'];
/** STYLE: analyses and charts read results and model, so that saved results serve as well as fresh ones. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  analysis: ['engine', 'compile'],
  charts: ['engine', 'compile'],
};

const source = path.join(packageRoot, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const file = name.split(path.sep).join('/');
    return {
      file,
      room: file.includes('/') ? (file.split('/')[0] ?? '') : '',
      code: readFileSync(path.join(source, name), 'utf8'),
    };
  })
  .filter(({ room }) => room !== 'model-packages');

/** Modules a file imports, relative ones as paths below src. */
function importsOf({ file, code }: { file: string; code: string }): readonly string[] {
  const found = [...code.matchAll(/(?:from|import\()\s*'([^']+)'/g), ...code.matchAll(/^import '([^']+)'/gm)].map(
    (match) => match[1] ?? '',
  );
  return found.map((name) =>
    name.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), name)) : name,
  );
}

describe('rooms', () => {
  it('a room imports only rooms above it in the list, through their door where it is another room', () => {
    const wrong = files.flatMap((entry) =>
      importsOf(entry)
        .filter((name) => name.endsWith('.ts') && entry.room !== '')
        .filter((name) => {
          const [room = ''] = name.split('/');
          if (JOINTS.includes(name)) return !['io', 'cli', 'studio', 'notebook', 'uncertainty'].includes(entry.room);
          if (room === entry.room) return false;
          if ((NEVER[entry.room] ?? []).includes(room)) return true;
          const throughDoor = name.endsWith('/index.ts') || IMPURE.includes(entry.room);
          return ROOMS.indexOf(room) > ROOMS.indexOf(entry.room) || !throughDoor;
        })
        .map((name) => `${entry.file} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('every file stands in a room of the list or joins rooms', () => {
    expect(
      files
        .filter(({ file, room }) => (room === '' ? !JOINTS.includes(file) : !ROOMS.includes(room)))
        .map(({ file }) => file),
    ).toEqual([]);
  });

  it.each([
    ['files, network, processes', /from 'node:|import\('node:|\bprocess\./],
    ['the clock', /\bDate\b(?!s)|performance\.now/],
    ['unseeded chance', /Math\.random|crypto\./],
    ['the locale', /toLocale|localeCompare|Intl\.(?!Segmenter)/],
    ['the console', /\bconsole\./],
    ['generated code', /new Function|\beval\(/],
  ])('pure rooms never touch %s', (_, pattern) => {
    const pure = files.filter(({ room }) => !IMPURE.includes(room));
    const code = ({ code: text }: { code: string }) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(pure.filter((entry) => pattern.test(code(entry))).map(({ file }) => file)).toEqual([]);
  });

  it('files that people keep are written in one place, and mathjs is met in one place', () => {
    const outside = (pattern: RegExp, homes: readonly string[]) =>
      files.filter(({ file, code }) => !homes.includes(file) && pattern.test(code)).map(({ file }) => file);
    // png.ts hands resvg a font in a temporary folder, which it removes.
    expect(outside(/writeFile\(|createWriteStream|renameSync|writeFileSync/, ['io/files.ts', 'io/png.ts'])).toEqual([]);
    expect(outside(/from 'mathjs|\.evaluate\(/, ['formula/mathjs-parser.ts'])).toEqual([]);
  });

  it('nothing outside the model package knows about R&D or Jiaxing', () => {
    const words = /jiaxing|zhejiang|rd_expenditure|嘉兴|浙江/i;
    const code = files
      .filter(({ room }) => room !== 'cli')
      .map(({ file, code: text }) => ({ file, text: text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '') }));
    const knowing = code.filter(({ text }) =>
      text.split('\n').some((line) => words.test(line) && !/description|hint|examples|DEFAULT_MODEL/.test(line)),
    );
    expect(knowing.map(({ file }) => file)).toEqual([]);
  });
});
