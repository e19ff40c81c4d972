// Uncertainty as resolved: what is uncertain, by how much, and what moves together.

import {
  type Bilingual,
  bilingual,
  checkDistribution,
  type InputDistribution,
  type Issues,
  inLargerUnit,
  type Place,
} from '../base/index.ts';
import { uncertaintyError, unknownName } from './messages.ts';
import type { Indicator, NamedAssumption, Parameter, Region } from './model.ts';
import type { Located } from './names.ts';
import { BUILT_IN_VARIANTS } from './resolve-growth.ts';
import { selectRegions } from './select-regions.ts';
import type { DistributionSpec, UncertaintySpec } from './uncertainty-spec.ts';

/** What is uncertain. */
export type UncertainThing =
  | { readonly kind: 'parameter'; readonly parameter: string }
  /** Deviation of yearly growth from what is assumed: a fraction a year (levels) or points (shares). */
  | { readonly kind: 'growth'; readonly indicator: string; readonly regions: readonly string[] }
  /** The value, rate or ceiling of an assumption of growth.yaml. */
  | { readonly kind: 'assumed'; readonly name: string; readonly indicator: string; readonly regions: readonly string[] }
  /** Which growth assumption holds. */
  | {
      readonly kind: 'choice';
      readonly indicator: string;
      readonly regions: readonly string[];
      readonly variants: readonly string[];
    };

/** One entry; a later one replaces an earlier one in the regions that it names. */
export interface Uncertainty {
  /** As written: `rd_expenditure.growth@counties:jiaxing`. */
  readonly key: string;
  readonly of: UncertainThing;
  /** `fixed`: certain. `past`: deviations of published yearly growth from its mean, known at the time of the run. */
  readonly distribution: InputDistribution | 'fixed' | 'past';
  /** For growth: a new deviation each year, of which this share is carried into the next. Absent: one for all years. */
  readonly persistence?: number;
  /** For growth: one deviation for all regions. */
  readonly common: boolean;
  /** For growth: rank correlation between any two regions. */
  readonly acrossRegions?: number;
  readonly source?: Bilingual;
  /** Absent where it follows from a range in the package. */
  readonly at?: Place;
}

/** Inputs that move together. */
export interface Correlation {
  /** Keys without a selector. */
  readonly between: readonly string[];
  /** Spearman's, between any two of them. */
  readonly rank: number;
  /** A Gaussian copula, or draws that keep their values and change places; the copula where neither is named. */
  readonly method: 'copula' | 'iman-conover';
  readonly at: Place;
}

/** What entries may name. */
export interface UncertainNames {
  readonly parameters: readonly Parameter[];
  readonly assumptions: readonly NamedAssumption[];
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly regions: readonly Region[];
}

const SHAPES = [
  'normal',
  'truncated_normal',
  'lognormal',
  'triangular',
  'pert',
  'uniform',
  'beta',
  'empirical',
  'discrete',
  'choice',
] as const;
type Shape = (typeof SHAPES)[number];

/** The ranges that parameters and assumptions of the package carry. */
export function statedUncertainty({
  parameters,
  assumptions,
}: Pick<UncertainNames, 'parameters' | 'assumptions'>): readonly Uncertainty[] {
  const ofParameters = parameters.flatMap(({ id, value, low, high, shape, source }): Uncertainty[] =>
    low === high
      ? []
      : [
          {
            key: id,
            of: { kind: 'parameter', parameter: id },
            distribution:
              shape === 'uniform' ? { kind: 'uniform', low, high } : { kind: shape, low, mode: value, high },
            common: true,
            source,
          },
        ],
  );
  const ofAssumptions = assumptions.flatMap(({ name, indicator, regions, curve, low, high, source }): Uncertainty[] => {
    if (low === undefined || high === undefined || low === high) return [];
    const [mode, scale] =
      curve.kind === 'constant'
        ? [curve.value, 1]
        : curve.kind === 'logistic'
          ? [curve.ceiling, 1]
          : curve.rate.kind === 'percent'
            ? [curve.rate.fraction, 0.01]
            : [curve.rate.points, 1];
    return [
      {
        key: `${indicator}.${name}`,
        of: { kind: 'assumed', name, indicator, regions },
        distribution: { kind: 'triangular', low: low * scale, mode, high: high * scale },
        common: true,
        source,
      },
    ];
  });
  return [...ofParameters, ...ofAssumptions];
}

