// What a chart function is given and what it hands back. Plain objects in, plain objects out.

import type { Bilingual, Issue, Language } from '../base/index.ts';
import type { TargetRow } from '../analysis/index.ts';
import type { Model } from '../model/index.ts';
import type { ResultsReader } from '../results/index.ts';
import type { Scenario } from '../scenario/index.ts';
import { WORDS } from './words.ts';

/** A Vega-Lite v6 specification with its data inlined. */
export interface VegaLiteSpec {
  readonly $schema: string;
  readonly description: string;
  readonly [property: string]: unknown;
}

/** A scenario as charts see it. */
export interface ChartScenario {
  /** Id in the results; a baseline of an earlier view is called `baseline@2016`. */
  readonly id: string;
  readonly title: Bilingual;
  readonly asOf?: number;
  /** Id of the scenario that this one is compared with. */
  readonly baseline: string;
  /** Sentences that stand on every chart on which this scenario differs from its baseline. */
  readonly warnings: readonly string[];
  /** Last year in which a lever acts. */
  readonly lastLeverYear?: number;
}

/** Everything that charts of a run are made from. Scenarios in the order of the run; it decides their colours. */
export interface ChartContext {
  readonly model: Model;
  readonly reader: ResultsReader;
  readonly scenarios: readonly ChartScenario[];
  readonly targets: readonly TargetRow[];
  readonly language: Language;
}

/** A chart with what is needed to file and to quote it. */
export interface Chart {
  /** Kind in the gallery; `replay2016` for a trajectory seen from 2016. */
  readonly kind: string;
  /** File stem: `<kind>-<indicator>-<region>`. */
  readonly id: string;
  readonly title: string;
  readonly spec: VegaLiteSpec;
}

/** Which chart of a kind: each kind says in the gallery what it needs of these. */
export interface ChartRequest {
  readonly indicator?: string;
  readonly region?: string;
  readonly regions?: readonly string[];
  readonly leader?: string;
  readonly plan?: string;
  readonly year?: number;
  /** The view: scenarios of this `as_of`, else those of today. */
  readonly asOf?: number;
}

/** The scenario of a run for its charts, its warnings in the reader's language. */
export function chartScenarioOf(
  ran: { readonly id: string; readonly scenario: Scenario; readonly asOf?: number; readonly warnings: readonly Issue[] },
  baseline: string,
  language: Language,
): ChartScenario {
  const words = WORDS[language];
  const codes = [...new Set(ran.warnings.map((issue) => issue.code))];
  const years = ran.scenario.levers.map((lever) => {
    if (lever.kind === 'parameter') return Number.NEGATIVE_INFINITY;
    return lever.kind === 'path' ? Math.max(...lever.points.keys()) : lever.years.last;
  });
  const lastLeverYear = Math.max(...years);
  return {
    id: ran.id,
    title: ran.scenario.title,
    ...(ran.asOf === undefined ? {} : { asOf: ran.asOf }),
    baseline,
    warnings: codes.map((code) => words.warning(code, ran.warnings.find((issue) => issue.code === code)?.message ?? code)),
    ...(Number.isFinite(lastLeverYear) ? { lastLeverYear } : {}),
  };
}

/** Scenarios of one view, the baseline first. */
export function scenariosOfView(context: ChartContext, asOf: number | undefined): readonly ChartScenario[] {
  const view = context.scenarios.filter((scenario) => scenario.asOf === asOf);
  return [...view.filter(isBaseline), ...view.filter((scenario) => !isBaseline(scenario))];
}

/** Whether a scenario is the baseline of its view. */
export function isBaseline(scenario: ChartScenario): boolean {
  return scenario.id === scenario.baseline;
}
