// Numbers in prose: `{=} value(indicator, region, 2027, scenario, digits=1)`. A name and its arguments, nothing nested and
// nothing computed; what the names mean stands in `inline-functions.ts`.

import { type Issue, nearest, type Place } from '../base/index.ts';
import type { SourceText } from '../text/index.ts';
import { notebookError } from './messages.ts';
import { fillText, type Parameters } from './parameters.ts';

/** How an inline number begins. */
export const INLINE_MARK = '{=}';

/** One argument with its place. */
export interface Argument {
  readonly key?: string;
  readonly text: string;
  readonly place: Place;
}

/** An expression as written. */
export interface InlineCall {
  readonly name: string;
  readonly place: Place;
  readonly arguments: readonly Argument[];
}

const FORM = 'write {=} value(INDICATOR, REGION, YEAR, SCENARIO)';

/** Reads the expression between two offsets. */
export function readInline(
  source: SourceText,
  start: number,
  end: number,
  parameters: Parameters,
): { readonly call: InlineCall } | { readonly issue: Issue } {
  const text = source.text.slice(start, end);
  const placeAt = (from: number, to: number): Place => ({ file: source.file, start: start + from, end: start + to });
  // Inside quotes every character is text.
  const wide = /[（），＝：“”]/.exec(text.replace(/"[^"]*"/g, (quoted) => '.'.repeat(quoted.length)));
  if (wide)
    return {
      issue: notebookError(
        'inline-number',
        `"${wide[0]}" is a full-width character`,
        placeAt(wide.index, wide.index + 1),
        'inline numbers are written with ( ) , = : and straight quotes',
      ),
    };
  const form = /^\s*([a-z_]+)\s*\(([\s\S]*)\)\s*$/.exec(text);
  const [, name = '', inner = ''] = form ?? [];
  const lead = text.length - text.trimStart().length;
  if (!form)
    return {
      issue: notebookError(
        'inline-number',
        `"${text.trim()}" is not an inline number`,
        placeAt(lead, Math.max(lead, text.trimEnd().length)),
        FORM,
      ),
    };
  const nameStart = text.indexOf(name);
  const innerStart = text.indexOf('(') + 1;
  const issues: Issue[] = [];
  const found: Argument[] = [];
  for (const { written, at } of splitArguments(inner)) {
    const trimmed = written.trim();
    const from = innerStart + at + written.length - written.trimStart().length;
    const place = placeAt(from, from + trimmed.length);
    const [, key, value = ''] = /^(?:([a-z_]+)\s*=\s*)?([\s\S]*)$/.exec(trimmed) ?? [];
    const quoted = /^"[^"]*"$/.test(value);
    if (value === '' || (!quoted && /[()"=]/.test(value)))
      issues.push(
        notebookError(
          'inline-number',
          value === '' ? 'an argument is missing' : `"${value}" is not an argument`,
          place,
          FORM,
        ),
      );
    const bare = quoted ? value.slice(1, -1) : value;
    found.push({
      ...(key === undefined ? {} : { key }),
      text: String(fillText(bare, parameters, place, issues)),
      place,
    });
  }
  const [issue] = issues;
  if (issue) return { issue };
  return { call: { name, place: placeAt(nameStart, nameStart + name.length), arguments: found } };
}

/** Splits at commas outside quotes; nothing between the brackets is no argument. */
function splitArguments(inner: string): readonly { readonly written: string; readonly at: number }[] {
  if (inner.trim() === '') return [];
  const cuts = [...inner.matchAll(/"[^"]*"|,/g)].flatMap((match) => (match[0] === ',' ? [match.index] : []));
  return [-1, ...cuts].map((cut, k) => ({ written: inner.slice(cut + 1, cuts[k] ?? inner.length), at: cut + 1 }));
}

/** What a function takes: names in order, and which of them may be left out. */
export interface Signature {
  readonly id: string;
  /** `keyed`: given by its name only, never by its place. */
  readonly takes: readonly { readonly name: string; readonly optional?: boolean; readonly keyed?: boolean }[];
}

/** Arguments by name: first by order, then by key. */
export function bindArguments(
  call: InlineCall,
  { id, takes }: Signature,
): { readonly bound: ReadonlyMap<string, Argument> } | { readonly issue: Issue } {
  const bound = new Map<string, Argument>();
  const placed = takes.filter((one) => !one.keyed);
  const form = `${id}(${takes.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(', ')})`;
  const problem = (message: string, place: Place, hint = `write ${form}`) => ({
    issue: notebookError('inline-number', message, place, hint),
  });
  for (const [k, argument] of call.arguments.entries()) {
    const name = argument.key ?? placed[k]?.name;
    if (name === undefined) return problem(`"${id}" takes at most ${placed.length} arguments`, argument.place);
    if (argument.key !== undefined && !takes.some((one) => one.name === name)) {
      const close = nearest(
        name,
        takes.map((one) => one.name),
      );
      return problem(
        `"${id}" takes no "${name}"`,
        argument.place,
        close === undefined ? `write ${form}` : `did you mean "${close}"?`,
      );
    }
    if (bound.has(name)) return problem(`"${name}" is given twice`, argument.place);
    bound.set(name, argument);
  }
  const missing = takes.find(({ name, optional }) => !optional && !bound.has(name));
  if (missing) return problem(`"${id}" needs "${missing.name}"`, call.place);
  return { bound };
}
