// Inline numbers as understood: function and arguments checked by name, and what they look at. Nothing is computed.

import type { Issue, Place } from '../base/index.ts';
import type { CellContext } from './cells/cell-kind.ts';
import { bindArguments, readInline } from './inline.ts';
import { INLINE_FUNCTIONS } from './inline-functions.ts';
import { CellFailure, unknownWord } from './messages.ts';
import { type Parameters, parametersIn } from './parameters.ts';
import type { ParsedNotebook } from './parse.ts';

/** A number that can be printed, or why not. */
export type ReadNumber =
  | { readonly text: string; readonly place: Place; readonly issue: Issue }
  | {
      readonly text: string;
      readonly place: Place;
      /** `value`, `gap`, …, or `ref`, which the document itself answers. */
      readonly function: string;
      /** Parameters that it prints or is made with. */
      readonly parameters: readonly string[];
      /** Cells and scenarios that it looks at. */
      readonly names: readonly string[];
      readonly places: ReadonlyMap<string, Place>;
      readonly given: ReadonlyMap<string, string>;
      readonly print: (context: CellContext) => string | Promise<string>;
    };

/** `ref(cell)` prints "Figure 2"; its number is known when the document is put together. */
const REF = { id: 'ref', takes: [{ name: 'cell' }], print: () => '' };

/** What is printed where there is no value; every number but `ref` takes it. */
const ELSE = { name: 'else', optional: true, keyed: true };

/** Reads all numbers of a notebook, in its order. */
export function readNumbers(parsed: ParsedNotebook, parameters: Parameters): readonly ReadNumber[] {
  const functions = [...INLINE_FUNCTIONS.map((one) => ({ ...one, takes: [...one.takes, ELSE] })), REF];
  return parsed.numbers.map(({ start, end }): ReadNumber => {
    const { source } = parsed;
    const text = source.text.slice(start, end).trim().replace(/\s+/g, ' ');
    const lead = /^\s*/.exec(source.text.slice(start, end))?.[0].length ?? 0;
    const place = { file: source.file, start: start + lead, end: Math.max(start + lead + 1, end) };
    const read = readInline(source, start, end, parameters);
    if ('issue' in read) return { text, place, issue: read.issue };
    const { call } = read;
    const known = functions.find((one) => one.id === call.name);
    if (!known)
      return {
        text,
        place,
        issue: unknownWord(
          'inline-number',
          'inline number',
          call.name,
          functions.map((one) => one.id),
          call.place,
        ),
      };
    const bound = bindArguments(call, known);
    if ('issue' in bound) return { text, place, issue: bound.issue };
    const given = new Map([...bound.bound].map(([name, argument]) => [name, argument.text]));
    const takesScenario = known.takes.some((one) => one.name === 'scenario');
    const cell = given.get('cell');
    const names = [
      ...(takesScenario ? [given.get('scenario') ?? 'baseline'] : []),
      ...(cell === undefined ? [] : [cell]),
    ];
    return {
      text,
      place,
      function: known.id,
      names,
      parameters: [...parametersIn(text), ...(known.id === 'param' ? [given.get('name') ?? ''] : [])],
      places: new Map([...bound.bound].map(([name, argument]) => [name, argument.place])),
      given,
      print: async (context) => {
        try {
          return await known.print(context, given);
        } catch (error) {
          const otherwise = given.get('else');
          const isMissing = error instanceof CellFailure && error.issues.every(({ code }) => code === 'no-value');
          if (isMissing && otherwise !== undefined) return otherwise;
          throw error;
        }
      },
    };
  });
}
