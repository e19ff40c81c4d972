// The model package as resolved: every name checked, every default applied, every number with its source.
// Plain readonly data; regions stand before their children, indicators in file order.

import type { Bilingual, GrowthRate, Language, Place, YearRange } from '../base/index.ts';
import type { Expr, Unit } from '../formula/index.ts';
import type { BOUNDS, INDICATOR_TYPES, OBSERVATION_FLAGS, OBSERVATION_STATUS } from './spec.ts';
import type { Correlation, Uncertainty } from './uncertainty.ts';

export type Level = 'province' | 'city' | 'county' | 'zone';

export interface Region {
  readonly id: string;
  /** GB/T 2260; zones have none and never enter a sum. */
  readonly code?: string;
  readonly level: Level;
  readonly parent?: string;
  /** Ids of the regions directly below that have a code: those that add up to this one. */
  readonly children: readonly string[];
  readonly name: Bilingual;
}

export interface UnitDefinition extends Unit {
  /** As printed: 亿元. */
  readonly id: string;
  readonly title: Bilingual;
  /** How an amount reads in a sentence, `#` standing for the number `times` a power of ten; else number and title. */
  readonly prose?: Readonly<Partial<Record<Language, { readonly times: number; readonly form: string } | undefined>>>;
}

export type IndicatorType = (typeof INDICATOR_TYPES)[number];

export interface Identity {
  readonly expr: Expr;
  readonly text: string;
  /** The part computed from the ratio where that part is not known, and the formula that gives it. */
  readonly closes?: { readonly part: string; readonly expr: Expr; readonly from: 'any' | 'observed' };
  /** First value of a formula that uses its own lag. */
  readonly initial?: Expr;
  readonly place: Place;
}

export interface Indicator {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: UnitDefinition;
  readonly type: IndicatorType;
  /** Shares, rates and ranks move in points a year; the others at a rate. */
  readonly grows: 'rate' | 'points';
  /** 1: more is better, -1: less is better, 0: neither. */
  readonly direction: 1 | -1 | 0;
  readonly limits: { readonly min: number; readonly max: number };
  readonly additive: boolean;
  readonly decimals: number;
  readonly definition?: Bilingual;
  readonly identity?: Identity;
  readonly comparable: readonly { readonly with: string; readonly how: Bilingual }[];
  /** Wider wholes that the value cannot exceed in one region and year. */
  readonly atMost?: readonly string[];
  /** The value is the lead of the region over the one of that level above it, in another indicator. */
  readonly lead?: { readonly of: string; readonly over: Level };
}

/** Where a figure stands and how it is printed. */
export interface Source {
  /** Title of the plan or publication. */
  readonly title: Bilingual;
  readonly plan?: string;
  /** Section, table, row. */
  readonly place?: string;
  /** The figure as printed, where it differs from the value. */
  readonly printed?: string;
  readonly url?: string;
}

export type ObservationStatus = (typeof OBSERVATION_STATUS)[number];
export type ObservationFlag = (typeof OBSERVATION_FLAGS)[number];
/** Later stands above earlier within one vintage. */
export const OBSERVATION_RANK: Readonly<Record<ObservationStatus, number>> = { preliminary: 0, final: 1, revised: 2 };
/** Best first. */
export const RELIABILITY = ['official', 'official-text-reposted', 'compiled', 'media'] as const;
export type Reliability = (typeof RELIABILITY)[number];

/** A published value. Several may exist for one cell; `observationsAsOf` chooses. */
export interface Observation {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  /** First year of a value accumulated over several years; such a value enters no yearly series. */
  readonly since?: number;
  readonly value: number;
  readonly status: ObservationStatus;
  readonly reliability: Reliability;
  /** Year of publication; where unknown the year after the data, and `publishedAssumed`. */
  readonly published: number;
  /** Day of publication where known, else the year. */
  readonly publishedOn: string;
  readonly publishedAssumed: boolean;
  readonly flags: readonly ObservationFlag[];
  readonly source: Source;
  readonly note?: Bilingual;
  readonly at: Place;
}

