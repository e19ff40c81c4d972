// The sentences of the model room: what can be wrong in a model package.

import { type Issue, nearest, type Place } from '../base/index.ts';
import type { Observation } from './model.ts';

/** What `tujing list` prints. */
const LISTED = ['region', 'indicator', 'scenario', 'plan'];

/** A name that no file of the package defines, with the nearest one that exists, else how to find those that do. */
export function unknownName(what: string, name: string, known: Iterable<string>, place: Place): Issue {
  const names = [...new Set(known)];
  const close = nearest(name, names);
  const all = LISTED.includes(what)
    ? `\`tujing list ${what}s\` prints all`
    : `one of ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`;
  return {
    code: `unknown-${what.replace(/ /g, '-')}`,
    severity: 'error',
    message: `unknown ${what} "${name}"`,
    place,
    found: name,
    ...(close === undefined ? { hint: all } : { hint: `did you mean "${close}"?`, expected: close }),
  };
}

export function duplicateId(what: string, id: string, place: Place): Issue {
  return { code: 'duplicate-id', severity: 'error', message: `${what} "${id}" is defined twice`, place, found: id };
}

/** An id that formulas could not name. */
export function reservedName(what: string, id: string, place: Place): Issue {
  return {
    code: 'reserved-name',
    severity: 'error',
    message: `"${id}" means something in formulas and cannot name ${what === 'indicator' ? 'an' : 'a'} ${what}`,
    place,
    found: id,
    hint: 'choose a longer name',
  };
}

export function missingFile(file: string, package_: string): Issue {
  return {
    code: 'missing-file',
    severity: 'error',
    message: `the model package "${package_}" has no "${file}"`,
    hint: 'a package needs package.yaml, units.yaml, regions.yaml, indicators.yaml, growth.yaml, responses.yaml',
  };
}

export function outsideHorizon(year: number, first: number, last: number, place: Place): Issue {
  return {
    code: 'year-outside-horizon',
    severity: 'error',
    message: `year ${year} is outside the package's years ${first}-${last}`,
    place,
    expected: `${first}-${last}`,
    found: String(year),
  };
}

export function reversedYears(text: string, place: Place): Issue {
  const [first, last] = text.split('-');
  return {
    code: 'reversed-years',
    severity: 'error',
    message: `the years "${text}" run backwards`,
    place,
    found: text,
    expected: `${last}-${first}`,
    hint: `write ${last}-${first}`,
  };
}

export function wrongRate(indicator: string, grows: 'rate' | 'points', found: string, place: Place): Issue {
  return grows === 'points'
    ? {
        code: 'rate-unit',
        severity: 'error',
        message: `"${indicator}" is a share: its growth is in points a year, not "${found}"`,
        place,
        expected: 'pp',
        found,
        hint: 'write 0.5pp for half a point a year',
      }
    : {
        code: 'rate-unit',
        severity: 'error',
        message: `"${indicator}" grows at a rate: "${found}" is not one`,
        place,
        expected: '%',
        found,
        hint: 'write 5% for five per cent a year',
      };
}

export function wrongKind(message: string, place: Place, hint?: string): Issue {
  return { code: 'statement-kind', severity: 'error', message, place, ...(hint === undefined ? {} : { hint }) };
}

export function badFormula(code: string, message: string, place: Place, hint?: string): Issue {
  return { code: `formula-${code}`, severity: 'error', message, place, ...(hint === undefined ? {} : { hint }) };
}

export function tiedObservations(
  cell: Pick<Observation, 'indicator' | 'region' | 'year'>,
  values: readonly string[],
  place: Place,
): Issue {
  return {
    code: 'tied-observations',
    severity: 'error',
    message: `"${cell.indicator}" of "${cell.region}" in ${cell.year} has ${values.length} values of equal standing: ${values.join(', ')}`,
    place,
    hint: 'give the one to use the flag "preferred", and say why in its note',
  };
}

export function emptySelector(selector: string, place: Place): Issue {
  return {
    code: 'empty-selector',
    severity: 'error',
    message: `"${selector}" stands for no region of this package`,
    place,
    found: selector,
    hint: '`tujing list regions` prints all',
  };
}

/** A plan's table that is not there. */
export function missingTable(file: string, place: Place): Issue {
  return {
    code: 'missing-file',
    severity: 'error',
    message: `there is no table "${file}"`,
    place,
    found: file,
    hint: 'tables of a plan stand in the folder of its name beside it',
  };
}

/** A file in `plans/` that would be overlooked. */
export function planEnding(file: string): Issue {
  const place = { file, start: 0, end: 0 };
  return {
    code: 'plan-ending',
    severity: 'error',
    message: 'plan files end in .yaml, this one would be overlooked',
    place,
    found: file,
    hint: `rename it to ${file.replace(/^.*\//, '').replace(/\.yml$/, '.yaml')}`,
  };
}

/** An uncertain input that makes no sense. */
export function uncertaintyError(message: string, place: Place, hint?: string): Issue {
  return { code: 'uncertainty', severity: 'error', message, place, ...(hint === undefined ? {} : { hint }) };
}
