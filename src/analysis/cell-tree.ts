// Where one number comes from as a tree: a cell, what it is computed or projected from, what levers, answers and children
// add, and the same for each of these cells, across indicators, regions and years, down to published figures.

import { yearsOf } from '../base/index.ts';
import { type Expr, printFormula, references } from '../formula/index.ts';
import { indicatorOf, type Model, type Observation, regionOf } from '../model/index.ts';
import type { Basis } from '../results/index.ts';
import type { Scenario } from '../scenario/index.ts';
import { leverText, leverYears, splitOwn } from './attribution/index.ts';
import { formulaValue } from './formula-value.ts';
import type { ScenarioProbe, SeriesAssumption } from './probe.ts';

/** Where a tree begins. */
export interface TreeCell {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
}

/** How a value came about; `moved`: a reference value to which levers, answers or children add. */
export type TreeOrigin =
  | { readonly kind: 'published'; readonly observation: Observation }
  | { readonly kind: 'formula' | 'first value' | 'solved'; readonly formula: string }
  | {
      readonly kind: 'projected';
      readonly assumption?: SeriesAssumption;
      readonly path: readonly (readonly [year: number, value: number])[];
    }
  | { readonly kind: 'interpolated' }
  | { readonly kind: 'moved' }
  | { readonly kind: 'no data' };

/** One cell of the tree, in the scenario or before its levers (`reference`). Values in the indicator's unit. */
export interface TreeNode extends TreeCell {
  readonly state: 'scenario' | 'reference';
  readonly unit: string;
  readonly value?: number;
  readonly basis?: Basis;
  /** Before levers, where that differs. */
  readonly reference?: number;
  readonly origin: TreeOrigin;
  readonly branches: readonly TreeBranch[];
  /** Why branches are missing: the depth asked for is reached, or they stand further up. */
  readonly cut?: 'depth' | 'above';
}

/** What a cell rests on. Amounts are in the unit of the cell above and add up to its value minus its reference. */
export type TreeBranch =
  | { readonly kind: 'input' | 'anchor' | 'reference'; readonly node: TreeNode }
  | { readonly kind: 'parameter'; readonly id: string; readonly value: number }
  | { readonly kind: 'levers'; readonly texts: readonly string[]; readonly amount: number }
  /** `seen`: the driver's deviation as the cell sees it, without what answers further down; missing where that is all of it. */
  | {
      readonly kind: 'answer';
      readonly response: string;
      readonly strength: number;
      readonly weight: number;
      readonly log: number;
      readonly amount: number;
      readonly seen?: number;
      readonly node: TreeNode;
    }
  | { readonly kind: 'limit'; readonly amount: number }
  | { readonly kind: 'child'; readonly amount: number; readonly node: TreeNode };

/** Levels below the cell that is asked for. */
export const DEFAULT_DEPTH = 4;

