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
import { uncertaintyError } from './messages.ts';
import type { Located } from './names.ts';
import { readDistribution, SHAPES, type Shape } from './read-distribution.ts';
import { isPercent, readChoice, readThing, type UncertainNames, type UncertainThing } from './uncertain-thing.ts';
import type { DistributionSpec, UncertaintySpec } from './uncertainty-spec.ts';

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
    const at = document.place([...path, key], 'key');
    const of = readThing(key, at, names, issues);
    if (!of) return [];
    if (entry === 'fixed') return [{ key, of, distribution: 'fixed', common: true, at }];
    const place: PlaceBelow = (...below) => document.place([...path, key, ...below]);
    const found = resolveEntry({ key, of, entry, at, place }, names, issues);
    return found ? [found] : [];
  });
}

type PlaceBelow = (...below: PropertyKey[]) => Place;

interface Entry {
  readonly key: string;
  readonly of: UncertainThing;
  readonly entry: DistributionSpec;
  readonly at: Place;
  readonly place: PlaceBelow;
}

function resolveEntry(
  { key, of, entry, at, place }: Entry,
  names: UncertainNames,
  issues: Issues,
): Uncertainty | undefined {
  const refuse = (message: string, hint: string | undefined, where: Place) =>
    issues.add(uncertaintyError(message, where, hint));
  const [shape, ...others] = SHAPES.filter((one) => entry[one] !== undefined);
  if (shape === undefined || others.length > 0) {
    const one = 'an uncertain input has one distribution; this one has';
    if (shape === undefined) refuse(`${one} none`, `write one of ${SHAPES.join(', ')}, or fixed`, at);
    else refuse(`${one} ${[shape, ...others].join(' and ')}`, 'keep one', at);
    return undefined;
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
  const found = distributionOf({ key, of, entry, at, place }, shape, names, issues);
  if (!found) return undefined;
  return {
    key,
    ...found,
    ...(entry.yearly === undefined ? {} : { persistence: entry.yearly }),
    common: entry.common ?? !growth,
    ...(entry.across_regions === undefined ? {} : { acrossRegions: entry.across_regions }),
    ...(entry.source === undefined ? {} : { source: bilingual(entry.source) }),
    at,
  };
}

/** The distribution of an entry in the unit that is used inside. */
function distributionOf(
  { key, of, entry, place }: Entry,
  shape: Shape,
  names: UncertainNames,
  issues: Issues,
): Pick<Uncertainty, 'of' | 'distribution'> | undefined {
  const refuse = (message: string, hint: string | undefined, ...below: PropertyKey[]) =>
    issues.add(uncertaintyError(message, place(...below), hint));
  if (of.kind === 'choice' && !entry.choice) {
    refuse(`"${key}" is one of several assumptions`, 'write {choice: {damped: 2, observed: 1}}');
    return undefined;
  }
  const name = of.kind === 'parameter' ? of.parameter : of.kind;
  const found =
    of.kind === 'choice'
      ? readChoice(of, entry.choice ?? {}, (variant) => place('choice', variant), names, issues)
      : {
          of,
          distribution: readDistribution(
            shape,
            entry,
            { name, growth: of.kind === 'growth' },
            (message, hint, ...below) => refuse(message, hint, shape, ...below),
          ),
        };
  if (found?.distribution === undefined) return undefined;
  const { of: thing, distribution } = found;
  if (distribution === 'past') return { of: thing, distribution };
  const problems = checkDistribution(distribution);
  for (const problem of problems) refuse(`${shape} of "${key}": ${problem}`, undefined, shape);
  if (problems.length > 0) return undefined;
  const grows = 'indicator' in of ? names.indicators.get(of.indicator)?.grows : undefined;
  const percent = isPercent(of, grows, names.assumptions);
  return { of: thing, distribution: percent ? inLargerUnit(distribution, 100) : distribution };
}
