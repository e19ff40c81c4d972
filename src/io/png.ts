// SVG → PNG with the fonts of this folder and no others, so that a picture has the same pixels on every machine.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResvgRenderOptions } from '@resvg/resvg-js';
import { type Font, readFont } from './read-font.ts';
import { subsetFont } from './subset-font.ts';

const WEIGHTS = ['regular', 'bold'] as const;
const MAX_PIXELS = 50e6; // 200 MB while it is drawn
const FOLDER_STEM = join(tmpdir(), 'tujing-fonts-');
const NEVER_DRAWN = /[\p{Cc}\p{Cs}\p{White_Space}\p{Default_Ignorable_Code_Point}]/u;

const require = createRequire(import.meta.url); // loads the native code only where a PNG is asked for
const fonts = new Map<string, Font>(); // as read from disk, which never changes

/**
 * Draws an SVG of `renderSvg` as PNG. `scale` 2 gives two pixels a px.
 * Throws where the SVG is not well-formed, refers to another file, or gives more than 50 million pixels.
 */
export function renderPng(svg: string, scale = 2): Uint8Array {
  checkPicture(svg, scale);
  const { Resvg } = require('@resvg/resvg-js') as typeof import('@resvg/resvg-js');
  const folder = mkdtempSync(FOLDER_STEM);
  try {
    writeFonts(folder, svg);
    return new Resvg(svg, optionsOf(folder, scale)).render().asPng();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Like `renderPng`, drawing on a thread of its own: the way to make many. Rejects where that throws. */
export async function renderPngInBackground(svg: string, scale = 2): Promise<Uint8Array> {
  checkPicture(svg, scale);
  const { renderAsync } = require('@resvg/resvg-js') as typeof import('@resvg/resvg-js');
  const folder = mkdtempSync(FOLDER_STEM);
  try {
    writeFonts(folder, svg);
    return (await renderAsync(svg, optionsOf(folder, scale))).asPng();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Characters of a text that the bundled fonts cannot draw, each once, in the order in which they appear.
 *
 * @example missingGlyphs('研发 R&D 10⁵') // ['⁵']
 */
export function missingGlyphs(text: string): string[] {
  const { glyphs } = fontOf('regular'); // both weights draw the same characters
  const drawn = [...new Set(text)].filter((character) => !NEVER_DRAWN.test(character));
  return drawn.filter((character) => !glyphs.has(character.codePointAt(0) as number));
}

/** resvg would read any file that an image names, and end the process where memory does not suffice. */
function checkPicture(svg: string, scale: number): void {
  const [, width, height] = /^<svg[^>]*? width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const pixels = Number(width) * Number(height) * scale * scale;
  if (!(pixels <= MAX_PIXELS)) throw new RangeError(`picture of ${pixels} pixels: at most ${MAX_PIXELS} are drawn`);
  if (/<!|<(?:[\w-]+:)?(?:image|feImage)\b(?![^>]* xlink:href="")/.test(svg)) {
    throw new Error('picture refers to another file');
  }
}

function optionsOf(folder: string, scale: number): ResvgRenderOptions {
  const fontFiles = WEIGHTS.map((weight) => fontFileIn(folder, weight));
  return { font: { loadSystemFonts: false, fontFiles }, fitTo: { mode: 'zoom', value: scale }, logLevel: 'off' };
}

/** Writes fonts for the characters of this picture: resvg takes fonts from files only. */
function writeFonts(folder: string, svg: string): void {
  for (const weight of WEIGHTS) writeFileSync(fontFileIn(folder, weight), subsetFont(fontOf(weight), svg));
}

function fontFileIn(folder: string, weight: string): string {
  return join(folder, `${weight}.ttf`);
}

function fontOf(weight: (typeof WEIGHTS)[number]): Font {
  const known = fonts.get(weight);
  if (known !== undefined) return known;
  // The same folder from src/io and, in the installed package, from dist/io.
  const font = readFont(readFileSync(new URL(`../../src/io/fonts/noto-sans-sc-${weight}.ttf`, import.meta.url)));
  fonts.set(weight, font);
  return font;
}