export type Bound = (typeof BOUNDS)[number];

/** A cell of a plan's table: its text and where it stands. */
export interface PrintedCell {
  readonly printed: string;
  readonly at: Place;
}

interface TargetCommon {
  /** Stable: plan, indicator, region, kind, year and a number where these repeat. */
  readonly id: string;
  readonly plan: string;
  readonly indicator: string;
  readonly region: string;
  readonly bound: Bound;
  readonly source: Source;
  /** Other places of the same plan with the same figure. */
  readonly also: readonly { readonly place: string; readonly printed?: string }[];
  readonly note?: Bilingual;
  readonly at: Place;
}

/** What a plan asks of an indicator in a region. Values in the indicator's unit, `rate` as printed. */
export type Target = TargetCommon &
  (
    | {
        readonly kind: 'level';
        readonly year: number;
        readonly value: number;
        readonly upper?: number;
        readonly base?: number;
      }
    | {
        readonly kind: 'multiple';
        readonly year: number;
        readonly factor: number;
        readonly base: number;
        readonly baseAssumed: boolean;
      }
    | { readonly kind: 'growth'; readonly years: YearRange; readonly rate: GrowthRate }
    | { readonly kind: 'cumulative'; readonly years: YearRange; readonly value: number }
    | { readonly kind: 'every_year'; readonly years: YearRange; readonly value: number }
    | { readonly kind: 'improve'; readonly year: number; readonly base: number; readonly baseAssumed: boolean }
    | {
        readonly kind: 'path';
        readonly values: ReadonlyMap<number, number>;
        readonly cells?: ReadonlyMap<number, PrintedCell>;
      }
    | { readonly kind: 'rank'; readonly year: number; readonly value: number }
  );

export type TargetKind = Target['kind'];

/** Growth that a plan prints: an average a year, or a total over the period. */
export interface StatedGrowth {
  readonly plan: string;
  readonly indicator: string;
  readonly region: string;
  readonly years: YearRange;
  readonly rate?: GrowthRate;
  readonly total?: GrowthRate;
  readonly source: Source;
  readonly note?: Bilingual;
  readonly at: Place;
}

export interface Plan {
  readonly id: string;
  readonly title: Bilingual;
  readonly short: Bilingual;
  readonly issuer: Bilingual;
  readonly region: string;
  /** Year of issue; decides what an `as_of` run may know. */
  readonly issued: number;
  readonly issuedOn: string;
  readonly period: YearRange;
  readonly number?: string;
  readonly note?: Bilingual;
  /** Statements held, `also` and table cells included. */
  readonly statements: {
    readonly observations: number;
    readonly targets: number;
    readonly growth: number;
    readonly cells: number;
  };
}

/** A growth assumption that the package adds to those that follow from observations and plans. */
export interface NamedAssumption {
  readonly name: string;
  readonly indicator: string;
  readonly regions: readonly string[];
  readonly curve:
    | { readonly kind: 'constant'; readonly value: number }
    | { readonly kind: 'growth'; readonly rate: GrowthRate }
    | { readonly kind: 'logistic'; readonly ceiling: number };
  readonly low?: number;
  readonly high?: number;
  /** Used where a scenario says nothing else. */
  readonly isDefault: boolean;
  readonly source: Bilingual;
  readonly at: Place;
}

/** An uncertain number of the package: a parameter of formulas, or `<response>.elasticity`. */
export interface Parameter {
  readonly id: string;
  readonly title: Bilingual;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly shape: 'triangular' | 'uniform' | 'pert';
  /** Its dimension of Sobol points, for good; absent: a sequence of its own. */
  readonly dimension?: number;
  readonly evidence: 'literature' | 'convention' | 'assumption';
  readonly source: Bilingual;
}

