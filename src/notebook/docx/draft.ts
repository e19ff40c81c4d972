// What grows while a Word document is written: relationships, footnotes, lists, headings, and the ids they need.

import type { Definition, FootnoteDefinition, Root } from 'mdast';
import type { BuiltNotebook } from '../document.ts';
import { el } from './xml.ts';

/** Something that the document refers to: a picture of the package or an address. */
export interface Relation {
  readonly id: string;
  readonly kind: 'image' | 'hyperlink';
  readonly target: string;
}

/** A heading for the table of contents. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly bookmark: string;
}

/** A document in the making. Ids count up in the order of reading, so that the same notebook gives the same bytes. */
export class Draft {
  /** Each part of the package refers to what it shows by a list of its own. */
  readonly relations = { document: [] as Relation[], footnotes: [] as Relation[] };
  readonly footnotes: { readonly id: number; readonly xml: string }[] = [];
  readonly lists: { readonly id: number; readonly ordered: boolean; readonly start: number }[] = [];
  readonly headings: Heading[] = [];
  readonly media = new Map<string, Uint8Array>();
  readonly built: BuiltNotebook;
  /** PNG pictures by the id of their figure, or by the address in the notebook. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly footnoteTexts: ReadonlyMap<string, FootnoteDefinition>;
  readonly definitions: ReadonlyMap<string, Definition>;
  #ids = 0;
  #inFootnote = false;

  constructor(built: BuiltNotebook, pictures: ReadonlyMap<string, Uint8Array>) {
    this.built = built;
    this.pictures = pictures;
    const { children } = built.root satisfies Root;
    this.footnoteTexts = new Map(
      children.flatMap((node) => (node.type === 'footnoteDefinition' ? [[node.identifier, node] as const] : [])),
    );
    this.definitions = new Map(
      children.flatMap((node) => (node.type === 'definition' ? [[node.identifier, node] as const] : [])),
    );
  }

  /** A number that no other element has. */
  nextId(): number {
    this.#ids += 1;
    return this.#ids;
  }

  relate(kind: Relation['kind'], target: string): string {
    const own = this.relations[this.#inFootnote ? 'footnotes' : 'document'];
    const known = own.find((one) => one.kind === kind && one.target === target);
    if (known) return known.id;
    const id = `rId${own.length + 100}`;
    own.push({ id, kind, target });
    return id;
  }

  /** Adds a footnote, whose content is written with its number; Word has none within footnotes, where it is nothing. */
  addFootnote(write: (id: number) => string): number | undefined {
    if (this.#inFootnote) return undefined;
    this.#inFootnote = true;
    const id = this.footnotes.length + 1;
    this.footnotes.push({ id, xml: write(id) });
    this.#inFootnote = false;
    return id;
  }

  /** Blocks or runs between the ends of a bookmark, which the record of marks in the package explains. */
  marked(id: string, content: string): string {
    const number = this.nextId();
    const start = el('w:bookmarkStart', { 'w:id': number, 'w:name': bookmarkOf(id) });
    return start + content + el('w:bookmarkEnd', { 'w:id': number });
  }
}

/** Bookmark of a mark: Word and LibreOffice keep bookmarks through editing and saving, and in what is copied elsewhere. */
export function bookmarkOf(id: string): string {
  return `tujing_${id.replace(/\W/g, '_')}`;
}
