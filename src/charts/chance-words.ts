// What charts of draws say, in both languages. A probability is always one under the stated ranges.

import type { Language } from '../base/index.ts';
import type { DrawDesign } from '../results/index.ts';
import type { ChanceClass } from './colours.ts';

interface ChanceWords {
  readonly percent: (number: string) => string;
  readonly withError: (share: string, error: string) => string;
  readonly below: (percent: string) => string;
  readonly above: (percent: string) => string;
  readonly classes: Readonly<Record<ChanceClass['id'], string>>;
  readonly published: (met: boolean) => string;
  readonly noRange: string;
  /** The same on lines for a narrow cell. */
  readonly noRangeLines: readonly string[];
  readonly publishedNote: string;
  readonly noRangeNote: string;
  readonly method: Readonly<Record<DrawDesign['method'], string>>;
  readonly design: (draws: string, method: string, seed: number, inputs?: number) => string;
  readonly errorNote: string;
  readonly noneNote: (below: string, draws: string) => string;
  readonly allNote: (above: string, draws: string) => string;
  readonly centralNote: string;
  readonly pairedNote: string;
  readonly chance: string;
  readonly pMet: (target: string) => string;

  readonly band90: string;
  readonly band50: string;
  readonly median: string;
  readonly central: string;
  readonly centralLine: (projected: string) => string;
  readonly baselineMedian: string;
  readonly percentile: (percent: number, value: string) => string;
  readonly valued: (name: string, value: string) => string;
  readonly fanTitle: (heading: string, year: number, low: string, high: string, chance?: string) => string;
  readonly fanChance: (target: string, chance: string) => string;
  readonly fansTitle: (
    heading: string,
    year: number,
    target: string,
    low: { readonly title: string; readonly chance: string },
    high: { readonly title: string; readonly chance: string },
  ) => string;
  readonly fansSpread: (heading: string, year: number) => string;
  readonly fansNote: (count: number) => string;

  readonly outcomeTitle: (heading: string, year: number, target: string, chance: string) => string;
  readonly outcomeSpread: (heading: string, year: number, scenario: string, low: string, high: string) => string;
  readonly outcomeSubtitle: (unit: string, draws: string) => string;
  readonly meets: string;
  readonly misses: string;
  readonly all: string;
  readonly binShare: (low: string, high: string, share: string) => string;
  readonly cutTails: (share: string) => string;

  readonly boardTitle: (region: string, likely: number, all: number) => string;
  readonly boardSubtitle: (draws: string) => string;
  readonly boardNotJudged: (count: number) => string;

  readonly yearTitle: (heading: string, target: string, year: number, chance: string) => string;
  readonly yearSubtitle: (target: string) => string;
  readonly everMet: string;
  readonly never: (last: number) => string;
  readonly asked: (year: number) => string;

  readonly differenceTitle: (heading: string, year: number, surely: number, all: number) => string;
  readonly differenceSubtitle: (unit: string, year: number) => string;
  readonly pBetter: string;
  readonly points: string;
  readonly range: (median: string, low: string, high: string) => string;

  readonly parityTitle: (
    indicator: string,
    leader: string,
    likely: number,
    all: number,
    year: number,
    scenario: string,
  ) => string;
  readonly paritySubtitle: string;
  readonly notWithin: (last: number) => string;
  readonly parityBlank: string;
}

