// `sweep:` of a scenario file: many variants of the scenario, as a grid of choices or as a list.

import { type Issue, Issues } from '../base/index.ts';
import { indicatorOf, type Located, type Model, selectRegions } from '../model/index.ts';
import { leverWith, type OpenLever, readGivenLever, readOpenLever } from './lever-phrase.ts';
import { readGrowthLever, readLevelLever } from './lever-text.ts';
import { outsideRange, scenarioError } from './messages.ts';
import type { Sweep, SweepVariant } from './scenario.ts';
import type { SweepSpec } from './spec.ts';

/** Most variants of one scenario: a table of them must still be readable by a program. */
const MOST_VARIANTS = 1_000_000;

/** Reads the `sweep:` of a file; undefined where there is none, or it has errors. */
export function resolveSweep(
  { value, document }: Located<SweepSpec>,
  path: readonly PropertyKey[],
  model: Model,
  all: Issues,
): Sweep | undefined {
  const issues = new Issues();
  const place = (...below: PropertyKey[]) => document.place([...path, ...below]);
  const refuse = (message: string, hint: string, ...below: PropertyKey[]) =>
    issues.add(scenarioError('sweep', message, place(...below), hint));
  const told = (found: readonly Issue[], ...below: PropertyKey[]) =>
    issues.addAll(found.map((issue) => ({ ...issue, place: place(...below) })));
  const { grid, list } = value;
  if ((grid === undefined) === (list === undefined))
    refuse('a sweep is either a grid or a list', 'write grid: or list:');
  const sweep = grid ? gridOf(grid) : list ? listOf(list) : undefined;
  all.addAll(issues.list);
  return issues.hasErrors ? undefined : sweep;

  function listOf(variants: readonly (readonly string[])[]): Sweep {
    return {
      columns: ['levers'],
      variants: variants.map((phrases, k): SweepVariant => {
        const levers = phrases.flatMap((phrase, j) => {
          const read = readGivenLever(phrase, model);
          told(read.issues, 'list', k, j);
          return read.lever ? [read.lever] : [];
        });
        return { labels: [phrases.join('; ')], levers };
      }),
    };
  }

  function gridOf(entries: NonNullable<SweepSpec['grid']>): Sweep | undefined {
    const regionEntry = entries.findIndex((entry) => entry.regions !== undefined);
    const regions = regionEntry < 0 ? [''] : regionsOf(entries[regionEntry]?.regions ?? '', regionEntry);
    const axes = entries.map((entry, k) => {
      if (entry.regions !== undefined) {
        if (entry.lever !== undefined || entry.amounts || k !== regionEntry)
          refuse('an entry is a lever with its amounts, or regions, once', 'make two entries of it', 'grid', k);
        return { name: 'region', amounts: regions.map((region) => ({ label: region, amount: 0 })) };
      }
      if (entry.lever === undefined) {
        refuse(
          'an entry of a grid names a lever or regions',
          'add lever: INDICATOR@REGION growth 2025-2027',
          'grid',
          k,
        );
        return undefined;
      }
      if (entry.lever.includes('{region}') && regionEntry < 0)
        refuse(
          '"{region}" stands for the regions of an entry of the grid, which is missing',
          'add - regions: counties:CITY',
          'grid',
          k,
          'lever',
        );
      const { lever } = entry;
      const everywhere = lever.includes('{region}') ? undefined : openAt(lever, '', k);
      const opened = regions.map((region) => (lever.includes('{region}') ? openAt(lever, region, k) : everywhere));
      const first = everywhere ?? opened[0];
      const amounts = first && amountsOf(entry, first, k);
      return amounts && { name: entry.lever, amounts, opened };
    });
    if (axes.some((axis) => axis === undefined) || issues.hasErrors) return undefined;
    const known = axes.flatMap((axis) => (axis ? [axis] : []));
    const total = known.reduce((product, axis) => product * axis.amounts.length, 1);
    if (total > MOST_VARIANTS) {
      refuse(`the grid has ${total} variants, more than ${MOST_VARIANTS}`, 'take fewer amounts', 'grid');
      return undefined;
    }
    const variants = Array.from({ length: total }, (_, k): SweepVariant => {
      const positions: number[] = [];
      let rest = k;
      for (const axis of [...known].reverse()) {
        positions.unshift(rest % axis.amounts.length);
        rest = Math.floor(rest / axis.amounts.length);
      }
      const region = regionEntry < 0 ? 0 : (positions[regionEntry] as number);
      const chosen = known.map((axis, j) => axis.amounts[positions[j] as number] as (typeof axis.amounts)[number]);
      return {
        labels: chosen.map((one) => one.label),
        levers: known.flatMap((axis, j) => {
          const open = axis.opened?.[region];
          return open ? [leverWith(open, model, chosen[j]?.amount ?? 0)] : [];
        }),
      };
    });
    return { columns: known.map((axis) => axis.name), variants };
  }

  function regionsOf(selector: string | readonly string[], k: number): readonly string[] {
    const selected = selectRegions(selector, model.regions, (below) => place('grid', k, 'regions', ...below));
    issues.addAll(selected.issues);
    return selected.regions;
  }

  function openAt(phrase: string, region: string, k: number): OpenLever | undefined {
    const { grid: entries } = value;
    const entry = entries?.[k];
    const sample = String(entry?.amounts?.[0] ?? entry?.from ?? '');
    const sign = /^[+\-x×=]/.exec(sample)?.[0] ?? '';
    const text = phrase.replaceAll('{region}', region);
    const read = readOpenLever(
      text.includes('@')
        ? `${text} ${sign === '-' ? '+' : sign}`
        : text.includes('..')
          ? text
          : `${text}${limitsOf(entry)}`,
      model,
    );
    told(read.issues, 'grid', k, 'lever');
    return read.lever;
  }

  /** Amounts as written: `pp` or `%` for growth, the unit for levels, a factor, or the number of a parameter. */
  function amountsOf(entry: NonNullable<SweepSpec['grid']>[number], open: OpenLever, k: number) {
    const ends = [entry.from, entry.to, entry.steps];
    const given = ends.filter((one) => one !== undefined).length;
    if ((entry.amounts === undefined) === (given === 0) || (given > 0 && given < 3)) {
      refuse('a lever has either amounts, or from, to and steps', 'write amounts: [+1pp, +2pp]', 'grid', k);
      return undefined;
    }
    if (entry.amounts) {
      const numbers = entry.amounts.map((one, j) => amountOf(one, open, k, 'amounts', j));
      return numbers.flatMap((amount, j) =>
        amount === undefined ? [] : [{ label: String(entry.amounts?.[j]), amount }],
      );
    }
    const from = amountOf(entry.from ?? '', open, k, 'from');
    const to = amountOf(entry.to ?? '', open, k, 'to');
    const steps = entry.steps ?? 2;
    if (from === undefined || to === undefined) return undefined;
    return Array.from({ length: steps }, (_, j) => {
      const amount = Number((from + ((to - from) * j) / (steps - 1)).toPrecision(12));
      return { label: labelOf(open, amount), amount };
    });
  }

  function amountOf(written: string | number, open: OpenLever, k: number, ...below: PropertyKey[]): number | undefined {
    const { stand } = open;
    const text = document.written([...path, 'grid', k, ...below])?.replace(/^(["'])(.*)\1$/s, '$2') ?? String(written);
    if (stand.kind === 'parameter') {
      const number = Number(text);
      const of = model.parameters.find((one) => one.id === stand.parameter);
      if (of && (number < of.low || number > of.high)) issues.add(outsideRange(of, number, place('grid', k, ...below)));
      if (text.trim() !== '' && Number.isFinite(number)) return number;
      refuse(`"${text}" is no number`, `"${stand.parameter}" takes numbers`, 'grid', k, ...below);
      return undefined;
    }
    if (stand.kind === 'path') return undefined;
    const { grows } = indicatorOf(model, stand.indicator);
    const reading = stand.kind === 'growth' ? readGrowthLever(text, grows) : readLevelLever(text);
    if ('problem' in reading) {
      refuse(reading.problem, reading.hint, 'grid', k, ...below);
      return undefined;
    }
    if (reading.change.op !== open.op) {
      refuse(
        `"${text}" is another kind of change than the first amount`,
        'give amounts of one kind',
        'grid',
        k,
        ...below,
      );
      return undefined;
    }
    const perCent = stand.kind === 'growth' && grows === 'rate' && open.op !== 'times' ? 100 : 1;
    return Number((reading.change.amount * perCent).toPrecision(15));
  }
}

/** Limits for a parameter, which needs a stated range only where somebody looks for its value. */
function limitsOf(entry: NonNullable<SweepSpec['grid']>[number] | undefined): string {
  const numbers = [...(entry?.amounts ?? []), entry?.from, entry?.to].map(Number).filter(Number.isFinite);
  if (numbers.length === 0) return '';
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return ` ${low}..${low < high ? high : high + 1}`;
}

function labelOf({ op, suffix, stand }: OpenLever, amount: number): string {
  if (stand.kind === 'parameter') return String(amount);
  const sign = op === 'times' ? 'x' : op === 'set' ? '=' : amount < 0 ? '' : '+';
  return `${sign}${amount}${suffix}`;
}
