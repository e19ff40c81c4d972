// What it takes to reach a goal; the solution may become a scenario of the notebook.

import { z } from 'zod';
import {
  type Goal,
  goalOfPlan,
  goalText,
  type SeekAnswer,
  type SeekRequest,
  seek,
  solvedScenarioText,
  tradeOff,
} from '../../analysis/index.ts';
import type { Language } from '../../base/index.ts';
import { changeText, chartKind, proseValue } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { scenarioProbes } from '../../repeat.ts';
import { readGivenLever, readOpenLever } from '../../scenario/index.ts';
import { left, right } from '../blocks.ts';
import { CellFailure, fail, notebookError } from '../messages.ts';
import { COMMON, cellKind, Id, OF_SCENARIOS, SHOW } from './cell-kind.ts';
import { readPhrases } from './levers.ts';
import { leverPlace, leverText } from './scenarios.ts';
import { both, table, withoutSame } from './show.ts';
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
    if: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .optional()
      .meta({ description: 'Conditions, each answered by itself: INDICATOR@REGIONS growth 2025-2027 =5%' }),
    as: Id.optional().meta({ description: 'Id of a scenario that the solution becomes' }),
    show: SHOW,
  }),
  scenarios: 'shown',
  show(context, options) {
    const { model, language } = context;
    const words = TABLE_WORDS[language];
    const indicator = indicatorOf(model, context.indicator(options.indicator, ['indicator']));
    const region = context.region(options.region, ['region']);
    const levers = readPhrases(context, options.levers, 'levers', (text) => readOpenLever(text, model));
    const given = readPhrases(context, options.with ?? [], 'with', (text) => readGivenLever(text, model));
    const [scenario = 'baseline'] = context.scenarios;
    const run = context.run([scenario]);
    const ran = context.ran(run, scenario);
    const probes = scenarioProbes(run, ran);
    const conditions = readPhrases(context, options.if ?? [], 'if', (text) => readGivenLever(text, model));
    if (conditions.length > 1 && options.as !== undefined)
      fail(notebookError('cell-option', '"as" needs one condition', context.place(['as']), 'leave "as" or "if" out'));
    const cases = (conditions.length === 0 ? [undefined] : conditions).map((condition) => {
      const held = condition ? [...given, condition] : given;
      const goal = goalOf(probes({ ...ran.scenario, levers: [...ran.scenario.levers, ...held] }));
      const request: SeekRequest = { goal, levers, given: held, scenario: ran.scenario };
      const { answer, issues } = seek(model, probes, request);
      if (!answer)
        throw new CellFailure(issues.map((issue) => ({ ...issue, place: issue.place ?? context.place(['levers']) })));
      return { condition, request, answer };
    });
    const [first] = cases;
    if (!first) throw new Error('no case to solve');
    const { request, answer } = first;
    const [solution] = answer.solutions;
    const show = (value: number) => proseValue(value, Math.max(2, indicator.decimals), indicator, language);
    const rows = cases.flatMap(({ condition, answer: found }) => {
      const [solved] = found.solutions;
      return ((solved ?? found.best)?.levers ?? []).map(({ lever, text }) => [
        condition === undefined ? '' : leverText(context, condition),
        leverPlace(context, lever),
        changeText(text, language),
        show(found.without),
        solved
          ? show(solved.outcome)
          : words[found.status === 'always' ? 'always' : 'infeasible'](show(found.best?.outcome ?? found.without)),
      ]);
    });
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
            goalText(model, request.goal)[language],
          ),
          ...(cases.every((one) => one.answer.metWithout) ? { note: words.metWithout } : {}),
          ...withoutSame(
            [
              { ...left(words.condition), drop: true },
              { ...left(words.lever), drop: conditions.length > 1 && levers.length === 1 },
              right(words.sought),
              right(words.without),
              right(words.reaches),
            ],
            rows,
          ),
        }),
      ),
      ...(solved && options.as !== undefined
        ? { scenario: solvedScenarioText(model, request, solved, options.as, ran.asOf) }
        : {}),
      data: conditions.length > 1 ? cases.map((one) => fieldsOf(one.answer, language)) : fieldsOf(answer, language),
    };

    function goalOf(before: ReturnType<typeof probes>): Goal {
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

/** What numbers in prose may ask of an answer: `data(cell, text)`, of several conditions `data(cell, 0.text)`. */
function fieldsOf({ status, without, solutions: [solution], best }: SeekAnswer, language: Language) {
  return {
    status,
    without,
    ...(solution
      ? {
          outcome: solution.outcome,
          amount: solution.levers[0]?.amount,
          text: changeText(solution.levers[0]?.text ?? '', language),
        }
      : {}),
    ...(best ? { best: best.outcome, shortfall: best.shortfall } : {}),
  };
}
