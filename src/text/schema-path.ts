// What a zod schema says about one place of a document: the keys it knows there, and how it describes the value.

import { z } from 'zod';

type Schema = z.core.$ZodType;

/** The schemas that apply at a path; several where a union leaves more than one open. */
export function schemasAt(schema: Schema, value: unknown, path: readonly PropertyKey[]): readonly Schema[] {
  let open = unwrap(schema, value);
  let inner = value;
  for (const segment of path) {
    inner = childValue(inner, segment);
    open = open.flatMap((candidate) => childSchemas(candidate, segment)).flatMap((child) => unwrap(child, inner));
  }
  return open;
}

/** The value below a path of plain lists and maps; undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(childValue, value);
}

/** The keys that a map at a path may have, in the order of the schema. */
export function keysAt(schema: Schema, value: unknown, path: readonly PropertyKey[]): string[] {
  return [...new Set(schemasAt(schema, value, path).flatMap((candidate) => Object.keys(shapeOf(candidate))))];
}

/**
 * The `description` given with `.meta()` at a path, on the schema itself or on a wrapper around it, as the middle of
 * a sentence; undefined where none is given.
 */
export function descriptionAt(schema: Schema, value: unknown, path: readonly PropertyKey[]): string | undefined {
  const parents = path.length === 0 ? [] : schemasAt(schema, value, path.slice(0, -1));
  const last = path.at(-1);
  const here = last === undefined ? [schema] : parents.flatMap((parent) => childSchemas(parent, last));
  for (const candidate of here.flatMap((child) => wrappers(child))) {
    const description = z.globalRegistry.get(candidate)?.description;
    if (description !== undefined) return inMidSentence(description);
  }
  return undefined;
}

/** "Lower-case id" → "lower-case id"; "GB/T 2260 code" stays. */
function inMidSentence(text: string): string {
  return /^[A-Z](?![A-Z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function childValue(value: unknown, segment: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, segment)
    ? (value as Readonly<Record<PropertyKey, unknown>>)[segment]
    : undefined;
}

function defOf(schema: Schema): z.core.$ZodTypes['_zod']['def'] {
  return (schema as z.core.$ZodTypes)._zod.def;
}

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> {
  const def = defOf(schema);
  return def.type === 'object' ? def.shape : {};
}

function childSchemas(schema: Schema, segment: PropertyKey): readonly Schema[] {
  const child = childSchema(schema, segment);
  return child ? [child] : [];
}

function childSchema(schema: Schema, segment: PropertyKey): Schema | null | undefined {
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return def.shape[String(segment)];
    case 'array':
      return def.element;
    case 'record':
      return def.valueType;
    case 'tuple':
      return def.items[Number(segment)] ?? def.rest;
    default:
      return undefined;
  }
}

/** A schema and what it wraps (`optional`, `default`, …), outermost first. */
function wrappers(schema: Schema): readonly Schema[] {
  const def = defOf(schema);
  if ('innerType' in def) return [schema, ...wrappers(def.innerType)];
  return def.type === 'pipe' ? [schema, ...wrappers(def.in)] : [schema];
}

/** The schemas without wrappers and unions; of a discriminated union only the one that the value's tag chooses. */
function unwrap(schema: Schema, value: unknown): readonly Schema[] {
  const inner = wrappers(schema).at(-1) ?? schema;
  const def = defOf(inner);
  if (def.type !== 'union') return [inner];
  const options = def.options.flatMap((option) => unwrap(option, value));
  if (!('discriminator' in def) || typeof def.discriminator !== 'string') return options;
  const { discriminator } = def;
  const tag = childValue(value, discriminator);
  return options.filter((option) => accepts(shapeOf(option)[discriminator], tag));
}

function accepts(schema: Schema | undefined, value: unknown): boolean {
  return schema !== undefined && z.safeParse(schema, value).success;
}
