// Vega-Lite specification → Vega → SVG. Vega is loaded on first use (0.2 s). Its global state (text ruler, element ids,
// random numbers) is set here before each drawing, so that the same chart always gives the same bytes.

import type { Runtime, Spec as VegaSpec } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { FONT_FAMILY } from '../charts/text-metrics.ts';
import { fillTemplate, fillText, makeTemplate, splitSpec, type Template } from './chart-template.ts';
import { cleanXml, tameSpec } from './tame-spec.ts';
import { measureText, refusingLoader } from './vega-setup.ts';

export { missingGlyphs, renderPng, renderPngInBackground } from './png.ts';

/** A drawn chart, and what Vega-Lite and Vega warned of. */
export interface RenderedChart {
  readonly svg: string;
  readonly warnings: readonly string[];
}

/** A chart for the browser runtime of the report (`report-runtime/`). */
export interface CompiledChart {
  readonly vega: VegaSpec;
  readonly warnings: readonly string[];
}

/** Draws charts and remembers what they were compiled to, for others of the same shape. */
export interface Renderer {
  /** Like `renderSvg`. */
  renderSvg(spec: unknown): Promise<RenderedChart>;
  /** Draws all of them, in the order given. Rejects with the first that cannot be drawn. */
  renderMany(specs: readonly unknown[]): Promise<RenderedChart[]>;
}

type ChartTemplate = Template<{ readonly runtime: Runtime }> & { readonly warnings: readonly string[] };
type TemplateFor = (shape: unknown) => Promise<ChartTemplate>;

// Charts carry one label for screen readers (`description`), not one for each mark.
const DEFAULTS = { font: FONT_FAMILY, aria: false };
const FONT_ATTRIBUTE = ` font-family="${escapeAttribute(FONT_FAMILY)}"`;
const MAX_TEMPLATES = 200; // some 100 kB each

let lastDrawing: Promise<unknown> = Promise.resolve(); // Vega's ids are global, so drawings take turns

/**
 * Draws a Vega-Lite specification. Nothing is loaded: where data come from an address there is a warning and no data.
 * Rejects where no chart can be made, with the reason in the message.
 */
export function renderSvg(spec: unknown): Promise<RenderedChart> {
  return createRenderer().renderSvg(spec);
}

/** A renderer for many charts, or for the same ones again and again. What it draws does not depend on what it drew. */
export function createRenderer(): Renderer {
  const templates = new Map<string, ChartTemplate>();
  const templateFor: TemplateFor = async (shape) => {
    const key = JSON.stringify(shape);
    const known = templates.get(key);
    if (known !== undefined) return known;
    if (templates.size >= MAX_TEMPLATES) templates.clear();
    const template = await compileTemplate(shape);
    templates.set(key, template);
    return template;
  };
  const renderSvg = (spec: unknown) => takeTurn(() => drawWith(templateFor, spec));
  return { renderSvg, renderMany: (specs) => Promise.all(specs.map(renderSvg)) };
}

/** Compiles a Vega-Lite specification to Vega. Rejects like `renderSvg`. */
export async function toVega(spec: unknown): Promise<CompiledChart> {
  try {
    return await compile(tameSpec(spec));
  } catch (error) {
    throw noChart(error);
  }
}

/** Version of Vega that draws, for the run record and the report. */
export async function vegaVersion(): Promise<string> {
  return (await import('vega')).version;
}

function takeTurn<T>(task: () => Promise<T>): Promise<T> {
  const turn = lastDrawing.then(task);
  lastDrawing = turn.catch(() => undefined);
  return turn;
}

async function drawWith(templateFor: TemplateFor, spec: unknown): Promise<RenderedChart> {
  try {
    const tamed = tameSpec(spec);
    const { shape, fillings } = splitSpec(tamed);
    const template = await templateFor(shape);
    const drawn = await draw(fillTemplate(template, fillings).runtime);
    const svg = cleanXml(completeRoot(drawn.svg, descriptionOf(tamed)));
    const compilerWarnings = template.warnings.map((warning) => fillText(warning, fillings));
    return { svg, warnings: [...new Set([...compilerWarnings, ...drawn.warnings, ...foreignFonts(svg)])] };
  } catch (error) {
    throw noChart(error);
  }
}

async function compileTemplate(shape: unknown): Promise<ChartTemplate> {
  const { parse } = await import('vega');
  const { vega, warnings } = await compile(shape);
  return { ...makeTemplate({ runtime: parse(vega, undefined, { ast: true }) }), warnings };
}

async function compile(spec: unknown): Promise<CompiledChart> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const warnings: string[] = [];
  const logger = vega.logger(vega.Warn, undefined, (_method, _level, parts) => warnings.push(parts.join(' ')));
  return { vega: vegaLite.compile(spec as TopLevelSpec, { config: DEFAULTS, logger }).spec, warnings };
}

async function draw(runtime: Runtime): Promise<RenderedChart> {
  const [vega, { expressionInterpreter: expr }] = await Promise.all([import('vega'), import('vega-interpreter')]);
  const errors: string[] = [];
  const warnings: string[] = [];
  const logger = vega.logger(vega.Warn, undefined, (_method, level, parts) => {
    (level === 'ERROR' ? errors : warnings).push(parts.join(' '));
  });
  vega.textMetrics.width = measureText;
  vega.setRandom(vega.randomLCG(1));
  vega.resetSVGDefIds();
  const view = new vega.View(runtime, { expr, logger, loader: refusingLoader });
  const svg = await view.toSVG();
  view.finalize();
  if (errors.length > 0) throw new Error(errors.join('; '));
  return { svg, warnings };
}

function noChart(error: unknown): Error {
  return new Error(`chart cannot be drawn: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}

function descriptionOf(spec: unknown): string | undefined {
  const description = typeof spec === 'object' && spec !== null && 'description' in spec ? spec.description : undefined;
  return typeof description === 'string' ? description : undefined;
}

/** Makes the chart one picture with one label, and says its font once instead of with each text. */
function completeRoot(svg: string, description: string | undefined): string {
  const label = description === undefined ? '' : ` aria-label="${escapeAttribute(description)}"`;
  return svg.replaceAll(FONT_ATTRIBUTE, '').replace('<svg', () => `<svg role="img"${label}${FONT_ATTRIBUTE}`);
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A warning for each font other than ours, in which texts were measured. */
function foreignFonts(svg: string): string[] {
  const [, ...fonts] = [...svg.matchAll(/ font-family="([^"]*)"/g)].map((match) => match[1]);
  return fonts.map((font) => `font "${font}" is not the charts' font: its texts may not fit`);
}
