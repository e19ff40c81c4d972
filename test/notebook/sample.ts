// A built notebook with everything that a document can hold, in both languages, made without the notebook builder.

import type { Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Language } from '../../src/base/index.ts';
import { renderPng, renderSvg } from '../../src/io/render.ts';
import type { BuiltNotebook, FigureNode, InlineNumberNode } from '../../src/notebook/document.ts';
import { provenanceOf, sha256 } from '../../src/notebook/fingerprint.ts';
import { lineChart } from '../io/charts.ts';

/** Hashes of the files that the sample says it was made from. */
export const INPUTS = {
  tool: sha256('0.1.0'),
  'package/growth.yaml': sha256('growth'),
  'scenarios/rd-surge.yaml': sha256('surge'),
};

const PROSE: Readonly<Record<Language, readonly [before: string, after: string]>> = {
  zh: [
    `## 研发投入

嘉兴市“十四五”时期研发经费投入强度目标为 **3.2%**，*到 2027 年*预计达到 {{number}}，缺的数写作 {{missing}}。
这一行在源文件里断开，
中间不应有空格。详见[公报](https://example.org/gb?a=1&b=2)[^1]，~~旧口径~~不再使用，公式写作 \`rd / gdp\`。

- 第一项：企业研发费用加计扣除
  1. 先做这一步
  2. 再做那一步
- 第二项 <b>不是标签</b>
- [x] 已完成
- [ ] 未完成

> 引用一段话，说明数据口径与“全社会研发”的差别。

### 表格

| 地区 | 强度（%） | 说明 |
| --- | ---: | :---: |
| 平湖市 | 3.61 | **高** |
| 嘉善县 | 3.5 | & < > " |
`,
    `## 计算与代码

\`\`\`yaml
levers:
  - indicator: rd_expenditure
    growth: +2pp
\`\`\`

## 结论

---

1. 达到目标需要年均增长 12%。

[^1]: 国家统计局《全国科技经费投入统计公报》，2021 年，[全文](https://example.org/stats)。
`,
  ],
  en: [
    `## R&D spending

Jiaxing aims at an R&D intensity of **3.2%**; *by 2027* it is expected to reach {{number}}, and what is missing reads {{missing}}.
This line was broken in the source. See the [bulletin](https://example.org/gb?a=1&b=2)[^1]; the ~~old definition~~ is not used; the formula is \`rd / gdp\`.

- First: deduction of business R&D
  1. this step first
  2. then that one
- Second <b>not a tag</b>
- [x] done
- [ ] not done

> A quotation on definitions, which runs over more than one line so that the rule at its left can be seen to go on.

### Tables

| Region | Intensity (%) | Note |
| --- | ---: | :---: |
| Pinghu | 3.61 | **high** |
| Jiashan | 3.5 | & < > " |
`,
    `## Computing and code

\`\`\`yaml
levers:
  - indicator: rd_expenditure
    growth: +2pp
\`\`\`

## Conclusion

---

1. The target takes growth of 12% a year.

[^1]: National Bureau of Statistics, bulletin on science and technology, 2021, [text](https://example.org/stats).
`,
  ],
};