/** Entries of one file, with issues for those that make no sense. */
export function resolveUncertainty(
  { value: spec, document }: Located<UncertaintySpec>,
  path: readonly PropertyKey[],
  names: UncertainNames,
  issues: Issues,
): readonly Uncertainty[] {
  return Object.entries(spec).flatMap(([key, entry]): Uncertainty[] => {
    const place = (...below: PropertyKey[]) => document.place([...path, key, ...below]);
    const at = document.place([...path, key], 'key');
    const of = thingOf(key, at);
    if (!of) return [];
    if (entry === 'fixed') return [{ key, of, distribution: 'fixed', common: true, at }];
    const shapes = SHAPES.filter((shape) => entry[shape] !== undefined);
    const [shape] = shapes;
    if (shape === undefined || shapes.length > 1) {
      refuse(
        `an uncertain input has one distribution; this one has ${shapes.length === 0 ? 'none' : shapes.join(' and ')}`,
        shapes.length === 0 ? `write one of ${SHAPES.join(', ')}, or fixed` : 'keep one',
        at,
      );
      return [];
    }
    const growth = of.kind === 'growth';
    for (const only of ['yearly', 'common', 'across_regions'] as const)
      if (!growth && entry[only] !== undefined)
        refuse(`"${only}" is for growth, "${key}" is none`, 'leave it out', place(only));
    if (entry.common && entry.across_regions !== undefined)
      refuse(
        'one deviation for all regions leaves no correlation to state',
        'keep common or across_regions',
        place('common'),
      );
    const chosen = of.kind === 'choice' ? choiceOf(of, entry, key, place) : undefined;
    if (of.kind === 'choice' && !chosen) return [];
    const distribution = chosen?.distribution ?? distributionOf(shape, entry, of, place);
    if (distribution === undefined) return [];
    if (distribution !== 'past') {
      const problems = checkDistribution(distribution);
      for (const problem of problems) refuse(`${shape} of "${key}": ${problem}`, undefined, place(shape));
      if (problems.length > 0) return [];
    }
    const percent = distribution !== 'past' && !chosen && isPercent(of);
    return [
      {
        key,
        of: chosen?.of ?? of,
        distribution: percent ? inLargerUnit(distribution, 100) : distribution,
        ...(entry.yearly === undefined ? {} : { persistence: entry.yearly }),
        common: entry.common ?? !growth,
        ...(entry.across_regions === undefined ? {} : { acrossRegions: entry.across_regions }),
        ...(entry.source === undefined ? {} : { source: bilingual(entry.source) }),
        at,
      },
    ];
  });

  function refuse(message: string, hint: string | undefined, place: Place): void {
    issues.add(uncertaintyError(message, place, hint));
  }

  /** `patents_to_rd.elasticity`, `rd_expenditure.growth@jiaxing`, `gdp.assumption`, `gdp_deflator_change.assumed`. */
  function thingOf(key: string, at: Place): UncertainThing | undefined {
    const [name, selector] = splitAt(key, '@');
    if (names.parameters.some(({ id }) => id === name)) {
      if (selector !== undefined) refuse(`parameter "${name}" is the same in all regions`, `write ${name}`, at);
      return { kind: 'parameter', parameter: name };
    }
    const dot = name.lastIndexOf('.');
    const [id, what] = [name.slice(0, Math.max(0, dot)), name.slice(dot + 1)];
    const indicator = names.indicators.get(id);
    if (!indicator) {
      const known =
        dot < 0 ? knownKeys() : [...names.indicators.keys()].map((one) => `${one}.${what}`).concat(knownKeys());
      issues.add(unknownName('uncertain input', name, known, at));
      return undefined;
    }
    const selected = selectRegions(selector ?? '*', names.regions, () => at);
    issues.addAll(selected.issues);
    const { regions } = selected;
    if (what === 'growth' || what === 'assumption') {
      if (indicator.identity && !indicator.identity.closes) {
        refuse(
          `"${id}" is computed (${indicator.identity.text}) and has no growth of its own`,
          'name one of its parts',
          at,
        );
        return undefined;
      }
      return what === 'growth'
        ? { kind: 'growth', indicator: id, regions }
        : { kind: 'choice', indicator: id, regions, variants: [] };
    }
    const assumed = names.assumptions.filter((one) => one.indicator === id).map((one) => one.name);
    if (assumed.includes(what)) return { kind: 'assumed', name: what, indicator: id, regions };
    issues.add(
      unknownName(
        'uncertain input',
        name,
        [`${id}.growth`, `${id}.assumption`, ...assumed.map((one) => `${id}.${one}`)],
        at,
      ),
    );
    return undefined;
  }

  function knownKeys(): readonly string[] {
    return [
      ...names.parameters.map(({ id }) => id),
      ...new Set(names.assumptions.map((one) => `${one.indicator}.${one.name}`)),
      ...[...names.indicators.keys()].map((id) => `${id}.growth`),
    ];
  }

  function choiceOf(
    of: Extract<UncertainThing, { kind: 'choice' }>,
    entry: DistributionSpec,
    key: string,
    place: (...below: PropertyKey[]) => Place,
  ): { of: UncertainThing; distribution: InputDistribution } | undefined {
    if (!entry.choice) {
      refuse(`"${key}" is one of several assumptions`, 'write {choice: {damped: 2, observed: 1}}', place());
      return undefined;
    }
    const variants = Object.keys(entry.choice);
    const known = new Set<string>([...BUILT_IN_VARIANTS, ...names.assumptions.map((one) => one.name)]);
    const unknown = variants.filter((variant) => !known.has(splitAt(variant, ':')[0] ?? ''));
    for (const variant of unknown)
      issues.add(unknownName('growth assumption', variant, known, place('choice', variant)));
    if (unknown.length > 0) return undefined;
    const weights = variants.map((variant) => entry.choice?.[variant] ?? 0);
    return { of: { ...of, variants }, distribution: { kind: 'discrete', values: variants.map((_, k) => k), weights } };
  }

  function distributionOf(
    shape: Shape,
    entry: DistributionSpec,
    of: UncertainThing,
    place: (...below: PropertyKey[]) => Place,
  ): InputDistribution | 'past' | undefined {
    const found = issues.list.length;
    const amount = (value: number | string | undefined, ...below: PropertyKey[]): number => {
      if (value === undefined) return 0;
      const points = typeof value === 'string';
      if (points !== (of.kind === 'growth')) {
        const written = String(value);
        if (points)
          refuse(
            `"${written}" is a change of growth, "${of.kind === 'parameter' ? of.parameter : of.kind}" takes a number`,
            'leave out pp',
            place(shape, ...below),
          );
        else
          refuse(
            `"${written}" has no unit: growth deviates by points a year`,
            `write ${written}pp`,
            place(shape, ...below),
          );
      }
      return points ? Number(value.slice(0, -2)) : value;
    };
    const distribution = ((): InputDistribution | 'past' | undefined => {
      const { normal, truncated_normal, lognormal, triangular, pert, uniform, beta, empirical, discrete } = entry;
      if (normal) return { kind: 'normal', mean: amount(normal.mean, 'mean'), sd: amount(normal.sd, 'sd') };
      if (truncated_normal) {
        const { mean, sd, low, high } = truncated_normal;
        return {
          kind: 'truncated_normal',
          mean: amount(mean, 'mean'),
          sd: amount(sd, 'sd'),
          low: amount(low, 'low'),
          high: amount(high, 'high'),
        };
      }
      if (lognormal) {
        if (of.kind === 'growth') {
          refuse(
            'a deviation of growth may be negative, a lognormal value may not',
            'write normal or triangular',
            place(shape),
          );
          return undefined;
        }
        if ('median' in lognormal) return { kind: 'lognormal', median: lognormal.median, sd_log: lognormal.sd_log };
        const pairs = Object.entries(lognormal.quantiles).map(([p, x]) => [Number(p), x] as const);
        const [first, second] = pairs;
        if (!first || !second || pairs.length > 2) {
          refuse(
            'a lognormal distribution follows from two quantiles',
            'write {quantiles: {0.05: 0.2, 0.95: 0.8}}',
            place(shape, 'quantiles'),
          );
          return undefined;
        }
        return { kind: 'lognormal', quantiles: [first, second] };
      }
      if (triangular) return { kind: 'triangular', ...three(triangular) };
      if (pert) return { kind: 'pert', ...three(pert), ...(pert.weight === undefined ? {} : { weight: pert.weight }) };
      if (uniform) return { kind: 'uniform', low: amount(uniform.low, 'low'), high: amount(uniform.high, 'high') };
      if (beta) {
        if (of.kind === 'growth' && (beta.low === undefined || beta.high === undefined)) {
          refuse(
            'a deviation of growth has no range of its own',
            'give the beta distribution low and high',
            place(shape),
          );
          return undefined;
        }
        return {
          kind: 'beta',
          alpha: beta.alpha,
          beta: beta.beta,
          low: amount(beta.low, 'low'),
          high: beta.high === undefined ? 1 : amount(beta.high, 'high'),
        };
      }
      if (empirical === 'past') {
        if (of.kind === 'growth') return 'past';
        refuse(
          'past growth says nothing of what is no growth',
          'write the values: {empirical: [0.2, 0.5, 0.9]}',
          place(shape),
        );
        return undefined;
      }
      if (empirical) return { kind: 'empirical', values: empirical.map((value, k) => amount(value, k)) };
      if (discrete)
        return {
          kind: 'discrete',
          values: discrete.map(({ value }, k) => amount(value, k, 'value')),
          weights: discrete.map(({ weight }) => weight),
        };
      refuse('a choice is between growth assumptions', 'write it for X.assumption', place(shape));
      return undefined;
    })();
    return issues.list.length > found ? undefined : distribution;

    function three({ low, mode, high }: { low: number | string; mode: number | string; high: number | string }) {
      return { low: amount(low, 'low'), mode: amount(mode, 'mode'), high: amount(high, 'high') };
    }
  }

  /** Growth of levels and named rates are written in per cent, and fractions inside. */
  function isPercent(of: UncertainThing): boolean {
    const grows = 'indicator' in of ? (names.indicators.get(of.indicator)?.grows ?? 'rate') : undefined;
    return grows === 'rate' && (of.kind === 'growth' || (of.kind === 'assumed' && isRate(of)));
  }

  function isRate(of: Extract<UncertainThing, { kind: 'assumed' }>): boolean {
    return names.assumptions.some(
      (one) => one.indicator === of.indicator && one.name === of.name && one.curve.kind === 'growth',
    );
  }
}

/** A key without its selector. */
export function baseKey(key: string): string {
  return splitAt(key, '@')[0] ?? key;
}

function splitAt(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
