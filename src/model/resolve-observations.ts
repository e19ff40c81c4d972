// observations/*.csv → Observation[].

import type { Issues } from '../base/index.ts';
import { type CsvTable, readNumber, requireColumns, wrongNumber } from '../text/index.ts';
import { unknownName, wrongKind } from './messages.ts';
import { type Indicator, type Observation, type ObservationFlag, RELIABILITY } from './model.ts';
import type { Names } from './names.ts';
import { OBSERVATION_FLAGS, OBSERVATION_STATUS } from './spec.ts';

const REQUIRED = ['region', 'indicator', 'year', 'value', 'unit', 'status', 'reliability', 'source'];
const OPTIONAL = ['published', 'url', 'flags', 'note'];

/** All rows of one file; a row with an issue is left out and reported. */
export function resolveObservations(
  table: CsvTable,
  indicators: ReadonlyMap<string, Indicator>,
  names: Names,
  issues: Issues,
): readonly Observation[] {
  const columns = requireColumns(table, REQUIRED, OPTIONAL);
  issues.addAll(columns);
  if (columns.some((issue) => issue.severity === 'error')) return [];
  return table.rows.flatMap((row): Observation[] => {
    const cell = (name: string) => row.cell(name);
    const text = (name: string) => (table.header.includes(name) ? cell(name).text : '');
    const choose = <T extends string>(name: string, options: readonly T[]): T | undefined => {
      const found = options.find((option) => option === text(name));
      if (found === undefined) issues.add(unknownName(name, text(name), options, cell(name).place));
      return found;
    };
    const number = (name: string): number | undefined => {
      const value = readNumber(text(name));
      if (value === undefined) issues.add(wrongNumber(text(name), cell(name).place));
      return value;
    };
    const regionKnown = names.region(text('region'), cell('region').place);
    const indicatorKnown = names.indicator(text('indicator'), cell('indicator').place);
    const year = number('year');
    const value = number('value');
    const status = choose('status', OBSERVATION_STATUS);
    const reliability = choose('reliability', RELIABILITY);
    const flags = text('flags')
      .split(' ')
      .filter((flag) => flag !== '');
    const unknownFlag = flags.find((flag) => !OBSERVATION_FLAGS.some((option) => option === flag));
    if (unknownFlag !== undefined) issues.add(unknownName('flag', unknownFlag, OBSERVATION_FLAGS, cell('flags').place));
    if (!regionKnown || !indicatorKnown || year === undefined || value === undefined || !status || !reliability)
      return [];
    if (!names.year(year, cell('year').place) || unknownFlag !== undefined) return [];
    const indicator = indicators.get(text('indicator'));
    if (indicator && indicator.unit.id !== text('unit')) {
      const message = `"${indicator.id}" is measured in ${indicator.unit.id}, not in ${text('unit')}`;
      issues.add(wrongKind(message, cell('unit').place, `convert the value to ${indicator.unit.id}`));
      return [];
    }
    const published = text('published');
    if (!/^(\d{4}(-\d{2}-\d{2})?)?$/.test(published)) {
      issues.add(
        wrongKind(`"${published}" is not a year or a day`, cell('published').place, 'write 2021 or 2021-03-31'),
      );
      return [];
    }
    const title = text('source');
    const url = text('url');
    const note = text('note');
    return [
      {
        indicator: text('indicator'),
        region: text('region'),
        year,
        value,
        status,
        reliability,
        published: published === '' ? year + 1 : Number(published.slice(0, 4)),
        publishedOn: published === '' ? String(year + 1) : published,
        publishedAssumed: published === '',
        flags: flags as ObservationFlag[],
        source: {
          title: { zh: title, en: title },
          ...(text('value') === String(value) ? {} : { printed: text('value') }),
          ...(url === '' ? {} : { url }),
        },
        ...(note === '' ? {} : { note: { zh: note, en: note } }),
        at: cell('value').place,
      },
    ];
  });
}
