// Memory of a run of draws: quantiles asked, draws not kept. What a run says beforehand stands beside what it took.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { engine } from './built.ts';
import { interleaved, isMeasured, output, printRatio, printTable, ratioOf, short, spreadOf } from './harness.ts';

const job = path.join(path.dirname(fileURLToPath(import.meta.url)), 'peers', 'whole-job.ts');
/** Cells of the reference model that draws touch. */
const OUTPUTS = 135;

export async function benchMemory(): Promise<void> {
  const counts = [10_000, 100_000, 1_000_000];
  const measure = (draws: number) => () => {
    const done = output(process.execPath, ['--import', 'tsx', job, String(draws), '1']);
    if ('missing' in done) return done.missing;
    return (JSON.parse(done.text) as { kilobytes: number }).kilobytes / 1024;
  };
  const samples = await interleaved(new Map(counts.map((draws) => [String(draws), measure(draws)])), 3);
  printTable(
    'Memory above that of a run without draws, reference model',
    ['draws', 'MiB (least–most)', '× 10 000 draws', 'MiB told before the run, at most'],
    counts.map((draws) => {
      const found = samples.get(String(draws));
      if (!isMeasured(found)) return [String(draws), 'not measured', found?.missing ?? '', ''];
      const { middle, least, most } = spreadOf(found);
      return [
        String(draws),
        `${short(middle)} (${short(least)}–${short(most)})`,
        printRatio(ratioOf(found, samples.get('10000'))),
        short(engine.bytesOf(OUTPUTS, 0, draws, 1) / 2 ** 20),
      ];
    }),
  );
}
