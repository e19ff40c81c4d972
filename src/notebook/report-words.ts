// Every word of the run report, in both languages.

import type { Language } from '../base/index.ts';

export interface ReportWords {
  readonly lang: string;
  readonly title: (model: string) => string;
  readonly lead: (scenarios: number, targets: number, assessed: number, charts: number) => string;
  readonly response: string;
  readonly contents: string;
  readonly board: string;
  readonly boardNote: string;
  readonly replayNote: (year: number) => string;
  /** What stands between two sentences. */
  readonly between: string;
  readonly chanceNote: string;
  readonly uncertainty: string;
  readonly drawn: (draws: string, method: string, seed: number, inputs: string) => string;
  readonly drawsMean: string;
  readonly centralNote: string;
  readonly inputs: (count: string) => string;
  readonly shapes: Readonly<Record<string, string>>;
  /** Units of inputs that are not printed as they are. */
  readonly unitOf: Readonly<Record<string, string>>;
  readonly charts: string;
  readonly highlight: string;
  readonly scenarios: string;
  readonly assumptions: string;
  readonly parameters: string;
  readonly sources: string;
  readonly plans: string;
  readonly publications: string;
  readonly notAssessable: (count: number) => string;
  readonly columns: Readonly<
    Record<
      | 'indicator'
      | 'year'
      | 'target'
      | 'plan'
      | 'baseline'
      | 'published'
      | 'gap'
      | 'status'
      | 'chance'
      | 'input'
      | 'distribution'
      | 'central'
      | 'nineInTen'
      | 'needed'
      | 'region'
      | 'assumption'
      | 'reason'
      | 'levers'
      | 'parameter'
      | 'value'
      | 'range'
      | 'evidence'
      | 'scenario'
      | 'issued'
      | 'statements'
      | 'title'
      | 'source'
      | 'content',
      string
    >
  >;
  readonly variants: Readonly<Record<string, string>>;
  readonly notPublished: string;
  readonly replays: string;
  readonly basis: Readonly<Record<string, string>>;
  readonly evidence: Readonly<Record<string, string>>;
  readonly perYear: (value: string, unit: string) => string;
  readonly noLevers: string;
  readonly asOf: (year: number) => string;
  readonly made: (version: string) => string;
  readonly kindOf: Readonly<Record<string, string>>;
}

