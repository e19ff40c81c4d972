// What tables of notebooks say, in both languages.

import type { Refusal } from '../../analysis/index.ts';
import type { Language } from '../../base/index.ts';

interface TableWords {
  readonly indicator: string;
  readonly region: string;
  readonly scenario: string;
  readonly year: string;
  readonly unit: string;
  readonly target: string;
  readonly outcome: string;
  readonly gap: string;
  readonly status: string;
  readonly needed: string;
  readonly plan: string;
  readonly value: string;
  readonly basis: string;
  readonly leader: string;
  readonly leaderValue: string;
  readonly difference: string;
  readonly ratio: string;
  readonly parity: string;
  readonly rank: string;
  readonly lever: string;
  readonly amount: string;
  readonly share: string;
  readonly channel: string;
  readonly reason: string;
  readonly levers: string;
  readonly condition: string;
  readonly sought: string;
  readonly reaches: string;
  readonly without: string;
  readonly severity: string;
  readonly check: string;
  readonly found: string;
  readonly figures: string;
  readonly advice: string;
  readonly assumption: string;
  readonly meanError: string;
  readonly percentError: string;
  readonly forecasts: string;
  readonly source: string;
  readonly sum: string;
  readonly parentValue: string;
  readonly result: string;
  readonly measure: string;
  readonly input: string;
  readonly low: string;
  readonly high: string;
  readonly swing: string;
  readonly pMet: string;
  readonly published: string;
  readonly comma: string;
  readonly semicolon: string;

  readonly boardTitle: string;
  readonly resultsTitle: string;
  readonly scenariosTitle: string;
  readonly catchUpTitle: (indicator: string) => string;
  readonly levelsTitle: (indicator: string) => string;
  readonly chancesTitle: (indicator: string) => string;
  readonly byYear: (year: number) => string;
  readonly medianYear: string;
  readonly fieldTitle: (indicator: string, region: string, year: number) => string;
  readonly aheadOf: (pairs: string) => string;
  readonly neverOf: (pairs: string) => string;
  /** Regions at, or not at, the level of a leader. */
  readonly levelOf: (leader: string, regions: string) => string;
  readonly attributionTitle: (indicator: string, region: string, years: string) => string;
  readonly seekTitle: (indicator: string, region: string, goal: string) => string;
  readonly auditTitle: string;
  readonly diffTitle: (a: string, b: string) => string;
  /** Of one series, or (undefined) of several. */
  readonly hindcastOf: (
    series: { readonly indicator: string; readonly region: string; readonly unit: string } | undefined,
    asOf: string,
  ) => string;
  readonly sumsTitle: string;
  readonly sensitivityTitle: (indicator: string, region: string, year: number) => string;
  readonly convergenceTitle: (indicator: string, count: number) => string;

  readonly notPublished: string;
  readonly marked: string;
  readonly perYear: (value: string, unit: string) => string;
  readonly to: string;
  readonly total: string;
  readonly baseline: string;
  readonly ahead: string;
  readonly never: string;
  readonly beyond: (year: number, last: number) => string;
  readonly outOf: (rank: number, of: number) => string;
  readonly infeasible: (best: string) => string;
  readonly always: (least: string) => string;
  readonly metWithout: string;
  readonly noLevers: string;
  readonly leftOut: (names: string) => string;
  readonly hidden: (count: number) => string;
  readonly sameLeftOut: string;
  readonly smallerLeftOut: (count: number) => string;
  /** What stands in brackets behind a name: a unit, a kind. */
  readonly withUnit: (name: string, unit: string) => string;
  readonly points: string;
  readonly index: string;
  readonly span: (first: number, last: number) => string;
  readonly leverOf: (indicator: string, kind: 'growth' | 'level' | 'path') => string;
  /** What the columns and the rows of a field are. */
  readonly fieldAxes: (across: string, down: string) => string;
  readonly byTooEarly: (names: string) => string;
  readonly sumStatus: Readonly<Record<string, string>>;
  readonly kindOf: Readonly<Record<string, string>>;
  readonly measures: {
    readonly slope: string;
    readonly speed: string;
    readonly halfLife: string;
    readonly cv: string;
    readonly gini: string;
    readonly years: string;
    readonly spread: string;
  };
  readonly regions: string;
  readonly convergenceBoard: string;
  readonly verdict: string;
  /** What slope and spread say together. */
  readonly verdicts: {
    readonly both: string;
    readonly beta: string;
    readonly open: string;
    readonly diverges: string;
    readonly same: string;
    readonly refused: string;
    readonly rule: string;
  };
  readonly years: (count: string) => string;
  readonly refusedOf: Readonly<Record<Refusal['what'], string>>;
  readonly notAssessable: (what: string, why: string) => string;
}

