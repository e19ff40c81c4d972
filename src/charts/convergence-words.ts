// What the charts of convergence, ranks, parity and goal seeking say, in both languages.

import type { Language } from '../base/index.ts';

interface ConvergenceWords {
  readonly startAxis: (year: number, unit: string) => string;
  readonly growthAxis: (first: number, last: number, unit: string) => string;
  readonly perYear: string;
  readonly changePerYear: (unit: string) => string;
  readonly points: string;
  readonly fitted: string;
  readonly bandNote: (n: number) => string;
  readonly convergence: (indicator: string, years: string, speed: string, halfLife: string) => string;
  readonly divergence: (indicator: string, years: string) => string;
  readonly noDirection: (indicator: string, years: string) => string;
  readonly overshooting: (indicator: string, years: string) => string;
  readonly alike: (indicator: string, years: string) => string;
  readonly steadyState: string;
  readonly publishedEnds: (first: number, last: number, of: number, firstYear: number, lastYear: number) => string;
  readonly regions: (count: number) => string;

  readonly sdLog: string;
  readonly cv: string;
  readonly gini: string;
  readonly spreadTitle: (
    indicator: string,
    measure: string,
    first: string,
    firstYear: number,
    last: string,
    lastYear: number,
    change: number,
  ) => string;
  readonly spreadSubtitle: (regions: number) => string;
  readonly morgan: (p: string) => string;
  readonly allPublished: string;
  readonly notAllPublished: string;

  readonly rankTitle: (
    indicator: string,
    year: number,
    first: string,
    moved?: { readonly name: string; readonly from: number; readonly to: number; readonly since: number },
  ) => string;
  readonly rankSubtitle: (scenario: string) => string;
  readonly rankOf: (rank: number) => string;
  readonly notPublished: string;
  readonly gapYears: (years: readonly number[]) => string;

  /** `leader` where all are compared with one; else regions and leaders are counted in pairs. */
  readonly parityTitle: (
    indicator: string,
    reached: number,
    all: number,
    scenario: string,
    last: number,
    leader: string | undefined,
  ) => string;
  readonly paritySubtitle: (last: number) => string;
  readonly parityRow: (region: string, leader: string) => string;
  readonly notDrawn: (ahead: number, never: number) => string;
  readonly scenariosAlike: (count: number) => string;
  readonly scenariosMore: (count: number) => string;
  readonly borrowedGrowth: string;
  readonly bestLeader: string;
  readonly never: string;
  readonly beyond: (last: number) => string;
  readonly extrapolatedTo: (last: number, year: number) => string;
  readonly already: string;
  readonly extrapolated: string;

  readonly tradeOffTitle: (region: string, indicator: string, goal: string) => string;
  readonly tradeOffSubtitle: (indicator: string, unit: string) => string;
  readonly leverAxis: (
    indicator: string,
    what: 'growth' | 'level' | 'parameter',
    op: 'add' | 'times' | 'set',
    suffix: string,
    years: string,
  ) => string;
  readonly goalLine: (goal: string) => string;
  readonly below: string;
  readonly above: string;
  readonly leastEffort: string;
  readonly today: string;
}

