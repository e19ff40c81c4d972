// growth.yaml and responses.yaml → named assumptions, parameters, responses.

import {
  type Bilingual,
  bilingual,
  type Issues,
  type Place,
  parseGrowthRate,
  SOBOL_DIMENSIONS,
} from '../base/index.ts';
import { isReservedName } from '../formula/index.ts';
import { duplicateId, reservedName, wrongKind, wrongRate } from './messages.ts';
import type { Indicator, NamedAssumption, Parameter, Region, Response } from './model.ts';
import type { Located, Names } from './names.ts';
import { selectRegions } from './select-regions.ts';
import type { GrowthSpec, ResponsesSpec } from './spec.ts';

/** Variants that follow from observations and plans; a named assumption may not take these names. */
export const BUILT_IN_VARIANTS = ['stated', 'implied', 'path', 'observed', 'damped'] as const;

/** The package's own assumptions, with regions resolved. */
export function resolveAssumptions(
  { value, document }: Located<GrowthSpec>,
  regions: readonly Region[],
  indicators: ReadonlyMap<string, Indicator>,
  names: Names,
  issues: Issues,
): readonly NamedAssumption[] {
  return (value.assumptions ?? []).flatMap((entry, k): NamedAssumption[] => {
    const place = (key: string) => document.place(['assumptions', k, key]);
    if (BUILT_IN_VARIANTS.some((name) => name === entry.name)) {
      issues.add(wrongKind(`"${entry.name}" is a built-in assumption and cannot be redefined`, place('name')));
      return [];
    }
    if (!names.indicator(entry.indicator, place('indicator'))) return [];
    const selected = selectRegions(entry.regions, regions, (path) =>
      document.place(['assumptions', k, 'regions', ...path]),
    );
    issues.addAll(selected.issues);
    const curve = curveOf(entry, k);
    if (!curve) return [];
    return [
      {
        name: entry.name,
        indicator: entry.indicator,
        regions: selected.regions,
        curve,
        ...(entry.low === undefined ? {} : { low: entry.low }),
        ...(entry.high === undefined ? {} : { high: entry.high }),
        isDefault: entry.default ?? false,
        source: bilingual(entry.source),
        at: document.place(['assumptions', k]),
      },
    ];
  });

  function curveOf(
    entry: NonNullable<GrowthSpec['assumptions']>[number],
    k: number,
  ): NamedAssumption['curve'] | undefined {
    const at = document.place(['assumptions', k]);
    if (entry.curve === 'constant' && entry.value !== undefined) return { kind: 'constant', value: entry.value };
    if (entry.curve === 'logistic' && entry.ceiling !== undefined) return { kind: 'logistic', ceiling: entry.ceiling };
    if (entry.curve === 'growth' && entry.rate !== undefined) {
      const rate = parseGrowthRate(entry.rate);
      const grows = indicators.get(entry.indicator)?.grows ?? 'rate';
      if (rate && (rate.kind === 'points') === (grows === 'points')) return { kind: 'growth', rate };
      issues.add(wrongRate(entry.indicator, grows, entry.rate, document.place(['assumptions', k, 'rate'])));
      return undefined;
    }
    const need = { constant: 'value', growth: 'rate', logistic: 'ceiling' }[entry.curve];
    issues.add(wrongKind(`curve "${entry.curve}" needs "${need}"`, at));
    return undefined;
  }
}

/** Parameters of formulas and, after them, one parameter a response: `<response>.elasticity` or `.share`. */
export function resolveResponses(
  { value, document }: Located<ResponsesSpec>,
  names: Names,
  issues: Issues,
): { readonly parameters: readonly Parameter[]; readonly responses: readonly Response[] } {
  const parameters: Parameter[] = value.parameters.map((entry) => parameterOf(entry.id, entry.title, entry));
  const ids = new Set<string>();
  const dimensions = new Set<number>();
  value.parameters.forEach((entry, k) => {
    if (ids.has(entry.id)) issues.add(duplicateId('parameter', entry.id, document.place(['parameters', k, 'id'])));
    ids.add(entry.id);
    if (isReservedName(entry.id))
      issues.add(reservedName('parameter', entry.id, document.place(['parameters', k, 'id'])));
    checkRange(entry, ['parameters', k]);
    checkDimension(entry.dimension, document.place(['parameters', k, 'dimension']));
  });
  const responses = value.responses.flatMap((entry, k): Response[] => {
    const place = (key: string) => document.place(['responses', k, key]);
    if (ids.has(entry.id)) issues.add(duplicateId('response', entry.id, place('id')));
    ids.add(entry.id);
    const known = [names.indicator(entry.of, place('of')), names.indicator(entry.to, place('to'))].every(Boolean);
    const number = entry.elasticity ?? entry.share;
    if (!number || (entry.elasticity && entry.share)) {
      issues.add(wrongKind(`response "${entry.id}" needs either "elasticity" or "share"`, place('id')));
      return [];
    }
    const form = entry.elasticity ? 'elasticity' : 'share';
    checkRange(number, ['responses', k, form]);
    const lags = entry.lags ?? [1];
    const sum = lags.reduce((total, weight) => total + weight, 0);
    if (Math.abs(sum - 1) > 1e-9)
      issues.add(wrongKind(`the lag weights of "${entry.id}" add up to ${sum}, not 1`, place('lags')));
    if (!known) return [];
    const parameter = `${entry.id}.${form}`;
    parameters.push(parameterOf(parameter, entry.title, number));
    checkDimension(number.dimension, document.place(['responses', k, form, 'dimension']));
    return [
      {
        id: entry.id,
        title: entry.title,
        of: entry.of,
        to: entry.to,
        form,
        parameter,
        lags,
        at: document.place(['responses', k]),
      },
    ];
  });
  return { parameters, responses };

  /** A dimension belongs to one input. */
  function checkDimension(dimension: number | undefined, place: Place): void {
    if (dimension === undefined) return;
    if (dimensions.has(dimension)) issues.add(duplicateId('dimension', String(dimension), place));
    if (dimension >= SOBOL_DIMENSIONS)
      issues.add(wrongKind(`there are ${SOBOL_DIMENSIONS} dimensions, from 0 on`, place, 'leave it out'));
    dimensions.add(dimension);
  }

  function checkRange(number: { value: number; low: number; high: number }, path: readonly PropertyKey[]): void {
    if (number.low <= number.value && number.value <= number.high) return;
    const message = `the central value ${number.value} does not lie between low ${number.low} and high ${number.high}`;
    issues.add(wrongKind(message, document.place([...path, 'value'])));
  }
}

function parameterOf(
  id: string,
  title: Bilingual,
  { value, low, high, shape, dimension, evidence, source }: UncertainNumber,
): Parameter {
  return {
    id,
    title,
    value,
    low,
    high,
    shape,
    ...(dimension === undefined ? {} : { dimension }),
    evidence,
    source: bilingual(source),
  };
}

type UncertainNumber = NonNullable<ResponsesSpec['responses'][number]['elasticity']>;
