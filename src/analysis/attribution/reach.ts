// What a lever can reach: through formulas and responses from its indicator to another, and upwards from its regions.

import { references } from '../../formula/index.ts';
import { type Model, regionOf } from '../../model/index.ts';

/** Indicators that move when this one does, at any lag; `also` follows what the baseline itself is computed from. */
export function movedBy(model: Model, indicator: string, also: 'levers' | 'assumptions'): ReadonlySet<string> {
  const found = new Set([indicator]);
  for (const at of found) for (const next of links(model, at, also)) found.add(next);
  return found;
}

function links(model: Model, at: string, also: 'levers' | 'assumptions'): readonly string[] {
  const reads = (expr: Parameters<typeof references>[0] | undefined) =>
    expr !== undefined && references(expr).some(({ name }) => name === at);
  const computed = model.indicators.filter(({ identity }) => reads(identity?.expr)).map(({ id }) => id);
  const answering = model.responses.filter((response) => response.to === at).map((response) => response.of);
  if (also === 'levers') return [...computed, ...answering];
  const started = model.indicators.filter(({ identity }) => reads(identity?.initial)).map(({ id }) => id);
  const closed = model.indicators.flatMap(({ identity }) =>
    identity?.closes && reads(identity.closes.expr) ? [identity.closes.part] : [],
  );
  return [...computed, ...answering, ...started, ...closed];
}

/** A region and all regions below it that have a code: those whose changes it adds up. */
export function subtree(model: Model, region: string): ReadonlySet<string> {
  const found = new Set([region]);
  for (const at of found) for (const child of regionOf(model, at).children) found.add(child);
  return found;
}
