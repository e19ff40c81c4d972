// Levers in one line, for command lines and notebooks: `rd@town growth 2024-2027 +2pp`, or without an amount where it is
// sought. A phrase is read as the lever of a scenario file that says the same, so that both know the same mistakes.

import { type Issue, Issues } from '../base/index.ts';
import { indicatorOf, type Model } from '../model/index.ts';
import { decodeText, readYaml, validate } from '../text/index.ts';
import { readGrowthLever, readLevelLever } from './lever-text.ts';
import { scenarioError } from './messages.ts';
import { resolveScenarios } from './resolve.ts';
import type { Change, Lever } from './scenario.ts';
import { ScenarioSpec } from './spec.ts';

/** A lever whose amount is sought. Amounts are as written: pp or % for growth, the unit for levels, a factor for `times`. */
export interface OpenLever {
  readonly phrase: string;
  /** The lever with a stand-in for the amount. */
  readonly stand: Lever;
  /** The regions as written, for files. */
  readonly selector: string;
  /** Parameters are set. */
  readonly op: Change['op'];
  /** What stands behind the amount: `pp`, `%`, or nothing. */
  readonly suffix: 'pp' | '%' | '';
  /** Limits given in the phrase. */
  readonly range?: readonly [number, number];
  /** A change that is as hard to make as one such change of another lever. */
  readonly scale?: number;
}

/** What a phrase says, or what is wrong with it. */
export type ReadLever<T> =
  | { readonly lever: T; readonly issues: readonly Issue[] }
  | { readonly lever?: never; readonly issues: readonly Issue[] };

/** The parts of a phrase. */
interface Phrase {
  readonly indicator?: string;
  readonly selector?: string;
  readonly parameter?: string;
  readonly action?: string;
  readonly years?: string;
  readonly amount?: string;
  readonly ramp?: string;
  readonly scale?: string;
}

export const PHRASE_FORMS = '"INDICATOR@REGIONS growth 2024-2027", "… level 2025-2027", or a parameter';

/**
 * Reads a lever whose amount is sought. After the years may stand limits (`-5pp..+20pp`, `=0%..=30%`, `x0.5..x2`), or only
 * the sign of the change (`+`, `x`, `=`; default: `+` for growth, `x` for levels), then `ramp 3` and `scale 2`.
 *
 * @example readOpenLever('rd@town growth 2024-2027 =', model).lever?.op // 'set'
 */
export function readOpenLever(phrase: string, model: Model): ReadLever<OpenLever> {
  const parts = phraseParts(phrase);
  if (!parts) return { issues: [wrongForm(phrase, `write ${PHRASE_FORMS}`)] };
  const amount = parts.amount ?? '';
  if (parts.parameter !== undefined) return openParameter(phrase, { ...parts, parameter: parts.parameter }, model);
  const growth = parts.action === 'growth';
  const standIn = resolve({ ...parts, amount: growth ? '+1pp' : 'x1.1' }, model);
  if (!standIn.lever || standIn.lever.kind === 'parameter' || standIn.lever.kind === 'path')
    return {
      issues:
        standIn.issues.length > 0
          ? standIn.issues
          : [wrongForm(phrase, `a sought lever is a growth or a level: write ${PHRASE_FORMS}`)],
    };
  const { grows } = indicatorOf(model, standIn.lever.indicator);
  const read = (text: string) => (growth ? readGrowthLever(text, grows) : readLevelLever(text));
  const common = {
    phrase,
    stand: standIn.lever,
    selector: parts.selector ?? '',
    ...(parts.scale === undefined ? {} : { scale: Number(parts.scale) }),
  };
  const suffixOf = (op: Change['op']) =>
    !growth || op === 'times' ? '' : grows === 'rate' && op === 'set' ? '%' : 'pp';
  if (amount === '' || /^[+x×=]$/.test(amount)) {
    const op = amount === '' ? (growth ? 'add' : 'times') : amount === '+' ? 'add' : amount === '=' ? 'set' : 'times';
    return { lever: { ...common, op, suffix: suffixOf(op) }, issues: standIn.issues };
  }
  const ends = amount.split('..').map(read);
  const [low, high] = ends;
  const failed = ends.find((end) => 'problem' in end);
  if (failed && 'problem' in failed) return { issues: [wrongForm(phrase, failed.hint, failed.problem)] };
  if (ends.length !== 2 || !low || !high || 'problem' in low || 'problem' in high || low.change.op !== high.change.op)
    return {
      issues: [
        wrongForm(
          phrase,
          'give limits of one kind: -5pp..+20pp, =0%..=30%, x0.5..x2',
          `"${amount}" are no limits for a sought amount`,
        ),
      ],
    };
  const written = growth && grows === 'rate' && low.change.op !== 'times' ? 100 : 1;
  const range = [low.change.amount * written, high.change.amount * written] as const;
  if (!(range[0] < range[1]))
    return { issues: [wrongForm(phrase, 'put the lower limit first', `the limits "${amount}" run backwards`)] };
  return { lever: { ...common, op: low.change.op, suffix: suffixOf(low.change.op), range }, issues: standIn.issues };
}

