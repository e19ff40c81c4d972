// indicators.yaml and units.yaml → Indicator[]: units attached, formulas parsed, checked and inverted.

import { bilingual, type Issues, type Place } from '../base/index.ts';
import {
  checkDeclared,
  type Expr,
  type FormulaIssue,
  isReservedName,
  parseDimension,
  parseFormula,
  references,
  solveFor,
  type Unit,
} from '../formula/index.ts';
import { badFormula, duplicateId, reservedName, unknownName } from './messages.ts';
import type { Identity, Indicator, UnitDefinition } from './model.ts';
import type { Located } from './names.ts';
import type { IndicatorsSpec, UnitsSpec } from './spec.ts';

/** Units by their printed id. */
export function resolveUnits(units: Located<UnitsSpec>, issues: Issues): ReadonlyMap<string, UnitDefinition> {
  const found = new Map<string, UnitDefinition>();
  units.value.units.forEach((unit, k) => {
    if (found.has(unit.id)) issues.add(duplicateId('unit', unit.id, units.document.place(['units', k, 'id'])));
    found.set(unit.id, {
      id: unit.id,
      title: unit.title,
      scale: unit.scale,
      dimension: parseDimension(unit.dimension),
      ...(unit.prose ? { prose: unit.prose } : {}),
    });
  });
  return found;
}

const SCALE_FREE: Unit = { dimension: {}, scale: 1 };

