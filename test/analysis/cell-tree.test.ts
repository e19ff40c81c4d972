// The tree of a cell must be arithmetic: every node follows from its branches, down to published figures.

import { beforeAll, describe, expect, it } from 'vitest';
import { cellTree, graphAsDot, graphAsMermaid, modelGraph, type TreeNode } from '../../src/analysis/index.ts';
import { interpret, parseFormula, references } from '../../src/formula/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { scenarioProbe } from '../../src/repeat.ts';
import { realWorld } from '../worlds/real.ts';

let run: Run;
beforeAll(async () => {
  run = (await realWorld()).run();
});

function treeOf(scenario: string, indicator: string, region: string, year: number, depth?: number): TreeNode {
  const ran = run.scenarios.find((one) => one.id === scenario);
  if (!ran) throw new Error(`no scenario ${scenario}`);
  return cellTree(run.model, scenarioProbe(run, ran), ran.scenario, { indicator, region, year }, depth);
}

function* nodesOf(node: TreeNode): Generator<TreeNode> {
  yield node;
  for (const branch of node.branches) if ('node' in branch) yield* nodesOf(branch.node);
}

/** What is wrong with the arithmetic of one node. */
function wrongIn(node: TreeNode): string | undefined {
  const { origin, branches, value = Number.NaN, cut } = node;
  const at = `${node.state} ${node.indicator} ${node.region} ${node.year}`;
  const isNear = (found: number) => Math.abs(found - value) <= 1e-9 * Math.abs(value);
  if (cut) return branches.length === 0 ? undefined : `${at}: cut, yet with branches`;
  if (origin.kind === 'published')
    return origin.observation.value === value ? undefined : `${at}: not the published figure`;
  if (origin.kind === 'formula' || origin.kind === 'solved') {
    const scaleOf = (id: string) => run.model.indicators[run.model.indicatorIndex.get(id) ?? -1]?.unit.scale ?? 1;
    const read = (name: string, lag: number) => {
      const branch = branches.find((one) =>
        one.kind === 'parameter'
          ? one.id === name
          : one.kind === 'input' && one.node.indicator === name && one.node.year === node.year - lag,
      );
      return branch?.kind === 'parameter'
        ? branch.value
        : branch?.kind === 'input'
          ? (branch.node.value ?? Number.NaN) * scaleOf(name)
          : Number.NaN;
    };
    const { expr } = parseFormula(origin.formula);
    if (!expr || references(expr).length !== branches.length) return `${at}: inputs missing`;
    const found = interpret(expr, read) / scaleOf(node.indicator);
    return isNear(found) ? undefined : `${at}: ${origin.formula} gives ${found}, not ${value}`;
  }
  if (origin.kind === 'moved') {
    const [reference] = branches.flatMap((branch) => (branch.kind === 'reference' ? [branch.node.value] : []));
    const added = branches.reduce((sum, branch) => sum + ('amount' in branch ? branch.amount : 0), 0);
    return isNear((reference ?? Number.NaN) + added) ? undefined : `${at}: ${reference} + ${added} is not ${value}`;
  }
  if (origin.kind === 'projected' && origin.path.length > 0)
    return origin.path.at(-1)?.[1] === value ? undefined : `${at}: the path ends elsewhere`;
  return undefined;
}

describe('cellTree()', () => {
  it.each([
    ['surge-and-double', 'rd_intensity', 'jiaxing', 2027],
    ['surge-and-double', 'hightech_value_added_share', 'jiaxing', 2030],
    ['cities-push', 'rd_intensity', 'zhejiang', 2027],
    ['cautious-elasticities', 'knowledge_stock', 'jiaxing', 2028],
    ['replay-rd-surge', 'rd_intensity', 'jiaxing', 2020],
    ['weak-economy', 'rd_fte_per_10k_population', 'zhejiang', 2027],
    ['baseline', 'labour_productivity', 'jiaxing', 2019],
    ['counties-catch-up', 'hightech_enterprises_added', 'pinghu', 2027],
  ])('cellTree(%s, %s, %s, %i) follows from its branches at every node', (scenario, indicator, region, year) => {
    const nodes = [...nodesOf(treeOf(scenario, indicator, region, year, 8))];
    expect(nodes.flatMap((node) => wrongIn(node) ?? [])).toEqual([]);
    expect(nodes.length).toBeGreaterThan(1);
    expect(nodes.some((node) => node.origin.kind === 'published')).toBe(true);
    expect(nodes[0]?.value).toBe(run.reader.value(scenario, region, indicator, year));
  });

  it('cellTree(…, 0) is the cell alone, and each level more opens one', () => {
    const depthOf = (node: TreeNode): number =>
      1 + Math.max(-1, ...node.branches.flatMap((branch) => ('node' in branch ? [depthOf(branch.node)] : [])));
    const at = (depth: number) => treeOf('surge-and-double', 'rd_intensity', 'jiaxing', 2027, depth);
    expect(at(0)).toMatchObject({ branches: [], cut: 'depth' });
    expect([1, 2, 3, 5].map((depth) => depthOf(at(depth)))).toEqual([1, 2, 3, 5]);
  });

  it('cellTree() opens a cell once: met again it is cut', () => {
    const nodes = [...nodesOf(treeOf('surge-and-double', 'rd_intensity', 'jiaxing', 2027, 12))];
    const open = nodes
      .filter((node) => node.branches.length > 0)
      .map((node) => `${node.state} ${node.indicator} ${node.region} ${node.year}`);
    expect(new Set(open).size).toBe(open.length);
    expect(nodes.some((node) => node.cut === 'above')).toBe(true);
  });

  it('cellTree() of a published ratio is its source; of a cell without data it says so', () => {
    const published = treeOf('baseline', 'rd_intensity', 'jiaxing', 2020);
    expect(published).toMatchObject({ value: 3.31, origin: { kind: 'published' }, branches: [] });
    expect(treeOf('baseline', 'tech_transactions', 'pinghu', 2027)).toMatchObject({
      origin: { kind: 'no data' },
      branches: [],
    });
  });

  it('cellTree() projects R&D/GDP of Jiaxing from 3.56 in 2023 by its damped trend, and solves R&D from it', () => {
    const tree = treeOf('baseline', 'rd_expenditure', 'jiaxing', 2027);
    expect(tree.origin).toEqual({ kind: 'solved', formula: 'rd_intensity * gdp' });
    const ratio = tree.branches
      .flatMap((branch) => ('node' in branch ? [branch.node] : []))
      .find((node) => node.indicator === 'rd_intensity');
    expect(ratio?.origin).toMatchObject({
      kind: 'projected',
      assumption: { variant: 'damped' },
      path: [
        [2023, 3.56],
        [2024, expect.any(Number)],
        [2025, expect.any(Number)],
        [2026, expect.any(Number)],
        [2027, expect.any(Number)],
      ],
    });
  });
});

