// The box with names and values beside the pointer. Texts become text nodes: nothing in them is taken for markup.

import { FONT_FAMILY } from '../../charts/text-metrics.ts';

const GAP = 12; // px between pointer and box
let box: HTMLElement | undefined;

/**
 * Vega's tooltip handler: shows `value`, a text or an object of texts by name, beside the pointer; hides the box where
 * it is missing.
 */
export function showTooltip(_handler: unknown, event: MouseEvent, _item: unknown, value: unknown): void {
  box ??= makeBox();
  box.hidden = value === null || value === undefined || value === '';
  if (box.hidden) return;
  box.replaceChildren(...rowsOf(value).map(makeRow));
  placeBox(box, event);
}

function rowsOf(value: unknown): readonly string[][] {
  if (typeof value !== 'object' || value === null) return [[String(value)]];
  return Object.entries(value).map(([name, text]) => [name, String(text)]);
}

function makeRow(texts: readonly string[]): HTMLElement {
  const row = document.createElement('tr');
  for (const text of texts) row.insertCell().textContent = text;
  return row;
}

function makeBox(): HTMLElement {
  const table = document.createElement('table');
  table.className = 'tj-tooltip';
  table.setAttribute('role', 'tooltip');
  Object.assign(table.style, {
    position: 'fixed',
    zIndex: '1000',
    maxWidth: '24em',
    padding: '4px 6px',
    border: '1px solid #bbb',
    borderRadius: '4px',
    background: '#fff',
    color: '#222',
    font: `12px ${FONT_FAMILY}`,
    boxShadow: '0 1px 4px rgb(0 0 0 / 25%)',
    pointerEvents: 'none',
  });
  return document.body.appendChild(table);
}

/** Right of and below the pointer, on its other side where the window ends. */
function placeBox(element: HTMLElement, { clientX, clientY }: MouseEvent): void {
  const { width, height } = element.getBoundingClientRect();
  const left = clientX + GAP + width <= window.innerWidth ? clientX + GAP : clientX - GAP - width;
  const top = clientY + GAP + height <= window.innerHeight ? clientY + GAP : clientY - GAP - height;
  element.style.left = `${Math.max(0, left)}px`;
  element.style.top = `${Math.max(0, top)}px`;
}
