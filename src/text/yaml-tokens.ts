// YAML text → concrete syntax tokens, under limits. The yaml package lexes and parses with a stack of its own, so
// depth costs nothing here; its composer recurses (900 brackets can abort Node), so nothing deep may reach it.

import { CST, Lexer, Parser } from 'yaml';
import type { Issue } from '../base/index.ts';
import { LIMITS } from './limits.ts';
import * as say from './messages.ts';
import type { SourceText } from './source.ts';

/** What the lexer and parser made of a file. */
export interface Tokens {
  /** Of the whole file, or up to where it gets too deep: enough to look for the slip that made it so. */
  readonly tokens: readonly CST.Token[];
  /** Tabs that indent. */
  readonly issues: readonly Issue[];
  /** The file may not be composed. */
  readonly tooDeep?: Issue;
}

/** Tokens of a file, or the issue that says by how much it is too large. */
export function readTokens(
  source: SourceText,
): Tokens | { readonly tokens?: undefined; readonly issues: readonly Issue[] } {
  const { file, text } = source;
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const issues: Issue[] = [];
  const here = (start: number, length = 1) => ({ file, start, end: start + length });
  if (text.length > LIMITS.yamlCharacters)
    return { issues: [say.tooLarge(here(0), 'characters', LIMITS.yamlCharacters)] };
  let pieces = 0;
  let indenting = true;
  for (const piece of new Lexer().lex(text)) {
    const start = parser.offset;
    if (indenting && isTab(piece, text[start + piece.length])) issues.push(say.tabIndent(here(start, piece.length)));
    indenting = piece.endsWith('\n') || (indenting && isBlank(piece));
    for (const token of parser.next(piece)) tokens.push(token);
    if (isTooDeep(parser)) {
      return { tokens: [...tokens, ...parser.end()], issues, tooDeep: say.tooDeep(here(start), LIMITS.yamlDepth) };
    }
    if (++pieces > LIMITS.yamlPieces)
      return { issues: [say.tooLarge(here(start), 'words and signs', LIMITS.yamlPieces)] };
  }
  return { tokens: [...tokens, ...parser.end()], issues };
}

function isTooDeep(parser: Parser): boolean {
  return parser.stack.length > LIMITS.yamlDepth && parser.stack.filter(CST.isCollection).length > LIMITS.yamlDepth;
}

/** Blank lines and comments may begin with a tab; nothing else may. */
function isTab(piece: string, next: string | undefined): boolean {
  return piece.includes('\t') && isBlank(piece) && next !== undefined && !'\r\n#'.includes(next);
}

/** Nothing of a line yet: spaces, or a mark that the lexer itself puts before documents and texts. */
function isBlank(piece: string): boolean {
  return piece === CST.DOCUMENT || piece === CST.SCALAR || /^[ \t]*$/.test(piece);
}
