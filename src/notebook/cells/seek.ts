// What it takes to reach a goal; the solution may become a scenario of the notebook.

import { z } from 'zod';
import {
  type Goal,
  goalOfPlan,
  goalText,
  type SeekRequest,
  seek,
  solvedScenarioText,
  tradeOff,
} from '../../analysis/index.ts';
import type { Issue } from '../../base/index.ts';
import { chartKind, formatNumber, unitText } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { scenarioProbes } from '../../pipeline.ts';
import { type Lever, type OpenLever, readGivenLever, readOpenLever } from '../../scenario/index.ts';
import { left, right } from '../blocks.ts';
import { CellFailure, fail, notebookError } from '../messages.ts';
import { type CellContext, COMMON, cellKind, Id, OF_SCENARIOS, SHOW } from './cell-kind.ts';
import { leverPlace } from './scenarios.ts';
import { both, table } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const seekCell = cellKind({
  id: 'seek',
  title: { zh: '需要多少', en: 'What it takes' },
  schema: z.strictObject({
    ...COMMON,
    ...OF_SCENARIOS,
    indicator: z.string().min(1),
    region: z.string().min(1),
    target: z.union([z.number(), z.string().min(1)]).meta({ description: 'A value, or a plan whose target it is' }),
    year: z.int().optional(),
    levers: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).meta({
      description: 'What may be turned: INDICATOR@REGIONS growth 2025-2027 -5pp..+20pp',
    }),
    with: z
      .union([z.string().min(1), z.array(z.string().min(1))])
      .optional()
      .meta({ description: 'Levers that stand besides' }),
    as: Id.optional().meta({ description: 'Id of a scenario that the solution becomes' }),
    show: SHOW,
  }),
  scenarios: 'shown',
  show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const indicator = indicatorOf(model, context.indicator(options.indicator, ['indicator']));
    const region = context.region(options.region, ['region']);
    const levers = phrases(context, options.levers, 'levers', (text) => readOpenLever(text, model));
    const given = phrases(context, options.with ?? [], 'with', (text) => readGivenLever(text, model));
    const [scenario = 'baseline'] = context.scenarios;
    const run = context.run([scenario]);
    const ran = context.ran(run, scenario);
    const probes = scenarioProbes(run, ran);
    const before = probes({ ...ran.scenario, levers: [...ran.scenario.levers, ...given] });
    const goal = goalOf();
    const request: SeekRequest = { goal, levers, given, scenario: ran.scenario };
    const { answer, issues } = seek(model, probes, request);
    if (!answer)
      throw new CellFailure(issues.map((issue) => ({ ...issue, place: issue.place ?? context.place(['levers']) })));
    const show = (value: number) => {
      const unit = unitText(indicator, language);
      return `${formatNumber(value, Math.max(2, indicator.decimals), language)}${unit === '%' ? '%' : language === 'zh' ? unit : ` ${unit}`}`;
    };
    const [solution] = answer.solutions;
    const turned = (solution ?? answer.best)?.levers ?? [];
    const rows = turned.map(({ lever, text }) => [
      leverPlace(context, lever),
      shortened(text),
      show(answer.without),
      solution ? show(solution.outcome) : words.infeasible(show(answer.best?.outcome ?? answer.without)),
    ]);
    const solved = options.as === undefined ? undefined : solution;
    if (options.as !== undefined && !solved)
      fail(
        notebookError(
          'nothing-to-show',
          `the goal cannot be reached, so there is no scenario "${options.as}"`,
          context.place(['as']),
          'widen the limits of the levers, or leave "as" out',
        ),
      );
    const draw = () => {
      const field = levers.length === 2 ? tradeOff(model, probes, request) : undefined;
      const amounts = solution?.levers.map((lever) => lever.amount) ?? [];
      const [a, b] = amounts;
      return field
        ? chartKind('trade-off')?.draw(context.charts(run), {
            tradeOff: { field, request, ...(a === undefined || b === undefined ? {} : { solution: [a, b] as const }) },
          })
        : undefined;
    };
    const asked = { ...options, show: options.show ?? (levers.length === 2 ? ('both' as const) : ('table' as const)) };
    return {
      blocks: both(context, asked, draw, (captions) =>
        table(context, captions, {
          title: words.seekTitle(
            indicator.title[language],
            regionOf(model, region).name[language],
            goalText(model, goal)[language],
          ),
          columns: [left(words.lever), right(words.sought), right(words.without), right(words.reaches)],
          rows,
          ...(answer.metWithout ? { note: words.metWithout } : {}),
        }),
      ),
      ...(solved && options.as !== undefined
        ? { scenario: solvedScenarioText(model, request, solved, options.as, ran.asOf) }
        : {}),
      data: {
        status: answer.status,
        without: answer.without,
        ...(solution
          ? {
              outcome: solution.outcome,
              amount: solution.levers[0]?.amount,
              text: shortened(solution.levers[0]?.text ?? ''),
            }
          : {}),
        ...(answer.best ? { best: answer.best.outcome, shortfall: answer.best.shortfall } : {}),
      },
    };

    function goalOf(): Goal {
      const { target, year } = options;
      if (typeof target === 'string') {
        const plan = context.plan(target, ['target']);
        const found = goalOfPlan(model, plan, indicator.id, region, before, year);
        return 'issue' in found
          ? fail({ ...found.issue, place: found.issue.place ?? context.place(['target']) })
          : found.goal;
      }
      if (year === undefined)
        return fail(
          notebookError('cell-option', 'the target has no year', context.place(['target']), 'add year: 2027'),
        );
      return { kind: 'level', indicator: indicator.id, region, year: context.year(year, ['year']), value: target };
    }
  },
});

function phrases<T extends OpenLever | Lever>(
  context: CellContext,
  written: string | readonly string[],
  key: string,
  read: (text: string) => { readonly lever?: T; readonly issues: readonly Issue[] },
): readonly T[] {
  const all = typeof written === 'string' ? [written] : written;
  const issues: Issue[] = [];
  const levers = all.flatMap((text, k) => {
    const found = read(text);
    const place = context.place(typeof written === 'string' ? [key] : [key, k]);
    // Places inside a phrase count from its own start; here the phrase as a whole is shown.
    issues.push(...found.issues.filter((issue) => issue.severity === 'error').map((issue) => ({ ...issue, place })));
    return found.lever === undefined ? [] : [found.lever];
  });
  if (issues.length > 0) throw new CellFailure(issues);
  return levers;
}

/** `+2.1234pp` for `+2.12341234567pp`. */
function shortened(text: string): string {
  return text.replace(/\d+\.\d+/, (digits) => String(Number(Number(digits).toPrecision(4))));
}