export const TABLE_WORDS: Readonly<Record<Language, TableWords>> = {
  zh: {
    indicator: '指标',
    region: '地区',
    scenario: '情景',
    year: '年份',
    unit: '单位',
    target: '目标',
    outcome: '结果',
    gap: '差距',
    status: '评判',
    needed: '今后所需年均增速',
    plan: '规划',
    value: '本地',
    basis: '性质',
    leader: '标杆',
    leaderValue: '标杆值',
    difference: '相差',
    ratio: '比值',
    parity: '赶上年份',
    rank: '位次',
    lever: '举措',
    amount: '贡献',
    share: '占比',
    channel: '渠道',
    reason: '理由',
    levers: '举措',
    condition: '若',
    sought: '所需取值',
    reaches: '达到',
    without: '不采取时',
    severity: '类别',
    check: '检查',
    found: '发现',
    figures: '地区、指标与文件',
    advice: '建议',
    assumption: '增长假设',
    meanError: '平均绝对误差',
    percentError: '平均误差',
    forecasts: '推算数',
    source: '来源',
    sum: '下级之和',
    parentValue: '本级',
    result: '核对',
    measure: '量',
    input: '不确定因素',
    low: '取低值时',
    high: '取高值时',
    swing: '幅度',
    pMet: '达标概率',
    published: '公布值',
    comma: '、',
    semicolon: '；',
    boardTitle: '目标评判',
    resultsTitle: '结果',
    scenariosTitle: '情景一览',
    catchUpTitle: (indicator) => `${indicator}：追赶`,
    chancesTitle: (indicator) => `${indicator}：赶上的概率`,
    byYear: (year) => `${year}年底前`,
    medianYear: '中位年份',
    fieldTitle: (indicator, region, year) => `${region}${indicator}${year}年达标概率`,
    levelsTitle: (indicator) => `${indicator}：何时赶上`,
    aheadOf: (pairs) => `各情景下均已达到：${pairs}。`,
    neverOf: (pairs) => `各情景下均达不到：${pairs}。`,
    levelOf: (leader, regions) => `${leader}的水平——${regions}`,
    attributionTitle: (indicator, region, years) => `${region}${indicator}与基准之差的分解（${years}年）`,
    seekTitle: (indicator, region, goal) => `${region}${indicator}达到${goal}所需`,
    auditTitle: '规划审读',
    diffTitle: (a, b) => `“${a}”与“${b}”对比`,
    hindcastOf: (series, asOf) =>
      `${series === undefined ? '' : `${series.region}${series.indicator}（${series.unit}）：`}站在${asOf}年的增长假设回测`,
    sumsTitle: '加总核对',
    sensitivityTitle: (indicator, region, year) => `${year}年${region}${indicator}：各不确定因素单独变动时`,
    convergenceTitle: (indicator, count) => `${indicator}：${count}地收敛`,
    notPublished: '未见公布值',
    marked: '* 为推算或规划数，未公布。',
    perYear: (value, unit) => (unit === 'pp/yr' ? `${value}个百分点/年` : `${value}%/年`),
    to: '至',
    total: '合计',
    baseline: '基准',
    ahead: '已领先',
    never: '按现趋势不会',
    beyond: (year, last) => (year > last + 100 ? `${last + 100}年以后` : `${last}年后（约${year}年）`),
    outOf: (rank, of) => `${rank}/${of}`,
    infeasible: (best) => `限度内达不到，最接近为${best}`,
    always: (least) => `限度内始终达标，最差为${least}`,
    metWithout: '不采取举措也能达到。',
    noLevers: '无举措',
    leftOut: (names) => `未列：${names}。`,
    hidden: (count) => `另有${count}条不可评判。`,
    smallerLeftOut: (count) => `另有${count}项影响更小，未列出。`,
    withUnit: (name, unit) => (unit === '' ? name : `${name}（${unit}）`),
    points: '百分点',
    index: '指数',
    span: (first, last) => (first === last ? String(first) : `${first}—${last}`),
    leverOf: (indicator, kind) => `${indicator}${{ growth: '增速', level: '水平', path: '' }[kind]}`,
    fieldAxes: (across, down) => `各列为${across}；各行为${down}。`,
    sameLeftOut: '各情景结果与基准相同的，只列基准。',
    byTooEarly: (names) => `${names}：所问年份不晚于最近公布年份，不列所需增速。`,
    sumStatus: {
      equal: '相等',
      rounding: '四舍五入之内',
      consistent: '高于下限',
      differs: '不符',
      incomplete: '缺下级数',
    },
    kindOf: {
      multiple: '倍增',
      growth: '年均增速',
      cumulative: '累计',
      every_year: '每年',
      improve: '提升',
      path: '分年度',
      rank: '位次',
    },
    measures: {
      slope: 'β 斜率',
      speed: '收敛速度（每年）',
      halfLife: '半程年数',
      cv: '变异系数',
      gini: '基尼系数',
      years: '年份',
      spread: '差异（对数标准差或变异系数）',
    },
    regions: '地区数',
    convergenceBoard: '各指标的收敛检验',
    verdict: '判断',
    verdicts: {
      both: '收敛，差异缩小',
      beta: '低者增长较快',
      open: '看不出方向',
      diverges: '差异拉大',
      same: '同步增长',
      refused: '不可评判',
      rule: '括号内为斜率的95%区间；区间跨零即看不出方向。p为首末两年差异相等的检验。',
    },
    years: (count) => `${count}年`,
    refusedOf: {
      convergence: '收敛',
      beta: 'β收敛',
      'weighted beta': '加权β收敛',
      sigma: 'σ收敛',
      'sigma test': '离散相等检验',
      'log t': 'log t检验',
    },
    notAssessable: (what, why) => `${what}无法判断：${why}。`,
  },
  en: {
    indicator: 'Indicator',
    region: 'Region',
    scenario: 'Scenario',
    year: 'Year',
    unit: 'Unit',
    target: 'Target',
    outcome: 'Outcome',
    gap: 'Gap',
    status: 'Status',
    needed: 'Growth needed from now',
    plan: 'Plan',
    value: 'Own value',
    basis: 'Basis',
    leader: 'Leader',
    leaderValue: 'Leader’s value',
    difference: 'Difference',
    ratio: 'Ratio',
    parity: 'Parity',
    rank: 'Rank',
    lever: 'Lever',
    amount: 'Adds',
    share: 'Share',
    channel: 'Channel',
    reason: 'Reason',
    levers: 'Levers',
    condition: 'If',
    sought: 'Value needed',
    reaches: 'Reaches',
    without: 'Without it',
    severity: 'Severity',
    check: 'Check',
    found: 'Found',
    figures: 'Where',
    advice: 'What to do',
    assumption: 'Growth assumption',
    meanError: 'Mean absolute error',
    percentError: 'Mean error',
    forecasts: 'Forecasts',
    source: 'Source',
    sum: 'Sum of parts',
    parentValue: 'Whole',
    result: 'Result',
    measure: 'Measure',
    input: 'Uncertain input',
    low: 'At its low end',
    high: 'At its high end',
    swing: 'Swing',
    pMet: 'P(met)',
    published: 'published',
    comma: ', ',
    semicolon: '; ',
    boardTitle: 'Target board',
    resultsTitle: 'Results',
    scenariosTitle: 'Scenarios',
    catchUpTitle: (indicator) => `${indicator}: catching up`,
    chancesTitle: (indicator) => `${indicator}: probability of drawing level`,
    byYear: (year) => `by ${year}`,
    medianYear: 'Median year',
    fieldTitle: (indicator, region, year) => `${region}, ${indicator}: probability that the target of ${year} is met`,
    levelsTitle: (indicator) => `${indicator}: who reaches whose level, and when`,
    aheadOf: (pairs) => `Reached in every scenario: ${pairs}.`,
    neverOf: (pairs) => `Not reached in any: ${pairs}.`,
    levelOf: (leader, regions) => `the level of ${leader} – ${regions}`,
    attributionTitle: (indicator, region, years) =>
      `${indicator} of ${region}, ${years}: the difference from the baseline in parts`,
    seekTitle: (indicator, region, goal) => `What it takes for ${indicator} of ${region} to reach ${goal}`,
    auditTitle: 'Audit of the plans',
    diffTitle: (a, b) => `“${a}” and “${b}” compared`,
    hindcastOf: (series, asOf) =>
      series === undefined
        ? `Growth assumptions in hindsight, as of ${asOf}`
        : `${series.indicator} of ${series.region}, in ${series.unit}: growth assumptions in hindsight, as of ${asOf}`,
    sumsTitle: 'Do the parts add up',
    sensitivityTitle: (indicator, region, year) =>
      `${indicator} of ${region} in ${year}: one uncertain input at a time`,
    convergenceTitle: (indicator, count) => `${indicator}: convergence of ${count} regions`,
    notPublished: 'not published',
    marked: '* projected or planned, not published.',
    perYear: (value, unit) => (unit === 'pp/yr' ? `${value} points a year` : `${value}% a year`),
    to: 'to',
    total: 'Total',
    baseline: 'Baseline',
    ahead: 'ahead',
    never: 'never on this course',
    beyond: (year, last) => (year > last + 100 ? `after ${last + 100}` : `after ${last} (about ${year})`),
    outOf: (rank, of) => `${rank} of ${of}`,
    infeasible: (best) => `out of reach inside the limits; at best ${best}`,
    always: (least) => `met at every value inside the limits; at worst ${least}`,
    metWithout: 'Reached without it, too.',
    noLevers: 'no levers',
    leftOut: (names) => `Left out: ${names}.`,
    hidden: (count) => `${count} more cannot be assessed.`,
    byTooEarly: (names) =>
      `${names}: no growth needed is told, the year asked for is not after the latest published one.`,
    smallerLeftOut: (count) => `${count} more with a smaller influence are not listed.`,
    withUnit: (name, unit) => (unit === '' ? name : `${name} (${unit})`),
    points: 'points',
    index: 'index',
    span: (first, last) => (first === last ? String(first) : `${first}–${last}`),
    leverOf: (indicator, kind) => `${indicator}${{ growth: ', growth', level: ', level', path: '' }[kind]}`,
    fieldAxes: (across, down) => `Columns: ${across}; rows: ${down}.`,
    sameLeftOut: 'Where a scenario gives the same as the baseline, only the baseline is shown.',
    sumStatus: {
      equal: 'adds up',
      rounding: 'within rounding',
      consistent: 'above “at least”',
      differs: 'differs',
      incomplete: 'parts missing',
    },
    kindOf: {
      multiple: 'multiple',
      growth: 'average growth',
      cumulative: 'cumulative',
      every_year: 'every year',
      improve: 'better than base',
      path: 'yearly path',
      rank: 'rank',
    },
    measures: {
      slope: 'β slope',
      speed: 'Speed a year',
      halfLife: 'Half-life',
      cv: 'Coefficient of variation',
      gini: 'Gini',
      years: 'Years',
      spread: 'Spread (SD of logs or CV)',
    },
    regions: 'Regions',
    convergenceBoard: 'Convergence by indicator',
    verdict: 'Verdict',
    verdicts: {
      both: 'converges, spread narrows',
      beta: 'low ones grow faster',
      open: 'no direction told',
      diverges: 'moves apart',
      same: 'all grow alike',
      refused: 'not assessable',
      rule: 'In brackets the 95 % interval of the slope; where it includes zero no direction is told. p tests that the spreads of the first and the last year are equal.',
    },
    years: (count) => `${count} years`,
    refusedOf: {
      convergence: 'Convergence',
      beta: 'β-convergence',
      'weighted beta': 'Weighted β-convergence',
      sigma: 'σ-convergence',
      'sigma test': 'Test of equal spread',
      'log t': 'log t',
    },
    notAssessable: (what, why) => `${what} is not assessable: ${why}.`,
  },
};
