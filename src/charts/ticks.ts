// Axes that the charts lay out themselves: round steps, and years as plain integers.

/** A linear axis: ends of the domain, and the values that are marked. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** Decimals that the marked values need. */
  readonly decimals: number;
}

/**
 * An axis over some values with about `count` steps of 1, 2, 2.5 or 5 times a power of ten. `fromZero` includes zero
 * where it leaves less than half of the axis empty; `always` includes it in any case.
 *
 * @example valueAxis([2.73, 3.9], {fromZero: 'never'}) // ticks 2.6, 2.8, … 4
 */
export function valueAxis(
  values: readonly number[],
  { fromZero, count = 5 }: { readonly fromZero: 'never' | 'cheap' | 'always'; readonly count?: number },
): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const zero = fromZero === 'always' || (fromZero === 'cheap' && (least <= 0 || least / most < 0.5));
  const low = zero ? Math.min(0, least) : least;
  const high = zero ? Math.max(0, most) : most;
  const span = high - low || Math.abs(high) || 1;
  const step = niceStep(span / count);
  const first = Math.floor((low - (zero && low === 0 ? 0 : span * 0.04)) / step + 1e-9);
  const last = Math.ceil((high + span * 0.04) / step - 1e-9);
  const decimals = decimalsOf(step);
  const ticks = Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toFixed(decimals)));
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, ticks, decimals };
}

/** Years that get a label where `width` px hold the whole axis: every year, or every 2, 5, 10 counted from `through`. */
export function yearTicks(
  first: number,
  last: number,
  width: number,
  through: number,
  labelWidth = 32,
): readonly number[] {
  const perYear = width / Math.max(1, last - first);
  const step = [1, 2, 5, 10].find((candidate) => candidate * perYear >= labelWidth) ?? 20;
  return Array.from({ length: last - first + 1 }, (_, k) => first + k).filter((year) => (year - through) % step === 0);
}

/** A map from values to px. */
export function linear(low: number, high: number, from: number, to: number): (value: number) => number {
  return (value) => Math.round((from + ((value - low) / (high - low)) * (to - from)) * 100) / 100;
}

/** D3 number format of the ticks' labels. */
export function tickFormat(axis: Axis, grouped: boolean): string {
  return `${grouped ? ',' : ''}.${axis.decimals}f`;
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5].find((candidate) => rough <= candidate * power * 1.0001) ?? 10;
  return factor * power;
}

function decimalsOf(step: number): number {
  const found = [0, 1, 2, 3, 4, 5, 6].find(
    (decimals) => Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) < 1e-6,
  );
  return found ?? 7;
}
