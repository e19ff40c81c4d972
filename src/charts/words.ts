// Every word that charts say, in both languages. Texts in braces come from the model: already cleaned.

import type { TargetRow, TargetStatus } from '../analysis/index.ts';
import { inSentence, type Language } from '../base/index.ts';

/** Where an outcome stands to a target. */
export type Relation = 'above' | 'below' | 'equal';

interface Words {
  readonly colon: string;
  readonly stop: string;
  readonly open: string;
  readonly close: string;
  readonly status: Readonly<Record<TargetStatus, string>>;
  /** Kinds of targets that are not a value in a year. */
  readonly kindOf: Readonly<Partial<Record<TargetRow['kind'], string>>>;
  readonly met: string;
  readonly unmet: string;

  readonly year: string;
  readonly value: string;
  readonly scenario: string;
  readonly region: string;
  readonly indicator: string;
  readonly target: string;
  readonly outcome: string;
  readonly plan: string;
  readonly basis: string;

  readonly published: string;
  readonly publishedLater: string;
  readonly computed: string;
  readonly computedLater: string;
  readonly interpolated: string;
  readonly planned: string;
  readonly projected: string;
  readonly targetMark: string;
  readonly actual: string;

  readonly unit: (unit: string) => string;
  readonly index: (baseYear: number) => string;
  readonly inYear: (year: number) => string;
  readonly yearValue: (year: number, value: string) => string;
  readonly about: (value: string) => string;
  readonly actualIn: (year: number, value: string) => string;
  readonly years: (first: number, last: number) => string;
  readonly view: (year: number) => string;

  readonly heading: (region: string, indicator: string) => string;
  readonly atTarget: (value: string, year: number, relation: Relation, target: string) => string;
  /** Of a year that is over, without a published value. */
  readonly unknownAtTarget: (value: string, year: number, relation: Relation, target: string) => string;
  readonly knownAtTarget: (value: string, year: number, relation: Relation, target: string) => string;
  readonly underBaseline: (value: string, year: number) => string;
  readonly latestThenBaseline: (value: string, year: number, later: string, laterYear: number) => string;
  readonly latestOnly: (value: string, year: number) => string;
  readonly seenFrom: (asOf: number, value: string, year: number, target?: string) => string;
  readonly reallyWas: (value: string) => string;

  readonly sameAsBaseline: (titles: readonly string[]) => string;
  readonly targetsFrom: (plans: readonly string[]) => string;
  readonly valuesFrom: (sources: readonly string[], more: boolean) => string;
  readonly borrowed: (from: string) => string;
  readonly borrowedBy: (regions: readonly string[]) => string;
  /** Regions asked for that have nothing to compare; `more` others are not named. */
  readonly notCompared: (regions: readonly string[], more: number) => string;
  readonly breakIn: (year: number) => string;
  readonly uncertainYear: (years: readonly number[]) => string;
  readonly noData: (regions: readonly string[]) => string;
  readonly otherTargets: (texts: readonly string[]) => string;
  readonly warning: (code: string, message: string) => string;
  readonly scenarioWarning: (title: string, warning: string) => string;

  readonly byRegion: (parent: string, indicator: string) => string;
  readonly spreadIn: (year: number, high: string, highValue: string, low: string, lowValue: string) => string;
  readonly sharedScale: string;
  readonly freeScale: string;

  readonly boardTitle: (region: string, met: number, all: number) => string;
  readonly replayBoardTitle: (region: string, asOf: number, met: number, all: number) => string;
  readonly boardCell: string;
  readonly notShown: (count: number) => string;
  readonly publishedOutcome: string;
  readonly missing: string;

  readonly gapTitle: (
    region: string,
    year: number,
    met: number,
    all: number,
    worst?: { readonly name: string; readonly gap: string },
  ) => string;
  readonly gapSubtitle: string;
  readonly clipped: string;
  readonly outcomeAndTarget: string;
  readonly baselineBar: string;
  readonly otherScenarios: string;

  readonly planTitle: (
    plan: string,
    met: number,
    all: number,
    best?: { readonly name: string; readonly percent: string },
  ) => string;
  readonly planSubtitle: string;
  readonly baseMark: string;
  readonly outcomeMark: string;
  readonly targetLine: string;
  readonly planColumns: string;
  readonly planMissing: (known: number, all: number) => string;

