// The lever of a probability as terminal text or JSON.

import { type ChanceAnswer, type ChanceTurning, chanceOf, type Probable, type Turned } from '../analysis/index.ts';
import type { DrawDesign } from '../results/index.ts';
import { paint } from './terminal.ts';

/** An answer with the design of its draws. */
export type DrawnChance = ChanceAnswer & { readonly design: DrawDesign };

/** The answer for JSON. */
export function chanceRecord({ solutions, best, central, within, ...rest }: DrawnChance) {
  const plain = ({ lever: _lever, ...turned }: Turned) => turned;
  const turning = ({ levers: [only], ...one }: ChanceTurning) => ({ ...plain(only), ...one });
  return {
    ...rest,
    solutions: solutions.map(turning),
    ...(within ? { within: within.map((one) => (one ? plain(one) : null)) } : {}),
    ...(best ? { best: turning(best) } : {}),
    ...(central ? { central: turning(central) } : {}),
  };
}

/** The lever of a probability beside that of the run at central inputs. */
export function chanceLines(chance: DrawnChance): readonly string[] {
  const { draws, design } = chance;
  const percent = (share: number) => `${Number((100 * share).toPrecision(6))} %`;
  const p = (found: Probable) => probabilityText(found, draws);
  const method = { sobol: 'Sobol points', lhs: 'Latin hypercube', random: 'random numbers' }[design.method];
  const lines = [
    `  with draws   ${percent(chance.asked)} of ${draws} draws (${method}, seed ${design.seed}) are to reach it; all amounts are tried on the same draws`,
  ];
  chance.solutions.forEach((one, k) => {
    const [turned] = one.levers;
    const name = chance.solutions.length > 1 ? `solution ${k + 1}` : 'solution';
    lines.push(
      `  ${name.padEnd(12)} ${paint('green', shortText(turned.text))}  ${turned.phrase}  ${paint('dim', p(one))}`,
    );
  });
  if (chance.within) {
    const [less, more] = chance.within.map((one) => (one ? shortText(one.text) : 'beyond the limits'));
    lines.push(paint('dim', `               one standard error of so many draws: ${less} to ${more}`));
  }
  if (chance.solutions.length > 1)
    lines.push(paint('yellow', '  the probability turns between the limits: every amount that gives it is listed'));
  if (chance.status === 'always')
    lines.push(paint('green', '  solution     every amount inside the limits reaches it'));
  if (chance.best)
    lines.push(
      paint('red', `  infeasible   the most is ${p(chance.best)}, at ${shortText(chance.best.levers[0].text)}`),
    );
  const central = chance.central
    ? `with the solution at central inputs, ${shortText(chance.central.levers[0].text)}: ${p(chance.central)}; `
    : '';
  lines.push(`  compare      ${central}without the lever: ${p(chance.without)}`);
  if (chance.undefinedDraws > 0)
    lines.push(paint('yellow', `  left out     ${chance.undefinedDraws} of ${design.draws} draws without a value`));
  return lines;
}

/** The answer in a cell: the first solution, or the most that can be had. */
export function chanceText({ status, solutions, best, draws }: DrawnChance): string {
  if (status === 'always') return 'every amount';
  const [first] = solutions;
  return first
    ? shortText(first.levers[0].text)
    : `infeasible${best ? `, at most ${probabilityText(best, draws)}` : ''}`;
}

function probabilityText({ probability, error }: Probable, draws: number): string {
  const found = chanceOf(probability, draws, error);
  if (found.kind === 'none') return `P < ${found.below} %`;
  return found.kind === 'all' ? `P > ${found.above} %` : `P = ${found.percent} % (±${found.error})`;
}

/** `+2.1234pp` for `+2.12341234567pp`: the file has all digits. */
export function shortText(text: string): string {
  return text.replace(/\d+\.\d+/, (digits) => String(Number(Number(digits).toPrecision(7))));
}
