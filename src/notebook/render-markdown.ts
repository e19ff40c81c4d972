// A built notebook as a Markdown file with its pictures beside it, as SVG and as PNG.

import type { BuiltNotebook, FigureNode } from './document.ts';
import { figureMarks, markedPictures, markedSvg } from './marked-pictures.ts';
import { marksOf } from './marks.ts';
import { MARKS_ELEMENT } from './read-document.ts';
import { markdownOf } from './to-markdown.ts';
import type { ZipEntry } from './zip.ts';

/**
 * The files: `<id>.md`, and for every figure `<id>.files/<fig-1>.svg` and, where its PNG was handed in, `.png`.
 * The same input gives the same bytes.
 */
export function renderMarkdown(built: BuiltNotebook, pictures: ReadonlyMap<string, Uint8Array>): readonly ZipEntry[] {
  const folder = `${built.id}.files`;
  const figures: FigureNode[] = [];
  const text = markdownOf(built.root.children, built.language, (figure) => {
    figures.push(figure);
    return encodeURI(`${folder}/${figure.provenance.id}.svg`);
  });
  const marked = markedPictures(built, pictures);
  // "--" would end the comment.
  const record = JSON.stringify(marksOf(built)).replaceAll('--', '-\\u002d');
  const title = built.root.children.some((node) => node.type === 'heading' && node.depth === 1)
    ? ''
    : `# ${built.title}\n\n`;
  return [
    {
      name: `${built.id}.md`,
      content: `${title}${text}\n---\n\n${built.made}\n\n<!-- ${MARKS_ELEMENT} ${record} -->\n`,
    },
    ...figures.flatMap((figure) => {
      const { id } = figure.provenance;
      const png = marked.get(id);
      return [
        { name: `${folder}/${id}.svg`, content: markedSvg(figure.svg, figureMarks(built, figure)) },
        ...(png ? [{ name: `${folder}/${id}.png`, content: png }] : []),
      ];
    }),
  ];
}
