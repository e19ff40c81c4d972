// What the charts of audit, reconciliation and hindcast say, in both languages.

import type { AuditCheck, AuditSeverity, HindcastAssumption } from '../analysis/index.ts';
import type { Language } from '../base/index.ts';
import { inSentence } from '../base/index.ts';

interface AuditWords {
  readonly severity: Readonly<Record<AuditSeverity, string>>;
  readonly check: Readonly<Record<AuditCheck, string>>;
  readonly assumption: Readonly<Record<HindcastAssumption, string>>;

  readonly auditTitle: (findings: number, errors: number, disagreements: number) => string;
  readonly auditSubtitle: string;
  readonly findings: string;
  readonly auditRule: string;

  readonly sumsTitle: (
    parent: string,
    differing: number,
    all: number,
    worst?: { readonly name: string; readonly year: number; readonly percent: string },
  ) => string;
  readonly sumsSubtitle: string;
  readonly sumsColumn: string;
  readonly differs: string;
  readonly withinRounding: string;
  readonly roundingBand: string;
  readonly yearsOf: (years: readonly number[], percent: string) => string;
  readonly allWithin: string;
  readonly bySource: (source: string) => string;
  readonly publishedSource: string;

  readonly hindcastTitle: (region: string, indicator: string, asOf: number, best: string, error: string) => string;
  readonly hindcastSubtitle: (unit: string, asOf: number) => string;
  readonly endLabel: (name: string, error: string) => string;
  readonly actualLabel: (value: string) => string;
  readonly meanError: (year: number) => string;
  readonly knownThen: string;
  readonly publishedLater: string;
}

const zh: AuditWords = {
  severity: { error: '矛盾', disagreement: '不一致', trap: '易误读', gap: '缺失' },
  check: {
    'stated-growth': '所列增速与首末两年',
    'year-step': '逐年数与增速',
    'implied-base': '倒推基数与公布数',
    'text-against-table': '正文与表',
    'plan-against-plan': '规划之间',
    scale: '单位差错',
    'children-sum': '下级之和与本级',
    'flow-and-stock': '增量与存量',
    'ratio-and-parts': '比值与分子分母',
    'implied-part': '推算的分子分母',
    lead: '与上级的差距',
    'part-above-whole': '部分大于整体',
    'same-figure': '同数不同口径',
    'yearly-and-accumulated': '当年与累计',
    'printed-scale': '计数单位不同',
    'defined-differently': '似同实异',
    break: '口径变动',
    'base-not-printed': '未印基数或基年',
    'year-not-printed': '未印年份',
  },
  assumption: {
    path: '规划分年度数',
    stated: '规划所列增速',
    implied: '目标隐含增速',
    damped: '衰减趋势',
    drift: '带漂移随机游走',
    last: '上年增速',
    unchanged: '保持不变',
  },
  auditTitle: (findings, errors, disagreements) =>
    `规划审读：共${findings}处，其中矛盾${errors}处、不一致${disagreements}处`,
  auditSubtitle: '每格一处；超出印刷四舍五入的才计入',
  findings: '处',
  auditRule: '四舍五入规则：印出的数最多偏差末位半个单位；由几个数算得的，偏差相加；超出的才算。',
  sumsTitle: (parent, differing, all, worst) =>
    `${parent}下级之和与本级：核对${all}项，${differing === 0 ? '全部相符' : `${differing}项不符`}${worst === undefined ? '' : `，偏差最大的是${worst.name}${worst.year}年（${worst.percent}）`}`,
  sumsSubtitle: '下级之和减本级，占本级的百分比；每点一年',
  sumsColumn: '偏差最大的年份',
  differs: '不符',
  withinRounding: '四舍五入之内',
  roundingBand: '四舍五入容许范围',
  yearsOf: (years, percent) => `${years[0]}年 ${percent}`,
  allWithin: '各年相符',
  bySource: (source) => `来源：${source}。`,
  publishedSource: '公布值',
  hindcastTitle: (region, indicator, asOf, best, error) =>
    `${region}${indicator}：站在${asOf}年，“${best}”最接近其后公布值（平均误差${error}）`,
  hindcastSubtitle: (unit, asOf) => `单位：${unit} · 只用${asOf}年底前已公布的数`,
  endLabel: (name, error) => `${name} ${error}`,
  actualLabel: (value) => `实际 ${value}`,
  meanError: (year) => `${year}年误差`,
  knownThen: '当时已公布',
  publishedLater: '其后公布',
};

const en: AuditWords = {
  severity: { error: 'error', disagreement: 'disagreement', trap: 'trap', gap: 'gap' },
  check: {
    'stated-growth': 'Stated growth against the two levels',
    'year-step': 'Each year against its growth',
    'implied-base': 'Implied against published base',
    'text-against-table': 'Text against table',
    'plan-against-plan': 'Plan against plan',
    scale: 'Slips of units',
    'children-sum': 'Sum of the parts against the whole region',
    'flow-and-stock': 'Flows against stocks',
    'ratio-and-parts': 'Ratio against its parts',
    'implied-part': 'Part implied by a ratio',
    lead: 'Lead over a wider region',
    'part-above-whole': 'Part larger than its whole',
    'same-figure': 'One figure, two definitions',
    'yearly-and-accumulated': 'Yearly and accumulated',
    'printed-scale': 'Printed in units of different size',
    'defined-differently': 'Alike but defined differently',
    break: 'Definition changes',
    'base-not-printed': 'Base or base year not printed',
    'year-not-printed': 'Year not printed',
  },
  assumption: {
    path: "plan's yearly figures",
    stated: "plan's printed growth",
    implied: 'implied by targets',
    damped: 'damped trend',
    drift: 'random walk with drift',
    last: 'last growth',
    unchanged: 'unchanged',
  },
  auditTitle: (findings, errors, disagreements) =>
    `Audit of the plans: ${findings} findings, ${errors} of them errors and ${disagreements} disagreements`,
  auditSubtitle: 'one square a finding; only what print rounding cannot explain',
  findings: 'findings',
  auditRule:
    'Rounding: a printed figure may be off by half a unit of its last digit, what is computed from several by what that adds up to.',
  sumsTitle: (parent, differing, all, worst) =>
    `Do the parts of ${parent} add up? ${differing === 0 ? `All ${all} sums do` : `${differing} of ${all} sums ${differing === 1 ? 'does' : 'do'} not`}${worst === undefined ? '' : `; furthest off: ${inSentence(worst.name)} in ${worst.year} (${worst.percent})`}`,
  sumsSubtitle: 'sum of the children minus the parent, in per cent of the parent; one dot a year',
  sumsColumn: 'worst year',
  differs: 'differs',
  withinRounding: 'within rounding',
  roundingBand: 'allowed by rounding',
  yearsOf: (years, percent) => `${years[0]}: ${percent}`,
  allWithin: 'all years hold',
  bySource: (source) => `Source: ${source}.`,
  publishedSource: 'published values',
  hindcastTitle: (region, indicator, asOf, best, error) =>
    `${region}, ${inSentence(indicator)}: as of ${asOf}, "${best}" came closest to what was published later (mean error ${error})`,
  hindcastSubtitle: (unit, asOf) => `in ${unit} · only what was published by the end of ${asOf}`,
  endLabel: (name, error) => `${name} ${error}`,
  actualLabel: (value) => `actual ${value}`,
  meanError: (year) => `error in ${year}`,
  knownThen: 'known then',
  publishedLater: 'published later',
};

/** By language. */
export const AUDIT_WORDS: Readonly<Record<Language, AuditWords>> = { zh, en };
