// What Vega is told wherever it runs, in Node (`render.ts`) and in the report's page (`report-runtime/`):
// how wide a text is, and that nothing is ever loaded or linked to.

import type { Loader } from 'vega';
import { textWidth } from '../charts/text-metrics.ts';

declare module 'vega' {
  // Exported by Vega 6.4 and missing in its typings.
  export const textMetrics: { width: (item: TextItem, text: TextValue) => number };
  export function randomLCG(seed: number): () => number;
  export function setRandom(random: () => number): void;
}

/** What a text mark may hold; nothing is drawn where it is missing. */
export type TextValue = string | number | boolean | null | undefined;

/** The part of a text mark that its width depends on. */
export interface TextItem {
  readonly fontSize?: number | string | null;
  readonly fontWeight?: number | string | null;
  /** Width in px to which Vega shortens the text; none where 0 or missing. */
  readonly limit?: number | null;
}

/** Width in px that a text of a mark takes up; to be set as `vega.textMetrics.width`. */
export function measureText(item: TextItem, text: TextValue): number {
  const line = text === null || text === undefined ? '' : String(text).trim();
  const fontSize = item.fontSize === null || item.fontSize === undefined ? 11 : Number(item.fontSize) || 0;
  const bold = item.fontWeight === 'bold' || Number(item.fontWeight) >= 600;
  const width = textWidth(line, Math.max(0, fontSize), bold);
  return item.limit && item.limit > 0 ? Math.min(width, item.limit) : width;
}

/**
 * Loads nothing, from no file and no address. `sanitize` never rejects (a rejection inside `toSVG` ends the process,
 * vega 6.4.0) and gives no address at all, so that links and images draw as plain marks and empty places.
 */
export const refusingLoader = {
  load: (address: string) => Promise.reject(new Error(`refused to load "${address}": charts hold their data inline`)),
  sanitize: () => Promise.resolve({}),
} as unknown as Loader;
