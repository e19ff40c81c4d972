// Charts of notebooks: drawn, and compiled for the browser, each once.

import { createHash } from 'node:crypto';
import type { DrawnChart } from '../notebook/index.ts';
import type { BuildCache } from './notebook-files.ts';
import { createRenderer, type Renderer, toVega } from './render.ts';

/** Draws for one document; renderers may be shared, caches are the document's own. */
export interface ChartDrawer {
  draw(spec: object): Promise<DrawnChart>;
  compile(spec: object): Promise<unknown>;
}

/** Draws and compiles through a cache. */
export function chartDrawer(cache: BuildCache, renderer: Renderer = createRenderer()): ChartDrawer {
  const keyOf = (what: string, spec: object) =>
    `${what}:${createHash('sha256').update(JSON.stringify(spec)).digest('hex')}`;
  return {
    async draw(spec) {
      const key = keyOf('svg', spec);
      const kept = await cache.get(key);
      const svg = typeof kept === 'string' ? kept : (await renderer.renderSvg(spec)).svg;
      if (typeof kept !== 'string') await cache.put(key, svg);
      return { svg, ...sizeOf(svg) };
    },
    async compile(spec) {
      const key = keyOf('vega', spec);
      const kept = await cache.get(key);
      if (kept !== undefined) return kept;
      const { vega } = await toVega(spec);
      await cache.put(key, vega);
      return vega;
    },
  };
}

/** CSS pixels of a picture, from its root. */
function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const root = /^[\s\S]*?<svg[^>]*>/.exec(svg)?.[0] ?? '';
  const number = (name: string) => Number(new RegExp(`\\s${name}="([0-9.]+)"`).exec(root)?.[1]);
  const [width, height] = [number('width'), number('height')];
  if (!(width > 0 && height > 0)) throw new Error('the picture has no size');
  return { width, height };
}
