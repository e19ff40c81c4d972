// The chart kinds: adding one is a file and a line here.

import type { Bilingual } from '../base/index.ts';
import { auditBoard } from './audit-board.ts';
import { catchUp } from './catch-up.ts';
import { chanceBoard } from './chance-board.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { convergenceScatter } from './convergence.ts';
import { differenceChart } from './difference.ts';
import { dispersionChart } from './dispersion.ts';
import { fanChart } from './fan.ts';
import { gapBars } from './gap-bars.ts';
import { hindcastChart } from './hindcast.ts';

import { morrisChart } from './morris.ts';

import { outcomesChart } from './outcomes.ts';
import { parityChancesChart } from './parity-chances.ts';

import { parityYears } from './parity-years.ts';
import { sumsChart } from './plan-sums.ts';
import { planVsOutcome } from './plan-vs-outcome.ts';
import { probabilityContour } from './probability-contour.ts';
import { rankBump } from './ranks.ts';
import { regionalChart } from './regional.ts';
import { scenarioDiff } from './scenario-diff.ts';
import { smallMultiples } from './small-multiples.ts';
import { sobolChart } from './sobol.ts';
import { targetBoard } from './target-board.ts';
import { tornadoChart } from './tornado.ts';
import { tradeOffChart } from './trade-off.ts';
import { trajectory } from './trajectory.ts';
import { waterfall } from './waterfall.ts';
import { yearMetChart } from './year-met.ts';

/** A kind of chart. */
export interface ChartKind {
  readonly id: string;
  readonly title: Bilingual;
  /** What it shows. */
  readonly shows: Bilingual;
  /** What a request must give. */
  readonly needs: readonly (keyof ChartRequest)[];
  /** The chart; undefined where there is nothing to draw. */
  readonly draw: (context: ChartContext, request: ChartRequest) => Chart | undefined;
}

