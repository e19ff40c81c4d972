// What the charts of sensitivity say, in both languages.

import type { MorrisClass } from '../analysis/index.ts';
import type { Language } from '../base/index.ts';
import { inSentence } from '../base/index.ts';

interface SensitivityWords {
  readonly heading: (region: string, indicator: string, year: number) => string;
  readonly scenario: (title: string) => string;
  readonly range: (low: string, high: string) => string;
  readonly points: string;
  /** Units of inputs that are not the same in both languages. */
  readonly units: Readonly<Record<string, string>>;
  /** An estimate with its interval. */
  readonly estimate: (value: string, low: string, high: string) => string;
  /** Of correlated inputs. */
  readonly group: (count: number) => string;
  readonly part: string;
  /** Of a series: so many inputs told as one. */
  readonly members: (count: number) => string;

  readonly tornadoTitle: (heading: string, input: string, range: string) => string;
  readonly tornadoSubtitle: (unit: string) => string;
  readonly tornadoColumn: string;
  readonly lowEnd: string;
  readonly highEnd: string;
  readonly centre: (value: string) => string;
  readonly target: (target: string, plan: string | undefined) => string;
  readonly farTarget: (target: string) => string;
  readonly together: (range: string) => string;
  readonly interaction: (down: string, up: string) => string;
  readonly noInteraction: string;
  readonly turns: (names: readonly string[]) => string;
  readonly more: (count: number) => string;

  readonly morrisTitle: (heading: string, input: string, negligible: number, all: number) => string;
  readonly morrisSubtitle: (trajectories: number, levels: number) => string;
  readonly muAxis: (unit: string) => string;
  readonly sigmaAxis: (unit: string) => string;
  readonly morrisClass: Readonly<Record<MorrisClass, string>>;
  readonly interval: string;
  readonly ratio: (ratio: string) => string;

  readonly sobolTitle: (heading: string, share: string, input: string) => string;
  readonly sobolSubtitle: (draws: string, sd: string) => string;
  readonly sobolColumn: string;
  readonly first: string;
  readonly total: string;
  readonly sums: (first: string, interactions: string) => string;
  readonly additive: (first: string) => string;
  readonly zero: (names: readonly string[]) => string;
  readonly negligible: (names: readonly string[]) => string;
  readonly groups: string;

  readonly regionalTitle: (heading: string, target: string, input: string) => string;
  readonly undecidedTitle: (heading: string, target: string) => string;
  readonly regionalSubtitle: (draws: string, met: string, percent: string, error: string) => string;
  readonly regionalColumn: string;
  readonly decides: string;
  readonly noise: string;
  readonly critical: string;
  readonly metCurve: string;
  readonly missedCurve: string;
  readonly apart: string;
  readonly sureMet: (name: string, above: boolean, at: string, share: string) => string;
  readonly sureMissed: (name: string, above: boolean, at: string, share: string) => string;
  readonly split: (name: string, at: string, above: string, below: string) => string;
  readonly named: (name: string, parts: readonly (readonly [name: string, percent: string])[]) => string;
  readonly inSample: string;

  readonly contourTitle: (heading: string, target: string) => string;
  readonly contourSubtitle: (draws: string, least: string, most: string) => string;
  readonly contourLine: (percents: readonly string[]) => string;
  readonly likely: string;
  readonly unlikely: string;
  readonly noContour: (percent: string) => string;
}

