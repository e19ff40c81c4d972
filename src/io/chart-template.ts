// Most charts of a run differ only in their rows and texts. A template is a chart without these: it is compiled once,
// which is half of the work of drawing, and filled for each chart. In it, a mark (a number between two private-use
// characters) stands for a text, and one row with a mark for all rows.

const TEXT_KEYS = new Set(['title', 'subtitle', 'text', 'description']);
const MARK = /\uE000(\d+)\uE001/g;

/** A specification taken apart. */
export interface SplitSpec {
  /** The specification with marks in it, equal for charts that can share a template. */
  readonly shape: unknown;
  /** What the marks stand for, by number: texts, of which equal ones share a number, and arrays of rows. */
  readonly fillings: readonly unknown[];
}

/** What a shape was compiled to, and the places with marks in it. */
export interface Template<T> {
  readonly compiled: T;
  readonly slots: readonly Slot[];
}

/** `holder[key]` is `marked`: a text with marks, or the one row for all. */
interface Slot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly marked: string;
}

/** Takes titles, fixed texts and inline rows out of a Vega-Lite specification. */
export function splitSpec(spec: unknown): SplitSpec {
  const fillings = new Map<unknown, number>();
  const markFor = (filling: unknown) => {
    if (!fillings.has(filling)) fillings.set(filling, fillings.size);
    return `\uE000${fillings.get(filling)}\uE001`;
  };
  const markRows = (rows: unknown[]) => [{ [markFor(rows)]: null }];
  const shapeOf = (part: unknown, key: string, parent: string): unknown => {
    if (typeof part === 'string') return TEXT_KEYS.has(key) && part !== '' ? markFor(part) : part;
    if (Array.isArray(part)) {
      const isRows = (key === 'values' && parent === 'data') || parent === 'datasets';
      return isRows ? markRows(part) : part.map((item) => shapeOf(item, key, parent));
    }
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, shapeOf(value, name, key)]));
  };
  return { shape: shapeOf(spec, '', ''), fillings: [...fillings.keys()] };
}

/** Finds the marks in a compiled shape. */
export function makeTemplate<T extends object>(compiled: T): Template<T> {
  const slots: Slot[] = [];
  const visit = (holder: Record<string, unknown>) => {
    for (const [key, part] of Object.entries(holder)) {
      const marked = typeof part === 'string' ? part : Array.isArray(part) ? markOfRows(part) : undefined;
      if (marked?.match(MARK)) slots.push({ holder, key, marked });
      else if (typeof part === 'object' && part !== null) visit(part as Record<string, unknown>);
    }
  };
  visit(compiled as Record<string, unknown>);
  return { compiled, slots };
}

/** Puts texts and rows into the template and returns what it holds: good until it is filled again. */
export function fillTemplate<T>(template: Template<T>, fillings: readonly unknown[]): T {
  for (const { holder, key, marked } of template.slots) {
    const [, whole] = /^\uE000(\d+)\uE001$/.exec(marked) ?? [];
    holder[key] = whole === undefined ? fillText(marked, fillings) : fillings[Number(whole)];
  }
  return template.compiled;
}

/** Puts texts in the place of their marks. */
export function fillText(text: string, fillings: readonly unknown[]): string {
  return text.replace(MARK, (_mark, number) => String(fillings[number]));
}

function markOfRows(rows: readonly unknown[]): string | undefined {
  return rows.length === 1 && typeof rows[0] === 'object' ? Object.keys(rows[0] ?? {})[0] : undefined;
}
