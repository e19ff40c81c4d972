// The sentences of the engine room.

import type { Issue, Place } from '../base/index.ts';
import type { Indicator, Model, Uncertainty } from '../model/index.ts';

/** A formula that has no value in a cell, with the inputs that make it so. */
export function undefinedValue(
  model: Model,
  indicator: number,
  region: string,
  year: number,
  otherYears: number,
  failure: {
    readonly reason: string;
    readonly inputs: readonly { readonly name: string; readonly lag: number; readonly value: number }[];
  },
): Issue {
  const found = model.indicators[indicator] as Indicator;
  const inputs = failure.inputs.map(({ name, lag, value }) => {
    const unit = model.indicators[model.indicatorIndex.get(name) ?? -1]?.unit;
    const shown = unit ? `${Number((value / unit.scale).toPrecision(6))} ${unit.id}` : String(value);
    return `${name}${lag === 0 ? '' : ` (${year - lag})`} = ${shown}`;
  });
  return {
    code: 'undefined-value',
    severity: 'error',
    message: `"${found.id}" of "${region}" has no value in ${year}${otherYears === 0 ? '' : ` and ${otherYears} other year${otherYears === 1 ? '' : 's'}`}: ${failure.reason}`,
    ...(found.identity ? { place: found.identity.place } : {}),
    found: inputs.join(', '),
    hint: `inputs: ${inputs.join(', ')}`,
  };
}

/** A scenario that drives an indicator beyond its natural limits: the value stays at the limit. */
export function beyondLimit(
  scenario: string,
  indicator: Indicator,
  region: string,
  year: number,
  limit: number,
): Issue {
  return {
    code: 'beyond-limit',
    severity: 'warning',
    message: `"${scenario}" drives "${indicator.id}" of "${region}" beyond its limit ${limit} ${indicator.unit.id} from ${year} on; it is kept there`,
  };
}

/** A driver that reaches 0 or less: an elasticity, which works on relative changes, has no answer to that. */
export function noAnswer(
  scenario: string,
  of: Indicator,
  to: Indicator,
  region: string,
  year: number,
  driver: number,
): Issue {
  return {
    code: 'no-answer',
    severity: 'warning',
    message: `"${scenario}" drives "${to.id}" of "${region}" to ${Number(driver.toPrecision(6))} ${to.unit.id} in ${year}: "${of.id}" cannot answer by an elasticity and stays as it is`,
    hint: 'keep the driver above 0',
  };
}

/** Uncertainty taken from past growth, in regions where hardly any is published, or was by the year of the view. */
export function noPastGrowth(
  { entry, indicator, asOf }: { readonly entry: Uncertainty; readonly indicator: string; readonly asOf?: number },
  regions: readonly string[],
  fewest: number,
): Issue {
  const places = regions.map((region) => `"${region}"`).join(', ');
  const published = asOf === undefined ? 'are published' : `were published by the end of ${asOf}`;
  return {
    code: 'no-past-growth',
    severity: 'warning',
    message: `growth of "${indicator}" stays certain in ${places}: fewer than ${fewest} yearly changes ${published} there and above`,
    ...(entry.at ? { place: entry.at } : {}),
    hint: 'give a distribution: {normal: {sd: 1.5pp}}',
  };
}

/** An uncertain input that moves nothing in the scenarios that state it. */
export function unusedUncertainty(
  { key, of, at }: Uncertainty,
  scenarios: readonly string[],
  replacement: Uncertainty | undefined,
): Issue {
  const usual = {
    parameter: 'a parameter acts where a lever makes something deviate, or in a formula, and not where a lever sets it',
    growth:
      'growth deviates where a series with data is projected, not where it is published, computed or set by a path',
    assumed: 'no series there follows this assumption',
    choice: 'no series with data is projected there',
  } as const;
  return {
    code: 'unused-uncertainty',
    severity: 'warning',
    message: `nothing depends on uncertain input "${key}" in ${scenarios.map((id) => `"${id}"`).join(', ')}`,
    ...(at ? { place: at } : {}),
    hint: replacement ? 'a later entry of the same name replaces it' : usual[of.kind],
  };
}

/** Correlations that cannot hold together: the nearest ones that can are used. */
export function repairedCorrelation(names: readonly string[], change: number, place: Place | undefined): Issue {
  const shown = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`;
  return {
    code: 'repaired-correlation',
    severity: 'warning',
    message: `the correlations of ${shown} cannot hold together: the nearest that can are used, up to ${change.toPrecision(2)} away`,
    ...(place ? { place } : {}),
    hint: 'state fewer or weaker correlations',
  };
}

/** Draws that leave a formula without a value. */
export function undefinedDraw(
  cell: string,
  draw: number,
  draws: number,
  otherCells: number,
  inputs: readonly (readonly [string, number])[],
): Issue {
  const shown = inputs.slice(0, 8).map(([name, value]) => `${name} = ${Number(value.toPrecision(6))}`);
  const others =
    otherCells === 0
      ? ''
      : `, nor have ${otherCells} other value${otherCells === 1 ? '' : 's'} that depend on the same`;
  return {
    code: 'undefined-draw',
    severity: 'error',
    message: `${cell} has no value in draw ${draw}${draws > 1 ? ` and ${draws - 1} other draw${draws === 2 ? '' : 's'}` : ''}${others}`,
    found: shown.join(', '),
    hint: `inputs: ${shown.join(', ')}${inputs.length > shown.length ? ', …' : ''}; narrow their ranges, or leave such draws out with --method random --drop-undefined`,
  };
}

/** How many draws were left out because a formula had no value. */
export function droppedDraws(dropped: number, draws: number): Issue {
  return {
    code: 'dropped-draws',
    severity: 'warning',
    message: `${dropped} of ${draws} draws left a formula without a value and were left out: shares are of the other ${draws - dropped}`,
  };
}

/** A variant of a sweep in which some value cannot be computed. */
export function undefinedVariant(variant: string): Issue {
  return {
    code: 'undefined-value',
    severity: 'error',
    message: `${variant} leaves a formula without a value`,
    hint: 'write its levers as a scenario of its own to see which',
  };
}

/** How many draws were left out of the variants of a sweep. */
export function droppedDrawsOfSweep(scenario: string, variants: number, most: number, draws: number): Issue {
  return {
    code: 'dropped-draws',
    severity: 'warning',
    message: `in ${variants} variant${variants === 1 ? '' : 's'} of "${scenario}" draws left a formula without a value and were left out, up to ${most} of ${draws}: shares of a variant are of its other draws`,
  };
}
