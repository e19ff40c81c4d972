// Parity over the draws of a notebook: how likely each region has drawn level by the end of a year.

import { type CatchUp, type CatchUpRequest, type ParityOutlook, parityOutlooks } from '../../analysis/index.ts';
import { CHANCE_WORDS, shortChance } from '../../charts/index.ts';
import { MOST_EXACT_DRAWS } from '../../engine/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import type { Run } from '../../pipeline.ts';
import { QUANTILE_PROBABILITIES } from '../../results/index.ts';
import { left, right } from '../blocks.ts';
import { fail, notebookError } from '../messages.ts';
import type { CellContext } from './cell-kind.ts';
import { table, withoutSame } from './show.ts';
import { TABLE_WORDS } from './words.ts';

/** Years with a column of their own. */
const MOST_YEARS = 4;
const MEDIAN = QUANTILE_PROBABILITIES.indexOf(0.5);

/** A comparison with the question that it answers. */
export interface Compared {
  readonly request: CatchUpRequest;
  readonly found: CatchUp;
}

/** Chances of every pair that something drawn decides; the cell ends where there is none, or no draws were kept. */
export function chancesOf(
  context: CellContext,
  { draws, reader }: Run,
  compared: readonly Compared[],
): readonly ParityOutlook[] {
  const place = context.place(['chart']);
  if (!draws || draws.design.draws > MOST_EXACT_DRAWS)
    return fail(
      notebookError(
        'notebook-draws',
        `chances of parity look at every draw: at most ${MOST_EXACT_DRAWS}`,
        place,
        'write "draws: 4096" in the head',
      ),
    );
  const open = compared
    .flatMap(({ request, found }) => parityOutlooks(context.model, reader, draws, request, found))
    .filter(({ openness }) => openness === 'open');
  return open.length > 0
    ? open
    : fail(
        notebookError(
          'nothing-to-show',
          'no chances to show: nothing with a stated range decides the years of parity',
          place,
          'choose other regions, or state ranges under uncertainty',
        ),
      );
}

/** Chances by some years, and the median year. */
export function chancesTable(
  context: CellContext,
  captions: object,
  chances: readonly ParityOutlook[],
  scenarioTitle: (id: string) => string,
  draws: number,
) {
  const { model, language } = context;
  const words = TABLE_WORDS[language];
  const all = [...new Set(chances.flatMap(({ years }) => years.map(({ year }) => year)))].sort((a, b) => a - b);
  const last = all.at(-1) ?? model.years.last;
  const step = Math.max(1, Math.ceil(all.length / MOST_YEARS));
  const years = all.filter((year) => (last - year) % step === 0);
  const percent = (share: number) => shortChance(share, draws, language);
  const nameOf = (id: string) => (model.regionIndex.has(id) ? regionOf(model, id).name[language] : id);
  const rows = chances.map((one) => {
    const median = one.quantiles[MEDIAN];
    return [
      scenarioTitle(one.scenario),
      nameOf(one.region),
      nameOf(one.leader),
      ...years.map((year) => {
        const at = one.years.find((each) => each.year === year);
        return at ? percent(at.probability) : '';
      }),
      percent(one.notWithin),
      median?.at === 'ahead'
        ? words.ahead
        : median?.year === undefined
          ? CHANCE_WORDS[language].notWithin(last)
          : String(median.year),
    ];
  });
  return table(context, captions, {
    title: words.chancesTitle(indicatorOf(model, chances[0]?.indicator ?? '').title[language]),
    ...withoutSame(
      [
        { ...left(words.scenario), drop: true },
        left(words.region),
        { ...left(words.leader), drop: true },
        ...years.map((year) => right(words.byYear(year))),
        right(CHANCE_WORDS[language].notWithin(last)),
        left(words.medianYear),
      ],
      rows,
    ),
  });
}
