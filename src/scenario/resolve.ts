// ScenarioSpec → Scenario: names checked, lever values read, selectors expanded, bases put in front.

import { bilingual, Issues, type Place } from '../base/index.ts';
import {
  BUILT_IN_VARIANTS,
  indicatorOf,
  type Located,
  type Model,
  Names,
  regionOf,
  resolveCorrelations,
  resolveUncertainty,
  selectRegions,
  unknownName,
} from '../model/index.ts';
import type { YamlDocument } from '../text/index.ts';
import { changesNothing, type LeverReading, readGrowthLever, readLevelLever, readRamp } from './lever-text.ts';
import { extendsCycle, outsideRange, parentLeftOut, scenarioError, unknownScenario } from './messages.ts';
import { BASELINE, builtInBaseline, type Lever, type Override, type Scenario } from './scenario.ts';
import type { LeverSpec, ScenarioSpec } from './spec.ts';

/**
 * Resolves all scenario files together, `baseline` first (built in where no file gives it), the others by id. A file
 * with an error is left out; every issue of every file is reported.
 */
export function resolveScenarios(
  specs: readonly Located<ScenarioSpec>[],
  model: Model,
  issues: Issues,
): readonly Scenario[] {
  const names = new Names(model.regionIndex.keys(), model.indicatorIndex.keys(), model.years, issues);
  const byId = new Map(specs.map((spec) => [spec.value.scenario, spec]));
  const own = new Map(specs.map((spec) => [spec.value.scenario, resolveOne(spec, model, names, issues)]));
  const known = [BASELINE, ...byId.keys()];

  const scenarios = [...byId.keys()].sort().flatMap((id): Scenario[] => {
    const chain = chainOf(id);
    const parts = chain?.map((ancestor) => own.get(ancestor));
    if (!chain || !parts?.every((part) => part !== undefined)) return [];
    const last = parts[parts.length - 1];
    if (!last) return [];
    const asOf = parts.reduce<number | undefined>((found, part) => part.asOf ?? found, undefined);
    const growth = parts.reduce<string | undefined>((found, part) => part.growth ?? found, undefined);
    return [
      {
        ...last,
        ancestors: chain.slice(0, -1),
        ...(asOf === undefined ? {} : { asOf }),
        ...(growth === undefined ? {} : { growth }),
        overrides: parts.flatMap((part) => part.overrides),
        levers: parts.flatMap((part) => part.levers),
        uncertainty: parts.flatMap((part) => part.uncertainty),
        correlations: parts.flatMap((part) => part.correlations),
      },
    ];
  });
  const baseline = scenarios.find((scenario) => scenario.id === BASELINE) ?? builtInBaseline;
  return [baseline, ...scenarios.filter((scenario) => scenario.id !== BASELINE)];

  /** Ids from the base outwards to `id`; undefined, with an issue once, for a circle or an unknown base. */
  function chainOf(id: string): readonly string[] | undefined {
    const chain = [id];
    for (let spec = byId.get(id); spec; ) {
      const base = spec.value.extends;
      if (base === undefined || (base === BASELINE && !byId.has(BASELINE))) break;
      const place = spec.document.place(['extends']);
      if (!byId.has(base)) {
        if (chain.length === 1) issues.add(unknownScenario(base, known, place));
        return undefined;
      }
      if (chain.includes(base)) {
        const circle = [...chain.slice(chain.indexOf(base)), base];
        if (base === id && circle.every((member) => id <= member)) issues.add(extendsCycle(circle, place)); // told once
        return undefined;
      }
      chain.push(base);
      spec = byId.get(base);
    }
    return chain.reverse();
  }
}

