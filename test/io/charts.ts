// Small charts for the tests of this room.

const CITIES = ['杭州市', '宁波市', '嘉兴市', '湖州市'];

/** A line chart of four cities over six years, with legend, target line and tooltips. */
export function lineChart(title = '研发经费投入强度', slope = 0.1): Record<string, unknown> {
  const values = CITIES.flatMap((city, i) =>
    [2020, 2021, 2022, 2023, 2024, 2025].map((year) => ({ year, city, value: 2 + 0.3 * i + slope * (year - 2020) })),
  );
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: `${title}：四市`,
    title: { text: title, subtitle: '浙江省（%）' },
    data: { values },
    layer: [
      {
        mark: { type: 'line', point: true },
        encoding: {
          x: { field: 'year', type: 'ordinal', title: '年份' },
          y: { field: 'value', type: 'quantitative', title: `${title}（%）` },
          color: { field: 'city', type: 'nominal', title: '城市' },
          tooltip: [
            { field: 'city', title: '城市' },
            { field: 'value', type: 'quantitative', title },
          ],
        },
      },
      {
        data: { values: [{}] },
        mark: { type: 'rule', strokeDash: [4, 2], clip: true },
        encoding: { y: { datum: 2.8 } },
      },
    ],
  };
}

/** Bars with long Chinese names at the left, which Vega's own estimate of widths cuts off. */
export function barChart(names: readonly string[]): Record<string, unknown> {
  return {
    data: { values: names.map((name, i) => ({ name, value: i + 1 })) },
    mark: 'bar',
    encoding: {
      y: { field: 'name', type: 'nominal', title: '行业（国民经济行业分类）', axis: { labelLimit: 0 } },
      x: { field: 'value', type: 'quantitative', title: '研发经费（亿元）' },
    },
  };
}

/** A chart that says `text` wherever a chart can say something, with a field of that name if asked. */
export function chartSaying(text: string, field = 'value'): Record<string, unknown> {
  return {
    description: text,
    name: 'chart',
    title: { text, subtitle: [text, text] },
    data: {
      values: [
        { year: 2020, [field]: 3, series: text },
        { year: 2021, [field]: 4, series: 'b' },
      ],
    },
    mark: { type: 'line', point: true, tooltip: true },
    encoding: {
      x: { field: 'year', type: 'ordinal', title: text, sort: [2021, 2020] },
      y: { field, type: 'quantitative', title: [text, text] },
      color: { field: 'series', type: 'nominal', title: text, sort: [text, 'b'] },
      tooltip: [
        { field, type: 'quantitative', title: text },
        { field: 'series', title: `${text}2` },
      ],
    },
  };
}

/** Texts that have broken charts, pages or XML. */
export const HOSTILE_TEXTS = [
  '</script><script>alert(1)</script>',
  '<!-- ]]> --> <![CDATA[',
  '"><img src=x onerror=alert(1)>',
  '\u0000\u0001\u0008\u000b\u001b[31m\u007f\u0085\ufffe\uffff',
  '\ud800',
  'a\udc00b\ud83d',
  'javascript:alert(1)',
  'a\\"b',
  "it's a \\",
  'a\nb\r\nc\u2028d',
  "'] = datum['x",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: meant as a text
  '${x} {{x}} #{x} %s',
  '&amp;&lt;&#0;',
  'constructor',
  '__proto__',
  'toString',
  'if',
  'then',
  '\u202etxet\u202c',
  '\ue0000\ue001',
  '研'.repeat(3000),
  ' ',
];
