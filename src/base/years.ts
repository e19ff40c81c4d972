// Years are integers, never dates: no clock and no time zone can move them.

/** A closed range of years; a single year has first = last. */
export interface YearRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads `2021` or `2021-2027`; undefined when it is neither. A reversed range is returned as written,
 * so that the caller can name both ends.
 *
 * @example parseYears('2021-2027') // {first: 2021, last: 2027}
 */
export function parseYears(text: string | number): YearRange | undefined {
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(String(text));
  if (!match) return undefined;
  const first = Number(match[1]);
  return { first, last: match[2] === undefined ? first : Number(match[2]) };
}

/** All years of a range in order; empty when it is reversed. */
export function yearsOf(range: YearRange): number[] {
  return Array.from({ length: Math.max(0, range.last - range.first + 1) }, (_, k) => range.first + k);
}

/** `2021` or `2021-2027`. */
export function printYears(range: YearRange): string {
  return range.first === range.last ? String(range.first) : `${range.first}-${range.last}`;
}

/** Whether a year lies in a range. */
export function inYears(range: YearRange, year: number): boolean {
  return year >= range.first && year <= range.last;
}
