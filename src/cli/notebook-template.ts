// A new notebook: a small one that works, and shows each kind of thing once.

import path from 'node:path';
import { readIfPresent, writeFileAtomic } from '../io/files.ts';
import { UsageError } from './status.ts';

/** Writes `notebooks/ID.md` and gives its name. */
export async function writeTemplate(id: string): Promise<string> {
  if (!/^[a-z0-9][a-z0-9-]{0,60}$/.test(id))
    throw new UsageError(`"${id}" cannot be a notebook id`, 'use lower-case letters, digits and -: my-report');
  const file = path.join('notebooks', `${id}.md`);
  if ((await readIfPresent(file)) !== undefined)
    throw new UsageError(`${file} exists already`, 'choose another id, or edit that file');
  await writeFileAtomic(file, template(id));
  return file;
}

function template(id: string): string {
  return `---
title: {zh: ${JSON.stringify(`$region：${id}`)}, en: ${JSON.stringify(`$region: ${id}`)}}
parameters: {region: jiaxing, year: 2027}
---

::: zh
## 到哪里了

\`{=} name($region)\`的研发投入强度，\`{=} param(year)\`年按现趋势为\`{=} value(rd_intensity, $region, $year)\`。
若研发经费从2025年起每年多增3个百分点，为\`{=} value(rd_intensity, $region, $year, faster)\`，
高出基准\`{=} difference(rd_intensity, $region, $year, faster)\`。见\`{=} ref(paths)\`。
:::

::: en
## Where we are

R&D intensity of \`{=} name($region)\` comes to \`{=} value(rd_intensity, $region, $year)\` in \`{=} param(year)\` on its present
course. With R&D spending growing three points a year faster from 2025 on it is \`{=} value(rd_intensity, $region, $year, faster)\`,
\`{=} difference(rd_intensity, $region, $year, faster)\` above the baseline. See \`{=} ref(paths)\`.
:::

\`\`\`yaml scenario
scenario: faster
title: {zh: 研发提速, en: Faster R&D}
extends: baseline
levers:
  - {indicator: rd_expenditure, regions: $region, years: 2025-2027, growth: +3pp}
\`\`\`

\`\`\`yaml chart
id: paths
kind: trajectory
indicator: rd_intensity
region: $region
\`\`\`

\`\`\`yaml targets
region: $region
caption: {zh: $region的目标, en: Targets of $region}
\`\`\`
`;
}