export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = {
  zh: {
    lang: 'zh-CN',
    title: (model) => `${model}：情景与目标`,
    lead: (scenarios, targets, assessed, charts) =>
      `共${scenarios}个情景，基准情景下评判目标${targets}条，其中${assessed}条可评判；图${charts}幅。`,
    response: '情景结果是“给定弹性下的响应”，不是因果效应；弹性来自企业、国家和省级研究，而非这些县市本身。',
    contents: '目录',
    board: '目标评判',
    boardNote: '“基准情景”为按已公布数据的趋势推算；目标年已有公布数的，以公布数为准。',
    replayNote: (year) => `回放：只用${year}年底前已公布的数据推算；“实际公布”为其后公布的数据。`,
    between: '',
    chanceNote:
      '“达标概率”为抽样中达标的比例，只在所列取值范围之内成立；结果一栏为各因素取中心值的一次计算，与抽样的中位数可以不同。',
    uncertainty: '不确定性',
    drawn: (draws, method, seed, inputs) =>
      `对${inputs}项不确定因素抽样${draws}次（${method}，种子${seed}），各情景使用同一组抽样，情景之差不含抽样噪声。`,
    drawsMean:
      '概率是抽样中达标的比例，只在下列取值范围之内成立，不是对未来的预言；“±”为抽样次数有限带来的一个标准误（百分点），不含取值范围本身的误差；无一次达到写作“<”，次次达到写作“>”，都不是零或必然；未设取值范围的不给概率。',
    centralNote:
      '表中数值与图中虚线为各因素取中心值的一次计算，与抽样的中位数可以不同；results.csv另列均值与分位数（第7类）。',
    inputs: (count) => `不确定因素及取值范围（${count}项）`,
    shapes: {
      normal: '正态',
      truncated_normal: '截尾正态',
      lognormal: '对数正态',
      triangular: '三角',
      pert: 'PERT',
      uniform: '均匀',
      beta: '贝塔',
      empirical: '历年偏离',
      discrete: '离散',
    },
    unitOf: { pp: '个百分点', '%/yr': '%/年' },
    charts: '图',
    highlight: '突出显示一个情景：',
    scenarios: '情景',
    assumptions: '增长假设',
    parameters: '弹性与参数',
    sources: '来源',
    plans: '规划',
    publications: '公布数据',
    notAssessable: (count) => `${count}条不可评判`,
    columns: {
      indicator: '指标',
      year: '年份',
      target: '目标',
      plan: '规划',
      baseline: '基准情景',
      published: '实际公布',
      gap: '差距',
      status: '评判',
      chance: '达标概率',
      input: '因素',
      distribution: '分布',
      central: '中心值',
      nineInTen: '九成范围（5%–95%）',
      needed: '今后所需年均增速',
      region: '地区',
      assumption: '增长假设',
      reason: '理由',
      levers: '杠杆',
      parameter: '参数',
      value: '取值',
      range: '范围',
      evidence: '依据',
      scenario: '情景',
      issued: '发布',
      statements: '条数',
      title: '名称',
      source: '出处或理由',
      content: '内容',
    },
    variants: {
      stated: '规划所列',
      implied: '目标隐含',
      path: '分年度',
      observed: '历史平均',
      damped: '趋势衰减',
      borrowed: '借用',
      assumed: '假定',
    },
    notPublished: '未见公布值',
    replays: '回放',
    basis: {
      observed: '公布',
      derived: '推算',
      interpolated: '内插',
      planned: '规划',
      projected: '预测',
      borrowed: '借用',
      index: '指数',
    },
    evidence: { literature: '文献', convention: '惯例', assumption: '假设' },
    perYear: (value, unit) => (unit === 'pp/yr' ? `${value}个百分点/年` : `${value}%/年`),
    noLevers: '无杠杆',
    asOf: (year) => `${year}年视角`,
    made: (version) => `由 tujing ${version} 生成；相同输入得到相同内容。`,
    kindOf: {
      multiple: '倍增',
      growth: '年均增速',
      cumulative: '累计',
      every_year: '每年',
      improve: '提升',
      path: '分年度',
      rank: '位次',
    },
  },
  en: {
    lang: 'en',
    title: (model) => `${model}: scenarios and targets`,
    lead: (scenarios, targets, assessed, charts) =>
      `${scenarios} scenarios. Under the baseline ${targets} targets are judged, ${assessed} of which can be assessed. ${charts} charts.`,
    response:
      'Results are responses under stated elasticities, not causal effects: the elasticities come from firms, countries and provinces, not from these counties.',
    contents: 'Contents',
    board: 'Targets',
    boardNote:
      'The baseline follows the trend of published values; where the target year is published, the published value stands.',
    replayNote: (year) =>
      `Replay: only what was published by the end of ${year} is used; “published” is what came out later.`,
    between: ' ',
    chanceNote:
      'P(met) is the share of draws in which the target is met, under the stated ranges alone; the outcome is the run at central inputs, from which the median of the draws may differ.',
    uncertainty: 'Uncertainty',
    drawn: (draws, method, seed, inputs) =>
      `${draws} draws of ${inputs} uncertain inputs (${method}, seed ${seed}). All scenarios share them, so that differences between scenarios are free of sampling noise.`,
    drawsMean:
      'A probability is the share of draws in which a target is met. It holds under the ranges below and is no forecast beyond them. “±” is one standard error, in points, from the limited number of draws; doubts about the ranges come on top. What no draw did is printed with “<”, what every draw did with “>”: neither is impossible or certain. Where no range is stated there is no probability.',
    centralNote:
      'Values in tables and dashed lines are the run at central inputs; the median of the draws may differ. results.csv holds mean and quantiles (type 7) of every cell.',
    inputs: (count) => `Uncertain inputs and their ranges (${count})`,
    shapes: {
      truncated_normal: 'truncated normal',
      pert: 'PERT',
      empirical: 'past deviations',
    },
    unitOf: {},
    charts: 'Charts',
    highlight: 'Highlight one scenario:',
    scenarios: 'Scenarios',
    assumptions: 'Growth assumptions',
    parameters: 'Elasticities and parameters',
    sources: 'Sources',
    plans: 'Plans',
    publications: 'Publications',
    notAssessable: (count) => `${count} not assessable`,
    columns: {
      indicator: 'Indicator',
      year: 'Year',
      target: 'Target',
      plan: 'Plan',
      baseline: 'Baseline',
      published: 'Published',
      gap: 'Gap',
      status: 'Status',
      chance: 'P(met)',
      input: 'Input',
      distribution: 'Distribution',
      central: 'Central',
      nineInTen: 'Nine in ten (5–95%)',
      needed: 'Growth needed from now',
      region: 'Region',
      assumption: 'Growth assumption',
      reason: 'Reason',
      levers: 'Levers',
      parameter: 'Parameter',
      value: 'Value',
      range: 'Range',
      evidence: 'Evidence',
      scenario: 'Scenario',
      issued: 'Issued',
      statements: 'Statements',
      title: 'Title',
      source: 'Source or reason',
      content: 'What it says',
    },
    variants: { damped: 'damped trend' },
    notPublished: 'not published',
    replays: 'Replays',
    basis: {
      observed: 'published',
      derived: 'computed',
      interpolated: 'interpolated',
      planned: 'planned',
      projected: 'projected',
      borrowed: 'borrowed',
      index: 'index',
    },
    evidence: { literature: 'literature', convention: 'convention', assumption: 'assumption' },
    perYear: (value, unit) => (unit === 'pp/yr' ? `${value} points a year` : `${value}% a year`),
    noLevers: 'no levers',
    asOf: (year) => `as of ${year}`,
    made: (version) => `Made by tujing ${version}; the same inputs give the same page.`,
    kindOf: {
      multiple: 'multiple',
      growth: 'average growth',
      cumulative: 'cumulative',
      every_year: 'every year',
      improve: 'better than base',
      path: 'yearly path',
      rank: 'rank',
    },
  },
};