/** The tree of one cell of a scenario, `depth` levels deep; a cell met again is not opened twice. */
export function cellTree(
  model: Model,
  probe: ScenarioProbe,
  scenario: Pick<Scenario, 'levers'>,
  cell: TreeCell,
  depth: number = DEFAULT_DEPTH,
): TreeNode {
  const opened = new Set<string>();
  return grow(cell, 'scenario', depth);

  function grow(at: TreeCell, wanted: TreeNode['state'], levels: number): TreeNode {
    const { region, indicator, year } = at;
    const [found, reference] = [probe.cell(region, indicator, year), probe.reference(region, indicator, year)];
    // Where nothing moved, the two states are one.
    const state = found?.value === reference ? 'reference' : wanted;
    const value = state === 'scenario' ? found?.value : reference;
    const node = {
      indicator,
      region,
      year,
      state,
      unit: indicatorOf(model, indicator).unit.id,
      ...(value === undefined || !found ? {} : { value, basis: found.basis }),
    };
    const moved = state === 'scenario' && reference !== undefined ? { reference } : {};
    const { origin, branches } = state === 'scenario' ? openMoved(at) : openReference(at);
    const key = `${indicator}/${region}/${year}/${state}`;
    const cut = levels === 0 ? 'depth' : opened.has(key) ? 'above' : undefined;
    if (!cut) opened.add(key);
    const grown = cut ? [] : branches(levels - 1);
    return { ...node, ...moved, origin, branches: grown, ...(cut && hasBranches(origin) ? { cut } : {}) };
  }

  /** A cell that differs from its reference: by its formula, or by levers, answers and children on the reference. */
  function openMoved(at: TreeCell): Opened {
    const { region, indicator, year } = at;
    const parts = probe.parts(region, indicator, year);
    if (parts.kind !== 'own') return openFormula(at, 'scenario') ?? { origin: { kind: 'moved' }, branches: () => [] };
    const { direct, answers, limit } = splitOwn(
      indicatorOf(model, indicator),
      probe.reference(region, indicator, year) ?? Number.NaN,
      parts,
    );
    return {
      origin: { kind: 'moved' },
      branches: (levels) => [
        { kind: 'reference', node: grow(at, 'reference', levels) },
        ...(direct === 0 ? [] : [{ kind: 'levers' as const, texts: leverTexts(at), amount: direct }]),
        ...answers.map(({ response: id, lag, amount }, k): TreeBranch => {
          const response = model.responses.find((one) => one.id === id);
          const driver = { region, indicator: response?.to ?? '', year: year - lag };
          const [strength, weight] = [
            probe.parameter(response?.parameter ?? '') ?? Number.NaN,
            response?.lags[lag] ?? Number.NaN,
          ];
          const { log = 0, driver: value = Number.NaN, driverReference = Number.NaN } = parts.answers[k] ?? {};
          const node = grow(driver, 'scenario', levels);
          const isWhole = Math.abs(value - (node.value ?? Number.NaN)) <= 1e-12 * Math.abs(value);
          return {
            kind: 'answer',
            response: id,
            strength,
            weight,
            log,
            amount,
            ...(isWhole ? {} : { seen: value - driverReference }),
            node,
          };
        }),
        ...(limit === 0 ? [] : [{ kind: 'limit' as const, amount: limit }]),
        ...childBranches(at, levels),
      ],
    };
  }

  function childBranches({ region, indicator, year }: TreeCell, levels: number): readonly TreeBranch[] {
    if (!indicatorOf(model, indicator).additive) return [];
    return regionOf(model, region).children.flatMap((child): TreeBranch[] => {
      const found = probe.cell(child, indicator, year);
      const amount = (found?.value ?? 0) - (probe.reference(child, indicator, year) ?? 0);
      return !found || found.basis === 'index' || amount === 0
        ? []
        : [{ kind: 'child', amount, node: grow({ region: child, indicator, year }, 'scenario', levels) }];
    });
  }

  /** A cell as the scenario's assumptions alone have it. */
  function openReference(at: TreeCell): Opened {
    const { region, indicator, year } = at;
    const basis = probe.cell(region, indicator, year)?.basis;
    if (basis === undefined) return { origin: { kind: 'no data' }, branches: () => [] };
    const observation = basis === 'observed' ? publishedBehind(at) : undefined;
    if (observation) return { origin: { kind: 'published', observation }, branches: () => [] };
    // Of a ratio and the part it closes, the one that is projected leads; the other is computed from it.
    if (basis !== 'derived' && probe.assumption(region, indicator)) return openSeries(at, basis);
    return openFormula(at, 'reference') ?? openSolved(at) ?? openSeries(at, basis);
  }

  /** A computed cell with the inputs of its formula; undefined where the formula is not what gives the value. */
  function openFormula(at: TreeCell, state: TreeNode['state']): Opened | undefined {
    const { identity } = indicatorOf(model, at.indicator);
    if (!identity || probe.parts(at.region, at.indicator, at.year).kind !== 'computed') return undefined;
    return {
      origin: { kind: 'formula', formula: identity.text },
      branches: (levels) => inputBranches(identity.expr, at, state, levels),
    };
  }

  /** A part that was solved from the ratio it closes, or the first value of a stock. */
  function openSolved(at: TreeCell): Opened | undefined {
    const { region, indicator, year } = at;
    const closing = model.indicators.find((one) => one.identity?.closes?.part === indicator)?.identity?.closes?.expr;
    const solved = closing && isSolved(closing, at);
    if (closing && solved)
      return {
        origin: { kind: 'solved', formula: printFormula(closing) },
        branches: (levels) => inputBranches(closing, at, 'reference', levels),
      };
    const initial = indicatorOf(model, indicator).identity?.initial;
    if (!initial || probe.reference(region, indicator, year - 1) !== undefined) return undefined;
    return {
      origin: { kind: 'first value', formula: printFormula(initial) },
      branches: (levels) => inputBranches(initial, at, 'reference', levels),
    };
  }

  /** Whether the closing formula gives the reference value. */
  function isSolved(closing: Expr, { indicator, region, year }: TreeCell): boolean {
    const own = probe.reference(region, indicator, year) ?? Number.NaN;
    const read = (name: string, lag: number) =>
      model.indicatorIndex.has(name) ? probe.reference(region, name, year - lag) : probe.parameter(name);
    return Math.abs(formulaValue(model, indicator, closing, read) - own) <= 1e-9 * Math.abs(own);
  }

  function inputBranches(
    expr: Expr,
    { region, year }: TreeCell,
    state: TreeNode['state'],
    levels: number,
  ): readonly TreeBranch[] {
    return references(expr).map(({ name, lag }): TreeBranch => {
      if (!model.indicatorIndex.has(name))
        return { kind: 'parameter', id: name, value: probe.parameter(name) ?? Number.NaN };
      return { kind: 'input', node: grow({ indicator: name, region, year: year - lag }, state, levels) };
    });
  }

  /** A series of its own: between two known values, or projected from the last one. */
  function openSeries(at: TreeCell, basis: Basis): Opened {
    const { region, indicator, year } = at;
    const known = (y: number) => ['observed', 'derived'].includes(probe.cell(region, indicator, y)?.basis ?? '');
    const before = yearsOf({ first: model.years.first, last: year - 1 }).findLast(known);
    const after =
      basis === 'interpolated' ? yearsOf({ first: year + 1, last: model.years.last }).find(known) : undefined;
    const ends = [before, after].flatMap((end) => (end === undefined ? [] : [end]));
    const branches = (levels: number) =>
      ends.map(
        (end): TreeBranch => ({ kind: 'anchor', node: grow({ region, indicator, year: end }, 'reference', levels) }),
      );
    if (basis === 'interpolated') return { origin: { kind: 'interpolated' }, branches };
    const assumption = probe.assumption(region, indicator);
    const path = yearsOf({ first: before ?? year, last: year }).flatMap((y) => {
      const value = probe.reference(region, indicator, y);
      return value === undefined ? [] : [[y, value] as const];
    });
    return {
      origin: {
        kind: 'projected',
        ...(assumption ? { assumption: { variant: assumption.variant, note: assumption.note } } : {}),
        path,
      },
      branches,
    };
  }

  /** The figure that stands in a published cell. */
  function publishedBehind({ region, indicator, year }: TreeCell): Observation | undefined {
    const value = probe.reference(region, indicator, year);
    return model.observations.find(
      (one) =>
        one.indicator === indicator &&
        one.region === region &&
        one.year === year &&
        one.value === value &&
        one.since === undefined,
    );
  }

  function leverTexts({ region, indicator, year }: TreeCell): readonly string[] {
    return scenario.levers.flatMap((lever) =>
      lever.kind !== 'parameter' &&
      lever.indicator === indicator &&
      lever.regions.includes(region) &&
      leverYears(lever).first <= year
        ? [leverText(lever)]
        : [],
    );
  }
}

/** What a cell is, and its branches when they are asked for. */
interface Opened {
  readonly origin: TreeOrigin;
  readonly branches: (levels: number) => readonly TreeBranch[];
}

function hasBranches({ kind }: TreeOrigin): boolean {
  return kind !== 'published' && kind !== 'no data';
}
