// A scenario made to add up: a tree of regions, one of four methods, and what moved. Published values stand.

import { type Issue, type YearRange, yearsOf } from '../../base/index.ts';
import { indicatorOf, type Model, observationsAsOf, regionOf } from '../../model/index.ts';
import type { ResultsReader } from '../../results/index.ts';
import { projectOntoSums, scaleTo } from './adjust.ts';
import {
  bothStand,
  doesNotAddUp,
  isComputed,
  lowestLevel,
  noChildren,
  noHistory,
  nothingToReconcile,
} from './messages.ts';
import { settle } from './sums.ts';

/**
 * `bottom-up`: parents become the sum of their children. `top-down`: children share their parent by published
 * proportions. `proportional`: by the scenario's own. `structural`: least squares, a region moves the more the more
 * lowest-level regions it holds (MinT with structural weights, METHODS 7).
 */
export const RECONCILE_METHODS = ['bottom-up', 'top-down', 'proportional', 'structural'] as const;
export type ReconcileMethod = (typeof RECONCILE_METHODS)[number];

/** What is to add up. */
export interface ReconcileRequest {
  readonly scenario: string;
  readonly indicator: string;
  /** The region at the top. */
  readonly root: string;
  readonly years: YearRange;
  readonly method: ReconcileMethod;
  readonly asOf?: number;
}

/** One cell before and after. */
export interface MovedCell {
  readonly region: string;
  readonly year: number;
  readonly before: number;
  readonly after: number;
}

/** A reconciled scenario: every cell of the tree, those that moved marked by `before` ≠ `after`. */
export interface Reconciled {
  readonly request: ReconcileRequest;
  readonly cells: readonly MovedCell[];
  readonly moved: readonly MovedCell[];
  readonly issues: readonly Issue[];
}

/** A region of the tree in one year. */
interface Node {
  readonly region: string;
  readonly value: number;
  /** Published, or not after a published value: no lever moves it. */
  readonly stands: boolean;
  /** Positions of its children in the list; empty for a lowest level. */
  readonly parts: readonly number[];
  readonly lowest: number;
}

/**
 * Reconciles one additive indicator of a scenario below one region. Errors leave no cells.
 *
 * @example reconcileScenario(model, reader, { scenario: 'baseline', indicator: 'gdp', root, years, method: 'structural' }).moved
 */
export function reconcileScenario(model: Model, reader: ResultsReader, request: ReconcileRequest): Reconciled {
  const indicator = indicatorOf(model, request.indicator);
  const root = regionOf(model, request.root);
  const empty = (...issues: readonly Issue[]): Reconciled => ({ request, cells: [], moved: [], issues });
  if (!indicator.additive)
    return empty(
      doesNotAddUp(
        indicator.id,
        indicator.identity ? 'reconcile the amounts it is computed from' : 'only amounts and counts add up',
      ),
    );
  if (indicator.identity) return empty(isComputed(indicator.id, indicator.identity.text));
  if (root.children.length === 0) return empty(noChildren(root.id));
  const proportions = request.method === 'top-down' ? publishedProportions(model, request) : undefined;

  const cells: MovedCell[] = [];
  const issues = new Map<string, Issue>();
  const stuck = new Map<string, number[]>();
  for (const year of yearsOf(request.years)) {
    const nodes = treeOf(model, reader, request, year, (region, missing) =>
      issues.set(region, lowestLevel(indicator.id, region, year, missing)),
    );
    if (!nodes) continue;
    const lacking = nodes.find((node) => node.parts.length > 0 && proportions && !proportions.has(node.region));
    if (lacking) return empty(noHistory(indicator.id, lacking.region));
    const after = reconciled(nodes, request.method, proportions);
    for (const region of unsettled(nodes, after)) stuck.set(region, [...(stuck.get(region) ?? []), year]);
    cells.push(
      ...nodes.map((node, k) => ({
        region: node.region,
        year,
        before: node.value,
        after: node.stands ? node.value : (after[k] ?? node.value),
      })),
    );
  }
  if (cells.length === 0)
    return empty(
      nothingToReconcile(
        indicator.id,
        root.id,
        request.years,
        root.children.filter((child) => !hasLevel(reader, request, child, request.years.last)),
      ),
    );
  const notes = [...stuck].map(([region, years]) => bothStand(indicator.id, region, years));
  return {
    request,
    cells,
    moved: cells.filter((cell) => cell.after !== cell.before),
    issues: [...issues.values(), ...notes],
  };
}

