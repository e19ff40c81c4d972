// What `check` says about a package that is well formed: published ratios that their published parts do not give, and
// printed growth that does not lead from its base to its target. Figures that print rounding explains are not reported.

import type { Issue } from '../base/index.ts';
import { indicatorOf, type Model, observationsAsOf, type StatedGrowth, type Target } from '../model/index.ts';
import type { ResultsReader } from '../results/index.ts';
import { explainCell } from './explain.ts';
import { neededGrowth } from './pace.ts';

/** Notes on disagreements, in the order of the files. */
export function checkConsistency(model: Model, reader: ResultsReader): readonly Issue[] {
  return [...residuals(model, reader), ...statedAgainstImplied(model)];
}

/** Half a unit of the last digit of a number as written. */
export function halfUnit(value: number): number {
  const digits = /\.(\d+)/.exec(String(value))?.[1]?.length ?? 0;
  return 0.5 * 10 ** -digits;
}

function residuals(model: Model, reader: ResultsReader): readonly Issue[] {
  const scenario = { id: 'baseline', title: { zh: '', en: '' }, ancestors: [], overrides: [], levers: [] };
  return [...observationsAsOf(model.observations, undefined).values()].flatMap((one): Issue[] => {
    const indicator = indicatorOf(model, one.indicator);
    if (!indicator.identity) return [];
    const { region, year } = one;
    const explained = explainCell(model, reader, { indicator: one.indicator, region, year, block: 'baseline', baseline: 'baseline', scenario, parameters: new Map() });
    const parts = explained.inputs;
    if (explained.computed === undefined || parts.some((part) => part.basis !== 'observed')) return [];
    // How far the parts' own rounding can move the ratio.
    const slack = parts.reduce((sum, part) => sum + halfUnit(part.value ?? 0) / Math.abs(part.value ?? 1), 0) * Math.abs(explained.computed);
    if (Math.abs(explained.computed - one.value) <= halfUnit(one.value) + slack) return [];
    const shown = Number(explained.computed.toFixed(indicator.decimals + 1));
    const sum = parts.map((part) => `${part.name} ${part.value} ${part.unit}`).join(', ');
    return [
      {
        code: 'residual',
        severity: 'note',
        message: `"${one.indicator}" of "${region}" in ${year} is published as ${one.value} ${indicator.unit.id}, its published parts give ${shown} (${sum})`,
        place: one.at,
      },
    ];
  });
}

function statedAgainstImplied(model: Model): readonly Issue[] {
  const observed = observationsAsOf(model.observations, undefined);
  return model.statedGrowth.flatMap((growth): Issue[] => {
    const { rate, indicator: id, region, years } = growth;
    const target = model.targets.find(
      (one): one is Extract<Target, { kind: 'level' }> => one.kind === 'level' && one.plan === growth.plan && one.indicator === id && one.region === region && one.year === years.last,
    );
    const base = model.observations.find((one) => one.source.plan === growth.plan && one.indicator === id && one.region === region && one.year === years.first) ?? observed.get(`${id}/${region}/${years.first}`);
    if (!rate || !target || !base || years.first === years.last) return [];
    const grows = indicatorOf(model, id).grows;
    const corner = (sign: 1 | -1) =>
      neededGrowth({ year: years.first, value: base.value - sign * halfUnit(base.value) }, { year: years.last, value: target.value + sign * halfUnit(target.value) }, grows);
    const [low, high] = [corner(-1), corner(1)];
    const implied = neededGrowth({ year: years.first, value: base.value }, { year: years.last, value: target.value }, grows);
    if (low === undefined || high === undefined || implied === undefined) return [];
    const scale = rate.kind === 'percent' ? 100 : 1;
    const stated = rate.kind === 'percent' ? rate.fraction * 100 : rate.points;
    const slack = halfUnit(Number(stated.toPrecision(10)));
    if (stated >= low * scale - slack && stated <= high * scale + slack) return [];
    const unit = rate.kind === 'percent' ? '%' : 'points';
    return [statedIssue(growth, stated, Number((implied * scale).toFixed(3)), unit, base.value, target.value)];
  });
}

function statedIssue(growth: StatedGrowth, stated: number, implied: number, unit: string, base: number, target: number): Issue {
  return {
    code: 'stated-against-implied',
    severity: 'note',
    message: `"${growth.indicator}" of "${growth.region}": ${Number(stated.toPrecision(10))} ${unit} a year stated, ${implied} implied by ${base} (${growth.years.first}) to ${target} (${growth.years.last})`,
    place: growth.at,
    hint: 'both stand: assume growth "stated" or "implied"',
  };
}
