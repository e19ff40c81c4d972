// YAML text → values with places. Limits first, then the walk over the syntax (input-method slips, features left
// out), then the composer, then values: each step only sees what the one before let through.

import { Composer } from 'yaml';
import type { Issue, Place } from '../base/index.ts';
import { LIMITS } from './limits.ts';
import { lintPlain } from './lint-plain.ts';
import * as say from './messages.ts';
import type { SourceText } from './source.ts';
import { syntaxIssues } from './yaml-errors.ts';
import { readTokens } from './yaml-tokens.ts';
import { readValue, type Spot } from './yaml-values.ts';
import { type Walk, walkTokens } from './yaml-walk.ts';

/** A YAML file that could be read: plain values, and where each stands. */
export interface YamlDocument {
  readonly source: SourceText;
  readonly value: unknown;
  /**
   * Where a value (or its key) stands. A path that leads nowhere gives the nearest value above it; an entry without
   * a value, and the key of a list item, give what there is.
   */
  place(path: readonly PropertyKey[], of?: 'key' | 'value'): Place;
  /**
   * A scalar as typed, with its quotes if it has any: `+50` where the value is 50. It is the text at `place(path)`.
   * Undefined for lists, maps, entries without a value and paths that lead nowhere.
   */
  written(path: readonly PropertyKey[]): string | undefined;
}

/**
 * Reads a YAML file (1.2, core schema) strictly: no tags, anchors, aliases, merge keys, directives or second
 * document, no key twice, no number that would lose digits. With any error there is no document.
 *
 * @example readYaml({file: 'a.yaml', text: 'growth: +2\n'}).document?.written(['growth']) // '+2'
 */
export function readYaml(source: SourceText): { readonly document?: YamlDocument; readonly issues: readonly Issue[] } {
  const read = readTokens(source);
  if (!read.tokens) return { issues: read.issues };
  const { tokens, tooDeep } = read;
  const walk = walkTokens(source, tokens);
  if (walk.nodes > LIMITS.yamlNodes) {
    return { issues: [say.tooLarge({ file: source.file, start: 0, end: 1 }, 'keys and values', LIMITS.yamlNodes)] };
  }
  if (walk.nodes === 0 && walk.issues.length === 0) return { issues: [say.emptyFile(source.file)] };
  const issues = [...read.issues, ...walk.issues, ...lint(walk)];
  // A slip found above explains what follows from it: a wrong indentation may make every later line one level deeper.
  if (tooDeep) return { issues: issues.length > 0 ? issues : [tooDeep] };
  const [composed] = new Composer({ uniqueKeys: false, schema: 'core' }).compose(tokens, true, source.text.length);
  const errors = [...(composed?.errors ?? []), ...(composed?.warnings ?? [])];
  if (errors.length > 0) return { issues: syntaxIssues(walk, errors, issues) };
  const { value, spot } = readValue(source, composed?.contents, issues);
  return issues.length > 0 ? { issues } : { document: documentOf(source, value, spot), issues };
}

function lint({ source, plain }: Walk): Issue[] {
  return plain.flatMap(({ offset, text, context }) => {
    const finding = lintPlain(text, context);
    if (!finding) return [];
    const start = offset + finding.at;
    return [say.slip({ file: source.file, start, end: start + finding.character.length }, finding)];
  });
}

function documentOf(source: SourceText, value: unknown, top: Spot): YamlDocument {
  return {
    source,
    value,
    place(path, of = 'value') {
      const { spot } = follow(top, path);
      const { start, end } = (of === 'key' ? spot.key : undefined) ?? spot;
      return { file: source.file, start, end };
    },
    written(path) {
      const { spot, whole } = follow(top, path);
      return whole && spot.isScalar ? source.text.slice(spot.start, spot.end) : undefined;
    },
  };
}

/** The spot at a path, or the nearest above it where the path is not followed to its end. */
function follow(top: Spot, path: readonly PropertyKey[]): { readonly spot: Spot; readonly whole: boolean } {
  let spot = top;
  for (const segment of path) {
    const child = spot.children?.get(String(segment));
    if (!child) return { spot, whole: false };
    spot = child;
  }
  return { spot, whole: true };
}
