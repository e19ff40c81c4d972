// Why something of a convergence analysis cannot be said, in both languages: English names regions and indicators by id, as
// commands do, Chinese by name, as reports do.

import type { Bilingual } from '../../base/index.ts';
import { indicatorOf, type Model, regionOf } from '../../model/index.ts';

/** Reasons about one indicator. */
export function reasonsOf(model: Model, id: string) {
  const title = indicatorOf(model, id).title.zh;
  const nameOf = (region: string) => regionOf(model, region).name.zh;
  const shown = (value: number) => String(Number(value.toPrecision(6)));
  const listOf = (regions: readonly string[]) => ({ zh: regions.map(nameOf).join('、'), en: regions.join(', ') });
  return {
    fewerThanTwo: (regions: readonly string[]): Bilingual => ({
      zh: `收敛至少要比较两个有数据的地区；这里${regions.length === 1 ? `只有${listOf(regions).zh}` : '一个也没有'}`,
      en: `convergence compares at least two regions with data; there ${regions.length === 1 ? `is one (${regions[0]})` : 'are none'}`,
    }),
    noCommonYear: (regions: readonly string[]): Bilingual => ({
      zh: `${listOf(regions).zh}没有都有数值的年份`,
      en: `there is no year in which all of ${listOf(regions).en} have a value`,
    }),
    fewYears: (from: number, to: number, first: number, last: number): Bilingual => ({
      zh: `${from}—${to}年间各地都有数值的年份不足两年（都有数值的是${first}—${last}年）`,
      en: `fewer than two years from ${from} to ${to} have values for all regions (they do in ${first}-${last})`,
    }),
    noLogarithm: (region: string, value: number, year: number): Bilingual => ({
      zh: `${nameOf(region)}${title}${year}年为${shown(value)}，没有对数：请改用原值（form: level）`,
      en: `"${id}" of "${region}" is ${shown(value)} in ${year}, which has no logarithm: use values instead (form level)`,
    }),
    alikeAtFirst: (): Bilingual => ({
      zh: '各地起点相同',
      en: 'all regions start from the same value',
    }),
    tooFew: (count: number): Bilingual => ({
      zh: `${count}个地区总能连成一条直线：至少要三个`,
      en: `a line through ${count} regions fits always: three are needed`,
    }),
    noWeights: (weights: string, year: number, regions: readonly string[]): Bilingual => ({
      zh: `${listOf(regions).zh}${year}年没有“${indicatorOf(model, weights).title.zh}”的数值，无从加权`,
      en: `"${weights}" has no value in ${year} for ${listOf(regions).en}: there is nothing to weight by`,
    }),
    weightsNotPositive: (weights: string, year: number, regions: readonly string[]): Bilingual => ({
      zh: `${listOf(regions).zh}${year}年的“${indicatorOf(model, weights).title.zh}”不大于0，不能作权重`,
      en: `"${weights}" is not above 0 in ${year} for ${listOf(regions).en}: it cannot weight them`,
    }),
    noMean: (): Bilingual => ({
      zh: '有的年份各地均值不大于0',
      en: 'the mean of the regions is not positive in every year',
    }),
    nothingMoved: (): Bilingual => ({
      zh: '各地相对位置不变，无可检验',
      en: 'no region moved relative to the others: there is nothing to test',
    }),
    shortPanel: (years: number, regions: number, found: number, of: number): Bilingual => ({
      zh: `要求至少${regions}个地区连续${years}年都有公布值；现有${of}个地区、${found}年`,
      en: `it needs ${years} successive years published for all of at least ${regions} regions; found: ${found} ${found === 1 ? 'year' : 'years'} for ${of} ${of === 1 ? 'region' : 'regions'}`,
    }),
    noTransition: (): Bilingual => ({
      zh: '平滑后的对数有的年份均值不大于0（可换小一级的单位），或各地没有差别',
      en: 'the smoothed logarithms average to 0 or less in a year (choose a smaller unit), or do not differ',
    }),
  };
}
