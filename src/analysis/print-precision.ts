// How far print rounding lets a true value lie from the printed one. The rule, used wherever two printed figures are
// compared: each may be off by half a unit of its last printed digit; what is computed from them may be off by what
// that adds up to; only what lies beyond is a finding.

/** Half a unit of the last digit of a number as written; trailing zeros after the point are lost in a number. */
export function halfUnit(value: number): number {
  const digits = /\.(\d+)/.exec(String(value))?.[1]?.length ?? 0;
  return 0.5 * 10 ** -digits;
}

/**
 * Half a unit of the last digit as printed, in the unit of `value`: "1.5万家" for 15000 gives 500, "3.20" gives 0.005.
 * Falls back to the value's own digits where the text holds no such number. With `rounded`, the trailing zeros of a
 * whole number count as not printed: 42000 gives 500.
 */
export function printSlack(value: number, printed?: string, rounded = false): number {
  for (const token of printed?.match(/\d+(?:\.\d+)?/g) ?? []) {
    const scale = Math.log10(value / Number(token));
    if (Math.abs(scale - Math.round(scale)) < 1e-9) return halfDigit(token) * 10 ** Math.round(scale);
  }
  const zeros = rounded && Number.isInteger(value) && value !== 0 ? (/0+$/.exec(String(value))?.[0].length ?? 0) : 0;
  return zeros > 0 ? 0.5 * 10 ** zeros : halfUnit(value);
}

function halfDigit(token: string): number {
  return 0.5 * 10 ** -(token.split('.')[1]?.length ?? 0);
}

/** Values between which the truth lies, as far as print rounding says. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** The span of a printed figure. */
export function spanOf({ value, slack }: { readonly value: number; readonly slack: number }): Span {
  return { low: value - slack, high: value + slack };
}

/** Span of sums: ends add up. */
export function sumSpan(spans: readonly Span[]): Span {
  return spans.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), { low: 0, high: 0 });
}

/** Span of a product of two spans of one sign or more: its least and greatest corner. */
export function productSpan(a: Span, b: Span): Span {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return { low: Math.min(...corners), high: Math.max(...corners) };
}

/** Span of a quotient; undefined where the divisor may be 0. */
export function quotientSpan(a: Span, b: Span): Span | undefined {
  return b.low <= 0 && b.high >= 0 ? undefined : productSpan(a, { low: 1 / b.high, high: 1 / b.low });
}

/** Whether rounding can explain that both spans mean the same; floating-point noise at their ends does not count. */
export function spansMeet(a: Span, b: Span): boolean {
  const noise = 1e-9 * Math.max(Math.abs(a.low), Math.abs(a.high), Math.abs(b.low), Math.abs(b.high));
  return a.low <= b.high + noise && b.low <= a.high + noise;
}