const zh: SensitivityWords = {
  heading: (region, indicator, year) => `${year}年${region}${indicator}`,
  scenario: (title) => `“${title}”`,
  range: (low, high) => `${low}—${high}`,
  points: '个百分点',
  units: { '%/yr': '%/年', 'pp/yr': '个百分点/年', pp: '个百分点' },
  estimate: (value, low, high) => `${value}（${low}—${high}）`,
  group: (count) => `相关的${count}项输入`,
  part: '其中（单看）',
  members: (count) => `逐年${count}项的均值`,
  tornadoTitle: (heading, input, range) => `${heading}：最取决于${input}（${range}）`,
  tornadoSubtitle: (unit) => `单位：${unit} · 每次一项输入取其5%与95%分位数，其余取中心值 · 横轴不从零起`,
  tornadoColumn: '结果范围',
  lowEnd: '输入取5%分位数',
  highEnd: '输入取95%分位数',
  centre: (value) => `全部取中心值：${value}`,
  target: (target, plan) => (plan === undefined ? `目标 ${target}` : `规划目标 ${target}（${plan}）`),
  farTarget: (target) => `目标${target}在图幅之外。`,
  together: (range) => `各项同时取压低结果、抬高结果的一端：${range}。`,
  interaction: (down, up) => `单项之和之外的相互作用：压低时${down}，抬高时${up}；单项图看不到它。`,
  noInteraction: '各项同时变动等于单项之和：没有相互作用。',
  turns: (names) => `两端同向变动（中间有拐点）：${names.join('、')}。`,
  more: (count) => `另有${count}项影响更小，未列出。`,
  morrisTitle: (heading, input, negligible, all) =>
    negligible === 0
      ? `${heading}：${all}项输入中影响最大的是${input}，没有可忽略的`
      : `${heading}：${all}项输入中${negligible}项可忽略，影响最大的是${input}`,
  morrisSubtitle: (trajectories, levels) => `莫里斯筛选：${trajectories}条轨迹，${levels}个水平，输入由5%到95%分位数`,
  muAxis: (unit) => `平均影响 μ*（${unit.replace(/^个/, '')}，横轴）`,
  sigmaAxis: (unit) => `影响的标准差 σ（${unit.replace(/^个/, '')}，纵轴）：非线性与相互作用`,
  morrisClass: {
    negligible: '可忽略',
    linear: '近于线性',
    monotonic: '单调',
    nearly_monotonic: '近于单调',
    nonlinear_or_interacting: '非线性或有相互作用',
  },
  interval: 'μ*的95%区间',
  ratio: (ratio) => `σ=${ratio}μ*`,
  sobolTitle: (heading, share, input) => `${heading}的不确定性：方差的${share}与${input}有关`,
  sobolSubtitle: (draws, sd) => `索博尔方差指数，95%自助法区间 · ${draws}行 · 结果的标准差${sd}`,
  sobolColumn: '一阶 / 总',
  first: '一阶：单独造成的方差',
  total: '总：含相互作用',
  sums: (first, interactions) => `一阶指数之和${first}：相互作用约占方差的${interactions}。`,
  additive: (first) => `一阶指数之和${first}：相互作用与零不能区分。`,
  negligible: (names) => `总指数不足1%，未列出：${names.join('、')}。`,
  zero: (names) => `一阶区间含零，与无影响不能区分：${names.join('、')}。`,
  groups: '相关的输入合为一组；其中单看的一阶含与其他各项共有的部分，总指数只含其余各项已知后剩下的部分，两者不相加。',
  regionalTitle: (heading, target, input) => `${heading}能否达到目标（${target}）：最取决于${input}`,
  undecidedTitle: (heading, target) => `${heading}能否达到目标（${target}）：没有哪一项单独起决定作用`,
  regionalSubtitle: (draws, met, percent, error) =>
    `${draws}次抽样中${met}次达标（${percent}，标准误${error}个百分点）`,
  regionalColumn: '距离',
  decides: '起决定作用',
  noise: '与偶然不能区分',
  critical: '偶然也可达到的距离（5%，按全部输入校正）',
  metCurve: '达标抽样的累积占比',
  missedCurve: '未达标抽样的累积占比',
  apart: '两者相差最大处',
  sureMet: (name, above, at, share) => `${name}${above ? '高于' : '低于'}${at}的抽样，达标占${share}。`,
  sureMissed: (name, above, at, share) => `${name}${above ? '高于' : '低于'}${at}的抽样，未达标占${share}。`,
  split: (name, at, above, below) => `${name}高于${at}时达标占${above}，否则占${below}。`,
  named: (name, parts) => `${name}：${parts.map(([value, percent]) => `${value}时达标占${percent}`).join('，')}。`,
  inSample: '界限取自同一批抽样。条长为达标与未达标两组抽样累积分布的最大差距（柯尔莫哥洛夫—斯米尔诺夫距离）。',
  contourTitle: (heading, target) => `${heading}达到目标（${target}）的概率：两项举措怎样搭配`,
  contourSubtitle: (draws, least, most) => `底色为达标概率，图内由${least}到${most} · 每格${draws}次抽样`,
  contourLine: (percents) => `达标概率${percents.join('、')}`,
  likely: '概率高于50%',
  unlikely: '概率低于50%',
  noContour: (percent) => `图内没有概率为${percent}的搭配。`,
};

