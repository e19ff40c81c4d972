// What levers can do at run time: those that find only observed years change nothing (an issue), large ones warn.

import { type Issue, printYears } from '../base/index.ts';
import { indicatorOf, type Model } from '../model/index.ts';
import { type ResultsReader } from '../results/index.ts';
import { type Lever, type Scenario, scenarioError, scenarioWarning } from '../scenario/index.ts';

/** Beyond this relative change of a level, or this many points of growth, a shock is called large. */
export const LARGE_SHOCK = 0.3;

/** Issues of one scenario's levers against its own reference results. */
export function checkLevers(model: Model, reader: ResultsReader, block: string, scenario: Scenario): readonly Issue[] {
  return scenario.levers.flatMap((lever) => (lever.kind === 'parameter' ? [] : checkLever(model, reader, block, scenario, lever)));
}

function checkLever(model: Model, reader: ResultsReader, block: string, scenario: Scenario, lever: Exclude<Lever, { kind: 'parameter' }>): readonly Issue[] {
  const indicator = indicatorOf(model, lever.indicator);
  const [first, last] = lever.kind === 'path' ? [Math.min(...lever.points.keys()), Math.max(...lever.points.keys())] : [lever.years.first, lever.years.last];
  const years = printYears({ first, last });
  const withData = lever.regions.filter((region) => reader.cell(block, region, lever.indicator, model.years.last) !== undefined);
  if (withData.length === 0) {
    const message = `the lever changes nothing: "${lever.indicator}" has no data in ${lever.regions.join(', ')}`;
    return [scenarioError('lever-no-data', message, lever.at, `\`tujing list indicators --region ${lever.regions[0]}\` shows what has`)];
  }
  const issues: Issue[] = [];
  const without = lever.regions.filter((region) => !withData.includes(region));
  if (without.length > 0) issues.push(scenarioWarning('lever-no-data', `"${lever.indicator}" has no data in ${without.join(', ')}: the lever leaves them out`, lever.at));
  const knownUntil = (region: string) => reader.lastKnown(block, region, lever.indicator) ?? Number.NEGATIVE_INFINITY;
  const dead = withData.filter((region) => knownUntil(region) >= last);
  if (dead.length === withData.length) {
    const message = `the lever changes nothing: "${lever.indicator}" is observed in ${years} (until ${Math.max(...dead.map(knownUntil))})`;
    const hint = scenario.asOf === undefined ? 'to replay the past, give the scenario as_of: YEAR' : 'give it later years';
    return [...issues, scenarioError('lever-without-effect', message, lever.at, hint)];
  }
  const late = withData.filter((region) => knownUntil(region) >= first);
  if (late.length > 0) {
    const until = late.map((region) => `${region} until ${knownUntil(region)}`).join(', ');
    issues.push(scenarioWarning('lever-partly-effective', `"${lever.indicator}" is observed in part of ${years} (${until}): the lever acts after that`, lever.at));
  }
  const large = largeShock(lever, indicator.grows);
  if (large !== undefined) issues.push(scenarioWarning('large-shock', `"${scenario.id}" moves "${lever.indicator}" by ${large}: far outside what elasticities were measured on`, lever.at));
  return issues;
}

/** The size of a shock in words when it is beyond 30 %; undefined for smaller ones. */
function largeShock(lever: Exclude<Lever, { kind: 'parameter' }>, grows: 'rate' | 'points'): string | undefined {
  if (lever.kind === 'path' || grows === 'points') return undefined;
  const { op, amount } = lever.change;
  if (lever.kind === 'level') return op === 'times' && Math.abs(amount - 1) > LARGE_SHOCK ? `${Math.round((amount - 1) * 100)} %` : undefined;
  return op !== 'times' && Math.abs(amount) > LARGE_SHOCK ? `${Math.round(amount * 100)} points of growth a year` : undefined;
}
