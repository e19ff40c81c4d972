// A solution as a scenario file, which reaches the goal when run.

import type { Bilingual } from '../../base/index.ts';
import { indicatorOf, type Model, regionOf } from '../../model/index.ts';
import type { Lever } from '../../scenario/index.ts';
import { type Goal, goalText } from './goal.ts';
import type { SeekRequest, SeekSolution } from './seek.ts';

/**
 * The file of a solution: what was given, then the levers found, on top of the scenario that was asked about. Numbers have
 * all their digits, so that a run gives the same to the last bit. `id` is that of the new file.
 */
export function solvedScenarioText(
  model: Model,
  request: SeekRequest,
  solution: Pick<SeekSolution, 'levers'> & { readonly probability?: number },
  id: string,
  asOf?: number,
): string {
  const { goal, scenario } = request;
  const title = titleOf(model, goal, solution.probability);
  const given = (request.given ?? []).map((lever) => leverLine(lever));
  const found = solution.levers.map((turned, k) => {
    const open = request.levers[k];
    const nothing =
      turned.lever.kind !== 'parameter' &&
      turned.lever.kind !== 'path' &&
      ((turned.lever.change.op === 'add' && turned.lever.change.amount === 0) ||
        (turned.lever.change.op === 'times' && turned.lever.change.amount === 1));
    return nothing ? `  # ${open?.phrase ?? ''}: nothing to change` : leverLine(turned.lever, open?.selector);
  });
  const levers = [...given, ...found];
  const none = levers.every((line) => line.trimStart().startsWith('#'));
  return [
    `scenario: ${id}`,
    `title: {zh: ${quote(title.zh)}, en: ${quote(title.en)}}`,
    'reason:',
    `  zh: ${quote(`由 tujing seek 求得：${title.zh}`)}`,
    `  en: ${quote(`found by tujing seek: ${title.en}`)}`,
    `extends: ${scenario.id}`,
    ...(asOf === undefined || asOf === scenario.asOf ? [] : [`as_of: ${asOf}`]),
    none ? 'levers: []' : 'levers:',
    ...levers,
    '',
  ].join('\n');
}

/** A lever on one line; `selector` as it was asked for, else the regions one by one. */
export function leverLine(lever: Lever, selector?: string): string {
  if (lever.kind === 'parameter')
    return `  - {parameter: ${lever.parameter}, value: ${lever.text.split(' = ')[1] ?? lever.value}}`;
  const regions = selector === undefined ? lever.regions : selector.split(',');
  const where = `indicator: ${lever.indicator}, regions: ${regions.length === 1 ? quote(regions[0] ?? '') : `[${regions.map(quote).join(', ')}]`}`;
  if (lever.kind === 'path')
    return `  - {${where}, path: {${[...lever.points].map(([year, value]) => `${year}: ${value}`).join(', ')}}}`;
  const { first, last } = lever.years;
  const ramp = lever.rampYears > 1 ? `, ramp: ${lever.rampYears} years` : '';
  return `  - {${where}, years: ${first === last ? first : `${first}-${last}`}, ${lever.kind}: ${quote(lever.text.replace(/^\w+: /, ''))}${ramp}}`;
}

function titleOf(model: Model, goal: Goal, probability?: number): Bilingual {
  const { title } = indicatorOf(model, goal.indicator);
  const { name } = regionOf(model, goal.region);
  const aim = goalText(model, goal);
  const percent = probability === undefined ? undefined : Number((100 * probability).toPrecision(6));
  return {
    zh: `${name.zh}${title.zh}：${aim.zh}${percent === undefined ? '' : `（概率${percent}%）`}`,
    en: `${title.en} of ${name.en}: ${aim.en}${percent === undefined ? '' : ` with probability ${percent} %`}`,
  };
}

function quote(text: string): string {
  return JSON.stringify(text);
}
