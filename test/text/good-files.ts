// YAML files that are right: whatever the guard says about one of them is a false alarm. Each in four spellings.

const TEXTS: Readonly<Record<string, string>> = {
  scenario: `# yaml-language-server: $schema=../scenario.schema.json
scenario: rd-surge # 研发，加速：注释里什么都可以有
title: {zh: 研发加速, en: R&D surge}
reason: {zh: “十四五”期间研发投入提高（见规划），企业数翻番, en: 'more R&D, as in the plan'}
levers:
  - indicator: rd_expenditure
    regions: counties:jiaxing
    years: 2021-2027
    growth: +2pp
    ramp: 3 years
  - {indicator: gdp, regions: [jiaxing, pinghu], years: 2024, level: x1.1}
  - indicator: tech_smes
    regions: "*"
    path: {2021: 30, 2027: 60.5}
`,
  prose: `title: 研发经费投入强度（2027年）：３．８％以上
reason: 来源：统计公报；数值含估算，仅供参考
note: 1000以上，15％，1.5万家；“十三五”与“十四五”不可比
source: 浙江省统计局《2022年公报》（2023-02-28），第3页
name: 嘉兴科技城 🚀
place: 二、（一）2．主要目标
printed: ３.２０％
how: ［口径］不同——不可直接比较
`,
  blockText: `note: |
  　　研发投入：全社会研发经费；
  ＃不是注释，［也不是］列表
reason: >-
  第一行，
  第二行：结束
value: 1
`,
  regions: `regions:
  - {id: jiaxing, code: "330400", level: city, parent: zhejiang, name: {zh: 嘉兴市, en: Jiaxing}}
  - {id: zone, level: zone, name: {zh: 秀洲国家高新区（省级）, en: "Zone: Xiuzhou"}}
`,
  quoted: `title: "名称：值，［1］"
indicator: 'ｇｄｐ'
"注：说明": 1
note: "“全部”加引号"
`,
  units: `units:
  - {id: "%", dimension: "1", scale: 0.01}
  - {id: 亿元, dimension: money, scale: 1.0e+8}
  - {id: 人年/万人, dimension: person_year/person, scale: 1.0e-4}
`,
  plan: `plan: jiaxing-315
number: 浙政发〔2016〕24号
period: 2021-2025
targets:
  - kind: level
    indicator: rd_intensity
    bound: gte
    year: 2025
    value: 3.5
    place: 表1，第2行：研发强度
    printed: 3.5％左右
    also: [{place: 正文（三）, printed: ３．５％}]
  - kind: path
    values: {2021: -1.5, 2022: 0, 2023: .5}
`,
  numbers: `a: +50
b: -1.5e3
c: 0
d: 12:30
e: 2025-01-01
f: 5%
g: 9007199254740991
h: true
i: null
j: ~
k:
`,
  headers: `columns:
  2027年目标（亿元）: {indicator: rd_expenditure, as: target}
  R&D经费占GDP比重(%): {indicator: rd_intensity, as: target}
`,
  sequences: `- a
- - b
  - c
-
  d: 1
-   e: 2
    f: [[], {}, [1, [2]]]
`,
  links: `source: https://zjjcmspublic.oss-cn-hangzhou.aliyuncs.com/a?b=c：d
url: http://example.org:8080/x#y
schema: cities:zhejiang
time: 12:30
`,
  emoji: `title: {zh: 👩‍🔬 研发 ❤️, en: "👨‍👩‍👧 family 🇨🇳"}
note: 🚀：起飞，👍🏽
tags: [a, 👩‍🔬]
`,
  dashes: `reason: R&D – “surge” — and more…
comment: don’t panic – it is “only” English
note: '— 注：破折号'
`,
  multiline: `note: 第一句，
  第二句：继续
  GDP：现价
flow: {
  a: 1,
  b: [x,
    y],
  }
`,
  marked: `---
a: 1
...
`,
};

function spellings(text: string): Readonly<Record<string, string>> {
  const crlf = text.replaceAll('\n', '\r\n');
  return { lf: text, crlf, 'crlf with bom': `\ufeff${crlf}`, 'no last line end': text.trimEnd() };
}

/** At least 60 files, as bytes: [name, bytes]. */
export const GOOD_FILES: readonly (readonly [string, Uint8Array])[] = Object.entries(TEXTS).flatMap(([name, text]) =>
  Object.entries(spellings(text)).map(
    ([spelling, spelt]) => [`${name} (${spelling})`, new TextEncoder().encode(spelt)] as const,
  ),
);

/** The same, as plain texts in one spelling. */
export const GOOD_TEXTS: readonly string[] = Object.values(TEXTS);