/** One file on its own, without what it extends; undefined when it has errors. */
function resolveOne(
  { value: spec, document }: Located<ScenarioSpec>,
  model: Model,
  names: Names,
  all: Issues,
): Scenario | undefined {
  const issues = new Issues();
  const at = document.place(['scenario']);
  if (spec.scenario === BASELINE && (spec.levers?.length ?? 0) > 0)
    issues.add(
      scenarioError(
        'baseline-levers',
        'the baseline has no levers',
        document.place(['levers'], 'key'),
        'put them into a scenario of their own',
      ),
    );
  if (spec.as_of !== undefined && (spec.as_of <= model.years.first || spec.as_of > model.years.last))
    issues.add(
      scenarioError(
        'as-of',
        `as_of ${spec.as_of} is outside ${model.years.first + 1}-${model.years.last}`,
        document.place(['as_of']),
        'as_of: 2016 replays with what was published by the end of 2016',
      ),
    );

  const growth = spec.assume?.growth;
  if (growth !== undefined) checkVariant(growth, document.place(['assume', 'growth']));
  const overrides = (spec.assume?.overrides ?? []).flatMap((entry, k): Override[] => {
    const path = ['assume', 'overrides', k];
    const known = names.indicator(entry.indicator, document.place([...path, 'indicator']));
    const regions = regionsOf(entry.regions, [...path, 'regions']);
    checkVariant(entry.growth, document.place([...path, 'growth']));
    return known ? [{ indicator: entry.indicator, regions, growth: entry.growth, at: document.place(path) }] : [];
  });
  const levers = (spec.levers ?? []).flatMap((lever, k): Lever | Lever[] => resolveLever(lever, ['levers', k]) ?? []);
  const uncertain = { ...model, indicators: new Map(model.indicators.map((indicator) => [indicator.id, indicator])) };
  const uncertainty = resolveUncertainty(
    { value: spec.uncertainty ?? {}, document },
    ['uncertainty'],
    uncertain,
    issues,
  );
  const correlations = resolveCorrelations(
    { value: spec.correlation ?? [], document },
    ['correlation'],
    [...model.uncertainty, ...uncertainty],
    issues,
  );
  all.addAll(issues.list);
  if (issues.hasErrors || all.list.some((issue) => issue.severity === 'error' && isInside(issue.place, document)))
    return undefined;
  return {
    id: spec.scenario,
    title: spec.title,
    ...(spec.reason === undefined ? {} : { reason: spec.reason }),
    ancestors: [],
    ...(spec.as_of === undefined ? {} : { asOf: spec.as_of }),
    ...(growth === undefined ? {} : { growth }),
    overrides,
    levers,
    uncertainty,
    correlations,
    at,
  };

  function regionsOf(selector: string | readonly string[], path: readonly PropertyKey[]): readonly string[] {
    const selected = selectRegions(selector, model.regions, (below) => document.place([...path, ...below]));
    issues.addAll(selected.issues);
    return selected.regions;
  }

  function checkVariant(variant: string, place: Place): void {
    const colon = variant.indexOf(':');
    const name = colon < 0 ? variant : variant.slice(0, colon);
    const known = new Set<string>([...BUILT_IN_VARIANTS, ...model.assumptions.map((assumption) => assumption.name)]);
    if (!known.has(name)) issues.add(unknownName('growth assumption', name, known, place));
    const plan = colon < 0 ? undefined : variant.slice(colon + 1);
    if (plan !== undefined && !model.planIndex.has(plan))
      issues.add(unknownName('plan', plan, model.planIndex.keys(), place));
  }

  function resolveLever(lever: LeverSpec, path: readonly PropertyKey[]): Lever | undefined {
    const place = (key?: string) => document.place(key === undefined ? path : [...path, key]);
    const actions = (['growth', 'level', 'path', 'parameter'] as const).filter((key) => lever[key] !== undefined);
    const [action] = actions;
    if (action === undefined || actions.length > 1) {
      const found = actions.length === 0 ? 'none' : actions.join(' and ');
      issues.add(
        scenarioError(
          'lever-action',
          `a lever has one of growth, level, path, parameter; this one has ${found}`,
          place(actions[1]),
          actions.length === 0
            ? 'add growth: +2pp, level: +10% or path: {2021: 30, 2027: 60}'
            : 'make two levers of it',
        ),
      );
      return undefined;
    }
    const common = {
      scenario: spec.scenario,
      at: place(),
      ...(lever.reason === undefined ? {} : { reason: bilingual(lever.reason) }),
      ...(lever.source === undefined ? {} : { source: lever.source }),
    };
    const extra = misplacedKeys(lever, action);
    for (const key of extra)
      issues.add(
        scenarioError(
          'lever-action',
          `"${key}" has no place in a ${action} lever`,
          document.place([...path, key], 'key'),
          `it takes ${ALLOWED[action].join(', ')}`,
        ),
      );
    if (action === 'parameter') {
      const parameter = parameterLever(lever, place);
      return parameter && extra.length === 0 ? { ...common, ...parameter } : undefined;
    }
    for (const key of ['indicator', 'regions'] as const)
      if (lever[key] === undefined)
        issues.add(scenarioError('lever-action', `the lever names no "${key}"`, place(), `add ${key}:`));
    const selected = lever.regions === undefined ? [] : regionsOf(lever.regions, [...path, 'regions']);
    const known = lever.indicator !== undefined && names.indicator(lever.indicator, place('indicator'));
    const movable = known && mayBeMoved(lever.indicator ?? '', place('indicator'));
    const regions = known
      ? withoutCoveredParents(lever.indicator ?? '', lever.regions ?? [], selected, place('regions'))
      : selected;
    // Everything else is checked all the same, so that one reading of the file finds all its mistakes.
    const where = { ...common, indicator: known ? (lever.indicator ?? '') : undefined, regions };
    const resolved = action === 'path' ? pathLever(lever, path, where) : changeLever(lever, action, place, path, where);
    return movable && regions.length > 0 && extra.length === 0 ? resolved : undefined;
  }

  function parameterLever(lever: LeverSpec, place: (key?: string) => Place) {
    const id = lever.parameter ?? '';
    const parameter = model.parameters.find((candidate) => candidate.id === id);
    if (!parameter) {
      issues.add(
        unknownName(
          'parameter',
          id,
          model.parameters.map((candidate) => candidate.id),
          place('parameter'),
        ),
      );
      return undefined;
    }
    const { value } = lever;
    if (value === undefined) {
      issues.add(
        scenarioError(
          'lever-action',
          `parameter "${id}" gets no "value"`,
          place(),
          `add value: (${parameter.low} to ${parameter.high})`,
        ),
      );
      return undefined;
    }
    if (value === parameter.value) {
      issues.add(
        scenarioError('lever-without-effect', `"${id}" is ${value} already: the lever changes nothing`, place('value')),
      );
      return undefined;
    }
    if (value < parameter.low || value > parameter.high) {
      issues.add(outsideRange(parameter, value, place('value')));
    }
    return { kind: 'parameter' as const, parameter: id, value, text: `${id} = ${value}` };
  }

  function pathLever(lever: LeverSpec, path: readonly PropertyKey[], where: Where): Lever | undefined {
    const place = document.place([...path, 'path']);
    const points = new Map(
      Object.entries(lever.path ?? {})
        .map(([year, value]) => [Number(year), value] as const)
        .sort((a, b) => a[0] - b[0]),
    );
    if (points.size < 2) {
      issues.add(
        scenarioError('path-points', 'a path needs at least two points', place, 'for a single year use level: =VALUE'),
      );
      return undefined;
    }
    const inside = [...points.keys()].every((year) =>
      names.year(year, document.place([...path, 'path', String(year)])),
    );
    const { indicator } = where;
    if (indicator === undefined) return undefined;
    const { limits, unit } = indicatorOf(model, indicator);
    const outside = [...points].find(([, value]) => value < limits.min || value > limits.max);
    if (outside) {
      issues.add(
        scenarioError(
          'lever-value',
          `${outside[1]} in ${outside[0]} is outside the limits of "${indicator}" (${printLimits(limits)} ${unit.id})`,
          place,
        ),
      );
      return undefined;
    }
    const text = `path: ${[...points].map(([year, value]) => `${year}: ${value}`).join(', ')}`;
    return inside ? { ...where, indicator, kind: 'path', points, text } : undefined;
  }

  function changeLever(
    lever: LeverSpec,
    action: 'growth' | 'level',
    place: (key?: string) => Place,
    path: readonly PropertyKey[],
    where: Where,
  ): Lever | undefined {
    const years = lever.years === undefined ? undefined : names.range(lever.years, place('years'));
    if (lever.years === undefined)
      issues.add(scenarioError('lever-action', 'the lever names no "years"', place(), 'add years: 2021-2027'));
    const inside = years && names.year(years.first, place('years')) && names.year(years.last, place('years'));
    const written = document.written([...path, action]) ?? String(lever[action]);
    const text = unquoted(written);
    const { indicator } = where;
    const grows = indicator === undefined ? guessGrows(text) : indicatorOf(model, indicator).grows;
    const reading: LeverReading = action === 'growth' ? readGrowthLever(text, grows) : readLevelLever(text);
    const rampYears = lever.ramp === undefined ? 1 : readRamp(lever.ramp);
    if (rampYears === undefined)
      issues.add(scenarioError('lever-value', `"${lever.ramp}" is not a ramp`, place('ramp'), 'write ramp: 3 years'));
    if ('problem' in reading) {
      issues.add(scenarioError('lever-value', reading.problem, place(action), reading.hint));
      return undefined;
    }
    if (changesNothing(reading.change)) {
      issues.add(scenarioError('lever-without-effect', `"${text}" changes nothing`, place(action)));
      return undefined;
    }
    if (!years || !inside || rampYears === undefined || indicator === undefined) return undefined;
    return { ...where, indicator, kind: action, years, change: reading.change, rampYears, text: `${action}: ${text}` };
  }

  function mayBeMoved(id: string, place: Place): boolean {
    const indicator = indicatorOf(model, id);
    if (!indicator.identity) return true;
    const parts = indicator.identity.closes
      ? `move "${indicator.identity.closes.part}" instead`
      : 'move one of its parts instead';
    issues.add(
      scenarioError(
        'lever-on-identity',
        `"${id}" is computed (${indicator.identity.text}) and cannot be moved itself`,
        place,
        `${parts}, or ask \`tujing seek\` what it takes`,
      ),
    );
    return false;
  }

  /**
   * Where a selector holds a region and others below it that have figures of an additive indicator, only those below get
   * the lever, because they carry up. Who named the upper region, or moves it through a part of its regions only, is told.
   */
  function withoutCoveredParents(
    indicator: string,
    selector: string | readonly string[],
    regions: readonly string[],
    place: Place,
  ): readonly string[] {
    if (!indicatorOf(model, indicator).additive) return regions;
    const below = new Map<string, string[]>();
    for (const id of regions.filter((one) => regionOf(model, one).code !== undefined && hasFigures(one, indicator)))
      for (const upper of regionsAbove(model, id)) below.set(upper, [...(below.get(upper) ?? []), id]);
    const named = typeof selector === 'string' ? [selector] : selector;
    for (const id of regions) {
      const moving = below.get(id);
      const region = regionOf(model, id);
      if (
        moving &&
        (named.includes(id) ||
          named.includes(region.code ?? id) ||
          !region.children.every((child) => moving.includes(child) || below.has(child)))
      )
        issues.add(parentLeftOut(id, moving, place));
    }
    return regions.filter((id) => !below.has(id));
  }

  /** Whether anything is published about a series, or about the ratio that closes it, or planned as a level. */
  function hasFigures(region: string, indicator: string): boolean {
    const ids = new Set([
      indicator,
      ...model.indicators.filter((one) => one.identity?.closes?.part === indicator).map((one) => one.id),
    ]);
    return (
      model.observations.some((one) => one.region === region && ids.has(one.indicator) && one.since === undefined) ||
      model.targets.some(
        (one) => one.region === region && ids.has(one.indicator) && (one.kind === 'path' || one.kind === 'level'),
      )
    );
  }
}

