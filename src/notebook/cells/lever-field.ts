// Two levers: how likely a target is met over the field of their values.

import { goodDirection, type SensitivityCell, type SensitivityTarget } from '../../analysis/index.ts';
import type { Bilingual } from '../../base/index.ts';
import { chartKind, fieldAxisName, formatNumber, shortChance } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import type { Run } from '../../pipeline.ts';
import { readOpenLever } from '../../scenario/index.ts';
import { DrawsFailed, leverField, USUAL_DRAWS } from '../../uncertainty/index.ts';
import { type CellOutput, right } from '../blocks.ts';
import { CellFailure, fail, notebookError } from '../messages.ts';
import type { CellContext } from './cell-kind.ts';
import { readPhrases } from './levers.ts';
import { both, table } from './show.ts';
import { TABLE_WORDS } from './words.ts';

interface FieldOptions {
  readonly target?: number | string | undefined;
  readonly draws?: number | undefined;
  readonly seed?: number | undefined;
  readonly show?: 'chart' | 'table' | 'both' | undefined;
  readonly caption?: string | Bilingual | undefined;
  readonly note?: string | Bilingual | undefined;
}

/** The chart of the field, and its numbers: columns are values of the first lever, rows those of the second. */
export async function showField(
  context: CellContext,
  options: FieldOptions,
  phrases: readonly string[],
  { run, cell }: { readonly run: Run; readonly cell: SensitivityCell },
): Promise<CellOutput> {
  const { model, language } = context;
  const [first, second] = readPhrases(context, phrases, 'levers', (text) => readOpenLever(text, model));
  if (!first || !second) throw new Error('the schema asks for two levers');
  const { scenario, region, indicator, year } = cell;
  const design = { ...USUAL_DRAWS, draws: options.draws ?? USUAL_DRAWS.draws, seed: options.seed ?? USUAL_DRAWS.seed };
  const question = { region, indicator, year, target: targetOf(context, options.target, cell), design };
  const found = await leverField(run, context.ran(run, scenario), { ...question, levers: [first, second] }).catch(told);
  if ('issue' in found) return fail({ ...found.issue, place: context.place(['levers']) });
  const { sweep } = found;
  const print = ({ lever }: typeof sweep.first, value: number) => {
    const rounded = Number(value.toPrecision(4));
    const decimals = String(rounded).split('.')[1]?.length ?? 0;
    return `${lever.op === 'add' && rounded > 0 ? '+' : ''}${formatNumber(rounded, decimals, language)}`;
  };
  const percent = (share: number | undefined) =>
    share === undefined || !Number.isFinite(share) ? '–' : shortChance(share, sweep.draws, language);
  const rows = sweep.second.values
    .map((value, b) => [
      print(sweep.second, value),
      ...sweep.first.values.map((_, a) => percent(sweep.probability[b]?.[a])),
    ])
    .toReversed();
  return {
    blocks: both(
      context,
      { ...options, show: options.show ?? 'chart' },
      () => chartKind('probability-contour')?.draw(context.charts(run), { leverSweep: sweep }),
      (captions) =>
        table(context, captions, {
          title: TABLE_WORDS[language].fieldTitle(
            indicatorOf(model, indicator).title[language],
            regionOf(model, region).name[language],
            year,
          ),
          note: TABLE_WORDS[language].fieldAxes(
            fieldAxisName(context, sweep.first.lever),
            fieldAxisName(context, sweep.second.lever),
          ),
          columns: [right(''), ...sweep.first.values.map((value) => right(print(sweep.first, value)))],
          rows,
        }),
    ),
    data: { draws: design.draws },
  };
}

function told(error: unknown): never {
  throw error instanceof DrawsFailed ? new CellFailure(error.issues) : error;
}

/** What is to be met: a value, the target of a plan, or that of the first plan that has one. */
function targetOf(
  context: CellContext,
  written: number | string | undefined,
  { indicator, region, year, targets }: SensitivityCell,
): SensitivityTarget {
  const place = context.place(written === undefined ? ['year'] : ['target']);
  if (typeof written === 'number')
    return { bound: goodDirection('eq', indicatorOf(context.model, indicator)) === 1 ? 'gte' : 'lte', value: written };
  const plan = written === undefined ? undefined : context.plan(written, ['target']);
  const found = targets.find((one) => plan === undefined || one.plan === plan);
  return (
    found ??
    fail(
      notebookError(
        'nothing-to-show',
        `${plan === undefined ? 'no plan' : `"${plan}"`} sets ${plan === undefined ? 'a' : 'no'} level for "${indicator}" of "${region}" in ${year}`,
        place,
        'ask for a target year, or give a value: target: 4',
      ),
    )
  );
}
