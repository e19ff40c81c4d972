// A notebook that was built: Markdown with figures, tables and numbers in place of cells. What every output (HTML, Word,
// Jupyter, Markdown) is written from, so that none of them knows how a cell is run.

import type { Root } from 'mdast';
import type { Issue, Language } from '../base/index.ts';

/** What an embedded figure, table or number was made from; equal fingerprints mean the same bytes from the same inputs. */
export interface Provenance {
  /** Position in the document's order of cells and numbers: `fig-1`, `tab-2`, `num-3`. */
  readonly id: string;
  /** As written in the notebook: the cell's source, or the expression of a number. */
  readonly source: string;
  /** SHA-256 (hex) of every input that it depends on, by name; see `workspaceInputs` for the names. */
  readonly inputs: Readonly<Record<string, string>>;
  /** SHA-256 (hex) over the format version, the source and the inputs: `fingerprintOf`. */
  readonly fingerprint: string;
}

/** A chart in the document. */
export interface FigureNode {
  readonly type: 'figure';
  readonly number: number;
  readonly caption: string;
  /** For readers who cannot see it: what the chart shows, in a sentence. */
  readonly alt: string;
  /** Where the numbers come from. */
  readonly note?: string;
  /** The complete Vega-Lite specification, data inlined. */
  readonly spec: object;
  /** The picture, sized in CSS pixels. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly provenance: Provenance;
}

/** A table of results; cells are text as shown, numbers already formatted. */
export interface ResultTableNode {
  readonly type: 'resultTable';
  readonly number: number;
  readonly caption: string;
  readonly note?: string;
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' | 'center' }[];
  readonly rows: readonly (readonly string[])[];
  readonly provenance: Provenance;
}

/** A number in prose; `text` is missing where it could not be had, and outputs print a marked gap. */
export interface InlineNumberNode {
  readonly type: 'inlineNumber';
  readonly text?: string;
  readonly issue?: Issue;
  readonly provenance: Provenance;
}

/** A cell that failed: shown in its place, the rest of the document stands. */
export interface CellErrorNode {
  readonly type: 'cellError';
  readonly issues: readonly Issue[];
  readonly source: string;
}

/** What a TypeScript cell printed or returned as text. */
export interface CellTextNode {
  readonly type: 'cellText';
  readonly text: string;
  readonly provenance: Provenance;
}

declare module 'mdast' {
  interface RootContentMap {
    figure: FigureNode;
    resultTable: ResultTableNode;
    inlineNumber: InlineNumberNode;
    cellError: CellErrorNode;
    cellText: CellTextNode;
  }
  interface PhrasingContentMap {
    inlineNumber: InlineNumberNode;
  }
}

/** Colours and fonts of a report; one file sets them for a bureau. */
export interface ReportTheme {
  readonly accent: string;
  readonly text: string;
  readonly fonts: { readonly heading: string; readonly body: string; readonly eastAsia: string; readonly mono: string };
  /** Printed in header and footer of Word and print pages; empty for none. */
  readonly header: string;
  readonly footer: string;
}

/** A built notebook. */
export interface BuiltNotebook {
  /** File name without extension, and with the region of a report that is made for many. */
  readonly id: string;
  /** The notebook's path from the workspace's folder, with forward slashes: where `verify` looks for a cell's source. */
  readonly file?: string;
  readonly title: string;
  readonly language: Language;
  /** Version of the tool and ids and hashes of the scenarios run, for the last page. */
  readonly made: string;
  readonly root: Root;
  readonly theme: ReportTheme;
  /** All that went wrong, with places in the notebook. */
  readonly issues: readonly Issue[];
}