const en: SensitivityWords = {
  heading: (region, indicator, year) => `${region}, ${inSentence(indicator)} in ${year}`,
  scenario: (title) => `"${title}"`,
  range: (low, high) => `${low} to ${high}`,
  points: 'points',
  units: { '%/yr': '% a year', 'pp/yr': 'points a year', pp: 'points' },
  estimate: (value, low, high) => `${value} (${low} to ${high})`,
  group: (count) => `${count} correlated inputs`,
  part: 'of these, by itself',
  members: (count) => `mean of ${count} yearly inputs`,
  tornadoTitle: (heading, input, range) => `${heading}: depends most on ${input} (${range})`,
  tornadoSubtitle: (unit) =>
    `in ${unit} · one input at a time at its 5% and 95% quantile, the others central · axis not from zero`,
  tornadoColumn: 'outcome',
  lowEnd: 'input at its 5% quantile',
  highEnd: 'input at its 95% quantile',
  centre: (value) => `all inputs central: ${value}`,
  target: (target, plan) => (plan === undefined ? `target ${target}` : `target ${target} (${plan})`),
  farTarget: (target) => `The target of ${target} lies beyond the frame.`,
  together: (range) => `All inputs at once at the ends that lower and that raise the outcome: ${range}.`,
  interaction: (down, up) =>
    `Interactions, which single bars do not show: beyond the sum of single changes ${down} downwards and ${up} upwards.`,
  noInteraction: 'All inputs at once give the sum of single changes: nothing interacts.',
  turns: (names) => `Both ends move the outcome to one side (it turns between them): ${names.join(', ')}.`,
  more: (count) =>
    `${count} more ${count === 1 ? 'input matters' : 'inputs matter'} less and ${count === 1 ? 'is' : 'are'} not shown.`,
  morrisTitle: (heading, input, negligible, all) =>
    `${heading}: ${input} matters most, ${negligible === 0 ? 'none' : negligible} of ${all} inputs ${negligible > 1 ? 'are' : 'is'} negligible`,
  morrisSubtitle: (trajectories, levels) =>
    `Morris screening: ${trajectories} trajectories, ${levels} levels, inputs from their 5% to their 95% quantile`,
  muAxis: (unit) => `mean size of the effect μ* (${unit})`,
  sigmaAxis: (unit) => `standard deviation of the effect σ (${unit}): non-linear or interacting`,
  morrisClass: {
    negligible: 'negligible',
    linear: 'nearly linear',
    monotonic: 'monotonic',
    nearly_monotonic: 'nearly monotonic',
    nonlinear_or_interacting: 'non-linear or interacting',
  },
  interval: '95% interval of μ*',
  ratio: (ratio) => `σ = ${ratio} μ*`,
  sobolTitle: (heading, share, input) => `${heading}: ${share} of its variance involves ${input}`,
  sobolSubtitle: (draws, sd) =>
    `Sobol indices with bootstrap intervals of 95% · ${draws} rows · standard deviation of the outcome ${sd}`,
  sobolColumn: 'first / total',
  first: 'first order: variance by itself',
  total: 'total: with its interactions',
  sums: (first, interactions) =>
    `First-order indices add up to ${first}; interactions hold about ${interactions} of the variance.`,
  additive: (first) => `First-order indices add up to ${first}: interactions are not told from none.`,
  negligible: (names) => `Total below 1%, not shown: ${names.join('; ')}.`,
  zero: (names) => `First-order interval holds zero, an effect is not told from none: ${names.join('; ')}.`,
  groups:
    'Correlated inputs are a group. By itself: first order holds what an input shares with the others, total only what is left to it once they are known; these do not add up.',
  regionalTitle: (heading, target, input) => `${heading}: ${input} decides most whether the target of ${target} is met`,
  undecidedTitle: (heading, target) => `${heading}: no single input decides whether the target of ${target} is met`,
  regionalSubtitle: (draws, met, percent, error) =>
    `met in ${met} of ${draws} draws (${percent}, standard error ${error} points)`,
  regionalColumn: 'distance',
  decides: 'decides',
  noise: 'not told from chance',
  critical: 'what chance may reach (5%, corrected for all inputs)',
  metCurve: 'cumulative share of draws that meet the target',
  missedCurve: 'of draws that miss it',
  apart: 'where they differ most',
  sureMet: (name, above, at, share) =>
    `Where ${inSentence(name)} is ${above ? 'above' : 'below'} ${at}, ${share} of the draws meet the target.`,
  sureMissed: (name, above, at, share) =>
    `Where ${inSentence(name)} is ${above ? 'above' : 'below'} ${at}, ${share} of the draws miss it.`,
  split: (name, at, above, below) =>
    `Above ${at} of ${inSentence(name)} ${above} of the draws meet the target, else ${below}.`,
  named: (name, parts) =>
    `${name}: ${parts.map(([value, percent]) => `${value} meets the target in ${percent}`).join(', ')}.`,
  inSample:
    'Limits are taken from the same draws. Bars: largest difference of the cumulative shares of draws that meet and miss the target (Kolmogorov–Smirnov).',
  contourTitle: (heading, target) => `${heading}: how likely two levers together reach the target of ${target}`,
  contourSubtitle: (draws, least, most) =>
    `shade: probability that the target is met, from ${least} to ${most} · ${draws} draws a square`,
  contourLine: (percents) => `met in ${percents.join(', ')} of the draws`,
  likely: 'more likely met than not',
  unlikely: 'more likely missed',
  noContour: (percent) => `No pair in the field has a probability of ${percent}.`,
};

/** The words of a language. */
export const SENSITIVITY_WORDS: Readonly<Record<Language, SensitivityWords>> = { zh, en };
