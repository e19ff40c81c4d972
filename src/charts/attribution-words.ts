// What the charts of attribution and of differences say, in both languages.

import type { Language } from '../base/index.ts';
import { inSentence } from '../base/index.ts';

interface AttributionWords {
  readonly comma: string;
  readonly baseline: (year: string) => string;
  readonly scenario: (title: string, year: string) => string;
  readonly byLever: string;
  readonly byChannel: string;
  readonly byInput: string;
  readonly byRegion: string;
  readonly byGap: string;
  readonly known: (year: string) => string;
  readonly trend: (year: string) => string;
  readonly rest: (count: number) => string;
  readonly raises: string;
  readonly lowers: string;
  readonly target: string;
  readonly points: string;
  readonly column: (unit: string) => string;
  readonly subtitle: (unit: string) => string;
  readonly shapley: string;
  readonly title: (
    region: string,
    indicator: string,
    year: string,
    scenario: string,
    difference: string,
    higher: boolean,
    largest: string | undefined,
  ) => string;
  readonly noDifference: (region: string, indicator: string, year: string, scenario: string) => string;

  readonly farTarget: (target: string) => string;
  /** A change as written: `+2pp`. */
  readonly change: (text: string) => string;
  readonly growth: (text: string) => string;
  readonly level: (text: string) => string;
  readonly path: string;
  readonly assumption: (variant: string | undefined) => string;
  readonly override: string;
  readonly regions: (count: number) => string;
  readonly levers: (indicator: string) => string;
  readonly answer: (indicator: string, driver: string) => string;
  readonly limit: (indicator: string) => string;
  readonly otherAssumptions: (indicator: string) => string;
  readonly formulaParameter: (indicator: string, parameter: string) => string;
  readonly unsplit: (indicator: string) => string;

  readonly diffTitle: (a: string, b: string, year: string, region: string, name: string, change: string) => string;
  readonly diffSubtitle: (a: string, b: string) => string;
  readonly diffColumn: string;
  readonly more: (count: number) => string;
}

const zh: AttributionWords = {
  comma: '，',
  baseline: (year) => `基准情景 ${year}`,
  scenario: (title, year) => `${title} ${year}`,
  byLever: '按举措分解',
  byChannel: '按渠道分解',
  byInput: '按公式各项分解',
  byRegion: '按地区分解',
  byGap: '与目标之差的分解',
  known: (year) => `${year}年已知值与目标之差`,
  trend: (year) => `基准情景至${year}年的变动`,
  rest: (count) => `其余${count}项`,
  raises: '推高',
  lowers: '拉低',
  target: '规划目标',
  points: '个百分点',
  column: (unit) => (unit === '' ? '贡献' : `贡献（${unit.replace(/^个/, '')}）`),
  subtitle: (unit) => `单位：${unit} · 每组各项之和等于首尾两值之差 · 横轴不从零起`,
  shapley: '举措的贡献为夏普利值：在各种先后次序下的平均增量。',
  title: (region, indicator, year, scenario, difference, higher, largest) =>
    `${region}${indicator}：“${scenario}”${year}比基准情景${higher ? '高' : '低'}${difference}${largest === undefined ? '' : `，影响最大的是${largest}`}`,
  noDifference: (region, indicator, year, scenario) => `${region}${indicator}：“${scenario}”${year}与基准情景相同`,

  farTarget: (target) => `规划目标${target}，在图幅之外。`,
  change: (text) => text.replace(/pp$/, '个百分点'),
  growth: (text) => `增速${text}`,
  level: (text) => `水平${text}`,
  path: '按给定路径',
  assumption: (variant) => `增长假设${variant === undefined ? '（默认）' : `：${variant}`}`,
  override: '个别指标的增长假设',
  regions: (count) => `${count}个地区`,
  levers: (indicator) => `${indicator}：举措本身`,
  answer: (indicator, driver) => `${indicator} ← ${driver}`,
  limit: (indicator) => `${indicator}：触及上下限`,
  otherAssumptions: (indicator) => `${indicator}：增长假设不同`,
  formulaParameter: (indicator, parameter) => `${indicator}：${parameter}`,
  unsplit: (indicator) => `${indicator}：不可再分`,

  diffTitle: (a, b, year, region, name, change) => `从“${a}”到“${b}”：${year}变化最大的是${region}${name}（${change}）`,
  diffSubtitle: (a, b) => `“${b}”相对“${a}”的变化，%`,
  diffColumn: '前 → 后',
  more: (count) => `另有${count}项较小的差异未列出。`,
};

const en: AttributionWords = {
  comma: ', ',
  baseline: (year) => `Baseline ${year}`,
  scenario: (title, year) => `${title} ${year}`,
  byLever: 'By lever',
  byChannel: 'By channel',
  byInput: 'By input of the formula',
  byRegion: 'By region',
  byGap: 'The gap in parts',
  known: (year) => `known in ${year}, against the target`,
  trend: (year) => `baseline until ${year}`,
  rest: (count) => `${count} more`,
  raises: 'raises',
  lowers: 'lowers',
  target: 'target of a plan',
  points: ' points',
  column: (unit) => (unit === '' ? 'adds' : `adds (${unit})`),
  subtitle: (unit) =>
    `in ${unit} · the parts of each list add up to the difference between its ends · the axis does not begin at zero`,
  shapley: 'Levers share by Shapley values: what each adds, averaged over all orders.',
  title: (region, indicator, year, scenario, difference, higher, largest) =>
    `${region}, ${inSentence(indicator)}: "${scenario}" is ${difference} ${higher ? 'above' : 'below'} the baseline in ${year}${largest === undefined ? '' : `; most is due to ${largest}`}`,
  noDifference: (region, indicator, year, scenario) =>
    `${region}, ${inSentence(indicator)}: "${scenario}" equals the baseline in ${year}`,

  farTarget: (target) => `The target of ${target} lies beyond the frame.`,
  change: (text) => text,
  growth: (text) => `growth ${text}`,
  level: (text) => `level ${text}`,
  path: 'along a given path',
  assumption: (variant) => `growth assumption${variant === undefined ? ' (default)' : `: ${variant}`}`,
  override: 'growth assumption of single indicators',
  regions: (count) => `${count} regions`,
  levers: (indicator) => `${indicator}: levers`,
  answer: (indicator, driver) => `${indicator} ← ${driver}`,
  limit: (indicator) => `${indicator}: kept at its limit`,
  otherAssumptions: (indicator) => `${indicator}: other growth assumption`,
  formulaParameter: (indicator, parameter) => `${indicator}: ${parameter}`,
  unsplit: (indicator) => `${indicator}: cannot be split`,

  diffTitle: (a, b, year, region, name, change) =>
    `From "${a}" to "${b}": ${name} in ${region} changes most in ${year} (${change})`,
  diffSubtitle: (a, b) => `change of "${b}" against "${a}", per cent`,
  diffColumn: 'before → after',
  more: (count) => `${count} smaller differences are not shown.`,
};

/** The words of a language. */
export const ATTRIBUTION_WORDS: Readonly<Record<Language, AttributionWords>> = { zh, en };
