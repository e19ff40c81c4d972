// What a chart function is given and what it hands back. Plain objects in, plain objects out.

import type {
  Attribution,
  CatchUp,
  Convergence,
  Finding,
  Hindcast,
  LeverSweep,
  ParityChance,
  ScenarioDiff,
  SeekRequest,
  Sensitivity,
  TargetRow,
  TradeOff,
} from '../analysis/index.ts';

import type { Bilingual, Issue, Language } from '../base/index.ts';
import type { Model } from '../model/index.ts';
import { type DrawReader, type InputRange, type ResultsReader, seriesIndex } from '../results/index.ts';
import { baselineId, type Lever, type Scenario } from '../scenario/index.ts';
import { SHEET_WIDTH } from './style.ts';
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
  /** As written, for the report. */
  readonly scenario?: Scenario;
  /** How a series moves where nothing is published; undefined where it is computed or has no data. */
  readonly assumptionOf?: (region: string, indicator: string) => Assumption | undefined;
}

/** A growth assumption in words. */
export interface Assumption {
  readonly variant: string;
  readonly note: Bilingual;
}

/** Everything that charts of a run are made from. Scenarios in the order of the run; it decides their colours. */
export interface ChartContext {
  readonly model: Model;
  readonly reader: ResultsReader;
  readonly scenarios: readonly ChartScenario[];
  readonly targets: readonly TargetRow[];
  /** What the draws say; missing where the run had none. */
  readonly draws?: DrawReader;
  /** What was drawn, for readers; with `draws`. */
  readonly inputs?: readonly InputRange[];
  readonly language: Language;
  /** Width of the sheet in px. */
  readonly width: number;
  /** Which regions and indicators are wanted. */
  readonly keep: (region: string, indicator: string) => boolean;
  /** Ids of scenarios in the order that gives them their colours, where charts of several runs stand in one document. */
  readonly scenarioOrder?: readonly string[];
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
export type AttributionList = 'lever' | 'channel' | 'input' | 'region' | 'gap';

export interface ChartRequest {
  readonly indicator?: string;
  readonly region?: string;
  readonly regions?: readonly string[];
  readonly leader?: string;
  readonly plan?: string;
  readonly year?: number;
  /** The view: scenarios of this `as_of`, else those of today. */
  readonly asOf?: number;
  /** Ids of the scenarios to show; default: the baseline and those that differ most from it. */
  readonly scenarios?: readonly string[];
  /** What a difference from the baseline is due to: only whoever repeats runs has it. */
  readonly attribution?: Attribution;
  /** Lists of parts that a waterfall draws; default: levers, and channels where they say more. */
  readonly attributionBy?: readonly AttributionList[];
  /** Comparisons with a leader, of one indicator; several scenarios for years of parity. */
  readonly catchUps?: readonly CatchUp[];
  /** How likely regions draw level with a leader, by year: only whoever makes draws has it. */
  readonly parityChances?: readonly ParityChance[];
  readonly convergence?: Convergence;
  /** The field of two levers with the question it answers, and the amounts of least effort. */
  readonly tradeOff?: {
    readonly field: TradeOff;
    readonly request: SeekRequest;
    readonly solution?: readonly [number, number];
  };
  /** What a value depends on among its uncertain inputs: only whoever evaluates the model has it. */
  readonly sensitivity?: Sensitivity;
  /** P(target met) over the field of two levers. */
  readonly leverSweep?: LeverSweep;
  /** What differs between two scenarios. */
  readonly diff?: ScenarioDiff;
  /** What a hindcast found: only whoever repeats runs has it. */
  readonly hindcast?: Hindcast;
  /** Findings of an audit that was narrowed down; default: all. */
  readonly findings?: readonly Finding[];
}

/** A run as far as charts and the report need it; a `Run` of the pipeline is one. */
export interface ChartableRun {
  readonly model: Model;
  readonly reader: ResultsReader;
  readonly targets: readonly TargetRow[];
  readonly draws?: DrawReader;
  readonly inputs?: readonly InputRange[];
  readonly scenarios: readonly {
    readonly id: string;
    readonly scenario: Scenario;
    readonly asOf?: number;
    readonly warnings: readonly Issue[];
    readonly reference: { readonly projections: ReadonlyMap<number, Assumption> };
  }[];
}

/** What charts are made from, of a run; `keep` leaves out regions and indicators. */
export function chartContext(
  run: ChartableRun,
  language: Language,
  keep: ChartContext['keep'] = () => true,
  width: number = SHEET_WIDTH,
): ChartContext {
  const { model, reader, targets, draws, inputs } = run;
  const scenarios = run.scenarios.map(({ id, scenario, asOf, warnings, reference }): ChartScenario => {
    const lastLeverYear = Math.max(...scenario.levers.map(lastYearOf));
    return {
      id,
      title: scenario.title,
      ...(asOf === undefined ? {} : { asOf }),
      baseline: baselineId(asOf),
      warnings: warningsFor(warnings, language),
      ...(Number.isFinite(lastLeverYear) ? { lastLeverYear } : {}),
      scenario,
      assumptionOf: (region, indicator) => {
        const [r, i] = [model.regionIndex.get(region) ?? -1, model.indicatorIndex.get(indicator) ?? -1];
        return reference.projections.get(seriesIndex({ indicators: model.indicators.map((one) => one.id) }, r, i));
      },
    };
  });
  return {
    model,
    reader,
    targets,
    scenarios,
    language,
    keep,
    width,
    ...(draws ? { draws } : {}),
    ...(inputs ? { inputs } : {}),
  };
}

/** Scenarios of one view, the baseline first. */
export function scenariosOfView(context: ChartContext, asOf: number | undefined): readonly ChartScenario[] {
  const view = context.scenarios.filter((scenario) => scenario.asOf === asOf);
  return [...view.filter(isBaseline), ...view.filter((scenario) => !isBaseline(scenario))];
}

/** The views of a run: today's first, then replays by year. */
export function viewsOf(context: ChartContext): readonly (number | undefined)[] {
  const all = new Set(context.scenarios.map((scenario) => scenario.asOf));
  const replays = [...all].filter((year) => year !== undefined).sort((a, b) => a - b);
  return [...(all.has(undefined) ? [undefined] : []), ...replays];
}

/** Whether a scenario is the baseline of its view. */
export function isBaseline(scenario: Pick<ChartScenario, 'id' | 'baseline'>): boolean {
  return scenario.id === scenario.baseline;
}

function lastYearOf(lever: Lever): number {
  if (lever.kind === 'parameter') return Number.NEGATIVE_INFINITY;
  return lever.kind === 'path' ? Math.max(...lever.points.keys()) : lever.years.last;
}

/** One sentence for each kind of warning. */
function warningsFor(warnings: readonly Issue[], language: Language): readonly string[] {
  const kinds = new Map(warnings.map((issue) => [issue.code, issue.message]));
  return [...kinds].map(([code, message]) => WORDS[language].warning(code, message));
}