/** How one indicator answers to another's deviation from the baseline. */
export interface Response {
  readonly id: string;
  readonly title: Bilingual;
  readonly of: string;
  readonly to: string;
  /** `elasticity`: Δln(of) = ε Σ w·Δln(to); `share`: Δ(of) = s Σ w·Δ(to), in base units. */
  readonly form: 'elasticity' | 'share';
  /** Id of the parameter that holds the elasticity or the share. */
  readonly parameter: string;
  /** Weights for lag 0, 1, 2, … years; they add up to 1. */
  readonly lags: readonly number[];
  readonly at: Place;
}

/** What plans and the package say about one series. */
export interface SeriesStatements {
  readonly targets: readonly Target[];
  readonly stated: readonly StatedGrowth[];
  readonly assumptions: readonly NamedAssumption[];
}

export interface Model {
  readonly id: string;
  readonly title: Bilingual;
  readonly years: YearRange;
  readonly leader: string;
  readonly focus: string;
  readonly headline: readonly string[];
  readonly regions: readonly Region[];
  readonly indicators: readonly Indicator[];
  readonly units: ReadonlyMap<string, UnitDefinition>;
  readonly plans: readonly Plan[];
  readonly observations: readonly Observation[];
  readonly targets: readonly Target[];
  readonly statedGrowth: readonly StatedGrowth[];
  /** Trend window in years and damping a year of the default assumption. */
  readonly trend: { readonly window: number; readonly phi: number };
  readonly assumptions: readonly NamedAssumption[];
  readonly parameters: readonly Parameter[];
  readonly responses: readonly Response[];
  /** Ranges of parameters and assumptions, then what growth.yaml says; later entries win. */
  readonly uncertainty: readonly Uncertainty[];
  readonly correlations: readonly Correlation[];
  readonly regionIndex: ReadonlyMap<string, number>;
  readonly indicatorIndex: ReadonlyMap<string, number>;
  readonly planIndex: ReadonlyMap<string, number>;
  /** By `seriesKey`; series of which nothing is said are absent. */
  readonly statements: ReadonlyMap<string, SeriesStatements>;
}

/** Key of a series: `indicator/region`. */
export function seriesKey(indicator: string, region: string): string {
  return `${indicator}/${region}`;
}

/** Nothing said. */
export const NO_STATEMENTS: SeriesStatements = { targets: [], stated: [], assumptions: [] };

/** What is said of a series; empty lists where nothing is. */
export function statementsOf(model: Model, indicator: string, region: string): SeriesStatements {
  return model.statements.get(seriesKey(indicator, region)) ?? NO_STATEMENTS;
}

/** Groups statements by series, each list in its own order. */
export function groupStatements(
  targets: readonly Target[],
  stated: readonly StatedGrowth[],
  assumptions: readonly NamedAssumption[],
): ReadonlyMap<string, SeriesStatements> {
  const groups = new Map<string, { targets: Target[]; stated: StatedGrowth[]; assumptions: NamedAssumption[] }>();
  const group = (indicator: string, region: string) => {
    const key = seriesKey(indicator, region);
    const found = groups.get(key) ?? { targets: [], stated: [], assumptions: [] };
    groups.set(key, found);
    return found;
  };
  for (const target of targets) group(target.indicator, target.region).targets.push(target);
  for (const growth of stated) group(growth.indicator, growth.region).stated.push(growth);
  for (const one of assumptions) for (const region of one.regions) group(one.indicator, region).assumptions.push(one);
  return groups;
}

/** The indicator of that id; a wrong id is a bug, names in files are checked before. */
export function indicatorOf(model: Model, id: string): Indicator {
  const found = model.indicators[model.indicatorIndex.get(id) ?? -1];
  if (!found) throw new Error(`no indicator "${id}"`);
  return found;
}

/** The region of that id; a wrong id is a bug. */
export function regionOf(model: Model, id: string): Region {
  const found = model.regions[model.regionIndex.get(id) ?? -1];
  if (!found) throw new Error(`no region "${id}"`);
  return found;
}

/** The plan of that id; a wrong id is a bug. */
export function planOf(model: Model, id: string): Plan {
  const found = model.plans[model.planIndex.get(id) ?? -1];
  if (!found) throw new Error(`no plan "${id}"`);
  return found;
}
