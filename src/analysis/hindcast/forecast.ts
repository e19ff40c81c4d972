// Two forecasts that need nothing but the values known at a time, and the interval of a random walk around any forecast
// (METHODS 5). Levels move in logs, shares in points.

/** A value that was known. */
export interface KnownValue {
  readonly year: number;
  readonly value: number;
}

/** What the known values of one series say about its growth and how much that wavers. */
export interface History {
  readonly last: KnownValue;
  /** Mean yearly change from the first to the last value: random walk with drift. */
  readonly drift: number;
  /** Yearly change over the last step. */
  readonly lastStep: number;
  /** Standard deviation of the one-year changes, and their number; missing with fewer than two. */
  readonly spread?: { readonly sd: number; readonly changes: number };
  /** Mean absolute one-year change in the unit itself: the scale of MASE; missing without one-year steps. */
  readonly scale?: number;
  readonly grows: 'rate' | 'points';
}

/** Fewest values from which growth and its spread are taken. */
export const FEWEST_VALUES = 3;

/** Reads a history in order of years; undefined with fewer than three values, or with a value ≤ 0 in a level. */
export function historyOf(known: readonly KnownValue[], grows: 'rate' | 'points'): History | undefined {
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last || known.length < FEWEST_VALUES || (grows === 'rate' && known.some(({ value }) => value <= 0)))
    return undefined;
  const scaled = (value: number) => (grows === 'rate' ? Math.log(value) : value);
  const steps = known.slice(1).map((to, k) => {
    const from = known[k] as KnownValue;
    return {
      years: to.year - from.year,
      change: (scaled(to.value) - scaled(from.value)) / (to.year - from.year),
      amount: Math.abs(to.value - from.value),
    };
  });
  const yearly = steps.filter((step) => step.years === 1);
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const centre = mean(yearly.map((step) => step.change));
  const sd = Math.sqrt(yearly.reduce((sum, step) => sum + (step.change - centre) ** 2, 0) / (yearly.length - 1));
  return {
    last,
    drift: (scaled(last.value) - scaled(first.value)) / (last.year - first.year),
    lastStep: steps.at(-1)?.change ?? 0,
    ...(yearly.length >= 2 ? { spread: { sd, changes: yearly.length } } : {}),
    ...(yearly.length >= 1 ? { scale: mean(yearly.map((step) => step.amount)) } : {}),
    grows,
  };
}

/** The value when a yearly change goes on: `drift` or `lastStep` of a history. */
export function carriedOn({ last, grows }: History, change: number, year: number): number {
  const moved = change * (year - last.year);
  return grows === 'rate' ? last.value * Math.exp(moved) : last.value + moved;
}

/**
 * The interval of a random walk with drift around a forecast h years ahead: ± z·s·√(h(1 + h/n)), in logs for levels.
 * Undefined where the history has no spread.
 *
 * @example intervalAround(history, 120, 2018, 1.2816) // {low: 113.4, high: 127.0}
 */
export function intervalAround(
  { last, grows, spread }: History,
  forecast: number,
  year: number,
  z: number,
): { readonly low: number; readonly high: number } | undefined {
  if (!spread || (grows === 'rate' && forecast <= 0)) return undefined;
  const h = year - last.year;
  const width = z * spread.sd * Math.sqrt(h * (1 + h / spread.changes));
  return grows === 'rate'
    ? { low: forecast * Math.exp(-width), high: forecast * Math.exp(width) }
    : { low: forecast - width, high: forecast + width };
}