  readonly catchUpTitle: (
    indicator: string,
    region: string,
    leader: string,
    year: number,
    percent: string,
    before?: { readonly year: number; readonly percent: string },
  ) => string;
  readonly catchUpPassed: (indicator: string, region: string, leader: string, year: number) => string;
  readonly ratioAxis: (leader: string) => string;
  readonly absoluteAxis: string;
  readonly parity: (year: number) => string;
}

const zh: Words = {
  colon: '：',
  stop: '。',
  open: '（',
  close: '）',
  status: {
    met: '已达标',
    missed: '未达标',
    achieved: '提前达标',
    on_track: '预计达标',
    moderate: '进展偏慢',
    insufficient: '进展不足',
    away: '背离目标',
    not_assessable: '无法评估',
  },
  kindOf: { cumulative: '累计', growth: '年均增长', every_year: '每年', rank: '位次' },
  met: '达标',
  unmet: '未达标',

  year: '年份',
  value: '数值',
  scenario: '情景',
  region: '地区',
  indicator: '指标',
  target: '目标',
  outcome: '结果',
  plan: '规划',
  basis: '依据',

  published: '公布值',
  publishedLater: '实际（其后公布）',
  computed: '由公布值推算',
  computedLater: '实际（由其后公布值推算）',
  interpolated: '插补',
  planned: '按规划推算',
  projected: '预测',
  targetMark: '规划目标',
  actual: '实际',

  unit: (unit) => `单位：${unit}`,
  index: (baseYear) => `指数（${baseYear}年=100）`,
  inYear: (year) => `${year}年`,
  yearValue: (year, value) => `${year}年 ${value}`,
  about: (value) => `约${value}`,
  actualIn: (year, value) => `${year}年实际 ${value}`,
  years: (first, last) => (first === last ? `${first}年` : `${first}—${last}年`),
  view: (year) => `${year}年视角`,

  heading: (region, indicator) => `${region}${indicator}：`,
  atTarget: (value, year, relation, target) => `基准情景${year}年为${value}，${relate(relation)}目标${target}`,
  knownAtTarget: (value, year, relation, target) => `${year}年实际${value}，${relate(relation)}目标${target}`,
  unknownAtTarget: (value, year, relation, target) =>
    `未见${year}年公布值，基准推算${value}，${relate(relation)}目标${target}`,
  underBaseline: (value, year) => `基准情景${year}年为${value}`,
  latestThenBaseline: (value, year, later, laterYear) => `${year}年${value}，基准情景${laterYear}年为${later}`,
  latestOnly: (value, year) => `${year}年${value}`,
  seenFrom: (asOf, value, year, target) =>
    `${asOf}年视角下${year}年基准推算${value}${target === undefined ? '' : `，目标${target}`}`,
  reallyWas: (value) => `，实际${value}`,

  sameAsBaseline: (titles) => `与基准情景相同或相差极小：${titles.join('、')}。`,
  targetsFrom: (plans) => `目标来源：${plans.join('、')}。`,
  valuesFrom: (sources, more) => `公布值来源：${sources.join('；')}${more ? '等' : ''}。`,
  borrowed: (from) => `本地公布值不足，其后增速借用${from}。`,
  borrowedBy: (regions) => `公布值不足、其后增速借用上级的地区：${regions.join('、')}。`,
  notCompared: (regions, more) =>
    `缺少可比数据、未列入：${regions.join('、')}${more === 0 ? '' : `等${regions.length + more}个地区`}。`,
  breakIn: (year) => `${year}年口径有变，与以前各年不可直接比较。`,
  uncertainYear: (years) => `${years.join('、')}年数值的年份系推定。`,
  noData: (regions) => `无数据：${regions.join('、')}。`,
  otherTargets: (texts) => `另有目标：${texts.join('；')}。`,
  warning: (code, message) => ZH_WARNINGS[code] ?? message,
  scenarioWarning: (title, warning) => `注意，情景“${title}”：${warning}。`,

  byRegion: (parent, indicator) => `${parent}各地${indicator}`,
  spreadIn: (year, high, highValue, low, lowValue) =>
    `：基准情景${year}年${high}最高（${highValue}），${low}最低（${lowValue}）`,
  sharedScale: '各图纵轴相同',
  freeScale: '各图纵轴不同',

  boardTitle: (region, met, all) => `${region}规划目标：基准情景下${all}项可评估目标中${met}项可达标`,
  replayBoardTitle: (region, asOf, met, all) =>
    `${region}目标回放：站在${asOf}年看，基准情景下${all}项可评估目标中${met}项可达标`,
  boardCell: '格内为结果值及与目标的差距（正为好）',
  notShown: (count) => `另有${count}项目标缺少数据，无法评估，未列出。`,
  publishedOutcome: '实际',
  missing: '缺数据',

  gapTitle: (region, year, met, all, worst) =>
    `${region}${year}年目标：基准情景下${all}项中${met}项达标${worst === undefined ? '' : `，${worst.name}差距最大（${worst.gap}）`}`,
  gapSubtitle: '与目标的差距，占目标的百分比；0为恰好达标，右侧为好',
  clipped: '超出图幅的值以箭头标出',
  outcomeAndTarget: '基准结果 / 目标',
  baselineBar: '基准情景',
  otherScenarios: '括号内情景',

  planTitle: (plan, met, all, best) =>
    `${plan}：有公布值的${all}项目标中${met}项达标${best === undefined ? '' : `，${best.name}达到目标的${best.percent}`}`,
  planSubtitle: '以目标为100%；空心为基期，实心为目标年实际',
  baseMark: '基期',
  outcomeMark: '目标年实际',
  targetLine: '目标=100%',
  planColumns: '基期 → 实际（目标）',
  planMissing: (known, all) => `该规划共${all}项目标，其中${known}项在目标年有公布值。`,

  catchUpTitle: (indicator, region, leader, year, percent, before) =>
    `${indicator}：${region}${year}年基准情景下相当于${leader}的${percent}${before === undefined ? '' : `（${before.year}年为${before.percent}）`}`,
  catchUpPassed: (indicator, region, leader, year) => `${indicator}：基准情景下${region}${year}年赶上${leader}`,
  ratioAxis: (leader) => `相当于${leader}的百分比（%）`,
  absoluteAxis: '绝对值',
  parity: (year) => `${year}年持平`,
};

