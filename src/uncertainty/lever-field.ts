// P(target met) over the field of two levers: all pairs traced as one graph and drawn with the same inputs.

import {
  goodDirection,
  type Knob,
  knobOf,
  type LeverSweep,
  leversAt,
  meets,
  repeatedLever,
  type SensitivityTarget,
  sweepLevers,
} from '../analysis/index.ts';
import type { Issue } from '../base/index.ts';
import { indicatorOf } from '../model/index.ts';
import type { RanScenario, Run } from '../pipeline.ts';
import { scenarioProbe } from '../repeat.ts';
import type { DrawDesign } from '../results/index.ts';
import type { OpenLever } from '../scenario/index.ts';
import { drawRun } from './draws.ts';

/** Values of each lever. */
const STEPS = 11;

/** What is asked: a cell, the target it is judged by, and two levers between their limits. */
export interface LeverFieldRequest {
  readonly region: string;
  readonly indicator: string;
  readonly year: number;
  readonly target: SensitivityTarget;
  readonly levers: readonly [OpenLever, OpenLever];
  readonly design: DrawDesign;
  readonly steps?: number;
}

/**
 * The field of a scenario with both levers besides its own. Throws `UndefinedDraws` where a draw leaves a formula without a value.
 *
 * @example (await leverField(run, ran, request)).sweep?.probability
 */
export async function leverField(
  run: Run,
  ran: RanScenario,
  { region, indicator, year, target, levers, design, steps = STEPS }: LeverFieldRequest,
): Promise<{ readonly sweep: LeverSweep } | { readonly issue: Issue }> {
  const { model } = run;
  const repeated = repeatedLever(levers);
  if (repeated) return { issue: repeated };
  const probe = scenarioProbe(run, ran);
  const knobs: Knob[] = [];
  for (const open of levers) {
    const made = knobOf(model, open, probe);
    if ('issue' in made) return made;
    knobs.push(made.knob);
  }
  const [first, second] = knobs as [Knob, Knob];
  const [across, up] = [valuesOf(first, steps), valuesOf(second, steps)];
  const idOf = (a: number, b: number) => `${ran.id} ${a} ${b}`;
  const variants = up.flatMap((b) => across.map((a) => withLevers(ran, idOf(a, b), leversAt(knobs, [a, b]))));
  const { draws } = await drawRun(
    { ...run, scenarios: variants, targets: [] },
    {
      design,
      wants: (one, of) => one === region && of === indicator,
      keeps: (one, of, in_) => one === region && of === indicator && in_ === year,
    },
  );
  const outcomes = (a: number, b: number) => draws.sample(idOf(a, b), region, indicator, year) ?? new Float64Array();
  const still = levers.find((_, k) => {
    const [low, high] = [0, steps - 1].map((end) =>
      k === 0 ? outcomes(across[end] as number, up[0] as number) : outcomes(across[0] as number, up[end] as number),
    );
    return low?.every((value, draw) => value === high?.[draw]);
  });
  if (still) return { issue: cannotMove(still, region, indicator, year) };
  const direction = goodDirection(target.bound, indicatorOf(model, indicator));
  const probabilityAt = (a: number, b: number) => {
    const values = outcomes(a, b);
    return values.filter((value) => meets(target.bound, target.value, value, direction)).length / values.length;
  };
  return {
    sweep: {
      scenario: ran.id,
      region,
      indicator,
      year,
      target,
      first: { lever: levers[0], values: across },
      second: { lever: levers[1], values: up },
      probability: sweepLevers(across, up, probabilityAt),
      draws: design.draws,
    },
  };
}

function withLevers(ran: RanScenario, id: string, levers: ReturnType<typeof leversAt>): RanScenario {
  const set = levers.flatMap((lever) => (lever.kind === 'parameter' ? [[lever.parameter, lever.value] as const] : []));
  return {
    ...ran,
    id,
    scenario: { ...ran.scenario, levers: [...ran.scenario.levers, ...levers] },
    parameters: new Map([...ran.parameters, ...set]),
  };
}

function valuesOf({ low, high }: Knob, steps: number): readonly number[] {
  return Array.from({ length: steps }, (_, k) => (k === steps - 1 ? high : low + ((high - low) * k) / (steps - 1)));
}

function cannotMove({ phrase }: OpenLever, region: string, indicator: string, year: number): Issue {
  return {
    code: 'lever-cannot-move',
    severity: 'error',
    message: `"${phrase}" does not move "${indicator}" of "${region}" in ${year}`,
    hint: `\`tujing explain ${indicator} --region ${region} --year ${year}\` shows what it depends on`,
  };
}
