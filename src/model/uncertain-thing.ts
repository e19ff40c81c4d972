// What an entry of uncertainty is about, by its key.

import type { InputDistribution, Issues, Place } from '../base/index.ts';
import { uncertaintyError, unknownName } from './messages.ts';
import type { Indicator, NamedAssumption, Parameter, Region } from './model.ts';
import { BUILT_IN_VARIANTS } from './resolve-growth.ts';
import { selectRegions } from './select-regions.ts';

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

/** What entries may name. */
export interface UncertainNames {
  readonly parameters: readonly Parameter[];
  readonly assumptions: readonly NamedAssumption[];
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly regions: readonly Region[];
}

/**
 * The thing that a key names: `patents_to_rd.elasticity`, `rd_expenditure.growth@jiaxing`, `gdp.assumption`,
 * `gdp_deflator_change.assumed`; nothing, and an issue, where there is none.
 */
export function readThing(key: string, at: Place, names: UncertainNames, issues: Issues): UncertainThing | undefined {
  const [name, selector] = splitAt(key, '@');
  if (names.parameters.some(({ id }) => id === name)) {
    if (selector !== undefined)
      issues.add(uncertaintyError(`parameter "${name}" is the same in all regions`, at, `write ${name}`));
    return { kind: 'parameter', parameter: name };
  }
  const dot = name.lastIndexOf('.');
  const [id, what] = [name.slice(0, Math.max(0, dot)), name.slice(dot + 1)];
  const indicator = names.indicators.get(id);
  if (!indicator) {
    const ofEvery = dot < 0 ? [] : [...names.indicators.keys()].map((one) => `${one}.${what}`);
    issues.add(unknownName('uncertain input', name, [...ofEvery, ...knownKeys(names)], at));
    return undefined;
  }
  const { regions, issues: wrong } = selectRegions(selector ?? '*', names.regions, () => at);
  issues.addAll(wrong);
  if (what === 'growth' || what === 'assumption') {
    if (indicator.identity && !indicator.identity.closes) {
      const computed = `"${id}" is computed (${indicator.identity.text}) and has no growth of its own`;
      issues.add(uncertaintyError(computed, at, 'name one of its parts'));
      return undefined;
    }
    return what === 'growth'
      ? { kind: 'growth', indicator: id, regions }
      : { kind: 'choice', indicator: id, regions, variants: [] };
  }
  const assumed = names.assumptions.filter((one) => one.indicator === id).map((one) => one.name);
  if (assumed.includes(what)) return { kind: 'assumed', name: what, indicator: id, regions };
  const own = ['growth', 'assumption', ...assumed].map((one) => `${id}.${one}`);
  issues.add(unknownName('uncertain input', name, own, at));
  return undefined;
}

function knownKeys({ parameters, assumptions, indicators }: UncertainNames): readonly string[] {
  return [
    ...parameters.map(({ id }) => id),
    ...new Set(assumptions.map((one) => `${one.indicator}.${one.name}`)),
    ...[...indicators.keys()].map((id) => `${id}.growth`),
  ];
}

/** A choice with its variants, and which of them holds as a distribution; nothing, and issues, where one is unknown. */
export function readChoice(
  of: Extract<UncertainThing, { kind: 'choice' }>,
  weightOf: Readonly<Record<string, number>>,
  place: (variant: string) => Place,
  { assumptions }: UncertainNames,
  issues: Issues,
): { readonly of: UncertainThing; readonly distribution: InputDistribution } | undefined {
  const variants = Object.keys(weightOf);
  const known = new Set<string>([...BUILT_IN_VARIANTS, ...assumptions.map((one) => one.name)]);
  const unknown = variants.filter((variant) => !known.has(splitAt(variant, ':')[0]));
  for (const variant of unknown) issues.add(unknownName('growth assumption', variant, known, place(variant)));
  if (unknown.length > 0) return undefined;
  const weights = variants.map((variant) => weightOf[variant] ?? 0);
  return { of: { ...of, variants }, distribution: { kind: 'discrete', values: variants.map((_, k) => k), weights } };
}

/**
 * Whether amounts of a thing are written and shown in per cent, and fractions inside: growth of levels and named rates;
 * `grows` is that of its indicator, missing for a parameter.
 */
export function isPercent(
  of: UncertainThing,
  grows: Indicator['grows'] | undefined,
  assumptions: readonly NamedAssumption[],
): boolean {
  if (grows !== 'rate') return false;
  if (of.kind !== 'assumed') return of.kind === 'growth';
  return assumptions.some(
    (one) => one.indicator === of.indicator && one.name === of.name && one.curve.kind === 'growth',
  );
}

/** A key without its selector. */
export function baseKey(key: string): string {
  return splitAt(key, '@')[0];
}

function splitAt(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
