// npm run bench [-- NAME…]: measures side by side and prints Markdown tables; README.md says what each figure means.

import { spawnSync } from 'node:child_process';
import { arch, cpus, platform } from 'node:os';

const BENCHMARKS: Readonly<Record<string, () => Promise<() => Promise<void>>>> = {
  reference: async () => (await import('./reference.ts')).benchReference,
  job: async () => (await import('./whole-job.ts')).benchWholeJob,
  scaling: async () => (await import('./scaling.ts')).benchScaling,
  memory: async () => (await import('./memory.ts')).benchMemory,
  threads: async () => (await import('./threads.ts')).benchThreads,
  shipped: async () => (await import('./shipped.ts')).benchShipped,
  start: async () => (await import('./start.ts')).benchStart,
  commands: async () => (await import('./commands.ts')).benchCommands,
  notebooks: async () => (await import('./notebooks.ts')).benchNotebooks,
  stages: async () => (await import('./stages.ts')).benchStages,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(
    `no benchmark ${unknown.map((name) => `"${name}"`).join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}`,
  );
  process.exit(2);
}
const build = spawnSync('npm', ['run', 'build', '--silent'], { stdio: 'inherit', shell: process.platform === 'win32' });
if (build.status !== 0) process.exit(1);
console.log(`${platform()} ${arch()}, ${cpus().length} cores, Node ${process.version}`);
for (const [name, open] of Object.entries(BENCHMARKS))
  if (asked.length === 0 || asked.includes(name)) await (await open())();
