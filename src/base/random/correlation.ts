// Inputs that move together: correlation matrices and what gives independent draws a correlation.

import { normalProbability, normalQuantile } from './normal.ts';
import { EXTREME_PROBABILITIES } from './quantile.ts';

/** Rows of a square matrix. */
export type Matrix = readonly (readonly number[])[];

/** Smallest eigenvalue of a matrix that was repaired. */
const SMALLEST_EIGENVALUE = 1e-8;

/**
 * The correlation matrix itself where it is one, else the nearest in eigenvalues: negative ones raised to 1e-8, the diagonal
 * brought back to 1. `change` is the largest change of an entry; 0 where nothing had to be repaired.
 */
export function repairCorrelation(matrix: Matrix): { readonly matrix: Matrix; readonly change: number } {
  if (cholesky(matrix)) return { matrix, change: 0 };
  const { values, vectors } = symmetricEigen(matrix);
  const raised = values.map((value) => Math.max(value, SMALLEST_EIGENVALUE));
  const product = matrix.map((_, i) =>
    matrix.map((__, j) =>
      raised.reduce((sum, value, k) => sum + value * (vectors[i]?.[k] as number) * (vectors[j]?.[k] as number), 0),
    ),
  );
  const scale = product.map((row, i) => 1 / Math.sqrt(row[i] as number));
  const repaired = product.map((row, i) =>
    row.map((value, j) => (i === j ? 1 : value * (scale[i] as number) * (scale[j] as number))),
  );
  const change = Math.max(
    ...repaired.flatMap((row, i) => row.map((value, j) => Math.abs(value - (matrix[i]?.[j] as number)))),
  );
  return { matrix: repaired, change };
}

/** Eigenvalues and eigenvectors (columns) of a symmetric matrix by Jacobi rotations. */
export function symmetricEigen(matrix: Matrix): { readonly values: readonly number[]; readonly vectors: Matrix } {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = matrix.map((_, i) => matrix.map((__, j) => (i === j ? 1 : 0)));
  const at = (m: number[][], i: number, j: number) => m[i]?.[j] as number;
  for (let sweep = 0; sweep < 100; sweep++) {
    const off = a.reduce(
      (sum, row, i) => sum + row.reduce((part, value, j) => part + (i === j ? 0 : value * value), 0),
      0,
    );
    if (off < 1e-30) break;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = at(a, p, q);
        if (apq === 0) continue;
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        const rotate = (m: number[][], i: number, j: number, k: number, l: number) => {
          const [x, y] = [at(m, i, j), at(m, k, l)];
          (m[i] as number[])[j] = c * x - s * y;
          (m[k] as number[])[l] = s * x + c * y;
        };
        for (let k = 0; k < n; k++) rotate(a, k, p, k, q);
        for (let k = 0; k < n; k++) rotate(a, p, k, q, k);
        for (let k = 0; k < n; k++) rotate(v, k, p, k, q);
      }
  }
  return { values: a.map((row, i) => row[i] as number), vectors: v };
}

/** Rows of the lower triangular factor L with L·Lᵀ = the matrix; undefined where it is not positive definite. */
export function cholesky(matrix: Matrix): readonly Float64Array[] | undefined {
  const factor: Float64Array[] = [];
  for (const row of matrix) {
    const own = new Float64Array(factor.length + 1);
    factor.push(own);
    for (let j = 0; j < own.length; j++) {
      const other = factor[j] as Float64Array;
      let sum = row[j] as number;
      for (let k = 0; k < j; k++) sum -= (own[k] as number) * (other[k] as number);
      const isDiagonal = j === own.length - 1;
      if (isDiagonal && !(sum > SMALLEST_EIGENVALUE / 2)) return undefined;
      own[j] = isDiagonal ? Math.sqrt(sum) : sum / (other[j] as number);
    }
  }
  return factor;
}

