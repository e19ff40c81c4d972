// What a Word report says of itself, in both languages.

import type { Language } from '../../base/index.ts';

interface DocumentWords {
  readonly contents: string;
  readonly figure: string;
  readonly table: string;
  /** Between a caption's number and its text. */
  readonly afterNumber: string;
  readonly missing: string;
  readonly failed: string;
  /** Before and after the page number, and after the number of pages. */
  readonly page: readonly [string, string, string];
}

export const DOCUMENT_WORDS: Readonly<Record<Language, DocumentWords>> = {
  zh: {
    contents: '目录',
    figure: '图',
    table: '表',
    afterNumber: '　',
    missing: '【缺数】',
    failed: '此处单元格未能生成：',
    page: ['第 ', ' 页，共 ', ' 页'],
  },
  en: {
    contents: 'Contents',
    figure: 'Figure',
    table: 'Table',
    afterNumber: '. ',
    missing: '[missing]',
    failed: 'This cell could not be built: ',
    page: ['Page ', ' of ', ''],
  },
};
