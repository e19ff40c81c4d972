// Who reaches whose level by when: a row for each region and leader, a column for each scenario.

import type { CatchUp } from '../../analysis/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import { left } from '../blocks.ts';
import type { CellContext } from './cell-kind.ts';
import { parityText } from './parity-text.ts';
import { table } from './show.ts';
import { TABLE_WORDS } from './words.ts';

/** The table of catch-ups of several leaders; pairs in which a region is ahead in every scenario are named below it. */
export function levelsTable(
  context: CellContext,
  captions: object,
  found: readonly CatchUp[],
  scenarioTitle: (id: string) => string,
) {
  const { model, language } = context;
  const words = TABLE_WORDS[language];
  const [first] = found;
  if (!first) throw new Error('no scenario to compare');
  const nameOf = (id: string) => (model.regionIndex.has(id) ? regionOf(model, id).name[language] : id);
  const scenarios = [...new Set(found.map((one) => one.scenario))];
  const pairs = new Map<
    string,
    { readonly region: string; readonly leader: string; readonly years: Map<string, string> }
  >();
  for (const { scenario, rows } of found)
    for (const { region, leader, parity } of rows) {
      const key = `${leader} ${region}`;
      const pair = pairs.get(key) ?? { region, leader, years: new Map<string, string>() };
      pairs.set(key, pair);
      pair.years.set(scenario, parityText(parity, model.years.last, language));
    }
  const all = [...pairs.values()];
  const always = (text: string) => all.filter(({ years }) => [...years.values()].every((year) => year === text));
  const settled = [
    { word: words.aheadOf, pairs: always(words.ahead) },
    { word: words.neverOf, pairs: always(words.never) },
  ].filter((one) => one.pairs.length > 0);
  const told = new Set(settled.flatMap((one) => one.pairs));
  const rows = all
    .filter((pair) => !told.has(pair))
    .map(({ region, leader, years }) => [
      nameOf(region),
      nameOf(leader),
      ...scenarios.map((id) => years.get(id) ?? '–'),
    ]);
  const note = settled
    .map(({ word, pairs: some }) =>
      word(
        [...new Set(some.map(({ leader }) => leader))]
          .map((leader) =>
            words.levelOf(
              nameOf(leader),
              some.flatMap((pair) => (pair.leader === leader ? [nameOf(pair.region)] : [])).join(words.comma),
            ),
          )
          .join(words.semicolon),
      ),
    )
    .concat(leftOutNote(context, found))
    .join(' ');
  return table(context, captions, {
    title: words.levelsTitle(indicatorOf(model, first.indicator).title[language]),
    ...(note === '' ? {} : { note }),
    columns: [left(words.region), left(words.leader), ...scenarios.map((id) => left(scenarioTitle(id)))],
    rows,
  });
}

/** Regions that have no data, whoever leads, in words; none where all have. */
export function leftOutNote({ model, language }: CellContext, found: readonly CatchUp[]): readonly string[] {
  const words = TABLE_WORDS[language];
  const regions = new Set(found.flatMap((one) => one.leftOut.map(({ region }) => region)));
  const out = [...regions].filter((region) => !found.some((one) => one.rows.some((row) => row.region === region)));
  return out.length === 0 ? [] : [words.leftOut(out.map((id) => regionOf(model, id).name[language]).join(words.comma))];
}
