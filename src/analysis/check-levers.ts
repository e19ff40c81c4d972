// What levers can do at run time: those that find only observed years change nothing (an issue), large ones warn.

import { type Issue, printYears, yearsOf } from '../base/index.ts';
import { indicatorOf, type Model } from '../model/index.ts';
import type { ResultsReader } from '../results/index.ts';
import { type Lever, type Scenario, scenarioError, scenarioWarning } from '../scenario/index.ts';

/** Beyond this relative deviation from what would be without levers a shock is called large (METHODS 3.4). */
export const LARGE_SHOCK = 0.3;

/** A scenario's block in the results, and the same block before its levers. */
export interface LeveredBlock {
  readonly reader: ResultsReader;
  readonly withoutLevers: ResultsReader;
  readonly block: string;
}

type IndicatorLever = Exclude<Lever, { kind: 'parameter' }>;

/** Issues of one scenario's levers against its own results. */
export function checkLevers(model: Model, results: LeveredBlock, scenario: Scenario): readonly Issue[] {
  const levers = scenario.levers.filter((lever): lever is IndicatorLever => lever.kind !== 'parameter');
  return levers.flatMap((lever) => checkLever(model, results, scenario, lever));
}

function checkLever(model: Model, results: LeveredBlock, scenario: Scenario, lever: IndicatorLever): readonly Issue[] {
  const { reader, block } = results;
  const [first, last] =
    lever.kind === 'path'
      ? [Math.min(...lever.points.keys()), Math.max(...lever.points.keys())]
      : [lever.years.first, lever.years.last];
  const years = printYears({ first, last });
  const cells = (region: string) =>
    yearsOf({ first, last }).flatMap((year) => reader.cell(block, region, lever.indicator, year) ?? []);
  const withData = lever.regions.filter((region) => cells(region).length > 0);
  if (withData.length === 0) {
    const message = `the lever changes nothing: "${lever.indicator}" has no data for ${years} in ${lever.regions.join(', ')}`;
    return [
      scenarioError(
        'lever-no-data',
        message,
        lever.at,
        `\`tujing list indicators --region ${lever.regions[0]}\` shows what has`,
      ),
    ];
  }
  const issues: Issue[] = [];
  const without = lever.regions.filter((region) => !withData.includes(region));
  if (without.length > 0)
    issues.push(
      scenarioWarning(
        'lever-no-data',
        `"${lever.indicator}" has no data for ${years} in ${without.join(', ')}: the lever leaves that out`,
        lever.at,
      ),
    );
  const knownUntil = (region: string) => reader.lastKnown(block, region, lever.indicator) ?? Number.NEGATIVE_INFINITY;
  const dead = withData.filter((region) => knownUntil(region) >= last);
  if (dead.length === withData.length) {
    const message = `the lever changes nothing: "${lever.indicator}" is observed in ${years} (until ${Math.max(...dead.map(knownUntil))})`;
    const hint =
      scenario.asOf === undefined ? 'to replay the past, give the scenario as_of: YEAR' : 'give it later years';
    return [...issues, scenarioError('lever-without-effect', message, lever.at, hint)];
  }
  const late = withData.filter((region) => knownUntil(region) >= first);
  if (late.length > 0) {
    const until = late.map((region) => `${region} until ${knownUntil(region)}`).join(', ');
    issues.push(
      scenarioWarning(
        'lever-partly-effective',
        `"${lever.indicator}" is observed in part of ${years} (${until}): the lever acts after that`,
        lever.at,
      ),
    );
  }
  const onIndex = withData.filter((region) => cells(region).some((cell) => cell.basis === 'index'));
  if (onIndex.length > 0 && statesAmount(lever))
    issues.push(scenarioError('lever-on-index', ...onIndexText(model, lever, onIndex)));
  const large = withData.flatMap((region) => largestShock(results, lever.indicator, region, first, last) ?? []);
  for (const shock of large) {
    const message = `"${scenario.id}" moves "${lever.indicator}" of "${shock.region}" by ${Math.round(100 * shock.change)} % in ${shock.year}: far outside what elasticities were measured on`;
    issues.push(scenarioWarning('large-shock', message, lever.at));
  }
  return issues;
}

/** Whether a lever says an amount in the indicator's unit, which an index has not. */
function statesAmount(lever: IndicatorLever): boolean {
  return lever.kind === 'path' || (lever.kind === 'level' && lever.change.op !== 'times');
}

function onIndexText(model: Model, lever: IndicatorLever, regions: readonly string[]) {
  const message = `"${lever.indicator}" of ${regions.join(', ')} is only known as an index (100 in its base year), the lever is in ${indicatorOf(model, lever.indicator).unit.id}`;
  return [message, lever.at, 'use growth:, or level: x1.1'] as const;
}

/** The year of a lever in which a series deviates most, where that is more than a large shock. */
function largestShock(
  { reader, withoutLevers, block }: LeveredBlock,
  indicator: string,
  region: string,
  first: number,
  last: number,
) {
  const shocks = yearsOf({ first, last }).flatMap((year) => {
    const [value, usual] = [
      reader.value(block, region, indicator, year),
      withoutLevers.value(block, region, indicator, year),
    ];
    return value === undefined || !usual ? [] : [{ region, year, change: value / usual - 1 }];
  });
  const largest = shocks.reduce<(typeof shocks)[number] | undefined>(
    (found, one) => (found && Math.abs(found.change) >= Math.abs(one.change) - 1e-9 ? found : one),
    undefined,
  );
  return largest && Math.abs(largest.change) > LARGE_SHOCK ? largest : undefined;
}
