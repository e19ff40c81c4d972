// Walks the syntax tokens of a YAML file once: what stands where, and what this project leaves out of YAML.
// Depth is limited by `readTokens`, so recursion is safe.

import type { CST } from 'yaml';
import type { Issue } from '../base/index.ts';
import type { PlainContext } from './lint-plain.ts';
import * as say from './messages.ts';
import type { SourceText } from './source.ts';

/** A stretch of plain (unquoted) text and where it stands. */
export interface PlainText {
  readonly offset: number;
  readonly text: string;
  readonly context: PlainContext;
}

export interface Walk {
  readonly source: SourceText;
  readonly plain: PlainText[];
  readonly quoted: CST.FlowScalar[];
  /** Flow collections whose closing bracket is missing or wrong. */
  readonly unclosed: CST.FlowCollection[];
  readonly issues: Issue[];
  /** Keys, values, lists and maps. */
  nodes: number;
}

/**
 * Keys whose values are read by people only: full-width characters are at home there.
 * Everything below such a key is free text too: `title: {zh: …, en: …}`.
 */
export const FREE_TEXT_KEYS: ReadonlySet<string> = new Set([
  'title',
  'name',
  'short',
  'issuer',
  'reason',
  'source',
  'note',
  'definition',
  'how',
  'place',
  'printed',
  'zh',
  'en',
]);

/** Collects the texts, quotes and open brackets of a token stream, and refuses tags, anchors, aliases and the like. */
export function walkTokens(source: SourceText, tokens: readonly CST.Token[]): Walk {
  const walk: Walk = { source, plain: [], quoted: [], unclosed: [], issues: [], nodes: 0 };
  let documents = 0;
  for (const token of tokens) {
    if (token.type === 'document') {
      if (++documents > 1) walk.issues.push(say.severalDocuments(placeOf(walk, token.start[0] ?? token)));
      readMarks(walk, token.start, TOP);
      readNode(walk, token.value, TOP);
      readMarks(walk, token.end, TOP);
    } else readMark(walk, token, TOP);
  }
  return walk;
}

const TOP: PlainContext = {
  role: 'document',
  colon: false,
  inFlow: false,
  freeText: false,
  fresh: true,
  sameLine: false,
};

/** @param context - Where the node stands; what is inside it takes over `inFlow`, `freeText` and `sameLine`. */
function readNode(walk: Walk, token: CST.Token | null | undefined, context: PlainContext): void {
  if (!token) return;
  walk.nodes++;
  switch (token.type) {
    case 'scalar':
      walk.plain.push({ offset: token.offset, text: token.source, context });
      readMarks(walk, token.end, context);
      break;
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      walk.quoted.push(token);
      readMarks(walk, token.end, context);
      break;
    case 'block-scalar':
      readMarks(walk, token.props, context);
      break;
    case 'block-map':
    case 'block-seq':
      for (const item of token.items) readItem(walk, item, token.type === 'block-map', context);
      break;
    case 'flow-collection':
      readFlow(walk, token, context);
      break;
    default:
      readMark(walk, token, context);
  }
}

function readFlow(walk: Walk, token: CST.FlowCollection, context: PlainContext): void {
  const inside = { ...context, inFlow: true, sameLine: false };
  const isMap = token.start.type === 'flow-map-start';
  for (const item of token.items) readItem(walk, item, isMap, inside);
  if (!token.end.some((mark) => mark.type === (isMap ? 'flow-map-end' : 'flow-seq-end'))) walk.unclosed.push(token);
  readMarks(walk, token.end, context);
}

function readItem(walk: Walk, item: CST.CollectionItem, inMap: boolean, context: PlainContext): void {
  const colon = item.sep?.some((mark) => mark.type === 'map-value-ind') ?? false;
  const fresh = (item.sep ?? item.start).some((mark) => mark.type === 'newline');
  const isPair = colon || item.key !== undefined;
  readMarks(walk, item.start, context);
  // In a list a text without a colon is an item; the parser hands it over as a key where a colon could follow.
  readKey(walk, item.key, { ...context, role: inMap || colon ? 'key' : 'item', colon, fresh: false });
  readMarks(walk, item.sep, context);
  readNode(walk, item.value, {
    role: isPair ? 'value' : 'item',
    colon: false,
    inFlow: context.inFlow,
    freeText: context.freeText || FREE_TEXT_KEYS.has(keyText(item.key)),
    fresh,
    sameLine: isPair && !fresh,
  });
}

function readKey(walk: Walk, key: CST.Token | null | undefined, context: PlainContext): void {
  if (key?.type !== 'scalar' || key.source !== '<<') readNode(walk, key, context);
  else walk.issues.push(say.notSupported(placeOf(walk, key), 'merge key "<<"'));
}

function keyText(key: CST.Token | null | undefined): string {
  return key && 'source' in key ? key.source.replace(/^["']|["']$/g, '') : '';
}

function readMarks(walk: Walk, marks: readonly CST.Token[] | undefined, context: PlainContext): void {
  for (const mark of marks ?? []) readMark(walk, mark, context);
}

const NOT_SUPPORTED: Partial<Record<CST.Token['type'], string>> = {
  anchor: 'anchor',
  alias: 'alias',
  tag: 'tag',
  directive: 'directive',
  'directive-line': 'directive',
  'explicit-key-ind': 'explicit key mark',
};

/** A sign between nodes; text among the signs is text in a wrong place. */
function readMark(walk: Walk, mark: CST.Token, context: PlainContext): void {
  const what = NOT_SUPPORTED[mark.type];
  if (what !== undefined && 'source' in mark) {
    walk.issues.push(say.notSupported(placeOf(walk, mark), `${what} ${say.quoted(mark.source)}`));
  } else if ((mark.type === 'error' || mark.type === 'scalar') && 'source' in mark) {
    walk.nodes++;
    walk.plain.push({ offset: mark.offset, text: mark.source, context: { ...context, role: 'stray', colon: false } });
  }
  if (mark.type === 'doc-end') readMarks(walk, mark.end, context);
}

function placeOf({ source }: Walk, token: CST.Token): { file: string; start: number; end: number } {
  const length = 'source' in token ? token.source.length : 1;
  return { file: source.file, start: token.offset, end: token.offset + length };
}
