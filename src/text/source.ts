// A decoded file and the way from an offset in it to the line and column that an editor shows.

/** A file's decoded text: no BOM, line ends as in the file. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** 1-based; `column` counts code points, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

// Memory of a pure function, keyed by the object: a thousand issues in one file index its lines once.
const linesOf = new WeakMap<SourceText, Lines>();

interface Lines {
  readonly starts: Uint32Array;
  /** No surrogate pair anywhere: columns are plain differences, also in a file of one huge line. */
  readonly flat: boolean;
}

/** Line and column of a UTF-16 offset; offsets beyond the text give the place just behind its end. */
export function positionAt(source: SourceText, offset: number): Position {
  const within = Math.max(0, Math.min(offset, source.text.length));
  const { starts, flat } = linesIn(source);
  const line = lastNotAbove(starts, within);
  const start = starts[line] ?? 0;
  return { line: line + 1, column: (flat ? within - start : countCodePoints(source.text, start, within)) + 1 };
}

/** A line (1-based) without its line end, and the offset where it starts. */
export function lineAt(source: SourceText, line: number): { readonly text: string; readonly start: number } {
  const { starts } = linesIn(source);
  const start = starts[line - 1] ?? source.text.length;
  const next = starts[line] ?? source.text.length + 1;
  const end = source.text[next - 2] === '\r' ? next - 2 : next - 1;
  return { text: source.text.slice(start, Math.max(start, end)), start };
}

function linesIn(source: SourceText): Lines {
  const known = linesOf.get(source);
  if (known) return known;
  const starts = [0];
  for (let i = source.text.indexOf('\n'); i >= 0; i = source.text.indexOf('\n', i + 1)) starts.push(i + 1);
  const lines = { starts: Uint32Array.from(starts), flat: !/[\ud800-\udbff]/.test(source.text) };
  linesOf.set(source, lines);
  return lines;
}

/** Index of the last entry that is not above `value`; `sorted[0]` is 0, so there is one. */
function lastNotAbove(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function countCodePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; count++) i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
  return count;
}