/** Indicators in file order. Formulas may name indicators and, as pure numbers, `parameters`. */
export function resolveIndicators(
  spec: Located<IndicatorsSpec>,
  units: ReadonlyMap<string, UnitDefinition>,
  parameters: ReadonlySet<string>,
  issues: Issues,
): readonly Indicator[] {
  const { document } = spec;
  const entries = spec.value.indicators;
  const unitOfIndicator = new Map<string, UnitDefinition>();
  entries.forEach((entry, k) => {
    if (unitOfIndicator.has(entry.id) || parameters.has(entry.id))
      issues.add(duplicateId('indicator', entry.id, document.place(['indicators', k, 'id'])));
    if (isReservedName(entry.id))
      issues.add(reservedName('indicator', entry.id, document.place(['indicators', k, 'id'])));
    const unit = units.get(entry.unit);
    if (unit) unitOfIndicator.set(entry.id, unit);
    else issues.add(unknownName('unit', entry.unit, units.keys(), document.place(['indicators', k, 'unit'])));
  });
  const names = new Set(entries.map((entry) => entry.id));
  const lookup = (name: string): (Unit & { readonly id?: string }) | undefined =>
    parameters.has(name) ? SCALE_FREE : unitOfIndicator.get(name);

  return entries.flatMap((entry, k): Indicator[] => {
    const unit = unitOfIndicator.get(entry.id);
    if (!unit) return [];
    const identity = entry.identity && resolveIdentity(entry.id, unit, entry.identity, ['indicators', k, 'identity']);
    const comparable = (entry.comparable ?? []).flatMap((note, n) => {
      if (names.has(note.with)) return [{ with: note.with, how: bilingual(note.how) }];
      issues.add(
        unknownName('indicator', note.with, names, document.place(['indicators', k, 'comparable', n, 'with'])),
      );
      return [];
    });
    for (const [key, id] of [
      ...(entry.at_most ?? []).map((wide, n) => [['at_most', n], wide] as const),
      ...(entry.lead ? [[['lead', 'of'], entry.lead.of] as const] : []),
    ])
      if (!names.has(id)) issues.add(unknownName('indicator', id, names, document.place(['indicators', k, ...key])));
    const points = entry.type === 'share' || entry.type === 'rate' || entry.type === 'rank';
    return [
      {
        id: entry.id,
        title: entry.title,
        unit,
        type: entry.type,
        grows: points ? 'points' : 'rate',
        direction: entry.direction === 'up' ? 1 : entry.direction === 'down' ? -1 : 0,
        limits: naturalLimits(entry.type, entry.limits),
        additive: (entry.aggregation ?? (entry.type === 'stock' || entry.type === 'flow' ? 'sum' : 'none')) === 'sum',
        decimals: entry.decimals ?? 2,
        ...(entry.definition === undefined ? {} : { definition: entry.definition }),
        ...(identity === undefined ? {} : { identity }),
        comparable,
        ...(entry.at_most === undefined ? {} : { atMost: entry.at_most }),
        ...(entry.lead === undefined ? {} : { lead: entry.lead }),
      },
    ];
  });

  function resolveIdentity(
    id: string,
    unit: UnitDefinition,
    written: NonNullable<(typeof entries)[number]['identity']>,
    path: readonly PropertyKey[],
  ): Identity | undefined {
    const expr = readFormula([...path, 'formula'], written.formula, unit);
    const initial =
      written.initial === undefined ? undefined : readFormula([...path, 'initial'], written.initial, unit);
    if (!expr) return undefined;
    const usesItself = references(expr).some((reference) => reference.name === id);
    if (usesItself && written.initial === undefined) {
      const place = document.place([...path, 'formula']);
      issues.add(badFormula('initial', `"${id}" uses its own lag and needs a first value`, place, 'add "initial:"'));
    }
    const closes =
      written.closes === undefined ? undefined : resolveClosing(id, expr, written.closes, [...path, 'closes']);
    return {
      expr,
      text: written.formula,
      place: document.place([...path, 'formula']),
      ...(initial === undefined ? {} : { initial }),
      ...(closes === undefined ? {} : { closes: { ...closes, from: written.closes_from ?? 'any' } }),
    };
  }

  function resolveClosing(id: string, expr: Expr, part: string, path: readonly PropertyKey[]) {
    const solved = solveFor(expr, part, id);
    if (solved) return { part, expr: solved };
    const parts = references(expr).map((reference) => reference.name);
    issues.add(
      parts.includes(part)
        ? badFormula(
            'closes',
            `"${id}" cannot be solved for "${part}"`,
            document.place(path),
            'it must stand in the formula once, without a lag',
          )
        : unknownName('part', part, parts, document.place(path)),
    );
    return undefined;
  }

  function readFormula(path: readonly PropertyKey[], text: string, unit: UnitDefinition): Expr | undefined {
    const whole = document.place(path);
    const inside = (issue: FormulaIssue): Place => formulaPlace(whole, document.written(path), issue);
    const parsed = parseFormula(text);
    for (const issue of parsed.issues) issues.add(badFormula(issue.code, issue.message, inside(issue), issue.hint));
    if (!parsed.expr) return undefined;
    const unknown = references(parsed.expr).filter(
      (reference) => !names.has(reference.name) && !parameters.has(reference.name),
    );
    for (const { name } of unknown) {
      const start = Math.max(0, text.indexOf(name));
      const place = formulaPlace(whole, document.written(path), { start, end: start + name.length });
      issues.add(unknownName('indicator', name, [...names, ...parameters], place));
    }
    if (unknown.length > 0) return undefined;
    for (const issue of checkDeclared(parsed.expr, unit, lookup))
      issues.add(badFormula(issue.code, issue.message, inside(issue), issue.hint));
    return parsed.expr;
  }
}

/** Offsets in a formula → the place in the YAML file, where the scalar stands on one line as written. */
function formulaPlace(whole: Place, written: string | undefined, within: { start: number; end: number }): Place {
  const quoted = written !== undefined && /^["']/.test(written) ? 1 : 0;
  const length = whole.end - whole.start;
  if (within.end + quoted > length) return whole;
  return {
    file: whole.file,
    start: whole.start + quoted + within.start,
    end: whole.start + quoted + Math.max(within.end, within.start + 1),
  };
}

function naturalLimits(type: string, written: { min?: number | undefined; max?: number | undefined } | undefined) {
  const min = type === 'rate' || type === 'index' ? Number.NEGATIVE_INFINITY : type === 'rank' ? 1 : 0;
  const max = type === 'share' ? 100 : Number.POSITIVE_INFINITY;
  return { min: written?.min ?? min, max: written?.max ?? max };
}