const zh: ChanceWords = {
  percent: (number) => `${number}%`,
  withError: (share, error) => `${share}（±${error}）`,
  below: (percent) => `<${percent}%`,
  above: (percent) => `>${percent}%`,
  classes: {
    very_likely: '很可能（≥90%）',
    likely: '较可能（66%–90%）',
    open: '难料（33%–66%）',
    unlikely: '不大可能（10%–33%）',
    very_unlikely: '很不可能（<10%）',
  },
  published: (met) => (met ? '达标' : '未达标'),
  noRange: '未设范围',
  noRangeLines: ['未设', '范围'],
  publishedNote: '写“达标”“未达标”者已有公布值。',
  noRangeNote: '“未设范围”：影响该指标的因素都未设取值范围，谈不上概率。',
  method: { sobol: '加扰Sobol点', lhs: '拉丁超立方', random: '简单随机抽样' },
  design: (draws, method, seed, inputs) =>
    `概率只在所列取值范围之内成立：${inputs === undefined ? '' : `${inputs}项不确定因素，`}抽样${draws}次（${method}，种子${seed}）。`,
  errorNote: '±为抽样次数有限带来的一个标准误（百分点），不含取值范围本身的误差。',
  noneNote: (below, draws) => `“${below}”：${draws}次抽样无一次达到，非绝无可能。`,
  allNote: (above, draws) => `“${above}”：${draws}次抽样次次达到，非必然。`,
  centralNote: '“中心情形”是各因素取中心值的一次计算，与中位数可以不同。',
  pairedNote: '各情景使用同一组抽样，差异逐次相减，不含抽样噪声。',
  chance: '达标概率',
  pMet: (target) => `达到${target}的概率`,

  band90: '5%–95%区间（P5–P95）',
  band50: '25%–75%区间（P25–P75）',
  median: '中位数',
  central: '中心情形',
  centralLine: (projected) => `${projected}（中心情形）`,
  baselineMedian: '基准情景中位数',
  percentile: (percent, value) => `P${percent} ${value}`,
  valued: (name, value) => `${name} ${value}`,
  fanTitle: (heading, year, low, high, chance = '') => `${heading}${year}年九成抽样在${low}与${high}之间${chance}`,
  fanChance: (target, chance) => `，达到目标${target}的概率为${chance}`,
  fansTitle: (heading, year, target, low, high) =>
    low.chance === high.chance
      ? `${heading}${year}年达到目标${target}的概率在所示情景中均为${low.chance}`
      : `${heading}${year}年达到目标${target}的概率，由“${low.title}”的${low.chance}到“${high.title}”的${high.chance}`,
  fansSpread: (heading, year) => `${heading}各情景的不确定范围，至${year}年`,
  fansNote: (count) => `另有${count}个情景与基准相差较小，未列出。`,

  outcomeTitle: (heading, year, target, chance) => `${heading}基准情景下${year}年达到目标${target}的概率为${chance}`,
  outcomeSpread: (heading, year, scenario, low, high) =>
    `${heading}“${scenario}”下${year}年九成抽样在${low}与${high}之间`,
  outcomeSubtitle: (unit, draws) => `各情景${draws}次抽样的分布，单位：${unit}；竖线为中位数，圆点为中心情形`,
  meets: '达标的抽样',
  misses: '未达标的抽样',
  all: '抽样',
  binShare: (low, high, share) => `${low}–${high}：占${share}`,
  cutTails: (share) => `横轴外的抽样并入两端，至多占${share}。`,

  boardTitle: (region, likely, all) =>
    `${region}规划目标：基准情景下${all}项有概率可言的目标中，${likely}项达标概率过半`,
  boardSubtitle: (draws) => `格内为达标概率：所列取值范围内${draws}次抽样中达标的比例；按规划分组`,
  boardNotJudged: (count) => `另有${count}项目标缺少数据或未设取值范围，没有概率，未列出。`,

  yearTitle: (heading, target, year, chance) => `${heading}基准情景下，${year}年底前达到${target}的概率为${chance}`,
  yearSubtitle: (target) => `截至各年底已达到过${target}的概率；名称后为期内未达到的概率`,
  everMet: '按“已达到过”计：其后又跌回的，仍算达到，故可高于目标年当年的达标概率。',
  never: (last) => `${last}年前未达到`,
  asked: (year) => `目标年${year}`,

  differenceTitle: (heading, year, surely, all) =>
    `${heading}${year}年${all}个情景中，${surely}个的影响方向明确（≥95%的抽样同向）`,
  differenceSubtitle: (unit, year) => `${year}年与基准情景之差，单位：${unit}；逐次抽样相减，名称下为中位数（P5至P95）`,
  pBetter: '优于基准的概率',
  points: '百分点',
  range: (median, low, high) => `${median}（${low}至${high}）`,

  parityTitle: (indicator, leader, likely, all, year, scenario) => {
    const outcome = likely === 0 ? '均不过半' : likely === all ? '均过半' : `${likely}个过半`;
    return `${indicator}：“${scenario}”下${all}个地区在${year}年底前赶上${leader}的概率，${outcome}`;
  },
  paritySubtitle: '格内为截至该年底已赶上过的概率；其后又落后的，仍算赶上',
  notWithin: (last) => `${last}年前未赶上`,
  parityBlank: '空白：两地均已公布的年份及更早。',
};

