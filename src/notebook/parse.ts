// A notebook file: the head, the Markdown tree with places, its cells and its inline numbers. One language at a time.

import type { Code, InlineCode, Node, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { type Issue, Issues, type Language } from '../base/index.ts';
import type { SourceText } from '../text/index.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { INLINE_MARK } from './inline.ts';
import { inLanguage } from './languages.ts';
import { notebookError } from './messages.ts';
import { joinLines, walk } from './tree.ts';
import type { Part } from './yaml-part.ts';

/** A fenced cell as it stands in the file. */
export interface FencedCell {
  readonly node: Code;
  /** `chart`, `table`, …, or `ts`; not yet checked. */
  readonly kind: string;
  /** A TypeScript cell's id from its fence. */
  readonly name?: string;
  /** What stands between the fences. */
  readonly body: Part;
  /** The first fence, which issues about the cell as a whole point at. */
  readonly fence: Part;
  /** A scenario that is printed, as it is written. */
  readonly isShown?: boolean;
}

/** An inline number as it stands in the file, without its mark. */
export interface InlineSpan {
  readonly node: InlineCode;
  readonly start: number;
  readonly end: number;
}

/** A notebook that was read in one language. */
export interface ParsedNotebook {
  /** File name without folder and extension. */
  readonly id: string;
  readonly source: SourceText;
  readonly language: Language;
  /** Missing where the head has errors; then nothing can be built. */
  readonly front?: FrontMatter;
  readonly root: Root;
  readonly cells: readonly FencedCell[];
  readonly numbers: readonly InlineSpan[];
  readonly issues: readonly Issue[];
}

/** Reads a notebook; cells and numbers are found, not yet understood. */
export function parseNotebook(source: SourceText, language: Language): ParsedNotebook {
  const issues = new Issues();
  const shown = inLanguage(source, language);
  issues.addAll(shown.issues);
  const root = fromMarkdown(shown.text, {
    extensions: [gfm(), frontmatter(['yaml']), cjkFriendlyExtension()],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml'])],
  });
  const [head] = root.children;
  const front = readFrontMatter(head?.type === 'yaml' ? bodyOf(source, head) : undefined, source.file, issues);
  const cells: FencedCell[] = [];
  const numbers: InlineSpan[] = [];
  walk(root, (node, parent) => {
    if (node.type === 'code') {
      const cell = readFence(source, node as Code, issues);
      if (cell && parent !== root)
        issues.add(
          notebookError(
            'cell-place',
            'a cell stands on its own, not in a list or a quotation',
            placeOf(cell.fence),
            'move it to the left margin',
          ),
        );
      else if (cell) cells.push(cell);
    }
    if (node.type === 'inlineCode') {
      const span = readSpan(source, node as InlineCode);
      if (span) numbers.push(span);
    }
  });
  joinLines(root);
  return {
    id: source.file.replace(/^.*\//, '').replace(/\.md$/, ''),
    source,
    language,
    ...(front ? { front } : {}),
    root,
    cells,
    numbers,
    issues: issues.list,
  };
}

/** The place of a part. */
export function placeOf({ source, start, end }: Part) {
  return { file: source.file, start, end };
}

/** ```` ```yaml KIND ````, ```` ```yaml scenario show ```` and ```` ```ts cell ID ````; other fences are code to be shown. */
function readFence(source: SourceText, node: Code, issues: Issues): FencedCell | undefined {
  const [word = '', second, ...more] = (node.meta ?? '').trim().split(/\s+/);
  const isYaml = node.lang === 'yaml' || node.lang === 'yml';
  const isCode = (node.lang === 'ts' || node.lang === 'typescript') && word === 'cell';
  if (!isCode && !(isYaml && /^[a-z][a-z-]*$/i.test(word))) return undefined;
  const body = bodyOf(source, node);
  const start = offsetOf(node);
  const line = source.text.indexOf('\n', start);
  const fence = {
    source,
    start,
    end: line < 0 || line > endOf(node) ? endOf(node) : source.text.slice(start, line).trimEnd().length + start,
  };
  const isShown = isYaml && word === 'scenario' && second === 'show';
  const last = source.text.slice(start, endOf(node)).split('\n').at(-1) ?? '';
  if (!/^\s*(`{3,}|~{3,})\s*$/.test(last) || body.end < body.start)
    issues.add(notebookError('notebook-fence', 'the cell is never closed', placeOf(fence), 'close it with a line ```'));
  if ((isYaml && second !== undefined && !isShown) || more.length > 0)
    issues.add(
      notebookError(
        'cell-option',
        `"${[...(isYaml ? [second] : []), ...more].join(' ')}" has no place in the fence`,
        placeOf(fence),
        isYaml ? 'options of the cell stand in its YAML: id: …, caption: …' : 'write ```ts cell ID',
      ),
    );
  return {
    node,
    kind: isCode ? 'ts' : word,
    ...(isCode && second !== undefined ? { name: second } : {}),
    ...(isShown ? { isShown } : {}),
    body,
    fence,
  };
}

function readSpan(source: SourceText, node: InlineCode): InlineSpan | undefined {
  if (!node.value.trimStart().startsWith(INLINE_MARK)) return undefined;
  const start = source.text.indexOf(INLINE_MARK, offsetOf(node)) + INLINE_MARK.length;
  const ticks = /`*$/.exec(source.text.slice(start, endOf(node)))?.[0].length ?? 0;
  return { node, start, end: endOf(node) - ticks };
}

/** What stands between the first and the last line of a node. */
function bodyOf(source: SourceText, node: Node): Part {
  const [from, to] = [offsetOf(node), endOf(node)];
  const first = source.text.indexOf('\n', from);
  const last = source.text.lastIndexOf('\n', to - 1);
  const start = first < 0 || first >= to ? to : first + 1;
  return { source, start, end: Math.max(start, last + 1) };
}

function offsetOf(node: Node): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: Node): number {
  return node.position?.end.offset ?? 0;
}
