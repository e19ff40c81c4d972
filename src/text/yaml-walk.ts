// Walks the syntax tokens of a YAML file once: what stands where, and what this project leaves out of YAML.
// Depth is limited by `readTokens`, so recursion is safe.

import { CST } from 'yaml';
import type { Issue } from '../base/index.ts';
import type { PlainContext } from './lint-plain.ts';
import * as say from './messages.ts';
import type { SourceText } from './source.ts';

/** A stretch of plain (unquoted) text and where it stands. */
export interface PlainText {
  readonly offset: number;
  readonly source: string;
  readonly context: PlainContext;
}

export interface Walk {
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
export const FREE_TEXT_KEYS: ReadonlySet<string> = new Set(
  ['title', 'name', 'short', 'issuer', 'reason', 'source', 'note', 'definition', 'how', 'place', 'printed', 'zh', 'en'],
);

/** Where the walk stands: what a node below would be. */
interface Spot {
  readonly inFlow: boolean;
  readonly freeText: boolean;
  /** The node began on a line below its key. */
  readonly fresh: boolean;
  /** The node is a map although it began on its key's own line: YAML read a text with ": " in it as a key. */
  readonly sameLine: boolean;
}

/** Collects the texts, quotes and open brackets of a token stream, and refuses tags, anchors, aliases and the like. */
export function walkTokens(source: SourceText, tokens: readonly CST.Token[]): Walk {
  const walk: Walk = { plain: [], quoted: [], unclosed: [], issues: [], nodes: 0 };
  const top: Spot = { inFlow: false, freeText: false, fresh: true, sameLine: false };
  let documents = 0;
  for (const token of tokens) {
    if (token.type === 'document') {
      if (++documents > 1) walk.issues.push(say.severalDocuments(placeOf(source, token.start[0] ?? token)));
      readMarks(walk, source, token.start, top);
      readNode(walk, source, token.value, { role: 'document', colon: false }, top);
      readMarks(walk, source, token.end, top);
    } else readMark(walk, source, token, top);
  }
  return walk;
}

type Role = Pick<PlainContext, 'role' | 'colon'>;

function readNode(walk: Walk, source: SourceText, token: CST.Token | null | undefined, role: Role, spot: Spot): void {
  if (!token) return;
  walk.nodes++;
  switch (token.type) {
    case 'scalar':
      walk.plain.push({ offset: token.offset, source: token.source, context: { ...role, ...spot } });
      return readMarks(walk, source, token.end, spot);
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      walk.quoted.push(token);
      return readMarks(walk, source, token.end, spot);
    case 'block-scalar':
      return readMarks(walk, source, token.props, spot);
    case 'block-map':
    case 'block-seq':
      for (const item of token.items) readItem(walk, source, item, token.type === 'block-map', spot);
      return;
    case 'flow-collection':
      return readFlow(walk, source, token, spot);
    default:
      return readMark(walk, source, token, spot);
  }
}

function readFlow(walk: Walk, source: SourceText, token: CST.FlowCollection, spot: Spot): void {
  const inside = { ...spot, inFlow: true, sameLine: false };
  const isMap = token.start.type === 'flow-map-start';
  for (const item of token.items) readItem(walk, source, item, isMap, inside);
  if (!token.end.some((mark) => mark.type === (isMap ? 'flow-map-end' : 'flow-seq-end'))) walk.unclosed.push(token);
  readMarks(walk, source, token.end, spot);
}

function readItem(walk: Walk, source: SourceText, item: CST.CollectionItem, inMap: boolean, spot: Spot): void {
  readMarks(walk, source, item.start, spot);
  const colon = item.sep?.some((mark) => mark.type === 'map-value-ind') ?? false;
  readKey(walk, source, item.key, inMap, { ...spot, fresh: false }, colon);
  readMarks(walk, source, item.sep, spot);
  const marks = item.sep ?? item.start;
  const fresh = marks.some((mark) => mark.type === 'newline');
  const isPair = colon || item.key !== undefined;
  readNode(walk, source, item.value, { role: isPair ? 'value' : 'item', colon: false }, {
    inFlow: spot.inFlow,
    freeText: spot.freeText || FREE_TEXT_KEYS.has(keyText(item.key)),
    fresh,
    sameLine: isPair && !fresh,
  });
}

/** In a list, a text without a colon is an item; the parser still hands it over as a key where a colon could follow. */
function readKey(walk: Walk, source: SourceText, key: CST.Token | null | undefined, inMap: boolean, spot: Spot, colon: boolean): void {
  if (key?.type === 'scalar' && key.source === '<<') walk.issues.push(say.notSupported(placeOf(source, key), 'merge key "<<"'));
  else readNode(walk, source, key, { role: inMap || colon ? 'key' : 'item', colon }, spot);
}

function keyText(key: CST.Token | null | undefined): string {
  return key && 'source' in key ? key.source.replace(/^["']|["']$/g, '') : '';
}

function readMarks(walk: Walk, source: SourceText, marks: readonly CST.Token[] | undefined, spot: Spot): void {
  for (const mark of marks ?? []) readMark(walk, source, mark, spot);
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
function readMark(walk: Walk, source: SourceText, mark: CST.Token, spot: Spot): void {
  const what = NOT_SUPPORTED[mark.type];
  if (what !== undefined && 'source' in mark) {
    walk.issues.push(say.notSupported(placeOf(source, mark), `${what} ${say.quoted(mark.source)}`));
  } else if ((mark.type === 'error' || mark.type === 'scalar') && 'source' in mark) {
    walk.nodes++;
    walk.plain.push({ offset: mark.offset, source: mark.source, context: { ...spot, role: 'stray', colon: false } });
  }
  if (mark.type === 'doc-end') readMarks(walk, source, mark.end, spot);
}

function placeOf(source: SourceText, token: CST.Token): { file: string; start: number; end: number } {
  const length = 'source' in token ? token.source.length : 1;
  return { file: source.file, start: token.offset, end: token.offset + length };
}
