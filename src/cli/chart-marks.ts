// What charts of the command line are made from: the model package and the scenario files of their run.

import type { Chart } from '../charts/index.ts';
import { hashWorkspace, inputsOfScenarios, type Marks, marksOfChart, provenanceOf } from '../notebook/index.ts';
import type { Run } from '../pipeline.ts';
import type { Session } from './session.ts';
import { toolBuild, toolVersion } from './version.ts';

/** Makes the record of each chart of a run; without a run it stands on every scenario file. */
export function chartMarker({ workspace }: Session, run?: Run): (chart: Chart) => Marks {
  const files = hashWorkspace(workspace, toolBuild);
  const scenarios = run && new Set(run.scenarios.flatMap(({ scenario }) => files.chain(scenario.id)));
  const own = scenarios ? inputsOfScenarios(files.inputs, scenarios) : files.inputs;
  return ({ id, title }) => marksOfChart(title, `tujing ${toolVersion}`, provenanceOf(id, `chart ${id}`, own));
}