describe('modelGraph()', () => {
  it('modelGraph() has an arrow for every input of every formula and for every response', () => {
    const { edges } = modelGraph(run.model);
    const keys = new Set(edges.map(({ from, to, kind }) => `${from} ${to} ${kind}`));
    for (const { id, identity } of run.model.indicators)
      for (const { name } of identity ? references(identity.expr) : [])
        if (name !== id && run.model.indicatorIndex.has(name)) expect(keys).toContain(`${name} ${id} formula`);
    for (const { of, to } of run.model.responses) expect(keys).toContain(`${to} ${of} response`);
    expect(edges.find((edge) => edge.response === 'gdp_to_knowledge')).toMatchObject({
      strength: 0.08,
      form: 'elasticity',
      lags: [0],
    });
    expect(edges.find((edge) => edge.response === 'patents_to_rd')?.lags).toEqual([0, 1, 2, 3]);
  });

  it('modelGraph(…, indicator) keeps what it depends on and what depends on it', () => {
    const { nodes, edges } = modelGraph(run.model, 'labour_productivity');
    const ids = nodes.map((node) => node.id);
    expect(ids).toEqual(
      expect.arrayContaining(['labour_productivity', 'gdp', 'employment', 'knowledge_stock', 'hightech_enterprises']),
    );
    expect(ids).not.toContain('invention_patents_granted');
    expect(edges.every(({ from, to }) => ids.includes(from) && ids.includes(to))).toBe(true);
    expect(modelGraph(run.model, 'population_census')).toEqual({ nodes: [{ id: 'population_census' }], edges: [] });
  });

  it('graphAsMermaid() and graphAsDot() write one line a node and one a arrow, with names from files quoted', () => {
    const graph = modelGraph(run.model, 'rd_intensity');
    const mermaid = graphAsMermaid(run.model, graph, 'en').trimEnd().split('\n');
    expect(mermaid).toHaveLength(1 + graph.nodes.length + graph.edges.length);
    expect(mermaid).toContain('  n_rd_intensity(["R&D / GDP<br/>rd_intensity"])');
    expect(mermaid).toContain('  n_knowledge_stock -.->|"elasticity 0.08"| n_gdp');
    for (const line of mermaid.slice(1))
      expect(line).toMatch(/^ {2}n_\w+(\[".*"\]|\(\[".*"\]\)| (-->|-\.->)(\|"[^"]*"\|)? n_\w+)$/);
    const dot = graphAsDot(run.model, graph, 'zh').trimEnd().split('\n');
    expect(dot).toHaveLength(4 + graph.nodes.length + graph.edges.length);
    expect(dot).toContain('  "rd_expenditure" -> "gdp" [style=dashed, label="份额 0.3"];');
    for (const line of dot.slice(3, -1)) expect(line).toMatch(/^ {2}"\w+"( -> "\w+")?( \[[^\]]*\])?;$/);
  });

  it('graphAsMermaid() and graphAsDot() keep quotation marks and backslashes of titles inside their texts', () => {
    const [first, ...rest] = run.model.indicators;
    if (!first) throw new Error('no indicator');
    const model = { ...run.model, indicators: [{ ...first, title: { zh: 'a"b\\c', en: 'a"b\\c' } }, ...rest] };
    const graph = { nodes: [{ id: first.id }], edges: [] };
    expect(graphAsMermaid(model, graph, 'en')).toContain('["a#quot;b\\c<br/>gdp"]');
    expect(graphAsDot(model, graph, 'en')).toContain('[label="a\\"b\\\\c\\ngdp"]');
  });
});