const zh: ConvergenceWords = {
  startAxis: (year, unit) => `${year}年值（${unit}，横轴）`,
  growthAxis: (first, last, unit) => `${first}—${last}年${unit}（纵轴）`,
  perYear: '年均增长（%）',
  changePerYear: (unit) => `年均变动（${unit}）`,
  points: '百分点',
  fitted: '拟合线（最小二乘）',
  bandNote: (n) => `只有${n}个地区，拟合仅供参考。`,
  convergence: (indicator, years, speed, halfLife) =>
    `${indicator}：${years}起点低者增长快，收敛速度每年${speed}，半衰期${halfLife}年`,
  divergence: (indicator, years) => `${indicator}：${years}起点高者增长快，没有收敛`,
  noDirection: (indicator, years) => `${indicator}：${years}起点高低与增长快慢看不出关系`,
  overshooting: (indicator, years) => `${indicator}：${years}起点低者反超，速度无从计算`,
  alike: (indicator, years) => `${indicator}：${years}各地增长相同，既不收敛也不发散`,
  steadyState: '斜率为负也可能只是向均值回归；半衰期指向各自的稳态，不是指向标杆。',
  publishedEnds: (first, last, of, firstYear, lastYear) =>
    `${firstYear}年${of}个值中${first}个已公布，${lastYear}年${last}个；其余来自假设。`,
  regions: (count) => `${count}个地区`,
  sdLog: '对数标准差',
  cv: '变异系数',
  gini: '基尼系数',
  spreadTitle: (indicator, measure, first, firstYear, last, lastYear, change) =>
    first === last
      ? `${indicator}的地区差异：${measure}${firstYear}年与${lastYear}年均为${first}`
      : `${indicator}的地区差异：${measure}由${firstYear}年的${first}${change > 0 ? '升' : '降'}至${lastYear}年的${last}`,
  spreadSubtitle: (regions) => `${regions}个地区，无量纲`,
  morgan: (p) => `首末两年离散相等的Pitman–Morgan检验：${p}。`,
  allPublished: '各地均已公布的年份',
  notAllPublished: '部分或全部为推算',
  rankTitle: (indicator, year, first, moved) =>
    `${indicator}位次：${year}年${first}居首${moved === undefined ? '' : `；${moved.name}由${moved.since}年第${moved.from}位到第${moved.to}位`}`,
  rankSubtitle: (scenario) => `比较地区中的位次 · ${scenario}`,
  rankOf: (rank) => `第${rank}位`,
  notPublished: '推算或预测',
  gapYears: (years) => `${years.join('、')}年有地区缺数据，不作比较。`,
  parityTitle: (indicator, reached, all, scenario, last, leader) => {
    const [counted, to] = leader === undefined ? ['组对比', '标杆'] : ['个地区', leader];
    const outcome =
      reached === 0 ? '均赶不上' : reached === all ? '均赶上' : `有${reached}${leader === undefined ? '组' : '个'}赶上`;
    return `${indicator}：${scenario}下${all}${counted}，${last}年前${outcome}${to}`;
  },
  paritySubtitle: (last) => `赶上标杆的年份：点在两年之间按插值，右列为首个赶上之年；${last}年之后按末年增速外推`,
  parityRow: (region, leader) => `${region} → ${leader}`,
  notDrawn: (ahead, never) => `未画出：各情景下均已领先${ahead}对，均赶不上${never}对。`,
  scenariosAlike: (count) => `另有${count}个情景各地赶上年份与所示首个情景相同，未画出。`,
  scenariosMore: (count) => `另有${count}个情景变动较少，未画出。`,
  borrowedGrowth: '部分地区缺少公布数据，增速借用上级地区：“赶不上”可能只说明情况未知。',
  bestLeader: '各年最高者',
  never: '赶不上',
  beyond: (last) => `${last}年后`,
  extrapolatedTo: (last, year) => `>${last}（${year}）`,
  already: '已领先',
  extrapolated: '外推',
  tradeOffTitle: (region, indicator, goal) => `${region}${indicator}：两项举措怎样搭配可达到${goal}`,
  tradeOffSubtitle: (indicator, unit) => `底色为${indicator}（${unit}），越深离目标越远`,
  leverAxis: (indicator, what, op, suffix, years) => {
    if (what === 'parameter') return indicator;
    const change = { add: '增减', times: '倍数', set: '' }[op];
    const unit = suffix === '' ? '' : `（${suffix === 'pp' ? '百分点' : suffix}）`;
    return `${indicator}${what === 'growth' ? '年增速' : '水平'}${change}${unit}，${years}`;
  },
  goalLine: (goal) => `达到${goal}`,
  below: '低于目标',
  above: '高于目标',
  leastEffort: '最省力的搭配',
  today: '不加举措',
};

