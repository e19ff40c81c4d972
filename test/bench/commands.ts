// What each question costs on the shipped model, from start to print, as a multiple of `node -e 0`.

import { main } from './built.ts';
import { interleaved, printProcesses, timedProcess } from './harness.ts';

const RD = 'rd_expenditure@jiaxing growth 2025-2027';
const GOAL = ['seek', '--indicator', 'rd_intensity', '--region', 'jiaxing', '--year', '2027', '--target', '4'];
const CATCHUP = ['catchup', '--indicator', 'rd_intensity', '--regions', 'counties:jiaxing,cities:zhejiang'];
const ATTRIBUTE = ['attribute', '--indicator', 'rd_intensity', '--region', 'jiaxing', '--year', '2027'];

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'seek, one lever': [...GOAL, '--lever', RD],
  'seek, GDP of 5, 6, 7 %': [...GOAL, '--lever', RD, '--if', 'gdp@jiaxing growth 2025-2027 =5%, =6%, =7%'],
  'seek --trade-off': [
    ...GOAL,
    '--lever',
    RD,
    '--lever',
    'hightech_enterprises@jiaxing growth 2025-2027',
    '--trade-off',
  ],
  'seek --latest-start': [...GOAL, '--lever', RD, '--latest-start'],
  attribute: [...ATTRIBUTE, '--scenario', 'surge-and-double'],
  catchup: [...CATCHUP, '--leader', 'hangzhou'],
  'catchup, every city, every scenario': [...CATCHUP, '--leader', 'cities:zhejiang', '--scenario', 'all'],
  reconcile: ['reconcile', '--region', 'zhejiang'],
  audit: ['audit'],
  'diff of two scenarios': ['diff', 'rd-surge', 'surge-and-double'],
  'explain --tree': ['explain', 'rd_intensity', '--region', 'jiaxing', '--year', '2027', '--tree'],
  graph: ['graph'],
  hindcast: ['hindcast'],
};

/** Prints a table of all commands. */
export async function benchCommands(): Promise<void> {
  const found = await interleaved(
    new Map([
      ['node -e 0', timedProcess('-e', '0')],
      ...Object.entries(COMMANDS).map(([name, args]) => [name, timedProcess(main, ...args)] as const),
    ]),
    3,
  );
  printProcesses('Answering on the shipped model (whole processes)', found);
}