/** The factor of a matrix that was repaired where it had to be. */
function factorOf(matrix: Matrix): readonly Float64Array[] {
  const factor = cholesky(matrix);
  if (!factor) throw new RangeError('the matrix is not positive definite: repair it first');
  return factor;
}

/** The correlation of normal variables whose ranks have the correlation `rank` (Spearman): 2·sin(π·rank/6) (Kruskal 1958). */
export function pearsonFromSpearman(rank: number): number {
  // The series of the sine: |x| ≤ π/6, so that eight terms give all digits, the same on every machine.
  const x = (Math.PI * rank) / 6;
  let [term, sum] = [x, x];
  for (let k = 1; k <= 8; k++) {
    term *= (-x * x) / (2 * k * (2 * k + 1));
    sum += term;
  }
  return 2 * sum;
}

/** Gives independent uniform draws (one row an input) the correlation of a Gaussian copula, in place. */
export function gaussianCopula(matrix: Matrix): (rows: readonly Float64Array[]) => void {
  const factor = factorOf(matrix);
  const [least, most] = EXTREME_PROBABILITIES;
  return (rows) => {
    for (const row of rows) for (let k = 0; k < row.length; k++) row[k] = normalQuantile(row[k] as number);
    // From the last row up, because a row needs the scores of those before it.
    for (let i = rows.length - 1; i >= 0; i--) {
      const [row, weights] = [rows[i] as Float64Array, factor[i] as Float64Array];
      for (let k = 0; k < row.length; k++) row[k] = (row[k] as number) * (weights[i] as number);
      for (let j = 0; j < i; j++) {
        const [other, weight] = [rows[j] as Float64Array, weights[j] as number];
        if (weight !== 0)
          for (let k = 0; k < row.length; k++) row[k] = (row[k] as number) + weight * (other[k] as number);
      }
      for (let k = 0; k < row.length; k++)
        row[k] = Math.min(most, Math.max(least, normalProbability(row[k] as number)));
    }
  };
}

/**
 * Reorders columns so that their ranks follow scores with the given correlation (Iman & Conover 1982): marginal values stay
 * exactly what they are. `scores` are columns of equal length, here those of a sample whose correlation is then adjusted.
 */
export function imanConover(
  columns: readonly Float64Array[],
  scores: readonly Float64Array[],
  target: Matrix,
): readonly Float64Array[] {
  const found = covariance(scores);
  const [have, want] = [factorOf(found), factorOf(target)];
  const length = columns[0]?.length ?? 0;
  // Rows of the adjusted scores: scores · (have⁻¹)ᵀ · wantᵀ.
  const adjusted = columns.map(() => new Float64Array(length));
  for (let k = 0; k < length; k++) {
    const solved: number[] = [];
    scores.forEach((column, i) => {
      let sum = column[k] as number;
      for (let j = 0; j < i; j++) sum -= (have[i]?.[j] as number) * (solved[j] as number);
      solved.push(sum / (have[i]?.[i] as number));
    });
    adjusted.forEach((column, i) => {
      column[k] = solved.reduce((sum, value, j) => (j <= i ? sum + (want[i]?.[j] as number) * value : sum), 0);
    });
  }
  return columns.map((column, i) => {
    const sorted = column.slice().sort();
    const order = orderOf(adjusted[i] as Float64Array);
    const out = new Float64Array(length);
    order.forEach((position, rank) => {
      out[position] = sorted[rank] as number;
    });
    return out;
  });
}

/** Covariances of columns about their means, over n (the scale cancels where only ranks follow). */
function covariance(columns: readonly Float64Array[]): Matrix {
  const centred = columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    return column.map((value) => value - mean);
  });
  return centred.map((a) =>
    centred.map((b) => a.reduce((sum, value, k) => sum + value * (b[k] as number), 0) / a.length),
  );
}

/** Positions from the smallest value to the largest; equal values in order of position. */
function orderOf(values: Float64Array): readonly number[] {
  return Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
}