/**
 * Reads a whole lever: `rd@town growth 2024-2027 +2pp`, `firms@a,b level 2025 x1.1`, `gdp@town path 2024:100,2027:120`,
 * `patents_to_rd.elasticity 0.4`.
 */
export function readGivenLever(phrase: string, model: Model): ReadLever<Lever> {
  const parts = phraseParts(phrase);
  if (!parts || parts.amount === undefined)
    return { issues: [wrongForm(phrase, `write ${PHRASE_FORMS}, each with its amount: +2pp, =5%, x1.1, 0.4`)] };
  const { lever, issues } = resolve(parts, model);
  return lever ? { lever, issues } : { issues };
}

/** The text of an amount: `+2.5pp`, `=5%`, `x1.1`; for parameters the number. Every digit is kept, none as an exponent. */
export function amountText({ op, suffix, stand }: Pick<OpenLever, 'op' | 'suffix' | 'stand'>, amount: number): string {
  const size = plainNumber(Math.abs(amount));
  if (stand.kind === 'parameter') return amount < 0 ? `-${size}` : size;
  const sign = op === 'times' ? 'x' : op === 'set' ? '=' : amount < 0 ? '-' : '+';
  return `${sign}${size}${suffix}`;
}

/** The lever with an amount, read back from its text: a file that says the same gives the same to the last bit. */
export function leverWith(open: OpenLever, model: Model, amount: number): Lever {
  const { stand } = open;
  const text = amountText(open, amount);
  if (stand.kind === 'parameter') return { ...stand, value: Number(text), text: `${stand.parameter} = ${text}` };
  if (stand.kind === 'path') return stand;
  const reading =
    stand.kind === 'growth' ? readGrowthLever(text, indicatorOf(model, stand.indicator).grows) : readLevelLever(text);
  if ('problem' in reading) throw new Error(`amount "${text}": ${reading.problem}`);
  return { ...stand, change: reading.change, text: `${stand.kind}: ${text}` };
}

function openParameter(
  phrase: string,
  parts: Phrase & { readonly parameter: string },
  model: Model,
): ReadLever<OpenLever> {
  const parameter = model.parameters.find((one) => one.id === parts.parameter);
  const { amount } = parts;
  const ends = amount?.split('..').map(Number);
  if (ends && !(ends.length === 2 && (ends[0] ?? 0) < (ends[1] ?? 0)))
    return { issues: [wrongForm(phrase, 'write 0.2..0.9', `"${amount}" are no limits for a parameter`)] };
  const range = (ends as [number, number] | undefined) ?? [parameter?.low ?? 0, parameter?.high ?? 1];
  if (parameter && !(range[0] < range[1]))
    return { issues: [wrongForm(phrase, 'give limits: 0.2..0.9', `"${parameter.id}" has no range to look in`)] };
  const standIn = resolve(
    { parameter: parts.parameter, amount: String(range[0] === parameter?.value ? range[1] : range[0]) },
    model,
  );
  if (!standIn.lever) return { issues: standIn.issues };
  const lever: OpenLever = {
    phrase,
    stand: standIn.lever,
    selector: '',
    op: 'set',
    suffix: '',
    range,
    ...(parts.scale === undefined ? {} : { scale: Number(parts.scale) }),
  };
  return { lever, issues: [] };
}

