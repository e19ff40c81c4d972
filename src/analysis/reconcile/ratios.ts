// A parent's ratio against its children's, weighted by their denominators: R&D/GDP of a province is the GDP-weighted mean
// of its cities'. Ratios never add; whether the denominators add up is told beside it (METHODS 7).

import { type Indicator, indicatorOf, type Model } from '../../model/index.ts';
import type { ResultsReader } from '../../results/index.ts';
import { settle } from './sums.ts';

/** A child's ratio and its weight: its share of the children's denominators. */
export interface RatioPart {
  readonly region: string;
  readonly value: number;
  readonly weight: number;
  readonly denominator: number;
}

/** Σ weight · ratio of the children − ratio of the parent, in points of the ratio's unit. */
export interface RatioRow {
  readonly scenario: string;
  readonly indicator: string;
  /** The denominator, whose amounts are the weights. */
  readonly weightBy: string;
  readonly parent: string;
  readonly year: number;
  readonly unit: string;
  readonly parentValue: number;
  readonly children: readonly RatioPart[];
  readonly missing: readonly string[];
  /** Missing where a child has no ratio or no denominator. */
  readonly weighted?: number;
  readonly difference?: number;
  /** Σ denominators − the parent's, its own line; in % of the parent's. */
  readonly denominatorPercent?: number;
}

/** The numerator and denominator of a plain ratio; undefined for any other formula. */
export function ratioParts(
  indicator: Indicator,
): { readonly numerator: string; readonly denominator: string } | undefined {
  const expr = indicator.identity?.expr;
  if (expr?.kind !== 'binary' || expr.op !== '/' || expr.left.kind !== 'name' || expr.right.kind !== 'name')
    return undefined;
  return { numerator: expr.left.name, denominator: expr.right.name };
}

/** Rows of every plain ratio whose denominator adds up; one a parent and year asked for, where the parent has a value. */
export function scenarioRatios(
  model: Model,
  reader: ResultsReader,
  scenario: string,
  years: readonly number[],
  keep: (indicator: string, parent: string) => boolean = () => true,
): readonly RatioRow[] {
  return model.indicators.flatMap((indicator) => {
    const parts = ratioParts(indicator);
    if (!parts || !indicatorOf(model, parts.denominator).additive) return [];
    return model.regions
      .filter((parent) => parent.children.length > 0 && keep(indicator.id, parent.id))
      .flatMap((parent) =>
        years.flatMap((year) => ratioRow(model, reader, scenario, indicator, parts.denominator, parent.id, year)),
      );
  });
}

function ratioRow(
  model: Model,
  reader: ResultsReader,
  scenario: string,
  indicator: Indicator,
  weightBy: string,
  parent: string,
  year: number,
): readonly RatioRow[] {
  const at = (region: string, id: string) => {
    const cell = reader.cell(scenario, region, id, year);
    return cell && cell.basis !== 'index' ? cell.value : undefined;
  };
  const parentValue = at(parent, indicator.id);
  const regions = model.regions[model.regionIndex.get(parent) ?? -1]?.children ?? [];
  const known = regions.flatMap((region) => {
    const [value, denominator] = [at(region, indicator.id), at(region, weightBy)];
    return value === undefined || denominator === undefined ? [] : [{ region, value, denominator }];
  });
  if (parentValue === undefined || known.length === 0) return [];
  const total = known.reduce((sum, part) => sum + part.denominator, 0);
  const children = known.map((part) => ({ ...part, weight: part.denominator / total }));
  const missing = regions.filter((region) => !known.some((part) => part.region === region));
  const common = {
    scenario,
    indicator: indicator.id,
    weightBy,
    parent,
    year,
    unit: indicator.unit.id,
    parentValue,
    children,
    missing,
  };
  if (missing.length > 0) return [common];
  const weighted = children.reduce((sum, part) => sum + part.weight * part.value, 0);
  const denominator = at(parent, weightBy);
  return [
    {
      ...common,
      weighted,
      difference: settle(weighted - parentValue, parentValue),
      ...(denominator ? { denominatorPercent: (100 * settle(total - denominator, total)) / denominator } : {}),
    },
  ];
}
