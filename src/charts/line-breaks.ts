// Where a line of Chinese and Latin text may be broken: a small part of the Unicode line breaking algorithm
// (https://www.unicode.org/reports/tr14/) with the punctuation rules of GB/T 15834.

const NEVER_FIRST = new Set('。，、；：！？）】》〉」』〕〗｝］％‰‱℃°”’…·・%,.;:!?)]}»›');
const NEVER_LAST = new Set('（【《〈「『〔〖｛［“‘￥＄([{«‹¥$£€#＃');
const JOINER = /[-‐–/]/;
const SPACE = /[^\S\u00a0\u202f]|\u200b/; // all but the no-break spaces

// A number or a range of numbers with its sign, and the unit after it.
const NUMBER = String.raw`[+\-−±]?\d+(?:[.,]\d+)*(?:[-–~～/:]\d+(?:[.,]\d+)*)*`;
const CHINESE_UNIT = '个百分点|人年|人次|[十百千万亿]*[元家人件个项所名户篇位倍年月日吨亩次台套座岁]|[十百千万亿]+';
const LATIN_UNIT = '(?:pp|%|‰|km|kg|t|ha|yuan|RMB|CNY|USD|FTE|million|billion|years?)(?![A-Za-z])';
const QUANTITY = new RegExp(`${NUMBER}(?: ?(?:${CHINESE_UNIT}|${LATIN_UNIT}))?`, 'g');

/**
 * A text in pieces that are not to be broken; spaces stay at the end of the piece before them.
 *
 * @example splitPieces('R&D/GDP 达到3.2%。') // ['R&D/', 'GDP ', '达', '到', '3.2%。']
 */
export function splitPieces(text: string): string[] {
  const pieces: string[] = [];
  const quantities = [...text.matchAll(QUANTITY)].map((match) => [match.index, match.index + match[0].length] as const);
  let at = 0;
  let previous = '';
  let next = 0;
  for (const cluster of splitClusters(text)) {
    while ((quantities[next]?.[1] ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    const inQuantity = at > (quantities[next]?.[0] ?? Number.POSITIVE_INFINITY);
    if (pieces.length === 0 || (!inQuantity && mayBreak(previous, cluster))) pieces.push(cluster);
    else pieces[pieces.length - 1] += cluster;
    previous = cluster;
    at += cluster.length;
  }
  return pieces;
}

/** A text in characters, each with the combining marks and selectors that follow it. */
export function splitClusters(text: string): string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
}

function mayBreak(before: string, after: string): boolean {
  if (SPACE.test(after) || NEVER_FIRST.has(after) || NEVER_LAST.has(before)) return false;
  if (SPACE.test(before)) return true;
  if (JOINER.test(after) || (before === after && '—…'.includes(after))) return false;
  return JOINER.test(before) || isChinese(before) || isChinese(after);
}

/** Chinese characters, kana, and everything full-width. */
function isChinese(cluster: string): boolean {
  return (cluster.codePointAt(0) as number) >= 0x2e80;
}
