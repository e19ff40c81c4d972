// Texts of a rendered chart with their boxes, read from the SVG alone: a second opinion on the charts' own layout.

import { textWidth } from '../../src/charts/index.ts';

/** A text as drawn; the box is in px of the picture. */
export interface DrawnText {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const TAGS = /<(\/?)(g|text|svg)\b([^>]*?)(\/?)>([^<]*)/g;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** Width and height of a picture. */
export function sizeOfSvg(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

/** All texts that show. */
export function textsOfSvg(svg: string): readonly DrawnText[] {
  const origins: (readonly [number, number])[] = [];
  const texts: DrawnText[] = [];
  for (const [, closing, tag, attributes = '', empty, content = ''] of svg.matchAll(TAGS)) {
    if (tag === 'text' && !closing) {
      const found = boxOf(
        attributes,
        content.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity),
        origins,
      );
      if (found) texts.push(found);
    } else if (tag === 'g') {
      if (closing) origins.pop();
      else if (!empty) origins.push(moveOf(attributes));
    }
  }
  return texts;
}

function moveOf(attributes: string): readonly [number, number] {
  const [, x = '0', y = '0'] = /translate\((-?[\d.]+)[, ](-?[\d.]+)\)/.exec(attributes) ?? [];
  return [Number(x), Number(y)];
}

function boxOf(
  attributes: string,
  text: string,
  origins: readonly (readonly [number, number])[],
): DrawnText | undefined {
  if (/opacity="0"/.test(attributes) || text.trim() === '') return undefined;
  const size = Number(/font-size="([\d.]+)px"/.exec(attributes)?.[1]);
  const width = textWidth(text, size, /font-weight="bold"/.test(attributes));
  const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1];
  const [dx, dy] = moveOf(attributes);
  const x = origins.reduce((sum, move) => sum + move[0], dx);
  const y = origins.reduce((sum, move) => sum + move[1], dy);
  const from = anchor === 'end' ? -width : anchor === 'middle' ? -width / 2 : 0;
  const [above, below] = [0.78 * size, 0.16 * size];
  if (/rotate\((?:-90|270)\)/.test(attributes))
    return { text, left: x - above, right: x + below, top: y - from - width, bottom: y - from };
  return { text, left: x + from, right: x + from + width, top: y - above, bottom: y + below };
}

/** Pairs of texts that share more than `slack` px in both directions. */
export function overlappingTexts(texts: readonly DrawnText[], slack = 1): readonly string[] {
  return texts.flatMap((a, k) =>
    texts
      .slice(k + 1)
      .filter(
        (b) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack,
      )
      .map((b) => `"${a.text}" and "${b.text}"`),
  );
}

/** Texts that leave the picture. */
export function textsOutside(svg: string): readonly string[] {
  const { width, height } = sizeOfSvg(svg);
  return textsOfSvg(svg)
    .filter((text) => text.left < 0 || text.top < 0 || text.right > width || text.bottom > height)
    .map(({ text }) => text);
}
