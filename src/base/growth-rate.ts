// Rates as plans print them: `12.02%` a year for levels, `0.05pp` (percentage points) a year for shares.

/** A yearly change: `percent` as a fraction a year, `points` in the indicator's own unit a year. */
export type GrowthRate =
  | { readonly kind: 'percent'; readonly fraction: number }
  | { readonly kind: 'points'; readonly points: number };

/**
 * Reads `12.02%` or `-0.5pp`; undefined for anything else.
 *
 * @example parseGrowthRate('0.05pp') // {kind: 'points', points: 0.05}
 */
export function parseGrowthRate(text: string): GrowthRate | undefined {
  const match = /^([+-]?\d+(?:\.\d+)?)(%|pp)$/.exec(text);
  if (!match) return undefined;
  return match[2] === '%'
    ? { kind: 'percent', fraction: Number(match[1]) / 100 }
    : { kind: 'points', points: Number(match[1]) };
}