const en: Words = {
  colon: ': ',
  stop: '.',
  open: ' (',
  close: ')',
  status: {
    met: 'met',
    missed: 'missed',
    achieved: 'met early',
    on_track: 'on track',
    moderate: 'too slow',
    insufficient: 'far too slow',
    away: 'moving away',
    not_assessable: 'not assessable',
  },
  kindOf: { cumulative: 'in total', growth: 'average growth', every_year: 'every year', rank: 'rank' },
  met: 'met',
  unmet: 'not met',

  year: 'year',
  value: 'value',
  scenario: 'scenario',
  region: 'region',
  indicator: 'indicator',
  target: 'target',
  outcome: 'outcome',
  plan: 'plan',
  basis: 'basis',

  published: 'published',
  publishedLater: 'actual (published later)',
  computed: 'computed from published values',
  computedLater: 'actual (computed from values published later)',
  interpolated: 'interpolated',
  planned: 'by the plan',
  projected: 'projected',
  targetMark: 'target of a plan',
  actual: 'actual',

  unit: (unit) => `in ${unit}`,
  index: (baseYear) => `index (${baseYear} = 100)`,
  inYear: (year) => `${year}`,
  yearValue: (year, value) => `${year}: ${value}`,
  about: (value) => `about ${value}`,
  actualIn: (year, value) => `actual in ${year}: ${value}`,
  years: (first, last) => (first === last ? `${first}` : `${first}–${last}`),
  view: (year) => `as seen from ${year}`,

  heading: (region, indicator) => `${region}, ${inSentence(indicator)}: `,
  atTarget: (value, year, relation, target) =>
    `${value} in ${year} under the baseline, ${relateEn(relation)} the target of ${target}`,
  knownAtTarget: (value, year, relation, target) =>
    `${value} in ${year}, ${relateEn(relation)} the target of ${target}`,
  unknownAtTarget: (value, year, relation, target) =>
    `no value published for ${year}; ${value} under the baseline, ${relateEn(relation)} the target of ${target}`,
  underBaseline: (value, year) => `${value} in ${year} under the baseline`,
  latestThenBaseline: (value, year, later, laterYear) =>
    `${value} in ${year}, ${later} in ${laterYear} under the baseline`,
  latestOnly: (value, year) => `${value} in ${year}`,
  seenFrom: (asOf, value, year, target) =>
    `${value} expected for ${year} as of ${asOf}${target === undefined ? '' : `, target ${target}`}`,
  reallyWas: (value) => `, actual ${value}`,

  sameAsBaseline: (titles) => `Same as the baseline, or nearly so: ${titles.join('; ')}.`,
  targetsFrom: (plans) => `Targets: ${plans.join(', ')}.`,
  valuesFrom: (sources, more) => `Published values: ${sources.join('; ')}${more ? ' and others' : ''}.`,
  borrowed: (from) => `Too few published values: later growth is borrowed from ${from}.`,
  notCompared: (regions, more) =>
    `Left out for want of comparable data: ${regions.join(', ')}${more === 0 ? '' : ` and ${more} more`}.`,
  borrowedBy: (regions) =>
    `Too few published values, later growth borrowed from the region above: ${regions.join(', ')}.`,
  breakIn: (year) => `The definition changes in ${year}: earlier years cannot be compared directly.`,
  uncertainYear: (years) => `The year of the value for ${years.join(', ')} is inferred.`,
  noData: (regions) => `No data: ${regions.join(', ')}.`,
  otherTargets: (texts) => `Further targets: ${texts.join('; ')}.`,
  warning: (code, message) => EN_WARNINGS[code] ?? message,
  scenarioWarning: (title, warning) => `Note on "${title}": ${warning}.`,

  byRegion: (parent, indicator) => `${indicator} across ${parent}`,
  spreadIn: (year, high, highValue, low, lowValue) =>
    `: from ${lowValue} (${low}) to ${highValue} (${high}) in ${year} under the baseline`,
  sharedScale: 'all panels on one scale',
  freeScale: 'each panel on its own scale',

  boardTitle: (region, met, all) =>
    `Targets of ${region}: ${met} of ${all} that can be assessed are met under the baseline`,
  replayBoardTitle: (region, asOf, met, all) =>
    `Targets of ${region} replayed from ${asOf}: ${met} of ${all} that can be assessed are met under the baseline`,
  boardCell: 'each cell: outcome and gap to the target (positive is good)',
  notShown: (count) =>
    `${count} more ${count === 1 ? 'target' : 'targets'} without data cannot be assessed and ${count === 1 ? 'is' : 'are'} not listed.`,
  publishedOutcome: 'Actual',
  missing: 'no data',

  gapTitle: (region, year, met, all, worst) =>
    `${region}, targets for ${year}: ${met} of ${all} met under the baseline${worst === undefined ? '' : `; furthest away: ${worst.name}, ${worst.gap}`}`,
  gapSubtitle: 'gap to the target in per cent of the target; 0 = just met, to the right is good',
  clipped: 'Values beyond the frame are marked with an arrow',
  outcomeAndTarget: 'baseline / target',
  baselineBar: 'Baseline',
  otherScenarios: 'scenario in brackets',

  planTitle: (plan, met, all, best) =>
    `${plan}: ${met} of ${all} targets with a published outcome met${best === undefined ? '' : `; ${best.name} reached ${best.percent} of its target`}`,
  planSubtitle: 'target = 100%; hollow: base year, filled: published outcome of the target year',
  baseMark: 'base year',
  outcomeMark: 'outcome',
  targetLine: 'target = 100%',
  planColumns: 'base → outcome (target)',
  planMissing: (known, all) => `${known} of the plan's ${all} targets have a published outcome in their year.`,

  catchUpTitle: (indicator, region, leader, year, percent, before) =>
    `${indicator}: ${region} at ${percent} of ${leader} in ${year} under the baseline${before === undefined ? '' : ` (${before.percent} in ${before.year})`}`,
  catchUpPassed: (indicator, region, leader, year) =>
    `${indicator}: ${region} draws level with ${leader} in ${year} under the baseline`,
  ratioAxis: (leader) => `Per cent of ${leader}`,
  absoluteAxis: 'Absolute values',
  parity: (year) => `level in ${year}`,
};

const ZH_WARNINGS: Readonly<Record<string, string>> = {
  'large-shock': '举措幅度超出弹性估计所依据的范围，结果仅供参考',
  'lever-partly-effective': '部分年份已有公布值，举措只在其后生效',
  'lever-no-data': '部分地区没有数据，举措不适用',
};

const EN_WARNINGS: Readonly<Record<string, string>> = {
  'large-shock': 'a lever is far outside the range on which elasticities were measured',
  'lever-partly-effective': "some of the lever's years are already published; it acts after them",
  'lever-no-data': 'some of its regions have no data and are left out',
};

function relate(relation: Relation): string {
  return { above: '高于', below: '低于', equal: '等于' }[relation];
}

function relateEn(relation: Relation): string {
  return { above: 'above', below: 'below', equal: 'equal to' }[relation];
}

/** The words of a language. */
export const WORDS: Readonly<Record<Language, Words>> = { zh, en };
