// Parameters: `$region` in a cell or in an inline number stands for a value from the front matter or from `--set`.

import type { Issue, Place } from '../base/index.ts';
import { FREE_TEXT_KEYS, type YamlDocument } from '../text/index.ts';
import { unknownWord } from './messages.ts';

/** Values by name. */
export type Parameters = ReadonlyMap<string, string | number>;

const NAME = /\$([a-z][a-z0-9_]*)/g;

/** Text for people (captions, notes, titles): parameters stay, and are printed by name later (`showParameters`). */
const FREE: ReadonlySet<string> = new Set([...FREE_TEXT_KEYS, 'caption', 'alt']);

/** The document with every `$name` outside free text replaced; one issue for each unknown name. */
export function withParameters(
  document: YamlDocument,
  parameters: Parameters,
): { readonly document: YamlDocument; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const fill = (value: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof value === 'string') return fillText(value, parameters, document.place(path), issues);
    if (Array.isArray(value)) return value.map((item, k) => fill(item, [...path, k]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, FREE.has(key) ? item : fill(item, [...path, key])]),
    );
  };
  const written = (path: readonly PropertyKey[]) => {
    const text = document.written(path);
    return text === undefined ? undefined : String(fillText(text, parameters, document.place(path), []));
  };
  return { document: { ...document, value: fill(document.value, []), written }, issues };
}

/** One text with its parameters; alone, a parameter keeps its type. */
export function fillText(text: string, parameters: Parameters, place: Place, issues: Issue[]): string | number {
  const alone = /^\$([a-z][a-z0-9_]*)$/.exec(text)?.[1];
  const whole = alone === undefined ? undefined : parameters.get(alone);
  if (whole !== undefined) return whole;
  return text.replace(NAME, (written, name: string) => {
    const value = parameters.get(name);
    if (value === undefined)
      issues.push(unknownWord('notebook-parameter', 'parameter', name, parameters.keys(), place));
    return String(value ?? written);
  });
}

/** Names of parameters that a text holds. */
export function parametersIn(text: string): readonly string[] {
  return [...text.matchAll(NAME)].map((match) => match[1] ?? '');
}

/** Free text with the declared parameters printed; `name` gives the title of an id where it is one. */
export function showParameters(text: string, parameters: Parameters, name: (value: string | number) => string): string {
  return text.replace(NAME, (written, key: string) => {
    const value = parameters.get(key);
    return value === undefined ? written : name(value);
  });
}
