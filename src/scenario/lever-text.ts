// What a lever value means: `+2pp`, `x1.5`, `=12%`, `+10%`, `+50`, `=300`. The sign decides; without one it is an issue.

import type { Change } from './scenario.ts';

/** A change, or what is wrong with the text and what to write. */
export type LeverReading = { readonly change: Change } | { readonly problem: string; readonly hint: string };

const FORM = /^([+\-x×=])\s*(\d+(?:\.\d+)?)(pp|%)?$/;

/**
 * Reads a growth lever. Levels: `+2pp` adds to the yearly rate, `x1.5` scales it, `=12%` sets it.
 * Shares: `+0.1pp` adds points a year, `x1.5` scales, `=0.5pp` sets.
 *
 * @example readGrowthLever('+2pp', 'rate') // {change: {op: 'add', amount: 0.02}}
 */
export function readGrowthLever(text: string, grows: 'rate' | 'points'): LeverReading {
  const forms = grows === 'rate' ? '+2pp, -1pp, x1.5 or =12%' : '+0.1pp, -0.1pp, x1.5 or =0.5pp';
  const parts = FORM.exec(text);
  if (!parts) return unsigned(text, 'growth', forms);
  const [, sign, digits, unit] = parts;
  const amount = Number(digits);
  if (sign === 'x' || sign === '×') {
    return unit === undefined
      ? { change: { op: 'times', amount } }
      : { problem: `"${text}" mixes a factor with a unit`, hint: `write ${forms}` };
  }
  const signed = sign === '-' ? -amount : amount;
  if (grows === 'points') {
    if (unit !== 'pp')
      return { problem: `growth of a share is in points a year, not "${text}"`, hint: `write ${forms}` };
    return { change: { op: sign === '=' ? 'set' : 'add', amount: signed } };
  }
  if (sign === '=' && unit === '%') return { change: { op: 'set', amount: signed / 100 } };
  if (sign !== '=' && unit === 'pp') return { change: { op: 'add', amount: signed / 100 } };
  if (sign !== '=' && unit === '%')
    return {
      problem: `"${text}" can be read in two ways`,
      hint: `${sign}${digits}pp changes the yearly rate by points, x1.1 scales it, =12% sets it`,
    };
  return { problem: `"${text}" is not a change of growth`, hint: `write ${forms}` };
}

/**
 * Reads a level lever: `+10%` and `x1.1` scale, `+50` adds and `=300` sets in the indicator's unit.
 *
 * @example readLevelLever('+10%') // {change: {op: 'times', amount: 1.1}}
 */
export function readLevelLever(text: string): LeverReading {
  const forms = '+10%, x1.1, +50 or =300';
  const parts = FORM.exec(text);
  if (!parts) return unsigned(text, 'level', forms);
  const [, sign, digits, unit] = parts;
  const amount = Number(digits);
  if (unit === 'pp')
    return { problem: `"${text}" is a change of growth, not of a level`, hint: `write ${forms}, or use "growth:"` };
  if (sign === 'x' || sign === '×')
    return unit === undefined
      ? { change: { op: 'times', amount } }
      : { problem: `"${text}" mixes a factor with a unit`, hint: `write ${forms}` };
  const signed = sign === '-' ? -amount : amount;
  if (unit === '%') {
    return sign === '='
      ? { problem: `"${text}" does not say of what`, hint: `write ${forms}` }
      : { change: { op: 'times', amount: 1 + signed / 100 } };
  }
  return { change: { op: sign === '=' ? 'set' : 'add', amount: signed } };
}

/** A level below zero can be set by nobody; everything else is allowed. */
export function changesNothing(change: Change): boolean {
  return (change.op === 'add' && change.amount === 0) || (change.op === 'times' && change.amount === 1);
}

/** `3 years`, `1 year` or a bare number of years; undefined otherwise. */
export function readRamp(value: string | number): number | undefined {
  const match = /^(\d{1,2})(?: years?)?$/.exec(String(value));
  const years = match ? Number(match[1]) : 0;
  return years >= 1 ? years : undefined;
}

function unsigned(text: string, what: string, forms: string): LeverReading {
  return /^\d/.test(text)
    ? { problem: `"${text}" has no sign: a ${what} lever says + - x or =`, hint: `write ${forms}` }
    : { problem: `"${text}" is not a ${what} lever`, hint: `write ${forms}` };
}
