// Pictures: PNG bytes into the package, and the drawing that shows them.

import { pngSize } from '../png-chunks.ts';
import type { Draft } from './draft.ts';
import { el } from './xml.ts';

/** Text width and the tallest picture on an A4 page, in EMU (360 000 a centimetre). */
const PAGE_WIDTH = 16 * 360_000;
const MAX_HEIGHT = 21 * 360_000;
/** A sheet of 680 px, as charts have it, is as wide as the text. */
const EMU_PER_PX = PAGE_WIDTH / 680;

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const PICTURE = 'http://schemas.openxmlformats.org/drawingml/2006/picture';

/** A picture in a run, at most as wide as the text; undefined where its bytes were not handed in. */
export function pictureRun(
  draft: Draft,
  key: string,
  alt: string,
  title = '',
  size?: { readonly width: number; readonly height: number },
): string | undefined {
  const bytes = draft.pictures.get(key);
  if (!bytes) return undefined;
  const { width, height } = size ?? pngSize(bytes);
  const scale = Math.min(EMU_PER_PX, PAGE_WIDTH / width, MAX_HEIGHT / height);
  const extent = { cx: Math.round(width * scale), cy: Math.round(height * scale) };
  const id = draft.nextId();
  const file = mediaName(draft, key, bytes);
  const shape = el(
    'pic:pic',
    { 'xmlns:pic': PICTURE },
    el(
      'pic:nvPicPr',
      {},
      el('pic:cNvPr', { id, name: file }),
      el('pic:cNvPicPr', {}, el('a:picLocks', { noChangeAspect: 1 })),
    ),
    el(
      'pic:blipFill',
      {},
      el('a:blip', { 'r:embed': draft.relate('image', `media/${file}`) }),
      el('a:stretch', {}, el('a:fillRect')),
    ),
    el(
      'pic:spPr',
      {},
      el('a:xfrm', {}, el('a:off', { x: 0, y: 0 }), el('a:ext', extent)),
      el('a:prstGeom', { prst: 'rect' }, el('a:avLst')),
    ),
  );
  return el(
    'w:r',
    {},
    el(
      'w:drawing',
      {},
      el(
        'wp:inline',
        { distT: 0, distB: 0, distL: 0, distR: 0 },
        el('wp:extent', extent),
        el('wp:docPr', { id, name: file, descr: alt, title: title === '' ? undefined : title }),
        el('wp:cNvGraphicFramePr', {}, el('a:graphicFrameLocks', { 'xmlns:a': DRAWING, noChangeAspect: 1 })),
        el('a:graphic', { 'xmlns:a': DRAWING }, el('a:graphicData', { uri: PICTURE }, shape)),
      ),
    ),
  );
}

function mediaName(draft: Draft, key: string, bytes: Uint8Array): string {
  const name = `${/^[\w-]+$/.test(key) ? key : `picture-${draft.media.size + 1}`}.png`;
  draft.media.set(name, bytes);
  return name;
}
