// The chart kinds: adding one is a file and a line here.

import type { Bilingual } from '../base/index.ts';
import { catchUp } from './catch-up.ts';
import type { Chart, ChartContext, ChartRequest } from './chart.ts';
import { gapBars } from './gap-bars.ts';
import { planVsOutcome } from './plan-vs-outcome.ts';
import { smallMultiples } from './small-multiples.ts';
import { targetBoard } from './target-board.ts';
import { trajectory } from './trajectory.ts';

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
  { id: 'target-board', title: { zh: '目标板', en: 'Target board' }, shows: { zh: '各目标在各情景下的结果、差距与状态', en: 'outcome, gap and status of each target under each scenario' }, needs: ['region'], draw: targetBoard },
  { id: 'gap-bars', title: { zh: '目标差距', en: 'Gap bars' }, shows: { zh: '某年各目标的差距，按大小排列', en: 'gaps to the targets of a year, sorted' }, needs: ['region', 'year'], draw: gapBars },
  { id: 'plan-vs-outcome', title: { zh: '规划与实际', en: 'Plan and outcome' }, shows: { zh: '规划目标与目标年公布值', en: 'targets of a plan and what was published for their year' }, needs: ['plan'], draw: planVsOutcome },
  { id: 'trajectory', title: { zh: '指标走势', en: 'Trajectory' }, shows: { zh: '一地一指标的公布值、各情景走势与规划目标', en: 'published values, scenarios and targets of an indicator in a region' }, needs: ['indicator', 'region'], draw: trajectory },
  { id: 'small-multiples', title: { zh: '分地区小图', en: 'Small multiples' }, shows: { zh: '上级与各下级地区同一指标', en: 'an indicator in a region and in each one below it' }, needs: ['indicator', 'region'], draw: smallMultiples },
  { id: 'catch-up', title: { zh: '追赶路径', en: 'Catch-up' }, shows: { zh: '各地区与标杆地区的比值和绝对值', en: 'regions against a leader, as a ratio and in absolute values' }, needs: ['indicator', 'regions', 'leader'], draw: catchUp },
];

/** The kind of that id. */
export function chartKind(id: string): ChartKind | undefined {
  return GALLERY.find((kind) => kind.id === id);
}