const en: ChanceWords = {
  percent: (number) => `${number}%`,
  withError: (share, error) => `${share} (±${error})`,
  below: (percent) => `<${percent}%`,
  above: (percent) => `>${percent}%`,
  classes: {
    very_likely: 'very likely (≥90%)',
    likely: 'likely (66–90%)',
    open: 'open (33–66%)',
    unlikely: 'unlikely (10–33%)',
    very_unlikely: 'very unlikely (<10%)',
  },
  published: (met) => (met ? 'met' : 'not met'),
  noRange: 'no range',
  noRangeLines: ['no', 'range'],
  publishedNote: '"met" and "not met": the year is published.',
  noRangeNote: '"no range": nothing that moves the indicator has a stated range, so there is no probability to give.',
  method: { sobol: 'scrambled Sobol points', lhs: 'Latin hypercube', random: 'plain random numbers' },
  design: (draws, method, seed, inputs) =>
    `Probabilities hold under the stated ranges${inputs === undefined ? '' : ` of ${inputs} uncertain ${inputs === 1 ? 'input' : 'inputs'}`}: ${draws} draws (${method}, seed ${seed}).`,
  errorNote:
    '± is one standard error, in points, from the limited number of draws; doubts about the ranges come on top.',
  noneNote: (below, draws) => `"${below}": in none of the ${draws} draws, which is not "impossible".`,
  allNote: (above, draws) => `"${above}": in all of the ${draws} draws, which is not "certain".`,
  centralNote: 'The central run has every input at its central value; the median of the draws may differ from it.',
  pairedNote: 'Scenarios share their draws: differences are taken draw by draw, free of sampling noise.',
  chance: 'P(met)',
  pMet: (target) => `P(${target})`,

  band90: '5–95% of draws (P5–P95)',
  band50: '25–75% (P25–P75)',
  median: 'median',
  central: 'central run',
  centralLine: (projected) => `${projected} (central run)`,
  baselineMedian: 'median of the baseline',
  percentile: (percent, value) => `P${percent} ${value}`,
  valued: (name, value) => `${name} ${value}`,
  fanTitle: (heading, year, low, high, chance = '') =>
    `${heading}nine draws in ten between ${low} and ${high} in ${year}${chance}`,
  fanChance: (target, chance) => `; the target of ${target} is met with probability ${chance}`,
  fansTitle: (heading, year, target, low, high) =>
    low.chance === high.chance
      ? `${heading}the target of ${target} for ${year} is met with probability ${low.chance} in every scenario shown`
      : `${heading}probability of meeting ${target} in ${year} from ${low.chance} ("${low.title}") to ${high.chance} ("${high.title}")`,
  fansSpread: (heading, year) => `${heading}how wide each scenario spreads until ${year}`,
  fansNote: (count) =>
    `${count} more ${count === 1 ? 'scenario differs' : 'scenarios differ'} less from the baseline and ${count === 1 ? 'is' : 'are'} not shown.`,

  outcomeTitle: (heading, year, target, chance) =>
    `${heading}the target of ${target} for ${year} is met with probability ${chance} under the baseline`,
  outcomeSpread: (heading, year, scenario, low, high) =>
    `${heading}nine draws in ten between ${low} and ${high} in ${year} under "${scenario}"`,
  outcomeSubtitle: (unit, draws) =>
    `${draws} draws of each scenario, in ${unit}; vertical stroke: median, dot: central run`,
  meets: 'draws that meet the target',
  misses: 'draws that miss it',
  all: 'draws',
  binShare: (low, high, share) => `${low} to ${high}: ${share}`,
  cutTails: (share) => `Draws beyond the axis stand at its ends: at most ${share} of a scenario.`,

  boardTitle: (region, likely, all) =>
    `Targets of ${region}: ${likely} of ${all} with stated ranges are more likely met than not under the baseline`,
  boardSubtitle: (draws) =>
    `each cell: share of ${draws} draws in which the target is met, under the stated ranges; by plan`,
  boardNotJudged: (count) =>
    `${count} more ${count === 1 ? 'target' : 'targets'} without data or without stated ranges ${count === 1 ? 'has' : 'have'} no probability and ${count === 1 ? 'is' : 'are'} not listed.`,

  yearTitle: (heading, target, year, chance) =>
    `${heading}${target} is reached by the end of ${year} with probability ${chance} under the baseline`,
  yearSubtitle: (target) =>
    `probability that ${target} has been reached by the end of each year; beside the names: not within the horizon`,
  everMet:
    'Reached once counts, even if lost again: this can be more than the probability of meeting the target in its own year.',
  never: (last) => `not by ${last}`,
  asked: (year) => `target year ${year}`,

  differenceTitle: (heading, year, surely, all) =>
    `${heading}direction of the effect in ${year} clear for ${surely} of ${all} scenarios (same sign in at least 95% of draws)`,
  differenceSubtitle: (unit, year) =>
    `difference from the baseline in ${year}, in ${unit}, draw by draw; below the names: median (P5 to P95)`,
  pBetter: 'P(better than baseline)',
  points: 'percentage points',
  range: (median, low, high) => `${median} (${low} to ${high})`,

  parityTitle: (indicator, leader, likely, all, year, scenario) =>
    `${indicator}: ${likely === 0 ? 'none' : likely} of ${all} ${likely <= 1 ? 'is' : 'are'} more likely than not to draw level with ${leader} by ${year} under "${scenario}"`,
  paritySubtitle: 'each cell: probability of having drawn level by the end of the year, even if the lead is lost again',
  notWithin: (last) => `not by ${last}`,
  parityBlank: 'Blank: up to the latest year that is published for both.',
};

/** The words of a language. */
export const CHANCE_WORDS: Readonly<Record<Language, ChanceWords>> = { zh, en };
