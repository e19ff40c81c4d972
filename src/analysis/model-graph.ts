// The model as a graph: which indicators are computed from which, and which answer to which; as plain data, Mermaid or DOT.

import type { Language } from '../base/index.ts';
import { references } from '../formula/index.ts';
import { indicatorOf, type Model } from '../model/index.ts';

/** An arrow from what is read to what reads it. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'formula' | 'response';
  /** Years back; several where a response is spread out. */
  readonly lags: readonly number[];
  /** Of a response: its id, and the elasticity or share. */
  readonly response?: string;
  readonly form?: 'elasticity' | 'share';
  readonly strength?: number;
}

export interface ModelGraph {
  readonly nodes: readonly { readonly id: string; readonly formula?: string }[];
  readonly edges: readonly GraphEdge[];
}

/** Indicators that are computed, answer, or are read by these; with `indicator` only what it depends on and what depends on it. */
export function modelGraph(model: Model, indicator?: string): ModelGraph {
  const all = [...formulaEdges(model), ...responseEdges(model)];
  const kept =
    indicator === undefined
      ? undefined
      : new Set([...reached(all, indicator, 'from'), ...reached(all, indicator, 'to')]);
  const edges = all.filter(({ from, to }) => kept === undefined || (kept.has(from) && kept.has(to)));
  const names = new Set([
    ...(indicator === undefined ? [] : [indicator]),
    ...edges.flatMap(({ from, to }) => [from, to]),
  ]);
  const nodes = model.indicators
    .filter(({ id }) => names.has(id))
    .map(({ id, identity }) => ({ id, ...(identity ? { formula: identity.text } : {}) }));
  return { nodes, edges };
}

/** One arrow an input, whatever its lags; an indicator's own last year is no arrow. */
function formulaEdges(model: Model): readonly GraphEdge[] {
  return model.indicators.flatMap(({ id, identity }): GraphEdge[] => {
    const lagsOf = new Map<string, number[]>();
    for (const { name, lag } of identity ? references(identity.expr) : [])
      if (name !== id && model.indicatorIndex.has(name)) lagsOf.set(name, [...(lagsOf.get(name) ?? []), lag]);
    return [...lagsOf].map(([from, lags]) => ({ from, to: id, kind: 'formula', lags }));
  });
}

function responseEdges(model: Model): readonly GraphEdge[] {
  return model.responses.map((response): GraphEdge => {
    const parameter = model.parameters.find(({ id }) => id === response.parameter);
    const lags = response.lags.flatMap((weight, lag) => (weight === 0 ? [] : [lag]));
    return {
      from: response.to,
      to: response.of,
      kind: 'response',
      lags,
      response: response.id,
      form: response.form,
      ...(parameter ? { strength: parameter.value } : {}),
    };
  });
}

/** All nodes on the way from a node along arrows, or against them; the node itself included. */
function reached(edges: readonly GraphEdge[], start: string, end: 'from' | 'to'): ReadonlySet<string> {
  const other = end === 'from' ? 'to' : 'from';
  const found = new Set([start]);
  for (const at of found) for (const edge of edges) if (edge[other] === at) found.add(edge[end]);
  return found;
}

/** The graph as a Mermaid flowchart: solid arrows are formulas, dotted ones responses. */
export function graphAsMermaid(model: Model, graph: ModelGraph, language: Language): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '#quot;')}"`;
  const nodes = graph.nodes.map(
    ({ id, formula }) =>
      `  n_${id}${formula === undefined ? '[' : '(['}${quoted(nodeLabel(model, id, language).join('<br/>'))}${formula === undefined ? ']' : '])'}`,
  );
  const edges = graph.edges.map((edge) => {
    const label = edgeLabel(edge, language);
    const arrow = edge.kind === 'response' ? '-.->' : '-->';
    return `  n_${edge.from} ${arrow}${label === '' ? '' : `|${quoted(label)}|`} n_${edge.to}`;
  });
  return `${['flowchart LR', ...nodes, ...edges].join('\n')}\n`;
}

/** The graph in the DOT language of Graphviz. */
export function graphAsDot(model: Model, graph: ModelGraph, language: Language): string {
  const quoted = (...lines: readonly string[]) =>
    `"${lines.map((line) => line.replaceAll('\\', '\\\\').replaceAll('"', '\\"')).join('\\n')}"`;
  const nodes = graph.nodes.map(
    ({ id, formula }) =>
      `  ${quoted(id)} [label=${quoted(...nodeLabel(model, id, language))}${formula === undefined ? '' : ', style=rounded'}];`,
  );
  const edges = graph.edges.map((edge) => {
    const attributes = [
      ...(edge.kind === 'response' ? ['style=dashed'] : []),
      ...(edgeLabel(edge, language) === '' ? [] : [`label=${quoted(edgeLabel(edge, language))}`]),
    ];
    return `  ${quoted(edge.from)} -> ${quoted(edge.to)}${attributes.length === 0 ? '' : ` [${attributes.join(', ')}]`};`;
  });
  return `${['digraph model {', '  rankdir=LR;', '  node [shape=box];', ...nodes, ...edges, '}'].join('\n')}\n`;
}

function nodeLabel(model: Model, id: string, language: Language): readonly string[] {
  return [indicatorOf(model, id).title[language], id];
}

const WORDS = {
  zh: { elasticity: '弹性', share: '份额', lag: (years: string) => `滞后${years}年` },
  en: { elasticity: 'elasticity', share: 'share', lag: (years: string) => `lag ${years}` },
} as const;

function edgeLabel({ form, strength, lags }: GraphEdge, language: Language): string {
  const words = WORDS[language];
  const lagged = lags.some((lag) => lag > 0);
  const [first, last] = [Math.min(...lags), Math.max(...lags)];
  const parts = [
    ...(form === undefined ? [] : [`${words[form]} ${strength}`]),
    ...(lagged ? [words.lag(first === last ? String(first) : `${first}-${last}`)] : []),
  ];
  return parts.join(language === 'zh' ? '，' : ', ');
}
