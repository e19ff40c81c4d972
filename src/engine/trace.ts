// All scenarios of a run as one graph of values: the same passes as ever, with nodes in place of the numbers that are
// uncertain. What no uncertain input touches stays a number and is computed once, and what scenarios have in common is one
// node of all of them.

import type { Issue } from '../base/index.ts';
import type { Program } from '../compile/index.ts';
import { Graph, type Value } from '../formula/index.ts';
import type { Correlation, Uncertainty } from '../model/index.ts';
import type { Lever } from '../scenario/index.ts';
import type { GrowthChoice } from './assumption.ts';
import type { Cells } from './block.ts';
import { type Reference, runReference, type View } from './reference.ts';
import { runScenario } from './run-scenario.ts';
import { type InputValue, tiesOf, type UncertainInput, UncertainInputs } from './uncertain.ts';

/** A scenario to be traced: what it assumes, what moves it, and what is uncertain about it. */
export interface TraceRequest {
  readonly id: string;
  readonly view: View;
  readonly growth: GrowthChoice;
  readonly levers: readonly Lever[];
  /** At central inputs, by id. */
  readonly parameters: ReadonlyMap<string, number>;
  /** Package entries and, after them, the scenario's own; later ones win. */
  readonly uncertainty: readonly Uncertainty[];
  readonly correlations: readonly Correlation[];
  /** Levers whose amount (of a parameter: whose value) is an input of its own. */
  readonly amounts?: ReadonlyMap<Lever, AmountInput>;
}

/** An amount that takes many values. */
export interface AmountInput {
  readonly id: string;
  readonly central: number;
  readonly low: number;
  readonly high: number;
}

/** Scenarios as values of one graph. */
export interface Trace extends TracedScenarios {
  readonly graph: Graph;
}

/** Scenarios with values in place of the inputs that are uncertain. */
export interface TracedScenarios {
  readonly inputs: readonly UncertainInput[];
  /** [region][indicator][year], as in the results; by scenario, in the order asked for. */
  readonly scenarios: readonly { readonly id: string; readonly values: Cells; readonly reference: Reference }[];
  readonly issues: readonly Issue[];
}

/** Traces scenarios. Their values at central inputs are those of the plain passes. */
export function traceScenarios(program: Program, requests: readonly TraceRequest[]): Trace {
  const graph = new Graph();
  return { graph, ...runInputs(program, requests, (...input) => graph.input(...input)) };
}

/** One draw by the plain passes: numbers in place of the uncertain inputs, by id. What the kernels are checked against. */
export function runDraw(
  program: Program,
  requests: readonly TraceRequest[],
  draw: ReadonlyMap<string, number>,
): TracedScenarios {
  return runInputs(program, requests, (id, central) => draw.get(id) ?? central);
}

function runInputs(program: Program, requests: readonly TraceRequest[], inputValue: InputValue): TracedScenarios {
  const inputs = new UncertainInputs(program.model, inputValue);
  const references: {
    readonly of: TraceRequest;
    readonly parameters: Map<string, Value>;
    readonly reference: Reference;
  }[] = [];
  const scenarios = requests.map((request) => {
    const ties = tiesOf(request.uncertainty, request.correlations);
    const known = references.find(({ of }) => hasSameReference(of, request));
    const amounts = new Map(
      [...(request.amounts ?? [])].map(([lever, { id, central, low, high }]) => [
        lever,
        inputValue(id, central, low, high),
      ]),
    );
    const parameters =
      known?.parameters ??
      new Map(
        inputs.parameters(request.parameters, request.uncertainty, ties, (id) =>
          request.levers.some((lever) => lever.kind === 'parameter' && lever.parameter === id),
        ),
      );
    for (const [lever, value] of amounts) if (lever.kind === 'parameter') parameters.set(lever.parameter, value);
    const reference =
      known?.reference ??
      runReference(
        program,
        request.view,
        request.growth,
        parameters,
        inputs.growth(request.view, request.uncertainty, ties),
      );
    if (!known) references.push({ of: request, parameters, reference });
    const { values } = runScenario(
      program,
      reference,
      request.id,
      request.levers,
      parameters,
      (lever) => amounts.get(lever) ?? lever.change.amount,
    );
    return { id: request.id, reference, values };
  });
  return { inputs: inputs.list, scenarios, issues: inputs.issues };
}

/** Whether two scenarios assume the same, so that only their levers differ. */
function hasSameReference(a: TraceRequest, b: TraceRequest): boolean {
  const levered = ({ levers }: TraceRequest) =>
    levers.flatMap((lever) => (lever.kind === 'parameter' ? [[lever.parameter, lever.value]] : []));
  const assumed = ({ growth: { growth, overrides } }: TraceRequest) => [
    growth,
    overrides.map((one) => [one.indicator, one.regions, one.growth]),
  ];
  return (
    a.view.asOf === b.view.asOf &&
    a.amounts === b.amounts &&
    a.uncertainty.length === b.uncertainty.length &&
    a.uncertainty.every((entry, k) => entry === b.uncertainty[k]) &&
    a.correlations.length === b.correlations.length &&
    a.correlations.every((entry, k) => entry === b.correlations[k]) &&
    JSON.stringify([levered(a), assumed(a)]) === JSON.stringify([levered(b), assumed(b)])
  );
}
