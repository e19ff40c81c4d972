// Paths inside a document, as people read them.

/**
 * `levers[0].indicator`; keys that are no plain words stand in brackets and quotes.
 *
 * @example formatPath(['columns', 'GDP 增速', 0]) // 'columns["GDP 增速"][0]'
 */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((segment, index) => {
      if (typeof segment === 'number') return `[${segment}]`;
      const key = String(segment);
      if (!/^[\p{L}\p{N}_-]+$/u.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}
