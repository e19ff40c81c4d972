// Errors of the yaml package in our words: what went wrong, where it began, what to write.

import type { CST, YAMLError } from 'yaml';
import type { Issue, Place } from '../base/index.ts';
import { asciiTwin } from './characters.ts';
import * as say from './messages.ts';
import { positionAt, type SourceText } from './source.ts';
import type { Walk } from './yaml-walk.ts';

/**
 * The issues of a file whose syntax is broken. Slips found before explain the errors, so they are all that counts;
 * a quote or bracket left open is blamed where it opens, and alone, since it swallows what follows; otherwise the
 * first error of each line counts.
 */
export function syntaxIssues(walk: Walk, errors: readonly YAMLError[], slips: readonly Issue[]): readonly Issue[] {
  const { source } = walk;
  const openEnds = new Set(
    errors.filter((error) => error.message.startsWith('Missing closing')).map((error) => error.pos[0]),
  );
  const isOpen = (token: CST.FlowScalar) => openEnds.has(token.offset + token.source.length);
  const quote = twinQuote(walk, isOpen);
  if (quote) return [...slips.filter((slip) => (slip.place?.start ?? 0) < (quote.place?.start ?? 0)), quote];
  if (slips.length > 0) return slips;
  const open = walk.quoted.find(isOpen);
  if (open) return [openQuote(source, open)];
  if (walk.unclosed[0]) return [openBracket(walk, walk.unclosed[0], errors)];
  const byLine = new Map<number, Issue>();
  for (const error of errors) {
    const { line } = positionAt(source, error.pos[0]);
    if (!byLine.has(line)) byLine.set(line, syntaxIssue(source, error));
  }
  return [...byLine.values()];
}

/** `"甲”, en: "b"`: a full-width mark where the closing one should be, in a quoted text that ends where none can. */
function twinQuote({ source, quoted }: Walk, isOpen: (token: CST.FlowScalar) => boolean): Issue | undefined {
  for (const token of quoted) {
    const next = source.text.charAt(token.offset + token.source.length);
    if (!isOpen(token) && /^[\s,}\]:]?$/.test(next)) continue;
    const mark =
      token.type === 'single-quoted-scalar'
        ? /[’‘＇](?=[ \t]*(?:[,}\]:#\r\n]|$))/
        : /[”“＂](?=[ \t]*(?:[,}\]:#\r\n]|$))/;
    const at = token.source.search(mark);
    if (at >= 0) return twinIssue(source, token.offset + at, 'quotes');
  }
  return undefined;
}

function twinIssue(source: SourceText, start: number, meant: 'quotes' | 'bracket'): Issue {
  const character = source.text.charAt(start);
  const finding = { at: 0, character, meant, replacement: asciiTwin(character) ?? '' };
  return say.slip({ file: source.file, start, end: start + 1 }, finding);
}

function openQuote(source: SourceText, token: CST.FlowScalar): Issue {
  const sign = token.source.charAt(0);
  return say.unclosed({ file: source.file, start: token.offset, end: token.offset + 1 }, sign, sign);
}

/** Blames a full-width closing bracket between the opening one and the error, if there is one: `{zh: 甲｝`. */
function openBracket({ source, plain }: Walk, token: CST.FlowCollection, errors: readonly YAMLError[]): Issue {
  const [closing, twins] = token.start.type === 'flow-map-start' ? ['}', /｝/] : [']', /[］】]/];
  const errorAt = errors.find((error) => error.pos[0] > token.offset)?.pos[0] ?? source.text.length;
  for (const { offset, text } of plain) {
    const at = offset > token.offset && offset < errorAt ? text.search(twins) : -1;
    if (at >= 0) return twinIssue(source, offset + at, 'bracket');
  }
  return say.unclosed({ file: source.file, start: token.offset, end: token.offset + 1 }, token.start.source, closing);
}

const QUOTE_IT = 'put the text in quotes: "…"';

function syntaxIssue(source: SourceText, error: YAMLError): Issue {
  const [start, end] = error.pos;
  const place: Place = { file: source.file, start, end: Math.max(end, start + 1) };
  const found = source.text.slice(start, error.code === 'BAD_DQ_ESCAPE' ? start + 2 : end);
  const [message, hint] = inOurWords(error, say.quoted(found));
  return say.yamlSyntax(place, message, hint);
}

function inOurWords(error: YAMLError, found: string): readonly [message: string, hint?: string] {
  switch (error.code) {
    case 'BAD_SCALAR_START':
      return [`a text cannot begin with ${found}`, QUOTE_IT];
    case 'BAD_DQ_ESCAPE':
      return [`unknown escape ${found} in double quotes`, 'write \\\\ for a backslash, or use single quotes'];
    case 'BLOCK_AS_IMPLICIT_KEY':
      return ['a second ": " on this line', `${QUOTE_IT}, or begin the inner map on its own line`];
    case 'BLOCK_IN_FLOW':
      return ['a second ": " before the next comma or bracket', `is a comma missing? ${QUOTE_IT}`];
    case 'BAD_INDENT':
      return ['this line is not indented like its neighbours', 'entries of one list or map begin in the same column'];
    case 'MULTILINE_IMPLICIT_KEY':
      return ['no ": " after the key on this line', 'write "key: value"'];
    case 'KEY_OVER_1024_CHARS':
      return ['a key of more than 1024 characters', 'shorten it'];
    case 'MISSING_CHAR':
      if (error.message.startsWith('Implicit map keys')) return [`no ": " after ${found}`, 'write "key: value"'];
      if (error.message.startsWith('Sequence item'))
        return ['list item without "- "', 'begin the line with "- ", or indent it like the line above'];
      return [`a comma is missing before ${found}`, 'write ", " before it'];
    case 'UNEXPECTED_TOKEN':
      if (error.message.startsWith('Unexpected block-seq-ind'))
        return ['a list cannot begin on the line of its key', 'begin it on the next line'];
      if (error.message.startsWith('Block scalar header'))
        return ['text behind the mark of a text block', 'begin the text on the next line'];
      return [`${found} does not belong here`, 'is a quote, a comma or an indentation wrong before it?'];
    default:
      return [error.message.charAt(0).toLowerCase() + error.message.slice(1)];
  }
}