const en: ConvergenceWords = {
  startAxis: (year, unit) => `Value in ${year} (${unit}, across)`,
  growthAxis: (first, last, unit) => `${unit}, ${first}–${last} (up)`,
  perYear: 'Growth a year (%)',
  changePerYear: (unit) => `Change a year (${unit})`,
  points: 'percentage points',
  fitted: 'Fitted line (least squares)',
  bandNote: (n) => `Only ${n} regions: read the line with care.`,
  convergence: (indicator, years, speed, halfLife) =>
    `${indicator}, ${years}: those behind grow faster, by ${speed} of the distance a year (half-life ${halfLife} years)`,
  divergence: (indicator, years) => `${indicator}, ${years}: those ahead grow faster, no convergence`,
  noDirection: (indicator, years) => `${indicator}, ${years}: where regions start does not tell how fast they grow`,
  overshooting: (indicator, years) => `${indicator}, ${years}: those behind overtake, so there is no speed`,
  alike: (indicator, years) => `${indicator}, ${years}: all grow by the same`,
  steadyState:
    "A negative slope may be regression to the mean; the half-life leads to each region's own steady state, not to the leader.",
  publishedEnds: (first, last, of, firstYear, lastYear) =>
    `Published: ${first} of ${of} values of ${firstYear}, ${last} of ${lastYear}; the rest follows from assumptions.`,
  regions: (count) => `${count} regions`,
  sdLog: 'SD of logarithms',
  cv: 'Coefficient of variation',
  gini: 'Gini coefficient',
  spreadTitle: (indicator, measure, first, firstYear, last, lastYear, change) =>
    first === last
      ? `${indicator} across regions: ${measure} ${first} in ${firstYear} and in ${lastYear}`
      : `${indicator} across regions: ${measure} ${change > 0 ? 'rises' : 'falls'} from ${first} (${firstYear}) to ${last} (${lastYear})`,
  spreadSubtitle: (regions) => `${regions} regions, pure numbers`,
  morgan: (p) => `Pitman–Morgan test of equal spread in the first and the last year: ${p}.`,
  allPublished: 'years published for all',
  notAllPublished: 'estimated for some or all',
  rankTitle: (indicator, year, first, moved) =>
    `${indicator}: ${first} is first in ${year}${moved === undefined ? '' : `; ${moved.name} goes from #${moved.from} (${moved.since}) to #${moved.to}`}`,
  rankSubtitle: (scenario) => `Places among the regions compared · ${scenario}`,
  rankOf: (rank) => `#${rank}`,
  notPublished: 'estimated or projected',
  gapYears: (years) => `${years.join(', ')}: a region has no value, so there is no comparison.`,
  parityTitle: (indicator, reached, all, scenario, last, leader) =>
    `${indicator}: under "${scenario}" ${reached === 0 ? 'none' : reached === all ? 'all' : reached} of ${all}${leader === undefined ? ' pairs' : ''} ${reached === 1 ? 'draws' : 'draw'} level${leader === undefined ? '' : ` with ${leader}`} by ${last}`,
  paritySubtitle: (last) =>
    `When parity is reached: dots between years are interpolated, the column names the first year level; after ${last} both keep their last growth`,
  parityRow: (region, leader) => `${region} → ${leader}`,
  notDrawn: (ahead, never) => `Not drawn: ${ahead} pairs ahead and ${never} never level, in every scenario.`,
  scenariosAlike: (count) =>
    `${count} more ${count === 1 ? 'scenario gives' : 'scenarios give'} the same years as the first one shown and ${count === 1 ? 'is' : 'are'} not drawn.`,
  scenariosMore: (count) =>
    `${count} more ${count === 1 ? 'scenario moves' : 'scenarios move'} fewer regions and ${count === 1 ? 'is' : 'are'} not drawn.`,
  borrowedGrowth:
    'Some regions borrow growth from their parent for want of data: "never" may only say that nothing is known.',
  bestLeader: 'best of each year',
  never: 'never',
  beyond: (last) => `after ${last}`,
  extrapolatedTo: (last, year) => `>${last} (${year})`,
  already: 'ahead',
  extrapolated: 'extrapolated',
  tradeOffTitle: (region, indicator, goal) => `${indicator} of ${region}: pairs of two levers that reach ${goal}`,
  tradeOffSubtitle: (indicator, unit) => `Shade: ${indicator} (${unit}), darker farther from the goal`,
  leverAxis: (indicator, what, op, suffix, years) => {
    if (what === 'parameter') return indicator;
    const change = { add: `change of ${what}`, times: `${what} multiplied by`, set: what }[op];
    const unit = suffix === '' ? '' : ` (${suffix === 'pp' ? 'points' : suffix})`;
    return `${indicator}: ${change}${unit}, ${years}`;
  },
  goalLine: (goal) => `reaches ${goal}`,
  below: 'below the goal',
  above: 'above the goal',
  leastEffort: 'least effort',
  today: 'no lever turned',
};

/** Words by language. */
export const CONVERGENCE_WORDS: Readonly<Record<Language, ConvergenceWords>> = { zh, en };
