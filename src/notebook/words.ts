// What documents say of themselves, in both languages.

import type { Language } from '../base/index.ts';

interface DocumentWords {
  readonly lang: string;
  readonly figure: (number: number) => string;
  readonly table: (number: number) => string;
  readonly contents: string;
  readonly failed: string;
  readonly failedNumber: string;
  readonly source: string;
  readonly made: (version: string, scenarios: readonly string[]) => string;
  readonly index: string;
  readonly regions: (count: number) => string;
}

export const DOCUMENT_WORDS: Readonly<Record<Language, DocumentWords>> = {
  zh: {
    lang: 'zh-CN',
    figure: (number) => `图${number}`,
    table: (number) => `表${number}`,
    contents: '目录',
    failed: '这里的内容未能生成',
    failedNumber: '缺数',
    source: '来源',
    made: (version, scenarios) =>
      `由 tujing ${version} 生成${scenarios.length > 0 ? `；情景：${scenarios.join('、')}` : ''}。相同输入得到相同内容。`,
    index: '报告目录',
    regions: (count) => `共${count}份`,
  },
  en: {
    lang: 'en',
    figure: (number) => `Figure ${number}`,
    table: (number) => `Table ${number}`,
    contents: 'Contents',
    failed: 'this part could not be made',
    failedNumber: 'number missing',
    source: 'Source',
    made: (version, scenarios) =>
      `Made by tujing ${version}${scenarios.length > 0 ? `; scenarios: ${scenarios.join(', ')}` : ''}. The same inputs give the same page.`,
    index: 'Reports',
    regions: (count) => `${count} reports`,
  },
};