/** Splits a phrase; undefined where it has no recognisable form. */
function phraseParts(phrase: string): Phrase | undefined {
  const tail = /\s+(ramp|scale)\s+(\d+(?:\.\d+)?)(?:\s+years?)?\s*$/;
  let rest = phrase.trim();
  const extra: { ramp?: string; scale?: string } = {};
  for (let found = tail.exec(rest); found; found = tail.exec(rest)) {
    extra[found[1] as 'ramp' | 'scale'] = found[2] ?? '';
    rest = rest.slice(0, found.index).trim();
  }
  const lever = /^([^\s@]+)@(\S+)\s+(growth|level)\s+(\d{4}(?:-\d{4})?)(?:\s+(\S+))?$/.exec(rest);
  const amountOf = (amount: string | undefined) => (amount === undefined ? {} : { amount });
  if (lever)
    return {
      indicator: lever[1] ?? '',
      selector: lever[2] ?? '',
      action: lever[3] ?? '',
      years: lever[4] ?? '',
      ...amountOf(lever[5]),
      ...extra,
    };
  const path = /^([^\s@]+)@(\S+)\s+path\s+(\d{4}:.+)$/.exec(rest);
  if (path)
    return { indicator: path[1] ?? '', selector: path[2] ?? '', action: 'path', amount: path[3] ?? '', ...extra };
  const parameter = /^([^\s@=]+)(?:\s*=?\s*(-?[\d.]+(?:\.\.-?[\d.]+)?))?$/.exec(rest);
  return parameter ? { parameter: parameter[1] ?? '', ...amountOf(parameter[2]), ...extra } : undefined;
}

/** Reads the parts as the one lever of a scenario file. Places point into that file, which nobody wrote: they are left out. */
function resolve(parts: Phrase, model: Model): { readonly lever?: Lever; readonly issues: readonly Issue[] } {
  const text = (value: string | undefined) => JSON.stringify(value ?? '');
  const ramp = parts.ramp === undefined ? '' : `, ramp: ${text(parts.ramp)}`;
  const regions = `[${(parts.selector ?? '').split(',').map(text).join(', ')}]`;
  const points = () =>
    (parts.amount ?? '')
      .split(',')
      .map((point) => `${text(point.split(':')[0]?.trim())}: ${point.split(':')[1] ?? ''}`);
  const body =
    parts.parameter !== undefined
      ? `parameter: ${text(parts.parameter)}, value: ${parts.amount}`
      : parts.action === 'path'
        ? `indicator: ${text(parts.indicator)}, regions: ${regions}, path: {${points().join(', ')}}`
        : `indicator: ${text(parts.indicator)}, regions: ${regions}, years: ${parts.years}, ${parts.action}: ${text(parts.amount)}${ramp}`;
  const file = `scenario: lever\ntitle: {zh: lever, en: lever}\nlevers:\n  - {${body}}\n`;
  const issues = new Issues();
  const { source } = decodeText('lever.yaml', new TextEncoder().encode(file), 'utf-8');
  const read = source && readYaml(source);
  const valid = read?.document && validate(ScenarioSpec, read.document);
  for (const part of [read, valid]) issues.addAll(part?.issues ?? []);
  const scenarios =
    read?.document && valid?.value
      ? resolveScenarios([{ value: valid.value, document: read.document }], model, issues)
      : [];
  const lever = scenarios.find((scenario) => scenario.id === 'lever')?.levers[0];
  const told = issues.list.map(({ place: _place, path: _path, ...issue }) => issue);
  return lever && !issues.hasErrors ? { lever, issues: told } : { issues: told };
}

function wrongForm(phrase: string, hint: string, problem = `"${phrase}" is not a lever`): Issue {
  return scenarioError('lever-value', problem, undefined, hint);
}

/** A number without exponent, with all its digits. */
function plainNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return value < 1 ? value.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : BigInt(Math.round(value)).toString();
}
