// The `seek:` entries of a scenario file: goals and levers checked, each mistake at its place.

import { type Issues, nearest, parseYears } from '../base/index.ts';
import { indicatorOf, type Located, type Model, Names, unknownName } from '../model/index.ts';
import { readOpenLever } from './lever-phrase.ts';
import { scenarioError } from './messages.ts';
import type { SeekEntry, SeekTarget } from './scenario.ts';
import type { ScenarioSpec, SeekSpec } from './spec.ts';

/** The entries of one file; those with an error are left out. */
export function resolveSeek(
  spec: Located<ScenarioSpec> | undefined,
  model: Model,
  issues: Issues,
): readonly SeekEntry[] {
  const entries = spec?.value.seek ?? [];
  return entries.flatMap((entry, k) => (spec ? resolveEntry(entry, k, spec, model, issues) : []));
}

function resolveEntry(
  entry: SeekSpec,
  k: number,
  { value: spec, document }: Located<ScenarioSpec>,
  model: Model,
  issues: Issues,
): readonly SeekEntry[] {
  const place = (...path: PropertyKey[]) => document.place(['seek', k, ...path]);
  const names = new Names(model.regionIndex.keys(), model.indicatorIndex.keys(), model.years, issues);
  const region = model.regions.find((one) => one.id === entry.region || one.code === entry.region);
  if (!region) names.region(entry.region, place('region'));
  const known = names.indicator(entry.indicator, place('indicator'));
  const target = targetOf();
  const levers = entry.levers.flatMap((phrase, l) => {
    const read = readOpenLever(phrase, model);
    issues.addAll(read.issues.map((issue) => ({ ...issue, place: place('levers', l) })));
    return read.lever ? [read.lever] : [];
  });
  if (!region || !known || !target || levers.length < entry.levers.length) return [];
  const usual = (spec.seek?.length ?? 0) > 1 ? `${spec.scenario}-solved-${k + 1}` : `${spec.scenario}-solved`;
  return [{ indicator: entry.indicator, region: region.id, target, levers, as: entry.as ?? usual, at: place() }];

  function targetOf(): SeekTarget | undefined {
    const { year, path } = entry;
    const goals = (['target', 'path'] as const).filter((key) => entry[key] !== undefined);
    if (goals.length !== 1)
      return refuse(
        `a goal has one of target, path; this one has ${goals.length === 0 ? 'none' : 'both'}`,
        'write target: 3.65 with year: 2027',
      );
    if (path) {
      if (year !== undefined || entry.years !== undefined)
        return refuse('a path says its years itself', 'leave out year and years');
      const values = new Map(Object.entries(path).map(([at, value]) => [Number(at), value]));
      return [...values.keys()].every((at) => names.year(at, place('path', String(at))))
        ? { kind: 'path', values }
        : undefined;
    }
    if (year !== undefined && !names.year(year, place('year'))) return undefined;
    if (typeof entry.target === 'string') {
      if (!model.planIndex.has(entry.target)) {
        const close = nearest(entry.target, model.planIndex.keys());
        issues.add({
          ...unknownName('plan', entry.target, model.planIndex.keys(), place('target')),
          ...(close === undefined ? { hint: 'a number, or a plan of the model package' } : {}),
        });
        return undefined;
      }
      return { kind: 'plan', plan: entry.target, ...(year === undefined ? {} : { year }) };
    }
    const value = entry.target ?? Number.NaN;
    const years = entry.years === undefined ? undefined : parseYears(entry.years);
    if ((years === undefined) === (year === undefined))
      return refuse('a value needs its year, or the years of a sum', 'add year: 2027');
    if (year !== undefined) return { kind: 'level', year, value };
    if (
      !years ||
      !names.range(entry.years ?? '', place('years')) ||
      !names.year(years.first, place('years')) ||
      !names.year(years.last, place('years'))
    )
      return undefined;
    if (known && indicatorOf(model, entry.indicator).type !== 'flow')
      return refuse(
        `"${entry.indicator}" is a ${indicatorOf(model, entry.indicator).type}: its values of several years do not add up`,
        'give it one year',
      );
    return { kind: 'cumulative', years, value };
  }

  function refuse(message: string, hint: string): undefined {
    issues.add(scenarioError('seek-goal', message, place(), hint));
    return undefined;
  }
}
