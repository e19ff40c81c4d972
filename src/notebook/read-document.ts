// Documents read back for `verify`: the record of marks, which of them are still there, and what numbers read today.

import { bookmarkOf } from './docx/draft.ts';
import { MARKS_NAMESPACE } from './docx/parts.ts';
import { PICTURE_KEYWORD } from './marked-pictures.ts';
import { type Marks, readMarks } from './marks.ts';
import { pngText } from './png-chunks.ts';
import { readZip } from './zip.ts';

/** What a document says of itself. */
export interface DocumentMarks {
  readonly marks: Marks;
  /** Ids of the marks that are still there; missing where a format cannot tell. */
  readonly present?: ReadonlySet<string>;
  /** What numbers read, by id. */
  readonly shown: ReadonlyMap<string, string>;
}

/** Endings of the files that carry marks. */
export const DOCUMENT_ENDINGS = ['.docx', '.html', '.ipynb', '.md', '.vl.json', '.svg', '.png'] as const;

/** Element of a page that holds the record, and attribute of what it tells of. */
export const MARKS_ELEMENT = 'tujing-marks';
export const MARK_ATTRIBUTE = 'data-tujing';

/**
 * Records of a document by its ending; none where it has no marks. A Word document that lost its own record (its text was
 * copied into another) still has those of its pictures. Rejects where the file cannot be what its name says.
 */
export async function readDocument(file: string, bytes: Uint8Array): Promise<readonly DocumentMarks[]> {
  const text = () => new TextDecoder().decode(bytes);
  if (file.endsWith('.docx')) return readWord(bytes);
  if (file.endsWith('.png')) return alone(pngText(bytes, PICTURE_KEYWORD));
  if (file.endsWith('.svg'))
    return alone(unescapeXml(between(text(), `<metadata id="${PICTURE_KEYWORD}">`, '</metadata>')));
  if (file.endsWith('.vl.json')) return alone(JSON.stringify(property(parse(text()), 'usermeta', 'tujing')));
  if (file.endsWith('.html')) return readPage(text());
  if (file.endsWith('.ipynb')) return readJupyter(text());
  return readMarkdown(text(), between(text(), `<!-- ${MARKS_ELEMENT} `, ' -->'));
}

function alone(json: string | undefined): readonly DocumentMarks[] {
  const marks = json === undefined ? undefined : readMarks(json);
  return marks ? [{ marks, shown: new Map() }] : [];
}

async function readWord(bytes: Uint8Array): Promise<readonly DocumentMarks[]> {
  const parts = await readZip(bytes);
  const text = (name: string) => new TextDecoder().decode(parts.get(name));
  const stores = [...parts.keys()].filter((name) => /^customXml\/item\d+\.xml$/.test(name)).map(text);
  const store = stores.find((xml) => xml.includes(MARKS_NAMESPACE));
  const marks = readMarks(unescapeXml(/>([^<]*)<\/(?:\w+:)?marks>/.exec(store ?? '')?.[1]) ?? '');
  if (!marks) {
    const pictures = [...parts].filter(([name]) => name.startsWith('word/media/'));
    return pictures.flatMap(([, picture]) => alone(pngText(picture, PICTURE_KEYWORD)));
  }
  const document = text('word/document.xml');
  const present = new Set<string>();
  const shown = new Map<string, string>();
  for (const { id } of marks.marks) {
    const found = bookmarked(document, bookmarkOf(id));
    if (found === undefined) continue;
    present.add(id);
    shown.set(id, found);
  }
  return [{ marks, present, shown }];
}

/** Text between the ends of a bookmark; undefined where there is none, or nothing in it. */
function bookmarked(document: string, name: string): string | undefined {
  const start = new RegExp(`<w:bookmarkStart[^>]*w:name="${name}"[^>]*>`).exec(document);
  const [, id] = /w:id="([^"]*)"/.exec(start?.[0] ?? '') ?? [];
  if (!start || id === undefined) return undefined;
  const from = start.index + start[0].length;
  const end = new RegExp(`<w:bookmarkEnd[^>]*w:id="${id}"`).exec(document.slice(from));
  // LibreOffice begins a bookmark over several paragraphs twice and ends it once.
  const inner = document.slice(from, from + (end?.index ?? document.slice(from).indexOf('</w:p>')));
  const text = [...inner.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]).join('');
  return text === '' && !inner.includes('<w:drawing') && !inner.includes('<w:tbl') ? undefined : unescapeXml(text);
}

function readPage(page: string): readonly DocumentMarks[] {
  const marks = readMarks(between(page, `id="${MARKS_ELEMENT}">`, '</script>') ?? '');
  if (!marks) return [];
  const found = [...page.matchAll(new RegExp(`${MARK_ATTRIBUTE}="([^"]*)"(?: [\\w-]+="[^"]*")*>([^<]*)`, 'g'))];
  return [
    {
      marks,
      present: new Set(found.map((match) => match[1] ?? '')),
      shown: new Map(found.map((match) => [match[1] ?? '', unescapeXml(match[2]) ?? ''])),
    },
  ];
}

function readJupyter(text: string): readonly DocumentMarks[] {
  const notebook = parse(text);
  const cells = property(notebook, 'cells');
  if (!Array.isArray(cells)) throw new Error('not a Jupyter notebook');
  const sources = cells.map((cell) => [property(cell, 'source')].flat().join(''));
  const ids = cells.map((cell) => property(cell, 'metadata', 'tujing', 'id'));
  const [read] = readMarkdown(sources.join('\n'), JSON.stringify(property(notebook, 'metadata', 'tujing')));
  return read
    ? [{ ...read, present: new Set([...(read.present ?? []), ...ids.filter((id) => typeof id === 'string')]) }]
    : [];
}

/** `<!--num-1-->3.65%<!--/-->` is a number, `<!--fig-1-->` begins a figure. */
function readMarkdown(text: string, json: string | undefined): readonly DocumentMarks[] {
  const marks = readMarks(json ?? '');
  if (!marks) return [];
  const present = [...text.matchAll(/<!--([a-z]+-\d+)-->/g)].map((match) => match[1] ?? '');
  const numbers = [...text.matchAll(/<!--(num-\d+)-->([^<]*)<!--\/-->/g)];
  return [
    {
      marks,
      present: new Set(present),
      shown: new Map(numbers.map((match) => [match[1] ?? '', match[2]?.replaceAll('\\', '') ?? ''])),
    },
  ];
}

function between(text: string, from: string, to: string): string | undefined {
  const start = text.indexOf(from);
  const end = start < 0 ? -1 : text.indexOf(to, start + from.length);
  return end < 0 ? undefined : text.slice(start + from.length, end);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('not JSON');
  }
}

function property(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined),
    value,
  );
}

function unescapeXml(text: string | undefined): string | undefined {
  return text?.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([0-9a-f]+));/gi,
    (_, name: string | undefined, decimal: string | undefined, hex: string | undefined) =>
      name === undefined
        ? String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal))
        : (ENTITIES[name] ?? ''),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
