// The nearest valid name for a misspelt one, by Damerau–Levenshtein distance (optimal string alignment).

/**
 * The candidate closest to `name`, or undefined when none is within a third of the longer length.
 * Ties go to the first in code-point order, so that the answer does not depend on the order given.
 *
 * @example nearest('rd_intensty', ['rd_intensity', 'gdp']) // 'rd_intensity'
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  const wanted = name.slice(0, 100).toLowerCase();
  for (const candidate of [...candidates].sort(compareText)) {
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    if (Math.abs(wanted.length - candidate.length) > limit) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance <= limit && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Number of insertions, deletions, replacements and swaps of neighbours between two texts. */
export function editDistance(a: string, b: string): number {
  const rows = a.length + 1;
  const columns = b.length + 1;
  const cells = new Int32Array(rows * columns);
  const at = (i: number, j: number) => cells[i * columns + j] ?? 0;
  for (let i = 0; i < rows; i++) cells[i * columns] = i;
  for (let j = 0; j < columns; j++) cells[j] = j;
  for (let i = 1; i < rows; i++) {
    for (let j = 1; j < columns; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      cells[i * columns + j] = least;
    }
  }
  return at(rows - 1, columns - 1);
}

/** Order by code unit: the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
