// Names that no indicator and no parameter may have, because in a formula they mean something else, to a person or to
// the parser. Case does not matter: an indicator `PI` would be misread as easily as `pi`.

import { FUNCTIONS } from './functions.ts';

const CONSTANTS = [
  'e',
  'pi',
  'tau',
  'phi',
  'i',
  't',
  'inf',
  'infinity',
  'nan',
  'true',
  'false',
  'null',
  'undefined',
  'end',
];
const WORD_OPERATORS = ['mod', 'to', 'in', 'and', 'xor', 'or', 'not'];
const OF_EVERY_OBJECT = [
  'constructor',
  'prototype',
  'hasownproperty',
  'isprototypeof',
  'propertyisenumerable',
  'tolocalestring',
  'tostring',
  'valueof',
  '__proto__',
  '__definegetter__',
  '__definesetter__',
  '__lookupgetter__',
  '__lookupsetter__',
];

const RESERVED = new Set<string>([
  ...FUNCTIONS.map(({ name }) => name),
  ...CONSTANTS,
  ...WORD_OPERATORS,
  ...OF_EVERY_OBJECT,
]);

/**
 * Whether a name is reserved and so cannot be the id of an indicator or a parameter.
 *
 * @example isReservedName('lag') // true
 */
export function isReservedName(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}
