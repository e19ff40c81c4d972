// The names a package defines, and the check that a file uses only those.

import { type Issues, type Place, parseYears, type YearRange } from '../base/index.ts';
import type { YamlDocument } from '../text/index.ts';
import { outsideHorizon, reversedYears, unknownName } from './messages.ts';

/** A file as written, with the document that knows its places. */
export interface Located<T> {
  readonly value: T;
  readonly document: YamlDocument;
}

/** Known ids and years of a package; each check adds an issue and says whether the name may be used. */
export class Names {
  readonly regions: ReadonlySet<string>;
  readonly indicators: ReadonlySet<string>;
  readonly years: YearRange;
  readonly #issues: Issues;

  constructor(regions: Iterable<string>, indicators: Iterable<string>, years: YearRange, issues: Issues) {
    this.regions = new Set(regions);
    this.indicators = new Set(indicators);
    this.years = years;
    this.#issues = issues;
  }

  region(id: string, place: Place): boolean {
    if (this.regions.has(id)) return true;
    this.#issues.add(unknownName('region', id, this.regions, place));
    return false;
  }

  indicator(id: string, place: Place): boolean {
    if (this.indicators.has(id)) return true;
    this.#issues.add(unknownName('indicator', id, this.indicators, place));
    return false;
  }

  year(year: number, place: Place): boolean {
    if (year >= this.years.first && year <= this.years.last) return true;
    this.#issues.add(outsideHorizon(year, this.years.first, this.years.last, place));
    return false;
  }

  /** A range such as `2016-2020`; undefined (with an issue) when it runs backwards. */
  range(text: string | number, place: Place): YearRange | undefined {
    const range = parseYears(text);
    if (range && range.last < range.first) {
      this.#issues.add(reversedYears(String(text), place));
      return undefined;
    }
    return range;
  }
}
