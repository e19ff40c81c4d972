// Text for terminals: colours where they are wanted, columns aligned under wide characters.

import { styleText } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

type Style = Parameters<typeof styleText>[0];

/** Styles a text for standard output, or for standard error. */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream, validateStream: true });
}

/** Columns that a text takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  return width;
}

/** A number with its sign; what rounds to zero has none. */
export function signed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : value > 0 ? `+${text}` : text;
}

/** A column: its heading and alignment. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Lines of a table, two spaces between columns; `style` paints a whole cell after padding. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style?: (row: number, column: number, text: string) => string,
): string {
  const widths = columns.map((column, c) =>
    Math.max(displayWidth(column.title), ...rows.map((row) => displayWidth(row[c] ?? ''))),
  );
  const pad = (text: string, c: number) => {
    const space = ' '.repeat(Math.max(0, (widths[c] ?? 0) - displayWidth(text)));
    return columns[c]?.align === 'right' ? space + text : text + space;
  };
  const line = (cells: readonly string[], r: number) =>
    cells
      .map((cell, c) => (r < 0 || !style ? pad(cell, c) : style(r, c, pad(cell, c))))
      .join('  ')
      .trimEnd();
  return [
    line(
      columns.map((column) => column.title),
      -1,
    ),
    ...rows.map((row, r) => line(row, r)),
  ].join('\n');
}

/** Progress on standard error: one line that overwrites itself on a terminal, silence elsewhere. */
export function progressBar(label: string, total: number): { step(): void; end(): void } {
  const stream = process.stderr;
  let done = 0;
  if (!stream.isTTY) return { step: () => undefined, end: () => undefined };
  const draw = () => stream.write(`\r${label} ${done}/${total}`);
  return {
    step: () => {
      done += 1;
      draw();
    },
    end: () => stream.write(`\r${' '.repeat(displayWidth(`${label} ${total}/${total}`))}\r`),
  };
}

/** Progress of work whose share is known: a line on a terminal once it has taken a second, silence elsewhere. */
export function shareBar(label: string): { show(share: number): void; end(): void } {
  const stream = process.stderr;
  if (!stream.isTTY) return { show: () => undefined, end: () => undefined };
  const started = performance.now();
  let shown = '';
  return {
    show: (share) => {
      const text = `${label} ${Math.floor(100 * share)} %`;
      if (text === shown || performance.now() - started < 1000) return;
      shown = text;
      stream.write(`\r${text}`);
    },
    end: () => {
      if (shown !== '') stream.write(`\r${' '.repeat(displayWidth(shown))}\r`);
    },
  };
}

/** Bounds of targets as signs; the lower end of a range. */
export const BOUND_SIGNS = { gte: '≥', gt: '>', lte: '≤', lt: '<', approx: '≈', eq: '=', range: '≥' } as const;