/** The sample, and its pictures by id. */
export async function sampleNotebook(
  language: Language,
): Promise<{ readonly built: BuiltNotebook; readonly pictures: ReadonlyMap<string, Uint8Array> }> {
  const zh = language === 'zh';
  const spec = lineChart(zh ? '研发经费投入强度' : 'R&D intensity');
  const { svg } = await renderSvg(spec);
  const [, width = '0', height = '0'] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const figure: FigureNode = {
    type: 'figure',
    number: 1,
    caption: zh ? '四市研发经费投入强度' : 'R&D intensity of four cities',
    alt: zh ? '四市 2020 至 2025 年研发经费投入强度均上升' : 'R&D intensity of four cities rose from 2020 to 2025',
    note: zh ? '资料来源：各市统计公报。' : 'Source: statistical bulletins of the cities.',
    spec,
    svg,
    width: Number(width),
    height: Number(height),
    provenance: provenanceOf('fig-1', 'chart: trajectory\nindicator: rd_intensity', INPUTS),
  };
  const years = Array.from({ length: 9 }, (_, k) => String(2019 + k));
  const table: RootContent = {
    type: 'resultTable',
    number: 1,
    caption: zh ? '嘉兴市主要指标' : 'Headline indicators of Jiaxing',
    note: zh ? '注：2026 年起为推算。' : 'Note: projections from 2026 on.',
    columns: [
      { title: zh ? '指标（单位）' : 'Indicator (unit)', align: 'left' },
      ...years.map((title) => ({ title, align: 'right' as const })),
    ],
    rows: Array.from({ length: 45 }, (_, r) => [
      zh
        ? `规模以上工业企业研发经费支出 ${r + 1}（亿元）`
        : `R&D spending of industrial enterprises ${r + 1} (100m yuan)`,
      ...years.map((_, k) => (1000 + 37.5 * r + 111.25 * k).toFixed(1)),
    ]),
    provenance: provenanceOf('tab-1', 'table: results', INPUTS),
  };
  const number: InlineNumberNode = {
    type: 'inlineNumber',
    text: '3.65%',
    provenance: provenanceOf('num-1', 'value(rd_intensity, jiaxing, 2027, rd-surge)', INPUTS),
  };
  const missing: InlineNumberNode = {
    type: 'inlineNumber',
    provenance: provenanceOf('num-2', 'value(rd_intensty, jiaxing, 2027)', { tool: INPUTS.tool }),
  };
  const failed: RootContent = {
    type: 'cellError',
    source: 'chart: trajektory',
    issues: [
      {
        code: 'unknown-chart',
        severity: 'error',
        message: 'unknown chart "trajektory"',
        hint: 'did you mean "trajectory"?',
      },
    ],
  };
  const said: RootContent = {
    type: 'cellText',
    text: '平湖 2024\n嘉善 2026',
    provenance: provenanceOf('txt-1', 'print(parity)', { 'package/growth.yaml': INPUTS['package/growth.yaml'] }),
  };
  const [before, after] = PROSE[language];
  const prose = parse(`${before}\n***\n\n${after}`, number, missing);
  const cells = prose.findIndex((node) => node.type === 'thematicBreak');
  const root: Root = {
    type: 'root',
    children: [...prose.slice(0, cells), figure, table, failed, said, ...prose.slice(cells + 1)],
  };
  const built: BuiltNotebook = {
    id: 'county-report',
    file: 'notebooks/county-report.md',
    title: zh ? '嘉兴市研发投入分析报告' : 'R&D spending in Jiaxing: a report',
    language,
    made: zh ? 'tujing 0.1.0 · 情景 baseline、rd-surge' : 'tujing 0.1.0 · scenarios baseline, rd-surge',
    root,
    theme: {
      accent: '#00585c',
      text: '#1d2226',
      fonts: { heading: 'Arial', body: 'Arial', eastAsia: 'Noto Sans CJK SC', mono: 'Consolas' },
      header: '',
      footer: zh ? '嘉兴市科技局' : 'Jiaxing Bureau of Science and Technology',
    },
    issues: [],
  };
  return { built, pictures: new Map([['fig-1', renderPng(svg)]]) };
}

/** Markdown with numbers in the places of `{{number}}` and `{{missing}}`. */
function parse(markdown: string, number: InlineNumberNode, missing: InlineNumberNode): RootContent[] {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const replace = (nodes: RootContent[]): RootContent[] =>
    nodes.flatMap((node): RootContent[] => {
      if (node.type === 'text')
        return node.value.split(/(\{\{\w+\}\})/).map((value): RootContent => {
          if (value === '{{number}}') return number;
          return value === '{{missing}}' ? missing : { type: 'text', value };
        });
      return 'children' in node ? [{ ...node, children: replace(node.children) } as RootContent] : [node];
    });
  return replace(tree.children);
}