/** Regions with a value from the root down, children behind their parents; undefined where the root's children are incomplete. */
function treeOf(
  model: Model,
  reader: ResultsReader,
  request: ReconcileRequest,
  year: number,
  tell: (region: string, missing: readonly string[]) => void,
): readonly Node[] | undefined {
  const list: (Node & { parts: number[]; lowest: number })[] = [];
  const add = (region: string): number | undefined => {
    const cell = reader.cell(request.scenario, region, request.indicator, year);
    if (!cell || cell.basis === 'index') return undefined;
    const stands =
      cell.basis === 'observed' ||
      year <= (reader.lastKnown(request.scenario, region, request.indicator) ?? Number.NEGATIVE_INFINITY);
    const position = list.push({ region, value: cell.value, stands, parts: [], lowest: 1 }) - 1;
    const { children } = regionOf(model, region);
    const missing = children.filter((child) => !hasLevel(reader, request, child, year));
    if (children.length === 0 || missing.length > 0) {
      if (region !== request.root && missing.length > 0 && missing.length < children.length) tell(region, missing);
      return position;
    }
    const parts = children.flatMap((child) => add(child) ?? []);
    const lowest = parts.reduce((sum, part) => sum + (list[part]?.lowest ?? 1), 0);
    list[position] = { region, value: cell.value, stands, parts, lowest };
    return position;
  };
  add(request.root);
  return (list[0]?.parts.length ?? 0) > 0 ? list : undefined;
}

function hasLevel(
  reader: ResultsReader,
  { scenario, indicator }: ReconcileRequest,
  region: string,
  year: number,
): boolean {
  const cell = reader.cell(scenario, region, indicator, year);
  return cell !== undefined && cell.basis !== 'index';
}

function reconciled(
  nodes: readonly Node[],
  method: ReconcileMethod,
  proportions: Proportions | undefined,
): readonly number[] {
  const values = nodes.map((node) => node.value);
  if (method === 'structural')
    return projectOntoSums(nodes.map((node) => ({ ...node, variance: node.stands ? 0 : node.lowest }))) ?? values;
  if (method === 'bottom-up') {
    for (const [k, node] of [...nodes.entries()].reverse())
      if (node.parts.length > 0 && !node.stands)
        values[k] = node.parts.reduce((sum, part) => sum + (values[part] ?? 0), 0);
    return values;
  }
  nodes.forEach((node, k) => {
    const shares = proportions?.get(node.region);
    const parts = node.parts.map((part) => {
      const child = nodes[part] as Node;
      const weight = shares?.get(child.region);
      return { value: child.value, stands: child.stands, ...(weight === undefined ? {} : { weight }) };
    });
    const scaled = node.parts.length === 0 ? undefined : scaleTo(values[k] ?? 0, parts);
    scaled?.forEach((value, p) => {
      values[node.parts[p] ?? -1] = value;
    });
  });
  return values;
}

/** Parents whose children still do not add up to them. */
function unsettled(nodes: readonly Node[], after: readonly number[]): readonly string[] {
  const now = (k: number) => (nodes[k]?.stands ? (nodes[k]?.value ?? 0) : (after[k] ?? 0));
  return nodes
    .filter(
      (node, k) =>
        node.parts.length > 0 &&
        Math.abs(settle(node.parts.reduce((sum, part) => sum + now(part), 0) - now(k), now(k))) >
          1e-9 * Math.abs(now(k)),
    )
    .map((node) => node.region);
}

type Proportions = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Mean share of each child in its parent's children, over the years in which all are published (Gross & Sohl 1990). */
function publishedProportions(model: Model, { indicator, asOf }: ReconcileRequest): Proportions {
  const published = observationsAsOf(model.observations, asOf);
  return new Map(
    model.regions.flatMap((parent): [string, ReadonlyMap<string, number>][] => {
      const years = yearsOf(model.years).flatMap((year) => {
        const values = parent.children.map((child) => published.get(`${indicator}/${child}/${year}`)?.value);
        const sum = values.reduce<number>((total, value) => total + (value ?? Number.NaN), 0);
        return parent.children.length > 0 && sum > 0 ? [values.map((value) => (value ?? 0) / sum)] : [];
      });
      if (years.length === 0) return [];
      return [
        [
          parent.id,
          new Map(
            parent.children.map((child, k) => [
              child,
              years.reduce((sum, shares) => sum + (shares[k] ?? 0), 0) / years.length,
            ]),
          ),
        ],
      ];
    }),
  );
}
