// Uncertain inputs as the passes see them: which parameters, growth rates and assumptions become nodes of a graph, and how
// each of them is drawn. A name keys the numbers that are drawn, so that scenarios and runs share them.

import {
  type Bilingual,
  EXTREME_PROBABILITIES,
  type InputDistribution,
  type Issue,
  quantileOf,
} from '../base/index.ts';
import { add, multiply, type Value } from '../formula/index.ts';
import {
  baseKey,
  type Correlation,
  cellKey,
  type Model,
  type NamedAssumption,
  regionOf,
  type UncertainThing,
  type Uncertainty,
} from '../model/index.ts';
import { noPastGrowth } from './messages.ts';
import type { UncertainGrowth, View } from './reference.ts';

/** An uncertain input as it is drawn. */
export interface UncertainInput {
  /** The graph's name of the input. */
  readonly id: string;
  /** Keys the numbers: `patents_to_rd.elasticity`, `rd_expenditure.growth@jiaxing#2025`. Two inputs of one name and different ranges share them. */
  readonly name: string;
  readonly distribution: InputDistribution;
  /** The value at central inputs. */
  readonly central: number;
  /** A Sobol dimension of its own; absent: a one-dimensional sequence shuffled by its name. */
  readonly dimension?: number;
  /** The key without selector; the region and year where there is one of each. */
  readonly key: string;
  readonly region?: string;
  readonly year?: number;
  readonly acrossRegions?: number;
  /** Where it moves together with others: by which rules. */
  readonly ties?: Ties;
  readonly of: UncertainThing;
  readonly source?: Bilingual;
}

/** The rules by which inputs of a scenario move together. Scenarios with other rules draw tied inputs for themselves. */
export interface Ties {
  readonly id: string;
  readonly correlations: readonly Correlation[];
}

/** The rules of a scenario: its correlations, and entries that correlate regions. */
export function tiesOf(entries: readonly Uncertainty[], correlations: readonly Correlation[]): Ties {
  const across = entries.flatMap(({ key, acrossRegions }) =>
    acrossRegions === undefined ? [] : [[key, acrossRegions]],
  );
  const stated = correlations.map(({ between, rank, method }) => [between, rank, method]);
  return { id: JSON.stringify([stated, across]), correlations };
}

/** Fewest yearly changes from which a distribution of past growth is taken. */
const FEWEST_CHANGES = 5;

/** The value of an uncertain input: a node of a graph, or the number of one draw. `low` and `high` bound what is drawn. */
export type InputValue = (id: string, central: number, low: number, high: number) => Value;

/** Regions in which an indicator has too little past growth to draw from. */
interface WithoutPast {
  readonly entry: Uncertainty;
  readonly indicator: string;
  readonly asOf?: number;
  readonly regions: Set<string>;
}

/** The uncertain inputs of a run, made as they are met. */
export class UncertainInputs {
  readonly #model: Model;
  readonly #inputValue: InputValue;
  readonly #byName = new Map<string, readonly UncertainInput[]>();
  /** Regions without past growth, by entry, indicator and view. */
  readonly #certain = new Map<string, WithoutPast>();

  constructor(model: Model, inputValue: InputValue) {
    this.#model = model;
    this.#inputValue = inputValue;
  }

