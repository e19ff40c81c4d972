// Sensitivities to draw: formulas that behave like cells of the model, with titles as long as those of a model package.

import {
  correlateBy,
  type LeverSweep,
  type Sensitivity,
  type SensitivityCell,
  sensitivityOf,
  sweepLevers,
} from '../../src/analysis/index.ts';
import { normalProbability, normalQuantile } from '../../src/base/index.ts';
import type { Run } from '../../src/pipeline.ts';
import { readOpenLever } from '../../src/scenario/index.ts';
import { cellOf, uniform } from '../analysis/sensitivity/cells.ts';

const TITLES = [
  ['知识资本存量对研发经费支出的折旧率（永续盘存法）', 'Depreciation of the knowledge stock (perpetual inventory)'],
  [
    '高新技术企业数对规模以上工业企业研发经费支出的弹性',
    'Elasticity of R&D spending of industrial firms to the number of high-tech enterprises',
  ],
  ['研发经费支出年增速', 'Growth of R&D spending'],
  [
    '地区生产总值年增速（现价，含平减指数变动的不确定性）',
    'Growth of GDP at current prices, with the uncertainty of its deflator',
  ],
  ['专利授权量对知识资本存量的弹性', 'Elasticity of patents to the knowledge stock'],
  ['研发投入中形成固定资产的比重', 'Share of R&D that is investment'],
  ['技术交易额的滞后年数', 'Lag of technology transactions'],
  ['高新技术产业增加值占规模以上工业增加值比重的上限', 'Ceiling of the high-tech share in value added'],
  ['企业进入率', 'Entry of enterprises'],
  ['企业退出率', 'Exit of enterprises'],
] as const;

/** Weights of the inputs in the outcome. */
const WEIGHTS = [0.02, 0.16, 0.34, -0.28, 0.01, 0.04, 0.005, 0.06, 0.03, -0.02];

/** A share of about 3.6 % with eleven inputs: two interact, two are correlated, two are a series, one chooses an assumption. */
export function shareCell(more: Partial<SensitivityCell> = {}): SensitivityCell {
  const inputs = TITLES.map(([zh, en], i) => ({
    ...uniform(`input_${i}`, -1, 1),
    title: { zh, en },
    unit: i === 2 || i === 3 ? '%/yr' : '',
    quantile: (p: number) => normalQuantile(p),
    ...(i === 2 || i === 3 ? { group: 'growth' } : {}),
    ...(i >= 8
      ? { series: { id: 'firms', title: { zh: '企业进入与退出', en: 'Entry and exit of enterprises' } } }
      : {}),
  }));
  const choice = {
    ...uniform('rd_expenditure.assumption', -1, 2, -1),
    title: { zh: '研发经费支出采用的增长假设', en: 'Growth assumption of R&D spending' },
    quantile: (p: number) => Math.min(2, Math.floor(p * 3)),
    names: (value: number) =>
      [
        { zh: '衰减趋势', en: 'damped' },
        { zh: '规划增速', en: 'stated' },
        { zh: '历史均值', en: 'observed' },
      ][value] ?? { zh: '情景本身的假设', en: 'that of the scenario' },
  };
  return cellOf(
    [...inputs, choice],
    (x) =>
      3.58 +
      WEIGHTS.reduce((sum, weight, i) => sum + weight * (x[i] ?? 0), 0) +
      0.12 * (x[1] ?? 0) * (x[2] ?? 0) +
      0.05 * (x[8] ?? 0) ** 2 +
      0.11 * Math.max(0, x[10] ?? 0),
    {
      correlate: correlateBy([
        {
          inputs: [2, 3],
          matrix: [
            [1, 0.4],
            [0.4, 1],
          ],
        },
      ]),
      targets: [{ plan: 'jiaxing-315', bound: 'gt', value: 3.65 }],
      ...more,
    },
  );
}

/** All analyses of a cell. */
export function analysed(run: Run, cell: SensitivityCell): Sensitivity {
  const { answer, issue } = sensitivityOf(run.model, cell, { methods: ['tornado', 'morris', 'sobol', 'regional'] });
  if (!answer) throw new Error(issue?.message);
  return answer;
}

/** P(R&D / GDP ≥ 4) over growth of spending and of enterprises, with the noise of 256 draws. */
export function leverSweep(run: Run): LeverSweep {
  const [first, second] = [
    'rd_expenditure@jiaxing growth 2025-2027',
    'hightech_enterprises@jiaxing growth 2025-2027',
  ].map((phrase) => readOpenLever(phrase, run.model).lever);
  if (!first || !second) throw new Error('no levers');
  const values = Array.from({ length: 13 }, (_, k) => -6 + k);
  return {
    scenario: 'baseline',
    region: 'jiaxing',
    indicator: 'rd_intensity',
    year: 2027,
    target: { plan: 'jiaxing-315', bound: 'gt', value: 3.65 },
    first: { lever: first, values },
    second: { lever: second, values },
    probability: sweepLevers(
      values,
      values,
      (a, b) => Math.round(256 * normalProbability(0.3 * a + 0.12 * b - 0.2)) / 256,
    ),
    draws: 256,
  };
}
