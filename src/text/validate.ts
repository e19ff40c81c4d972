// A YAML document against a zod schema. What zod finds becomes issues in our words: at the key or value concerned,
// saying what is expected there, what was found and what to write. Nothing is coerced.

import { z } from 'zod';
import { type Issue, nearest, type Place } from '../base/index.ts';
import { quoted, toAscii } from './characters.ts';
import * as say from './messages.ts';
import { readNumber, repairNumber } from './number.ts';
import { formatPath } from './path.ts';
import { descriptionAt, keysAt, schemasAt, valueAt } from './schema-path.ts';
import { lineAt, positionAt } from './source.ts';
import type { YamlDocument } from './yaml.ts';

/**
 * The typed value of a document, and every issue it has; one issue for each unknown key. Where unknown keys are all that
 * is wrong, the value is given with the keys that are probably meant, so that later stages find their mistakes too.
 */
export function validate<T>(
  schema: z.ZodType<T>,
  document: YamlDocument,
): { readonly value?: T; readonly issues: readonly Issue[] } {
  const result = schema.safeParse(document.value);
  if (result.success) return { value: result.data, issues: [] };
  const scope: Scope = { schema, document, misspelt: new Set(), unknown: [] };
  const issues = allIssuesOf(scope, result.error.issues, []);
  const rest = schema.safeParse(withKnownKeys(document.value, scope.unknown));
  return rest.success ? { value: rest.data, issues } : { issues };
}

/** A copy of plain data in which unknown keys are taken for those that are probably meant, or left out. */
function withKnownKeys(value: unknown, unknown: Scope['unknown']): unknown {
  const copy = structuredClone(value);
  for (const { holder, key, meant } of unknown) {
    const map = valueAt(copy, holder);
    if (typeof map !== 'object' || map === null) continue;
    if (meant !== undefined) Reflect.set(map, meant, Reflect.get(map, key));
    Reflect.deleteProperty(map, key);
  }
  return copy;
}

type Path = readonly PropertyKey[];
type ZodIssue = z.core.$ZodIssue;
type Primitive = z.core.util.Primitive;

interface Scope {
  readonly schema: z.core.$ZodType;
  readonly document: YamlDocument;
  /** Paths of keys that an unknown key probably stands for; filled on the way. */
  readonly misspelt: Set<string>;
  /** Unknown keys, each with the known key that is probably meant; filled on the way. */
  readonly unknown: { readonly holder: Path; readonly key: string; readonly meant: string | undefined }[];
}

/** @param base - The path, from the top of the document, that the paths of the issues go on from. */
function allIssuesOf(scope: Scope, issues: readonly ZodIssue[], base: Path): readonly Issue[] {
  // Unknown keys first: a key that was only misspelt is not missing as well.
  const isUnknownKey = (issue: ZodIssue) => issue.code === 'unrecognized_keys';
  const ordered = [...issues.filter(isUnknownKey), ...issues.filter((issue) => !isUnknownKey(issue))];
  return ordered.flatMap((issue) => issuesOf(scope, issue, [...base, ...issue.path]));
}

/** @param path - From the top of the document; an issue's own path is relative inside a union. */
function issuesOf(scope: Scope, issue: ZodIssue, path: Path): readonly Issue[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(scope, path, key));
    case 'invalid_union':
      return issue.discriminator === undefined ? union(scope, issue, path) : notAnOption(scope, path, tagsOf(issue));
    case 'invalid_value':
      return notAnOption(scope, path, issue.values);
    case 'invalid_type':
      return wrongType(scope, path, typeName(issue.expected));
    case 'invalid_format':
      return [badFormat(scope, path, issue.pattern ?? issue.format)];
    case 'invalid_key':
      return [say.badFormat(fault(scope, path, 'key'), `key ${quoted(String(path.at(-1)))}`, keyPattern(issue))];
    case 'too_small':
    case 'too_big':
      return [outOfRange(scope, path, issue)];
    default:
      return [say.otherFault(fault(scope, path), issue.message.charAt(0).toLowerCase() + issue.message.slice(1))];
  }
}

function fault({ document }: Scope, path: Path, of: 'key' | 'value' = 'value'): say.Fault {
  return { place: document.place(path, of), path: formatPath(path) };
}

function unknownKey(scope: Scope, path: Path, key: string): Issue {
  const { schema, document } = scope;
  const keys = keysAt(schema, document.value, path);
  const absent = keys.filter((known) => valueAt(document.value, [...path, known]) === undefined);
  const meant = nearest(key, absent);
  if (meant !== undefined) scope.misspelt.add(formatPath([...path, meant]));
  scope.unknown.push({ holder: path, key, meant });
  return say.unknownKey(fault(scope, [...path, key], 'key'), key, meant, keys);
}

function wrongType(scope: Scope, path: Path, type: string): readonly Issue[] {
  const value = valueAt(scope.document.value, path);
  return value === undefined && path.length > 0
    ? missingKey(scope, path, type)
    : [say.wrongType(fault(scope, path), type, foundAt(scope, path), typeHint(scope, path, type))];
}

