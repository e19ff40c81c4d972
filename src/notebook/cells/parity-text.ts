// A year of parity in words.

import type { Parity } from '../../analysis/index.ts';
import type { Language } from '../../base/index.ts';
import { TABLE_WORDS } from './words.ts';

/** The year, or what stands for it: ahead, never, after the last year. */
export function parityText(parity: Parity, last: number, language: Language): string {
  const words = TABLE_WORDS[language];
  switch (parity.status) {
    case 'ahead':
      return words.ahead;
    case 'never':
      return words.never;
    case 'beyond':
      return words.beyond(parity.year ?? last, last);
    case 'inside':
      return String(parity.year ?? last);
  }
}
