// Model → Program: formulas bound to positions, the orders of both passes, loops without a lag refused.
//
//   formulas ──► bound formulas ──► what needs what ──► reference order (all years at once)
//   responses ─────────────────────────────┴─────────► year order (lag 0 only), reach of each lever

import { compareText, type Issue, Issues } from '../base/index.ts';
import { type Expr, references } from '../formula/index.ts';
import type { Model } from '../model/index.ts';
import { components, findLoop, type Needs, reach } from './graph.ts';
import { loopWithoutLag, pairInLoop, partOfTwo, shareUnits, unstableLoop } from './messages.ts';
import {
  type CompiledFormula,
  type CompiledResponse,
  indicatorAt,
  type Program,
  type ReferenceStep,
} from './program.ts';

/** The program of a model; absent when a loop without a lag, or a part that closes two ratios, is found. */
export function compile(model: Model): { readonly program?: Program; readonly issues: readonly Issue[] } {
  const issues = new Issues();
  const position = (id: string) => model.indicatorIndex.get(id) ?? -1;
  const bind = (expr: Expr): CompiledFormula => {
    const used = references(expr);
    return {
      expr,
      indicatorAt: new Map(used.map(({ name }) => [name, position(name)])),
      inputs: used
        .filter(({ name, call }) => call === undefined && position(name) >= 0)
        .map(({ name, lag }) => ({ indicator: position(name), lag })),
      needs: used.map(({ name }) => position(name)).filter((indicator) => indicator >= 0),
    };
  };

  // 1. Formulas and responses bound to positions.
  const identities = model.indicators.map(({ identity }) => identity && bind(identity.expr));
  const initials = model.indicators.map(({ identity }) => identity?.initial && bind(identity.initial));
  const responses = model.indicators.map((): CompiledResponse[] => []);
  // By id: the order of the file must not decide the order in which answers are added, not even in the last bit.
  for (const response of [...model.responses].sort((a, b) => compareText(a.id, b.id))) {
    const of = indicatorAt(model, position(response.of));
    const to = indicatorAt(model, position(response.to));
    if (response.form === 'share' && !sameDimension(of.unit.dimension, to.unit.dimension))
      issues.add(shareUnits(response, of.unit.id, to.unit.id));
    responses[position(response.of)]?.push({
      id: response.id,
      to: position(response.to),
      form: response.form,
      parameter: response.parameter,
      lags: response.lags,
      scale: to.unit.scale / of.unit.scale,
    });
  }

  // 2. The year order: what a cell needs of its own year.
  const now: Needs = model.indicators.map((_, i) => {
    const inputs = (identities[i]?.inputs ?? []).filter(({ lag }) => lag === 0).map(({ indicator }) => indicator);
    const drivers = (responses[i] ?? []).filter(({ lags }) => (lags[0] ?? 0) > 0).map(({ to }) => to);
    return new Set([...inputs, ...drivers]);
  });
  const loop = findLoop(now);
  if (loop) issues.add(loopWithoutLag(model, loop));

  // 3. The reference order: all years of a step at once, so that lags count too.
  const steps = referenceSteps();
  const stepOf = new Map(steps.flatMap((step, s) => members(step).map((indicator) => [indicator, s] as const)));
  const stepNeeds: Needs = steps.map(
    (step, s) =>
      new Set(
        inputsOf(step)
          .flatMap((indicator) => stepOf.get(indicator) ?? [])
          .filter((other) => other !== s),
      ),
  );
  const reference = components(stepNeeds).map((group) => orderGroup(group.flatMap((s) => steps[s] ?? [])));

  // 4. What a lever can reach, and whether lagged loops die out.
  const moves = moveGraph();
  warnUnstable();
  if (issues.hasErrors) return { issues: issues.list };
  const yearOrder = components(now).flat();
  return {
    program: { model, reference, yearOrder, identities, initials, responses, moves: reach(moves) },
    issues: issues.list,
  };

  function referenceSteps(): readonly ReferenceStep[] {
    const partner = new Map<number, number>();
    model.indicators.forEach(({ identity }, ratio) => {
      if (!identity?.closes) return;
      const part = position(identity.closes.part);
      const rival = partner.get(part);
      if (rival !== undefined) issues.add(partOfTwo(model, part, rival, ratio));
      else partner.set(part, ratio);
    });
    const pairs = new Set(partner.values());
    return model.indicators.flatMap((indicator, i): ReferenceStep[] => {
      const closes = indicator.identity?.closes;
      if (closes && pairs.has(i))
        return [{ kind: 'pair', ratio: i, part: position(closes.part), closing: bind(closes.expr) }];
      if (partner.has(i)) return [];
      return [{ kind: indicator.identity ? 'identity' : 'series', indicator: i }];
    });
  }

  function inputsOf(step: ReferenceStep): readonly number[] {
    if (step.kind === 'series') return [];
    const i = step.kind === 'pair' ? step.ratio : step.indicator;
    const part = step.kind === 'pair' ? (identities[step.part]?.needs ?? []) : [];
    return [...(identities[i]?.needs ?? []), ...(initials[i]?.needs ?? []), ...part];
  }

  /** Steps of one loop in the order of a year; only computed indicators may stand in one. */
  function orderGroup(group: readonly ReferenceStep[]): readonly ReferenceStep[] {
    if (group.length < 2) return group;
    const pair = group.find((step) => step.kind === 'pair');
    if (pair) issues.add(pairInLoop(model, pair.ratio));
    const rank = new Map(
      components(now)
        .flat()
        .map((indicator, k) => [indicator, k]),
    );
    const key = (step: ReferenceStep) => rank.get(members(step)[0] ?? 0) ?? 0;
    return [...group].sort((a, b) => key(a) - key(b));
  }

  /** Edges from an indicator to those it moves at any lag. */
  function moveGraph(): Needs {
    const edges = model.indicators.map(() => new Set<number>());
    model.indicators.forEach((_, i) => {
      for (const { indicator } of identities[i]?.inputs ?? []) edges[indicator]?.add(i);
      for (const { to } of responses[i] ?? []) edges[to]?.add(i);
    });
    return edges;
  }

  /** The product of elasticities around a loop of responses must stay below 1, or deviations grow for ever. */
  function warnUnstable(): void {
    const high = new Map(model.parameters.map((parameter) => [parameter.id, parameter.high]));
    const strength = ({ form, parameter }: CompiledResponse) =>
      form === 'elasticity' ? Math.abs(high.get(parameter) ?? 0) : 0;
    // How strongly `i` answers to `at`: by its formula in proportion, by responses with their elasticities.
    const links = (i: number, at: number) => [
      ...(identities[i]?.inputs.some(({ indicator }) => indicator === at) ? [1] : []),
      ...(responses[i] ?? []).filter(({ to }) => to === at).map(strength),
    ];
    for (const group of components(moves)) {
      const walk = (at: number, product: number, path: readonly number[]): void => {
        for (const i of group) {
          if (i !== path[0] && (path.includes(i) || i < (path[0] ?? 0))) continue;
          for (const factor of links(i, at)) {
            if (i !== path[0]) walk(i, product * factor, [...path, i]);
            else if (product * factor >= 1 && path.some((one) => (responses[one] ?? []).length > 0))
              issues.add(unstableLoop(model, [...path, i], product * factor));
          }
        }
      };
      if (group.length > 1) for (const start of group) walk(start, 1, [start]);
    }
  }
}

function members(step: ReferenceStep): readonly number[] {
  return step.kind === 'pair' ? [step.ratio, step.part] : [step.indicator];
}

function sameDimension(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => (a[key] ?? 0) === (b[key] ?? 0));
}
