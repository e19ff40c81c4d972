// A formula of the model over values in the indicators' own units.

import { type Expr, interpret } from '../formula/index.ts';
import { indicatorOf, type Model } from '../model/index.ts';

/**
 * The value of a formula in an indicator's unit. `read` gives indicators in their own units and parameters as they are; NaN
 * where missing, and then the value is NaN too.
 */
export function formulaValue(
  model: Model,
  indicator: string,
  expr: Expr,
  read: (name: string, lag: number) => number | undefined,
): number {
  const inBaseUnits = (name: string, lag: number) =>
    (read(name, lag) ?? Number.NaN) * (model.indicatorIndex.has(name) ? indicatorOf(model, name).unit.scale : 1);
  return interpret(expr, inBaseUnits) / indicatorOf(model, indicator).unit.scale;
}
