// The script of the offline report: brings its charts to life in the reader's browser. Each
// <script type="application/json" class="tj-chart" data-target="ID">, which holds a chart of `toVega`, is drawn into
// the element #ID when that comes near the window, in place of the still picture there; where that fails, the picture
// stays. Nothing is loaded and no text becomes code, so a policy that allows this script alone is enough.

import { logger, parse, type Spec, textMetrics, View, Warn } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { measureText, refusingLoader } from '../vega-setup.ts';
import { showTooltip } from './tooltip.ts';

declare global {
  interface Window {
    tujing: {
      /** Sets the signal `highlight` in every chart that has it; null ends the highlight. */
      highlight(scenarioId: string | null): void;
    };
  }
}

const HIGHLIGHT = 'highlight';
const views: View[] = []; // those that can highlight
let highlighted: string | null = null;

textMetrics.width = measureText;
window.tujing = {
  highlight(scenarioId) {
    highlighted = scenarioId;
    for (const view of views) setHighlight(view);
  },
};
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mountWhenNear);
else mountWhenNear();

function mountWhenNear(): void {
  const blocks = new Map<Element, string>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        mount(target, blocks.get(target) ?? '').catch((error: unknown) => console.error(error));
      }
    },
    { rootMargin: '400px' },
  );
  for (const block of document.querySelectorAll<HTMLScriptElement>('script.tj-chart')) {
    const target = document.getElementById(block.dataset.target ?? '');
    if (target === null) continue;
    blocks.set(target, block.text);
    observer.observe(target);
  }
}

async function mount(target: Element, json: string): Promise<void> {
  const spec = JSON.parse(json) as Spec;
  const errors: unknown[] = []; // Vega logs what goes wrong while it draws, and goes on
  const view = new View(parse(spec, undefined, { ast: true }), {
    expr: expressionInterpreter,
    loader: refusingLoader,
    logger: logger(Warn, undefined, (_method, level, parts) => {
      if (level === 'ERROR') errors.push(...parts);
      else console.warn(...parts);
    }),
    renderer: 'svg',
    hover: true,
    tooltip: showTooltip,
  });
  const chart = document.createElement('div');
  await view.initialize(chart).runAsync();
  if (errors.length > 0) throw new Error(`chart "${target.id}" cannot be drawn: ${errors.join('; ')}`);
  target.replaceChildren(chart);
  if (!spec.signals?.some(({ name }) => name === HIGHLIGHT)) return;
  views.push(view);
  if (highlighted !== null) setHighlight(view);
}

function setHighlight(view: View): void {
  void view.signal(HIGHLIGHT, highlighted).runAsync();
}