/** All kinds, in the order in which a report shows them. */
export const GALLERY: readonly ChartKind[] = [
  {
    id: 'target-board',
    title: { zh: '目标板', en: 'Target board' },
    shows: {
      zh: '各目标在各情景下的结果、差距与状态',
      en: 'outcome, gap and status of each target under each scenario',
    },
    needs: ['region'],
    draw: targetBoard,
  },
  {
    id: 'chance-board',
    title: { zh: '达标概率', en: 'Probability board' },
    shows: {
      zh: '各目标在各情景下的达标概率，按规划分组',
      en: 'how likely each target is met under each scenario, by plan',
    },
    needs: ['region'],
    draw: chanceBoard,
  },
  {
    id: 'gap-bars',
    title: { zh: '目标差距', en: 'Gap bars' },
    shows: { zh: '某年各目标的差距，按大小排列', en: 'gaps to the targets of a year, sorted' },
    needs: ['region', 'year'],
    draw: gapBars,
  },
  {
    id: 'plan-vs-outcome',
    title: { zh: '规划与实际', en: 'Plan and outcome' },
    shows: { zh: '规划目标与目标年公布值', en: 'targets of a plan and what was published for their year' },
    needs: ['plan'],
    draw: planVsOutcome,
  },
  {
    id: 'trajectory',
    title: { zh: '指标走势', en: 'Trajectory' },
    shows: {
      zh: '一地一指标的公布值、各情景走势与规划目标',
      en: 'published values, scenarios and targets of an indicator in a region',
    },
    needs: ['indicator', 'region'],
    draw: trajectory,
  },
  {
    id: 'fan',
    title: { zh: '不确定范围', en: 'Fan' },
    shows: {
      zh: '一地一指标的抽样区间、中位数与中心情形，附达标概率',
      en: 'bands of the draws, median and central run of an indicator in a region, with P(met)',
    },
    needs: ['indicator', 'region'],
    draw: fanChart,
  },
  {
    id: 'outcomes',
    title: { zh: '结果分布', en: 'Outcomes' },
    shows: {
      zh: '目标年各情景抽样结果的分布、目标线与达标概率',
      en: 'what the draws give for the target year under each scenario, with the target and P(met)',
    },
    needs: ['indicator', 'region'],
    draw: outcomesChart,
  },
  {
    id: 'year-met',
    title: { zh: '达标年份', en: 'Year met' },
    shows: {
      zh: '截至各年底已达标的概率，及期内未达标的概率',
      en: 'how likely a target has been reached by each year, and how often it is not within the horizon',
    },
    needs: ['indicator', 'region'],
    draw: yearMetChart,
  },
  {
    id: 'difference',
    title: { zh: '与基准之差的范围', en: 'Difference from the baseline' },
    shows: {
      zh: '各情景与基准之差的抽样区间，及优于基准的概率',
      en: 'bands of the difference from the baseline, draw by draw, and how likely it is for the better',
    },
    needs: ['indicator', 'region'],
    draw: differenceChart,
  },
  {
    id: 'small-multiples',
    title: { zh: '分地区小图', en: 'Small multiples' },
    shows: { zh: '上级与各下级地区同一指标', en: 'an indicator in a region and in each one below it' },
    needs: ['indicator', 'region'],
    draw: smallMultiples,
  },
  {
    id: 'catch-up',
    title: { zh: '追赶路径', en: 'Catch-up' },
    shows: { zh: '各地区与标杆地区的比值和绝对值', en: 'regions against a leader, as a ratio and in absolute values' },
    needs: ['indicator', 'regions', 'leader'],
    draw: catchUp,
  },
  {
    id: 'sums',
    title: { zh: '加总核对', en: 'Sums' },
    shows: {
      zh: '下级之和与本级的差，及四舍五入容许范围',
      en: 'sums of the children against the parent, with what rounding allows',
    },
    needs: ['region'],
    draw: sumsChart,
  },
  {
    id: 'audit',
    title: { zh: '规划审读', en: 'Audit' },
    shows: {
      zh: '规划内外的矛盾、不一致、易误读与缺失',
      en: 'contradictions, disagreements, traps and gaps in the plans',
    },
    needs: [],
    draw: auditBoard,
  },
  {
    id: 'hindcast',
    title: { zh: '假设回测', en: 'Hindcast' },
    shows: {
      zh: '站在过去某年，各增长假设的推算与其后公布值',
      en: 'what growth assumptions said in an earlier year, and what was published later',
    },
    needs: ['hindcast', 'indicator', 'region'],
    draw: hindcastChart,
  },
  {
    id: 'waterfall',
    title: { zh: '差异分解', en: 'Waterfall' },
    shows: { zh: '情景与基准之差按举措、按渠道分解', en: 'the difference from the baseline by lever and by channel' },
    needs: ['attribution'],
    draw: waterfall,
  },
  {
    id: 'scenario-diff',
    title: { zh: '情景对比', en: 'Scenario difference' },
    shows: { zh: '两个情景之间变化最大的指标', en: 'the series that differ most between two scenarios' },
    needs: ['diff'],
    draw: scenarioDiff,
  },
  {
    id: 'ranks',
    title: { zh: '位次变化', en: 'Ranks' },
    shows: { zh: '各地区逐年位次', en: 'places of regions by year' },
    needs: ['catchUps'],
    draw: rankBump,
  },
  {
    id: 'parity-years',
    title: { zh: '赶上年份', en: 'Years of parity' },
    shows: { zh: '各情景下赶上标杆的年份', en: 'when regions draw level with a leader, by scenario' },
    needs: ['catchUps'],
    draw: parityYears,
  },
  {
    id: 'parity-chances',
    title: { zh: '赶上概率', en: 'Chances of parity' },
    shows: { zh: '截至各年底已赶上标杆的概率', en: 'how likely regions have drawn level with a leader by each year' },
    needs: ['parityChances'],
    draw: parityChancesChart,
  },
  {
    id: 'convergence',
    title: { zh: '收敛散点', en: 'Convergence' },
    shows: { zh: '起点与增长，附拟合线', en: 'growth against the first value, with the fitted line' },
    needs: ['convergence'],
    draw: convergenceScatter,
  },
  {
    id: 'dispersion',
    title: { zh: '地区差异', en: 'Dispersion' },
    shows: { zh: '地区差异逐年变化', en: 'the spread between regions over the years' },
    needs: ['convergence'],
    draw: dispersionChart,
  },
  {
    id: 'trade-off',
    title: { zh: '两项举措搭配', en: 'Trade-off' },
    shows: { zh: '两项举措的结果与达标线', en: 'the outcome over two levers, with the line that reaches the goal' },
    needs: ['tradeOff'],
    draw: tradeOffChart,
  },
  {
    id: 'tornado',
    title: { zh: '敏感性：单项变动', en: 'Tornado' },
    shows: {
      zh: '每次一项不确定因素取两端时的结果，按影响大小排列',
      en: 'the outcome with one uncertain input at a time at either end, largest swing first',
    },
    needs: ['sensitivity'],
    draw: tornadoChart,
  },
  {
    id: 'morris',
    title: { zh: '敏感性：筛选', en: 'Morris screening' },
    shows: {
      zh: '各不确定因素的平均影响与影响的变动',
      en: 'how much each uncertain input moves the outcome, and how differently',
    },
    needs: ['sensitivity'],
    draw: morrisChart,
  },
  {
    id: 'sobol',
    title: { zh: '敏感性：方差指数', en: 'Sobol indices' },
    shows: { zh: '结果的方差来自哪些不确定因素', en: 'which uncertain inputs the variance of the outcome comes from' },
    needs: ['sensitivity'],
    draw: sobolChart,
  },
  {
    id: 'regional',
    title: { zh: '敏感性：能否达标', en: 'What decides a target' },
    shows: {
      zh: '哪些不确定因素决定目标能否达到',
      en: 'which uncertain inputs decide whether a target is met',
    },
    needs: ['sensitivity'],
    draw: regionalChart,
  },
  {
    id: 'probability-contour',
    title: { zh: '两项举措的达标概率', en: 'Probability over two levers' },
    shows: { zh: '两项举措各种搭配下的达标概率', en: 'how likely a target is met over the values of two levers' },
    needs: ['leverSweep'],
    draw: probabilityContour,
  },
];

/** The kind of that id. */
export function chartKind(id: string): ChartKind | undefined {
  return GALLERY.find((kind) => kind.id === id);
}
