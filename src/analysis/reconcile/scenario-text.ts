// A reconciled scenario as a file: path levers on what moved, on top of the scenario it was made from.

import type { Bilingual } from '../../base/index.ts';
import { type Model, regionOf } from '../../model/index.ts';
import type { MovedCell, Reconciled } from './reconcile.ts';

/** The value of a cell before any lever, under the scenario's own assumptions; undefined without data. */
export type ReferenceValue = (region: string, indicator: string, year: number) => number | undefined;

/**
 * The scenario file, which gives the reconciled values when run. A parent's path leaves out what its children deviate,
 * because a run adds that (DESIGN 4). `now` gives values of the scenario as it was.
 */
export function reconciledScenarioText(
  model: Model,
  { request, cells, moved }: Reconciled,
  id: string,
  titles: Bilingual,
  now: ReferenceValue,
  reference: ReferenceValue,
): string {
  const { indicator, scenario, method } = request;
  const wanted = new Map(cells.map((cell) => [`${cell.region}/${cell.year}`, cell.after]));
  const deviation = (region: string, year: number) => {
    const value = wanted.get(`${region}/${year}`) ?? now(region, indicator, year);
    const base = reference(region, indicator, year);
    return value === undefined || base === undefined ? 0 : value - base;
  };
  const ownValue = ({ region, year, after }: MovedCell) =>
    after - regionOf(model, region).children.reduce((sum, child) => sum + deviation(child, year), 0);
  // Every region of the tree states its years: where a child moves its parent's path must make room for it.
  const years = new Set(moved.map((cell) => cell.year));
  const stated = cells.filter(
    (cell) =>
      years.has(cell.year) &&
      (cell.after !== cell.before ||
        regionOf(model, cell.region).children.some((child) => wanted.has(`${child}/${cell.year}`))),
  );
  const regions = [...new Set(stated.map((cell) => cell.region))];
  const levers = regions.map((region) => {
    const points = stated.filter((cell) => cell.region === region).map((cell) => `${cell.year}: ${ownValue(cell)}`);
    return `  - {indicator: ${indicator}, regions: ${region}, path: {${points.join(', ')}}}\n`;
  });
  const reason = {
    zh: `${indicator}按“${method}”法使下级之和等于上级`,
    en: `${indicator} made to add up, method ${method}`,
  };
  return [
    `scenario: ${id}\n`,
    `title: {zh: ${JSON.stringify(titles.zh)}, en: ${JSON.stringify(titles.en)}}\n`,
    `reason: {zh: ${JSON.stringify(reason.zh)}, en: ${JSON.stringify(reason.en)}}\n`,
    `extends: ${scenario.replace(/@\d{4}$/, '')}\n`,
    ...(request.asOf === undefined ? [] : [`as_of: ${request.asOf}\n`]),
    'levers:\n',
    ...levers,
  ].join('');
}