/** Whether a place is in the document; a notebook holds several. */
function isInside(place: Place | undefined, document: YamlDocument): boolean {
  const whole = document.place([]);
  return place?.file === whole.file && place.start >= whole.start && place.start <= whole.end;
}

/** The regions around a region, nearest first. */
function regionsAbove(model: Model, id: string): readonly string[] {
  const { parent } = regionOf(model, id);
  return parent === undefined ? [] : [parent, ...regionsAbove(model, parent)];
}

/** What a lever is about; `indicator` is undefined where the name is unknown. */
type Where = Pick<Extract<Lever, { kind: 'path' }>, 'regions' | 'scenario' | 'at' | 'reason' | 'source'> & {
  readonly indicator: string | undefined;
};

const ALLOWED = {
  growth: ['indicator', 'regions', 'years', 'growth', 'ramp', 'reason', 'source'],
  level: ['indicator', 'regions', 'years', 'level', 'ramp', 'reason', 'source'],
  path: ['indicator', 'regions', 'path', 'reason', 'source'],
  parameter: ['parameter', 'value', 'reason', 'source'],
} as const;

function misplacedKeys(lever: LeverSpec, action: keyof typeof ALLOWED): readonly string[] {
  const allowed: readonly string[] = ALLOWED[action];
  return Object.keys(lever).filter((key) => !allowed.includes(key));
}

function printLimits({ min, max }: { readonly min: number; readonly max: number }): string {
  return Number.isFinite(max) ? `${min} to ${max}` : `${min} or more`;
}

/** For an unknown indicator: whatever reading of its growth makes sense. */
function guessGrows(text: string): 'rate' | 'points' {
  return 'change' in readGrowthLever(text, 'points') ? 'points' : 'rate';
}

function unquoted(written: string): string {
  return /^(["']).*\1$/s.test(written) ? written.slice(1, -1) : written;
}
