// The scenarios of a notebook with their reasons and levers.

import { z } from 'zod';
import { changeText } from '../../charts/index.ts';
import { indicatorOf, regionOf } from '../../model/index.ts';
import type { Lever } from '../../scenario/index.ts';
import { left } from '../blocks.ts';
import { type CellContext, COMMON, cellKind, OF_SCENARIOS } from './cell-kind.ts';
import { table } from './show.ts';
import { TABLE_WORDS } from './words.ts';

export const scenariosCell = cellKind({
  id: 'scenarios',
  title: { zh: '情景一览', en: 'Scenarios' },
  schema: z.strictObject({ ...COMMON, ...OF_SCENARIOS }),
  scenarios: 'shown',
  show(context, options) {
    const words = TABLE_WORDS[context.language];
    const run = context.run();
    const rows = context.scenarios.map((id) => {
      const { scenario } = context.ran(run, id);
      const levers = scenario.levers.map((lever) => leverText(context, lever));
      return [
        scenario.title[context.language],
        scenario.reason?.[context.language] ?? '',
        levers.length === 0 ? words.noLevers : levers.join(words.semicolon),
      ];
    });
    return {
      blocks: [
        table(context, options, {
          title: words.scenariosTitle,
          columns: [left(words.scenario), left(words.reason), left(words.levers)],
          rows,
        }),
      ],
    };
  },
});

/** What a lever moves, where and when, and by how much. */
export function leverText(context: CellContext, lever: Lever): string {
  return lever.kind === 'parameter'
    ? lever.text
    : `${leverPlace(context, lever)} · ${changeText(lever.text, context.language)}`;
}

/** What a lever moves, where and when. */
export function leverPlace({ model, language }: CellContext, lever: Lever): string {
  if (lever.kind === 'parameter') return lever.parameter;
  const regions = lever.regions.map((id) => regionOf(model, id).name[language]).join(language === 'zh' ? '、' : ', ');
  const words = TABLE_WORDS[language];
  const years = lever.kind === 'path' ? '' : ` · ${words.span(lever.years.first, lever.years.last)}`;
  return `${words.leverOf(indicatorOf(model, lever.indicator).title[language], lever.kind)} · ${regions}${years}`;
}
