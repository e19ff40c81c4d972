// Pictures that know what they were made from, wherever they are copied to.

import type { BuiltNotebook, FigureNode } from './document.ts';
import { marksOfChart } from './marks.ts';
import { withPngText } from './png-chunks.ts';

/** Keyword of the record within a PNG, and of the element within an SVG. */
export const PICTURE_KEYWORD = 'tujing';

/** The pictures of a document, those of its figures with the record of that figure inside. */
export function markedPictures(
  built: BuiltNotebook,
  pictures: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Uint8Array> {
  const marked = new Map(pictures);
  for (const figure of figuresOf(built)) {
    const bytes = pictures.get(figure.provenance.id);
    if (bytes)
      marked.set(figure.provenance.id, withPngText(bytes, PICTURE_KEYWORD, JSON.stringify(figureMarks(built, figure))));
  }
  return marked;
}

/** The record of one figure of a document. */
export function figureMarks(built: BuiltNotebook, figure: FigureNode) {
  return {
    ...marksOfChart(figure.caption, built.made, figure.provenance),
    document: built.id,
    ...(built.file === undefined ? {} : { notebook: built.file }),
  };
}

/** An SVG with the record of a figure inside. */
export function markedSvg(svg: string, marks: unknown): string {
  const text = JSON.stringify(marks).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return svg.replace(/^<svg[^>]*>/, (root) => `${root}<metadata id="${PICTURE_KEYWORD}">${text}</metadata>`);
}

function figuresOf(built: BuiltNotebook): readonly FigureNode[] {
  return built.root.children.flatMap((node) => (node.type === 'figure' ? [node] : []));
}