function missingKey({ schema, document, misspelt }: Scope, path: Path, type: string): readonly Issue[] {
  if (misspelt.has(formatPath(path))) return [];
  const parent = path.slice(0, -1);
  const description = descriptionAt(schema, document.value, path);
  const place = firstLine(document, document.place(parent));
  return [say.missingKey({ place, path: formatPath(parent) }, String(path.at(-1)), type, description)];
}

/** A whole map is noise: its first line says which one it is. */
function firstLine({ source }: YamlDocument, place: Place): Place {
  const line = lineAt(source, positionAt(source, place.start).line);
  return { ...place, end: Math.min(place.end, line.start + line.text.length) };
}

/** What to write where the type is wrong: a number without its signs, an id like 330400 in quotes. */
function typeHint({ document }: Scope, path: Path, type: string): string | undefined {
  const value = valueAt(document.value, path);
  const written = document.written(path);
  if (type === 'text' && written !== undefined) return `write "${written}" in quotes`;
  if (typeof value !== 'string' || !type.endsWith('number')) return undefined;
  return readNumber(value) === undefined ? say.numberHint(repairNumber(value)) : `write ${value} without quotes`;
}

function foundAt({ document }: Scope, path: Path): string {
  const value = valueAt(document.value, path);
  if (typeof value === 'string') return `text ${quoted(value)}`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  return document.written(path) ?? 'nothing';
}

/** A value, or the tag of a discriminated union, that is none of the options. */
function notAnOption(scope: Scope, path: Path, options: readonly Primitive[]): readonly Issue[] {
  const value = valueAt(scope.document.value, path);
  if (value === undefined) return missingKey(scope, path, oneOf(options));
  const name = path.findLast((segment) => typeof segment === 'string') ?? 'value';
  const meant = typeof value === 'string' ? nearest(toAscii(value), options.map(String)) : undefined;
  const found = typeof value === 'string' ? quoted(value) : foundAt(scope, path);
  return [say.unknownOption(fault(scope, path), String(name), found, meant, oneOf(options))];
}

function badFormat(scope: Scope, path: Path, pattern: string): Issue {
  const { schema, document } = scope;
  const text = String(valueAt(document.value, path));
  const ascii = toAscii(text);
  const repaired =
    ascii !== text && schemasAt(schema, document.value, path).some((one) => z.safeParse(one, ascii).success);
  const expected = descriptionAt(schema, document.value, path) ?? `text like ${pattern}`;
  return say.badFormat(fault(scope, path), quoted(text), expected, repaired ? ascii : undefined);
}

function outOfRange(scope: Scope, path: Path, issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Issue {
  const value = valueAt(scope.document.value, path);
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  const words = issue.code === 'too_small' ? ['at least', 'more than'] : ['at most', 'less than'];
  const bound = `${words[issue.inclusive ? 0 : 1]} ${limit}`;
  if (value === '') return say.outOfRange(fault(scope, path), 'text', 'empty text');
  if (typeof value === 'string') return say.outOfRange(fault(scope, path), `${bound} characters`, quoted(value));
  if (Array.isArray(value)) return say.outOfRange(fault(scope, path), `${bound} in this list`, String(value.length));
  return say.outOfRange(fault(scope, path), bound, foundAt(scope, path));
}

/** The branch that takes this kind of value speaks for the union; where none does, all of them are named. */
function union(scope: Scope, issue: z.core.$ZodIssueInvalidUnion, path: Path): readonly Issue[] {
  const fitting = issue.errors.filter((errors) => !errors.some(isOtherKind)).sort((a, b) => a.length - b.length);
  if (fitting[0]) return allIssuesOf(scope, fitting[0], path);
  const kinds = leaves(issue);
  const options = kinds.flatMap((kind) => (kind.code === 'invalid_value' ? kind.values : []));
  const types = new Set(kinds.flatMap((kind) => (kind.code === 'invalid_type' ? [typeName(kind.expected)] : [])));
  if (types.size === 0) return notAnOption(scope, path, options);
  return wrongType(scope, path, [...types, ...(options.length > 0 ? [oneOf(options)] : [])].join(' or '));
}

function isOtherKind(issue: ZodIssue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_union')
    return issue.errors.length > 0 && issue.errors.every((errors) => errors.some(isOtherKind));
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

/** The issues of all branches, unions inside unions opened. */
function leaves(issue: z.core.$ZodIssueInvalidUnion): readonly ZodIssue[] {
  return issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_union' ? leaves(inner) : [inner]));
}

function tagsOf(issue: z.core.$ZodIssueInvalidUnion): readonly Primitive[] {
  return 'options' in issue ? (issue.options ?? []) : [];
}

function keyPattern(issue: z.core.$ZodIssueInvalidKey): string {
  const [first] = issue.issues;
  return first?.code === 'invalid_format' && first.pattern !== undefined ? `text like ${first.pattern}` : 'another key';
}

function oneOf(options: readonly Primitive[]): string {
  const [only] = options;
  if (options.length > 1) return `one of ${options.map(String).join(', ')}`;
  return typeof only === 'string' ? quoted(only) : String(only);
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
};

function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type;
}
