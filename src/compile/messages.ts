// The sentences of the compile room.

import type { Issue } from '../base/index.ts';
import type { Model, Response } from '../model/index.ts';
import { indicatorAt } from './program.ts';

const names = (model: Model, positions: readonly number[]) => positions.map((i) => indicatorAt(model, i).id);

/** A value that needs itself in the same year; the whole chain is printed. */
export function loopWithoutLag(model: Model, loop: readonly number[]): Issue {
  const chain = names(model, loop);
  const place =
    loop.map((i) => indicatorAt(model, i).identity?.place).find((found) => found !== undefined) ??
    model.responses.find((response) => chain.includes(response.of) && chain.includes(response.to))?.at;
  return {
    code: 'loop-without-lag',
    severity: 'error',
    message: `a loop without a lag: ${chain.join(' ← ')}`,
    ...(place ? { place } : {}),
    hint: 'put lag(…) around one of them, or give a response the lag weights [0, 1]',
  };
}

export function partOfTwo(model: Model, part: number, first: number, second: number): Issue {
  const [partId, a, b] = names(model, [part, first, second]);
  const place = indicatorAt(model, second).identity?.place;
  return {
    code: 'closes-twice',
    severity: 'error',
    message: `"${partId}" closes both "${a}" and "${b}"`,
    ...(place ? { place } : {}),
    hint: 'a part can be solved from one ratio only',
  };
}

export function pairInLoop(model: Model, ratio: number): Issue {
  const indicator = indicatorAt(model, ratio);
  return {
    code: 'closes-in-loop',
    severity: 'error',
    message: `"${indicator.id}" closes "${indicator.identity?.closes?.part}" and stands in a loop through lags: it cannot do both`,
    ...(indicator.identity ? { place: indicator.identity.place } : {}),
    hint: 'leave out "closes:"',
  };
}

export function shareUnits(response: Response, of: string, to: string): Issue {
  return {
    code: 'share-units',
    severity: 'error',
    message: `response "${response.id}" is a share, but "${response.of}" (${of}) and "${response.to}" (${to}) are not of one dimension`,
    place: response.at,
    hint: 'use an elasticity',
  };
}

export function unstableLoop(model: Model, loop: readonly number[], product: number): Issue {
  const inLoop = new Set(names(model, loop));
  const place = model.responses.find((response) => inLoop.has(response.of) && inLoop.has(response.to))?.at;
  return {
    code: 'unstable-loop',
    severity: 'warning',
    ...(place ? { place } : {}),
    message: `at the high ends of their ranges the elasticities around ${names(model, loop).join(' → ')} multiply to ${product.toFixed(2)}: deviations would grow without end`,
    hint: 'lower the high ends until the product is below 1',
  };
}