  get list(): readonly UncertainInput[] {
    return [...this.#byName.values()].flat();
  }

  get issues(): readonly Issue[] {
    const known = this.#model.regions.map(({ id }) => id);
    return [...this.#certain.values()].map((one) =>
      noPastGrowth(
        one,
        known.filter((id) => one.regions.has(id)),
        FEWEST_CHANGES,
      ),
    );
  }

  /** Parameters of a scenario: nodes where they are uncertain, numbers where they are not or where a lever sets them. */
  parameters(
    values: ReadonlyMap<string, number>,
    entries: readonly Uncertainty[],
    ties: Ties,
    isSet: (parameter: string) => boolean,
  ): ReadonlyMap<string, Value> {
    return new Map(
      [...values].map(([id, value]): [string, Value] => {
        const entry = entries.findLast((one) => one.of.kind === 'parameter' && one.of.parameter === id);
        if (!entry || isSet(id) || typeof entry.distribution === 'string') return [id, value];
        const dimension = this.#model.parameters.find((one) => one.id === id)?.dimension;
        return [
          id,
          this.#node(entry, ties, id, value, entry.distribution, dimension === undefined ? {} : { dimension }),
        ];
      }),
    );
  }

  /** Growth of one view: deviations, values of named assumptions, and the choice between assumptions. */
  growth(view: View, entries: readonly Uncertainty[], ties: Ties): UncertainGrowth {
    const entryFor = (kind: 'growth' | 'assumed' | 'choice', indicator: string, region: string, name?: string) => {
      const found = entries.findLast(
        ({ of }) =>
          of.kind === kind &&
          of.indicator === indicator &&
          of.regions.includes(region) &&
          (of.kind !== 'assumed' || of.name === name),
      );
      return found?.distribution === 'fixed' ? undefined : found;
    };
    /** The latest deviation of each series with yearly ones: what the next year's carries on. */
    const carried = new Map<string, { readonly year: number; readonly value: Value }>();
    const pasts = new Map<string, InputDistribution | undefined>();
    const distributionOf = (entry: Uncertainty, indicator: string, region: string): InputDistribution | undefined => {
      if (entry.distribution === 'fixed') return undefined;
      if (entry.distribution !== 'past') return entry.distribution;
      const key = `${indicator}/${region}`;
      if (!pasts.has(key)) pasts.set(key, this.#pastGrowth(view, entry, indicator, region));
      return pasts.get(key);
    };

    return {
      deviation: (indicator, region, year) => {
        const entry = entryFor('growth', indicator, region);
        if (!entry) return undefined;
        const distribution = distributionOf(entry, indicator, region);
        if (!distribution) return undefined;
        const name = entry.common ? `${indicator}.growth` : `${indicator}.growth@${region}`;
        const more = {
          ...(entry.common ? {} : { region }),
          ...(entry.acrossRegions === undefined ? {} : { acrossRegions: entry.acrossRegions }),
        };
        const { persistence } = entry;
        if (persistence === undefined) return this.#node(entry, ties, name, 0, distribution, more);
        const series = `${indicator}/${region}`;
        const before = carried.get(series);
        if (before?.year === year) return before.value;
        const fresh = this.#node(entry, ties, `${name}#${year}`, 0, distribution, { ...more, year });
        // A stationary AR(1): every year deviates as far as the distribution says.
        const value =
          before?.year === year - 1
            ? add(multiply(before.value, persistence), multiply(fresh, Math.sqrt(1 - persistence * persistence)))
            : fresh;
        carried.set(series, { year, value });
        return value;
      },
      assumed: (name, indicator, region) => {
        const entry = entryFor('assumed', indicator, region, name);
        if (!entry || typeof entry.distribution === 'string') return undefined;
        const same = this.#model.assumptions.filter((one) => one.name === name && one.indicator === indicator);
        const of = same.findLast((one) => one.regions.includes(region));
        if (!of) return undefined;
        const id = `${indicator}.${name}${same.length > 1 ? `@${of.regions[0]}` : ''}`;
        return this.#node(entry, ties, id, amountOf(of), entry.distribution, {});
      },
      choice: (indicator, region) => {
        const entry = entryFor('choice', indicator, region);
        if (entry?.of.kind !== 'choice' || typeof entry.distribution === 'string') return undefined;
        // −1: none of the variants but what the scenario itself follows.
        const index = this.#node(entry, ties, `${indicator}.assumption`, -1, entry.distribution, {});
        return { variants: entry.of.variants, index };
      },
    };
  }

  #node(
    entry: Uncertainty,
    ties: Ties,
    name: string,
    central: number,
    distribution: InputDistribution,
    more: Partial<Pick<UncertainInput, 'dimension' | 'region' | 'year' | 'acrossRegions'>>,
  ): Value {
    const key = baseKey(entry.key);
    const isTied = more.acrossRegions !== undefined || ties.correlations.some(({ between }) => between.includes(key));
    const tied = isTied ? { ties } : {};
    const same = (this.#byName.get(name) ?? []).find(
      (input) => input.central === central && input.distribution === distribution && input.ties?.id === tied.ties?.id,
    );
    const input =
      same ??
      this.#add({
        id: name,
        name,
        distribution,
        central,
        key,
        of: entry.of,
        ...more,
        ...tied,
        ...(entry.source ? { source: entry.source } : {}),
      });
    const quantile = quantileOf(distribution);
    const [low, high] = EXTREME_PROBABILITIES.map(quantile) as [number, number];
    return this.#inputValue(input.id, central, Math.min(low, central), Math.max(high, central));
  }

  /** A further input of the same name has other ranges or moves with others: it shares the numbers, not the id. */
  #add(input: UncertainInput): UncertainInput {
    const before = this.#byName.get(input.name) ?? [];
    const added = before.length === 0 ? input : { ...input, id: `${input.name} (${before.length + 1})` };
    this.#byName.set(input.name, [...before, added]);
    return added;
  }

  /** Deviations of published yearly growth from its mean; of the nearest region above where this one has too few. */
  #pastGrowth(view: View, entry: Uncertainty, indicator: string, region: string): InputDistribution | undefined {
    const grows = this.#model.indicators[this.#model.indicatorIndex.get(indicator) ?? -1]?.grows ?? 'rate';
    for (let at: string | undefined = region; at !== undefined; at = regionOf(this.#model, at).parent) {
      const changes = yearlyChanges(view, this.#model, indicator, at, grows);
      if (changes.length < FEWEST_CHANGES) continue;
      const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
      return { kind: 'empirical', values: changes.map((change) => change - mean) };
    }
    const { asOf } = view;
    const key = `${entry.key}/${indicator}/${asOf}`;
    const known = this.#certain.get(key) ?? {
      entry,
      indicator,
      regions: new Set(),
      ...(asOf === undefined ? {} : { asOf }),
    };
    known.regions.add(region);
    this.#certain.set(key, known);
    return undefined;
  }
}

/** Growth from each published year to the next, as fractions (levels) or points (shares); none across a break. */
function yearlyChanges(
  view: View,
  model: Model,
  indicator: string,
  region: string,
  grows: 'rate' | 'points',
): readonly number[] {
  const changes: number[] = [];
  for (let year = model.years.first; year < model.years.last; year++) {
    const [from, to] = [year, year + 1].map((one) => view.observed.get(cellKey(indicator, region, one)));
    if (!from || !to || to.flags.includes('break') || (grows === 'rate' && (from.value <= 0 || to.value <= 0)))
      continue;
    changes.push(grows === 'rate' ? to.value / from.value - 1 : to.value - from.value);
  }
  return changes;
}

function amountOf({ curve }: NamedAssumption): number {
  if (curve.kind === 'constant') return curve.value;
  if (curve.kind === 'logistic') return curve.ceiling;
  return curve.rate.kind === 'percent' ? curve.rate.fraction : curve.rate.points;
}
