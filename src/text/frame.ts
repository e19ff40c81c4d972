// Issues for people (the line of the file with carets under the stretch) and for programs. The only place where
// offsets become lines and columns.

import { eastAsianWidth } from 'get-east-asian-width';
import type { Issue, Place, Severity } from '../base/index.ts';
import { visible } from './characters.ts';
import { lineAt, positionAt, type SourceText } from './source.ts';

/** Finds the text of a file by the name that its issues carry; undefined where it is not at hand. */
export type SourceOf = (file: string) => SourceText | undefined;

/** An issue as `--json` prints it: all keys always there, `null` where nothing is known; lines and columns from 1. */
export interface IssueRecord {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  /** Behind the last character. */
  readonly endColumn: number | null;
  readonly path: string | null;
  readonly expected: string | null;
  readonly found: string | null;
  readonly hint: string | null;
}

/** Columns of a line that are shown at most; longer lines are cut around the stretch. */
const FRAME_WIDTH = 100;

/**
 * An issue with its place, the line of the file and the hint. Everything that comes from a file is made visible, so
 * that it cannot steer the terminal. The layout:
 *
 *     scenarios/rd-surge.yaml:14:16  unknown indicator "rd_intensty"
 *       14 |   - indicator: rd_intensty
 *          |                ^^^^^^^^^^^
 *       did you mean "rd_intensity"?
 */
export function formatIssue(issue: Issue, sourceOf: SourceOf, options: { readonly color?: boolean } = {}): string {
  const paint = options.color ? painted : plain;
  const source = issue.place && sourceOf(issue.place.file);
  const kind = issue.severity === 'error' ? '' : `${issue.severity}: `;
  const where = issue.place ? `${paint('bold', whereabouts(issue.place, source))}  ` : '';
  return [
    `${where}${paint(issue.severity, kind)}${visible(issue.message)}`,
    ...(issue.place && source?.text ? codeFrame(issue.place, source, (text) => paint(issue.severity, text)) : []),
    ...(issue.hint === undefined ? [] : issue.hint.split('\n').map((line) => `  ${visible(line)}`)),
  ].join('\n');
}

/** An issue as a plain record for `--json`. */
export function describeIssue(issue: Issue, sourceOf: SourceOf): IssueRecord {
  const { code, severity, message, place, path, expected, found, hint } = issue;
  const source = place && sourceOf(place.file);
  const start = source && positionAt(source, place.start);
  const end = source && positionAt(source, place.end);
  return {
    code,
    severity,
    message,
    file: place?.file ?? null,
    line: start?.line ?? null,
    column: start?.column ?? null,
    endLine: end?.line ?? null,
    endColumn: end?.column ?? null,
    path: path ?? null,
    expected: expected ?? null,
    found: found ?? null,
    hint: hint ?? null,
  };
}

function whereabouts(place: Place, source: SourceText | undefined): string {
  const at = source && positionAt(source, place.start);
  return visible(place.file) + (at ? `:${at.line}:${at.column}` : '');
}

/** Two lines: the line of the file where the stretch begins, and carets under the stretch (to the line's end at most). */
function codeFrame(place: Place, source: SourceText, paint: (text: string) => string): string[] {
  const { line } = positionAt(source, place.start);
  const { text, start } = lineAt(source, line);
  const from = Math.min(place.start - start, text.length);
  const to = Math.max(from, Math.min(place.end - start, text.length));
  const { before, marked, after } = cutAround(text, from, to);
  const gutter = ' '.repeat(String(line).length);
  const carets = '^'.repeat(Math.max(1, widthOf(marked)));
  return [
    `  ${line} | ${before}${marked}${after}`.trimEnd(),
    `  ${gutter} | ${' '.repeat(widthOf(before))}${paint(carets)}`,
  ];
}

interface Cut {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** The line in three parts, made visible and cut to the width of a frame; `...` stands for what is left out. */
function cutAround(line: string, from: number, to: number): Cut {
  const marked = fitting(shown(part(line, from, Math.min(to, from + FRAME_WIDTH))), FRAME_WIDTH);
  const rest = FRAME_WIDTH - widthOf(marked);
  const tail = shown(part(line, to, to + FRAME_WIDTH));
  const head = shown(part(line, Math.max(0, from - FRAME_WIDTH), from));
  const headRoom = Math.max(Math.floor(rest / 2), rest - widthOf(tail));
  const before = from > FRAME_WIDTH || widthOf(head) > headRoom ? `...${fittingEnd(head, headRoom - 3)}` : head;
  const tailRoom = rest - widthOf(before);
  const after = line.length > to + FRAME_WIDTH || widthOf(tail) > tailRoom ? `${fitting(tail, tailRoom - 3)}...` : tail;
  return { before, marked, after: to > from + FRAME_WIDTH ? '...' : after };
}

/** A slice that does not begin or end inside a surrogate pair. */
function part(text: string, start: number, end: number): string {
  const isInside = (at: number) => at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff;
  return text.slice(isInside(start) ? start + 1 : start, isInside(end) ? end - 1 : end);
}

/** Control characters as escapes; a tab as one space, since its width is the terminal's own affair. */
function shown(text: string): string {
  return visible(text.replaceAll('\t', ' '));
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function clusters(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Columns that a terminal gives to a text: 2 for Chinese and emoji, 0 for marks without a base. */
function widthOf(text: string): number {
  return clusters(text).reduce((sum, cluster) => sum + clusterWidth(cluster), 0);
}

function clusterWidth(cluster: string): number {
  if (/^[\p{M}\u200c\u200d]/u.test(cluster)) return 0;
  // Two letters make a flag; U+FE0F asks for the coloured, wide form of a sign that is narrow by itself.
  if (/^\p{Regional_Indicator}{2}|\ufe0f/u.test(cluster)) return 2;
  return eastAsianWidth(cluster.codePointAt(0) ?? 0);
}

/** As much of the beginning as fits. */
function fitting(text: string, width: number): string {
  let used = 0;
  const rest = clusters(text);
  const end = rest.findIndex((cluster) => {
    used += clusterWidth(cluster);
    return used > width;
  });
  return end < 0 ? text : rest.slice(0, end).join('');
}

function fittingEnd(text: string, width: number): string {
  const all = clusters(text);
  let used = 0;
  let start = all.length;
  while (start > 0 && used + clusterWidth(all[start - 1] ?? '') <= width) used += clusterWidth(all[--start] ?? '');
  return all.slice(start).join('');
}

type Style = Severity | 'bold';

const STYLES: Readonly<Record<Style, string>> = { bold: '1', error: '31', warning: '33', note: '36' };

function plain(_style: Style, text: string): string {
  return text;
}

function painted(style: Style, text: string): string {
  return text === '' ? '' : `\x1b[${STYLES[style]}m${text}\x1b[0m`;
}
